package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// Piet names a file that Hanna's act brought: to pass her text off as his, to
// fetch it, or to have it erased with a withdrawal. None of it is admitted.
func TestASealedFileBelongsToTheActThatBroughtIt(t *testing.T) {
	m := discussing(t)
	hers := m.contribute("Hanna", 1, "Piet")
	body := m.at("Piet", 1).Contributions[0].Text.Body
	borrowed := func(d draft) draft {
		d.sealed = m.fittingFiles(d)
		d.sealed[0].Digest = body
		return d
	}
	m.refused(borrowed(m.contribution("Piet", 1)), "file_in_use")
	his := m.contribute("Piet", 1)
	m.refused(borrowed(draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{his}, payload: &CorrectPayload{}, labels: labelsOf("Piet")}), "file_in_use")

	m.do(onObject("Hanna", KindWithdraw, hers))
	m.refused(borrowed(m.contribution("Piet", 1)), "file_in_use") // nor after it is gone

	twice := m.contribution("Piet", 1, "Hanna")
	twice.sealed = m.fittingFiles(twice)
	twice.sealed[1].Digest = twice.sealed[0].Digest
	m.refused(twice, "file_in_use")
}

// Kees gets Hanna's place after she went. Piet chose Hanna, not whoever sits
// there: his contribution is not for Kees until Piet shows it to him.
func TestWhoFillsAPlaceIsNotTheReaderItsOwnerChose(t *testing.T) {
	m, con := contributed(t)
	require.Len(t, m.find("Piet", con).Readers, 1)
	m.do(draft{by: "Hanna", kind: KindLeave})
	require.Empty(t, m.find("Piet", con).Readers)

	lies := m.admission("Lies", m.do(draft{by: "Anneke", kind: KindInvite, payload: &InvitePayload{
		Place: cast()["Hanna"].place, Invitation: m.file(), LobbyHash: m.file(), Expires: m.now + DayMillis,
	}}))
	m.do(lies)
	m.seats["Lies"] = lies.payload.(*AdmitPayload).Seat
	m.do(m.joining("Lies"))
	require.NotContains(t, m.labelsShown(con), "Lies")
	for _, duty := range m.s.Duties(m.seats["Piet"]) {
		require.NotContains(t, duty.Readers, m.seats["Lies"], "and his device seals nothing by itself")
	}
	m.do(m.showing("Piet", con, "Hanna")) // the place, now hers, with one press
	require.Contains(t, m.labelsShown(con), "Lies")
}

// One device cannot fill the room, and there is always space to take something
// back, to go, and to bring the meeting to its end.
func TestNobodyFillsTheRoomAlone(t *testing.T) {
	m, _ := contributed(t)
	at := func(kind chain.Kind, counter uint64) bool {
		return m.s.full(&change{s: m.s, row: m.s.rows[kind], act: chain.Act{Kind: kind, Counter: counter}})
	}
	require.False(t, at(KindVoid, MaxActsOfDevice))
	require.True(t, at(KindVoid, MaxActsOfDevice+1))
	require.False(t, at(KindWithdraw, MaxActsOfDevice+1))
	log := m.s.log
	m.s.log = append(log, make([]*known, MaxActs-MaxActsToEnd)...)
	by := func(name string, kind chain.Kind, counter uint64) bool {
		return m.s.full(&change{s: m.s, row: m.s.rows[kind], act: chain.Act{Kind: kind, Author: m.seats[name], Counter: counter}})
	}
	require.True(t, by("Anneke", KindMinimise, 9), "what is kept to end with is not for talking on")
	m.s.phase = WrappingUp
	for _, kind := range []chain.Kind{KindOutcome, KindMinimise, KindNothingFor, KindIssue, KindDispatch, KindHandle} {
		require.False(t, by("Anneke", kind, MaxActsOfDevice+MaxActsToEnd), kind)
		require.True(t, by("Anneke", kind, MaxActsOfDevice+MaxActsToEnd+1), kind)
		require.True(t, by("Piet", kind, 9), kind)
	}
	require.False(t, by("Piet", KindAgree, 9), "an owner is waited for")
	require.True(t, by("Piet", KindAgree, MaxActsOfDevice+1))
	require.True(t, by("Anneke", KindContribute, 9))
	m.s.phase = InSession

	m.s.log = append(log, make([]*known, MaxActs)...)
	require.True(t, at(KindVoid, 9))
	for _, kind := range []chain.Kind{KindWithdraw, KindLeave, KindRemove, KindLapse, KindWrapUp, KindAdopt, KindClose, KindDestroy, KindErased, KindDestroyed} {
		require.False(t, at(kind, 9), kind)
	}
}
