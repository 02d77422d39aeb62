package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

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

// Seat is one person in the room.
type Seat struct {
	ID         chain.Seat
	Place      agenda.PlaceID
	Post       agenda.Post
	Claims     Claims
	Device     crypto.VerifyKey
	Recipient  crypto.Recipient
	Admission  crypto.Digest    // the admit act; for the first chair the genesis act
	Reseated   crypto.Digest    // the latest reseat act; zero for who has the device he came with
	Joined     bool             // secrecy confirmed, on the present device
	Confirmed  bool             // has confirmed the latest code
	MinutesKey crypto.Recipient // zero until announced
	NewKey     crypto.Recipient // announced after it, and not confirmed yet; zero for none
	Gone       covenant.Code    // "left" or "removed"; empty while present
	Steward    chain.Seat       // who decides about what this seat brought in, once it is gone; 0 for nobody
}

func (s *State) seat(id chain.Seat) *Seat {
	if id == 0 || int(id) > len(s.seats) {
		return nil
	}
	return s.seats[id-1]
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

// came says whether somebody took part at some time: who comes back on another
// device gets what he had coming, also before he has confirmed secrecy anew.
func (seat *Seat) came() bool { return seat.Joined || !seat.Reseated.IsZero() }

// LetInBy is the act that let the present device in: the latest reseat, or else the admission.
func (seat *Seat) LetInBy() crypto.Digest {
	if !seat.Reseated.IsZero() {
		return seat.Reseated
	}
	return seat.Admission
}

// leads says whether a seat is chair or deputy.
func (seat *Seat) leads() bool {
	return seat.here() && (seat.Post == agenda.Chair || seat.Post == agenda.Deputy)
}

// scribe says whether a seat is chair, deputy or secretary.
func (seat *Seat) scribe() bool { return seat.leads() || seat.Post == agenda.Secretary }

// Who may.
var (
	byChair     = must("byChair", CodeNotChair, func(c *change) bool { return c.author.Post == agenda.Chair })
	byDeputy    = must("byDeputy", CodeNotChair, func(c *change) bool { return c.author.Post == agenda.Deputy })
	byLead      = must("byLead", CodeNotChair, func(c *change) bool { return c.author.leads() })
	byScribe    = must("byScribe", CodeNotScribe, func(c *change) bool { return c.author.scribe() })
	notTheChair = must("notTheChair", CodeNotNow, func(c *change) bool { return c.author.Post != agenda.Chair })
	notJoined   = must("notJoined", CodeNotNow, func(c *change) bool { return !c.author.Joined })

	// Who fills a deputy's place becomes one: the chair admits him, unless the chair
	// named the place in the genesis act and nobody has filled it yet.
	deputyAdmittedByChair = must("deputyAdmittedByChair", CodeNotChair, func(c *change) bool {
		p := c.s.place(payloadOf[AdmitPayload](c).Place)
		return p == nil || p.Post != agenda.Deputy || c.author.Post == agenda.Chair ||
			(c.s.promisedDeputy(p.ID) && !c.s.wasFilled(p.ID))
	})
)

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
		place := c.s.place(p.Place)
		if place == nil || place.Party != b.Claims.Party || (place.Guest != "") != (b.Claims == Claims{}) {
			return c.s.refuse(CodeMalformed, "party")
		}
		if place.Guest != "" {
			return nil
		}
		return ruled(c.s.rules.TakesPart(b.Claims.Party, c.at/DayMillis))
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
		for _, ended := range c.s.former {
			if ended.device == b.Device || ended.recipient == b.Recipient {
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
	place.Seat, place.Present = p.Seat, false
	post := place.Post
	if post == agenda.Chair {
		post = agenda.Member // the founder handed over and left: there is one chair, and he is appointed
	}
	c.s.seats = append(c.s.seats, &Seat{
		ID: p.Seat, Place: p.Place, Post: post, Claims: b.Claims,
		Device: b.Device, Recipient: b.Recipient, Admission: c.hash,
	})
	inv := c.s.invitations[c.object.created]
	inv.Spent, inv.Seat, inv.Admission = true, p.Seat, c.hash
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
	appointsNoGuest = must("appointsNoGuest", CodeNotForGuests, func(c *change) bool {
		seat := c.s.seat(payloadOf[AppointPayload](c).Seat)
		return seat == nil || c.s.guestOf(seat) == ""
	})
	toDeputy = must("toDeputy", CodeNotChair, func(c *change) bool {
		seat := c.s.seat(payloadOf[HandOverPayload](c).To)
		return seat != nil && seat.Gone == "" && seat.Joined && seat.Post == agenda.Deputy
	})
)

// end takes a seat out of the room: its sessions end, its contributions take no
// new readers, its undecided proposals lapse unless a steward can agree to them,
// approved ones stand (design §7).
func (c *change) end(seat *Seat, how covenant.Code) {
	seat.Gone = how
	c.s.ended[seat.ID] = c.seq
	c.s.places[seat.Place-1].Seat = 0
	c.effects.Gone = append(c.effects.Gone, seat.ID)
	for _, inv := range c.s.invitations { // nobody comes back to a seat that ended
		inv.Spent = inv.Spent || inv.Returns == seat.ID
	}
	c.dropArchives(func(a Archive) bool { return a.Seat == seat.ID })
	c.dropDrafts(func(d *Draft) bool { return d.Place == seat.Place })
	c.forgetNames(func(n *guestName) bool { return n.Seat == seat.ID })
	for _, con := range c.s.contributions { // who fills the place next is not who the owner chose
		con.Readers = slices.DeleteFunc(con.Readers, func(r Reader) bool { return r.Place == seat.Place })
	}
	for _, p := range c.s.proposals {
		if p.State == ProposalOpen && !c.s.spoken(p.Owners) {
			p.State, p.Why = ProposalLapsed, CodeOwnerLeft
		}
	}
}

func applyRemove(c *change) { c.end(c.s.seat(payloadOf[RemovePayload](c).Seat), "removed") }

func applyAppoint(c *change) {
	p := payloadOf[AppointPayload](c)
	seat := c.s.seat(p.Seat)
	seat.Post = p.Post
	c.effects.Less = append(c.effects.Less, seat.ID)
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
