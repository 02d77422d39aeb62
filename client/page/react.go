package page

import (
	"context"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Reaction is what a recipient remarked on the concept he got.
type Reaction struct {
	Act         Act        `json:"act"` // what handle names
	Package     Act        `json:"package"`
	Seat        chain.Seat `json:"seat"`
	None        bool       `json:"none"` // no remarks
	Shown       TextState  `json:"shown"`
	Text        string     `json:"text"`
	Answered    bool       `json:"answered"`
	Answer      string     `json:"answer"`
	Corrections []Act      `json:"corrections"` // proposals
}

func reactionsOf(s *client.Session, from []room.ReactionView) []Reaction {
	var list []Reaction
	for _, re := range from {
		r := Reaction{
			Act: actOf(re.Act), Package: actOf(re.Package), Seat: re.Seat, None: re.None, Shown: TextOpen,
			Answered: !re.Answered.IsZero(), Corrections: actsOf(re.Corrections),
		}
		if re.Text != nil {
			t, err := client.ReadSealed[room.ReactionText](s, re.Text)
			r.Shown, r.Text = StateOf(err), t.Text
		}
		if re.Answer != nil {
			t, _ := client.ReadSealed[room.AnswerText](s, re.Answer)
			r.Answer = t.Text
		}
		list = append(list, r)
	}
	return list
}

// AskReact says what one has to remark on a concept; empty text for no remarks.
type AskReact struct {
	Package crypto.Digest `json:"package"`
	Text    string        `json:"text"`
}

func react(ctx context.Context, s *client.Session, ask AskReact) (Made, error) {
	act, err := s.React(ctx, ask.Package, ask.Text)
	return Made{Act: actOf(act)}, err
}

// AskHandle says what became of a reaction: proposals that correct the text, or
// why not; or both.
type AskHandle struct {
	Act         crypto.Digest   `json:"act"`
	Answer      string          `json:"answer"`
	Corrections []crypto.Digest `json:"corrections"`
}

func handle(ctx context.Context, s *client.Session, ask AskHandle) error {
	return s.Handle(ctx, ask.Act, ask.Answer, ask.Corrections...)
}

// reseat lets a seat come back on another device.
func reseat(ctx context.Context, s *client.Session, ask AskInvitation) error {
	for _, v := range s.Visits() {
		if v.Invitation == ask.Invitation {
			return s.Reseat(ctx, v)
		}
	}
	return client.ErrUnknown
}

// AskInviteBack makes a link with which a seat comes back on another device.
type AskInviteBack struct {
	Seat chain.Seat `json:"seat"`
	Days uint32     `json:"days"`
}

func inviteBack(ctx context.Context, s *client.Session, ask AskInviteBack) (Invited, error) {
	return invited(s, ask.Days, func(valid time.Duration) (client.Invitation, error) { return s.InviteBack(ctx, ask.Seat, valid) })
}

// AskNote names a place where somebody is there, or not any more, without a device.
type AskNote struct {
	Place agenda.PlaceID `json:"place"`
}

func notePresent(ctx context.Context, s *client.Session, ask AskNote) error {
	return s.NotePresent(ctx, ask.Place)
}

func noteAbsent(ctx context.Context, s *client.Session, ask AskNote) error {
	return s.NoteAbsent(ctx, ask.Place)
}

// AskLeaveTo leaves, and names who decides about what one brought in.
type AskLeaveTo struct {
	Steward chain.Seat    `json:"steward"`
	Reason  covenant.Code `json:"reason"`
}

func leaveTo(ctx context.Context, s *client.Session, ask AskLeaveTo) error {
	return s.LeaveTo(ctx, ask.Steward, ask.Reason)
}
