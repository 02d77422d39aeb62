package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
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
	k.dialed.Store(time.Now().UnixNano())
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
		c, err := s.hub.Open(id, origin, k)
		if err != nil || !k.read(c) {
			s.end(k, c)
			return
		}
		go func() { // letting the device in took a large stack, which would stay
			k.read(c)
			s.end(k, c)
		}()
	}()
}

// end follows the reading of a connection.
func (s *Server) end(k *socket, c *live.Conn) {
	c.Close()
	<-k.shut
	s.sockets.remove(k)
}

// socket is one WebSocket, and the live.Link of its device.
type socket struct {
	conn *websocket.Conn // set before its goroutine starts
	raw  net.Conn        // as conn

	dialed atomic.Int64 // set once, before it is among the others, ns since 1970
	heard  atomic.Int64 // when the device last gave a sign of life, ns since 1970
	began  atomic.Int64 // when the message that is being read began; 0 between messages
	up     atomic.Bool  // conn and raw are there
	joined atomic.Bool  // it has said who it is
	once   sync.Once
	shut   chan struct{} // closed when the connection is closed
}

func (k *socket) alive() { k.heard.Store(time.Now().UnixNano()) }

// read hands frames to the connection until it ends, or the device has joined, which
// it returns.
func (k *socket) read(c *live.Conn) (joined bool) {
	for {
		// No context that could end: it would cost a registration for each frame.
		kind, r, err := k.conn.Reader(context.Background())
		if err != nil {
			return false
		}
		k.began.Store(time.Now().UnixNano())
		if kind != websocket.MessageBinary {
			c.Malformed()
			return false
		}
		frame, err := readFrame(r)
		if err != nil {
			return false
		}
		k.alive()
		k.began.Store(0)
		if len(frame) > wire.MaxClientFrame {
			c.Malformed()
			return false
		}
		if !c.Receive(frame) {
			return false
		}
		if !k.joined.Load() && c.Joined() {
			k.joined.Store(true)
			return true
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

// readFrame reads one message, at most one byte more than a frame may have. The
// buffer it comes in is anybody's again afterwards; the frame is the caller's.
func readFrame(r io.Reader) ([]byte, error) {
	spare := frames.Get().(*[]byte)
	defer giveFrame(spare)
	b := *spare
	for {
		if len(b) == cap(b) {
			b = grown(b)
		}
		n, err := r.Read(b[len(b):min(cap(b), wire.MaxClientFrame+1)])
		b = b[:len(b)+n]
		*spare = b[:0]
		switch {
		case errors.Is(err, io.EOF), len(b) > wire.MaxClientFrame:
			return bytes.Clone(b), nil
		case err != nil:
			return nil, err
		}
	}
}

// grown is what is in a buffer in a larger one, and no longer in the old one.
func grown(b []byte) []byte {
	larger := slices.Grow(b, cap(b))
	clear(b)
	return larger
}

// giveFrame wipes a buffer, and keeps it for the next frame unless it grew large: a text
// that is withdrawn, or a token, must not stay in memory for as long as the pool lives, or
// until the space is used again.
func giveFrame(spare *[]byte) {
	b := *spare
	clear(b[:cap(b)])
	if cap(b) <= spareFrame {
		frames.Put(spare)
	}
}

var frames = sync.Pool{New: func() any { b := make([]byte, 0, socketFrame); return &b }}

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
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(conn, socketReadBuffer), bufio.NewWriterSize(&whole{conn: conn}, frameHead)), nil
}

// whole writes each frame in one piece: with the few bytes of a frame's head apart,
// the rest would take a second system call, and often a second packet. It needs no
// buffer for the rest, which is what a silent connection would hold.
type whole struct {
	conn net.Conn

	// owned by who writes, one at a time
	head [frameHead]byte // of a frame of which nothing was sent yet
	n    int             // bytes in head
	left int             // of the frame that is being written, that are still to come
}

// Write implements io.Writer, for a bufio.Writer of frameHead bytes that is
// flushed after each frame.
func (w *whole) Write(p []byte) (int, error) {
	if w.left == 0 {
		w.left = frameSize(p)
	}
	w.left -= len(p)
	if w.left > 0 && w.n == 0 && len(p) <= len(w.head) {
		w.n = copy(w.head[:], p)
		return len(p), nil
	}
	if w.n == 0 {
		return w.conn.Write(p)
	}
	both := net.Buffers{w.head[:w.n], p}
	w.n = 0
	if _, err := both.WriteTo(w.conn); err != nil {
		return 0, err
	}
	return len(p), nil
}

// frameSize is the size of a frame that a server sends, by its first bytes (RFC
// 6455 §5.2).
func frameSize(p []byte) int {
	switch n := p[1] & 0x7f; n {
	case 126:
		return 4 + int(binary.BigEndian.Uint16(p[2:]))
	case 127:
		return 10 + int(binary.BigEndian.Uint64(p[2:]))
	default:
		return 2 + int(n)
	}
}
