package client

import "time"

// now is the server's clock as far as this device knows it, ms since 1970 UTC.
// s.mu is held.
func (s *Session) now() int64 { return s.opts.Now().UnixMilli() + s.offset }

// Now is the server's clock as far as this device knows it, ms since 1970 UTC.
func (s *Session) Now() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}

// clock is this device's own clock, which no server sets, ms since 1970 UTC.
func (s *Session) clock() int64 { return s.opts.Now().UnixMilli() }

// steady is that clock as it was set when the session began, ms since 1970 UTC: who sets
// it otherwise meanwhile does not move this one.
func (s *Session) steady() int64 {
	return s.began.Add(s.opts.Now().Sub(s.began)).UnixMilli()
}

// rising is a clock for what one device signs, by which others see how late it comes to
// them. It is set once; from there on the server does not move it, and it is never slower
// than time: it goes by whichever of the device's own clocks says that more has passed.
// One of them may stand still while the device sleeps, the other may be put back.
type rising struct {
	says time.Time
	last time.Time // the device's own clock when it said so; zero before the first time
}

// at returns what the clock says; first is how far it is ahead of the device's own
// when it is set.
func (r *rising) at(now time.Time, first time.Duration) time.Time {
	if r.last.IsZero() {
		r.says = now.Add(first)
	} else {
		r.says = r.says.Add(max(0, now.Sub(r.last), now.Round(0).Sub(r.last.Round(0))))
	}
	r.last = now
	return r.says
}
