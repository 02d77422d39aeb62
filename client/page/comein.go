package page

import (
	"context"
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// AskOpen returns to a room that this device has a seat in.
type AskOpen struct {
	Room crypto.Digest `json:"room"`
}

func open(ctx context.Context, c *call, ask AskOpen) (Nothing, error) {
	return c.desk.enter(func(o client.Options) (*client.Session, error) { return client.Open(ctx, ask.Room, o) })
}

// shut stops waiting, or leaves the connection; the place in a room stays.
func shut(_ context.Context, c *call, _ Nothing) (Nothing, error) {
	c.desk.shut()
	return Nothing{}, nil
}

// logout destroys everything that this browser keeps of every room: keys, heads,
// text that was not sent, and the minutes key. It needs no server.
func logout(ctx context.Context, c *call, _ Nothing) (Nothing, error) {
	c.desk.shut()
	return Nothing{}, c.desk.guard.Wipe(ctx)
}

// offer fills Snapshot.offered with the covenants of the server.
func offer(ctx context.Context, c *call, _ Nothing) (Nothing, error) {
	server, err := c.desk.options().Server(c.desk.opts.Origin)
	if err != nil {
		return Nothing{}, err
	}
	info, err := server.Info(ctx)
	if err != nil {
		return Nothing{}, err
	}
	var offered []Profile
	for _, r := range info.Rules {
		rules, err := server.Rules(ctx, r.Digest)
		if err != nil {
			return Nothing{}, err
		}
		c.desk.know(rules)
		p := profileOf(rules, "")
		p.Name = r.Name
		offered = append(offered, *p)
	}
	c.desk.tell(func(s *Snapshot) { s.Offered = offered })
	return Nothing{}, nil
}

// AskFound founds a room with the chair's link. The chair joins next, as
// everybody does.
type AskFound struct {
	Link     string           `json:"link"`
	Claims   Claims           `json:"claims"` // of the chair
	Rules    covenant.Code    `json:"rules"`  // name of an offered profile
	Kind     covenant.Code    `json:"kind"`
	Internal bool             `json:"internal,omitempty"` // only people of one team
	Purpose  covenant.Code    `json:"purpose"`
	Deputies []agenda.PlaceID `json:"deputies,omitempty"` // places that will be deputies, from 2
}

func found(ctx context.Context, c *call, ask AskFound) (Nothing, error) {
	link, err := client.ParseChairLink(ask.Link)
	if err != nil || link.Server != c.desk.opts.Origin {
		return Nothing{}, client.ErrLink
	}
	return c.desk.enter(func(o client.Options) (*client.Session, error) {
		return client.Found(ctx, client.Foundation{
			Link: link, Claims: room.Claims(ask.Claims), Rules: ask.Rules, Kind: ask.Kind, Internal: ask.Internal,
			Purpose: ask.Purpose, Deputies: ask.Deputies,
		}, o)
	})
}

// AskLook asks what an invitation is for; Snapshot.welcome says it. It uses
// nothing up. The core keeps the link, so the page can forget it.
type AskLook struct {
	Link string `json:"link"`
}

func look(ctx context.Context, c *call, ask AskLook) (Nothing, error) {
	inv, err := client.ParseInvitation(ask.Link)
	if err != nil || inv.Server != c.desk.opts.Origin {
		return Nothing{}, client.ErrLink
	}
	_, err = c.desk.guard.Place(ctx, inv.Room)
	known := err == nil
	w, err := client.Look(ctx, inv, c.desk.options())
	if err != nil {
		if known { // the invitation was used, by this device
			c.desk.tell(func(s *Snapshot) { s.Welcome = &Welcome{Room: actOf(inv.Room), Known: true} })
			return Nothing{}, nil
		}
		return Nothing{}, atTheDoor(err)
	}
	rules := w.Covenant
	c.desk.know(rules)
	profile := profileOf(rules, w.Party)
	welcome := &Welcome{
		Room: actOf(inv.Room), Known: known, Host: w.Host, HostParty: named(rules.Parties(), w.HostOf), Kind: named(rules.RoomKinds(), w.Kind),
		Covenant: profile.Title, Party: named(rules.Parties(), w.Party), PartyCode: w.Party, Function: w.Function, Guest: w.Guest, Expires: w.Expires,
		Secrecy: profile.Secrecy,
	}
	if w.Returns != nil {
		claims := claimsOf(*w.Returns)
		welcome.Returns = &claims
	}
	c.desk.invite(inv, w)
	c.desk.tell(func(s *Snapshot) { s.Stage, s.Welcome, s.Profile = StageInvited, welcome, profile })
	return Nothing{}, nil
}

// atTheDoor says that an invitation holds no more to who knows no rules yet, and so
// no sentence for the refusal.
func atTheDoor(err error) error {
	var refusal *room.Refusal
	if errors.As(err, &refusal) && refusal.Code == room.CodeInvitationSpent {
		return client.ErrSpent
	}
	return err
}

// AskKnock asks to be let in with the invitation that was looked at. The stage is
// waiting then, and room when the chair admits.
type AskKnock struct {
	Claims Claims `json:"claims"` // the party is that of the place; a guest gives his name alone
}

func knock(ctx context.Context, c *call, ask AskKnock) (Nothing, error) {
	inv, party, guest, ok := c.desk.invitation()
	if !ok {
		return Nothing{}, client.ErrLink
	}
	ask.Claims.Party = party
	if back := c.desk.comesBack(); back != nil { // a seat is a person: he comes back as who he was
		ask.Claims = claimsOf(*back)
	}
	knock := func() (*client.Visitor, error) {
		return client.Knock(ctx, inv, room.Claims(ask.Claims), c.desk.options())
	}
	if guest != "" { // his name stays on this device until he sits somewhere
		knock = func() (*client.Visitor, error) { return client.KnockGuest(ctx, inv, ask.Claims.Name, c.desk.options()) }
	}
	visitor, err := knock()
	if err != nil {
		return Nothing{}, atTheDoor(err)
	}
	c.desk.wait(visitor, ask.Claims)
	return Nothing{}, nil
}

// AskCancel stops a request that is not answered yet. An act may be admitted all
// the same; the room then shows it.
type AskCancel struct {
	Of uint64 `json:"of"` // id of the request
}

func cancel(_ context.Context, c *call, ask AskCancel) (Nothing, error) {
	c.desk.cancel(ask.Of)
	return Nothing{}, nil
}

// takeHere takes the keys from the tab that has them. Where a desk answers this
// tab has them already; otherwise client/wasm takes them.
func takeHere(context.Context, *call, Nothing) (Nothing, error) { return Nothing{}, nil }
