package rehearse

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/fuzztest"
)

// Whatever is in the file, it is a script or it has mistakes, each on a line of the file
// and no more of them than are of use.
func FuzzParse(f *testing.F) {
	f.Add(small)
	for _, seed := range []string{
		"", "format: 1\n", "a: &a [*a]", "? {x}\n: y", "<<: {format: 1}", "format: 1\nformat: 1\n", "steps: [{who: anna}]",
		"format: 1\nsteps:\n  - " + strings.Repeat("{who: ", 40), small + "  - {who: anna, start: {without_deputy: misschien}}\n",
	} {
		f.Add(seed)
	}
	meeting, err := os.ReadFile("meetings/demo.yaml")
	require.NoError(f, err)
	f.Add(string(meeting))
	f.Fuzz(func(t *testing.T, source string) {
		var s *Script
		var err error
		fuzztest.Bounded(t, len(source), func() { s, err = Parse("fuzz.yaml", []byte(source)) })
		if (s == nil) == (err == nil) {
			t.Fatal("neither script nor mistakes, or both")
		}
		var mistakes *ScriptError
		if err == nil {
			return
		}
		require.True(t, errors.As(err, &mistakes))
		require.NotEmpty(t, mistakes.Mistakes)
		require.LessOrEqual(t, len(mistakes.Mistakes), MaxMistakes)
		for _, m := range mistakes.Mistakes {
			require.GreaterOrEqual(t, m.Line, 1)
			require.LessOrEqual(t, m.Line, strings.Count(source, "\n")+2)
			require.NotEmpty(t, m.In(Dutch))
			require.NotEmpty(t, m.In(English))
		}
	})
}
