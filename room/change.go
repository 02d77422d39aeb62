package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// Submission is an act with the labels sub-record that its kind may demand.
type Submission struct {
	Act    chain.Signed
	Labels []byte // canonical CBOR of Labels; nil where the kind has none, or the seat may not see them
	// Opened is what Act.Open gave, for who has it already; nil has it decoded.
	Opened *chain.Act
}

// change is one act on its way into the room: decoded, its author and refs looked up.
type change struct {
	s        *State
	row      row
	act      chain.Act
	hash     crypto.Digest
	payload  any
	labels   *Labels
	brought  *broughtBundle // by a genesis, admit or reseat act, once it was opened
	at       int64          // server's clock, ms; the asker's own clock when a client checks beforehand
	seq, k   uint64
	alink    crypto.Digest
	author   *Seat // nil for the server and for the genesis act
	rules    []refRule
	refs     []*object // what the refs point at; nil where provenance is not known here
	object   *object   // refs[0], for acts on an object
	item     *agenda.Item
	audience chain.Audience
	effects  *Effects
}

// Effects tell the host what an applied act asks of it. They are idempotent,
// and a host repeats those of a whole log when it loads a room.
type Effects struct {
	// Reveals are earlier records that a seat may see from now on.
	Reveals []Reveal
	// Labels are records whose labels sub-record a seat may see from now on.
	Labels []Reveal
	// Less are seats that may see less from now on. A device that is begun anew has not
	// what its seat saw before: should the seat see that again, it is shown again.
	Less []chain.Seat
	// Erase are the objects whose sealed files must go from the disk; when
	// they are gone the server signs erased.
	Erase []Erasure
	// Gone are seats whose sessions end.
	Gone []chain.Seat
	// Anew are seats that have another device from now on: sessions of the former
	// one end, and the new one was shown nothing of any item yet.
	Anew []chain.Seat
	// Destroy asks for the destruction of all contents.
	Destroy bool
	// Serve are files that may be fetched from now on.
	Serve []File
}

// Reveal is one record for one seat.
type Reveal struct {
	Seat chain.Seat
	Seq  uint64
}

// Erasure is an object whose sealed files must go.
type Erasure struct {
	Object crypto.Digest // creating act
	Latest crypto.Digest // what the erased act must name
	Files  []crypto.Digest
}

// File is the encrypted file of a package.
type File struct {
	Package crypto.Digest // issue act
	Digest  crypto.Digest
	Size    uint32
	Seat    chain.Seat // who may fetch it; 0 for an outside recipient
}

// check is one named reason to refuse. Rows list them; tests take them out one by one.
type check struct {
	name   string
	refuse func(*change) *Refusal
}

func checks(cs ...check) []check { return cs }

// refusedBy is the first refusal that one of these checks has; nil for none.
func (c *change) refusedBy(lists ...[]check) *Refusal {
	for _, list := range lists {
		for _, ch := range list {
			if r := ch.refuse(c); r != nil {
				return r
			}
		}
	}
	return nil
}

// must makes a check of a condition that has to hold.
func must(name string, code covenant.Code, holds func(*change) bool) check {
	return check{name, func(c *change) *Refusal {
		if holds(c) {
			return nil
		}
		return c.s.refuse(code)
	}}
}

// payloadOf is the payload as the type its row says it has.
func payloadOf[T any](c *change) *T { return c.payload.(*T) }
