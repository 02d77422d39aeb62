package server

import (
	"context"
	"sync"
	"time"
)

// sockets are all that are open.
type sockets struct {
	mu sync.Mutex

	// guarded by mu
	open   map[*socket]bool
	closed bool

	wg sync.WaitGroup // one for each that is open
}

func (s *sockets) add(k *socket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.open) >= MaxConnections {
		return false
	}
	if s.open == nil {
		s.open = map[*socket]bool{}
	}
	s.open[k] = true
	s.wg.Add(1)
	return true
}

func (s *sockets) remove(k *socket) {
	s.mu.Lock()
	delete(s.open, k)
	s.mu.Unlock()
	s.wg.Done()
}

func (s *sockets) all() []*socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]*socket, 0, len(s.open))
	for k := range s.open {
		all = append(all, k)
	}
	return all
}

// closeAll ends what is open and waits until nothing is.
func (s *sockets) closeAll() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	for _, k := range s.all() {
		if k.up.Load() {
			k.Close()
		}
	}
	s.wg.Wait()
}

// keep finds connections whose other end has vanished, is too slow with one
// message, or never says who it is.
func (s *Server) keep(ctx context.Context) {
	defer s.keeper.Done()
	tick := time.NewTicker(keepEvery)
	defer tick.Stop()
	slots := make(chan struct{}, pings)
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		for _, k := range s.sockets.all() {
			s.look(ctx, k, slots)
		}
	}
}

func (s *Server) look(ctx context.Context, k *socket, slots chan struct{}) {
	if !k.up.Load() {
		return
	}
	now := time.Now()
	silent := now.Sub(time.Unix(0, k.heard.Load()))
	stranger := !k.joined.Load() && now.Sub(time.Unix(0, k.dialed.Load())) > helloTime // whatever signs of life it gives
	began := k.began.Load()
	switch {
	case silent > deadAfter, stranger, began != 0 && now.Sub(time.Unix(0, began)) > messageTime:
		k.Close()
	case silent > pingAfter:
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		s.keeper.Add(1)
		go func() {
			defer s.keeper.Done()
			wait, cancel := context.WithTimeout(ctx, pingTime)
			defer cancel()
			_ = k.conn.Ping(wait) // the answer is noted where it is read
			<-slots
		}()
	}
}

func (s *sockets) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}
