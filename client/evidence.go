package client

import (
	"bytes"
	"context"
	"errors"

	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
)

// ErrNoEvidence says that this device has no evidence against its server.
var ErrNoEvidence = errors.New("client: the server did nothing that this device has evidence of")

// Evidence returns what the session stopped on when the server lied, or nil. The vault
// keeps it with the place: of a device that is started anew, see Anew.
func (s *Session) Evidence() *replica.Evidence {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Evidence()
}

// Anew returns what an earlier run of this device stopped on when this one verified the
// whole log once more and did not find it; nil otherwise, and until it is up to date. What
// is final (replica.EvidenceFile) is not verified again: the device says it again,
// connects no more and signs nothing in that room.
func (s *Session) Anew() *replica.Evidence {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stoppedOn == nil || !s.verified || s.replica.Evidence() != nil {
		return nil
	}
	return &s.stoppedOn.Evidence
}

// EvidenceFile returns it as a file (replica.ReadEvidenceFile), for who investigates, at
// most replica.MaxEvidence bytes; ErrNoEvidence while there is none.
func (s *Session) EvidenceFile() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.place.Evidence == nil {
		return nil, ErrNoEvidence
	}
	return bytes.Clone(s.place.Evidence), nil
}

// recall has a session that is opened stop on what it kept, where that is final.
func (s *Session) recall() error {
	if s.place.Evidence == nil {
		return nil
	}
	f, err := replica.ReadEvidenceFile(s.place.Evidence)
	if err != nil {
		return vault.ErrDamaged
	}
	s.stoppedOn = &f
	if f.Final() {
		s.replica.Stop(f.Evidence)
	}
	return nil
}

// keepEvidence writes to the vault what the session stopped on: once, unless it is final
// and what was kept is not. s.mu is held.
func (s *Session) keepEvidence() {
	f, ok := s.replica.EvidenceFile(s.clock())
	if !ok || s.stoppedOn != nil && (s.stoppedOn.Final() || !f.Final()) {
		return
	}
	s.stoppedOn, s.place.Evidence = &f, f.Encode()
	if s.opts.look {
		if f.Final() {
			_ = noteEvidence(context.WithoutCancel(s.ctx), s.opts.Vault, f) // as below
		}
		return
	}
	_ = s.keep() // a vault that fails loses it with the session, which is told all the same
}
