package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"casusoverleg/client/page"
	"casusoverleg/minutes"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

var updateAttacks = flag.Bool("attacks", false, "write the table of attacks in docs/security.md")

// attacks is docs/attacks.yaml.
type attacks struct {
	Guards  map[string]guard `yaml:"guards"`
	Attacks []attack         `yaml:"attacks"`
}

// guard is a place in the program that stops an attack, and how it is taken out.
type guard struct {
	File    string   `yaml:"file"`
	In      string   `yaml:"in"`      // the function or value that it is in
	Text    string   `yaml:"text"`    // is there once
	Instead string   `yaml:"instead"` // what stands there without it
	Fails   []string `yaml:"fails"`   // packages and tests that must fail then, the nearest first
}

// attack is one thing that must fail.
type attack struct {
	By     string   `yaml:"by"`
	Does   string   `yaml:"does"`
	Tests  []string `yaml:"tests"`
	Guards []string `yaml:"guards"`
	Told   []string `yaml:"told"`
	Seen   []string `yaml:"seen"` // tests that see the words where those against the attack do not
}

var root = filepath.Join("..", "..")

func readAttacks(t *testing.T) attacks {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "docs", "attacks.yaml"))
	require.NoError(t, err)
	var a attacks
	require.NoError(t, yaml.NewDecoder(bytes.NewReader(b), yaml.DisallowUnknownField()).Decode(&a))
	return a
}

// The list does not rot: what it would take out is there, once, where it says.
func TestEveryGuardIsWhereTheListSays(t *testing.T) {
	a, below := readAttacks(t), testsBelow(t)
	require.GreaterOrEqual(t, len(a.Guards), 40)
	for name, g := range a.Guards {
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(root, g.File))
			require.NoError(t, err)
			require.Equal(t, 1, strings.Count(string(src), g.Text), "its text is in %s", g.File)
			require.NotEqual(t, g.Text, g.Instead)
			require.True(t, within(t, g, src), "it is not in %s of %s", g.In, g.File)
			require.NotEmpty(t, g.Fails)
			for _, test := range g.Fails {
				requireTest(t, below, test)
			}
		})
	}
}

// within says whether a guard is in the function or value that it names.
func within(t *testing.T, g guard, src []byte) bool {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, g.File, src, 0)
	require.NoError(t, err)
	at := bytes.Index(src, []byte(g.Text))
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		name := ""
		switch d := n.(type) {
		case *ast.FuncDecl:
			name = d.Name.Name
		case *ast.ValueSpec:
			name = d.Names[0].Name
		}
		if name == g.In && fset.Position(n.Pos()).Offset <= at && at < fset.Position(n.End()).Offset {
			found = true
		}
		return !found
	})
	return found
}

// requireTest looks for a test, written as package and name, with a subtest or not, among
// those of testsBelow.
func requireTest(t *testing.T, below map[string][]string, named string) {
	t.Helper()
	pkg, name, _ := strings.Cut(wholeTest(named), " ")
	require.True(t, strings.HasPrefix(name, "Test"), named)
	require.Contains(t, below[pkg], name, "there is no test %s", named)
}

// wholeTest is a test, written as package and name, without its subtest.
func wholeTest(named string) string {
	pkg, test, _ := strings.Cut(strings.TrimSuffix(named, "$"), " ")
	name, _, _ := strings.Cut(test, "/")
	return pkg + " " + name
}

// Every attack has a test, a guard that is known, and words for who meets it; every
// guard is against something, and every test fails without a guard of its attack.
func TestEveryAttackHasItsTestGuardAndWords(t *testing.T) {
	a, below := readAttacks(t), testsBelow(t)
	used := map[string]bool{}
	for _, at := range a.Attacks {
		require.NotEmpty(t, at.Tests, at.Does)
		require.NotEmpty(t, at.Guards, at.Does)
		require.NotEmpty(t, at.Told, at.Does)
		needed := map[string]bool{}
		for _, g := range at.Guards {
			require.Contains(t, a.Guards, g, at.Does)
			used[g] = true
			for _, test := range a.Guards[g].Fails {
				needed[wholeTest(test)] = true
			}
		}
		for _, test := range at.Tests {
			requireTest(t, below, test)
			require.True(t, needed[test], "%s: no guard against it is shown to make %s fail", at.Does, test)
		}
		for _, test := range at.Seen {
			requireTest(t, below, test)
		}
		for _, told := range at.Told {
			require.NotEmpty(t, words(t, told), told)
		}
	}
	for name := range a.Guards {
		require.True(t, used[name], "guard %s is against nothing", name)
	}
}

// Each attack that the real client is put to has a guard without which its test fails.
func TestEveryAttackOnTheClientFailsWithoutAGuard(t *testing.T) {
	needed := map[string]bool{}
	for _, g := range readAttacks(t).Guards {
		for _, test := range g.Fails {
			needed[wholeTest(test)] = true
		}
	}
	files, err := filepath.Glob(filepath.Join(root, "client", "attack*_test.go"))
	require.NoError(t, err)
	tried := 0
	for _, path := range files {
		src, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, m := range declared.FindAllSubmatch(src, -1) {
			tried++
			require.True(t, needed["client "+string(m[1])], "no guard of docs/attacks.yaml names %s of %s", m[1], path)
		}
	}
	require.Greater(t, tried, 30)
}

// What docs/reliability.md says of how many guards random rooms are held to is so.
func TestTheGuardsOfRandomRoomsAreCounted(t *testing.T) {
	n := 0
	for _, g := range readAttacks(t).Guards {
		if slices.Contains(g.Fails, "room TestRoomsUnderFire") {
			n++
		}
	}
	doc, err := os.ReadFile(filepath.Join(root, "docs", "reliability.md"))
	require.NoError(t, err)
	require.Contains(t, string(doc), fmt.Sprintf("`make mutations` takes out %d guards,", n))
}

// words are what people read, in Dutch.
func words(t *testing.T, told string) string {
	t.Helper()
	kind, code, _ := strings.Cut(told, " ")
	switch kind {
	case "trouble":
		return page.Troubling(page.TroubleKind(code)).NL
	case "problem":
		return page.Problematic(page.ProblemCode(code)).Sentence.NL
	case "refusal":
		rules, err := profiles.Resolve("de-wolden")
		require.NoError(t, err)
		entry, _ := rules.Refusal(covenant.Code(code))
		return entry.NL
	case "text":
		return textWords(t)[code]
	case "failure":
		return (&minutes.Failure{Code: minutes.Code(code)}).Sentence(minutes.Dutch)
	case "nobody":
		return "wie zo komt heeft geen scherm van casusoverleg; hij krijgt een code"
	case "ending":
		return translated(t, "common", code) + ". " + translated(t, "common", code+"Text")
	}
	return ""
}

// textWords are the page's own words for a text that is not shown, by its state.
func textWords(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{
		"not_here":   translated(t, "hidden", "not_here"),
		"unreadable": translated(t, "hidden", "unreadable"),
		"differs":    translated(t, "hidden", "differs"),
		"taken_back": translated(t, "meeting", "withdrawnBy"),
	}
}

// translated is one of the page's own words, in Dutch.
func translated(t *testing.T, file, name string) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(root, "client", "web", "src", "i18n", "nl", file+".ts"))
	require.NoError(t, err)
	for _, line := range strings.Split(string(src), "\n") {
		if text, ok := strings.CutPrefix(line, "  "+name+": '"); ok {
			return strings.TrimSuffix(text, "',")
		}
	}
	return ""
}

const (
	tableBegins = "<!-- attacks: go test ./cmd/casusoverleg -run TestTheTableOfAttacks -attacks -->\n"
	tableEnds   = "<!-- attacks end -->\n"
)

// The table in docs/security.md is that of the list.
func TestTheTableOfAttacks(t *testing.T) {
	path := filepath.Join(root, "docs", "security.md")
	doc, err := os.ReadFile(path)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(doc), tableBegins)
	require.True(t, ok)
	_, after, ok := strings.Cut(rest, tableEnds)
	require.True(t, ok)
	want := before + tableBegins + table(t, readAttacks(t)) + tableEnds + after
	if *updateAttacks {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o600))
		return
	}
	require.Equal(t, want, string(doc), "docs/security.md is not that of docs/attacks.yaml: go test ./cmd/casusoverleg -run TestTheTableOfAttacks -attacks")
}

func table(t *testing.T, a attacks) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| who | what | tests | guards | what people are told |\n|---|---|---|---|---|\n")
	code := map[string]string{}
	for _, at := range a.Attacks {
		var tests, guards []string
		for _, test := range slices.Concat(at.Tests, at.Seen) {
			pkg, name, _ := strings.Cut(test, " ")
			tests = append(tests, fmt.Sprintf("`%s` %s", pkg, name))
		}
		for _, name := range at.Guards {
			guards = append(guards, fmt.Sprintf("`%s:%s`", a.Guards[name].File, a.Guards[name].In))
		}
		for _, told := range at.Told {
			code[told] = words(t, told)
		}
		slices.Sort(guards)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", at.By, at.Does, strings.Join(tests, "<br>"), strings.Join(slices.Compact(guards), "<br>"), strings.Join(at.Told, "<br>"))
	}
	pairs := 0
	for _, g := range a.Guards {
		pairs += len(g.Fails)
	}
	fmt.Fprintf(&b, "\nThe list has %d guards, and %d pairs of a guard and a test that must fail without it.\n", len(a.Guards), pairs)
	b.WriteString("\nIn the page's own words, in Dutch (the page has them in English as well):\n\n")
	var told []string
	for t := range code {
		told = append(told, t)
	}
	slices.Sort(told)
	for _, name := range told {
		fmt.Fprintf(&b, "- *%s*: %s\n", name, code[name])
	}
	return b.String()
}
