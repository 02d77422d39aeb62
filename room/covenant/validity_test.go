package covenant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// local is a profile beside De Wolden that says only this.
func local(name covenant.Code, keys covenant.Keys) *covenant.Profile {
	return &covenant.Profile{
		Format: covenant.Format, Name: name, Version: "1", Title: covenant.Text{NL: "Wijk", EN: "Quarter"},
		Extends: []covenant.Code{"de-wolden"}, Valid: covenant.Valid{From: "2025-01-01", Until: "2026-12-31"}, Keys: keys,
	}
}

func TestARenewalIsWrittenAndNoLongerThanItMayBe(t *testing.T) {
	renewed := func(agreed, until covenant.Date) *covenant.Profile {
		p := local("wijk", covenant.Keys{Terms: []covenant.Term{{Entry: entry(covenant.TermRenewal, "wijk"), Months: 12}}})
		p.Valid.Renewed = covenant.Renewal{Agreed: agreed, Until: until}
		return p
	}
	wolden, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	base, err := profiles.Load("base")
	require.NoError(t, err)

	before, err := covenant.Merge(base, wolden, local("wijk", covenant.Keys{}))
	require.NoError(t, err)
	require.Equal(t, covenant.ProfileExpired, before.Valid(day(t, "2027-01-01")).Code)
	after, err := covenant.Merge(base, wolden, renewed("2026-11-01", "2027-12-31"))
	require.NoError(t, err)
	require.Nil(t, after.Valid(day(t, "2027-12-31")))
	require.Equal(t, covenant.ProfileExpired, after.Valid(day(t, "2028-01-01")).Code)
	beside, err := covenant.Merge(base, wolden, renewed("2026-11-01", "2027-12-31"), local("buurt", covenant.Keys{}))
	require.NoError(t, err)
	require.NotNil(t, beside.Valid(day(t, "2027-01-01")), "who did not renew ends it for the room")

	for what, p := range map[string]*covenant.Profile{
		"too late agreed": renewed("2027-01-15", "2027-12-31"), "not agreed": renewed("", "2027-12-31"),
		"longer than a year": renewed("2026-11-01", "2028-01-01"), "shorter": renewed("2026-11-01", "2026-12-31"),
		"no last day": with(renewed("2026-11-01", "2027-12-31"), func(p *covenant.Profile) { p.Valid.Until = "" }),
		"no term":     with(renewed("2026-11-01", "2027-12-31"), func(p *covenant.Profile) { p.Keys.Terms = nil }),
	} {
		_, err := covenant.Merge(base, wolden, p)
		require.ErrorContains(t, err, "valid.renewed", what)
	}
}

// Told afterwards: not where a covenant says beforehand; elsewhere with a day and a reason.
func TestToldAfterwardsNeedsAReason(t *testing.T) {
	general := law(t)
	under := func(rule covenant.InformRule) func(covenant.InformFacts) []covenant.Code {
		rules, err := covenant.Merge(general, &covenant.Profile{
			Format: covenant.Format, Name: "a", Version: "1", Title: covenant.Text{NL: "titel", EN: "title"},
			Extends: []covenant.Code{"law"}, Valid: covenant.Valid{From: "2026-01-01"},
			Keys: covenant.Keys{Inform: rule, OpenGates: []covenant.Entry{entry(covenant.GateInform, "a")}},
		})
		require.NoError(t, err)
		return func(f covenant.InformFacts) []covenant.Code {
			return codesOf(rules.OpenItem(covenant.ItemFacts{Purpose: "help", Inform: f}, false))
		}
	}
	afterwards := covenant.InformFacts{State: covenant.InformAfterwards, Date: 1, Reason: true}
	for _, rule := range []covenant.InformRule{{}, {Before: true}} {
		ask := under(rule)
		require.Empty(t, ask(afterwards))
		require.Equal(t, pool(covenant.InformReasonMissing), ask(change(afterwards, func(f *covenant.InformFacts) { f.Reason = false })))
		require.Equal(t, pool(covenant.InformDateMissing), ask(change(afterwards, func(f *covenant.InformFacts) { f.Date = 0 })))
	}
	require.Equal(t, pool(covenant.InformNotBefore), under(covenant.InformRule{NeverAfter: true})(afterwards))
}

// Two covenants that allow nothing in common make no room; the error says where,
// and what each allows.
func TestAConflictNamesTheKeyAndBothSides(t *testing.T) {
	base, err := profiles.Load("base")
	require.NoError(t, err)
	wolden, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	other := local("elders", covenant.Keys{Parties: []covenant.Party{{Entry: entry("woonconcept", "elders"), Retention: covenant.Text{NL: "lang", EN: "long"}}}})
	other.Extends = []covenant.Code{"base"}
	_, err = covenant.Merge(base, wolden, other)
	var conflict *covenant.ConflictError
	require.ErrorAs(t, err, &conflict)
	require.Equal(t, "parties", conflict.Key)
	require.Equal(t, pool("de-wolden"), conflict.First)
	require.Equal(t, pool("elders"), conflict.Second)
	require.ErrorContains(t, err, `parties: the profiles have nothing in common ("de-wolden" only "gemeente-de-wolden", `)
	require.ErrorContains(t, err, `; "elders" only "woonconcept")`)

	_, err = covenant.Merge(base, wolden, local("wijk", covenant.Keys{
		Parties:    []covenant.Party{{Entry: entry(actium, "wijk"), Retention: covenant.Text{NL: "lang", EN: "long"}}},
		Accessions: []covenant.Accession{{Party: police, From: "2025-01-01"}},
	}))
	require.ErrorContains(t, err, "accessions: the profiles have nothing in common", "a room in which nobody may take part")
}

func TestAPhaseIsOnlyWhatTheCovenantStillHas(t *testing.T) {
	wolden, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	step := covenant.Phase{Entry: entry("report", "wijk"), Activity: covenant.Text{NL: "werk", EN: "work"}}
	rules, err := profiles.Complete(wolden, local("wijk", covenant.Keys{Phases: []covenant.Phase{step}}))
	require.NoError(t, err)
	got, ok := rules.Phase("report")
	require.True(t, ok)
	require.Len(t, got.Purposes, len(rules.Purposes()), "rules write out what an absent list means")
	require.Len(t, got.Categories, len(rules.Categories()))

	step.Categories = pool("genetic")
	_, err = profiles.Complete(wolden, local("wijk", covenant.Keys{Phases: []covenant.Phase{step}}))
	require.ErrorContains(t, err, "categories of the phases: the profiles have nothing in common", "De Wolden does not have genetic data")
	other := covenant.Phase{Entry: entry("plan", "wijk"), Activity: step.Activity}
	rules, err = profiles.Complete(wolden, local("wijk", covenant.Keys{Phases: []covenant.Phase{step, other}}))
	require.NoError(t, err)
	require.Len(t, rules.Phases(), 1, "a step of which nothing is left is no step")
	step.Categories = pool("gossip")
	_, err = profiles.Complete(wolden, local("wijk", covenant.Keys{Phases: []covenant.Phase{step}}))
	require.ErrorContains(t, err, `category "gossip" is not defined`)
}

func with(p *covenant.Profile, what func(*covenant.Profile)) *covenant.Profile {
	what(p)
	return p
}
