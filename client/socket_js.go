package client

import (
	"context"
	"sync"
	"syscall/js"

	"casusoverleg/room/wire"
)

const (
	// maxUnread bounds the bytes of frames that wait to be read.
	maxUnread = 2 * wire.MaxServerFrame
	// closeNormal is the only code that every browser lets a page close with (RFC 6455, 7.4.1).
	closeNormal = 1000
)

// socket is the browser's own WebSocket. A library around it would take the TLS of
// the standard library along, a fifth of the core's size on the wire. One goroutine
// reads; another may write and close.
type socket struct {
	// static
	value     js.Value
	listeners map[string]js.Func // by event; called by the browser, released by close
	opened    chan struct{}      // closed when it is open
	closed    chan struct{}      // closed when it is no more
	arrived   chan struct{}      // holds a value when there is a frame to take

	shut sync.Once

	mu sync.Mutex

	// guarded by mu
	frames  [][]byte
	waiting int // bytes in frames
}

func dial(ctx context.Context, address, _ string, _ *HTTPClient) (*socket, error) {
	value, err := newWebSocket(address)
	if err != nil {
		return nil, err
	}
	s := &socket{
		value: value, opened: make(chan struct{}), closed: make(chan struct{}), arrived: make(chan struct{}, 1),
	}
	value.Set("binaryType", "arraybuffer")
	s.listeners = map[string]js.Func{
		"open":    js.FuncOf(func(js.Value, []js.Value) any { close(s.opened); return nil }),
		"close":   js.FuncOf(func(js.Value, []js.Value) any { close(s.closed); return nil }),
		"message": js.FuncOf(func(_ js.Value, args []js.Value) any { s.take(args[0].Get("data")); return nil }),
	}
	for event, listener := range s.listeners {
		value.Call("addEventListener", event, listener)
	}
	select {
	case <-s.opened:
		return s, nil
	case <-s.closed:
		s.close()
		return nil, errBroken
	case <-ctx.Done():
		s.close()
		return nil, ctx.Err()
	}
}

// newWebSocket turns what the browser throws (it has none, or its policy forbids it)
// into an error.
func newWebSocket(address string) (value js.Value, err error) {
	defer func() {
		if recover() != nil {
			err = errBroken
		}
	}()
	return js.Global().Get("WebSocket").New(address), nil
}

// take keeps a frame until it is read. The browser goes on receiving whether it is
// or not, so that what waits is bounded here.
func (s *socket) take(data js.Value) {
	if data.Type() != js.TypeObject { // a text
		s.value.Call("close", closeNormal)
		return
	}
	array := js.Global().Get("Uint8Array").New(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting += array.Length()
	if array.Length() > wire.MaxServerFrame || s.waiting > maxUnread {
		s.value.Call("close", closeNormal)
		return
	}
	frame := make([]byte, array.Length())
	js.CopyBytesToGo(frame, array)
	s.frames = append(s.frames, frame)
	nudge(s.arrived)
}

// read returns the next frame; also those that came before the end.
func (s *socket) read(ctx context.Context) ([]byte, error) {
	for {
		if frame := s.first(); frame != nil {
			return frame, nil
		}
		select {
		case <-s.arrived:
		case <-s.closed:
			if frame := s.first(); frame != nil {
				return frame, nil
			}
			return nil, errBroken
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (s *socket) first() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.frames) == 0 {
		return nil
	}
	frame := s.frames[0]
	s.frames, s.waiting = s.frames[1:], s.waiting-len(frame)
	return frame
}

// write hands a frame to the browser, which sends it when it can.
func (s *socket) write(ctx context.Context, frame []byte) error {
	select {
	case <-s.closed:
		return errBroken
	default:
	}
	array := js.Global().Get("Uint8Array").New(len(frame))
	js.CopyBytesToJS(array, frame)
	s.value.Call("send", array)
	return ctx.Err()
}

// close ends the socket and frees its listeners. It may be called more than once.
func (s *socket) close() {
	s.shut.Do(func() {
		for event, listener := range s.listeners {
			s.value.Call("removeEventListener", event, listener)
			listener.Release()
		}
		s.value.Call("close", closeNormal)
	})
}
