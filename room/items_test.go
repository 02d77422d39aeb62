package room

import (
	"slices"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// As the welfare worker I see that there is an item 1, and nothing else of it,
// until I sit there.
func TestYouSeeOnlyTheItemsYouSitAt(t *testing.T) {
	m, _ := contributed(t)
	m.do(m.outcome(1, "allocated", welfare))
	before := m.at("Wim", 1)
	require.Equal(t, ItemView{ID: 1, Minutes: 20}, before)

	m.sit("Wim", 1, "content")
	after := m.at("Wim", 1)
	require.True(t, after.Here)
	require.Equal(t, covenant.Code("nuisance"), after.Item.Facts.Criterion)
	require.Equal(t, covenant.Code("allocated"), after.Item.Outcome)
	require.Equal(t, agenda.Open, after.Item.Stage)
	require.Empty(t, after.Contributions, "what was brought in before stays its owner's to show")

	m.do(m.unseating("Wim", 1))
	require.Equal(t, before, m.at("Wim", 1))
}

// Hanna read a contribution, and is taken from the item: she reads no more, also
// not what comes later, and not when she is seated again.
func TestWhoIsUnseatedReadsNoMore(t *testing.T) {
	m, con := contributed(t)
	record, _ := m.s.Admitted(con)
	require.NotEmpty(t, m.s.FilesFor(m.seats["Hanna"], record, m.sealed(record)))
	m.do(m.unseating("Hanna", 1))
	require.Empty(t, m.s.FilesFor(m.seats["Hanna"], record, m.sealed(record)))
	require.Empty(t, m.find("Piet", con).Readers, "readers sit at the item")
	require.NotContains(t, m.find("Piet", con).Text.Readers, m.seats["Hanna"], "her envelope is taken back")

	corrected := m.do(draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf("Piet"), payload: &CorrectPayload{}})
	seq, _ := m.s.Admitted(corrected)
	require.False(t, m.s.ShowsLabels(m.seats["Hanna"], seq))
	require.NotContains(t, m.find("Piet", con).Text.Readers, m.seats["Hanna"])

	m.sit("Hanna", 1, "content")
	require.Empty(t, m.at("Hanna", 1).Contributions)
	m.do(m.showing("Piet", con, "Hanna"))
	require.NotNil(t, m.find("Hanna", con).Labels, "after a new grant she reads again")
	require.NotEmpty(t, m.s.FilesFor(m.seats["Hanna"], m.s.Len(), m.sealed(m.s.Len())))
}

// Hanna is shown the record that takes her from the item, and keeps being shown
// those of while she sat there: a device that was away meanwhile would miss them and
// stop. No text is for her any more, nothing of after, and nothing for Kees, who
// never sat there.
func TestWhoIsUnseatedIsTold(t *testing.T) {
	m, con := contributed(t)
	brought, _ := m.s.Admitted(con)
	m.join("Kees")
	unseated, _ := m.s.Admitted(m.do(m.unseating("Hanna", 1)))
	require.True(t, m.s.Shows(m.seats["Hanna"], unseated))
	require.False(t, m.s.Shows(m.seats["Kees"], unseated))
	require.True(t, m.s.Shows(m.seats["Hanna"], brought))
	require.Empty(t, m.s.FilesFor(m.seats["Hanna"], brought, m.sealed(brought)))
	require.False(t, m.at("Hanna", 1).Here)
	m.do(m.onItem(KindEndItem, 1))
	require.False(t, m.s.Shows(m.seats["Hanna"], m.s.Len()), "it is the last")
	require.NoError(t, newWatch(m).look(), "and a device that begins anew can do with it")

	m.sit("Hanna", 1, "content")
	require.True(t, m.at("Hanna", 1).Here)
	require.NoError(t, newWatch(m).look())
	m.do(m.unseating("Hanna", 1))
	require.True(t, m.s.Shows(m.seats["Hanna"], unseated))
	require.True(t, m.s.Shows(m.seats["Hanna"], m.s.Len()))
	require.NoError(t, newWatch(m).look())
	m.do(draft{by: "Hanna", kind: KindLeave, payload: &Nothing{}})
	require.False(t, m.s.Shows(m.seats["Hanna"], unseated), "gone, she is shown nothing of any item")
}

// A case that comes up on the spot opens anonymously; the rest is due before
// anybody is identified, and before closing.
func TestACaseOnTheSpot(t *testing.T) {
	m, item := onTheSpot(t, nil)
	m.do(m.onItem(KindOpenItem, item))
	identifying := m.contribution("Piet", item, "Hanna")
	identifying.labels.Identifying = true
	m.refused(identifying, "inform_missing", "DW-10.1")
	m.contribute("Piet", item, "Hanna")
	m.do(m.onItem(KindEndItem, item))
	m.refused(m.onItem(KindOpenItem, item), "inform_missing", "DW-10.1") // the second time everything is due
	require.False(t, m.gate(covenant.GateItemComplete).Met)

	m.do(m.describing(item, complete()))
	require.True(t, m.gate(covenant.GateItemComplete).Met)
	m.do(m.onItem(KindOpenItem, item))
	m.do(identifying)
}

func (m *meeting) gate(code covenant.Code) Gate {
	m.Helper()
	for _, g := range m.s.gates(m.now) {
		if g.Code == code {
			require.NotEmpty(m, g.Articles)
			return g
		}
	}
	require.FailNow(m, "no such gate")
	return Gate{}
}

// Named persons come only with everything the covenant asks, also under discussion.
func TestAnOpenItemDoesNotBecomeLessThanItMustBe(t *testing.T) {
	m, item := onTheSpot(t, nil)
	m.do(m.onItem(KindOpenItem, item))
	named := &DescribePayload{Purpose: "collective_support", Criterion: "signal", Named: true, Persons: []PersonLabels{{}}}
	m.refused(m.describing(item, named), "inform_missing", "DW-10.1")
	named.Inform, named.InformDay = covenant.Informed, 20_700
	m.do(m.describing(item, named))
}

func TestLimitsOfItemsAndPersons(t *testing.T) {
	m := invited(t)
	p := complete()
	for len(p.Persons) <= MaxPersons {
		p.Persons = append(p.Persons, PersonLabels{})
	}
	m.refused(m.describing(1, p), "limit")
	p.Persons = p.Persons[:MaxPersons]
	m.do(m.describing(1, p))
	for len(m.s.items) < MaxItems {
		m.newItem(true)
	}
	m.refused(draft{by: "Anneke", kind: KindItem, payload: &ItemPayload{Item: MaxItems + 1}}, "limit")
}

// While a case is discussed it is noted whose people are there, with a device or
// without; it stays known of who goes. Wim, who comes to it later, is told the same.
func TestWhoWasThere(t *testing.T) {
	m := startedRoom(t)
	place := func(names ...string) []agenda.PlaceID {
		var ids []agenda.PlaceID
		for _, name := range names {
			ids = append(ids, cast()[name].place)
		}
		slices.Sort(ids)
		return ids
	}
	there := func(name string) []agenda.PlaceID { return m.at(name, 1).Item.There }
	require.Empty(t, there("Piet"), "nothing was discussed")
	m.do(m.onItem(KindOpenItem, 1))
	require.Equal(t, place("Anneke", "Bram", "Sofie", "Piet", "Hanna"), there("Piet"))
	m.do(draft{by: "Hanna", kind: KindLeave})
	m.do(m.sitting("Kees", 1, "content"))
	require.NotContains(t, there("Piet"), cast()["Kees"].place, "his place is empty")
	m.do(draft{by: "Bram", kind: KindPresent, payload: &PresentPayload{Place: cast()["Kees"].place}})
	m.do(m.onItem(KindEndItem, 1))
	m.sit("Wim", 1, "adviser")
	for _, name := range []string{"Anneke", "Piet", "Wim"} {
		require.Equal(t, place("Anneke", "Bram", "Sofie", "Piet", "Hanna", "Kees"), there(name), name)
	}
	require.NoError(t, newWatch(m).look())
}
