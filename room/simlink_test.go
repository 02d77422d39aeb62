package room_test

import (
	"bytes"
	"errors"
	"sync"

	"casusoverleg/room/live"
	"casusoverleg/room/wire"
)

// wireRoom is how many frames of a kind are on their way to a device before its server has
// to wait.
const wireRoom = 2

var errCut = errors.New("the connection was cut")

// link is one connection of a device, as the simulated network has it. Its server writes
// on goroutines of its own; what is on its way is taken, lost or left by the world. Files
// that were asked for come on another goroutine than the rest: each has its own way, so that
// which of the two the Go scheduler runs first makes no difference, and a seed gives the
// same room again.
type link struct {
	down   chan []byte   // to the device
	files  chan []byte   // files it asked for
	up     chan []byte   // to the server; closed when nothing more comes
	closed chan struct{} // closed once
	close  func()

	mu    sync.Mutex
	wrote [][]byte // guarded by mu: what the server wrote since the world last looked
}

func newLink() *link {
	l := &link{down: make(chan []byte, wireRoom), files: make(chan []byte, wireRoom), up: make(chan []byte, 64), closed: make(chan struct{})}
	l.close = sync.OnceFunc(func() { close(l.closed) })
	return l
}

// Write implements live.Link.
func (l *link) Write(frame []byte) error {
	frame = bytes.Clone(frame)
	l.mu.Lock()
	l.wrote = append(l.wrote, frame)
	l.mu.Unlock()
	way := l.down
	if t, _ := typeOf(frame); t == wire.TypeFile {
		way = l.files
	}
	select {
	case way <- frame:
		return nil
	case <-l.closed:
		return errCut
	}
}

// Close implements live.Link.
func (l *link) Close() { l.close() }

func (l *link) isClosed() bool {
	select {
	case <-l.closed:
		return true
	default:
		return false
	}
}

// serve reads what the device sends, as the goroutine of its connection at the server.
func (l *link) serve(conn *live.Conn) {
	defer conn.Close()
	for {
		select {
		case frame, ok := <-l.up:
			if !ok || !conn.Receive(frame) {
				return
			}
		case <-l.closed:
			return
		}
	}
}

// written returns what the server wrote since it was last asked.
func (l *link) written() [][]byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	frames := l.wrote
	l.wrote = nil
	return frames
}

// take returns the next frame that has arrived, or nil.
func (l *link) take() []byte {
	for _, way := range []chan []byte{l.down, l.files} {
		select {
		case frame := <-way:
			return frame
		default:
		}
	}
	return nil
}

// empty says whether nothing is on its way to the device.
func (l *link) empty() bool { return len(l.down)+len(l.files) == 0 }

// typeOf is what a frame of the server is.
func typeOf(frame []byte) (wire.Type, []byte) {
	t, body, _ := wire.Split(frame)
	return t, body
}
