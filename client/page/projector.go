package page

import (
	"context"

	"casusoverleg/client"
	"casusoverleg/crypto/chain"
)

// Projected is what may stand on the wall while an item is discussed: what every
// present seat at it may open, and nothing else.
type Projected struct {
	Label       string          `json:"label"` // empty while somebody there cannot open it
	Description string          `json:"description"`
	Texts       []ProjectedText `json:"texts"`
}

// ProjectedText is one text of the wall.
type ProjectedText struct {
	Act  Act        `json:"act"`
	Kind string     `json:"kind"` // contribute, decision, action or propose
	Seat chain.Seat `json:"seat"` // who brought it in, recorded or proposed it
	Text string     `json:"text"`
}

func project(_ context.Context, s *client.Session, ask AskOnItem) (Projected, error) {
	wall, err := s.Projector(ask.Item)
	p := Projected{Label: wall.Item.Label, Description: wall.Item.Description}
	for _, t := range wall.Texts {
		p.Texts = append(p.Texts, ProjectedText{Act: actOf(t.Act), Kind: string(t.Kind), Seat: t.Seat, Text: t.Text})
	}
	return p, err
}
