package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// InformPlanPayload says who informs the family after a case was discussed, and by
// when; or that this is put off for a time, and why (TS-VB-5g, TS-P-7.6). What is
// told, or the reason, is in the sealed body (InformText), for the professionals at
// the item alone: who is not to know yet does not read why.
type InformPlanPayload struct {
	Item   agenda.ItemID  `cbor:"1,keyasint"`
	By     agenda.PlaceID `cbor:"2,keyasint,omitempty"` // who informs; after a deferral too
	Day    int64          `cbor:"3,keyasint,omitempty"` // the last day to do it, or of the deferral; days since 1970-01-01
	Ground covenant.Code  `cbor:"4,keyasint,omitempty"` // of a deferral; empty for a plan
	Reason bool           `cbor:"5,keyasint,omitempty"` // the sealed body says why
	Again  bool           `cbor:"6,keyasint,omitempty"` // instead of the plan made before: its latest act is the ref
}

// InformedPayload says that the family was informed.
type InformedPayload struct {
	Day int64 `cbor:"1,keyasint"` // on which; days since 1970-01-01
}

func (p *InformPlanPayload) itemID() uint32 { return uint32(p.Item) }

// informPlan is who informs the family of a case.
type informPlan struct {
	Act    crypto.Digest // first inform_plan act
	By     agenda.PlaceID
	Day    int64         // the last day to do it, or of the deferral; 0 for a deferral without end
	Ground covenant.Code // of a deferral; empty for a plan
	Done   int64         // day on which the family was informed; 0 while it was not
	object *object
}

// InformView is a plan as who sees it may know it.
type InformView struct {
	Act    crypto.Digest
	Latest crypto.Digest
	By     agenda.PlaceID
	Day    int64         // days since 1970-01-01
	Ground covenant.Code // of a deferral
	Done   int64         // days since 1970-01-01; 0 while the family was not informed
	Text   *SealedView   // InformText; its envelope is zero for a guest
}

// A first plan begins an object; a later one replaces it.
func informPlanRefs(c *change) []refRule {
	return onAgain(c, payloadOf[InformPlanPayload](c).Again, objInform)
}

// professionalsAt returns the present seats at an item that are no guests.
func (s *State) professionalsAt(it *agenda.Item) []*Seat {
	var at []*Seat
	for _, seat := range s.seatsAt(it) {
		if s.guestOf(seat) == "" {
			at = append(at, seat)
		}
	}
	return at
}

// sealProfessionals: a body for the professionals at the item.
func sealProfessionals(c *change) *Refusal {
	return c.sealed(true, set(c.s.professionalsAt(c.item)), nil)
}

var (
	aCase = must("aCase", covenant.GeneralItemNoPersons, func(c *change) bool { return !c.item.General })
	// A case has one plan: another is a new version of it.
	onePlan = must("onePlan", CodeStaleObject, func(c *change) bool {
		plan := c.s.informPlans[c.item.ID]
		return plan == nil || c.object == plan.object
	})
	informerHere = check{"informerHere", func(c *change) *Refusal {
		if p := payloadOf[InformPlanPayload](c); p.By != 0 {
			return c.s.professionalAt(c.item, p.By)
		}
		return nil
	}}
	informPlanRuled = check{"informPlanRuled", func(c *change) *Refusal {
		p := payloadOf[InformPlanPayload](c)
		return firstRuled(c.s.rules.InformPlan(covenant.InformPlanFacts{
			Informer: p.By != 0, Day: p.Day, Ground: p.Ground, Reason: p.Reason, Start: c.s.discussed(c.item, c.at), Today: c.at / DayMillis,
		}))
	}}
	byInformer = must("byInformer", CodeNotScribe, func(c *change) bool {
		return c.author.scribe() || c.author.Place == c.s.informPlans[c.object.item].By
	})
	notInformed = must("notInformed", CodeDecided, func(c *change) bool { return c.s.informPlans[c.item.ID].Done == 0 })
	// Amsterdam is ahead of the day of the log, by less than a day.
	informedDay = must("informedDay", CodeMalformed, func(c *change) bool {
		day := payloadOf[InformedPayload](c).Day
		return day > 0 && day <= c.at/DayMillis+1
	})
)

// discussed is the day on which the term to inform begins: when the case was last
// opened, or at (server's clock, ms) when it was not.
func (s *State) discussed(it *agenda.Item, at int64) int64 {
	if it.Opened != 0 {
		at = it.Opened
	}
	return at / DayMillis
}

// deferred says whether a plan puts informing off on a day.
func (p *informPlan) deferred(day int64) bool {
	return p.Ground != "" && p.Done == 0 && (p.Day == 0 || day <= p.Day)
}

// familyHere says whether a person concerned or a relative is at a case himself.
func (s *State) familyHere(it *agenda.Item) bool {
	for _, seat := range s.seatsAt(it) {
		if kind := s.guestOf(seat); kind == covenant.GuestPerson || kind == covenant.GuestRelative {
			return true
		}
	}
	return false
}

// familySettled says whether it is settled for a case who informs the family, of
// what and when: the family is there or heard the discussion to its end, was informed, or somebody at the item does it
// on a day that has not passed, or puts it off until then (TS-VB-5g).
func (s *State) familySettled(it *agenda.Item, day int64) bool {
	if it.General || s.familyHere(it) || s.familyHeard[it.ID] {
		return true
	}
	plan := s.informPlans[it.ID]
	if plan == nil {
		return false
	}
	_, sits := it.Sitting(plan.By)
	return plan.Done != 0 || (sits && (day <= plan.Day || plan.deferred(day)))
}

func (s *State) informView(id chain.Seat, item agenda.ItemID) *InformView {
	plan := s.informPlans[item]
	if plan == nil || !s.sees(id, plan.object) {
		return nil
	}
	return &InformView{
		Act: plan.Act, Latest: plan.object.latest, By: plan.By, Day: plan.Day, Ground: plan.Ground, Done: plan.Done,
		Text: plan.object.view(id),
	}
}

func applyInformPlan(c *change) {
	p := payloadOf[InformPlanPayload](c)
	if c.object == nil {
		c.s.informPlans[c.item.ID] = &informPlan{Act: c.hash, object: c.create(objInform)}
	} else {
		c.advance()
	}
	plan := c.s.informPlans[c.item.ID]
	plan.By, plan.Day, plan.Ground, plan.Done = p.By, p.Day, p.Ground, 0
}

func applyInformed(c *change) {
	c.s.informPlans[c.item.ID].Done = payloadOf[InformedPayload](c).Day
	c.advance()
}
