package server

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
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
	mu   sync.Mutex
	plus time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.plus)
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

// device is somebody's connection, as thin as a client can be. It verifies the
// log it is sent, and keeps what it got.
type device struct {
	*house
	p     *roomtest.Person
	token wire.Token
	room  crypto.Digest
	conn  *websocket.Conn
	nonce [32]byte

	verifier   *chain.Verifier
	checkpoint []byte
	welcome    wire.Welcome
	records    map[uint64]wire.Delivery // what was shown, by seq
	stubs      map[uint64]bool
	files      map[crypto.Digest][]byte
	reveals    int
	presence   []chain.Seat
	lobby      []wire.Visit
	beats      []chain.Signed
	bye        wire.ByeCode
	former     crypto.VerifyKey // of the server, as far as the device knows; zero when it never changed
}

// checkpointOf opens a checkpoint of the server, under the key it has or had.
func (d *device) checkpointOf(note []byte) chain.Checkpoint {
	d.Helper()
	cp, err := chain.OpenCheckpoint(note, d.signing.Public())
	if err != nil && !d.former.IsZero() {
		cp, err = chain.OpenCheckpoint(note, d.former)
	}
	require.NoError(d, err)
	require.Equal(d, d.room, cp.Room)
	return cp
}

func (h *house) device(p *roomtest.Person, id crypto.Digest, token wire.Token) *device {
	return &device{
		house: h, p: p, token: token, room: id, verifier: chain.NewVerifier(id), records: map[uint64]wire.Delivery{},
		stubs: map[uint64]bool{}, files: map[crypto.Digest][]byte{},
	}
}

func (h *house) socketURL(id crypto.Digest) string {
	return "ws" + h.base[len("http"):] + "/v1/rooms/" + id.String() + "/socket"
}

// dial opens a socket and takes the challenge.
func (d *device) dial() {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, d.socketURL(d.room), &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {d.base}}})
	require.NoError(d, err)
	conn.SetReadLimit(wire.MaxServerFrame)
	d.conn, d.bye = conn, ""
	d.Cleanup(func() { _ = conn.CloseNow() })
	t, body := d.frame()
	require.Equal(d, wire.TypeChallenge, t)
	challenge, err := wire.Decode[wire.Challenge](body)
	require.NoError(d, err)
	d.nonce = challenge.Nonce
}

func (d *device) proof(label crypto.Label, token string) crypto.Signature {
	d.Helper()
	sig, err := crypto.Sign(label, d.p.Key, wire.ProofMessage(label, d.nonce, d.base, token))
	require.NoError(d, err)
	return sig
}

func (d *device) hello() wire.Hello {
	return wire.Hello{
		Token: d.token.Token, Proof: d.proof(crypto.LabelHello, d.token.Token), Have: d.verifier.Head(), Checkpoint: d.checkpoint,
	}
}

// connect joins the room and waits until it is at the head.
func (d *device) connect() *device {
	d.Helper()
	d.dial()
	d.write(wire.TypeHello, d.hello())
	d.until(wire.TypeWelcome)
	require.Empty(d, d.bye)
	d.upTo(d.checkpointOf(d.welcome.Checkpoint).Head.N)
	return d
}

func (d *device) write(t wire.Type, v any) {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	require.NoError(d, d.conn.Write(ctx, websocket.MessageBinary, wire.Encode(t, v)))
}

// frame reads the next frame.
func (d *device) frame() (wire.Type, []byte) {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	kind, frame, err := d.conn.Read(ctx)
	require.NoError(d, err)
	require.Equal(d, websocket.MessageBinary, kind)
	t, body, err := wire.Split(frame)
	require.NoError(d, err)
	return t, body
}

// until takes in frames up to one of a type, which it returns.
func (d *device) until(want wire.Type) []byte {
	d.Helper()
	for {
		t, body := d.frame()
		d.take(t, body)
		if t == want || t == wire.TypeBye {
			require.Equal(d, want, t, "bye: %s", d.bye)
			return body
		}
	}
}

// upTo takes in frames until the log is verified that far.
func (d *device) upTo(n uint64) {
	d.Helper()
	for d.verifier.Head().N < n {
		d.take(d.frame())
	}
}

func (d *device) take(t wire.Type, body []byte) {
	d.Helper()
	switch t {
	case wire.TypeWelcome:
		d.welcome = decode[wire.Welcome](d, body)
	case wire.TypeRecords:
		f := decode[wire.Records](d, body)
		require.Equal(d, d.verifier.Head().N+1, f.From)
		for i, delivery := range f.Deliveries {
			rec, err := d.verifier.Add(delivery.Entry)
			require.NoError(d, err)
			d.keep(f.From+uint64(i), rec, delivery)
		}
		require.Equal(d, d.verifier.Head(), d.checkpointOf(f.Checkpoint).Head)
		d.checkpoint = f.Checkpoint
	case wire.TypeReveal:
		for _, delivery := range decode[wire.Reveal](d, body).Deliveries {
			rec, err := d.verifier.Reveal(delivery.Entry.Record)
			require.NoError(d, err)
			d.reveals++
			d.keep(rec.Seq, rec, delivery)
		}
	case wire.TypePresence:
		d.presence = decode[wire.Presence](d, body).Seats
	case wire.TypeLobby:
		d.lobby = decode[wire.Lobby](d, body).Visits
	case wire.TypeBeat:
		d.beats = append(d.beats, decode[wire.Beat](d, body).Beats...)
	case wire.TypeBye:
		d.bye = decode[wire.Bye](d, body).Code
	}
}

func (d *device) keep(seq uint64, rec *chain.Record, delivery wire.Delivery) {
	if rec == nil {
		d.stubs[seq] = true
		return
	}
	delete(d.stubs, seq)
	d.records[seq] = delivery
	for _, f := range delivery.Files {
		d.files[crypto.Hash(crypto.LabelFile, f)] = f
	}
}

func decode[T any](d *device, body []byte) T {
	d.Helper()
	v, err := wire.Decode[T](body)
	require.NoError(d, err)
	return v
}

// submit offers an act and waits for the answer: nil, or a *room.Refusal.
func (d *device) submit(s wire.Submit) (wire.Ack, error) {
	d.Helper()
	d.write(wire.TypeSubmit, s)
	for {
		t, body := d.frame()
		d.take(t, body)
		switch t {
		case wire.TypeAck:
			ack := decode[wire.Ack](d, body)
			require.Equal(d, s.Act.Hash(), ack.Act)
			require.GreaterOrEqual(d, d.checkpointOf(ack.Checkpoint).Head.N, ack.Seq)
			return ack, nil
		case wire.TypeRefused:
			refused := decode[wire.Refused](d, body)
			require.Equal(d, s.Act.Hash(), refused.Act)
			return wire.Ack{}, &refused.Refusal
		case wire.TypeBye:
			return wire.Ack{}, fmt.Errorf("bye: %s", d.bye)
		}
	}
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
