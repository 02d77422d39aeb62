package live

import (
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// speakers is the list of an open item. It is in no log, journal or metric: who
// wanted to speak when is nobody's business afterwards. A restart loses it.
type speakers struct {
	room.Speakers
	told map[chain.Seat]bool // seats whose device has it as it is
}

// gesture changes a list as somebody asks. What does not fit changes nothing, and is
// answered with the list as it is, so that his device sees why.
func (r *liveRoom) gesture(from *session, g room.Gesture) {
	if r.sessions[from.seat] != from {
		return
	}
	l := r.speakers[g.Item]
	if l == nil {
		l = &speakers{Speakers: room.Speakers{Item: g.Item}, told: map[chain.Seat]bool{}}
	}
	if refusal := r.core.state.Gesture(&l.Speakers, from.seat, g, r.hub.now().UnixMilli()); refusal != nil {
		delete(l.told, from.seat)
	} else {
		clear(l.told)
		r.speakers[g.Item] = l
	}
	r.tellSpeakers()
}

// tidySpeakers follows the room: who went has no hand up, and an item that ended
// has no list.
func (r *liveRoom) tidySpeakers() {
	for item, l := range r.speakers {
		switch open, changed := r.core.state.Tidy(&l.Speakers); {
		case !open:
			delete(r.speakers, item)
		case changed:
			clear(l.told)
		}
	}
	r.tellSpeakers()
}

// tellSpeakers gives each list to who sits at its item and does not have it, and
// forgets of the others that they had it.
func (r *liveRoom) tellSpeakers() {
	for item, l := range r.speakers {
		var frame []byte
		for id, s := range r.sessions {
			if !r.core.state.Sits(id, item.Audience()) {
				delete(l.told, id)
				continue
			}
			if l.told[id] {
				continue
			}
			if frame == nil {
				frame = wire.Encode(wire.TypeSpeakers, l.Speakers)
			}
			l.told[id] = true
			s.sendLatest(topic{about: wire.TypeSpeakers, item: item}, frame)
		}
	}
}
