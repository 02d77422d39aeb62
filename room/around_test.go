package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// What lies around a text that is taken back goes with it.

// Why a proposal waits for advice may say what it draws on: with the contribution
// goes that too, and nobody puts the empty proposal on hold again.
func TestAWithdrawalTakesAlongWhyAProposalWaited(t *testing.T) {
	m, con, proposal := approved(t)
	hold := m.do(onObject("Anneke", KindHold, proposal))
	files := m.sealed(mustSeq(m, hold))
	require.Len(t, m.filesOf("Piet", hold), 2)
	m.do(onObject("Piet", KindWithdraw, con))
	for _, f := range files {
		require.Contains(t, m.effects().Erase[0].Files, f.Digest)
		require.Contains(t, m.s.Erasures()[0].Files, f.Digest)
	}
	for name, seat := range m.seats {
		require.Empty(t, m.filesOf(name, hold), name)
		for _, f := range files {
			require.False(t, m.s.Opens(seat, f.Digest), name)
		}
	}
	m.refused(onObject("Anneke", KindHold, proposal), "source_withdrawn")
	require.NoError(t, newWatch(m).look())
}

// A package that was called back for a correction waits for nobody any more. When
// something in it is withdrawn after that, its file goes all the same.
func TestAWithdrawalErasesAPackageCalledBackBefore(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	file := m.packageOf("Hanna", pack).File
	m.approve(m.do(m.improving("Piet", onlyRelease(m))))
	require.Equal(t, CodeCorrected, m.packageOf("Anneke", pack).Why)
	m.do(onObject("Piet", KindWithdraw, con))
	require.Contains(t, m.effects().Erase[0].Files, file)
}

// Who becomes deputy reads the proposals; not those behind which somebody took his
// consent back before, as he does not read what they draw on either.
func TestANewDeputyIsNotOfferedWhatIsStopped(t *testing.T) {
	owed := func(stop bool) (objects []crypto.Digest, r *rested) {
		r = restingUnder(t, stoppingRules(), proposedIt)
		if stop {
			r.do(r.withdrawing("Piet", r.consent))
		}
		r.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: r.seats["Hanna"], Post: agenda.Deputy}})
		for _, d := range r.s.Duties(r.seats["Anneke"]) {
			objects = append(objects, d.Object)
		}
		return objects, r
	}
	objects, r := owed(false)
	require.Contains(t, objects, r.proposal)
	r.do(onObject("Anneke", KindShare, r.proposal))

	objects, r = owed(true)
	require.NotContains(t, objects, r.proposal)
	require.Contains(t, objects, r.consent, "that it was taken back concerns him")
	d := onObject("Anneke", KindShare, r.proposal)
	d.sealed = []chain.Sealed{{Reader: r.seats["Hanna"], Digest: r.file(), Size: 1 << 10}}
	r.refused(d, "reader_not_at_item")
}

// After a loss the reason of a hold waits for the owner of what is on hold, and what
// rests on consent also for the person himself, who may have taken it back.
func TestForWhomReasonsAndConsentWait(t *testing.T) {
	m, con := contributed(t)
	hold := m.do(onObject("Anneke", KindHold, con))
	require.Equal(t, []Origin{{Owner: m.seats["Piet"], Seq: mustSeq(m, con)}}, m.s.OriginsAt(mustSeq(m, hold)))

	m = withGuests(t)
	consent := m.do(m.consenting("Piet", nil))
	con = m.do(m.resting("Piet", consent, "Fatima"))
	require.Equal(t, []Origin{{Owner: m.seats["Piet"], Seq: mustSeq(m, con)}, {Owner: m.seats["Fatima"], Seq: mustSeq(m, consent)}}, m.s.OriginsAt(mustSeq(m, con)))
}
