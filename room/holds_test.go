package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// As the police officer I doubt whether I may share this, and ask our lawyer. Until
// I lift it the chair cannot approve it, and everybody at the item sees that it
// waits; why, only who reads what it is about.
func TestWhatWaitsForAdviceIsNotApproved(t *testing.T) {
	m, con, _, proposal := proposed(t)
	m.do(onProposal("Piet", KindAgree, proposal))
	require.True(t, m.proposalOf("Sofie", proposal).Stands)
	hold := m.do(onObject("Piet", KindHold, con))
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna", "Sofie"} {
		require.Len(t, m.find(name, con).Holds, 1, name)
		require.False(t, m.proposalOf(name, proposal).Stands, name)
	}
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna"} {
		require.Len(t, m.filesOf(name, hold), 2, name)
	}
	require.Empty(t, m.filesOf("Sofie", hold))
	require.Empty(t, m.at("Wim", 1).Contributions)
	m.refused(minimising("Anneke", proposal, true), "on_hold", "BASE-1")
	m.refused(onObject("Anneke", KindLiftHold, hold), "not_owner", "DW-3.1")

	// Sofie is shown the contribution later: Piet's device owes her the reason too.
	m.do(m.showing("Piet", con, "Sofie"))
	owed := m.s.Duties(m.seats["Piet"])
	require.Len(t, owed, 1)
	require.Equal(t, []chain.Seat{m.seats["Sofie"]}, owed[0].Readers)
	m.refused(onObject("Anneke", KindShare, hold), "not_owner")
	require.Len(t, m.filesOf("Sofie", m.do(onObject("Piet", KindShare, hold))), 2)

	m.do(onObject("Piet", KindLiftHold, hold))
	require.Len(t, m.effects().Erase, 1)
	require.Len(t, m.effects().Erase[0].Files, 6, "the reason goes with it")
	require.Empty(t, m.find("Anneke", con).Holds)
	require.True(t, m.proposalOf("Sofie", proposal).Stands)
	m.do(minimising("Anneke", proposal, true))
	require.NoError(t, newWatch(m).look())
}

// A package that has not left yet waits with what is in it, and goes when the hold
// is lifted; one that left has left.
func TestAPackageWaitsWithWhatIsInIt(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	proposal := m.s.packages[pack].Releases[0]
	created := m.s.acts[proposal].object.created
	hold := m.do(onObject("Anneke", KindHold, created))
	require.Empty(t, m.effects().Erase, "nothing is erased: it only waits")
	m.refused(m.delivery(pack), "recalled", "BASE-2")
	m.refused(m.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{created}), "on_hold", "BASE-1")
	m.do(onObject("Anneke", KindLiftHold, hold))
	m.do(m.delivery(pack))
	m.do(onObject("Piet", KindHold, con))
	require.False(t, m.view("Hanna").Packages[0].Withdrawn)
	require.NoError(t, newWatch(m).look())
}

// Who asked for advice has gone: chair or deputy lifts it, and nobody before.
func TestALeadLiftsTheHoldOfWhoIsGone(t *testing.T) {
	m, con := contributed(t)
	hold := m.do(onObject("Piet", KindHold, con))
	m.refused(onObject("Bram", KindLiftHold, hold), "not_owner")
	m.do(draft{by: "Piet", kind: KindLeave})
	m.refused(onObject("Hanna", KindLiftHold, hold), "not_owner")
	m.do(onObject("Bram", KindLiftHold, hold))
	m.refused(onObject("Bram", KindLiftHold, hold), "stale_object")
}

// With the contribution goes why it was on hold.
func TestAWithdrawalTakesTheReasonAlong(t *testing.T) {
	m, con := contributed(t)
	hold := m.do(onObject("Piet", KindHold, con))
	files := m.sealed(mustSeq(m, hold))
	m.do(onObject("Piet", KindWithdraw, con))
	for _, f := range files {
		require.Contains(t, m.effects().Erase[0].Files, f.Digest)
		require.False(t, m.s.Opens(m.seats["Piet"], f.Digest))
	}
}
