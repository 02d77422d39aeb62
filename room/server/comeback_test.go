package server

import (
	"flag"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
)

var crowd = flag.Int("crowd", 100, "how many clients of TestACrowdComesBack come back at once, a multiple of 20")

// A server that was away comes back, and everybody at once with it: all get to the head of
// their rooms. How long that takes is logged; it fails here only when it hardly ever ends.
func TestACrowdComesBack(t *testing.T) {
	const seats = 20
	h := open(t, quick())
	var meetings []*meeting
	for i := range *crowd / seats {
		m := h.found(fmt.Sprint("Anneke ", i))
		for s := range seats - 1 {
			m.seat(fmt.Sprint("Kees ", s), agenda.Member)
		}
		m.allUpTo()
		for p, d := range m.devices {
			if p != m.Chair {
				require.NoError(t, d.conn.CloseNow())
			}
		}
		for range 10 { // what they have yet to get
			m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
		}
		meetings = append(meetings, m)
	}
	h.restart()
	var back []*device
	for _, m := range meetings {
		for p, d := range m.devices {
			back = append(back, m.again(p, d))
		}
	}
	require.Len(t, back, *crowd)
	var all sync.WaitGroup
	start := time.Now()
	for _, d := range back {
		all.Go(func() { d.connect() })
	}
	all.Wait()
	took := time.Since(start)
	for _, m := range meetings {
		for _, d := range back {
			if d.room == m.Room {
				require.Equal(t, m.last, d.verifier.Head().N)
			}
		}
	}
	t.Logf("%d clients in %d rooms, all in step %v after the first knocked", *crowd, len(meetings), took.Round(time.Millisecond))
	require.Less(t, took, 2*time.Minute)
}
