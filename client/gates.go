package client

import "casusoverleg/room"

// Gates returns what must be done before the minutes are adopted and the room is
// closed, open or met now, for chair and deputies; nil for others.
func (s *Session) Gates() []room.Gate {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Gates(s.now())
}
