package room

import (
	"slices"

	"casusoverleg/crypto"
)

// A correction is a new proposal in the place of an approved one: whoever was to
// get that text gets this one, and once it is approved the older one leaves no more.

// correctsApproved: what is corrected was approved at this item, is not replaced
// already, and nobody who was to get it is left out.
var correctsApproved = must("correctsApproved", CodeWrongCorrection, func(c *change) bool {
	p := payloadOf[ProposePayload](c)
	if !p.Corrects {
		return true
	}
	o := c.refs[len(c.refs)-1]
	if o == nil { // before this seat's time; the chair's device checked it
		return true
	}
	older := c.s.proposals[o.created]
	return older.Item == p.Item && older.State == ProposalApproved && !c.s.corrected(nil, older) &&
		!slices.ContainsFunc(older.Recipients, func(r Recipient) bool { return !slices.Contains(p.Recipients, r) })
})

// proposalOf finds a proposal by any act on it.
func (s *State) proposalOf(act crypto.Digest) *Proposal {
	if k, ok := s.acts[act]; ok && k.object != nil {
		return s.proposals[k.object.created]
	}
	return nil
}

// corrected says whether an approved correction stands in a proposal's place, as
// far as a seat sees; nil sees everything.
func (s *State) corrected(seat *Seat, p *Proposal) bool {
	for _, newer := range s.corrections {
		if newer.State == ProposalApproved && s.proposalOf(newer.Corrects) == p &&
			(seat == nil || s.sees(seat.ID, newer.object)) {
			return true
		}
	}
	return false
}
