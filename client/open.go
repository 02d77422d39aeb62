package client

import (
	"context"
	"fmt"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Open returns to a room that the vault has a place in.
func Open(ctx context.Context, id crypto.Digest, o Options) (*Session, error) {
	o = o.withDefaults()
	if err := ForgetExpired(ctx, o.Vault, o.Now().UnixMilli()); err != nil {
		return nil, fmt.Errorf("client: open: %w", err)
	}
	p, err := o.Vault.Place(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("client: open: %w", err)
	}
	server, err := o.Server(p.Server)
	if err != nil {
		return nil, err
	}
	rules, err := covenant.Decode(p.Rules)
	if err != nil {
		return nil, fmt.Errorf("client: open: %w", err)
	}
	s := newSession(server, p, rules, o)
	if err := s.recall(); err != nil {
		s.cancel()
		return nil, fmt.Errorf("client: open: %w", err)
	}
	s.replica.Remember(p.Acks)
	return s.begin(), nil
}

// newSession makes a session at a place that is in the vault; begin starts it.
func newSession(server *Server, p vault.Place, rules *covenant.Rules, o Options) *Session {
	owner := replica.Owner{Seat: p.Seat, Device: p.Keys.Signing.Public(), Key: p.Keys.Seat}
	s := &Session{
		server: server, opts: o, owner: owner, keys: p.Keys, room: p.Room, rules: rules,
		events: newEvents(o.Events), turn: make(chan struct{}, 1), unlocking: make(chan struct{}, 1), outbox: make(chan *flight),
		asks: make(chan struct{}, 1), gestures: make(chan room.Gesture), speakers: map[agenda.ItemID]room.Speakers{}, owed: make(chan struct{}, 1), over: make(chan struct{}), began: o.Now(),
		replica: replica.New(p.Room, owner, rules, p.Checkpoint), place: p, written: p.Token.Expires,
		changed: make(chan struct{}), away: map[chain.Seat]int64{}, refused: map[crypto.Digest]bool{}, wants: map[crypto.Digest]*want{}, reseals: map[reseal]int{}, unkept: map[crypto.Digest]bool{},
		marks: map[crypto.Recipient]string{},
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.turn <- struct{}{}
	if p.InFlight != nil {
		s.flight = newFlight(*p.InFlight)
	}
	return s
}

// begin starts what runs until Close.
func (s *Session) begin() *Session {
	s.wg.Go(s.run)
	if !s.opts.look {
		s.wg.Go(s.serve)
	}
	if s.opts.Events != nil {
		s.wg.Go(s.events.run)
	}
	return s
}
