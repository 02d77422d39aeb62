package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

// here is this package's own source, read without a child process.
var here = os.DirFS(".")

// chosenFrom is what the program chooses from these sources.
func chosenFrom(t *testing.T, file string, environ, args []string) (*chosen, error) {
	t.Helper()
	p := &program{language: language{english: true}, environ: environ, out: &bytes.Buffer{}, errs: &bytes.Buffer{}}
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	var config string
	p.settingFlags(flags, &config)
	if file != "" {
		path := filepath.Join(t.TempDir(), "settings.yaml")
		require.NoError(t, os.WriteFile(path, []byte(file), 0o600))
		args = append(args, "--config", path)
	}
	require.NoError(t, flags.Parse(args))
	return p.choose(flags, config)
}

// sample is a value that can be written for a setting everywhere.
func sample(s setting, n int) string {
	if s.kind == secret {
		return fmt.Sprintf("secret-%d", n)
	}
	return fmt.Sprintf("value-%d", n)
}

// inFile is a value as the settings file writes it.
func (s setting) inFile(value string) string {
	if s.kind == manyValue {
		return s.key + ": [" + value + "]\n"
	}
	return s.key + ": " + value + "\n"
}

// Flag over environment over file over default, for every setting there is.
func TestPrecedence(t *testing.T) {
	for _, s := range settings() {
		key := s.key
		flag := "--" + s.flagName()
		file, variable := s.inFile(sample(s, 1)), s.variable()+"="+sample(s, 2)
		flagKey := key
		if s.kind == secret {
			flagKey = key + fileSuffix
		}
		for _, c := range []struct {
			name, file    string
			environ, args []string
			key, want     string
		}{
			{"default", "", nil, nil, key, s.standard},
			{"file", file, nil, nil, key, sample(s, 1)},
			{"environment", "", []string{variable}, nil, key, sample(s, 2)},
			{"flag", "", nil, []string{flag, sample(s, 3)}, flagKey, sample(s, 3)},
			{"environment over file", file, []string{variable}, nil, key, sample(s, 2)},
			{"flag over file", file, nil, []string{flag, sample(s, 3)}, flagKey, sample(s, 3)},
			{"flag over environment", "", []string{variable}, []string{flag, sample(s, 3)}, flagKey, sample(s, 3)},
			{"flag over all", file, []string{variable}, []string{flag, sample(s, 3)}, flagKey, sample(s, 3)},
			{"empty variable is not set", file, []string{s.variable() + "="}, nil, key, sample(s, 1)},
		} {
			got, err := chosenFrom(t, c.file, c.environ, c.args)
			require.NoError(t, err, "%s: %s", key, c.name)
			if s.kind == manyValue {
				require.Equal(t, c.want, strings.Join(got.values.Strings(c.key), ","), "%s: %s", key, c.name)
			} else {
				require.Equal(t, c.want, got.values.String(c.key), "%s: %s", key, c.name)
			}
			if flagKey != key && c.key == flagKey {
				require.False(t, got.values.Exists(key), "%s: %s: the file hides the secret itself", key, c.name)
			}
		}
	}
}

// A secret in a file named by a lower source does not survive a higher one that
// gives the secret itself, and the other way round.
func TestSecretFormsReplaceEachOther(t *testing.T) {
	got, err := chosenFrom(t, "token_key_file: a\n", []string{"CASUSOVERLEG_TOKEN_KEY=b"}, nil)
	require.NoError(t, err)
	require.Equal(t, "b", got.values.String("token_key"))
	require.False(t, got.values.Exists("token_key_file"))

	got, err = chosenFrom(t, "token_key: a\n", []string{"CASUSOVERLEG_TOKEN_KEY_FILE=b"}, nil)
	require.NoError(t, err)
	require.False(t, got.values.Exists("token_key"))
	require.Equal(t, "b", got.values.String("token_key_file"))

	_, err = chosenFrom(t, "token_key: a\ntoken_key_file: b\n", nil, nil)
	require.ErrorContains(t, err, "not both")
}

// A list in a variable or flag has commas.
func TestLists(t *testing.T) {
	got, err := chosenFrom(t, "", []string{"CASUSOVERLEG_PROFILES=de-wolden, eigen.yaml"}, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"de-wolden", "eigen.yaml"}, got.values.Strings("profiles"))
}

// documented is a row of the table in docs/operations.md.
var documented = regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| (?:`([^`]*)`)? *\\| (.+) \\|$")

// The administrator's table is the code's.
func TestEverySettingIsDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "operations.md"))
	require.NoError(t, err)
	var want []string
	for _, s := range settings() {
		want = append(want, fmt.Sprintf("%s=%s: %s", s.key, s.standard, s.en))
	}
	var got []string
	for _, row := range documented.FindAllStringSubmatch(string(page), -1) {
		got = append(got, fmt.Sprintf("%s=%s: %s", row[1], row[2], row[3]))
	}
	require.Equal(t, strings.Join(want, "\n"), strings.Join(got, "\n"))
}
