package room

import (
	"slices"

	"casusoverleg/crypto"
)

// A correction is a new proposal in the place of an approved one: whoever was to
// get that text gets this one, and once it is approved the older one leaves no more.

// correctsApproved: what is corrected was approved at this item, is not replaced
// already, and nobody who was to get it is left out. It stays the same kind of text,
// and whoever's words it held has to agree to the new ones too: a correction must not
// be a way around an owner (DW art. 3.1), nor take a response away. Where an owner is
// gone and nobody speaks for him there is no correction; the text can be put on hold.
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
	return older.Item == p.Item && older.Kind == p.Kind && older.State == ProposalApproved && !c.s.corrected(nil, older) &&
		containsAll(p.Recipients, older.Recipients) && containsAll(p.Owners, older.Owners)
})

func containsAll[T comparable](all, some []T) bool {
	return !slices.ContainsFunc(some, func(one T) bool { return !slices.Contains(all, one) })
}

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
