package page

import (
	"cmp"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Room is what the person at this device may see of the room now.
type Room struct {
	ID          Act           `json:"id"`
	Kind        covenant.Code `json:"kind"`
	Internal    bool          `json:"internal"`
	Purpose     covenant.Code `json:"purpose"`
	Founded     int64         `json:"founded"`
	Phase       room.Phase    `json:"phase"`
	Suspended   bool          `json:"suspended"` // records were lost: nothing is taken in until chair or deputy resume
	Viewer      chain.Seat    `json:"viewer"`
	Code        Act           `json:"code"`      // the act whose code is read aloud; empty before there is one
	CodeWords   []string      `json:"codeWords"` // as this device computes them
	Started     int64         `json:"started"`
	Closed      int64         `json:"closed"`
	DestroyOn   int64         `json:"destroyOn"` // day on which the contents are destroyed at the latest; 0 before it is closed
	Places      []Place       `json:"places"`
	Seats       []Seat        `json:"seats"`
	Invitations []Invitation  `json:"invitations"` // for chair and deputies
	Visits      []Visit       `json:"visits"`      // for chair and deputies
	Outsiders   []Outsider    `json:"outsiders"`
	Archives    []Archive     `json:"archives"`
	Items       []Item        `json:"items"` // in the order of the agenda
	Packages    []Package     `json:"packages"`
	Nothing     []Recipient   `json:"nothing"` // who gets nothing, by the chair's word
	Gates       []Gate        `json:"gates"`   // for chair and deputies
	Reactions   []Reaction    `json:"reactions"`
	Newcomers   []Newcomer    `json:"newcomers"` // one question each: show him what I brought in?
	Unshown     []Unshown     `json:"unshown"`   // for chair and deputies: what owners are asked about newcomers
	Stewards    []chain.Seat  `json:"stewards"`  // whom the viewer can name to decide about what he brought in, when he leaves
	Due         []Due         `json:"due"`       // what the viewer must not forget
}

// Claims are what somebody says of himself; the party is that of his place.
type Claims struct {
	Name     string        `json:"name"`
	Party    covenant.Code `json:"party"`
	Function string        `json:"function"`
	Contact  string        `json:"contact"` // business contact; may be empty
}

func claimsOf(c room.Claims) Claims { return Claims(c) }

// Seat is one person in the room.
type Seat struct {
	ID         chain.Seat     `json:"id"`
	Place      agenda.PlaceID `json:"place"`
	Post       agenda.Post    `json:"post"`
	Claims     Claims         `json:"claims"`     // of a guest his name alone, as far as this device can read it
	Joined     bool           `json:"joined"`     // has confirmed secrecy; is shown nothing before
	Confirmed  bool           `json:"confirmed"`  // has confirmed the code that is read aloud now
	MinutesKey bool           `json:"minutesKey"` // packages can be made for him
	Gone       covenant.Code  `json:"gone"`       // left or removed; empty while present
	Connected  bool           `json:"connected"`  // as the server says
	Away       int64          `json:"away"`       // when this device saw his connection go; 0 for who is there, or was not since this device is
	Reseated   bool           `json:"reseated"`   // has another device than he came with
	NewKey     bool           `json:"newKey"`     // has announced another minutes key, which nobody confirmed yet
	KeyMark    string         `json:"keyMark"`    // to compare that key by; otherwise of the one he has
	Steward    chain.Seat     `json:"steward"`    // who decides about what he brought in, once he is gone; 0 for nobody
}

// Place is an invited party and function.
type Place struct {
	ID       agenda.PlaceID `json:"id"`
	Party    covenant.Code  `json:"party"`
	Function string         `json:"function"`
	Post     agenda.Post    `json:"post"`
	Seat     chain.Seat     `json:"seat"`    // who fills it; 0 while nobody does
	Guest    covenant.Code  `json:"guest"`   // kind of guest; empty for a professional, who has party and function instead
	Present  bool           `json:"present"` // somebody is there without a device; he fills no seat
}

// Invitation is a link for one place. The link itself is given once, to who makes it.
type Invitation struct {
	Act     Act            `json:"act"` // what uninvite names
	Place   agenda.PlaceID `json:"place"`
	Expires int64          `json:"expires"`
	Spent   bool           `json:"spent"` // used or withdrawn
	Seat    chain.Seat     `json:"seat"`  // who came in by it; 0 while nobody
}

// Visit is somebody in the lobby.
type Visit struct {
	Invitation Act            `json:"invitation"` // what admit, reseat and turn_away name
	Returns    chain.Seat     `json:"returns"`    // who comes back on another device: reseat him; 0 for somebody new: admit him
	Guest      string         `json:"guest"`      // whom the chair gave a guest's link to
	Place      agenda.PlaceID `json:"place"`
	Claims     Claims         `json:"claims"`
	Since      int64          `json:"since"`
	Genuine    bool           `json:"genuine"` // holds the link; who does not cannot be admitted
}

// Outsider is a recipient who is not in the room.
type Outsider struct {
	Number uint32         `json:"number"`
	Name   string         `json:"name"`   // organisation, or a person as far as this device can read it
	Kind   covenant.Code  `json:"kind"`   // empty for an organisation
	Spoken bool           `json:"spoken"` // gets a passphrase by telephone: he has no key
	Place  agenda.PlaceID `json:"place"`  // where he is there without a device; 0 for who does not take part
}

// Archive is the key of a party, which the packages of its people are encrypted to as well.
type Archive struct {
	Party     covenant.Code `json:"party"`
	Seat      chain.Seat    `json:"seat"`      // who named it; it goes when he goes
	Confirmed bool          `json:"confirmed"` // chair or deputy vouched for it; until then nothing is encrypted to it
	KeyMark   string        `json:"keyMark"`   // to compare it by
}

// Recipient is who gets something: a seat, or an outsider by number. Exactly one
// of the two is not 0.
type Recipient struct {
	Seat    chain.Seat `json:"seat"`
	Outside uint32     `json:"outside"`
}

func recipientOf(r room.Recipient) Recipient { return Recipient(r) }

func recipientsOf(from []room.Recipient) []Recipient {
	var list []Recipient
	for _, r := range from {
		list = append(list, recipientOf(r))
	}
	return list
}

// Gate is something that must be done before the minutes are adopted.
type Gate struct {
	Code       covenant.Code      `json:"code"`
	Articles   []covenant.Article `json:"articles"`
	Met        bool               `json:"met"`
	Items      []agenda.ItemID    `json:"items"`      // where something is still to be done
	Recipients []Recipient        `json:"recipients"` // for whom
	Open       []Act              `json:"open"`       // proposals or packages it is about
}

// Package is a package without its contents.
type Package struct {
	Act       Act           `json:"act"`
	Kind      covenant.Code `json:"kind"`
	Recipient Recipient     `json:"recipient"`
	Issuer    chain.Seat    `json:"issuer"`
	Time      int64         `json:"time"`
	Releases  []Act         `json:"releases"`
	Own       []Act         `json:"own"`       // contributions of the recipient himself
	Made      bool          `json:"made"`      // the file is there
	Delivered int64         `json:"delivered"` // when its first byte left; 0 before
	Opened    bool          `json:"opened"`
	Withdrawn bool          `json:"withdrawn"` // something in it was withdrawn: recalled when it had not left, listed when it had
	Archived  bool          `json:"archived"`  // its file is for the archive of the recipient's party, too
	Again     Act           `json:"again"`     // issue act of the same contents, for a new key of the recipient; empty for what was issued first
	ReactBy   int64         `json:"reactBy"`   // of a concept: the last day to react; otherwise 0
	Consents  []Act         `json:"consents"`  // records of consent that it rested on when it was issued
	OldKey    bool          `json:"oldKey"`    // encrypted to a key that its recipient has no more: issue it again
}

// roomOf makes the view of a session.
func roomOf(s *client.Session) *Room {
	v := s.View()
	r := &Room{
		ID: actOf(v.Room), Kind: v.Kind, Internal: v.Internal, Purpose: v.Purpose, Founded: s.When(v.Room), Phase: v.Phase,
		Suspended: v.Suspended, Viewer: v.Viewer, Code: actOf(v.Code), Started: v.Started, Closed: v.Closed,
		Nothing: recipientsOf(v.Nothing),
	}
	if words, ok := s.CodeWords(); ok {
		r.CodeWords = words[:]
	}
	if v.Closed != 0 {
		r.DestroyOn = s.Rules().Destruction(v.Closed / room.DayMillis)
	}
	for _, p := range v.Places {
		r.Places = append(r.Places, Place{
			ID: p.ID, Party: p.Party, Function: p.Function, Post: p.Post, Seat: p.Seat, Guest: p.Guest, Present: p.Present,
		})
	}
	r.people(s, v)
	r.Reactions = reactionsOf(s, v.Reactions)
	r.Stewards, r.Unshown = stewardsOf(v), unshownOf(s, v)
	for _, d := range v.Due {
		r.Due = append(r.Due, Due(d))
	}
	for _, o := range v.Outsiders {
		out := Outsider{Number: o.Number, Name: o.Organisation, Kind: o.Kind, Spoken: o.Recipient.IsZero(), Place: o.Place}
		if o.Name != nil {
			name, _ := client.ReadSealed[room.OutsideText](s, o.Name)
			out.Name = name.Name
		}
		r.Outsiders = append(r.Outsiders, out)
	}
	for _, a := range v.Archives {
		r.Archives = append(r.Archives, Archive{Party: a.Party, Seat: a.Seat, Confirmed: a.Confirmed, KeyMark: s.Mark(a.Recipient)})
	}
	for i, it := range v.Items {
		r.Items = append(r.Items, itemOf(s, it, i+1))
	}
	for _, p := range v.Packages {
		r.Packages = append(r.Packages, Package{
			Act: actOf(p.Act), Kind: p.Kind, Recipient: recipientOf(p.Recipient), Issuer: p.Issuer, Time: s.When(p.Act),
			Releases: actsOf(p.Releases), Own: actsOf(p.Own), Made: !p.File.IsZero(), Delivered: p.Delivered, Opened: p.Opened,
			Withdrawn: p.Withdrawn, Archived: len(p.Keys) > 1, Again: actOf(p.Again), ReactBy: p.ReactUntil,
			Consents: actsOf(p.Consents), OldKey: oldKey(v, p),
		})
	}
	for _, g := range s.Gates() {
		r.Gates = append(r.Gates, Gate{
			Code: g.Code, Articles: g.Articles, Met: g.Met, Items: g.Items, Recipients: recipientsOf(g.Seats), Open: actsOf(g.Open),
		})
	}
	return r
}

func (r *Room) people(s *client.Session, v room.View) {
	connected := map[chain.Seat]bool{}
	for _, seat := range s.Present() {
		connected[seat] = true
	}
	guests := guestNames(s, v)
	for _, seat := range v.Seats {
		if name, ok := guests[seat.ID]; ok {
			seat.Claims.Name = name
		}
		r.Seats = append(r.Seats, Seat{
			ID: seat.ID, Place: seat.Place, Post: seat.Post, Claims: claimsOf(seat.Claims), Joined: seat.Joined, Confirmed: seat.Confirmed,
			MinutesKey: !seat.MinutesKey.IsZero(), Gone: seat.Gone, Connected: connected[seat.ID], Away: s.AwaySince(seat.ID),
			Reseated: !seat.Reseated.IsZero(), NewKey: !seat.NewKey.IsZero(), Steward: seat.Steward,
			KeyMark: s.Mark(cmp.Or(seat.NewKey, seat.MinutesKey)),
		})
	}
	for _, inv := range v.Invitations {
		if inv.Text != nil && !inv.Text.Envelope.IsZero() { // sealed to chair and deputies
			r.Invitations = append(r.Invitations, Invitation{
				Act: actOf(inv.ID), Place: inv.Place, Expires: inv.Expires, Spent: inv.Spent, Seat: inv.Seat,
			})
		}
	}
	for _, w := range s.Visits() {
		r.Visits = append(r.Visits, Visit{
			Invitation: actOf(w.Invitation), Returns: w.Returns, Guest: w.Guest, Place: w.Place, Claims: claimsOf(w.Claims), Since: w.Since, Genuine: w.Genuine,
		})
	}
}
