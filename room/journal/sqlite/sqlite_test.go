package sqlite_test

import (
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

func TestConformance(t *testing.T) {
	journaltest.Run(t, func(t *testing.T) journal.Journal {
		return open(t, filepath.Join(t.TempDir(), "journal.db"), sqlite.Options{})
	})
}

func TestConformanceClock(t *testing.T) {
	journaltest.RunClock(t, func(t *testing.T, now func() time.Time) journal.Journal {
		return open(t, filepath.Join(t.TempDir(), "journal.db"), sqlite.Options{Now: now})
	})
}

func TestConformanceReopen(t *testing.T) {
	journaltest.RunReopen(t, func(t *testing.T) func() journal.Journal {
		path := filepath.Join(t.TempDir(), "name with ? and % and #.db")
		return func() journal.Journal { return open(t, path, sqlite.Options{}) }
	})
}
