package rehearse

import (
	"context"
	"slices"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Verbs about contributions, decisions, actions and proposals.

// content is what a client is told to bring in.
func (p *player) content(by string, it *item, c Content) client.Contribution {
	a := p.actor(by)
	out := client.Contribution{
		Item: it.id, Text: text(c.Text), Necessity: text(c.Necessity), Source: text(c.Source),
		Category: or(c.Category, "no_person"), Nature: or(c.Nature, covenant.Fact),
		Basis: or(c.Basis, a.person.Basis), Task: or(c.Task, a.person.Task), Purpose: text(c.Purpose), Identifying: yes(c.Identifying),
	}
	out.Secret, out.Override, out.Weighed = c.Secret, c.Override, c.Weighed
	if c.Consent != nil {
		out.Consent = p.act(*c.Consent)
	}
	for _, e := range c.Aid {
		out.Aid = append(out.Aid, client.Answer{Question: covenant.Code(e.Name), Text: e.Value})
	}
	if i := slices.IndexFunc(it.persons, func(s Subject) bool { return s.Pseudonym == text(c.About) }); i >= 0 {
		out.Person = uint32(i + 1)
	}
	return out
}

// or is a code, or what stands for it where it is not said.
func or(c *covenant.Code, otherwise covenant.Code) covenant.Code {
	if c == nil {
		return otherwise
	}
	return *c
}

// reading names readers, each with his reason: the role he has at the item
// unless the script gives one.
func (p *player) reading(it *item, to PersonWords) []room.Reader {
	var readers []room.Reader
	for _, w := range to {
		reason := w.Word
		if reason == "" {
			reason = it.roleOf(w.Person.Name)
		}
		readers = append(readers, room.Reader{Place: p.actor(w.Person.Name).place, Reason: reason})
	}
	return readers
}

// roleOf is the latest role of somebody at the item; "content" for who has none.
func (it *item) roleOf(name string) covenant.Code {
	for _, s := range slices.Backward(it.facts.Seats) {
		if s.Person.Name == name {
			return s.Word
		}
	}
	return "content"
}

// madeBy is what a step made, for later steps.
func (p *player) madeBy(s *Step, kind thing) *made {
	m := &made{kind: kind, act: p.last, text: p.textOf(s.verb), by: s.Who.Name, item: p.itemOf(s.verb)}
	if v, ok := s.verb.(*Sign); ok && v.Text == "" {
		m.text = p.things[v.Of.Name].text
	}
	return m
}

// itemOf is the item that a verb makes something at; "" for none.
func (p *player) itemOf(verb any) string {
	switch v := verb.(type) {
	case *Contribute:
		return v.At.Name
	case *BringFrom:
		return v.At.Name
	case *Reply:
		return p.things[v.To.Name].item
	case *Dissent:
		return p.things[v.With.Name].item
	case *Draft:
		return v.At.Name
	case *Sign:
		return p.things[v.Of.Name].item
	case *Reveal:
		return v.At.Name
	case *Response:
		return v.At.Name
	case *Ask:
		return v.At.Name
	case *Answer:
		return p.things[v.To.Name].item
	case *RefuseRequest:
		return p.things[v.Of.Name].item
	case *Hold:
		return p.things[v.Of.Name].item
	case *Consent:
		return v.At.Name
	case *Decision:
		return v.At.Name
	case *Action:
		return v.At.Name
	case *Propose:
		return v.At.Name
	}
	return ""
}

func (p *player) act(r ThingRef) crypto.Digest { return p.things[r.Name].act }

func (p *player) acts(refs []ThingRef) []crypto.Digest {
	var acts []crypto.Digest
	for _, r := range refs {
		acts = append(acts, p.act(r))
	}
	return acts
}

// bringIn contributes at an item, as what as says, about what about says.
func (p *player) bringIn(ctx context.Context, s *Step, as covenant.Code, content Content, about crypto.Digest, readers []room.Reader, names ...string) error {
	c := p.content(s.Who.Name, p.items[p.itemOf(s.verb)], content)
	c.As, c.About, c.Readers, c.Names = as, about, readers, names
	var err error
	p.last, err = p.session(s).Contribute(ctx, c)
	return err
}

func playContribute(ctx context.Context, p *player, s *Step, v *Contribute) error {
	return p.bringIn(ctx, s, room.AsInformation, v.Content, crypto.Digest{}, p.onlyThese(s, v.Readers))
}

func playReply(ctx context.Context, p *player, s *Step, v *Reply) error {
	return p.bringIn(ctx, s, room.AsReply, v.Content, p.act(v.To), p.reading(p.items[p.itemOf(v)], v.Readers))
}

func playDissent(ctx context.Context, p *player, s *Step, v *Dissent) error {
	return p.bringIn(ctx, s, room.AsDissent, v.Content, p.act(v.With), p.reading(p.items[p.itemOf(v)], v.Readers))
}

func playReveal(ctx context.Context, p *player, s *Step, v *Reveal) error {
	return p.bringIn(ctx, s, room.AsReveal, v.Content, crypto.Digest{}, p.onlyThese(s, v.Readers), v.Names...)
}

func playResponse(ctx context.Context, p *player, s *Step, v *Response) error {
	return p.bringIn(ctx, s, room.AsResponse, v.Content, crypto.Digest{}, p.onlyThese(s, v.Readers))
}

func playDraft(ctx context.Context, p *player, s *Step, v *Draft) error {
	owner := p.actor(v.For.Name)
	c := p.content(owner.name, p.items[v.At.Name], v.Content)
	c.Readers = p.reading(p.items[v.At.Name], v.Readers)
	var err error
	p.last, err = p.session(s).Draft(ctx, owner.place, c)
	return err
}

func playSign(ctx context.Context, p *player, s *Step, v *Sign) error {
	c, err := p.session(s).ReadDraft(p.act(v.Of))
	if err != nil {
		return err
	}
	if v.Text != "" {
		c.Text = v.Text
	}
	c.Readers = slices.Concat([]room.Reader{}, c.Readers)
	if len(v.Readers) > 0 {
		c.Readers = p.onlyThese(s, v.Readers)
	}
	p.last, err = p.session(s).Contribute(ctx, c)
	return err
}

func playDropDraft(ctx context.Context, p *player, s *Step, v *OfDraft) error {
	return p.session(s).DropDraft(ctx, p.act(v.Of))
}

// onlyThese are the readers that a step names, and nobody where it names none.
func (p *player) onlyThese(s *Step, to PersonWords) []room.Reader {
	return append([]room.Reader{}, p.reading(p.items[p.itemOf(s.verb)], to)...)
}

func playCorrect(ctx context.Context, p *player, s *Step, v *Correct) error {
	m := p.things[v.Of.Name]
	if err := p.session(s).Correct(ctx, m.act, p.content(s.Who.Name, p.items[m.item], v.Content)); err != nil {
		return err
	}
	m.text = text(v.Content.Text)
	return nil
}

func playShow(ctx context.Context, p *player, s *Step, v *Show) error {
	m := p.things[v.Of.Name]
	return p.session(s).Show(ctx, m.act, p.reading(p.items[m.item], v.To)...)
}

func playShowAll(ctx context.Context, p *player, s *Step, v *ShowAll) error {
	return p.session(s).ShowAll(ctx, p.seat(v.To.Name), v.Reason)
}

func playHide(ctx context.Context, p *player, s *Step, v *Hide) error {
	var places []agenda.PlaceID
	for _, r := range v.From {
		places = append(places, p.actor(r.Name).place)
	}
	return p.session(s).Hide(ctx, p.act(v.Of), places...)
}

func playWithdraw(ctx context.Context, p *player, s *Step, v *OfContribution) error {
	return p.session(s).Withdraw(ctx, p.act(v.Of))
}

func playHold(ctx context.Context, p *player, s *Step, v *Hold) error {
	var err error
	p.last, err = p.session(s).Hold(ctx, p.act(v.Of), v.Reason)
	return err
}

func playLiftHold(ctx context.Context, p *player, s *Step, v *OfHold) error {
	return p.session(s).LiftHold(ctx, p.act(v.Of))
}

func playDecision(ctx context.Context, p *player, s *Step, v *Decision) error {
	var err error
	p.last, err = p.session(s).Decide(ctx, p.items[v.At.Name].id, v.Text)
	return err
}

func playAction(ctx context.Context, p *player, s *Step, v *Action) error {
	by, due := p.actor(v.By.Name).place, v.Due.on(time.Now())
	if v.Earlier != nil {
		return p.goesOn(ctx, s, v, by, due)
	}
	var err error
	p.last, err = p.session(s).Action(ctx, p.items[v.At.Name].id, v.Text, by, due)
	return err
}

func playRetract(ctx context.Context, p *player, s *Step, v *Retract) error {
	return p.session(s).Retract(ctx, p.act(v.Of))
}

func playProgress(ctx context.Context, p *player, s *Step, v *Progress) error {
	return p.session(s).Progress(ctx, p.act(v.Of), v.Is, v.Why)
}

func playPropose(ctx context.Context, p *player, s *Step, v *Propose) error {
	kind := v.Kind
	if kind == "" {
		kind = "passage"
	}
	proposal := client.Proposal{
		Item: p.items[v.At.Name].id, Kind: kind, Text: v.Text, Recipients: p.recipients(v.For),
		Actions: p.acts(v.Actions), Sources: p.acts(v.From), Basis: v.Basis, Task: v.Task,
	}
	if v.Corrects != nil {
		proposal.Corrects = p.act(*v.Corrects)
	}
	var err error
	p.last, err = p.session(s).Propose(ctx, proposal)
	return err
}

func playAgree(ctx context.Context, p *player, s *Step, v *OfProposal) error {
	return p.session(s).Agree(ctx, p.act(v.Of))
}

// playAgreeAll and playApproveAll sign several with one press. All must be accepted.
func playAgreeAll(ctx context.Context, p *player, s *Step, v *Proposals) error {
	return everySigned(p.session(s).AgreeAll(ctx, p.acts(v.Of)...))
}

func playApproveAll(ctx context.Context, p *player, s *Step, v *Proposals) error {
	return everySigned(p.session(s).MinimiseAll(ctx, true, p.acts(v.Of)...))
}

func everySigned(all []client.Signed) error {
	for _, one := range all {
		if one.Err != nil {
			return one.Err
		}
	}
	return nil
}

func playDecline(ctx context.Context, p *player, s *Step, v *OfProposal) error {
	return p.session(s).Decline(ctx, p.act(v.Of))
}

func playApprove(ctx context.Context, p *player, s *Step, v *Approve) error {
	var left []room.Left
	for _, e := range v.Left {
		left = append(left, room.Left{Kind: covenant.Code(e.Name), Count: uint32(e.Value)})
	}
	return p.session(s).Minimise(ctx, p.act(v.Of), true, left)
}

func playBlock(ctx context.Context, p *player, s *Step, v *OfProposal) error {
	return p.session(s).Minimise(ctx, p.act(v.Of), false, nil)
}

func playLapse(ctx context.Context, p *player, s *Step, v *OfProposal) error {
	return p.session(s).Lapse(ctx, p.act(v.Of))
}
