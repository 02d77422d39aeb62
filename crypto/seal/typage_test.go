package seal_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
)

// typage is age-encryption of npm, the implementation of age in TypeScript, as a
// command of its own folder.
type typage struct {
	*testing.T
	script string
}

func newTypage(t *testing.T) typage {
	t.Helper()
	script, err := filepath.Abs(filepath.Join("testdata", "typage", "typage.mjs"))
	require.NoError(t, err)
	if _, err := exec.LookPath("node"); err != nil {
		t.Fatal("node is not here: the interop with typage needs it (install nodejs and npm)")
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(script), "node_modules", "age-encryption")); err != nil {
		t.Fatal("age-encryption is not here: run `make typage`")
	}
	return typage{t, script}
}

// try runs the command and returns what it prints, or an error with what it says.
func (t typage) try(input []byte, args ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.Command("node", append([]string{t.script}, args...)...)
	cmd.Stdin = bytes.NewReader(input)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.New(said.String())
	}
	return out, nil
}

func (t typage) run(input []byte, args ...string) []byte {
	t.Helper()
	out, err := t.try(input, args...)
	require.NoError(t, err)
	return out
}

// identity is the secret line of an identity file.
func identity(t *testing.T, file []byte) string {
	t.Helper()
	for line := range strings.Lines(string(file)) {
		if strings.HasPrefix(line, "AGE-SECRET-KEY-PQ-1") {
			return strings.TrimSpace(line)
		}
	}
	t.Fatal("no identity in the file")
	return ""
}

// What this package makes typage opens, and the other way round: to hybrid
// recipients (age1pq, which typage knows), to a passphrase, and
// identity files. Who has another key opens nothing, on either side.
func TestTypage(t *testing.T) {
	other := newTypage(t)
	samira, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	archive, err := crypto.NewSeatKey()
	require.NoError(t, err)
	passphrase := crypto.GeneratePassphrase()
	var file bytes.Buffer
	require.NoError(t, samira.WriteIdentityFile(&file, passphrase))
	pair := strings.Fields(string(other.run(nil, "keygen")))
	require.Len(t, pair, 2)
	bobs, bob := pair[0], pair[1]

	contents := map[string][]byte{
		"a line":              []byte("Afspraak: Kees belt de school.\n"),
		"three chunks of age": bytes.Repeat([]byte("Afspraak: Kees belt de school.\n"), 5000),
	}
	for name, content := range contents {
		t.Run(name+", ours to theirs, by recipient", func(t *testing.T) {
			to, err := crypto.ParseRecipient(bob)
			require.NoError(t, err)
			pkg, err := seal.Package(content, samira.Recipient(), to, archive.Recipient())
			require.NoError(t, err)
			require.Equal(t, content, other.run(pkg, "open", "identity", bobs))

			stranger := strings.Fields(string(other.run(nil, "keygen")))[0]
			_, err = other.try(pkg, "open", "identity", stranger)
			require.ErrorContains(t, err, "no identity matched")
			pkg[len(pkg)-1] ^= 1
			_, err = other.try(pkg, "open", "identity", bobs)
			require.Error(t, err, "a flipped bit")
		})
		t.Run(name+", theirs to ours, by recipient", func(t *testing.T) {
			pkg := other.run(content, "seal", "recipient", samira.Recipient().String())
			got, err := seal.OpenPackage(pkg, samira)
			require.NoError(t, err)
			require.Equal(t, content, got)

			_, err = seal.OpenPackage(pkg, archive)
			require.ErrorIs(t, err, seal.ErrUnreadable)
			pkg[len(pkg)-1] ^= 1
			_, err = seal.OpenPackage(pkg, samira)
			require.ErrorIs(t, err, seal.ErrUnreadable)
		})
	}
	line := contents["a line"]
	t.Run("ours to theirs, by passphrase", func(t *testing.T) {
		pkg, err := seal.PackageWithPassphrase(line, passphrase)
		require.NoError(t, err)
		require.Equal(t, line, other.run(pkg, "open", "passphrase", passphrase))
		_, err = other.try(pkg, "open", "passphrase", passphrase+"x")
		require.Error(t, err)
	})
	t.Run("theirs to ours, by passphrase", func(t *testing.T) {
		pkg := other.run(line, "seal", "passphrase", passphrase)
		got, err := seal.OpenPackageWithPassphrase(pkg, passphrase)
		require.NoError(t, err, "at the work that typage takes by itself")
		require.Equal(t, line, got)
		_, err = seal.OpenPackageWithPassphrase(pkg, passphrase+"x")
		require.ErrorIs(t, err, seal.ErrUnreadable)
	})
	t.Run("our identity file opens there, and its key is the same", func(t *testing.T) {
		pkg, err := seal.Package(line, samira.Recipient())
		require.NoError(t, err)
		key := identity(t, other.run(file.Bytes(), "open", "passphrase", passphrase))
		require.Equal(t, line, other.run(pkg, "open", "identity", key))
	})
	t.Run("an identity file made there is read here", func(t *testing.T) {
		made := other.run([]byte("# made with typage\n"+bobs+"\n"), "seal", "passphrase", passphrase, "12")
		key, err := crypto.ReadIdentityFile(bytes.NewReader(made), passphrase)
		require.NoError(t, err)
		require.Equal(t, bob, key.Recipient().String())
		got, err := seal.OpenPackage(other.run(line, "seal", "recipient", bob), key)
		require.NoError(t, err)
		require.Equal(t, line, got)
	})
	t.Run("a recipient that is not hybrid is refused here, though typage takes it", func(t *testing.T) {
		x25519 := "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" // of age's README
		require.NotEmpty(t, other.run(line, "seal", "recipient", x25519))
		_, err := crypto.ParseRecipient(x25519)
		require.Error(t, err)
	})
}
