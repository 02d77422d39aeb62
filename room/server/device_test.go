package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

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
	line       *http.Client     // by which it connects; nil: straight
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
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, d.socketURL(d.room), &websocket.DialOptions{HTTPClient: d.line, HTTPHeader: http.Header{"Origin": {d.base}}})
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
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	require.NoError(d, d.conn.Write(ctx, websocket.MessageBinary, wire.Encode(t, v)))
}

// frame reads the next frame.
func (d *device) frame() (wire.Type, []byte) {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
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

// awaitLobby takes in frames until so many wait to be let in.
func (d *device) awaitLobby(n int) {
	d.Helper()
	for len(d.lobby) != n {
		d.until(wire.TypeLobby)
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
