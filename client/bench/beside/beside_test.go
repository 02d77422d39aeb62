// Package beside measures this server beside others, in one run on one machine:
// the floor, which is the least that could carry the same events durably, and
// the peer, the best-known room server in Go, with and without storage. The same
// driver puts the same load on each in turn. It holds tests only: the programs it
// compares with are no part of this one.
package beside

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	ownBinary  = flag.String("casusoverleg", "../../../build/casusoverleg", "the server that is measured")
	peerBinary = flag.String("peer", "../../../build/centrifugo", "the peer; make peer builds it")
	syncDelay  = flag.Duration("sync-delay", 0, "how much longer each sync of the disk takes, in all systems alike; needs strace")
	rounds     = flag.Int("rounds", 3, "how often each load is played on each system; the medians are printed")
	roomCount  = flag.Int("rooms", 50, "rooms")
	only       = flag.String("only", "", "systems, with commas between; all by default")
	loadNames  = flag.String("loads", "", "loads, with commas between; all by default")
)

const (
	// eventText is the text of an event in bytes. With it alone floor and peer send far
	// less than we do; under the names that end in heavy their events are as large as
	// what a seat of ours is sent.
	eventText = 1000
	heavy     = "+bytes"
	seats     = 20

	startTime   = 30 * time.Second
	roundTime   = 4 * time.Minute
	calmTime    = 500 * time.Millisecond
	idleTime    = 4 * time.Minute // after which Go has given back what it no longer needs
	dialsAtOnce = 32
	// spareFiles are open files besides connections.
	spareFiles = 200
)

func TestMain(m *testing.M) {
	if setting := os.Getenv(floorVariable); setting != "" {
		fmt.Fprintln(os.Stderr, serveFloor(setting))
		os.Exit(1)
	}
	flag.Parse()
	os.Exit(m.Run())
}

func loads() []load {
	return []load{
		{name: "2 per second", rooms: *roomCount, seats: seats, writers: 1, rate: 2, events: 12},
		{name: "20 per second", rooms: *roomCount, seats: seats, writers: 2, rate: 20, events: 60},
		{name: "4 in flight", rooms: *roomCount, seats: seats, writers: 4, events: 120},
		{name: "1 in flight", rooms: *roomCount, seats: seats, writers: 1, events: 40},
	}
}

type named struct {
	name string
	system
}

func chosen(list, name string) bool {
	return list == "" || slices.Contains(strings.Split(list, ","), name)
}

// BenchmarkBeside plays each load on each system in turn, several times, and
// prints the medians and their ratios.
func BenchmarkBeside(b *testing.B) {
	for range b.N {
		own := &ours{}
		var systems []named
		for _, s := range []named{
			{"ours", own},
			{"floor", &floor{size: eventText}}, {"peer", &peer{size: eventText}}, {"peer+redis", &peer{size: eventText, redis: true}},
			{"floor" + heavy, &floor{}}, {"peer" + heavy, &peer{}}, {"peer+redis" + heavy, &peer{redis: true}},
		} {
			if chosen(*only, s.name) {
				systems = append(systems, s)
			}
		}
		before := make([]int64, len(systems))
		for i, s := range systems {
			s.start(b, b.TempDir(), *roomCount, seats)
			defer s.processes().stop()
			before[i] = s.processes().resident()
		}
		size := 0
		if chosen(*only, "ours") {
			size = own.perSeat(b)
			fmt.Printf("\nof one event of ours a seat is sent %d bytes (median)\n", size)
		}
		for _, s := range systems {
			switch s := s.system.(type) {
			case *floor:
				s.size = cmp.Or(s.size, size)
			case *peer:
				s.size = cmp.Or(s.size, size)
			}
		}
		t := newTable(systems)
		for _, l := range loads() {
			if !chosen(*loadNames, l.name) {
				continue
			}
			results := make([][]result, len(systems))
			for n := range *rounds {
				for i, s := range systems { // A B C, A B C
					r := round(b, s, l, n)
					results[i] = append(results[i], r)
				}
			}
			for i := range systems {
				if t.idle[i] == 0 { // the first time that people are there
					t.idle[i] = float64(results[i][0].resident-before[i]) / float64(l.rooms*l.seats) / 1024
				}
			}
			t.add(l, results)
		}
		t.print(os.Stdout)
	}
}
