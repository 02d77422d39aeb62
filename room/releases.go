package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room/covenant"
)

// Recipient is who gets a release: a seat, or an outside recipient.
type Recipient struct {
	Seat    chain.Seat `cbor:"1,keyasint,omitempty"`
	Outside uint32     `cbor:"2,keyasint,omitempty"`
}

// ProposePayload proposes that one minimised text leaves, for named recipients
// and actions. The text and its salt are in the sealed body (ReleaseText). The
// refs are the linked actions, then the sources, then what it corrects.
type ProposePayload struct {
	Item        agenda.ItemID `cbor:"1,keyasint"`
	Kind        covenant.Code `cbor:"2,keyasint"` // passage, decision, action … from the profile
	Digest      crypto.Digest `cbor:"3,keyasint"` // ReleaseDigest of salt and text
	Recipients  []Recipient   `cbor:"4,keyasint"`
	Actions     uint32        `cbor:"5,keyasint,omitempty"` // how many refs are actions it is needed for
	Owners      []chain.Seat  `cbor:"6,keyasint,omitempty"` // owner of each source, in the order of the refs
	Independent bool          `cbor:"7,keyasint,omitempty"` // the author states that it draws on no contribution
	Basis       covenant.Code `cbor:"8,keyasint,omitempty"` // of a disclosure outside the covenant (DW art. 8.2)
	Task        covenant.Code `cbor:"9,keyasint,omitempty"`
	Corrects    bool          `cbor:"10,keyasint,omitempty"` // the last ref is an approved proposal that this one replaces
}

// ProposalPayload names the exact proposal that agreement, refusal or lapse is about.
type ProposalPayload struct {
	Proposal crypto.Digest `cbor:"1,keyasint"` // propose act
}

// MinimisePayload is the chair's decision on one exact proposal (DW art. 11.2).
type MinimisePayload struct {
	Proposal    crypto.Digest `cbor:"1,keyasint"`
	Approve     bool          `cbor:"2,keyasint,omitempty"`
	Independent bool          `cbor:"3,keyasint,omitempty"` // repeats the statement of the proposal
	Left        []Left        `cbor:"4,keyasint,omitempty"` // what identifies someone and was left on purpose; by kind
}

// Left counts marks of one kind that were left in a text on purpose.
type Left struct {
	Kind  covenant.Code `cbor:"1,keyasint"` // a kind of minutes/identify
	Count uint32        `cbor:"2,keyasint"`
}

// NothingForPayload states that a recipient gets nothing.
type NothingForPayload struct {
	Recipient Recipient `cbor:"1,keyasint"`
}

func (p *ProposePayload) itemID() uint32           { return uint32(p.Item) }
func (p *ProposalPayload) proposal() crypto.Digest { return p.Proposal }
func (p *MinimisePayload) proposal() crypto.Digest { return p.Proposal }

// ReleaseDigest is what agreement and decision are about in the end: the exact
// text, salted so that nobody can guess it from the log.
func ReleaseDigest(salt [32]byte, text string) crypto.Digest {
	return crypto.Hash(crypto.LabelReleaseText, salt[:], []byte(text))
}

// ProposalState says how far a proposal came.
type ProposalState string

// The states of a proposal.
const (
	ProposalOpen     ProposalState = "open"
	ProposalApproved ProposalState = "approved"
	ProposalRefused  ProposalState = "refused"
	ProposalLapsed   ProposalState = "lapsed"
)

// Proposal is a text on its way out.
type Proposal struct {
	Act         crypto.Digest
	Object      seal.ObjectID
	Item        agenda.ItemID
	Author      chain.Seat
	Kind        covenant.Code
	Digest      crypto.Digest
	Recipients  []Recipient
	Actions     []crypto.Digest // creating acts
	Sources     []crypto.Digest // as named: an act of each contribution
	Owners      []chain.Seat
	Independent bool
	Basis, Task covenant.Code
	Corrects    crypto.Digest                // as named: an act of the proposal it replaces; zero for none
	Agreements  map[chain.Seat]crypto.Digest // agree act of each owner that stands
	Signers     map[chain.Seat]chain.Seat    // of those: the owner, or his steward
	Declined    map[chain.Seat]bool
	State       ProposalState
	Why         covenant.Code // owner_left or source_withdrawn, for one that lapsed by itself
	Decision    crypto.Digest // minimise act
	Decider     chain.Seat    // who signed it; 0 while nobody
	Left        []Left
	object      *object
}

// agreed says whether every owner agreed.
func (p *Proposal) agreed() bool {
	for _, owner := range p.Owners {
		if _, ok := p.Agreements[owner]; !ok {
			return false
		}
	}
	return true
}

func proposeRefs(c *change) []refRule {
	p := payloadOf[ProposePayload](c)
	older := 0
	if p.Corrects {
		older = 1
	}
	if len(c.act.Refs) != int(p.Actions)+len(p.Owners)+older {
		return nil
	}
	return append(append(repeat(int(p.Actions), refRule{objects: []objectKind{objAction}, needed: true}),
		repeat(len(p.Owners), refRule{objects: []objectKind{objContribution}})...),
		repeat(older, refRule{objects: []objectKind{objProposal}})...)
}

// sources returns the contributions behind the source refs, nil where not known here.
func (c *change) sources() []*Contribution {
	p := payloadOf[ProposePayload](c)
	var cons []*Contribution
	for _, o := range c.refs[p.Actions:][:len(p.Owners)] {
		if o == nil {
			cons = append(cons, nil)
			continue
		}
		cons = append(cons, c.s.contributions[o.created])
	}
	return cons
}

var (
	roleMayPropose = must("roleMayPropose", CodeRoleMissing, func(c *change) bool {
		if c.author.leads() || c.author.Post == agenda.Secretary {
			return true
		}
		role, ok := c.s.roleAt(c.author, c.item)
		return ok && role.Propose
	})
	proposableNow   = check{"proposableNow", agreeableNow.refuse}
	knownRecipients = check{"knownRecipients", func(c *change) *Refusal {
		p := payloadOf[ProposePayload](c)
		if len(p.Recipients) == 0 || len(p.Recipients) > MaxRecipients {
			return c.s.refuse(CodeMalformed, "recipients")
		}
		for i, r := range p.Recipients {
			if slices.Contains(p.Recipients[:i], r) {
				return c.s.refuse(CodeMalformed, "recipients")
			}
			if !c.s.knownRecipient(r) {
				return c.s.refuse(CodeUnknownObject)
			}
		}
		return nil
	}}
	knownRecipient = must("knownRecipient", CodeUnknownObject, func(c *change) bool {
		return c.s.knownRecipient(payloadOf[NothingForPayload](c).Recipient)
	})
	sourcesStated = check{"sourcesStated", func(c *change) *Refusal {
		p := payloadOf[ProposePayload](c)
		if p.Digest.IsZero() {
			return c.s.refuse(CodeMalformed, "digest")
		}
		if p.Independent != (len(p.Owners) == 0) {
			return c.s.refuse(CodeStatement)
		}
		for i, con := range c.sources() {
			switch {
			case con == nil: // before this seat's time; the chair's device checked it
			case con.Owner != p.Owners[i] || con.Item != p.Item:
				return c.s.refuse(CodeWrongSource)
			}
		}
		if code := c.s.withdrawnAmong(nil, c.act.Refs[p.Actions:]); code != "" {
			return c.s.refuse(code)
		}
		return nil
	}}
	ownersPresent = must("ownersPresent", CodeOwnerLeft, func(c *change) bool {
		return c.s.spoken(payloadOf[ProposePayload](c).Owners)
	})
	actionsStand = must("actionsStand", CodeSourceWithdrawn, func(c *change) bool {
		for _, o := range c.refs[:payloadOf[ProposePayload](c).Actions] {
			if a := c.s.agreed[o.created]; a == nil || a.Retracted || a.Item != c.item.ID {
				return false
			}
		}
		return true
	})
	releaseRuled = check{"releaseRuled", func(c *change) *Refusal {
		p := payloadOf[ProposePayload](c)
		return c.s.ruleRelease(&Proposal{
			Item: p.Item, Author: c.act.Author, Kind: p.Kind, Actions: c.act.Refs[:p.Actions], Owners: p.Owners,
			Basis: p.Basis, Task: p.Task,
		}, p.Recipients)
	}}

	exactProposal = must("exactProposal", CodeStaleObject, func(c *change) bool {
		named, ok := c.payload.(interface{ proposal() crypto.Digest })
		return ok && named.proposal() == c.object.created
	})
	ownsSource = must("ownsSource", CodeNotOwner, func(c *change) bool {
		return c.speaksFor(c.s.proposals[c.object.created].Owners...)
	})
	undecided = check{"undecided", func(c *change) *Refusal {
		if c.s.phase == Closed || c.s.phase == Destroyed {
			return c.s.refuse(CodeRoomClosed)
		}
		p := c.s.proposals[c.object.created]
		if p.Why != "" {
			return c.s.refuse(p.Why)
		}
		if p.State != ProposalOpen {
			return c.s.refuse(CodeDecided)
		}
		return nil
	}}
	statementRepeated = must("statementRepeated", CodeStatement, func(c *change) bool {
		return payloadOf[MinimisePayload](c).Independent == c.s.proposals[c.object.created].Independent
	})
	// The chair can only narrow or block: without every owner's agreement there is
	// nothing to approve (settled tension 1, in every profile).
	ownersAgreed = must("ownersAgreed", CodeNoAgreement, func(c *change) bool {
		return !payloadOf[MinimisePayload](c).Approve || c.s.proposals[c.object.created].agreed()
	})
	// What the chair approves must be as needed now as when it was proposed.
	approvalRuled = check{"approvalRuled", func(c *change) *Refusal {
		if !payloadOf[MinimisePayload](c).Approve {
			return nil
		}
		p := c.s.proposals[c.object.created]
		return c.s.ruleRelease(p, p.Recipients)
	}}
	// Who cannot open a text, or what it draws on, cannot find it necessary: it is
	// on hold until it was sealed again (design §6).
	readable = must("readable", CodeUnreadable, func(c *change) bool {
		if !payloadOf[MinimisePayload](c).Approve {
			return true
		}
		for _, act := range c.s.proposals[c.object.created].Sources {
			if con := c.s.contributionOf(act); con != nil && con.object.unread[c.author.ID] {
				return false
			}
		}
		return !c.object.unread[c.author.ID]
	})
	// Before the chair's device decides it knows every source, and whose it is.
	sourcesKnown = must("sourcesKnown", CodeWrongSource, func(c *change) bool {
		p := c.s.proposals[c.object.created]
		for i, act := range p.Sources {
			if con := c.s.contributionOf(act); con == nil || con.Owner != p.Owners[i] || con.Item != p.Item {
				return !payloadOf[MinimisePayload](c).Approve
			}
		}
		return true
	})
)

func (s *State) knownRecipient(r Recipient) bool {
	if (r.Seat == 0) == (r.Outside == 0) {
		return false
	}
	if r.Seat != 0 {
		seat := s.seat(r.Seat)
		return seat != nil && seat.came()
	}
	return int(r.Outside) <= len(s.outsiders)
}

// ruleRelease asks the profile whether a text may go to these recipients, for
// each organisation that discloses: those of its sources, or its author's.
func (s *State) ruleRelease(p *Proposal, recipients []Recipient) *Refusal {
	disclosers := p.Owners
	if len(disclosers) == 0 {
		disclosers = []chain.Seat{p.Author}
	}
	for _, r := range recipients {
		for _, id := range disclosers {
			facts := covenant.ReleaseFacts{
				Kind: p.Kind, Actions: s.standing(p.Actions), Allocation: s.items[p.Item-1].Allocated != "",
				Basis: p.Basis, Task: p.Task, Secured: true,
			}
			if seat := s.seat(id); seat != nil {
				facts.Party, facts.FromGuest = seat.Claims.Party, s.guestOf(seat) != ""
			}
			if r.Seat != 0 {
				facts.Recipient, facts.Guest = s.seat(r.Seat).Claims.Party, s.guestOf(s.seat(r.Seat))
			} else {
				o := s.outsider(r)
				facts.Guest = o.Kind
				facts.ThirdParty, facts.Secured = facts.Guest != covenant.GuestPerson, s.secured(r)
				if p := s.place(o.Place); p != nil { // he takes part, without a device
					facts.Recipient, facts.ThirdParty = p.Party, false
				}
			}
			if refusal := firstRuled(s.rules.Release(facts)); refusal != nil {
				return refusal
			}
		}
	}
	return nil
}

// standing counts the actions, by any act on them, that were not retracted.
func (s *State) standing(acts []crypto.Digest) int {
	n := 0
	for _, act := range acts {
		if k, ok := s.acts[act]; ok && k.object != nil {
			if a := s.agreed[k.object.created]; a != nil && !a.Retracted {
				n++
			}
		}
	}
	return n
}

// signedAnew are the seats that agreed, or decided, on a device that a reseat let in.
func (s *State) signedAnew(p *Proposal) []chain.Seat {
	var seats []chain.Seat
	for owner, act := range p.Agreements {
		if s.anew(act) {
			seats = append(seats, p.Signers[owner])
		}
	}
	if s.anew(p.Decision) {
		seats = append(seats, p.Decider)
	}
	slices.Sort(seats)
	return slices.Compact(seats)
}

func applyPropose(c *change) {
	p := payloadOf[ProposePayload](c)
	o := c.create(objProposal)
	proposal := &Proposal{
		Act: c.hash, Object: o.id, Item: c.item.ID, Author: c.act.Author, Kind: p.Kind, Digest: p.Digest,
		Recipients: p.Recipients, Sources: c.act.Refs[p.Actions:][:len(p.Owners)], Owners: p.Owners,
		Independent: p.Independent, Basis: p.Basis, Task: p.Task,
		Agreements: map[chain.Seat]crypto.Digest{}, Signers: map[chain.Seat]chain.Seat{}, Declined: map[chain.Seat]bool{},
		State: ProposalOpen, object: o,
	}
	for _, action := range c.refs[:p.Actions] {
		proposal.Actions = append(proposal.Actions, action.created)
	}
	if p.Corrects {
		proposal.Corrects = c.act.Refs[len(c.act.Refs)-1]
		c.s.corrections = append(c.s.corrections, proposal)
	}
	c.s.proposals[c.hash] = proposal
}

func applyAgree(c *change) {
	p := c.s.proposals[c.object.created]
	for _, owner := range c.answered(p) {
		p.Agreements[owner], p.Signers[owner] = c.hash, c.author.ID
		delete(p.Declined, owner)
	}
	c.advance()
}

func applyDecline(c *change) {
	p := c.s.proposals[c.object.created]
	for _, owner := range c.answered(p) {
		delete(p.Agreements, owner)
		delete(p.Signers, owner)
		p.Declined[owner] = true
	}
	c.advance()
}

func applyMinimise(c *change) {
	p, d := c.s.proposals[c.object.created], payloadOf[MinimisePayload](c)
	p.State, p.Decision, p.Decider, p.Left = ProposalRefused, c.hash, c.act.Author, d.Left
	if d.Approve {
		p.State = ProposalApproved
	}
	c.advance()
}

func applyLapse(c *change) {
	c.s.proposals[c.object.created].State = ProposalLapsed
	c.advance()
}

func applyNothingFor(c *change) { c.s.nothing[payloadOf[NothingForPayload](c).Recipient] = true }
