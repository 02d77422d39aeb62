package page

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Draft is a text in somebody's name that he has not signed. Its writer and he see
// it; to sign it he brings it in, with NewContribution.draft.
type Draft struct {
	Act     Act            `json:"act"`
	Writer  chain.Seat     `json:"writer"`
	Place   agenda.PlaceID `json:"place"` // in whose name
	Shown   TextState      `json:"shown"`
	Text    *string        `json:"text" jsonschema:"nullable"`
	As      covenant.Code  `json:"as"`
	About   Act            `json:"about"`
	Labels  Labels         `json:"labels"`  // as the writer suggests
	Readers []Reader       `json:"readers"` // likewise
}

func draftOf(s *client.Session, from room.DraftView) Draft {
	t, err := client.ReadSealed[room.DraftText](s, from.Text)
	l := t.Labels
	return Draft{
		Act: actOf(from.Act), Writer: from.Writer, Place: from.Place, Shown: StateOf(err), Text: shown(t.Contribution.Text, err),
		As: t.As, About: actOf(t.About), Readers: readersOf(t.Readers).Readers,
		Labels: Labels{
			Person: l.Person, Category: l.Category, Nature: l.Nature, Basis: l.Basis, Task: l.Task, Purpose: l.Purpose, Identifying: l.Identifying,
		},
	}
}

// AskDraft writes something in the name of a place, which may have no seat yet.
type AskDraft struct {
	Place        agenda.PlaceID  `json:"place"`
	Contribution NewContribution `json:"contribution"`
}

func draft(ctx context.Context, s *client.Session, ask AskDraft) (Made, error) {
	c, err := ask.Contribution.client()
	if err != nil {
		return Made{}, err
	}
	act, err := s.Draft(ctx, ask.Place, c)
	return Made{Act: actOf(act)}, err
}

// signDraft brings a draft in as it stands.
func signDraft(ctx context.Context, s *client.Session, ask AskAct) (Made, error) {
	act, err := s.SignDraft(ctx, ask.Act)
	return Made{Act: actOf(act)}, err
}

// dropDraft throws a draft away, unsigned.
func dropDraft(ctx context.Context, s *client.Session, ask AskAct) error {
	return s.DropDraft(ctx, ask.Act)
}

// Hold keeps a text from leaving.
type Hold struct {
	Act    Act        `json:"act"` // what lift_hold names
	By     chain.Seat `json:"by"`
	Shown  TextState  `json:"shown"`
	Reason string     `json:"reason"`
}

func holdsOf(s *client.Session, from []room.HoldView) []Hold {
	var list []Hold
	for _, h := range from {
		t, err := client.ReadSealed[room.ReasonText](s, h.Text)
		list = append(list, Hold{Act: actOf(h.Act), By: h.By, Shown: StateOf(err), Reason: t.Reason})
	}
	return list
}

// AskHold keeps a contribution or proposal from leaving until the hold is lifted.
type AskHold struct {
	Act    crypto.Digest `json:"act"`
	Reason string        `json:"reason"`
}

func hold(ctx context.Context, s *client.Session, ask AskHold) (Made, error) {
	act, err := s.Hold(ctx, ask.Act, ask.Reason)
	return Made{Act: actOf(act)}, err
}

func liftHold(ctx context.Context, s *client.Session, ask AskAct) error {
	return s.LiftHold(ctx, ask.Act)
}
