package client

import (
	"errors"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// serve does what the device owes others without anybody pressing anything: envelopes for
// readers who were chosen before, its word of a text that did not open when it was read, a
// guest's name, and the repeating of withdrawals that the server lost. It ends with the
// session.
func (s *Session) serve() {
	given := map[crypto.Digest]bool{}  // by what the act would have named: refused, and not tried again
	untold := map[agenda.ItemID]bool{} // where a guest's name was refused, and not tried again
	for {
		select {
		case <-s.owed:
		case <-s.over:
			return
		case <-s.ctx.Done():
			return
		}
		s.withdrawAgain(given)
		s.tellNames(untold)
		for s.serveOne(given) {
			if s.ctx.Err() != nil {
				return
			}
		}
	}
}

// serveOne does one thing that is owed. It says whether there may be more.
func (s *Session) serveOne(given map[crypto.Digest]bool) bool {
	s.mu.Lock()
	var duty *room.Duty
	for _, d := range s.dutiesNow() {
		if !given[d.Latest] {
			duty = &d
			break
		}
	}
	s.mu.Unlock()
	if duty == nil {
		return false
	}
	_, err := s.do(s.ctx, func(r *replica.Replica, _ room.View) (replica.Draft, error) {
		for _, d := range s.dutiesNow() {
			if d.Object == duty.Object && d.Kind == duty.Kind {
				return fulfil(d), nil
			}
		}
		return replica.Draft{}, errDone
	})
	switch {
	case err == nil:
		s.count(*duty)
		return true
	case errors.Is(err, errDone):
		return true
	}
	given[duty.Latest] = true
	var refusal *room.Refusal
	if errors.As(err, &refusal) {
		s.events.send(Event{Kind: EventRefused, Act: duty.Kind, Refusal: refusal})
	}
	return s.Err() == nil
}

var errDone = errors.New("client: somebody did it already")

// fulfil is the act that gives what is owed.
func fulfil(d room.Duty) replica.Draft {
	draft := replica.Draft{Kind: d.Kind, Item: d.Item, Refs: []crypto.Digest{d.Latest}, Reseal: &d.Text, Readers: d.Readers}
	switch d.Kind {
	case room.KindShow:
		draft.Payload = room.ShowPayload{}
	case room.KindName:
		draft.Payload = room.NamePayload{Item: d.Item, Again: true}
	}
	return draft
}

// dutiesNow are the duties this device can fulfil: of what it seals it has the files, and
// did not seal the same in vain before. s.mu is held.
func (s *Session) dutiesNow() []room.Duty {
	duties := s.replica.Duties()
	for i := range duties {
		d := &duties[i]
		d.Readers = slices.DeleteFunc(d.Readers, func(seat chain.Seat) bool {
			return s.reseals[reseal{d.Object, seat}] > maxReseals
		})
	}
	return slices.DeleteFunc(duties, func(d room.Duty) bool {
		return d.Kind != room.KindUnreadable && (len(d.Readers) == 0 || !s.replica.Holds(&d.Text))
	})
}

func (s *Session) count(d room.Duty) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, seat := range d.Readers {
		s.reseals[reseal{d.Object, seat}]++
	}
}
