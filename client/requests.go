package client

import (
	"context"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Request asks places at an item for information.
type Request struct {
	Item     agenda.ItemID
	To       []agenda.PlaceID
	Purpose  covenant.Code // "" for that of the item
	Question string
	Reason   string // why it is asked
}

// Ask asks for information. Who is asked answers with a contribution as
// room.AsAnswer, or refuses.
func (s *Session) Ask(ctx context.Context, q Request) (crypto.Digest, error) {
	to := slices.Sorted(slices.Values(q.To))
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, q.Item)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindRequest, Item: q.Item,
			Payload: room.RequestPayload{Item: q.Item, To: to, Purpose: first(q.Purpose, it.Item.Facts.Purpose)},
			Body:    &replica.Body{Kind: textRequest, Text: room.RequestText{Question: q.Question, Reason: q.Reason}},
			Readers: r.SealTo().SealToRequest(q.Item, s.owner.Seat, to),
		}, nil
	})
}

// RefuseRequest does not answer, and says why to who asked, who was asked, chair
// and deputies.
func (s *Session) RefuseRequest(ctx context.Context, request crypto.Digest, reason string) (crypto.Digest, error) {
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, q, err := requestIn(v, request)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindRefuseRequest, Item: it.ID, Refs: []crypto.Digest{q.Latest},
			Body:    &replica.Body{Kind: textRefusal, Text: room.ReasonText{Reason: reason}},
			Readers: r.SealTo().SealToHold(request),
		}, nil
	})
}

// WithdrawRequest takes one's own question back.
func (s *Session) WithdrawRequest(ctx context.Context, request crypto.Digest) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, q, err := requestIn(v, request)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{Kind: room.KindWithdraw, Item: it.ID, Refs: []crypto.Digest{q.Latest}}, nil
	})
	return err
}

// requestIn finds a request by its request act.
func requestIn(v room.View, act crypto.Digest) (room.ItemView, room.RequestView, error) {
	for _, it := range v.Items {
		for _, q := range it.Requests {
			if q.Act == act {
				return it, q, nil
			}
		}
	}
	return room.ItemView{}, room.RequestView{}, ErrUnknown
}

// requestText finds the text of a request, or of a refusal, by its act.
func requestText(it room.ItemView, act crypto.Digest) (shown, bool) {
	for _, q := range it.Requests {
		if q.Act == act {
			return shown{it.ID, q.Latest, func(r *replica.Replica) (Text, error) {
				t, err := replica.Open[room.RequestText](r, q.Text)
				return Text{Request: &t}, err
			}}, true
		}
		for _, f := range q.Refusals {
			if f.Act == act {
				return shown{it.ID, f.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.ReasonText](r, f.Text)
					return Text{Reason: &t}, err
				}}, true
			}
		}
	}
	return shown{}, false
}
