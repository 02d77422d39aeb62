package room

import (
	"cmp"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// The kinds of package; which of them a room may issue is in the profile.
const (
	PackageMinutes    covenant.Code = "minutes"
	PackageExtract    covenant.Code = "extract"
	PackageActionList covenant.Code = "action_list"
)

// ReleaseAction is the kind of release that an action list is made of.
const ReleaseAction covenant.Code = "action"

// IssuePayload lets a package leave: what it is, for whom, and the digest of its
// contents. The refs are the latest acts of the releases in it, then those of
// the recipient's own contributions.
type IssuePayload struct {
	Kind      covenant.Code `cbor:"1,keyasint"`
	Recipient Recipient     `cbor:"2,keyasint"`
	Content   crypto.Digest `cbor:"3,keyasint"`           // ContentDigest of what is in it
	Releases  uint32        `cbor:"4,keyasint,omitempty"` // how many refs are releases
}

// DeliveredPayload says that this file left the server.
type DeliveredPayload struct {
	File crypto.Digest `cbor:"1,keyasint"`
}

// ContentDigest commits an issue act to the contents of a package. The contents
// cannot name the file, since the file holds the issue act itself; the dispatch
// act names it.
func ContentDigest(salt [32]byte, content []byte) crypto.Digest {
	return crypto.Hash(crypto.LabelPackage, salt[:], content)
}

// Package is an encrypted file for one recipient.
type Package struct {
	Act       crypto.Digest // issue act
	Seq       uint64
	Kind      covenant.Code
	Recipient Recipient
	Issuer    chain.Seat
	Content   crypto.Digest
	Releases  []crypto.Digest // as named: the deciding act of each proposal
	Own       []crypto.Digest // as named: an act of each own contribution
	File      *chain.Sealed   // nil until dispatched
	Delivered int64           // server's clock, ms; 0 until its first byte left
	Opened    bool            // the recipient says he has opened it
	object    *object
}

func issueRefs(c *change) []refRule {
	n := int(payloadOf[IssuePayload](c).Releases)
	if n > len(c.act.Refs) {
		return nil
	}
	return append(repeat(n, refRule{objects: []objectKind{objProposal}}),
		repeat(len(c.act.Refs)-n, refRule{objects: []objectKind{objContribution}})...)
}

var (
	packageKind = check{"packageKind", func(c *change) *Refusal {
		if payloadOf[IssuePayload](c).Content.IsZero() {
			return c.s.refuse(CodeMalformed, "content")
		}
		return ruled(c.s.rules.Package(payloadOf[IssuePayload](c).Kind))
	}}
	// Everything that leaves is encrypted to a known key (DW art. 6.2).
	recipientSecured = check{"recipientSecured", func(c *change) *Refusal {
		r := payloadOf[IssuePayload](c).Recipient
		if !c.s.knownRecipient(r) {
			return c.s.refuse(CodeUnknownObject)
		}
		if c.s.keyOf(r).IsZero() {
			return c.s.refuse(CodeRecipientUnsecured)
		}
		return nil
	}}
	partsApproved = check{"partsApproved", func(c *change) *Refusal {
		p := payloadOf[IssuePayload](c)
		for _, o := range c.refs[:p.Releases] {
			if o == nil {
				return c.s.refuse(CodeUnknownObject)
			}
			proposal := c.s.proposals[o.created]
			switch {
			case proposal.State != ProposalApproved:
				return c.s.refuse(CodeNotMinimised)
			case !slices.Contains(proposal.Recipients, p.Recipient):
				return c.s.refuse(CodeNotRecipient)
			case c.s.inTheWay(nil, proposal) != "":
				return c.s.refuse(c.s.inTheWay(nil, proposal))
			case p.Kind == PackageActionList && proposal.Kind != ReleaseAction:
				return c.s.refuse(CodeMalformed, "kind")
			}
			if r := c.s.ruleRelease(proposal, []Recipient{p.Recipient}); r != nil {
				return r
			}
		}
		return nil
	}}
	// Minutes hold everything that was approved for their recipient.
	partsComplete = must("partsComplete", CodeIncomplete, func(c *change) bool {
		p := payloadOf[IssuePayload](c)
		if p.Kind != PackageMinutes {
			return len(c.act.Refs) > 0
		}
		in := map[crypto.Digest]bool{}
		for _, o := range c.refs[:p.Releases] {
			if o == nil || in[o.created] {
				return false
			}
			in[o.created] = true
		}
		for act := range c.s.releasesFor(p.Recipient) {
			if !in[act] {
				return false
			}
		}
		return true
	})
	ownContributions = check{"ownContributions", func(c *change) *Refusal {
		p := payloadOf[IssuePayload](c)
		for _, o := range c.refs[p.Releases:] {
			if o == nil {
				return c.s.refuse(CodeUnknownObject)
			}
			con := c.s.contributions[o.created]
			if con.Owner != p.Recipient.Seat || p.Kind == PackageActionList {
				return c.s.refuse(CodeNotOwner)
			}
		}
		if code := c.s.withdrawnAmong(nil, c.act.Refs[p.Releases:]); code != "" {
			return c.s.refuse(code)
		}
		return nil
	}}
	issuedThem = must("issuedThem", CodeNotOwner, func(c *change) bool {
		return c.pack().Issuer == c.author.ID
	})
	notSent     = must("notSent", CodeDecided, func(c *change) bool { return c.pack().File == nil })
	notRecalled = must("notRecalled", CodeRecalled, func(c *change) bool { return !c.s.recalled(c.pack()) })
	dispatched  = must("dispatched", CodeNotDispatched, func(c *change) bool {
		return c.pack().File != nil && c.pack().Delivered == 0
	})
	sameFile = must("sameFile", CodeMalformed, func(c *change) bool {
		return c.pack().File != nil && c.pack().File.Digest == payloadOf[DeliveredPayload](c).File
	})
	isRecipient  = must("isRecipient", CodeNotRecipient, func(c *change) bool { return c.pack().Recipient.Seat == c.author.ID })
	wasDelivered = must("wasDelivered", CodeNotDispatched, func(c *change) bool {
		return c.pack().Delivered != 0 && !c.pack().Opened
	})
)

func (c *change) pack() *Package { return c.s.packages[c.object.created] }

// keyOf is the key a recipient's packages are encrypted to; zero when there is none yet.
func (s *State) keyOf(r Recipient) crypto.Recipient {
	if r.Seat != 0 {
		if seat := s.seat(r.Seat); seat != nil {
			return seat.MinutesKey
		}
		return crypto.Recipient{}
	}
	if r.Outside == 0 || int(r.Outside) > len(s.outsiders) {
		return crypto.Recipient{}
	}
	return s.outsiders[r.Outside-1].Recipient
}

// releasesFor returns the proposals that leave for a recipient.
func (s *State) releasesFor(r Recipient) map[crypto.Digest]*Proposal {
	approved := map[crypto.Digest]*Proposal{}
	for act, p := range s.proposals {
		if slices.Contains(s.leaves(nil, p), r) {
			approved[act] = p
		}
	}
	return approved
}

// recalled says whether something came in the way of a package before it left.
// After it left, nothing can call it back. A hold that is lifted lets it go again.
func (s *State) recalled(p *Package) bool { return p.Delivered == 0 && s.taint(nil, p) != "" }

// taint says what has come in the way of what is in a package, as far as a seat
// sees; nil sees everything. Empty for nothing. What waits is no matter any more
// once the package left, and counts for less than what does not come back.
func (s *State) taint(seat *Seat, p *Package) covenant.Code {
	if slices.ContainsFunc(s.consentsOf(seat, p), s.consentGone) {
		return CodeConsentWithdrawn // for good: what its owner does about it comes after the package was made
	}
	waits := covenant.Code("")
	for _, act := range p.Releases {
		k, ok := s.acts[act]
		if !ok || k.object == nil || s.proposals[k.object.created] == nil || (seat != nil && !s.sees(seat.ID, k.object)) {
			continue
		}
		switch code := s.inTheWay(seat, s.proposals[k.object.created]); {
		case code == CodeOnHold && p.Delivered == 0:
			waits = code
		case code != "" && code != CodeOnHold:
			return code
		}
	}
	return cmp.Or(s.withdrawnAmong(seat, p.Own), waits)
}

func applyIssue(c *change) {
	p := payloadOf[IssuePayload](c)
	o := c.create(objPackage)
	c.s.packages[c.hash] = &Package{
		Act: c.hash, Seq: c.seq, Kind: p.Kind, Recipient: p.Recipient, Issuer: c.act.Author, Content: p.Content,
		Releases: c.act.Refs[:p.Releases], Own: c.act.Refs[p.Releases:], object: o,
	}
}

func applyDispatch(c *change) {
	p := c.pack()
	file := c.act.Sealed[0]
	p.File = &file
	c.effects.Serve = append(c.effects.Serve, File{Package: p.Act, Digest: file.Digest, Size: file.Size, Seat: p.Recipient.Seat})
}

func applyDelivered(c *change) { c.pack().Delivered = c.at }
func applyOpened(c *change)    { c.pack().Opened = true }
