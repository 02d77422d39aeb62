package sqlite_test

import (
	"flag"
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

var tornEvery = flag.Int("torn-every", 401, "TestEveryByteOfTheLastFrames damages each so many bytes, and the ends of frames")

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

// recovered opens a database with a write-ahead file that was damaged, and returns how
// many records of crashed are left: the first so many, as they were. It can go on from
// there.
func recovered(t *testing.T, path string, database, wal []byte, room journal.Room) int {
	t.Helper()
	require.NoError(t, os.WriteFile(path, database, 0o600))
	require.NoError(t, os.WriteFile(path+"-wal", wal, 0o600))
	j, err := sqlite.Open(path, sqlite.Options{})
	require.NoError(t, err)
	entries, err := journaltest.Verify(t.Context(), j, room)
	require.NoError(t, err)
	for i, e := range entries {
		require.Equal(t, fmt.Sprintf("record of %d", i), string(e.Record))
	}
	if len(entries) > 0 {
		head, err := j.Head(t.Context(), room)
		require.NoError(t, err)
		require.NoError(t, j.Append(t.Context(), journaltest.Next(room, head, "goes on")))
	}
	require.NoError(t, j.Close())
	return len(entries)
}

// Anything may be lost or damaged of the write-ahead file: what is left is the log up
// to some record, never one with a hole.
func TestTornWriteAheadFile(t *testing.T) {
	database, wal, room := crashed(t, 40)
	rng := rand.New(rand.NewPCG(1, 0))
	path, shorter := filepath.Join(t.TempDir(), "journal.db"), 0
	for i := range 60 {
		torn := append([]byte(nil), wal...)
		if i%2 == 0 {
			torn = torn[:rng.IntN(len(torn))]
		} else {
			torn[rng.IntN(len(torn))] ^= 1 << rng.IntN(8)
		}
		if recovered(t, path, database, torn, room) < 40 {
			shorter++
		}
	}
	require.Positive(t, shorter, "the damage was felt")
}

// walFrame is the size of a frame of the write-ahead file: a header of 24 bytes and
// a page (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
const walFrame = 24 + 4096

// The write-ahead file ends after any byte of its last frames, or has a bit flipped
// there. As long as the last commit is not whole it counts for nothing, and all
// commits before it are there.
func TestEveryByteOfTheLastFrames(t *testing.T) {
	const records, frames = 8, 6
	database, wal, room := crashed(t, records)
	path, cuts, flips := filepath.Join(t.TempDir(), "journal.db"), 0, 0
	left := 0
	for at := len(wal) - frames*walFrame; at < len(wal); at++ {
		edge := (len(wal) - at + 2) % walFrame // 0 to 4: the two bytes around the end of a frame
		if at%*tornEvery != 0 && edge > 4 {
			continue
		}
		n := recovered(t, path, database, wal[:at], room)
		require.GreaterOrEqual(t, n, left, "cut after byte %d: more of the file, less of the log", at)
		require.Less(t, n, records, "cut after byte %d: a commit that is not whole", at)
		left, cuts = n, cuts+1

		flipped := append([]byte(nil), wal...)
		flipped[at] ^= 1 << (at % 8)
		require.LessOrEqual(t, n, recovered(t, path, database, flipped, room), "bit flipped in byte %d", at)
		flips++
	}
	require.Equal(t, records-1, left)
	require.Equal(t, records, recovered(t, path, database, wal, room), "the whole file")
	t.Logf("cut at %d places, a bit flipped at %d, of the last %d frames of %d", cuts, flips, frames, len(wal)/walFrame)
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
