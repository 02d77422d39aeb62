package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
)

// Shows says whether a seat is shown the record at seq, now. It is the one
// place that decides: a host sends the record when it holds, and the stub when
// not. The room's records are for every seat; an item's for chair and deputies,
// and for who sits there from the record that seated him; earlier ones only when
// a later one needs them. The record that takes a seat from an item is the last of
// it that is for that seat: without it its device would wait for what does not come.
func (s *State) Shows(id chain.Seat, seq uint64) bool {
	if seq == 0 || seq > uint64(len(s.log)) || s.log[seq-1] == nil {
		return false
	}
	seat := s.seat(id)
	return seat != nil && (s.shows(seat, s.log[seq-1]) || (seat.here() && s.parted[seat.ID][seq]))
}

// shows is Shows, but for the record by which a seat was taken from an item: that
// one stands by itself, and shows nothing of what it needs.
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
	return ok && (k.k >= sitting.From.N || s.revealed[seat.ID][k.seq])
}

// lastOf is the last record of the room a seat that is gone may see: the one that ended it.
func (s *State) lastOf(seat *Seat) uint64 { return s.ended[seat.ID] }

// ShowsLabels says whether a seat is shown the labels sub-record of the record at seq, now.
func (s *State) ShowsLabels(id chain.Seat, seq uint64) bool {
	if !s.Shows(id, seq) || !s.log[seq-1].labels {
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
		if k == nil || k.audience == chain.Room || k.seq == c.seq || !s.shows(seat, k) {
			continue
		}
		s.disclose(c.effects, seat, k)
		s.reveal(c.effects, seat, k)
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
	if s.revealed[seat.ID] == nil {
		s.revealed[seat.ID] = map[uint64]bool{}
	}
	s.revealed[seat.ID][seq] = true
	s.disclose(effects, seat, k)
	s.reveal(effects, seat, k)
}

// part takes an item from a seat. What was revealed to it is taken back: should it
// sit there again, it begins anew.
func (s *State) part(seat *Seat, item chain.Audience, seq uint64) {
	if s.parted[seat.ID] == nil {
		s.parted[seat.ID] = map[uint64]bool{}
	}
	s.parted[seat.ID][seq] = seat.here()
	for seq := range s.revealed[seat.ID] {
		if s.log[seq-1].audience == item {
			delete(s.revealed[seat.ID], seq)
		}
	}
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

// onlyParts says whether a record takes this state's viewer from an item at which
// it does not sit as far as is known here: a device that begins anew is shown that
// record, and nothing of before. It then says nothing.
func (s *State) onlyParts(rec *chain.Record) bool {
	viewer := s.seat(s.viewer)
	var act chain.Act
	var p UnseatPayload
	if viewer == nil || rec.Seq != s.Len()+1 || chain.Decode(rec.Act.Bytes, &act) != nil || act.Kind != KindUnseat ||
		chain.Decode(act.Payload, &p) != nil || p.Place != viewer.Place || p.Item.Audience() != rec.Audience || int(p.Item) > len(s.items) {
		return false
	}
	_, sits := s.items[p.Item-1].Sitting(p.Place)
	return !sits
}
