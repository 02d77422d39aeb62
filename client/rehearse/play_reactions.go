package rehearse

import (
	"context"

	"casusoverleg/crypto"
)

// Verbs about what recipients have to remark on a concept.

// React says what one has to remark on the concept one got; without text, nothing (more).
type React struct {
	Text string    `script:"text,main"`
	To   *ThingRef `script:"to" thing:"package"` // left out: the newest
}

// Handle says what became of a reaction.
type Handle struct {
	Of          ThingRef   `script:"of,required" thing:"reaction"`
	Answer      string     `script:"answer"`
	Corrections []ThingRef `script:"corrections" thing:"proposal"`
}

func playReact(ctx context.Context, p *player, s *Step, v *React) error {
	a := p.actor(s.Who.Name)
	pack, err := p.packageFor(a, v.To)
	if err != nil {
		return err
	}
	p.last, err = a.session.React(ctx, pack.Act, v.Text)
	return err
}

func playHandle(ctx context.Context, p *player, s *Step, v *Handle) error {
	session, reaction := p.session(s), p.act(v.Of)
	var corrections []crypto.Digest
	for _, r := range v.Corrections {
		corrections = append(corrections, p.act(r))
	}
	if err := session.Handle(ctx, reaction, v.Answer, corrections...); err != nil {
		return err
	}
	for _, re := range session.View().Reactions {
		if re.Act == reaction {
			p.last = re.Answered
		}
	}
	return nil
}
