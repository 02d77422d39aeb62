package covenant_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// The words that random profiles and random facts are made of. Few, so that
// they meet; facts also use one that no profile lists.
func pool(names ...covenant.Code) []covenant.Code { return names }

var (
	somePurposes   = pool("help", "order")
	someParties    = pool("town", "police", "school")
	someCategories = pool("home", "health", "crime", "nobody")
	someBases      = pool("task", "consent", "care", "wpg")
	someTasks      = pool("work", "watch")
	someCriteria   = pool("noise", "worry")
	someKinds      = pool("passage", "response")
	someGrounds    = pool("safety", "secrecy")
	classes        = map[covenant.Code]covenant.Code{
		"home": covenant.ClassOrdinary, "health": covenant.ClassSpecial,
		"crime": covenant.ClassCriminal, "nobody": covenant.ClassNone,
	}
)

// chosen draws a list of codes in some order; mostly not empty, because an
// absent list does not restrict.
func chosen(t *rapid.T, label string, from []covenant.Code) []covenant.Code {
	n := rapid.IntRange(0, 2*len(from)).Draw(t, label)
	return rapid.Permutation(from).Draw(t, label)[:min(n, len(from))]
}

func entry(code covenant.Code, name covenant.Code) covenant.Entry {
	return covenant.Entry{
		Code: code, NL: "woord van " + string(name), EN: "word of " + string(name),
		Articles: []covenant.Article{covenant.Article(string(name) + " art. 1")},
	}
}

func vocabulary(t *rapid.T, label string, from []covenant.Code, name covenant.Code) []covenant.Entry {
	var out []covenant.Entry
	for _, code := range chosen(t, label, from) {
		out = append(out, entry(code, name))
	}
	return out
}

func yes(t *rapid.T, label string) bool { return rapid.Bool().Draw(t, label) }

// mostly is true often enough that facts pass where they can.
func mostly(t *rapid.T, label string) bool { return rapid.IntRange(0, 9).Draw(t, label) > 0 }

func level(t *rapid.T, label string) covenant.Code {
	return rapid.SampledFrom(pool("", covenant.ConsentOral, covenant.ConsentExplicit, covenant.ConsentWritten)).Draw(t, label)
}

// randomProfile extends the general profile and says something about
// everything that facts are judged by.
func randomProfile(t *rapid.T, name covenant.Code) *covenant.Profile {
	k := covenant.Keys{
		Purposes:           vocabulary(t, "purposes", somePurposes, name),
		Criteria:           vocabulary(t, "criteria", someCriteria, name),
		RoomKinds:          vocabulary(t, "room kinds", somePurposes, name),
		InformExceptions:   vocabulary(t, "grounds", someGrounds, name),
		Packages:           vocabulary(t, "packages", pool(covenant.PackageMinutes, covenant.PackageExtract), name),
		OpenGates:          vocabulary(t, "gates", pool(covenant.GatePurpose, covenant.GateCriterion, covenant.GateInform, covenant.GateLadder), name),
		ContributionNeeds:  chosen(t, "needs", pool(covenant.NeedTask, covenant.NeedBasis, covenant.NeedNecessity, covenant.NeedNature, covenant.NeedSource)),
		Inform:             covenant.InformRule{Before: yes(t, "before"), Reason: yes(t, "reason"), ExceptionEnds: yes(t, "ends")},
		ThirdParty:         covenant.ThirdPartyRule{Refused: yes(t, "refused"), Link: yes(t, "link"), OwnTask: yes(t, "own task")},
		Consent:            covenant.ConsentRule{Ordinary: level(t, "ordinary"), Special: level(t, "special"), Criminal: level(t, "criminal"), Secret: level(t, "secret")},
		AnonymousByDefault: yes(t, "anonymous"),
		Terms:              []covenant.Term{{Entry: entry(covenant.TermContents, name), Days: rapid.IntRange(1, 60).Draw(t, "days")}},
		Secrecy:            []covenant.Text{{NL: "stil bij " + string(name), EN: "silent at " + string(name)}},
	}
	for _, code := range chosen(t, "parties", someParties) {
		k.Parties = append(k.Parties, covenant.Party{
			Entry: entry(code, name), Retention: covenant.Text{NL: "lang", EN: "long"},
			Bases: chosen(t, "party bases", someBases), Categories: chosen(t, "party categories", someCategories),
		})
		for _, task := range chosen(t, "tasks", someTasks) {
			k.Tasks = append(k.Tasks, covenant.Task{Entry: entry(task, name), Party: code})
		}
	}
	for _, code := range chosen(t, "categories", someCategories) {
		c := covenant.Category{Entry: entry(code, name), Class: classes[code]}
		if c.Class != covenant.ClassNone {
			c.Special, c.Criminal = yes(t, "special"), yes(t, "criminal")
		}
		k.Categories = append(k.Categories, c)
	}
	for _, code := range chosen(t, "bases", someBases) {
		k.Bases = append(k.Bases, covenant.Basis{Entry: entry(code, name), OwnTask: yes(t, "own task"),
			For: append(chosen(t, "for", pool(covenant.ClassOrdinary, covenant.ClassSpecial)), covenant.ClassCriminal)})
	}
	for _, code := range chosen(t, "release kinds", someKinds) {
		k.ReleaseKinds = append(k.ReleaseKinds, covenant.ReleaseKind{Entry: entry(code, name),
			Link: rapid.SampledFrom(pool(covenant.LinkNever, covenant.LinkNotToPerson, covenant.LinkAlways)).Draw(t, "link")})
	}
	for _, code := range chosen(t, "ladder", somePurposes) {
		k.Ladder = append(k.Ladder, covenant.Question{Entry: entry(code, name), Required: yes(t, "required")})
		k.Aid = append(k.Aid, covenant.Question{Entry: entry(code, name), Required: yes(t, "required")})
	}
	for _, code := range chosen(t, "roles", someParties) {
		k.ItemRoles = append(k.ItemRoles, covenant.Role{Entry: entry(code, name),
			Contribute: yes(t, "contribute"), Ask: yes(t, "ask"), Propose: yes(t, "propose"), Act: yes(t, "act")})
	}
	return &covenant.Profile{
		Format: covenant.Format, Name: name, Version: "1", Title: covenant.Text{NL: "titel", EN: "title"},
		Extends: []covenant.Code{"law"}, Valid: covenant.Valid{From: "2026-01-01"}, Keys: k,
	}
}

// law is a general profile over the words of the pools: everything is allowed,
// nothing is demanded but the two gatekeepers.
func law(t testing.TB) *covenant.Profile {
	base, err := profiles.Load("base")
	require.NoError(t, err)
	every := func(codes []covenant.Code) (out []covenant.Entry) {
		for _, c := range codes {
			out = append(out, entry(c, "law"))
		}
		return out
	}
	k := covenant.Keys{
		Purposes: every(somePurposes), Criteria: every(someCriteria), RoomKinds: every(somePurposes),
		InformExceptions: every(someGrounds), Packages: every(pool(covenant.PackageMinutes, covenant.PackageExtract)),
		Relations: every(somePurposes), ReaderReasons: every(somePurposes),
		Outcomes:    []covenant.Outcome{{Entry: entry("done", "law")}},
		AgeBands:    []covenant.AgeBand{{Entry: entry("adult", "law"), From: 18, Signers: pool(covenant.SignerSelf)}},
		Gatekeepers: base.Keys.Gatekeepers, Terms: base.Keys.Terms, Secrecy: base.Keys.Secrecy,
		Refusals: base.Keys.Refusals, Articles: base.Keys.Articles,
	}
	for _, code := range someParties {
		k.Parties = append(k.Parties, covenant.Party{Entry: entry(code, "law"), Retention: covenant.Text{NL: "lang", EN: "long"}})
		for _, task := range someTasks {
			k.Tasks = append(k.Tasks, covenant.Task{Entry: entry(task, "law"), Party: code})
		}
		k.ItemRoles = append(k.ItemRoles, covenant.Role{Entry: entry(code, "law"), Contribute: true, Ask: true, Propose: true, Act: true})
	}
	for _, code := range someCategories {
		k.Categories = append(k.Categories, covenant.Category{Entry: entry(code, "law"), Class: classes[code]})
	}
	for _, code := range someBases {
		k.Bases = append(k.Bases, covenant.Basis{Entry: entry(code, "law"), OwnTask: true,
			For: pool(covenant.ClassOrdinary, covenant.ClassSpecial, covenant.ClassCriminal)})
	}
	for _, code := range someKinds {
		k.ReleaseKinds = append(k.ReleaseKinds, covenant.ReleaseKind{Entry: entry(code, "law"), Link: covenant.LinkNever})
	}
	return &covenant.Profile{
		Format: covenant.Format, Name: "law", Version: "1", Title: covenant.Text{NL: "recht", EN: "law"},
		General: true, Valid: covenant.Valid{From: "2018-05-25"}, Keys: k,
	}
}

func anyOf(t *rapid.T, label string, from []covenant.Code) covenant.Code {
	if mostly(t, label) {
		return rapid.SampledFrom(from).Draw(t, label)
	}
	return rapid.SampledFrom(pool("", "unheard_of")).Draw(t, label)
}

// verdicts asks everything about random facts: is there anything against it?
func verdicts(t *rapid.T) func(*covenant.Rules) map[string]bool {
	item := covenant.ItemFacts{
		General: rapid.IntRange(0, 5).Draw(t, "general") == 0, Named: yes(t, "named"),
		Purpose: anyOf(t, "purpose", somePurposes), Criterion: anyOf(t, "criterion", someCriteria),
		Ladder: chosen(t, "answered", somePurposes),
		Inform: covenant.InformFacts{State: anyOf(t, "inform", pool(covenant.Informed, covenant.InformPlanned, covenant.InformException)),
			Date: int64(rapid.IntRange(0, 9).Draw(t, "date")), Ground: anyOf(t, "ground", someGrounds), Reason: mostly(t, "reason")},
	}
	contribution := covenant.ContributionFacts{
		Party: anyOf(t, "party", someParties), Task: anyOf(t, "task", someTasks), Category: anyOf(t, "category", someCategories),
		Basis: anyOf(t, "basis", someBases), Purpose: anyOf(t, "purpose", somePurposes), ItemPurpose: anyOf(t, "item purpose", somePurposes),
		Nature: anyOf(t, "nature", pool(covenant.Fact, covenant.Opinion)), Necessity: mostly(t, "necessity"), Source: mostly(t, "source"),
		Identifying: yes(t, "identifying"), General: rapid.IntRange(0, 5).Draw(t, "general") == 0, Secret: yes(t, "secret"),
		Consent: level(t, "consent"), Aid: chosen(t, "aid", somePurposes),
	}
	release := covenant.ReleaseFacts{
		Recipient: anyOf(t, "recipient", someParties), ThirdParty: yes(t, "third"), Actions: rapid.IntRange(0, 1).Draw(t, "actions"),
		Allocation: yes(t, "allocation"), Basis: contribution.Basis, Task: contribution.Task, Party: contribution.Party,
		Kind: anyOf(t, "kind", someKinds), Secured: mostly(t, "secured"),
	}
	if mostly(t, "same purpose") {
		contribution.ItemPurpose = contribution.Purpose
	}
	onTheSpot, kind := yes(t, "on the spot"), anyOf(t, "package", pool(covenant.PackageMinutes, covenant.PackageExtract))
	when := int64(rapid.IntRange(17000, 22000).Draw(t, "day"))
	return func(r *covenant.Rules) map[string]bool {
		return map[string]bool{
			"party": r.Party(contribution.Party) != nil, "room kind": r.RoomKind(item.Purpose) != nil,
			"purpose": r.Purpose(item.Purpose) != nil, "package": r.Package(kind) != nil, "valid": r.Valid(when) != nil,
			"item": len(r.OpenItem(item, onTheSpot)) > 0, "contribution": len(r.Contribution(contribution)) > 0,
			"release": len(r.Release(release)) > 0,
		}
	}
}

func TestMergingIsNeverLooserThanEither(t *testing.T) {
	general := law(t)
	var pairs, refused, allowed int
	rapid.Check(t, func(t *rapid.T) {
		a, b := randomProfile(t, "a"), randomProfile(t, "b")
		alone, err := covenant.Merge(general, a)
		if err != nil {
			t.Skip("no covenant by itself")
		}
		other, err := covenant.Merge(b, general)
		if err != nil {
			t.Skip("no covenant by itself")
		}
		both, err := covenant.Merge(a, b, general)
		if err != nil {
			return // nothing in common: no room at all is the strictest
		}
		pairs++
		for range 20 {
			ask := verdicts(t)
			ra, rb, rboth := ask(alone), ask(other), ask(both)
			for question, no := range rboth {
				require.True(t, no || !ra[question] && !rb[question], question)
				if no {
					refused++
				} else {
					allowed++
				}
			}
		}
		closed := int64(20000)
		require.Equal(t, min(alone.Destruction(closed), other.Destruction(closed)), both.Destruction(closed))
		require.Equal(t, alone.AnonymousByDefault() || other.AnonymousByDefault(), both.AnonymousByDefault())
		for _, role := range both.ItemRoles() {
			ra, okA := alone.ItemRole(role.Code)
			rb, okB := other.ItemRole(role.Code)
			r, _ := both.ItemRole(role.Code)
			require.True(t, okA && okB)
			require.Equal(t, [4]bool{ra.Contribute && rb.Contribute, ra.Ask && rb.Ask, ra.Propose && rb.Propose, ra.Act && rb.Act},
				[4]bool{r.Contribute, r.Ask, r.Propose, r.Act})
		}
	})
	require.Greater(t, pairs, 10, "the profiles must meet for this to say anything")
	require.Greater(t, refused, 100)
	require.Greater(t, allowed, 100)
}

func TestMergingAsksNeitherOrderNorRepetition(t *testing.T) {
	general := law(t)
	merged := 0
	rapid.Check(t, func(t *rapid.T) {
		ps := []*covenant.Profile{general, randomProfile(t, "a"), randomProfile(t, "b"), randomProfile(t, "c")}
		rules, err := covenant.Merge(ps...)
		shuffled := rapid.Permutation(append(slices.Clone(ps), ps[rapid.IntRange(0, 3).Draw(t, "twice")])).Draw(t, "order")
		again, errAgain := covenant.Merge(shuffled...)
		if err != nil {
			require.EqualError(t, errAgain, err.Error())
			return
		}
		require.NoError(t, errAgain)
		require.Equal(t, rules.Encode(), again.Encode())
		decoded, err := covenant.Decode(rules.Encode())
		require.NoError(t, err)
		require.Equal(t, rules.Digest(), decoded.Digest())
		ask := verdicts(t)
		require.Equal(t, ask(rules), ask(decoded))
		merged++
	})
	require.Greater(t, merged, 5)
}

// What a random profile seldom shows: each key by itself, whichever of the two
// is the stricter.
func TestOfEachKeyTheStricterValueHolds(t *testing.T) {
	ordinary := covenant.ContributionFacts{
		Party: "town", Task: "work", Category: "home", Basis: "task", Purpose: "help", ItemPurpose: "help",
		Nature: covenant.Fact, Necessity: true, Source: true,
	}
	home := func(special, criminal bool) []covenant.Category {
		return []covenant.Category{{Entry: entry("home", "x"), Class: covenant.ClassOrdinary, Special: special, Criminal: criminal}}
	}
	question := func(required bool) []covenant.Question {
		return []covenant.Question{{Entry: entry("less", "x"), Required: required}}
	}
	task := func(own bool) []covenant.Basis {
		return []covenant.Basis{{Entry: entry("task", "x"), For: pool(covenant.ClassOrdinary), OwnTask: own}}
	}
	passage := func(link covenant.Code) []covenant.ReleaseKind {
		return []covenant.ReleaseKind{{Entry: entry("passage", "x"), Link: link}}
	}
	outward := covenant.ReleaseFacts{Party: "town", ThirdParty: true, Secured: true, Kind: "passage", Actions: 1, Task: "work", Basis: "task"}
	unlinked := covenant.ReleaseFacts{Party: "town", Recipient: "town", Secured: true, Kind: "passage"}
	allocated := func(r *covenant.Rules) bool { o, ok := r.Outcome("done"); return ok && o.Allocation }
	for name, c := range map[string]struct {
		strict, loose covenant.Keys
		refused       func(*covenant.Rules) bool
	}{
		"special flag": {
			covenant.Keys{Categories: home(true, false), Consent: covenant.ConsentRule{Special: covenant.ConsentOral}}, covenant.Keys{Categories: home(false, false)},
			func(r *covenant.Rules) bool { return len(r.Contribution(ordinary)) > 0 },
		},
		"criminal flag": {
			covenant.Keys{Categories: home(false, true), Consent: covenant.ConsentRule{Criminal: covenant.ConsentOral}}, covenant.Keys{Categories: home(false, false)},
			func(r *covenant.Rules) bool { return len(r.Contribution(ordinary)) > 0 },
		},
		"required question": {
			covenant.Keys{Aid: question(true)}, covenant.Keys{Aid: question(false)},
			func(r *covenant.Rules) bool { return len(r.Contribution(ordinary)) > 0 },
		},
		"own task": {
			covenant.Keys{Bases: task(false), ThirdParty: covenant.ThirdPartyRule{OwnTask: true}},
			covenant.Keys{Bases: task(true), ThirdParty: covenant.ThirdPartyRule{OwnTask: true}},
			func(r *covenant.Rules) bool { return len(r.Release(outward)) > 0 },
		},
		"link": {
			covenant.Keys{ReleaseKinds: passage(covenant.LinkAlways)}, covenant.Keys{ReleaseKinds: passage(covenant.LinkNever)},
			func(r *covenant.Rules) bool { return len(r.Release(unlinked)) > 0 },
		},
		"planned does not do": {
			covenant.Keys{OpenGates: []covenant.Entry{entry(covenant.GateInform, "x")}, Inform: covenant.InformRule{Before: true}},
			covenant.Keys{OpenGates: []covenant.Entry{entry(covenant.GateInform, "x")}},
			func(r *covenant.Rules) bool {
				return len(r.OpenItem(covenant.ItemFacts{Purpose: "help", Inform: covenant.InformFacts{State: covenant.InformPlanned, Date: 1}}, false)) > 0
			},
		},
		"bases of a party": {
			covenant.Keys{Parties: []covenant.Party{{Entry: entry("town", "x"), Retention: covenant.Text{NL: "lang", EN: "long"}, Bases: pool("consent")}}},
			covenant.Keys{Parties: []covenant.Party{{Entry: entry("town", "x"), Retention: covenant.Text{NL: "lang", EN: "long"}}}},
			func(r *covenant.Rules) bool { return len(r.Contribution(ordinary)) > 0 },
		},
		"allocation": {
			covenant.Keys{Outcomes: []covenant.Outcome{{Entry: entry("done", "x")}}},
			covenant.Keys{Outcomes: []covenant.Outcome{{Entry: entry("done", "x"), Allocation: true}}},
			func(r *covenant.Rules) bool { return !allocated(r) },
		},
		"withdrawal": {
			covenant.Keys{Consent: covenant.ConsentRule{Withdrawal: covenant.WithdrawalStop}},
			covenant.Keys{Consent: covenant.ConsentRule{Withdrawal: covenant.WithdrawalHold}},
			func(r *covenant.Rules) bool { return r.ConsentWithdrawn() == covenant.WithdrawalStop },
		},
		"both must sign": {
			covenant.Keys{AgeBands: []covenant.AgeBand{{Entry: entry("adult", "x"), From: 18, Signers: pool(covenant.SignerRepresentative)}}},
			covenant.Keys{AgeBands: []covenant.AgeBand{{Entry: entry("adult", "x"), From: 18, Signers: pool(covenant.SignerSelf)}}},
			func(r *covenant.Rules) bool {
				b, _ := r.AgeBand("adult")
				return slices.Contains(b.Signers, covenant.SignerRepresentative)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			general := law(t)
			general.Keys.Outcomes[0].Allocation = true
			profile := func(name covenant.Code, k covenant.Keys) *covenant.Profile {
				return &covenant.Profile{
					Format: covenant.Format, Name: name, Version: "1", Title: covenant.Text{NL: "titel", EN: "title"},
					Extends: []covenant.Code{"law"}, Valid: covenant.Valid{From: "2026-01-01"}, Keys: k,
				}
			}
			refused := func(ps ...*covenant.Profile) bool {
				rules, err := covenant.Merge(append(ps, general)...)
				require.NoError(t, err)
				return c.refused(rules)
			}
			require.True(t, refused(profile("p", c.strict)))
			require.False(t, refused(profile("p", c.loose)))
			require.True(t, refused(profile("a", c.strict), profile("b", c.loose)))
			require.True(t, refused(profile("a", c.loose), profile("b", c.strict)))
		})
	}
}

// A housing estate that adds to De Wolden cannot loosen it.
func TestALocalProfileOnlyAdds(t *testing.T) {
	base, err := profiles.Load("base")
	require.NoError(t, err)
	wolden, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	local := &covenant.Profile{
		Format: covenant.Format, Name: "a-local", Version: "1", Title: covenant.Text{NL: "Lokaal", EN: "Local"},
		Extends: []covenant.Code{"de-wolden"}, Valid: covenant.Valid{From: "2025-01-01", Until: "2026-12-31"},
	}
	local.Keys.Purposes = []covenant.Entry{entry("collective_support", "a-local"), entry("collecting_rent", "a-local")}
	local.Keys.Consent = covenant.ConsentRule{Special: covenant.ConsentWritten}
	local.Keys.Terms = []covenant.Term{{Entry: entry(covenant.TermContents, "a-local"), WorkingDays: 5}}
	rules, err := covenant.Merge(local, wolden, base)
	require.NoError(t, err)

	require.Nil(t, rules.Purpose("collective_support"))
	require.NotNil(t, rules.Purpose("collecting_rent"), "De Wolden does not list it")
	require.NotNil(t, rules.Purpose("insight"), "the local profile does not list it")
	require.Equal(t, "woord van a-local", rules.Purposes()[0].NL, "the words of the profile that extends")
	require.Equal(t, []covenant.Article{"DW art. 4.1", "a-local art. 1"}, rules.Purposes()[0].Articles)
	require.Equal(t, day(t, "2026-11-27"), rules.Destruction(day(t, "2026-11-20")))
	require.Equal(t, covenant.ProfileExpired, rules.Valid(day(t, "2027-01-01")).Code)
	require.Nil(t, rules.Valid(day(t, "2026-12-31")))

	f := officerBringsIn()
	require.Empty(t, rules.Contribution(f), "ordinary data need no consent")
	f.Category = "criminal"
	require.Equal(t, []covenant.Code{covenant.ConsentMissing}, codesOf(rules.Contribution(f)), "criminal data count as special here")
	f.Consent = covenant.ConsentExplicit
	require.Equal(t, []covenant.Code{covenant.ConsentMissing}, codesOf(rules.Contribution(f)))
	f.Consent = covenant.ConsentWritten
	require.Empty(t, rules.Contribution(f))

	names := []covenant.Code{}
	for _, ref := range rules.Profiles() {
		names = append(names, ref.Name)
	}
	require.Equal(t, []covenant.Code{"base", "de-wolden", "a-local"}, names)
}

func TestWhatCannotBeMerged(t *testing.T) {
	base, err := profiles.Load("base")
	require.NoError(t, err)
	wolden, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	changed := func(what func(*covenant.Profile)) *covenant.Profile {
		p := *wolden
		what(&p)
		return &p
	}
	other := func(what func(*covenant.Keys)) *covenant.Profile {
		p := &covenant.Profile{
			Format: covenant.Format, Name: "other", Version: "1", Title: covenant.Text{NL: "Ander", EN: "Other"},
			Extends: []covenant.Code{"base"}, Valid: covenant.Valid{From: "2025-01-01"},
		}
		what(&p.Keys)
		return p
	}
	for name, c := range map[string]struct {
		ps   []*covenant.Profile
		want string
	}{
		"nothing":                 {nil, "1 to 16 profiles"},
		"law alone":               {[]*covenant.Profile{base}, "no covenant"},
		"without what it extends": {[]*covenant.Profile{wolden}, `extends "base"`},
		"two of one name":         {[]*covenant.Profile{base, wolden, changed(func(p *covenant.Profile) { p.Version = "2" })}, "two different"},
		"circular":                {[]*covenant.Profile{changed(func(p *covenant.Profile) { p.Extends = []covenant.Code{"de-wolden"} })}, "itself"},
		"unknown gate":            {[]*covenant.Profile{base, changed(func(p *covenant.Profile) { p.Keys.CloseGates = []covenant.Entry{entry("tea_drunk", "x")} })}, "close_gates[0].code"},
		"no party in common": {[]*covenant.Profile{base, wolden, other(func(k *covenant.Keys) {
			k.Parties = []covenant.Party{{Entry: entry("woonconcept", "x"), Retention: covenant.Text{NL: "lang", EN: "long"}}}
		})}, "parties: the profiles have nothing in common"},
		"another class": {[]*covenant.Profile{base, wolden, other(func(k *covenant.Keys) {
			k.Categories = []covenant.Category{{Entry: entry("health", "x"), Class: covenant.ClassOrdinary}}
		})}, `"health" different classes`},
		"other years": {[]*covenant.Profile{base, wolden, other(func(k *covenant.Keys) {
			k.AgeBands = []covenant.AgeBand{{Entry: entry("adult", "x"), From: 21, Signers: pool(covenant.SignerSelf)}}
		})}, `"adult" different years`},
		"no basis left for a party": {[]*covenant.Profile{base, wolden, other(func(k *covenant.Keys) {
			k.Bases = []covenant.Basis{{Entry: entry("consent", "x"), For: pool(covenant.ClassOrdinary)}}
		})}, "bases of politie-zuidwest-drenthe"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := covenant.Merge(c.ps...)
			require.ErrorContains(t, err, c.want)
		})
	}
}

// No profile takes the owner's agreement or the chair's decision away.
func TestTheTwoGatekeepersStay(t *testing.T) {
	wolden, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	for _, left := range []covenant.Code{covenant.GatekeeperChair, covenant.GatekeeperContributor} {
		base, err := profiles.Load("base")
		require.NoError(t, err)
		base.Keys.Gatekeepers = []covenant.Code{left}
		_, err = covenant.Merge(base, wolden)
		require.ErrorContains(t, err, "no profile may take it away")
	}
}
