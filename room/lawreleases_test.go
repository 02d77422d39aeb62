package room

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

func (g *game) decision() (draft, bool) {
	it := g.item()
	return g.m.decision(g.scribe(it), it.ID), true
}

func (g *game) action() (draft, bool) {
	it := g.item()
	p := &ActionPayload{Item: it.ID, Assignee: pick(g, g.m.s.places).ID, Due: 20_800}
	if !it.Earlier.IsZero() && g.chance(60) { // of the room that the item follows up
		p.Earlier = earlierRoom()
		p.Earlier.Purpose = it.Facts.Purpose
	}
	return draft{by: g.scribe(it), kind: KindAction, payload: p}, true
}

func (g *game) retract() (draft, bool) {
	a := g.agreed()
	if a == nil || g.chance(60) {
		return draft{}, false
	}
	return onObject(g.scribe(g.m.s.items[a.Item-1]), KindRetract, a.Act), true
}

func (g *game) propose() (draft, bool) {
	it := g.item()
	p := &ProposePayload{Item: it.ID, Kind: "passage", Digest: g.m.file()}
	var on []crypto.Digest
	for _, a := range inOrder(g.m.s.agreed, func(a *Agreed) *object { return a.object }) {
		if a.Action && a.Item == it.ID && !a.Retracted && g.chance(50) {
			on = append(on, a.Act)
			p.Actions++
		}
	}
	for _, con := range inOrder(g.m.s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Item == it.ID && (!con.Withdrawn || g.chance(10)) && g.chance(20) && len(p.Owners) < 4 {
			on = append(on, con.Act)
			p.Owners = append(p.Owners, con.Owner)
		}
	}
	p.Independent = len(p.Owners) == 0
	for _, seat := range g.present(func(s *Seat) bool { return s.Joined }) {
		if g.chance(25) {
			p.Recipients = append(p.Recipients, Recipient{Seat: seat.ID})
		}
	}
	return draft{by: g.name(g.at(it)), kind: KindPropose, on: on, payload: p}, true
}

func (g *game) agree() (draft, bool)   { return g.answer(KindAgree) }
func (g *game) decline() (draft, bool) { return g.answer(KindDecline) }

// answer is what an owner says to a proposal.
func (g *game) answer(kind chain.Kind) (draft, bool) {
	p := g.proposal()
	if p == nil || len(p.Owners) == 0 {
		return draft{}, false
	}
	return onProposal(g.speaker(pick(g, p.Owners)), kind, p.Act), true
}

func (g *game) minimise() (draft, bool) {
	p := g.proposal()
	if p == nil {
		return draft{}, false
	}
	d := minimising(g.lead(), p.Act, g.chance(85))
	d.payload.(*MinimisePayload).Independent = p.Independent
	return d, true
}

func (g *game) lapse() (draft, bool) {
	p := g.proposal()
	if p == nil {
		return draft{}, false
	}
	return onProposal(g.lead(), KindLapse, p.Act), true
}

func (g *game) nothingFor() (draft, bool) {
	return draft{by: g.lead(), kind: KindNothingFor, payload: &NothingForPayload{Recipient: Recipient{Seat: pick(g, g.m.s.seats).ID}}}, true
}

func (g *game) issue() (draft, bool) {
	seat := pick(g, g.m.s.seats)
	if g.chance(50) {
		return g.packageFor(Recipient{Seat: seat.ID})
	}
	if g.hosted && g.chance(50) {
		return g.issueAny()
	}
	var own []crypto.Digest
	for _, con := range inOrder(g.m.s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Owner == seat.ID && g.chance(50) {
			own = append(own, con.Act)
		}
	}
	d := g.m.issue(pick(g, []covenant.Code{covenant.PackageExtract, covenant.PackageOwnRecord}), g.name(seat), nil, own...)
	d.by = g.lead()
	return d, true
}

// issueAny issues a text that was proposed, decided on or not, mostly to one it was meant for.
func (g *game) issueAny() (draft, bool) {
	proposals := inOrder(g.m.s.proposals, func(p *Proposal) *object { return p.object })
	if len(proposals) == 0 {
		return draft{}, false
	}
	p, to := pick(g, proposals), pick(g, g.m.s.seats)
	if r := pick(g, p.Recipients); r.Seat != 0 && g.chance(70) {
		to = g.m.s.seat(r.Seat)
	}
	d := g.m.issue(covenant.PackageExtract, g.name(to), []crypto.Digest{p.Act})
	d.by = g.lead()
	return d, true
}

// packageFor takes the next step to a recipient's minutes.
func (g *game) packageFor(r Recipient) (draft, bool) {
	if seat := g.m.s.seat(r.Seat); seat != nil && seat.Gone == "" && !seat.Joined {
		return g.m.joining(g.name(seat)), true // he has another device
	}
	if r.Seat != 0 && g.m.s.keyOf(r).IsZero() {
		return g.m.announcing(g.name(g.m.s.seat(r.Seat))), true
	}
	for _, p := range inOrder(g.m.s.packages, func(p *Package) *object { return p.object }) {
		if p.Recipient == r && p.File == nil && p.Kind == covenant.PackageMinutes && !g.m.s.recalled(p) && g.chance(70) {
			return onObject(g.name(g.m.s.seat(p.Issuer)), KindDispatch, p.Act), true
		}
	}
	var releases []crypto.Digest
	for _, p := range inOrder(g.m.s.releasesFor(r), func(p *Proposal) *object { return p.object }) {
		releases = append(releases, p.Act)
	}
	d := g.m.issueTo(covenant.PackageMinutes, r, releases)
	d.by = g.lead()
	return d, true
}

func (g *game) dispatch() (draft, bool) {
	p := g.pack()
	if p == nil {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(p.Issuer)), KindDispatch, p.Act), true
}

func (g *game) deliver() (draft, bool) {
	p := g.pack()
	if p == nil {
		return draft{}, false
	}
	return g.m.delivery(p.Act), true
}

func (g *game) open() (draft, bool) {
	p := g.pack()
	if p == nil || p.Recipient.Seat == 0 {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(p.Recipient.Seat)), KindOpened, p.Act), true
}
