package client

import (
	"bytes"
	"errors"

	"casusoverleg/client/replica"
)

// ErrNoEvidence says that this device has no evidence against its server.
var ErrNoEvidence = errors.New("client: the server did nothing that this device has evidence of")

// Evidence returns what the session stopped on when the server lied, or nil. The vault
// keeps it with the place: a device that is started anew says so again, connects no more
// and signs nothing in that room.
func (s *Session) Evidence() *replica.Evidence {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Evidence()
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

// keepEvidence writes to the vault what the session stopped on, once. s.mu is held.
func (s *Session) keepEvidence() {
	if s.place.Evidence != nil {
		return
	}
	if f, ok := s.replica.EvidenceFile(s.clock()); ok {
		s.place.Evidence = f.Encode()
		_ = s.keep() // a vault that fails loses it with the session, which is told all the same
	}
}
