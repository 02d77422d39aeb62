package replica

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// FileDigest names a sealed file; it is what an act holds of it.
func FileDigest(file []byte) crypto.Digest { return crypto.Hash(crypto.LabelFile, file) }

// Records takes the next steps of the log. Steps it has already are compared,
// and give what was missing of them. An error is *Evidence, after which the
// replica takes nothing any more. now is this device's own clock, which no server
// sets, ms since 1970 UTC: by it contents are destroyed, or not yet.
func (r *Replica) Records(rs wire.Records, now int64) error {
	if r.evidence != nil {
		return ErrBroken
	}
	r.clock(now)
	news, known := false, readied(rs.Deliveries)
	for i, d := range rs.Deliveries {
		revealed, err := r.delivery(rs.From+uint64(i), d, known[i])
		if err != nil {
			return r.stop(err, Evidence{Entry: &rs.Deliveries[i].Entry, Shown: rs.Checkpoint})
		}
		news = news || revealed
	}
	if err := r.follow(news); err != nil {
		return r.stop(err, Evidence{Shown: rs.Checkpoint})
	}
	err := r.reached(rs.Checkpoint)
	if last := rs.From + uint64(len(rs.Deliveries)) - 1; err == nil && r.target > 0 && last >= r.target && !r.line().stuck {
		err = r.unresolved()
	}
	if err != nil {
		return r.stop(err, Evidence{Shown: rs.Checkpoint})
	}
	return nil
}

// delivery takes one step. It says whether something earlier became known, so
// that everything must be applied anew.
func (r *Replica) delivery(seq uint64, d wire.Delivery, known *ready) (revealed bool, err error) {
	l := r.line()
	n := uint64(len(l.steps))
	switch {
	case seq == 0 || seq > n+1:
		return false, &chain.Violation{What: chain.BreachOrder, N: seq, Have: l.head().Link}
	case isEpoch(d.Entry) && (seq == n+1 || d.Entry.Leaf() != l.steps[seq-1].entry.Leaf()):
		return false, r.newEpoch(seq, d)
	case seq == n+1:
		if err := l.add(d.Entry, d.Labels, known); err != nil {
			return false, err
		}
	case d.Entry.Leaf() != l.steps[seq-1].entry.Leaf():
		return false, &chain.Violation{What: chain.BreachFork, N: seq, Have: l.steps[seq-1].entry.Leaf(), Got: d.Entry.Leaf()}
	case d.Entry.Record != nil:
		if revealed, err = l.reveal(d.Entry.Record, d.Labels); err != nil {
			return false, err
		}
	}
	if seq <= n {
		r.keepLate(d.Files)
		return revealed, nil
	}
	r.keep(d.Files)
	return false, nil
}

// Reveal takes earlier records, labels and files that this seat may see from now
// on; now is as for Records.
func (r *Replica) Reveal(rv wire.Reveal, now int64) error {
	if r.evidence != nil {
		return ErrBroken
	}
	r.clock(now)
	news := false
	for i, d := range rv.Deliveries {
		revealed, err := r.line().reveal(d.Entry.Record, d.Labels)
		if err != nil {
			return r.stop(err, Evidence{Entry: &rv.Deliveries[i].Entry})
		}
		news = news || revealed
		r.keepLate(d.Files)
	}
	if err := r.follow(news); err != nil {
		return r.stop(err, Evidence{})
	}
	return nil
}

// seated looks whether this device has the seat that the server told it when it was
// let in. A later epoch may have lost that, and a reseat ends it: both are told as such.
// Who verifies the log of another has no device.
func (r *Replica) seated() error {
	l := r.line()
	if l.epoch > firstEpoch || l.stuck || r.owner.Device.IsZero() || l.state.Ended(r.owner.Device) {
		return nil
	}
	seat, ok := l.state.Member(r.owner.Seat)
	if ok && seat.Device != r.owner.Device || !ok && r.target > 0 && l.state.Len() >= r.target {
		return &chain.Violation{What: BreachSeat, N: l.state.Len()}
	}
	return nil
}

func (r *Replica) clock(now int64) {
	r.main.now = now
	if r.branch != nil {
		r.branch.now = now
	}
}

// follow brings state, branch and files up to what was verified.
func (r *Replica) follow(revealed bool) error {
	l := r.line()
	var err error
	if revealed {
		err = l.replay()
	} else {
		err = l.advance()
	}
	if err != nil {
		return err
	}
	if err := r.seated(); err != nil {
		return err
	}
	if err := r.greet(); err != nil {
		return err
	}
	if err := r.adopt(); err != nil {
		return err
	}
	if err := r.settle(); err != nil {
		return err
	}
	if r.line().forget {
		r.forget()
		r.line().forget = false
	}
	return nil
}

// keepLate takes the files of a record that came before. Its text may be replaced already:
// then follow drops them.
func (r *Replica) keepLate(files [][]byte) {
	r.keep(files)
	r.line().forget = r.line().forget || len(files) > 0
}

// keep takes sealed files by their digest. Whether an act names them shows when
// they are asked for; what nobody asks for is never opened.
func (r *Replica) keep(files [][]byte) {
	for _, f := range files {
		if len(f) > 0 {
			r.files[FileDigest(f)] = f
		}
	}
}

// File takes a fetched file; it refuses one that is not what was asked for. One whose text
// was taken back or replaced since then is not kept.
func (r *Replica) File(digest crypto.Digest, data []byte) error {
	if r.evidence != nil {
		return ErrBroken
	}
	if FileDigest(data) != digest {
		return r.stop(&chain.Violation{What: BreachFile, Have: digest, Got: FileDigest(data)}, Evidence{})
	}
	if slices.ContainsFunc(r.readable(), func(t *room.SealedView) bool { return t.Body == digest || t.Envelope == digest }) {
		r.files[digest] = data
	}
	return nil
}

// Missing returns the files that this seat may open and does not have yet.
func (r *Replica) Missing() []crypto.Digest {
	var missing []crypto.Digest
	for _, t := range r.readable() {
		for _, d := range []crypto.Digest{t.Body, t.Envelope} {
			if _, ok := r.files[d]; !ok {
				missing = append(missing, d)
			}
		}
	}
	return missing
}

// readable lists the sealed texts that this seat may open.
func (r *Replica) readable() []*room.SealedView {
	return slices.DeleteFunc(texts(r.view()), func(t *room.SealedView) bool { return t.Envelope.IsZero() })
}

// texts lists the sealed texts in a view that stand: a contribution that was
// withdrawn has none.
func texts(v room.View) []*room.SealedView {
	var all []*room.SealedView
	add := func(t *room.SealedView) {
		if t != nil && v.Phase != room.Destroyed {
			all = append(all, t)
		}
	}
	addHolds := func(holds []room.HoldView) {
		for _, h := range holds {
			add(h.Text)
		}
	}
	for _, inv := range v.Invitations {
		add(inv.Text)
	}
	for _, o := range v.Outsiders {
		add(o.Name)
	}
	for _, re := range v.Reactions {
		add(re.Text)
		add(re.Answer)
	}
	for _, it := range v.Items {
		add(it.Text)
		for _, c := range it.Contributions {
			if !c.Withdrawn {
				add(c.Text)
			}
			addHolds(c.Holds)
		}
		for _, d := range it.Drafts {
			add(d.Text)
		}
		for _, k := range it.Consents {
			add(k.Text)
		}
		for _, q := range it.Requests {
			add(q.Text)
			for _, f := range q.Refusals {
				add(f.Text)
			}
		}
		for _, a := range it.Agreed {
			add(a.Text)
			if a.Progress != nil {
				add(a.Progress.Text)
			}
		}
		for _, p := range it.Proposals {
			add(p.Text)
			addHolds(p.Holds)
		}
		for _, n := range it.Names {
			add(n.Text)
		}
		if it.Inform != nil {
			add(it.Inform.Text)
		}
	}
	return all
}
