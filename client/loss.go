package client

import (
	"context"
	"errors"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Loss returns what the server says it lost while nobody resumed, or nil.
func (s *Session) Loss() *replica.Loss {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Loss()
}

// Resume accepts, as chair or deputy, exactly the head that a loss left. Everybody
// then sees which of his own acts are gone.
func (s *Session) Resume(ctx context.Context, loss replica.Loss) error {
	_, err := s.do(ctx, func(r *replica.Replica, _ room.View) (replica.Draft, error) {
		now := r.Loss()
		if now == nil || now.Act != loss.Act {
			return replica.Draft{}, ErrUnknown
		}
		return replica.Draft{Kind: room.KindResume, Refs: []crypto.Digest{loss.Act}, Payload: room.ResumePayload{Head: loss.Head}}, nil
	})
	return err
}

// LostText is what was typed in a lost act; empty where nothing was.
func LostText(l replica.Lost) string {
	var contribution room.ContributionText
	var agreed room.AgreedText
	switch {
	case l.Act.Kind == room.KindContribute && chain.Decode(l.Text, &contribution) == nil:
		return contribution.Text
	case (l.Act.Kind == room.KindDecision || l.Act.Kind == room.KindAction) && chain.Decode(l.Text, &agreed) == nil:
		return agreed.Text
	}
	return ""
}

// ErrByHand says that a lost act must be done again by its own verb.
var ErrByHand = errors.New("client: do this again by hand")

// Repeat offers an act again that a resume left behind, newly signed: one's
// contributions, decisions and actions with their text, and acts about the room
// that refer to nothing. ErrByHand for the rest. It returns the new act.
func (s *Session) Repeat(ctx context.Context, l replica.Lost) (crypto.Digest, error) {
	switch {
	case l.Act.Kind == room.KindContribute && l.Text != nil && l.Labels != nil:
		return s.contributeAgain(ctx, l)
	case l.Act.Kind == room.KindDecision && l.Text != nil:
		var p room.DecisionPayload
		var t room.AgreedText
		if chain.Decode(l.Act.Payload, &p) != nil || chain.Decode(l.Text, &t) != nil {
			return crypto.Digest{}, ErrByHand
		}
		return s.Decide(ctx, p.Item, t.Text)
	case l.Act.Kind == room.KindAction && l.Text != nil:
		var p room.ActionPayload
		var t room.AgreedText
		if chain.Decode(l.Act.Payload, &p) != nil || chain.Decode(l.Text, &t) != nil {
			return crypto.Digest{}, ErrByHand
		}
		return s.Action(ctx, p.Item, t.Text, p.Assignee, p.Due)
	case len(l.Act.Sealed) == 0 && len(l.Act.Refs) == 0:
		return s.do(ctx, func(*replica.Replica, room.View) (replica.Draft, error) {
			return replica.Draft{Kind: l.Act.Kind, Payload: l.Act.Payload}, nil
		})
	}
	return crypto.Digest{}, ErrByHand
}

func (s *Session) contributeAgain(ctx context.Context, l replica.Lost) (crypto.Digest, error) {
	var p room.ContributePayload
	var t room.ContributionText
	if chain.Decode(l.Act.Payload, &p) != nil || chain.Decode(l.Text, &t) != nil {
		return crypto.Digest{}, ErrByHand
	}
	c := Contribution{
		Item: p.Item, Text: t.Text, Necessity: t.Necessity, Source: t.Source, Person: l.Labels.Person, Category: l.Labels.Category,
		Nature: l.Labels.Nature, Basis: l.Labels.Basis, Task: l.Labels.Task, Purpose: l.Labels.Purpose,
		Identifying: l.Labels.Identifying, Readers: p.Readers,
	}
	for _, a := range t.Aid {
		c.Aid = append(c.Aid, Answer{Question: covenant.Code(a.Question), Text: a.Text})
	}
	return s.Contribute(ctx, c)
}
