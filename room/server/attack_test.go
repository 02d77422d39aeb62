package server

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// Piet names files that he never sent: another's text, and the rules that the
// room itself keeps.
func TestNobodyTakesUpWhatHeDidNotStage(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees, piet)
	text := roomtest.Bytes(800)
	m.Do(kees, m.Contribution(kees, it, text))
	naming := func(digest crypto.Digest, size uint32) error {
		s := m.Sign(piet, m.Contribution(piet, it, roomtest.Bytes(800)))
		var act chain.Act
		require.NoError(t, chain.Decode(s.Act.Bytes, &act))
		act.Sealed[0].Digest, act.Sealed[0].Size = digest, size
		signed, err := chain.Sign(act, piet.Key)
		require.NoError(t, err)
		s.Act, s.Files[0] = signed, nil
		return m.submit(piet, s)
	}
	rules := roomtest.Rules()
	require.Equal(t, room.CodeFileInUse, refusal(t, naming(digestOf(text), 800)).Code)
	require.Equal(t, room.CodeFileInUse, refusal(t, naming(rules.Digest(), uint32(len(rules.Encode())))).Code)

	staged := roomtest.Bytes(5000)
	status, code := m.of(piet).put(staged, nil)
	require.Equal(t, 204, status, code)
	require.Equal(t, wire.CodeNotStaged, refusal(t, naming(digestOf(staged), 4999)).Code, "another size than the act says")
	require.NoError(t, naming(digestOf(staged), 5000))
	kept, err := h.journal.Blob(context.Background(), journal.Room(m.Room), journal.Digest(rules.Digest()))
	require.NoError(t, err)
	require.Equal(t, rules.Encode(), kept)
}

// Who gets a heartbeat that does not fit his own log stops, and says that the
// server lies. Piet's that fit nobody's go to nobody.
func TestHeartbeatsThatWouldStopTheOthers(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees, piet)
	other := m.NewItem(kees)
	for range 2 {
		m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	}
	m.allUpTo()
	head := m.of(piet).verifier.Head()
	here := m.of(piet).verifier.Here(it.ID.Audience())
	require.NotZero(t, here.N)
	good := chain.Heartbeat{Room: m.Room, Epoch: 1, Seat: piet.Seat, Audience: it.ID.Audience(), Head: head, Here: here, Time: 5}
	send := func(d *device, b chain.Heartbeat) {
		signed, err := chain.SignHeartbeat(b, piet.Key)
		require.NoError(t, err)
		d.write(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{signed}})
	}
	spoilt := func(spoil func(*chain.Heartbeat)) chain.Heartbeat {
		b := good
		spoil(&b)
		return b
	}
	for name, b := range map[string]chain.Heartbeat{
		"another link":            spoilt(func(b *chain.Heartbeat) { b.Head.Link[0] ^= 1 }),
		"a head that is not yet":  spoilt(func(b *chain.Heartbeat) { b.Head.N++ }),
		"a head far off":          spoilt(func(b *chain.Heartbeat) { b.Head.N = 1 << 40 }),
		"another link of an item": spoilt(func(b *chain.Heartbeat) { b.Here.Link[0] ^= 1 }),
		"an item not so far":      spoilt(func(b *chain.Heartbeat) { b.Here.N++ }),
		"an epoch to come":        spoilt(func(b *chain.Heartbeat) { b.Epoch++ }),
		// whoever has verified as far as this head would believe that acts were withheld from him
		"of an item more than its head": spoilt(func(b *chain.Heartbeat) {
			b.Head = chain.Position{N: 0, Link: chain.FirstLink()}
		}),
		"an item there is not": spoilt(func(b *chain.Heartbeat) { b.Audience = 99 }),
	} {
		d := m.newDevice(piet).connect()
		send(d, b)
		require.Equal(t, wire.ByeMalformed, d.farewell(), name)
	}
	t.Run("what fits is handed on, what is late or not his is not", func(t *testing.T) {
		d := m.newDevice(piet).connect()
		send(d, spoilt(func(b *chain.Heartbeat) { b.Epoch = 0 }))
		send(d, spoilt(func(b *chain.Heartbeat) { b.Audience, b.Here = other.ID.Audience(), chain.Position{} }))
		send(d, good)
		chair := m.of(m.Chair)
		chair.until(wire.TypeBeat)
		require.Len(t, chair.beats, 1)
		opened, err := chain.OpenHeartbeat(chair.beats[0], func(chain.Seat) (crypto.VerifyKey, bool) { return piet.Key.Public(), true })
		require.NoError(t, err)
		require.Equal(t, good, opened)
	})
}

// Who has a link knocks without end. The chair's device gets a few small frames,
// and stays.
func TestAKnockingFloodDoesNotReachTheChair(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := m.Invite(kees, agenda.Member, time.Hour)
	crowded := 0
	for range 3 * live.KnockBurst {
		if status, _ := m.knock(kees, inv); status == 429 {
			crowded++
		}
	}
	require.Greater(t, crowded, live.KnockBurst)
	m.of(m.Chair).awaitLobby(1)

	t.Run("without the link even a good bundle is not looked at", func(t *testing.T) {
		guess := inv
		guess.Secret = crypto.NewInvitationSecret()
		status, code := m.post(m.lobbyPath("knock"), wire.Knock{Invitation: inv.ID, Lobby: guess.Secret.Lobby()}, nil)
		require.Equal(t, 404, status, code)
	})
	t.Run("another link still opens", func(t *testing.T) {
		piet := roomtest.NewPerson(t, "Piet", roomtest.Welfare)
		require204(m.knock(piet, m.Invite(piet, agenda.Member, time.Hour)))
		m.of(m.Chair).awaitLobby(2)
	})
}
