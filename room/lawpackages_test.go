package room

import (
	"casusoverleg/crypto"
)

// What becomes of a package, and who gets one.

func (g *game) react() (draft, bool) {
	p := g.pack()
	if p == nil || p.Recipient.Seat == 0 {
		return draft{}, false
	}
	return reacting(g.name(g.m.s.seat(p.Recipient.Seat)), p.Act, g.chance(30)), true
}

func (g *game) handle() (draft, bool) {
	re := pick(g, g.m.s.reactionsInOrder())
	if re == nil {
		return draft{}, false
	}
	var corrections []crypto.Digest
	for _, p := range g.m.s.corrections {
		if g.chance(40) {
			corrections = append(corrections, p.Act)
		}
	}
	return handling(g.lead(), re.Act, corrections...), true
}

// improve proposes a text in the place of an approved one.
func (g *game) improve() (draft, bool) {
	p := g.proposal()
	if p == nil {
		return draft{}, false
	}
	return g.m.improving(g.name(g.at(g.m.s.items[p.Item-1])), p.Act), true
}

// reissue picks, where there is one, a package whose recipient has another key now.
func (g *game) reissue() (draft, bool) {
	p := g.pack()
	for _, other := range g.m.s.packagesInOrder() {
		if other.File != nil && (len(other.MadeFor) == 0 || g.m.s.keyOf(other.Recipient) != other.MadeFor[0]) && g.chance(60) {
			p = other
		}
	}
	if p == nil {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(p.Issuer)), KindReissue, p.Act), true
}

func (g *game) archive() (draft, bool) {
	return draft{by: g.anybody(), kind: KindArchive, payload: &ArchivePayload{Recipient: cast()["Lies"].minutes}}, g.chance(50)
}

func (g *game) renew() (draft, bool) {
	name := g.anybody()
	d := g.m.announcing(name)
	d.payload.(*MinutesKeyPayload).Recipient = cast()["Lies"].renewed
	return d, g.chance(50)
}

func (g *game) confirmKey() (draft, bool) {
	for _, a := range g.m.s.archives {
		if !a.Confirmed && g.chance(50) {
			return draft{by: g.lead(), kind: KindConfirmKey, payload: &ConfirmKeyPayload{Seat: a.Seat, Recipient: a.Recipient, Archive: true}}, true
		}
	}
	for _, seat := range g.present(func(s *Seat) bool { return !s.NewKey.IsZero() }) {
		return draft{by: g.lead(), kind: KindConfirmKey, payload: &ConfirmKeyPayload{Seat: seat.ID, Recipient: seat.NewKey}}, true
	}
	return draft{}, false
}
