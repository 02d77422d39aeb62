package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Projection is what may stand on the wall of the meeting room while an item is
// discussed: what every present seat at the item may open, and nothing else. Who is
// there without a device can open nothing: beside him no contribution or proposal
// stands there. It is made from a view, so that it holds no more than its viewer may see.
type Projection struct {
	Item          agenda.ItemID
	Seats         []chain.Seat // who is at the item now: for whom this is
	Text          *SealedView  // ItemText; nil while somebody there cannot open it
	Contributions []ContributionView
	Agreed        []AgreedView
	Proposals     []ProposalView
}

// Projector makes the projection of an item; false when the viewer is not at it.
func (v View) Projector(item agenda.ItemID) (Projection, bool) {
	i := slices.IndexFunc(v.Items, func(it ItemView) bool { return it.ID == item && it.Here })
	if i < 0 {
		return Projection{}, false
	}
	it := v.Items[i]
	p := Projection{Item: item, Seats: v.seatsAt(it)}
	if p.open(it.Text) {
		p.Text = it.Text
	}
	deviceless := v.deviceless(it)
	for _, c := range it.Contributions {
		if !deviceless && !c.Withdrawn && p.open(c.Text) {
			c.About, c.Holds = crypto.Digest{}, nil // which not everybody may see
			p.Contributions = append(p.Contributions, c)
		}
	}
	for _, a := range it.Agreed {
		if !a.Retracted && p.open(a.Text) {
			p.Agreed = append(p.Agreed, a)
		}
	}
	for _, proposal := range it.Proposals {
		if !deviceless && p.open(proposal.Text) {
			proposal.Sources, proposal.Holds = nil, nil
			p.Proposals = append(p.Proposals, proposal)
		}
	}
	return p, true
}

// open says whether everybody at the item has an envelope that opens a text.
func (p Projection) open(t *SealedView) bool {
	return t != nil && !slices.ContainsFunc(p.Seats, func(seat chain.Seat) bool {
		return !slices.Contains(t.Readers, seat) || slices.Contains(t.Unread, seat)
	})
}

// seatsAt are the present seats at an item of this view, by number.
func (v View) seatsAt(it ItemView) []chain.Seat {
	var at []chain.Seat
	for _, seat := range v.Seats {
		_, sits := it.Item.Sitting(seat.Place)
		if seat.here() && (sits || seat.leads()) {
			at = append(at, seat.ID)
		}
	}
	return at
}

// deviceless says whether somebody at an item of this view is there without a device.
func (v View) deviceless(it ItemView) bool {
	return slices.ContainsFunc(v.Places, func(p agenda.Place) bool {
		_, sits := it.Item.Sitting(p.ID)
		return sits && p.Present
	})
}
