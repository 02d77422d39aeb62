package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// crashed returns the database and the write-ahead file of a journal as a crash
// leaves them, and the room's records.
func crashed(t *testing.T, records int) (database, wal []byte, room journal.Room) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room = journaltest.RoomNamed("crashed")
	var head journal.Head
	for i := range records {
		b := contribution(room, head, fmt.Sprint(i), 1000)
		require.NoError(t, j.Append(t.Context(), b))
		head = b.New
	}
	content := files(t, path)
	return content["database"], content["database-wal"], room
}

// The end of the write-ahead file is lost or damaged: what is left is the log
// up to some record, never one with a hole.
func TestTornWriteAheadFile(t *testing.T) {
	database, wal, room := crashed(t, 40)
	rng := rand.New(rand.NewPCG(1, 0))
	shorter := 0
	for i := range 60 {
		torn := append([]byte(nil), wal...)
		if i%2 == 0 {
			torn = torn[:rng.IntN(len(torn))]
		} else {
			torn[rng.IntN(len(torn))] ^= 1 << rng.IntN(8)
		}
		path := filepath.Join(t.TempDir(), "journal.db")
		require.NoError(t, os.WriteFile(path, database, 0o600))
		require.NoError(t, os.WriteFile(path+"-wal", torn, 0o600))
		j, err := sqlite.Open(path, sqlite.Options{})
		require.NoError(t, err)
		entries, err := journaltest.Verify(t.Context(), j, room)
		require.NoError(t, err)
		for i, e := range entries {
			require.Equal(t, fmt.Sprintf("record of %d", i), string(e.Record))
		}
		if len(entries) < 40 {
			shorter++
		}
		if len(entries) > 0 { // and it can go on from there
			head, err := j.Head(t.Context(), room)
			require.NoError(t, err)
			require.NoError(t, j.Append(t.Context(), journaltest.Next(room, head, "goes on")))
		}
		require.NoError(t, j.Close())
	}
	require.Positive(t, shorter, "the damage was felt")
}

// Bits flip in the database: it is refused, or the room is, or the log that is
// read differs from its links, or nothing that is read was hit. A log with a
// hole that looks whole is never the answer.
func TestFlippedBits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("flipped")
	var head journal.Head
	for i := range 60 {
		b := journaltest.Next(room, head, fmt.Sprintf("record %d", i))
		require.NoError(t, j.Append(t.Context(), b))
		head = b.New
	}
	require.NoError(t, j.Close())
	whole := files(t, path)["database"]
	rng := rand.New(rand.NewPCG(2, 0))
	noticed := 0
	for range 150 {
		flipped := append([]byte(nil), whole...)
		for range 1 + rng.IntN(20) {
			flipped[rng.IntN(len(flipped))] ^= 1 << rng.IntN(8)
		}
		path := filepath.Join(t.TempDir(), "journal.db")
		require.NoError(t, os.WriteFile(path, flipped, 0o600))
		j, err := sqlite.Open(path, sqlite.Options{})
		if err != nil {
			noticed++
			continue
		}
		entries, err := journaltest.Verify(t.Context(), j, room)
		if err != nil {
			noticed++
		} else if len(entries) != 60 {
			require.Empty(t, entries, "a log that verifies is whole, or its room is not found")
			noticed++
		}
		_ = j.Close()
	}
	require.Positive(t, noticed, "the damage was felt")
	t.Logf("%d of 150 noticed by the journal or the chain", noticed)
}
