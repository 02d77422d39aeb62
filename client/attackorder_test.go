package client_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// What a server does to the order and completeness of the log, to Bram's device, while
// everybody else is served truly.
func TestTheOrderOfTheLogIsCheatedWith(t *testing.T) {
	m := newMeeting(t)
	for name, c := range map[string]struct {
		breach chain.Breach
		told   page.TroubleKind
		change func(*wire.Records)
	}{
		"a record of his item comes as a stub": {chain.BreachGap, page.TroubleGap, func(rs *wire.Records) {
			rs.Deliveries[0] = stubs(rs.Deliveries[0])
		}},
		"a record is dropped": {chain.BreachOrder, page.TroubleGap, func(rs *wire.Records) { rs.From++ }},
		"a record is dropped, and the next takes its place": {chain.BreachFork, page.TroubleFork, func(rs *wire.Records) {
			rs.Deliveries[0] = m.reforges(rs.Deliveries[0], func(r *chain.Record) { r.Salt[0] ^= 1 })
		}},
		"another record stands in its place": {chain.BreachOrder, page.TroubleGap, func(rs *wire.Records) {
			rs.Deliveries[0] = m.reforges(rs.Deliveries[0], func(r *chain.Record) { r.Seq++ })
		}},
		"the time of a record is another": {chain.BreachFork, page.TroubleFork, func(rs *wire.Records) {
			rs.Deliveries[0] = m.reforges(rs.Deliveries[0], func(r *chain.Record) { r.Time++ })
		}},
		"it is shown at another item": {replica.BreachAct, page.TroubleForged, func(rs *wire.Records) {
			rs.Deliveries[0] = m.reforges(rs.Deliveries[0], func(r *chain.Record) {
				r.Audience, r.K, r.ALink = 2, 1, chain.AudienceLink(chain.FirstAudienceLink(2), r.Act.Hash())
			})
		}},
		"the act is altered": {replica.BreachAct, page.TroubleForged, func(rs *wire.Records) {
			rs.Deliveries[0] = m.reforges(rs.Deliveries[0], func(r *chain.Record) {
				b := m.opensBook(m.gerda.Room(), r.Seq-1)
				r.Act.Bytes[len(r.Act.Bytes)-1] ^= 1
				r.ALink = chain.AudienceLink(b.writer.Here(r.Audience).Link, r.Act.Hash())
			})
		}},
		"its labels are others": {replica.BreachAct, page.TroubleForged, func(rs *wire.Records) {
			rs.Deliveries[0].Labels = room.Labels{Category: "health"}.Encode()
		}},
		"it comes with a checkpoint of somebody else": {replica.BreachCheckpoint, page.TroubleForged, func(rs *wire.Records) {
			other, _ := m.joris.keys()
			var err error
			rs.Checkpoint, err = chain.Checkpoint{Room: m.gerda.Room(), Epoch: 1, Head: m.opensBook(m.gerda.Room(), 0).writer.Head()}.Sign(other)
			require.NoError(t, err)
		}},
		"it comes with a checkpoint of an older head": {replica.BreachCheckpoint, page.TroubleForged, func(rs *wire.Records) {
			b := m.opensBook(m.gerda.Room(), rs.From-1)
			rs.Checkpoint = b.note(1, b.writer.Head())
		}},
		"it comes with a checkpoint of another epoch": {chain.BreachForeign, page.TroubleForged, func(rs *wire.Records) {
			b := m.opensBook(m.gerda.Room(), 0)
			rs.Checkpoint = b.note(2, b.writer.Head())
		}},
		"it comes with a checkpoint of another room": {chain.BreachForeign, page.TroubleForged, func(rs *wire.Records) {
			b := m.opensBook(m.gerda.Room(), 0)
			b.room = crypto.Digest{7}
			rs.Checkpoint = b.note(1, b.writer.Head())
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.bram.comesBack()
			m.bram.level(m.gerda)
			m.lie(func(l *lies) { l.told["Bram"] = rewrites(c.change) })
			text, err := m.fatima.Contribute(soon(t), noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
			require.NoError(t, err)
			evidence := m.bram.stops(c.breach, c.told)
			require.NotEmpty(t, evidence.Held, "the checkpoint he had")
			require.True(t, evidence.Shown != nil || evidence.Heartbeat != nil, "and what contradicts it, signed")
			m.lie(nil)
			require.NotEmpty(t, m.gerda.reads(text), "nobody else notices anything")
		})
	}
}

// Two records that are both in the log come to Bram in the other order, with the server's
// signature on a head that it did reach. He stops at the first frame of it.
func TestTwoRecordsChangePlaces(t *testing.T) {
	m := newMeeting(t)
	for name, swapped := range map[string]func(seq uint64, first, second wire.Delivery) wire.Records{
		"in one frame": func(seq uint64, first, second wire.Delivery) wire.Records {
			return wire.Records{From: seq, Deliveries: []wire.Delivery{second, first}}
		},
		"in two frames": func(seq uint64, _, second wire.Delivery) wire.Records {
			return wire.Records{From: seq + 1, Deliveries: []wire.Delivery{second}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.bram.comesBack()
			m.bram.level(m.gerda)
			held := &delays{kind: wire.TypeRecords}
			m.lie(func(l *lies) {
				l.told["Bram"] = func(f frame) []frame {
					if f.kind == wire.TypeBeat {
						return nil // who tells of a head between the two would find it a fork
					}
					return held.cheat(f)
				}
			})
			for range 2 {
				m.bringsIn()
			}
			var seq uint64
			var records []wire.Delivery
			require.Eventually(t, func() bool {
				seq, records = held.records(t)
				return len(records) > 1
			}, client.Late, 10*time.Millisecond)
			frame := swapped(seq, records[0], records[1])
			b := m.opensBook(m.gerda.Room(), seq+1)
			frame.Checkpoint = b.note(1, b.writer.Head())
			m.tells(m.bram, framed(wire.TypeRecords, frame))
			evidence := m.bram.stops(chain.BreachOrder, page.TroubleGap)
			require.NotEmpty(t, evidence.Held, "the checkpoint he had")
			require.NotEmpty(t, evidence.Shown, "and the one that it came with")
		})
	}
}

// What was shown is shown again.
func TestActsAreReplayed(t *testing.T) {
	m := newMeeting(t)
	text := m.bringsIn()
	m.bram.level(m.fatima)
	before := len(m.bram.View().Items[0].Contributions)
	var last frame
	for _, f := range m.told(m.bram) {
		switch f.kind {
		case wire.TypeReveal:
			m.tells(m.bram, f)
		case wire.TypeRecords:
			last = f
		}
	}
	m.tells(m.bram, last) // nothing happens twice
	next := m.bringsIn()
	m.bram.level(m.fatima)
	require.NotEmpty(t, m.bram.reads(text))
	require.NotEmpty(t, m.bram.reads(next))
	require.Len(t, m.bram.View().Items[0].Contributions, before+1)
	require.NoError(t, m.bram.Err())

	m.tells(m.bram, last) // the present would be the past again
	m.bram.stops(replica.BreachCheckpoint, page.TroubleForged)
	m.bram.comesBack()
	m.bram.level(m.fatima)

	// The same act a second time, at the end of the log.
	b := m.opensBook(m.gerda.Room(), 0)
	for _, encoded := range b.records {
		rec, err := chain.DecodeRecord(encoded)
		require.NoError(t, err)
		if rec.Act.Hash() != text {
			continue
		}
		seq := b.writer.Head().N + 1
		m.tells(m.bram, b.page(seq, b.writes(rec.Act, rec.Audience)))
		break
	}
	evidence := m.bram.stops(replica.BreachAct, page.TroubleForged)
	require.Equal(t, room.CodeOutOfTurn, evidence.Refusal.Code)
	require.NotNil(t, evidence.Entry, "the record with the act in it")

	// To the real server it is the same act: the same answer, and nothing new.
	head := m.opensBook(m.gerda.Room(), 0).writer.Head()
	rec, err := chain.DecodeRecord(b.records[head.N-1])
	require.NoError(t, err)
	require.Nil(t, m.submits(m.fatima, wire.Submit{Act: rec.Act, Files: make([][]byte, 4)}))
	require.Equal(t, head, m.opensBook(m.gerda.Room(), 0).writer.Head())
}
