package rehearse

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// open does what comes before the first step: the room, its places and items,
// and everybody who is not late.
func (p *player) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, StepTimeout)
	defer cancel()
	for _, stage := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"found", p.found}, {"places", p.makePlaces}, {"items", p.makeItems}, {"arrive", p.comeIn}, {"outsiders", p.makeOutsiders},
	} {
		if err := stage.do(ctx); err != nil {
			return p.opening(stage.name, err)
		}
	}
	p.print.blank()
	return p.settle(ctx)
}

// opening makes the error of something that must succeed before the first step.
func (p *player) opening(stage string, err error) error {
	happened := say("%v", "%v", err)
	if r := p.refusalOf(err); r != nil {
		happened = refusalText(r, p.rules)
	}
	return &Failure{File: p.script.File, Line: 1, Verb: stage, expected: say("aanvaard", "accepted"), happened: happened}
}

func (a *actor) claims() room.Claims {
	if a.person.Guest != "" {
		return room.Claims{} // what he is called stays on his device
	}
	return room.Claims{Name: a.person.Name, Party: a.person.Party, Function: a.person.Function, Contact: a.person.Contact}
}

func (p *player) found(ctx context.Context) error {
	chair := p.founder()
	link, err := p.chairLink()
	if err != nil {
		return err
	}
	f := client.Foundation{
		Link: link, Claims: chair.claims(), Rules: covenant.RulesName(p.script.Profile...),
		Kind: p.script.Kind, Internal: p.script.Internal, Purpose: p.script.Purpose,
	}
	for id, a := range p.placed() {
		a.place = id
		if a.person.Post == agenda.Deputy {
			f.Deputies = append(f.Deputies, id)
		}
	}
	chair.session, err = client.Found(ctx, f, chair.options())
	if err != nil {
		return err
	}
	p.rules = chair.session.Rules()
	if err := chair.session.Join(ctx); err != nil {
		return err
	}
	p.print.act(chair.person.Name, say("opent een nieuw overleg, met profiel %s", "founds a room, under profile %s", covenant.RulesName(p.script.Profile...)))
	return chair.session.AnnounceMinutesKey(ctx)
}

// chairLink is the link by which rooms are founded.
func (p *player) chairLink() (client.ChairLink, error) {
	link, err := client.ParseChairLink(p.opts.ChairLink)
	if err == nil && p.opts.Server != "" {
		link.Server = strings.TrimSuffix(p.opts.Server, "/")
	}
	return link, err
}

// placed numbers the places: the chair has the first, the others follow in the
// order of the script.
func (p *player) placed() iter.Seq2[agenda.PlaceID, *actor] {
	return func(yield func(agenda.PlaceID, *actor) bool) {
		next := agenda.PlaceID(2)
		for _, a := range p.actors {
			id := agenda.PlaceID(1)
			if a.person.Post != agenda.Chair {
				id, next = next, next+1
			}
			if !yield(id, a) {
				return
			}
		}
	}
}

func (p *player) makePlaces(ctx context.Context) error {
	for _, a := range p.actors {
		if a.person.Post == agenda.Chair {
			continue
		}
		id, err := p.makePlace(ctx, *a.person)
		if err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
		if id != a.place {
			return fmt.Errorf("%s: place %d instead of %d", a.name, id, a.place)
		}
	}
	return nil
}

func (p *player) makePlace(ctx context.Context, person Person) (agenda.PlaceID, error) {
	if person.Guest != "" {
		return p.founder().session.PlaceGuest(ctx, person.Guest)
	}
	return p.founder().session.Place(ctx, person.Party, person.Function, postOf(person.Post))
}

func postOf(post agenda.Post) agenda.Post {
	if post == "" {
		return agenda.Member
	}
	return post
}

func (p *player) makeItems(ctx context.Context) error {
	for i := range p.script.Items {
		e := &p.script.Items[i]
		if err := p.makeItem(ctx, p.founder(), e.Name, &e.Value); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		p.print.act(p.founder().person.Name, say("zet op de agenda: %s", "puts on the agenda: %s", *e.Value.Label))
	}
	return nil
}

func (p *player) comeIn(ctx context.Context) error {
	for _, a := range p.actors {
		if a.person.Late || a == p.founder() {
			continue
		}
		if err := p.arrive(ctx, p.founder(), a, &Arrive{}); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
		p.print.act(a.person.Name, say("komt binnen (%[1]s)", "comes in (%[1]s)", p.standing(a.person)))
	}
	return nil
}

// standing is what somebody is at the table: his function and party, or kind of guest.
func (p *player) standing(person *Person) string {
	if person.Guest != "" {
		return p.word(p.rules.Guests(), person.Guest)
	}
	return person.Function + ", " + p.word(p.rules.Parties(), person.Party)
}

// arrive brings somebody in, as people come in: with a link, through the lobby.
func (p *player) arrive(ctx context.Context, host, a *actor, v *Arrive) error {
	if a.link == "" {
		if err := p.invite(ctx, host, a); err != nil {
			return err
		}
	}
	inv, err := client.ParseInvitation(a.link)
	if err != nil {
		return err
	}
	visitor, err := a.knock(ctx, inv)
	if err != nil {
		return err
	}
	waiting := waits(ctx, visitor)
	visit, err := host.session.UntilVisit(ctx, inv.ID)
	if err == nil {
		_, err = host.session.Admit(ctx, visit)
	}
	if a.session, err = waiting(err); err != nil {
		return err
	}
	return a.settlesIn(ctx, v.Without)
}

func (a *actor) knock(ctx context.Context, inv client.Invitation) (*client.Visitor, error) {
	if a.person.Guest != "" {
		return client.KnockGuest(ctx, inv, a.person.Name, a.options())
	}
	return client.Knock(ctx, inv, a.claims(), a.options())
}

// waits lets a visitor wait while the host decides: should the server forget the
// lobby, he knocks again. What it returns gives his session, or ends the waiting
// where the host's part failed.
func waits(ctx context.Context, v *client.Visitor) func(host error) (*client.Session, error) {
	ctx, stop := context.WithCancel(ctx)
	type came struct {
		session *client.Session
		err     error
	}
	done := make(chan came, 1)
	go func() {
		session, err := v.Wait(ctx)
		done <- came{session, err}
	}()
	return func(host error) (*client.Session, error) {
		defer stop()
		if host != nil {
			stop()
			<-done
			return nil, host
		}
		c := <-done
		return c.session, c.err
	}
}

// settlesIn does what everybody does first, but for what is left out.
func (a *actor) settlesIn(ctx context.Context, without []string) error {
	if !slices.Contains(without, "secrecy") {
		if err := a.session.Join(ctx); err != nil {
			return err
		}
	}
	if slices.Contains(without, "key") {
		return nil
	}
	return a.session.AnnounceMinutesKey(ctx)
}

// comeBackAnew lets somebody come back on another device with nothing on it: by a
// link, through the lobby. The device he had is at its end.
func (p *player) comeBackAnew(ctx context.Context, host, a *actor, without []string) error {
	inv, err := host.session.InviteBack(ctx, a.session.Seat(), invitationDays*24*time.Hour)
	if err != nil {
		return err
	}
	device := actor{person: a.person, vault: vault.NewMemory(), line: a.line}
	visitor, err := device.knock(ctx, inv)
	if err != nil {
		return err
	}
	waiting := waits(ctx, visitor)
	visit, err := host.session.UntilVisit(ctx, inv.ID)
	if err == nil {
		err = host.session.Reseat(ctx, visit)
	}
	if err != nil {
		_, _ = waiting(err)
		return errors.Join(err, host.session.Uninvite(ctx, inv.ID))
	}
	back, err := waiting(nil)
	if err != nil {
		return err
	}
	a.session.Close()
	a.session, a.vault, a.offline = back, device.vault, false
	return a.settlesIn(ctx, without)
}

func (p *player) invite(ctx context.Context, host, a *actor) error {
	inv, err := host.invites(ctx, a)
	if err != nil {
		return err
	}
	a.link, err = inv.Text()
	return err
}

// invites makes the link for somebody's place.
func (a *actor) invites(ctx context.Context, other *actor) (client.Invitation, error) {
	if other.person.Guest != "" {
		return a.session.InviteGuest(ctx, other.place, other.person.Name, invitationDays*24*time.Hour)
	}
	return a.session.Invite(ctx, other.place, invitationDays*24*time.Hour)
}
