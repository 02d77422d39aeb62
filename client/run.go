package client

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/room/wire"
)

// connection is one connection to the server. It is owned by run; only its
// reader is another goroutine.
type connection struct {
	socket  *socket
	nonce   [32]byte
	frames  chan []byte // from the reader; closed when the connection has ended
	expires int64       // of the token, server's clock in ms
	target  uint64      // head at the welcome; up to date from there on
	pace    pace
	fetched map[crypto.Digest]bool // asked for on this connection
	waiting int                    // fetches without an answer
	session bool                   // the room was in session when last looked at
	early   *wire.Ack              // whose key the log has not told yet; nil for none

	asked bool // for a sign of life; false again with any frame

	beat, renew, quiet, stalled, watch, unwritten *time.Timer
}

// errBroken says that the connection ended without a reason that ends the session.
var errBroken = errors.New("client: the connection broke")

// errUnopened says that no socket opened.
var errUnopened = errors.New("client: no socket opened")

// run connects again and again until the session ends. It owns the connection.
func (s *Session) run() {
	defer close(s.over)
	defer s.drop()
	if e := s.Evidence(); e != nil { // of an earlier run, and final
		s.fail(e)
		return
	}
	unopened := 0 // attempts in a row
	for backoff := firstBackoff; ; {
		err := s.connect()
		switch {
		case s.ctx.Err() != nil:
			s.fail(ErrClosed)
			return
		case s.Evidence() != nil:
			s.fail(s.Evidence())
			return
		case errors.Is(err, ErrGone), errors.Is(err, ErrReseated):
			s.fail(s.shown(err))
			return
		case errors.Is(err, ErrReplaced), errors.Is(err, ErrNoRoom), errors.Is(err, ErrOtherPast), errors.Is(err, errThere):
			s.fail(err)
			return
		}
		if s.offline(err) {
			backoff = firstBackoff // it was up to date: the server works, and came back before
		}
		if unopened++; !errors.Is(err, errUnopened) {
			unopened = 0
		}
		if unopened >= blockedAfter {
			s.blocked(s.answers())
		}
		select {
		case <-time.After(backoff/2 + rand.N(backoff/2)):
		case <-s.ctx.Done():
		}
		backoff = min(2*backoff, maxBackoff)
	}
}

// answers says whether the server answers a request, however it stands with sockets.
func (s *Session) answers() bool {
	ctx, cancel := context.WithTimeout(s.ctx, dialTimeout)
	defer cancel()
	var info wire.ServerInfo
	return s.server.call(ctx, "GET", wire.PathServer, nil, nil, &info) == nil
}

// blocked notes whether a network lets requests through and no socket. It is owned by run.
func (s *Session) blocked(is bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case is && !s.stuck:
		s.events.send(Event{Kind: EventBlocked})
	case !is && s.stuck:
		s.events.send(Event{Kind: EventOffline, Err: errUnopened})
	}
	s.stuck = is
}

// drop answers an act that nobody will answer any more.
func (s *Session) drop() {
	if s.flight != nil {
		s.flight.answer(answer{err: s.Err()})
	}
}

// offline notes that the connection is gone, and returns whether it was up to date.
func (s *Session) offline(err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.online
	if was {
		s.events.send(Event{Kind: EventOffline, Err: err})
	}
	s.online, s.present = false, nil
	clear(s.speakers)
	clear(s.away)
	s.stir()
	return was
}

// connect makes one connection and serves it until it ends.
func (s *Session) connect() error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	greeting, greeted := context.WithTimeout(ctx, dialTimeout)
	defer greeted()
	address := "ws" + strings.TrimPrefix(s.server.base, "http") + roomPath(wire.PathSocket, s.room)
	socket, err := dial(greeting, address, s.server.base, s.opts.HTTP)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnopened, err)
	}
	c := &connection{socket: socket, frames: make(chan []byte, frameQueue), fetched: map[crypto.Digest]bool{}}
	read := make(chan struct{})
	go func() { defer close(read); c.read(ctx) }()
	defer func() {
		cancel()
		socket.close()
		<-read
	}()
	if err := s.greet(greeting, c); err != nil {
		return err
	}
	if s.opts.look {
		return s.witness(ctx, c)
	}
	return s.converse(ctx, c)
}

// read hands frames on until the connection ends.
func (c *connection) read(ctx context.Context) {
	defer close(c.frames)
	for {
		frame, err := c.socket.read(ctx)
		if err != nil {
			return
		}
		select {
		case c.frames <- frame:
		case <-ctx.Done():
			return
		}
	}
}

// next returns the next frame of a greeting, which must be of type want.
func (c *connection) next(ctx context.Context, want wire.Type) ([]byte, error) {
	select {
	case frame, ok := <-c.frames:
		if !ok {
			return nil, errBroken
		}
		t, body, err := wire.Split(frame)
		if err != nil {
			return nil, ErrServer
		}
		if t == wire.TypeBye {
			return nil, byeError(body)
		}
		if t != want {
			return nil, ErrServer
		}
		return body, nil
	case <-ctx.Done():
		return nil, errBroken
	}
}

// byeError is why the server ends the connection.
func byeError(body []byte) error {
	bye, err := wire.Decode[wire.Bye](body)
	if err != nil {
		return ErrServer
	}
	if err := ended(bye.Code); err != nil {
		return err
	}
	return &byeCode{bye.Code}
}

// byeCode is a bye after which it is worth coming back.
type byeCode struct{ code wire.ByeCode }

func (b *byeCode) Error() string { return "client: the server ended the connection: " + string(b.code) }

// greet proves who this is and says from where to go on. A token that has expired is
// renewed first. Where the server does not, since the seat has ended, the next greeting
// goes with the old one: the server then shows how it ended.
func (s *Session) greet(ctx context.Context, c *connection) error {
	body, err := c.next(ctx, wire.TypeChallenge)
	if err != nil {
		return err
	}
	challenge, err := wire.Decode[wire.Challenge](body)
	if err != nil {
		return ErrServer
	}
	c.nonce = challenge.Nonce
	s.mu.Lock()
	token, fresh := s.place.Token, s.now() < s.place.Token.Expires-s.opts.intervals.renew.Milliseconds()
	s.mu.Unlock()
	refused := s.unrenewed
	s.unrenewed = false
	if (!fresh || s.opts.look) && !refused {
		token, err = s.renewFirst(ctx, c, token)
		switch {
		case errors.Is(err, ErrGone):
			s.unrenewed = true
			return errBroken
		case err != nil:
			return err
		case s.opts.look:
			return errThere
		}
	}
	proof, err := crypto.Sign(crypto.LabelHello, s.keys.Signing, wire.ProofMessage(crypto.LabelHello, c.nonce, s.server.base, token.Token))
	if err != nil {
		return err
	}
	s.mu.Lock()
	hello := wire.Hello{Token: token.Token, Proof: proof, Have: s.replica.Head(), Checkpoint: s.replica.Signed()}
	s.mu.Unlock()
	if err := c.write(ctx, wire.TypeHello, hello); err != nil {
		return err
	}
	if body, err = c.next(ctx, wire.TypeWelcome); err != nil {
		return err
	}
	welcome, err := wire.Decode[wire.Welcome](body)
	if err != nil {
		return ErrServer
	}
	return s.welcomed(c, welcome)
}

func (s *Session) renewFirst(ctx context.Context, c *connection, old wire.Token) (wire.Token, error) {
	if err := s.askToken(ctx, c, old); err != nil {
		return wire.Token{}, err
	}
	body, err := c.next(ctx, wire.TypeToken)
	if err != nil {
		return wire.Token{}, err
	}
	token, err := wire.Decode[wire.Token](body)
	if err != nil {
		return wire.Token{}, ErrServer
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.place.Token = token
	return token, s.keep()
}

func (s *Session) askToken(ctx context.Context, c *connection, old wire.Token) error {
	proof, err := crypto.Sign(crypto.LabelSessionRenew, s.keys.Signing, wire.ProofMessage(crypto.LabelSessionRenew, c.nonce, s.server.base, old.Token))
	if err != nil {
		return err
	}
	return c.write(ctx, wire.TypeRenew, wire.Renew{Token: old.Token, Proof: proof})
}

// welcomed takes in what the server greets with.
func (s *Session) welcomed(c *connection, w wire.Welcome) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offset = w.Time - s.opts.Now().UnixMilli()
	s.limits, c.expires = w.Limits, w.Expires
	c.pace = newPace(w.Limits)
	head, err := headIn(w.Checkpoint)
	if err != nil {
		return ErrServer
	}
	c.target = head
	return s.replica.Greeted(w.Checkpoint)
}

// write sends one frame, no faster than the server takes them.
func (c *connection) write(ctx context.Context, t wire.Type, body any) error {
	if err := c.pace.wait(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	if err := c.socket.write(ctx, wire.Encode(t, body)); err != nil {
		return errBroken
	}
	return nil
}
