package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// ItemPayload says that an item exists. What it is about is told only to who sits there.
type ItemPayload struct {
	Item    agenda.ItemID `cbor:"1,keyasint"` // the next number
	General bool          `cbor:"2,keyasint,omitempty"`
	Minutes uint16        `cbor:"3,keyasint"` // planned length
}

// AgendaPayload sets the order of the items.
type AgendaPayload struct {
	Order []agenda.ItemID `cbor:"1,keyasint"` // every item once
}

// DescribePayload says on what grounds an item may be discussed, and about whom.
// Label, description, names and reasons are in the sealed body (ItemText).
type DescribePayload struct {
	Purpose      covenant.Code   `cbor:"1,keyasint,omitempty"`
	Criterion    covenant.Code   `cbor:"2,keyasint,omitempty"`
	Inform       covenant.Code   `cbor:"3,keyasint,omitempty"` // informed, planned, afterwards or exception
	InformDay    int64           `cbor:"4,keyasint,omitempty"` // days since 1970-01-01
	InformGround covenant.Code   `cbor:"5,keyasint,omitempty"`
	InformReason bool            `cbor:"6,keyasint,omitempty"`  // the sealed body holds the reason
	Ladder       []covenant.Code `cbor:"7,keyasint,omitempty"`  // milder means that were weighed
	Named        bool            `cbor:"8,keyasint,omitempty"`  // persons are discussed by name
	Persons      []PersonLabels  `cbor:"9,keyasint,omitempty"`  // handle 1 first; persons are added, never taken away
	Phase        covenant.Code   `cbor:"10,keyasint,omitempty"` // step of the work process, where the profile has them
	Contact      agenda.PlaceID  `cbor:"11,keyasint,omitempty"` // the one fixed contact of the family; a professional at the item
	Earlier      crypto.Digest   `cbor:"12,keyasint,omitzero"`  // the room that this item follows up; zero for none
}

// PersonLabels is what the server sees of a person an item is about.
type PersonLabels struct {
	Relation covenant.Code `cbor:"1,keyasint,omitempty"`
	AgeBand  covenant.Code `cbor:"2,keyasint,omitempty"`
}

// SitPayload seats a place at an item, or changes its role there.
type SitPayload struct {
	Item   agenda.ItemID  `cbor:"1,keyasint"`
	Place  agenda.PlaceID `cbor:"2,keyasint"`
	Role   covenant.Code  `cbor:"3,keyasint"`
	Person uint32         `cbor:"4,keyasint,omitempty"` // handle of the person of the item that a guest is
}

// UnseatPayload takes a place away from an item before it brought anything in.
type UnseatPayload struct {
	Item  agenda.ItemID  `cbor:"1,keyasint"`
	Place agenda.PlaceID `cbor:"2,keyasint"`
}

// OutcomePayload says what came of an item.
type OutcomePayload struct {
	Outcome covenant.Code `cbor:"1,keyasint"`
	Party   covenant.Code `cbor:"2,keyasint,omitempty"` // to whom the case is allocated
}

func (p *SitPayload) itemID() uint32    { return uint32(p.Item) }
func (p *UnseatPayload) itemID() uint32 { return uint32(p.Item) }

// facts is what the profile asks about the item after this description.
func (p *DescribePayload) facts(general bool) covenant.ItemFacts {
	return covenant.ItemFacts{
		General: general, Purpose: p.Purpose, Criterion: p.Criterion, Phase: p.Phase, Ladder: p.Ladder, Named: p.Named, Contact: p.Contact != 0,
		Inform: covenant.InformFacts{State: p.Inform, Date: p.InformDay, Ground: p.InformGround, Reason: p.InformReason},
	}
}

// atItem says whether a seat sees what is said at an item: chair and deputies
// always, the others when their place sits there.
func (s *State) atItem(id chain.Seat, it *agenda.Item) bool {
	seat := s.seat(id)
	if seat == nil || !seat.here() {
		return false
	}
	if seat.leads() {
		return true
	}
	_, ok := it.Sitting(seat.Place)
	return ok
}

// seatsAt returns the present seats at an item, by number.
func (s *State) seatsAt(it *agenda.Item) []*Seat {
	var at []*Seat
	for _, seat := range s.seats {
		if s.atItem(seat.ID, it) {
			at = append(at, seat)
		}
	}
	return at
}

// attend notes who is there, with a device or without one, while an item is discussed.
func (s *State) attend() {
	for _, it := range s.items {
		if it.Stage != agenda.Open {
			continue
		}
		for _, seat := range s.seatsAt(it) {
			it.Attend(seat.Place)
		}
		for _, sitting := range it.Sittings {
			if s.places[sitting.Place-1].Present {
				it.Attend(sitting.Place)
			}
		}
	}
}

// roleAt returns what a seat may do at an item.
func (s *State) roleAt(seat *Seat, it *agenda.Item) (covenant.Role, bool) {
	sitting, ok := it.Sitting(seat.Place)
	if !ok {
		return covenant.Role{}, false
	}
	return s.rules.ItemRole(sitting.Role)
}

var (
	nextItem = check{"nextItem", func(c *change) *Refusal {
		if len(c.s.items) >= MaxItems {
			return c.s.refuse(CodeLimit, "items")
		}
		if int(payloadOf[ItemPayload](c).Item) != len(c.s.items)+1 {
			return c.s.refuse(CodeStaleObject)
		}
		return nil
	}}
	knownItems = must("knownItems", CodeUnknownObject, func(c *change) bool {
		order := slices.Clone(payloadOf[AgendaPayload](c).Order)
		slices.Sort(order)
		if len(order) != len(c.s.items) {
			return false
		}
		for i, id := range order {
			if int(id) != i+1 {
				return false
			}
		}
		return true
	})
	itemNotEnded = must("itemNotEnded", CodeItemEnded, func(c *change) bool {
		return c.item.Stage != agenda.Ended || len(c.s.rules.ItemComplete(c.item.Facts)) > 0
	})
	itemFacts = check{"itemFacts", func(c *change) *Refusal {
		// What is still missing is allowed until the item opens; what is there must be listed.
		p := payloadOf[DescribePayload](c)
		if p.Purpose != "" {
			if r := c.s.rules.Purpose(p.Purpose); r != nil {
				return ruled(r)
			}
		}
		if p.Criterion != "" && !listed(c.s.rules.Criteria(), p.Criterion) {
			return c.s.refuse(covenant.CriterionNotListed, "criterion")
		}
		if p.Phase != "" && !listed(c.s.rules.Phases(), p.Phase) {
			return c.s.refuse(covenant.PhaseNotListed, "phase")
		}
		if p.Inform == covenant.InformException || p.Inform == covenant.InformAfterwards {
			for _, r := range c.s.rules.ItemComplete(p.facts(c.item.General)) {
				if r.Code == covenant.InformGroundMissing || r.Code == covenant.InformGroundNotListed || r.Code == covenant.InformReasonMissing {
					return ruled(&r)
				}
			}
		}
		if c.item.Stage == agenda.Open { // under discussion it may not become less than it must be
			return firstRuled(c.s.rules.OpenItem(p.facts(c.item.General), c.item.OnTheSpot && !p.Named))
		}
		return nil
	}}
	// What was brought in was brought in for the purpose of the item. Another
	// purpose is a decision of its own: another item (TS-W-2, DW art. 4.2).
	itemPurposeKept = must("itemPurposeKept", CodePurposeFixed, func(c *change) bool {
		for _, con := range c.s.contributions {
			if con.Item == c.item.ID && !c.item.General && !con.Withdrawn && con.Labels != nil &&
				con.Labels.Purpose != payloadOf[DescribePayload](c).Purpose {
				return false
			}
		}
		return true
	})
	itemPersons = check{"itemPersons", func(c *change) *Refusal {
		p := payloadOf[DescribePayload](c)
		if c.item.General && len(p.Persons) > 0 {
			return c.s.refuse(covenant.GeneralItemNoPersons, "persons")
		}
		if len(p.Persons) < len(c.item.Persons) {
			return c.s.refuse(CodeStaleObject)
		}
		if len(p.Persons) > MaxPersons {
			return c.s.refuse(CodeLimit, "persons")
		}
		for _, person := range p.Persons {
			if (person.Relation != "" && !listed(c.s.rules.Relations(), person.Relation)) ||
				(person.AgeBand != "" && !listed(c.s.rules.AgeBands(), person.AgeBand)) {
				return c.s.refuse(CodeMalformed, "persons")
			}
		}
		return nil
	}}
	knownPlace = must("knownPlace", CodeUnknownObject, func(c *change) bool {
		return c.s.place(payloadOf[SitPayload](c).Place) != nil
	})
	itemContact = check{"itemContact", func(c *change) *Refusal {
		p := payloadOf[DescribePayload](c)
		if p.Contact == 0 {
			return nil
		}
		if c.item.General {
			return c.s.refuse(covenant.GeneralItemNoPersons, "contact")
		}
		return c.s.professionalAt(c.item, p.Contact)
	}}
	// The case keeps its one contact; another is named first.
	notTheContact = must("notTheContact", CodeNotNow, func(c *change) bool {
		return c.item.Contact != payloadOf[UnseatPayload](c).Place
	})
	knownRole = must("knownRole", CodeRoleMissing, func(c *change) bool {
		_, ok := c.s.rules.ItemRole(payloadOf[SitPayload](c).Role)
		return ok
	})
	sitsThere = must("sitsThere", CodeUnknownObject, func(c *change) bool {
		_, ok := c.item.Sitting(payloadOf[UnseatPayload](c).Place)
		return ok
	})
	broughtNothing = must("broughtNothing", CodeNotNow, func(c *change) bool {
		seat := c.s.present(payloadOf[UnseatPayload](c).Place)
		if seat == nil {
			return true
		}
		for _, con := range c.s.contributions {
			if con.Item == c.item.ID && c.s.speaker(con.Owner) == seat.ID {
				return false
			}
		}
		return true
	})
	itemOpen   = must("itemOpen", CodeItemNotOpen, func(c *change) bool { return c.item.Stage == agenda.Open })
	itemClosed = must("itemClosed", CodeItemOpen, func(c *change) bool { return c.item.Stage != agenda.Open })
	noItemOpen = must("noItemOpen", CodeItemOpen, func(c *change) bool {
		for _, it := range c.s.items {
			if it.Stage == agenda.Open {
				return false
			}
		}
		return true
	})
	itemMayOpen = check{"itemMayOpen", func(c *change) *Refusal {
		return firstRuled(c.s.rules.OpenItem(c.item.Facts, c.item.OnTheSpot && c.item.Stage == agenda.Prepared))
	}}
	outcomeListed = check{"outcomeListed", func(c *change) *Refusal {
		p := payloadOf[OutcomePayload](c)
		outcome, ok := c.s.rules.Outcome(p.Outcome)
		if !ok {
			return c.s.refuse(CodeMalformed, "outcome")
		}
		if outcome.Allocation != (p.Party != "") {
			return c.s.refuse(CodeMalformed, "party")
		}
		if p.Party != "" {
			return ruled(c.s.rules.TakesPart(p.Party, c.at/DayMillis))
		}
		return nil
	}}
)

func listed(entries []covenant.Entry, code covenant.Code) bool {
	return slices.ContainsFunc(entries, func(e covenant.Entry) bool { return e.Code == code })
}

func applyItem(c *change) {
	p := payloadOf[ItemPayload](c)
	o := c.create(objItem)
	o.item = p.Item
	c.s.items = append(c.s.items, &agenda.Item{
		ID: p.Item, General: p.General, Minutes: p.Minutes, Stage: agenda.Prepared,
		OnTheSpot: c.s.phase == InSession, Facts: covenant.ItemFacts{General: p.General},
	})
	c.s.itemObjects = append(c.s.itemObjects, o)
	c.s.order = append(c.s.order, p.Item)
}

func applyAgenda(c *change) { c.s.order = slices.Clone(payloadOf[AgendaPayload](c).Order) }

func applyDescribe(c *change) {
	p := payloadOf[DescribePayload](c)
	c.item.Facts = p.facts(c.item.General)
	c.item.Contact = p.Contact
	c.item.Earlier = p.Earlier
	c.item.Persons = nil
	for i, person := range p.Persons {
		c.item.Persons = append(c.item.Persons, agenda.Person{Handle: uint32(i + 1), Relation: person.Relation, AgeBand: person.AgeBand})
	}
	c.advance()
}

func applySit(c *change) {
	p := payloadOf[SitPayload](c)
	from := chain.Position{N: c.k, Link: c.alink}
	if old, ok := c.item.Sitting(p.Place); ok {
		from = old.From // another role is not another beginning
	}
	c.item.Sit(agenda.Sitting{Place: p.Place, Role: p.Role, Person: p.Person, From: from})
	c.advance()
	if seat := c.s.present(p.Place); seat != nil {
		c.s.entitle(c, seat.ID)
	}
}

func applyUnseat(c *change) {
	p := payloadOf[UnseatPayload](c)
	sitting, _ := c.item.Sitting(p.Place)
	c.item.Unseat(p.Place)
	c.advance()
	c.forgetNames(func(n *guestName) bool { return n.Item == c.item.ID && c.s.seat(n.Seat).Place == p.Place })
	if seat := c.s.present(p.Place); seat != nil {
		c.s.part(seat, stay{item: c.audience, from: sitting.From.N, to: c.k})
		c.effects.Less = append(c.effects.Less, seat.ID)
	}
	c.dropDrafts(func(d *Draft) bool { return d.Item == c.item.ID && d.Place == p.Place })
	for _, con := range c.s.contributions { // readers sit at the item
		if con.Item == c.item.ID {
			con.Readers = slices.DeleteFunc(con.Readers, func(r Reader) bool { return r.Place == p.Place })
			c.s.unseal(con, p.Place)
		}
	}
}

func applyOpenItem(c *change) {
	c.item.Stage, c.item.Opened = agenda.Open, c.at
	c.s.familyHeard[c.item.ID] = false // what comes now, nobody has heard yet
	c.advance()
}

func applyEndItem(c *change) {
	c.item.Stage = agenda.Ended
	c.s.familyHeard[c.item.ID] = c.s.familyHere(c.item)
	c.advance()
}

func applyOutcome(c *change) {
	p := payloadOf[OutcomePayload](c)
	c.item.Outcome, c.item.Allocated = p.Outcome, p.Party
	c.advance()
}

// An item's texts come from the chair's device; what somebody wrote for some, from his.
var mayShare = check{"mayShare", func(c *change) *Refusal {
	if !slices.Contains([]objectKind{objDraft, objRequest, objRefusal, objHold}, c.object.kind) {
		return byLead.refuse(c)
	}
	if c.object.author != c.author.ID {
		return c.s.refuse(CodeNotOwner)
	}
	return nil
}}

func applyShare(c *change) { c.advance() }
