package bench

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room/wire"
)

// errLine: the server ended a connection.
var errLine = errors.New("bench: the server ended a connection")

// line is the connection of one seat. It takes in what it is given and verifies
// nothing: that would cost more than the server that is measured.
type line struct {
	// static
	room  *benchRoom
	place vault.Place
	acks  chan answer

	conn *websocket.Conn // set by connect
	over chan struct{}   // closed when the reader has ended; set by connect

	// owned by the reader; read when it has ended, or by await
	next    uint64 // the record that comes next
	given   atomic.Int64
	doubled atomic.Int64
	skipped atomic.Int64
}

// answer is what became of one act.
type answer struct {
	seq     uint64
	at      time.Time
	refused error
}

// connect opens the socket, proves the seat and resumes at the room's head.
func (l *line) connect(ctx context.Context, client *http.Client) error {
	base := l.place.Server
	path := strings.Replace(wire.PathSocket, "{room}", l.room.id.String(), 1)
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(base, "http")+path,
		&websocket.DialOptions{HTTPClient: client, HTTPHeader: http.Header{"Origin": {base}}})
	if err != nil {
		return errLine // what Dial says holds the address
	}
	conn.SetReadLimit(wire.MaxServerFrame)
	l.conn = conn
	body, err := l.await(ctx, wire.TypeChallenge)
	if err != nil {
		return err
	}
	challenge, err := wire.Decode[wire.Challenge](body)
	if err != nil {
		return err
	}
	token := l.place.Token.Token
	proof, err := crypto.Sign(crypto.LabelHello, l.place.Keys.Signing, wire.ProofMessage(crypto.LabelHello, challenge.Nonce, base, token))
	if err != nil {
		return err
	}
	if err := l.write(wire.Encode(wire.TypeHello, wire.Hello{Token: token, Proof: proof, Have: l.room.head})); err != nil {
		return err
	}
	if _, err := l.await(ctx, wire.TypeWelcome); err != nil {
		return err
	}
	l.over = make(chan struct{})
	go l.read()
	return nil
}

// await reads the next frame, which must be of this type.
func (l *line) await(ctx context.Context, want wire.Type) ([]byte, error) {
	_, frame, err := l.conn.Read(ctx)
	if err != nil {
		return nil, errLine
	}
	t, body, err := wire.Split(frame)
	if err != nil || t != want {
		return nil, errLine
	}
	return body, nil
}

func (l *line) write(frame []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), writeTime)
	defer cancel()
	if err := l.conn.Write(ctx, websocket.MessageBinary, frame); err != nil {
		return errLine
	}
	return nil
}

// read takes in frames until the connection ends; hangUp ends it.
func (l *line) read() {
	defer close(l.over)
	for {
		_, frame, err := l.conn.Read(context.Background())
		if err != nil {
			return
		}
		now := time.Now()
		t, body, err := wire.Split(frame)
		if err != nil {
			return
		}
		switch t {
		case wire.TypeRecords:
			l.take(body, now)
		case wire.TypeAck:
			if ack, err := wire.Decode[wire.Ack](body); err == nil {
				l.acks <- answer{seq: ack.Seq, at: now}
			}
		case wire.TypeRefused:
			if r, err := wire.Decode[wire.Refused](body); err == nil {
				l.acks <- answer{refused: &r.Refusal}
			}
		}
	}
}

// take notes when the records of a frame came, and whether they are the next.
func (l *line) take(body []byte, now time.Time) {
	from, n, ok := wire.Span(body)
	if !ok {
		l.skipped.Add(1)
		return
	}
	if from > l.next {
		l.skipped.Add(int64(from - l.next))
	}
	for seq := from; seq < from+n; seq++ {
		if seq < l.next {
			l.doubled.Add(1)
			continue
		}
		l.next = seq + 1
		l.given.Add(1)
		if i := seq - l.room.head.N - 1; i < uint64(len(l.room.arrived)) {
			l.room.arrived[i].reached(now)
		}
	}
}

// hangUp ends every connection of a room and waits for the readers.
func (rm *benchRoom) hangUp() {
	for _, l := range rm.lines {
		if l.conn != nil {
			_ = l.conn.CloseNow()
		}
		if l.over != nil {
			<-l.over
		}
	}
}

// await waits until everybody has what the server acknowledged, or ctx ends.
func (rm *benchRoom) await(ctx context.Context) {
	taken := int64(rm.taken())
	for _, l := range rm.lines {
		for l.given.Load() < taken && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
	}
}
