package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// PlacePayload invites a party and function; or a guest, who has neither: the room
// knows him by the number of his place and by his kind (design §3).
type PlacePayload struct {
	Place    agenda.PlaceID `cbor:"1,keyasint"` // the next number
	Party    covenant.Code  `cbor:"2,keyasint"`
	Function string         `cbor:"3,keyasint"`
	Post     agenda.Post    `cbor:"4,keyasint"`           // member, deputy or secretary; of a guest always member
	Guest    covenant.Code  `cbor:"5,keyasint,omitempty"` // kind of guest, from the profile; then party and function are empty
}

// InvitePayload makes an invitation link valid. Its secret is sealed to chair and deputies.
type InvitePayload struct {
	Place      agenda.PlaceID `cbor:"1,keyasint"`
	Invitation crypto.Digest  `cbor:"2,keyasint"`           // random id, in the link
	LobbyHash  crypto.Digest  `cbor:"3,keyasint"`           // crypto.LobbyHash of what opens the lobby
	Expires    int64          `cbor:"4,keyasint"`           // ms since 1970 UTC
	Returns    chain.Seat     `cbor:"5,keyasint,omitempty"` // who comes back by it on another device; 0 for somebody new
}

// Invitation is one link for one place.
type Invitation struct {
	ID        crypto.Digest
	Act       crypto.Digest
	Place     agenda.PlaceID
	LobbyHash crypto.Digest
	Expires   int64
	Returns   chain.Seat    // who comes back by it on another device; 0 for somebody new
	Spent     bool          // used or withdrawn
	Seat      chain.Seat    // who came in by it; 0 while nobody
	Admission crypto.Digest // the act that let him in; zero while nobody
}

// Places and invitations.
var (
	// Deputies may do all but appoint deputies (design §7).
	deputyPlaceByChair = must("deputyPlaceByChair", CodeNotChair, func(c *change) bool {
		return payloadOf[PlacePayload](c).Post != agenda.Deputy || c.author.Post == agenda.Chair
	})

	nextPlace = check{"nextPlace", func(c *change) *Refusal {
		if len(c.s.places) >= MaxPlaces {
			return c.s.refuse(CodeLimit, "places")
		}
		p := payloadOf[PlacePayload](c)
		if int(p.Place) != len(c.s.places)+1 {
			return c.s.refuse(CodeStaleObject)
		}
		if (p.Function == "") != (p.Guest != "") || len(p.Function) > MaxClaim {
			return c.s.refuse(CodeMalformed, "function")
		}
		return nil
	}}
	placePost = must("placePost", CodeMalformed, func(c *change) bool {
		p := payloadOf[PlacePayload](c)
		switch p.Post {
		case agenda.Member, agenda.Secretary:
			return !c.s.promisedDeputy(p.Place)
		case agenda.Deputy:
			return true
		}
		return false
	})
	placePartyListed = check{"placePartyListed", func(c *change) *Refusal {
		p := payloadOf[PlacePayload](c)
		if p.Guest == "" {
			return ruled(c.s.rules.TakesPart(p.Party, c.at/DayMillis))
		}
		if p.Party != "" {
			return c.s.refuse(CodeMalformed, "party")
		}
		return ruled(c.s.rules.Guest(p.Guest))
	}}
	placeOfGuest = must("placeOfGuest", CodeNotForGuests, func(c *change) bool {
		p := payloadOf[PlacePayload](c)
		return p.Guest == "" || (p.Post == agenda.Member && !c.s.promisedDeputy(p.Place))
	})
	placeFree = check{"placeFree", func(c *change) *Refusal {
		p := c.s.place(c.placeID())
		if p == nil {
			return c.s.refuse(CodeUnknownObject)
		}
		if inv, ok := c.payload.(*InvitePayload); ok && inv.Returns != 0 {
			if p.Seat != inv.Returns {
				return c.s.refuse(CodeUnknownObject)
			}
			return nil
		}
		if p.Seat != 0 {
			return c.s.refuse(CodePlaceTaken)
		}
		return nil
	}}
	noOtherInvitation = check{"noOtherInvitation", func(c *change) *Refusal {
		p := payloadOf[InvitePayload](c)
		for _, inv := range c.s.invitations {
			if inv.ID == p.Invitation || (inv.Place == p.Place && !inv.Spent && inv.Expires > c.at) {
				return c.s.refuse(CodePlaceTaken, "invitation")
			}
		}
		return nil
	}}
	invitationTerm = must("invitationTerm", CodeMalformed, func(c *change) bool {
		p := payloadOf[InvitePayload](c)
		return p.Expires > c.at && p.Expires <= c.at+MaxInvitationDays*DayMillis && !p.LobbyHash.IsZero()
	})
	invitationLive = must("invitationLive", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && !inv.Spent
	})
	invitationForPlace = must("invitationForPlace", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && inv.Returns == 0 && inv.Place == payloadOf[AdmitPayload](c).Place
	})
	// Only the server's clock says when an invitation has expired.
	invitationInTime = must("invitationInTime", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && c.at < inv.Expires
	})
)

func (s *State) place(id agenda.PlaceID) *agenda.Place {
	if id == 0 || int(id) > len(s.places) {
		return nil
	}
	return s.places[id-1]
}

// placeID is the place that an invite or admit act is about.
func (c *change) placeID() agenda.PlaceID {
	switch p := c.payload.(type) {
	case *InvitePayload:
		return p.Place
	case *AdmitPayload:
		return p.Place
	}
	return 0
}

func (s *State) promisedDeputy(id agenda.PlaceID) bool {
	for _, d := range s.genesis.Deputies {
		if d == id {
			return true
		}
	}
	return false
}

// wasFilled says whether a place ever had a seat.
func (s *State) wasFilled(id agenda.PlaceID) bool {
	return slices.ContainsFunc(s.seats, func(seat *Seat) bool { return seat.Place == id })
}

func applyPlace(c *change) {
	p := payloadOf[PlacePayload](c)
	c.s.places = append(c.s.places, &agenda.Place{ID: p.Place, Party: p.Party, Function: p.Function, Guest: p.Guest, Post: p.Post})
}

func applyInvite(c *change) {
	p := payloadOf[InvitePayload](c)
	c.create(objInvitation)
	c.s.invitations[c.hash] = &Invitation{ID: p.Invitation, Act: c.hash, Place: p.Place, LobbyHash: p.LobbyHash, Expires: p.Expires, Returns: p.Returns}
}

func applyUninvite(c *change) {
	c.s.invitations[c.object.created].Spent = true
	c.advance()
}
