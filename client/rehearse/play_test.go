package rehearse

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The meetings for people are played by TestWhatTheServerHolds; these are for us.
func TestTheScriptsArePlayed(t *testing.T) {
	for _, name := range []string{"alle-werkwoorden.yaml", "twee-convenanten.yaml", "gezin-aan-tafel.yaml"} {
		t.Run(name, func(t *testing.T) {
			s, err := Load(filepath.Join("testdata", name))
			require.NoError(t, err)
			var out bytes.Buffer
			require.NoError(t, Run(context.Background(), s, newHost(t).options(&out)), "%s", &out)
			require.Contains(t, out.String(), s.Title)
			printsItsRefusals(t, s, out.String())
		})
	}
}

func printsItsRefusals(t *testing.T, s *Script, printed string) {
	t.Helper()
	for _, step := range s.Steps {
		if step.Expect.Refused != "" {
			require.Contains(t, printed, string(step.Expect.Refused))
		}
	}
}

// Every verb of the format is played by one of the scripts above.
func TestEveryVerbIsPlayed(t *testing.T) {
	used := map[string]bool{}
	for _, path := range append(meetings(t), filepath.Join("testdata", "alle-werkwoorden.yaml"), filepath.Join("testdata", "gezin-aan-tafel.yaml")) {
		s, err := Load(path)
		require.NoError(t, err)
		for _, step := range s.Steps {
			used[step.Verb] = true
		}
	}
	for _, v := range verbs() {
		require.True(t, used[v.key], v.key)
	}
}

// exercise is small's meeting with something to check in it.
const exercise = small + `
  - {who: anna, as: actie, action: {at: straat, by: bert, due: +7, text: Bert belt aan.}}
  - {who: anna, as: voorstel, propose: {at: straat, kind: action, text: Bert belt deze week aan., for: [bert], actions: [actie], from: [tekst]}}
  - {who: bert, agree: voorstel}
  - {who: anna, approve: voorstel}
  - {who: anna, as: pakket, issue: bert}
  - {who: bert, fetch: pakket}
`

// A rehearsal that cannot fail proves nothing: each wrong expectation ends it,
// with the line of the script and what happened.
func TestAWrongExpectationFails(t *testing.T) {
	p := newHost(t).played(t, exercise)
	for name, c := range map[string]struct{ step, happened string }{
		"nothing":                   {`{can_read: {of: tekst, yes: [anna, bert], no: [late]}}`, ""},
		"accepted, but refused":     {`{who: bert, lapse: voorstel}`, "refused: "},
		"refused, but accepted":     {`{who: bert, do: minutes_key, expect: {refused: not_now}}`, "accepted"},
		"another code":              {`{who: bert, do: adopt, expect: {refused: not_now}}`, "not_chair"},
		"another article":           {`{who: bert, do: adopt, expect: {refused: not_chair, article: DW art. 2.1}}`, "DW art. 11.2"},
		"another subject":           {`{who: bert, do: adopt, expect: {refused: not_chair, subject: chair}}`, "not_chair"},
		"reads, but should not":     {`{can_read: {of: tekst, no: [anna]}}`, "anna reads it"},
		"everyone should not read":  {`{can_read: {of: straat, no: everyone}}`, "reads it"},
		"sees, but should not":      {`{sees: {of: tekst, no: [bert]}}`, "bert sees"},
		"item seen, but should not": {`{sees: {of: straat, no: [bert]}}`, "bert sees"},
		"does not see":              {`{sees: {of: tekst, yes: [late]}}`, "late sees nothing"},
		"package lacks it":          {`{package: {of: bert, contains: [Cor]}}`, "not in it"},
		"package holds it":          {`{package: {of: bert, lacks: [belt deze week aan]}}`, "in it"},
		"package is a concept":      {`{package: {of: bert, concept: no}}`, "a concept to react to"},
		"not in an archive":         {`{package: {of: bert, archive: yes}}`, "no archive key opens it"},
		"no package":                {`{package: {of: anna}}`, "none was fetched"},
		"package is further":        {`{left: {package: pakket, is: ready}}`, "opened"},
		"gate is open":              {`{gates: {met: [item_outcome]}}`, "item_outcome is open"},
		"gate is met":               {`{gates: {open: [proposals_decided]}}`, "proposals_decided is met"},
		"no such gate":              {`{gates: {open: [koffie]}}`, "does not know it"},
		// These wait for what never comes.
		"does not read": {`{can_read: {of: tekst, yes: [late]}}`, "late cannot read it"},
		"other phase":   {`{phase: wrap_up}`, "session"},
		"not erased":    {`{erased: tekst}`, "no erased act"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Parse("klein.yaml", []byte(exercise+"  - "+c.step+"\n"))
			require.NoError(t, err)
			step := &s.Steps[len(s.Steps)-1]
			if v, _ := verbOf(step); v.check {
				p.opts.patience = 200 * time.Millisecond
			} else {
				p.opts.patience = 0
			}
			err = p.step(t.Context(), step)
			if c.happened == "" {
				require.NoError(t, err)
				return
			}
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			require.Equal(t, strings.Count(exercise, "\n")+1, failure.Line)
			_, happened, _ := strings.Cut(failure.In(English), "happened: ")
			require.Contains(t, happened, c.happened)
			require.Contains(t, failure.In(Dutch), "verwacht: ")
		})
	}
}

// played is a meeting after its last step.
func (h *host) played(t *testing.T, source string) *player {
	t.Helper()
	s, err := Parse("klein.yaml", []byte(source))
	require.NoError(t, err)
	p := h.begin(t, s, Options{})
	for i := range s.Steps {
		require.NoError(t, p.step(t.Context(), &s.Steps[i]))
	}
	return p
}

// A failure ends the meeting: what comes after it is not played.
func TestAFailureEndsTheMeeting(t *testing.T) {
	h := newHost(t)
	s, err := Parse("klein.yaml", []byte(small+"  - {who: bert, do: adopt}\n  - note: Dit komt niet meer.\n"))
	require.NoError(t, err)
	var out bytes.Buffer
	var failure *Failure
	require.ErrorAs(t, Run(t.Context(), s, h.options(&out)), &failure)
	require.Equal(t, smallLines+1, failure.Line)
	require.Equal(t, 4, failure.Step)
	require.NotContains(t, out.String(), "Dit komt niet meer")
}

func (h *host) play(t *testing.T, source string) error {
	t.Helper()
	s, err := Parse("klein.yaml", []byte(source))
	require.NoError(t, err)
	var out bytes.Buffer
	return Run(context.Background(), s, h.options(&out))
}

// What cannot even begin is said too.
func TestTheOpeningMustSucceed(t *testing.T) {
	h := newHost(t)
	for name, c := range map[string]struct{ old, new, happened string }{
		"party":   {"party: actium", "party: kerk", "party_outside_covenant"},
		"kind":    {"kind: case", "kind: koffie", "outside_scope"},
		"purpose": {"purpose: insight", "purpose: roddel", "purpose_not_listed"},
		"profile": {"profile: de-wolden", "profile: nergens", "unknown_object"},
		"role":    {"bert: content", "bert: baas", "role_missing"},
	} {
		t.Run(name, func(t *testing.T) {
			var failure *Failure
			require.ErrorAs(t, h.play(t, strings.Replace(small, c.old, c.new, 1)), &failure)
			require.Zero(t, failure.Step)
			require.Contains(t, failure.Error(), c.happened)
		})
	}
	s, err := Parse("klein.yaml", []byte(small))
	require.NoError(t, err)
	o := h.options(nil)
	o.ChairLink = "https://example.nl/#nee"
	require.ErrorContains(t, Run(context.Background(), s, o), "not an invitation link")
}
