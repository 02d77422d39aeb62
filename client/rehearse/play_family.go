package rehearse

import (
	"context"
	"slices"
	"time"

	"casusoverleg/client"
	"casusoverleg/room/covenant"
)

// Verbs about the family: who informs it, and its response.

// InformPlan says who informs the family of a case, or that this is put off.
type InformPlan struct {
	Of     ItemRef       `script:"of,required"`
	By     *PersonRef    `script:"by"`
	Day    Day           `script:"day"`  // the last one
	What   string        `script:"what"` // what it is told
	Ground covenant.Code `script:"ground"`
	Reason string        `script:"reason"`
}

// InformedOn says that the family was informed.
type InformedOn struct {
	Of  ItemRef `script:"of,required"`
	Day Day     `script:"day,required"`
}

// InviteResponse says until when the family may respond.
type InviteResponse struct {
	Of    ItemRef `script:"of,required"`
	Until Day     `script:"until,required"`
}

// Knows checks who can read the name of a guest at an item, and who cannot.
type Knows struct {
	Of  PersonRef `script:"of,required"`
	At  ItemRef   `script:"at,required"`
	Yes People    `script:"yes"`
	No  People    `script:"no"`
}

func playInformPlan(ctx context.Context, p *player, s *Step, v *InformPlan) error {
	plan := client.InformPlan{Day: v.Day.on(time.Now()), What: v.What, Ground: v.Ground, Reason: v.Reason}
	if v.By != nil {
		plan.By = p.actor(v.By.Name).place
	}
	return p.session(s).PlanInform(ctx, p.items[v.Of.Name].id, plan)
}

func playInformed(ctx context.Context, p *player, s *Step, v *InformedOn) error {
	return p.session(s).Informed(ctx, p.items[v.Of.Name].id, v.Day.on(time.Now()))
}

func playInviteResponse(ctx context.Context, p *player, s *Step, v *InviteResponse) error {
	return p.session(s).InviteResponse(ctx, p.items[v.Of.Name].id, v.Until.on(time.Now()))
}

func playNoResponse(ctx context.Context, p *player, s *Step, v *OfItem) error {
	return p.session(s).NoResponse(ctx, p.items[v.Of.Name].id)
}

// sitGuest seats a guest at an item, as the person with that pseudonym there.
func (p *player) sitGuest(ctx context.Context, by, guest *actor, it *item, seat PersonWord, is string) error {
	handle := slices.IndexFunc(it.persons, func(s Subject) bool { return s.Pseudonym == is }) + 1
	return by.session.SitGuest(ctx, it.id, guest.place, seat.Word, uint32(handle))
}

func lookKnows(ctx context.Context, p *player, s *Step, v *Knows) error {
	guest, item := p.actor(v.Of.Name), p.items[v.At.Name].id
	does, doesNot := p.sides(v.Yes, v.No)
	for _, name := range does {
		a := p.actor(name)
		knows := func() bool { return a.session.Guests(item)[guest.session.Seat()] == guest.person.Name }
		if a.session == nil || a.gone || !soon(ctx, knows) {
			return p.failed(s, say("%s weet wie %s is", "%s knows who %s is", name, v.Of.Name), say("%s weet dat niet", "%s does not know", name))
		}
	}
	for _, name := range doesNot {
		a := p.actor(name)
		if a.session != nil && a.session.Guests(item)[guest.session.Seat()] != "" {
			return p.failed(s, say("%s weet niet wie %s is", "%s does not know who %s is", name, v.Of.Name), say("%s weet het", "%s knows", name))
		}
	}
	p.print.seen(say("weten wie %[1]s is: %[2]s · weten het niet: %[3]s", "know who %[1]s is: %[2]s · do not know: %[3]s", v.Of.Name, p.calledAll(does), p.calledAll(doesNot)))
	return nil
}

// soon waits a moment until a name has arrived: the guest's device gives it by itself.
func soon(ctx context.Context, holds func() bool) bool {
	ctx, cancel := context.WithTimeout(ctx, namesTimeout)
	defer cancel()
	tick := time.NewTicker(settleTick)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return false
		}
	}
	return true
}
