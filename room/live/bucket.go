package live

import (
	"sync"
	"time"
)

// bucket lets through burst at once and rate per second.
type bucket struct {
	rate, burst float64 // static

	mu sync.Mutex

	// guarded by mu
	level float64
	last  time.Time
}

func newBucket(rate, burst int, now time.Time) *bucket {
	return &bucket{rate: float64(rate), burst: float64(burst), level: float64(burst), last: now}
}

// bucketOf is the bucket of somebody, full if he has none yet.
func bucketOf[K comparable](all map[K]*bucket, who K, l Limits, now time.Time) *bucket {
	if all[who] == nil {
		all[who] = newBucket(l.Rate, l.Burst, now)
	}
	return all[who]
}

// take says whether one more may pass at this moment.
func (b *bucket) take(now time.Time) bool { return b.takeAll(1, now) }

// takeAll is take for something that counts as so many.
func (b *bucket) takeAll(cost float64, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if passed := now.Sub(b.last); passed > 0 { // a clock that was set back fills nothing
		b.level = min(b.burst, b.level+b.rate*passed.Seconds())
	}
	b.last = now
	if b.level < cost {
		return false
	}
	b.level -= cost
	return true
}
