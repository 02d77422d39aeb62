package client

import (
	"context"

	"casusoverleg/crypto"
	"casusoverleg/room"
)

// shed destroys keys that are not needed any more (design §6): the seat key when
// the room is closed, since nothing is sealed or agreed to any more; the rest when
// the contents are destroyed. What was opened before stays on the screen until the
// session is closed. s.mu is held.
func (s *Session) shed() {
	switch s.replica.Phase() {
	case room.Closed:
		s.place.Keys.Seat = crypto.SeatKey{}
	case room.Destroyed:
		if !s.forgotten && s.opts.Vault.Forget(context.WithoutCancel(s.ctx), s.room) == nil {
			s.forgotten = true
		}
	}
}
