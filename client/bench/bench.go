package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// Options say what is measured.
type Options struct {
	Server    string // base URL of the running server
	ChairLink string // what `serve` printed
	Rules     string // name of the rules the rooms run under, as the server lists them
	Rooms     int
	Seats     int     // per room, the chair included
	Events    int     // contributions per room
	Rate      float64 // contributions per second and room; 0 for as fast as the server takes them
	Writers   int     // seats per room that contribute, each with one act in flight
	Size      int     // bytes of text in a contribution

	// Usage asks what the server has used so far; nil where it is not known.
	Usage func(context.Context) (Usage, error)
	// Tell is told how far it is; nil when nobody listens.
	Tell func(stage string, done, all int)
}

// Usage is what a server process has used.
type Usage struct {
	CPU    time.Duration // of all its threads since it began
	Memory int64         // resident, in bytes
}

// Report is what was measured.
type Report struct {
	Rooms, Seats, Events int
	Deliveries           int           // records that reached a seat
	Took                 time.Duration // from the first submission to the last delivery
	Latency              Spread        // from submission to the last of a room's receivers
	Ack                  Spread        // from submission to its acknowledgement
	Lost, Doubled        int           // records that a seat was not given, or twice; out of order counts as both
	Refused              int           // acts the server did not take, and those that were to follow them
	Connections          int
	Connecting           time.Duration // for all of them: handshake, token, device proof, resume at the head
	CPU                  time.Duration // of the server while it delivered; 0 where it is not known
	Before, Connected    int64         // bytes of server memory before there was a room, and with everybody connected; 0 where it is not known
}

// Check says what of the options cannot be.
func (o Options) Check() error {
	switch {
	case o.Rooms < 1, o.Seats < 2, o.Events < 1, o.Size < 1, o.Rate < 0:
		return errors.New("bench: rooms, events and size are at least 1, seats at least 2, and the rate is not negative")
	case o.Writers < 1 || o.Writers > o.Seats:
		return errors.New("bench: writers are at least 1 and at most the seats of a room")
	}
	return nil
}

func (o Options) tell(stage string, done, all int) {
	if o.Tell != nil {
		o.Tell(stage, done, all)
	}
}

func (o Options) usage(ctx context.Context) (Usage, error) {
	if o.Usage == nil {
		return Usage{}, nil
	}
	return o.Usage(ctx)
}

// Run makes the rooms, connects everybody, lets them contribute, and counts.
func Run(ctx context.Context, o Options) (Report, error) {
	if err := o.Check(); err != nil {
		return Report{}, err
	}
	empty, err := o.usage(ctx)
	if err != nil {
		return Report{}, err
	}
	rooms, err := o.makeRooms(ctx)
	if err != nil {
		return Report{}, err
	}
	r := Report{Rooms: o.Rooms, Seats: o.Seats, Events: o.Events, Before: empty.Memory}
	if err := o.connectAll(ctx, rooms, &r); err != nil {
		return Report{}, err
	}
	defer func() {
		for _, rm := range rooms {
			rm.hangUp()
		}
	}()
	before, err := o.usage(ctx)
	if err != nil {
		return Report{}, err
	}
	began := time.Now()
	if err := o.publishAll(ctx, rooms); err != nil {
		return Report{}, err
	}
	settling, settled := context.WithTimeout(ctx, settleTime)
	defer settled()
	for _, rm := range rooms {
		rm.await(settling)
	}
	after, err := o.usage(ctx)
	if err != nil {
		return Report{}, err
	}
	r.CPU = after.CPU - before.CPU
	r.count(rooms, began)
	return r, nil
}

// makeRooms founds the rooms and seals what will be contributed.
func (o Options) makeRooms(ctx context.Context) ([]*benchRoom, error) {
	rooms := make([]*benchRoom, o.Rooms)
	done := make(chan int, o.Rooms)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(setupAtOnce)
	for i := range rooms {
		g.Go(func() error {
			ctx, cancel := context.WithTimeout(ctx, setupTime)
			defer cancel()
			var err error
			if rooms[i], err = o.makeRoom(ctx); err != nil {
				return fmt.Errorf("bench: making room %d: %w", i+1, err)
			}
			done <- i
			o.tell("rooms", len(done), o.Rooms)
			return nil
		})
	}
	return rooms, g.Wait()
}

// connectAll connects every seat of every room, and measures that.
func (o Options) connectAll(ctx context.Context, rooms []*benchRoom, r *Report) error {
	transport := &http.Transport{MaxIdleConnsPerHost: dialsAtOnce}
	defer transport.CloseIdleConnections()
	began := time.Now()
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(dialsAtOnce)
	for _, rm := range rooms {
		for _, l := range rm.lines {
			r.Connections++
			g.Go(func() error { return l.connect(gctx, &http.Client{Transport: transport}) })
		}
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("bench: connecting: %w", err)
	}
	r.Connecting = time.Since(began)
	after, err := o.usage(ctx)
	if err != nil {
		return err
	}
	r.Connected = after.Memory
	return nil
}

func (o Options) publishAll(ctx context.Context, rooms []*benchRoom) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, rm := range rooms {
		for _, w := range rm.writers {
			g.Go(func() error { return w.publish(ctx, o.every()) })
		}
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("bench: contributing: %w", err)
	}
	return nil
}

// every is the time between two contributions of one writer; 0 for none.
func (o Options) every() time.Duration {
	if o.Rate == 0 {
		return 0
	}
	return time.Duration(float64(o.Writers) / o.Rate * float64(time.Second))
}
