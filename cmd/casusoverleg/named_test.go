package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	declared = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w+)\(\w+ \*testing\.[TFB]\)`)
	mention  = regexp.MustCompile(`\b(?:Test|Fuzz|Benchmark)[A-Z]\w+`)
	runs     = regexp.MustCompile(`-run '?([^'\s]+)'?|^ALONE := (\S+)`)
	packages = regexp.MustCompile(`\./[\w/]+`)
)

// testsBelow are the tests, fuzz targets and benchmarks of each package, by its folder.
func testsBelow(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, dir := range []string{"agenda", "client", "cmd", "crypto", "minutes", "room"} {
		require.NoError(t, filepath.WalkDir(filepath.Join(root, dir), func(path string, e os.DirEntry, err error) error {
			if err == nil && e.Name() == "node_modules" {
				return filepath.SkipDir
			}
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			src, err := os.ReadFile(path)
			pkg, _ := filepath.Rel(root, filepath.Dir(path))
			for _, m := range declared.FindAllSubmatch(src, -1) {
				all[pkg] = append(all[pkg], string(m[1]))
			}
			return err
		}))
	}
	return all
}

// What the documents and the Makefile say of tests is of tests that are there: go test
// is content when a pattern matches nothing.
func TestTheTestsThatAreNamedExist(t *testing.T) {
	below := testsBelow(t)
	var every []string
	for _, names := range below {
		every = append(every, names...)
	}
	docs, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	require.NoError(t, err)
	for _, path := range append(docs, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, name := range mention.FindAllString(string(text), -1) {
			require.Contains(t, every, name, path)
		}
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	require.NoError(t, err)
	patterns := 0
	for line := range strings.Lines(string(makefile)) {
		m := runs.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(m[1]+m[2], "^$") || strings.HasPrefix(m[1]+m[2], "$") {
			continue // no tests at all, or those of a variable
		}
		candidates := every
		if in := packages.FindAllString(line, -1); in != nil {
			candidates = nil
			for _, pkg := range in {
				candidates = append(candidates, below[pkg[2:]]...)
			}
		}
		for _, one := range strings.Split(m[1]+m[2], "|") {
			patterns++
			first, _, _ := strings.Cut(one, "/")
			require.True(t, slices.ContainsFunc(candidates, regexp.MustCompile(first).MatchString), "%s: nothing is %s", line, one)
		}
	}
	require.Greater(t, patterns, 20)
}

// Every fuzz target has inputs that are kept, and stands in the list of docs/security.md.
func TestEveryFuzzTargetHasACorpusAndARow(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join(root, "docs", "security.md"))
	require.NoError(t, err)
	for pkg, names := range testsBelow(t) {
		for _, name := range names {
			if !strings.HasPrefix(name, "Fuzz") {
				continue
			}
			kept, err := filepath.Glob(filepath.Join(root, pkg, "testdata", "fuzz", name, "*"))
			require.NoError(t, err)
			require.NotEmpty(t, kept, "%s %s: go test ./%s -fuzz %s finds some, in the fuzz folder of go env GOCACHE", pkg, name, pkg, name)
			row := regexp.MustCompile(`(?m)^\|.*` + "`" + pkg + "` .*`" + name + "`")
			require.True(t, row.Match(doc), "%s %s has no row in docs/security.md", pkg, name)
		}
	}
}
