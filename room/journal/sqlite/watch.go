package sqlite

import (
	"context"
	"sync"

	"casusoverleg/room/journal"
)

// watchers holds the channels that are told when a room grows.
type watchers struct {
	mu sync.Mutex

	// Guarded by mu.
	rooms map[journal.Room]map[chan struct{}]struct{}
}

func (w *watchers) add(ctx context.Context, room journal.Room) <-chan struct{} {
	c := make(chan struct{}, 1) // one value says all: something was added
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.rooms == nil {
		w.rooms = map[journal.Room]map[chan struct{}]struct{}{}
	}
	if w.rooms[room] == nil {
		w.rooms[room] = map[chan struct{}]struct{}{}
	}
	w.rooms[room][c] = struct{}{}
	context.AfterFunc(ctx, func() { w.remove(room, c) })
	return c
}

func (w *watchers) remove(room journal.Room, c chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.rooms[room], c)
	if len(w.rooms[room]) == 0 {
		delete(w.rooms, room)
	}
}

func (w *watchers) tell(room journal.Room) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.rooms[room] {
		select {
		case c <- struct{}{}:
		default: // one is waiting already
		}
	}
}
