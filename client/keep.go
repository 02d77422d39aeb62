package client

import (
	"context"
	"fmt"

	"casusoverleg/client/vault"
)

// What a device must not do twice, or must not have forgotten when it has shown it, is in
// the vault before it goes on: an act before it is sent, a refusal, a withdrawal, keys that
// were destroyed, evidence. What the server says again to who asks anew may come a little
// later, with the next act at the latest: how far the log goes, and that an act was
// admitted. A device that dies before has the act still in flight, asks for it, and is
// given the same answer.

// keep writes the place to the vault. s.mu is held.
func (s *Session) keep() error {
	p, ok := s.toKeep()
	if !ok {
		return nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.write(p); err != nil {
		return err
	}
	s.unwritten, s.written = false, p.Token.Expires
	return nil
}

// keepApart makes a change and is keep for who does not hold s.mu: the session goes on
// while the vault writes.
func (s *Session) keepApart(change func()) error {
	s.mu.Lock()
	change()
	p, ok := s.toKeep()
	if !ok {
		s.mu.Unlock()
		return nil
	}
	s.unwritten = false
	s.writing.Lock()
	s.mu.Unlock()
	defer s.writing.Unlock()
	return s.write(p)
}

// keepSoon has the place written within keepWithin, unless that is done before. s.mu is
// held; it is called by run.
func (s *Session) keepSoon(c *connection) {
	if !s.unwritten {
		s.unwritten = true
		c.unwritten.Reset(keepWithin)
	}
}

// keepRest writes what keepSoon left.
func (s *Session) keepRest() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.unwritten {
		return nil
	}
	return s.keep()
}

// toKeep is the place as it is now; false where nothing is kept. s.mu is held.
func (s *Session) toKeep() (vault.Place, bool) {
	if s.forgotten || s.opts.look {
		return vault.Place{}, false
	}
	s.place.Checkpoint, s.place.Acks = s.replica.Held(), s.replica.Acks()
	return s.place, true
}

// write writes a place. s.writing is held.
func (s *Session) write(p vault.Place) error {
	if err := s.opts.Vault.Keep(context.WithoutCancel(s.ctx), p); err != nil {
		return fmt.Errorf("client: %w", err)
	}
	return nil
}
