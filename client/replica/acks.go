package replica

import (
	"errors"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// promise is what the server signed with an ack: that an act is in its log, and where.
type promise struct {
	act   crypto.Digest
	seq   uint64
	epoch uint64
	head  chain.Position // of the checkpoint that came with it
	note  []byte         // that checkpoint
}

// early is an ack that came before the record that tells by which key it is signed.
type early struct {
	act   crypto.Digest
	seq   uint64
	note  []byte
	until uint64 // the log's length at which its key is known; the note's own word, until a welcome bounds it
	old   bool   // of a connection before the present one
}

// Acked takes an ack: the server says that an act of this device is at seq, with a
// checkpoint of a head that holds it. It is held to that when its log gets there.
//
// An ack may overtake records. One that is signed by a key that the server has since
// one of those waits for it, and proves nothing before; see Early.
func (r *Replica) Acked(act crypto.Digest, seq uint64, note []byte) error {
	if r.evidence != nil {
		return ErrBroken
	}
	_, n := claimed(note)
	if err := r.acked(early{act: act, seq: seq, note: note, until: n}); err != nil {
		return r.stop(err, Evidence{Shown: note})
	}
	return nil
}

func (r *Replica) acked(a early) error {
	c, err := r.checkpoint(a.note)
	if err != nil && (a.until > r.line().head().N || r.line().stuck) && len(r.early) < MaxLater {
		r.early = append(r.early, a)
		return nil
	}
	var none *chain.Violation
	if errors.As(err, &none) {
		err = &broken{violation: *none, shown: a.note}
	}
	if err == nil {
		err = r.expect(c)
		if errors.As(err, &none) && none.What == chain.BreachFork {
			err = &broken{violation: *none, shown: a.note, acked: true}
		}
	}
	if err == nil && (a.seq == 0 || c.Head.N < a.seq) {
		err = &chain.Violation{What: BreachCheckpoint, N: a.seq, Got: c.Head.Link}
	}
	if err == nil {
		r.promised = append(r.promised, promise{act: a.act, seq: a.seq, epoch: c.Epoch, head: c.Head, note: a.note})
		err = r.kept()
	}
	return err
}

// Early says that the ack of an act waits for the key that signed it. Until then
// nobody has promised anything: the act is still in flight.
func (r *Replica) Early(act crypto.Digest) bool {
	return slices.ContainsFunc(r.early, func(a early) bool { return a.act == act })
}

// agedEarly marks the acks that waited when a connection broke. Of later ones no more
// are kept: their acts are offered again.
func (r *Replica) agedEarly() {
	if slices.ContainsFunc(r.early, func(a early) bool { return a.old }) {
		r.early = slices.DeleteFunc(r.early, func(a early) bool { return !a.old })
	}
	for i := range r.early {
		r.early[i].old = true
	}
}

// bound takes the head of a welcome: an ack from before that connection is signed by
// a key that the log tells no later than there. What it says itself is signed by
// nobody, and could keep it waiting for ever. After a loss of records it is void.
func (r *Replica) bound(c chain.Checkpoint) error {
	r.early = slices.DeleteFunc(r.early, func(a early) bool {
		epoch, _ := claimed(a.note)
		return a.old && c.Epoch > epoch
	})
	for i := range r.early {
		if a := &r.early[i]; a.old {
			a.until = min(a.until, c.Head.N)
		}
	}
	return r.arrived()
}

// arrived takes the acks that waited for a key which the log may tell by now.
func (r *Replica) arrived() error {
	waiting := r.early
	r.early = nil
	for i, a := range waiting {
		if c, err := r.checkpoint(a.note); err == nil && c.Epoch < r.line().epoch {
			continue // its epoch ended by a loss of records
		}
		if err := r.acked(a); err != nil {
			r.early = append(r.early, waiting[i:]...) // the server is held to them also when the device is started anew
			return err
		}
	}
	return nil
}

// kept compares what was promised with the log, as far as it got. A stub leaves it
// open; see hidden. The end of an epoch by a loss of records ends its promises.
func (r *Replica) kept() error {
	l := r.line()
	var open []promise
	for _, p := range r.promised {
		switch {
		case p.epoch < l.epoch:
		case p.seq > uint64(len(l.steps)):
			open = append(open, p)
		case l.steps[p.seq-1].rec == nil:
			open = append(open, p)
		default:
			s := l.steps[p.seq-1]
			if s.rec.Act.Hash() != p.act {
				return &broken{violation: chain.Violation{What: chain.BreachFork, N: p.seq, Have: p.act, Got: s.rec.Act.Hash()}, entry: &s.entry, held: p.note, acked: true}
			}
		}
	}
	r.promised = open
	return nil
}

// hidden returns the first acknowledged act that this device is shown a stub for, or
// nil. A device is shown what it did as long as its seat is there, also at items where
// that sits no more.
func (r *Replica) hidden() *promise {
	l := r.line()
	seat, ok := l.state.Member(r.owner.Seat)
	if !ok || seat.Gone != "" || seat.Device != r.owner.Device {
		return nil
	}
	for i, p := range r.promised {
		if p.epoch == l.epoch && p.seq <= uint64(len(l.steps)) && l.steps[p.seq-1].rec == nil {
			return &r.promised[i]
		}
	}
	return nil
}

// shows is the violation when an act stays hidden that the server acknowledged.
func (r *Replica) shows() error {
	p := r.hidden()
	if p == nil {
		return nil
	}
	entry := r.line().steps[p.seq-1].entry
	return &broken{violation: chain.Violation{What: BreachWithheld, N: p.seq, Have: p.act, Got: entry.Leaf()}, entry: &entry, held: p.note}
}

// Acks are the answers that the log, as far as it was shown, has not borne out yet, at
// most MaxAcks. A device keeps them, and gives them to Remember when it is started anew.
func (r *Replica) Acks() []wire.Ack {
	var acks []wire.Ack
	for _, p := range r.promised {
		acks = append(acks, wire.Ack{Act: p.act, Seq: p.seq, Checkpoint: p.note})
	}
	for _, a := range r.early {
		acks = append(acks, wire.Ack{Act: a.act, Seq: a.seq, Checkpoint: cut(a.note, MaxNote)})
	}
	return acks[:min(len(acks), MaxAcks)]
}

// Remember holds the server to what it acknowledged in an earlier run. It is called
// before anything is taken in; the log tells the keys that signed them.
func (r *Replica) Remember(acks []wire.Ack) {
	for _, a := range acks {
		_, n := claimed(a.Checkpoint)
		r.early = append(r.early, early{act: a.Act, seq: a.Seq, note: a.Checkpoint, until: n, old: true})
	}
}

// Signed returns the note of the highest head that the server signed for this device: the
// one it holds, or that of an answer whose record, or whose key, it was not shown. From it
// a server that lost records learns so; what it never signed says nothing to it.
func (r *Replica) Signed() []byte {
	note := r.Held()
	epoch, n := claimed(note)
	higher := func(other []byte) {
		if e, at := claimed(other); e > epoch || e == epoch && at > n {
			note, epoch, n = other, e, at
		}
	}
	for _, p := range r.promised {
		higher(p.note)
	}
	for _, a := range r.early {
		higher(a.note)
	}
	return note
}

// keeps says whether a head that the server greets with can hold what it promised.
func (r *Replica) keeps(c chain.Checkpoint) error {
	for _, p := range r.promised {
		if c.Epoch == p.epoch && c.Head.N < p.seq {
			return &broken{violation: chain.Violation{What: chain.BreachRollback, N: c.Head.N, Have: p.act, Got: c.Head.Link}, held: p.note}
		}
	}
	return nil
}

// contradicted is the note of an ack whose head is not what was shown there; nil for
// a violation that is about something else.
func (r *Replica) contradicted(v *chain.Violation) []byte {
	for _, p := range r.promised {
		if v.What == chain.BreachFork && v.N == p.head.N && v.Have == p.head.Link {
			return p.note
		}
	}
	return nil
}
