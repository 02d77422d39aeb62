package client

import "time"

// lapse is how long something lasts that must not last long, over however many
// connections: a server that hangs up now and then does not begin it anew.
//
// What counts is time in which this device looks. Between two looks much more may pass:
// it slept, or there was no connection, which people are told anyway. Of that little
// counts, and when all of it is as long as is allowed, the lapse begins anew: whoever
// comes back after long gives everybody a moment. Both looks are by the clock that no
// change of the time of day moves.
type lapse struct {
	lasted time.Duration
	looked time.Time // the last look; zero while nobody looks
}

// look counts what passed since the last look, and says whether it lasts as long as is allowed.
func (l *lapse) look(now time.Time, allowed time.Duration) bool {
	if !l.looked.IsZero() {
		passed := max(now.Sub(l.looked), 0)
		l.lasted += min(passed, allowed/looksPerLapse)
		if passed >= allowed {
			l.lasted = 0
		}
	}
	l.looked = now
	return l.lasted >= allowed
}

// begin has it begin now.
func (l *lapse) begin(now time.Time) { *l = lapse{looked: now} }

// left is how long it may go on.
func (l *lapse) left(allowed time.Duration) time.Duration { return allowed - l.lasted }

// pause has what passes until the next look not count.
func (l *lapse) pause() { l.looked = time.Time{} }

// over ends it.
func (l *lapse) over() { *l = lapse{} }
