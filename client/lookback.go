package client

import (
	"context"
	"errors"

	"casusoverleg/crypto"
)

// errThere says that a seat has not ended; see LookBack.
var errThere = errors.New("client: the seat is there")

// errUnwiped says that the keys of a seat that ended could not be wiped.
var errUnwiped = errors.New("client: the vault keeps what it should forget")

// LookBack wipes what the vault keeps of a room where this device's seat has ended
// while it was away. It asks for a token, which the server gives who is there still:
// he is not shown as present by that. Where it gives none it is to show how the seat
// ended, and only by that record are the keys wiped. Nil when the seat is there, and
// when what was kept of it is wiped. It writes nothing to the vault.
func LookBack(ctx context.Context, id crypto.Digest, o Options) error {
	o.Events, o.look = nil, true
	s, err := Open(ctx, id, o)
	if err != nil {
		return ErrTurnedAway
	}
	defer s.Close()
	err = s.until(ctx, func() bool { return s.online })
	if errors.Is(err, errThere) || errors.Is(err, ErrGone) || errors.Is(err, ErrReseated) {
		return nil
	}
	return err
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
