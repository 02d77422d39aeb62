package beside

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// growth is the rooms of a growing server: each has the same half event per second.
func growth(most int) []load {
	return []load{
		{rooms: 10, seats: seats, writers: 1, rate: 0.5, events: 40},
		{rooms: 100, seats: seats, writers: 1, rate: 0.5, events: 12},
		{rooms: most, seats: seats, writers: 1, rate: 0.5, events: 4},
	}
}

// mostRooms is 1,000, or as many as open files allow.
func mostRooms(b *testing.B) int {
	var files syscall.Rlimit
	require.NoError(b, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files))
	most := min(1000, (int(files.Cur)-spareFiles)/seats)
	require.Greater(b, most, 100, "not enough open files for the connections: raise ulimit -n")
	return most
}

// BenchmarkIdle has everybody join as many rooms as growth, and prints the server's
// memory while they are silent.
func BenchmarkIdle(b *testing.B) {
	for range b.N {
		l := load{rooms: mostRooms(b), seats: seats}
		s := &ours{}
		s.start(b, b.TempDir(), l.rooms, l.seats)
		empty := s.processes().resident()
		halls := make([]*hall, l.rooms)
		for r := range halls {
			halls[r] = &hall{base: s.heads()[r], lines: make([]line, l.seats)}
			for seat := range l.seats {
				s.prepare(r, seat, 0)
			}
		}
		connect(b.Context(), b, s, halls)
		for _, h := range halls {
			for _, c := range h.lines {
				h.reading.Add(1)
				go h.read(c, nil)
			}
		}
		fmt.Printf("\n%d rooms of %d; the server before anybody came: %d MiB\n", l.rooms, l.seats, empty>>20)
		for passed := time.Duration(0); passed <= idleTime; passed += idleTime / 4 {
			if passed > 0 {
				time.Sleep(idleTime / 4)
			}
			fmt.Printf("after %4s of silence: %d MiB\n", passed, s.processes().resident()>>20)
		}
		s.processes().stop()
		for _, h := range halls {
			for _, c := range h.lines {
				c.close()
			}
			h.reading.Wait()
		}
	}
}

// BenchmarkGrowth serves 10, 100 and 1,000 rooms, or as many as open files allow,
// and prints what a delivery costs in each, and what the server's memory is while
// everybody is there and silent.
func BenchmarkGrowth(b *testing.B) {
	most := mostRooms(b)
	for range b.N {
		var first result
		fmt.Printf("\n%6s  %18s  %9s  %9s  %9s  %6s  %s\n", "rooms", "CPU s/100k", "last p50", "last p99", "ack p99", "MiB", "joins/s")
		for i, l := range growth(most) {
			s := &ours{}
			s.start(b, b.TempDir(), l.rooms, l.seats)
			r := round(b, s, l, 0)
			s.processes().stop()
			if i == 0 {
				first = r
			}
			fmt.Printf("%6d  %8.2f (× %5.2f)  %9s  %9s  %9s  %6d  %.0f\n",
				l.rooms, r.cpu, r.cpu/first.cpu, ms(r.p50), ms(r.p99), ms(r.ack99), r.resident>>20, r.joins)
		}
	}
}
