package rehearse

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// next goes on after exercise; Bert fetched his package there, with the action in it.
const next = `format: 1
title: Vervolg
profile: de-wolden
kind: case
purpose: insight
before: eerst.yaml
people:
  anna: {name: Anna, party: gemeente-de-wolden, function: Voorzitter, post: chair, basis: public_task, task: support}
  bert: {name: Bert, party: actium, function: Woonconsulent, post: secretary}
items:
  straat: {label: Weer die straat, criterion: nuisance, follows_up: yes, inform: {state: informed, date: -3}, seats: {anna: director, bert: content}}
steps:
  - {who: anna, start: {without_deputy: yes}}
  - {who: anna, open: straat}
  - {who: bert, as: weer, action: {at: straat, earlier: voorstel, by: bert, due: +7}}
`

// written puts scripts in a directory and gives the path of the last.
func written(t *testing.T, scripts ...[2]string) string {
	t.Helper()
	dir, path := t.TempDir(), ""
	for _, s := range scripts {
		path = filepath.Join(dir, s[0])
		require.NoError(t, os.WriteFile(path, []byte(s[1]), 0o600))
	}
	return path
}

// The earlier meeting is played first and not shown. What Bert fetched there he has
// here; Anna, who fetched nothing, has nothing to bring.
func TestAScriptGoesOnAfterAnother(t *testing.T) {
	s, err := Load(written(t, [2]string{"eerst.yaml", exercise}, [2]string{"vervolg.yaml", next + `
  - can_read: {of: weer, yes: [anna, bert]}
  - {who: bert, as: zin, bring_from: {at: straat, passage: voorstel, basis: public_task, task: liveability}}
  - can_read: {of: zin, yes: [anna, bert]}
  - {who: anna, bring_from: {at: straat, passage: voorstel}, expect: {refused: unknown_object}}
`}))
	require.NoError(t, err)
	h := newHost(t)
	var out bytes.Buffer
	require.NoError(t, Run(t.Context(), s, h.options(&out)), "%s", &out)
	require.Contains(t, out.String(), "gespeeld: Klein")
	require.NotContains(t, out.String(), "Er is lawaai", "the earlier meeting is not shown")
	require.Contains(t, out.String(), "“Bert belt deze week aan.”", "what is brought from it is")
}

// A failure of the earlier meeting is told with its own file.
func TestTheEarlierMeetingFails(t *testing.T) {
	s, err := Load(written(t, [2]string{"eerst.yaml", exercise + "  - {who: bert, do: adopt}\n"}, [2]string{"vervolg.yaml", next}))
	require.NoError(t, err)
	var failure *Failure
	require.ErrorAs(t, Run(t.Context(), s, newHost(t).options(nil)), &failure)
	require.Equal(t, "eerst.yaml", failure.File)
}

func TestMistakesAboutAnEarlierMeeting(t *testing.T) {
	end := strings.Count(next, "\n") + 1
	for name, c := range map[string]struct {
		first, old, new string // of the earlier script; replacement in next, old "" appends
		line            int
		nl, en          string
	}{
		"no such file":         {exercise, "eerst.yaml", "nergens.yaml", 6, "niet te lezen", "cannot be read"},
		"not a name":           {exercise, "before: eerst.yaml", "before: [a]", 6, "naam van een bestand", "name of a file"},
		"mistakes in it":       {exercise + "  - {who: kees, do: adopt}\n", "", "", 6, "is niet goed", "has mistakes"},
		"after another itself": {strings.Replace(next, "eerst", "vervolg", 1), "", "", 6, "zelf weer door", "after another one itself"},
		"item follows nothing": {exercise, "before: eerst.yaml\n", "", 10, "er is geen eerder overleg", "there is no earlier meeting"},
		"nothing before":       {exercise, "before: eerst.yaml\n", "", 14, "over een eerder overleg", "about an earlier meeting"},
		"no such name":         {exercise, "earlier: voorstel", "earlier: v", 15, "van het eerdere script", "of the earlier script"},
		"of another kind":      {exercise, "earlier: voorstel", "earlier: actie", 15, "hier hoort een proposal", "a proposal belongs here"},
		"text and earlier":     {exercise, "earlier: voorstel", "earlier: voorstel, text: Iets.", 15, "een `text`, of", "a `text`, or"},
		"neither":              {exercise, "earlier: voorstel, ", "", 15, "een `text`, of", "a `text`, or"},
		"text beside passage":  {exercise, "", "  - {who: bert, bring_from: {at: straat, passage: voorstel, text: Iets.}}\n", end, "haal `text` weg", "leave out `text`"},
	} {
		t.Run(name, func(t *testing.T) {
			source := next + c.new
			if c.old != "" {
				source = strings.Replace(next, c.old, c.new, 1)
			}
			_, err := Load(written(t, [2]string{"eerst.yaml", c.first}, [2]string{"vervolg.yaml", source}))
			mistaken, ok := Mistaken(err)
			require.True(t, ok, "%v", err)
			require.Contains(t, mistaken.In(Dutch), c.nl)
			require.Contains(t, mistaken.In(English), c.en)
			lines := make([]int, len(mistaken.Mistakes))
			for i, m := range mistaken.Mistakes {
				lines[i] = m.Line
			}
			require.Contains(t, lines, c.line)
		})
	}
	_, err := Parse("vervolg.yaml", []byte(next))
	require.ErrorContains(t, err, "vervolg.yaml:6: ")
}
