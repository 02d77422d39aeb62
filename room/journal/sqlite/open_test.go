package sqlite_test

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// outside opens the database as another program would.
func outside(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func openAsSecond(path string) {
	j, err := sqlite.Open(path, sqlite.Options{})
	fmt.Println(err)
	if err == nil {
		_ = j.Close()
	}
}

func TestOnlyOneProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	second := func() string {
		cmd, out := child(t, "second", path)
		said, err := io.ReadAll(out)
		require.NoError(t, err)
		require.NoError(t, cmd.Wait())
		return strings.TrimSpace(string(said))
	}
	j := open(t, path, sqlite.Options{})
	require.Contains(t, second(), "another process has this database open")
	_, err := sqlite.Open(path, sqlite.Options{})
	require.ErrorContains(t, err, "another process has this database open")
	require.NoError(t, j.Append(t.Context(), journaltest.Next(journaltest.RoomNamed("r"), journal.Head{}, "x")))
	require.NoError(t, j.Close())
	require.Equal(t, "<nil>", second())
	open(t, path, sqlite.Options{})
}

func TestReadableByOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	require.NoError(t, j.Append(t.Context(), journaltest.Next(journaltest.RoomNamed("r"), journal.Head{}, "x")))
	for _, end := range []string{"", "-wal", "-shm", ".lock"} {
		info, err := os.Stat(path + end)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), end)
	}
}

// A database that is refused is left as it was, byte for byte.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil string
		want  string
	}{
		"newer schema":       {"PRAGMA user_version = 7", "schema version 7 and this program knows versions up to 4"},
		"schema of no time":  {"PRAGMA user_version = 0", "which never existed"},
		"another program's":  {"PRAGMA application_id = 1", "database of another program"},
		"not marked at all":  {"PRAGMA application_id = 0; PRAGMA user_version = 0", "database of another program"},
		"head too far":       {"UPDATE rooms SET n = n + 1", "says 3 records and the last one stored is 2"},
		"head behind":        {"UPDATE rooms SET n = n - 1", "says 1 records and the last one stored is 2"},
		"the end of the log": {"DROP TRIGGER entries_stay; DELETE FROM entries WHERE seq = 2", "says 2 records and the last one stored is 1"},
		"the whole log":      {"DROP TRIGGER entries_stay; DELETE FROM entries", "says 2 records and the last one stored is <nil>"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "journal.db")
			j := open(t, path, sqlite.Options{})
			require.NoError(t, j.Append(t.Context(),
				journaltest.Next(journaltest.RoomNamed("r"), journal.Head{}, "1", "2")))
			require.NoError(t, j.Close())
			db := outside(t, path)
			_, err := db.Exec(c.spoil)
			require.NoError(t, err)
			require.NoError(t, db.Close())
			before := files(t, path)

			for range 2 { // the lock was given back, too
				_, err = sqlite.Open(path, sqlite.Options{})
				require.ErrorContains(t, err, c.want)
			}
			require.Equal(t, before["database"], files(t, path)["database"])
		})
	}
	t.Run("no database", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "notes.txt")
		require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("these are notes\n", 500)), 0o600))
		_, err := sqlite.Open(path, sqlite.Options{})
		require.ErrorContains(t, err, "not a database")
	})
	t.Run("no directory", func(t *testing.T) {
		_, err := sqlite.Open(filepath.Join(t.TempDir(), "none", "journal.db"), sqlite.Options{})
		require.ErrorIs(t, err, os.ErrNotExist)
	})
}

// The database itself keeps the log whole, whoever writes to it.
func TestTheLogStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	require.NoError(t, j.Append(t.Context(), journaltest.Next(journaltest.RoomNamed("r"), journal.Head{}, "1", "2")))
	require.NoError(t, j.Close())
	db := outside(t, path)
	for _, statement := range []string{
		"DELETE FROM entries",
		"UPDATE entries SET record = x'00'",
		"UPDATE entries SET seq = seq + 1",
		"INSERT INTO entries (room, seq, record) VALUES (1, 4, x'00')",
		"INSERT INTO entries (room, seq, record) VALUES (1, 2, x'00')",
		"INSERT INTO entries (room, seq, record) VALUES (1, 0, x'00')",
	} {
		_, err := db.Exec(statement)
		require.Error(t, err, statement)
	}
	_, err := db.Exec("INSERT INTO entries (room, seq, record) VALUES (1, 3, x'00')")
	require.NoError(t, err)
}

func TestGapIsFoundByRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	j := open(t, path, sqlite.Options{})
	room := journaltest.RoomNamed("r")
	require.NoError(t, j.Append(t.Context(), journaltest.Next(room, journal.Head{}, "1", "2", "3")))
	require.NoError(t, j.Close())
	db := outside(t, path)
	_, err := db.Exec("DROP TRIGGER entries_stay; DELETE FROM entries WHERE seq = 2")
	require.NoError(t, err)
	require.NoError(t, db.Close())

	j = open(t, path, sqlite.Options{})
	var got int
	err = j.Read(t.Context(), room, 1, func(journal.Entry) error { got++; return nil })
	require.ErrorContains(t, err, "record 2 is missing")
	require.Equal(t, 1, got)
}
