package client_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// hoursLater are a person's options when his token has expired by his own clock.
func (p *person) hoursLater() client.Options {
	o := p.options()
	o.Now = func() time.Time { return p.now().Add(3 * time.Hour) }
	return o
}

// saysGone is what the server tells a device that asks for a token: its seat has ended.
func saysGone(f frame) []frame {
	if f.kind == wire.TypeToken {
		return []frame{framed(wire.TypeBye, wire.Bye{Code: wire.ByeGone})}
	}
	return []frame{f}
}

// Bram's page is open, and his device looks back at a room. The server says that his seat
// has ended, and then takes him in as if it had not: his device signs nothing there but who
// it is, since he may be in that room meanwhile, with the same keys.
func TestTheServerTakesInWhoLooksBack(t *testing.T) {
	m := newMeeting(t)
	id := m.bram.Room()
	m.bram.Close()
	m.wires.cut() // what he said before is no more on its way
	before, err := m.bram.vault.Place(soon(t), id)
	require.NoError(t, err)
	var mu sync.Mutex
	var said []wire.Type
	m.lie(func(l *lies) {
		l.told["Bram"] = saysGone
		l.said["Bram"] = func(f frame) []frame {
			mu.Lock()
			defer mu.Unlock()
			said = append(said, f.kind)
			return []frame{f}
		}
	})
	had := len(m.told(m.bram))
	ctx, stop := context.WithCancel(soon(t))
	looked := make(chan error, 1)
	go func() { looked <- client.LookBack(ctx, id, m.bram.hoursLater()) }()
	require.Eventually(t, func() bool { // he has been there for as long as two of Gerda's heartbeats
		beats := 0
		for _, f := range m.told(m.bram)[had:] {
			if f.kind == wire.TypeBeat {
				beats++
			}
		}
		return beats > 2
	}, client.Late, 10*time.Millisecond)
	stop()
	require.Error(t, <-looked)
	mu.Lock()
	defer mu.Unlock()
	require.Contains(t, said, wire.TypeHello)
	said = slices.DeleteFunc(said, func(k wire.Type) bool {
		return k == wire.TypeRenew || k == wire.TypeHello || k == wire.TypeBye
	})
	require.Empty(t, said)
	after, err := m.bram.vault.Place(soon(t), id)
	require.NoError(t, err)
	require.Equal(t, before.Checkpoint, after.Checkpoint, "nothing was written")
	require.Nil(t, after.Evidence)
}

// The server tells a device that looks back of another history: that is kept, and said when
// Bram opens the room. A vault that was meddled with is not the server's word.
func TestALieToWhoLooksBackIsKept(t *testing.T) {
	m := newMeeting(t)
	id := m.bram.Room()
	head, _ := m.bram.Head()
	m.bram.Close()
	other := head
	other.Link[0] ^= 1
	b := m.opensBook(id, 0)
	m.lie(func(l *lies) {
		l.told["Bram"] = func(f frame) []frame {
			if f.kind != wire.TypeRecords {
				return saysGone(f)
			}
			r, err := wire.Decode[wire.Records](f.body)
			if err != nil {
				return nil
			}
			r.Checkpoint = b.note(1, other)
			return []frame{framed(wire.TypeRecords, r)}
		}
	})
	var evidence *replica.Evidence
	require.ErrorAs(t, client.LookBack(soon(t), id, m.bram.hoursLater()), &evidence)
	require.Equal(t, chain.BreachFork, evidence.Violation.What)
	m.lie(nil)
	m.bram.opens(id)
	require.Equal(t, evidence, m.bram.stops(chain.BreachFork, page.TroubleFork))

	m.bram.Close()
	place, err := m.bram.vault.Place(soon(t), id)
	require.NoError(t, err)
	place.Evidence = []byte("x")
	require.NoError(t, m.bram.vault.Keep(soon(t), place))
	require.ErrorIs(t, client.LookBack(soon(t), id, m.bram.hoursLater()), vault.ErrDamaged)
}
