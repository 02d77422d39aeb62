package page

import (
	"context"
	"errors"

	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/room"
)

// enter leaves the room there is and goes into another.
func (d *Desk) enter(begin func(client.Options) (*client.Session, error)) (Nothing, error) {
	d.shut()
	d.turn.Lock()
	defer d.turn.Unlock()
	s, err := begin(d.options())
	if err != nil {
		return Nothing{}, err
	}
	d.in(s)
	return Nothing{}, nil
}

// in tells that one is in a room now. d.turn is held.
func (d *Desk) in(s *client.Session) {
	aside := asideIn(d.ctx, s)
	d.mu.Lock()
	d.aside = aside
	d.session, d.invited, d.rules = s, nil, s.Rules()
	d.snapshot.Stage, d.snapshot.Ending, d.snapshot.Welcome, d.snapshot.Waiting = StageRoom, EndingNone, nil, nil
	d.mu.Unlock()
	d.nudge()
}

// wait waits in the lobby, until shut.
func (d *Desk) wait(visitor *client.Visitor, claims Claims) {
	d.shut()
	ctx, stop := context.WithCancel(d.ctx)
	d.mu.Lock()
	d.stopWait = stop
	d.snapshot.Stage, d.snapshot.Waiting = StageWaiting, &Waiting{Since: d.opts.Now().UnixMilli(), Claims: claims}
	d.mu.Unlock()
	d.nudge()
	d.wg.Add(1)
	go func() {
		defer d.wg.Done()
		defer stop()
		s, err := visitor.Wait(ctx)
		d.turn.Lock()
		defer d.turn.Unlock()
		switch {
		case err == nil && ctx.Err() == nil:
			d.in(s)
		case err == nil: // let in while he went away: the place is in the vault
			s.Close()
		case ctx.Err() == nil:
			d.tell(func(s *Snapshot) { s.Stage, s.Waiting, s.Ending = StageEnded, nil, endingOf(err) })
		}
	}()
}

// shut leaves the connection, or stops waiting.
func (d *Desk) shut() {
	d.turn.Lock()
	defer d.turn.Unlock()
	d.mu.Lock()
	s, stop := d.session, d.stopWait
	d.session, d.stopWait = nil, nil
	d.losses = map[Act]replica.Lost{}
	clear(d.aside)
	d.mu.Unlock()
	d.guard.shut()
	if stop != nil {
		stop()
	}
	if s != nil {
		s.Close()
	}
	d.tell(func(s *Snapshot) {
		// Here, and not when the next one is in: he may be online long before.
		s.Connection = Connection{Is: Connecting, Since: d.opts.Now().UnixMilli()}
		s.Stage, s.Ending, s.Waiting, s.Notice = StageStart, EndingNone, nil, nil
		if d.invited != nil {
			s.Stage = StageInvited
		}
	})
}

// happened takes in what a session tells.
func (d *Desk) happened(e client.Event) {
	switch e.Kind {
	case client.EventOnline, client.EventOffline, client.EventBlocked:
		is := map[client.EventKind]ConnectionState{client.EventOnline: Online, client.EventOffline: Offline, client.EventBlocked: Blocked}[e.Kind]
		d.tell(func(s *Snapshot) { s.Connection = Connection{Is: is, Since: d.opts.Now().UnixMilli()} })
	case client.EventRefused:
		notice := &Notice{Is: NoticeRefused, Time: d.opts.Now().UnixMilli(), Refusal: refusalOf(e.Refusal, d.known())}
		d.tell(func(s *Snapshot) { s.Notice = notice })
	case client.EventUnreadable:
		d.tell(func(s *Snapshot) { s.Notice = &Notice{Is: NoticeUnreadable, Time: d.opts.Now().UnixMilli()} })
	case client.EventLost:
		d.mu.Lock()
		for _, l := range e.Lost {
			d.losses[actOf(l.Hash)] = l
		}
		d.mu.Unlock()
		d.nudge()
	case client.EventEnded:
		d.ended(e.Err)
	default:
		d.nudge()
	}
}

// ended tells that the session has ended for good; what was shown stays.
func (d *Desk) ended(err error) {
	d.mu.Lock()
	s := d.session
	d.mu.Unlock()
	ending := endingOf(err)
	if s != nil && s.View().Phase == room.Destroyed {
		ending = EndingDestroyed
	}
	d.tell(func(s *Snapshot) { s.Stage, s.Ending = StageEnded, ending })
}

func endingOf(err error) Ending {
	var stopped *replica.Evidence
	switch {
	case errors.As(err, &stopped):
		return EndingEvidence
	case errors.Is(err, client.ErrGone):
		return EndingGone
	case errors.Is(err, client.ErrReseated):
		return EndingReseated
	case errors.Is(err, client.ErrTurnedAway):
		return EndingTurnedAway
	case errors.Is(err, client.ErrReplaced):
		return EndingReplaced
	case errors.Is(err, client.ErrSpent):
		return EndingSpent
	case errors.Is(err, client.ErrNoRoom):
		return EndingNoRoom
	case errors.Is(err, client.ErrOtherPast):
		return EndingOtherPast
	}
	return EndingStorage
}
