package client

import (
	"context"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Newcomers lists who came later than what this person brought in and cannot read
// it: one question each, which ShowAll answers.
func (s *Session) Newcomers() []room.Newcomer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Newcomers()
}

// NewcomersTo lists the same of what somebody else brought in, for chair and deputies,
// who see everything; nil for others.
func (s *Session) NewcomersTo(owner chain.Seat) []room.Newcomer {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.replica.View()
	for _, seat := range v.Seats {
		if seat.ID == v.Viewer && (seat.Post == agenda.Chair || seat.Post == agenda.Deputy) {
			return s.replica.NewcomersTo(owner)
		}
	}
	return nil
}

// ShowAll shows a newcomer everything that Newcomers lists for him, for one reason.
// What it showed before an error stays shown.
func (s *Session) ShowAll(ctx context.Context, seat chain.Seat, reason covenant.Code) error {
	for _, n := range s.Newcomers() {
		if n.Seat == seat {
			return s.showAll(ctx, n.Contributions, seat, reason)
		}
	}
	return ErrUnknown
}

func (s *Session) showAll(ctx context.Context, acts []crypto.Digest, seat chain.Seat, reason covenant.Code) error {
	for _, act := range acts {
		if err := s.showOne(ctx, act, seat, reason); err != nil {
			return err
		}
	}
	return nil
}

// showOne adds somebody as reader, or seals to who is one already, or leads.
func (s *Session) showOne(ctx context.Context, act crypto.Digest, seat chain.Seat, reason covenant.Code) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, con, err := contributionIn(v, act)
		if err != nil || seat == 0 || int(seat) > len(v.Seats) {
			return replica.Draft{}, ErrUnknown
		}
		d := replica.Draft{Kind: room.KindShow, Item: it.ID, Refs: []crypto.Digest{con.Latest}, Payload: room.ShowPayload{}, Reseal: con.Text, Readers: []chain.Seat{seat}}
		to := v.Seats[seat-1]
		named := slices.ContainsFunc(con.Readers, func(r room.Reader) bool { return r.Place == to.Place })
		if !named && to.Post != agenda.Chair && to.Post != agenda.Deputy {
			d.Payload = room.ShowPayload{Readers: []room.Reader{{Place: to.Place, Reason: reason}}}
		}
		return d, nil
	})
	return err
}
