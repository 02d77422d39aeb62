package live

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// held is a line on which each frame waits until the test lets it pass.
type held struct {
	line
	comes chan wire.Type
	pass  chan struct{}
	free  chan struct{} // closed when nothing waits any more
}

func newHeld() *held {
	return &held{comes: make(chan wire.Type), pass: make(chan struct{}), free: make(chan struct{})}
}

func (l *held) Write(frame []byte) error {
	t, _, err := wire.Split(frame)
	if err != nil {
		return err
	}
	if t == wire.TypeChallenge {
		return l.line.Write(frame)
	}
	select {
	case l.comes <- t:
		select {
		case <-l.pass:
		case <-l.free:
		}
	case <-l.free:
	}
	return nil
}

// until lets frames pass up to the first of these types, which waits.
func (l *held) until(types ...wire.Type) wire.Type {
	for {
		got := <-l.comes
		for _, t := range types {
			if got == t {
				return t
			}
		}
		l.pass <- struct{}{}
	}
}

// greets has a device of somebody say hello, with what it has.
func (h *host) greets(p *roomtest.Person, id crypto.Digest, l *held, has wire.Hello) {
	h.Helper()
	conn, err := h.hub.Open(id, site, l)
	require.NoError(h, err)
	token, err := h.tokens.Issue(id, p.Seat, p.Key.Public())
	require.NoError(h, err)
	has.Token = token.Token
	has.Proof, err = crypto.Sign(crypto.LabelHello, p.Key, wire.ProofMessage(crypto.LabelHello, l.nonce, site, token.Token))
	require.NoError(h, err)
	require.True(h, conn.Receive(wire.Encode(wire.TypeHello, has)))
}

// Kees's first connection hangs while it catches up; records were lost, and his device
// comes again. What it is to be given anew goes to the connection that he has, whatever
// the one that hangs still asks for when it goes on.
func TestWhatIsGivenAnewGoesToTheConnectionThatIsThere(t *testing.T) {
	h := newHost(t)
	c := h.crew("Anneke")
	kees := c.seat("Kees")
	it := c.NewItem(kees.Person)
	c.Do(kees.Person, c.Contribution(kees.Person, it, roomtest.Bytes(100)))

	ctx := context.Background()
	first, second := newHeld(), newHeld()
	defer close(first.free)
	defer close(second.free)
	h.greets(kees.Person, c.Room, first, wire.Hello{})
	first.until(wire.TypeRecords) // of the past: he is behind
	var before wire.Hello
	require.NoError(t, h.hub.with(ctx, c.Room, func(r *liveRoom) {
		before = wire.Hello{Have: r.core.writer.Head(), Checkpoint: r.checkpoint}
		require.Nil(t, r.openEpoch())
		r.sessions[kees.Seat].send(wire.Encode(wire.TypePresence, wire.Presence{}))
	}))
	first.pass <- struct{}{}
	first.until(wire.TypePresence) // on its way, and after it he would ask for what he lacks

	h.greets(kees.Person, c.Room, second, before)
	first.pass <- struct{}{}
	require.Equal(t, wire.TypeBye, first.until(wire.TypeBye, wire.TypeReveal, wire.TypeRecords), "nothing more goes to a connection that was replaced")
	first.pass <- struct{}{}
	require.Equal(t, wire.TypeReveal, second.until(wire.TypeReveal, wire.TypeRecords), "before the record of the new epoch")
	second.pass <- struct{}{}
	second.until(wire.TypeRecords)
	second.pass <- struct{}{}
}
