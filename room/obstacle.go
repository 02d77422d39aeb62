package room

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// What comes in the way of a text, and where it was drawn from.

// leaves returns the recipients for whom a proposal is approved and nothing has
// come in its way since, as far as a seat sees; nil sees everything.
func (s *State) leaves(seat *Seat, p *Proposal) []Recipient {
	if p.State != ProposalApproved || s.inTheWay(seat, p) != "" {
		return nil
	}
	var to []Recipient
	for _, r := range p.Recipients {
		if s.ruleRelease(p, []Recipient{r}) == nil && s.consented(seat, p.Sources, r) {
			to = append(to, r)
		}
	}
	return to
}

// drawOn returns the proposals that have a contribution among their sources, in
// the order of the log.
func (s *State) drawOn(con *Contribution) []*Proposal {
	var drawn []*Proposal
	for _, p := range sorted(s.proposals, func(p *Proposal) *object { return p.object }) {
		if slices.ContainsFunc(p.Sources, func(act crypto.Digest) bool { return s.contributionOf(act) == con }) {
			drawn = append(drawn, p)
		}
	}
	return drawn
}

// obstacle says what has come in the way of a text that draws on these
// contributions, as far as a seat sees; nil sees everything. Empty for nothing.
// What is withdrawn counts for more than what waits.
func (s *State) obstacle(seat *Seat, sources []crypto.Digest) covenant.Code {
	if code := s.withdrawnAmong(seat, sources); code != "" {
		return code
	}
	for _, con := range s.seenAmong(seat, sources) {
		if s.onHold(seat, con.Act) {
			return CodeOnHold
		}
	}
	return ""
}

// withdrawnAmong is obstacle as far as withdrawals go: what a seat brought in
// itself comes to it whatever waits.
func (s *State) withdrawnAmong(seat *Seat, sources []crypto.Digest) covenant.Code {
	for _, con := range s.seenAmong(seat, sources) {
		switch {
		case con.Withdrawn:
			return CodeSourceWithdrawn
		case s.consentGone(s.restsOn(seat, con)):
			return CodeConsentWithdrawn
		}
	}
	return ""
}

// seenAmong are the contributions behind sources that a seat sees; nil sees everything.
func (s *State) seenAmong(seat *Seat, sources []crypto.Digest) []*Contribution {
	var cons []*Contribution
	for _, act := range sources {
		if con := s.contributionOf(act); con != nil && (seat == nil || s.sees(seat.ID, con.object)) {
			cons = append(cons, con)
		}
	}
	return cons
}

// contributionOf finds a contribution by any act on it.
func (s *State) contributionOf(act crypto.Digest) *Contribution {
	if k, ok := s.acts[act]; ok && k.object != nil {
		return s.contributions[k.object.created]
	}
	return nil
}
