package page

import (
	"context"
	"encoding/json"

	"casusoverleg/client"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Newcomer came later than what the viewer brought in, and cannot read it.
type Newcomer struct {
	Seat          chain.Seat `json:"seat"`
	Contributions []Act      `json:"contributions"`
}

// Unshown is what a newcomer cannot read of what somebody brought in before: its owner
// alone decides.
type Unshown struct {
	Seat  chain.Seat `json:"seat"`
	Owner chain.Seat `json:"owner"`
	Count int        `json:"count"` // contributions
}

// newcomersOf are the questions that were not put aside.
func (d *Desk) newcomersOf(s *client.Session) []Newcomer {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []Newcomer
	for _, n := range s.Newcomers() {
		if len(n.Contributions) > d.aside[n.Seat] {
			list = append(list, Newcomer{Seat: n.Seat, Contributions: actsOf(n.Contributions)})
		}
	}
	return list
}

// unshownOf is what every owner is asked about newcomers; nil for who does not lead.
func unshownOf(s *client.Session, v room.View) []Unshown {
	var list []Unshown
	for _, owner := range v.Seats {
		for _, n := range s.NewcomersTo(owner.ID) {
			list = append(list, Unshown{Seat: n.Seat, Owner: owner.ID, Count: len(n.Contributions)})
		}
	}
	return list
}

// AskShowAll shows a newcomer everything that is listed for him.
type AskShowAll struct {
	Seat   chain.Seat    `json:"seat"`
	Reason covenant.Code `json:"reason"`
}

func showAll(ctx context.Context, s *client.Session, ask AskShowAll) error {
	return s.ShowAll(ctx, ask.Seat, ask.Reason)
}

// asideName is what the answers "no" about newcomers are kept under, as unsent text is:
// on this device, for as long as the room.
const asideName = "aside"

// asideIn are the newcomers whose question was put aside in a room before.
func asideIn(ctx context.Context, s *client.Session) map[chain.Seat]int {
	aside := map[chain.Seat]int{}
	kept, err := s.Unsent(ctx, asideName)
	if err == nil {
		_ = json.Unmarshal([]byte(kept), &aside) // without it the question is asked once more
	}
	return aside
}

// putAside puts the question about a newcomer away until there is more to show him.
// Nobody is told: not showing is what holds without a word.
func putAside(ctx context.Context, c *call, ask AskSeat) (Nothing, error) {
	s, err := c.desk.inRoom()
	if err != nil {
		return Nothing{}, err
	}
	for _, n := range s.Newcomers() {
		if n.Seat == ask.Seat {
			var kept []byte
			c.desk.tell(func(*Snapshot) {
				c.desk.aside[n.Seat] = len(n.Contributions)
				kept = encode(c.desk.aside)
			})
			return Nothing{}, s.KeepUnsent(ctx, asideName, string(kept))
		}
	}
	return Nothing{}, client.ErrUnknown
}
