package client

import (
	"context"
	"errors"
	"fmt"

	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room/wire"
)

// errThere says that a seat has not ended; see LookBack.
var errThere = errors.New("client: the seat is there")

// errUnwiped says that the keys of a seat that ended could not be wiped.
var errUnwiped = errors.New("client: the vault keeps what it should forget")

// LookBack wipes what the vault keeps of a room where this device's seat has ended
// while it was away. It asks for a token, which the server gives who is there still:
// he is not shown as present by that. Where it gives none it is to show how the seat
// ended, and only by that record are the keys wiped. Nil when the seat is there, when
// what was kept of it is wiped, and when the token has not expired: the device was there
// a moment ago, and nobody is asked. *replica.Evidence when the server lied, which the
// vault then keeps if it is final; it writes nothing else, and signs nothing but who it is.
func LookBack(ctx context.Context, id crypto.Digest, o Options) error {
	o = o.withDefaults()
	o.Events, o.look = nil, true
	p, err := o.Vault.Place(ctx, id)
	if err != nil {
		return fmt.Errorf("client: look back: %w", err)
	}
	if o.Now().UnixMilli() < p.Token.Expires {
		return nil
	}
	s, err := Open(ctx, id, o)
	if err != nil {
		return err
	}
	defer s.Close()
	err = s.until(ctx, func() bool { return false })
	if errors.Is(err, errThere) || errors.Is(err, ErrGone) || errors.Is(err, ErrReseated) {
		return nil
	}
	return err
}

// witness is converse for a device that looks back: it takes in how its seat ended. It
// asks nothing and signs nothing, also where the server takes it for one whose seat is
// there: the same keys may be in use on this device meanwhile.
func (s *Session) witness(ctx context.Context, c *connection) error {
	for {
		select {
		case frame, ok := <-c.frames:
			if !ok {
				return errBroken
			}
			t, body, err := wire.Split(frame)
			switch {
			case err != nil:
				return ErrServer
			case t == wire.TypeBye:
				return byeError(body)
			case t != wire.TypeRecords:
				continue
			}
			if err := takeAs(body, s.witnessed); err != nil {
				return err
			}
		case <-ctx.Done():
			s.sayBye(c)
			return ErrClosed
		}
	}
}

// witnessed takes in records of the room up to the one that ended the seat.
func (s *Session) witnessed(f wire.Records) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.replica.Records(f, s.clock()); err != nil {
		return err
	}
	s.shed()
	switch {
	case s.replica.Reseated():
		return ErrReseated
	case s.replica.Gone():
		return ErrGone
	}
	return nil
}

// shown is the error of a session that the server ended because of its seat: err when
// the log says so too and the keys are wiped.
func (s *Session) shown(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case !s.replica.Reseated() && !s.replica.Gone():
		return ErrTurnedAway
	case !s.forgotten:
		return errUnwiped
	}
	return err
}

// noteEvidence puts final evidence in the place as the vault has it now: a device that
// looked back has nothing else that should be written. Should the room be opened at this
// very moment, a counter that is written over here is signed with no more. What is not
// final the device sees again when the room is opened.
func noteEvidence(ctx context.Context, v vault.Vault, f replica.EvidenceFile) error {
	p, err := v.Place(ctx, f.Room)
	if err != nil {
		return err
	}
	p.Evidence = f.Encode()
	return v.Keep(ctx, p)
}
