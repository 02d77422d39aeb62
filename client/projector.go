package client

import (
	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// Projected is what may stand on the wall while an item is discussed, opened.
type Projected struct {
	Item  room.ItemText // zero while somebody there cannot open it
	Texts []ProjectedText
}

// ProjectedText is one text that everybody at the item may open.
type ProjectedText struct {
	Act  crypto.Digest // that made it
	Kind chain.Kind    // of that act: contribute, decision, action or propose
	Seat chain.Seat    // who brought it in, recorded or proposed it
	Text string
}

// Projector opens what every present seat at an item may open, and nothing else.
// Whatever stands on a wall is made of this.
func (s *Session) Projector(item agenda.ItemID) (Projected, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.replica.View()
	p, ok := v.Projector(item)
	if !ok {
		return Projected{}, ErrUnknown
	}
	var out Projected
	if text, err := replica.Open[room.ItemText](s.replica, p.Text); err == nil {
		out.Item = text
	}
	add := func(kind chain.Kind, act crypto.Digest, seat chain.Seat) {
		if o, ok := find(v, act); ok {
			if text, err := o.open(s.replica); err == nil {
				out.Texts = append(out.Texts, ProjectedText{Act: act, Kind: kind, Seat: seat, Text: text.String()})
			}
		}
	}
	for _, c := range p.Contributions {
		add(room.KindContribute, c.Act, c.Owner)
	}
	for _, a := range p.Agreed {
		kind := room.KindDecision
		if a.Action {
			kind = room.KindAction
		}
		add(kind, a.Act, a.Author)
	}
	for _, proposal := range p.Proposals {
		add(room.KindPropose, proposal.Act, proposal.Author)
	}
	return out, nil
}
