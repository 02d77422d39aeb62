package client

import (
	"context"
	"fmt"
	"time"
)

// unlock asks the owner of the vault to show that it is he who signs, unless he
// did so in the last unlockFor. One question covers agreeing, deciding, issuing
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
	since := s.opts.Now().Sub(s.unlocked)
	if !s.unlocked.IsZero() && since >= 0 && since < unlockFor {
		return nil
	}
	if err := s.opts.Unlock(ctx); err != nil {
		s.unlocked = time.Time{}
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	s.unlocked = s.opts.Now()
	return nil
}
