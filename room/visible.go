package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
)

// Shows says whether a seat is shown the record at seq, now. It is the one
// place that decides: a host sends the record when it holds, and the stub when
// not. The room's records are for every seat; an item's for chair and deputies,
// and for who sits there from the record that seated him; earlier ones only when
// a later one needs them. The record that takes a seat from an item is the last of
// it that is for that seat.
func (s *State) Shows(id chain.Seat, seq uint64) bool {
	if seq == 0 || seq > uint64(len(s.log)) || s.log[seq-1] == nil {
		return false
	}
	seat := s.seat(id)
	return seat != nil && (s.shows(seat, s.log[seq-1]) || s.showed(seat, s.log[seq-1]))
}

// showsNow is Shows without what remains of items at which a seat sat before: what
// it sees, and what is served to it, goes by this.
func (s *State) showsNow(id chain.Seat, seq uint64) bool {
	seat := s.seat(id)
	return s.Shows(id, seq) && s.shows(seat, s.log[seq-1])
}

// shows is Shows for the present: without the items at which a seat sat before.
func (s *State) shows(seat *Seat, k *known) bool {
	if k.audience == chain.Room {
		return seat.Gone == "" || k.seq <= s.lastOf(seat)
	}
	if !seat.here() {
		return false
	}
	if seat.leads() {
		return true
	}
	sitting, ok := s.items[k.audience-1].Sitting(seat.Place)
	return ok && (k.k >= sitting.From.N || s.revealed[seat.ID].has(k.seq))
}

// lastOf is the last record of the room a seat that is gone may see: the one that ended it.
func (s *State) lastOf(seat *Seat) uint64 { return s.ended[seat.ID] }

// ShowsLabels says whether a seat is shown the labels sub-record of the record at seq, now.
func (s *State) ShowsLabels(id chain.Seat, seq uint64) bool {
	if !s.showsNow(id, seq) || !s.log[seq-1].labels {
		return false
	}
	con := s.contributions[s.log[seq-1].object.created]
	return con != nil && !con.Withdrawn && s.reads(s.seat(id), con)
}

// AudienceBase returns after which position a seat must be shown every record of
// an item: that of the record that seated it, or the beginning for chair and
// deputies.
func (s *State) AudienceBase(id chain.Seat, item agenda.ItemID) (base chain.Position, required bool) {
	seat := s.seat(id)
	if seat == nil || !seat.here() || item == 0 || int(item) > len(s.items) {
		return chain.Position{}, false
	}
	if seat.leads() {
		return chain.Position{Link: chain.FirstAudienceLink(item.Audience())}, true
	}
	if sitting, ok := s.items[item-1].Sitting(seat.Place); ok {
		return sitting.From, true
	}
	return chain.Position{}, false
}

// seesAll says whether a seat is shown every record.
func (s *State) seesAll(id chain.Seat) bool {
	seat := s.seat(id)
	return seat != nil && seat.leads()
}

// entitle reveals what a seat may see since its place or post changed.
func (s *State) entitle(c *change, id chain.Seat) {
	seat := s.seat(id)
	for _, k := range s.log {
		if k == nil || k.audience == chain.Room || k.seq == c.seq {
			continue
		}
		if s.shows(seat, k) {
			s.disclose(c.effects, seat, k)
			s.reveal(c.effects, seat, k)
		} else if s.showed(seat, k) { // with what it needed then
			s.disclose(c.effects, seat, k)
		}
	}
}

// showNeeds reveals what a new record needs to everybody who sees it.
func (s *State) showNeeds(c *change, k *known) {
	if c.item == nil || len(k.needs) == 0 {
		return
	}
	for _, seat := range s.seatsAt(c.item) {
		s.reveal(c.effects, seat, k)
	}
}

// reveal shows a seat the records that k needs, transitively, and every object
// among them up to its latest act: an object is shown whole or not at all.
func (s *State) reveal(effects *Effects, seat *Seat, k *known) {
	for _, seq := range k.needs {
		s.revealOne(effects, seat, seq)
	}
	if k.object != nil {
		s.revealOne(effects, seat, k.object.acts[len(k.object.acts)-1])
	}
}

func (s *State) revealOne(effects *Effects, seat *Seat, seq uint64) {
	k := s.log[seq-1]
	if k == nil || s.shows(seat, k) {
		return
	}
	s.revealed[seat.ID] = s.revealed[seat.ID].with(seq)
	s.disclose(effects, seat, k)
	s.reveal(effects, seat, k)
}

// stay is a stretch of an item's records for which a seat sat there.
type stay struct {
	item     chain.Audience
	from, to uint64 // positions in the item's audience; to is the record that took the seat away
	revealed seqs   // earlier records that it was shown
}

// seqs is a set of places in the log, ascending: a server holds one for every seat.
type seqs []uint64

func (s seqs) has(seq uint64) bool {
	_, there := slices.BinarySearch(s, seq)
	return there
}

// with is the set with one more, in the same memory if it fits.
func (s seqs) with(seq uint64) seqs {
	at, there := slices.BinarySearch(s, seq)
	if there {
		return s
	}
	return slices.Insert(s, at, seq)
}

// part takes an item from a seat. The records of its stay remain for it, so that a
// device that was away meanwhile, or is another one, misses none; no text does, and
// should the seat sit there again, it begins anew.
func (s *State) part(seat *Seat, was stay) {
	s.revealed[seat.ID] = slices.DeleteFunc(s.revealed[seat.ID], func(seq uint64) bool {
		here := s.log[seq-1].audience == was.item
		if here {
			was.revealed = append(was.revealed, seq)
		}
		return here
	})
	if seat.here() {
		s.stays[seat.ID] = append(s.stays[seat.ID], was)
	}
}

// showed says whether a record is of an item at which a seat sat before.
func (s *State) showed(seat *Seat, k *known) bool {
	return seat.here() && slices.ContainsFunc(s.stays[seat.ID], func(was stay) bool {
		return was.item == k.audience && k.k <= was.to && (k.k >= was.from || was.revealed.has(k.seq))
	})
}

// disclose announces a record that a seat is shown, and its labels where it may have them.
func (s *State) disclose(effects *Effects, seat *Seat, k *known) {
	effects.Reveals = append(effects.Reveals, Reveal{Seat: seat.ID, Seq: k.seq})
	if s.ShowsLabels(seat.ID, k.seq) {
		effects.Labels = append(effects.Labels, Reveal{Seat: seat.ID, Seq: k.seq})
	}
}

// showLabels lets a new reader have the labels of a contribution, those of
// earlier versions included, as far as it is shown the records already.
func (s *State) showLabels(effects *Effects, seat *Seat, con *Contribution) {
	for _, seq := range con.object.acts {
		if s.ShowsLabels(seat.ID, seq) {
			effects.Labels = append(effects.Labels, Reveal{Seat: seat.ID, Seq: seq})
		}
	}
}
