package client

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/room"
)

// anotherDevice is the same person with an empty laptop.
func (p *person) anotherDevice() *person {
	q := p.person(p.name, p.claims.Party, p.claims.Function)
	q.claims, q.place = p.claims, p.place
	return q
}

// returns lets somebody come back on another device: by a link, through the lobby.
func (p *person) returns(was, now *person) {
	p.Helper()
	ctx := soon(p.T)
	p.level(was)
	link, err := p.InviteBack(ctx, was.Seat(), time.Hour)
	require.NoError(p, err)
	welcome, err := Look(ctx, link, now.options())
	require.NoError(p, err)
	require.Equal(p, was.claims, *welcome.Returns)
	visitor, err := Knock(ctx, link, room.Claims{}, now.options())
	require.NoError(p, err)
	visits := p.waitingFor()
	require.True(p, visits[0].Genuine)
	require.Equal(p, was.Seat(), visits[0].Returns)
	_, err = p.Admit(ctx, visits[0])
	refusedWith(p.T, room.CodeInvitationSpent, err)
	require.NoError(p, p.Reseat(ctx, visits[0]))
	s, err := visitor.Wait(ctx)
	require.NoError(p, err)
	now.is(s)
	require.Equal(p, was.Seat(), now.Seat())
}

// waitingFor is the one who waits in the lobby.
func (p *person) waitingFor() (visits []Visit) {
	p.Helper()
	require.Eventually(p, func() bool { visits = p.Visits(); return len(visits) == 1 }, Late, 10*time.Millisecond)
	return visits
}

// Bram's laptop dies in the middle of the meeting. He comes back on a colleague's,
// reads what he could read, and nothing more; the old one is at an end.
func TestComingBackOnAnotherDevice(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	notForBram, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	forBram, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	own := noise()
	own.Basis, own.Task = "police_provision", "assistance"
	his, err := m.bram.Contribute(ctx, own)
	require.NoError(t, err)
	require.NotEmpty(t, m.bram.reads(forBram, m.fatima))

	old, bram := m.bram, m.bram.anotherDevice()
	m.gerda.returns(old, bram)
	require.ErrorIs(t, old.Until(ctx, func(room.View) bool { return false }), ErrReseated)
	_, err = old.vault.Place(ctx, old.Room())
	require.ErrorIs(t, err, vault.ErrNotFound, "the keys of the old laptop are gone")
	require.NoError(t, old.KeepUnsent(ctx, "item 1", "Ik zag dat"), "a field that is left writes what was typed in it")
	text, err := old.Unsent(ctx, "item 1")
	require.NoError(t, err)
	require.Empty(t, text)
	require.Empty(t, bram.reads(forBram, m.gerda), "nothing before he has confirmed secrecy anew")
	refusedWith(t, room.CodeSecrecy, bram.AnnounceMinutesKey(ctx))

	require.NoError(t, bram.Join(ctx))
	for _, act := range []struct {
		text string
		ok   bool
	}{{m.wait(bram, forBram), true}, {m.wait(bram, his), true}, {bram.reads(notForBram, m.gerda), false}} {
		require.Equal(t, act.ok, act.text != "")
	}
	require.Eventually(t, func() bool { // sealed to him again after the contributions
		label, err := bram.ReadItem(m.item)
		return err == nil && label.Label == "De Dorpsstraat"
	}, Late, 10*time.Millisecond)
	_, err = bram.Read(notForBram)
	require.ErrorIs(t, err, replica.ErrNotForYou)
	require.NoError(t, bram.AnnounceMinutesKey(ctx))
	require.NoError(t, bram.Withdraw(ctx, his), "what is his stays his")

	// The session of before does not come back, whatever it kept.
	again := newSession(old.Session.server, old.Session.place, m.rules, old.options()).begin()
	t.Cleanup(again.Close)
	require.ErrorIs(t, again.Until(ctx, func(room.View) bool { return false }), ErrReseated)
}

// wait waits until a device could seal a text again.
func (m *meeting) wait(p *person, act [32]byte) string {
	m.Helper()
	text := ""
	require.Eventually(m, func() bool {
		read, err := p.Read(act)
		text = read.String()
		return err == nil
	}, Late, 10*time.Millisecond)
	return text
}

// The chair's own laptop dies: the deputy takes over, the code is read again, and
// the deputy gives her another device.
func TestTheChairsLaptopDies(t *testing.T) {
	h := newHouse(t)
	ctx := soon(t)
	gerda := h.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam")
	daan := h.person("Daan", "gemeente-de-wolden", "procesregisseur")
	piet := h.person("Piet", "politie-zuidwest-drenthe", "wijkagent")
	h.founds(gerda)
	gerda.invites(daan, agenda.Deputy)
	gerda.invites(piet, agenda.Member)
	require.NoError(t, gerda.Start(ctx, false))
	daan.level(gerda)
	link, err := daan.InviteBack(ctx, gerda.Seat(), time.Hour)
	require.NoError(t, err)
	visitor, err := Knock(ctx, link, room.Claims{}, gerda.anotherDevice().options())
	require.NoError(t, err)
	require.NotNil(t, visitor)
	refusedWith(t, room.CodeNotChair, daan.Reseat(ctx, daan.waitingFor()[0]))
	require.NoError(t, daan.Uninvite(ctx, link.ID))

	gerda.Close()
	before := daan.View().Code
	require.NoError(t, daan.TakeOver(ctx))
	require.NotEqual(t, before, daan.View().Code, "the code is read again")
	require.NoError(t, daan.until(ctx, func() bool { return len(daan.visits) == 0 }))
	back := gerda.anotherDevice()
	daan.returns(gerda, back)
	require.NoError(t, back.Join(ctx))
	require.NoError(t, back.Confirm(ctx, back.View().Code))
	require.NoError(t, daan.until(ctx, func() bool { return len(daan.replica.View().Seats) == 3 }))
	daan.level(back)
	require.NoError(t, daan.HandOver(ctx, back.Seat()))
	piet.level(daan)
	for _, seat := range piet.View().Seats {
		require.Equal(t, seat.ID == back.Seat(), seat.Post == agenda.Chair)
	}
}
