package client

import (
	"context"
	"errors"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Decide records a decision.
func (s *Session) Decide(ctx context.Context, item agenda.ItemID, text string) (crypto.Digest, error) {
	return s.agreed(ctx, item, room.KindDecision, room.DecisionPayload{Item: item}, textDecision, text)
}

// Action records agreed work: by whom, and by which day since 1970-01-01.
func (s *Session) Action(ctx context.Context, item agenda.ItemID, text string, assignee agenda.PlaceID, due int64) (crypto.Digest, error) {
	return s.agreed(ctx, item, room.KindAction, room.ActionPayload{Item: item, Assignee: assignee, Due: due}, textAction, text)
}

func (s *Session) agreed(ctx context.Context, item agenda.ItemID, kind chain.Kind, payload any, textKind, text string) (crypto.Digest, error) {
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		if _, err := itemIn(v, item); err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: kind, Item: item, Payload: payload,
			Body:    &replica.Body{Kind: textKind, Text: room.AgreedText{Text: text}},
			Readers: r.SealTo().SealToItem(item),
		}, nil
	})
}

// Retract takes back a decision or action that was recorded by mistake.
func (s *Session) Retract(ctx context.Context, act crypto.Digest) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, a, err := agreedIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{Kind: room.KindRetract, Item: it.ID, Refs: []crypto.Digest{a.Latest}}, nil
	})
	return err
}

// Proposal is a minimised text that is to leave, for named recipients and actions.
type Proposal struct {
	Item       agenda.ItemID
	Kind       covenant.Code // passage, decision, action … of the profile
	Text       string        // brought in normal form C; what may not be in it is refused
	Recipients []room.Recipient
	Actions    []crypto.Digest // action acts it is needed for
	Sources    []crypto.Digest // contribute acts it draws on; none says that it draws on none
	Basis      covenant.Code   // of a disclosure outside the covenant
	Task       covenant.Code
	Corrects   crypto.Digest // propose act of an approved text that this one replaces; zero for none
}

// Propose proposes that a text leaves.
func (s *Session) Propose(ctx context.Context, p Proposal) (crypto.Digest, error) {
	text := identify.Normalize(p.Text)
	if err := identify.Clean(text); err != nil {
		return crypto.Digest{}, err
	}
	salt := random()
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		payload := room.ProposePayload{
			Item: p.Item, Kind: p.Kind, Digest: room.ReleaseDigest(salt, text), Recipients: p.Recipients,
			Actions: uint32(len(p.Actions)), Independent: len(p.Sources) == 0, Basis: p.Basis, Task: p.Task,
		}
		var refs []crypto.Digest
		for _, act := range p.Actions {
			_, a, err := agreedIn(v, act)
			if err != nil {
				return replica.Draft{}, err
			}
			refs = append(refs, a.Latest)
		}
		for _, act := range p.Sources {
			_, con, err := contributionIn(v, act)
			if err != nil {
				return replica.Draft{}, err
			}
			refs, payload.Owners = append(refs, con.Latest), append(payload.Owners, con.Owner)
		}
		if !p.Corrects.IsZero() {
			_, older, err := proposalIn(v, p.Corrects)
			if err != nil {
				return replica.Draft{}, err
			}
			refs, payload.Corrects = append(refs, older.Latest), true
		}
		return replica.Draft{
			Kind: room.KindPropose, Item: p.Item, Refs: refs, Payload: payload,
			Body:    &replica.Body{Kind: textProposal, Text: room.ReleaseText{Salt: salt, Text: text}},
			Readers: r.SealTo().SealToDeciders(p.Item, s.owner.Seat, payload.Owners),
		}, nil
	})
}

// Agree agrees, as an owner of a source, to exactly this proposal. The device
// must be able to show the text; one that is on its way is waited for, and ErrUnread
// says that it does not open here.
func (s *Session) Agree(ctx context.Context, proposal crypto.Digest) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	return s.onProposal(ctx, room.KindAgree, proposal, true, func(p room.ProposalView) any {
		return room.ProposalPayload{Proposal: p.Act}
	})
}

// Signed is what became of one of several proposals.
type Signed struct {
	Proposal crypto.Digest
	Err      error // nil when it was signed
}

// AgreeAll agrees to several proposals, each by a signature of its own. What
// stands in the way of one does not stop the others.
func (s *Session) AgreeAll(ctx context.Context, proposals ...crypto.Digest) []Signed {
	return each(proposals, func(p crypto.Digest) error { return s.Agree(ctx, p) })
}

// MinimiseAll approves several proposals, or blocks them, each by a decision of
// its own; what identifies somebody is counted by the device.
func (s *Session) MinimiseAll(ctx context.Context, approve bool, proposals ...crypto.Digest) []Signed {
	return each(proposals, func(p crypto.Digest) error { return s.Minimise(ctx, p, approve, nil) })
}

func each(proposals []crypto.Digest, sign func(crypto.Digest) error) []Signed {
	var all []Signed
	for _, p := range proposals {
		all = append(all, Signed{Proposal: p, Err: sign(p)})
	}
	return all
}

// Decline does not agree.
func (s *Session) Decline(ctx context.Context, proposal crypto.Digest) error {
	return s.onProposal(ctx, room.KindDecline, proposal, false, func(p room.ProposalView) any {
		return room.ProposalPayload{Proposal: p.Act}
	})
}

// Minimise is the chair's decision on exactly this proposal (DW art. 11.2). left
// counts what identifies somebody and stays on purpose, by kind; nil counts what
// the device finds. Approving takes a text that the device can show, as of Agree.
func (s *Session) Minimise(ctx context.Context, proposal crypto.Digest, approve bool, left []room.Left) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	return s.onProposal(ctx, room.KindMinimise, proposal, approve, func(p room.ProposalView) any {
		if left == nil && approve {
			left = s.found(p)
		}
		return room.MinimisePayload{Proposal: p.Act, Approve: approve, Independent: p.Independent, Left: left}
	})
}

// Lapse lets an undecided proposal go.
func (s *Session) Lapse(ctx context.Context, proposal crypto.Digest) error {
	return s.onProposal(ctx, room.KindLapse, proposal, false, func(p room.ProposalView) any {
		return room.ProposalPayload{Proposal: p.Act}
	})
}

// onProposal makes an act on a proposal, whose text never changes.
func (s *Session) onProposal(ctx context.Context, kind chain.Kind, act crypto.Digest, read bool, payload func(room.ProposalView) any) error {
	if read {
		if err := s.arrived(ctx, act); err != nil {
			return err
		}
	}
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, p, err := proposalIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		// Who has no say in it is refused for that, and not for what he cannot read.
		decides := slices.ContainsFunc(p.Owners, func(owner chain.Seat) bool { return v.Speaker(owner) == v.Viewer })
		if read && (s.leads(v.Viewer) || decides) {
			if _, err := r.Release(p); err != nil {
				return replica.Draft{}, ErrUnread
			}
		}
		return replica.Draft{Kind: kind, Item: it.ID, Refs: []crypto.Digest{p.Latest}, Payload: payload(p)}, nil
	})
	return err
}

// arrived waits for a proposed text that is sealed to this seat and still on its
// way. A text that nobody sealed to it, or that the server does not give, is not
// waited for: nobody knows whether it comes.
func (s *Session) arrived(ctx context.Context, proposal crypto.Digest) error {
	return s.until(ctx, func() bool {
		_, p, err := proposalIn(s.replica.View(), proposal)
		if err != nil {
			return true
		}
		_, err = s.replica.Release(p)
		return !errors.Is(err, replica.ErrNotHere) || s.refused[p.Text.Body] || s.refused[p.Text.Envelope]
	})
}

// found counts what identifies somebody in a proposed text. s.mu is held.
func (s *Session) found(p room.ProposalView) []room.Left {
	text, err := s.replica.Release(p)
	if err != nil {
		return nil
	}
	var left []room.Left
	counts := identify.Counts(identify.Find(text.Text, s.personsOf(p.Act)))
	for _, kind := range identify.Kinds() {
		if n := counts[kind]; n > 0 {
			left = append(left, room.Left{Kind: covenant.Code(kind), Count: uint32(n)})
		}
	}
	return left
}

// personsOf are the persons of the item a proposal is at. s.mu is held.
func (s *Session) personsOf(proposal crypto.Digest) []identify.Person {
	it, _, err := proposalIn(s.replica.View(), proposal)
	if err != nil {
		return nil
	}
	return s.persons(it)
}

func agreedIn(v room.View, act crypto.Digest) (room.ItemView, room.AgreedView, error) {
	for _, it := range v.Items {
		for _, a := range it.Agreed {
			if a.Act == act {
				return it, a, nil
			}
		}
	}
	return room.ItemView{}, room.AgreedView{}, ErrUnknown
}

func proposalIn(v room.View, act crypto.Digest) (room.ItemView, room.ProposalView, error) {
	for _, it := range v.Items {
		for _, p := range it.Proposals {
			if p.Act == act {
				return it, p, nil
			}
		}
	}
	return room.ItemView{}, room.ProposalView{}, ErrUnknown
}
