package client

import (
	"context"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Progress says how far an action is, by its action act: one of room's Progress
// constants. Whoever does the work may, and who writes the minutes. why is for who
// sits there; of work that is dropped it must be said. When somebody else said how
// far it is meanwhile it is refused with stale_object.
func (s *Session) Progress(ctx context.Context, action crypto.Digest, is covenant.Code, why string) error {
	var before *uint32 // version of what was said when this began; 0 for nothing
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, a, err := agreedIn(v, action)
		if err != nil {
			return replica.Draft{}, err
		}
		d := replica.Draft{
			Kind: room.KindProgress, Item: it.ID, Refs: []crypto.Digest{a.Latest},
			Body:    &replica.Body{Kind: textProgress, Text: room.ReasonText{Reason: why}},
			Readers: r.SealTo().SealToItem(it.ID),
		}
		now := uint32(0)
		if a.Progress != nil {
			now, d.Refs, d.Body.Of = a.Progress.Text.Version, []crypto.Digest{a.Progress.Latest}, a.Progress.Text
		}
		if before != nil && *before != now {
			return replica.Draft{}, &room.Refusal{Code: room.CodeStaleObject, Subject: "action"}
		}
		before = &now
		d.Payload = room.ProgressPayload{Is: is, Reason: why != "", Again: a.Progress != nil}
		return d, nil
	})
	return err
}
