package client

import (
	"context"
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// ErrOffline says that the connection broke before it was known whether a gesture
// was taken. Gestures are not repeated by themselves.
var ErrOffline = errors.New("client: the connection broke")

// Speakers returns who speaks and who wants to at an item that is open, as the
// server says. Nothing of it is in the log.
func (s *Session) Speakers(item agenda.ItemID) room.Speakers {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.speakersAt(item)
}

// speakersAt is Speakers with s.mu held.
func (s *Session) speakersAt(item agenda.ItemID) room.Speakers {
	it, err := itemIn(s.replica.View(), item)
	if err != nil || !it.Here || it.Item.Stage != agenda.Open {
		return room.Speakers{Item: item}
	}
	l := s.speakers[item].Clone()
	l.Item = item
	return l
}

// RaiseHand asks for the floor; a point of order goes before other hands. Who has
// his hand up keeps his place.
func (s *Session) RaiseHand(ctx context.Context, item agenda.ItemID, pointOfOrder bool) error {
	g := room.Gesture{Item: item, Do: room.RaiseHand}
	if pointOfOrder {
		g.Do = room.RaiseOrder
	}
	return s.gesture(ctx, g, func(l room.Speakers) bool { return l.Has(s.owner.Seat, pointOfOrder) })
}

// LowerHand takes one's own hand down and gives the floor back; chair and deputies
// may lower another's. Seat 0 is one's own.
func (s *Session) LowerHand(ctx context.Context, item agenda.ItemID, seat chain.Seat) error {
	whose := seat
	if whose == 0 {
		whose = s.owner.Seat
	}
	return s.gesture(ctx, room.Gesture{Item: item, Do: room.LowerHand, Seat: seat}, func(l room.Speakers) bool {
		return !l.Has(whose, false) && l.Floor != whose
	})
}

// GiveFloor gives the floor, as chair or deputy, to a seat at the item; 0 to nobody.
func (s *Session) GiveFloor(ctx context.Context, item agenda.ItemID, seat chain.Seat) error {
	return s.gesture(ctx, room.Gesture{Item: item, Do: room.GiveFloor, Seat: seat}, func(l room.Speakers) bool {
		return l.Floor == seat
	})
}

// CloseList closes, as chair or deputy, the list of an item to more hands, points of
// order excepted, or opens it again.
func (s *Session) CloseList(ctx context.Context, item agenda.ItemID, closed bool) error {
	g := room.Gesture{Item: item, Do: room.ReopenHands}
	if closed {
		g.Do = room.CloseHands
	}
	return s.gesture(ctx, g, func(l room.Speakers) bool { return l.Closed == closed })
}

// gesture sends a gesture and waits until the server's list shows it. What the rules
// do not allow is a *room.Refusal, also when it came between.
func (s *Session) gesture(ctx context.Context, g room.Gesture, shows func(room.Speakers) bool) error {
	if err := s.UntilOnline(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	refusal, done := s.refuses(g), shows(s.speakersAt(g.Item))
	s.mu.Unlock()
	switch {
	case refusal != nil:
		return refusal
	case done:
		return nil
	}
	select {
	case s.gestures <- g:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.over:
		return s.Err()
	}
	offline := false
	err := s.until(ctx, func() bool {
		offline = !s.online
		return offline || shows(s.speakersAt(g.Item)) || s.refuses(g) != nil
	})
	if err != nil {
		return err
	}
	if offline {
		return ErrOffline
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if refusal := s.refuses(g); refusal != nil && !shows(s.speakersAt(g.Item)) {
		return refusal
	}
	return nil
}

// refuses says why a gesture is not possible now, as the server would. s.mu is held.
func (s *Session) refuses(g room.Gesture) *room.Refusal {
	l := s.speakersAt(g.Item)
	return s.replica.Gesture(&l, s.owner.Seat, g, s.now())
}

// tookSpeakers takes in a list. The server's word decides; a list of an item that no
// room has is a server's of another protocol.
func (s *Session) tookSpeakers(l room.Speakers) error {
	if l.Item == 0 || l.Item > room.MaxItems {
		return ErrServer
	}
	s.set(func() { s.speakers[l.Item] = l }, EventSpeakers)
	return nil
}

// dropSpeakers forgets the lists of items that have ended: the server has none any
// more. s.mu is held.
func (s *Session) dropSpeakers() {
	for _, it := range s.replica.View().Items {
		if it.Item != nil && it.Item.Stage == agenda.Ended {
			delete(s.speakers, it.ID)
		}
	}
}
