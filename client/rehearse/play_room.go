package rehearse

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// Verbs about the room, its people and the course of the meeting.

func playPlace(ctx context.Context, p *player, s *Step, v *Place) error {
	_, err := p.session(s).Place(ctx, v.Party, v.Function, postOf(v.Post))
	return err
}

func playInvite(ctx context.Context, p *player, s *Step, v *Whom) error {
	return p.invite(ctx, p.actor(s.Who.Name), p.actor(v.Person.Name))
}

func playUninvite(ctx context.Context, p *player, s *Step, v *Whom) error {
	a := p.actor(v.Person.Name)
	inv, err := client.ParseInvitation(a.link)
	if err != nil {
		return client.ErrUnknown
	}
	return p.session(s).Uninvite(ctx, inv.ID)
}

func playArrive(ctx context.Context, p *player, s *Step, v *Arrive) error {
	return p.arrive(ctx, p.chair(), p.actor(s.Who.Name), v)
}

func playNewDevice(ctx context.Context, p *player, s *Step, v *NewDevice) error {
	a := p.actor(v.Person.Name)
	if a.session == nil || a.gone {
		return client.ErrUnknown
	}
	return p.comeBackAnew(ctx, p.actor(s.Who.Name), a, v.Without)
}

func playJoin(ctx context.Context, p *player, s *Step, _ *Plain) error { return p.session(s).Join(ctx) }

func playLeave(ctx context.Context, p *player, s *Step, v *Leave) error {
	var err error
	if v.Steward.Name == "" {
		err = p.session(s).Leave(ctx)
	} else {
		err = p.session(s).LeaveTo(ctx, p.seat(v.Steward.Name), v.Reason)
	}
	if err == nil {
		p.actor(s.Who.Name).gone = true
	}
	return err
}

func playPresent(ctx context.Context, p *player, s *Step, v *Whom) error {
	return p.session(s).NotePresent(ctx, p.actor(v.Person.Name).place)
}

func playAbsent(ctx context.Context, p *player, s *Step, v *Whom) error {
	return p.session(s).NoteAbsent(ctx, p.actor(v.Person.Name).place)
}

func playRemove(ctx context.Context, p *player, s *Step, v *Whom) error {
	a := p.actor(v.Person.Name)
	if a.session == nil {
		return client.ErrUnknown
	}
	err := p.session(s).Remove(ctx, a.session.Seat())
	if err != nil {
		return err
	}
	a.gone = true
	// His client notices by itself that the seat has ended.
	_ = a.session.Until(ctx, func(room.View) bool { return false })
	return ctx.Err()
}

func playAppoint(ctx context.Context, p *player, s *Step, v *Appoint) error {
	return p.session(s).Appoint(ctx, p.seat(v.Person.Name), v.Post)
}

func playHandOver(ctx context.Context, p *player, s *Step, v *Whom) error {
	if err := p.session(s).HandOver(ctx, p.seat(v.Person.Name)); err != nil {
		return err
	}
	return p.confirmAll(ctx, nil)
}

func playTakeOver(ctx context.Context, p *player, s *Step, _ *Plain) error {
	if err := p.session(s).TakeOver(ctx); err != nil {
		return err
	}
	return p.confirmAll(ctx, nil)
}

func playStart(ctx context.Context, p *player, s *Step, v *Start) error {
	if err := p.session(s).Start(ctx, v.WithoutDeputy); err != nil {
		return err
	}
	return p.confirmAll(ctx, names(v.Unconfirmed))
}

func playCode(ctx context.Context, p *player, s *Step, _ *Plain) error {
	if err := p.session(s).NewCode(ctx); err != nil {
		return err
	}
	return p.confirmAll(ctx, nil)
}

func playConfirm(ctx context.Context, p *player, s *Step, _ *Plain) error {
	return p.session(s).Confirm(ctx, p.session(s).View().Code)
}

// confirmAll lets everybody who is there compare the five words that his own
// device computes with those that the chair reads aloud, and confirm.
func (p *player) confirmAll(ctx context.Context, not []string) error {
	if err := p.settle(ctx); err != nil {
		return err
	}
	var aloud [crypto.CodeWords]string
	for i, a := range p.here() {
		words, ok := a.session.CodeWords()
		if i == 0 {
			aloud = words
			p.print.seen(say("de code: %[1]s", "the code: %[1]s", strings.Join(words[:], " ")))
		}
		if !ok || words != aloud {
			return fmt.Errorf("rehearse: the client of %s computes another code", a.name)
		}
	}
	for _, a := range p.here() {
		view := a.session.View()
		i := slices.IndexFunc(view.Seats, func(seat room.Seat) bool { return seat.ID == a.session.Seat() })
		if slices.Contains(not, a.name) || i < 0 || !view.Seats[i].Joined || view.Seats[i].Confirmed {
			continue
		}
		if err := a.session.Confirm(ctx, view.Code); err != nil {
			return err
		}
	}
	return nil
}

func playWrapUp(ctx context.Context, p *player, s *Step, _ *Plain) error {
	return p.session(s).WrapUp(ctx)
}

func playAdopt(ctx context.Context, p *player, s *Step, _ *Plain) error {
	return p.session(s).Adopt(ctx)
}

func playClose(ctx context.Context, p *player, s *Step, _ *Plain) error {
	return p.session(s).CloseRoom(ctx)
}

// playDestroy waits until the server says that the contents are gone.
func playDestroy(ctx context.Context, p *player, s *Step, _ *Plain) error {
	if err := p.session(s).DestroyContents(ctx); err != nil {
		return err
	}
	return p.session(s).Until(ctx, func(v room.View) bool { return v.Phase == room.Destroyed })
}

func playDropLine(_ context.Context, p *player, s *Step, _ *Plain) error {
	a := p.actor(s.Who.Name)
	a.session.Close()
	a.offline = true
	return nil
}

// playComeBack opens the room again with what the device kept.
func playComeBack(ctx context.Context, p *player, s *Step, _ *Plain) error {
	a := p.actor(s.Who.Name)
	session, err := client.Open(ctx, a.session.Room(), a.options())
	if err != nil {
		return err
	}
	a.session, a.offline = session, false
	return session.UntilOnline(ctx)
}

func playNothingFor(ctx context.Context, p *player, s *Step, v *NothingFor) error {
	for _, r := range p.recipients(v.For) {
		if err := p.session(s).NothingFor(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func playAgenda(ctx context.Context, p *player, s *Step, v *Agenda) error {
	var order []agenda.ItemID
	for _, r := range v.Order {
		order = append(order, p.items[r.Name].id)
	}
	return p.session(s).Agenda(ctx, order)
}
