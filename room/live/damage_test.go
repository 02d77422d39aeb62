package live

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/roomtest"
)

// rotten is a disk that gives back other bytes than were written.
type rotten struct {
	journal.Journal
	rot func(e *journal.Entry)
}

func (r rotten) Read(ctx context.Context, room journal.Room, from uint64, yield func(journal.Entry) error) error {
	return r.Journal.Read(ctx, room, from, func(e journal.Entry) error {
		r.rot(&e)
		return yield(e)
	})
}

// A room whose log was damaged on the disk is not served, wherever the damage is.
func TestADamagedLogIsNotServed(t *testing.T) {
	h := newHost(t)
	c := h.crew("Anneke")
	kees := c.seat("Kees")
	it := c.NewItem(kees.Person)
	c.Do(kees.Person, c.Contribution(kees.Person, it, roomtest.Bytes(100)))
	whole, _, err := h.hub.replay(context.Background(), c.Room)
	require.NoError(t, err)
	last := whole.writer.Head().N

	inRecord := func(seq uint64, change func(*chain.Record)) func(*journal.Entry) {
		return func(e *journal.Entry) {
			if e.Seq == seq {
				rec, err := chain.DecodeRecord(e.Record)
				require.NoError(t, err)
				change(rec)
				e.Record = rec.Encode()
			}
		}
	}
	for name, rot := range map[string]func(*journal.Entry){
		"salt of the first":      inRecord(1, func(r *chain.Record) { r.Salt[0] ^= 1 }),
		"salt in the middle":     inRecord(last/2, func(r *chain.Record) { r.Salt[0] ^= 1 }),
		"salt of the last":       inRecord(last, func(r *chain.Record) { r.Salt[0] ^= 1 }),
		"time of the last":       inRecord(last, func(r *chain.Record) { r.Time++ }),
		"signature of the last":  inRecord(last, func(r *chain.Record) { r.Act.Signature[5] ^= 1 }),
		"another act":            inRecord(last, func(r *chain.Record) { r.Act.Bytes[20] ^= 1 }),
		"another audience":       inRecord(last, func(r *chain.Record) { r.Audience = chain.Room }),
		"bytes that are nothing": func(e *journal.Entry) { e.Record = e.Record[:len(e.Record)-1] },
		"labels of a contributor": func(e *journal.Entry) {
			if e.Labels != nil {
				e.Labels = append([]byte{0}, e.Labels...)
			}
		},
	} {
		spoilt := &Hub{journal: rotten{h.journal, rot}, rules: h.hub.rules}
		_, _, err := spoilt.replay(context.Background(), c.Room)
		require.ErrorIs(t, err, errDamaged, name)
	}
	t.Run("erased labels are no damage", func(t *testing.T) {
		spoilt := &Hub{journal: rotten{h.journal, func(e *journal.Entry) { e.Labels = nil }}, rules: h.hub.rules}
		again, _, err := spoilt.replay(context.Background(), c.Room)
		require.NoError(t, err)
		require.Equal(t, whole.writer.Head(), again.writer.Head())
	})
}

// What a room knows after every act is what it knows after loading.
func TestLoadingGivesTheSameRoom(t *testing.T) {
	h := newHost(t)
	c := h.crew("Anneke")
	kees, piet := c.seat("Kees"), c.seat("Piet")
	it := c.NewItem(kees.Person)
	for range 5 {
		c.Do(kees.Person, c.Contribution(kees.Person, it, roomtest.Bytes(100)))
	}
	c.Sit(it, piet.Person)
	c.Do(c.Chair, roomtest.Draft{Kind: room.KindAppoint, Payload: room.AppointPayload{Seat: piet.Seat, Post: "deputy"}})
	loaded, _, err := h.hub.replay(context.Background(), c.Room)
	require.NoError(t, err)
	var live *core
	require.NoError(t, h.hub.with(context.Background(), c.Room, func(r *liveRoom) { live = r.core }))
	require.Equal(t, live.links, loaded.links)
	require.Equal(t, live.alinks, loaded.alinks)
	require.Equal(t, live.had, loaded.had)
	require.Equal(t, live.hadLabels, loaded.hadLabels)
	require.Equal(t, live.keys, loaded.keys)
	require.ElementsMatch(t, live.gains, loaded.gains)
	require.NotEmpty(t, live.gains)
	for id := chain.Seat(1); id <= 3; id++ {
		require.Equal(t, live.state.View(id), loaded.state.View(id))
	}
}
