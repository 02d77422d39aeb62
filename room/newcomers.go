package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Newcomer is somebody who came to an item after the owner had brought something
// in there, and cannot read it: the owner gets one question about all of it.
type Newcomer struct {
	Seat          chain.Seat
	Place         agenda.PlaceID
	Contributions []crypto.Digest // contribute acts, in the order of the log
}

// Newcomers lists who came later and cannot read what an owner brought in, by seat.
// Who was there already and was not chosen is not among them: the owner has decided.
func (s *State) Newcomers(owner chain.Seat) []Newcomer {
	if me := s.seat(owner); me == nil || !me.here() || s.phase == Closed || s.phase == Destroyed {
		return nil
	}
	var stands []*Contribution
	for _, con := range sorted(s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Owner == owner && s.withdrawnAmong(s.seat(owner), []crypto.Digest{con.Act}) == "" {
			stands = append(stands, con)
		}
	}
	var all []Newcomer
	for _, seat := range s.seats {
		n := Newcomer{Seat: seat.ID, Place: seat.Place}
		for _, con := range stands {
			if s.cameLater(seat, con) && !s.reads(seat, con) {
				n.Contributions = append(n.Contributions, con.Act)
			}
		}
		if len(n.Contributions) > 0 {
			all = append(all, n)
		}
	}
	return all
}

// cameLater says whether a seat sits at a contribution's item and did not yet when
// it was brought in: nobody filled its place, or the place did not sit there.
func (s *State) cameLater(seat *Seat, con *Contribution) bool {
	sitting, ok := s.items[con.Item-1].Sitting(seat.Place)
	if !ok || !seat.here() {
		return false
	}
	brought, admitted := s.acts[con.Act], s.acts[seat.Admission]
	return brought != nil && admitted != nil && (admitted.seq > brought.seq || sitting.From.N > brought.k)
}

// NotRead are the contributions of the viewer, or those he took over, that stand and
// that another seat has no envelope of; by contribute act, in the order of the log.
func (v View) NotRead(by chain.Seat) []crypto.Digest {
	var acts []crypto.Digest
	for _, it := range v.Items {
		for _, con := range it.Contributions {
			if con.Withdrawn || con.Obstacle == CodeConsentWithdrawn || con.Text == nil || v.Speaker(con.Owner) != v.Viewer {
				continue
			}
			if !slices.Contains(con.Text.Readers, by) || slices.Contains(con.Text.Unread, by) {
				acts = append(acts, con.Act)
			}
		}
	}
	return acts
}
