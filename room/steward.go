package room

import (
	"maps"
	"slices"

	"casusoverleg/crypto/chain"
)

// LeavePayload says that the seat goes. It may name a steward of its own party, who
// reads already what he takes over: for those contributions he hides, withdraws,
// agrees and declines from then on. He shows them to nobody new.
type LeavePayload struct {
	Steward chain.Seat `cbor:"1,keyasint,omitempty"` // 0 for nobody
}

// Speaker returns who decides about what a seat brought in: the seat itself while it
// is there, or else its steward, or that one's; 0 for nobody.
func (v View) Speaker(owner chain.Seat) chain.Seat {
	return speaker(owner, func(id chain.Seat) *Seat {
		if id == 0 || int(id) > len(v.Seats) {
			return nil
		}
		return &v.Seats[id-1]
	})
}

func (s *State) speaker(owner chain.Seat) chain.Seat { return speaker(owner, s.seat) }

// speaker follows the stewards. There are no circles: each was there when the former went.
func speaker(owner chain.Seat, seat func(chain.Seat) *Seat) chain.Seat {
	at := seat(owner)
	for at != nil && at.Gone != "" {
		at = seat(at.Steward)
	}
	if at == nil {
		return 0
	}
	return at.ID
}

// unspokenSince is the place in the log from which on nobody decides any more about
// what a seat brought in; 0 while somebody does.
func (s *State) unspokenSince(owner chain.Seat) uint64 {
	at := s.seat(owner)
	for at.Gone != "" && at.Steward != 0 {
		at = s.seat(at.Steward)
	}
	return s.ended[at.ID]
}

// speaksFor says whether the author decides for one of these owners.
func (c *change) speaksFor(owners ...chain.Seat) bool {
	return slices.ContainsFunc(owners, func(owner chain.Seat) bool { return c.s.speaker(owner) == c.author.ID })
}

// mayFollow says whether a seat can be steward of another: a colleague who is there.
// Guests have no party, and so no colleagues.
func (seat *Seat) mayFollow(other *Seat) bool {
	return seat.here() && seat.ID != other.ID && seat.Claims.Party != "" && seat.Claims.Party == other.Claims.Party
}

// MayBeSteward says whether the viewer can name a seat as his steward when he leaves,
// once that seat reads what he brought in.
func (v View) MayBeSteward(id chain.Seat) bool {
	seats := chain.Seat(len(v.Seats))
	return id != 0 && id <= seats && v.Viewer != 0 && v.Viewer <= seats && v.Seats[id-1].mayFollow(&v.Seats[v.Viewer-1])
}

var (
	stewardOfParty = must("stewardOfParty", CodeStewardUnfit, func(c *change) bool {
		id := payloadOf[LeavePayload](c).Steward
		if id == 0 {
			return true
		}
		seat := c.s.seat(id)
		return seat != nil && seat.mayFollow(c.author)
	})
	// He takes over what he reads, and gets to read nothing by it.
	stewardReads = must("stewardReads", CodeStewardCannotRead, func(c *change) bool {
		id := payloadOf[LeavePayload](c).Steward
		seat := c.s.seat(id)
		for _, con := range c.s.contributions {
			if seat == nil || con.Withdrawn || !c.speaksFor(con.Owner) {
				continue
			}
			if _, has := con.object.envel[id]; !has || con.object.unread[id] || !c.s.reads(seat, con) {
				return false
			}
		}
		return true
	})
	byOwnerOrSteward = must("byOwnerOrSteward", CodeNotOwner, func(c *change) bool {
		if r := c.request(); r != nil {
			return c.speaksFor(r.Asker)
		}
		con := c.contribution()
		return con != nil && c.speaksFor(con.Owner)
	})
)

func applyLeave(c *change) {
	c.author.Steward = payloadOf[LeavePayload](c).Steward
	c.end(c.author, "left")
}

// spoken says whether somebody decides for every owner of a source.
func (s *State) spoken(owners []chain.Seat) bool {
	return !slices.ContainsFunc(owners, func(owner chain.Seat) bool { return s.speaker(owner) == 0 })
}

// answered are the owners for whom the author of an act on a proposal decides.
func (c *change) answered(p *Proposal) []chain.Seat {
	return slices.DeleteFunc(slices.Clone(p.Owners), func(owner chain.Seat) bool { return c.s.speaker(owner) != c.author.ID })
}

// stewards are the owners for whom somebody else agreed, and who that is; nil for none.
func (p *Proposal) stewards() map[chain.Seat]chain.Seat {
	others := maps.Clone(p.Signers)
	maps.DeleteFunc(others, func(owner, signer chain.Seat) bool { return owner == signer })
	if len(others) == 0 {
		return nil
	}
	return others
}
