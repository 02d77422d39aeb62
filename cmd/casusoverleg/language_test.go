package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// speakers are the methods that take a Dutch and an English text, with the
// place of the Dutch one.
func speakers() map[string]int {
	return map[string]int{"say": 0, "sayf": 0, "misuse": 0, "failed": 0, "printf": 0, "askPassphrase": 0, "section": 0, "bad": 1}
}

var verb = regexp.MustCompile(`%[-+# 0]*(\[\d+\])?[*\d]*(\.\d+)?[a-zA-Z]`)

// text is a string literal, or several added up.
func text(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		return s, err == nil && x.Kind == token.STRING
	case *ast.BinaryExpr:
		a, ok1 := text(x.X)
		b, ok2 := text(x.Y)
		return a + b, ok1 && ok2 && x.Op == token.ADD
	}
	return "", false
}

// mistranslated says what is wrong with one pair of texts.
func mistranslated(nl, en string) string {
	switch {
	case strings.TrimSpace(nl) == "" || strings.TrimSpace(en) == "":
		return "a language is missing"
	case fmt.Sprint(verb.FindAllString(nl, -1)) != fmt.Sprint(verb.FindAllString(en, -1)):
		return "the verbs differ"
	case strings.Count(nl, "\n") != strings.Count(en, "\n"):
		return "the lines differ"
	}
	return ""
}

// A message that misses a verb in one language would print nonsense there.
func TestBothLanguagesSayTheSame(t *testing.T) {
	files, err := fs.Glob(here, "*.go")
	require.NoError(t, err)
	set, pairs := token.NewFileSet(), 0
	for _, name := range files {
		source, err := fs.ReadFile(here, name)
		require.NoError(t, err)
		file, err := parser.ParseFile(set, name, source, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			at, speaks := speakers()[method.Sel.Name]
			if !speaks || len(call.Args) < at+2 {
				return true
			}
			nl, ok1 := text(call.Args[at])
			en, ok2 := text(call.Args[at+1])
			if ok1 && ok2 {
				pairs++
				require.Empty(t, mistranslated(nl, en), "%s: %q / %q", set.Position(call.Pos()), nl, en)
			}
			return true
		})
	}
	require.Greater(t, pairs, 50)
	for _, s := range settings() {
		require.Empty(t, mistranslated(s.nl, s.en), s.key)
	}
}

func TestMistranslationsAreSeen(t *testing.T) {
	require.Empty(t, mistranslated("%s is te groot: %d\n", "%s is too large: %d\n"))
	require.NotEmpty(t, mistranslated("%s is te groot", "it is too large"))
	require.NotEmpty(t, mistranslated("%s in %d", "%d in %s"))
	require.NotEmpty(t, mistranslated("tekst", " "))
	require.NotEmpty(t, mistranslated("een\ntwee", "one, two"))
}

func TestLanguageIsChosen(t *testing.T) {
	for name, c := range map[string]struct {
		args, environ []string
		english, bad  bool
	}{
		"nothing":              {},
		"flag":                 {args: []string{"version", "--lang", "en"}, english: true},
		"flag with =":          {args: []string{"--lang=en", "version"}, english: true},
		"last flag counts":     {args: []string{"--lang=en", "--lang=nl"}},
		"after a bare --":      {args: []string{"--", "--lang=en"}},
		"flag over variable":   {args: []string{"--lang=nl"}, environ: []string{"CASUSOVERLEG_LANG=en"}},
		"variable over system": {environ: []string{"LANG=en_US.UTF-8", "CASUSOVERLEG_LANG=nl"}},
		"system":               {environ: []string{"LANG=en_US.UTF-8"}, english: true},
		"system in C":          {environ: []string{"LANG=C.UTF-8"}},
		"unknown flag":         {args: []string{"--lang", "de"}, bad: true},
		"unknown variable":     {environ: []string{"CASUSOVERLEG_LANG=de"}, bad: true},
	} {
		p := &program{args: c.args, environ: c.environ}
		err := p.chooseLanguage()
		require.Equal(t, c.bad, err != nil, name)
		require.Equal(t, c.english, p.english, name)
	}
}
