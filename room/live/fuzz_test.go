package live

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// Whatever a device sends, before its hello or after, the room goes on: nothing it did
// not sign comes into the log.
func FuzzReceive(f *testing.F) {
	h := newHost(f)
	c := h.crew("chair")
	p := c.seat("Kees").Person
	signed := c.Sign(p, roomtest.Draft{Kind: room.KindVoid})
	head := func(tb testing.TB) (head chain.Position) {
		require.NoError(tb, h.hub.with(context.Background(), c.Room, func(r *liveRoom) {
			require.Empty(tb, r.failed)
			head = r.core.writer.Head()
		}))
		return head
	}
	before := head(f)
	for _, frame := range [][]byte{
		wire.Encode(wire.TypeHello, wire.Hello{Token: "a.b.c"}), wire.Encode(wire.TypeRenew, wire.Renew{Token: "a.b.c"}),
		wire.Encode(wire.TypeSubmit, wire.Submit{Act: signed.Act, Files: [][]byte{{1}}}), wire.Encode(wire.TypeSubmit, wire.Submit{}),
		wire.Encode(wire.TypeFetch, wire.Fetch{Digest: c.Room}), wire.Encode(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{signed.Act}}),
		wire.Encode(wire.TypeGesture, room.Gesture{}), wire.Encode(wire.TypeBye, wire.Bye{Code: wire.ByeDone}), {}, {255}, {33},
	} {
		f.Add(frame, true)
		f.Add(frame, false)
	}
	f.Fuzz(func(t *testing.T, frame []byte, joined bool) {
		h.TB = t
		var conn *Conn
		if joined {
			conn = h.connect(p, c.Room).conn
		} else {
			var err error
			conn, err = h.hub.Open(c.Room, site, &line{acks: make(chan error, 8), moved: make(chan struct{}, 1)})
			require.NoError(t, err)
		}
		fuzztest.Bounded(t, len(frame), func() { conn.Receive(frame) })
		conn.Close()
		require.Equal(t, before, head(t))
	})
}
