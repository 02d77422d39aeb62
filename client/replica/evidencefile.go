package replica

import (
	"bytes"
	"errors"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// evidenceMagic begins every file of evidence.
const evidenceMagic = "casusoverleg-evidence/1\n"

// ErrEvidenceFile is returned for a file that holds no evidence, or is cut off.
var ErrEvidenceFile = errors.New("replica: not a file of evidence")

// EvidenceFile is evidence with what others need to judge it. It holds acts and
// signatures that this seat was shown; no text, and no key.
//
// On disk it is the line "casusoverleg-evidence/1", then canonical CBOR (1 room, 2 seat,
// 3 time, 4 first record, 5 breach, 6 position, 7 what the device had there, 8 what it
// was shown, 9 refusal, 10 checkpoint it had, 11 checkpoint it was shown, 12 entry, 13
// heartbeat, 14 who signed that, 15 head, 16 keys of the server, 17 an ack is contradicted).
type EvidenceFile struct {
	Room     crypto.Digest
	Seat     chain.Seat // whose device stopped
	At       int64      // when, by that device's clock, ms since 1970 UTC
	Founding []byte     // the first record, which names the server's first key; nil where the device had none
	Evidence Evidence
}

// storedEvidence is the file after its first line.
type storedEvidence struct {
	Room       crypto.Digest      `cbor:"1,keyasint"`
	Seat       chain.Seat         `cbor:"2,keyasint"`
	At         int64              `cbor:"3,keyasint"`
	Founding   []byte             `cbor:"4,keyasint,omitempty"`
	What       chain.Breach       `cbor:"5,keyasint"`
	N          uint64             `cbor:"6,keyasint"`
	Have       crypto.Digest      `cbor:"7,keyasint"`
	Got        crypto.Digest      `cbor:"8,keyasint"`
	Refusal    *room.Refusal      `cbor:"9,keyasint,omitempty"`
	Held       []byte             `cbor:"10,keyasint,omitempty"`
	Shown      []byte             `cbor:"11,keyasint,omitempty"`
	Entry      *chain.Entry       `cbor:"12,keyasint,omitempty"`
	Heartbeat  *chain.Signed      `cbor:"13,keyasint,omitempty"`
	Speaker    chain.Seat         `cbor:"14,keyasint,omitempty"`
	Head       chain.Position     `cbor:"15,keyasint"`
	ServerKeys []crypto.VerifyKey `cbor:"16,keyasint,omitempty"`
	Acked      bool               `cbor:"17,keyasint,omitempty"`
}

// EvidenceFile returns what this replica stopped on, for the vault and for who
// investigates; false while it goes on. at is this device's clock, ms since 1970 UTC.
func (r *Replica) EvidenceFile(at int64) (EvidenceFile, bool) {
	if r.evidence == nil {
		return EvidenceFile{}, false
	}
	f := EvidenceFile{Room: r.id, Seat: r.owner.Seat, At: at, Evidence: *r.evidence}
	if steps := r.main.steps; len(steps) > 0 {
		f.Founding = steps[0].entry.Record
	}
	return f, true
}

// Stop has a replica stop on evidence of an earlier run, before anything is taken in.
func (r *Replica) Stop(e Evidence) { r.evidence = &e }

// Encode returns the file, at most MaxEvidence bytes. What a server showed that is
// longer than any checkpoint, record or heartbeat of a room is cut off there.
func (f EvidenceFile) Encode() []byte {
	e := f.Evidence
	s := storedEvidence{
		Room: f.Room, Seat: f.Seat, At: f.At, Founding: cut(f.Founding, MaxLogEntry), What: e.Violation.What, N: e.Violation.N,
		Have: e.Violation.Have, Got: e.Violation.Got, Refusal: e.Refusal, Held: cut(e.Held, MaxNote), Shown: cut(e.Shown, MaxNote),
		Speaker: e.Seat, Head: e.Head, ServerKeys: e.ServerKeys[max(0, len(e.ServerKeys)-MaxServerKeys):], Acked: e.Acked,
	}
	if e.Entry != nil {
		s.Entry = &chain.Entry{Record: cut(e.Entry.Record, MaxLogEntry), Stub: e.Entry.Stub}
	}
	if e.Heartbeat != nil {
		s.Heartbeat = &chain.Signed{Bytes: cut(e.Heartbeat.Bytes, MaxLogEntry), Signature: e.Heartbeat.Signature}
	}
	return append([]byte(evidenceMagic), chain.Encode(s)...)
}

func cut(b []byte, most int) []byte { return b[:min(len(b), most)] }

// ReadEvidenceFile reads a file. It checks the form; Check says what it proves.
func ReadEvidenceFile(b []byte) (EvidenceFile, error) {
	rest, ok := bytes.CutPrefix(b, []byte(evidenceMagic))
	var s storedEvidence
	if !ok || len(b) > MaxEvidence || chain.Decode(rest, &s) != nil {
		return EvidenceFile{}, ErrEvidenceFile
	}
	return EvidenceFile{Room: s.Room, Seat: s.Seat, At: s.At, Founding: s.Founding, Evidence: Evidence{
		Violation: chain.Violation{What: s.What, N: s.N, Have: s.Have, Got: s.Got}, Refusal: s.Refusal,
		Held: s.Held, Shown: s.Shown, Entry: s.Entry, Heartbeat: s.Heartbeat, Seat: s.Speaker, Head: s.Head, ServerKeys: s.ServerKeys, Acked: s.Acked,
	}}, nil
}

// Checked is what a file of evidence proves to others. What is false in it stays the
// word of the device, and of who gave the file.
type Checked struct {
	Server bool              // the room was founded under the first of the server's keys
	Held   *chain.Checkpoint // signed by one of those keys; nil otherwise
	Shown  *chain.Checkpoint // the same
	Fork   bool              // the server signed both, and they cannot both be true
}

// Check opens the signatures of a file.
func (f EvidenceFile) Check() Checked {
	e := f.Evidence
	c := Checked{Held: f.opened(e.Held), Shown: f.opened(e.Shown)}
	var genesis room.Genesis
	if rec, err := chain.DecodeRecord(f.Founding); err == nil && rec.Act.Hash() == f.Room {
		act, err := rec.Act.Open()
		c.Server = err == nil && act.Kind == room.KindGenesis && chain.Decode(act.Payload, &genesis) == nil &&
			slices.Index(e.ServerKeys, genesis.ServerKey) == 0
	}
	c.Fork = c.Held != nil && c.Shown != nil && c.Held.Epoch == c.Shown.Epoch && c.Held.Head.N == c.Shown.Head.N && c.Held.Head != c.Shown.Head
	return c
}

// Final says that no fault of the device itself can be behind it: the server signed two
// heads for one place, or its log is not what it signed with an ack. A clock that is wrong,
// or a core that is older than the server, makes a device stop as well.
func (f EvidenceFile) Final() bool { return f.Check().Fork || f.Evidence.Acked }

func (f EvidenceFile) opened(note []byte) *chain.Checkpoint {
	for _, key := range f.Evidence.ServerKeys {
		if c, err := chain.OpenCheckpoint(note, key); err == nil && c.Room == f.Room {
			return &c
		}
	}
	return nil
}
