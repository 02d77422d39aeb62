package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// founded is a room with its chair.
func founded(tb testing.TB) *meeting {
	tb.Helper()
	return foundedUnder(tb, deWolden())
}

// foundedUnder is the same under other rules.
func foundedUnder(tb testing.TB, rules *covenant.Rules) *meeting {
	tb.Helper()
	m := emptyMeeting(tb)
	m.rules = rules
	m.do(m.genesis())
	m.do(m.joining("Anneke"))
	return m
}

// invited has a place for everybody but Lies, and everybody but Kees is in.
// Item 1 is a case, complete, with Piet, Hanna and Sofie; item 2 is a general
// point with Wim.
func invited(tb testing.TB) *meeting {
	tb.Helper()
	return invitedUnder(tb, deWolden())
}

// invitedUnder is the same under other rules.
func invitedUnder(tb testing.TB, rules *covenant.Rules) *meeting {
	tb.Helper()
	m := foundedUnder(tb, rules)
	for _, name := range []string{"Bram", "Sofie", "Piet", "Hanna", "Wim", "Kees"} {
		m.do(m.place(name))
	}
	m.join("Bram", "Sofie", "Piet", "Hanna", "Wim")
	m.newItem(false)
	m.newItem(true)
	m.do(m.describing(1, complete()))
	m.sit("Piet", 1, "director")
	m.sit("Hanna", 1, "content")
	m.sit("Sofie", 1, "other")
	m.sit("Wim", 2, "content")
	return m
}

// smallUnder is a room with the least people who can do everything: chair, deputy, and
// Piet and Hanna at item 1, which is complete. Sofie's place is free.
func smallUnder(tb testing.TB, rules *covenant.Rules) *meeting {
	tb.Helper()
	m := foundedUnder(tb, rules)
	for _, name := range []string{"Bram", "Sofie", "Piet", "Hanna"} {
		m.do(m.place(name))
	}
	m.join("Bram", "Piet", "Hanna")
	m.newItem(false)
	m.do(m.describing(1, complete()))
	m.sit("Piet", 1, "director")
	m.sit("Hanna", 1, "content")
	return m
}

// decidedUnder is such a room in session, in which a passage for Hanna was approved and one
// for Piet waits for his own yes. Everybody but the deputy can be sent a package.
func decidedUnder(tb testing.TB, rules *covenant.Rules) *meeting {
	tb.Helper()
	m := smallUnder(tb, rules)
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	con := m.contribute("Piet", 1, "Hanna")
	action := m.do(m.action("Anneke", 1, "Hanna"))
	approved := m.do(m.passage("Piet", con, action, "Hanna"))
	m.do(onProposal("Piet", KindAgree, approved))
	m.do(minimising("Anneke", approved, true))
	m.do(m.passage("Anneke", con, action, "Piet", "Anneke"))
	for _, name := range []string{"Hanna", "Piet", "Anneke"} {
		m.do(m.announcing(name))
	}
	return m
}

// visited is such a room under a covenant with guests; it is in session and item 1
// is open. Fatima, the person concerned, sits there; Omar, her brother, has come in
// and sits nowhere yet.
func visited(tb testing.TB) *meeting {
	tb.Helper()
	m := withGuests(tb)
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	return m
}

// withGuests is that room before the session.
func withGuests(tb testing.TB) *meeting {
	tb.Helper()
	m := invitedUnder(tb, withFamily())
	for _, name := range []string{"Lies", "Fatima", "Omar"} {
		m.do(m.place(name))
	}
	m.join("Fatima", "Omar")
	m.do(m.seatingPerson("Fatima", 1, 1))
	return m
}

// absent is such a room in which no guest sits at item 1.
func absent(tb testing.TB) *meeting {
	tb.Helper()
	m := visited(tb)
	m.do(m.unseating("Fatima", 1))
	return m
}

// startedRoom is in session, with no item open.
func startedRoom(tb testing.TB) *meeting {
	tb.Helper()
	m := invited(tb)
	m.do(m.starting())
	return m
}

// discussing has item 1 open.
func discussing(tb testing.TB) *meeting {
	tb.Helper()
	m := startedRoom(tb)
	m.do(m.onItem(KindOpenItem, 1))
	return m
}

// regionally is discussing, under the rules that ask more.
func regionally(tb testing.TB) *meeting {
	tb.Helper()
	m := invitedUnder(tb, regional())
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	return m
}

// contributed has a contribution of Piet that Hanna reads.
func contributed(tb testing.TB) (m *meeting, con crypto.Digest) {
	tb.Helper()
	m = discussing(tb)
	return m, m.contribute("Piet", 1, "Hanna")
}

// proposed has a passage from it for Hanna, who has an action to do.
func proposed(tb testing.TB) (m *meeting, con, action, proposal crypto.Digest) {
	tb.Helper()
	m, con = contributed(tb)
	action = m.do(m.action("Anneke", 1, "Hanna"))
	return m, con, action, m.do(m.passage("Piet", con, action, "Hanna"))
}

// approved has that passage agreed by Piet and approved by the chair; Hanna has announced her key.
func approved(tb testing.TB) (m *meeting, con, proposal crypto.Digest) {
	tb.Helper()
	m, con, _, proposal = proposed(tb)
	m.do(onProposal("Piet", KindAgree, proposal))
	m.do(minimising("Anneke", proposal, true))
	m.do(m.announcing("Hanna"))
	return m, con, proposal
}

// issued has Hanna's minutes with that passage issued.
func issued(tb testing.TB) (m *meeting, con, pack crypto.Digest) {
	tb.Helper()
	m, con, proposal := approved(tb)
	return m, con, m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
}

func dispatchedPack(tb testing.TB) (m *meeting, con, pack crypto.Digest) {
	tb.Helper()
	m, con, pack = issued(tb)
	m.do(onObject("Anneke", KindDispatch, pack))
	return m, con, pack
}

// concept has Hanna's minutes delivered, as a concept to react to.
func concept(tb testing.TB) (m *meeting, con, pack crypto.Digest) {
	tb.Helper()
	m, con, pack = dispatchedPack(tb)
	m.do(m.delivery(pack))
	return m, con, pack
}

func TestAMeetingFromBeginningToEnd(t *testing.T) {
	m, _, pack := dispatchedPack(t)
	m.do(m.delivery(pack))
	m.do(onObject("Hanna", KindOpened, pack))
	m.close()
	require.Equal(t, Closed, m.s.Phase())
	m.destroy()
	require.Equal(t, Destroyed, m.s.Phase())
}
