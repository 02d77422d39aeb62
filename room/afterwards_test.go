package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// approve lets the owners agree to a proposal, and the chair find it needed.
func (m *meeting) approve(proposal crypto.Digest) {
	m.Helper()
	for _, owner := range m.s.proposals[proposal].Owners {
		m.do(onProposal(m.s.seat(owner).Claims.Name, KindAgree, proposal))
	}
	d := minimising("Anneke", proposal, true)
	d.payload.(*MinimisePayload).Independent = m.s.proposals[proposal].Independent
	m.do(d)
}

// Hanna reads her concept and something in it is wrong: the text is corrected,
// agreed to and approved anew, and the wrong one leaves no more.
func TestAReactionLeadsToACorrection(t *testing.T) {
	m, _, pack := concept(t)
	older := onlyRelease(m)
	reaction := m.do(reacting("Hanna", pack, false))
	for _, name := range []string{"Anneke", "Bram", "Sofie", "Hanna"} {
		require.False(t, m.view(name).Reactions[0].Text.Envelope.IsZero(), name)
	}
	for _, name := range []string{"Piet", "Wim"} {
		require.True(t, m.view(name).Reactions[0].Text.Envelope.IsZero(), name)
	}
	require.False(t, m.s.handled(m.s.reactions[reaction]))

	newer := m.do(m.improving("Piet", older))
	m.do(handling("Sofie", reaction, newer))
	require.False(t, m.s.handled(m.s.reactions[reaction]), "until it is approved")
	require.Equal(t, []crypto.Digest{newer}, m.view("Hanna").Reactions[0].Corrections)
	require.Len(t, m.s.releasesFor(Recipient{Seat: m.seats["Hanna"]}), 1)
	m.approve(newer)
	require.True(t, m.s.handled(m.s.reactions[reaction]))
	require.Contains(t, m.s.releasesFor(Recipient{Seat: m.seats["Hanna"]}), newer)
	require.NotContains(t, m.s.releasesFor(Recipient{Seat: m.seats["Hanna"]}), older)
	require.True(t, m.packageOf("Hanna", pack).Withdrawn, "what she has is not right any more")
	require.False(t, m.packageOf("Wim", pack).Withdrawn, "who does not sit there does not learn it")
	m.refused(m.improving("Piet", older), "wrong_correction", "AVG-5d") // twice
	m.send(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{newer}))
	require.NoError(t, newWatch(m).look())
}

// Piet agreed to one text about what he brought in. The chair cannot put words of
// her own in its place; nor can anybody once Piet is gone and nobody speaks for him.
func TestNoCorrectionAroundAnOwner(t *testing.T) {
	m, _, proposal := approved(t)
	m.refused(aroundOwner(m, "Anneke", proposal), "wrong_correction", "AVG-5d")
	m.do(draft{by: "Piet", kind: KindLeave})
	m.refused(m.improving("Anneke", proposal), "owner_left")
	m.do(onObject("Anneke", KindHold, proposal))
	require.Empty(t, m.s.releasesFor(Recipient{Seat: m.seats["Hanna"]}))
}

// What the family answered is corrected into an answer, and into nothing else.
func TestAResponseStaysAResponse(t *testing.T) {
	m, _, answer := responded(t)
	d := m.improving("Anneke", answer)
	d.payload.(*ProposePayload).Kind = "passage"
	m.refused(d, "wrong_correction")
	require.Len(t, m.s.responses(1), 1)
}

// A correction that is approved calls a package back that has not left.
func TestACorrectionRecallsWhatHasNotLeft(t *testing.T) {
	m, _, pack := dispatchedPack(t)
	newer := m.do(m.improving("Piet", onlyRelease(m)))
	m.do(m.delivery(m.send(m.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{onlyOlder(m)}))))
	m.approve(newer)
	m.refused(m.delivery(pack), "recalled")
}

// onlyOlder is the one proposal that corrects nothing.
func onlyOlder(m *meeting) crypto.Digest { return m.s.proposalOf(m.s.corrections[0].Corrects).Act }

// The chair answers what needs no correction; who becomes secretary later can
// read both, and who is none does not.
func TestAReactionIsAnswered(t *testing.T) {
	m, _, pack := concept(t)
	reaction := m.do(reacting("Hanna", pack, false))
	m.do(handling("Anneke", reaction))
	require.True(t, m.s.handled(m.s.reactions[reaction]))
	require.False(t, m.view("Hanna").Reactions[0].Answer.Envelope.IsZero())
	require.True(t, m.view("Piet").Reactions[0].Answer.Envelope.IsZero())
	m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Secretary}})
	for _, duty := range m.s.Duties(m.seats["Anneke"]) {
		m.do(onObject("Anneke", KindShare, duty.Object))
	}
	require.False(t, m.view("Wim").Reactions[0].Text.Envelope.IsZero())
	require.False(t, m.view("Wim").Reactions[0].Answer.Envelope.IsZero())
	m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Member}})
	require.False(t, m.s.Opens(m.seats["Wim"], m.view("Wim").Reactions[0].Text.Body), "not any more")
	require.Empty(t, m.s.Duties(m.seats["Anneke"]))
}

// Adopting waits for the term, or for everybody's word that he has no remarks.
func TestTheReactionTerm(t *testing.T) {
	m := regionally(t)
	con := m.contribute("Piet", 1, "Hanna")
	proposal := m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.approve(proposal)
	m.do(m.announcing("Hanna"))
	pack := m.send(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
	require.Equal(t, []Recipient{{Seat: m.seats["Hanna"]}}, m.gate(covenant.GateReactionTermPassed).Seats)
	m.do(m.delivery(pack))
	remark := m.do(reacting("Hanna", pack, false))
	require.Equal(t, []crypto.Digest{remark}, m.gate(covenant.GateReactionsHandled).Open)
	m.do(handling("Anneke", remark))
	require.True(t, m.gate(covenant.GateReactionsHandled).Met)
	require.False(t, m.gate(covenant.GateReactionTermPassed).Met, "she may think of something else")
	m.do(reacting("Hanna", pack, true))
	require.True(t, m.gate(covenant.GateReactionTermPassed).Met)

	again := m.send(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
	require.False(t, m.gate(covenant.GateReactionTermPassed).Met, "new minutes, a new term")
	until := m.packageOf("Hanna", again).ReactUntil
	require.Equal(t, m.rules.AddWorkingDays(m.now/DayMillis, 10), until)
	m.now = (until + 1) * DayMillis
	require.True(t, m.gate(covenant.GateReactionTermPassed).Met)
	m.do(m.delivery(again))
	m.refused(reacting("Hanna", again, false), "reaction_term_over", "AVG-5d")
}

// The chair issues new minutes and lets them lie: what Hanna has she may still react to.
func TestTheReactionTermIsNotCutShort(t *testing.T) {
	m := regionally(t)
	con := m.contribute("Piet", 1, "Hanna")
	proposal := m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.approve(proposal)
	m.do(m.announcing("Hanna"))
	m.do(m.delivery(m.send(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))))
	m.do(onObject("Anneke", KindHold, proposal))
	lying := m.do(m.issue(covenant.PackageMinutes, "Hanna", nil))
	m.do(m.nothingFor("Hanna"))
	require.Equal(t, []Recipient{{Seat: m.seats["Hanna"]}}, m.gate(covenant.GateReactionTermPassed).Seats)
	m.do(onObject("Anneke", KindDispatch, lying))
	m.now = m.packageOf("Hanna", lying).ReactUntil * DayMillis
	require.False(t, m.gate(covenant.GateReactionTermPassed).Met, "the last day is a day to react")
	m.now += DayMillis
	require.True(t, m.gate(covenant.GateReactionTermPassed).Met)
}

// What one brought in oneself, and the copy for who keeps the file, are of what
// was adopted: closing waits for them, adopting does not.
func TestRecordsAndTheDossierBeforeClosing(t *testing.T) {
	m := regionally(t)
	con := m.contribute("Hanna", 1, "Piet")
	m.do(m.announcing("Piet"))
	m.do(m.announcing("Hanna"))
	proposal := m.do(m.passage("Hanna", con, m.do(m.action("Anneke", 1, "Piet")), "Piet", "Wim"))
	m.approve(proposal)
	m.do(m.announcing("Wim"))
	for _, name := range []string{"Piet", "Wim"} {
		pack := m.send(m.issue(covenant.PackageMinutes, name, []crypto.Digest{proposal}))
		m.do(m.delivery(pack))
		m.do(reacting(name, pack, true))
	}
	m.do(m.onItem(KindEndItem, 1))
	m.meetGates()
	m.do(draft{by: "Anneke", kind: KindWrapUp})
	m.do(draft{by: "Anneke", kind: KindAdopt})
	m.refused(draft{by: "Anneke", kind: KindClose}, "gates_open")
	require.Equal(t, []Recipient{{Seat: m.seats["Hanna"]}}, m.gate(covenant.GateOwnRecordsIssued).Seats)
	require.Equal(t, []Recipient{{Seat: m.seats["Piet"]}, {Seat: m.seats["Wim"]}}, m.gate(covenant.GateDossierIssued).Seats, "the director, and the party that the rules name")

	m.send(m.issue(covenant.PackageOwnRecord, "Hanna", nil, con))
	require.True(t, m.gate(covenant.GateOwnRecordsIssued).Met)
	m.refused(m.issue(covenant.PackageDossier, "Piet", nil), "package_incomplete")
	m.send(m.issue(covenant.PackageDossier, "Piet", []crypto.Digest{proposal}))
	m.send(m.issue(covenant.PackageDossier, "Wim", []crypto.Digest{proposal}))
	require.True(t, m.gate(covenant.GateDossierIssued).Met)
	require.Zero(t, m.view("Piet").Packages[0].ReactUntil-m.view("Piet").Packages[1].ReactUntil)
	m.do(draft{by: "Anneke", kind: KindClose})
}

// Hanna loses her key after the room was closed. The chair knows it is she, and
// the same contents go to the new key: nobody agrees to anything anew.
func TestANewMinutesKey(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	m.do(m.delivery(pack))
	m.close()
	m.do(m.renewing("Hanna"))
	require.Equal(t, cast()["Hanna"].minutes, m.view("Wim").Seats[m.seats["Hanna"]-1].MinutesKey, "not before it is confirmed")
	m.refused(onObject("Anneke", KindReissue, pack), "already_decided")
	m.do(m.confirmingKey("Hanna"))
	require.Equal(t, cast()["Hanna"].renewed, m.view("Wim").Seats[m.seats["Hanna"]-1].MinutesKey)
	m.refused(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{onlyRelease(m)}), "room_closed")
	again := m.send(onObject("Anneke", KindReissue, pack))
	first, second := m.packageOf("Hanna", pack), m.packageOf("Hanna", again)
	require.Equal(t, pack, second.Issued())
	require.Equal(t, first.Releases, second.Releases)
	require.Equal(t, m.s.packages[pack].Content, m.s.packages[again].Content)
	require.Equal(t, []crypto.Recipient{cast()["Hanna"].renewed}, second.Keys)
	require.NotEqual(t, first.File, second.File)
	m.do(m.delivery(again))
	m.do(onObject("Hanna", KindOpened, again))
	m.do(onObject("Piet", KindWithdraw, con))
	m.do(draft{by: "Hanna", kind: KindMinutesKey, payload: &MinutesKeyPayload{Recipient: cast()["Lies"].minutes}})
	m.do(draft{by: "Bram", kind: KindConfirmKey, payload: &ConfirmKeyPayload{Seat: m.seats["Hanna"], Recipient: cast()["Lies"].minutes}})
	m.refused(onObject("Anneke", KindReissue, again), "recalled")
	m.destroy()
	m.refused(m.announcing("Hanna"), "room_closed")
}

// The party keeps what its people receive, once the chair vouches for its key; and
// everybody sees that the file was made for it. What Hanna brought in comes to
// nobody but her.
func TestAPartysArchive(t *testing.T) {
	m, con, proposal := approved(t)
	m.do(m.announcing("Hanna"))
	lies, kees := cast()["Lies"].minutes, cast()["Kees"].minutes
	hanna := cast()["Hanna"].minutes
	m.do(archiving("Hanna", lies))
	minutes := m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal})
	pack := m.send(minutes)
	require.Equal(t, []crypto.Recipient{hanna}, m.packageOf("Wim", pack).Keys, "nobody vouched for it")
	m.do(m.confirmingArchive("Hanna", lies))
	require.Equal(t, []crypto.Recipient{hanna}, m.packageOf("Wim", pack).Keys, "that file was made")
	m.do(archiving("Piet", kees))
	require.Equal(t, []Archive{
		{Party: housing, Recipient: lies, Seat: m.seats["Hanna"], Confirmed: true},
		{Party: police, Recipient: kees, Seat: m.seats["Piet"]},
	}, m.view("Wim").Archives)

	pack = m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
	require.Equal(t, []crypto.Recipient{hanna, lies}, m.packageOf("Wim", pack).Keys)
	m.do(onObject("Anneke", KindDispatch, pack))
	m.do(archiving("Hanna", kees)) // another one, which waits while the first one holds
	require.Equal(t, lies, m.view("Wim").Archives[0].Recipient)
	m.do(m.confirmingArchive("Hanna", kees))
	require.Equal(t, []crypto.Recipient{hanna, lies}, m.packageOf("Wim", pack).Keys)
	require.Equal(t, []Archive{{Party: police, Recipient: kees, Seat: m.seats["Piet"]}, {Party: housing, Recipient: kees, Seat: m.seats["Hanna"], Confirmed: true}}, m.view("Wim").Archives)

	m.do(m.announcing("Piet"))
	m.do(m.confirmingArchive("Piet", kees))
	own := m.do(m.issue(covenant.PackageOwnRecord, "Piet", nil, con))
	require.Equal(t, []crypto.Recipient{cast()["Piet"].minutes}, m.packageOf("Wim", own).Keys)
	m.do(draft{by: "Piet", kind: KindLeave})
	require.Len(t, m.view("Wim").Archives, 1, "his party's key goes with who named it")
	require.NoError(t, newWatch(m).look())
}

// The server and most people know of somebody outside that he is the person
// concerned, and no more. To him the text may go without an action or a task.
func TestAnOutsidePersonHasNoNameHere(t *testing.T) {
	m := discussing(t)
	m.do(m.outside(OutsidePayload{Kind: covenant.GuestPerson, Passphrase: true}))
	m.do(m.outside(OutsidePayload{Kind: covenant.GuestRelative, Passphrase: true}))
	for _, name := range []string{"Anneke", "Bram", "Sofie"} {
		require.False(t, m.view(name).Outsiders[0].Name.Envelope.IsZero(), name)
	}
	for _, name := range []string{"Piet", "Hanna", "Wim"} {
		o := m.view(name).Outsiders[0]
		require.True(t, o.Name.Envelope.IsZero(), name)
		require.Equal(t, Outsider{Number: 1, Kind: covenant.GuestPerson, Passphrase: true}, o.Outsider)
	}
	notice := draft{by: "Sofie", kind: KindPropose, payload: &ProposePayload{
		Item: 1, Kind: covenant.ReleaseNotice, Digest: m.file(), Independent: true, Recipients: []Recipient{{Outside: 2}},
	}}
	m.refused(notice, "release_without_action", "DW-11.2") // a relative is somebody else
	notice.payload.(*ProposePayload).Recipients[0].Outside = 1
	proposal := m.do(notice)
	m.approve(proposal)
	pack := m.send(m.issueTo(covenant.PackageNotice, Recipient{Outside: 1}, []crypto.Digest{proposal}))
	require.Empty(t, m.packageOf("Wim", pack).Keys)
	m.do(m.delivery(pack))
	m.do(onObject("Anneke", KindReissue, pack)) // he forgot the words; another file has others
}
