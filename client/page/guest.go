package page

import (
	"context"
	"maps"
	"slices"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// GuestName is who a guest is.
type GuestName struct {
	Seat chain.Seat `json:"seat"`
	Name string     `json:"name"`
}

// guests fills in who the guests at an item are.
func (it *Item) guests(s *client.Session, from room.ItemView) {
	for seat, name := range s.Guests(from.ID) {
		it.Guests = append(it.Guests, GuestName{Seat: seat, Name: name})
	}
	slices.SortFunc(it.Guests, func(a, b GuestName) int { return int(a.Seat) - int(b.Seat) })
}

// guestNames are the names of guests that this device can read: what each told at
// an item, or else to whom chair or deputy gave the link.
func guestNames(s *client.Session, v room.View) map[chain.Seat]string {
	names := map[chain.Seat]string{}
	for _, inv := range v.Invitations {
		if inv.Seat == 0 || inv.Text == nil || v.Places[inv.Place-1].Guest == "" {
			continue
		}
		if t, err := client.ReadSealed[room.InvitationText](s, inv.Text); err == nil && t.Guest != "" {
			names[inv.Seat] = t.Guest
		}
	}
	for _, it := range v.Items {
		if it.Here {
			maps.Copy(names, s.Guests(it.ID))
		}
	}
	return names
}

// AskPlaceGuest makes a place for a guest.
type AskPlaceGuest struct {
	Kind covenant.Code `json:"kind"`
}

func placeGuest(ctx context.Context, s *client.Session, ask AskPlaceGuest) (MadePlace, error) {
	id, err := s.PlaceGuest(ctx, ask.Kind)
	return MadePlace{Place: id}, err
}

// AskInviteGuest makes a link for a guest's place; the name is for chair and deputies.
type AskInviteGuest struct {
	Place agenda.PlaceID `json:"place"`
	Name  string         `json:"name"`
	Days  uint32         `json:"days"`
}

func inviteGuest(ctx context.Context, s *client.Session, ask AskInviteGuest) (Invited, error) {
	return invited(s, ask.Days, func(valid time.Duration) (client.Invitation, error) {
		return s.InviteGuest(ctx, ask.Place, ask.Name, valid)
	})
}

// AskSitGuest seats a guest's place at an item; person is who of the item he is.
type AskSitGuest struct {
	Item   agenda.ItemID  `json:"item"`
	Place  agenda.PlaceID `json:"place"`
	Role   covenant.Code  `json:"role"`
	Person uint32         `json:"person"` // handle; 0 for none
}

func sitGuest(ctx context.Context, s *client.Session, ask AskSitGuest) error {
	return s.SitGuest(ctx, ask.Item, ask.Place, ask.Role, ask.Person)
}

// AskRename has a guest tell another name.
type AskRename struct {
	Name string `json:"name"`
}

func rename(ctx context.Context, s *client.Session, ask AskRename) error {
	return s.Rename(ctx, ask.Name)
}
