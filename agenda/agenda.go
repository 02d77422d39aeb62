// Package agenda holds what a meeting is about and who sits where: places,
// items, the roles of places at items, the order of the items and their clock.
//
// It is plain data with the questions one may ask of it. Who may change it, and
// when, is decided in package room; which criteria and roles exist, in the
// covenant profile.
package agenda

import (
	"cmp"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// PlaceID numbers the places of a room from 1; place 1 is the chair's.
type PlaceID uint32

// ItemID numbers the items of a room from 1. It is also the item's audience.
type ItemID uint32

// Audience of the records of the item.
func (id ItemID) Audience() chain.Audience { return chain.Audience(id) }

// Post is what a seat does for the room as a whole.
type Post string

// The posts. Chair is held by one seat, at genesis that of place 1.
const (
	Member    Post = "member"
	Chair     Post = "chair"
	Deputy    Post = "deputy"
	Secretary Post = "secretary"
)

// Place is an invited party and function, or a kind of guest, to be filled by a seat.
type Place struct {
	ID       PlaceID
	Party    covenant.Code
	Function string
	Guest    covenant.Code // kind of guest; empty for a professional, who has party and function instead
	Post     Post          // what a seat that fills it becomes; later appointments do not change it
	Seat     chain.Seat    // who fills it; 0 while it is not filled
	Present  bool          // somebody is there at it without a device; he fills no seat
}

// Stage of an item.
type Stage string

// The stages of an item, in order.
const (
	Prepared Stage = "prepared"
	Open     Stage = "open"
	Ended    Stage = "ended"
)

// Sitting is a place at an item.
type Sitting struct {
	Place  PlaceID
	Role   covenant.Code
	Person uint32         // handle of the person of the item that a guest is; 0 for none
	From   chain.Position // position in the item's audience of the record that seated it
}

// Person is somebody an item is about. His name and pseudonym are sealed.
type Person struct {
	Handle   uint32 // from 1 in its item
	Relation covenant.Code
	AgeBand  covenant.Code
}

// Item is one agenda item: a case, or a general point.
type Item struct {
	ID        ItemID
	General   bool   // no case: no persons, no criterion
	Minutes   uint16 // planned length
	OnTheSpot bool   // came up while the room was in session
	Stage     Stage
	Opened    int64 // server's clock, ms; of the last time it was opened
	Facts     covenant.ItemFacts
	Earlier   crypto.Digest // the room that it follows up; zero for none
	Sittings  []Sitting     // by ascending place
	There     []PlaceID     // whose people were there while it was discussed, also who went since; ascending
	Persons   []Person
	// RespondBy is the last day on which the family was invited to respond, days since
	// 1970-01-01, 0 while it was not; NoResponse says that it does not want to.
	RespondBy  int64
	NoResponse bool
	Contact    PlaceID // the family's one fixed contact (TS-C-1.5e); 0 while there is none
	Outcome    covenant.Code
	Allocated  covenant.Code // the party the case was allocated to, with an outcome that allocates
}

// Sitting returns the sitting of a place at the item.
func (it *Item) Sitting(p PlaceID) (Sitting, bool) {
	i, ok := slices.BinarySearchFunc(it.Sittings, p, bySittingPlace)
	if !ok {
		return Sitting{}, false
	}
	return it.Sittings[i], true
}

// Sit seats a place, or changes its role and start when it sits there already.
func (it *Item) Sit(s Sitting) {
	i, ok := slices.BinarySearchFunc(it.Sittings, s.Place, bySittingPlace)
	if ok {
		it.Sittings[i] = s
		return
	}
	it.Sittings = slices.Insert(it.Sittings, i, s)
}

// Unseat takes a place away from the item.
func (it *Item) Unseat(p PlaceID) {
	if i, ok := slices.BinarySearchFunc(it.Sittings, p, bySittingPlace); ok {
		it.Sittings = slices.Delete(it.Sittings, i, i+1)
	}
}

// Attend notes that somebody of a place is there while the item is discussed.
func (it *Item) Attend(p PlaceID) {
	if i, noted := slices.BinarySearch(it.There, p); !noted {
		it.There = slices.Insert(it.There, i, p)
	}
}

func bySittingPlace(s Sitting, p PlaceID) int { return cmp.Compare(s.Place, p) }

// Person returns the person with that handle.
func (it *Item) Person(handle uint32) (Person, bool) {
	if handle == 0 || int(handle) > len(it.Persons) {
		return Person{}, false
	}
	return it.Persons[handle-1], true
}

// Clone returns a copy that shares nothing with it.
func (it *Item) Clone() *Item {
	c := *it
	c.Facts.Ladder = slices.Clone(it.Facts.Ladder)
	c.Sittings, c.There = slices.Clone(it.Sittings), slices.Clone(it.There)
	c.Persons = slices.Clone(it.Persons)
	return &c
}

// Over returns by how many milliseconds an open item has passed its planned
// length at now (server's clock, ms); negative while there is time left.
func (it *Item) Over(now int64) int64 {
	return now - it.Opened - int64(it.Minutes)*60_000
}
