package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
)

// MinutesKeyPayload announces the key that a seat's packages are encrypted to.
type MinutesKeyPayload struct {
	Recipient crypto.Recipient `cbor:"1,keyasint"`
}

// OutsidePayload registers an outside recipient with the key its files are encrypted to.
type OutsidePayload struct {
	Number       uint32           `cbor:"1,keyasint"` // the next number
	Organisation string           `cbor:"2,keyasint"` // an organisation; never a person's name
	Recipient    crypto.Recipient `cbor:"3,keyasint,omitempty"`
	Place        agenda.PlaceID   `cbor:"6,keyasint,omitempty"` // of who is there without a device; 0 for who does not take part
}

// Outsider is an outside recipient.
type Outsider struct {
	Number       uint32
	Organisation string
	Recipient    crypto.Recipient
	Place        agenda.PlaceID // of who is there without a device; 0 for who does not take part
}

var (
	recipientKey = must("recipientKey", CodeRecipientUnsecured, func(c *change) bool {
		return !payloadOf[MinutesKeyPayload](c).Recipient.IsZero()
	})
	nextOutside = check{"nextOutside", func(c *change) *Refusal {
		p := payloadOf[OutsidePayload](c)
		if len(c.s.outsiders) >= MaxOutside {
			return c.s.refuse(CodeLimit, "outside")
		}
		if int(p.Number) != len(c.s.outsiders)+1 {
			return c.s.refuse(CodeStaleObject)
		}
		if p.Organisation == "" || len(p.Organisation) > MaxClaim {
			return c.s.refuse(CodeMalformed, "organisation")
		}
		return nil
	}}
	outsideKey = must("outsideKey", CodeRecipientUnsecured, func(c *change) bool {
		return !payloadOf[OutsidePayload](c).Recipient.IsZero()
	})
)

func applyMinutesKey(c *change) { c.author.MinutesKey = payloadOf[MinutesKeyPayload](c).Recipient }

func applyOutside(c *change) {
	p := payloadOf[OutsidePayload](c)
	c.s.outsiders = append(c.s.outsiders, Outsider{Number: p.Number, Organisation: p.Organisation, Recipient: p.Recipient, Place: p.Place})
}
