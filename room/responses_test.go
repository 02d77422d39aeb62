package room

import (
	"slices"
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
	p := m.do(m.offering("Piet", said, "Hanna"))
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
	require.Empty(t, m.s.withoutResponse(1, m.s.leaving()), "nothing leaves yet")
	m.do(minimising("Anneke", p, true))
	require.Equal(t, []Recipient{{Seat: m.seats["Wim"]}}, m.s.withoutResponse(1, m.s.leaving()), "Fatima has her own response")
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
	require.NotContains(t, m.s.withoutResponse(1, m.s.leaving()), other)
	require.Contains(t, m.gate(covenant.GatePackagesIssued).Seats, other)
	m.send(m.issueTo(covenant.PackageNotice, other, []crypto.Digest{notice}))
	require.NotContains(t, m.gate(covenant.GatePackagesIssued).Seats, other)
	require.Contains(t, m.gate(covenant.GatePackagesIssued).Seats, Recipient{Seat: m.seats["Hanna"]})
}

// Fatima responded and went, before she agreed that it goes along: nobody can take
// that up for her. What Anneke said before does not settle it; once she says on record
// that no response is to come, the minutes are not kept for ever.
func TestAResponseWhoseGiverLeft(t *testing.T) {
	m := visited(t)
	one := []agenda.ItemID{1}
	said := m.do(m.responding("Fatima", "Piet"))
	m.do(m.onItem(KindNoResponse, 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "she gave one")
	m.do(draft{by: "Fatima", kind: KindLeave})
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "nobody has said since how it stands")
	m.refused(m.offering("Piet", said, "Hanna"), "owner_left")
	m.refused(onObject("Anneke", KindWithdraw, said), "not_owner")

	m.nameContact("Hanna")
	m.do(m.inviting("Hanna", 1))
	m.now += 8 * DayMillis
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "that is for chair or deputy to say")
	m.do(m.inviting("Anneke", 1))
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "there is time to respond")
	m.do(m.onItem(KindNoResponse, 1))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))

	m.do(m.responding("Piet"))
	require.Equal(t, one, m.openAt(covenant.GateFamilyResponse), "what Piet notes of her is decided on")
	require.NoError(t, newWatch(m).look())
}

// Her response went along to Hanna before she left. Wim, who gets a text later, cannot
// be given it without her: that too is said on record.
func TestAResponseReachesNobodyNewOnceItsGiverLeft(t *testing.T) {
	m, _, response := responded(t)
	more := m.contribute("Piet", 1)
	p := m.do(m.passage("Piet", more, m.do(m.action("Anneke", 1, "Wim")), "Wim"))
	m.do(onProposal("Piet", KindAgree, p))
	m.do(draft{by: "Fatima", kind: KindLeave})
	m.do(minimising("Anneke", p, true))
	wim := []Recipient{{Seat: m.seats["Wim"]}}
	require.Equal(t, wim, m.s.withoutResponse(1, m.s.leaving()))
	m.refused(m.offering("Piet", m.s.proposals[response].Sources[0], "Wim"), "owner_left")
	m.do(m.onItem(KindNoResponse, 1))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse))
	require.Len(t, m.s.responses(1), 1, "Hanna's stands")
}

// Her steward speaks for who left: what he can decide on waits for him.
func TestAResponseWaitsForASteward(t *testing.T) {
	m := absent(t)
	m.sit("Sofie", 1, "content")
	m.do(m.responding("Sofie"))
	m.do(draft{by: "Sofie", kind: KindLeave, payload: &LeavePayload{Steward: m.seats["Bram"]}})
	m.do(m.onItem(KindNoResponse, 1))
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse))
	m.do(draft{by: "Bram", kind: KindLeave})
	require.Equal(t, []agenda.ItemID{1}, m.openAt(covenant.GateFamilyResponse))
	m.do(m.onItem(KindNoResponse, 1))
	require.Empty(t, m.openAt(covenant.GateFamilyResponse), "he is gone as well")
}

// The family answers days after the discussion, while the minutes are made. Piet notes
// it, and Hanna her dissent; other information waits for the case to be opened. Once
// the minutes are adopted, nothing more is added.
func TestAResponseComesAfterTheDiscussion(t *testing.T) {
	m := absent(t)
	decision := m.do(m.decision("Sofie", 1))
	m.do(m.onItem(KindEndItem, 1))
	m.do(m.responding("Piet"))
	m.do(draft{by: "Anneke", kind: KindWrapUp})
	said := m.do(m.responding("Piet"))
	require.Equal(t, AsResponse, m.find("Anneke", said).As)
	m.do(m.saying(AsDissent, "Hanna", decision))
	m.refused(m.contribution("Piet", 1), "item_not_open")
	m.approve(m.do(m.offering("Piet", said, "Hanna")))
	require.Len(t, m.s.responses(1), 1)

	m.s.phase = Adopted
	m.refused(m.responding("Piet"), "item_not_open")
}

// Fatima is told, and nobody else, that what she answered waits for a decision: were
// she to leave before, it would stay behind.
func TestWhoGaveAResponseIsToldThatItWaits(t *testing.T) {
	m := visited(t)
	said := m.do(m.responding("Fatima", "Piet"))
	told := []Due{{Item: 1, What: DueGiver, Place: cast()["Fatima"].place}}
	due := func(name string) []Due {
		return slices.DeleteFunc(m.view(name).Due, func(d Due) bool { return d.What != DueGiver })
	}
	require.Equal(t, told, due("Fatima"))
	for _, name := range []string{"Anneke", "Sofie", "Piet", "Hanna", "Wim"} {
		require.Empty(t, due(name), name)
	}
	p := m.do(m.offering("Piet", said, "Hanna"))
	m.do(onProposal("Fatima", KindAgree, p))
	require.Equal(t, told, due("Fatima"))
	m.do(minimising("Anneke", p, true))
	require.Empty(t, due("Fatima"))
	require.NoError(t, newWatch(m).look())
}
