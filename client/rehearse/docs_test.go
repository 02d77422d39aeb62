package rehearse

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func documentation(t *testing.T) string {
	t.Helper()
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "rehearsal.md"))
	require.NoError(t, err)
	return string(doc)
}

// The example that people copy works.
func TestTheExampleInTheDocumentationIsPlayed(t *testing.T) {
	_, rest, _ := strings.Cut(documentation(t), "```yaml\n")
	example, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)
	require.NoError(t, newHost(t).play(t, example))
}

// Every verb, and every key of it, is in the documentation.
func TestEveryKeyIsDocumented(t *testing.T) {
	doc := documentation(t)
	for _, v := range verbs() {
		require.Contains(t, doc, "`"+v.key+"`")
		for _, p := range places(reflect.ValueOf(v.empty()).Elem()) {
			require.Contains(t, doc, "`"+p.key+"`", "%s of %s", p.key, v.key)
		}
	}
	for _, head := range []any{&Script{}, &Person{}, &Outsider{}, &ItemFacts{}} {
		for _, p := range places(reflect.ValueOf(head).Elem()) {
			require.Contains(t, doc, "`"+p.key+"`", p.key)
		}
	}
}
