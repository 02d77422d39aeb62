package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// OutsidePayload registers an outside recipient: an organisation, or somebody
// who is none, of whom the server knows a number and a word. His name is in the
// sealed body (OutsideText), for chair, deputies and secretary. His files are
// encrypted to his key, or to a passphrase that is told him by telephone.
type OutsidePayload struct {
	Number       uint32           `cbor:"1,keyasint"`           // the next number
	Organisation string           `cbor:"2,keyasint,omitempty"` // an organisation; never a person's name
	Recipient    crypto.Recipient `cbor:"3,keyasint,omitempty"`
	Passphrase   bool             `cbor:"4,keyasint,omitempty"` // each file gets one of its own; then there is no key
	Kind         covenant.Code    `cbor:"5,keyasint,omitempty"` // who he is, when he is no organisation: covenant.GuestKinds
	Place        agenda.PlaceID   `cbor:"6,keyasint,omitempty"` // of who is there without a device; 0 for who does not take part
}

// Outsider is an outside recipient.
type Outsider struct {
	Number       uint32
	Organisation string // "" for a person
	Recipient    crypto.Recipient
	Passphrase   bool
	Kind         covenant.Code  // "" for an organisation
	Place        agenda.PlaceID // of who is there without a device; 0 for who does not take part
}

// OutsiderView is an outside recipient, with where his name stands.
type OutsiderView struct {
	Outsider
	Latest crypto.Digest
	Name   *SealedView // OutsideText; nil for an organisation
}

var (
	nextOutside = check{"nextOutside", func(c *change) *Refusal {
		p := payloadOf[OutsidePayload](c)
		if len(c.s.outsiders) >= MaxOutside {
			return c.s.refuse(CodeLimit, "outside")
		}
		if int(p.Number) != len(c.s.outsiders)+1 {
			return c.s.refuse(CodeStaleObject)
		}
		if len(p.Organisation) > MaxClaim || (p.Organisation == "") == (p.Kind == "") {
			return c.s.refuse(CodeMalformed, "organisation")
		}
		if p.Kind != "" && !slices.Contains(covenant.GuestKinds(), p.Kind) {
			return c.s.refuse(CodeMalformed, "kind")
		}
		return nil
	}}
	// Exactly one: age refuses a passphrase beside another recipient.
	outsideKey = must("outsideKey", CodeRecipientUnsecured, func(c *change) bool {
		p := payloadOf[OutsidePayload](c)
		return p.Recipient.IsZero() == p.Passphrase
	})
)

// outsider returns an outside recipient, or nil.
func (s *State) outsider(r Recipient) *Outsider {
	if r.Outside == 0 || int(r.Outside) > len(s.outsiders) {
		return nil
	}
	return &s.outsiders[r.Outside-1]
}

// sealOutside: the name of a person for chair, deputies and secretary.
func sealOutside(c *change) *Refusal {
	if payloadOf[OutsidePayload](c).Kind == "" {
		return c.noFiles()
	}
	return c.sealed(true, set(c.s.scribes()), nil)
}

func applyOutside(c *change) {
	p := payloadOf[OutsidePayload](c)
	c.s.outsiders = append(c.s.outsiders, Outsider{
		Number: p.Number, Organisation: p.Organisation, Recipient: p.Recipient, Passphrase: p.Passphrase, Kind: p.Kind, Place: p.Place,
	})
	c.s.outsideObjects = append(c.s.outsideObjects, c.create(objOutsider))
}
