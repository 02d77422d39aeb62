package covenant_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

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
	rapid.Check(t, func(t *rapid.T) { mergesAlike(t, general) })

	// Profiles seldom meet, so chance alone may ask nothing of rules they make
	// together; these seeds are the same every time, and find some that do.
	met := 0
	draws := rapid.Custom(func(t *rapid.T) bool { return mergesAlike(t, general) })
	for seed := 0; met < 6; seed++ {
		require.Less(t, seed, 500, "the profiles must meet for this to say anything")
		if draws.Example(seed) {
			met++
		}
	}
}

// mergesAlike demands that profiles come to the same in any order, also when one is
// named twice, and says whether they make rules together.
func mergesAlike(t *rapid.T, general *covenant.Profile) bool {
	ps := []*covenant.Profile{general, randomProfile(t, "a"), randomProfile(t, "b"), randomProfile(t, "c")}
	rules, err := covenant.Merge(ps...)
	shuffled := rapid.Permutation(append(slices.Clone(ps), ps[rapid.IntRange(0, 3).Draw(t, "twice")])).Draw(t, "order")
	again, errAgain := covenant.Merge(shuffled...)
	if err != nil {
		require.EqualError(t, errAgain, err.Error())
		return false
	}
	require.NoError(t, errAgain)
	require.Equal(t, rules.Encode(), again.Encode())
	decoded, err := covenant.Decode(rules.Encode())
	require.NoError(t, err)
	require.Equal(t, rules.Digest(), decoded.Digest())
	ask := verdicts(t)
	require.Equal(t, ask(rules), ask(decoded))
	return true
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
	f.Consent = agreedTo(f, covenant.ConsentExplicit)
	require.Equal(t, []covenant.Code{covenant.ConsentTooWeak}, codesOf(rules.Contribution(f)))
	f.Consent = agreedTo(f, covenant.ConsentWritten)
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
