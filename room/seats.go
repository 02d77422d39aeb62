package room

import (
	"slices"

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

// PlacePayload invites a party and function.
type PlacePayload struct {
	Place    agenda.PlaceID `cbor:"1,keyasint"` // the next number
	Party    covenant.Code  `cbor:"2,keyasint"`
	Function string         `cbor:"3,keyasint"`
	Post     agenda.Post    `cbor:"4,keyasint"` // member, deputy or secretary
}

// InvitePayload makes an invitation link valid. Its secret is sealed to chair and deputies.
type InvitePayload struct {
	Place      agenda.PlaceID `cbor:"1,keyasint"`
	Invitation crypto.Digest  `cbor:"2,keyasint"` // random id, in the link
	LobbyHash  crypto.Digest  `cbor:"3,keyasint"` // crypto.LobbyHash of what opens the lobby
	Expires    int64          `cbor:"4,keyasint"` // ms since 1970 UTC
}

// AdmitPayload makes the joiner behind a bundle the seat at a place.
type AdmitPayload struct {
	Seat   chain.Seat     `cbor:"1,keyasint"` // the next number
	Place  agenda.PlaceID `cbor:"2,keyasint"`
	Bundle chain.Signed   `cbor:"3,keyasint"`
}

// JoinPayload confirms secrecy, in the words of the profile.
type JoinPayload struct {
	Secrecy crypto.Digest `cbor:"1,keyasint"` // covenant.Rules.SecrecyDigest
}

// RemovePayload sends a seat away.
type RemovePayload struct {
	Seat chain.Seat `cbor:"1,keyasint"`
}

// AppointPayload gives a seat another post: member, deputy or secretary.
type AppointPayload struct {
	Seat chain.Seat  `cbor:"1,keyasint"`
	Post agenda.Post `cbor:"2,keyasint"`
}

// HandOverPayload makes a deputy chair; the chair becomes deputy.
type HandOverPayload struct {
	To   chain.Seat  `cbor:"1,keyasint"`
	Code CodePayload `cbor:"2,keyasint"`
}

// MinutesKeyPayload announces the key that a seat's packages are encrypted to.
type MinutesKeyPayload struct {
	Recipient crypto.Recipient `cbor:"1,keyasint"`
}

// OutsidePayload registers an outside recipient with the key its files are encrypted to.
type OutsidePayload struct {
	Number       uint32           `cbor:"1,keyasint"` // the next number
	Organisation string           `cbor:"2,keyasint"` // an organisation; never a person's name
	Recipient    crypto.Recipient `cbor:"3,keyasint,omitempty"`
}

// Seat is one person in the room.
type Seat struct {
	ID         chain.Seat
	Place      agenda.PlaceID
	Post       agenda.Post
	Claims     Claims
	Device     crypto.VerifyKey
	Recipient  crypto.Recipient
	Admission  crypto.Digest    // the admit act; for the first chair the genesis act
	Joined     bool             // secrecy confirmed
	Confirmed  bool             // has confirmed the latest code
	MinutesKey crypto.Recipient // zero until announced
	Gone       covenant.Code    // "left" or "removed"; empty while present
}

// Invitation is one link for one place.
type Invitation struct {
	ID        crypto.Digest
	Act       crypto.Digest
	Place     agenda.PlaceID
	LobbyHash crypto.Digest
	Expires   int64
	Spent     bool       // used or withdrawn
	Seat      chain.Seat // who came in by it; 0 while nobody
}

// Outsider is an outside recipient.
type Outsider struct {
	Number       uint32
	Organisation string
	Recipient    crypto.Recipient
}

func (s *State) seat(id chain.Seat) *Seat {
	if id == 0 || int(id) > len(s.seats) {
		return nil
	}
	return s.seats[id-1]
}

func (s *State) place(id agenda.PlaceID) *agenda.Place {
	if id == 0 || int(id) > len(s.places) {
		return nil
	}
	return s.places[id-1]
}

// present returns the seat at a place, or nil.
func (s *State) present(id agenda.PlaceID) *Seat {
	if p := s.place(id); p != nil && p.Seat != 0 {
		return s.seat(p.Seat)
	}
	return nil
}

// here says whether a seat takes part: it has confirmed secrecy, and is not gone.
// Before it has, it is shown nothing of any item and nothing is sealed to it.
func (seat *Seat) here() bool { return seat.Gone == "" && seat.Joined }

// leads says whether a seat is chair or deputy.
func (seat *Seat) leads() bool {
	return seat.here() && (seat.Post == agenda.Chair || seat.Post == agenda.Deputy)
}

// Who may.
var (
	byChair  = must("byChair", CodeNotChair, func(c *change) bool { return c.author.Post == agenda.Chair })
	byDeputy = must("byDeputy", CodeNotChair, func(c *change) bool { return c.author.Post == agenda.Deputy })
	byLead   = must("byLead", CodeNotChair, func(c *change) bool { return c.author.leads() })
	byScribe = must("byScribe", CodeNotScribe, func(c *change) bool {
		return c.author.leads() || c.author.Post == agenda.Secretary
	})
	notTheChair = must("notTheChair", CodeNotNow, func(c *change) bool { return c.author.Post != agenda.Chair })
	notJoined   = must("notJoined", CodeNotNow, func(c *change) bool { return !c.author.Joined })

	beforeEverything = must("beforeEverything", CodeNotNow, func(c *change) bool { return len(c.s.log) == 0 })

	// Who fills a deputy's place becomes one: the chair admits him, unless the chair
	// named the place in the genesis act and nobody has filled it yet.
	deputyAdmittedByChair = must("deputyAdmittedByChair", CodeNotChair, func(c *change) bool {
		p := c.s.place(payloadOf[AdmitPayload](c).Place)
		return p == nil || p.Post != agenda.Deputy || c.author.Post == agenda.Chair ||
			(c.s.promisedDeputy(p.ID) && !c.s.wasFilled(p.ID))
	})

	// Deputies may do all but appoint deputies (design §7).
	deputyPlaceByChair = must("deputyPlaceByChair", CodeNotChair, func(c *change) bool {
		return payloadOf[PlacePayload](c).Post != agenda.Deputy || c.author.Post == agenda.Chair
	})
)

// Genesis.
var (
	profileFits = must("profileFits", CodeMalformed, func(c *change) bool {
		return payloadOf[Genesis](c).Profile == c.s.rules.Digest() && !payloadOf[Genesis](c).ServerKey.IsZero()
	})
	profileInForce = check{"profileInForce", func(c *change) *Refusal {
		return ruled(c.s.rules.Valid(c.at / dayMillis))
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
		return ruled(c.s.rules.Party(b.Claims.Party))
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

// Places and invitations.
var (
	nextPlace = check{"nextPlace", func(c *change) *Refusal {
		if len(c.s.places) >= MaxPlaces {
			return c.s.refuse(CodeLimit, "places")
		}
		p := payloadOf[PlacePayload](c)
		if int(p.Place) != len(c.s.places)+1 {
			return c.s.refuse(CodeStaleObject)
		}
		if p.Function == "" || len(p.Function) > MaxClaim {
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
		return ruled(c.s.rules.Party(payloadOf[PlacePayload](c).Party))
	}}
	placeFree = check{"placeFree", func(c *change) *Refusal {
		p := c.s.place(c.placeID())
		if p == nil {
			return c.s.refuse(CodeUnknownObject)
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
		return p.Expires > c.at && p.Expires <= c.at+MaxInvitationDays*dayMillis && !p.LobbyHash.IsZero()
	})
	invitationLive = must("invitationLive", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && !inv.Spent
	})
	invitationForPlace = must("invitationForPlace", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && inv.Place == payloadOf[AdmitPayload](c).Place
	})
	// Only the server's clock says when an invitation has expired.
	invitationInTime = must("invitationInTime", CodeInvitationSpent, func(c *change) bool {
		inv := c.s.invitations[c.object.created]
		return inv != nil && c.at < inv.Expires
	})
)

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

// bundle opens the bundle that a genesis or admit act brings, once: that costs a
// signature and a hybrid key.
func (c *change) bundle() (Bundle, error) {
	if c.brought == nil {
		var b broughtBundle
		switch p := c.payload.(type) {
		case *Genesis:
			b.bundle, b.err = OpenBundle(p.Chair)
		case *AdmitPayload:
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
	c.s.places = append(c.s.places, &agenda.Place{ID: p.Place, Party: p.Party, Function: p.Function, Post: p.Post})
}

func applyInvite(c *change) {
	p := payloadOf[InvitePayload](c)
	c.create(objInvitation)
	c.s.invitations[c.hash] = &Invitation{ID: p.Invitation, Act: c.hash, Place: p.Place, LobbyHash: p.LobbyHash, Expires: p.Expires}
}

func applyUninvite(c *change) {
	c.s.invitations[c.object.created].Spent = true
	c.advance()
}

// Admission.
var (
	nextSeat = check{"nextSeat", func(c *change) *Refusal {
		if len(c.s.seats) >= MaxSeats {
			return c.s.refuse(CodeLimit, "seats")
		}
		if int(payloadOf[AdmitPayload](c).Seat) != len(c.s.seats)+1 {
			return c.s.refuse(CodeStaleObject)
		}
		return nil
	}}
	bundleValid = check{"bundleValid", func(c *change) *Refusal {
		b, err := c.bundle()
		if err != nil || b.Room != c.s.id {
			return c.s.refuse(CodeMalformed, "bundle")
		}
		inv := c.s.invitations[c.object.created]
		if inv == nil || b.Invitation != inv.ID {
			return c.s.refuse(CodeInvitationSpent)
		}
		return nil
	}}
	bundleParty = check{"bundleParty", func(c *change) *Refusal {
		p := payloadOf[AdmitPayload](c)
		b, err := c.bundle()
		if err != nil {
			return c.s.refuse(CodeMalformed, "bundle")
		}
		if place := c.s.place(p.Place); place == nil || place.Party != b.Claims.Party {
			return c.s.refuse(CodeMalformed, "party")
		}
		return ruled(c.s.rules.Party(b.Claims.Party))
	}}
	bundleKeysNew = check{"bundleKeysNew", func(c *change) *Refusal {
		b, err := c.bundle()
		if err != nil {
			return c.s.refuse(CodeMalformed, "bundle")
		}
		if b.Device == c.s.server {
			return c.s.refuse(CodeKeyInUse)
		}
		for _, seat := range c.s.seats {
			if seat.Device == b.Device || seat.Recipient == b.Recipient {
				return c.s.refuse(CodeKeyInUse)
			}
		}
		return nil
	}}
	secrecyText = must("secrecyText", CodeSecrecy, func(c *change) bool {
		return payloadOf[JoinPayload](c).Secrecy == c.s.rules.SecrecyDigest()
	})
)

func applyAdmit(c *change) {
	p := payloadOf[AdmitPayload](c)
	b, err := c.bundle()
	if err != nil {
		return // refused by bundleValid
	}
	place := c.s.places[p.Place-1]
	place.Seat = p.Seat
	post := place.Post
	if post == agenda.Chair {
		post = agenda.Member // the founder handed over and left: there is one chair, and he is appointed
	}
	c.s.seats = append(c.s.seats, &Seat{
		ID: p.Seat, Place: p.Place, Post: post, Claims: b.Claims,
		Device: b.Device, Recipient: b.Recipient, Admission: c.hash,
	})
	inv := c.s.invitations[c.object.created]
	inv.Spent, inv.Seat = true, p.Seat
	c.advance()
}

func applyJoin(c *change) {
	c.author.Joined = true
	c.s.entitle(c, c.author.ID)
}

// Leaving, and other posts.
var (
	removable = check{"removable", func(c *change) *Refusal {
		seat := c.s.seat(payloadOf[RemovePayload](c).Seat)
		if seat == nil || seat.Gone != "" {
			return c.s.refuse(CodeUnknownObject)
		}
		if seat.Post == agenda.Chair || (seat.Post == agenda.Deputy && c.author.Post != agenda.Chair) {
			return c.s.refuse(CodeNotChair)
		}
		return nil
	}}
	appointable = check{"appointable", func(c *change) *Refusal {
		p := payloadOf[AppointPayload](c)
		seat := c.s.seat(p.Seat)
		if seat == nil || seat.Gone != "" || !seat.Joined {
			return c.s.refuse(CodeUnknownObject)
		}
		switch p.Post {
		case agenda.Member, agenda.Deputy, agenda.Secretary:
		default:
			return c.s.refuse(CodeMalformed, "post")
		}
		if seat.Post == agenda.Chair || seat.Post == p.Post {
			return c.s.refuse(CodeNotNow)
		}
		if seat.Post == agenda.Deputy {
			return c.s.refuse(CodeNotNow) // what a deputy has read cannot be unread; remove the seat instead
		}
		return nil
	}}
	toDeputy = must("toDeputy", CodeNotChair, func(c *change) bool {
		seat := c.s.seat(payloadOf[HandOverPayload](c).To)
		return seat != nil && seat.Gone == "" && seat.Joined && seat.Post == agenda.Deputy
	})
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

// end takes a seat out of the room: its sessions end, its contributions take no
// new readers, its undecided proposals lapse, approved ones stand (design §7).
func (c *change) end(seat *Seat, how covenant.Code) {
	seat.Gone = how
	c.s.ended[seat.ID] = c.seq
	c.s.places[seat.Place-1].Seat = 0
	c.effects.Gone = append(c.effects.Gone, seat.ID)
	for _, con := range c.s.contributions { // who fills the place next is not who the owner chose
		con.Readers = slices.DeleteFunc(con.Readers, func(r Reader) bool { return r.Place == seat.Place })
	}
	for _, p := range c.s.proposals {
		if p.State == ProposalOpen && p.owned(seat.ID) {
			p.State, p.Why = ProposalLapsed, CodeOwnerLeft
		}
	}
}

func applyLeave(c *change)  { c.end(c.author, "left") }
func applyRemove(c *change) { c.end(c.s.seat(payloadOf[RemovePayload](c).Seat), "removed") }

func applyAppoint(c *change) {
	p := payloadOf[AppointPayload](c)
	seat := c.s.seat(p.Seat)
	seat.Post = p.Post
	c.s.entitle(c, seat.ID)
}

// makeChair changes the chair. The former chair stays as deputy: what he reads he has read.
func (c *change) makeChair(seat *Seat) {
	c.s.chair().Post = agenda.Deputy
	seat.Post = agenda.Chair
	c.s.chairs = append(c.s.chairs, seat.ID)
}

func (s *State) chair() *Seat { return s.seat(s.chairs[len(s.chairs)-1]) }

func applyHandOver(c *change) {
	c.makeChair(c.s.seat(payloadOf[HandOverPayload](c).To))
	c.readCode()
}

func applyTakeOver(c *change) {
	c.makeChair(c.author)
	c.readCode()
}

func applyMinutesKey(c *change) { c.author.MinutesKey = payloadOf[MinutesKeyPayload](c).Recipient }

func applyOutside(c *change) {
	p := payloadOf[OutsidePayload](c)
	c.s.outsiders = append(c.s.outsiders, Outsider{Number: p.Number, Organisation: p.Organisation, Recipient: p.Recipient})
}
