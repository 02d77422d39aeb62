package profiles

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
)

func TestWhatComesWithTheProgram(t *testing.T) {
	require.Equal(t, []string{"base", "de-wolden", "toekomstscenario"}, List())
	for _, name := range List() {
		p, err := Load(name)
		require.NoError(t, err)
		require.Equal(t, name, string(p.Name), "file and profile have one name")
	}
	rules, err := Resolve("de-wolden")
	require.NoError(t, err)
	twice, err := Resolve("base", "de-wolden", "de-wolden")
	require.NoError(t, err)
	require.Equal(t, rules.Digest(), twice.Digest())

	_, err = Resolve("base")
	require.ErrorContains(t, err, "general law alone is no covenant")
	_, err = Load("../base")
	require.ErrorIs(t, err, ErrUnknown)
	_, err = Resolve("de-wolden", "nowhere")
	require.ErrorIs(t, err, ErrUnknown)
}

// small is a profile that a neighbouring municipality might write.
const small = `format: 1
name: klein
version: "1"
title: {nl: Klein, en: Small}
extends: [base]
valid: {from: 2026-01-01, until: 2026-12-31}
parties:
  - code: dorp
    nl: Dorp
    en: Village
    articles: [K art. 1]
    retention: {nl: lang, en: long}
    bases: [public_task]
tasks:
  - {party: dorp, code: help, nl: Hulp, en: Help, articles: [Wmo 2015 art. 2.1.1]}
close_gates:
  - {code: item_outcome, nl: Uitkomst, en: Outcome, articles: [K art. 2]}
terms:
  - {code: contents, days: 7, nl: Een week, en: One week, articles: [K art. 3]}
articles:
  task_missing: {cite: [K art. 4], obligations: [K-4]}
`

func written(t *testing.T, source string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "klein.yaml")
	require.NoError(t, os.WriteFile(path, []byte(source), 0o600))
	return path
}

func TestAFileOfOnesOwn(t *testing.T) {
	p, err := LoadFile(written(t, small))
	require.NoError(t, err)
	require.Equal(t, covenant.Code("dorp"), p.Keys.Tasks[0].Party)
	require.Equal(t, 7, p.Keys.Terms[0].Days)
	_, err = Complete(p)
	require.ErrorContains(t, err, "purposes: no profile says anything about this")
	_, err = LoadFile(filepath.Join(t.TempDir(), "absent.yaml"))
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = LoadFile(written(t, strings.Repeat("#", MaxFileSize+1)))
	require.ErrorContains(t, err, "bytes")
}

// A profile file may stand beside De Wolden and make its rules stricter.
func TestAFileBesideDeWolden(t *testing.T) {
	p, err := LoadFile(written(t, `format: 1
name: wijk
version: "1"
title: {nl: Wijk, en: Quarter}
extends: [de-wolden]
valid: {from: 2026-01-01}
third_party: {refused: true}
consent: {special: written, withdrawal: stop}
anonymous_by_default: true
`))
	require.NoError(t, err)
	rules, err := Complete(p)
	require.NoError(t, err)
	require.True(t, rules.AnonymousByDefault())
	require.Equal(t, covenant.WithdrawalStop, rules.ConsentWithdrawn())
	require.Equal(t, covenant.ThirdPartyRefused, rules.Release(covenant.ReleaseFacts{
		Party: "gemeente-de-wolden", ThirdParty: true, Actions: 1, Secured: true,
		Task: "support", Basis: "public_task", Kind: "passage",
	})[0].Code)
}

func TestMistakesAreNamedWithFileLineAndKey(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":             {"terms:", "termen:", `:18: unknown field "termen"`},
		"unknown key in an entry": {"nl: Dorp", "fr: Dorp", `:9: unknown field "fr"`},
		"key twice":               {"    nl: Dorp", "    nl: Dorp\n    nl: Stad", `:10: `},
		"missing translation":     {"    en: Village\n", "", ":8: parties[0].en: the text is missing"},
		"no articles":             {"    articles: [K art. 1]\n", "", ":8: parties[0].articles: must name at least one article"},
		"no code":                 {"code: dorp", "code: Het Dorp", ":8: parties[0].code: must be a code"},
		"unknown basis":           {"[public_task]", "[public_task, whim]", `:13: parties[0].bases[1]: basis "whim" is not defined`},
		"basis twice":             {"[public_task]", "[public_task, public_task]", ":13: parties[0].bases[1]"},
		"task of nobody":          {"party: dorp", "party: stad", `:15: tasks[0].party: party "stad" is not in the list of parties`},
		"task twice": {"tasks:\n", "tasks:\n  - {party: dorp, code: help, nl: Hulp, en: Help, articles: [Wmo 2015 art. 2.1.1]}\n",
			`:16: tasks[1].code: code "help" occurs twice`},
		"unknown gate":          {"code: item_outcome", "code: coffee_served", `:17: close_gates[0].code: must be one of "item_complete"`},
		"two units":             {"days: 7", "days: 7, months: 1", ":19: terms[0]: must have exactly one of"},
		"no such term":          {"code: contents", "code: patience", ":19: terms[0].code: must be one of"},
		"negative term":         {"days: 7", "days: -7", ":19: terms[0]: a term is 1 to"},
		"refusal without words": {"task_missing:", "too_late:", `:21: articles.too_late: refusal code "too_late" has no sentence`},
		"refusal without article": {"articles:\n  task", "refusals:\n  - {code: too_late, nl: Te laat., en: Too late.}\narticles:\n  task",
			`:21: refusals[0].code: refusal code "too_late" has no article`},
		"no such day":           {"from: 2026-01-01", "from: 2026-02-30", ":6: valid.from: must be a day"},
		"ends before it begins": {"until: 2026-12-31", "until: 2025-12-31", ":6: valid.until: lies before"},
		"other format":          {"format: 1", "format: 2", ":1: format: must be 1"},
		"extends nothing":       {"extends: [base]\n", "", ":1: extends: a profile extends at least one other"},
		"extends a stranger":    {"[base]", "[elders]", `:5: extends: "elders": no profile of this name`},
		"empty list":            {"[public_task]", "[]", ":13: parties[0].bases: an empty list says nothing"},
		"no value":              {"    nl: Dorp", "    nl:", ":9: parties[0].nl: has no value"},
		"wrong kind of value":   {"format: 1", "format: one", ":1: a key has another kind of value"},
		"anchor":                {"title: {", "title: &t {", ":4: title: anchors"},
		"control character":     {"nl: Dorp", `nl: "Do\u0007rp"`, ":9: parties[0].nl: the text holds characters"},
		"no YAML":               {"format: 1", "format: [1", ":"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, small, c.old)
			path := written(t, strings.Replace(small, c.old, c.new, 1))
			_, err := LoadFile(path)
			var mistakes *FileError
			require.ErrorAs(t, err, &mistakes)
			require.ErrorContains(t, err, path+c.want)
		})
	}
}

func TestOneDocumentPerFile(t *testing.T) {
	for name, source := range map[string]string{"empty": "", "two": small + "---\n" + small, "a list": "- 1\n", "a word": "profile\n"} {
		_, err := LoadFile(written(t, source))
		var mistakes *FileError
		require.ErrorAs(t, err, &mistakes, name)
	}
}

// The reader must survive anything.
func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("? {x}\n: y"))
	f.Add([]byte("<<: {format: 1}"))
	f.Fuzz(func(t *testing.T, source []byte) {
		if p, err := parse("fuzz.yaml", source); err == nil && p == nil {
			t.Fatal("neither profile nor error")
		}
	})
}

// Every key has its line in docs/profile.md.
func TestTheDocsDescribeEveryKey(t *testing.T) {
	docs, err := os.ReadFile("../../../docs/profile.md")
	require.NoError(t, err)
	for _, key := range keysOf(reflect.TypeFor[covenant.Profile](), map[reflect.Type]bool{}) {
		require.Contains(t, string(docs), fmt.Sprintf("`%s`", key))
	}
}

func keysOf(typ reflect.Type, seen map[reflect.Type]bool) (keys []string) {
	for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || seen[typ] {
		return nil
	}
	seen[typ] = true
	for i := range typ.NumField() {
		field := typ.Field(i)
		if key := field.Tag.Get("yaml"); key != "" && key != ",inline" {
			keys = append(keys, key)
		}
		keys = append(keys, keysOf(field.Type, seen)...)
	}
	return keys
}

// A proeftuin fills the model in: its own term and who acceded when.
func TestAProeftuinFillsTheModelIn(t *testing.T) {
	docs, err := os.ReadFile("../../../docs/profile.md")
	require.NoError(t, err)
	_, example, ok := strings.Cut(string(docs), "\n\n    format: 1\n")
	require.True(t, ok, "the example in the docs")
	example, _, _ = strings.Cut(example, "\n\n")
	p, err := LoadFile(written(t, "format: 1\n"+strings.ReplaceAll("\n"+example, "\n    ", "\n")))
	require.NoError(t, err)
	rules, err := Complete(p)
	require.NoError(t, err)
	on := func(date covenant.Date) int64 { d, _ := date.Day(); return d }
	require.Nil(t, rules.TakesPart("gemeente", on("2026-01-01")))
	require.Equal(t, covenant.AccessionMissing, rules.TakesPart("veilig-thuis", on("2026-02-14")).Code)
	require.Nil(t, rules.TakesPart("veilig-thuis", on("2026-02-15")))
	require.Equal(t, covenant.AccessionMissing, rules.TakesPart("school", on("2026-03-01")).Code, "what the proeftuin leaves out has not acceded")
	require.Equal(t, covenant.ProfileExpired, rules.Valid(on("2027-01-01")).Code)
}
