package client

import (
	"context"
	"fmt"
	"slices"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// want is a file that somebody waits for, beside the texts of the room.
type want struct {
	done    chan struct{} // closed when the rest is set
	data    []byte
	refusal *room.Refusal
}

// fetch asks for files that did not come with their records, and for packages.
func (s *Session) fetch(ctx context.Context, c *connection) error {
	s.mu.Lock()
	missing := slices.DeleteFunc(s.replica.Missing(), func(d crypto.Digest) bool { return s.refused[d] })
	for d := range s.wants {
		missing = append(missing, d)
	}
	s.mu.Unlock()
	for _, d := range missing {
		if c.waiting >= maxFetches {
			return nil
		}
		if c.fetched[d] {
			continue
		}
		c.fetched[d] = true
		c.waiting++
		if err := c.write(ctx, wire.TypeFetch, wire.Fetch{Digest: d}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) gotFile(ctx context.Context, c *connection, f wire.File) error {
	c.waiting = max(c.waiting-1, 0)
	s.mu.Lock()
	w := s.wants[f.Digest]
	var err error
	switch {
	case w == nil:
		err = s.replica.File(f.Digest, f.Data)
	case replica.FileDigest(f.Data) != f.Digest:
		err = s.replica.File(f.Digest, f.Data) // which says what is wrong
	default:
		delete(s.wants, f.Digest)
		delete(c.fetched, f.Digest)
		w.data = f.Data
		close(w.done)
	}
	s.stir()
	s.events.send(Event{Kind: EventChanged, Head: s.replica.Applied()})
	s.mu.Unlock()
	if err != nil {
		return err
	}
	nudge(s.owed)
	return s.fetch(ctx, c)
}

// notGiven takes in that the server does not give a file.
func (s *Session) notGiven(c *connection, r wire.Refused) {
	c.waiting = max(c.waiting-1, 0)
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.wants[r.Act]; w != nil {
		delete(s.wants, r.Act)
		delete(c.fetched, r.Act)
		refusal := r.Refusal
		w.refusal = &refusal
		close(w.done)
		return
	}
	// Not now is not never: it comes by itself, or is asked for on the next connection.
	s.refused[r.Act] = r.Refusal.Code != wire.CodeTryAgain
	s.stir()
}

// get fetches one file that is not a text of the room.
func (s *Session) get(ctx context.Context, digest crypto.Digest) ([]byte, error) {
	s.mu.Lock()
	w := s.wants[digest]
	if w == nil {
		w = &want{done: make(chan struct{})}
		s.wants[digest] = w
	}
	s.mu.Unlock()
	nudge(s.asks)
	select {
	case <-w.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.over:
		return nil, s.Err()
	}
	if w.refusal != nil {
		return nil, fmt.Errorf("client: fetch: %w", w.refusal)
	}
	return w.data, nil
}
