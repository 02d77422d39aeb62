package room

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// tellProgress says how far an action is, by who may.
func (g *game) tellProgress() (draft, bool) {
	a := pick(g, slices.DeleteFunc(inOrder(g.m.s.agreed, func(a *Agreed) *object { return a.object }), func(a *Agreed) bool { return !a.Action }))
	if a == nil {
		return draft{}, false
	}
	by := g.scribe(g.m.s.items[a.Item-1])
	if seat := g.m.s.present(a.Assignee); seat != nil && g.chance(60) {
		by = g.name(seat)
	}
	d := progressing(by, a.Act, pick(g, []covenant.Code{ProgressOpen, ProgressDone, ProgressDropped}))
	if p := g.m.s.progressOf(a.Act); p != nil && g.chance(95) {
		d.on = []crypto.Digest{p.Act}
		d = andThen(d)
	}
	return d, true
}
