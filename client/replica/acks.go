package replica

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
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
	act  crypto.Digest
	seq  uint64
	note []byte
}

// Acked takes an ack: the server says that an act of this device is at seq, with a
// checkpoint of a head that holds it. It is held to that when its log gets there.
//
// An ack may overtake records. One that is signed by a key that the server has since
// one of those waits for it.
func (r *Replica) Acked(act crypto.Digest, seq uint64, note []byte) error {
	if r.evidence != nil {
		return ErrBroken
	}
	if err := r.acked(early{act, seq, note}); err != nil {
		return r.stop(err, Evidence{Shown: note})
	}
	return nil
}

func (r *Replica) acked(a early) error {
	c, err := r.checkpoint(a.note)
	if err != nil && (claimedHead(a.note) > r.line().head().N || r.line().stuck) && len(r.early) < MaxLater {
		r.early = append(r.early, a)
		return nil
	}
	if err == nil {
		err = r.expect(c)
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

// arrived takes the acks that waited for a key which the log may tell by now.
func (r *Replica) arrived() error {
	waiting := r.early
	r.early = nil
	for _, a := range waiting {
		if c, err := r.checkpoint(a.note); err == nil && c.Epoch < r.line().epoch {
			continue // its epoch ended by a loss of records
		}
		if err := r.acked(a); err != nil {
			return err
		}
	}
	return nil
}

// kept compares what was promised with the log, as far as it got. A stub says
// nothing about it; the end of an epoch by a loss of records ends its promises.
func (r *Replica) kept() error {
	l := r.line()
	var open []promise
	for _, p := range r.promised {
		switch {
		case p.epoch < l.epoch:
		case p.seq > uint64(len(l.steps)):
			open = append(open, p)
		default:
			s := l.steps[p.seq-1]
			if s.rec != nil && s.rec.Act.Hash() != p.act {
				return &broken{violation: chain.Violation{What: chain.BreachFork, N: p.seq, Have: p.act, Got: s.rec.Act.Hash()}, entry: &s.entry, held: p.note}
			}
		}
	}
	r.promised = open
	return nil
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
