package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// A guest is a person concerned, a relative or a supporter. He has no party; the
// server and who shares no item with him know the number of his place and his kind
// (design §3). His device seals his name to the seats at each item where he sits.

// NamePayload tells who a guest is, in the sealed body (NameText); or seals it to
// who came to the item since.
type NamePayload struct {
	Item  agenda.ItemID `cbor:"1,keyasint"`
	Again bool          `cbor:"2,keyasint,omitempty"` // about the name told before: its latest act is the ref
}

func (p *NamePayload) itemID() uint32 { return uint32(p.Item) }

// guestName is the name of one guest at one item.
type guestName struct {
	Act    crypto.Digest // first name act
	Item   agenda.ItemID
	Seat   chain.Seat
	object *object
}

// NameView is where the name of a guest stands.
type NameView struct {
	Act    crypto.Digest
	Latest crypto.Digest
	Seat   chain.Seat
	Text   *SealedView // NameText
}

// guestOf is the kind of guest a seat is; empty for a professional.
func (s *State) guestOf(seat *Seat) covenant.Code { return s.places[seat.Place-1].Guest }

// professionalAt refuses a place that is a guest's, or does not sit at the item.
func (s *State) professionalAt(it *agenda.Item, id agenda.PlaceID) *Refusal {
	place := s.place(id)
	if _, ok := it.Sitting(id); place == nil || !ok {
		return s.refuse(CodeUnknownObject)
	}
	if place.Guest != "" {
		return s.refuse(CodeNotForGuests)
	}
	return nil
}

// A first name act begins an object; later ones are about it.
func nameRefs(c *change) []refRule {
	return onAgain(c, payloadOf[NamePayload](c).Again, objName)
}

// sealName: a body for everybody at the item, or envelopes for who came since.
func sealName(c *change) *Refusal {
	if c.object == nil || (len(c.act.Sealed) > 0 && c.act.Sealed[0].Reader == chain.Server) {
		return sealItem(c)
	}
	return c.sealLacking(c.s.entitledTo(c.object))
}

var (
	byGuest = must("byGuest", CodeOnlyGuests, func(c *change) bool { return c.s.guestOf(c.author) != "" })
	ownName = must("ownName", CodeNotOwner, func(c *change) bool { return c.object == nil || c.object.author == c.author.ID })
	// One name at an item: another is a new version of it.
	firstName = must("firstName", CodeStaleObject, func(c *change) bool {
		return c.object != nil || c.s.nameAt(c.author.ID, c.item.ID) == nil
	})

	roleFits = must("roleFits", CodeRoleMissing, func(c *change) bool {
		p := payloadOf[SitPayload](c)
		place := c.s.place(p.Place)
		role, ok := c.s.rules.ItemRole(p.Role)
		return place == nil || !ok || role.Guest == (place.Guest != "")
	})
	roleFree = must("roleFree", CodeRoleTaken, func(c *change) bool {
		p := payloadOf[SitPayload](c)
		if role, _ := c.s.rules.ItemRole(p.Role); !role.Sole {
			return true
		}
		for _, sitting := range c.item.Sittings {
			if sitting.Role == p.Role && sitting.Place != p.Place {
				return false
			}
		}
		return true
	})
	personOfGuest = check{"personOfGuest", func(c *change) *Refusal {
		p := payloadOf[SitPayload](c)
		if p.Person == 0 {
			return nil
		}
		if place := c.s.place(p.Place); place == nil || place.Guest != covenant.GuestPerson {
			return c.s.refuse(CodeOnlyGuests, "person")
		}
		if _, ok := c.item.Person(p.Person); !ok {
			return c.s.refuse(CodeUnknownObject)
		}
		for _, sitting := range c.item.Sittings {
			if sitting.Person == p.Person && sitting.Place != p.Place {
				return c.s.refuse(CodePlaceTaken, "person")
			}
		}
		return nil
	}}
)

// nameAt is the name that a seat told at an item; nil when it told none.
func (s *State) nameAt(seat chain.Seat, item agenda.ItemID) *guestName {
	for _, n := range s.names {
		if n.Seat == seat && n.Item == item {
			return n
		}
	}
	return nil
}

// NamesOwed returns the items at which a guest sits and did not tell his name yet:
// his device does it by itself.
func (s *State) NamesOwed(id chain.Seat) []agenda.ItemID {
	seat := s.seat(id)
	if seat == nil || !seat.here() || s.guestOf(seat) == "" || s.suspended != nil || s.phase == Closed || s.phase == Destroyed {
		return nil
	}
	var owed []agenda.ItemID
	for _, it := range s.items {
		if s.atItem(id, it) && s.nameAt(id, it.ID) == nil {
			owed = append(owed, it.ID)
		}
	}
	return owed
}

// nameViews are the names at an item, as far as a seat is shown them.
func (s *State) nameViews(id chain.Seat, item agenda.ItemID) []NameView {
	var views []NameView
	for _, n := range sorted(s.names, func(n *guestName) *object { return n.object }) {
		if n.Item == item && s.sees(id, n.object) {
			views = append(views, NameView{Act: n.Act, Latest: n.object.latest, Seat: n.Seat, Text: n.object.view(id)})
		}
	}
	return views
}

// forgetNames takes back the names that guests told: of who sat at a place that is
// taken from an item, and everywhere of who is gone.
func (c *change) forgetNames(of func(*guestName) bool) {
	for _, n := range sorted(c.s.names, func(n *guestName) *object { return n.object }) {
		if of(n) {
			delete(c.s.names, n.Act)
			n.object.retire()
			c.takeBack(n.object)
		}
	}
}

func applyName(c *change) {
	if c.object != nil {
		c.advance()
		return
	}
	o := c.create(objName)
	c.s.names[c.hash] = &guestName{Act: c.hash, Item: c.item.ID, Seat: c.act.Author, object: o}
}
