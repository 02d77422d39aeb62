package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// stewarded has Sofie gone, who brought something in at item 1 that Bram of her own
// party looks after.
func stewarded(tb testing.TB) (m *meeting, con crypto.Digest) {
	tb.Helper()
	m = discussing(tb)
	m.sit("Sofie", 1, "content")
	con = m.contribute("Sofie", 1, "Piet")
	m.do(draft{by: "Sofie", kind: KindLeave, payload: &LeavePayload{Steward: m.seats["Bram"]}})
	return m, con
}

// Sofie has to go. What she brought in is in the hands of Bram: he hides, withdraws,
// agrees and declines, and shows it to nobody new.
func TestASteward(t *testing.T) {
	m := discussing(t)
	m.sit("Sofie", 1, "content")
	con := m.contribute("Sofie", 1, "Piet", "Hanna")
	other := m.contribute("Sofie", 1, "Piet")
	action := m.do(m.action("Anneke", 1, "Hanna"))
	open := m.do(m.passage("Piet", con, action, "Hanna"))
	m.refused(onProposal("Bram", KindAgree, open), "not_owner")
	m.refused(onObject("Bram", KindWithdraw, other), "not_owner")

	m.do(draft{by: "Sofie", kind: KindLeave, payload: &LeavePayload{Steward: m.seats["Bram"]}})
	require.Equal(t, ProposalOpen, m.at("Hanna", 1).Proposals[0].State, "he can agree to it")
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna"} {
		require.Equal(t, m.seats["Bram"], m.view(name).Speaker(m.seats["Sofie"]), name)
	}
	m.refused(onProposal("Piet", KindAgree, open), "not_owner")
	m.refused(minimising("Anneke", open, true), "no_agreement")
	m.do(onProposal("Bram", KindDecline, open))
	m.refused(minimising("Anneke", open, true), "no_agreement")
	m.do(onProposal("Bram", KindAgree, open))
	sofie, bram := m.seats["Sofie"], m.seats["Bram"]
	for _, name := range []string{"Anneke", "Piet", "Hanna"} {
		p := m.at(name, 1).Proposals[0]
		require.Contains(t, p.Agreements, sofie, name)
		require.Equal(t, map[chain.Seat]chain.Seat{sofie: bram}, p.Stewards, name)
	}
	m.do(minimising("Anneke", open, true))

	m.do(m.hiding("Bram", con, "Hanna"))
	require.False(t, m.opens("Hanna", con))
	m.refused(m.showing("Bram", con, "Hanna"), "not_owner")
	m.refused(draft{by: "Bram", kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf("Bram"), payload: &CorrectPayload{}}, "not_owner")
	m.do(m.passage("Piet", other, action, "Hanna"))
	m.do(onObject("Bram", KindWithdraw, other))
	for _, name := range []string{"Anneke", "Piet", "Hanna"} {
		for _, c := range m.at(name, 1).Contributions {
			require.Equal(t, c.Act == other, c.Withdrawn, name)
		}
	}
}

// Without a steward it is as it was: undecided proposals lapse, approved ones stand.
func TestAnOwnerLeavesWithoutASteward(t *testing.T) {
	m, con, proposal := approved(t)
	open := m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.do(draft{by: "Piet", kind: KindLeave})
	for _, name := range []string{"Anneke", "Bram", "Hanna"} {
		for _, p := range m.at(name, 1).Proposals {
			switch p.Act {
			case proposal:
				require.Equal(t, ProposalApproved, p.State, name)
			case open:
				require.Equal(t, ProposalLapsed, p.State, name)
				require.Equal(t, CodeOwnerLeft, p.Why, name)
			}
		}
		require.True(t, m.opens(name, con), "what they could read they still read")
	}
	m.refused(onProposal("Anneke", KindAgree, open), "not_owner")
	m.refused(m.passage("Sofie", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"), "owner_left")
	m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
}

// A steward who goes hands on what he took over, or it is in nobody's hands.
func TestAStewardGoes(t *testing.T) {
	m, con := stewarded(t)
	open := m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.do(draft{by: "Bram", kind: KindLeave, payload: &LeavePayload{Steward: m.seats["Anneke"]}})
	require.Equal(t, m.seats["Anneke"], m.s.speaker(m.seats["Sofie"]))
	m.do(onProposal("Anneke", KindAgree, open))

	m, con = stewarded(t)
	m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.do(draft{by: "Bram", kind: KindLeave})
	require.Equal(t, ProposalLapsed, m.at("Piet", 1).Proposals[0].State)
	require.Zero(t, m.view("Piet").Speaker(m.seats["Sofie"]))
}

// A steward keeps his seat at the item as long as he looks after something there.
func TestAStewardIsNotUnseated(t *testing.T) {
	m := discussing(t)
	m.join("Kees")
	m.sit("Wim", 1, "content")
	m.sit("Kees", 1, "content")
	m.contribute("Wim", 1, "Kees")
	m.do(m.unseating("Hanna", 1))
	m.do(draft{by: "Wim", kind: KindLeave, payload: &LeavePayload{Steward: m.seats["Kees"]}})
	m.refused(m.unseating("Kees", 1), "not_now")
}

// withoutDevice has somebody at Kees's place without a device, and his number.
func withoutDevice(tb testing.TB) (*meeting, draft) {
	m := invited(tb)
	m.do(draft{by: "Anneke", kind: KindPresent, payload: &PresentPayload{Place: cast()["Kees"].place}})
	return m, draft{by: "Anneke", kind: KindOutside, payload: &OutsidePayload{
		Number: 1, Organisation: "mantelzorgconsulent", Recipient: cast()["Kees"].minutes, Place: cast()["Kees"].place,
	}}
}

// Kees is there without a device: everybody sees it, and he gets his minutes as an
// outside recipient, but as one of his party. When he comes in by a link after all
// the note goes.
func TestPresentWithoutADevice(t *testing.T) {
	m, outside := withoutDevice(t)
	kees := cast()["Kees"].place
	for name := range m.seats {
		require.True(t, m.view(name).Places[kees-1].Present, name)
	}
	m.do(outside)
	m.sit("Kees", 1, "content")
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	con := m.contribute("Piet", 1)
	d := m.passage("Piet", con, m.do(m.action("Anneke", 1, "Kees")))
	d.payload.(*ProposePayload).Recipients = []Recipient{{Outside: 1}}
	proposal := m.do(d)
	m.do(onProposal("Piet", KindAgree, proposal))
	m.do(minimising("Anneke", proposal, true))
	m.do(draft{by: "Anneke", kind: KindIssue, on: []crypto.Digest{proposal}, payload: &IssuePayload{
		Kind: covenant.PackageMinutes, Recipient: Recipient{Outside: 1}, Content: m.file(), Releases: 1, ReactUntil: conceptUntil(m)}})
	m.join("Kees")
	require.False(t, m.view("Piet").Places[kees-1].Present)
	m.refused(draft{by: "Anneke", kind: KindPresent, payload: &PresentPayload{Place: kees}}, "place_taken")
}

// A third party without a basis gets nothing; who was noted present is none.
func TestOnlyWhoIsPresentIsNoThirdParty(t *testing.T) {
	m, outside := withoutDevice(t)
	outside.payload.(*OutsidePayload).Place = 0
	m.do(outside)
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	d := m.passage("Piet", m.contribute("Piet", 1), m.do(m.action("Anneke", 1, "Kees")))
	d.payload.(*ProposePayload).Recipients = []Recipient{{Outside: 1}}
	require.NotNil(t, m.s.Check(m.sign(d), m.now))
	d.payload.(*ProposePayload).Recipients = []Recipient{{Seat: m.seats["Hanna"]}}
	require.Nil(t, m.s.Check(m.sign(d), m.now))
}

// Kees comes late. For what was chosen before nobody is asked; for the rest each
// owner has one question.
func TestNewcomersAndOneQuestion(t *testing.T) {
	m := discussing(t)
	m.sit("Kees", 1, "content")
	first, chosen, second := m.contribute("Piet", 1, "Hanna"), m.contribute("Piet", 1, "Kees"), m.contribute("Piet", 1)
	hannas := m.contribute("Hanna", 1)
	require.Empty(t, m.s.Newcomers(m.seats["Piet"]), "nobody fills the place")
	m.enter("Kees")
	require.Empty(t, m.s.Newcomers(m.seats["Piet"]), "nor has he confirmed secrecy")
	m.do(m.joining("Kees"))
	m.serveAll("Piet")
	require.True(t, m.opens("Kees", chosen))
	kees := Newcomer{Seat: m.seats["Kees"], Place: cast()["Kees"].place, Contributions: []crypto.Digest{first, second}}
	require.Equal(t, []Newcomer{kees}, m.s.Newcomers(m.seats["Piet"]))
	kees.Contributions = []crypto.Digest{hannas}
	require.Equal(t, []Newcomer{kees}, m.s.Newcomers(m.seats["Hanna"]))
	require.Empty(t, m.s.Newcomers(m.seats["Anneke"]))

	m.contribute("Piet", 1) // with Kees at the table: not to choose him is an answer
	m.do(m.showing("Piet", first, "Kees"))
	require.Equal(t, []crypto.Digest{second}, m.s.Newcomers(m.seats["Piet"])[0].Contributions)
	m.do(m.showing("Piet", second, "Kees"))
	require.Empty(t, m.s.Newcomers(m.seats["Piet"]))
	require.Len(t, m.view("Piet").NotRead(m.seats["Kees"]), 1, "the last one")

	// A substitute takes over the freed place: who the owner chose was Kees.
	m.do(draft{by: "Kees", kind: KindLeave})
	require.Empty(t, m.s.Newcomers(m.seats["Piet"]))
	sub := m.newSubstitute("Karin", "Kees")
	m.do(m.joining(sub))
	require.False(t, m.opens(sub, chosen))
	require.Len(t, m.s.Newcomers(m.seats["Piet"])[0].Contributions, 4)
}

// newSubstitute lets a colleague take over a freed place.
func (m *meeting) newSubstitute(name, of string) string {
	m.Helper()
	p := *cast()[of]
	p.name, p.key, p.seatKey = name, keyNamed(name), newRecipient()
	m.anew[name] = &p
	invited := m.do(m.invitation(of))
	signed, err := SignBundle(Bundle{Room: m.s.id, Invitation: m.s.invitations[invited].ID, Recipient: p.seatKey,
		Claims: Claims{Name: name, Party: p.party, Function: p.function}}, p.key)
	require.NoError(m, err)
	m.seats[name] = chain.Seat(len(m.s.seats) + 1)
	m.do(draft{by: "Anneke", kind: KindAdmit, on: []crypto.Digest{invited}, payload: &AdmitPayload{Seat: m.seats[name], Place: p.place, Bundle: signed}})
	return name
}
