package beside

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

// A system is a server with rooms of people, measured from outside.
type system interface {
	// start runs its programs.
	start(tb testing.TB, dir string, rooms, seats int)
	// processes are those programs.
	processes() *processes
	// dial connects a seat (from 0) to a room (from 0), up to where it is a member.
	dial(ctx context.Context, room, seat int) (line, error)
	// prepare makes what a seat needs to connect, and events events to be published
	// in order. What the server itself does of this is no part of a round.
	prepare(room, seat, events int)
	// heads is by room the number of its latest event; round counts on.
	heads() []uint64
}

// base is what every system has.
type base struct {
	p      *processes
	latest []uint64
}

func (b *base) processes() *processes { return b.p }
func (b *base) heads() []uint64       { return b.latest }

// A line is one connection. read and publish are each used by one goroutine.
type line interface {
	// publish offers the next event that was prepared.
	publish() error
	// read takes in one message and notes each event in it by its number in the
	// room, from 1; acked is the number of an own event, 0 for none.
	read(note func(seq uint64)) (acked uint64, err error)
	close()
}

// load is what one round asks of a system.
type load struct {
	name    string
	rooms   int
	seats   int
	writers int     // per room, each with one event in flight
	rate    float64 // events per second and room; 0 for as fast as it goes
	events  int     // per room
}

// result is what one round measured. Times are in seconds.
type result struct {
	perSecond  float64 // deliveries
	cpu        float64 // of the server's processes per 100,000 deliveries
	p50, p99   float64 // from publishing to the last receiver of the room
	ack99      float64 // from publishing to the publisher's answer
	joins      float64 // per second
	deliveries int
	resident   int64 // bytes, with everybody connected and silent
}

// at is the time below which this part of them is.
func at(part float64, times []time.Duration) float64 {
	slices.Sort(times)
	return times[min(len(times)-1, int(part*float64(len(times))))].Seconds()
}

// hall is a room in a round: what reached whom.
type hall struct {
	base    uint64
	lines   []line
	arrived []arrival
	reading sync.WaitGroup
	wrong   atomic.Int64 // events that came twice, out of order, or not in this round
	given   atomic.Int64
}

type arrival struct {
	seats atomic.Int64
	last  atomic.Int64 // ns since 1970
}

func (h *hall) reached(seq uint64, now int64) {
	a := &h.arrived[seq-h.base-1]
	for last := a.last.Load(); last < now && !a.last.CompareAndSwap(last, now); last = a.last.Load() {
	}
	a.seats.Add(1)
	h.given.Add(1)
}

var errEnded = errors.New("the server ended a connection")

// round connects everybody, plays a load and hangs up. Every receiver must be
// given every event once and in order.
func round(tb testing.TB, s system, l load, n int) result {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), roundTime)
	defer cancel()
	halls := make([]*hall, l.rooms)
	writers := make([][]int, l.rooms)
	share := l.events / l.writers
	for r := range halls {
		for w := range l.writers { // other seats each round: a seat may do 50 acts at once and 10 per second
			writers[r] = append(writers[r], 1+(n*l.writers+w)%(l.seats-1))
		}
		for seat := range l.seats {
			events := 0
			if slices.Contains(writers[r], seat) {
				events = share
			}
			s.prepare(r, seat, events)
		}
		halls[r] = &hall{base: s.heads()[r], lines: make([]line, l.seats), arrived: make([]arrival, share*l.writers)}
	}
	res := result{joins: connect(ctx, tb, s, halls)}
	time.Sleep(calmTime) // presence and the like are not of the events
	res.resident = s.processes().resident()
	before := s.processes().used()
	began := time.Now()
	latency, acks, last := play(ctx, tb, halls, writers, l, share)
	res.cpu = (s.processes().used() - before).Seconds()
	for r, h := range halls {
		want := int64(l.seats * share * l.writers)
		require.Zero(tb, h.wrong.Load(), "room %d was given something twice or out of order", r)
		require.Equal(tb, want, h.given.Load(), "room %d was not given everything", r)
		res.deliveries += int(want)
		s.heads()[r] += uint64(len(h.arrived))
		for _, c := range h.lines {
			c.close()
		}
		h.reading.Wait()
	}
	res.perSecond = float64(res.deliveries) / last.Sub(began).Seconds()
	res.cpu *= 100_000 / float64(res.deliveries)
	res.p50, res.p99, res.ack99 = at(0.5, latency), at(0.99, latency), at(0.99, acks)
	return res
}

// connect has everybody join, and returns how many did in a second.
func connect(ctx context.Context, tb testing.TB, s system, halls []*hall) (joins float64) {
	tb.Helper()
	began, all := time.Now(), 0
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(dialsAtOnce)
	for r, h := range halls {
		for i := range h.lines {
			all++
			g.Go(func() (err error) {
				h.lines[i], err = s.dial(ctx, r, i)
				return err
			})
		}
	}
	require.NoError(tb, g.Wait())
	return float64(all) / time.Since(began).Seconds()
}

// sent is one event of a writer.
type sent struct {
	seq       uint64
	at, acked time.Time
}

// play publishes and waits until everything has arrived.
func play(ctx context.Context, tb testing.TB, halls []*hall, writers [][]int, l load, share int) (latency, acks []time.Duration, last time.Time) {
	tb.Helper()
	g, ctx := errgroup.WithContext(ctx)
	var mu sync.Mutex
	var all [][]sent
	var of []*hall
	began := time.Now()
	for r, h := range halls {
		answers := map[int]chan sent{}
		for _, w := range writers[r] {
			answers[w] = make(chan sent, share)
		}
		for i, c := range h.lines {
			h.reading.Add(1)
			go h.read(c, answers[i])
		}
		for k, w := range writers[r] {
			g.Go(func() error {
				var every, phase time.Duration
				if l.rate > 0 { // rooms do not speak at the same moment
					every = time.Duration(float64(l.writers) / l.rate * float64(time.Second))
					phase = every * time.Duration(k*len(halls)+r) / time.Duration(l.writers*len(halls))
				}
				done, err := write(ctx, h.lines[w], answers[w], share, began.Add(phase), every)
				mu.Lock()
				defer mu.Unlock()
				all, of = append(all, done), append(of, h)
				return err
			})
		}
	}
	require.NoError(tb, g.Wait())
	for _, h := range halls {
		for h.given.Load() < int64(len(h.arrived)*len(h.lines)) && time.Since(began) < roundTime {
			time.Sleep(time.Millisecond)
		}
	}
	last = began
	for i, done := range all {
		for _, s := range done {
			arrived := time.Unix(0, of[i].arrived[s.seq-of[i].base-1].last.Load())
			latency, acks = append(latency, arrived.Sub(s.at)), append(acks, s.acked.Sub(s.at))
			if arrived.After(last) {
				last = arrived
			}
		}
	}
	return latency, acks, last
}

// write publishes events one by one, each when the one before was answered.
func write(ctx context.Context, c line, answers chan sent, events int, due time.Time, every time.Duration) (done []sent, err error) {
	for range events {
		if every > 0 {
			select {
			case <-time.After(time.Until(due)):
			case <-ctx.Done():
				return done, ctx.Err()
			}
			due = due.Add(every)
		}
		began := time.Now()
		if err := c.publish(); err != nil {
			return done, err
		}
		select {
		case a, ok := <-answers:
			if !ok {
				return done, errEnded
			}
			done = append(done, sent{seq: a.seq, at: began, acked: a.acked})
		case <-ctx.Done():
			return done, fmt.Errorf("no answer to an event: %w", ctx.Err())
		}
	}
	return done, nil
}

// read takes in what a seat is given, until the connection ends.
func (h *hall) read(c line, answers chan sent) {
	defer h.reading.Done()
	if answers != nil {
		defer close(answers)
	}
	next := h.base + 1
	var now time.Time
	note := func(seq uint64) {
		if seq != next || seq > h.base+uint64(len(h.arrived)) {
			h.wrong.Add(1)
			return
		}
		next++
		h.reached(seq, now.UnixNano())
	}
	for {
		acked, err := c.read(func(seq uint64) {
			if now.IsZero() {
				now = time.Now()
			}
			note(seq)
		})
		if err != nil {
			return
		}
		if acked > 0 && answers != nil {
			answers <- sent{seq: acked, acked: time.Now()}
		}
		now = time.Time{}
	}
}
