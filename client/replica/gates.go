package replica

import "casusoverleg/room"

// Newcomers returns who came after the owner brought something in and cannot read it.
func (r *Replica) Newcomers() []room.Newcomer { return r.main.state.Newcomers(r.owner.Seat) }

// Gates returns what must be done before the minutes are adopted, for chair and
// deputies; nil for others.
func (r *Replica) Gates(at int64) []room.Gate { return r.main.state.Gates(r.owner.Seat, at) }
