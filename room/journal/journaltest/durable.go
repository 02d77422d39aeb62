package journaltest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
)

// RunClock checks how long staged blobs live. open returns a new, empty journal
// that goes by the given clock.
func RunClock(t *testing.T, open func(t *testing.T, now func() time.Time) journal.Journal) {
	var mu sync.Mutex
	clock := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	pass := func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		clock = clock.Add(d)
	}
	j := open(t, func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return clock
	})
	room := RoomNamed("patience")
	head := admit(t, j, Next(room, journal.Head{}, "Anneke opens"))
	body := BlobOf([]byte("a staged body"))
	takeUp := func() journal.Batch {
		b := Next(room, head, "Bilal takes it up")
		b.Staged = []journal.Staged{StagedOf(body)}
		return b
	}

	require.NoError(t, j.Stage(t.Context(), room, 1, body))
	pass(journal.StageLifetime)
	require.ErrorIs(t, j.Append(t.Context(), takeUp()), journal.ErrMissing, "its time is over")

	full := make([]journal.Blob, journal.StageQuota/journal.MaxBlob)
	for i := range full {
		full[i] = journal.Blob{Digest: journal.Digest{byte(i)}, Data: make([]byte, journal.MaxBlob)}
		require.NoError(t, j.Stage(t.Context(), room, 1, full[i]))
	}
	require.ErrorIs(t, j.Stage(t.Context(), room, 1, body), journal.ErrQuota)
	pass(journal.StageLifetime)
	require.NoError(t, j.Stage(t.Context(), room, 1, body), "what is over no longer counts")

	pass(journal.StageLifetime - time.Millisecond)
	require.NoError(t, j.Stage(t.Context(), room, 1, body), "again, in time")
	pass(journal.StageLifetime - time.Millisecond)
	head = admit(t, j, takeUp())
	pass(100 * journal.StageLifetime)
	require.NoError(t, j.Stage(t.Context(), room, 1, BlobOf([]byte("another"))))
	holds(t, j, room, body) // taken up: it stays
}

// RunReopen checks what survives a restart. place makes a new, empty store and
// returns the function that opens it; the suite closes a journal before it
// opens the next.
func RunReopen(t *testing.T, place func(t *testing.T) func() journal.Journal) {
	t.Run("everything acknowledged survives", func(t *testing.T) {
		open := place(t)
		room := RoomNamed("restart")
		body, waiting := BlobOf([]byte("body")), BlobOf([]byte("staged"))
		var head journal.Head
		var want []string
		for restart := range 4 {
			j := open()
			require.Equal(t, want, records(t, j, room))
			if restart > 0 {
				holds(t, j, room, body)
			}
			record := fmt.Sprintf("after restart %d", restart)
			b := Next(room, head, record)
			if restart == 0 {
				b.Blobs, b.Entries[0].Labels = []journal.Blob{body}, []byte("labels")
			}
			if restart == 2 {
				b.Staged = []journal.Staged{StagedOf(waiting)}
			}
			head = admit(t, j, b)
			want = append(want, record)
			if restart == 1 {
				require.NoError(t, j.Stage(t.Context(), room, 1, waiting))
			}
			require.NoError(t, j.Close())
		}
		j := open()
		holds(t, j, room, waiting)
		require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{body.Digest}, []uint64{1}))
		require.NoError(t, j.Close())
		j = open()
		lacks(t, j, room, body)
		entries, err := Verify(t.Context(), j, room)
		require.NoError(t, err)
		require.Nil(t, entries[0].Labels)
		require.NoError(t, j.Close())
	})
	t.Run("closing under writers keeps what was acknowledged", func(t *testing.T) {
		open := place(t)
		j := open()
		const writers = 16
		var all sync.WaitGroup
		acked := make([]journal.Head, writers)
		errs := make([]error, writers)
		for w := range writers {
			all.Go(func() {
				for i := 0; ; i++ {
					b := Next(RoomNamed(fmt.Sprint(w)), acked[w], fmt.Sprintf("writer %d says %d", w, i))
					if errs[w] = j.Append(t.Context(), b); errs[w] != nil {
						return
					}
					acked[w] = b.New
				}
			})
		}
		time.Sleep(20 * time.Millisecond)
		require.NoError(t, j.Close())
		all.Wait()
		j = open()
		for w := range writers {
			require.ErrorIs(t, errs[w], journal.ErrClosed)
			entries, err := Verify(t.Context(), j, RoomNamed(fmt.Sprint(w)))
			require.NoError(t, err)
			require.Len(t, entries, int(acked[w].N), "what was refused was not written")
		}
		require.NoError(t, j.Close())
	})
}
