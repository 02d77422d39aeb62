package server

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// thin is a connection that costs its own side next to nothing.
type thin struct {
	net.Conn
}

func (h *house) thin(id crypto.Digest) thin {
	h.Helper()
	host := strings.TrimPrefix(h.base, "http://")
	conn, err := net.Dial("tcp", host)
	require.NoError(h, err)
	_, err = fmt.Fprintf(conn, "GET /v1/rooms/%s/socket HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", id, host, h.base)
	require.NoError(h, err)
	var head []byte
	for one := make([]byte, 1); !strings.HasSuffix(string(head), "\r\n\r\n"); head = append(head, one[0]) {
		_, err := io.ReadFull(conn, one)
		require.NoError(h, err)
	}
	require.Contains(h, string(head), "101 Switching Protocols")
	return thin{conn}
}

// frame reads one unfragmented frame of the server.
func (c thin) frame(tb testing.TB) []byte {
	tb.Helper()
	var head [2]byte
	_, err := io.ReadFull(c, head[:])
	require.NoError(tb, err)
	n := uint64(head[1])
	if n == 126 {
		var long [2]byte
		_, err = io.ReadFull(c, long[:])
		n = uint64(binary.BigEndian.Uint16(long[:]))
	} else if n == 127 {
		var long [8]byte
		_, err = io.ReadFull(c, long[:])
		n = binary.BigEndian.Uint64(long[:])
	}
	require.NoError(tb, err)
	body := make([]byte, n)
	_, err = io.ReadFull(c, body)
	require.NoError(tb, err)
	return body
}

func (c thin) write(tb testing.TB, frame []byte) {
	tb.Helper()
	head := []byte{0x82, 0x80 | 126, byte(len(frame) >> 8), byte(len(frame)), 0, 0, 0, 0}
	_, err := c.Conn.Write(append(head, frame...))
	require.NoError(tb, err)
}

// What one joined, silent connection costs, with its session and the client's
// own few hundred bytes: rooms of 20, each seat at the head of its log.
func BenchmarkIdleConnection(b *testing.B) {
	const seats = 20
	for b.Loop() {
		h := open(b, quick())
		var conns []thin
		settle := func() uint64 {
			runtime.GC()
			runtime.GC()
			var s runtime.MemStats
			runtime.ReadMemStats(&s)
			return s.HeapInuse + s.StackInuse
		}
		var rooms []*meeting
		for i := range 15 {
			r := h.found(fmt.Sprint("chair ", i))
			for j := range seats - 1 {
				p := roomtest.NewPerson(b, fmt.Sprint("seat ", j), roomtest.Welfare)
				r.Enter(p, agenda.Member)
			}
			rooms = append(rooms, r)
		}
		before := settle()
		for _, r := range rooms {
			r.of(r.Chair).upTo(r.last)
			conns = append(conns, h.joined(b, r.Room, r.Seated[1:], r.of(r.Chair).verifier.Head())...)
		}
		after := settle()
		n := len(rooms) * (seats - 1)
		b.ReportMetric(float64(after-before)/float64(n)/1024, "KiB/connection")
		for _, c := range conns {
			_ = c.Close()
		}
		h.http.Client().CloseIdleConnections()
	}
}

// joined connects people who have verified the log up to its head.
func (h *house) joined(tb testing.TB, id crypto.Digest, people []*roomtest.Person, head chain.Position) []thin {
	tb.Helper()
	var conns []thin
	for _, p := range people {
		c := h.thin(id)
		challenge, err := wire.Decode[wire.Challenge](c.frame(tb)[1:])
		require.NoError(tb, err)
		token, err := h.server.tokens.Issue(id, p.Seat, p.Key.Public())
		require.NoError(tb, err)
		proof, err := crypto.Sign(crypto.LabelHello, p.Key, wire.ProofMessage(crypto.LabelHello, challenge.Nonce, h.base, token.Token))
		require.NoError(tb, err)
		c.write(tb, wire.Encode(wire.TypeHello, wire.Hello{Token: token.Token, Proof: proof, Have: head}))
		for {
			if f := c.frame(tb); wire.Type(f[0]) == wire.TypeWelcome {
				break
			}
		}
		conns = append(conns, c)
	}
	return conns
}
