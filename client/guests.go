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

// ownName is under what a guest's device keeps his name beside the room.
const ownName = "guest-name"

// ErrName says that a guest gave no name, or one that is too long to seal.
var ErrName = errors.New("client: a guest needs a name of at most 200 bytes")

// PlaceGuest makes a place for a guest: a person concerned, a relative or a
// supporter, as the profile has them.
func (s *Session) PlaceGuest(ctx context.Context, kind covenant.Code) (agenda.PlaceID, error) {
	return s.newPlace(ctx, room.PlacePayload{Guest: kind, Post: agenda.Member})
}

// InviteGuest makes an invitation link for a guest's place. name is to whom the
// chair gives it: sealed to chair and deputies, and shown beside who waits with that
// link, so that the chair vouches for him. The lobby itself names nobody.
func (s *Session) InviteGuest(ctx context.Context, place agenda.PlaceID, name string, valid time.Duration) (Invitation, error) {
	return s.invite(ctx, valid, name, func(room.View) (agenda.PlaceID, chain.Seat, error) { return place, 0, nil })
}

// KnockGuest is Knock for a guest. His name stays on this device, which keeps it once
// he is let in, and seals it to the seats of each item where he sits.
func KnockGuest(ctx context.Context, inv Invitation, name string, o Options) (*Visitor, error) {
	if name == "" || len(name) > room.MaxClaim {
		return nil, ErrName
	}
	v, err := Knock(ctx, inv, room.Claims{}, o)
	if v != nil {
		v.name = name
	}
	return v, err
}

// Rename has a guest tell another name from now on; where he sits his device tells it
// at once.
func (s *Session) Rename(ctx context.Context, name string) error {
	if name == "" || len(name) > room.MaxClaim {
		return ErrName
	}
	if err := s.KeepUnsent(ctx, ownName, name); err != nil {
		return fmt.Errorf("client: %w", err)
	}
	for _, it := range s.View().Items {
		if !it.Here {
			continue
		}
		if err := s.tellName(ctx, it.ID, name); err != nil {
			return err
		}
	}
	return nil
}

// tellName seals a guest's name to who sits at an item.
func (s *Session) tellName(ctx context.Context, item agenda.ItemID, name string) error {
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, item)
		if err != nil {
			return replica.Draft{}, err
		}
		d := replica.Draft{
			Kind: room.KindName, Item: item, Payload: room.NamePayload{Item: item},
			Body: &replica.Body{Kind: textName, Text: room.NameText{Name: name}}, Readers: r.SealTo().SealToItem(item),
		}
		for _, n := range it.Names {
			if n.Seat == v.Viewer {
				d.Refs, d.Payload, d.Body.Of = []crypto.Digest{n.Latest}, room.NamePayload{Item: item, Again: true}, n.Text
			}
		}
		return d, nil
	})
	return err
}

// tellNames tells the name wherever this guest sits and did not tell it yet. given
// are the items where that was refused.
func (s *Session) tellNames(given map[agenda.ItemID]bool) {
	s.mu.Lock()
	owed := s.replica.NamesOwed()
	s.mu.Unlock()
	for _, item := range owed {
		name, err := s.opts.Vault.Unsent(s.ctx, s.room, ownName)
		if err != nil || name == "" || given[item] {
			continue
		}
		if err := s.tellName(s.ctx, item, name); err != nil {
			given[item] = true
			var refusal *room.Refusal
			if errors.As(err, &refusal) {
				s.events.send(Event{Kind: EventRefused, Act: room.KindName, Refusal: refusal})
			}
		}
	}
}

// Guests returns the names of the guests at an item, by seat, as far as this device
// can open them.
func (s *Session) Guests(item agenda.ItemID) map[chain.Seat]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := map[chain.Seat]string{}
	it, err := itemIn(s.replica.View(), item)
	if err != nil {
		return names
	}
	for _, n := range it.Names {
		if text, err := replica.Open[room.NameText](s.replica, n.Text); err == nil {
			names[n.Seat] = text.Name
		}
	}
	return names
}
