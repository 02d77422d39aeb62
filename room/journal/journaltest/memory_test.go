package journaltest

import (
	"testing"
	"time"

	"casusoverleg/room/journal"
)

func TestMemory(t *testing.T) {
	Conformance(t, Store{Open: func(_ *testing.T, now func() time.Time) journal.Journal { return NewMemory(now) }})
}
