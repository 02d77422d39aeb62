package rehearse

import (
	"context"
	"reflect"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/room"
)

// HandUp raises a hand, or lowers it.
type HandUp struct {
	At ItemRef `script:"at,required"`
	Do string  `script:"do"` // raise (left out), order or lower
}

// Floor leads the list of speakers.
type Floor struct {
	At    ItemRef   `script:"at,required"`
	To    PersonRef `script:"to"`    // gets the floor; left out with the rest: nobody has it
	Lower PersonRef `script:"lower"` // whose hand goes down
	List  string    `script:"list"`  // closed or open
}

// SpeakersCheck says who speaks and whose hands are up, in their order.
type SpeakersCheck struct {
	Of    ItemRef     `script:"of,required"`
	Floor PersonRef   `script:"floor"` // left out: nobody
	Hands []PersonRef `script:"hands"`
}

func handsDone() []string { return []string{"", "raise", "order", "lower"} }

func listsDone() []string { return []string{"", "closed", "open"} }

func playHand(ctx context.Context, p *player, s *Step, v *HandUp) error {
	session, item := p.session(s), p.items[v.At.Name].id
	var err error
	if v.Do == "lower" {
		err = session.LowerHand(ctx, item, 0)
	} else {
		err = session.RaiseHand(ctx, item, v.Do == "order")
	}
	return p.seenByAll(ctx, session, item, err)
}

func playFloor(ctx context.Context, p *player, s *Step, v *Floor) error {
	session, item := p.session(s), p.items[v.At.Name].id
	var err error
	switch {
	case v.List != "":
		err = session.CloseList(ctx, item, v.List == "closed")
	case v.Lower.Name != "":
		err = session.LowerHand(ctx, item, p.seat(v.Lower.Name))
	case v.To.Name != "":
		err = session.GiveFloor(ctx, item, p.seat(v.To.Name))
	default:
		err = session.GiveFloor(ctx, item, 0)
	}
	return p.seenByAll(ctx, session, item, err)
}

// seenByAll waits until every client at the item shows the list as this one does.
func (p *player) seenByAll(ctx context.Context, one *client.Session, item agenda.ItemID, err error) error {
	if err != nil {
		return err
	}
	for _, a := range p.here() {
		if sitsAt(a, item) && !eventually(ctx, func() bool { return reflect.DeepEqual(a.session.Speakers(item), one.Speakers(item)) }) {
			return ctx.Err()
		}
	}
	return nil
}

func sitsAt(a *actor, item agenda.ItemID) bool {
	return slices.ContainsFunc(a.session.View().Items, func(it room.ItemView) bool { return it.ID == item && it.Here })
}

// lookSpeakers looks at every client: who sits at the item shows exactly this, and
// the others nothing.
func lookSpeakers(ctx context.Context, p *player, s *Step, v *SpeakersCheck) error {
	item := p.items[v.Of.Name].id
	want := room.Speakers{Item: item, Floor: p.seat(v.Floor.Name)}
	for _, r := range v.Hands {
		want.Hands = append(want.Hands, room.Hand{Seat: p.seat(r.Name)})
	}
	shows := func(a *actor, want room.Speakers) bool {
		l := a.session.Speakers(item)
		return l.Floor == want.Floor && slices.EqualFunc(l.Hands, want.Hands, func(a, b room.Hand) bool { return a.Seat == b.Seat })
	}
	for _, a := range p.here() {
		if !sitsAt(a, item) {
			if !shows(a, room.Speakers{}) {
				return p.failed(s, say("%s ziet er niets van", "%s sees nothing of it", a.name), say("het apparaat toont handen", "the device shows hands"))
			}
			continue
		}
		if !eventually(ctx, func() bool { return shows(a, want) }) {
			return p.failed(s, say("%s ziet deze sprekerslijst", "%s sees this list of speakers", a.name), say("het apparaat toont een andere", "the device shows another"))
		}
	}
	p.print.seen(say("sprekers bij %s: %s", "speakers at %s: %s", p.label(v.Of), p.calledAll(names(v.Hands))))
	return nil
}

// speakersPhrase says in words what a step about hands does.
func (p *player) speakersPhrase(s *Step) (words, bool) {
	switch v := s.verb.(type) {
	case *HandUp:
		switch v.Do {
		case "lower":
			return say("laat bij %s de hand zakken", "lowers the hand at %s", p.label(v.At)), true
		case "order":
			return say("vraagt bij %s het woord over de orde", "raises a point of order at %s", p.label(v.At)), true
		}
		return say("steekt bij %s de hand op", "raises a hand at %s", p.label(v.At)), true
	case *Floor:
		switch {
		case v.List == "closed":
			return say("sluit de sprekerslijst bij %s", "closes the list of speakers at %s", p.label(v.At)), true
		case v.List == "open":
			return say("opent de sprekerslijst bij %s weer", "opens the list of speakers at %s again", p.label(v.At)), true
		case v.Lower.Name != "":
			return say("laat bij %s de hand van %s zakken", "lowers at %s the hand of %s", p.label(v.At), p.called(v.Lower.Name)), true
		case v.To.Name != "":
			return say("geeft bij %s het woord aan %s", "gives at %s the floor to %s", p.label(v.At), p.called(v.To.Name)), true
		}
		return say("neemt bij %s het woord terug", "takes back the floor at %s", p.label(v.At)), true
	}
	return words{}, false
}
