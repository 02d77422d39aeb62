package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// ReseatPayload gives a seat another device: its person comes back through the
// lobby with new keys, and those of the former device end (design §6).
type ReseatPayload struct {
	Seat   chain.Seat   `cbor:"1,keyasint"`
	Bundle chain.Signed `cbor:"2,keyasint"` // of the new device, for an invitation to return
}

// keyPair are the public keys of one device that a reseat ended.
type keyPair struct {
	device    crypto.VerifyKey
	recipient crypto.Recipient
	ended     uint64 // seq of the reseat
}

var (
	// Nobody gives the chair's seat another device: whoever did would be chair. A
	// deputy takes over first. A deputy's seat is the chair's to give, as it was.
	reseatByChair = must("reseatByChair", CodeNotChair, func(c *change) bool {
		seat := c.s.seat(payloadOf[ReseatPayload](c).Seat)
		return seat == nil || (seat.Post != agenda.Chair && (seat.Post != agenda.Deputy || c.author.Post == agenda.Chair))
	})
	invitationToReturn = must("invitationToReturn", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && inv.Returns != 0 && inv.Returns == payloadOf[ReseatPayload](c).Seat
	})
	// A seat is a person: who comes back is who was there.
	samePerson = must("samePerson", CodeOtherPerson, func(c *change) bool {
		seat := c.s.seat(payloadOf[ReseatPayload](c).Seat)
		b, err := c.bundle()
		return err == nil && seat != nil && seat.Claims == b.Claims
	})
)

// applyReseat ends the keys of the former device. What was sealed to it is noted as
// held: chair or deputy may seal exactly that again, once the new device has
// confirmed secrecy. The key of its packages is announced anew.
func applyReseat(c *change) {
	p := payloadOf[ReseatPayload](c)
	b, err := c.bundle()
	if err != nil {
		return // refused by bundleValid
	}
	seat := c.s.seat(p.Seat)
	c.s.former = append(c.s.former, keyPair{seat.Device, seat.Recipient, c.seq})
	for _, k := range c.s.log {
		if k != nil && k.object != nil && k.object.created == k.hash {
			k.object.lose(seat.ID)
		}
	}
	seat.Device, seat.Recipient, seat.Reseated = b.Device, b.Recipient, c.hash
	seat.Joined, seat.Confirmed = false, false
	seat.MinutesKey, seat.NewKey = crypto.Recipient{}, crypto.Recipient{}
	inv := c.s.invitations[c.object.created]
	inv.Spent, inv.Seat, inv.Admission = true, seat.ID, c.hash
	c.effects.Anew = append(c.effects.Anew, seat.ID)
	c.advance()
}

// anew says whether an act is signed on a device that a reseat let in.
func (c *change) anew() bool { return c.author != nil && !c.author.Reseated.IsZero() }

// anew says whether an act that is known here was.
func (s *State) anew(act crypto.Digest) bool {
	k, ok := s.acts[act]
	return ok && k.anew
}

// lose takes a seat's envelope out: its key is gone. That it had one stays known.
func (o *object) lose(id chain.Seat) {
	if e, ok := o.envel[id]; ok {
		o.past = append(o.past, e.Digest)
		delete(o.envel, id)
		o.held[id] = true
	}
	delete(o.unread, id)
}

// heldBy are the seats whose envelope of an object went with their former device, and
// who may still open it.
func (s *State) heldBy(o *object) []*Seat {
	var seats []*Seat
	for _, seat := range s.entitledTo(o) {
		if o.held[seat.ID] {
			seats = append(seats, seat)
		}
	}
	return seats
}
