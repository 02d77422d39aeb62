package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

var fullRooms = flag.Int("full-rooms", 40, "how many other rooms are in the database of TestBackAfterRunningOutOfMemory")

// fill puts rooms of a hundred records with a sealed text each beside those of the
// server, which must not run. They are full, and nobody is there.
func (v *victim) fill(rooms int) (bytes int64) {
	v.t.Helper()
	j, err := sqlite.Open(filepath.Join(v.data(), databaseFile), sqlite.Options{})
	require.NoError(v.t, err)
	const records, record, text = 100, 1000, 4 << 10
	var all sync.WaitGroup
	todo := make(chan int)
	for range 16 {
		all.Go(func() {
			for i := range todo {
				var head journal.Head
				id := journaltest.RoomNamed(fmt.Sprint("full ", i))
				for range records {
					b := journaltest.Next(id, head, string(roomtest.Bytes(record)))
					b.Blobs = []journal.Blob{journaltest.BlobOf(roomtest.Bytes(text))}
					if j.Append(v.t.Context(), b) != nil {
						return // the count tells
					}
					head = b.New
				}
			}
		})
	}
	for i := range rooms {
		todo <- i
	}
	close(todo)
	all.Wait()
	there, err := j.Rooms(v.t.Context())
	require.NoError(v.t, err)
	require.Greater(v.t, len(there), rooms)
	require.NoError(v.t, j.Close())
	return int64(rooms) * records * (record + text)
}

// The kernel ends a process that runs out of memory with SIGKILL. The server is
// started again over a database that is full of rooms and a write-ahead file that was
// not put away, and a device is back in its room with every act that was acknowledged.
// How long that takes is logged; it fails here only when it hardly ever ends.
func TestBackAfterRunningOutOfMemory(t *testing.T) {
	v := newVictim(t)
	g := v.gather("Anneke")
	v.kill()
	size := v.fill(*fullRooms)
	v.start()
	var worst time.Duration
	c := g.callers[g.Chair].comesIn()
	for range 5 {
		const acked = 40
		before := c.head
		for range acked {
			g.Do(g.Chair, roomtest.Draft{Kind: room.KindVoid})
		}
		v.kill()
		start := time.Now()
		v.start()
		c.comesIn()
		worst = max(worst, time.Since(start))
		require.Equal(t, before+acked, c.head, "nothing acknowledged is lost, nothing is there twice")
	}
	t.Logf("killed 5 times over %d MB in %d rooms: back in a room after at most %v", size>>20, *fullRooms, worst.Round(time.Millisecond))
	require.Less(t, worst, 2*time.Minute)
}

// A write to the disk fails under the server. It says goodbye, acknowledges nothing
// any more, stops by itself and says why. Started again over a disk that works it has
// every act that it acknowledged, and takes the one that was in doubt once.
func TestTheServerStopsWhenItsDiskFails(t *testing.T) {
	v := newVictim(t)
	g := v.gather("Anneke")
	kees := g.admit("Kees")
	it := g.NewItem(kees)
	v.kill()
	v.largest = 3 << 20
	v.start()
	g.callers[g.Chair].comesIn()
	c := g.callers[kees].comesIn()
	before, acked := c.head, uint64(0)
	var doubt wire.Submit
	for {
		doubt = g.Sign(kees, g.Contribution(kees, it, roomtest.Bytes(200<<10)))
		if err := c.submit(doubt); err != nil {
			require.ErrorIs(t, err, errBye)
			break
		}
		kees.Admitted(doubt.Act)
		acked++
	}
	require.NotZero(t, acked)
	ended := make(chan error, 1)
	go func() { ended <- v.process.Wait() }()
	select {
	case err := <-ended:
		require.Error(t, err, "it does not end as if all were well")
	case <-time.After(patience):
		t.Fatal("the server goes on over a disk that fails")
	}
	log, err := os.ReadFile(v.logFile())
	require.NoError(t, err)
	require.Regexp(t, "de schijf weigerde een schrijfopdracht|the disk refused a write", string(log))

	v.largest = 0
	v.start()
	c.comesIn()
	require.GreaterOrEqual(t, c.head, before+acked, "what was acknowledged is there")
	require.LessOrEqual(t, c.head, before+acked+1, "and at most what was in doubt")
	require.NoError(t, c.submit(doubt))
	c.comesIn()
	require.Equal(t, before+acked+1, c.head, "once")
	t.Logf("%d acts acknowledged, then the disk failed; all of them there", acked)
}
