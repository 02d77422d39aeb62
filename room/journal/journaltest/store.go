package journaltest

import (
	"testing"
	"time"

	"casusoverleg/room/journal"
)

// A Store is an implementation of journal.Journal as its tests make it.
type Store struct {
	// Open returns a new, empty journal that goes by the given clock. What it needs
	// to clean up it leaves to t.Cleanup.
	Open func(t *testing.T, now func() time.Time) journal.Journal

	// Place makes a new, empty store that outlives the journals over it, and returns
	// what opens it; nil for a store that forgets. Each opening sees what a crash at
	// that moment would leave, whether or not the former journal was closed. With a
	// plan, what the store asks of its disk or server fails as planned: it is asked
	// before each step, counted from 0 once the journal is open. A nil plan lets
	// everything work.
	Place func(t *testing.T) func(plan func(step int) Fault) journal.Journal
}

// Conformance checks that a store keeps the contract: all there is to ask of one.
func Conformance(t *testing.T, s Store) {
	t.Run("contract", func(t *testing.T) {
		Run(t, func(t *testing.T) journal.Journal { return s.Open(t, time.Now) })
	})
	t.Run("clock", func(t *testing.T) { RunClock(t, s.Open) })
	if s.Place == nil {
		return
	}
	t.Run("reopened", func(t *testing.T) {
		RunReopen(t, func(t *testing.T) func() journal.Journal {
			open := s.Place(t)
			return func() journal.Journal { return open(nil) }
		})
	})
	t.Run("every step of its own fails twice", func(t *testing.T) {
		RunSteps(t, s.Place, NotWritten, WrittenButFailed)
	})
}
