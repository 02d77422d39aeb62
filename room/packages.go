package room

import (
	"cmp"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// IssuePayload lets a package leave: what it is, for whom, and the digest of its
// contents. The refs are the latest acts of the releases in it, then those of
// the recipient's own contributions.
type IssuePayload struct {
	Kind       covenant.Code `cbor:"1,keyasint"` // a kind of package of the profile
	Recipient  Recipient     `cbor:"2,keyasint"`
	Content    crypto.Digest `cbor:"3,keyasint"`           // ContentDigest of what is in it
	Releases   uint32        `cbor:"4,keyasint,omitempty"` // how many refs are releases
	ReactUntil int64         `cbor:"5,keyasint,omitempty"` // of a concept: the last day to react, since 1970-01-01
}

// DispatchPayload says for which keys the file was made (KeysDigest), so that
// everybody sees who can open it besides its recipient.
type DispatchPayload struct {
	Keys crypto.Digest `cbor:"1,keyasint,omitempty"` // zero for a passphrase
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
	Act        crypto.Digest // issue or reissue act
	Again      crypto.Digest // the issue act of the same contents, when this is a reissue
	Seq        uint64
	Kind       covenant.Code
	Recipient  Recipient
	Issuer     chain.Seat
	Content    crypto.Digest
	Releases   []crypto.Digest    // as named: the deciding act of each proposal
	Own        []crypto.Digest    // as named: an act of each own contribution
	ReactUntil int64              // last day to react; 0 for what is no concept
	File       *chain.Sealed      // nil until dispatched
	MadeFor    []crypto.Recipient // of the file: the recipient's key, then of his party's archive; none for a passphrase
	Delivered  int64              // server's clock, ms; 0 until its first byte left
	Opened     bool               // the recipient says he has opened it
	object     *object
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
	// Everything that leaves is encrypted to a known key or passphrase (DW art. 6.2).
	recipientSecured = check{"recipientSecured", func(c *change) *Refusal {
		r := payloadOf[IssuePayload](c).Recipient
		if !c.s.knownRecipient(r) {
			return c.s.refuse(CodeUnknownObject)
		}
		if !c.s.secured(r) {
			return c.s.refuse(CodeRecipientUnsecured)
		}
		return nil
	}}
	// Who is gone fetches nothing: a file for him would lie there until the end.
	recipientHere = must("recipientHere", CodeRecipientLeft, func(c *change) bool {
		r := c.recipient()
		return r.Seat == 0 || c.s.seat(r.Seat).Gone == ""
	})
	// A concept says until when one may react, and gives at least the profile's
	// term from the day it is issued. Who compiled it just before midnight does so again.
	reactionDay = must("reactionDay", CodeStaleObject, func(c *change) bool {
		p := payloadOf[IssuePayload](c)
		day, concept := c.s.ReactionDay(p.Kind, c.at)
		if !concept {
			return p.ReactUntil == 0
		}
		return p.ReactUntil >= day && p.ReactUntil <= day+MaxReactionDays
	})
	issuedThem = must("issuedThem", CodeNotOwner, func(c *change) bool {
		return c.pack().Issuer == c.author.ID
	})
	notSent = must("notSent", CodeDecided, func(c *change) bool { return c.pack().File == nil })
	// Made for keys of a moment ago, he who left or lost one could open it.
	keysNamed = must("keysNamed", CodeStaleObject, func(c *change) bool {
		return payloadOf[DispatchPayload](c).Keys == KeysDigest(c.s.fileKeys(c.pack()))
	})
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
	// After closing only what was issued before leaves, again, for a new key.
	sendableNow = must("sendableNow", CodeRoomClosed, func(c *change) bool {
		return c.s.phase != Destroyed && (c.s.phase != Closed || !c.pack().Again.IsZero())
	})
)

// Issuing the same contents again, for who has a new key: nothing new leaves, so
// nobody agrees anew.
var (
	wasSent    = must("wasSent", CodeNotDispatched, func(c *change) bool { return c.pack().File != nil })
	keyChanged = must("keyChanged", CodeDecided, func(c *change) bool {
		p := c.pack()
		return len(p.MadeFor) == 0 || c.s.keyOf(p.Recipient) != p.MadeFor[0]
	})
	notTainted = must("notTainted", CodeRecalled, func(c *change) bool { return c.s.taint(nil, c.pack()) == "" })
)

// recipient is who an issue or reissue act is for.
func (c *change) recipient() Recipient {
	if p, ok := c.payload.(*IssuePayload); ok {
		return p.Recipient
	}
	return c.pack().Recipient
}

func (c *change) pack() *Package { return c.s.packages[c.object.created] }

// ReactionDay returns the last day on which its recipient may react to a package
// issued at this moment, server's clock in ms; false for what is no concept: it
// is not the text of the minutes, those are adopted, or the profile has no term.
func (s *State) ReactionDay(kind covenant.Code, at int64) (day int64, concept bool) {
	if s.settled() || (kind != covenant.PackageMinutes && kind != covenant.PackageExtract) {
		return 0, false
	}
	return s.rules.Deadline(covenant.TermReaction, at/DayMillis)
}

// settled says whether the minutes are adopted.
func (s *State) settled() bool {
	return s.phase == Adopted || s.phase == Closed || s.phase == Destroyed
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
		prop := s.proposalOf(act)
		if prop == nil || (seat != nil && !s.sees(seat.ID, prop.object)) {
			continue
		}
		switch code := s.inTheWay(seat, prop); {
		case code == CodeOnHold && p.Delivered == 0:
			waits = code
		case code != "" && code != CodeOnHold:
			return code
		}
	}
	return cmp.Or(s.tookBack(seat, p.Kind, p.Own), waits)
}

func applyIssue(c *change) {
	p := payloadOf[IssuePayload](c)
	o := c.create(objPackage)
	c.s.packages[c.hash] = &Package{
		Act: c.hash, Seq: c.seq, Kind: p.Kind, Recipient: p.Recipient, Issuer: c.act.Author, Content: p.Content,
		Releases: c.act.Refs[:p.Releases], Own: c.act.Refs[p.Releases:], ReactUntil: p.ReactUntil, object: o,
	}
}

func applyReissue(c *change) {
	again := *c.pack()
	if again.Again.IsZero() {
		again.Again = again.Act
	}
	again.Act, again.Seq, again.Issuer, again.object = c.hash, c.seq, c.act.Author, c.create(objPackage)
	again.File, again.MadeFor, again.Delivered, again.Opened = nil, nil, 0, false
	c.s.packages[c.hash] = &again
}

func applyDispatch(c *change) {
	p := c.pack()
	file := c.act.Sealed[0]
	p.File, p.MadeFor = &file, c.s.fileKeys(p)
	c.effects.Serve = append(c.effects.Serve, File{Package: p.Act, Digest: file.Digest, Size: file.Size, Seat: p.Recipient.Seat})
}

// keysFor are the keys a package's file was made for, or until then is to be made for.
func (s *State) keysFor(p *Package) []crypto.Recipient {
	if p.File == nil {
		return s.fileKeys(p)
	}
	return slices.Clone(p.MadeFor)
}

func applyDelivered(c *change) { c.pack().Delivered = c.at }
func applyOpened(c *change)    { c.pack().Opened = true }

// packagesInOrder are all packages, in the order of the log.
func (s *State) packagesInOrder() []*Package {
	return sorted(s.packages, func(p *Package) *object { return p.object })
}

// given are the recipients of packages that left and hold a proposed text.
func (s *State) given(p *Proposal) []Recipient {
	var to []Recipient
	for _, pack := range s.packagesInOrder() {
		holds := slices.ContainsFunc(pack.Releases, func(act crypto.Digest) bool {
			k, ok := s.acts[act]
			return ok && k.object == p.object
		})
		if holds && pack.Delivered != 0 && !slices.Contains(to, pack.Recipient) {
			to = append(to, pack.Recipient)
		}
	}
	return to
}

// PackageView is a package, without its contents.
type PackageView struct {
	Act        crypto.Digest
	Latest     crypto.Digest
	Again      crypto.Digest // issue act of the same contents, for a new key of the recipient; zero for what was issued first
	Seq        uint64
	Kind       covenant.Code
	Recipient  Recipient
	Issuer     chain.Seat
	Releases   []crypto.Digest
	Own        []crypto.Digest
	Consents   []crypto.Digest    // the records it rested on when it was issued, as far as the viewer knows
	ReactUntil int64              // of a concept: the last day to react, since 1970-01-01; otherwise 0
	File       crypto.Digest      // zero until dispatched
	Keys       []crypto.Recipient // the recipient's, then of his party's archive: those the file was made for, or until then is to be made for; none for a passphrase
	Delivered  int64              // server's clock, ms; 0 until it left
	Opened     bool
	Anew       bool          // issued on a device that a reseat let in
	Why        covenant.Code // what has come in the way of what is in it, as far as the viewer knows; "" for nothing
	Withdrawn  bool          // as far as the viewer knows, something in it was withdrawn or corrected, or is on hold and it had not left: recalled if it had not left, listed if it had
}

// Issued is the issue act that the document in the package proves.
func (p PackageView) Issued() crypto.Digest {
	if p.Again.IsZero() {
		return p.Act
	}
	return p.Again
}

func (s *State) packageView(id chain.Seat, p *Package) PackageView {
	v := PackageView{
		Act: p.Act, Latest: p.object.latest, Again: p.Again, Seq: p.Seq, Kind: p.Kind, Recipient: p.Recipient, Issuer: p.Issuer,
		Releases: slices.Clone(p.Releases), Own: slices.Clone(p.Own), ReactUntil: p.ReactUntil, Keys: s.keysFor(p),
		Delivered: p.Delivered, Opened: p.Opened,
		Anew: s.anew(p.Act), Why: s.taint(s.seat(id), p),
	}
	v.Withdrawn = v.Why != ""
	for _, k := range s.consentsOf(s.seat(id), p) {
		v.Consents = append(v.Consents, k.Act)
	}
	if p.File != nil {
		v.File = p.File.Digest
	}
	return v
}
