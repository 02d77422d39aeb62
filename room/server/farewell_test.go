package server

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
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
		l.Close()
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
	var stopping sync.WaitGroup
	stopping.Go(h.server.Close)
	third.hangsUp(m, "of a server that stops")
	stopping.Wait()
	thirds.Close()
}

// slowly is a journal whose reading can be held up.
type slowly struct {
	journal.Journal

	mu   sync.Mutex
	held chan struct{} // guarded by mu: until it is closed nothing is read; nil: not held up
	read chan struct{} // of held: closed when somebody wants to read
}

// Read implements journal.Journal.
func (j *slowly) Read(ctx context.Context, id journal.Room, from uint64, each func(journal.Entry) error) error {
	j.mu.Lock()
	held := j.held
	if held != nil && j.read != nil {
		close(j.read)
		j.read = nil
	}
	j.mu.Unlock()
	if held != nil {
		<-held
	}
	return j.Journal.Read(ctx, id, from, each)
}

// holds has nothing read until goOn; wanted is closed when somebody wants to.
func (j *slowly) holds() (wanted <-chan struct{}, goOn func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	held, read := make(chan struct{}), make(chan struct{})
	j.held, j.read = held, read
	return read, func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.held, j.read = nil, nil
		close(held)
	}
}

// Kees opens his laptop, and while the server still reads for him what he missed, his seat
// ends: Anneke sends him away, or he leaves himself. He is shown how, and nothing that came
// after it.
func TestASeatEndsWhileItsDeviceCatchesUp(t *testing.T) {
	disk := &slowly{}
	h := open(t, quick(), through(func(j journal.Journal) journal.Journal { disk.Journal = j; return disk }))
	m := h.found("Anneke")
	for name, c := range map[string]struct {
		kind chain.Kind
		ends func(kees *roomtest.Person)
	}{
		"he is sent away": {room.KindRemove, func(kees *roomtest.Person) {
			m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: kees.Seat}})
		}},
		"he leaves": {room.KindLeave, func(kees *roomtest.Person) {
			m.of(kees).write(wire.TypeSubmit, m.Sign(kees, roomtest.Draft{Kind: room.KindLeave, Payload: room.LeavePayload{}}))
			m.last++
			m.of(m.Chair).upTo(m.last)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			kees := m.seat("Kees", agenda.Member)
			require.NoError(t, m.of(kees).conn.CloseNow())
			m.of(m.Chair).upTo(m.last)
			wanted, goOn := disk.holds()
			d := m.newDevice(kees)
			d.dial()
			d.write(wire.TypeHello, d.hello())
			d.until(wire.TypeWelcome)
			<-wanted
			m.devices[kees] = d
			c.ends(kees)
			ended := m.last
			m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
			goOn()
			require.Equal(t, wire.ByeGone, d.farewell())
			require.Equal(t, ended, d.verifier.Head().N)
			require.Equal(t, c.kind, d.kindAt(ended))
			delete(m.devices, kees)
		})
	}
}

// A backup came back and nobody noticed; then Kees was sent away. His device knows of a
// later head: it is shown what the server signs now, and the meeting goes on.
func TestWhoWasSentAwaySuspendsNoMeeting(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.allUpTo()
	end := m.last + 1
	head := chain.Position{N: end + 10, Link: crypto.Digest{1}}
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: kees.Seat}})
	require.Equal(t, wire.ByeGone, m.of(kees).farewell())
	delete(m.devices, kees)
	note, err := chain.Checkpoint{Room: m.Room, Epoch: 1, Head: head}.Sign(h.signing)
	require.NoError(t, err)
	d := m.newDevice(kees)
	d.dial()
	hello := d.hello()
	hello.Have, hello.Checkpoint = head, note
	d.write(wire.TypeHello, hello)
	d.until(wire.TypeWelcome)
	require.Equal(t, end, d.checkpointOf(d.welcome.Checkpoint).Head.N)
	require.Equal(t, wire.ByeGone, d.farewell())
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	require.Equal(t, end+1, m.last)
}
