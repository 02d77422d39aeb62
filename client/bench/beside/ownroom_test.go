package beside

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// within is a device on a hub in this process, while rooms are made.
type within struct {
	conn   *live.Conn
	nonce  [32]byte
	answer chan error
}

func (w *within) Close() {}

func (w *within) Write(frame []byte) error {
	t, body, err := wire.Split(frame)
	if err != nil {
		return err
	}
	switch t {
	case wire.TypeChallenge:
		c, err := wire.Decode[wire.Challenge](body)
		w.nonce = c.Nonce
		return err
	case wire.TypeAck:
		w.answer <- nil
	case wire.TypeRefused:
		f, err := wire.Decode[wire.Refused](body)
		if err != nil {
			return err
		}
		w.answer <- &f.Refusal
	}
	return nil
}

// hello is what a person with a token says to a challenge.
func (s *ours) hello(token string, p *roomtest.Person, nonce [32]byte, have chain.Position) ([]byte, error) {
	proof, err := crypto.Sign(crypto.LabelHello, p.Key, wire.ProofMessage(crypto.LabelHello, nonce, s.origin, token))
	return wire.Encode(wire.TypeHello, wire.Hello{Token: token, Proof: proof, Have: have}), err
}

// makeRoom founds a room, lets everybody in and seats them at one item.
func (s *ours) makeRoom(tb testing.TB, hub *live.Hub, link crypto.InvitationSecret, seats int) *ownRoom {
	tb.Helper()
	chair := roomtest.NewPerson(tb, "chair", roomtest.Municipality)
	genesis := chair.Genesis(tb, hub.Key())
	_, refusal, err := hub.Found(context.Background(), wire.Found{Chair: link.Lobby(), Genesis: genesis})
	require.Nil(tb, refusal)
	require.NoError(tb, err)
	devices := map[*roomtest.Person]*within{}
	r := &ownRoom{frames: make([][][]byte, seats), tokens: make([]string, seats), Table: roomtest.NewTable(tb, genesis, chair, func(p *roomtest.Person, sub wire.Submit) error {
		d := devices[p]
		d.conn.Receive(wire.Encode(wire.TypeSubmit, sub))
		return <-d.answer
	})}
	connect := func(p *roomtest.Person) {
		d := &within{answer: make(chan error, 1)}
		var err error
		d.conn, err = hub.Open(r.Room, s.origin, d)
		require.NoError(tb, err)
		token, err := s.tokens.Issue(r.Room, p.Seat, p.Key.Public())
		require.NoError(tb, err)
		hello, err := s.hello(token.Token, p, d.nonce, chain.Position{})
		require.NoError(tb, err)
		require.True(tb, d.conn.Receive(hello))
		devices[p] = d
		r.Join(p)
	}
	connect(chair)
	for i := range seats - 1 {
		p := roomtest.NewPerson(tb, fmt.Sprint("seat ", i+2), roomtest.Welfare)
		r.Enter(p, agenda.Member)
		connect(p)
	}
	r.item = r.NewItem(r.Seated[1:]...)
	for _, d := range devices {
		d.conn.Close()
	}
	return r
}

// prepare gives a seat a fresh token, as the server would, and signs contributions
// for everybody at the item.
func (s *ours) prepare(room, seat, events int) {
	r := s.rooms[room]
	p := r.Seated[seat]
	token, err := s.tokens.Issue(r.Room, p.Seat, p.Key.Public())
	require.NoError(s.p.tb, err)
	r.tokens[seat] = token.Token
	others := slices.DeleteFunc(slices.Clone(r.Seated[1:]), func(o *roomtest.Person) bool { return o == p })
	for range events {
		d := r.Contribution(p, r.item, roomtest.Bytes(s.body), others...)
		d.Sealed = s.sealed
		sub := r.Sign(p, d)
		p.Admitted(sub.Act)
		r.frames[seat] = append(r.frames[seat], wire.Encode(wire.TypeSubmit, sub))
	}
}

// dial joins a room at its head.
func (s *ours) dial(ctx context.Context, room, seat int) (line, error) {
	r := s.rooms[room]
	path := strings.Replace(wire.PathSocket, "{room}", r.Room.String(), 1)
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(s.origin, "http")+path, &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {s.origin}}})
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(wire.MaxServerFrame)
	_, b, err := conn.Read(ctx)
	if err != nil {
		return nil, err
	}
	challenge, err := wire.Decode[wire.Challenge](b[1:])
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	have := r.head
	r.mu.Unlock()
	hello, err := s.hello(r.tokens[seat], r.Seated[seat], challenge.Nonce, have)
	if err != nil {
		return nil, err
	}
	if err := conn.Write(ctx, websocket.MessageBinary, hello); err != nil {
		return nil, err
	}
	_, b, err = conn.Read(ctx)
	if err != nil || wire.Type(b[0]) != wire.TypeWelcome {
		return nil, errors.Join(errors.New("not let in"), err)
	}
	return &ownLine{conn: conn, of: s, room: r, seat: seat}, nil
}

type ownLine struct {
	conn *websocket.Conn
	of   *ours
	room *ownRoom
	seat int
	last []byte // Records frame; owned by who reads
	sent []int  // bytes of those with one record; owned by who reads
}

func (l *ownLine) publish() error {
	frames := l.room.frames[l.seat]
	l.room.frames[l.seat] = frames[1:]
	return l.conn.Write(context.Background(), websocket.MessageBinary, frames[0])
}

func (l *ownLine) read(note func(uint64)) (acked uint64, err error) {
	_, b, err := l.conn.Read(context.Background())
	if err != nil {
		l.keepHead()
		return 0, err
	}
	switch wire.Type(b[0]) {
	case wire.TypeRecords:
		from, n, ok := wire.Span(b[1:])
		if !ok {
			return 0, wire.ErrFrame
		}
		for seq := from; seq < from+n; seq++ {
			note(seq)
		}
		if n == 1 {
			l.sent = append(l.sent, len(b))
		}
		l.last = b
	case wire.TypeAck:
		ack, err := wire.Decode[wire.Ack](b[1:])
		return ack.Seq, err
	case wire.TypeRefused:
		f, err := wire.Decode[wire.Refused](b[1:])
		return 0, errors.Join(&f.Refusal, err)
	case wire.TypeBye:
		f, err := wire.Decode[wire.Bye](b[1:])
		return 0, errors.Join(fmt.Errorf("bye: %s", f.Code), err)
	}
	return 0, nil
}

// keepHead notes how far the room is, for who dials next, and what was sent.
func (l *ownLine) keepHead() {
	l.of.mu.Lock()
	l.of.sent = append(l.of.sent, l.sent...)
	l.of.mu.Unlock()
	if l.last == nil {
		return
	}
	f, err := wire.Decode[wire.Records](l.last[1:])
	if err != nil {
		return
	}
	c, err := chain.OpenCheckpoint(f.Checkpoint, l.of.key)
	l.room.mu.Lock()
	defer l.room.mu.Unlock()
	if err == nil && c.Head.N > l.room.head.N {
		l.room.head = c.Head
	}
}

func (l *ownLine) close() { _ = l.conn.CloseNow() }
