package replica

import "casusoverleg/room"

// Gates returns what must be done before the minutes are adopted, for chair and
// deputies; nil for others.
func (r *Replica) Gates(at int64) []room.Gate { return r.main.state.Gates(r.owner.Seat, at) }
