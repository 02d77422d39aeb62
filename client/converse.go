package client

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// headIn reads how long a log a checkpoint is about. It does not check it.
func headIn(note []byte) (uint64, error) {
	lines := strings.SplitN(string(note), "\n", 5)
	if len(lines) < 5 {
		return 0, ErrServer
	}
	return strconv.ParseUint(lines[3], 10, 64)
}

// converse serves a connection that was greeted until it ends.
func (s *Session) converse(ctx context.Context, c *connection) (err error) {
	in := s.opts.intervals
	c.beat, c.quiet, c.renew = time.NewTimer(0), time.NewTimer(in.quiet), time.NewTimer(s.untilRenewal(c))
	c.stalled, c.watch, c.unwritten = time.NewTimer(in.withheld), time.NewTimer(in.watch), time.NewTimer(keepWithin)
	for _, t := range []*time.Timer{c.beat, c.quiet, c.renew, c.stalled, c.watch, c.unwritten} {
		defer t.Stop()
	}
	defer func() {
		if unkept := s.keepRest(); err == nil {
			err = unkept
		}
	}()
	s.returns()
	defer s.parts(c)
	if err := s.upToDate(ctx, c); err != nil {
		return err
	}
	if f := s.resubmit(); f != nil { // it may have been admitted: the same bytes get the same answer
		if err := c.write(ctx, wire.TypeSubmit, f.sub); err != nil {
			return err
		}
	}
	for {
		var outbox chan *flight
		if s.flight == nil {
			outbox = s.outbox
		}
		err = nil
		select {
		case frame, ok := <-c.frames:
			if !ok {
				return errBroken
			}
			c.asked = false
			c.quiet.Reset(in.quiet)
			err = s.take(ctx, c, frame)
		case f := <-outbox:
			s.flight = f
			err = c.write(ctx, wire.TypeSubmit, f.sub)
		case <-s.asks:
			err = s.fetch(ctx, c)
		case g := <-s.gestures:
			err = c.write(ctx, wire.TypeGesture, g)
		case <-c.beat.C:
			err = s.sendBeats(ctx, c)
		case <-c.renew.C:
			err = s.renewToken(ctx, c)
		case <-c.quiet.C:
			err = s.signOfLife(ctx, c)
		case <-c.watch.C:
			err = s.watch(c)
			c.watch.Reset(s.untilLook())
		case <-c.stalled.C:
			err = s.stalled(c)
		case <-c.unwritten.C:
			err = s.keepRest()
		case <-ctx.Done():
			s.sayBye(c)
			return ErrClosed
		}
		if err != nil {
			return err
		}
	}
}

// signOfLife is reached when nothing came for a while. A browser cannot send a ping
// (RFC 6455, 5.5.2), so the server is asked for a token, which it always answers; a
// connection on which nothing comes after that is dead, whatever the browser thinks.
func (s *Session) signOfLife(ctx context.Context, c *connection) error {
	if c.asked {
		return errBroken
	}
	c.asked = true
	c.quiet.Reset(s.opts.intervals.answer)
	return s.renewToken(ctx, c)
}

func (s *Session) sayBye(c *connection) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), byeTimeout)
	defer cancel()
	_ = c.socket.write(ctx, wire.Encode(wire.TypeBye, wire.Bye{Code: wire.ByeDone}))
}

func (s *Session) untilRenewal(c *connection) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return max(time.Duration(c.expires-s.now())*time.Millisecond-s.opts.intervals.renew, time.Second)
}

func (s *Session) renewToken(ctx context.Context, c *connection) error {
	s.mu.Lock()
	token := s.place.Token
	s.mu.Unlock()
	c.renew.Reset(s.opts.intervals.renew / 4) // unless the new one comes first
	return s.askToken(ctx, c, token)
}

// take takes in one frame of the server.
func (s *Session) take(ctx context.Context, c *connection, frame []byte) error {
	t, body, err := wire.Split(frame)
	if err != nil {
		return ErrServer
	}
	switch t {
	case wire.TypeRecords:
		return takeAs(body, func(f wire.Records) error { return s.records(ctx, c, f) })
	case wire.TypeReveal:
		return takeAs(body, func(f wire.Reveal) error { return s.reveal(ctx, c, f) })
	case wire.TypeAck:
		return takeAs(body, func(f wire.Ack) error { return s.acked(c, f) })
	case wire.TypeRefused:
		return takeAs(body, func(f wire.Refused) error { return s.wasRefused(c, f) })
	case wire.TypeFile:
		return takeAs(body, func(f wire.File) error { return s.gotFile(ctx, c, f) })
	case wire.TypeBeat:
		return takeAs(body, s.heard)
	case wire.TypePresence:
		return takeAs(body, s.tookPresence)
	case wire.TypeLobby:
		return takeAs(body, func(f wire.Lobby) error {
			s.set(func() { s.visits = f.Visits }, EventLobby)
			return nil
		})
	case wire.TypeSpeakers:
		return takeAs(body, s.tookSpeakers)
	case wire.TypeToken:
		return takeAs(body, func(f wire.Token) error { return s.gotToken(c, f) })
	case wire.TypeBye:
		return byeError(body)
	}
	return ErrServer
}

func takeAs[T any](body []byte, take func(T) error) error {
	f, err := wire.Decode[T](body)
	if err != nil {
		return ErrServer
	}
	return take(f)
}

// set changes something that people see.
func (s *Session) set(change func(), kind EventKind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	s.stir()
	s.events.send(Event{Kind: kind})
}

func (s *Session) gotToken(c *connection, t wire.Token) error {
	s.mu.Lock()
	s.place.Token, c.expires = t, t.Expires
	var err error
	if s.now() >= s.written-s.opts.intervals.renew.Milliseconds() { // else it was a sign of life, not worth a write
		err = s.keep()
	}
	s.mu.Unlock()
	c.renew.Reset(s.untilRenewal(c))
	return err
}

func (s *Session) records(ctx context.Context, c *connection, f wire.Records) error {
	s.mu.Lock()
	before := s.seen()
	err := s.replica.Records(f, s.clock())
	s.notice(before)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return s.upToDate(ctx, c)
}

func (s *Session) reveal(ctx context.Context, c *connection, f wire.Reveal) error {
	s.mu.Lock()
	before := s.seen()
	err := s.replica.Reveal(f, s.clock())
	s.notice(before)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return s.upToDate(ctx, c)
}

// sight is what is compared to see what happened.
type sight struct {
	phase room.Phase
	code  crypto.Digest
	loss  bool
}

func (s *Session) seen() sight {
	return sight{phase: s.replica.Phase(), code: s.replica.CodeAct(), loss: s.replica.Loss() != nil}
}

// notice tells what is new since before. s.mu is held.
func (s *Session) notice(before sight) {
	now := s.seen()
	s.dropSpeakers()
	s.events.send(Event{Kind: EventChanged, Head: s.replica.Applied()})
	if now.code != before.code {
		s.events.send(Event{Kind: EventCode})
	}
	if now.loss && !before.loss {
		s.events.send(Event{Kind: EventLoss, Loss: s.replica.Loss()})
	}
	if lost := s.replica.TakeLost(); len(lost) > 0 {
		s.events.send(Event{Kind: EventLost, Lost: lost})
	}
	s.stir()
}

// upToDate looks whether everything that was there at the welcome has come.
func (s *Session) upToDate(ctx context.Context, c *connection) error {
	s.mu.Lock()
	arrived := s.replica.Head().N >= c.target
	c.stalled.Reset(s.opts.intervals.withheld)
	s.awaits(c)
	if !s.online && arrived && !s.replica.Waiting() && !s.replica.Unresolved() {
		s.online, s.verified = true, true
		s.stir()
		s.stuck = false
		s.events.send(Event{Kind: EventOnline})
		c.beat.Reset(0)
	}
	if session := s.replica.Phase() == room.InSession; session != c.session { // other times to keep to
		c.session = session
		c.beat.Reset(0)
	}
	noted, let := s.remember(), s.shed()
	var err error
	if noted || let {
		err = s.keep()
	} else {
		s.keepSoon(c)
	}
	if err == nil {
		err = s.forgetPages()
	}
	if err == nil && s.replica.Reseated() {
		err = ErrReseated
	}
	s.mu.Unlock()
	if err != nil {
		return err
	}
	if err := s.keyArrived(c); err != nil {
		return err
	}
	nudge(s.owed)
	return s.fetch(ctx, c)
}

func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// sendBeats signs how far this device is, and sets the next time.
func (s *Session) sendBeats(ctx context.Context, c *connection) error {
	s.mu.Lock()
	every := s.opts.intervals.seatBeat
	if s.replica.Phase() == room.InSession && s.leads(s.owner.Seat) {
		every = s.opts.intervals.leadBeat
	}
	var beats []chain.Signed
	var err error
	if s.online && s.replica.Loss() == nil {
		at := s.signs.at(s.opts.Now(), time.Duration(s.offset)*time.Millisecond)
		beats, err = s.replica.Heartbeats(s.keys.Signing, at.UnixMilli())
	}
	s.mu.Unlock()
	c.beat.Reset(every)
	if err != nil && err != replica.ErrBroken {
		return err
	}
	for chunk := range slices.Chunk(beats, maxBeatsPerFrame) {
		if err := c.write(ctx, wire.TypeBeat, wire.Beat{Beats: chunk}); err != nil {
			return err
		}
	}
	return nil
}
