package client

import (
	"errors"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// What was withdrawn stays withdrawn, also where the server lost that, and also
// when this device was started anew since: its vault remembers (design §5).

// remember notes which of one's own contributions, or of those one looks after, are
// withdrawn. s.mu is held.
func (s *Session) remember() {
	if s.replica.Phase() == room.Destroyed {
		return
	}
	v := s.replica.View()
	for _, it := range v.Items {
		for _, c := range it.Contributions {
			if c.Withdrawn && v.Speaker(c.Owner) == s.owner.Seat {
				s.withdrew(c.Act)
			}
		}
	}
}

// withdrawing is remember for a withdrawal that was admitted and is not shown
// yet. s.mu is held.
func (s *Session) withdrawing(act chain.Act) {
	if act.Kind != room.KindWithdraw {
		return
	}
	for _, it := range s.replica.View().Items {
		for _, c := range it.Contributions {
			if slices.Contains(act.Refs, c.Latest) {
				s.withdrew(c.Act)
			}
		}
	}
}

func (s *Session) withdrew(act crypto.Digest) {
	if !slices.Contains(s.place.Withdrawn, act) {
		s.place.Withdrawn = append(slices.Clip(s.place.Withdrawn), act) // the vault may hold the old one
	}
}

// standing are the contributions that this device withdrew and that stand: the
// server lost that, and the room was resumed. s.mu is held.
func (s *Session) standing() []crypto.Digest {
	if !s.online || s.replica.Loss() != nil {
		return nil
	}
	v := s.replica.View()
	return slices.DeleteFunc(slices.Clone(s.place.Withdrawn), func(act crypto.Digest) bool {
		_, c, err := contributionIn(v, act)
		return err != nil || c.Withdrawn || v.Speaker(c.Owner) != s.owner.Seat
	})
}

// withdrawAgain repeats withdrawals that the server lost; what was refused is not
// tried again.
func (s *Session) withdrawAgain(given map[crypto.Digest]bool) {
	s.mu.Lock()
	again := s.standing()
	s.mu.Unlock()
	for _, act := range again {
		if given[act] {
			continue
		}
		var refusal *room.Refusal
		if err := s.Withdraw(s.ctx, act); errors.As(err, &refusal) {
			given[act] = true
			s.events.send(Event{Kind: EventRefused, Act: room.KindWithdraw, Refusal: refusal})
		}
	}
}
