package client

import (
	"slices"

	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// Present lists the seats that are connected, as the server says.
func (s *Session) Present() []chain.Seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.present)
}

// AwaySince returns when this device saw a seat's connection go, server's clock in ms
// since 1970 UTC; 0 for who is connected, or was not since this device is.
func (s *Session) AwaySince(seat chain.Seat) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.away[seat]
}

// tookPresence takes in who is connected now.
func (s *Session) tookPresence(f wire.Presence) error {
	s.set(func() {
		for _, seat := range s.present {
			if !slices.Contains(f.Seats, seat) {
				s.away[seat] = s.now()
			}
		}
		for _, seat := range f.Seats {
			delete(s.away, seat)
		}
		s.present = f.Seats
	}, EventPresence)
	return nil
}
