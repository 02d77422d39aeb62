package server

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// deaf is the connection of a device that takes in how it is welcomed and nothing more,
// and never hangs up.
type deaf struct {
	greeted chan []byte // the challenge
	stuck   chan struct{}
	stick   sync.Once // closes stuck: something waits that it does not take in
	closed  chan struct{}
	shut    sync.Once // closes closed
}

// Write implements live.Link.
func (l *deaf) Write(frame []byte) error {
	switch wire.Type(frame[0]) {
	case wire.TypeChallenge:
		l.greeted <- frame[1:]
		return nil
	case wire.TypeWelcome:
		return nil
	}
	l.stick.Do(func() { close(l.stuck) })
	<-l.closed
	return errors.New("closed")
}

// Close implements live.Link.
func (l *deaf) Close() { l.shut.Do(func() { close(l.closed) }) }

// hangsUp waits until the server has ended the connection.
func (l *deaf) hangsUp(m *meeting, why string) {
	m.house.Helper()
	select {
	case <-l.closed:
	case <-time.After(20 * time.Second):
		require.Fail(m.house, "it still holds a connection", why)
	}
}

// clings says hello, and takes in nothing of what it is then shown.
func (m *meeting) clings(p *roomtest.Person) (*deaf, *live.Conn) {
	m.house.Helper()
	l := &deaf{greeted: make(chan []byte, 1), stuck: make(chan struct{}), closed: make(chan struct{})}
	c, err := m.server.hub.Open(m.Room, m.base, l)
	require.NoError(m.house, err)
	d := m.newDevice(p)
	d.nonce = decode[wire.Challenge](d, <-l.greeted).Nonce
	require.True(m.house, c.Receive(wire.Encode(wire.TypeHello, d.hello())))
	<-l.stuck
	return l, c
}

// Kees was sent away. His device keeps coming to be shown so, takes nothing in, and keeps
// talking: it has one connection at a time, for a while, and then the room leaves memory.
// A server that stops does not wait for him.
func TestWhoWasSentAwayHoldsNothing(t *testing.T) {
	h := open(t, quick(), func(h *house) { h.limits.Idle = time.Millisecond })
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: kees.Seat}})
	require.Equal(t, wire.ByeGone, m.of(kees).farewell())
	m.of(m.Chair).write(wire.TypeBye, wire.Bye{Code: wire.ByeDone})
	m.of(m.Chair).farewell()

	first, firsts := m.clings(kees)
	second, seconds := m.clings(kees)
	first.hangsUp(m, "beside a second one")
	firsts.Close()
	again := m.newDevice(kees)
	renew := wire.Encode(wire.TypeRenew, wire.Renew{Token: again.token.Token, Proof: again.proof(crypto.LabelSessionRenew, again.token.Token)})
	require.True(t, seconds.Receive(renew), "he is not answered")
	m.clock.forward(time.Minute)
	seconds.Receive(renew)
	second.hangsUp(m, "after a minute")
	seconds.Close()
	require.Eventually(t, func() bool { return h.server.hub.Stats().Rooms.Load() == 0 }, 20*time.Second, 20*time.Millisecond)

	third, thirds := m.clings(kees)
	h.server.Close()
	third.hangsUp(m, "of a server that stopped")
	thirds.Close()
}
