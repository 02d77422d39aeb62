package replica

import (
	"strconv"
	"strings"

	"casusoverleg/crypto/chain"
)

// Held returns the highest checkpoint that this device accepted, a signed note;
// nil before the first.
//
// The note of an earlier run stays while the log does not show the key that
// signed it: a lower one must not take its place.
func (r *Replica) Held() []byte {
	if r.pending != nil {
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
	_, r.target = claimed(note)
	r.agedEarly()
	if err := r.greet(); err != nil {
		return r.stop(err, Evidence{Shown: note})
	}
	return nil
}

// checkpoint opens a note with one of the server's keys, the present one first.
func (r *Replica) checkpoint(note []byte) (chain.Checkpoint, error) {
	keys := r.line().keys
	if len(note) > MaxNote {
		keys = nil
	}
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
// a later epoch is compared when that epoch has begun here.
func (r *Replica) expect(c chain.Checkpoint) error {
	switch l := r.line(); {
	case c.Epoch < l.epoch:
		return &chain.Violation{What: chain.BreachRollback, N: c.Head.N, Have: l.head().Link, Got: c.Head.Link}
	case c.Epoch > l.epoch:
		if len(r.later) < MaxLater {
			r.later = append(r.later, c)
		}
		return nil
	default:
		return l.verifier.Check(c.Head)
	}
}

// settle compares the checkpoints whose epoch has begun.
func (r *Replica) settle() error {
	l := r.line()
	var later []chain.Checkpoint
	for _, c := range r.later {
		if c.Epoch > l.epoch {
			later = append(later, c)
		} else if c.Epoch == l.epoch {
			if err := l.verifier.Check(c.Head); err != nil {
				return err
			}
		}
	}
	r.later = later
	return r.kept()
}

// reached takes the checkpoint that comes with records: it signs exactly the
// head that was reached, in exactly the epoch that was reached.
func (r *Replica) reached(note []byte) error {
	l := r.line()
	if len(l.keys) == 0 {
		return &chain.Violation{What: chain.BreachGap, N: 1}
	}
	c, err := r.checkpoint(note)
	if err != nil {
		return err
	}
	if c.Epoch > l.epoch {
		return &chain.Violation{What: chain.BreachForeign, N: c.Head.N, Have: l.head().Link, Got: c.Head.Link}
	}
	if err := r.expect(c); err != nil {
		return err
	}
	if c.Head != l.head() {
		return &chain.Violation{What: BreachCheckpoint, N: c.Head.N, Have: l.head().Link, Got: c.Head.Link}
	}
	for _, other := range r.later { // the server signed that this part of its log is of a later epoch
		if other.Head.N <= c.Head.N {
			return &chain.Violation{What: chain.BreachForeign, N: other.Head.N, Have: c.Head.Link, Got: other.Head.Link}
		}
	}
	if r.branch == nil && !l.stuck && !l.state.Suspended() {
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
	if err := r.arrived(); err != nil {
		return err
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
	if err := r.bound(c); err != nil {
		return err
	}
	if err := r.keeps(c); err != nil {
		return err
	}
	if r.held != nil && (c.Epoch < r.highest.Epoch || (c.Epoch == r.highest.Epoch && c.Head.N < r.highest.Head.N)) {
		return &chain.Violation{What: chain.BreachRollback, N: c.Head.N, Have: r.highest.Head.Link, Got: c.Head.Link}
	}
	if c.Epoch < r.line().epoch {
		return nil // a loss was found between greeting and now
	}
	return r.expect(c)
}

// expectOwn is expect for a head of an earlier run, whose epoch may have ended since.
func (r *Replica) expectOwn(c chain.Checkpoint) error {
	if c.Epoch < r.line().epoch {
		return nil
	}
	return r.expect(c)
}

// unresolved is the violation when the log was shown as far as the server said
// that it goes, and a note still has no key: the kept one is then of a log that
// this server does not show, that of the welcome of no server of this room.
func (r *Replica) unresolved() error {
	head := r.line().head()
	switch {
	case r.pending != nil:
		return &chain.Violation{What: chain.BreachRollback, N: head.N, Got: head.Link}
	case r.welcome != nil:
		return &chain.Violation{What: BreachCheckpoint, N: head.N, Have: head.Link}
	}
	return nil
}

// claimed reads which epoch, and how long a log, a checkpoint says it is about, before
// its signature can be checked; 0 for what is no checkpoint.
func claimed(note []byte) (epoch, n uint64) {
	lines := strings.SplitN(string(note), "\n", 5)
	if len(lines) < 5 {
		return 0, 0
	}
	epoch, _ = strconv.ParseUint(lines[2], 10, 64)
	n, _ = strconv.ParseUint(lines[3], 10, 64)
	return epoch, n
}
