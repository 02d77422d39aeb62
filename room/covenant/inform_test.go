package covenant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// withFamily are De Wolden's rules where the family has a contact, takes part, and
// hears within ten working days.
func withFamily(t *testing.T) *covenant.Rules {
	t.Helper()
	p, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	cited := func(code covenant.Code) covenant.Entry {
		return covenant.Entry{Code: code, NL: "x", EN: "x", Articles: []covenant.Article{"AA art. 4.2"}}
	}
	p.Keys.OpenGates = append(p.Keys.OpenGates, cited(covenant.GateContact))
	p.Keys.Guests = []covenant.Entry{cited(covenant.GuestPerson)}
	p.Keys.Terms = append(p.Keys.Terms, covenant.Term{Entry: cited(covenant.TermInform), WorkingDays: 10})
	p.Keys.Inform.ExceptionEnds = true
	rules, err := profiles.Complete(p)
	require.NoError(t, err)
	return rules
}

func TestAPlanToInformTheFamily(t *testing.T) {
	rules := withFamily(t)
	opened := day(t, "2026-12-18") // Christmas lies in the term
	plan := covenant.InformPlanFacts{Informer: true, Day: day(t, "2027-01-05"), Start: opened, Today: opened}
	require.Empty(t, rules.InformPlan(plan), "the tenth working day")
	deferral := covenant.InformPlanFacts{Informer: true, Day: day(t, "2027-06-01"), Ground: "protection", Reason: true, Start: opened, Today: opened}
	require.Empty(t, rules.InformPlan(deferral), "put off for longer than the term")

	for _, tc := range []struct {
		facts  covenant.InformPlanFacts
		change func(*covenant.InformPlanFacts)
		code   covenant.Code
	}{
		{plan, func(f *covenant.InformPlanFacts) { f.Day++ }, covenant.InformTooLate},
		{plan, func(f *covenant.InformPlanFacts) { f.Day = opened - 1 }, covenant.InformDatePast},
		{plan, func(f *covenant.InformPlanFacts) { f.Day = 0 }, covenant.InformDateMissing},
		{plan, func(f *covenant.InformPlanFacts) { f.Informer = false }, covenant.InformerMissing},
		{deferral, func(f *covenant.InformPlanFacts) { f.Informer = false }, covenant.InformerMissing},
		{deferral, func(f *covenant.InformPlanFacts) { f.Day = 0 }, covenant.InformDateMissing},
		{deferral, func(f *covenant.InformPlanFacts) { f.Day = opened - 1 }, covenant.InformDatePast},
		{deferral, func(f *covenant.InformPlanFacts) { f.Ground = "busy" }, covenant.InformGroundNotListed},
		{deferral, func(f *covenant.InformPlanFacts) { f.Reason = false }, covenant.InformReasonMissing},
	} {
		f := tc.facts
		tc.change(&f)
		require.Equal(t, []covenant.Code{tc.code}, codesOf(rules.InformPlan(f)))
	}
}

func TestACaseHasAContactForTheFamily(t *testing.T) {
	rules := withFamily(t)
	f := covenant.ItemFacts{
		Purpose: "collective_support", Criterion: "nuisance", Named: true, Contact: true,
		Inform: covenant.InformFacts{State: covenant.Informed, Date: 20_000},
	}
	require.Empty(t, rules.OpenItem(f, false))
	f.Contact = false
	require.Equal(t, []covenant.Code{covenant.ContactMissing}, codesOf(rules.OpenItem(f, false)))
	f.Named = false
	require.Empty(t, rules.OpenItem(f, true), "on the spot it comes later")
	require.Empty(t, deWolden(t).OpenItem(f, false), "De Wolden does not ask")
}

// A guest brings in for himself: he has no organisation, task or basis. What a
// text about a person must be, his is too.
func TestWhatAGuestBringsIn(t *testing.T) {
	rules := withFamily(t)
	require.Nil(t, rules.Guest(covenant.GuestPerson))
	require.Equal(t, covenant.GuestNotListed, rules.Guest(covenant.GuestSupporter).Code)
	require.Equal(t, covenant.GuestNotListed, deWolden(t).Guest(covenant.GuestPerson).Code)

	f := covenant.ContributionFacts{Guest: true, Category: "health", Purpose: "collective_support", ItemPurpose: "collective_support", Nature: covenant.Opinion}
	require.Empty(t, rules.Contribution(f))
	f.Nature = ""
	require.Equal(t, []covenant.Code{covenant.NatureMissing}, codesOf(rules.Contribution(f)))
	f.Nature, f.Category = covenant.Fact, "bsn"
	require.Equal(t, []covenant.Code{covenant.CategoryNotListed}, codesOf(rules.Contribution(f)))
	f.Category, f.Guest = "health", false
	require.Contains(t, codesOf(rules.Contribution(f)), covenant.PartyOutsideCovenant)
}

// What goes to the person himself needs no action; what goes to family and
// supporters does.
func TestARelativeIsNotThePersonConcerned(t *testing.T) {
	rules := withFamily(t)
	f := covenant.ReleaseFacts{Party: "gemeente-de-wolden", Kind: "outcome", Secured: true, Guest: covenant.GuestPerson}
	require.Empty(t, rules.Release(f))
	for _, kind := range []covenant.Code{covenant.GuestRelative, covenant.GuestSupporter} {
		f.Guest = kind
		require.Equal(t, []covenant.Code{covenant.ReleaseWithoutAction}, codesOf(rules.Release(f)))
	}
	f = covenant.ReleaseFacts{FromGuest: true, Kind: "response", Secured: true, Recipient: "actium"}
	require.Empty(t, rules.Release(f))
}
