package client_test

import (
	"context"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// book is the log of a room as the liar has it: whole, and with the key to write on.
type book struct {
	*liar
	room    crypto.Digest
	writer  *chain.Writer
	records [][]byte
	next    map[crypto.VerifyKey]chain.Act // of each device: counter and hash of its last act
}

// opensBook reads the log of a room up to and including record n; 0 for all of it.
func (l *liar) opensBook(id crypto.Digest, n uint64) *book {
	l.Helper()
	return l.bookOf(l.hostOf(""), id, n)
}

// bookOf reads the log that one of the two servers has.
func (l *liar) bookOf(h *host, id crypto.Digest, n uint64) *book {
	l.Helper()
	b := &book{liar: l, room: id, writer: chain.NewWriter(), next: map[crypto.VerifyKey]chain.Act{}}
	require.NoError(l, h.journal.Read(context.Background(), journal.Room(id), 1, func(e journal.Entry) error {
		if n > 0 && e.Seq > n {
			return nil
		}
		rec, err := chain.DecodeRecord(e.Record)
		require.NoError(l, err)
		b.take(rec, e.Record)
		return nil
	}))
	return b
}

func (b *book) take(rec *chain.Record, encoded []byte) {
	require.NoError(b, b.writer.Take(rec, encoded))
	b.records = append(b.records, encoded)
	var act chain.Act
	if chain.Decode(rec.Act.Bytes, &act) == nil {
		b.next[act.Device] = chain.Act{Counter: act.Counter, Previous: rec.Act.Hash()}
	}
}

// writes puts an act in the log that no real server would take, and returns what its
// audience is told of it.
func (b *book) writes(act chain.Signed, a chain.Audience) wire.Delivery {
	rec, encoded, _ := b.writer.Next(act, a, b.now().UnixMilli(), [32]byte{1})
	b.take(rec, encoded)
	return wire.Delivery{Entry: chain.Entry{Record: encoded}}
}

// note signs a head.
func (b *book) note(epoch uint64, head chain.Position) []byte {
	note, err := chain.Checkpoint{Room: b.room, Epoch: epoch, Head: head}.Sign(b.signing)
	require.NoError(b, err)
	return note
}

// page is a frame with records from seq on, and the head after them signed.
func (b *book) page(seq uint64, deliveries ...wire.Delivery) frame {
	return framed(wire.TypeRecords, wire.Records{From: seq, Deliveries: deliveries, Checkpoint: b.note(1, b.writer.Head())})
}

// signs makes an act as no program does that checks what it signs: with a device key,
// in its turn, and whatever change makes of it.
func (b *book) signs(key crypto.SigningKey, author chain.Seat, kind chain.Kind, payload any, change func(*chain.Act), refs ...crypto.Digest) chain.Signed {
	b.Helper()
	last := b.next[key.Public()]
	act := chain.Act{
		Room: b.room, Epoch: 1, Kind: kind, Author: author, Counter: last.Counter + 1, Previous: last.Previous,
		Seen: b.writer.Head(), Time: b.now().UnixMilli(), Payload: chain.Encode(payload), Refs: refs,
	}
	if change != nil {
		change(&act)
	}
	signed, err := chain.Sign(act, key)
	require.NoError(b, err)
	return signed
}

// here is the position that an act at an item says to have seen of it.
func (b *book) here(a chain.Audience) func(*chain.Act) {
	return func(act *chain.Act) { act.SeenHere = b.writer.Here(a) }
}

// keys are a person's own, out of his vault.
func (p *person) keys() (signing crypto.SigningKey, seat crypto.SeatKey) {
	p.Helper()
	place, err := p.vault.Place(soon(p.T), p.Room())
	require.NoError(p, err)
	return place.Keys.Signing, place.Keys.Seat
}

// admits has the liar take an act that a real server refuses, and show it to somebody.
func (l *liar) admits(to *person, author *person, item chain.Audience, kind chain.Kind, payload any, refs ...crypto.Digest) {
	l.Helper()
	b := l.opensBook(to.Room(), 0)
	key, _ := author.keys()
	act := b.signs(key, author.Seat(), kind, payload, b.here(item), refs...)
	seq := b.writer.Head().N + 1
	l.tells(to, b.page(seq, b.writes(act, item)))
}

// offers has a changed program submit an act to the real server, and returns its answer.
func (l *liar) offers(p *person, item chain.Audience, kind chain.Kind, payload any, refs ...crypto.Digest) *room.Refusal {
	l.Helper()
	b := l.opensBook(p.Room(), 0)
	key, _ := p.keys()
	return l.submits(p, wire.Submit{Act: b.signs(key, p.Seat(), kind, payload, b.here(item), refs...)})
}

// submits sends a submission over a person's connection; nil says that it was taken.
func (l *liar) submits(p *person, sub wire.Submit) *room.Refusal {
	l.Helper()
	var refusal *room.Refusal
	l.asks(p, framed(wire.TypeSubmit, sub), func(f frame) bool {
		switch f.kind {
		case wire.TypeRefused:
			r, err := wire.Decode[wire.Refused](f.body)
			refusal = &r.Refusal
			return err == nil && r.Act == sub.Act.Hash()
		case wire.TypeAck:
			a, err := wire.Decode[wire.Ack](f.body)
			refusal = nil
			return err == nil && a.Act == sub.Act.Hash()
		}
		return false
	})
	return refusal
}

// blob is a sealed file out of the journal.
func (l *liar) blob(id, digest crypto.Digest) []byte {
	l.Helper()
	data, err := l.hostOf("").journal.Blob(context.Background(), journal.Room(id), journal.Digest(digest))
	require.NoError(l, err)
	return data
}
