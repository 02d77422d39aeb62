package room

import "casusoverleg/room/covenant"

// Topic is what people in a random room are mostly busy with for a while.
type Topic int

// The topics.
const (
	TopicAnything   Topic = iota
	TopicTexts            // they bring things in
	TopicReaders          // who may read changes
	TopicTakingBack       // what was brought in is taken back
	TopicRelease          // texts leave
)

// learnTopics says what can be tried about each topic, and how often.
func (g *game) learnTopics() {
	g.topics = map[Topic][]*move{}
	add := func(t Topic, weight int, tries ...func() (draft, bool)) {
		for _, try := range tries {
			g.topics[t] = append(g.topics[t], &move{try: try, weight: weight})
		}
	}
	add(TopicTexts, 8, g.contribute)
	add(TopicTexts, 3, g.decision, g.action, g.show, g.openItem)
	add(TopicTexts, 2, g.write, g.ask, g.correct, g.propose, g.hold)
	add(TopicReaders, 5, g.sit, g.unseat)
	add(TopicReaders, 3, g.show, g.hide, g.come, g.contribute, g.action)
	add(TopicReaders, 2, g.takeBack)
	add(TopicReaders, 1, g.share, g.remove, g.leave, g.reseat)
	add(TopicTakingBack, 8, g.takeBack)
	add(TopicTakingBack, 2, g.hide, g.unseat, g.dropDraft, g.correct, g.liftHold, g.onRequest)
	add(TopicTakingBack, 1, g.withdrawConsent, g.leave, g.remove)
	add(TopicRelease, 8, g.issueAny)
	add(TopicRelease, 5, g.agree, g.minimise, g.dispatch)
	add(TopicRelease, 3, g.minutesKey, g.issue, g.propose)
	add(TopicRelease, 2, g.takeBack, g.contribute, g.issueOwn)
	add(TopicRelease, 1, g.reissue, g.open, g.hold, g.action)
}

// takeBack is an owner who withdraws something.
func (g *game) takeBack() (draft, bool) {
	return g.own(KindWithdraw, func(*Contribution) any { return nil })
}

// issueOwn issues what somebody brought in, mostly to himself.
func (g *game) issueOwn() (draft, bool) {
	con, to := g.contribution(), pick(g, g.m.s.seats)
	if con == nil {
		return draft{}, false
	}
	if g.chance(70) {
		to = g.m.s.seat(con.Owner)
	}
	d := g.m.issue(pick(g, []covenant.Code{covenant.PackageExtract, covenant.PackageOwnRecord}), g.name(to), nil, con.Act)
	d.by = g.lead()
	return d, true
}

// NextAbout is Next in a time in which so many of a hundred acts are about a topic.
func (g *Game) NextAbout(t Topic, percent int) Wish {
	g.g.topic, g.g.topical = g.g.topics[t], percent
	return g.Next()
}
