package live

import (
	"sync"
	"time"
)

// clock watches the server's wall clock. Contents that are destroyed by their
// term do not come back, and a wall clock can be years off: after a start
// without network time, or set by hand. The other clock of the machine only
// counts, and cannot be set; while the two run evenly, time has really passed.
type clock struct {
	began time.Time // static; holds the reading of the clock that only counts

	mu sync.Mutex

	// guarded by mu
	offset time.Duration // of the wall clock against the other
	even   time.Duration // since when they have run evenly, by the other
}

func newClock(wall time.Time) *clock {
	return &clock{began: time.Now(), offset: time.Duration(wall.UnixNano())}
}

// settled says whether the wall clock has run evenly for a while.
func (c *clock) settled(wall time.Time, settle time.Duration) bool {
	return c.settledAt(wall, time.Since(c.began), settle)
}

func (c *clock) settledAt(wall time.Time, up, settle time.Duration) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	offset := time.Duration(wall.UnixNano()) - up
	if (offset - c.offset).Abs() > clockJump {
		c.offset, c.even = offset, up
	}
	return up-c.even >= settle
}
