package server

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"casusoverleg/room/live"
	"casusoverleg/room/wire"

	"github.com/coder/websocket"
)

// getSocket opens the connection of a device. Origin must be there and exact:
// the library would let a missing one pass and ignores the scheme.
func (s *Server) getSocket(w http.ResponseWriter, r *http.Request) {
	if !s.fromHere(r) {
		s.refuse(w, http.StatusForbidden, codeOrigin)
		return
	}
	id, found := s.roomIn(w, r)
	if !found {
		return
	}
	k := &socket{shut: make(chan struct{})}
	if !s.sockets.add(k) {
		s.refuse(w, http.StatusServiceUnavailable, codeUnavailable)
		return
	}
	k.alive()
	conn, err := websocket.Accept(&lean{ResponseWriter: w, socket: k}, r, &websocket.AcceptOptions{
		InsecureSkipVerify: true, // the Origin was compared above, more strictly
		CompressionMode:    websocket.CompressionDisabled,
		OnPongReceived:     func(context.Context, []byte) { k.alive() },
	})
	if err != nil {
		s.sockets.remove(k)
		return // the library has answered
	}
	conn.SetReadLimit(-1) // read bounds it, and says why before it closes
	k.conn = conn
	k.up.Store(true)
	origin := s.originOf(r)
	// The request's goroutine, with all it holds, ends here; a fresh one reads.
	go func() {
		defer s.sockets.remove(k)
		c, err := s.hub.Open(id, origin, k)
		if err == nil {
			k.read(c)
		}
		c.Close()
		<-k.shut
	}()
}

// socket is one WebSocket, and the live.Link of its device.
type socket struct {
	conn *websocket.Conn // set before its goroutine starts
	raw  net.Conn        // as conn

	heard  atomic.Int64 // when the device last gave a sign of life, ns since 1970
	began  atomic.Int64 // when the message that is being read began; 0 between messages
	up     atomic.Bool  // conn and raw are there
	joined atomic.Bool  // it has said who it is
	once   sync.Once
	shut   chan struct{} // closed when the connection is closed
}

func (k *socket) alive() { k.heard.Store(time.Now().UnixNano()) }

// read hands frames to the connection until it ends.
func (k *socket) read(c *live.Conn) {
	for {
		// No context that could end: it would cost a registration for each frame.
		kind, r, err := k.conn.Reader(context.Background())
		if err != nil {
			return
		}
		k.began.Store(time.Now().UnixNano())
		if kind != websocket.MessageBinary {
			c.Malformed()
			return
		}
		frame, err := io.ReadAll(io.LimitReader(r, wire.MaxClientFrame+1))
		if err != nil {
			return
		}
		k.alive()
		k.began.Store(0)
		if len(frame) > wire.MaxClientFrame {
			c.Malformed()
			return
		}
		if !c.Receive(frame) {
			return
		}
		if !k.joined.Load() && c.Joined() {
			k.joined.Store(true)
		}
	}
}

// Write implements live.Link.
func (k *socket) Write(frame []byte) error {
	return k.conn.Write(context.Background(), websocket.MessageBinary, frame)
}

// Close implements live.Link. The device gets closeTime to take what was sent:
// closing at once, with something of it unread here, could throw that away.
func (k *socket) Close() {
	k.once.Do(func() {
		go func() {
			hard := time.AfterFunc(closeTime, func() { _ = k.raw.Close() })
			_ = k.conn.Close(websocket.StatusNormalClosure, "")
			hard.Stop()
			_ = k.raw.Close() // closed already in most cases
			close(k.shut)
		}()
	})
}

// lean gives a hijacked connection small buffers: most connections are silent
// most of the time.
type lean struct {
	http.ResponseWriter
	socket *socket
}

// Hijack implements http.Hijacker.
func (l *lean) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(l.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	l.socket.raw = conn
	_ = conn.SetDeadline(time.Time{}) // those of the request do not hold for a socket
	if rw.Reader.Buffered() > 0 {     // a device that does not wait for the server to speak
		return conn, rw, nil
	}
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(conn, socketReadBuffer), bufio.NewWriterSize(conn, socketWriteBuffer)), nil
}
