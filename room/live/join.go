package live

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// join makes a device that proved itself the session of its seat. It returns
// why not, or an empty code.
func (r *liveRoom) join(s *session, hello wire.Hello) wire.ByeCode {
	if !r.inTime(s.device) {
		return wire.ByeRate
	}
	if end, why := r.endOf(s); end != 0 {
		return r.farewell(s, hello, end, why)
	}
	switch member, ok := r.core.state.Member(s.seat); {
	case !ok || member.Device != s.device:
		return wire.ByeNoRoom
	case r.hub.now().UnixMilli() >= s.expires.Load():
		return wire.ByeToken
	}
	from, current, code := r.resumeFrom(hello)
	if code != "" {
		return code
	}
	if old := r.sessions[s.seat]; old != nil {
		old.bye(wire.ByeReplaced, true)
		r.leave(old)
	}
	s.rate = bucketOf(r.buckets, s.seat, r.hub.limits, r.hub.now())
	r.sessions[s.seat] = s
	s.since = r.hub.now()
	delete(r.refill, s.seat)
	if !current {
		r.giveAnew(s.seat, from)
	}
	r.hub.stats.Sessions.Add(1)
	s.send(wire.Encode(wire.TypeWelcome, wire.Welcome{
		Checkpoint: r.checkpoint, Time: r.hub.now().UnixMilli(), Expires: s.expires.Load(), Limits: r.hub.limitsFrame(),
	}))
	if head := r.core.writer.Head().N; from != head || r.refill[s.seat] != nil || len(r.core.gained(s.seat, from, from)) > 0 {
		s.catchUp(from, from)
	}
	if r.core.state.Leads(s.seat) && len(r.lobby.visits) > 0 {
		s.send(r.lobby.frame())
	}
	r.tellSpeakers()
	r.presenceChanged()
	return ""
}

// inTime says whether a device may come in once more now, or be shown how its seat ended.
func (r *liveRoom) inTime(device crypto.VerifyKey) bool {
	now := r.hub.now()
	return bucketOf(r.hellos, device, r.hub.limits, now).takeAll(helloCost, now)
}

// leave takes a session out of the room.
func (r *liveRoom) leave(s *session) {
	if r.farewells[s.device] == s {
		delete(r.farewells, s.device)
	}
	if r.sessions[s.seat] != s {
		return
	}
	delete(r.sessions, s.seat)
	for _, l := range r.speakers {
		delete(l.told, s.seat)
	}
	r.hub.stats.Sessions.Add(-1)
	r.presenceChanged()
}

func (r *liveRoom) presenceChanged() {
	if !r.presenceDue {
		r.presenceDue = true
		r.presence.Reset(presenceDelay)
	}
}

func (r *liveRoom) tellPresence() {
	r.presenceDue = false
	var p wire.Presence
	for id := chain.Seat(1); int(id) <= r.core.state.Members(); id++ {
		if r.sessions[id] != nil {
			p.Seats = append(p.Seats, id)
		}
	}
	frame := wire.Encode(wire.TypePresence, p)
	for _, s := range r.sessions {
		s.sendLatest(topic{about: wire.TypePresence}, frame)
	}
}
