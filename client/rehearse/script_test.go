package rehearse

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant/profiles"
)

// meetings are the scripts that come with the program.
func meetings(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("meetings", "*.yaml"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(found), 2)
	return found
}

func TestTheMeetingsAreScripts(t *testing.T) {
	for _, path := range meetings(t) {
		s, err := Load(path)
		require.NoError(t, err, path)
		require.NotEmpty(t, s.Title)
		require.Equal(t, filepath.Base(path), s.File)
	}
}

// small is the shortest meeting in which something is brought in.
const small = `format: 1
title: Klein
profile: de-wolden
kind: case
purpose: insight
people:
  anna: {name: Anna, party: gemeente-de-wolden, function: Voorzitter, post: chair, basis: public_task, task: support}
  bert: {name: Bert, party: actium, function: Woonconsulent}
  late: {name: Laat, party: actium, function: Huismeester, late: true}
items:
  straat:
    label: Een straat
    criterion: nuisance
    inform: {state: informed, date: -3}
    persons: [{pseudonym: A}]
    seats: {anna: director, bert: content}
steps:
  - {who: anna, start: {without_deputy: yes}}
  - {who: anna, open: straat}
  - {who: bert, as: tekst, contribute: {at: straat, text: Er is lawaai.}}
`

const smallLines = 20 // lines of small; what is appended comes after

func TestTheSmallScriptIsRead(t *testing.T) {
	s, err := Parse("klein.yaml", []byte(small))
	require.NoError(t, err)
	require.Equal(t, smallLines, strings.Count(small, "\n"))
	require.Equal(t, []string{"anna", "bert", "late"}, []string{s.People[0].Name, s.People[1].Name, s.People[2].Name})
	require.Equal(t, []string{"start", "open", "contribute"}, []string{s.Steps[0].Verb, s.Steps[1].Verb, s.Steps[2].Verb})
	require.True(t, s.Steps[0].verb.(*Start).WithoutDeputy)
	require.Equal(t, "straat", s.Steps[1].verb.(*OfItem).Of.Name)
	require.Equal(t, 3, s.Steps[2].Number)
	require.Equal(t, smallLines, s.Steps[2].Line)
}

// Every mistake is named with its line, in both languages, and nothing of the
// script is played.
func TestMistakesAreNamedWithTheirLine(t *testing.T) {
	end := smallLines + 1
	for name, c := range map[string]struct {
		old, new string // replacement in small; old "" appends
		line     int
		nl, en   string
	}{
		"not yaml":               {"title: Klein", "title: [Klein", 3, "geen geldige YAML", "not valid YAML"},
		"two documents":          {"", "---\nformat: 1\n", 1, "precies één", "exactly one"},
		"another format":         {"format: 1", "format: 2", 1, "format 1, niet 2", "format 1, not 2"},
		"format is a number":     {"format: 1", "format: een", 1, "een getal", "a number"},
		"missing title":          {"title: Klein\n", "", 1, `ontbreekt "title"`, `"title" is missing`},
		"missing steps":          {"steps:", "note: |", 1, `ontbreekt "steps"`, `"steps" is missing`},
		"unknown key":            {"kind: case", "soort: case", 4, `"soort" bestaat hier niet`, `no key "soort" here`},
		"key twice":              {"kind: case", "kind: case\nkind: case", 5, "geen geldige YAML", "already defined"},
		"empty key":              {"kind: case", "kind:", 4, "hier staat niets", "nothing here"},
		"anchor":                 {"kind: case", "kind: &k case", 4, "ankers", "anchors"},
		"tag":                    {"kind: case", "kind: !!str case", 4, "ankers", "anchors"},
		"person without name":    {"{name: Bert, party", "{party", 8, `ontbreekt "name"`, `"name" is missing`},
		"empty name":             {"name: Bert", `name: ""`, 8, `"name" is leeg`, `"name" is empty`},
		"unknown post":           {"post: chair", "post: baas", 7, `"baas" is geen functie`, `"baas" is not a post`},
		"two chairs":             {"function: Woonconsulent", "function: Woonconsulent, post: chair", 1, "hier zijn het er 2", "here there are 2"},
		"no chair":               {", post: chair", "", 1, "hier zijn het er 0", "here there are 0"},
		"late chair":             {"post: chair", "post: chair, late: yes", 7, "vanaf het begin", "from the beginning"},
		"late is yes or no":      {"late: true", "late: misschien", 9, "ja of nee", "yes or no"},
		"name of a person":       {"  bert:", "  Bert B:", 8, `"Bert B" is geen naam`, `"Bert B" is not a name`},
		"everyone as a name":     {"  bert:", "  everyone:", 8, "al iedereen", "everybody already"},
		"name taken":             {"  straat:", "  bert:", 11, `"bert" is al gebruikt`, `"bert" is taken`},
		"item without label":     {"    label: Een straat\n", "", 11, "`label` ontbreekt", "`label` is missing"},
		"unknown person at item": {"bert: content}", "kees: content}", 16, `niemand die "kees"`, `nobody called "kees"`},
		"seat without role":      {"{anna: director, bert: content}", "[anna, bert]", 16, "de rol van \"anna\"", "the role of \"anna\""},
		"bad date":               {"date: -3", "date: gisteren", 14, "een datum", "a date"},
		"inform without state":   {"{state: informed, date: -3}", "{date: -3}", 14, `ontbreekt "state"`, `"state" is missing`},
		"no such pseudonym":      {"at: straat, text", "at: straat, about: B, text", 20, `"B" is geen persoon`, `"B" is not a person`},
		"missing text":           {", text: Er is lawaai.", "", 20, `ontbreekt "text"`, `"text" is missing`},
		"empty text":             {"text: Er is lawaai.", `text: ""`, 20, `"text" is leeg`, `"text" is empty`},
		"unknown item":           {"open: straat", "open: laan", 19, `geen agendapunt "laan"`, `no item "laan"`},
		"missing item":           {"at: straat, text", "text", 20, `ontbreekt "at"`, `"at" is missing`},
		"outsider of two sorts":  {"items:", "outsiders:\n  oma: {organisation: Kerk, name: Oma}\nitems:", 11, "ontvanger van buiten", "outside recipient"},
		"reaction without end":   {"", "  - {who: anna, handle: {of: straat}}\n", end, "wat er met de reactie gebeurt", "what becomes of the reaction"},
		"nobody does it":         {"who: anna, open", "open", 19, "`who` ontbreekt", "`who` is missing"},
		"unknown person":         {"who: anna, open", "who: kees, open", 19, `niemand die "kees"`, `nobody called "kees"`},
		"unknown verb":           {"open: straat", "opent: straat", 19, `werkwoord "opent" bestaat niet`, `no verb "opent"`},
		"two verbs":              {"open: straat", "open: straat, end: straat", 19, `al een werkwoord, "open"`, `a verb already, "open"`},
		"no verb":                {"who: anna, open: straat", "who: anna", 19, "geen werkwoord", "no verb"},
		"who beside a note":      {"who: anna, open: straat", "who: anna, note: Stil", 19, "geen werkwoord", "no verb"},
		"step is a word":         {"", "  - begin\n", end, "bestaat uit sleutels", "consists of keys"},
		"as for nothing":         {"who: anna, open", "who: anna, as: x, open", 19, "maakt niets", "makes nothing"},
		"expect what":            {"open: straat", "open: straat, expect: geweigerd", 19, "niet \"geweigerd\"", "not \"geweigerd\""},
		"refused without code":   {"open: straat", "open: straat, expect: {article: DW art. 1}", 19, `ontbreekt "refused"`, `"refused" is missing`},
		"refused is no code":     {"open: straat", "open: straat, expect: {refused: Mag Niet}", 19, "geen code", "not a code"},
		"not here yet":           {"", "  - {who: late, leave: {}}\n", end, `"late" is er nog niet`, `"late" is not here yet`},
		"arrives twice":          {"", "  - {who: bert, do: arrive}\n", end, `"bert" is er al`, `"bert" is here already`},
		"arrive without what":    {"", "  - {who: late, arrive: {without: [jas]}}\n", end, "niet \"jas\"", "not \"jas\""},
		"unknown thing":          {"", "  - {who: bert, withdraw: teks}\n", end, `"teks"`, `no earlier step made "teks"`},
		"thing of another kind":  {"", "  - {who: bert, agree: tekst}\n", end, "hier hoort een proposal", "a proposal belongs here"},
		"thing before its step":  {"  - {who: anna, open: straat}", "  - {who: bert, withdraw: tekst}", 19, "geen eerdere stap", "no earlier step"},
		"like what":              {"", "  - {who: bert, contribute: {like: niets}}\n", end, `contribute`, `is called "niets"`},
		"check with a who":       {"", "  - {who: bert, phase: session}\n", end, "kijkt alleen", "only looks"},
		"unknown phase":          {"", "  - {phase: pauze}\n", end, `"pauze" is geen fase`, `"pauze" is not a phase`},
		"nobody to look at":      {"", "  - {can_read: {of: tekst}}\n", end, "wie wel", "who does"},
		"both sides":             {"", "  - {can_read: {of: tekst, yes: [anna], no: [anna]}}\n", end, "bij `yes` en bij `no`", "with `yes` and with `no`"},
		"package how far":        {"", "  - {left: {package: tekst, is: weg}}\n", end, "niet \"weg\"", "not \"weg\""},
		"do what":                {"", "  - {who: anna, do: [start]}\n", end, "één werkwoord", "one verb"},
		"do with needs":          {"", "  - {who: anna, do: open}\n", end, `ontbreekt "of"`, `"of" is missing`},
		"action without a date":  {"", "  - {who: anna, action: {at: straat, by: bert, text: Bellen}}\n", end, `ontbreekt "due"`, `"due" is missing`},
		"item that is refused":   {"", "  - {who: anna, as: x, item: {label: X}, expect: {refused: limit}}\n  - {who: anna, open: x}\n", end + 1, `geen agendapunt "x"`, `no item "x"`},
		"item without name":      {"", "  - {who: anna, item: {label: Nieuw}}\n", end, "een naam nodig", "needs a name"},
		"too deep":               {"title: Klein", "title: " + strings.Repeat("[", 20) + strings.Repeat("]", 20), 2, "te diep", "too deep"},
	} {
		t.Run(name, func(t *testing.T) {
			source := small + c.new
			if c.old != "" {
				require.Contains(t, small, c.old)
				source = strings.Replace(small, c.old, c.new, 1)
			}
			_, err := Parse("klein.yaml", []byte(source))
			mistaken, ok := Mistaken(err)
			require.True(t, ok, "not refused")
			where := fmt.Sprintf("klein.yaml:%d: ", c.line)
			requireLine(t, mistaken.In(Dutch), where, c.nl)
			requireLine(t, mistaken.In(English), where, c.en)
		})
	}
}

// requireLine asks for one line that begins with where and contains what.
func requireLine(t *testing.T, text, where, what string) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, where) && strings.Contains(line, what) {
			return
		}
	}
	require.Failf(t, "no such line", "%s … %s\nin:\n%s", where, what, text)
}

func TestAllMistakesAreNamedAtOnce(t *testing.T) {
	source := strings.NewReplacer("open: straat", "open: laan", "at: straat, text", "at: plein, text").Replace(small)
	_, err := Parse("klein.yaml", []byte(source))
	mistaken, ok := Mistaken(err)
	require.True(t, ok)
	require.Len(t, mistaken.Mistakes, 2)
	require.Equal(t, mistaken.In(English), err.Error())
}

func TestAScriptHasItsLimits(t *testing.T) {
	_, err := Parse("groot.yaml", []byte(strings.Repeat("#", MaxScriptSize+1)))
	requireLine(t, err.Error(), "groot.yaml:1: ", "larger")
	_, err = Parse("lang.yaml", []byte(small+strings.Repeat("  - {phase: session}\n", MaxSteps)))
	requireLine(t, err.Error(), "lang.yaml:", "at most")
	_, err = Load(filepath.Join(t.TempDir(), "weg.yaml"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

// A contribution may be like an earlier one; what it says itself comes first,
// also when it says nothing on purpose.
func TestLikeTakesOverWhatIsNotSaid(t *testing.T) {
	s, err := Parse("klein.yaml", []byte(small+`
  - {who: bert, contribute: {like: tekst, necessity: "", category: housing}}
`))
	require.NoError(t, err)
	c := s.Steps[3].verb.(*Contribute)
	require.Equal(t, "straat", c.At.Name)
	require.Equal(t, "Er is lawaai.", *c.Content.Text)
	require.Equal(t, "", *c.Content.Necessity)
	require.Equal(t, "housing", string(*c.Content.Category))
	require.Nil(t, s.Steps[2].verb.(*Contribute).Content.Necessity)
}

// The exercises in refusals hold at least thirty each, with code and article where
// the covenant has one, and one for every essential obligation that an honest
// client can run into.
func TestTheRefusalsCoverTheCovenant(t *testing.T) {
	refusalsCover(t, "bijna-alles-geweigerd.yaml", "DW-2.1", "DW-3.1", "DW-4.1/4.2", "DW-6.2", "DW-8.1", "DW-8.2", "DW-10.1", "DW-11.1", "DW-11.2")
	refusalsCover(t, "proeftuin-geweigerd.yaml", "TS-C-7.4", "TS-P-1", "TS-P-3.1", "TS-P-3.2", "TS-P-3.3", "TS-P-3.4", "TS-P-5.1/5.2",
		"TS-P-6.1/6.2", "TS-P-7.6", "TS-P-11.1/11.2", "TS-VA-4/VA-6", "TS-VB-5a", "TS-VB-5b", "TS-VB-5c", "TS-VB-5d", "TS-VB-5e", "TS-VB-5f",
		"TS-VB-5g", "TS-VC-6", "TS-VC-8")
}

func refusalsCover(t *testing.T, script string, obligations ...string) {
	t.Helper()
	s, err := Load(filepath.Join("meetings", script))
	require.NoError(t, err)
	rules, err := profiles.Resolve(string(s.Profile[0]))
	require.NoError(t, err)
	seen, refusals := map[string]bool{}, 0
	for _, step := range s.Steps {
		if step.Expect.Refused == "" {
			continue
		}
		refusals++
		ruling := rules.Rule(step.Expect.Refused)
		if len(ruling.Articles) > 0 {
			require.Contains(t, ruling.Articles, step.Expect.Article, "step %d, line %d", step.Number, step.Line)
		}
		for _, id := range ruling.Obligations {
			seen[id] = true
		}
	}
	require.GreaterOrEqual(t, refusals, 30)
	for _, id := range obligations {
		require.True(t, seen[id], id)
	}
}
