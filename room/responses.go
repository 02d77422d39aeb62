package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// ReleaseResponse is the kind of release that holds what the family answers.
const ReleaseResponse covenant.Code = "response"

// InviteResponsePayload says that the family was invited to respond (TS-VC-8).
type InviteResponsePayload struct {
	Day int64 `cbor:"1,keyasint"` // the last day; days since 1970-01-01
}

var (
	// Who writes along, or the family's own contact.
	byContact = must("byContact", CodeNotScribe, func(c *change) bool {
		return c.author.scribe() || (c.item.Contact != 0 && c.author.Place == c.item.Contact)
	})
	responseDay = must("responseDay", covenant.InformDatePast, func(c *change) bool {
		return payloadOf[InviteResponsePayload](c).Day >= c.at/DayMillis
	})
	// A response goes along with whatever says something about the case (TS-VC-8).
	responsesIncluded = must("responsesIncluded", CodeIncomplete, func(c *change) bool {
		p := payloadOf[IssuePayload](c)
		if covenant.PackageHolds(p.Kind) != "" {
			return true
		}
		in, about := map[crypto.Digest]bool{}, map[agenda.ItemID]bool{}
		for _, o := range c.refs[:p.Releases] {
			if o != nil {
				in[o.created] = true
				about[o.item] = about[o.item] || c.s.proposals[o.created].Kind != ReleaseResponse
			}
		}
		for item := range about {
			for _, response := range c.s.responses(item) {
				if about[item] && !in[response.Act] && slices.Contains(c.s.leaves(nil, response), p.Recipient) {
					return false
				}
			}
		}
		return true
	})
)

// responses are the approved responses of the family of a case, in the order of the log.
func (s *State) responses(item agenda.ItemID) []*Proposal {
	var all []*Proposal
	for _, p := range sorted(s.proposals, func(p *Proposal) *object { return p.object }) {
		if p.Item == item && p.Kind == ReleaseResponse && len(s.leaves(nil, p)) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// withoutResponse are the recipients who get a text about a case and not every
// response of the family. Who gave a response has it, and what the family is told
// is no text about it: one parent need not hear what the other answered. A response
// that stays behind reaches nobody new.
func (s *State) withoutResponse(item agenda.ItemID, l leaving) []Recipient {
	var lack []Recipient
	responses := s.responses(item)
	for _, r := range s.recipients() {
		for _, p := range l[r] {
			if p.Item != item || p.Kind == ReleaseResponse || p.Kind == covenant.ReleaseNotice || slices.Contains(lack, r) {
				continue
			}
			for _, response := range responses {
				has := l[r][response.Act] != nil || slices.Contains(response.Owners, r.Seat)
				if !has && !s.staysBehind(item, response.Owners) && !slices.Contains(lack, r) {
					lack = append(lack, r)
				}
			}
		}
	}
	return lack
}

// responseSettled says whether the family of a case has responded, was invited
// until a day that has passed, does not want to, or is not informed yet for a reason.
func (s *State) responseSettled(it *agenda.Item, day int64) bool {
	if it.General {
		return true
	}
	if s.responseWaits(it.ID) {
		return false
	}
	plan := s.informPlans[it.ID]
	return it.NoResponse || len(s.responses(it.ID)) > 0 || (it.RespondBy != 0 && day > it.RespondBy) ||
		(plan != nil && plan.deferred(day))
}

// responseWaits says whether the family gave a response that stands and was not
// decided on. Nothing waits for one that stays behind.
func (s *State) responseWaits(item agenda.ItemID) bool {
	for _, con := range s.contributions {
		if con.Item == item && s.undecided(nil, con) && !s.staysBehind(item, []chain.Seat{con.Owner}) {
			return true
		}
	}
	return false
}

// undecided says whether a contribution is a response that stands and was not decided
// on, as far as a seat sees; nil sees everything.
func (s *State) undecided(seat *Seat, con *Contribution) bool {
	if con.As != AsResponse || con.Withdrawn || (seat != nil && !s.sees(seat.ID, con.object)) {
		return false
	}
	return !slices.ContainsFunc(s.drawOn(con), func(p *Proposal) bool {
		decided := p.Kind == ReleaseResponse && (p.State == ProposalApproved || p.State == ProposalRefused)
		return decided && (seat == nil || s.sees(seat.ID, p.object))
	})
}

// staysBehind says that what these owners gave as a response goes to nobody any more:
// one of them is gone, nobody decides for him, and since then chair or deputy has said
// on record how it stands with the family's response: invited anew, or none to come.
func (s *State) staysBehind(item agenda.ItemID, owners []chain.Seat) bool {
	return slices.ContainsFunc(owners, func(owner chain.Seat) bool {
		since := s.unspokenSince(owner)
		return since != 0 && since < s.responseWords[item]
	})
}

func applyInviteResponse(c *change) {
	c.item.RespondBy, c.item.NoResponse = payloadOf[InviteResponsePayload](c).Day, false
	c.sayOfResponse()
}

func applyNoResponse(c *change) {
	c.item.NoResponse = true
	c.sayOfResponse()
}

func (c *change) sayOfResponse() {
	if c.author.leads() {
		c.s.responseWords[c.item.ID] = c.seq
	}
	c.advance()
}

// What is due for somebody.
const (
	DueInform   covenant.Code = "inform"   // the family is to be informed
	DueDeferral covenant.Code = "deferral" // a deferral ends: inform, or give a new reason
	DueResponse covenant.Code = "response" // the family's time to respond ends
	DueGiver    covenant.Code = "giver"    // a response waits for a decision; it stays behind when its giver leaves before
)

// Due is something that somebody must not forget.
type Due struct {
	Item  agenda.ItemID
	What  covenant.Code
	Place agenda.PlaceID // for whom; 0 for chair and deputies
	Day   int64          // the last one; days since 1970-01-01; 0 for before he leaves
}

// Due lists what is due with the family, as far as a seat sees it: that of every
// case for chair and deputies, its own for another. In the order of the items.
func (s *State) Due(id chain.Seat) []Due {
	seat := s.seat(id)
	if seat == nil || !seat.here() {
		return nil
	}
	var due []Due
	add := func(d Due) {
		if seat.leads() || d.Place == seat.Place {
			due = append(due, d)
		}
	}
	for _, it := range s.items {
		if !s.atItem(id, it) {
			continue
		}
		if plan := s.informPlans[it.ID]; plan != nil && s.sees(id, plan.object) && plan.Done == 0 && plan.Day != 0 {
			what := DueInform
			if plan.Ground != "" {
				what = DueDeferral
			}
			add(Due{Item: it.ID, What: what, Place: plan.By, Day: plan.Day})
		}
		if it.RespondBy != 0 && !it.NoResponse {
			add(Due{Item: it.ID, What: DueResponse, Place: it.Contact, Day: it.RespondBy})
		}
		for _, con := range sorted(s.contributions, func(c *Contribution) *object { return c.object }) {
			if con.Item == it.ID && s.speaker(con.Owner) == id && !s.settled() && s.undecided(seat, con) {
				due = append(due, Due{Item: it.ID, What: DueGiver, Place: seat.Place})
			}
		}
	}
	return due
}
