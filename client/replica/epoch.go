package replica

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// Lost is an act of one's own that a new epoch does not have, with what is
// needed to offer it again, newly signed.
type Lost struct {
	Seq    uint64 // where it stood
	Hash   crypto.Digest
	Act    chain.Act
	Labels []byte
}

// Loss is what a server says it lost, before chair or deputy accept it.
type Loss struct {
	Epoch uint64         // the new one
	Head  chain.Position // what is left
	Had   uint64         // how many records this device has verified
	Act   crypto.Digest  // the epoch act, which resume names
}

// isEpoch says whether an entry is the record of an epoch act.
func isEpoch(e chain.Entry) bool {
	if e.Record == nil {
		return false
	}
	rec, err := chain.DecodeRecord(e.Record)
	if err != nil {
		return false
	}
	act, err := rec.Act.Open()
	return err == nil && act.Kind == room.KindEpoch
}

// newEpoch takes the record by which the server says that its log goes on after
// seq-1 under a new epoch. What this device has beyond that is set aside, not
// given up: it goes on beside until chair or deputy sign the resume.
func (r *Replica) newEpoch(seq uint64, d wire.Delivery) error {
	l := r.line()
	branch, err := l.upTo(seq - 1)
	if err != nil {
		return err
	}
	if err := branch.add(d.Entry, d.Labels); err != nil {
		return err
	}
	if branch.stuck {
		return &chain.Violation{What: BreachAct, N: seq}
	}
	if err := branch.advance(); err != nil {
		return err
	}
	if r.highest.Epoch >= branch.state.Epoch() { // a later head was verified in this epoch
		if err := branch.verifier.Check(r.highest.Head); err != nil {
			return err
		}
	}
	if r.branch == nil && uint64(len(l.steps)) < seq {
		r.main = branch
		return nil
	}
	if r.branch == nil {
		r.from = seq
	}
	r.branch, r.from = branch, min(r.from, seq)
	return nil
}

// adopt gives up what was set aside, once the branch was resumed.
func (r *Replica) adopt() {
	if r.branch == nil || r.branch.state.Suspended() || r.branch.stuck {
		return
	}
	for _, s := range r.main.steps[r.from-1:] {
		if s.rec != nil && s.act.Author == r.owner.Seat && s.act.Device == r.owner.Device {
			r.lost = append(r.lost, Lost{Seq: s.rec.Seq, Hash: s.rec.Act.Hash(), Act: s.act, Labels: s.labels})
		}
	}
	r.main, r.branch = r.branch, nil
}

// Loss returns what the server says it lost while nobody resumed, or nil.
func (r *Replica) Loss() *Loss {
	l := r.line()
	if !l.state.Suspended() {
		return nil
	}
	for i := len(l.steps) - 1; i >= 0; i-- {
		if s := l.steps[i]; s.rec != nil && s.act.Kind == room.KindEpoch {
			return &Loss{Epoch: s.act.Epoch, Head: s.act.Seen, Had: uint64(len(r.main.steps)), Act: s.rec.Act.Hash()}
		}
	}
	return nil
}

// TakeLost returns the acts of one's own that were lost, once.
func (r *Replica) TakeLost() []Lost {
	lost := r.lost
	r.lost = nil
	return lost
}
