package sqlite_test

import (
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// Acts come in until the index by digest has taken up what came first. Who reads
// meanwhile finds every file of what was acknowledged, wherever it is listed.
func TestReadWhileTheIndexTakesUpWhatCame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("a")
	const acts, readers = 80, 30
	var batches [acts]journal.Batch
	var head journal.Head
	for n := range batches {
		batches[n] = brought(room, head, n, readers)
		head = batches[n].New
	}
	var stored, read atomic.Int64
	over := make(chan struct{})
	var reading sync.WaitGroup
	for r := range 2 {
		reading.Go(func() {
			for i := r; ; i += 7 {
				select {
				case <-over:
					return
				default:
				}
				if n := int(stored.Load()); n > 0 {
					blob := batches[i%n].Blobs[i%(readers+1)]
					if data, err := j.Blob(t.Context(), room, blob.Digest); err != nil || string(data) != string(blob.Data) {
						t.Errorf("file %d of act %d: %v", i%(readers+1), i%n, err)
						return
					}
					read.Add(1)
				}
			}
		})
	}
	for n, b := range batches {
		require.NoError(t, j.Append(t.Context(), b))
		stored.Add(1)
		require.Eventually(t, func() bool { return read.Load() > int64(10*n) || t.Failed() }, 20*time.Second, time.Millisecond)
	}
	close(over)
	reading.Wait()

	listed := func(j *sqlite.Journal) (files int) {
		require.NoError(t, j.Close())
		db := outside(t, path)
		require.NoError(t, db.QueryRow("SELECT sum(length(blobs))/36 FROM fresh").Scan(&files))
		require.NoError(t, db.Close())
		return files
	}
	left := listed(j)
	require.Less(t, left, acts*(readers+1)/2, "the index took up most of it")
	require.Positive(t, left)

	j = open(t, path, sqlite.Options{}) // what was listed before counts on
	for n := acts; n < acts+3; n++ {
		b := brought(room, head, n, readers)
		require.NoError(t, j.Append(t.Context(), b))
		head = b.New
	}
	for n, b := range batches {
		for i, blob := range b.Blobs {
			data, err := j.Blob(t.Context(), room, blob.Digest)
			require.NoError(t, err, "file %d of act %d", i, n)
			require.Equal(t, blob.Data, data)
		}
	}
	require.Equal(t, left+3*(readers+1), listed(j))
}

// The list of one room is damaged. Another room is brought into the index all the same.
func TestADamagedListHoldsNobodyUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	const readers = 30
	rooms := map[journal.Room]journal.Head{}
	appended := func(room journal.Room, acts int) {
		for range acts {
			b := brought(room, rooms[room], int(rooms[room].N), readers)
			require.NoError(t, j.Append(t.Context(), b))
			rooms[room] = b.New
		}
	}
	damaged, other := journaltest.RoomNamed("a"), journaltest.RoomNamed("b")
	appended(damaged, 30)
	require.NoError(t, j.Close())
	db := outside(t, path)
	_, err := db.Exec("UPDATE fresh SET blobs = CAST(blobs || x'00' AS BLOB) WHERE body = (SELECT min(body) FROM fresh)")
	require.NoError(t, err)
	require.NoError(t, db.Close())

	j = open(t, path, sqlite.Options{})
	appended(damaged, 20) // it has enough now
	appended(other, 40)
	require.NoError(t, j.Close())
	db = outside(t, path)
	var lists int
	require.NoError(t, db.QueryRow("SELECT count(*) FROM fresh").Scan(&lists))
	require.NoError(t, db.Close())
	require.Less(t, lists, 50+40, "the other room was taken up")
	require.GreaterOrEqual(t, lists, 50, "the damaged one was not")
}

// A file that comes again keeps one copy: erased, it is in no file of the store.
func TestErasedThoughItCameTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("a")
	staged := journaltest.BlobOf([]byte("<staged first>"))
	first := brought(room, journal.Head{}, 1, 5)
	require.NoError(t, j.Append(t.Context(), first))
	require.NoError(t, j.Stage(t.Context(), room, 1, staged))
	second := brought(room, first.New, 2, 5)
	again := first.Blobs[2] // in the index by now, since something was staged after it
	second.Blobs = append(second.Blobs, again, second.Blobs[1], staged)
	require.NoError(t, j.Append(t.Context(), second))
	third := journaltest.Next(room, second.New, "only what was there")
	third.Blobs = []journal.Blob{again}
	require.NoError(t, j.Append(t.Context(), third))

	gone := map[journal.Digest]bool{}
	for text, blob := range map[string]journal.Blob{
		"<file 2 of act 1>": again, "<file 1 of act 2>": second.Blobs[1], "<staged first>": staged,
	} {
		require.True(t, onDisk(t, path, text), "before")
		require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{blob.Digest}, nil))
		require.False(t, onDisk(t, path, text), "after")
		_, err := j.Blob(t.Context(), room, blob.Digest)
		require.ErrorIs(t, err, journal.ErrNotFound)
		gone[blob.Digest] = true
	}
	for _, blob := range append(first.Blobs, second.Blobs...) {
		if gone[blob.Digest] {
			continue
		}
		data, err := j.Blob(t.Context(), room, blob.Digest)
		require.NoError(t, err)
		require.Equal(t, blob.Data, data)
	}
	require.NoError(t, j.Close())
	db := outside(t, path)
	var bodies int
	require.NoError(t, db.QueryRow("SELECT count(*) FROM bodies").Scan(&bodies))
	require.Equal(t, 2, bodies, "those of acts 1 and 2: the others held nothing else")
}
