package rehearse

import (
	"bytes"
	"context"

	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
)

// Verbs about the keys that packages are encrypted to.

func playMinutesKey(ctx context.Context, p *player, s *Step, _ *Plain) error {
	return p.session(s).AnnounceMinutesKey(ctx)
}

// playNewKey is for who lost his key: he makes another, which waits to be confirmed.
func playNewKey(ctx context.Context, p *player, s *Step, _ *Plain) error {
	return p.session(s).RenewMinutesKey(ctx)
}

// playConfirmKey vouches for the new key of somebody, as the chair does who heard
// him read it aloud.
func playConfirmKey(ctx context.Context, p *player, s *Step, v *Whom) error {
	session, seat := p.session(s), p.seat(v.Person.Name)
	if seat == 0 {
		return client.ErrUnknown
	}
	return session.ConfirmKey(ctx, seat, session.View().Seats[seat-1].NewKey)
}

// playConfirmArchive vouches for the archive key that somebody named last.
func playConfirmArchive(ctx context.Context, p *player, s *Step, v *Whom) error {
	session, seat := p.session(s), p.seat(v.Person.Name)
	for _, a := range session.View().Archives {
		if a.Seat == seat && !a.Confirmed {
			return session.ConfirmArchive(ctx, seat, a.Recipient)
		}
	}
	return client.ErrUnknown
}

func playArchive(ctx context.Context, p *player, s *Step, _ *Plain) error {
	key, err := crypto.NewMinutesKey()
	if err != nil {
		return err
	}
	if err := p.session(s).Archive(ctx, key.Recipient()); err != nil {
		return err
	}
	p.archives[p.actor(s.Who.Name).person.Party] = key
	return nil
}

// inArchive says whether the archive of its owner's party opens a package, to the same page.
func (p *player) inArchive(f *fetched) bool {
	a := p.actor(f.owner)
	if a == nil {
		return false
	}
	key, ok := p.archives[a.person.Party]
	if !ok {
		return false
	}
	page, err := seal.OpenPackage(f.file, key)
	return err == nil && bytes.Equal(page, f.html)
}
