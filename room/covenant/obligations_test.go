package covenant_test

import (
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

var update = flag.Bool("update", false, "write docs/obligations.md anew")

const table = "../../docs/obligations.md"

// asked is one line of this test's own list of what the documents ask: id, how, essential.
type asked struct {
	id        string
	answers   []covenant.Answer
	essential bool
}

const (
	enf = covenant.ENF
	gui = covenant.GUI
	prv = covenant.PRV
)

func by(answers ...covenant.Answer) []covenant.Answer { return answers }

func wolden() []asked {
	return []asked{
		{"DW-1", by(enf), false},
		{"DW-2.1", by(enf), true},
		{"DW-2.2", by(enf), false},
		{"DW-3.1", by(enf), true},
		{"DW-4.1/4.2", by(enf), true},
		{"DW-5.1/5.2", by(gui, prv), false},
		{"DW-6.2", by(enf), true},
		{"DW-7.1/7.2", by(gui, prv), false},
		{"DW-8.1", by(enf), true},
		{"DW-8.2", by(enf, prv), true},
		{"DW-9.1/9.2", by(enf, gui), false},
		{"DW-10.1", by(enf, gui), true},
		{"DW-10.2", by(gui), false},
		{"DW-11.1", by(enf), true},
		{"DW-11.2", by(enf, prv), true},
		{"DW-12.1", by(gui, prv), false},
		{"DW-13.1", by(prv), false},
		{"DW-14.1–14.3", by(prv), false},
		{"DW-15.1", by(gui, prv), false},
	}
}

func toekomstscenarioAsks() []asked {
	return []asked{
		{"TS-C-1.4", by(gui), false},
		{"TS-C-1.5d", by(gui), false},
		{"TS-C-1.5e", by(enf), false},
		{"TS-C-1.5k", by(gui, prv), true},
		{"TS-C-2.3", by(gui), false},
		{"TS-C-5.1–5.3", by(enf), false},
		{"TS-C-6.1–6.4", by(gui), false},
		{"TS-C-7.1/7.2", by(gui), false},
		{"TS-C-7.3", by(gui), false},
		{"TS-C-7.4", by(enf), true},
		{"TS-C-8c", by(enf), true},
		{"TS-C-9.2", by(gui), false},
		{"TS-C-9.3/9.4", by(enf, prv), false},
		{"TS-C-9.5", by(prv), false},
		{"TS-C-10", by(enf), false},
		{"TS-C-11.2", by(gui), false},
		{"TS-P-0c/f", by(enf), false},
		{"TS-P-1", by(enf), true},
		{"TS-P-3.1", by(enf), true},
		{"TS-P-3.2", by(enf), true},
		{"TS-P-3.3", by(enf, gui), true},
		{"TS-P-3.4", by(enf, prv), true},
		{"TS-P-4.1/4.2", by(enf), false},
		{"TS-P-4.3", by(enf), false},
		{"TS-P-4.4", by(enf), false},
		{"TS-P-4.5/10.1", by(enf), false},
		{"TS-P-5.1/5.2", by(enf), true},
		{"TS-P-6.1/6.2", by(enf, prv), true},
		{"TS-P-6.3", by(gui), false},
		{"TS-P-6.4a/b", by(enf), true},
		{"TS-P-6.4c", by(enf, prv), true},
		{"TS-P-6.4d", by(enf, prv), true},
		{"TS-P-6.4e", by(enf, prv), true},
		{"TS-P-7.1/7.3/7.5", by(gui), false},
		{"TS-P-7.2", by(prv), true},
		{"TS-P-7.4", by(gui), false},
		{"TS-P-7.6", by(enf, gui), true},
		{"TS-P-8.1–8.6", by(gui, prv), true},
		{"TS-P-9.1–9.3", by(gui), false},
		{"TS-P-9.4", by(gui), false},
		{"TS-P-11.1/11.2", by(enf), true},
		{"TS-P-12", by(enf), false},
		{"TS-P-13", by(enf), false},
		{"TS-W-1/2", by(gui, enf), false},
		{"TS-W-3", by(gui), true},
		{"TS-W-4", by(gui), false},
		{"TS-W-6", by(gui), false},
		{"TS-W-7", by(gui), false},
		{"TS-W-8", by(enf, gui), false},
		{"TS-W-10", by(gui, enf), false},
		{"TS-VA-4/VA-6", by(enf), true},
		{"TS-VB-1..4, TS-VC-1..3/5/7/9", by(gui), false},
		{"TS-VB-5a", by(enf), true},
		{"TS-VB-5b", by(enf), true},
		{"TS-VB-5c", by(enf), true},
		{"TS-VB-5d", by(enf, prv), true},
		{"TS-VB-5e", by(enf), true},
		{"TS-VB-5f", by(enf), true},
		{"TS-VB-5g", by(enf), true},
		{"TS-VC-4", by(enf), false},
		{"TS-VC-6", by(enf), true},
		{"TS-VC-8", by(gui, enf, prv), true},
		{"TS-O-1/3–10", by(gui), false},
		{"TS-O-2", by(prv), true},
	}
}

// Every obligation of a document stands in the register, answered as it should be.
func TestEveryObligationOfTheDocumentsIsAnswered(t *testing.T) {
	for profile, list := range map[covenant.Code][]asked{"de-wolden": wolden(), "toekomstscenario": toekomstscenarioAsks()} {
		var found []asked
		for _, o := range covenant.Obligations() {
			if o.Profile == profile {
				found = append(found, asked{o.ID, o.Answers, o.Essential})
			}
		}
		require.Equal(t, list, found)
	}
}

func TestTheRegisterIsComplete(t *testing.T) {
	words := map[covenant.Code]*covenant.Rules{"base": deWolden(t), "de-wolden": deWolden(t), "toekomstscenario": proeftuin(t)}
	seen := map[string]bool{}
	for _, o := range covenant.Obligations() {
		require.False(t, seen[o.ID], o.ID)
		seen[o.ID] = true
		require.NotEmpty(t, o.NL, o.ID)
		require.NotEmpty(t, o.EN, o.ID)
		require.NotEmpty(t, o.Means, o.ID)
		require.NotEmpty(t, o.Articles, o.ID)
		require.NotEmpty(t, o.Answers, o.ID)
		require.Equal(t, o.Enforced(), len(o.Refusals) > 0, "%s: enforced means refused", o.ID)
		for _, code := range o.Refusals {
			_, ok := words[o.Profile].Refusal(code)
			require.True(t, ok, "%s: %s has no words", o.ID, code)
		}
	}
	require.Len(t, seen, 37+len(toekomstscenarioAsks()))
}

// Register and profiles say the same, in both directions.
func TestRegisterAndProfilesAgree(t *testing.T) {
	for _, name := range profiles.List() {
		p, err := profiles.Load(name)
		require.NoError(t, err)
		cited := map[string][]covenant.Code{}
		for code, cite := range p.Keys.Articles {
			for _, id := range cite.Obligations {
				cited[id] = append(cited[id], code)
			}
		}
		registered := map[string][]covenant.Code{}
		for _, o := range covenant.Obligations() {
			if string(o.Profile) == name && o.Enforced() {
				registered[o.ID] = o.Refusals
			}
		}
		for _, both := range []map[string][]covenant.Code{cited, registered} {
			for id := range both {
				slices.Sort(both[id])
			}
		}
		require.Equal(t, registered, cited, name)
	}
}

func TestTheTableInTheDocsIsCurrent(t *testing.T) {
	if *update {
		require.NoError(t, os.WriteFile(table, []byte(covenant.ObligationsTable()), 0o644))
	}
	printed, err := os.ReadFile(table)
	require.NoError(t, err)
	require.Equal(t, string(printed), covenant.ObligationsTable(), "run: go test ./room/covenant -update")
	require.Contains(t, string(printed), "| **DW-11.2 (E)** |")
}
