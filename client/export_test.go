package client

import (
	"slices"
	"time"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// Late is when what is waited for should have come, also where a machine has much else
// to do.
const Late = 20 * time.Second

// ShortSilence and ShortlyWithheld are the short times of Quickly.
const (
	ShortSilence    = 2 * time.Second
	ShortlyWithheld = 4 * time.Second
)

// Quickly has a session keep to short times: stories about silence need not wait 45 s. Its
// heartbeats leave most of what a device may send in a second to the acts of the story, a
// changed program's among them.
func Quickly(o Options) Options {
	fast := standardIntervals()
	fast.leadBeat, fast.seatBeat, fast.silence = 200*time.Millisecond, 500*time.Millisecond, ShortSilence
	fast.watch, fast.withheld = 20*time.Millisecond, ShortlyWithheld
	o.intervals = &fast
	return o
}

// Patiently is Quickly, and what takes too long is as in real meetings: for who must not be
// told of it, also where everything stood still for a moment.
func Patiently(o Options) Options {
	o = Quickly(o)
	o.intervals.silence, o.intervals.withheld = standardIntervals().silence, standardIntervals().withheld
	return o
}

// Unheard is for how long somebody heard neither chair nor deputy.
func Unheard(s *Session) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unheard.lasted
}

// LongestUnheard is how long chair and deputies may be unheard before people are
// told, in real meetings.
func LongestUnheard() time.Duration { return standardIntervals().silence }

// MostReseals is how often one text is sealed again to one reader by itself.
const MostReseals = maxReseals

// Owes is what somebody's device owes others and did not do yet.
func Owes(s *Session) []room.Duty {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dutiesNow()
}

// ItemSealedTo says that these seats were given the text of the first item, as who describes
// it owes them: no record of that comes by itself any more.
func ItemSealedTo(seats ...chain.Seat) func(room.View) bool {
	return func(v room.View) bool {
		return !slices.ContainsFunc(seats, func(id chain.Seat) bool { return !slices.Contains(v.Items[0].Text.Readers, id) })
	}
}

// Misses says that sealed files of what somebody may read are not on his device. s.mu is held.
func Misses(s *Session) bool { return len(s.replica.Missing()) > 0 }
