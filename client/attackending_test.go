package client_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// The server says that Bram does not take part any more, and that Fatima has another
// device. No record says so: they are told that it is the server's word, and their devices
// keep their keys.
func TestTheServerSaysThatASeatEnded(t *testing.T) {
	m := newMeeting(t)
	for code, p := range map[wire.ByeCode]*person{wire.ByeGone: m.bram, wire.ByeReseated: m.fatima} {
		m.tells(p, framed(wire.TypeBye, wire.Bye{Code: code}))
		never := func(room.View) bool { return false }
		require.ErrorIs(t, p.Until(soon(t), never), client.ErrTurnedAway)
		_, err := p.vault.Place(soon(t), p.Room())
		require.NoError(t, err)
		p.comesBack()
	}
}

// The server says that what Bram has seen is not its log, and shows nothing of another. His
// device does not go on asking.
func TestTheServerSaysThatItHasAnotherPast(t *testing.T) {
	m := newMeeting(t)
	m.lie(func(l *lies) {
		l.told["Bram"] = only(wire.TypeWelcome, func(wire.Welcome) []frame {
			return []frame{framed(wire.TypeBye, wire.Bye{Code: wire.ByeForked})}
		})
	})
	m.lineOf(m.bram).cancel()
	never := func(room.View) bool { return false }
	require.ErrorIs(t, m.bram.Until(soon(t), never), client.ErrOtherPast)
	m.bram.sees(client.EventEnded)
	require.NotZero(t, m.bram.View().Viewer, "what was verified is still shown")
	m.lie(nil)
	m.bram.comesBack()
}

// The server's clock is two months behind, in what it greets with and in what it writes. By
// that, a room that Gerda closes today may lose its contents today. Her device signed today.
func TestARoomIsClosedWhenItsChairSays(t *testing.T) {
	l := newLiar(t)
	l.back = 60 * 24 * time.Hour
	m := newMeetingAt(l)
	require.NoError(t, m.gerda.Outcome(soon(t), m.item, "actions_agreed", ""))
	require.NoError(t, m.gerda.EndItem(soon(t), m.item))
	require.NoError(t, m.gerda.WrapUp(soon(t)))
	for _, p := range []*person{m.gerda, m.bram, m.fatima, m.joris} {
		require.NoError(t, m.gerda.NothingFor(soon(t), room.Recipient{Seat: p.Seat()}))
	}
	require.NoError(t, m.gerda.Adopt(soon(t)))
	require.NoError(t, m.gerda.CloseRoom(soon(t)))
	m.allLevel()
	b := m.opensBook(m.gerda.Room(), 0)
	seq := b.writer.Head().N + 1
	destroyed := b.writes(b.signs(m.signing, chain.Server, room.KindDestroyed, room.Nothing{}, nil), chain.Room)
	m.tells(m.bram, b.page(seq, destroyed))
	m.bram.stops(replica.BreachDestroyed, page.TroubleForged)
	require.Equal(t, room.Closed, m.bram.View().Phase, "so far it is what she signed")
	_, err := m.bram.vault.Place(soon(t), m.bram.Room())
	require.NoError(t, err, "his keys are still there")
}
