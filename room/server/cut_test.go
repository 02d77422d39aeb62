package server

import (
	"context"
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

var cutEvery = flag.Int("cut-every", 61, "TestCutAtEveryByte cuts after each so many bytes")

// hears waits for the acknowledgement of a submission, or for the end of the line. A
// message that is cut where the library happens to pause comes as if it were whole:
// whoever reads finds that it is not, here as in the client.
func (d *device) hears() (acked bool) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for {
		_, frame, err := d.conn.Read(ctx)
		if err != nil {
			require.NoError(d, ctx.Err(), "neither an answer nor an end")
			return false
		}
		if t, body, err := wire.Split(frame); err == nil && t == wire.TypeAck {
			_, err := wire.Decode[wire.Ack](body)
			return err == nil
		}
	}
}

// The line is cut after every byte of a submission, and after every byte of what the
// server answers, acknowledgement included. Each time the device comes back and sends
// the same bytes again, as clients do. There is one act, and it is acknowledged.
func TestCutAtEveryByte(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	m.allUpTo()
	s := newScissors(t, strings.TrimPrefix(h.base, "http://"))
	d := m.of(kees)
	d.line = s.client()
	before, acts, lost := m.last, 0, 0

	// once sends an act, cuts where it is told to, and says whether the answer came through.
	once := func(up, down int, draft roomtest.Draft) (acked bool, size int) {
		d.connect()
		signed := m.Sign(kees, draft)
		frame := wire.Encode(wire.TypeSubmit, signed)
		s.after(up, down)
		if d.conn.Write(t.Context(), websocket.MessageBinary, frame) == nil {
			acked = d.hears()
		}
		s.cut()
		d.connect()
		ack, err := d.submit(signed)
		require.NoError(t, err)
		require.Equal(t, m.last+1, ack.Seq, "cut after %d bytes up or %d down: one act", up, down)
		kees.Admitted(signed.Act)
		m.last = ack.Seq
		if acts++; !acked {
			lost++
		}
		return acked, len(frame)
	}
	void := roomtest.Draft{Kind: room.KindVoid}
	for name, draft := range map[string]func() roomtest.Draft{
		"an act alone":              func() roomtest.Draft { return void },
		"with a text and envelopes": func() roomtest.Draft { return m.Contribution(kees, it, roomtest.Bytes(600)) },
	} {
		ups, downs := 0, 0
		for up := 0; ; up += *cutEvery {
			acked, size := once(up, -1, draft())
			if ups++; up > size+websocketHead {
				require.True(t, acked, "%s: the whole submission passed", name)
				break
			}
		}
		for down := 0; ; down += *cutEvery {
			downs++
			if acked, _ := once(-1, down, draft()); acked {
				break
			}
		}
		t.Logf("%s: cut at %d places of the submission and %d of the answer, every %d bytes", name, ups, downs, *cutEvery)
	}
	require.Equal(t, before+uint64(acts), m.last)
	require.Greater(t, lost, 4, "answers were lost")
	d.upTo(m.last)
	require.Equal(t, m.last, m.newDevice(m.Chair).connect().verifier.Head().N, "and nothing else is in the log")
	mine := 0
	for seq := before + 1; seq <= m.last; seq++ {
		rec, err := chain.DecodeRecord(d.records[seq].Entry.Record)
		require.NoError(t, err)
		act, err := rec.Act.Open()
		require.NoError(t, err)
		require.Equal(t, kees.Seat, act.Author)
		mine++
	}
	require.Equal(t, acts, mine)
	t.Logf("%d acts, %d answers lost on the way, each act once", acts, lost)
}

// websocketHead is the most that a frame of a device has before its bytes.
const websocketHead = 14
