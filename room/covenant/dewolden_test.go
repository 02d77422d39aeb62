package covenant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// The people of De Wolden.
const (
	municipality = covenant.Code("gemeente-de-wolden")
	police       = covenant.Code("politie-zuidwest-drenthe")
	actium       = covenant.Code("actium")
	welzijn      = covenant.Code("welzijn-de-wolden")
	strangers    = covenant.Code("woonconcept") // a housing association outside the covenant
)

func deWolden(t testing.TB) *covenant.Rules {
	t.Helper()
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	return rules
}

func day(t testing.TB, date covenant.Date) int64 {
	t.Helper()
	d, ok := date.Day()
	require.True(t, ok)
	return d
}

// officerBringsIn is what the neighbourhood officer may bring in.
func officerBringsIn() covenant.ContributionFacts {
	return covenant.ContributionFacts{
		Party: police, Task: "assistance", Category: "behaviour", Basis: "police_provision",
		Purpose: "collective_support", ItemPurpose: "collective_support",
		Nature: covenant.Fact, Necessity: true, Identifying: true,
	}
}

// caseInOrder is a case that may open.
func caseInOrder(t testing.TB) covenant.ItemFacts {
	return covenant.ItemFacts{
		Purpose: "collective_support", Criterion: "nuisance", Named: true,
		Inform: covenant.InformFacts{State: covenant.Informed, Date: day(t, "2026-11-20")},
	}
}

// passageForActium is a passage from the officer that Actium needs for a visit.
func passageForActium() covenant.ReleaseFacts {
	return covenant.ReleaseFacts{
		Party: police, Recipient: actium, Kind: "passage", Actions: 1, Secured: true,
		Task: "assistance", Basis: "police_provision",
	}
}

// passageForGP goes to somebody outside the covenant.
func passageForGP() covenant.ReleaseFacts {
	f := passageForActium()
	f.Party, f.Task, f.Basis = municipality, "support", "public_task"
	f.Recipient, f.ThirdParty = "", true
	return f
}

func codesOf(rulings []covenant.Ruling) []covenant.Code {
	var out []covenant.Code
	for _, r := range rulings {
		out = append(out, r.Code)
	}
	return out
}

// refusedFor wants exactly these codes, each for the obligation and with an
// article of its document first.
func refusedFor(t testing.TB, obligation string, rulings []covenant.Ruling, codes ...covenant.Code) {
	t.Helper()
	require.Equal(t, codes, codesOf(rulings))
	for _, r := range rulings {
		require.Contains(t, r.Obligations, obligation)
		require.NotEmpty(t, r.Articles)
		require.Regexp(t, "^"+obligation[:2], string(r.Articles[0]))
		require.NotEmpty(t, r.Subject)
	}
}

func one(r *covenant.Ruling) []covenant.Ruling {
	if r == nil {
		return nil
	}
	return []covenant.Ruling{*r}
}

// change gives f with one thing different.
func change[T any](f T, what func(*T)) T {
	what(&f)
	return f
}

func TestDW1CriminalDataCountAsSpecial(t *testing.T) {
	rules := deWolden(t)
	criminal, ok := rules.Category("criminal")
	require.True(t, ok)
	require.True(t, criminal.Special && criminal.Criminal && !criminal.NuisanceBan)
	ban, ok := rules.Category("nuisance_ban")
	require.True(t, ok)
	require.True(t, ban.Special && ban.Criminal && ban.NuisanceBan)
	nuisance, ok := rules.Category("behaviour")
	require.True(t, ok)
	require.False(t, nuisance.Special || nuisance.Criminal, "nuisance without a ban is ordinary")

	clerk := officerBringsIn()
	clerk.Party, clerk.Task, clerk.Basis = municipality, "housing_nuisance", "public_task"
	require.Empty(t, rules.Contribution(clerk), "nuisance may rest on the public task")
	for _, category := range []covenant.Code{"criminal", "nuisance_ban", "health"} {
		f := change(clerk, func(f *covenant.ContributionFacts) { f.Category = category })
		refusedFor(t, "DW-1", rules.Contribution(f), covenant.BasisNotForCategory)
	}
	require.Empty(t, rules.Contribution(change(clerk, func(f *covenant.ContributionFacts) {
		f.Category, f.Basis = "nuisance_ban", "criminal_from_authorities"
	})))
	for category, code := range map[covenant.Code]covenant.Code{
		"": covenant.CategoryMissing, "genetic": covenant.CategoryNotListed, "bsn": covenant.CategoryNotListed,
	} {
		f := change(clerk, func(f *covenant.ContributionFacts) { f.Category = category })
		refusedFor(t, "DW-1", rules.Contribution(f), code)
	}
}

func TestDW21OnlyTheListedPartners(t *testing.T) {
	rules := deWolden(t)
	for _, partner := range []covenant.Code{municipality, police, actium, welzijn} {
		require.Nil(t, rules.Party(partner))
	}
	require.Len(t, rules.Parties(), 4)
	refusedFor(t, "DW-2.1", one(rules.Party(strangers)), covenant.PartyOutsideCovenant)
	refusedFor(t, "DW-2.1", one(rules.Party("")), covenant.PartyOutsideCovenant)

	f := change(passageForActium(), func(f *covenant.ReleaseFacts) { f.Recipient = strangers })
	refusedFor(t, "DW-2.1", rules.Release(f), covenant.PartyOutsideCovenant)
	require.Empty(t, rules.Release(passageForActium()))
	require.NotEmpty(t, rules.Contribution(change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.Party = strangers })))
}

func TestDW22OnlyTheseKindsOfMeeting(t *testing.T) {
	rules := deWolden(t)
	for _, kind := range []covenant.Code{"prevention", "signalling", "support", "analysis", "case"} {
		require.Nil(t, rules.RoomKind(kind))
	}
	refusedFor(t, "DW-2.2", one(rules.RoomKind("staff_meeting")), covenant.OutsideScope)
	refusedFor(t, "DW-2.2", one(rules.RoomKind("")), covenant.OutsideScope)
}

func TestDW31EveryPartnerForItsOwnTask(t *testing.T) {
	rules := deWolden(t)
	require.Empty(t, rules.Contribution(officerBringsIn()))
	f := change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.Task = "" })
	refusedFor(t, "DW-3.1", rules.Contribution(f), covenant.TaskMissing)
	f = change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.Task = "liveability" })
	refusedFor(t, "DW-3.1", rules.Contribution(f), covenant.TaskNotOfParty)
	f = change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.Basis = "public_task" })
	refusedFor(t, "DW-3.1", rules.Contribution(f), covenant.BasisNotForParty)

	tasks := rules.Tasks(police)
	require.Len(t, tasks, 2)
	require.Equal(t, []covenant.Article{"Politiewet 2012 art. 3"}, tasks[0].Articles)
	require.Empty(t, rules.Tasks(strangers))
}

func TestDW41OnlyTheListedPurposes(t *testing.T) {
	rules := deWolden(t)
	require.Len(t, rules.Purposes(), 4)
	require.Nil(t, rules.Purpose("insight"))
	refusedFor(t, "DW-4.1/4.2", one(rules.Purpose("")), covenant.PurposeMissing)
	refusedFor(t, "DW-4.1/4.2", one(rules.Purpose("collecting_rent")), covenant.PurposeNotListed)

	f := change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.Purpose = "policy" })
	refusedFor(t, "DW-4.1/4.2", rules.Contribution(f), covenant.OtherPurpose)
	f.ItemPurpose = "policy"
	require.Empty(t, rules.Contribution(f))

	require.Empty(t, rules.OpenItem(caseInOrder(t), false))
	item := change(caseInOrder(t), func(f *covenant.ItemFacts) { f.Criterion = "" })
	refusedFor(t, "DW-4.1/4.2", rules.OpenItem(item, false), covenant.CriterionMissing)
	item = change(caseInOrder(t), func(f *covenant.ItemFacts) { f.Criterion = "interesting" })
	refusedFor(t, "DW-4.1/4.2", rules.OpenItem(item, false), covenant.CriterionNotListed)
	item = change(caseInOrder(t), func(f *covenant.ItemFacts) { f.Purpose = "" })
	refusedFor(t, "DW-4.1/4.2", rules.OpenItem(item, false), covenant.PurposeMissing)
}

func TestDW62OnlyWhenSecured(t *testing.T) {
	rules := deWolden(t)
	f := change(passageForActium(), func(f *covenant.ReleaseFacts) { f.Secured = false })
	refusedFor(t, "DW-6.2", rules.Release(f), covenant.RecipientUnsecured)
	require.Empty(t, rules.Release(passageForActium()))
}

func TestDW81ThirdPartiesOnlyForActionOrAllocation(t *testing.T) {
	rules := deWolden(t)
	require.Empty(t, rules.Release(passageForGP()))
	require.Empty(t, rules.Release(change(passageForGP(), func(f *covenant.ReleaseFacts) {
		f.Actions, f.Allocation = 0, true
	})))
	f := change(passageForGP(), func(f *covenant.ReleaseFacts) { f.Kind, f.Actions = "response", 0 })
	refusedFor(t, "DW-8.1", rules.Release(f), covenant.ThirdPartyWithoutNeed)
	f.ThirdParty, f.Recipient = false, actium
	require.Empty(t, rules.Release(f), "a response travels with the minutes of a partner")
}

func TestDW82DisclosureOnOnesOwnTask(t *testing.T) {
	rules := deWolden(t)
	f := change(passageForGP(), func(f *covenant.ReleaseFacts) { f.Task = "" })
	refusedFor(t, "DW-8.2", rules.Release(f), covenant.TaskMissing)
	f = change(passageForGP(), func(f *covenant.ReleaseFacts) { f.Task = "liveability" })
	refusedFor(t, "DW-8.2", rules.Release(f), covenant.TaskNotOfParty)
	f = change(passageForGP(), func(f *covenant.ReleaseFacts) { f.Basis = "" })
	refusedFor(t, "DW-8.2", rules.Release(f), covenant.BasisMissing)
	f = change(passageForGP(), func(f *covenant.ReleaseFacts) { f.Basis = "consent" })
	refusedFor(t, "DW-8.2", rules.Release(f), covenant.BasisNotOwnTask)
	f = change(passageForGP(), func(f *covenant.ReleaseFacts) { f.Basis = "police_provision" })
	refusedFor(t, "DW-8.2", rules.Release(f), covenant.BasisNotForParty)

	partner := change(passageForActium(), func(f *covenant.ReleaseFacts) { f.Task, f.Basis = "", "" })
	require.Empty(t, rules.Release(partner), "between partners the contribution already stated both")
	partner.Party, partner.Basis = municipality, "consent"
	require.Empty(t, rules.Release(partner), "a partner may be given on consent")
}

func TestDW9EveryPartnerKeepsItsOwn(t *testing.T) {
	rules := deWolden(t)
	require.Equal(t, []covenant.Code{"minutes", "extract", "action_list", "notice", "own_record"}, rules.PackageKinds())
	require.Nil(t, rules.Package("minutes"))
	refusedFor(t, "DW-9.1/9.2", one(rules.Package("dossier")), covenant.PackageNotListed)
	require.Equal(t, day(t, "2026-12-19"), rules.Destruction(day(t, "2026-11-21")), "four weeks, sooner than the ceiling of 90 days")
	require.Equal(t, day(t, "2031-11-21"), rules.LogRetention(day(t, "2026-11-21")))
	stamp, ok := rules.Retention(actium)
	require.True(t, ok)
	require.Contains(t, stamp.NL, "DW art. 9.2")
	_, ok = rules.Retention(strangers)
	require.False(t, ok)
}

func TestDW101ThePersonIsToldBeforehand(t *testing.T) {
	rules := deWolden(t)
	with := func(f covenant.InformFacts) []covenant.Ruling {
		return rules.OpenItem(change(caseInOrder(t), func(item *covenant.ItemFacts) { item.Inform = f }), false)
	}
	date := day(t, "2026-11-20")
	require.Empty(t, with(covenant.InformFacts{State: covenant.Informed, Date: date}))
	refusedFor(t, "DW-10.1", with(covenant.InformFacts{}), covenant.InformMissing)
	refusedFor(t, "DW-10.1", with(covenant.InformFacts{State: "someday", Date: date}), covenant.InformMissing)
	refusedFor(t, "DW-10.1", with(covenant.InformFacts{State: covenant.Informed}), covenant.InformDateMissing)
	refusedFor(t, "DW-10.1", with(covenant.InformFacts{State: covenant.InformPlanned, Date: date}), covenant.InformNotBefore)

	except := covenant.InformFacts{State: covenant.InformException, Ground: "protection", Reason: true}
	require.Empty(t, with(except))
	refusedFor(t, "DW-10.1", with(change(except, func(f *covenant.InformFacts) { f.Ground = "" })), covenant.InformGroundMissing)
	refusedFor(t, "DW-10.1", with(change(except, func(f *covenant.InformFacts) { f.Ground = "busy" })), covenant.InformGroundNotListed)
	refusedFor(t, "DW-10.1", with(change(except, func(f *covenant.InformFacts) { f.Reason = false })), covenant.InformReasonMissing)
}

func TestDW101OnTheSpotWithoutAName(t *testing.T) {
	rules := deWolden(t)
	sudden := covenant.ItemFacts{Purpose: "collective_support", Criterion: "signal"}
	require.Empty(t, rules.OpenItem(sudden, true))
	refusedFor(t, "DW-10.1", rules.ItemComplete(sudden), covenant.InformMissing)
	refusedFor(t, "DW-10.1", rules.OpenItem(change(sudden, func(f *covenant.ItemFacts) { f.Named = true }), true), covenant.OnTheSpotNamed)
	refusedFor(t, "DW-4.1/4.2", rules.OpenItem(change(sudden, func(f *covenant.ItemFacts) { f.Criterion = "" }), true), covenant.CriterionMissing)
}

func TestDW111NoMoreThanNecessary(t *testing.T) {
	rules := deWolden(t)
	f := change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.Necessity = false })
	refusedFor(t, "DW-11.1", rules.Contribution(f), covenant.NecessityMissing)
	require.Empty(t, rules.Contribution(officerBringsIn()))

	general := change(officerBringsIn(), func(f *covenant.ContributionFacts) { f.General, f.ItemPurpose = true, "" })
	refusedFor(t, "DW-11.1", rules.Contribution(general), covenant.GeneralItemNoPersons)
	require.Empty(t, rules.Contribution(covenant.ContributionFacts{Party: police, Category: "no_person", General: true}),
		"what is about nobody needs no basis, task or necessity")
	someone := covenant.ContributionFacts{Party: police, Category: "no_person", Purpose: "insight", Identifying: true}
	require.Equal(t, []covenant.Code{covenant.CategoryHasNoPerson}, codesOf(rules.Contribution(someone)))
	someone.Identifying = false
	require.Empty(t, rules.Contribution(someone))
	require.Empty(t, rules.OpenItem(covenant.ItemFacts{General: true}, false))
	refusedFor(t, "DW-11.1", rules.OpenItem(covenant.ItemFacts{General: true, Named: true}, false), covenant.GeneralItemNoPersons)
}

func TestDW112OnlyForActionsAndTheChairWatches(t *testing.T) {
	rules := deWolden(t)
	for _, kind := range []covenant.Code{"passage", "decision", "action", "case_label", "outcome", "notice"} {
		f := change(passageForActium(), func(f *covenant.ReleaseFacts) { f.Kind = kind })
		require.Empty(t, rules.Release(f))
		f.Actions = 0
		refusedFor(t, "DW-11.2", rules.Release(f), covenant.ReleaseWithoutAction)
		f.Allocation = true
		require.Empty(t, rules.Release(f))
	}
	family := covenant.ReleaseFacts{Party: welzijn, Kind: "notice", Secured: true}
	require.Empty(t, rules.Release(family), "the person himself is told without an action")
	refusedFor(t, "DW-11.2", rules.Release(change(family, func(f *covenant.ReleaseFacts) { f.Kind = "passage" })), covenant.ReleaseWithoutAction)
	refusedFor(t, "DW-11.2", rules.Release(change(passageForActium(), func(f *covenant.ReleaseFacts) { f.Kind = "gossip" })), covenant.ReleaseKindNotListed)

	for _, gate := range rules.CloseGates() {
		words, ok := rules.Gate(gate)
		require.True(t, ok)
		require.NotEmpty(t, words.Articles)
	}
	require.Equal(t, []covenant.Code{"contributor", "chair"}, rules.Gatekeepers())
	allocated, ok := rules.Outcome("allocated")
	require.True(t, ok && allocated.Allocation)
}

func TestTheFormNamesEverythingAtOnce(t *testing.T) {
	rulings := deWolden(t).Contribution(covenant.ContributionFacts{Party: police})
	require.Equal(t, []covenant.Code{
		covenant.PurposeMissing, covenant.CategoryMissing, covenant.BasisMissing, covenant.TaskMissing,
		covenant.NatureMissing, covenant.NecessityMissing,
	}, codesOf(rulings))
}

func TestAComposerOffersOnlyWhatIsAccepted(t *testing.T) {
	rules := deWolden(t)
	for _, party := range rules.Parties() {
		for _, category := range rules.CategoriesFor(party.Code) {
			offered := map[covenant.Code]bool{}
			for _, basis := range rules.BasesFor(party.Code, category.Code) {
				offered[basis.Code] = true
			}
			for _, basis := range rules.Bases() {
				if category.Code == "no_person" {
					continue
				}
				f := officerBringsIn()
				f.Party, f.Task = party.Code, rules.Tasks(party.Code)[0].Code
				f.Category, f.Basis = category.Code, basis.Code
				if rules.ConsentNeeded(f.Category, f.Basis, false) != "" {
					f.Consent = agreedTo(f, covenant.ConsentWritten)
				}
				require.Equal(t, offered[basis.Code], len(rules.Contribution(f)) == 0,
					"%s, %s, %s", party.Code, category.Code, basis.Code)
			}
		}
	}
}

func TestRolesAtAnItem(t *testing.T) {
	rules := deWolden(t)
	adviser, ok := rules.ItemRole("adviser")
	require.True(t, ok)
	require.True(t, adviser.Contribute && adviser.Ask)
	require.False(t, adviser.Propose || adviser.Act)
	_, ok = rules.ItemRole("visitor")
	require.False(t, ok)
	var reasons []covenant.Code
	for _, r := range rules.ReaderReasons() {
		reasons = append(reasons, r.Code)
	}
	for _, role := range rules.ItemRoles() {
		require.Contains(t, reasons, role.Code, "a role must serve as the reason for a reader")
	}
}

func TestSecrecyNamesTheLawAndTheCovenant(t *testing.T) {
	rules := deWolden(t)
	nl, en := rules.SecrecyText()
	require.Contains(t, nl, "houd ik geheim")
	require.Contains(t, nl, "artikel 11.2")
	require.Contains(t, en, "keep secret")
	require.False(t, rules.SecrecyDigest().IsZero())
}
