package client

import (
	"context"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// Hold keeps a contribution or proposal, by the act that made it, from leaving
// until LiftHold; the reason is for who may read it.
func (s *Session) Hold(ctx context.Context, act crypto.Digest, reason string) (crypto.Digest, error) {
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		o, ok := find(v, act)
		if !ok {
			return replica.Draft{}, ErrUnknown
		}
		return replica.Draft{
			Kind: room.KindHold, Item: o.item, Refs: []crypto.Digest{o.latest},
			Body:    &replica.Body{Kind: textHold, Text: room.ReasonText{Reason: reason}},
			Readers: r.SealTo().SealToHold(act),
		}, nil
	})
}

// LiftHold lets what a hold, by its act, kept from leaving go again.
func (s *Session) LiftHold(ctx context.Context, hold crypto.Digest) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		o, ok := find(v, hold)
		if !ok {
			return replica.Draft{}, ErrUnknown
		}
		return replica.Draft{Kind: room.KindLiftHold, Item: o.item, Refs: []crypto.Digest{o.latest}}, nil
	})
	return err
}

// holdsIn are the holds that stand at an item.
func holdsIn(it room.ItemView) []room.HoldView {
	var holds []room.HoldView
	for _, c := range it.Contributions {
		holds = append(holds, c.Holds...)
	}
	for _, p := range it.Proposals {
		holds = append(holds, p.Holds...)
	}
	return holds
}
