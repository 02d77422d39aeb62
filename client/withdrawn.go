package client

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// What was withdrawn stays withdrawn, also where the server lost that, and also
// when this device was started anew since: its vault remembers (design §5).

// remember notes which of one's own contributions, or of those one looks after, are
// withdrawn, and says whether one was not noted yet. s.mu is held.
func (s *Session) remember() (news bool) {
	if s.replica.Phase() == room.Destroyed {
		return false
	}
	v := s.replica.View()
	for _, it := range v.Items {
		for _, c := range it.Contributions {
			if c.Withdrawn && v.Speaker(c.Owner) == s.owner.Seat {
				news = s.withdrew(c.Act) || news
			}
		}
		for _, k := range it.Consents {
			if k.Withdrawn != 0 && (k.By == s.owner.Seat || k.WithdrawnBy == s.owner.Seat) {
				news = s.tookBack(k.Act, k.Withdrawn) || news
			}
		}
	}
	return news
}

// withdrawing is remember for a withdrawal that was admitted and is not shown
// yet. s.mu is held.
func (s *Session) withdrawing(act chain.Act) (news bool) {
	var p room.WithdrawConsentPayload
	switch {
	case act.Kind == room.KindWithdraw:
	case act.Kind == room.KindWithdrawConsent && chain.Decode(act.Payload, &p) == nil:
	default:
		return false
	}
	for _, it := range s.replica.View().Items {
		for _, c := range it.Contributions {
			if slices.Contains(act.Refs, c.Latest) {
				news = s.withdrew(c.Act) || news
			}
		}
		for _, k := range it.Consents {
			if slices.Contains(act.Refs, k.Latest) {
				news = s.tookBack(k.Act, p.Day) || news
			}
		}
	}
	return news
}

func (s *Session) withdrew(act crypto.Digest) (news bool) {
	if slices.Contains(s.place.Withdrawn, act) {
		return false
	}
	s.place.Withdrawn = append(slices.Clip(s.place.Withdrawn), act) // the vault may hold the old one
	return true
}

func (s *Session) tookBack(act crypto.Digest, day int64) (news bool) {
	if slices.ContainsFunc(s.place.TakenBack, func(t vault.TakenBack) bool { return t.Consent == act }) {
		return false
	}
	s.place.TakenBack = append(slices.Clip(s.place.TakenBack), vault.TakenBack{Consent: act, Day: day})
	return true
}

// forgetPages takes the pages of packages that this person issued from the vault once
// something in them was withdrawn or corrected: they are not issued again. s.mu is held.
func (s *Session) forgetPages() error {
	if s.forgotten { // and every page with the room
		return nil
	}
	for _, p := range s.replica.View().Packages {
		for _, act := range []crypto.Digest{p.Act, p.Issued()} {
			if p.Issuer != s.owner.Seat || p.Why == "" || p.Why == room.CodeOnHold || s.unkept[act] {
				continue
			}
			if err := s.opts.Vault.KeepIssued(context.WithoutCancel(s.ctx), s.room, act, nil); err != nil {
				return fmt.Errorf("client: package: %w", err)
			}
			s.unkept[act] = true
		}
	}
	return nil
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

// givenStill are the consents that were taken back and that stand, in the same way.
// s.mu is held.
func (s *Session) givenStill() []vault.TakenBack {
	if !s.online || s.replica.Loss() != nil {
		return nil
	}
	v := s.replica.View()
	return slices.DeleteFunc(slices.Clone(s.place.TakenBack), func(t vault.TakenBack) bool {
		_, k, err := consentIn(v, t.Consent)
		return err != nil || k.Withdrawn != 0
	})
}

// withdrawAgain repeats withdrawals that the server lost; what was refused is not
// tried again.
func (s *Session) withdrawAgain(given map[crypto.Digest]bool) {
	s.mu.Lock()
	again, takenBack := s.standing(), s.givenStill()
	s.mu.Unlock()
	for _, act := range again {
		s.repeat(given, act, room.KindWithdraw, func() error { return s.Withdraw(s.ctx, act) })
	}
	for _, t := range takenBack {
		s.repeat(given, t.Consent, room.KindWithdrawConsent, func() error { return s.WithdrawConsent(s.ctx, t.Consent, t.Day) })
	}
}

// repeat does again what the server lost, and tells when it is refused. What
// somebody else's device repeated before is as it should be.
func (s *Session) repeat(given map[crypto.Digest]bool, act crypto.Digest, kind chain.Kind, again func() error) {
	if given[act] {
		return
	}
	var refusal *room.Refusal
	if err := again(); errors.As(err, &refusal) {
		given[act] = true
		if refusal.Code != room.CodeConsentWithdrawn {
			s.events.send(Event{Kind: EventRefused, Act: kind, Refusal: refusal})
		}
	}
}
