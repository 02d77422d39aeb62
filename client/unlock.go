package client

import (
	"context"
	"fmt"
	"time"
)

// unlock asks the owner of the vault to show that it is he who signs, unless he
// did so in the last UnlockFor. One question covers agreeing, deciding, issuing
// and changing a key (design §8.4). Nobody is asked where none is configured.
func (s *Session) unlock(ctx context.Context) error {
	if s.opts.Unlock == nil {
		return nil
	}
	select { // one question at a time
	case s.unlocking <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.unlocking }()
	// By the time of day: Go's other clock stands still while the device sleeps.
	since := s.opts.Now().Round(0).Sub(s.unlocked)
	if !s.unlocked.IsZero() && since >= 0 && since < UnlockFor {
		return nil
	}
	at, err := s.opts.Unlock(ctx)
	if err != nil {
		s.unlocked = time.Time{}
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	s.unlocked = at.Round(0)
	return nil
}
