package room_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"

	"github.com/stretchr/testify/require"
)

// Whoever is refused gets a sentence in both languages, whatever the code.
func TestEveryRefusalCodeHasASentence(t *testing.T) {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	found := 0
	for _, name := range []string{"refusal.go", "wire/host.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		found += sentences(t, rules, file)
	}
	require.Greater(t, found, 45)
}

// sentences wants one for every code that a file declares, and counts them.
func sentences(t *testing.T, rules *covenant.Rules, file *ast.File) (found int) {
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || spec.Type == nil {
			return true
		}
		lit, ok := spec.Values[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		code, err := strconv.Unquote(lit.Value)
		require.NoError(t, err)
		found++
		sentence, ok := rules.Refusal(covenant.Code(code))
		require.True(t, ok, "no sentence for %s", code)
		require.NotEmpty(t, sentence.NL)
		require.NotEmpty(t, sentence.EN)
		return true
	})
	return found
}
