package client

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// DefaultReaders are the readers that a contribution gets which names none: a
// reply goes to who reads what it answers, an answer to who asked, a dissent to everybody at the item,
// and anything else to whom the owner chose last at this item, or nobody but
// chair and deputies.
func (s *Session) DefaultReaders(c Contribution) ([]room.Reader, error) {
	v := s.View()
	it, err := itemIn(v, c.Item)
	if err != nil {
		return nil, err
	}
	return defaultReaders(v, it, c), nil
}

// ReadersByRole are the places that sit at an item in one of these roles, with
// that role as the reason.
func (s *Session) ReadersByRole(item agenda.ItemID, roles ...covenant.Code) ([]room.Reader, error) {
	v := s.View()
	it, err := itemIn(v, item)
	if err != nil {
		return nil, err
	}
	return sitting(it, func(at agenda.Sitting) bool {
		return slices.Contains(roles, at.Role) && at.Place != placeOf(v, v.Viewer)
	}), nil
}

func defaultReaders(v room.View, it room.ItemView, c Contribution) []room.Reader {
	switch c.As {
	case room.AsReply:
		return readersOf(v, it, c.About)
	case room.AsAnswer:
		_, q, _ := requestIn(v, c.About)
		return sitting(it, func(at agenda.Sitting) bool { return at.Place == placeOf(v, q.Asker) })
	case room.AsDissent:
		return sitting(it, func(at agenda.Sitting) bool { return at.Place != placeOf(v, v.Viewer) })
	}
	var last []room.Reader
	for _, con := range it.Contributions {
		if con.Owner == v.Viewer {
			last = con.Readers
		}
	}
	return stillThere(it, last)
}

// readersOf are who reads a contribution, its owner included and the viewer not.
func readersOf(v room.View, it room.ItemView, act crypto.Digest) []room.Reader {
	for _, con := range it.Contributions {
		if con.Act != act {
			continue
		}
		owner := sitting(it, func(at agenda.Sitting) bool { return at.Place == placeOf(v, con.Owner) })
		readers := sortedReaders(append(owner, stillThere(it, con.Readers)...))
		return slices.DeleteFunc(readers, func(r room.Reader) bool { return r.Place == placeOf(v, v.Viewer) })
	}
	return nil
}

// sitting are places at an item as readers, their role there the reason.
func sitting(it room.ItemView, which func(agenda.Sitting) bool) []room.Reader {
	var readers []room.Reader
	for _, at := range it.Item.Sittings {
		if which(at) {
			readers = append(readers, room.Reader{Place: at.Place, Reason: at.Role})
		}
	}
	return sortedReaders(readers)
}

// stillThere are the readers who still sit at the item.
func stillThere(it room.ItemView, readers []room.Reader) []room.Reader {
	return slices.DeleteFunc(slices.Clone(readers), func(r room.Reader) bool {
		_, ok := it.Item.Sitting(r.Place)
		return !ok
	})
}

// placeOf is the place a seat fills, or filled; 0 for no seat.
func placeOf(v room.View, seat chain.Seat) agenda.PlaceID {
	for _, s := range v.Seats {
		if s.ID == seat {
			return s.Place
		}
	}
	return 0
}

func sortedReaders(readers []room.Reader) []room.Reader {
	readers = slices.Clone(readers)
	slices.SortFunc(readers, func(a, b room.Reader) int { return int(a.Place) - int(b.Place) })
	return readers
}
