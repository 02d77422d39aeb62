package rehearse

import (
	"context"

	"casusoverleg/client"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Ask asks people at an item for information.
type Ask struct {
	At      ItemRef       `script:"at,required"`
	To      []PersonRef   `script:"to,required"`
	Text    string        `script:"text,required"`
	Reason  string        `script:"reason"`
	Purpose covenant.Code `script:"purpose"`
}

// Answer answers a request.
type Answer struct {
	To      ThingRef    `script:"to,required" thing:"request"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"` // left out: who asked
}

// RefuseRequest does not answer it.
type RefuseRequest struct {
	Of     ThingRef `script:"of,required,main" thing:"request"`
	Reason string   `script:"reason"`
}

// OfRequest is a verb about one request.
type OfRequest struct {
	Of ThingRef `script:"of,required,main" thing:"request"`
}

func playAsk(ctx context.Context, p *player, s *Step, v *Ask) error {
	q := client.Request{Item: p.items[v.At.Name].id, Purpose: v.Purpose, Question: v.Text, Reason: v.Reason}
	for _, r := range v.To {
		q.To = append(q.To, p.actor(r.Name).place)
	}
	var err error
	p.last, err = p.session(s).Ask(ctx, q)
	return err
}

func playAnswer(ctx context.Context, p *player, s *Step, v *Answer) error {
	return p.bringIn(ctx, s, room.AsAnswer, v.Content, p.act(v.To), p.reading(p.items[p.itemOf(v)], v.Readers))
}

func playRefuseRequest(ctx context.Context, p *player, s *Step, v *RefuseRequest) error {
	var err error
	p.last, err = p.session(s).RefuseRequest(ctx, p.act(v.Of), v.Reason)
	return err
}

func playWithdrawRequest(ctx context.Context, p *player, s *Step, v *OfRequest) error {
	return p.session(s).WithdrawRequest(ctx, p.act(v.Of))
}

// requestPhrase says in words what a step about a request does.
func (p *player) requestPhrase(s *Step) (words, bool) {
	switch v := s.verb.(type) {
	case *Ask:
		return say("vraagt bij %s iets aan %s", "asks at %s something of %s", p.label(v.At), p.calledAll(names(v.To))), true
	case *Answer:
		return say("beantwoordt de vraag %s%s", "answers the question %s%s", v.To.Name, p.to(v.Readers)), true
	case *RefuseRequest:
		return say("beantwoordt de vraag %s niet", "does not answer the question %s", v.Of.Name), true
	case *OfRequest:
		return say("trekt de vraag %s in", "takes back the question %s", v.Of.Name), true
	}
	return words{}, false
}
