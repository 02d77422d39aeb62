package server

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/auth"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// house is a server with its journal on disk, reached over a real socket.
type house struct {
	testing.TB
	server  *Server
	http    *httptest.Server
	base    string
	path    string
	journal journal.Journal
	wrapped func(journal.Journal) journal.Journal
	signing crypto.SigningKey
	earlier []crypto.SigningKey
	token   auth.Key
	chair   crypto.InvitationSecret
	clock   *clock
	limits  live.Limits
	logs    *bytes.Buffer
}

// clock is the server's, to be moved by a test.
type clock struct {
	mu      sync.Mutex
	plus    time.Duration
	stopped time.Time // what it says until it runs on; zero while it runs
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped.IsZero() {
		return c.stopped.Add(c.plus)
	}
	return time.Now().Add(c.plus)
}

// stop lets no time pass: what depends on a rate then depends on no machine.
func (c *clock) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = time.Now()
}

func (c *clock) runOn() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = time.Time{}
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.plus += d
}

type option func(*house)

// through puts something between the server and its journal.
func through(wrap func(journal.Journal) journal.Journal) option {
	return func(h *house) { h.wrapped = wrap }
}

// allowing sets other limits than the usual.
func allowing(l live.Limits) option { return func(h *house) { h.limits = l } }

func open(tb testing.TB, options ...option) *house {
	tb.Helper()
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(tb, err)
	h := &house{
		TB: tb, path: filepath.Join(tb.TempDir(), "journal.db"), signing: key, token: auth.NewKey(),
		chair: crypto.NewInvitationSecret(), clock: &clock{}, wrapped: func(j journal.Journal) journal.Journal { return j },
	}
	for _, o := range options {
		o(h)
	}
	h.start()
	tb.Cleanup(func() { h.stop() })
	return h
}

func (h *house) start() {
	h.Helper()
	var err error
	h.journal, err = sqlite.Open(h.path, sqlite.Options{Now: h.clock.now})
	require.NoError(h, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(h, err)
	h.base = "http://" + listener.Addr().String()
	h.server, err = New(Config{
		BaseURL: h.base, Rules: []Offer{{Name: "de-wolden", Rules: roomtest.Rules()}}, Version: "test",
		Log: slog.New(slog.NewJSONHandler(h, nil)), Now: h.clock.now, Limits: h.limits,
	}, h.wrapped(h.journal), Keys{
		Signing: append([]crypto.SigningKey{h.signing}, h.earlier...), Token: h.token, Chair: crypto.LobbyHash(h.chair.Lobby()),
	})
	require.NoError(h, err)
	h.http = &httptest.Server{Listener: listener, Config: h.server.httpServer(h.server.Handler())}
	h.http.Start()
}

var logsMu sync.Mutex

// Write takes in the server's log.
func (h *house) Write(line []byte) (int, error) {
	logsMu.Lock()
	defer logsMu.Unlock()
	if h.logs == nil {
		h.logs = &bytes.Buffer{}
	}
	return h.logs.Write(line)
}

func (h *house) stop() {
	h.server.Close()
	h.http.Close()
	require.NoError(h, h.journal.Close())
}

// restart is a server that comes back, at another port.
func (h *house) restart() {
	h.Helper()
	h.stop()
	h.start()
}

// post sends a request and decodes the answer into out, unless it is nil.
func (h *house) post(path string, in, out any) (status int, code string) {
	h.Helper()
	r, err := http.NewRequest(http.MethodPost, h.base+path, bytes.NewReader(chain.Encode(in)))
	require.NoError(h, err)
	r.Header.Set("Content-Type", wire.ContentType)
	r.Header.Set("Origin", h.base)
	return h.ask(r, out)
}

func (h *house) ask(r *http.Request, out any) (status int, code string) {
	h.Helper()
	answer, err := h.http.Client().Do(r)
	require.NoError(h, err)
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	require.NoError(h, err)
	if answer.StatusCode >= 400 {
		require.Equal(h, "application/problem+json", answer.Header.Get("Content-Type"))
		return answer.StatusCode, codeIn(h, data)
	}
	if out != nil {
		require.NoError(h, chain.Decode(data, out))
	}
	return answer.StatusCode, ""
}

// meeting is a room with everybody connected.
type meeting struct {
	*house
	*roomtest.Table
	devices map[*roomtest.Person]*device
	last    uint64 // seq of the last act that was admitted
}

// allUpTo waits until everybody has verified the log as far as the last act.
func (m *meeting) allUpTo() uint64 {
	m.house.Helper()
	for _, d := range m.devices {
		d.upTo(m.last)
	}
	return m.last
}

// found has a chair found a room over HTTP and connect to it.
func (h *house) found(name string) *meeting {
	h.Helper()
	anneke := roomtest.NewPerson(h, name, roomtest.Municipality)
	genesis := anneke.Genesis(h, h.signing.Public())
	var founded wire.Founded
	status, code := h.post(wire.PathRooms, wire.Found{Chair: h.chair.Lobby(), Genesis: genesis}, &founded)
	require.Equal(h, http.StatusOK, status, code)
	require.Equal(h, genesis.Hash(), founded.Room)
	m := &meeting{house: h, devices: map[*roomtest.Person]*device{}}
	m.Table = roomtest.NewTable(h, genesis, anneke, m.submit)
	m.devices[anneke] = h.device(anneke, founded.Room, founded.Token).connect()
	m.Join(anneke)
	return m
}

func (m *meeting) submit(p *roomtest.Person, s wire.Submit) error {
	ack, err := m.devices[p].submit(s)
	if err == nil {
		m.last = ack.Seq
	}
	return err
}

func (m *meeting) lobbyPath(what string) string {
	return "/v1/rooms/" + m.Room.String() + "/lobby/" + what
}

// of is a person's device.
func (m *meeting) of(p *roomtest.Person) *device { return m.devices[p] }

func refusal(tb testing.TB, err error) room.Refusal {
	tb.Helper()
	r, ok := err.(*room.Refusal)
	require.True(tb, ok, "%v", err)
	return *r
}

func codeIn(tb testing.TB, data []byte) string {
	tb.Helper()
	var p problem
	require.NoError(tb, json.Unmarshal(data, &p))
	require.NotEmpty(tb, p.Title)
	return string(p.Code)
}

func readAll(r io.Reader) io.ReadCloser { return io.NopCloser(r) }
