package room

import (
	"slices"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"

	"github.com/stretchr/testify/require"
)

// quarter makes the rules of De Wolden together with those of one quarter.
func quarter(tb testing.TB, keys covenant.Keys) *covenant.Rules {
	tb.Helper()
	wolden, err := profiles.Load("de-wolden")
	require.NoError(tb, err)
	rules, err := profiles.Complete(wolden, &covenant.Profile{
		Format: covenant.Format, Name: "wijk", Version: "1", Title: covenant.Text{NL: "Wijk", EN: "Quarter"},
		Extends: []covenant.Code{"de-wolden"}, Valid: covenant.Valid{From: "2025-01-01"}, Keys: keys,
	})
	require.NoError(tb, err)
	return rules
}

func said(code covenant.Code) covenant.Entry {
	return covenant.Entry{Code: code, NL: "woord", EN: "word", Articles: []covenant.Article{"W art. 1"}}
}

// under is a started room under these rules, with Piet and Hanna at item 1.
func under(tb testing.TB, rules *covenant.Rules, p *DescribePayload) *meeting {
	tb.Helper()
	m := emptyMeeting(tb)
	m.rules = rules
	m.do(m.genesis())
	m.do(m.joining("Anneke"))
	for _, name := range []string{"Bram", "Sofie", "Piet", "Hanna"} {
		m.do(m.place(name))
	}
	m.join("Bram", "Piet", "Hanna")
	m.newItem(false)
	m.do(m.describing(1, p))
	m.sit("Piet", 1, "director")
	m.sit("Hanna", 1, "content")
	m.do(m.starting())
	return m
}

// steps is a work process of two steps: a report, which needs only what happened,
// and research, which needs health as well (TS-C-7.4).
func steps(tb testing.TB) *covenant.Rules {
	step := func(code covenant.Code, purpose covenant.Code, categories ...covenant.Code) covenant.Phase {
		return covenant.Phase{Entry: said(code), Activity: covenant.Text{NL: "werk", EN: "work"}, Purposes: []covenant.Code{purpose}, Categories: categories}
	}
	return quarter(tb, covenant.Keys{
		OpenGates: []covenant.Entry{said(covenant.GatePhase)},
		Phases: []covenant.Phase{
			step("report", "collective_support", "behaviour", "no_person"), step("research", "collective_support", "behaviour", "health"),
			step("policy", "policy", "behaviour"),
		},
	})
}

func inStep(phase covenant.Code) *DescribePayload {
	p := complete()
	p.Phase = phase
	return p
}

// As the officer I bring in what this step of the work needs, and no more; what
// I brought in I may correct in a later step.
func TestTheStepDecidesWhatMayBeBroughtIn(t *testing.T) {
	m := under(t, steps(t), complete())
	m.refused(m.onItem(KindOpenItem, 1), string(covenant.PhaseMissing), "AVG-5b")
	m.refused(m.describing(1, inStep("trial")), string(covenant.PhaseNotListed), "AVG-5b")
	m.do(m.describing(1, inStep("policy")))
	m.refused(m.onItem(KindOpenItem, 1), string(covenant.PurposeNotInPhase), "AVG-5b")
	m.do(m.describing(1, inStep("research")))
	m.do(m.onItem(KindOpenItem, 1))
	require.Equal(t, covenant.Code("research"), m.at("Hanna", 1).Item.Facts.Phase)

	nurse := m.contribution("Anneke", 1, "Hanna")
	nurse.labels.Category, nurse.labels.Basis = "health", "special_care"
	m.sit("Anneke", 1, "content")
	con := m.do(nurse)
	money := m.contribution("Piet", 1, "Hanna")
	money.labels.Category = "money"
	m.refused(money, string(covenant.CategoryNotInPhase), "AVG-5c")

	m.do(m.describing(1, inStep("report")))
	m.refused(nurse, string(covenant.CategoryNotInPhase), "AVG-5c")
	correction := draft{by: "Anneke", kind: KindCorrect, on: []crypto.Digest{con}, labels: nurse.labels, payload: &CorrectPayload{}}
	m.do(correction)
	m.contribute("Piet", 1, "Hanna")
	other := *nurse.labels
	other.Category, other.Basis = "support", "public_task"
	correction.labels = &other
	m.refused(correction, string(covenant.CategoryNotInPhase), "AVG-5c")
	require.NoError(t, newWatch(m).look())
}

// Nobody of a party comes in before its accession was recorded, nor after its end.
func TestAPartyTakesPartFromItsAccession(t *testing.T) {
	acceded := func(from, until covenant.Date) *covenant.Rules {
		return quarter(t, covenant.Keys{Accessions: []covenant.Accession{
			{Party: municipality, From: "2025-01-01"}, {Party: police, From: from, Until: until}, {Party: housing, From: "2025-01-01"},
		}})
	}
	m := under(t, acceded("2025-01-01", ""), complete())
	welzijn := m.place("Wim")
	welzijn.payload.(*PlacePayload).Place = 6
	m.refused(welzijn, string(covenant.AccessionMissing), "AVG-32")
	m.refused(m.outcome(1, "allocated", welfare), string(covenant.AccessionMissing), "AVG-32")
	m.do(m.outcome(1, "allocated", police))

	for _, rules := range []*covenant.Rules{acceded("2099-01-01", ""), acceded("2025-01-01", "2026-06-30")} {
		m := emptyMeeting(t)
		m.rules = rules
		m.do(m.genesis())
		m.do(m.joining("Anneke"))
		m.do(m.place("Bram"))
		m.do(m.place("Sofie"))
		m.refused(m.place("Piet"), string(covenant.AccessionMissing), "AVG-32")
	}
}

// A party that leaves the covenant gets no seat any more, also at a place it had.
func TestAnAccessionMayEndBeforeSomebodyComesIn(t *testing.T) {
	m := emptyMeeting(t)
	m.rules = quarter(t, covenant.Keys{Accessions: []covenant.Accession{
		{Party: municipality, From: "2025-01-01"}, {Party: police, From: "2025-01-01", Until: "2026-11-20"},
	}})
	last, ok := covenant.Date("2026-11-20").Day()
	require.True(t, ok)
	m.now = last * DayMillis
	m.do(m.genesis())
	m.do(m.joining("Anneke"))
	for _, name := range []string{"Bram", "Sofie", "Piet"} {
		m.do(m.place(name))
	}
	invited := m.do(m.invitation("Piet"))
	m.now = (last+1)*DayMillis + 1
	m.refused(m.admission("Piet", invited), string(covenant.AccessionMissing), "AVG-32")
}

// What the register says the room itself refuses for the Toekomstscenario is a code
// that an act runs into, and its rules cite the obligation with it.
func TestTheRoomEnforcesTheToekomstscenario(t *testing.T) {
	rules, err := profiles.Resolve("toekomstscenario")
	require.NoError(t, err)
	shown := append(elsewhere(), CodeUnknownKind) // the tests of the header show it
	for _, r := range refusals() {
		shown = append(shown, r.code)
	}
	for _, o := range covenant.Obligations() {
		if o.Profile != "toekomstscenario" {
			continue
		}
		for _, code := range o.Refusals {
			require.Contains(t, rules.Rule(code).Obligations, o.ID)
			if !slices.Contains(covenant.RulingCodes(), code) {
				require.Contains(t, shown, code, "no act is refused with it")
			}
		}
	}
}
