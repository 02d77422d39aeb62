package covenant_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// The people of a proeftuin.
const (
	veiligThuis     = covenant.Code("veilig-thuis")
	rvdk            = covenant.Code("rvdk")
	youthProtection = covenant.Code("jeugdbescherming")
	localTeam       = covenant.Code("lokaal-team")
	school          = covenant.Code("school")
	policeThere     = covenant.Code("politie")
	doctors         = covenant.Code("huisarts") // listed, and not acceded
)

func proeftuin(t testing.TB) *covenant.Rules {
	t.Helper()
	rules, err := profiles.Resolve("toekomstscenario")
	require.NoError(t, err)
	return rules
}

// reporterBringsIn is what Veilig Thuis may bring in while a report is weighed.
func reporterBringsIn() covenant.ContributionFacts {
	return covenant.ContributionFacts{
		Party: veiligThuis, Task: "reports", Category: "safety", Basis: "public_task",
		Purpose: "investigate_report", ItemPurpose: "investigate_report", Phase: "report",
		Nature: covenant.Fact, Necessity: true, Identifying: true,
	}
}

// familyInOrder is a case that may open.
func familyInOrder(t testing.TB) covenant.ItemFacts {
	return covenant.ItemFacts{
		Purpose: "investigate_report", Criterion: "unsafety", Phase: "report", Named: true, Contact: true,
		Ladder: pool("person_present", "anonymous", "fewer_parties", "bilateral"),
		Inform: covenant.InformFacts{State: covenant.Informed, Date: day(t, "2026-11-20")},
	}
}

// partOfThePlan is a passage that the local team needs for its part of the plan.
func partOfThePlan() covenant.ReleaseFacts {
	return covenant.ReleaseFacts{Party: veiligThuis, Recipient: localTeam, Kind: "passage", Actions: 1, Secured: true}
}

// Veilig Thuis weighs a report: what happened and whether it is safe, and not yet
// what the family earns or believes. In a later step that may be needed.
func TestTSC74TheStepDecidesWhichDataAreShared(t *testing.T) {
	rules := proeftuin(t)
	weighing := reporterBringsIn()
	require.Empty(t, rules.Contribution(weighing))
	for _, category := range pool("money", "housing", "sexual_life", "genetic", "religion") {
		class, ok := rules.Category(category)
		require.True(t, ok)
		f := change(weighing, func(f *covenant.ContributionFacts) {
			f.Category = category
			if class.Special {
				f.Basis = "special_care"
			}
		})
		refusedFor(t, "TS-C-7.4", rules.Contribution(f), covenant.CategoryNotInPhase)
		f.Phase, f.Purpose, f.ItemPurpose = "inquiry", "investigate_measure", "investigate_measure"
		require.Empty(t, rules.Contribution(f), category)
	}
	refusedFor(t, "TS-C-7.4", rules.Contribution(change(weighing, func(f *covenant.ContributionFacts) { f.Phase = "" })), covenant.PhaseMissing)
	refusedFor(t, "TS-C-7.4", rules.Contribution(change(weighing, func(f *covenant.ContributionFacts) { f.Phase = "trial" })), covenant.PhaseNotListed)
	expertise := covenant.ContributionFacts{Party: school, Category: "no_person", Purpose: "investigate_report"}
	require.Empty(t, rules.Contribution(expertise), "expertise needs no step (TS-C-7.1/7.2)")

	item := familyInOrder(t)
	require.Empty(t, rules.OpenItem(item, false))
	refusedFor(t, "TS-C-7.4", rules.OpenItem(change(item, func(f *covenant.ItemFacts) { f.Phase = "" }), false), covenant.PhaseMissing)
	refusedFor(t, "TS-C-7.4", rules.OpenItem(change(item, func(f *covenant.ItemFacts) { f.Phase = "inquiry" }), false), covenant.PurposeNotInPhase)
	refusedFor(t, "TS-C-7.4", rules.OpenItem(change(item, func(f *covenant.ItemFacts) { f.Phase = "trial" }), false), covenant.PhaseNotListed)
	for _, step := range rules.Phases() {
		phase, ok := rules.Phase(step.Code)
		require.True(t, ok)
		require.NotEmpty(t, phase.Activity.NL)
		require.Contains(t, phase.Categories, covenant.Code("no_person"))
		require.NotEmpty(t, step.Articles)
	}
}

// The doctors are listed and have not acceded: no place at the table for them.
// One professional is there for the family from beginning to end.
func TestTSC15eOneContactForTheFamily(t *testing.T) {
	without := change(familyInOrder(t), func(f *covenant.ItemFacts) { f.Contact = false })
	refusedFor(t, "TS-C-1.5e", proeftuin(t).OpenItem(without, false), covenant.ContactMissing)
}

func TestTSC10OnlyWhoAcceded(t *testing.T) {
	rules := proeftuin(t)
	today := day(t, "2026-11-22")
	for _, party := range pool("gemeente", localTeam, youthProtection, veiligThuis, rvdk, school, policeThere) {
		require.Nil(t, rules.TakesPart(party, today), party)
	}
	require.Nil(t, rules.Party(doctors))
	refusedFor(t, "TS-C-10", one(rules.TakesPart(doctors, today)), covenant.AccessionMissing)
	refusedFor(t, "TS-P-13", one(rules.TakesPart(veiligThuis, day(t, "2024-07-03"))), covenant.AccessionMissing)
	refusedFor(t, "TS-C-10", one(rules.TakesPart("woonconcept", today)), covenant.PartyOutsideCovenant)
}

func TestTSC93AFixedEnd(t *testing.T) {
	rules := proeftuin(t)
	require.Nil(t, rules.Valid(day(t, "2026-11-22")))
	refusedFor(t, "TS-C-9.3/9.4", one(rules.Valid(day(t, "2028-07-04"))), covenant.ProfileExpired)
	refusedFor(t, "TS-P-12", one(rules.Valid(day(t, "2024-07-03"))), covenant.ProfileNotYetValid)
}

func TestTSP1TwoClassesOfSensitiveData(t *testing.T) {
	rules := proeftuin(t)
	for _, code := range pool("religion", "origin", "politics", "health", "sexual_life", "union", "genetic", "biometric") {
		c, ok := rules.Category(code)
		require.True(t, ok, code)
		require.True(t, c.Class == covenant.ClassSpecial && c.Special && !c.Criminal, code)
	}
	c, ok := rules.Category("criminal")
	require.True(t, ok)
	require.True(t, c.Class == covenant.ClassCriminal && c.Criminal && !c.Special, "criminal data are a class of their own")

	f := reporterBringsIn()
	for category, bases := range map[covenant.Code][2]covenant.Code{
		"health": {"special_care", "criminal_from_authorities"}, "criminal": {"criminal_from_authorities", "special_care"},
	} {
		right := change(f, func(f *covenant.ContributionFacts) { f.Category, f.Basis = category, bases[0] })
		require.Empty(t, rules.Contribution(right))
		right.Basis = bases[1]
		refusedFor(t, "TS-P-1", rules.Contribution(right), covenant.BasisNotForCategory)
		right.Basis = "public_task"
		refusedFor(t, "TS-P-1", rules.Contribution(right), covenant.BasisNotForCategory)
	}
	refusedFor(t, "TS-P-1", rules.Contribution(change(f, func(f *covenant.ContributionFacts) { f.Category = "" })), covenant.CategoryMissing)
	refusedFor(t, "TS-P-1", rules.Contribution(change(f, func(f *covenant.ContributionFacts) { f.Category = "bsn" })), covenant.CategoryNotListed)
}

func TestTSP3OnlyWhatIsNecessary(t *testing.T) {
	rules := proeftuin(t)
	f := reporterBringsIn()
	refusedFor(t, "TS-P-3.1", rules.Contribution(change(f, func(f *covenant.ContributionFacts) { f.Necessity = false })), covenant.NecessityMissing)
	general := change(f, func(f *covenant.ContributionFacts) { f.General, f.ItemPurpose = true, "" })
	refusedFor(t, "TS-P-3.1", rules.Contribution(general), covenant.GeneralItemNoPersons)

	teacher := change(f, func(f *covenant.ContributionFacts) { f.Party, f.Task, f.Category = school, "pupil_care", "behaviour" })
	require.Empty(t, rules.Contribution(teacher))
	teacher.Category, teacher.Phase, teacher.Purpose, teacher.ItemPurpose = "money", "analysis", "end_unsafety", "end_unsafety"
	refusedFor(t, "TS-P-3.2", rules.Contribution(teacher), covenant.CategoryNotForParty)

	item := familyInOrder(t)
	for _, question := range item.Ladder {
		without := change(item, func(f *covenant.ItemFacts) {
			f.Ladder = slices.DeleteFunc(slices.Clone(f.Ladder), func(c covenant.Code) bool { return c == question })
		})
		refusedFor(t, "TS-P-3.3", rules.OpenItem(without, false), covenant.LadderUnanswered)
	}
	sudden := covenant.ItemFacts{Purpose: "end_unsafety", Criterion: "unsafety"}
	require.Empty(t, rules.OpenItem(sudden, true))
	refusedFor(t, "TS-P-3.3", rules.OpenItem(change(sudden, func(f *covenant.ItemFacts) { f.Named = true }), true), covenant.OnTheSpotNamed)
	require.Equal(t, pool(covenant.PhaseMissing, covenant.InformMissing, covenant.LadderUnanswered, covenant.LadderUnanswered,
		covenant.LadderUnanswered, covenant.LadderUnanswered, covenant.ContactMissing), codesOf(rules.ItemComplete(sudden)), "the rest is due before closing")
}

func TestTSP34NoOtherPurpose(t *testing.T) {
	rules := proeftuin(t)
	f := reporterBringsIn()
	refusedFor(t, "TS-P-3.4", rules.Contribution(change(f, func(f *covenant.ContributionFacts) { f.Purpose = "end_unsafety" })), covenant.OtherPurpose)
	refusedFor(t, "TS-P-3.4", one(rules.Purpose("collective_support")), covenant.PurposeNotListed)
	refusedFor(t, "TS-VA-4/VA-6", one(rules.Purpose("")), covenant.PurposeMissing)
}

// The sections of the minutes (TS-P art. 4.2) are what may leave, and nothing else.
func TestTSP42OnlyTheNamedSections(t *testing.T) {
	rules := proeftuin(t)
	for _, kind := range pool("passage", "decision", "action", "outcome", "case_label", "notice") {
		f := change(partOfThePlan(), func(f *covenant.ReleaseFacts) { f.Kind = kind })
		require.Empty(t, rules.Release(f), kind)
		f.Actions = 0
		refusedFor(t, "TS-VB-5e", rules.Release(f), covenant.ReleaseWithoutAction)
	}
	refusedFor(t, "TS-P-4.1/4.2", rules.Release(change(partOfThePlan(), func(f *covenant.ReleaseFacts) { f.Kind = "profile_sketch" })), covenant.ReleaseKindNotListed)
	require.Empty(t, rules.Release(covenant.ReleaseFacts{Party: localTeam, Kind: "response", Secured: true}), "what the family answered goes along")
	refusedFor(t, "TS-P-11.1/11.2", rules.Release(change(partOfThePlan(), func(f *covenant.ReleaseFacts) { f.Secured = false })), covenant.RecipientUnsecured)
}

func TestTSP5EveryPartyForItsOwnTask(t *testing.T) {
	rules := proeftuin(t)
	f := reporterBringsIn()
	for what, c := range map[covenant.Code]func(*covenant.ContributionFacts){
		covenant.BasisMissing:     func(f *covenant.ContributionFacts) { f.Basis = "" },
		covenant.BasisNotListed:   func(f *covenant.ContributionFacts) { f.Basis = "curiosity" },
		covenant.BasisNotForParty: func(f *covenant.ContributionFacts) { f.Basis = "legitimate_interest" },
		covenant.TaskMissing:      func(f *covenant.ContributionFacts) { f.Task = "" },
		covenant.TaskNotOfParty:   func(f *covenant.ContributionFacts) { f.Task = "protection_inquiry" },
	} {
		refusedFor(t, "TS-P-5.1/5.2", rules.Contribution(change(f, c)), what)
	}
	for _, party := range rules.Parties() {
		require.NotEmpty(t, rules.Tasks(party.Code), party.Code)
		term, ok := rules.Retention(party.Code)
		require.True(t, ok)
		require.Contains(t, term.NL, "TS-P art. 4.5", "its own term (TS-P-4.5/10.1)")
	}
}

func TestTSP6SecrecyAndConsent(t *testing.T) {
	rules := proeftuin(t)
	nl, _ := rules.SecrecyText()
	require.Contains(t, nl, "akkoord")
	require.Equal(t, covenant.WithdrawalStop, rules.ConsentWithdrawn())
	for code, both := range map[covenant.Code]bool{"under_12": false, "from_12": true, "from_16": false} {
		band, ok := rules.AgeBand(code)
		require.True(t, ok)
		require.Equal(t, both, len(band.Signers) == 2, code)
	}
}

// Not telling the family is for a time, with a ground and a reason; afterwards only
// with a reason.
func TestTSP76TheFamilyKnowsBeforehand(t *testing.T) {
	rules := proeftuin(t)
	with := func(f covenant.InformFacts) []covenant.Ruling {
		return rules.OpenItem(change(familyInOrder(t), func(item *covenant.ItemFacts) { item.Inform = f }), false)
	}
	date := day(t, "2026-12-20")
	refusedFor(t, "TS-VA-4/VA-6", with(covenant.InformFacts{}), covenant.InformMissing)
	refusedFor(t, "TS-VA-4/VA-6", with(covenant.InformFacts{State: covenant.InformPlanned, Date: date}), covenant.InformNotBefore)
	after := covenant.InformFacts{State: covenant.InformAfterwards, Date: date, Reason: true}
	require.Empty(t, with(after))
	refusedFor(t, "TS-VA-4/VA-6", with(change(after, func(f *covenant.InformFacts) { f.Reason = false })), covenant.InformReasonMissing)
	refusedFor(t, "TS-VA-4/VA-6", with(change(after, func(f *covenant.InformFacts) { f.Date = 0 })), covenant.InformDateMissing)

	except := covenant.InformFacts{State: covenant.InformException, Ground: "protection", Reason: true, Date: date}
	require.Empty(t, with(except))
	require.Empty(t, with(change(except, func(f *covenant.InformFacts) { f.Ground = "crime" })))
	refusedFor(t, "TS-P-7.6", with(change(except, func(f *covenant.InformFacts) { f.Ground = "" })), covenant.InformGroundMissing)
	refusedFor(t, "TS-P-7.6", with(change(except, func(f *covenant.InformFacts) { f.Ground = "impossible" })), covenant.InformGroundNotListed)
	refusedFor(t, "TS-P-7.6", with(change(except, func(f *covenant.InformFacts) { f.Reason = false })), covenant.InformReasonMissing)
	refusedFor(t, "TS-P-7.6", with(change(except, func(f *covenant.InformFacts) { f.Date = 0 })), covenant.InformDateMissing)
}

func TestTSTermsAndClocks(t *testing.T) {
	rules := proeftuin(t)
	known := day(t, "2026-11-22") * 24 * 3600_000
	end, ok := rules.DeadlineTime(covenant.TermBreachParties, known)
	require.True(t, ok)
	require.Equal(t, known+24*3600_000, end, "the other partners within 24 hours (TS-P-8.1–8.6)")
	last, ok := rules.Deadline(covenant.TermRequest, day(t, "2026-11-22"))
	require.True(t, ok)
	require.Equal(t, day(t, "2026-12-22"), last)
	last, ok = rules.Deadline(covenant.TermRequestExtension, last)
	require.True(t, ok)
	require.Equal(t, day(t, "2027-02-22"), last)
	last, ok = rules.Deadline(covenant.TermScreening, day(t, "2026-11-22"))
	require.True(t, ok)
	require.Equal(t, day(t, "2029-11-22"), last, "a certificate of conduct (TS-P-6.3)")
}

func TestTSVB5CriteriaAndRoles(t *testing.T) {
	rules := proeftuin(t)
	item := familyInOrder(t)
	refusedFor(t, "TS-VB-5a", rules.OpenItem(change(item, func(f *covenant.ItemFacts) { f.Criterion = "" }), false), covenant.CriterionMissing)
	refusedFor(t, "TS-VB-5a", rules.OpenItem(change(item, func(f *covenant.ItemFacts) { f.Criterion = "interesting" }), false), covenant.CriterionNotListed)
	for _, role := range pool("director", "content", "adviser", "informant", "other") {
		_, ok := rules.ItemRole(role)
		require.True(t, ok, role)
	}
	_, ok := rules.ItemRole("visitor")
	require.False(t, ok)
}

// It is agreed who tells the family, and by when; what cannot be told yet is put
// off for a reason and for a time.
func TestTSVB5gSomebodyTellsTheFamily(t *testing.T) {
	rules := proeftuin(t)
	today := day(t, "2026-11-22")
	plan := covenant.InformPlanFacts{Informer: true, Day: day(t, "2026-11-30"), Start: today, Today: today}
	require.Empty(t, rules.InformPlan(plan))
	with := func(what func(*covenant.InformPlanFacts)) []covenant.Ruling {
		return rules.InformPlan(change(plan, what))
	}
	refusedFor(t, "TS-VB-5g", with(func(f *covenant.InformPlanFacts) { f.Informer = false }), covenant.InformerMissing)
	refusedFor(t, "TS-VB-5g", with(func(f *covenant.InformPlanFacts) { f.Day = today - 1 }), covenant.InformDatePast)
	refusedFor(t, "TS-VB-5g", with(func(f *covenant.InformPlanFacts) { f.Day = day(t, "2027-11-22") }), covenant.InformTooLate)
	put := func(what func(*covenant.InformPlanFacts)) []covenant.Ruling {
		return with(func(f *covenant.InformPlanFacts) { f.Ground, f.Reason = "protection", true; what(f) })
	}
	require.Empty(t, put(func(f *covenant.InformPlanFacts) { f.Day = day(t, "2027-05-22") }))
	refusedFor(t, "TS-P-7.6", put(func(f *covenant.InformPlanFacts) { f.Day = 0 }), covenant.InformDateMissing)
	refusedFor(t, "TS-P-7.6", put(func(f *covenant.InformPlanFacts) { f.Reason = false }), covenant.InformReasonMissing)
	for _, gate := range pool(covenant.GateFamilyInformed, covenant.GateFamilyResponse) {
		require.Contains(t, rules.CloseGates(), gate)
	}
	for _, kind := range pool(covenant.GuestPerson, covenant.GuestRelative, covenant.GuestSupporter) {
		require.Nil(t, rules.Guest(kind), "the family talks along (TS-C-1.5d)")
	}
}

func TestTSVC6FactAndOpinion(t *testing.T) {
	f := change(reporterBringsIn(), func(f *covenant.ContributionFacts) { f.Nature = "" })
	refusedFor(t, "TS-VC-6", proeftuin(t).Contribution(f), covenant.NatureMissing)
}

// What package room refuses itself cites the documents as well.
func TestRefusalsOfTheRoomCiteTheProeftuin(t *testing.T) {
	rules := proeftuin(t)
	for code, obligation := range map[covenant.Code]string{
		"not_owner": "TS-VB-5c", "no_agreement": "TS-VB-5f", "not_chair": "TS-VB-5f", "role_missing": "TS-VB-5b",
		"reader_reason_missing": "TS-P-3.2", "reader_not_at_item": "TS-P-3.2", "purpose_fixed": "TS-W-1/2",
		"secrecy_not_confirmed": "TS-P-6.1/6.2", "not_recipient": "TS-VB-5d", "gates_open": "TS-VB-5e", "room_closed": "TS-P-4.5/10.1",
	} {
		refusedFor(t, obligation, []covenant.Ruling{change(rules.Rule(code), func(r *covenant.Ruling) { r.Subject = "x" })}, code)
	}
}
