package journaltest

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"casusoverleg/room/journal"
)

// Memory is a journal.Journal for tests that are not about storage. It forgets
// everything when it is dropped, so nothing it acknowledges is durable.
type Memory struct {
	now func() time.Time // static

	mu sync.Mutex

	// Guarded by mu.
	rooms    map[journal.Room]*memoryRoom
	watchers map[journal.Room]map[chan struct{}]struct{}
	closed   bool
}

type memoryRoom struct {
	head    journal.Head
	entries []journal.Entry
	blobs   map[journal.Digest]memoryBlob
}

type memoryBlob struct {
	data  []byte
	until time.Time // zero: stored for good
	by    uint32    // who staged it first
}

var _ journal.Journal = (*Memory)(nil)

// NewMemory returns an empty journal. now tells the time for staged blobs; nil
// is time.Now.
func NewMemory(now func() time.Time) *Memory {
	if now == nil {
		now = time.Now
	}
	return &Memory{
		now:      now,
		rooms:    map[journal.Room]*memoryRoom{},
		watchers: map[journal.Room]map[chan struct{}]struct{}{},
	}
}

// enter locks the journal if it can still be used. The caller unlocks it
// after a nil error.
func (m *Memory) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return journal.ErrClosed
	}
	return nil
}

// Rooms implements journal.Journal.
func (m *Memory) Rooms(ctx context.Context) ([]journal.Room, error) {
	if err := m.enter(ctx); err != nil {
		return nil, err
	}
	defer m.mu.Unlock()
	var rooms []journal.Room
	for room := range m.rooms {
		rooms = append(rooms, room)
	}
	return rooms, nil
}

// Head implements journal.Journal.
func (m *Memory) Head(ctx context.Context, room journal.Room) (journal.Head, error) {
	if err := m.enter(ctx); err != nil {
		return journal.Head{}, err
	}
	defer m.mu.Unlock()
	if r := m.rooms[room]; r != nil {
		return r.head, nil
	}
	return journal.Head{}, nil
}

// Append implements journal.Journal.
func (m *Memory) Append(ctx context.Context, b journal.Batch) error {
	if err := b.Check(); err != nil {
		return err
	}
	if err := m.enter(ctx); err != nil {
		return err
	}
	defer m.mu.Unlock()
	r := m.rooms[b.Room]
	if r == nil {
		r = &memoryRoom{blobs: map[journal.Digest]memoryBlob{}}
	}
	if r.head != b.Old {
		return journal.ErrConflict
	}
	taken := map[journal.Digest]bool{}
	for _, s := range b.Staged {
		blob, there := r.blobs[s.Digest]
		if !there || blob.until.IsZero() || m.over(blob) || len(blob.data) != int(s.Size) || taken[s.Digest] {
			return journal.ErrMissing
		}
		taken[s.Digest] = true
	}
	for _, e := range b.Entries {
		entry := journal.Entry{Seq: e.Seq, Record: bytes.Clone(e.Record)}
		if len(e.Labels) > 0 {
			entry.Labels = bytes.Clone(e.Labels)
		}
		r.entries = append(r.entries, entry)
	}
	for _, blob := range b.Blobs {
		data := r.blobs[blob.Digest].data
		if data == nil {
			data = bytes.Clone(blob.Data)
		}
		r.blobs[blob.Digest] = memoryBlob{data: data}
	}
	for digest := range taken {
		r.blobs[digest] = memoryBlob{data: r.blobs[digest].data}
	}
	r.head = b.New
	m.rooms[b.Room] = r
	for c := range m.watchers[b.Room] {
		select {
		case c <- struct{}{}:
		default:
		}
	}
	return nil
}

func (m *Memory) over(b memoryBlob) bool {
	return !b.until.IsZero() && !b.until.After(m.now())
}

// Read implements journal.Journal.
func (m *Memory) Read(ctx context.Context, room journal.Room, from uint64, yield func(journal.Entry) error) error {
	for seq := max(from, 1); ; seq++ {
		if err := m.enter(ctx); err != nil {
			return err
		}
		r := m.rooms[room]
		if r == nil || seq > r.head.N {
			m.mu.Unlock()
			return nil
		}
		e := r.entries[seq-1]
		m.mu.Unlock()
		e.Record, e.Labels = bytes.Clone(e.Record), bytes.Clone(e.Labels)
		if err := yield(e); err != nil {
			return err
		}
	}
}

// Blob implements journal.Journal.
func (m *Memory) Blob(ctx context.Context, room journal.Room, digest journal.Digest) ([]byte, error) {
	if err := m.enter(ctx); err != nil {
		return nil, err
	}
	defer m.mu.Unlock()
	if r := m.rooms[room]; r != nil {
		if blob, there := r.blobs[digest]; there && blob.until.IsZero() {
			return bytes.Clone(blob.data), nil
		}
	}
	return nil, journal.ErrNotFound
}

// Stage implements journal.Journal.
func (m *Memory) Stage(ctx context.Context, room journal.Room, by uint32, b journal.Blob) error {
	if err := b.Check(); err != nil {
		return err
	}
	if err := m.enter(ctx); err != nil {
		return err
	}
	defer m.mu.Unlock()
	r := m.rooms[room]
	if r == nil {
		return journal.ErrNotFound
	}
	used := 0
	for digest, blob := range r.blobs {
		switch {
		case m.over(blob):
			delete(r.blobs, digest)
		case !blob.until.IsZero() && blob.by == by:
			used += len(blob.data)
		}
	}
	blob, there := r.blobs[b.Digest]
	switch {
	case there && blob.until.IsZero():
		return nil
	case !there && used+len(b.Data) > journal.StageQuota:
		return fmt.Errorf("stage: %w", journal.ErrQuota)
	case !there:
		blob.data, blob.by = bytes.Clone(b.Data), by
	}
	blob.until = m.now().Add(journal.StageLifetime)
	r.blobs[b.Digest] = blob
	return nil
}

// Erase implements journal.Journal.
func (m *Memory) Erase(ctx context.Context, room journal.Room, blobs []journal.Digest, labels []uint64) error {
	if err := m.enter(ctx); err != nil {
		return err
	}
	defer m.mu.Unlock()
	r := m.rooms[room]
	if r == nil {
		return nil
	}
	for _, digest := range blobs {
		delete(r.blobs, digest)
	}
	for _, seq := range labels {
		if seq >= 1 && seq <= r.head.N {
			r.entries[seq-1].Labels = nil
		}
	}
	return nil
}

// Destroy implements journal.Journal.
func (m *Memory) Destroy(ctx context.Context, room journal.Room, keep journal.Digest) error {
	if err := m.enter(ctx); err != nil {
		return err
	}
	defer m.mu.Unlock()
	r := m.rooms[room]
	if r == nil {
		return nil
	}
	for digest := range r.blobs {
		if digest != keep {
			delete(r.blobs, digest)
		}
	}
	for i := range r.entries {
		r.entries[i].Labels = nil
	}
	return nil
}

// Stopped implements journal.Journal: memory does not fail.
func (m *Memory) Stopped() <-chan error { return nil }

// Watch implements journal.Journal.
func (m *Memory) Watch(ctx context.Context, room journal.Room) <-chan struct{} {
	c := make(chan struct{}, 1)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.watchers[room] == nil {
		m.watchers[room] = map[chan struct{}]struct{}{}
	}
	m.watchers[room][c] = struct{}{}
	context.AfterFunc(ctx, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.watchers[room], c)
	})
	return c
}

// Close implements journal.Journal.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return journal.ErrClosed
	}
	m.closed = true
	return nil
}

// Copy returns a journal that holds what this one holds now, as a backup does.
func (m *Memory) Copy() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := NewMemory(m.now)
	for id, r := range m.rooms {
		c.rooms[id] = &memoryRoom{head: r.head, entries: slices.Clone(r.entries), blobs: maps.Clone(r.blobs)}
	}
	return c
}
