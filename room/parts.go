package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// What a package of each kind may hold, and must.

var (
	partsApproved = check{"partsApproved", func(c *change) *Refusal {
		p := payloadOf[IssuePayload](c)
		only := covenant.PackageHolds(p.Kind)
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
			case only != "" && proposal.Kind != only:
				return c.s.refuse(CodeMalformed, "kind")
			}
			if r := c.s.ruleRelease(proposal, []Recipient{p.Recipient}); r != nil {
				return r
			}
		}
		return nil
	}}
	// Minutes hold everything that was approved for their recipient, a dossier copy
	// everything of the items whose dossier he holds; only minutes may be empty.
	partsComplete = must("partsComplete", CodeIncomplete, func(c *change) bool {
		p := payloadOf[IssuePayload](c)
		in := map[crypto.Digest]bool{}
		for _, o := range c.refs[:p.Releases] {
			if o == nil || in[o.created] {
				return false
			}
			in[o.created] = true
		}
		for act := range c.s.dueIn(p.Kind, p.Recipient, c.s.leaving()) {
			if !in[act] {
				return false
			}
		}
		return p.Kind == covenant.PackageMinutes || len(c.act.Refs) > 0
	})
	ownContributions = check{"ownContributions", func(c *change) *Refusal {
		p := payloadOf[IssuePayload](c)
		if p.Kind == covenant.PackageOwnRecord && p.Recipient.Seat == 0 {
			return c.s.refuse(CodeNotOwner)
		}
		for _, o := range c.refs[p.Releases:] {
			if o == nil {
				return c.s.refuse(CodeUnknownObject)
			}
			con := c.s.contributions[o.created]
			if con.Owner != p.Recipient.Seat || covenant.PackageHolds(p.Kind) != "" {
				return c.s.refuse(CodeNotOwner)
			}
		}
		if code := c.s.tookBack(nil, p.Kind, c.act.Refs[p.Releases:]); code != "" {
			return c.s.refuse(code)
		}
		return nil
	}}
	// There is no joint dossier: the copy of an item goes to its dossier holder and
	// to nobody else (DW art. 9.1).
	dossierHolder = must("dossierHolder", CodeNotDossierHolder, func(c *change) bool {
		p := payloadOf[IssuePayload](c)
		if p.Kind != covenant.PackageDossier {
			return true
		}
		for _, o := range c.refs {
			if o == nil || !c.s.holdsDossier(p.Recipient, c.s.items[o.item-1]) {
				return false
			}
		}
		return true
	})
)

// holdsDossier says whether a recipient may have the dossier copy of an item.
func (s *State) holdsDossier(r Recipient, it *agenda.Item) bool {
	seat := s.seat(r.Seat)
	if seat == nil {
		return false
	}
	var role covenant.Code
	if sitting, ok := it.Sitting(seat.Place); ok {
		role = sitting.Role
	}
	return s.rules.DossierHolder(seat.Claims.Party, role)
}

// leaving is what leaves for whom. Each text asks the rules about each of its
// recipients, so whoever asks for many recipients works it out once.
type leaving map[Recipient]map[crypto.Digest]*Proposal

func (s *State) leaving() leaving {
	all := leaving{}
	for act, p := range s.proposals {
		for _, r := range s.leaves(nil, p) {
			if all[r] == nil {
				all[r] = map[crypto.Digest]*Proposal{}
			}
			all[r][act] = p
		}
	}
	return all
}

// releasesFor returns the proposals that leave for a recipient.
func (s *State) releasesFor(r Recipient) map[crypto.Digest]*Proposal { return s.leaving()[r] }

// dueIn returns, of what leaves, the proposals that a package of this kind must hold.
func (s *State) dueIn(kind covenant.Code, r Recipient, l leaving) map[crypto.Digest]*Proposal {
	switch kind {
	case covenant.PackageMinutes:
		return l[r]
	case covenant.PackageDossier:
		due := map[crypto.Digest]*Proposal{}
		for act, p := range l[r] {
			if s.holdsDossier(r, s.items[p.Item-1]) {
				due[act] = p
			}
		}
		return due
	}
	return nil
}

// sent says whether a package is on its way or has arrived.
func (s *State) sent(p *Package) bool { return p.File != nil && !s.recalled(p) }

// latestSent is the newest package of a kind that a recipient gets; nil for none.
// One that was issued later and is not on its way yet, or was recalled, comes before it.
func (s *State) latestSent(kind covenant.Code, r Recipient) *Package {
	var latest *Package
	for _, p := range s.packages {
		if p.Recipient == r && p.Kind == kind && (latest == nil || p.Seq > latest.Seq) {
			latest = p
		}
	}
	if latest == nil || !s.sent(latest) {
		return nil
	}
	return latest
}

// sentWhole says whether a recipient's latest package of a kind is on its way,
// and holds everything it must.
func (s *State) sentWhole(kind covenant.Code, r Recipient, l leaving) bool {
	latest := s.latestSent(kind, r)
	if latest == nil {
		return false
	}
	for _, p := range s.dueIn(kind, r, l) {
		if !s.inPackage(latest, p) {
			return false
		}
	}
	return true
}

// inPackage says whether a text is in a package; nil holds nothing.
func (s *State) inPackage(in *Package, p *Proposal) bool {
	return in != nil && slices.ContainsFunc(in.Releases, func(named crypto.Digest) bool { return s.proposalOf(named) == p })
}

// allSent says whether everything that leaves for a recipient is on its way: in his
// minutes, or what the family is told in a notice (TS-P art. 7.2).
func (s *State) allSent(r Recipient, l leaving) bool {
	minutes, notice := s.latestSent(covenant.PackageMinutes, r), s.latestSent(covenant.PackageNotice, r)
	for _, p := range l[r] {
		if !s.inPackage(minutes, p) && (p.Kind != covenant.ReleaseNotice || !s.inPackage(notice, p)) {
			return false
		}
	}
	return true
}

// tookBack says why what somebody brought in does not come to himself in a package
// of this kind, as far as a seat sees; nil sees everything. Empty for nothing. He has
// a record of it whatever became of the consent it rested on: he answers for it.
func (s *State) tookBack(seat *Seat, kind covenant.Code, own []crypto.Digest) covenant.Code {
	if kind != covenant.PackageOwnRecord {
		return s.withdrawnAmong(seat, own)
	}
	if slices.ContainsFunc(s.seenAmong(seat, own), func(con *Contribution) bool { return con.Withdrawn }) {
		return CodeSourceWithdrawn
	}
	return ""
}

// recorded says whether everything a seat brought in, and that stands, is in a
// record of its own that was sent. Several records together will do: one act
// names only so many parts.
func (s *State) recorded(seat *Seat) bool {
	in := map[*Contribution]bool{}
	for _, p := range s.packages {
		if p.Kind != covenant.PackageOwnRecord || p.Recipient.Seat != seat.ID || !s.sent(p) {
			continue
		}
		for _, act := range p.Own {
			in[s.contributionOf(act)] = true
		}
	}
	for _, con := range s.contributions {
		if con.Owner == seat.ID && !con.Withdrawn && !in[con] {
			return false
		}
	}
	return true
}
