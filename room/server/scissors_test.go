package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// scissors stand between devices and the server, on a port of their own. They pass
// everything on until they are told to cut.
type scissors struct {
	listener net.Listener
	to       string

	mu sync.Mutex

	// guarded by mu
	cutting  bool
	up, down int           // bytes that still pass while cutting; -1: all
	frozen   chan struct{} // nothing passes until it is closed; nil: not frozen
	lines    []net.Conn
}

func newScissors(t *testing.T, to string) *scissors {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := &scissors{listener: listener, to: to}
	var pipes sync.WaitGroup
	pipes.Go(func() {
		for {
			device, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", to)
			if err != nil {
				_ = device.Close()
				continue
			}
			s.mu.Lock()
			s.lines = append(s.lines, device, server)
			s.mu.Unlock()
			pipes.Go(func() { s.pipe(server, device, &s.up) })
			pipes.Go(func() { s.pipe(device, server, &s.down) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		s.cut()
		pipes.Wait()
	})
	return s
}

// client is a line that leads through the scissors.
func (s *scissors) client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, s.listener.Addr().String())
	}}}
}

// after cuts every line once so many more bytes have passed to the server, or from
// it; -1 is never.
func (s *scissors) after(up, down int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cutting, s.up, s.down = true, up, down
}

// freeze lets nothing pass any more, and tells nobody: a laptop that is closed, a
// cable that is pulled.
func (s *scissors) freeze() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frozen = make(chan struct{})
}

// cut cuts what is connected now, and lets the next line pass whole.
func (s *scissors) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frozen != nil {
		close(s.frozen)
		s.frozen = nil
	}
	for _, c := range s.lines {
		_ = c.(*net.TCPConn).SetLinger(0)
		_ = c.Close()
	}
	s.lines, s.cutting = nil, false
}

func (s *scissors) pipe(to, from net.Conn, left *int) {
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		s.mu.Lock()
		frozen := s.frozen
		s.mu.Unlock()
		if frozen != nil {
			<-frozen
			break
		}
		n, last := s.allow(n, left)
		if _, failed := to.Write(buf[:n]); failed != nil || err != nil || last {
			break
		}
	}
	if err := to.(*net.TCPConn).CloseWrite(); err != nil {
		_ = to.Close()
	}
	_, _ = io.Copy(io.Discard, from)
}

// allow says how much of n bytes passes, and whether the line is cut behind that.
func (s *scissors) allow(n int, left *int) (pass int, last bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.cutting || *left < 0 {
		return n, false
	}
	pass = min(n, *left)
	*left -= pass
	return pass, *left == 0
}
