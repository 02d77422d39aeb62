package client

import (
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// What a device watches for that no record tells: that those who lead are heard, that it
// is not behind them, and that what the server must show comes.

// heard takes heartbeats.
func (s *Session) heard(f wire.Beat) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range f.Beats {
		seat, heard, err := s.replica.Beat(b, s.steady())
		if err != nil {
			return err
		}
		if heard && s.leads(seat) {
			s.unheard.begin(s.opts.Now())
			s.silenceIsOver()
		}
	}
	return nil
}

// silenceIsOver tells it, where people were told of silence. s.mu is held.
func (s *Session) silenceIsOver() {
	if s.silent {
		s.silent = false
		s.stir()
		s.events.send(Event{Kind: EventSilenceOver})
	}
}

// leads says whether a seat is chair or deputy. s.mu is held.
func (s *Session) leads(id chain.Seat) bool {
	for _, seat := range s.replica.Seats() {
		if seat.ID == id {
			return seat.Gone == "" && (seat.Post == agenda.Chair || seat.Post == agenda.Deputy)
		}
	}
	return false
}

// watch looks after all of it.
func (s *Session) watch(c *connection) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.compare()
	s.listen()
	if s.awaits(c) {
		return s.replica.Withheld()
	}
	return nil
}

// untilLook is the time until it looks again.
func (s *Session) untilLook() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := s.opts.intervals
	if left := s.unheard.left(in.silence); left > 0 {
		return min(in.watch, left)
	}
	return in.watch
}

// compare looks whether those who lead have seen more than this device is given. s.mu is
// held.
func (s *Session) compare() {
	suspicion := s.replica.Behind(s.steady())
	switch {
	case suspicion != nil && s.online && !s.behind:
		s.behind = true
		s.events.send(Event{Kind: EventBehind, Suspicion: suspicion})
		s.stir()
	case suspicion == nil && s.behind:
		s.behind = false
		s.events.send(Event{Kind: EventBehindOver})
		s.stir()
	}
}

// listen tells when neither chair nor deputy was heard in time, over however many
// connections. It means something only in session, and to who is not the only one of
// them. s.mu is held.
func (s *Session) listen() {
	others := 0
	for _, seat := range s.replica.Seats() {
		if seat.ID != s.owner.Seat && s.leads(seat.ID) {
			others++
		}
	}
	if s.replica.Phase() != room.InSession || others == 0 {
		s.unheard.over()
		s.silenceIsOver()
		return
	}
	if s.unheard.look(s.opts.Now(), s.opts.intervals.silence) && !s.silent {
		s.silent = true
		s.stir()
		s.events.send(Event{Kind: EventSilence})
	}
}

// awaits says whether the server has withheld what it must show, a reveal or the key of
// a checkpoint, for as long as that may take. It counts what this device was connected
// and had been shown all the rest: until then the line may be slow. s.mu is held.
func (s *Session) awaits(c *connection) bool {
	switch {
	case c.early == nil && !s.replica.Waiting() && !s.replica.Unresolved():
		s.awaited.over()
		return false
	case s.replica.Head().N < c.target:
		s.awaited.pause()
		return false
	}
	return s.awaited.look(s.opts.Now(), s.opts.intervals.withheld)
}

// returns goes on, on a new connection, with what lasted before it.
func (s *Session) returns() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listen()
}

// parts is reached when a connection ends: nothing can be shown until there is another.
func (s *Session) parts(c *connection) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.awaits(c)
	s.awaited.pause()
}

// stalled is reached when no record came for long. While those of the welcome are not all
// there the line is tried anew.
func (s *Session) stalled(c *connection) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.replica.Head().N < c.target {
		return errBroken
	}
	return nil
}
