package room

import (
	"testing"

	"casusoverleg/crypto"

	"github.com/stretchr/testify/require"
)

// projected are the contributions on the wall, by who puts them there.
func (m *meeting) projected(name string) (acts []crypto.Digest) {
	m.Helper()
	p, ok := m.view(name).Projector(1)
	require.True(m, ok)
	for _, c := range p.Contributions {
		acts = append(acts, c.Act)
		require.True(m, c.About.IsZero())
	}
	return acts
}

// As the chair I have a screen on the wall. What one person at the table may not
// read does not stand there, whoever shows it; and when somebody comes to the
// table for whom it is not, it goes.
func TestTheWallShowsOnlyWhatEverybodyThereMayRead(t *testing.T) {
	m, con := contributed(t)
	decision := m.do(m.decision("Anneke", 1))
	require.Empty(t, m.projected("Anneke"))
	m.do(m.showing("Piet", con, "Sofie"))
	for _, name := range []string{"Anneke", "Bram", "Sofie", "Piet", "Hanna"} {
		require.Equal(t, []crypto.Digest{con}, m.projected(name), name)
		p, _ := m.view(name).Projector(1)
		require.Equal(t, decision, p.Agreed[0].Act)
		require.Len(t, p.Seats, 5)
	}
	_, ok := m.view("Wim").Projector(1)
	require.False(t, ok)

	m.do(onObject("Hanna", KindUnreadable, con))
	require.Empty(t, m.projected("Anneke"), "Hanna cannot open it")
	m.do(m.showing("Piet", con))
	require.Len(t, m.projected("Anneke"), 1)

	m.sit("Wim", 1, "adviser")
	require.Empty(t, m.projected("Anneke"), "Wim has come to the table")
	p, _ := m.view("Wim").Projector(1)
	require.Empty(t, p.Agreed)
	m.do(draft{by: "Wim", kind: KindLeave})
	require.Len(t, m.projected("Anneke"), 1)
	m.do(onObject("Piet", KindWithdraw, con))
	require.Empty(t, m.projected("Anneke"))
}

// A draft, a reason to wait and a proposal that is not for everybody stay off it.
func TestWhatIsNotForEverybodyStaysOffTheWall(t *testing.T) {
	m, con, _, proposal := proposed(t)
	m.do(m.showing("Piet", con, "Sofie"))
	m.do(onObject("Piet", KindHold, con))
	p, _ := m.view("Anneke").Projector(1)
	require.Empty(t, p.Contributions[0].Holds)
	require.Empty(t, p.Proposals, "Hanna may not open %v", proposal)
}

// Kees has no device. What was sealed to everybody who has one was not shared with
// him: while he is noted at the table it is off the wall, and comes back when he goes.
func TestNothingIsOnTheWallForWhoIsThereWithoutADevice(t *testing.T) {
	m, con := contributed(t)
	m.do(m.showing("Piet", con, "Sofie"))
	m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	for _, name := range []string{"Sofie", "Hanna"} { // the proposal is not for them
		m.do(draft{by: name, kind: KindLeave})
	}
	seen := func() (contributions, proposals int) {
		p, _ := m.view("Anneke").Projector(1)
		require.NotEmpty(t, p.Agreed, "what the item itself holds stays")
		return len(p.Contributions), len(p.Proposals)
	}
	contributions, proposals := seen()
	require.Equal(t, []int{1, 1}, []int{contributions, proposals})

	kees := cast()["Kees"].place
	m.do(draft{by: "Anneke", kind: KindPresent, payload: &PresentPayload{Place: kees}})
	require.Len(t, m.projected("Anneke"), 1, "he does not sit at this item")
	m.sit("Kees", 1, "content")
	contributions, proposals = seen()
	require.Zero(t, contributions)
	require.Zero(t, proposals)

	m.do(draft{by: "Anneke", kind: KindPresent, payload: &PresentPayload{Place: kees, Absent: true}})
	contributions, proposals = seen()
	require.Equal(t, []int{1, 1}, []int{contributions, proposals})
}
