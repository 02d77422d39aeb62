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
	require.Empty(t, m.proposalOf("Sofie", proposal).Obstacle)
	hold := m.do(onObject("Piet", KindHold, con))
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna", "Sofie"} {
		require.Len(t, m.find(name, con).Holds, 1, name)
		require.Equal(t, CodeOnHold, m.proposalOf(name, proposal).Obstacle, name)
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
	require.Empty(t, m.proposalOf("Sofie", proposal).Obstacle)
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

// Hanna proposed a text, asked advice about it and has gone: chair or deputy lifts
// her hold, and nobody before.
func TestALeadLiftsTheHoldOfWhoIsGone(t *testing.T) {
	m, con := contributed(t)
	proposal := m.do(m.passage("Hanna", con, m.do(m.action("Anneke", 1, "Piet")), "Piet"))
	hold := m.do(onObject("Hanna", KindHold, proposal))
	m.refused(onObject("Bram", KindLiftHold, hold), "not_owner")
	m.do(draft{by: "Hanna", kind: KindLeave})
	m.refused(onObject("Piet", KindLiftHold, hold), "not_owner")
	m.do(onObject("Bram", KindLiftHold, hold))
	m.refused(onObject("Bram", KindLiftHold, hold), "stale_object")
}

// Piet holds what he brought in. Anneke sends him away; that does not get her his
// text: nobody lifts an owner's own hold who does not speak for him (TS-VB-5c).
func TestNobodyLiftsTheOwnHoldOfAnOwnerWhoIsGone(t *testing.T) {
	m, con, proposal := approved(t)
	hold := m.do(onObject("Piet", KindHold, con))
	m.do(draft{by: "Anneke", kind: KindRemove, payload: &RemovePayload{Seat: m.seats["Piet"]}})
	m.refused(onObject("Anneke", KindLiftHold, hold), "not_owner")
	m.refused(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}), "on_hold")
}

// A withdrawal ends every hold on what was drawn from it. Kees, who comes after it,
// sees what the whole room says of the text, whatever is tried with it then.
func TestAWithdrawnTextWaitsForNothing(t *testing.T) {
	m, con, _, proposal := proposed(t)
	hold := m.do(onObject("Anneke", KindHold, proposal))
	m.do(onObject("Piet", KindWithdraw, con))
	m.join("Kees")
	m.sit("Kees", 1, "content")
	m.refused(onObject("Anneke", KindLiftHold, hold), "stale_object")
	m.refused(onObject("Anneke", KindHold, proposal), "already_decided")
	require.NoError(t, newWatch(m).look())
}

// Who proposed a text and was taken from the item afterwards does not read why it waits.
func TestTheReasonOfAHoldIsForWhoSitsThere(t *testing.T) {
	m, con := contributed(t)
	proposal := m.do(m.passage("Hanna", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.do(m.unseating("Hanna", 1))
	hold := m.do(onObject("Piet", KindHold, proposal))
	require.NotContains(t, m.s.acts[hold].object.envel, m.seats["Hanna"])
	require.False(t, m.s.Opens(m.seats["Hanna"], m.s.acts[hold].object.body.Digest))
}

// Two texts are in one package that has not left: one was corrected since, of the
// other the source is withdrawn. The file goes from the disk all the same.
func TestACorrectionDoesNotKeepWhatWasWithdrawn(t *testing.T) {
	m, _, proposal := approved(t)
	con := m.contribute("Piet", 1)
	other := m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.do(onProposal("Piet", KindAgree, other))
	m.do(minimising("Anneke", other, true))
	pack := m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal, other}))
	m.do(onObject("Anneke", KindDispatch, pack))
	better := m.do(m.improving("Piet", proposal))
	m.do(onProposal("Piet", KindAgree, better))
	m.do(minimising("Anneke", better, true))
	m.do(onObject("Piet", KindWithdraw, con))
	var files []crypto.Digest
	for _, e := range m.s.Erasures() {
		files = append(files, e.Files...)
	}
	require.Contains(t, files, m.s.packages[pack].File.Digest)
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
