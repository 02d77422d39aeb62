package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

func TestKeesComesIn(t *testing.T) {
	m := invited(t)
	invitedAct := m.do(m.invitation("Kees"))
	require.Empty(t, m.view("Piet").Places[6].Seat)

	admission := m.admission("Kees", invitedAct)
	m.do(admission)
	m.seats["Kees"] = admission.payload.(*AdmitPayload).Seat
	kees := m.view("Piet").Seats[m.seats["Kees"]-1]
	require.Equal(t, "Kees", kees.Claims.Name)
	require.False(t, kees.Joined)
	m.refused(m.admission("Lies", invitedAct), "invitation_spent") // the link works once

	m.refused(m.announcing("Kees"), "secrecy_not_confirmed")
	m.do(m.joining("Kees"))
	m.do(m.announcing("Kees"))
	require.Equal(t, cast()["Kees"].minutes, m.view("Anneke").Seats[m.seats["Kees"]-1].MinutesKey)
}

// A place says at which items; Kees finds them when he comes, and nothing else.
func TestAPlaceIsFilledLater(t *testing.T) {
	m, con := contributed(t)
	m.sit("Kees", 1, "content") // his place
	m.do(m.showing("Piet", con, "Kees"))
	require.Empty(t, m.s.Duties(m.seats["Piet"]), "nobody to seal to yet")

	m.enter("Kees")
	require.Empty(t, m.s.Duties(m.seats["Piet"]), "not before he confirms secrecy")
	m.do(m.joining("Kees"))
	require.True(t, m.at("Kees", 1).Here)
	require.False(t, m.at("Kees", 2).Here)
	require.Len(t, m.at("Kees", 1).Contributions, 1, "named before he came")
	require.True(t, m.at("Kees", 1).Contributions[0].Text.Envelope.IsZero())

	duties := m.s.Duties(m.seats["Piet"])
	require.Len(t, duties, 1)
	require.Equal(t, []chain.Seat{m.seats["Kees"]}, duties[0].Readers)
	m.do(m.showing("Piet", con)) // his device, without a question
	require.False(t, m.at("Kees", 1).Contributions[0].Text.Envelope.IsZero())
	require.Empty(t, m.s.Duties(m.seats["Piet"]))
}

// Chair and deputy see what comes; the item texts are for the chair's device to hand on.
func TestTheChairHandsOnWhatIsOnTheAgenda(t *testing.T) {
	m := discussing(t)
	m.do(m.describing(1, complete()))
	decision := m.do(m.decision("Sofie", 1))
	require.Empty(t, m.s.Duties(m.seats["Anneke"]))
	m.sit("Wim", 1, "content")
	require.Equal(t, []chain.Seat{m.seats["Wim"]}, m.s.Duties(m.seats["Anneke"])[0].Readers)
	require.Empty(t, m.s.Duties(m.seats["Bram"]), "one device does it")
	m.do(m.onItem(KindShare, 1))
	m.do(onObject("Anneke", KindShare, decision))
	require.Empty(t, m.s.Duties(m.seats["Anneke"]))
	require.False(t, m.at("Wim", 1).Text.Envelope.IsZero())
}

func TestADeputyReadsWhatTheChairReads(t *testing.T) {
	m, con := contributed(t)
	require.Nil(t, m.find("Sofie", con).Labels)
	appointed := draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Deputy}}
	require.False(t, m.at("Wim", 1).Here)
	m.do(appointed)
	require.True(t, m.at("Wim", 1).Here)
	require.NotNil(t, m.find("Wim", con).Labels)
	require.NotEmpty(t, m.effects().Reveals)
	require.NotEmpty(t, m.effects().Labels)
	m.refused(draft{by: "Wim", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Sofie"], Post: agenda.Deputy}}, "not_chair", "DW-11.2")
	m.refused(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Member}}, "not_now")
}

// find is how somebody sees a contribution.
func (m *meeting) find(name string, con crypto.Digest) ContributionView {
	m.Helper()
	for _, it := range m.view(name).Items {
		for _, c := range it.Contributions {
			if c.Act == con {
				return c
			}
		}
	}
	require.FailNow(m, "not shown", "to %s", name)
	return ContributionView{}
}

// A dead laptop never ends a meeting.
func TestADeputyTakesOver(t *testing.T) {
	m := discussing(t)
	m.do(onObject("Piet", KindConfirm, m.s.CodeAct()))
	require.True(t, m.view("Hanna").Seats[m.seats["Piet"]-1].Confirmed)
	m.refused(draft{by: "Piet", kind: KindTakeOver, payload: &CodePayload{Nonce: [32]byte{9}}}, "not_chair")

	taken := m.do(draft{by: "Bram", kind: KindTakeOver, payload: &CodePayload{Nonce: [32]byte{9}}})
	view := m.view("Hanna")
	require.Equal(t, agenda.Chair, view.Seats[m.seats["Bram"]-1].Post)
	require.Equal(t, agenda.Deputy, view.Seats[m.seats["Anneke"]-1].Post)
	require.Equal(t, taken, view.Code, "the code is read again")
	require.False(t, view.Seats[m.seats["Piet"]-1].Confirmed)
	require.Equal(t, m.seats["Bram"], m.s.Host().ID)
	m.refused(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Deputy}}, "not_chair")
	m.do(draft{by: "Bram", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Deputy}})
}

// The founder hands over, leaves, and somebody else takes her place at the
// table: there is still one chair, and it is not him.
func TestTheFoundersPlaceMakesNoSecondChair(t *testing.T) {
	m := discussing(t)
	m.do(draft{by: "Anneke", kind: KindHandOver, payload: &HandOverPayload{To: m.seats["Bram"], Code: CodePayload{Nonce: [32]byte{3}}}})
	m.do(draft{by: "Anneke", kind: KindLeave})
	invitation := m.invitation("Kees")
	invitation.by, invitation.payload.(*InvitePayload).Place = "Bram", 1
	d := m.admission("Kees", m.do(invitation))
	d.by = "Bram"
	d.payload.(*AdmitPayload).Bundle = m.bundleOf("Kees", Bundle{Room: m.s.id, Invitation: invitation.payload.(*InvitePayload).Invitation},
		func(b *Bundle) { b.Claims.Party = municipality })
	m.do(d)
	chairs := 0
	for _, seat := range m.view("Bram").Seats {
		if seat.Gone == "" && seat.Post == agenda.Chair {
			chairs++
		}
	}
	require.Equal(t, 1, chairs)
	require.Equal(t, m.seats["Bram"], m.s.Host().ID)
}

func TestHannaIsSentAway(t *testing.T) {
	m, con, _, proposal := proposed(t)
	own := m.contribute("Hanna", 1, "Piet")
	action := m.do(m.action("Anneke", 1, "Piet"))
	hers := m.do(m.passage("Hanna", own, action, "Piet"))
	require.NotNil(t, m.find("Hanna", con).Labels)

	m.do(draft{by: "Bram", kind: KindRemove, payload: &RemovePayload{Seat: m.seats["Hanna"]}})
	hanna := m.seats["Hanna"]
	require.Equal(t, []chain.Seat{hanna}, m.effects().Gone)
	require.Equal(t, covenant.Code("removed"), m.view("Piet").Seats[hanna-1].Gone)
	last := m.s.Len()
	require.True(t, m.s.Shows(hanna, last), "she sees that she was removed")
	m.do(draft{by: "Piet", kind: KindVoid})
	require.False(t, m.s.Shows(hanna, m.s.Len()), "and nothing after it")
	for seq := uint64(1); seq <= last; seq++ {
		require.False(t, m.s.Shows(hanna, seq) && m.s.log[seq-1].audience != chain.Room, "nothing of any item")
		require.False(t, m.s.ShowsLabels(hanna, seq))
		require.Empty(t, m.s.FilesFor(hanna, seq, m.sealed(seq)))
	}
	require.False(t, m.s.Serves(hanna))
	require.Empty(t, m.s.Duties(hanna))

	require.Equal(t, ProposalLapsed, m.s.proposals[hers].State, "what she had not decided lapses")
	require.Equal(t, CodeOwnerLeft, m.s.proposals[hers].Why)
	require.Equal(t, ProposalOpen, m.s.proposals[proposal].State, "that of Piet does not")
}

// sealed are the files that the act at seq named.
func (m *meeting) sealed(seq uint64) []chain.Sealed {
	m.Helper()
	act, err := m.log[seq-1].rec.Act.Open()
	require.NoError(m, err)
	return act.Sealed
}

func TestAnApprovedPassageStandsWhenItsOwnerLeaves(t *testing.T) {
	m, con, proposal := approved(t)
	m.do(draft{by: "Piet", kind: KindLeave})
	require.Equal(t, ProposalApproved, m.s.proposals[proposal].State)
	m.do(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}))
	require.False(t, m.s.contributions[con].Withdrawn)
}

func TestLimitsOfSeatsAndPlaces(t *testing.T) {
	m := founded(t)
	for len(m.s.places) < MaxPlaces {
		m.s.places = append(m.s.places, &agenda.Place{ID: agenda.PlaceID(len(m.s.places) + 1), Party: welfare, Function: "x"})
	}
	d := m.place("Lies")
	d.payload.(*PlacePayload).Place = MaxPlaces + 1
	m.refused(d, "limit")
	m = invited(t)
	invitedAct := m.do(m.invitation("Kees"))
	for len(m.s.seats) < MaxSeats {
		gone := *m.s.seats[1]
		gone.ID, gone.Gone = chain.Seat(len(m.s.seats)+1), "left"
		m.s.seats = append(m.s.seats, &gone)
	}
	m.refused(m.admission("Kees", invitedAct), "limit")
}

func TestBundlesThatAreNone(t *testing.T) {
	m := invited(t)
	good := m.bundle("Kees", m.s.id, m.file())
	_, err := OpenBundle(good)
	require.NoError(t, err)
	opens := func(change func(*Bundle)) error {
		var b Bundle
		require.NoError(t, chain.Decode(good.Bytes, &b))
		change(&b)
		signed, err := SignBundle(b, cast()["Kees"].key)
		require.NoError(t, err)
		_, err = OpenBundle(signed)
		return err
	}
	require.NoError(t, opens(func(*Bundle) {}))
	long := string(make([]byte, MaxClaim+1))
	for name, change := range map[string]func(*Bundle){
		"no name":        func(b *Bundle) { b.Claims.Name = "" },
		"no function":    func(b *Bundle) { b.Claims.Function = "" },
		"a long name":    func(b *Bundle) { b.Claims.Name = long },
		"a long contact": func(b *Bundle) { b.Claims.Contact = long },
		"no seat key":    func(b *Bundle) { b.Recipient = crypto.Recipient{} },
	} {
		require.ErrorIs(t, opens(change), ErrBundle, name)
	}
	flipped := good
	flipped.Signature[0] ^= 1
	_, err = OpenBundle(flipped)
	require.ErrorIs(t, err, ErrBundle)
	_, err = OpenBundle(chain.Signed{Bytes: append(good.Bytes, 0), Signature: good.Signature})
	require.ErrorIs(t, err, ErrBundle)
	var b Bundle
	require.NoError(t, chain.Decode(good.Bytes, &b))
	b.Device = cast()["Piet"].key.Public() // Kees signs for a key that is not his
	bytes := chain.Encode(b)
	sig, err := crypto.Sign(crypto.LabelBundle, cast()["Kees"].key, bytes)
	require.NoError(t, err)
	_, err = OpenBundle(chain.Signed{Bytes: bytes, Signature: sig})
	require.ErrorIs(t, err, ErrBundle)
}
