package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
)

// Speakers is who wants to speak at an item, and who speaks. It is no part of the
// log: the host keeps it while the item is open and tells who sits there. What it
// says is the host's word, and nothing rests on it.
type Speakers struct {
	Item   agenda.ItemID `cbor:"1,keyasint"`
	Floor  chain.Seat    `cbor:"2,keyasint,omitempty"` // who speaks; 0 for nobody
	Hands  []Hand        `cbor:"3,keyasint,omitempty"` // in the order in which they get the floor
	Closed bool          `cbor:"4,keyasint,omitempty"` // no more hands but on a point of order
}

// Hand is one raised hand.
type Hand struct {
	Seat  chain.Seat `cbor:"1,keyasint"`
	Order bool       `cbor:"2,keyasint,omitempty"` // on a point of order: goes first
	Since int64      `cbor:"3,keyasint"`           // host's clock, ms since 1970 UTC
}

// Gesture is what somebody does with the list of an item.
type Gesture struct {
	Item agenda.ItemID `cbor:"1,keyasint"`
	Do   GestureKind   `cbor:"2,keyasint"`
	Seat chain.Seat    `cbor:"3,keyasint,omitempty"` // who gets the floor, or whose hand is lowered; 0 for nobody, or one's own
}

// GestureKind is a word of a Gesture; stable.
type GestureKind string

// The gestures. The last three are for chair and deputies.
const (
	RaiseHand   GestureKind = "raise"  // one's own
	RaiseOrder  GestureKind = "order"  // one's own, on a point of order
	LowerHand   GestureKind = "lower"  // one's own, and the floor when one has it; a lead also another's
	GiveFloor   GestureKind = "give"   // to a seat at the item, or to nobody
	CloseHands  GestureKind = "close"  // the list takes no more hands
	ReopenHands GestureKind = "reopen" // it does again
)

// Gesture changes the list of an item as a seat asks, at a moment of the host's
// clock, or says why it does not: the same on the host and on the seat's device. A
// list that is kept must not be given to it: l is changed also where slices are shared.
func (s *State) Gesture(l *Speakers, by chain.Seat, g Gesture, at int64) *Refusal {
	item := int(g.Item)
	if item < 1 || item > len(s.items) || !s.atItem(by, s.items[item-1]) {
		return s.refuse(CodeUnknownObject)
	}
	it := s.items[item-1]
	if it.Stage != agenda.Open {
		return s.refuse(CodeItemNotOpen)
	}
	others := g.Do == GiveFloor || g.Do == CloseHands || g.Do == ReopenHands || (g.Do == LowerHand && g.Seat != 0 && g.Seat != by)
	if others && !s.seesAll(by) {
		return s.refuse(CodeNotChair)
	}
	if g.Seat != 0 && !s.atItem(g.Seat, it) {
		return s.refuse(CodeUnknownObject, "seat")
	}
	l.Item = g.Item
	switch g.Do {
	case RaiseHand, RaiseOrder:
		if l.Closed && g.Do == RaiseHand {
			return s.refuse(CodeNotNow, "list_closed")
		}
		l.raise(Hand{Seat: by, Order: g.Do == RaiseOrder, Since: at})
	case LowerHand:
		seat := g.Seat
		if seat == 0 {
			seat = by
		}
		l.lower(seat)
		if l.Floor == seat {
			l.Floor = 0
		}
	case GiveFloor:
		l.lower(g.Seat)
		l.Floor = g.Seat
	case CloseHands, ReopenHands:
		l.Closed = g.Do == CloseHands
	default:
		return s.refuse(CodeMalformed, "gesture")
	}
	return nil
}

// Tidy takes from a list who does not sit at its item any more, and says whether the
// item is still open, without which there is no list, and whether the list changed.
func (s *State) Tidy(l *Speakers) (open, changed bool) {
	it := s.items[l.Item-1]
	if it.Stage != agenda.Open {
		return false, true
	}
	n := len(l.Hands)
	l.Hands = slices.DeleteFunc(slices.Clone(l.Hands), func(h Hand) bool { return !s.atItem(h.Seat, it) })
	changed = len(l.Hands) != n
	if l.Floor != 0 && !s.atItem(l.Floor, it) {
		l.Floor, changed = 0, true
	}
	return true, changed
}

// raise puts a hand where it belongs. Who has one up keeps his place, unless it is
// now on a point of order.
func (l *Speakers) raise(h Hand) {
	i := slices.IndexFunc(l.Hands, func(o Hand) bool { return o.Seat == h.Seat })
	if i >= 0 && (l.Hands[i].Order || !h.Order) {
		return
	}
	l.lower(h.Seat)
	at := len(l.Hands)
	if h.Order {
		if at = slices.IndexFunc(l.Hands, func(o Hand) bool { return !o.Order }); at < 0 {
			at = len(l.Hands)
		}
	}
	l.Hands = slices.Insert(l.Hands, at, h)
}

func (l *Speakers) lower(seat chain.Seat) {
	l.Hands = slices.DeleteFunc(slices.Clone(l.Hands), func(h Hand) bool { return h.Seat == seat })
}

// Clone returns a list of its own.
func (l Speakers) Clone() Speakers {
	l.Hands = slices.Clone(l.Hands)
	return l
}

// Has says whether a seat has its hand up; with order, on a point of order.
func (l Speakers) Has(seat chain.Seat, order bool) bool {
	return slices.ContainsFunc(l.Hands, func(h Hand) bool { return h.Seat == seat && (h.Order || !order) })
}
