package room

import "slices"

// move is something that can be tried in a room.
type move struct {
	try               func() (draft, bool)
	weight            int // how often next to the others, and how many a room should have
	offered, admitted int
}

// Of what a room has had less than its weight, that weighs favour times as much,
// until it was offered patience times in vain. So every kind gets its turn however
// many kinds there are, and one seed still gives one room.
const (
	favour   = 4
	patience = 10
)

func (m *move) now() int {
	if m.admitted < m.weight && m.offered < m.admitted+patience {
		return m.weight * favour
	}
	return m.weight
}

// draw picks a move by weight.
func (g *game) draw(moves []*move) *move {
	total := 0
	for _, m := range moves {
		total += m.now()
	}
	n := g.rng.IntN(total)
	for _, m := range moves {
		if n -= m.now(); n < 0 {
			return m
		}
	}
	panic("no weight left")
}

// learn says what can be tried, and how often.
func (g *game) learn() {
	add := func(weight int, tries ...func() (draft, bool)) {
		for _, try := range tries {
			g.usual = append(g.usual, &move{try: try, weight: weight})
		}
	}
	add(9, g.contribute, g.agree)
	add(6, g.propose)
	add(4, g.openItem, g.liftHold, g.write)
	add(3, g.correct, g.show, g.hide, g.action, g.sit, g.minimise, g.onText, g.consent, g.ask, g.onRequest)
	add(2, g.hold, g.dropDraft, g.withdraw, g.decision, g.tellProgress, g.retract, g.decline, g.describe, g.issue, g.tellName, g.informPlan, g.dispatch,
		g.deliver, g.open, g.share, g.come, g.endItem, g.react, g.handle, g.course, g.reissue)
	add(1, g.place, g.appoint, g.newItem, g.outcome, g.lapse, g.nothingFor, g.informed, g.invite, g.noResponse, g.minutesKey, g.confirm,
		g.code, g.void, g.agenda, g.leave, g.erased, g.archive, g.renew, g.confirmKey, g.improve, g.withdrawConsent, g.unseat,
		g.chairs, g.remove, g.loss, g.rekey, g.outside, g.uninvite, g.reseat, g.noted)
	g.pressing = []*move{{try: g.course, weight: 8}, {try: g.endItem, weight: 8}}
	g.finishing = []*move{{try: g.course, weight: 12}, {try: g.gate, weight: 36}}
	g.afterLoss = []*move{{try: g.resume, weight: 1}, {try: g.contribute, weight: 1}, {try: g.void, weight: 1}}
}

// moves are what can be tried now.
func (g *game) moves() []*move {
	switch {
	case g.m.s.Suspended():
		return g.afterLoss
	case g.m.s.phase == Preparing && g.m.s.Len() >= prepared, g.m.s.phase == InSession && g.m.s.Len() >= longEnough:
		return slices.Concat(g.usual, g.pressing)
	case g.m.s.phase == Preparing || g.m.s.phase == InSession:
		return g.usual
	}
	return slices.Concat(g.usual, g.finishing)
}
