package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var mutations = flag.String("mutations", "", "take out the guards whose names match, one by one, and run the tests that must fail then")

const (
	// takenOut names, in a test's environment, the guard that is out.
	takenOut = "GUARD_TAKEN_OUT"
	// buildTime and testTime bound building one package's tests, and running one.
	buildTime = 15 * time.Minute
	testTime  = 5 * time.Minute
)

// TestTakingOutEachGuard is what `make mutations` runs. The tree is left as it is: the
// go command is shown other files in the place of those with a guard, in which every
// function that has one is there twice, with and without. Which of them runs, the
// environment says, so that the tests of a package are built once for all guards.
func TestTakingOutEachGuard(t *testing.T) {
	if *mutations == "" {
		return // the list itself is held true by TestEveryGuardIsWhereTheListSays
	}
	only := regexp.MustCompile(*mutations)
	a := readAttacks(t)
	m := &mutants{overlay: write(t, a), built: map[string]string{}, dir: t.TempDir(), passed: map[string]bool{}}
	out, err := m.run(buildTime, root, "", "go", "build", "-overlay", m.overlay, "./crypto/...", "./room/...", "./minutes/...", "./client/...")
	require.NoError(t, err, "without a guard the program must still be one: %s", out)
	for _, name := range slices.Sorted(maps.Keys(a.Guards)) {
		if !only.MatchString(name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			for _, test := range a.Guards[name].Fails {
				m.fails(t, name, test)
			}
		})
	}
}

// mutants are the built tests.
type mutants struct {
	dir     string
	overlay string            // what the go command is shown
	built   map[string]string // test binary by package
	passed  map[string]bool   // tests that pass while no guard is out
}

// fails runs one test with all guards, and without one.
func (m *mutants) fails(t *testing.T, guard, named string) {
	t.Helper()
	pkg, test, _ := strings.Cut(named, " ")
	if m.built[pkg] == "" {
		bin := filepath.Join(m.dir, strings.ReplaceAll(pkg, "/", "_")+".test")
		out, err := m.run(buildTime, root, "", "go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", m.overlay, "-o", bin, "./"+pkg)
		require.NoError(t, err, "%s", out)
		m.built[pkg] = bin
	}
	at := filepath.Join(root, pkg)
	if !m.passed[named] {
		out, err := m.run(testTime, at, "", m.built[pkg], "-test.run", exactly(test))
		require.NoError(t, err, "with every guard %s must pass: %s", test, out)
		require.NotContains(t, out, "no tests to run", test)
		m.passed[named] = true
	}
	out, err := m.run(testTime, at, guard, m.built[pkg], "-test.run", exactly(test))
	require.Error(t, err, "without its guard %s still passes", test)
	name, _, _ := strings.Cut(strings.TrimSuffix(test, "$"), "/")
	require.Contains(t, out, "--- FAIL: "+name, "it must fail by itself")
	t.Logf("%s fails without it", test)
}

func (m *mutants) run(within time.Duration, at, guard, program string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	run := exec.CommandContext(ctx, program, args...)
	run.Dir, run.Env = at, append(os.Environ(), takenOut+"="+guard)
	out, err := run.CombinedOutput()
	return string(out), err
}

// exactly matches a test by its whole name, and a subtest by its beginning.
func exactly(test string) string {
	name, sub, ok := strings.Cut(test, "/")
	if !ok {
		return "^" + strings.TrimSuffix(name, "$") + "$"
	}
	return "^" + name + "$/^" + sub
}

// write writes the other files, and the list of them for the go command.
func write(t *testing.T, a attacks) (overlay string) {
	t.Helper()
	dir, err := filepath.Abs(root)
	require.NoError(t, err)
	out := t.TempDir()
	replace := map[string]string{}
	instead := func(path string, src []byte) {
		at := filepath.Join(out, strings.ReplaceAll(path, "/", "_"))
		require.NoError(t, os.WriteFile(at, src, 0o600))
		replace[filepath.Join(dir, path)] = at
	}
	inFile := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(a.Guards)) {
		inFile[a.Guards[name].File] = append(inFile[a.Guards[name].File], name)
	}
	for path, names := range inFile {
		src, err := os.ReadFile(filepath.Join(dir, path))
		require.NoError(t, err)
		src, pkg := both(t, src, names, a.Guards)
		instead(path, src)
		instead(filepath.Join(filepath.Dir(path), "taken_out.go"), []byte(
			"package "+pkg+"\n\nimport \"os\"\n\nvar takenOut = os.Getenv(\""+takenOut+"\")\n"))
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": replace})
	require.NoError(t, err)
	overlay = filepath.Join(out, "overlay.json")
	require.NoError(t, os.WriteFile(overlay, list, 0o600))
	return overlay
}

// both returns a file in which each function with a guard has a body with it and one
// without, and the name of its package.
func both(t *testing.T, src []byte, names []string, guards map[string]guard) ([]byte, string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, 0)
	require.NoError(t, err)
	bodies := map[[2]int][]string{} // guards by where the body of their function is
	for _, name := range names {
		at := bytes.Index(src, []byte(guards[name].Text))
		var body *ast.BlockStmt // the function itself, or the innermost in a value
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || fset.Position(n.Pos()).Offset > at || at >= fset.Position(n.End()).Offset {
				return false
			}
			switch f := n.(type) {
			case *ast.FuncDecl:
				body = f.Body
				return false
			case *ast.FuncLit:
				body = f.Body
			}
			return true
		})
		require.NotNil(t, body, "guard %s is in no function", name)
		where := [2]int{fset.Position(body.Pos()).Offset, fset.Position(body.End()).Offset}
		bodies[where] = append(bodies[where], name)
	}
	for _, where := range slices.SortedFunc(maps.Keys(bodies), func(a, b [2]int) int { return b[0] - a[0] }) {
		body := string(src[where[0]:where[1]])
		var forms strings.Builder
		forms.WriteString("{ ")
		for _, name := range bodies[where] {
			fmt.Fprintf(&forms, "if takenOut == %q %s else ", name, strings.Replace(body, guards[name].Text, guards[name].Instead, 1))
		}
		forms.WriteString(body + " }")
		src = slices.Concat(src[:where[0]], []byte(forms.String()), src[where[1]:])
	}
	return src, file.Name.Name
}
