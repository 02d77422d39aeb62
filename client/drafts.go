package client

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Draft writes something in the name of a place, one's own or another's, which may
// have no seat yet. It is nothing until its owner signs it.
func (s *Session) Draft(ctx context.Context, owner agenda.PlaceID, c Contribution) (crypto.Digest, error) {
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		if _, err := itemIn(v, c.Item); err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindDraft, Item: c.Item, Payload: room.DraftPayload{Item: c.Item, Place: owner},
			Body:    &replica.Body{Kind: textDraft, Text: c.draft()},
			Readers: r.SealTo().SealToDraft(c.Item, s.owner.Seat, owner),
		}, nil
	})
}

// ReadDraft opens a draft as the contribution it would be: its owner may change it
// before he brings it in with Contribute, which signs it.
func (s *Session) ReadDraft(act crypto.Digest) (Contribution, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	it, d, err := draftIn(s.replica.View(), act)
	if err != nil {
		return Contribution{}, err
	}
	defer s.tell()
	text, err := replica.Open[room.DraftText](s.replica, d.Text)
	if err != nil {
		return Contribution{}, err
	}
	c := suggested(text)
	c.Item, c.Draft = it.ID, act
	return c, nil
}

// SignDraft brings a draft in as it stands.
func (s *Session) SignDraft(ctx context.Context, act crypto.Digest) (crypto.Digest, error) {
	c, err := s.ReadDraft(act)
	if err != nil {
		return crypto.Digest{}, err
	}
	return s.Contribute(ctx, c)
}

// DropDraft throws a draft away, unsigned.
func (s *Session) DropDraft(ctx context.Context, act crypto.Digest) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, d, err := draftIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{Kind: room.KindDropDraft, Item: it.ID, Refs: []crypto.Digest{d.Latest}}, nil
	})
	return err
}

// draft is what a draft says of this contribution.
func (c Contribution) draft() room.DraftText {
	labels := room.Labels{
		Person: c.Person, Category: c.Category, Nature: c.Nature, Basis: c.Basis, Task: c.Task, Purpose: c.Purpose,
		Necessity: c.Necessity != "", Source: c.Source != "", Identifying: c.Identifying,
		Secret: c.Secret, Consent: c.Consent, Override: c.Override, OverrideReason: c.Weighed != "", Earlier: c.Earlier,
	}
	for _, a := range c.Aid {
		labels.Aid = append(labels.Aid, a.Question)
	}
	return room.DraftText{Contribution: c.text(), As: c.As, About: c.About, Labels: labels, Readers: c.Readers}
}

// suggested is the contribution that a draft speaks of: with all it says, and for
// nobody whom it does not name.
func suggested(t room.DraftText) Contribution {
	c := Contribution{
		As: t.As, About: t.About, Text: t.Contribution.Text, Names: t.Contribution.Names,
		Necessity: t.Contribution.Necessity, Source: t.Contribution.Source,
		Person: t.Labels.Person, Category: t.Labels.Category, Nature: t.Labels.Nature, Basis: t.Labels.Basis, Task: t.Labels.Task,
		Purpose: t.Labels.Purpose, Identifying: t.Labels.Identifying,
		Secret: t.Labels.Secret, Consent: t.Labels.Consent, Override: t.Labels.Override, Weighed: t.Contribution.OverrideReason,
		Earlier: t.Labels.Earlier, Readers: append([]room.Reader{}, t.Readers...),
	}
	for _, a := range t.Contribution.Aid {
		c.Aid = append(c.Aid, Answer{Question: covenant.Code(a.Question), Text: a.Text})
	}
	return c
}

// draftIn finds a draft by its draft act.
func draftIn(v room.View, act crypto.Digest) (room.ItemView, room.DraftView, error) {
	for _, it := range v.Items {
		for _, d := range it.Drafts {
			if d.Act == act {
				return it, d, nil
			}
		}
	}
	return room.ItemView{}, room.DraftView{}, ErrUnknown
}
