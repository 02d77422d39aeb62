package rehearse

import (
	"context"
	"errors"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Stage is a meeting that was played and goes on: the players stay at the table,
// and people of flesh and blood take the places nobody came to in the script.
type Stage struct {
	player *player
}

// Free is a place that waits for somebody.
type Free struct {
	Name     string // in the script
	Post     agenda.Post
	Party    covenant.Code
	Function string
	Link     string // his invitation
}

// Open plays a script like [Run] and leaves everybody at the table. Who was late
// and never came has an invitation. Close ends it.
func Open(ctx context.Context, s *Script, o Options) (*Stage, error) {
	p := newPlayer(s, o)
	err := p.play(ctx)
	for _, a := range p.actors {
		if err == nil && a.session == nil && a.link == "" {
			err = p.invite(ctx, p.chair(), a)
		}
	}
	if err = errors.Join(err, p.print.err); err != nil {
		p.close()
		return nil, err
	}
	return &Stage{player: p}, nil
}

// Close lets everybody go from the table; the room stays.
func (s *Stage) Close() { s.player.close() }

// Free returns the places that wait for somebody, in the order of the script.
func (s *Stage) Free() []Free {
	var free []Free
	for _, a := range s.player.actors {
		if a.session == nil {
			free = append(free, Free{
				Name: a.name, Post: postOf(a.person.Post), Party: a.person.Party, Function: a.person.Function, Link: a.link,
			})
		}
	}
	return free
}

// Host lets the players do what a person at the table would expect of the
// others, until ctx ends: the chair admits who comes by a free place's
// invitation and hands over to who took a deputy's place; owners agree to what
// is proposed of theirs; everybody confirms the code and opens his packages.
func (s *Stage) Host(ctx context.Context) error {
	tick := time.NewTicker(hostTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if err := s.player.honest(); err != nil {
			return err
		}
		s.attend(ctx)
	}
}

// attend does once what is to be done. What is refused was somebody else's turn
// after all, or is tried again at the next tick.
func (s *Stage) attend(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, StepTimeout)
	defer cancel()
	for _, a := range s.player.here() {
		v := a.session.View()
		own, ok := ownSeat(v)
		if !ok {
			continue
		}
		if own.Post == agenda.Chair {
			s.welcome(ctx, a, v)
		}
		if !v.Code.IsZero() && !own.Confirmed {
			_ = a.session.Confirm(ctx, v.Code)
		}
		agree(ctx, a.session, v)
		s.fetchOwn(ctx, a, v)
	}
}

func ownSeat(v room.View) (room.Seat, bool) {
	for _, seat := range v.Seats {
		if seat.ID == v.Viewer {
			return seat, seat.Gone == "" && seat.Joined
		}
	}
	return room.Seat{}, false
}

// welcome admits who holds the invitation of a free place, and hands the meeting
// over to who took a deputy's.
func (s *Stage) welcome(ctx context.Context, chair *actor, v room.View) {
	for _, visit := range chair.session.Visits() {
		_, _ = chair.session.Admit(ctx, visit)
	}
	for _, a := range s.player.actors {
		if a.session != nil || postOf(a.person.Post) != agenda.Deputy {
			continue
		}
		for _, seat := range v.Seats {
			if seat.Place == a.place && seat.Joined && seat.Gone == "" && seat.Post == agenda.Deputy {
				_ = chair.session.HandOver(ctx, seat.ID)
				return
			}
		}
	}
}

// agree agrees to every open proposal that draws on this player's own.
func agree(ctx context.Context, session *client.Session, v room.View) {
	for _, it := range v.Items {
		for _, p := range it.Proposals {
			if _, done := p.Agreements[v.Viewer]; done || p.State != room.ProposalOpen {
				continue
			}
			for _, owner := range p.Owners {
				if owner == v.Viewer {
					_ = session.Agree(ctx, p.Act)
					break
				}
			}
		}
	}
}

// fetchOwn fetches and opens the packages of this player.
func (s *Stage) fetchOwn(ctx context.Context, a *actor, v room.View) {
	for _, pack := range v.Packages {
		if pack.Recipient.Seat != v.Viewer || pack.File.IsZero() || pack.Opened || pack.Withdrawn {
			continue
		}
		if _, err := a.session.FetchPackage(ctx, pack.Act); err == nil {
			_ = a.session.Opened(ctx, pack.Act)
		}
	}
}
