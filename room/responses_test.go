package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// The family may respond: until it did, was invited in vain or does not want to, the
// minutes are not adopted (TS-VC-8).
func TestTheFamilyIsAskedForItsResponse(t *testing.T) {
	m := absent(t)
	one := []agenda.ItemID{1}
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse))
	m.do(m.inviting("Sofie", 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "there is time to respond")
	m.now += 7 * DayMillis
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "on the last day too")
	m.now += DayMillis
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
	m.do(m.inviting("Sofie", 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "invited anew")
	m.do(m.onItem(KindNoResponse, 1))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
}

// Piet noted what the family answered: until the chair decided on it, or Piet takes
// it back, nothing else settles it.
func TestAResponseThatWasGivenIsDecidedOn(t *testing.T) {
	m := absent(t)
	m.do(m.onItem(KindNoResponse, 1))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
	said := m.do(m.responding("Piet"))
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse))
	d := m.passage("Piet", said, said, "Hanna")
	d.on, d.payload.(*ProposePayload).Kind, d.payload.(*ProposePayload).Actions = d.on[1:], ReleaseResponse, 0
	p := m.do(d)
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse))
	m.do(minimising("Anneke", p, false))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
	m.do(onObject("Piet", KindWithdraw, m.do(m.responding("Piet"))))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
}

// Fatima responds. Hanna gets a passage about the case, so she gets the response too:
// in her extract, and in her minutes before they are adopted.
func TestAResponseTravelsWithTheMinutes(t *testing.T) {
	m, passage, response := responded(t)
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
	m.refused(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{passage}), "package_incomplete")
	m.do(m.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{passage, response}))
	m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{passage, response}))

	// Wim gets a text about the case as well, and not the response.
	more := m.contribute("Piet", 1)
	p := m.do(m.passage("Piet", more, m.do(m.action("Anneke", 1, "Wim")), "Wim", "Fatima"))
	m.do(onProposal("Piet", KindAgree, p))
	require.Empty(t, m.s.withoutResponse(1), "nothing leaves yet")
	m.do(minimising("Anneke", p, true))
	require.Equal(t, []Recipient{{Seat: m.seats["Wim"]}}, m.s.withoutResponse(1), "Fatima has her own response")
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse))
	again := m.respond("Wim", "Hanna")
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse), "he lacks the first one still")

	for _, con := range []crypto.Digest{m.s.proposals[response].Sources[0], m.s.proposals[again].Sources[0]} {
		m.do(onObject("Fatima", KindWithdraw, con))
	}
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse), "what she takes back is no response")
}

// A parent who is not there is told what was decided in a notice. That notice is his
// package, and what Fatima answered is not for him.
func TestANoticeIsEnoughForWhoIsOnlyTold(t *testing.T) {
	m, _, _ := responded(t)
	m.do(m.outside(OutsidePayload{Kind: covenant.GuestPerson, Passphrase: true}))
	other := Recipient{Outside: 1}
	notice := m.do(draft{by: "Sofie", kind: KindPropose, payload: &ProposePayload{
		Item: 1, Kind: covenant.ReleaseNotice, Digest: m.file(), Independent: true, Recipients: []Recipient{other},
	}})
	m.approve(notice)
	require.NotContains(t, m.s.withoutResponse(1), other)
	require.Contains(t, m.gate(covenant.GatePackagesIssued).Seats, other)
	m.send(m.issueTo(covenant.PackageNotice, other, []crypto.Digest{notice}))
	require.NotContains(t, m.gate(covenant.GatePackagesIssued).Seats, other)
	require.Contains(t, m.gate(covenant.GatePackagesIssued).Seats, Recipient{Seat: m.seats["Hanna"]})
}
