package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// open opens a journal that is closed with the test, if it is not already.
func open(t testing.TB, path string, o sqlite.Options) *sqlite.Journal {
	t.Helper()
	j, err := sqlite.Open(path, o)
	require.NoError(t, err)
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			require.ErrorIs(t, err, journal.ErrClosed)
		}
	})
	return j
}

// store is the SQLite journal as the conformance suite sees it. code is what SQLite
// reports for a step that is planned to fail.
func store(code int) journaltest.Store {
	return journaltest.Store{
		Open: func(t *testing.T, now func() time.Time) journal.Journal {
			return open(t, filepath.Join(t.TempDir(), "journal.db"), sqlite.Options{Now: now})
		},
		Place: func(t *testing.T) func(plan func(step int) journaltest.Fault) journal.Journal {
			path := filepath.Join(t.TempDir(), "name with ? and % and #.db")
			var former *sqlite.Journal
			return func(plan func(step int) journaltest.Fault) journal.Journal {
				if former != nil {
					path = crash(t, path)
					former.Abandon()
				}
				j, err := sqlite.Open(path, sqlite.Options{})
				require.NoError(t, err)
				t.Cleanup(j.Abandon)
				if plan != nil {
					j.Disturb(plan, code)
				}
				former = j
				return j
			}
		},
	}
}

// crash copies the files of a database to another place, as they are at this moment.
func crash(t *testing.T, path string) string {
	t.Helper()
	at := filepath.Join(t.TempDir(), filepath.Base(path))
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + end)
		if errors.Is(err, os.ErrNotExist) && end != "" {
			continue
		}
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(at+end, content, 0o600))
	}
	return at
}

func TestConformance(t *testing.T) { journaltest.Conformance(t, store(sqlite.CodeSyncFailed)) }

// A full disk at any step: refused with nothing written, and what comes after goes on.
func TestEveryStepFindsTheDiskFull(t *testing.T) {
	journaltest.RunSteps(t, store(sqlite.CodeFull).Place, journaltest.NotWritten)
}
