package client_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
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
