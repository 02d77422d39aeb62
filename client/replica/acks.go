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

// Acked takes an ack: the server says that an act of this device is at seq, with a
// checkpoint of a head that holds it. It is held to that when its log gets there.
func (r *Replica) Acked(act crypto.Digest, seq uint64, note []byte) error {
	if r.evidence != nil {
		return ErrBroken
	}
	c, err := r.checkpoint(note)
	if err == nil {
		err = r.expect(c)
	}
	if err == nil && (seq == 0 || c.Head.N < seq) {
		err = &chain.Violation{What: BreachCheckpoint, N: seq, Got: c.Head.Link}
	}
	if err == nil {
		r.promised = append(r.promised, promise{act: act, seq: seq, epoch: c.Epoch, head: c.Head, note: note})
		err = r.kept()
	}
	if err != nil {
		return r.stop(err, Evidence{Shown: note})
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
