package replica

import (
	"bytes"

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
	Labels *room.Labels // nil where the kind has none
	Text   []byte       // the sealed text it brought, opened: canonical CBOR; nil where it brought none
}

// Loss is what a server says it lost, before chair or deputy accept it.
type Loss struct {
	Epoch uint64         // the new one
	Head  chain.Position // what is left
	Had   uint64         // how many records this device knows there were, by what it verified or by the note it kept
	Act   crypto.Digest  // the epoch act, which resume names
}

// isEpoch says whether an entry is the record of an epoch act.
func isEpoch(e chain.Entry) bool {
	if !bytes.Contains(e.Record, []byte(room.KindEpoch)) { // cheap, and nearly always the answer
		return false
	}
	rec, err := chain.DecodeRecord(e.Record)
	if err != nil {
		return false
	}
	var act chain.Act // signature and place are checked when it is added
	err = chain.Decode(rec.Act.Bytes, &act)
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
	if err := branch.add(d.Entry, d.Labels, nil); err != nil {
		return err
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
func (r *Replica) adopt() error {
	if r.branch == nil || r.branch.state.Suspended() || r.branch.stuck {
		return nil
	}
	if err := r.resumer(); err != nil {
		return err
	}
	before := r.view()
	for _, s := range r.main.steps[r.from-1:] {
		if s.rec != nil && s.act.Author == r.owner.Seat && s.act.Device == r.owner.Device {
			r.lost = append(r.lost, r.lostAct(s, before))
		}
	}
	r.main, r.branch = r.branch, nil
	return nil
}

// resumer checks who resumed the branch. On the branch he leads; here he must
// lead as well. Otherwise a server could roll back to before somebody was sent
// away, and have him accept that. Later ones may have been appointed on the branch.
func (r *Replica) resumer() error {
	for _, s := range r.branch.steps[r.from-1:] {
		if s.rec == nil || s.act.Kind != room.KindResume {
			continue
		}
		seat, ok := r.main.state.Member(s.act.Author)
		if ok && seat.Device == s.act.Device && r.main.state.Leads(s.act.Author) {
			return nil
		}
		return &broken{violation: chain.Violation{What: BreachResume, N: s.rec.Seq}, entry: &s.entry}
	}
	return nil
}

// lostAct is a step as its author may offer it again.
func (r *Replica) lostAct(s step, before room.View) Lost {
	l := Lost{Seq: s.rec.Seq, Hash: s.rec.Act.Hash(), Act: s.act}
	if labels := new(room.Labels); s.labels != nil && chain.Decode(s.labels, labels) == nil {
		l.Labels = labels
	}
	for _, t := range texts(before) {
		if len(s.act.Sealed) > 0 && t.Body == s.act.Sealed[0].Digest {
			l.Text, _ = r.Content(t) // what cannot be opened is typed again
		}
	}
	return l
}

// Loss returns what the server says it lost while nobody resumed, or nil.
func (r *Replica) Loss() *Loss {
	l := r.line()
	if !l.state.Suspended() {
		return nil
	}
	for i := len(l.steps) - 1; i >= 0; i-- {
		if s := l.steps[i]; s.rec != nil && s.act.Kind == room.KindEpoch {
			loss := &Loss{Epoch: s.act.Epoch, Head: s.act.Seen, Had: uint64(len(r.main.steps)), Act: s.rec.Act.Hash()}
			if r.highest.Epoch < loss.Epoch { // started anew, a device has only its note of what was there
				loss.Had = max(loss.Had, r.highest.Head.N)
			}
			return loss
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
