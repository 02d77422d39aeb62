package server

import (
	"context"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// floodSize is what each act of a flood brings along, in bytes: as much as a burst of them
// may, for its author is shown them too and must not be dropped as one who reads too slowly.
const floodSize = live.QueueBytes/live.Burst - 4<<10

// Kees sends what a room takes trouble over, as fast as he can: contributions, each of them
// another and each in its turn.
func TestAFloodIsCutOffAndNobodyElseNotices(t *testing.T) {
	h := open(t)
	h.clock.stop()
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	m.allUpTo()
	var flood [][]byte
	for range live.Burst + 10 {
		s := m.Sign(kees, m.Contribution(kees, it, roomtest.Bytes(floodSize)))
		kees.Admitted(s.Act) // the next is its next
		flood = append(flood, wire.Encode(wire.TypeSubmit, s))
	}
	d := m.of(kees)
	before := m.server.hub.Stats().Admitted.Load()
	go func() {
		for _, frame := range flood {
			if d.conn.Write(context.Background(), websocket.MessageBinary, frame) != nil {
				return
			}
		}
	}()
	require.Equal(t, wire.ByeRate, d.farewell())
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid}) // behind what came in of it
	came := int(m.server.hub.Stats().Admitted.Load()-before) - 1
	require.Greater(t, came, live.Burst-5, "each was a contribution of its own")
	require.LessOrEqual(t, came, live.Burst)

	t.Run("coming back does not make the burst anew", func(t *testing.T) {
		again := m.newDevice(kees).connect()
		require.NoError(t, again.conn.Write(t.Context(), websocket.MessageBinary, flood[came]))
		require.Equal(t, wire.ByeRate, again.farewell())
	})
	m.clock.runOn()
	t.Run("files come as fast as the rate, without a bye", func(t *testing.T) {
		chair := m.of(m.Chair)
		start := time.Now()
		for range 55 {
			chair.write(wire.TypeFetch, wire.Fetch{Digest: crypto.Digest{1}})
		}
		for range 55 {
			chair.until(wire.TypeRefused)
		}
		require.Greater(t, time.Since(start), 100*time.Millisecond)
	})
}
