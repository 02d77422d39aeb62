package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// Hold keeps a contribution, or a proposal, from leaving until somebody has asked
// advice about it (TS-W-10). It says nothing against the text; it only waits.
type Hold struct {
	Act    crypto.Digest // hold act
	Item   agenda.ItemID
	Target crypto.Digest // creating act of what is on hold
	By     chain.Seat
	Lifted bool
	object *object
}

// HoldView is a hold that stands.
type HoldView struct {
	Act    crypto.Digest
	Latest crypto.Digest
	By     chain.Seat
	Text   *SealedView // ReasonText
}

var (
	// Who answers for a text may have it wait: its owner or author, and a lead.
	mayHold = must("mayHold", CodeNotOwner, func(c *change) bool {
		if c.author.leads() {
			return true
		}
		if con := c.contribution(); con != nil {
			return c.speaksFor(con.Owner)
		}
		p := c.s.proposals[c.object.created]
		return p.Author == c.author.ID || c.speaksFor(p.Owners...)
	})
	holdable = check{"holdable", func(c *change) *Refusal {
		if con := c.contribution(); con != nil {
			return notWithdrawn.refuse(c)
		}
		if p := c.s.proposals[c.object.created]; p.State != ProposalOpen && p.State != ProposalApproved {
			return c.s.refuse(CodeDecided)
		}
		return nil
	}}
	// A text that was taken back waits for nothing. Who came later may not know that
	// it was.
	textThere = must("textThere", CodeSourceWithdrawn, func(c *change) bool { return c.object.body != nil })
	// Who asked for advice knows when it came; a lead lifts it for who is gone. But
	// what an owner holds of his own, nobody lifts who does not speak for him: who
	// sends an owner away does not get his text (TS-VB-5c).
	mayLift = must("mayLift", CodeNotOwner, func(c *change) bool {
		h := c.s.holds[c.object.created]
		if h.By == c.author.ID {
			return true
		}
		if c.s.seat(h.By).Gone == "" {
			return false
		}
		if c.s.ownHold(h) {
			return c.speaksFor(h.By)
		}
		return c.author.leads()
	})
	holdStands = must("holdStands", CodeStaleObject, func(c *change) bool { return !c.s.holds[c.object.created].Lifted })
	// Nothing is found necessary that may not leave. What has lapsed for such a
	// reason is refused for that already.
	nothingInTheWay = check{"nothingInTheWay", func(c *change) *Refusal {
		p := c.s.proposals[c.object.created]
		if !payloadOf[MinimisePayload](c).Approve || p.Why != "" {
			return nil
		}
		if code := c.s.inTheWay(nil, p); code != "" {
			return c.s.refuse(code)
		}
		return nil
	}}
)

// ownHold says whether an owner holds what he brought in, or a text drawn from it.
func (s *State) ownHold(h *Hold) bool {
	if con := s.contributions[h.Target]; con != nil {
		return con.Owner == h.By
	}
	return slices.Contains(s.proposals[h.Target].Owners, h.By)
}

// sealHold: the reason for who may open what is on hold.
func sealHold(c *change) *Refusal { return c.sealed(true, set(c.s.entitledTo(c.object)), nil) }

// onHold says whether somebody keeps an object from leaving, as far as a seat
// sees; nil sees everything.
func (s *State) onHold(seat *Seat, target crypto.Digest) bool {
	for _, h := range s.holds {
		if h.Target == target && !h.Lifted && (seat == nil || s.sees(seat.ID, h.object)) {
			return true
		}
	}
	return false
}

// inTheWay says what has come in the way of a proposed text, as far as a seat
// sees; nil sees everything. Empty for nothing. What does not come back counts for
// more than what waits.
func (s *State) inTheWay(seat *Seat, p *Proposal) covenant.Code {
	code := s.obstacle(seat, p.Sources)
	if (code == "" || code == CodeOnHold) && s.corrected(seat, p) {
		return CodeCorrected
	}
	if code == "" && s.onHold(seat, p.Act) {
		return CodeOnHold
	}
	return code
}

func (s *State) holdsOn(target crypto.Digest) []*Hold {
	var holds []*Hold
	for _, h := range sorted(s.holds, func(h *Hold) *object { return h.object }) {
		if h.Target == target {
			holds = append(holds, h)
		}
	}
	return holds
}

func (s *State) holdViews(id chain.Seat, target crypto.Digest) []HoldView {
	var views []HoldView
	for _, h := range s.holdsOn(target) {
		if !h.Lifted && s.sees(id, h.object) {
			views = append(views, HoldView{Act: h.Act, Latest: h.object.latest, By: h.By, Text: h.object.view(id)})
		}
	}
	return views
}

func applyHold(c *change) {
	target := c.object.created
	o := c.create(objHold)
	c.s.holds[c.hash] = &Hold{Act: c.hash, Item: c.item.ID, Target: target, By: c.act.Author, object: o}
}

// endHolds ends what kept a text from leaving that was taken back: nothing waits any more.
func (c *change) endHolds(target crypto.Digest) {
	for _, h := range c.s.holdsOn(target) {
		h.Lifted = true
		h.object.retire()
	}
}

// The reason goes with the hold.
func applyLiftHold(c *change) {
	c.s.holds[c.object.created].Lifted = true
	c.advance()
	c.takeBack(c.object)
	c.object.retire()
}
