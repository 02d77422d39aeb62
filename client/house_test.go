package client

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"casusoverleg/agenda"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/server"
	"casusoverleg/room/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// house is the real server with its real journal, on this machine.
type house struct {
	*testing.T
	path    string
	address string
	rules   *covenant.Rules
	signing crypto.SigningKey
	token   auth.Key
	chair   crypto.InvitationSecret
	http    *http.Client
	server  *server.Server
	web     *httptest.Server
	journal journal.Journal

	mu   sync.Mutex
	plus time.Duration // guarded by mu: how far the clocks were put forward
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return time.Now().Add(h.plus)
}

func (h *house) forward(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.plus += d
}

func newHouse(t *testing.T) *house {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	return newHouseUnder(t, rules)
}

func newHouseUnder(t *testing.T, rules *covenant.Rules) *house {
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	h := &house{
		T: t, path: filepath.Join(t.TempDir(), "journal.db"), address: "127.0.0.1:0", rules: rules, signing: signing,
		token: auth.NewKey(), chair: crypto.NewInvitationSecret(), http: &http.Client{Transport: &http.Transport{}},
	}
	h.open()
	t.Cleanup(func() {
		h.shut()
		h.http.CloseIdleConnections()
	})
	return h
}

// open starts the server, at the same address as before.
func (h *house) open() {
	h.Helper()
	var err error
	h.journal, err = sqlite.Open(h.path, sqlite.Options{})
	require.NoError(h, err)
	listener, err := net.Listen("tcp", h.address)
	require.NoError(h, err)
	h.address = listener.Addr().String()
	h.server, err = server.New(server.Config{
		BaseURL: "http://" + h.address, Rules: []server.Offer{{Name: "de-wolden", Rules: h.rules}}, Now: h.now,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}, h.journal, server.Keys{
		Signing: []crypto.SigningKey{h.signing}, Token: h.token, Chair: crypto.LobbyHash(h.chair.Lobby()),
	})
	require.NoError(h, err)
	h.web = &httptest.Server{Listener: listener, Config: &http.Server{Handler: h.server.Handler(), ReadHeaderTimeout: time.Second}}
	h.web.Start()
}

func (h *house) shut() {
	h.server.Close()
	h.web.Close()
	require.NoError(h, h.journal.Close())
}

// backup copies the journal, and restore puts the copy in place of it.
func (h *house) backup() []byte {
	h.Helper()
	h.shut()
	b, err := os.ReadFile(h.path)
	require.NoError(h, err)
	h.open()
	return b
}

func (h *house) restore(b []byte) {
	h.Helper()
	h.shut()
	for _, suffix := range []string{"-wal", "-shm"} {
		_ = os.Remove(h.path + suffix)
	}
	require.NoError(h, os.WriteFile(h.path, b, 0o600))
	h.open()
}

// person is somebody with a device.
type person struct {
	*house
	*Session
	name   string
	claims room.Claims
	vault  *vault.Memory
	place  agenda.PlaceID

	patient bool // about silence, as in real meetings: such time is put forward

	mu   sync.Mutex
	seen []Event // guarded by mu
}

func (h *house) person(name string, party covenant.Code, function string) *person {
	return &person{house: h, name: name, claims: room.Claims{Name: name, Party: party, Function: function}, vault: vault.NewMemory()}
}

func (p *person) options() Options {
	fast := standardIntervals()
	fast.leadBeat, fast.seatBeat, fast.silence = 200*time.Millisecond, 500*time.Millisecond, 1500*time.Millisecond // slower than a server takes frames: 10 a second
	fast.watch = 20 * time.Millisecond
	if p.patient {
		fast.silence = standardIntervals().silence
	}
	return Options{HTTP: p.http, Vault: p.vault, Now: p.house.now, Events: p.note, intervals: &fast}
}

func (p *person) note(e Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, e)
}

// mine hands over everything that was noted.
func (p *person) mine(look func(Event)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.seen {
		look(e)
	}
}

// sees waits until the screen was told.
func (p *person) sees(kind EventKind) {
	p.Helper()
	require.Eventually(p, func() bool { return p.saw(kind) }, Late, 10*time.Millisecond, kind)
}

func (p *person) saw(kind EventKind) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.seen {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

// soon is a context in which what is expected must have happened.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 2*Late)
	t.Cleanup(cancel)
	return ctx
}

func (h *house) founds(p *person) {
	h.Helper()
	ctx := soon(h.T)
	s, err := Found(ctx, Foundation{
		Link: ChairLink{Server: "http://" + h.address, Secret: h.chair}, Claims: p.claims,
		Rules: "de-wolden", Kind: "case", Purpose: "collective_support",
	}, p.options())
	require.NoError(h, err)
	p.is(s)
	require.NoError(h, p.Join(ctx))
	p.place = 1
}

// is gives a person his session; it ends with the test.
func (p *person) is(s *Session) {
	p.Session = s
	p.Cleanup(s.Close)
}

// invites somebody to a new place, over the whole way in.
func (p *person) invites(q *person, post agenda.Post) {
	p.Helper()
	ctx := soon(p.T)
	var err error
	q.place, err = p.Session.Place(ctx, q.claims.Party, q.claims.Function, post)
	require.NoError(p, err)
	p.letsIn(q)
}

func (p *person) letsIn(q *person) {
	p.Helper()
	ctx := soon(p.T)
	inv, err := p.Invite(ctx, q.place, 24*time.Hour)
	require.NoError(p, err)
	text, err := inv.Text()
	require.NoError(p, err)
	link, err := ParseInvitation(text)
	require.NoError(p, err)
	welcome, err := Look(ctx, link, q.options())
	require.NoError(p, err)
	require.Contains(p, welcome.SecrecyNL, "geheim")
	visitor, err := Knock(ctx, link, q.claims, q.options())
	require.NoError(p, err)
	require.NoError(p, p.until(ctx, func() bool {
		return slices.ContainsFunc(p.visits, func(v wire.Visit) bool { return v.Invitation == link.ID })
	}))
	visits := p.Visits()
	require.Len(p, visits, 1)
	require.True(p, visits[0].Genuine)
	require.Equal(p, q.claims, visits[0].Claims)
	_, err = p.Admit(ctx, visits[0])
	require.NoError(p, err)
	s, err := visitor.Wait(ctx)
	require.NoError(p, err)
	q.is(s)
	require.NoError(p, q.Join(ctx))
}

// reads waits until somebody is up to date and says what he can read.
func (p *person) reads(act crypto.Digest, others ...*person) string {
	p.Helper()
	p.level(others...)
	ctx, cancel := context.WithTimeout(soon(p.T), Late)
	defer cancel()
	var text Text
	var err error
	_ = p.until(ctx, func() bool { // files may come a moment later
		o, ok := find(p.replica.View(), act)
		if !ok {
			err = ErrUnknown
			return true
		}
		text, err = o.open(p.replica)
		return err == nil || fmt.Sprint(err) != "replica: the file has not arrived"
	})
	if err != nil {
		return ""
	}
	return text.String()
}

// level waits until this person has what the others have.
func (p *person) level(others ...*person) {
	p.Helper()
	for _, q := range others {
		head, _ := q.Head()
		require.NoError(p, p.UntilApplied(soon(p.T), head.N), p.name)
	}
}

func refusedWith(t *testing.T, code covenant.Code, err error) {
	t.Helper()
	var refusal *room.Refusal
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, code, refusal.Code)
}
