package room_test

import (
	"errors"
	"fmt"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// sight says which records a seat may be shown, from the acts alone: those of the room; of
// an item, those since it sits there until it does not, and what these are about. It allows
// somewhat more than the rules do, never less.
type sight struct {
	records []seen                      // [n-1] is record n
	sits    map[spot]uint64             // since which record
	stays   map[spot][]stretch          // of before
	ended   map[crypto.VerifyKey]uint64 // devices, by the record that ended them
}

// spot is a place at an item.
type spot struct {
	item  agenda.ItemID
	place agenda.PlaceID
}

// stretch is of the log: the first and last record.
type stretch struct{ from, to uint64 }

// seen is a record and what it is about.
type seen struct {
	item  agenda.ItemID // 0 for the room
	about []*thing
	of    *thing // a contribution that it is an act on
}

func newSight() *sight {
	return &sight{sits: map[spot]uint64{}, stays: map[spot][]stretch{}, ended: map[crypto.VerifyKey]uint64{}}
}

// take is told the next record, after the oracle was.
func (s *sight) take(o *oracle, rec *chain.Record, act chain.Act) {
	is := seen{item: agenda.ItemID(rec.Audience)}
	if t := o.objects[rec.Act.Hash()]; t != nil {
		t.acts = append(t.acts, rec.Seq)
		is.about, is.of = append(is.about, t), t
	}
	for i, ref := range act.Refs {
		if t := o.objects[ref]; t != nil && !provenance(act, i, t) {
			is.about = append(is.about, t)
		}
	}
	s.records = append(s.records, is)
	switch act.Kind {
	case room.KindSit:
		p := payload[room.SitPayload](act)
		if at := (spot{p.Item, p.Place}); s.sits[at] == 0 {
			s.sits[at] = rec.Seq
		}
	case room.KindUnseat:
		p := payload[room.UnseatPayload](act)
		at := spot{p.Item, p.Place}
		s.stays[at] = append(s.stays[at], stretch{s.sits[at], rec.Seq})
		delete(s.sits, at)
	}
}

// provenance says whether a reference of an act shows nothing of what it names.
func provenance(act chain.Act, i int, t *thing) bool {
	switch act.Kind {
	case room.KindPropose:
		return i >= int(payload[room.ProposePayload](act).Actions)
	case room.KindContribute:
		return t.kind != room.KindDraft
	}
	return act.Kind == room.KindIssue
}

// shows says why a device may not be shown a record, or nil.
func (s *sight) shows(o *oracle, d *device, n uint64) error {
	seat, ok := o.state.Member(d.seat)
	end := s.ended[d.key.Public()]
	switch {
	case n == 0 || n > uint64(len(s.records)):
		return fmt.Errorf("record %d, which is not in the log", n)
	case !ok || (end == 0 && seat.Device != d.key.Public()):
		return errors.New("a record for who never had a seat")
	case s.records[n-1].item == 0:
		if end != 0 && n > end {
			return fmt.Errorf("record %d after its seat ended at %d", n, end)
		}
		return nil
	case end != 0 || !seat.Joined:
		return errors.New("a record of an item for who is not in")
	case o.state.Leads(d.seat):
		return nil
	}
	at := spot{s.records[n-1].item, seat.Place}
	sat := slices.Clone(s.stays[at])
	if from := s.sits[at]; from != 0 {
		sat = append(sat, stretch{from, uint64(len(s.records))})
	}
	if slices.ContainsFunc(sat, func(st stretch) bool { return st.from <= n && n <= st.to }) || s.needed(at.item, sat, n) {
		return nil
	}
	return fmt.Errorf("record %d of an item at which he sat in %v", n, sat)
}

// needed says whether a record is of what records of these stretches are about, or of what
// that is about.
func (s *sight) needed(item agenda.ItemID, sat []stretch, n uint64) bool {
	var todo []uint64
	for _, st := range sat {
		for seq := st.from; seq <= st.to; seq++ {
			if s.records[seq-1].item == item {
				todo = append(todo, seq)
			}
		}
	}
	known := map[*thing]bool{}
	for ; len(todo) > 0; todo = todo[1:] {
		for _, t := range s.records[todo[0]-1].about {
			if slices.Contains(t.acts, n) {
				return true
			}
			if !known[t] {
				known[t], todo = true, append(todo, t.acts...)
			}
		}
	}
	return false
}

// sees says what is wrong with showing a device what a frame delivers, or nil.
func (w *world) sees(d *device, n uint64, e wire.Delivery) error {
	if e.Entry.Record == nil {
		return nil
	}
	if err := w.sight.shows(w.oracle, d, n); err != nil {
		return err
	}
	if e.Labels == nil {
		return nil
	}
	seat, _ := w.game.State().Member(d.seat)
	if t := w.sight.records[n-1].of; t == nil || t.gone || !w.oracle.reads(seat, t) {
		return fmt.Errorf("labels of record %d that are not for him", n)
	}
	return nil
}

// admissible says why an act that is in the log next should not be, before the room has
// applied it: it is by who is there, on his device, in its turn, and nothing but a resume
// comes after a loss.
func (w *world) admissible(act chain.Act) error {
	if act.Kind == room.KindGenesis {
		return nil
	}
	state := w.game.State()
	if m, ok := state.Member(act.Author); act.Author != chain.Server && (!ok || m.Gone != "" || m.Device != act.Device) {
		return fmt.Errorf("a %s by seat %d, who is not there on that device", act.Kind, act.Author)
	}
	if o := w.oracle; act.Counter != o.turns[act.Device]+1 {
		return fmt.Errorf("a %s is act %d of its device, after %d", act.Kind, act.Counter, o.turns[act.Device])
	}
	if w.oracle.suspended && act.Kind != room.KindResume && act.Kind != room.KindEpoch {
		return fmt.Errorf("a %s before the room was resumed", act.Kind)
	}
	return nil
}
