package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// brought is an act with a body and envelopes, each of which says which it is.
func brought(room journal.Room, head journal.Head, n, envelopes int) journal.Batch {
	b := journaltest.Next(room, head, fmt.Sprintf("act %d", n))
	for i := range envelopes + 1 {
		b.Blobs = append(b.Blobs, journaltest.BlobOf(fmt.Appendf(nil, "<file %d of act %d>%0*d", i, n, 40*i, 0)))
	}
	return b
}

// What came together is erased one by one: the envelope of a reader who was
// dropped is gone from the files, everybody else's stays; with the last one goes
// what held them.
func TestErasedOneByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("a")
	b := brought(room, journal.Head{}, 1, 24)
	require.NoError(t, j.Append(t.Context(), b))
	next := brought(room, b.New, 2, 24)
	require.NoError(t, j.Append(t.Context(), next))
	order := rand.New(rand.NewPCG(1, 2)).Perm(len(b.Blobs))
	for n, i := range order {
		require.True(t, onDisk(t, path, fmt.Sprintf("<file %d of act 1>", i)), "before")
		require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{b.Blobs[i].Digest}, nil))
		require.False(t, onDisk(t, path, fmt.Sprintf("<file %d of act 1>", i)), "after")
		_, err := j.Blob(t.Context(), room, b.Blobs[i].Digest)
		require.ErrorIs(t, err, journal.ErrNotFound)
		for _, k := range order[n+1:] {
			data, err := j.Blob(t.Context(), room, b.Blobs[k].Digest)
			require.NoError(t, err)
			require.Equal(t, b.Blobs[k].Data, data)
		}
	}
	for _, blob := range next.Blobs {
		data, err := j.Blob(t.Context(), room, blob.Digest)
		require.NoError(t, err)
		require.Equal(t, blob.Data, data)
	}
	require.NoError(t, j.Close())
	db := outside(t, path)
	defer func() { require.NoError(t, db.Close()) }()
	var bodies int
	require.NoError(t, db.QueryRow("SELECT count(*) FROM bodies").Scan(&bodies))
	require.Equal(t, 1, bodies)
}

// The rules a room keeps may have come together with something else.
func TestDestroyedAroundWhatIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("a")
	var head journal.Head
	var keep journal.Blob
	for n := range 30 {
		b := brought(room, head, n, 6)
		require.NoError(t, j.Append(t.Context(), b))
		head, keep = b.New, b.Blobs[3]
	}
	require.NoError(t, j.Destroy(t.Context(), room, keep.Digest))
	data, err := j.Blob(t.Context(), room, keep.Digest)
	require.NoError(t, err)
	require.Equal(t, keep.Data, data)
	require.True(t, onDisk(t, path, "<file 3 of act 29>"))
	for n := range 30 {
		for i := range 7 {
			if n != 29 || i != 3 {
				require.False(t, onDisk(t, path, fmt.Sprintf("<file %d of act %d>", i, n)))
			}
		}
	}
}

// One of the files may be there already, staged, or named twice.
func TestTogetherWithWhatIsThere(t *testing.T) {
	j := open(t, filepath.Join(t.TempDir(), "journal.db"), sqlite.Options{})
	room := journaltest.RoomNamed("a")
	first := brought(room, journal.Head{}, 1, 5)
	require.NoError(t, j.Append(t.Context(), first))
	staged := journaltest.BlobOf([]byte("staged"))
	require.NoError(t, j.Stage(t.Context(), room, 1, staged))
	b := brought(room, first.New, 2, 5)
	b.Blobs = append(b.Blobs, first.Blobs[2], b.Blobs[0], staged)
	require.NoError(t, j.Append(t.Context(), b))
	for _, blob := range append(first.Blobs, b.Blobs...) {
		data, err := j.Blob(t.Context(), room, blob.Digest)
		require.NoError(t, err)
		require.Equal(t, blob.Data, data)
	}
	require.NoError(t, j.Destroy(t.Context(), room, journal.Digest{}))
	for _, blob := range append(first.Blobs, b.Blobs...) {
		_, err := j.Blob(t.Context(), room, blob.Digest)
		require.ErrorIs(t, err, journal.ErrNotFound)
	}
}

// A database of the first version, in which each file had a body of its own, is
// brought up to date and goes on.
func TestTheFirstSchemaIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("a")
	var head journal.Head
	var old []journal.Blob
	for n := range 3 {
		b := brought(room, head, n, 0)
		require.NoError(t, j.Append(t.Context(), b))
		head, old = b.New, append(old, b.Blobs...)
	}
	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{{1}}, nil)) // none: then all is in the index
	require.NoError(t, j.Close())
	db := outside(t, path)
	_, err := db.Exec("DROP TABLE fresh; ALTER TABLE blobs DROP COLUMN start; ALTER TABLE blobs DROP COLUMN stager; PRAGMA user_version = 1")
	require.NoError(t, err)
	require.NoError(t, db.Close())

	j = open(t, path, sqlite.Options{})
	b := brought(room, head, 3, 5)
	require.NoError(t, j.Append(t.Context(), b))
	for _, blob := range append(old, b.Blobs...) {
		data, err := j.Blob(t.Context(), room, blob.Digest)
		require.NoError(t, err)
		require.Equal(t, blob.Data, data)
	}
	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{old[1].Digest}, nil))
	require.False(t, onDisk(t, path, "<file 0 of act 1>"))
}
