package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// As what something is brought in. Whatever it is, it is a contribution: its
// owner chooses who reads it, corrects it and takes it back.
const (
	// AsInformation is what somebody knows or thinks.
	AsInformation covenant.Code = ""
	// AsReply answers another contribution.
	AsReply covenant.Code = "reply"
	// AsAnswer answers a request.
	AsAnswer covenant.Code = "answer"
	// AsDissent says that the owner does not agree with a decision, an action or a
	// proposal (TS-VB-1..4).
	AsDissent covenant.Code = "dissent"
	// AsReveal says who a person is of whom only a pseudonym was known. It is the
	// act of who provides the name, and he says why that is needed (AA-4.8).
	AsReveal covenant.Code = "reveal"
	// AsResponse is what a person concerned answers, given by himself or noted by a
	// professional (TS-VC-8).
	AsResponse covenant.Code = "response"
)

// aboutWhat says for everything that is brought in about something else what
// that is.
func aboutWhat() map[covenant.Code][]objectKind {
	return map[covenant.Code][]objectKind{
		AsReply:   {objContribution},
		AsAnswer:  {objRequest},
		AsDissent: {objDecision, objAction, objProposal},
	}
}

// contributeRefs: what it is about, then the draft that it signs. Provenance, since
// who is shown a reply is not for that reason shown what it answers.
func contributeRefs(c *change) []refRule {
	rules := []refRule{}
	if objects := aboutWhat()[payloadOf[ContributePayload](c).As]; objects != nil {
		rules = append(rules, refRule{objects: objects})
	}
	if len(c.act.Refs) > len(rules) {
		rules = append(rules, draftRef())
	}
	return rules
}

// about is the object that something is brought in about; nil for nothing, and
// where it is not known here.
func (c *change) about() *object {
	if aboutWhat()[payloadOf[ContributePayload](c).As] == nil {
		return nil
	}
	return c.refs[0]
}

var (
	knownAs = must("knownAs", CodeMalformed, func(c *change) bool {
		switch as := payloadOf[ContributePayload](c).As; as {
		case AsInformation, AsReveal, AsResponse:
			return true
		default:
			return aboutWhat()[as] != nil
		}
	})
	// Nobody answers, or objects to, what is not there any more.
	aboutStands = must("aboutStands", CodeSourceWithdrawn, func(c *change) bool {
		o := c.about()
		if o == nil {
			return true
		}
		if con := c.s.contributions[o.created]; con != nil {
			return !con.Withdrawn
		}
		if r := c.s.requests[o.created]; r != nil {
			return !r.Withdrawn
		}
		a := c.s.agreed[o.created]
		return a == nil || !a.Retracted
	})
	// A reveal and a response are about one person, and a reveal says who it is.
	asStated = check{"asStated", func(c *change) *Refusal {
		as := c.broughtInAs()
		if c.labels == nil || (as != AsReveal && as != AsResponse) {
			return nil
		}
		if c.labels.Person == 0 {
			return c.s.refuse(CodePersonMissing)
		}
		if as == AsReveal && !c.labels.Identifying {
			return c.s.refuse(CodeMalformed, "identifying")
		}
		return nil
	}}
	// Where cases are anonymous by default, nobody is named in passing: who somebody
	// is becomes known by a reveal, and is used after it (AA-4.8).
	revealedBefore = must("revealedBefore", CodeNotRevealed, func(c *change) bool {
		if !c.s.rules.AnonymousByDefault() || c.item.Facts.Named || c.labels == nil || !c.labels.Identifying {
			return true
		}
		return c.broughtInAs() == AsReveal || c.s.isRevealed(c.item.ID, c.labels.Person)
	})
)

// broughtInAs says as what the contribution of a contribute or correct act stands.
func (c *change) broughtInAs() covenant.Code {
	if p, ok := c.payload.(*ContributePayload); ok {
		return p.As
	}
	return c.contribution().As
}

// isRevealed says whether a reveal that stands has said who a person is, as far
// as its labels are known here.
func (s *State) isRevealed(item agenda.ItemID, person uint32) bool {
	for _, con := range s.contributions {
		if con.As == AsReveal && con.Item == item && !con.Withdrawn && con.Labels != nil && con.Labels.Person == person {
			return true
		}
	}
	return false
}

// aboutFor names what a contribution is about by its creating act, for a seat
// that sees that; zero for who does not.
func (s *State) aboutFor(seat chain.Seat, about crypto.Digest) crypto.Digest {
	k, ok := s.acts[about]
	if !ok || k.object == nil || !s.sees(seat, k.object) {
		return crypto.Digest{}
	}
	return k.object.created
}
