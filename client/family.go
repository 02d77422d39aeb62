package client

import (
	"context"
	"fmt"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// InformPlan is who informs the family of a case, and by when; or that this is put
// off until then, on a ground and for a reason.
type InformPlan struct {
	By     agenda.PlaceID
	Day    int64         // the last day, of a plan or of a deferral; days since 1970-01-01
	What   string        // what the family is told
	Ground covenant.Code // of a deferral, one of the profile's exceptions; empty for a plan
	Reason string        // why it is put off
}

// PlanInform says who informs the family of a case, instead of what was planned
// before. What and Reason are for the professionals at the item alone.
func (s *Session) PlanInform(ctx context.Context, item agenda.ItemID, p InformPlan) error {
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, item)
		if err != nil {
			return replica.Draft{}, err
		}
		payload := room.InformPlanPayload{Item: item, By: p.By, Day: p.Day, Ground: p.Ground, Reason: p.Reason != ""}
		d := replica.Draft{
			Kind: room.KindInformPlan, Item: item,
			Body:    &replica.Body{Kind: textInform, Text: room.InformText{What: p.What, Reason: p.Reason}},
			Readers: r.SealTo().SealToProfessionals(item),
		}
		if it.Inform != nil {
			payload.Again, d.Refs, d.Body.Of = true, []crypto.Digest{it.Inform.Latest}, it.Inform.Text
		}
		d.Payload = payload
		return d, nil
	})
	return err
}

// Informed says that the family was informed, on a day (days since 1970-01-01).
// ErrUnknown where nobody planned to.
func (s *Session) Informed(ctx context.Context, item agenda.ItemID, day int64) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, item)
		if err != nil || it.Inform == nil {
			return replica.Draft{}, ErrUnknown
		}
		return replica.Draft{
			Kind: room.KindInformed, Item: item, Refs: []crypto.Digest{it.Inform.Latest}, Payload: room.InformedPayload{Day: day},
		}, nil
	})
	return err
}

// InviteResponse says that the family of a case was invited to respond until a day
// (days since 1970-01-01).
func (s *Session) InviteResponse(ctx context.Context, item agenda.ItemID, day int64) error {
	return s.onItem(ctx, room.KindInviteResponse, item, room.InviteResponsePayload{Day: day})
}

// NoResponse says that it does not want to, or cannot any more: who gave a response
// left before it was decided on.
func (s *Session) NoResponse(ctx context.Context, item agenda.ItemID) error {
	return s.onItem(ctx, room.KindNoResponse, item, nil)
}

// Notice makes what the family of a case is told: which data leave for whom, for
// which purpose, its rights and its contact; reason and referrer in the words of who
// writes it. unsafe leaves the referrer out. Chair and deputies can; its Text is
// proposed as a release of kind notice.
func (s *Session) Notice(item agenda.ItemID, reason, referrer string, unsafe bool, lang minutes.Language) (minutes.Notice, error) {
	n, err := minutes.CompileNotice(minutes.NoticeInput{
		View: s.View(), Rules: s.rules, Item: item, Language: lang, Reason: reason, Referrer: referrer, Unsafe: unsafe,
	})
	if err != nil {
		return minutes.Notice{}, fmt.Errorf("client: notice: %w", err)
	}
	return n, nil
}
