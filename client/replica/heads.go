package replica

import "casusoverleg/crypto/chain"

// Held returns the highest checkpoint that this device accepted, a signed note;
// nil before the first.
func (r *Replica) Held() []byte {
	if r.held == nil {
		return r.pending
	}
	return r.held
}

// Greeted takes the checkpoint of a server's welcome. A head below the highest
// one is a rollback, unless the server begins a new epoch.
func (r *Replica) Greeted(note []byte) error {
	if r.evidence != nil {
		return ErrBroken
	}
	r.welcome = note
	if err := r.greet(); err != nil {
		return r.stop(err, Evidence{Shown: note})
	}
	return nil
}

// Acked takes the checkpoint of an ack.
func (r *Replica) Acked(note []byte) error {
	if r.evidence != nil {
		return ErrBroken
	}
	c, err := r.checkpoint(note)
	if err == nil {
		err = r.expect(c)
	}
	if err != nil {
		return r.stop(err, Evidence{Shown: note})
	}
	return nil
}

// checkpoint opens a note with one of the server's keys, the present one first.
func (r *Replica) checkpoint(note []byte) (chain.Checkpoint, error) {
	keys := r.line().keys
	for i := len(keys) - 1; i >= 0; i-- {
		if c, err := chain.OpenCheckpoint(note, keys[i]); err == nil {
			if c.Room != r.id {
				return c, &chain.Violation{What: chain.BreachForeign, N: c.Head.N, Have: r.id, Got: c.Room}
			}
			return c, nil
		}
	}
	return chain.Checkpoint{}, &chain.Violation{What: BreachCheckpoint, N: r.line().head().N}
}

// expect holds a head that the server signed against what was verified. One of
// a later epoch can only be compared when that epoch has begun here.
func (r *Replica) expect(c chain.Checkpoint) error {
	switch epoch := r.line().state.Epoch(); {
	case c.Epoch < epoch:
		return &chain.Violation{What: chain.BreachRollback, N: c.Head.N, Have: r.line().head().Link, Got: c.Head.Link}
	case c.Epoch > epoch:
		return nil
	}
	return r.line().verifier.Check(c.Head)
}

// reached takes the checkpoint that comes with records: it signs exactly the
// head that was reached. While catching up it may already be of a later epoch.
func (r *Replica) reached(note []byte) error {
	l := r.line()
	if len(l.keys) == 0 {
		return &chain.Violation{What: chain.BreachGap, N: 1}
	}
	c, err := r.checkpoint(note)
	if err != nil {
		return err
	}
	if err := r.expect(c); err != nil {
		return err
	}
	if c.Head != l.head() {
		return &chain.Violation{What: BreachCheckpoint, N: c.Head.N, Have: l.head().Link, Got: c.Head.Link}
	}
	if r.branch == nil && !l.stuck && !l.state.Suspended() && c.Epoch == l.state.Epoch() {
		r.raise(c, note)
	}
	return nil
}

// raise keeps a checkpoint when it is the highest.
func (r *Replica) raise(c chain.Checkpoint, note []byte) {
	if r.held == nil || c.Epoch > r.highest.Epoch || (c.Epoch == r.highest.Epoch && c.Head.N >= r.highest.Head.N) {
		r.highest, r.held = c, note
	}
}

// greet compares notes that waited for the server's key: the one an earlier run
// kept, then that of the welcome.
func (r *Replica) greet() error {
	if len(r.line().keys) == 0 {
		return nil
	}
	if note := r.pending; note != nil {
		c, err := r.checkpoint(note)
		if err != nil {
			return nil // signed by a later key of the server; wait for its rekey
		}
		r.pending = nil
		r.raise(c, note)
		if err := r.expectOwn(c); err != nil {
			return err
		}
	}
	note := r.welcome
	if note == nil {
		return nil
	}
	c, err := r.checkpoint(note)
	if err != nil {
		return nil // as above; records bring their own checkpoint, which must open
	}
	r.welcome = nil
	if r.held != nil && (c.Epoch < r.highest.Epoch || (c.Epoch == r.highest.Epoch && c.Head.N < r.highest.Head.N)) {
		return &chain.Violation{What: chain.BreachRollback, N: c.Head.N, Have: r.highest.Head.Link, Got: c.Head.Link}
	}
	if c.Epoch < r.line().state.Epoch() {
		return nil // a loss was found between greeting and now
	}
	return r.expect(c)
}

// expectOwn is expect for a head of an earlier run, whose epoch may have ended since.
func (r *Replica) expectOwn(c chain.Checkpoint) error {
	if c.Epoch < r.line().state.Epoch() {
		return nil
	}
	return r.expect(c)
}
