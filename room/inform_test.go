package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// openAt are the items at which a gate is open.
func (m *meeting) openAt(code covenant.Code) []agenda.ItemID {
	for _, gate := range m.s.gates(m.now) {
		if gate.Code == code {
			return gate.Items
		}
	}
	require.FailNow(m, "no such gate")
	return nil
}

// The family was not there: somebody at the item informs it, by a day. Until it did,
// that day is shown to it and to chair and deputies, and to nobody else.
func TestSomebodyInformsTheFamily(t *testing.T) {
	m := visited(t)
	require.Empty(t, m.openAt(covenant.GateFamilyInformed), "Fatima is there herself")
	m.do(m.unseating("Fatima", 1))
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyInformed))

	plan := m.do(m.informing(1, "Piet"))
	require.Empty(t, m.openAt(covenant.GateFamilyInformed))
	due := []Due{{Item: 1, What: DueInform, Place: cast()["Piet"].place, Day: m.today() + 7}}
	for _, name := range []string{"Anneke", "Bram", "Piet"} {
		require.Equal(t, due, m.view(name).Due, name)
	}
	for _, name := range []string{"Sofie", "Hanna", "Wim", "Fatima"} {
		require.Empty(t, m.view(name).Due, name)
	}

	m.now += 8 * DayMillis
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyInformed), "the day has passed")
	m.do(m.informed("Piet", plan))
	require.Empty(t, m.openAt(covenant.GateFamilyInformed))
	require.Equal(t, m.today(), m.at("Hanna", 1).Inform.Done)
	for _, name := range []string{"Anneke", "Piet"} {
		require.Empty(t, m.view(name).Due, name)
	}
}

// Informing is put off because somebody must be protected: why is for the
// professionals at the item, not for the guest who sits there; and it ends.
func TestADeferralEndsAndItsReasonIsNotForGuests(t *testing.T) {
	m := absent(t)
	d := m.informing(1, "Piet")
	d.payload.(*InformPlanPayload).Ground, d.payload.(*InformPlanPayload).Reason = "protection", true
	plan := m.do(d)
	require.Empty(t, m.openAt(covenant.GateFamilyInformed))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse), "who does not know cannot respond")
	require.Equal(t, DueDeferral, m.view("Piet").Due[0].What)
	for _, name := range []string{"Anneke", "Bram", "Sofie", "Piet", "Hanna"} {
		require.False(t, m.at(name, 1).Inform.Text.Envelope.IsZero(), name)
	}

	m.do(m.seatingPerson("Omar", 1, 0))
	m.sit("Wim", 1, "adviser")
	again := instead(d, plan)
	again.payload.(*InformPlanPayload).Day += 7
	m.do(again)
	require.False(t, m.at("Wim", 1).Inform.Text.Envelope.IsZero())
	require.True(t, m.at("Omar", 1).Inform.Text.Envelope.IsZero())
	for _, duty := range m.s.Duties(m.seats["Anneke"]) {
		if duty.Object == plan {
			require.NotContains(t, duty.Readers, m.seats["Omar"])
		}
	}

	m.do(m.unseating("Omar", 1))
	m.now += 15 * DayMillis
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyInformed))
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse))
	require.NoError(t, newWatch(m).look())
}

// Who was to inform is taken from the item: somebody else must.
func TestWhoIsNotAtTheItemInformsNobody(t *testing.T) {
	m := absent(t)
	plan := m.do(m.informing(1, "Hanna"))
	m.do(m.unseating("Hanna", 1))
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyInformed))
	m.do(instead(m.informing(1, "Piet"), plan))
	require.Empty(t, m.openAt(covenant.GateFamilyInformed))
}

// A newcomer gets the plan from the chair's device.
func TestANewcomerIsGivenThePlan(t *testing.T) {
	m := absent(t)
	plan := m.do(m.informing(1, "Piet"))
	m.sit("Wim", 1, "adviser")
	require.Nil(t, m.at("Wim", 1).Inform)
	owed := false
	for _, duty := range m.s.Duties(m.seats["Anneke"]) {
		owed = owed || duty.Object == plan
	}
	require.True(t, owed)
	m.do(onObject("Anneke", KindShare, plan))
	require.False(t, m.at("Wim", 1).Inform.Text.Envelope.IsZero())
	require.NoError(t, newWatch(m).look())
}

// The case has one contact for the family: the profile asks for it before the case
// opens, and it invites the family to respond.
func TestTheFamilyHasOneContact(t *testing.T) {
	m := visited(t)
	m.nameContact("Hanna")
	require.Equal(t, cast()["Hanna"].place, m.at("Fatima", 1).Item.Contact)
	m.refused(m.inviting("Piet", 1), "not_scribe")
	m.do(m.inviting("Hanna", 1))
	require.Equal(t, []Due{{Item: 1, What: DueResponse, Place: cast()["Hanna"].place, Day: m.today() + 7}}, m.view("Hanna").Due)
}

// Fatima heard the discussion to its end and goes home: nobody has to tell her. When
// the case is discussed again without her, somebody must.
func TestWhoHeardItAllNeedNotBeTold(t *testing.T) {
	m := visited(t)
	one := []agenda.ItemID{1}
	m.do(m.onItem(KindEndItem, 1))
	m.do(draft{by: "Fatima", kind: KindLeave})
	require.Empty(t, m.openAt(covenant.GateFamilyInformed))
	m.do(m.onItem(KindOpenItem, 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyInformed))
	m.do(m.onItem(KindEndItem, 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyInformed))

	m = visited(t)
	m.do(draft{by: "Fatima", kind: KindLeave})
	m.do(m.onItem(KindEndItem, 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyInformed), "she left before the end")

	m = visited(t)
	m.do(m.onItem(KindEndItem, 1))
	m.do(m.unseating("Fatima", 1))
	require.Empty(t, m.openAt(covenant.GateFamilyInformed))
}
