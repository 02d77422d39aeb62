package journaltest

import (
	"testing"
	"time"

	"casusoverleg/room/journal"
)

func TestMemory(t *testing.T) {
	Run(t, func(*testing.T) journal.Journal { return NewMemory(nil) })
}

func TestMemoryClock(t *testing.T) {
	RunClock(t, func(_ *testing.T, now func() time.Time) journal.Journal { return NewMemory(now) })
}
