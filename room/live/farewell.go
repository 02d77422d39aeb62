package live

import (
	"context"

	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// farewell shows a device that lost its seat how: the records of the room up to the one
// that did it, nothing of an item and no text, and then why it is sent away. A device
// wipes its keys by what the log says and on nobody's word alone, so without this one
// that was away would keep them. It is present nowhere, and another device of the seat
// does not notice it. It returns why not, or an empty code.
func (r *liveRoom) farewell(s *session, hello wire.Hello, end uint64, why wire.ByeCode) wire.ByeCode {
	known := r.core.state.Epoch()
	cp, signed := r.openCheckpoint(hello.Checkpoint)
	if signed {
		known = min(cp.Epoch, known)
	}
	from, _, code := r.whereFrom(hello, cp, signed, known) // who has no seat suspends no meeting
	switch {
	case code != "":
		return code
	case from >= end && r.core.saw(hello.Have):
		return why
	}
	at := chain.Position{N: end, Link: r.core.links[end]}
	checkpoint, err := r.hub.sign(r.id, r.core.epochAt(end), at, r.core.keyAt(end))
	if err != nil {
		return wire.ByeFailure
	}
	s.rate = newBucket(r.hub.limits.Rate, r.hub.limits.Burst, r.hub.now())
	r.seeOff(s, end, why)
	s.send(wire.Encode(wire.TypeWelcome, wire.Welcome{
		Checkpoint: checkpoint, Time: r.hub.now().UnixMilli(), Expires: s.expires.Load(), Limits: r.hub.limitsFrame(),
	}))
	s.catchUp(from, from)
	return ""
}

// seeOff makes a session one that is only shown how its seat ended. A device has one of
// them, for farewellTime at most: its token proves nothing any more, and it must not hold
// a connection, or this room in memory, for as long as it likes.
func (r *liveRoom) seeOff(s *session, end uint64, why wire.ByeCode) {
	if old := r.farewells[s.device]; old != nil {
		old.bye(wire.ByeReplaced, true)
	}
	s.since, s.why = r.hub.now(), why
	s.until.Store(end)
	r.farewells[s.device] = s
}

// endOf is the record that ended the seat of a session, or its device, and how that is
// called; 0 for none.
func (r *liveRoom) endOf(s *session) (end uint64, why wire.ByeCode) {
	end, _ = r.core.state.EndOf(s.seat, s.device)
	if member, _ := r.core.state.Member(s.seat); member.Device != s.device {
		return end, wire.ByeReseated
	}
	return end, wire.ByeGone
}

// part ends a session whose seat has ended: after the records that wait, or, where it
// still catches up, when it has been shown how.
func (r *liveRoom) part(s *session, end uint64, why wire.ByeCode) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.behind && !s.closed {
		r.seeOff(s, end, why)
		return
	}
	s.end(why, false)
}

// endFarewells ends those that took too long. Their devices may go on from where they are.
func (r *liveRoom) endFarewells() {
	for _, s := range r.farewells {
		if r.hub.now().Sub(s.since) >= farewellTime {
			s.bye(wire.ByeSlow, true)
			r.leave(s)
		}
	}
}

// stepToEnd is step for who is shown how his seat ended.
func (s *session) stepToEnd(ctx context.Context) bool {
	if end := s.until.Load(); s.from < end {
		return s.sendRecords(ctx, end)
	}
	s.bye(s.why, false)
	return true
}
