package client

import (
	"context"
	"errors"
	"fmt"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// PlanFormat is the version of room plans that this program writes and reads.
const PlanFormat = 1

// ErrPlan says that a file is no room plan of this version, or not for this vault.
var ErrPlan = errors.New("client: not a room plan")

// Plan prepares the next room like one there was: who is invited as what, who sits
// where, and by which criterion. It holds no contents and no name of anybody.
type Plan struct {
	Format   uint           `cbor:"1,keyasint"`
	Rules    covenant.Code  `cbor:"2,keyasint"` // as the server lists them
	Profile  crypto.Digest  `cbor:"3,keyasint"` // of the rules the plan was made under
	Kind     covenant.Code  `cbor:"4,keyasint"`
	Internal bool           `cbor:"5,keyasint,omitempty"`
	Purpose  covenant.Code  `cbor:"6,keyasint"`
	Places   []PlannedPlace `cbor:"7,keyasint,omitempty"` // from place 2: the chair's comes by itself
	Items    []PlannedItem  `cbor:"8,keyasint,omitempty"` // in the order of the agenda
}

// PlannedPlace is a place of a plan: a party and function, or a kind of guest.
type PlannedPlace struct {
	Party    covenant.Code `cbor:"1,keyasint,omitempty"`
	Function string        `cbor:"2,keyasint,omitempty"`
	Guest    covenant.Code `cbor:"3,keyasint,omitempty"`
	Post     agenda.Post   `cbor:"4,keyasint"`
}

// PlannedItem is an item of a plan, with the places that sit there.
type PlannedItem struct {
	General   bool          `cbor:"1,keyasint,omitempty"`
	Minutes   uint16        `cbor:"2,keyasint"`
	Purpose   covenant.Code `cbor:"3,keyasint,omitempty"`
	Criterion covenant.Code `cbor:"4,keyasint,omitempty"`
	Sittings  []PlannedSeat `cbor:"5,keyasint,omitempty"`
}

// PlannedSeat is a place at an item and its role there.
type PlannedSeat struct {
	Place agenda.PlaceID `cbor:"1,keyasint"`
	Role  covenant.Code  `cbor:"2,keyasint"`
}

// Plan makes the plan of this room, as far as its seat sees the items: whole for
// chair and deputies.
func (s *Session) Plan(ctx context.Context) (Plan, error) {
	info, err := s.server.Info(ctx)
	if err != nil {
		return Plan{}, err
	}
	v := s.View()
	p := Plan{Format: PlanFormat, Profile: s.rules.Digest(), Kind: v.Kind, Internal: v.Internal, Purpose: v.Purpose}
	for _, r := range info.Rules {
		if r.Digest == p.Profile {
			p.Rules = r.Name
		}
	}
	for _, place := range v.Places[1:] {
		p.Places = append(p.Places, PlannedPlace{Party: place.Party, Function: place.Function, Guest: place.Guest, Post: place.Post})
	}
	for _, it := range v.Items {
		item := PlannedItem{General: it.General, Minutes: it.Minutes}
		if it.Item != nil {
			item.Purpose, item.Criterion = it.Item.Facts.Purpose, it.Item.Facts.Criterion
			for _, at := range it.Item.Sittings {
				item.Sittings = append(item.Sittings, PlannedSeat{Place: at.Place, Role: at.Role})
			}
		}
		p.Items = append(p.Items, item)
	}
	return p, nil
}

// SavePlan makes the plan of this room as a file, encrypted to the minutes key of
// this person's vault alone.
func (s *Session) SavePlan(ctx context.Context) ([]byte, error) {
	p, err := s.Plan(ctx)
	if err != nil {
		return nil, err
	}
	key, err := s.opts.Vault.MinutesKey(ctx)
	if err != nil {
		return nil, fmt.Errorf("client: plan: %w", err)
	}
	file, err := seal.Package(chain.Encode(p), key.Recipient())
	if err != nil {
		return nil, fmt.Errorf("client: plan: %w", err)
	}
	return file, nil
}

// OpenPlan reads the file of SavePlan with the minutes key of a vault.
func OpenPlan(ctx context.Context, v vault.Vault, file []byte) (Plan, error) {
	key, err := v.MinutesKey(ctx)
	if err != nil {
		return Plan{}, fmt.Errorf("client: plan: %w", err)
	}
	content, err := seal.OpenPackage(file, key)
	if err != nil {
		return Plan{}, ErrPlan
	}
	return decodePlan(content)
}

func decodePlan(content []byte) (Plan, error) {
	var p Plan
	if chain.Decode(content, &p) != nil || p.Format != PlanFormat || len(p.Places) >= room.MaxPlaces || len(p.Items) > room.MaxItems {
		return Plan{}, ErrPlan
	}
	return p, nil
}

// Prepare founds a room by a plan, as its chair: places with their posts, items with
// what they are for and who sits there. Secrecy is confirmed on the way. Whatever the
// rules do not allow any more is refused, as it is to anybody; the session is
// returned also then, with what was prepared so far.
func Prepare(ctx context.Context, p Plan, link ChairLink, claims room.Claims, o Options) (*Session, error) {
	f := Foundation{Link: link, Claims: claims, Rules: p.Rules, Kind: p.Kind, Internal: p.Internal, Purpose: p.Purpose}
	for i, place := range p.Places {
		if place.Post == agenda.Deputy {
			f.Deputies = append(f.Deputies, agenda.PlaceID(i+2))
		}
	}
	s, err := Found(ctx, f, o)
	if err != nil {
		return nil, err
	}
	if err := s.Join(ctx); err != nil {
		return s, err
	}
	for _, place := range p.Places {
		if err := s.plannedPlace(ctx, place); err != nil {
			return s, err
		}
	}
	for _, item := range p.Items {
		if err := s.plannedItem(ctx, item); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s *Session) plannedPlace(ctx context.Context, p PlannedPlace) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		return replica.Draft{Kind: room.KindPlace, Payload: room.PlacePayload{
			Place: agenda.PlaceID(len(v.Places) + 1), Party: p.Party, Function: p.Function, Guest: p.Guest, Post: p.Post,
		}}, nil
	})
	return err
}

func (s *Session) plannedItem(ctx context.Context, item PlannedItem) error {
	id, err := s.Item(ctx, item.General, item.Minutes)
	if err != nil {
		return err
	}
	if item.Purpose != "" || item.Criterion != "" { // what it is called is said anew
		if err := s.Describe(ctx, id, Description{Purpose: item.Purpose, Criterion: item.Criterion}); err != nil {
			return err
		}
	}
	for _, at := range item.Sittings {
		if err := s.Sit(ctx, id, at.Place, at.Role); err != nil {
			return err
		}
	}
	return nil
}
