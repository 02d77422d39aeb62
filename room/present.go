package room

import (
	"casusoverleg/agenda"
)

// PresentPayload notes that somebody is there at a place without a device. What he
// says is written for him, and his package goes as to an outside recipient.
type PresentPayload struct {
	Place  agenda.PlaceID `cbor:"1,keyasint"`
	Absent bool           `cbor:"2,keyasint,omitempty"` // takes the note back
}

var (
	placeWithoutSeat = check{"placeWithoutSeat", func(c *change) *Refusal {
		switch p := c.s.place(payloadOf[PresentPayload](c).Place); {
		case p == nil:
			return c.s.refuse(CodeUnknownObject)
		case p.Seat != 0:
			return c.s.refuse(CodePlaceTaken)
		}
		return nil
	}}
	notNotedYet = must("notNotedYet", CodeNotNow, func(c *change) bool {
		p := payloadOf[PresentPayload](c)
		place := c.s.place(p.Place)
		return place == nil || place.Present == p.Absent
	})
	// Who is there without a device gets his package under one number.
	outsideAtPlace = check{"outsideAtPlace", func(c *change) *Refusal {
		id := payloadOf[OutsidePayload](c).Place
		if id == 0 {
			return nil
		}
		if p := c.s.place(id); p == nil || !p.Present {
			return c.s.refuse(CodeUnknownObject)
		}
		for _, o := range c.s.outsiders {
			if o.Place == id {
				return c.s.refuse(CodePlaceTaken)
			}
		}
		return nil
	}}
)

func applyPresent(c *change) {
	p := payloadOf[PresentPayload](c)
	c.s.place(p.Place).Present = !p.Absent
}
