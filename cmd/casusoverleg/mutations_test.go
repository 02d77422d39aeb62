package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
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

var (
	mutations = flag.String("mutations", "", "take out the guards whose names match, one by one, and run the tests that must fail then")
	nearest   = flag.Bool("nearest", false, "of each guard, run only the test nearest to it")
)

// TestTakingOutEachGuard is what `make mutations` runs. The tree is left as it is: the
// go command is shown another file in the place of the guard's.
func TestTakingOutEachGuard(t *testing.T) {
	if *mutations == "" {
		return // the list itself is held true by TestEveryGuardIsWhereTheListSays
	}
	only := regexp.MustCompile(*mutations)
	a := readAttacks(t)
	for _, name := range slices.Sorted(maps.Keys(a.Guards)) {
		if only.MatchString(name) {
			t.Run(name, func(t *testing.T) { a.Guards[name].takenOut(t) })
		}
	}
}

// mutationTime is how long one guard's test may take, with building it.
const mutationTime = 5 * time.Minute

func (g guard) takenOut(t *testing.T) {
	src, err := os.ReadFile(filepath.Join(root, g.File))
	require.NoError(t, err)
	require.Equal(t, 1, bytes.Count(src, []byte(g.Text)), "its text is there no more")
	dir := t.TempDir()
	without := filepath.Join(dir, filepath.Base(g.File))
	require.NoError(t, os.WriteFile(without, bytes.Replace(src, []byte(g.Text), []byte(g.Instead), 1), 0o600))
	at, err := filepath.Abs(filepath.Join(root, g.File))
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {at: without}})
	require.NoError(t, err)
	list := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(list, overlay, 0o600))

	for i, test := range g.Fails {
		if i == 0 || !*nearest {
			t.Run(test, func(t *testing.T) { fails(t, test, list) })
		}
	}
}

// fails runs one test on the program without the guard.
func fails(t *testing.T, named, overlay string) {
	pkg, test, _ := strings.Cut(named, " ")
	ctx, cancel := context.WithTimeout(context.Background(), mutationTime)
	defer cancel()
	run := exec.CommandContext(ctx, "go", "test", "-count=1", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-run", exactly(test), "./"+pkg)
	run.Dir = root
	out, err := run.CombinedOutput()
	name, _, _ := strings.Cut(strings.TrimSuffix(test, "$"), "/")
	require.NotContains(t, string(out), "[build failed]", "%s", out)
	require.Error(t, err, "without its guard %s still passes", test)
	require.Contains(t, string(out), "--- FAIL: "+name, "it must fail by itself: %s", out)
	t.Logf("%s fails without it", test)
}

// exactly matches a test by its whole name, and a subtest by its beginning.
func exactly(test string) string {
	name, sub, ok := strings.Cut(test, "/")
	if !ok {
		return "^" + strings.TrimSuffix(name, "$") + "$"
	}
	return "^" + name + "$/^" + sub
}
