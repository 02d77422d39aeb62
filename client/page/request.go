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

// InformationRequest asks places at an item for information. An answer is a
// contribution as answer, about this act.
type InformationRequest struct {
	Act       Act              `json:"act"`
	Asker     chain.Seat       `json:"asker"`
	To        []agenda.PlaceID `json:"to"`
	Purpose   covenant.Code    `json:"purpose"`
	Withdrawn bool             `json:"withdrawn"`
	Shown     TextState        `json:"shown"`
	Text      *string          `json:"text" jsonschema:"nullable"` // the question
	Reason    string           `json:"reason"`                     // why it is asked
	Refusals  []NoAnswer       `json:"refusals"`
}

// NoAnswer is somebody's word that he does not answer, and why.
type NoAnswer struct {
	By     chain.Seat `json:"by"`
	Shown  TextState  `json:"shown"`
	Reason string     `json:"reason"`
}

func requestOf(s *client.Session, from room.RequestView) InformationRequest {
	t, err := client.ReadSealed[room.RequestText](s, from.Text)
	r := InformationRequest{
		Act: actOf(from.Act), Asker: from.Asker, To: from.To, Purpose: from.Purpose, Withdrawn: from.Withdrawn,
		Shown: StateOf(err), Text: shown(t.Question, err), Reason: t.Reason,
	}
	for _, no := range from.Refusals {
		why, err := client.ReadSealed[room.ReasonText](s, no.Text)
		r.Refusals = append(r.Refusals, NoAnswer{By: no.By, Shown: StateOf(err), Reason: why.Reason})
	}
	return r
}

// AskAsk asks places at an item for information.
type AskAsk struct {
	Item     agenda.ItemID    `json:"item"`
	To       []agenda.PlaceID `json:"to"`
	Purpose  covenant.Code    `json:"purpose,omitempty"` // left out: that of the item
	Question string           `json:"question"`
	Reason   string           `json:"reason"`
}

func ask(ctx context.Context, s *client.Session, asked AskAsk) (Made, error) {
	act, err := s.Ask(ctx, client.Request{Item: asked.Item, To: asked.To, Purpose: asked.Purpose, Question: asked.Question, Reason: asked.Reason})
	return Made{Act: actOf(act)}, err
}

// AskRefuseRequest does not answer, and says why.
type AskRefuseRequest struct {
	Act    crypto.Digest `json:"act"`
	Reason string        `json:"reason"`
}

func refuseRequest(ctx context.Context, s *client.Session, ask AskRefuseRequest) (Made, error) {
	act, err := s.RefuseRequest(ctx, ask.Act, ask.Reason)
	return Made{Act: actOf(act)}, err
}

// withdrawRequest takes one's own question back.
func withdrawRequest(ctx context.Context, s *client.Session, ask AskAct) error {
	return s.WithdrawRequest(ctx, ask.Act)
}
