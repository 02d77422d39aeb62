package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// firstChair is the seat of the chair who founds the room, at place 1.
const firstChair chain.Seat = 1

// Genesis founds a room. The hash of this act is the room id.
type Genesis struct {
	Kind      covenant.Code    `cbor:"1,keyasint"`           // scope of the meeting, from the profile
	Internal  bool             `cbor:"2,keyasint,omitempty"` // only people of one team
	Purpose   covenant.Code    `cbor:"3,keyasint"`           // from the profile
	Profile   crypto.Digest    `cbor:"4,keyasint"`           // digest of the rules the room runs under
	ServerKey crypto.VerifyKey `cbor:"5,keyasint"`
	Chair     chain.Signed     `cbor:"6,keyasint"`           // the chair's own bundle
	Deputies  []agenda.PlaceID `cbor:"7,keyasint,omitempty"` // places that will be deputies; none is a choice the chair signs here
	Nonce     [32]byte         `cbor:"8,keyasint"`           // so that no two rooms share an id
}

// Genesis.
var (
	beforeEverything = must("beforeEverything", CodeNotNow, func(c *change) bool { return len(c.s.log) == 0 })

	profileFits = must("profileFits", CodeMalformed, func(c *change) bool {
		return payloadOf[Genesis](c).Profile == c.s.rules.Digest() && !payloadOf[Genesis](c).ServerKey.IsZero()
	})
	profileInForce = check{"profileInForce", func(c *change) *Refusal {
		return ruled(c.s.rules.Valid(c.at / DayMillis))
	}}
	roomKindInScope = check{"roomKindInScope", func(c *change) *Refusal {
		return ruled(c.s.rules.RoomKind(payloadOf[Genesis](c).Kind))
	}}
	roomPurposeListed = check{"roomPurposeListed", func(c *change) *Refusal {
		return ruled(c.s.rules.Purpose(payloadOf[Genesis](c).Purpose))
	}}
	chairPartyListed = check{"chairPartyListed", func(c *change) *Refusal {
		b, err := c.bundle()
		if err != nil {
			return c.s.refuse(CodeMalformed, "bundle")
		}
		return ruled(c.s.rules.TakesPart(b.Claims.Party, c.at/DayMillis))
	}}
	chairBundle = check{"chairBundle", func(c *change) *Refusal {
		b, err := c.bundle()
		if err != nil || b.Device != c.act.Device || !b.Room.IsZero() || !b.Invitation.IsZero() {
			return c.s.refuse(CodeMalformed, "bundle")
		}
		return nil
	}}
)

func applyGenesis(c *change) {
	g := *payloadOf[Genesis](c)
	b, err := c.bundle()
	if err != nil {
		return // refused by chairBundle
	}
	s := c.s
	s.genesis, s.phase, s.epoch, s.server = g, Preparing, 1, g.ServerKey
	s.founded = c.at
	s.places = []*agenda.Place{{ID: 1, Party: b.Claims.Party, Function: b.Claims.Function, Post: agenda.Chair, Seat: firstChair}}
	s.seats = []*Seat{{
		ID: firstChair, Place: 1, Post: agenda.Chair, Claims: b.Claims, Device: b.Device, Recipient: b.Recipient,
		Admission: c.hash,
	}}
	s.chairs = []chain.Seat{firstChair}
}

// bundle opens the bundle that a genesis, admit or reseat act brings, once: that costs a
// signature and a hybrid key.
func (c *change) bundle() (Bundle, error) {
	if c.brought == nil {
		var b broughtBundle
		switch p := c.payload.(type) {
		case *Genesis:
			b.bundle, b.err = OpenBundle(p.Chair)
		case *AdmitPayload:
			b.bundle, b.err = OpenBundle(p.Bundle)
		case *ReseatPayload:
			b.bundle, b.err = OpenBundle(p.Bundle)
		}
		c.brought = &b
	}
	return c.brought.bundle, c.brought.err
}

// broughtBundle is what OpenBundle said of the bundle of an act.
type broughtBundle struct {
	bundle Bundle
	err    error
}
