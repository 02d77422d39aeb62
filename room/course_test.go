package room

import (
	"slices"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

func TestARoomStartsWithADeputyOrTheChoiceForNone(t *testing.T) {
	m := founded(t)
	m.refused(m.starting(), "no_deputy", "DW-11.2")
	m.do(m.place("Bram"))
	m.enter("Bram")
	m.refused(m.starting(), "no_deputy", "DW-11.2") // he has not confirmed secrecy
	alone := m.starting()
	alone.payload.(*StartPayload).WithoutDeputy = true
	require.Nil(t, m.s.Check(m.sign(alone), m.now))
	m.do(m.joining("Bram"))
	m.do(m.starting())
}

// Whoever has not confirmed the latest code is shown as such.
func TestTheRoomCode(t *testing.T) {
	m := startedRoom(t)
	confirmed := func(name string) bool { return m.view("Wim").Seats[m.seats[name]-1].Confirmed }
	require.True(t, confirmed("Anneke"), "she read it aloud")
	require.False(t, confirmed("Piet"))
	first := m.s.CodeAct()
	m.do(onObject("Piet", KindConfirm, first))
	require.True(t, confirmed("Piet"))
	m.do(draft{by: "Bram", kind: KindCode, payload: &CodePayload{Nonce: [32]byte{5}}}) // again, for latecomers
	require.False(t, confirmed("Piet"))
	require.False(t, confirmed("Anneke"))
	m.do(onObject("Piet", KindConfirm, first))
	require.False(t, confirmed("Piet"), "that was the old one")
	m.do(onObject("Piet", KindConfirm, m.s.CodeAct()))
	require.True(t, confirmed("Piet"))
}

// Every gate is open until what it asks is done, keeps the minutes from being
// adopted meanwhile, and is met by exactly that.
func TestEveryGate(t *testing.T) {
	m, _, _, proposal := proposed(t)
	m.do(m.onItem(KindEndItem, 1))
	m.do(draft{by: "Anneke", kind: KindWrapUp})
	adopt := draft{by: "Anneke", kind: KindAdopt}
	for _, code := range []covenant.Code{covenant.GateItemOutcome, covenant.GateProposalsDecided, covenant.GateMatrixComplete} {
		require.False(t, m.gate(code).Met, code)
	}
	require.True(t, m.gate(covenant.GatePackagesIssued).Met, "nobody has anything coming yet")
	m.refused(adopt, "gates_open", "DW-11.2")

	m.do(m.outcome(1, "actions_agreed", ""))
	require.Equal(t, []agenda.ItemID{2}, m.gate(covenant.GateItemOutcome).Items)
	m.do(m.outcome(2, "discussed", ""))
	require.True(t, m.gate(covenant.GateItemOutcome).Met)

	require.Equal(t, []crypto.Digest{proposal}, m.gate(covenant.GateProposalsDecided).Open)
	m.do(onProposal("Piet", KindAgree, proposal))
	m.do(minimising("Anneke", proposal, true))
	require.True(t, m.gate(covenant.GateProposalsDecided).Met)

	require.NotContains(t, m.gate(covenant.GateMatrixComplete).Seats, Recipient{Seat: m.seats["Hanna"]}, "it follows from the proposals")
	for _, name := range []string{"Anneke", "Bram", "Sofie", "Piet", "Wim"} {
		m.refused(adopt, "gates_open", "DW-11.2")
		m.do(m.nothingFor(name))
	}
	require.True(t, m.gate(covenant.GateMatrixComplete).Met)

	require.Equal(t, []Recipient{{Seat: m.seats["Hanna"]}}, m.gate(covenant.GatePackagesIssued).Seats)
	m.refused(adopt, "gates_open", "DW-11.2")
	m.do(m.announcing("Hanna"))
	pack := m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
	m.refused(adopt, "gates_open", "DW-11.2") // issued, and not sent
	m.do(onObject("Anneke", KindDispatch, pack))
	m.do(adopt)
}

// What is approved after the minutes went asks for new ones; so does a recall.
func TestMinutesThatLackSomething(t *testing.T) {
	m, con, _ := dispatchedPack(t)
	require.True(t, m.gate(covenant.GatePackagesIssued).Met)
	more := m.do(m.passage("Piet", con, m.do(m.action("Sofie", 1, "Hanna")), "Hanna"))
	m.do(onProposal("Piet", KindAgree, more))
	m.do(minimising("Anneke", more, true))
	require.False(t, m.gate(covenant.GatePackagesIssued).Met)
}

// Of two passages in Hanna's minutes one is withdrawn before they left: she is
// owed new ones with the other.
func TestARecallAsksForNewMinutes(t *testing.T) {
	m, con, first := approved(t)
	second := m.contribute("Piet", 1, "Hanna")
	other := m.do(m.passage("Piet", second, m.s.proposals[first].Actions[0], "Hanna"))
	m.do(onProposal("Piet", KindAgree, other))
	m.do(minimising("Anneke", other, true))
	m.do(onObject("Anneke", KindDispatch, m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{first, other}))))
	require.True(t, m.gate(covenant.GatePackagesIssued).Met)
	m.do(onObject("Piet", KindWithdraw, con))
	require.Equal(t, []Recipient{{Seat: m.seats["Hanna"]}}, m.gate(covenant.GatePackagesIssued).Seats)
	m.do(onObject("Anneke", KindDispatch, m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{other}))))
	require.True(t, m.gate(covenant.GatePackagesIssued).Met)
}

func TestAGateThisVersionDoesNotKnowStaysShut(t *testing.T) {
	m := startedRoom(t)
	var known []covenant.Code
	for _, g := range m.s.gates(m.now) {
		known = append(known, g.Code)
	}
	require.Equal(t, deWolden().CloseGates(), known)
	require.True(t, slices.Contains(known, covenant.GateMatrixComplete))
}

func TestAfterClosing(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	m.close()
	require.NotZero(t, m.view("Piet").Closed)
	m.do(m.delivery(pack))                    // what waits may still be fetched
	m.do(onObject("Hanna", KindOpened, pack)) // and opened
	m.do(onObject("Piet", KindWithdraw, con)) // and one's own taken back
	require.Equal(t, m.s.rules.Destruction(m.s.closedAt/DayMillis), m.s.DestructionDay())
	require.False(t, m.s.DestructionDue(m.now))
	m.refused(draft{kind: KindDestroyed}, "not_now")
	m.now += 29 * DayMillis
	require.True(t, m.s.DestructionDue(m.now), "at the term, without anybody asking")
	m.do(draft{kind: KindDestroyed})
	require.Nil(t, m.find("Anneke", con).Labels)
	m.refused(draft{by: "Anneke", kind: KindDestroy}, "not_now")
}

func TestARoomThatNobodyClosed(t *testing.T) {
	m := discussing(t)
	require.Equal(t, m.s.founded/DayMillis+MaxOpenDays, m.s.DestructionDay())
	m.now += (MaxOpenDays + 1) * DayMillis
	m.do(draft{kind: KindDestroyed})
	require.Equal(t, Destroyed, m.s.Phase())
}

func TestDestroyAsksTheHost(t *testing.T) {
	m := startedRoom(t)
	m.close()
	m.do(draft{by: "Bram", kind: KindDestroy})
	require.True(t, m.effects().Destroy)
	require.True(t, m.s.DestructionDue(m.now))
}

func TestALossAndAResume(t *testing.T) {
	m := discussing(t)
	head := m.w.Head()
	epoch := m.do(m.newEpoch())
	require.Equal(t, uint64(2), m.s.Epoch())
	require.True(t, m.view("Piet").Suspended)
	require.Empty(t, m.s.Duties(m.seats["Anneke"]))
	m.refused(m.contribution("Piet", 1), "awaiting_resume")
	second := m.do(m.newEpoch()) // it lost something again
	resume := draft{by: "Bram", kind: KindResume, on: []crypto.Digest{epoch}, payload: &ResumePayload{Head: head}}
	m.refused(resume, "stale_object")
	resume.on, resume.payload = []crypto.Digest{second}, &ResumePayload{Head: m.log[head.N].head}
	m.do(resume)
	require.False(t, m.view("Piet").Suspended)
	m.contribute("Piet", 1)
	m.refused(tampered(m.contribution("Piet", 1), func(a *chain.Act) { a.Epoch = 1 }), "other_epoch")
}

func TestTheServerChangesItsKey(t *testing.T) {
	m, d := accepted()[KindRekey](t)
	m.do(d)
	next := keyNamed("next server")
	require.Equal(t, next.Public(), m.s.ServerKey())
	m.refused(m.newEpoch(), "not_server")
	m.host = next
	m.do(m.newEpoch())
}
