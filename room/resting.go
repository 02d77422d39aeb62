package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// What rests on a record of consent: contributions name it in their labels, and
// through them proposals and packages. Only who reads the labels and sees the
// record knows; nobody else's replica may come to depend on it.

var (
	// The record that a contribution names is there for its owner, is about the same
	// person at the same item, and stands.
	consentNamed = check{"consentNamed", func(c *change) *Refusal {
		if c.labels == nil {
			return nil
		}
		l := c.labels
		if l.Override != "" && (!l.Consent.IsZero() || !listed(c.s.rules.ConsentOverrides(), l.Override)) {
			return c.s.refuse(CodeMalformed, "override")
		}
		if l.Consent.IsZero() {
			return nil
		}
		k := c.s.consents[l.Consent]
		switch {
		case k == nil && !c.s.whole():
			return nil // from before this seat's time; the server knows it
		case k == nil, c.s.whole() && !c.s.sees(c.author.ID, k.object):
			return c.s.refuse(CodeUnknownObject)
		case k.Record.Item != c.item.ID || k.Record.Person != l.Person:
			return c.s.refuse(covenant.ConsentNotCovering, "person")
		case k.Withdrawn != 0:
			return c.s.refuse(CodeConsentWithdrawn)
		}
		return nil
	}}
	// Nobody reads along whose organisation the consent does not name. Chair and
	// deputies do by their office: they watch over what leaves (DW art. 11.2).
	consentForReaders = check{"consentForReaders", func(c *change) *Refusal {
		readers, labels := c.readers(), c.labels
		if con := c.contribution(); con != nil && c.act.Kind != KindContribute {
			readers = slices.Concat(readers, con.Readers)
			if labels == nil {
				labels = con.Labels
			}
		}
		if labels == nil {
			return nil
		}
		for _, r := range readers {
			if !c.s.covers(c.s.consents[labels.Consent], c.author.Claims.Party, r.Place) {
				return c.s.refuse(covenant.ConsentNotCovering, "readers")
			}
		}
		return nil
	}}
	// Nobody new reads what somebody took his consent back for.
	consentStandsForReaders = must("consentStandsForReaders", CodeConsentWithdrawn, func(c *change) bool {
		return !c.s.consentGone(c.s.restsOn(nil, c.contribution()))
	})
	// What was stopped stays as it is: a correction would be shared anew.
	notStopped = must("notStopped", CodeConsentWithdrawn, func(c *change) bool {
		return c.s.rules.ConsentWithdrawn() != covenant.WithdrawalStop || !c.s.consentGone(c.s.restsOn(nil, c.contribution()))
	})
	consentForProposal = check{"consentForProposal", func(c *change) *Refusal {
		p := payloadOf[ProposePayload](c)
		return c.s.uncovered(c.act.Refs[p.Actions:], p.Recipients)
	}}
	consentForApproval = check{"consentForApproval", func(c *change) *Refusal {
		if p := c.s.proposals[c.object.created]; payloadOf[MinimisePayload](c).Approve {
			return c.s.uncovered(p.Sources, p.Recipients)
		}
		return nil
	}}
	consentForPackage = check{"consentForPackage", func(c *change) *Refusal {
		p := payloadOf[IssuePayload](c)
		for _, o := range c.refs[:p.Releases] {
			if r := c.s.uncovered(c.s.proposals[o.created].Sources, []Recipient{p.Recipient}); r != nil {
				return r
			}
		}
		return nil
	}}
)

// covers says whether a consent, where there is one, lets what a party brought in
// go to a place. Within one organisation nothing is disclosed, nor to the person
// himself; other guests have no organisation that a consent could name.
func (s *State) covers(k *Consent, from covenant.Code, place agenda.PlaceID) bool {
	if k == nil {
		return true
	}
	if sitting, ok := s.items[k.Record.Item-1].Sitting(place); ok && sitting.Person == k.Record.Person {
		return true
	}
	to := s.place(place)
	return to != nil && to.Party != "" && (to.Party == from || slices.Contains(k.Record.Parties, to.Party))
}

// uncovered is the refusal of an act that would bring these contributions to
// somebody the consent behind them does not name, as far as this state knows.
func (s *State) uncovered(sources []crypto.Digest, recipients []Recipient) *Refusal {
	for _, r := range recipients {
		if !s.consented(nil, sources, r) {
			return s.refuse(covenant.ConsentNotCovering, "recipients")
		}
	}
	return nil
}

// consentGone says whether a consent was taken back, where the profile gives that
// a consequence.
func (s *State) consentGone(k *Consent) bool {
	return k != nil && k.Withdrawn != 0 && s.rules.ConsentWithdrawn() != ""
}

// consented says whether every consent behind these contributions covers a
// recipient, as far as a seat sees; nil sees everything.
func (s *State) consented(seat *Seat, sources []crypto.Digest, r Recipient) bool {
	for _, act := range sources {
		con := s.contributionOf(act)
		if con == nil || (seat != nil && !s.sees(seat.ID, con.object)) {
			continue
		}
		k := s.restsOn(seat, con)
		switch {
		case k == nil:
		case r.Outside != 0:
			if !slices.Contains(k.Record.Outside, r.Outside) {
				return false
			}
		case !s.covers(k, s.seat(con.Owner).Claims.Party, s.seat(r.Seat).Place):
			return false
		}
	}
	return true
}

// restsOn is the record of consent that a contribution rests on now, as far as a
// seat may know; nil for none.
func (s *State) restsOn(seat *Seat, con *Contribution) *Consent {
	return s.restedOn(seat, con, uint64(len(s.log)))
}

// restedOn is restsOn as it was when the log was so long.
func (s *State) restedOn(seat *Seat, con *Contribution, seq uint64) *Consent {
	if con.Withdrawn || (seat != nil && !s.reads(seat, con)) {
		return nil
	}
	for _, g := range slices.Backward(con.grounds) {
		if g.since <= seq {
			k := s.consents[g.consent]
			if k == nil || (seat != nil && !s.sees(seat.ID, k.object)) {
				return nil
			}
			return k
		}
	}
	return nil
}

// rests notes on which consent a contribution rests since this act.
func (con *Contribution) rests(c *change) {
	g := ground{since: c.seq}
	if c.labels != nil {
		g.consent = c.labels.Consent
	}
	con.grounds = append(con.grounds, g)
}

// sourcesOf are the contributions in a package: behind its releases, and the
// recipient's own, as far as a seat sees; nil sees everything.
func (s *State) sourcesOf(seat *Seat, p *Package) []crypto.Digest {
	sources := slices.Clone(p.Own)
	for _, act := range p.Releases {
		k, ok := s.acts[act]
		if ok && k.object != nil && s.proposals[k.object.created] != nil && (seat == nil || s.sees(seat.ID, k.object)) {
			sources = append(sources, s.proposals[k.object.created].Sources...)
		}
	}
	return sources
}

// consentsOf are the records that a package rested on when it was issued, in the
// order of the log and as far as a seat sees; nil sees everything.
func (s *State) consentsOf(seat *Seat, p *Package) []*Consent {
	if p.Kind == covenant.PackageOwnRecord {
		return nil // nothing is disclosed to who brought it in
	}
	var found []*Consent
	for _, act := range s.sourcesOf(seat, p) {
		con := s.contributionOf(act)
		if con == nil || (seat != nil && !s.sees(seat.ID, con.object)) {
			continue
		}
		if k := s.restedOn(seat, con, p.Seq); k != nil && !slices.Contains(found, k) {
			found = append(found, k)
		}
	}
	slices.SortFunc(found, func(a, b *Consent) int { return int(a.object.acts[0]) - int(b.object.acts[0]) })
	return found
}

// calledBack are the files of packages that a withdrawn consent calls back. What
// was brought in stays its owner's to withdraw.
func (s *State) calledBack(k *Consent) []crypto.Digest {
	var files []crypto.Digest
	for _, p := range sorted(s.packages, func(p *Package) *object { return p.object }) {
		if p.File != nil && s.recalled(p) && slices.Contains(s.consentsOf(nil, p), k) {
			files = append(files, p.File.Digest)
		}
	}
	return files
}
