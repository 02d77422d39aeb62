package client

import (
	"context"
	"errors"
	"fmt"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Join confirms secrecy, in the words of the profile. Every seat does it first,
// the chair too.
func (s *Session) Join(ctx context.Context) error {
	return s.act(ctx, room.KindJoin, room.JoinPayload{Secrecy: s.rules.SecrecyDigest()})
}

// Place invites a party and function: post is member, deputy or secretary.
func (s *Session) Place(ctx context.Context, party covenant.Code, function string, post agenda.Post) (agenda.PlaceID, error) {
	return s.newPlace(ctx, room.PlacePayload{Party: party, Function: function, Post: post})
}

func (s *Session) newPlace(ctx context.Context, p room.PlacePayload) (agenda.PlaceID, error) {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		p.Place = agenda.PlaceID(len(v.Places) + 1)
		return replica.Draft{Kind: room.KindPlace, Payload: p}, nil
	})
	return p.Place, err
}

// Invite makes an invitation link for a place, valid for so long. The secret is
// sealed to chair and deputies.
func (s *Session) Invite(ctx context.Context, place agenda.PlaceID, valid time.Duration) (Invitation, error) {
	return s.invite(ctx, valid, "", func(room.View) (agenda.PlaceID, chain.Seat, error) { return place, 0, nil })
}

// InviteBack makes a link by which somebody who is in the room comes back on
// another device, valid for so long. It ends nothing yet: that does Reseat.
func (s *Session) InviteBack(ctx context.Context, seat chain.Seat, valid time.Duration) (Invitation, error) {
	return s.invite(ctx, valid, "", func(v room.View) (agenda.PlaceID, chain.Seat, error) {
		for _, there := range v.Seats {
			if there.ID == seat {
				return there.Place, seat, nil
			}
		}
		return 0, 0, ErrUnknown
	})
}

func (s *Session) invite(ctx context.Context, valid time.Duration, guest string, whom func(room.View) (agenda.PlaceID, chain.Seat, error)) (Invitation, error) {
	inv := Invitation{Server: s.server.base, Room: s.room, ID: random(), Secret: crypto.NewInvitationSecret()}
	text, err := inv.Secret.MarshalSecret()
	if err != nil {
		return Invitation{}, fmt.Errorf("client: invite: %w", err)
	}
	_, err = s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		place, returns, err := whom(v)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindInvite,
			Payload: room.InvitePayload{
				Place: place, Returns: returns, Invitation: inv.ID, LobbyHash: crypto.LobbyHash(inv.Secret.Lobby()), Expires: s.now() + valid.Milliseconds(),
			},
			Body:    &replica.Body{Kind: "invitation", Text: room.InvitationText{Secret: text, Guest: guest}},
			Readers: r.SealTo().SealToLeads(),
		}, nil
	})
	return inv, err
}

// Uninvite withdraws an invitation that was not used.
func (s *Session) Uninvite(ctx context.Context, invitation crypto.Digest) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		for _, inv := range v.Invitations {
			if inv.ID == invitation {
				return replica.Draft{Kind: room.KindUninvite, Refs: []crypto.Digest{inv.Latest}}, nil
			}
		}
		return replica.Draft{}, ErrUnknown
	})
	return err
}

// Leave leaves the room for good; Close only leaves the connection. Undecided
// proposals that draw on what this seat brought in lapse.
func (s *Session) Leave(ctx context.Context) error { return s.leave(ctx, 0) }

// LeaveTo leaves the room for good and names a steward of one's own party, who from
// then on hides, withdraws, agrees and declines for what this seat brought in. What
// he cannot read yet is shown to him first, for this reason; to who cannot be steward
// nothing is shown, and the leaving is refused.
func (s *Session) LeaveTo(ctx context.Context, steward chain.Seat, reason covenant.Code) error {
	if v := s.View(); v.MayBeSteward(steward) {
		if err := s.showAll(ctx, v.NotRead(steward), steward, reason); err != nil {
			return err
		}
	}
	return s.leave(ctx, steward)
}

func (s *Session) leave(ctx context.Context, steward chain.Seat) error {
	err := s.act(ctx, room.KindLeave, room.LeavePayload{Steward: steward})
	if errors.Is(err, ErrGone) {
		return nil
	}
	return err
}

// Remove sends a seat away.
func (s *Session) Remove(ctx context.Context, seat chain.Seat) error {
	return s.act(ctx, room.KindRemove, room.RemovePayload{Seat: seat})
}

// Appoint gives a seat another post: deputy or secretary, or member again.
func (s *Session) Appoint(ctx context.Context, seat chain.Seat, post agenda.Post) error {
	return s.act(ctx, room.KindAppoint, room.AppointPayload{Seat: seat, Post: post})
}

// NotePresent notes that somebody is there at a place without a device.
func (s *Session) NotePresent(ctx context.Context, place agenda.PlaceID) error {
	return s.act(ctx, room.KindPresent, room.PresentPayload{Place: place})
}

// NoteAbsent takes that note back.
func (s *Session) NoteAbsent(ctx context.Context, place agenda.PlaceID) error {
	return s.act(ctx, room.KindPresent, room.PresentPayload{Place: place, Absent: true})
}

// HandOver makes a deputy chair; the chair becomes deputy. The code is to be read again.
func (s *Session) HandOver(ctx context.Context, to chain.Seat) error {
	return s.act(ctx, room.KindHandOver, room.HandOverPayload{To: to, Code: newCode()})
}

// TakeOver makes this deputy chair. The code is to be read again.
func (s *Session) TakeOver(ctx context.Context) error {
	return s.act(ctx, room.KindTakeOver, newCode())
}
