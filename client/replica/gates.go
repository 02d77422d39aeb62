package replica

import (
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Newcomers returns who came after the owner brought something in and cannot read it.
func (r *Replica) Newcomers() []room.Newcomer { return r.main.state.Newcomers(r.owner.Seat) }

// NewcomersTo returns the same of somebody else's, as far as this seat sees it: all of
// it for chair and deputies.
func (r *Replica) NewcomersTo(owner chain.Seat) []room.Newcomer {
	return r.main.state.Newcomers(owner)
}

// Gates returns what must be done before the minutes are adopted and the room is
// closed, at a moment (server's clock, ms), for chair and deputies; nil for others.
func (r *Replica) Gates(at int64) []room.Gate { return r.main.state.Gates(r.owner.Seat, at) }

// ReactionDay returns until when one may react to a package issued at a moment
// (server's clock, ms): days since 1970-01-01; 0 for what is no concept.
func (r *Replica) ReactionDay(kind covenant.Code, at int64) int64 {
	day, _ := r.main.state.ReactionDay(kind, at)
	return day
}

// Gesture changes a list of speakers as a seat asks, or says why not; see room.State.
func (r *Replica) Gesture(l *room.Speakers, by chain.Seat, g room.Gesture, at int64) *room.Refusal {
	return r.main.state.Gesture(l, by, g, at)
}
