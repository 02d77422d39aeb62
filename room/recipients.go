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

// ConfirmKeyPayload confirms exactly this key of a seat, or this archive key that
// the seat named for its party.
type ConfirmKeyPayload struct {
	Seat      chain.Seat       `cbor:"1,keyasint"`
	Recipient crypto.Recipient `cbor:"2,keyasint"`
	Archive   bool             `cbor:"3,keyasint,omitempty"`
}

// ArchivePayload names the key of the author's party that the packages of all its
// seats are encrypted to as well, for the party to keep them itself (DW art. 9.1).
// It waits for chair or deputy: who names one would read what colleagues receive.
type ArchivePayload struct {
	Recipient crypto.Recipient `cbor:"1,keyasint"`
}

// Archive is the key of a party, and who named it. It goes when he goes.
type Archive struct {
	Party     covenant.Code
	Recipient crypto.Recipient
	Seat      chain.Seat
	Confirmed bool // chair or deputy vouched for it; until then nothing is encrypted to it
}

var (
	recipientKey = must("recipientKey", CodeRecipientUnsecured, func(c *change) bool {
		return !payloadOf[MinutesKeyPayload](c).Recipient.IsZero()
	})
	keyAnnounced = must("keyAnnounced", CodeStaleObject, func(c *change) bool {
		p := payloadOf[ConfirmKeyPayload](c)
		if p.Archive {
			return slices.ContainsFunc(c.s.archives, p.names)
		}
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

// names says whether it is this archive key, still waiting, that is confirmed.
func (p *ConfirmKeyPayload) names(a Archive) bool {
	return !a.Confirmed && a.Seat == p.Seat && a.Recipient == p.Recipient
}

// fileKeys are the keys that a package's file is to be encrypted to: its
// recipient's, and the archive's of his party; none for a passphrase. What
// somebody brought in himself comes to nobody but him.
func (s *State) fileKeys(p *Package) []crypto.Recipient {
	own := s.keyOf(p.Recipient)
	if own.IsZero() {
		return nil
	}
	keys := []crypto.Recipient{own}
	seat := s.seat(p.Recipient.Seat)
	if seat == nil || seat.Claims.Party == "" || p.Kind == covenant.PackageOwnRecord {
		return keys
	}
	for _, a := range s.archives {
		if a.Confirmed && a.Party == seat.Claims.Party && a.Recipient != own {
			keys = append(keys, a.Recipient)
		}
	}
	return keys
}

// KeysDigest commits a dispatch act to the keys that the file was made for, in
// their order; zero for none.
func KeysDigest(keys []crypto.Recipient) crypto.Digest {
	if len(keys) == 0 {
		return crypto.Digest{}
	}
	var parts [][]byte
	for _, key := range keys {
		parts = append(parts, key.Bytes())
	}
	return crypto.Hash(crypto.LabelFileKeys, parts...)
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
	p := payloadOf[ConfirmKeyPayload](c)
	seat := c.s.seat(p.Seat)
	if p.Archive {
		c.dropArchives(func(a Archive) bool { return a.Party == seat.Claims.Party && a.Confirmed })
		c.s.archives[slices.IndexFunc(c.s.archives, p.names)].Confirmed = true
		return
	}
	seat.MinutesKey, seat.NewKey = seat.NewKey, crypto.Recipient{}
}

func applyArchive(c *change) {
	party := c.author.Claims.Party
	c.dropArchives(func(a Archive) bool { return a.Party == party && !a.Confirmed })
	c.s.archives = append(c.s.archives, Archive{Party: party, Recipient: payloadOf[ArchivePayload](c).Recipient, Seat: c.act.Author})
}

func (c *change) dropArchives(which func(Archive) bool) {
	c.s.archives = slices.DeleteFunc(c.s.archives, which)
}
