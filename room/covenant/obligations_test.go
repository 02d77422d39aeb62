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

// wolden is this test's own list of what the covenant asks: id, how, essential.
var wolden = []struct {
	id        string
	answers   []covenant.Answer
	essential bool
}{
	{"DW-1", []covenant.Answer{"ENF"}, false},
	{"DW-2.1", []covenant.Answer{"ENF"}, true},
	{"DW-2.2", []covenant.Answer{"ENF"}, false},
	{"DW-3.1", []covenant.Answer{"ENF"}, true},
	{"DW-4.1/4.2", []covenant.Answer{"ENF"}, true},
	{"DW-5.1/5.2", []covenant.Answer{"GUI", "PRV"}, false},
	{"DW-6.2", []covenant.Answer{"ENF"}, true},
	{"DW-7.1/7.2", []covenant.Answer{"GUI", "PRV"}, false},
	{"DW-8.1", []covenant.Answer{"ENF"}, true},
	{"DW-8.2", []covenant.Answer{"ENF", "PRV"}, true},
	{"DW-9.1/9.2", []covenant.Answer{"ENF", "GUI"}, false},
	{"DW-10.1", []covenant.Answer{"ENF", "GUI"}, true},
	{"DW-10.2", []covenant.Answer{"GUI"}, false},
	{"DW-11.1", []covenant.Answer{"ENF"}, true},
	{"DW-11.2", []covenant.Answer{"ENF", "PRV"}, true},
	{"DW-12.1", []covenant.Answer{"GUI", "PRV"}, false},
	{"DW-13.1", []covenant.Answer{"PRV"}, false},
	{"DW-14.1–14.3", []covenant.Answer{"PRV"}, false},
	{"DW-15.1", []covenant.Answer{"GUI", "PRV"}, false},
}

func TestEveryObligationOfDeWoldenIsAnswered(t *testing.T) {
	var found []covenant.Obligation
	for _, o := range covenant.Obligations() {
		if o.Profile == "de-wolden" {
			found = append(found, o)
		}
	}
	require.Len(t, found, len(wolden))
	for i, want := range wolden {
		require.Equal(t, want.id, found[i].ID)
		require.Equal(t, want.answers, found[i].Answers, want.id)
		require.Equal(t, want.essential, found[i].Essential, want.id)
	}
}

func TestTheRegisterIsComplete(t *testing.T) {
	rules := deWolden(t)
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
			_, ok := rules.Refusal(code)
			require.True(t, ok, "%s: %s has no words", o.ID, code)
		}
	}
	require.Len(t, seen, 36)
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
