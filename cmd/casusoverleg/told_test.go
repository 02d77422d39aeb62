package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// toldIn says where the codes of each kind of words are declared, and as which type.
var toldIn = map[string]struct {
	packages []string
	of       string
}{
	"trouble": {[]string{"client/page"}, "TroubleKind"},
	"text":    {[]string{"client/page"}, "TextState"},
	"problem": {[]string{"client/page"}, "ProblemCode"},
	"ending":  {[]string{"client/page"}, "Ending"},
	"refusal": {[]string{"room", "room/wire"}, "Code"},
	"failure": {[]string{"minutes"}, "Code"},
}

// What the list says that people are told, a test of the same row asks for by the code's
// own name, itself or in what it calls in its file.
func TestWhatPeopleAreToldIsSeenByATest(t *testing.T) {
	written := sources{read: map[string][]*ast.File{}}
	names := map[string]string{}
	for kind, in := range toldIn {
		for _, pkg := range in.packages {
			for value, name := range written.codes(t, pkg, in.of) {
				names[kind+" "+value] = name
			}
		}
	}
	for _, at := range readAttacks(t).Attacks {
		for _, told := range at.Told {
			if told == "nobody" {
				continue
			}
			require.NotEmpty(t, names[told], "no such code: %s", told)
			require.True(t, slices.ContainsFunc(slices.Concat(at.Tests, at.Seen), func(named string) bool {
				pkg, name, _ := strings.Cut(named, " ")
				return written.mentions(t, pkg, name)[names[told]]
			}), "%s %s: no test of it asks for %s (%s)", at.By, at.Does, told, names[told])
		}
	}
}

// sources are the parsed files of packages, tests among them.
type sources struct{ read map[string][]*ast.File }

func (s sources) of(t *testing.T, pkg string) []*ast.File {
	t.Helper()
	if s.read[pkg] == nil {
		paths, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
		require.NoError(t, err)
		for _, path := range paths {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			s.read[pkg] = append(s.read[pkg], file)
		}
	}
	return s.read[pkg]
}

// codes are the names of the constants of a type in a package, by their value.
func (s sources) codes(t *testing.T, pkg, of string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, file := range s.of(t, pkg) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) == 0 || typeName(spec.Type) != of {
				return true
			}
			if text, ok := spec.Values[0].(*ast.BasicLit); ok && text.Kind == token.STRING {
				value, err := strconv.Unquote(text.Value)
				require.NoError(t, err)
				all[value] = spec.Names[0].Name
			}
			return true
		})
	}
	return all
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// mentions are all names in a test, and in what it names that is declared in its file.
func (s sources) mentions(t *testing.T, pkg, name string) map[string]bool {
	t.Helper()
	seen := map[string]bool{}
	for _, file := range s.of(t, pkg) {
		declared := map[string][]ast.Node{}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				declared[d.Name.Name] = append(declared[d.Name.Name], d)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok {
						declared[v.Names[0].Name] = append(declared[v.Names[0].Name], v)
					}
				}
			}
		}
		if declared[name] == nil {
			continue
		}
		for todo := []string{name}; len(todo) > 0; todo = todo[1:] {
			for _, node := range declared[todo[0]] {
				ast.Inspect(node, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok && !seen[id.Name] {
						seen[id.Name] = true
						todo = append(todo, id.Name)
					}
					return true
				})
			}
			delete(declared, todo[0])
		}
	}
	return seen
}
