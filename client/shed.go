package client

import (
	"context"
	"errors"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// shed destroys keys that are not needed any more (design §6): the seat key when
// the room is closed, since nothing is sealed or agreed to any more; the rest when
// the contents are destroyed, or at once when the seat has another device or is gone.
// That is taken from the verified log: a server's word alone destroys no key. What was
// opened before stays on the screen until the session is closed. It says whether the vault
// must let go of the seat key. s.mu is held.
func (s *Session) shed() (let bool) {
	if s.replica.Reseated() || s.replica.Gone() {
		s.forget()
		return false
	}
	switch s.replica.Phase() {
	case room.Closed:
		let = !s.place.Keys.Seat.IsZero()
		s.place.Keys.Seat = crypto.SeatKey{}
		s.place.Until = min(s.place.Until, (s.rules.Destruction(s.clock()/room.DayMillis)+1)*room.DayMillis)
	case room.Destroyed:
		s.forget()
	}
	return let
}

// forget destroys what the vault keeps of the room, unless that is of another
// device of the same person, who came back by it. s.mu is held.
func (s *Session) forget() {
	if s.forgotten {
		return
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	ctx := context.WithoutCancel(s.ctx)
	kept, err := s.opts.Vault.Place(ctx, s.room)
	if err == nil && kept.Keys.Signing.Public() == s.owner.Device {
		err = s.opts.Vault.Forget(ctx, s.room)
	}
	s.forgotten = err == nil || errors.Is(err, vault.ErrNotFound)
}

// latestDate is when the keys of a room that is entered now go at the latest, in
// ms since 1970 UTC, by this device's own clock: the day after the contents are
// destroyed of a room that was left open as long as can be.
func latestDate(rules *covenant.Rules, now int64) int64 {
	lastOpen := now/room.DayMillis + room.MaxOpenDays
	return (max(lastOpen, rules.Destruction(lastOpen)) + 1) * room.DayMillis
}

// ForgetExpired destroys what is kept of rooms whose latest date has come. It
// needs no server: keys go in time also on a device that never comes online.
func ForgetExpired(ctx context.Context, v vault.Vault, now int64) error {
	rooms, err := v.Rooms(ctx)
	if err != nil {
		return err
	}
	for _, id := range rooms {
		p, err := v.Place(ctx, id)
		without := errors.Is(err, vault.ErrNotFound) // what is left where wiping was cut short
		if err != nil && !without {
			continue // damaged: who opens it hears it
		}
		if without || p.Expired(now) {
			if err := v.Forget(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}
