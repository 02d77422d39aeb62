package page

import (
	"context"
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// InformPlan is who informs the family, and by when; or a deferral with its ground.
type InformPlan struct {
	By     agenda.PlaceID `json:"by"`
	Day    int64          `json:"day"`    // the last
	Ground covenant.Code  `json:"ground"` // of a deferral; empty for a plan
	Done   int64          `json:"done"`   // day; 0 while the family was not informed
	Shown  TextState      `json:"shown"`
	What   string         `json:"what"`
	Reason string         `json:"reason"`
}

// Due is what must not be forgotten with the family.
type Due struct {
	Item  agenda.ItemID  `json:"item"`
	What  covenant.Code  `json:"what"`
	Place agenda.PlaceID `json:"place"` // for whom; 0 for chair and deputies
	Day   int64          `json:"day"`
}

// family fills in what an item says about the person concerned.
func (it *Item) family(s *client.Session, from room.ItemView) {
	it.guests(s, from)
	if p := from.Inform; p != nil {
		t, err := client.ReadSealed[room.InformText](s, p.Text)
		it.InformPlan = &InformPlan{By: p.By, Day: p.Day, Ground: p.Ground, Done: p.Done, Shown: StateOf(err), What: t.What, Reason: t.Reason}
	}
	it.consents(s, from)
}

// AskPlanInform says who informs the family of a case, instead of what was planned.
type AskPlanInform struct {
	Item   agenda.ItemID  `json:"item"`
	By     agenda.PlaceID `json:"by"`
	Day    int64          `json:"day"`
	What   string         `json:"what"`
	Ground covenant.Code  `json:"ground,omitempty"` // of a deferral
	Reason string         `json:"reason,omitempty"`
}

func planInform(ctx context.Context, s *client.Session, ask AskPlanInform) error {
	return s.PlanInform(ctx, ask.Item, client.InformPlan{By: ask.By, Day: ask.Day, What: ask.What, Ground: ask.Ground, Reason: ask.Reason})
}

// AskItemDay names an item and a day.
type AskItemDay struct {
	Item agenda.ItemID `json:"item"`
	Day  int64         `json:"day"`
}

// informed says that the family was informed, on a day.
func informed(ctx context.Context, s *client.Session, ask AskItemDay) error {
	return s.Informed(ctx, ask.Item, ask.Day)
}

// inviteResponse says that the family was invited to respond until a day.
func inviteResponse(ctx context.Context, s *client.Session, ask AskItemDay) error {
	return s.InviteResponse(ctx, ask.Item, ask.Day)
}

// noResponse says that it does not want to.
func noResponse(ctx context.Context, s *client.Session, ask AskOnItem) error {
	return s.NoResponse(ctx, ask.Item)
}

// AskNotice asks for the text that tells the family of a case what was done with
// its data; it is proposed as a release of kind notice. Chair and deputies can.
type AskNotice struct {
	Item     agenda.ItemID    `json:"item"`
	Reason   string           `json:"reason"`             // why the case was discussed, in plain words
	Referrer string           `json:"referrer,omitempty"` // who brought it in; left out where that is unsafe
	Unsafe   bool             `json:"unsafe,omitempty"`   // naming him would endanger somebody
	Language minutes.Language `json:"language"`
}

// NoticeText is that text.
type NoticeText struct {
	Text string `json:"text"`
}

func notice(_ context.Context, s *client.Session, ask AskNotice) (NoticeText, error) {
	n, err := s.Notice(ask.Item, ask.Reason, ask.Referrer, ask.Unsafe, ask.Language)
	switch {
	case errors.Is(err, minutes.ErrRecipient):
		return NoticeText{}, client.ErrUnknown
	case errors.Is(err, minutes.ErrUnopened):
		return NoticeText{}, client.ErrUnread
	}
	return NoticeText{Text: n.Text()}, err
}
