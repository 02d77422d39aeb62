package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/room/covenant"
)

// Consent in random rooms: recorded, rested on, withdrawn.

// lawRules are what random rooms without guests run under: consent that may be named,
// that stops everything once withdrawn, and that everything about a person needs.
func lawRules(seed uint64) *covenant.Rules {
	return []func() *covenant.Rules{deWolden, stoppingRules, deWolden, stoppingRules, deWolden, deWolden, stoppingRules, holdingRules}[seed/2%8]()
}

func (g *game) consents(which func(*Consent) bool) []*Consent {
	return slices.DeleteFunc(inOrder(g.m.s.consents, func(k *Consent) *object { return k.object }), func(k *Consent) bool { return !which(k) })
}

// consent is what somebody answers: mostly yes, to some of the parties.
func (g *game) consent() (draft, bool) {
	it := g.item()
	if len(it.Persons) == 0 {
		return draft{}, false
	}
	seat := g.at(it)
	return g.m.consenting(g.name(seat), func(p *ConsentPayload) {
		p.Item, p.Person = it.ID, pick(g, it.Persons).Handle
		p.Signers = append(p.Signers, covenant.SignerRepresentative)
		if it.Facts.Purpose != "" {
			p.Purpose = it.Facts.Purpose
		}
		p.Parties = []covenant.Code{municipality, police, housing, welfare}
		if g.chance(30) {
			p.Parties = p.Parties[g.rng.IntN(4):]
		}
		if g.chance(10) {
			p.Answer = covenant.ConsentRefused
		}
	}), true
}

func (g *game) withdrawConsent() (draft, bool) {
	k := pick(g, g.consents(func(k *Consent) bool { return k.Withdrawn == 0 || g.chance(10) }))
	if k == nil || g.chance(10) {
		return draft{}, false
	}
	return g.m.withdrawing(g.name(g.m.s.seat(k.By)), k.Act), true
}

// rest has labels name a record of the item, or a ground to go without.
func (g *game) rest(it *agenda.Item, l *Labels) {
	k := pick(g, g.consents(func(k *Consent) bool { return k.Record.Item == it.ID && (k.Withdrawn == 0 || g.chance(5)) }))
	switch {
	case k != nil && g.chance(70):
		l.Consent, l.Person, l.Secret = k.Act, k.Record.Person, g.chance(20)
	case g.chance(70):
		for _, ground := range g.m.rules.ConsentOverrides() {
			l.Override, l.OverrideReason, l.Secret = ground.Code, true, g.chance(50)
		}
	}
}

// rested counts the contributions that rest on consent, and on consent withdrawn.
func (g *game) rested() (contributions, withdrawn int) {
	for _, con := range g.m.s.contributions {
		if k := g.m.s.consents[con.grounds[len(con.grounds)-1].consent]; k != nil {
			if contributions++; k.Withdrawn != 0 {
				withdrawn++
			}
		}
	}
	return contributions, withdrawn
}
