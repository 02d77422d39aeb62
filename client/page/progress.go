package page

import (
	"context"

	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// WorkProgress is how far an action is.
type WorkProgress struct {
	Is    covenant.Code `json:"is"` // open, done or dropped
	By    chain.Seat    `json:"by"` // who said so; 0 while nobody did
	Shown TextState     `json:"shown"`
	Why   string        `json:"why"` // may be empty
}

func workProgress(s *client.Session, from room.AgreedView) WorkProgress {
	p := WorkProgress{Is: from.Status(), Shown: TextOpen}
	if said := from.Progress; said != nil {
		p.By = said.By
		if said.Text != nil {
			t, err := client.ReadSealed[room.ReasonText](s, said.Text)
			p.Shown, p.Why = StateOf(err), t.Reason
		}
	}
	return p
}

// AskProgress says how far an action is.
type AskProgress struct {
	Act crypto.Digest `json:"act"`
	Is  covenant.Code `json:"is"`            // open, done or dropped
	Why string        `json:"why,omitempty"` // of what is dropped it must be said
}

func progress(ctx context.Context, s *client.Session, ask AskProgress) error {
	return s.Progress(ctx, ask.Act, ask.Is, ask.Why)
}
