package client

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// flight is an act that was submitted and not answered yet. While it flies it
// counts as possibly admitted, also over a lost connection.
type flight struct {
	sub  wire.Submit
	hash crypto.Digest
	done chan struct{} // closed when got is set
	got  answer        // owned by run until done is closed
}

type answer struct {
	seq     uint64
	refusal *room.Refusal
	err     error
}

func newFlight(sub wire.Submit) *flight {
	return &flight{sub: sub, hash: sub.Act.Hash(), done: make(chan struct{})}
}

func (f *flight) answer(a answer) {
	f.got = a
	close(f.done)
}

// draft makes an act from the present state. It is called with mu held, again
// each time the act must be made anew.
type draft func(r *replica.Replica, v room.View) (replica.Draft, error)

// do makes an act and returns its hash when it is in the log and applied here,
// or a *room.Refusal. Where the room went on meanwhile it makes the act anew;
// make must refuse then when what the act is about has changed.
//
// When ctx ends first the act may still be admitted: the device keeps asking,
// and signs no other before it knows.
func (s *Session) do(ctx context.Context, make draft) (crypto.Digest, error) {
	if err := s.takeTurn(ctx); err != nil {
		return crypto.Digest{}, err
	}
	defer s.giveTurn()
	for try := 0; ; try++ {
		f, refusal, err := s.compose(ctx, make)
		switch {
		case err != nil:
			return crypto.Digest{}, err
		case refusal != nil:
			return crypto.Digest{}, refusal
		}
		got, err := s.fly(ctx, f)
		switch {
		case err != nil:
			return crypto.Digest{}, err
		case got.refusal == nil:
			return f.hash, s.until(ctx, func() bool {
				_, applied := s.replica.Admitted(f.hash)
				return applied
			})
		case try >= maxRetries || !comesLate(got.refusal):
			return crypto.Digest{}, got.refusal
		}
		if err := s.goneOn(ctx); err != nil {
			return crypto.Digest{}, err
		}
	}
}

// comesLate says that the same act, made anew, may be admitted.
func comesLate(r *room.Refusal) bool {
	return slices.Contains([]any{
		room.CodeStaleObject, room.CodeOutOfTurn, room.CodeOtherEpoch, room.CodeReaderMissing, room.CodeReaderUnknown,
		wire.CodeTooFast, wire.CodeTryAgain, wire.CodeNotStaged,
	}, any(r.Code))
}

// takeTurn waits for the device's turn, for a state to act on, and for the answer to
// what an earlier run, or a caller who gave up, left in flight.
func (s *Session) takeTurn(ctx context.Context) error {
	select {
	case <-s.turn:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.ctx.Done():
		return ErrClosed
	}
	err := s.until(ctx, func() bool { return s.online && s.place.InFlight == nil })
	if err != nil {
		s.giveTurn()
	}
	return err
}

func (s *Session) giveTurn() { s.turn <- struct{}{} }

// goneOn waits until the room has gone on, or a moment.
func (s *Session) goneOn(ctx context.Context) error {
	s.mu.Lock()
	changed := s.changed
	s.mu.Unlock()
	t := time.NewTimer(retryDelay)
	defer t.Stop()
	select {
	case <-changed:
		return s.UntilOnline(ctx)
	case <-t.C:
		return s.UntilOnline(ctx)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// secrecyFirst is why a seat that has not confirmed secrecy is shown nothing of
// any item; nil once it has.
func (s *Session) secrecyFirst(v room.View) *room.Refusal {
	for _, seat := range v.Seats {
		if seat.ID == v.Viewer && !seat.Joined {
			ruling := s.rules.Rule(room.CodeSecrecy)
			return &room.Refusal{Code: ruling.Code, Articles: ruling.Articles, Obligations: ruling.Obligations}
		}
	}
	return nil
}

// compose makes, stages and records an act.
func (s *Session) compose(ctx context.Context, make draft) (*flight, *room.Refusal, error) {
	s.mu.Lock()
	if s.replica.Gone() { // the server's goodbye may still be on its way
		s.mu.Unlock()
		return nil, nil, ErrGone
	}
	v := s.replica.View()
	d, err := make(s.replica, v)
	if err != nil {
		s.mu.Unlock()
		if refusal := s.secrecyFirst(v); errors.Is(err, ErrUnknown) && refusal != nil {
			return nil, refusal, nil
		}
		return nil, nil, err
	}
	sub, refusal, err := s.replica.Compose(d, s.next(), s.keys.Signing, s.clock(), s.now())
	s.mu.Unlock()
	if err != nil || refusal != nil {
		return nil, refusal, err
	}
	kept := sub
	if d.File != nil && len(d.File.Data) >= stageFrom {
		if kept, err = s.staged(ctx, sub, d.File.Data); err != nil {
			return nil, nil, err
		}
	}
	if err := s.keepApart(func() { s.place.InFlight = &kept }); err != nil {
		s.unsent()
		return nil, nil, err
	}
	return newFlight(kept), nil, nil
}

// next is the turn of this device's next act: by the log, or by what it
// remembers where the log does not show it all its own acts. s.mu is held.
func (s *Session) next() replica.Turn {
	t := s.replica.Turn()
	if s.place.Epoch == s.replica.Epoch() && s.place.Counter >= t.Counter {
		return replica.Turn{Counter: s.place.Counter + 1, Previous: s.place.Last}
	}
	return t
}

// staged puts the file on the server, and leaves its place in the submission empty.
func (s *Session) staged(ctx context.Context, sub wire.Submit, file []byte) (wire.Submit, error) {
	s.mu.Lock()
	token := s.place.Token.Token
	s.mu.Unlock()
	if err := s.server.stage(ctx, s.room, replica.FileDigest(file), file, token, s.keys.Signing); err != nil {
		return wire.Submit{}, err
	}
	sub.Files = [][]byte{{}}
	return sub, nil
}

// fly hands an act to run and waits for the answer.
func (s *Session) fly(ctx context.Context, f *flight) (answer, error) {
	select {
	case s.outbox <- f:
	case <-ctx.Done():
		s.unsent()
		return answer{}, ctx.Err()
	case <-s.ctx.Done():
		s.unsent()
		return answer{}, ErrClosed
	case <-s.over:
		s.unsent()
		return answer{}, s.Err()
	}
	select {
	case <-f.done:
		return f.got, f.got.err
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

// unsent forgets an act that never left this device.
func (s *Session) unsent() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.place.InFlight = nil
	_ = s.keep() // it would be submitted later, and answered
}

// acked takes in that the act in flight was admitted.
func (s *Session) acked(c *connection, a wire.Ack) error {
	f := s.flight
	if f == nil || f.hash != a.Act {
		return nil // an answer from before a connection broke
	}
	if c.early != nil {
		return nil // the first answer still waits for its key
	}
	s.mu.Lock()
	err := s.replica.Acked(a.Act, a.Seq, a.Checkpoint)
	c.target = max(c.target, a.Seq) // an act that is acknowledged comes, or the connection is tried anew
	if err == nil && s.replica.Early(a.Act) {
		head, _ := headIn(a.Checkpoint) // so do the records with its key
		c.target, c.early = max(c.target, head), &a
		s.mu.Unlock()
		return nil
	}
	if err == nil {
		s.awaits(c) // for the act, where a stub of it came before
	}
	s.mu.Unlock()
	return s.admitted(c, a, err)
}

// keyArrived looks whether the log tells by now the key of the ack that waits for it.
func (s *Session) keyArrived(c *connection) error {
	a, f := c.early, s.flight
	if a == nil || f == nil || f.hash != a.Act {
		return nil
	}
	s.mu.Lock()
	waits := s.replica.Early(a.Act)
	s.mu.Unlock()
	if waits {
		return nil
	}
	c.early = nil
	return s.admitted(c, *a, nil)
}

// admitted settles the act in flight: it was admitted, or err proves that the server
// lied about it.
func (s *Session) admitted(c *connection, a wire.Ack, err error) error {
	f := s.flight
	var act chain.Act
	if chain.Decode(f.sub.Act.Bytes, &act) != nil { // its signature is this device's own
		return vault.ErrDamaged
	}
	s.mu.Lock()
	if err == nil {
		s.replica.Own(f.sub)
		s.place.Counter, s.place.Last, s.place.Epoch, s.place.InFlight = act.Counter, f.hash, act.Epoch, nil
		if s.withdrawing(act) {
			err = s.keep()
		} else {
			s.keepSoon(c)
		}
	}
	s.stir()
	s.mu.Unlock()
	s.flight = nil
	f.answer(answer{seq: a.Seq, err: err})
	return err
}

// wasRefused takes in that the act in flight, or a fetch, was not taken.
func (s *Session) wasRefused(c *connection, r wire.Refused) error {
	f := s.flight
	if f == nil || f.hash != r.Act {
		s.notGiven(c, r)
		return nil
	}
	refusal := r.Refusal
	c.early = nil
	s.mu.Lock()
	s.place.InFlight = nil
	err := s.keep()
	s.stir()
	s.mu.Unlock()
	s.flight = nil
	f.answer(answer{refusal: &refusal, err: err})
	return err
}

// ErrVoided says that an act was cancelled before it was known to be admitted.
var ErrVoided = errors.New("client: the act was cancelled")

// Void cancels an act that was submitted and not answered because the connection
// was lost: instead of asking again, the device signs void in its turn. It
// returns, when that is answered, whether the act was admitted after all. While
// connected it only waits for the answer. Without such an act it does nothing.
func (s *Session) Void(ctx context.Context) (admitted bool, err error) {
	s.mu.Lock()
	if s.place.InFlight == nil {
		s.mu.Unlock()
		return false, nil
	}
	hash := s.place.InFlight.Act.Hash()
	err = s.cancelInFlight()
	s.mu.Unlock()
	if err != nil {
		return false, err
	}
	if err := s.until(ctx, func() bool { return s.online && s.place.InFlight == nil }); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, shown := s.replica.Admitted(hash)
	return shown || s.place.Last == hash, nil
}

// cancelInFlight puts void in the turn of the act in flight, for the next
// connection. s.mu is held.
func (s *Session) cancelInFlight() error {
	if s.online || s.replica.Applied() == 0 {
		return nil
	}
	old, err := s.place.InFlight.Act.Open()
	if err != nil {
		return fmt.Errorf("client: own act: %w", err)
	}
	sub, refusal, err := s.replica.Compose(replica.Draft{Kind: room.KindVoid},
		replica.Turn{Counter: old.Counter, Previous: old.Previous}, s.keys.Signing, s.clock(), s.now())
	if err != nil {
		return err
	}
	if refusal != nil {
		return refusal
	}
	s.voiding, s.place.InFlight = newFlight(sub), &sub
	return s.keep()
}

// resubmit returns the act that must be submitted on a new connection: the one
// in flight, or void in its place; nil for none.
func (s *Session) resubmit() *flight {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.voiding != nil {
		if s.flight != nil {
			s.flight.answer(answer{err: ErrVoided})
		}
		s.flight, s.voiding = s.voiding, nil
	}
	return s.flight
}

// act is do for acts whose draft needs no look at the state.
func (s *Session) act(ctx context.Context, kind chain.Kind, payload any, refs ...crypto.Digest) error {
	_, err := s.do(ctx, func(*replica.Replica, room.View) (replica.Draft, error) {
		return replica.Draft{Kind: kind, Payload: payload, Refs: refs}, nil
	})
	return err
}
