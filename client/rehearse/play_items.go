package rehearse

import (
	"context"
	"slices"
	"time"

	"casusoverleg/client"
	"casusoverleg/room/covenant"
)

// Verbs about items.

// defaultMinutes is the planned length of an item that does not say one.
const defaultMinutes = 15

// makeItem puts an item on the agenda, seats places at it and describes it.
// Seats come first, so that the text is sealed to who is there already.
func (p *player) makeItem(ctx context.Context, by *actor, name string, f *ItemFacts) error {
	minutes := f.Minutes
	if minutes == 0 {
		minutes = defaultMinutes
	}
	id, err := by.session.Item(ctx, yes(f.General), uint16(min(minutes, 24*60)))
	if err != nil {
		return err
	}
	it := &item{id: id, label: *f.Label, facts: *f, persons: slices.Clone(f.Persons)}
	if it.facts.Purpose == nil && !yes(f.General) {
		it.facts.Purpose = &p.script.Purpose
	}
	p.items[name] = it
	if err := p.sit(ctx, by, it, f.Seats); err != nil {
		return err
	}
	p.contact(it, f)
	p.followUp(it, f)
	return by.session.Describe(ctx, id, it.description())
}

// contact is whom an item, or what is said about it later, names for the family.
func (p *player) contact(it *item, f *ItemFacts) {
	if f.Contact != nil {
		it.contact = p.actor(f.Contact.Name).place
	}
}

func (p *player) sit(ctx context.Context, by *actor, it *item, seats PersonWords) error {
	for _, s := range seats {
		if err := by.session.Sit(ctx, it.id, p.actor(s.Person.Name).place, s.Word); err != nil {
			return err
		}
	}
	return nil
}

// description is what a client says about an item: always the whole.
func (it *item) description() client.Description {
	f := it.facts
	d := client.Description{
		Label: text(f.Label), Text: text(f.Description), Purpose: text(f.Purpose), Criterion: text(f.Criterion), Phase: text(f.Phase), Named: yes(f.Named), Contact: it.contact, Earlier: it.earlier,
	}
	if i := f.Inform; i != nil {
		d.Inform, d.InformDay, d.InformGround, d.InformReason = i.State, i.Date.on(time.Now()), i.Ground, i.Reason
	}
	for _, e := range f.Ladder {
		d.Ladder = append(d.Ladder, client.Answer{Question: covenant.Code(e.Name), Text: e.Value})
	}
	for _, s := range it.persons {
		d.Persons = append(d.Persons, client.Person{Pseudonym: s.Pseudonym, Names: s.Names, Relation: s.Relation, AgeBand: s.Age})
	}
	return d
}

// with is the item as it becomes when more is said about it.
func (it *item) with(f ItemFacts) *item {
	next := *it
	for _, change := range []struct{ to, from **string }{{&next.facts.Label, &f.Label}, {&next.facts.Description, &f.Description}} {
		if *change.from != nil {
			*change.to = *change.from
		}
	}
	for _, change := range []struct{ to, from **covenant.Code }{{&next.facts.Purpose, &f.Purpose}, {&next.facts.Criterion, &f.Criterion}, {&next.facts.Phase, &f.Phase}} {
		if *change.from != nil {
			*change.to = *change.from
		}
	}
	if f.Inform != nil {
		next.facts.Inform = f.Inform
	}
	if f.Ladder != nil {
		next.facts.Ladder = f.Ladder
	}
	if f.Named != nil {
		next.facts.Named = f.Named
	}
	next.persons = slices.Concat(it.persons, f.Persons)
	next.facts.Seats = slices.Concat(it.facts.Seats, f.Seats)
	next.label = text(next.facts.Label)
	return &next
}

func yes(b *bool) bool { return b != nil && *b }

func text[T ~string](s *T) T {
	if s == nil {
		return ""
	}
	return *s
}

func playItem(ctx context.Context, p *player, s *Step, v *ItemFacts) error {
	return p.makeItem(ctx, p.actor(s.Who.Name), s.As, v)
}

func playDescribe(ctx context.Context, p *player, s *Step, v *Describe) error {
	next := p.items[v.Of.Name].with(v.Facts)
	if err := p.sit(ctx, p.actor(s.Who.Name), next, v.Facts.Seats); err != nil {
		return err
	}
	p.contact(next, &v.Facts)
	p.followUp(next, &v.Facts)
	if err := p.session(s).Describe(ctx, next.id, next.description()); err != nil {
		return err
	}
	p.items[v.Of.Name] = next
	return nil
}

func playSit(ctx context.Context, p *player, s *Step, v *Sit) error {
	it := p.items[v.At.Name]
	seat := PersonWord{Person: v.Person, Word: v.Role}
	if v.Is != "" {
		return p.sitGuest(ctx, p.actor(s.Who.Name), p.actor(v.Person.Name), it, seat, v.Is)
	}
	if err := p.sit(ctx, p.actor(s.Who.Name), it, PersonWords{seat}); err != nil {
		return err
	}
	it.facts.Seats = append(slices.Clone(it.facts.Seats), seat)
	return nil
}

func playUnseat(ctx context.Context, p *player, s *Step, v *Unseat) error {
	return p.session(s).Unseat(ctx, p.items[v.At.Name].id, p.actor(v.Person.Name).place)
}

func playOpen(ctx context.Context, p *player, s *Step, v *OfItem) error {
	return p.session(s).OpenItem(ctx, p.items[v.Of.Name].id)
}

func playEnd(ctx context.Context, p *player, s *Step, v *OfItem) error {
	return p.session(s).EndItem(ctx, p.items[v.Of.Name].id)
}

func playOutcome(ctx context.Context, p *player, s *Step, v *Outcome) error {
	return p.session(s).Outcome(ctx, p.items[v.Of.Name].id, v.Is, v.To)
}
