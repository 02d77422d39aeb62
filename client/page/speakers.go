package page

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto/chain"
)

// Speakers is who speaks at an item that is open, and who wants to. It is the server's
// word, and in no log.
type Speakers struct {
	Floor  chain.Seat `json:"floor"`  // who speaks; 0 for nobody
	Hands  []Hand     `json:"hands"`  // in the order in which they get the floor
	Closed bool       `json:"closed"` // no more hands, but on a point of order
}

// Hand is one raised hand.
type Hand struct {
	Seat  chain.Seat `json:"seat"`
	Order bool       `json:"order"` // on a point of order: goes first
}

func speakersOf(s *client.Session, item agenda.ItemID) Speakers {
	from := s.Speakers(item)
	l := Speakers{Floor: from.Floor, Closed: from.Closed}
	for _, h := range from.Hands {
		l.Hands = append(l.Hands, Hand{Seat: h.Seat, Order: h.Order})
	}
	return l
}

// AskRaiseHand asks for the floor.
type AskRaiseHand struct {
	Item  agenda.ItemID `json:"item"`
	Order bool          `json:"order,omitempty"` // on a point of order
}

func raiseHand(ctx context.Context, s *client.Session, ask AskRaiseHand) (Nothing, error) {
	return Nothing{}, s.RaiseHand(ctx, ask.Item, ask.Order)
}

// AskSpeaker names a seat in the list of an item; 0 is oneself, or nobody who gets the
// floor.
type AskSpeaker struct {
	Item agenda.ItemID `json:"item"`
	Seat chain.Seat    `json:"seat,omitempty"`
}

// lowerHand takes a hand down, and the floor back from who has it.
func lowerHand(ctx context.Context, s *client.Session, ask AskSpeaker) (Nothing, error) {
	return Nothing{}, s.LowerHand(ctx, ask.Item, ask.Seat)
}

func giveFloor(ctx context.Context, s *client.Session, ask AskSpeaker) (Nothing, error) {
	return Nothing{}, s.GiveFloor(ctx, ask.Item, ask.Seat)
}

// AskCloseList closes the list of an item, or opens it again.
type AskCloseList struct {
	Item   agenda.ItemID `json:"item"`
	Closed bool          `json:"closed"`
}

func closeList(ctx context.Context, s *client.Session, ask AskCloseList) (Nothing, error) {
	return Nothing{}, s.CloseList(ctx, ask.Item, ask.Closed)
}
