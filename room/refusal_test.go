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
	file, err := parser.ParseFile(token.NewFileSet(), "refusal.go", nil, 0)
	require.NoError(t, err)
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
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
	require.Greater(t, found, 40)
}
