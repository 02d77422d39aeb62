package chain

import (
	"fmt"
	"slices"

	"casusoverleg/crypto"
)

// Violation is proof, or strong suspicion, that the server does not serve one
// complete history. The client stops, shows it and keeps what it holds.
type Violation struct {
	What Breach
	N    uint64        // position in the log, or in the audience for a gap
	Have crypto.Digest // what this device verified before
	Got  crypto.Digest // what it was shown now
}

// Breach names what a Violation is about.
type Breach string

// The breaches a verifier can find.
const (
	BreachOrder    Breach = "order"    // an entry out of its place
	BreachFork     Breach = "fork"     // two links for one position
	BreachRollback Breach = "rollback" // a head below one that was verified
	BreachGap      Breach = "gap"      // an act of a required audience was withheld
	BreachReveal   Breach = "reveal"   // a record that is not the one its stub stood for
	BreachForeign  Breach = "foreign"  // something of another room or epoch
	BreachForm     Breach = "form"     // bytes that are no record
)

func (v *Violation) Error() string {
	return fmt.Sprintf("chain: %s at %d", v.What, v.N)
}

// Verifier holds what one device has verified of one room's log. It is used by
// one goroutine. An error leaves it as it was.
type Verifier struct {
	room      crypto.Digest
	links     []crypto.Digest // links[n] after n entries
	leaves    []crypto.Digest // leaves[n-1] of entry n
	expected  map[uint64]crypto.Digest
	audiences map[Audience]*track
}

// track is what is known of one audience: the acts shown, by position.
type track struct {
	required bool
	base     Position
	last     uint64
	alinks   map[uint64]crypto.Digest
	acts     map[uint64]crypto.Digest
}

// NewVerifier starts at the beginning of the log of room. The room's own
// audience is required from its first act.
func NewVerifier(room crypto.Digest) *Verifier {
	v := &Verifier{
		room:      room,
		links:     []crypto.Digest{FirstLink()},
		expected:  map[uint64]crypto.Digest{},
		audiences: map[Audience]*track{},
	}
	v.require(Room, Position{Link: FirstAudienceLink(Room)})
	return v
}

// Room returns the room id.
func (v *Verifier) Room() crypto.Digest { return v.room }

// Head returns how far the log was verified.
func (v *Verifier) Head() Position {
	n := uint64(len(v.leaves))
	return Position{N: n, Link: v.links[n]}
}

// Here returns the last verified position of an audience; zero when nothing of it was shown.
func (v *Verifier) Here(a Audience) Position {
	t := v.audiences[a]
	if t == nil {
		return Position{}
	}
	if t.last == t.base.N {
		return t.base
	}
	return Position{N: t.last, Link: t.alinks[t.last]}
}

// Leaves returns the leaves of the first n entries, n at most the head.
func (v *Verifier) Leaves(n uint64) []crypto.Digest { return slices.Clone(v.leaves[:n]) }

// Add verifies the next entry. It returns the record, or nil for a stub.
func (v *Verifier) Add(e Entry) (*Record, error) { return v.AddDecoded(e, nil) }

// AddDecoded is Add for who has decoded the entry's record already, by DecodeRecord.
func (v *Verifier) AddDecoded(e Entry, rec *Record) (*Record, error) {
	n := uint64(len(v.leaves)) + 1
	if (e.Record == nil) == (e.Stub == nil) {
		return nil, &Violation{What: BreachForm, N: n}
	}
	leaf := e.Leaf()
	link := Link(v.links[n-1], leaf)
	if want, ok := v.expected[n]; ok && want != link {
		return nil, &Violation{What: BreachFork, N: n, Have: want, Got: link}
	}
	if e.Record != nil {
		var err error
		if rec, err = v.openRecord(e.Record, rec, n); err != nil {
			return nil, err
		}
		if err := v.follow(rec); err != nil {
			return nil, err
		}
	} else if rec = nil; n == 1 {
		return nil, &Violation{What: BreachGap, N: 1} // nobody is outside the audience of the genesis act
	}
	v.leaves, v.links = append(v.leaves, leaf), append(v.links, link)
	delete(v.expected, n)
	return rec, nil
}

func (v *Verifier) openRecord(b []byte, rec *Record, n uint64) (*Record, error) {
	if rec == nil {
		var err error
		if rec, err = DecodeRecord(b); err != nil {
			return nil, &Violation{What: BreachForm, N: n}
		}
	}
	if rec.Seq != n || rec.K == 0 {
		return nil, &Violation{What: BreachOrder, N: n}
	}
	if n == 1 && rec.Act.Hash() != v.room {
		return nil, &Violation{What: BreachForeign, N: 1, Have: v.room, Got: rec.Act.Hash()}
	}
	return rec, nil
}

// follow takes a record into its audience and refuses a gap where none may be.
func (v *Verifier) follow(rec *Record) error {
	t := v.audiences[rec.Audience]
	if t == nil {
		t = v.require(rec.Audience, Position{})
		t.required = false
	}
	hash := rec.Act.Hash()
	if t.required {
		before := v.Here(rec.Audience)
		if rec.K != before.N+1 || rec.ALink != AudienceLink(before.Link, hash) {
			return &Violation{What: BreachGap, N: before.N + 1, Have: before.Link, Got: rec.ALink}
		}
	} else if rec.K <= t.last {
		return &Violation{What: BreachOrder, N: rec.Seq}
	}
	t.take(rec, hash)
	return nil
}

func (t *track) take(rec *Record, act crypto.Digest) {
	t.alinks[rec.K], t.acts[rec.K] = rec.ALink, act
	t.last = max(t.last, rec.K)
}

func (v *Verifier) require(a Audience, base Position) *track {
	t := &track{required: true, base: base, last: base.N, alinks: map[uint64]crypto.Digest{}, acts: map[uint64]crypto.Digest{}}
	v.audiences[a] = t
	return t
}

// Require demands that audience a be complete after base: from its first act
// (FirstAudienceLink) for those who see everything, or from the record that
// seats this device there. What was shown before counts; a gap is a Violation.
func (v *Verifier) Require(a Audience, base Position) error {
	t := v.audiences[a]
	if t == nil {
		v.require(a, base)
		return nil
	}
	link := base.Link
	for k := base.N + 1; k <= t.last; k++ {
		act, ok := t.acts[k]
		if !ok || t.alinks[k] != AudienceLink(link, act) {
			return &Violation{What: BreachGap, N: k, Have: link, Got: t.alinks[k]}
		}
		link = t.alinks[k]
	}
	t.required, t.base, t.last = true, base, max(t.last, base.N)
	return nil
}

// Release stops demanding audience a, when this device is no longer in it.
func (v *Verifier) Release(a Audience) {
	if t := v.audiences[a]; t != nil {
		t.required = false
	}
}

// Reveal verifies a record that was only a stub before, and returns it.
func (v *Verifier) Reveal(record []byte) (*Record, error) {
	rec, err := DecodeRecord(record)
	if err != nil {
		return nil, &Violation{What: BreachForm}
	}
	if rec.Seq == 0 || rec.Seq > uint64(len(v.leaves)) {
		return nil, &Violation{What: BreachReveal, N: rec.Seq}
	}
	if got := Leaf(record); got != v.leaves[rec.Seq-1] {
		return nil, &Violation{What: BreachReveal, N: rec.Seq, Have: v.leaves[rec.Seq-1], Got: got}
	}
	t := v.audiences[rec.Audience]
	if t == nil {
		t = v.require(rec.Audience, Position{})
		t.required = false
	}
	if alink, ok := t.alinks[rec.K]; ok && alink != rec.ALink {
		return nil, &Violation{What: BreachFork, N: rec.Seq, Have: alink, Got: rec.ALink}
	}
	t.take(rec, rec.Act.Hash())
	return rec, nil
}

// Check holds a head that somebody signed against what this device verified. A
// head that lies ahead is remembered, and the entry that reaches it must fit.
func (v *Verifier) Check(head Position) error {
	if head.N < uint64(len(v.links)) {
		if v.links[head.N] != head.Link {
			return &Violation{What: BreachFork, N: head.N, Have: v.links[head.N], Got: head.Link}
		}
		return nil
	}
	if want, ok := v.expected[head.N]; ok && want != head.Link {
		return &Violation{What: BreachFork, N: head.N, Have: want, Got: head.Link}
	}
	v.expected[head.N] = head.Link
	return nil
}

// CheckServed holds the head a server offers against the verified one: lower is
// a rollback, which only a resume signed by chair or deputy can make acceptable.
func (v *Verifier) CheckServed(head Position) error {
	if own := v.Head(); head.N < own.N {
		return &Violation{What: BreachRollback, N: head.N, Have: own.Link, Got: head.Link}
	}
	return v.Check(head)
}

// CheckHere holds somebody's signed position of an audience against this
// device's own. It reports acts of a required audience that were withheld only
// when behind is true: when the log was verified as far as the signer had.
func (v *Verifier) CheckHere(a Audience, here Position, behind bool) error {
	t := v.audiences[a]
	if t == nil || !t.required || here.N < t.base.N || here.N == 0 {
		return nil
	}
	if here.N > t.last {
		if behind {
			return &Violation{What: BreachGap, N: here.N, Got: here.Link}
		}
		return nil
	}
	have := t.base.Link
	if here.N > t.base.N {
		have = t.alinks[here.N]
	}
	if have != here.Link {
		return &Violation{What: BreachFork, N: here.N, Have: have, Got: here.Link}
	}
	return nil
}
