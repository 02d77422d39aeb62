package client

import (
	"context"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

func newCode() room.CodePayload { return room.CodePayload{Nonce: random()} }

// Start begins the session, with a code to be read aloud. withoutDeputy is the
// chair's choice to go on without one.
func (s *Session) Start(ctx context.Context, withoutDeputy bool) error {
	return s.act(ctx, room.KindStart, room.StartPayload{Code: newCode(), WithoutDeputy: withoutDeputy})
}

// NewCode makes a new code to be read aloud, for who came late.
func (s *Session) NewCode(ctx context.Context) error {
	return s.act(ctx, room.KindCode, newCode())
}

// CodeWords returns the five Dutch words of the present code as this device
// computes them. Equal words mean one history. False before there is a code.
func (s *Session) CodeWords() (words [crypto.CodeWords]string, ok bool) {
	s.mu.Lock()
	code := s.replica.CodeAct()
	s.mu.Unlock()
	if code.IsZero() {
		return words, false
	}
	s.spelling.Lock()
	defer s.spelling.Unlock()
	if s.spelled != code { // slow on purpose, and asked whenever the room is shown
		s.spelled, s.words = code, crypto.SpokenCode(s.room, code)
	}
	return s.words, true
}

// Confirm says that this person heard the code that his device computed. code is
// the act whose words he compared (room.View.Code): when it was read anew
// meanwhile he must compare again.
func (s *Session) Confirm(ctx context.Context, code crypto.Digest) error {
	_, err := s.do(ctx, func(r *replica.Replica, _ room.View) (replica.Draft, error) {
		if r.CodeAct() != code || code.IsZero() {
			return replica.Draft{}, ErrUnknown
		}
		return replica.Draft{Kind: room.KindConfirm, Refs: []crypto.Digest{code}}, nil
	})
	return err
}

// WrapUp ends the session; decisions, proposals and packages follow.
func (s *Session) WrapUp(ctx context.Context) error { return s.act(ctx, room.KindWrapUp, nil) }

// Adopt adopts the minutes, when every gate is met.
func (s *Session) Adopt(ctx context.Context) error { return s.act(ctx, room.KindAdopt, nil) }

// CloseRoom closes the room: nothing is added any more.
func (s *Session) CloseRoom(ctx context.Context) error { return s.act(ctx, room.KindClose, nil) }

// DestroyContents asks to destroy the contents now, before their term.
func (s *Session) DestroyContents(ctx context.Context) error {
	return s.act(ctx, room.KindDestroy, nil)
}

// NothingFor states that a recipient gets nothing.
func (s *Session) NothingFor(ctx context.Context, to room.Recipient) error {
	return s.act(ctx, room.KindNothingFor, room.NothingForPayload{Recipient: to})
}
