package room

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// MinutesKeyPayload announces the key that a seat's packages are encrypted to.
// The first one holds at once; another one waits for chair or deputy, who vouch
// that it is his, and the old one announced again takes it back.
type MinutesKeyPayload struct {
	Recipient crypto.Recipient `cbor:"1,keyasint"`
}

// ConfirmKeyPayload confirms exactly this key of a seat.
type ConfirmKeyPayload struct {
	Seat      chain.Seat       `cbor:"1,keyasint"`
	Recipient crypto.Recipient `cbor:"2,keyasint"`
}

// ArchivePayload names the key of the author's party that the packages of all its
// seats are encrypted to as well, for the party to keep them itself (DW art. 9.1).
type ArchivePayload struct {
	Recipient crypto.Recipient `cbor:"1,keyasint"`
}

// Archive is the key of a party, and who named it.
type Archive struct {
	Party     covenant.Code
	Recipient crypto.Recipient
	Seat      chain.Seat
}

var (
	recipientKey = must("recipientKey", CodeRecipientUnsecured, func(c *change) bool {
		return !payloadOf[MinutesKeyPayload](c).Recipient.IsZero()
	})
	keyAnnounced = must("keyAnnounced", CodeStaleObject, func(c *change) bool {
		p := payloadOf[ConfirmKeyPayload](c)
		seat := c.s.seat(p.Seat)
		return seat != nil && seat.Gone == "" && !seat.NewKey.IsZero() && seat.NewKey == p.Recipient
	})
	// Who comes for himself or the family has no party whose packages there are to keep.
	ofParty    = must("ofParty", CodeNotForGuests, func(c *change) bool { return c.s.guestOf(c.author) == "" })
	archiveKey = must("archiveKey", CodeRecipientUnsecured, func(c *change) bool {
		return !payloadOf[ArchivePayload](c).Recipient.IsZero()
	})
)

// keyOf is the key a recipient's packages are encrypted to; zero when there is
// none yet, and for a passphrase.
func (s *State) keyOf(r Recipient) crypto.Recipient {
	if r.Seat != 0 {
		if seat := s.seat(r.Seat); seat != nil {
			return seat.MinutesKey
		}
		return crypto.Recipient{}
	}
	if o := s.outsider(r); o != nil {
		return o.Recipient
	}
	return crypto.Recipient{}
}

// secured says whether there is a key, or a passphrase to be made, for a recipient.
func (s *State) secured(r Recipient) bool {
	o := s.outsider(r)
	return !s.keyOf(r).IsZero() || (o != nil && o.Passphrase)
}

func applyMinutesKey(c *change) {
	key := payloadOf[MinutesKeyPayload](c).Recipient
	switch {
	case c.author.MinutesKey.IsZero():
		c.author.MinutesKey = key
	case c.author.MinutesKey == key:
		c.author.NewKey = crypto.Recipient{}
	default:
		c.author.NewKey = key
	}
}

func applyConfirmKey(c *change) {
	seat := c.s.seat(payloadOf[ConfirmKeyPayload](c).Seat)
	seat.MinutesKey, seat.NewKey = seat.NewKey, crypto.Recipient{}
}

func applyArchive(c *change) {
	party := c.author.Claims.Party
	c.s.archives = slices.DeleteFunc(c.s.archives, func(a Archive) bool { return a.Party == party })
	c.s.archives = append(c.s.archives, Archive{Party: party, Recipient: payloadOf[ArchivePayload](c).Recipient, Seat: c.act.Author})
}
