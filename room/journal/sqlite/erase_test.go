package sqlite_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// onDisk says whether the text is in any file of the database.
func onDisk(t *testing.T, path, text string) bool {
	t.Helper()
	for _, content := range files(t, path) {
		if bytes.Contains(content, []byte(text)) {
			return true
		}
	}
	return false
}

// said is what one contribution leaves behind, with a text in each part that
// can be searched for.
func contribution(room journal.Room, old journal.Head, name string, size int) journal.Batch {
	b := journaltest.Next(room, old, "record of "+name)
	b.Entries[0].Labels = []byte("<labels of " + name + ">")
	text := "<body of " + name + ">"
	b.Blobs = []journal.Blob{journaltest.BlobOf([]byte(strings.Repeat(text, 1+size/len(text))))}
	return b
}

func TestErasedBytesAreGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("withdrawal")
	start := journaltest.Next(room, journal.Head{}, "Anneke opens")
	require.NoError(t, j.Append(t.Context(), start))
	b := contribution(room, start.New, "Bilal", 3000)
	require.NoError(t, j.Append(t.Context(), b))
	staged := journaltest.BlobOf([]byte("<staged by Bilal>"))
	require.NoError(t, j.Stage(t.Context(), room, 1, staged))
	require.True(t, onDisk(t, path, "<body of Bilal>"), "else this test sees nothing")
	require.True(t, onDisk(t, path, "<labels of Bilal>"))
	require.True(t, onDisk(t, path, "<staged by Bilal>"))

	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{b.Blobs[0].Digest, staged.Digest}, []uint64{2}))
	require.False(t, onDisk(t, path, "<body of Bilal>"))
	require.False(t, onDisk(t, path, "<labels of Bilal>"))
	require.False(t, onDisk(t, path, "<staged by Bilal>"))
	require.True(t, onDisk(t, path, "record of Bilal"), "the log stays")
}

// Somebody reads the room over a slow line while Bilal withdraws.
func TestErasedUnderAReader(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("slow reader")
	b := contribution(room, journal.Head{}, "Bilal", 3000)
	require.NoError(t, j.Append(t.Context(), b))
	head := b.New
	for i := range 600 {
		more := journaltest.Next(room, head, fmt.Sprintf("record %d", i))
		require.NoError(t, j.Append(t.Context(), more))
		head = more.New
	}
	slow, withdrawn := make(chan struct{}), make(chan struct{})
	var reader sync.WaitGroup
	var read int
	reader.Go(func() {
		_ = j.Read(t.Context(), room, 1, func(e journal.Entry) error {
			if read++; e.Seq == 300 { // in the middle of the second chunk
				close(slow)
				<-withdrawn
			}
			return nil
		})
	})
	stop := make(chan struct{})
	for range 4 { // and others do nothing but read
		reader.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					_ = j.Read(t.Context(), room, 1, func(journal.Entry) error { return nil })
				}
			}
		})
	}
	<-slow
	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{b.Blobs[0].Digest}, []uint64{1}))
	require.False(t, onDisk(t, path, "<body of Bilal>"))
	require.False(t, onDisk(t, path, "<labels of Bilal>"))
	close(withdrawn)
	close(stop)
	reader.Wait()
	require.Equal(t, 601, read)
}

// A backup program holds a snapshot: erasing waits, then says that it is not
// done, and is done when it is repeated.
func TestErasedOnlyWhenNobodyElseReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("backup")
	b := contribution(room, journal.Head{}, "Bilal", 3000)
	require.NoError(t, j.Append(t.Context(), b))

	backup, err := outside(t, path).Begin()
	require.NoError(t, err)
	var n int
	require.NoError(t, backup.QueryRow("SELECT count(*) FROM entries").Scan(&n))
	erase := func(ctx context.Context) error {
		return j.Erase(ctx, room, []journal.Digest{b.Blobs[0].Digest}, []uint64{1})
	}
	require.ErrorIs(t, erase(t.Context()), journal.ErrBusy)
	require.True(t, onDisk(t, path, "<body of Bilal>"), "it is still there, so it was right to say so")
	_, err = j.Blob(t.Context(), room, b.Blobs[0].Digest)
	require.ErrorIs(t, err, journal.ErrNotFound, "but not served any more")
	require.ErrorIs(t, j.Destroy(t.Context(), room, journal.Digest{}), journal.ErrBusy)
	require.NoError(t, j.Append(t.Context(), journaltest.Next(room, b.New, "others go on")))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, erase(ctx), context.DeadlineExceeded)

	require.NoError(t, backup.Rollback())
	require.NoError(t, erase(t.Context()), "nothing is left to delete, but there is to wipe")
	require.False(t, onDisk(t, path, "<body of Bilal>"))
	require.False(t, onDisk(t, path, "<labels of Bilal>"))
}

// The process dies between deleting and wiping. The next one has nothing left
// to delete, and must wipe all the same before it says that it is done.
func TestErasedAfterACrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("crash")
	b := contribution(room, journal.Head{}, "Bilal", 3000)
	require.NoError(t, j.Append(t.Context(), b))
	backup, err := outside(t, path).Begin()
	require.NoError(t, err)
	var n int
	require.NoError(t, backup.QueryRow("SELECT count(*) FROM entries").Scan(&n))
	require.ErrorIs(t, j.Destroy(t.Context(), room, journal.Digest{}), journal.ErrBusy)

	left := filepath.Join(t.TempDir(), "journal.db")
	for name, content := range files(t, path) {
		if end := strings.TrimPrefix(name, "database"); end != "-shm" {
			require.NoError(t, os.WriteFile(left+end, content, 0o600))
		}
	}
	require.NoError(t, backup.Rollback())
	require.True(t, onDisk(t, left, "<body of Bilal>"))
	next := open(t, left, sqlite.Options{})
	require.NoError(t, next.Destroy(t.Context(), room, journal.Digest{}))
	require.False(t, onDisk(t, left, "<body of Bilal>"))
	require.False(t, onDisk(t, left, "<labels of Bilal>"))
}

func TestDestroyedBytesAreGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room, other := journaltest.RoomNamed("term is over"), journaltest.RoomNamed("goes on")
	var head, otherHead journal.Head
	for i := range 700 {
		b := contribution(room, head, fmt.Sprintf("Bilal %d", i), i*37%9000)
		require.NoError(t, j.Append(t.Context(), b))
		head = b.New
		b = contribution(other, otherHead, fmt.Sprintf("Chantal %d", i), i*91%9000)
		require.NoError(t, j.Append(t.Context(), b))
		otherHead = b.New
	}
	require.True(t, onDisk(t, path, "<body of Bilal"))
	require.NoError(t, j.Destroy(t.Context(), room, journal.Digest{}))
	require.False(t, onDisk(t, path, "<body of Bilal"))
	require.False(t, onDisk(t, path, "<labels of Bilal"))
	entries, err := journaltest.Verify(t.Context(), j, other)
	require.NoError(t, err)
	for i, e := range entries {
		name := fmt.Sprintf("Chantal %d", i)
		require.Equal(t, "<labels of "+name+">", string(e.Labels))
		_, err := j.Blob(t.Context(), other, contribution(other, journal.Head{}, name, i*91%9000).Blobs[0].Digest)
		require.NoError(t, err)
	}
}

// SQLite moves rows between pages and leaves copies behind, which its
// secure_delete does not see. This test looks for such copies after thousands
// of bodies of every size came and went; it finds some when bodies are stored as
// they are.
func TestNoCopyStaysBehind(t *testing.T) {
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 0))
		path := filepath.Join(t.TempDir(), "journal.db")
		j := open(t, path, sqlite.Options{})
		heads := map[journal.Room]journal.Head{}
		type place struct {
			room journal.Room
			name string
			seq  uint64
			blob journal.Digest
		}
		var live, gone, waiting []place
		var erasing sync.WaitGroup
		for i := range 1500 {
			room := journaltest.RoomNamed(fmt.Sprint(rng.IntN(20)))
			name := fmt.Sprintf("%d.", i)
			b := contribution(room, heads[room], name, rng.IntN([]int{300, 1200, 9000}[rng.IntN(3)]))
			b.Entries[0].Labels = append(b.Entries[0].Labels, make([]byte, rng.IntN(400))...)
			require.NoError(t, j.Append(t.Context(), b))
			heads[room] = b.New
			live = append(live, place{room, name, b.New.N, b.Blobs[0].Digest})
			if rng.IntN(10) < 6 {
				k := rng.IntN(len(live))
				p := live[k]
				live = append(live[:k], live[k+1:]...)
				gone, waiting = append(gone, p), append(waiting, p)
			}
			if len(waiting) == 25 {
				for _, p := range waiting {
					erasing.Go(func() {
						err := j.Erase(t.Context(), p.room, []journal.Digest{p.blob}, []uint64{p.seq})
						assert.NoError(t, err)
					})
				}
				erasing.Wait()
				waiting = nil
			}
		}
		gone = gone[:len(gone)-len(waiting)]
		found := map[string]bool{}
		for _, content := range files(t, path) {
			for _, text := range regexp.MustCompile(`<(body|labels) of \d+\.`).FindAll(content, -1) {
				found[string(text)] = true
			}
		}
		for _, p := range gone {
			require.False(t, found["<body of "+p.name], "seed %d: body of %s", seed, p.name)
			require.False(t, found["<labels of "+p.name], "seed %d: labels of %s", seed, p.name)
		}
		for _, p := range append(live, waiting...) {
			require.True(t, found["<body of "+p.name])
			require.True(t, found["<labels of "+p.name])
			_, err := j.Blob(t.Context(), p.room, p.blob)
			require.NoError(t, err)
		}
	}
}

// Staged bodies nobody took up are gone after the next staging, and from the
// files after the next erasure.
func TestStagedBytesGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	now := time.Now()
	j := open(t, path, sqlite.Options{Now: func() time.Time { return now }})
	room := journaltest.RoomNamed("staged")
	require.NoError(t, j.Append(t.Context(), journaltest.Next(room, journal.Head{}, "Anneke opens")))
	require.NoError(t, j.Stage(t.Context(), room, 1, journaltest.BlobOf([]byte("<never taken up>"))))
	require.NoError(t, j.Close())

	now = now.Add(journal.StageLifetime)
	open(t, path, sqlite.Options{Now: func() time.Time { return now }})
	require.False(t, onDisk(t, path, "<never taken up>"))
}
