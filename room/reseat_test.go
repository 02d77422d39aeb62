package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// opens says whether somebody has an envelope of a contribution.
func (m *meeting) opens(name string, con crypto.Digest) bool {
	for _, c := range m.at(name, 1).Contributions {
		if c.Act == con && c.Text != nil {
			return !c.Text.Envelope.IsZero()
		}
	}
	return false
}

// serveAll does what every device owes, as the devices themselves would.
func (m *meeting) serveAll(names ...string) {
	m.Helper()
	for _, name := range names {
		for _, d := range m.s.Duties(m.seats[name]) {
			payload := any(nil)
			if d.Kind == KindShow {
				payload = &ShowPayload{}
			}
			m.do(draft{by: name, kind: d.Kind, on: []crypto.Digest{d.Object}, payload: payload, sealed: m.envelopes(d.Readers)})
		}
	}
}

// Hanna's laptop dies in the middle of the meeting. She comes back on another one
// and reads what she could read, and nothing more.
func TestComingBackOnAnotherDevice(t *testing.T) {
	m, forHanna := contributed(t)
	m.serveAll("Anneke") // the item itself, to who came after it was described
	notForHanna := m.contribute("Piet", 1, "Sofie")
	own := m.contribute("Hanna", 1)
	action := m.do(m.action("Anneke", 1, "Hanna"))
	m.do(m.announcing("Hanna"))
	old := m.person("Hanna")
	require.True(t, m.opens("Hanna", forHanna))

	m.comeBack("Anneke", "Hanna", "borrowed laptop")
	require.Equal(t, []chain.Seat{m.seats["Hanna"]}, m.effects().Anew)
	require.False(t, m.at("Hanna", 1).Here, "nothing of an item before secrecy is confirmed anew")
	require.True(t, m.opens("Anneke", forHanna))
	seat := m.s.seat(m.seats["Hanna"])
	require.False(t, seat.Joined)
	require.False(t, seat.Confirmed, "the code is compared again on this device")
	require.True(t, seat.MinutesKey.IsZero(), "her packages go to a key that this device announces")
	require.True(t, seat.came())
	m.refused(draft{by: "Hanna", kind: KindVoid, with: old.key}, "not_your_device")
	m.refused(draft{by: "Hanna", kind: KindVoid}, "secrecy_not_confirmed")
	require.Empty(t, m.s.Duties(m.seats["Anneke"]), "nothing is owed before that")

	m.do(m.joining("Hanna"))
	require.True(t, m.at("Hanna", 1).Here)
	for _, con := range []crypto.Digest{forHanna, own} {
		require.False(t, m.opens("Hanna", con), "what was sealed to the old key does not count")
	}
	m.refused(draft{by: "Anneke", kind: KindShare, on: []crypto.Digest{notForHanna}, sealed: m.envelopes([]chain.Seat{m.seats["Hanna"]})}, "reader_not_at_item")
	m.serveAll("Anneke")
	require.True(t, m.opens("Hanna", forHanna))
	require.True(t, m.opens("Hanna", own))
	require.False(t, m.opens("Hanna", notForHanna), "never more than before")
	require.Empty(t, m.s.Duties(m.seats["Anneke"]))
	for _, a := range m.at("Hanna", 1).Agreed {
		require.Equal(t, action, a.Act)
		require.False(t, a.Text.Envelope.IsZero())
	}

	// The owner decides as before: he hides, and nobody gives it back.
	m.do(m.hiding("Piet", forHanna, "Hanna"))
	m.refused(draft{by: "Anneke", kind: KindShare, on: []crypto.Digest{forHanna}, sealed: m.envelopes([]chain.Seat{m.seats["Hanna"]})}, "reader_not_at_item")
	m.do(m.showing("Piet", notForHanna, "Hanna"))
	require.True(t, m.opens("Hanna", notForHanna))
}

// What an owner hides or corrects while she is away is not hers to get back from
// the chair.
func TestWhatChangedWhileSheWasAway(t *testing.T) {
	m, hidden := contributed(t)
	m.serveAll("Anneke")
	corrected := m.contribute("Piet", 1, "Hanna")
	m.comeBack("Bram", "Hanna", "borrowed laptop")
	m.do(m.hiding("Piet", hidden, "Hanna"))
	m.do(draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{corrected}, labels: labelsOf("Piet"), payload: &CorrectPayload{}})
	m.do(m.joining("Hanna"))
	m.serveAll("Anneke")
	require.False(t, m.opens("Hanna", hidden))
	require.False(t, m.opens("Hanna", corrected), "she never had this version: that is the owner's to give")
	m.serveAll("Piet")
	require.False(t, m.opens("Hanna", hidden))
	require.True(t, m.opens("Hanna", corrected), "the owner chose her, his device seals the new version")
}

// The owner's device may be the first to seal again.
func TestTheOwnerSealsAgain(t *testing.T) {
	m, con := contributed(t)
	m.comeBack("Anneke", "Hanna", "borrowed laptop")
	m.do(m.joining("Hanna"))
	m.serveAll("Piet")
	require.True(t, m.opens("Hanna", con))
	for _, d := range m.s.Duties(m.seats["Anneke"]) {
		require.NotEqual(t, con, d.Object, "there is nothing left for the chair's device")
	}
}

// An agreement that was given stands; one that is given on the new device is marked.
func TestSignaturesAfterAReseatAreMarked(t *testing.T) {
	m, _, _, proposal := proposed(t)
	m.do(onProposal("Piet", KindAgree, proposal))
	require.Empty(t, m.at("Sofie", 1).Proposals[0].Anew)
	m.comeBack("Anneke", "Piet", "Piet's second laptop")
	require.Len(t, m.at("Sofie", 1).Proposals[0].Agreements, 1)
	require.Empty(t, m.at("Sofie", 1).Proposals[0].Anew)
	m.do(m.joining("Piet"))
	m.do(onProposal("Piet", KindAgree, proposal))
	for _, name := range []string{"Anneke", "Sofie", "Piet", "Hanna"} {
		require.Equal(t, []chain.Seat{m.seats["Piet"]}, m.at(name, 1).Proposals[0].Anew, name)
	}
	con := m.contribute("Piet", 1, "Hanna")
	for _, c := range m.at("Hanna", 1).Contributions {
		require.Equal(t, c.Act == con, c.Text.Anew)
	}
}

// The chair's own laptop dies: a deputy takes over, then gives her another device.
func TestTheChairComesBack(t *testing.T) {
	m, con := contributed(t)
	link := m.do(m.returnLink("Bram", "Anneke"))
	m.refused(m.reseating("Bram", "Anneke", "another laptop", link), "not_chair", "DW-11.2")
	m.do(draft{by: "Bram", kind: KindTakeOver, payload: &CodePayload{Nonce: [32]byte{9}}})
	m.do(draft{by: "Bram", kind: KindUninvite, on: []crypto.Digest{link}})
	m.comeBack("Bram", "Anneke", "another laptop")
	require.False(t, m.s.Leads(m.seats["Anneke"]), "nothing is hers to do before secrecy is confirmed")
	m.do(m.joining("Anneke"))
	require.Equal(t, agenda.Deputy, m.s.seat(m.seats["Anneke"]).Post)
	require.False(t, m.opens("Anneke", con))
	m.serveAll("Bram")
	require.True(t, m.opens("Anneke", con))
	m.do(draft{by: "Bram", kind: KindHandOver, payload: &HandOverPayload{To: m.seats["Anneke"], Code: CodePayload{Nonce: [32]byte{8}}}})
	require.Equal(t, m.seats["Anneke"], m.s.chair().ID)
}

// Who comes back still gets his minutes: the room is not adopted around him.
func TestWhoComesBackIsStillARecipient(t *testing.T) {
	m, _, _, proposal := proposed(t)
	m.comeBack("Anneke", "Hanna", "borrowed laptop")
	require.Contains(t, m.s.recipients(), Recipient{Seat: m.seats["Hanna"]})
	m.do(onProposal("Piet", KindAgree, proposal))
	m.do(minimising("Anneke", proposal, true))
	m.refused(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}), "recipient_unsecured")
}

// A link to come back dies with the seat.
func TestNobodyComesBackToASeatThatLeft(t *testing.T) {
	m := invited(t)
	link := m.do(m.returnLink("Anneke", "Wim"))
	m.do(draft{by: "Wim", kind: KindLeave})
	m.refused(m.reseating("Anneke", "Wim", "another laptop", link), "invitation_spent")
	m.refused(onObject("Anneke", KindUninvite, link), "invitation_spent")
}
