package journaltest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
)

// rivals lets two nodes write in one room from the same head, again and again.
func rivals(t *testing.T, j journal.Journal) {
	room := RoomNamed("two nodes")
	var head journal.Head
	var won [2]int
	var want []string
	for round := range 200 {
		var batches [2]journal.Batch
		var errs [2]error
		var both sync.WaitGroup
		for i := range batches {
			batches[i] = Next(room, head, fmt.Sprintf("round %d, node %d", round, i))
			batches[i].Blobs = []journal.Blob{BlobOf(fmt.Appendf(nil, "body %d of node %d", round, i))}
			both.Go(func() { errs[i] = j.Append(t.Context(), batches[i]) })
		}
		both.Wait()
		winner := 0
		if errs[0] != nil {
			winner = 1
		}
		require.NoError(t, errs[winner], "somebody wins")
		require.ErrorIs(t, errs[1-winner], journal.ErrConflict, "only one")
		holds(t, j, room, batches[winner].Blobs[0])
		lacks(t, j, room, batches[1-winner].Blobs[0])
		head = batches[winner].New
		want = append(want, string(batches[winner].Entries[0].Record))
		won[winner]++
	}
	require.Equal(t, want, records(t, j, room))
	t.Logf("node 0 won %d times, node 1 %d times", won[0], won[1])
}

// crowd lets 64 writers add to 8 rooms at once, while somebody reads,
// withdraws and stages. Everything that was said is there once.
func crowd(t *testing.T, j journal.Journal) {
	const writers, rooms, each = 64, 8, 20
	name := func(i int) journal.Room { return RoomNamed(fmt.Sprintf("crowd %d", i)) }
	var all sync.WaitGroup
	var failed atomic.Pointer[error]
	fail := func(err error) {
		if err != nil {
			failed.CompareAndSwap(nil, &err)
		}
	}
	for w := range writers {
		all.Go(func() {
			for i := range each {
				fail(Add(t.Context(), j, name(w%rooms), fmt.Sprintf("writer %d says %d", w, i)))
			}
		})
	}
	done := make(chan struct{})
	var others sync.WaitGroup
	for r := range rooms {
		others.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				fail(contiguous(t, j, name(r)))
				if err := j.Stage(t.Context(), name(r), 1, BlobOf(fmt.Appendf(nil, "%d", i))); !errors.Is(err, journal.ErrNotFound) {
					fail(err)
				}
				fail(j.Erase(t.Context(), name(r), []journal.Digest{BlobOf(fmt.Appendf(nil, "%d", i)).Digest}, nil))
			}
		})
	}
	all.Wait()
	close(done)
	others.Wait()
	if err := failed.Load(); err != nil {
		require.NoError(t, *err)
	}
	seen := map[string]bool{}
	for r := range rooms {
		got := records(t, j, name(r))
		require.Len(t, got, writers/rooms*each)
		for _, record := range got {
			require.False(t, seen[record], "said twice: %s", record)
			seen[record] = true
		}
	}
	require.Len(t, seen, writers*each)
}

func contiguous(t *testing.T, j journal.Journal, room journal.Room) error {
	head, err := j.Head(t.Context(), room)
	if err != nil {
		return err
	}
	var last uint64
	if err := j.Read(t.Context(), room, 1, func(e journal.Entry) error {
		if e.Seq != last+1 {
			return fmt.Errorf("record %d after %d", e.Seq, last)
		}
		last = e.Seq
		return nil
	}); err != nil {
		return err
	}
	if last < head.N {
		return fmt.Errorf("read %d records of %d", last, head.N)
	}
	return nil
}

// faults runs a meeting over a journal that lets every step fail twice: not
// done, then done and reported as failed.
func faults(t *testing.T, inner journal.Journal) {
	j := NewFaulty(inner, EachTwice)
	room := RoomNamed("bad luck")
	insist := func(step func() error) {
		t.Helper()
		var err error
		for range 3 {
			if err = step(); err == nil {
				return
			}
			require.ErrorIs(t, err, ErrFault)
		}
		require.NoError(t, err)
	}
	var want []string
	for i := range 20 {
		record := fmt.Sprintf("record %d", i)
		require.NoError(t, Add(t.Context(), j, room, record))
		want = append(want, record)
	}
	require.Equal(t, want, records(t, inner, room))

	body := BlobOf([]byte("body"))
	insist(func() error { return j.Stage(t.Context(), room, 1, body) })
	var head journal.Head
	insist(func() (err error) { head, err = j.Head(t.Context(), room); return err })
	b := Next(room, head, "takes it up")
	b.Staged = []journal.Staged{StagedOf(body)}
	b.Entries[0].Labels = []byte("labels")
	require.NoError(t, inner.Append(t.Context(), b))
	var data []byte
	insist(func() (err error) { data, err = j.Blob(t.Context(), room, body.Digest); return err })
	require.Equal(t, body.Data, data)
	insist(func() error { return j.Erase(t.Context(), room, []journal.Digest{body.Digest}, nil) })
	lacks(t, inner, room, body)
	insist(func() error { return j.Destroy(t.Context(), room, journal.Digest{}) })
	entries, err := Verify(t.Context(), inner, room)
	require.NoError(t, err)
	require.Nil(t, entries[20].Labels)
	var rooms []journal.Room
	insist(func() (err error) { rooms, err = j.Rooms(t.Context()); return err })
	require.Equal(t, []journal.Room{room}, rooms)
}
