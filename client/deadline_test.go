package client

import (
	"context"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"

	"github.com/stretchr/testify/require"
)

// wireless is a network that can go dead: what is on it stays open, and nothing comes
// through any more.
type wireless struct {
	mu    sync.Mutex
	lines []*deadable // guarded by mu
}

func (w *wireless) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	d := &deadable{Conn: conn, dead: make(chan struct{}), closed: make(chan struct{})}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, d)
	return d, nil
}

// goesDead takes the network from under every connection there is; new ones work.
func (w *wireless) goesDead() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range w.lines {
		close(d.dead)
	}
	w.lines = nil
}

// deadable is a connection that swallows and gives nothing once it is dead.
type deadable struct {
	net.Conn
	dead, closed chan struct{}
	once         sync.Once
}

func (d *deadable) Read(b []byte) (int, error) {
	n, err := d.Conn.Read(b)
	select {
	case <-d.dead:
		<-d.closed
		return 0, net.ErrClosed
	default:
		return n, err
	}
}

func (d *deadable) Write(b []byte) (int, error) {
	select {
	case <-d.dead:
		return len(b), nil
	default:
		return d.Conn.Write(b)
	}
}

func (d *deadable) Close() error {
	d.once.Do(func() { close(d.closed) })
	return d.Conn.Close()
}

// Fatima's train goes into a tunnel. Her browser says nothing: no answer, no close. Her
// device notices that nobody answers, says so, and is back by itself; an act that she
// signed meanwhile is there.
func TestALineThatIsDeadIsNotTakenForAlive(t *testing.T) {
	h := newHouse(t)
	ctx := soon(t)
	gerda := h.person("Gerda", "gemeente-de-wolden", "voorzitter")
	h.founds(gerda)
	fatima := h.person("Fatima", "actium", "woonconsulent")
	gerda.invites(fatima, agenda.Member)

	train := &wireless{}
	aboard := fatima.options()
	aboard.HTTP = &http.Client{Transport: &http.Transport{DialContext: train.dial, DisableKeepAlives: true}}
	aboard.intervals.seatBeat, aboard.intervals.quiet, aboard.intervals.answer = time.Hour, 50*time.Millisecond, time.Hour
	written := &counted{Vault: fatima.vault}
	aboard.Vault = written
	fatima.opensAgain(ctx, aboard)
	written.kept.Store(0)
	for range 10 { // nobody says anything, and the server answers
		before := fatima.token()
		require.Eventually(t, func() bool { return fatima.token() != before }, Late, 10*time.Millisecond)
	}
	require.True(t, fatima.Online())
	require.False(t, fatima.saw(EventOffline))
	require.Less(t, written.kept.Load(), int64(10), "not each sign of life is written to the vault")

	aboard.intervals.answer = 200 * time.Millisecond
	fatima.opensAgain(ctx, aboard)
	train.goesDead()
	said := make(chan error, 1)
	go func() { said <- fatima.AnnounceMinutesKey(ctx) }()
	fatima.sees(EventOffline)
	require.NoError(t, <-said)
	require.NoError(t, gerda.Until(ctx, func(v room.View) bool { return v.Seats[fatima.Seat()-1].MinutesKey != (crypto.Recipient{}) }))
}

func (p *person) opensAgain(ctx context.Context, o Options) {
	p.Helper()
	p.Close()
	s, err := Open(ctx, p.Room(), o)
	require.NoError(p, err)
	p.is(s)
	require.NoError(p, s.UntilOnline(ctx))
}

func (p *person) token() string {
	p.Session.mu.Lock()
	defer p.Session.mu.Unlock()
	return p.Session.place.Token.Token
}

// counted is a vault that counts how often a place is written.
type counted struct {
	vault.Vault
	kept atomic.Int64
}

// Keep implements vault.Vault.
func (c *counted) Keep(ctx context.Context, p vault.Place) error {
	c.kept.Add(1)
	return c.Vault.Keep(ctx, p)
}
