package chain

import (
	"casusoverleg/crypto"
)

// Record is one entry of the log as the server wrote it: an admitted act with
// its place in the log and in its audience.
type Record struct {
	Seq      uint64        `cbor:"1,keyasint"` // from 1, without gaps
	Time     int64         `cbor:"2,keyasint"` // server's clock, ms since 1970 UTC
	Audience Audience      `cbor:"3,keyasint"`
	K        uint64        `cbor:"4,keyasint"` // position in the audience, from 1, without gaps
	ALink    crypto.Digest `cbor:"5,keyasint"` // H(label ‖ previous alink ‖ act hash)
	Salt     [32]byte      `cbor:"6,keyasint"` // so that a stub tells nothing about its record
	Act      Signed        `cbor:"7,keyasint"`
}

// Encode returns the canonical bytes of the record, which are what the leaf commits to.
func (r *Record) Encode() []byte { return Encode(*r) }

// DecodeRecord reads the canonical bytes of a record; ErrEncoding otherwise.
func DecodeRecord(b []byte) (*Record, error) {
	var r Record
	if err := Decode(b, &r); err != nil {
		return nil, err
	}
	return &r, nil
}

// Leaf is what the log commits to for an encoded record, and all that a seat
// outside its audience gets: a stub.
func Leaf(record []byte) crypto.Digest { return crypto.Hash(crypto.LabelLeaf, record) }

// Link follows link with leaf.
func Link(link, leaf crypto.Digest) crypto.Digest {
	return crypto.Hash(crypto.LabelLink, link[:], leaf[:])
}

// FirstLink is link 0 of every log. The room id enters with the first leaf.
func FirstLink() crypto.Digest { return crypto.Digest{} }

// AudienceLink follows the link of an audience with the hash of an act in it.
func AudienceLink(alink, act crypto.Digest) crypto.Digest {
	return crypto.Hash(crypto.LabelALink, alink[:], act[:])
}

// FirstAudienceLink is alink 0 of an audience. The audience's number is in it,
// so that one item's history cannot be shown as another's; the room's first
// act, whose hash is the room id, is in every later one.
func FirstAudienceLink(a Audience) crypto.Digest {
	return crypto.Hash(crypto.LabelALink, []byte{byte(a >> 24), byte(a >> 16), byte(a >> 8), byte(a)})
}

// Entry is one step of the log as a seat receives it: a record, or the stub of one.
type Entry struct {
	Record []byte         `cbor:"1,keyasint,omitempty"` // canonical bytes, when the seat may see it
	Stub   *crypto.Digest `cbor:"2,keyasint,omitempty"` // the leaf, when it may not
}

// Leaf of the entry, whichever form it has.
func (e Entry) Leaf() crypto.Digest {
	if e.Stub != nil {
		return *e.Stub
	}
	return Leaf(e.Record)
}

// Writer places admitted acts in the log: the server's side of what Verifier checks.
// It is owned by the goroutine that owns the room.
type Writer struct {
	head      Position
	audiences map[Audience]Position
}

// NewWriter starts an empty log.
func NewWriter() *Writer {
	return &Writer{head: Position{Link: FirstLink()}, audiences: map[Audience]Position{}}
}

// Head returns the last position written.
func (w *Writer) Head() Position { return w.head }

// Here returns the last position written in an audience.
func (w *Writer) Here(a Audience) Position {
	if p, ok := w.audiences[a]; ok {
		return p
	}
	return Position{Link: FirstAudienceLink(a)}
}

// Next makes the record for an act, its encoding and the head after it, and changes nothing.
func (w *Writer) Next(act Signed, a Audience, time int64, salt [32]byte) (*Record, []byte, Position) {
	here := w.Here(a)
	rec := &Record{
		Seq: w.head.N + 1, Time: time, Audience: a, K: here.N + 1,
		ALink: AudienceLink(here.Link, act.Hash()), Salt: salt, Act: act,
	}
	b := rec.Encode()
	return rec, b, Position{N: rec.Seq, Link: Link(w.head.Link, Leaf(b))}
}

// Take follows a record that is durably in the log. It refuses, with a
// Violation, one that does not follow: a damaged journal must not be served.
func (w *Writer) Take(rec *Record, encoded []byte) error {
	here := w.Here(rec.Audience)
	if rec.Seq != w.head.N+1 || rec.K != here.N+1 || rec.ALink != AudienceLink(here.Link, rec.Act.Hash()) {
		return &Violation{What: BreachOrder, N: rec.Seq, Have: here.Link, Got: rec.ALink}
	}
	w.head = Position{N: rec.Seq, Link: Link(w.head.Link, Leaf(encoded))}
	w.audiences[rec.Audience] = Position{N: rec.K, Link: rec.ALink}
	return nil
}
