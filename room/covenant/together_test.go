package covenant_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// together gives the rules of the proeftuin, of a region, and of both in one room.
func together(t testing.TB) (model, region, both *covenant.Rules) {
	t.Helper()
	ts, err := profiles.Load("toekomstscenario")
	require.NoError(t, err)
	noord, err := profiles.LoadFile("../../client/rehearse/testdata/regio-noord.yaml")
	require.NoError(t, err)
	// By itself the region does not say everything a room needs; the words it lacks
	// are the model's.
	full := *noord
	full.Keys.RoomKinds, full.Keys.Criteria, full.Keys.Outcomes = ts.Keys.RoomKinds, ts.Keys.Criteria, ts.Keys.Outcomes
	full.Keys.Relations, full.Keys.ReaderReasons, full.Keys.ItemRoles = ts.Keys.Relations, ts.Keys.ReaderReasons, ts.Keys.ItemRoles
	full.Keys.Packages, full.Keys.ReleaseKinds, full.Keys.Tasks = ts.Keys.Packages, ts.Keys.ReleaseKinds, nil
	for _, task := range ts.Keys.Tasks {
		if task.Party == "gemeente" || task.Party == veiligThuis || task.Party == school {
			full.Keys.Tasks = append(full.Keys.Tasks, task)
		}
	}
	region, err = profiles.Complete(&full)
	require.NoError(t, err)
	both, err = profiles.Complete(ts, noord)
	require.NoError(t, err)
	return proeftuin(t), region, both
}

// The municipality of a proeftuin meets under the model and under the rules of its
// own region.
func TestTwoCovenantsInOneRoom(t *testing.T) {
	model, region, both := together(t)
	today := day(t, "2026-11-22")
	for party, there := range map[covenant.Code][3]bool{
		"gemeente": {true, true, true}, veiligThuis: {true, true, true}, rvdk: {true, false, false}, "thuiszorg": {false, true, false},
	} {
		for i, rules := range []*covenant.Rules{model, region, both} {
			require.Equal(t, there[i], rules.TakesPart(party, today) == nil, "%s, %d", party, i)
		}
	}
	require.Equal(t, day(t, "2026-12-06"), both.Destruction(today), "two weeks, not four")
	require.Equal(t, covenant.ProfileExpired, both.Valid(day(t, "2028-01-01")).Code, "the region ends first")
	_, ok := both.Phase("inquiry")
	require.False(t, ok, "no step of what the region does not do")
	require.Equal(t, covenant.WithdrawalStop, both.ConsentWithdrawn())
	nl, _ := both.SecrecyText()
	require.Contains(t, nl, "Toekomstscenario")

	ref := both.Profiles()
	require.Len(t, ref, 3)
	require.Equal(t, covenant.Code("regio-noord+toekomstscenario"), covenant.RulesName(ref[2].Name, ref[1].Name, ref[1].Name))
}

// Whatever either covenant refuses, both together refuse.
func TestTogetherTheyRefuseWhateverEitherRefuses(t *testing.T) {
	model, region, both := together(t)
	someParties, someTasks := pool("gemeente", veiligThuis, school, rvdk, "thuiszorg"), pool("youth_help", "reports", "pupil_care", "support")
	somePurposes := pool("end_unsafety", "youth_help", "investigate_report")
	someCategories := pool("behaviour", "safety", "health", "money", "criminal", "genetic", "no_person")
	someBases := pool("public_task", "special_care", "criminal_from_authorities", "consent")
	someSteps := pool("report", "plan", "inquiry", "")
	allowed := 0
	rapid.Check(t, func(t *rapid.T) {
		for range 20 {
			purpose := anyOf(t, "purpose", somePurposes)
			party, step := anyOf(t, "party", someParties), rapid.SampledFrom(someSteps).Draw(t, "step")
			contribution := covenant.ContributionFacts{
				Party: party, Task: anyOf(t, "task", someTasks), Category: anyOf(t, "category", someCategories), Basis: anyOf(t, "basis", someBases),
				Purpose: purpose, ItemPurpose: purpose, Phase: step, Nature: covenant.Fact, Necessity: mostly(t, "necessity"),
				Source: mostly(t, "source"), Identifying: yes(t, "identifying"), Secret: !mostly(t, "secret"),
			}
			if asked := level(t, "consent"); asked != "" {
				contribution.Consent = agreedTo(contribution, asked)
			}
			item := covenant.ItemFacts{
				Purpose: purpose, Criterion: "unsafety", Phase: step, Contact: true, Ladder: pool("person_present", "anonymous", "fewer_parties", "bilateral"),
				Inform: covenant.InformFacts{
					State: rapid.SampledFrom(pool(covenant.Informed, covenant.InformPlanned, covenant.InformAfterwards, covenant.InformException)).Draw(t, "inform"),
					Date:  1, Ground: "protection", Reason: mostly(t, "reason"),
				},
			}
			release := covenant.ReleaseFacts{Party: party, Recipient: anyOf(t, "recipient", someParties), ThirdParty: yes(t, "third"),
				Actions: rapid.IntRange(0, 1).Draw(t, "actions"), Kind: rapid.SampledFrom(pool("passage", "response", "notice")).Draw(t, "kind"), Secured: mostly(t, "secured")}
			ask := func(r *covenant.Rules) []bool {
				return []bool{len(r.Contribution(contribution)) > 0, len(r.OpenItem(item, false)) > 0, len(r.Release(release)) > 0, r.Purpose(purpose) != nil}
			}
			one, other, refused := ask(model), ask(region), ask(both)
			for i, no := range refused {
				require.True(t, no || !one[i] && !other[i], "question %d", i)
				if !no {
					allowed++
				}
			}
		}
	})
	require.Greater(t, allowed, 50, "the two must allow something together")
}

// De Wolden and the proeftuin know different organisations: no room, and it says so.
func TestDeWoldenAndTheProeftuinMakeNoRoom(t *testing.T) {
	_, err := profiles.Resolve("de-wolden", "toekomstscenario")
	var conflict *covenant.ConflictError
	require.ErrorAs(t, err, &conflict)
	require.Equal(t, "parties", conflict.Key)
	require.Equal(t, pool("de-wolden"), conflict.First)
	require.Equal(t, pool("toekomstscenario"), conflict.Second)
	require.Contains(t, conflict.Before, municipality)
	require.Contains(t, conflict.After, veiligThuis)
}
