package live

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

func TestAClockThatJumpsEndsNoTerm(t *testing.T) {
	start := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	c := newClock(start)
	at := func(up time.Duration, off time.Duration) bool {
		return c.settledAt(start.Add(up+off), up, settleTime)
	}
	require.False(t, at(0, 0), "nobody knows yet whether it was right at the start")
	require.False(t, at(settleTime-time.Second, 0))
	require.True(t, at(settleTime, 0))
	require.True(t, at(settleTime+time.Minute, 20*time.Second), "a small correction is none")

	const years = 3 * 365 * 24 * time.Hour
	require.False(t, at(time.Hour, years), "set forward")
	require.False(t, at(time.Hour+time.Minute, years))
	require.False(t, at(time.Hour+2*time.Minute, 0), "and back")
	require.False(t, at(time.Hour+2*time.Minute+settleTime-time.Second, 0))
	require.True(t, at(time.Hour+2*time.Minute+settleTime, 0))
}

// What waits for a slow device is one frame of its kind, the newest.
func TestOnlyTheLatestLobbyWaits(t *testing.T) {
	s := &session{room: &liveRoom{hub: &Hub{}}, writing: true} // somebody writes, and is stuck
	s.send([]byte{byte(wire.TypeAck), 1})
	for n := range byte(100) {
		s.sendLatest(topic{about: wire.TypeLobby}, append([]byte{byte(wire.TypeLobby), n}, make([]byte, QueueBytes/4)...))
		s.put(queued{record: &record{seq: uint64(n), whole: []byte{1}}})
	}
	require.False(t, s.closed)
	require.EqualValues(t, 0, s.room.hub.stats.Slow.Load())
	var lobbies, others int
	size := 0
	for _, q := range s.queue {
		size += q.size()
		if q.record == nil && q.frame[0] == byte(wire.TypeLobby) {
			lobbies++
			require.EqualValues(t, 99, q.frame[1])
		} else {
			others++
		}
	}
	require.Equal(t, 1, lobbies)
	require.Equal(t, 101, others)
	require.Equal(t, size, s.bytes)
}

// fits is also asked about audiences and positions that are nowhere.
func TestAHeartbeatOfNothingFitsNothing(t *testing.T) {
	c := newCore([32]byte{1}, nil)
	require.True(t, c.fits(chain.Heartbeat{Head: c.writer.Head()}))
	require.False(t, c.fits(chain.Heartbeat{Head: c.writer.Head(), Audience: 7, Here: chain.Position{N: 1}}))
}

func TestATermEndsByATrustedClockOnly(t *testing.T) {
	h := newHost(t)
	c := h.crew("Anneke")
	require.NoError(t, h.hub.with(t.Context(), c.Room, func(r *liveRoom) {
		late := time.Now().AddDate(2, 0, 0)
		require.True(t, r.core.state.DestructionDue(late.UnixMilli()))
		require.False(t, r.destructionDue(late))
		h.hub.limits.Settle = 0 // no waiting
		require.True(t, r.destructionDue(late))
		require.False(t, r.destructionDue(time.Now()))
	}))
}
