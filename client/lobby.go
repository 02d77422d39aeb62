package client

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// Welcome is what somebody who was invited may know before he comes in.
type Welcome struct {
	wire.Looked
	SecrecyNL, SecrecyEN string          // what he confirms when he joins
	Covenant             *covenant.Rules // what the room runs under
}

// Look asks what an invitation is for. It uses nothing up.
func Look(ctx context.Context, inv Invitation, o Options) (Welcome, error) {
	o = o.withDefaults()
	server, err := o.Server(inv.Server)
	if err != nil {
		return Welcome{}, err
	}
	looked, rules, err := server.look(ctx, inv)
	if err != nil {
		return Welcome{}, err
	}
	w := Welcome{Looked: looked, Covenant: rules}
	w.SecrecyNL, w.SecrecyEN = rules.SecrecyText()
	return w, nil
}

func (s *Server) look(ctx context.Context, inv Invitation) (wire.Looked, *covenant.Rules, error) {
	var looked wire.Looked
	ask := wire.Look{Invitation: inv.ID, Lobby: inv.Secret.Lobby()}
	if err := s.ask(ctx, "POST", roomPath(wire.PathLook, inv.Room), ask, &looked); err != nil {
		return wire.Looked{}, nil, err
	}
	rules, err := s.Rules(ctx, looked.Rules)
	return looked, rules, err
}

// Visitor is somebody in the lobby.
type Visitor struct {
	// static
	server *Server
	inv    Invitation
	opts   Options
	rules  *covenant.Rules
	knock  wire.Knock
	name   string // of a guest, to keep with his place; otherwise empty
	place  vault.Place
}

// Knock makes fresh keys and asks to be let in. claims are confirmed by the
// chair; the party must be that of the place. By a link to come back on another
// device the claims are those of the seat: they may be left zero.
func Knock(ctx context.Context, inv Invitation, claims room.Claims, o Options) (*Visitor, error) {
	o = o.withDefaults()
	server, err := o.Server(inv.Server)
	if err != nil {
		return nil, err
	}
	looked, rules, err := server.look(ctx, inv)
	if err != nil {
		return nil, err
	}
	if looked.Returns != nil && claims == (room.Claims{}) {
		claims = *looked.Returns
	}
	keys, err := newKeys(ctx, o.Vault)
	if err != nil {
		return nil, err
	}
	bundle, err := room.SignBundle(room.Bundle{
		Room: inv.Room, Invitation: inv.ID, Recipient: keys.Seat.Recipient(), Claims: claims,
	}, keys.Signing)
	if err != nil {
		return nil, fmt.Errorf("client: knock: %w", err)
	}
	v := &Visitor{
		server: server, inv: inv, opts: o, rules: rules,
		knock: wire.Knock{Invitation: inv.ID, Lobby: inv.Secret.Lobby(), Bundle: bundle, MAC: inv.Secret.BundleMAC(bundle.Bytes, inv.ID)},
		place: vault.Place{Room: inv.Room, Server: server.base, Keys: keys, Rules: rules.Encode(), Until: latestDate(rules, o.Now().UnixMilli())},
	}
	return v, v.again(ctx)
}

func (v *Visitor) again(ctx context.Context) error {
	return v.server.ask(ctx, "POST", roomPath(wire.PathKnock, v.inv.Room), v.knock, nil)
}

// Wait waits to be let in and returns the session of the new seat, which joins
// next (Session.Join). While the server cannot be reached he goes on waiting, until
// ctx ends. ErrSpent says that somebody else was let in, or nobody is
// any more.
func (v *Visitor) Wait(ctx context.Context) (*Session, error) {
	ask := wire.Wait{Invitation: v.inv.ID, Lobby: v.inv.Secret.Lobby()}
	for failures, refusals := 0, 0; ; {
		var waited wire.Waited
		err := v.server.call(ctx, "POST", roomPath(wire.PathWait, v.inv.Room), nil, ask, &waited)
		if err != nil {
			var refusal *room.Refusal
			if failures++; errors.As(err, &refusal) {
				refusals++
				// The server was restarted and knows nobody who waits.
				err = errors.Join(err, v.again(ctx))
			}
			if ctx.Err() != nil || refusals > maxRetries {
				return nil, err
			}
			if err := sleep(ctx, min(time.Duration(failures)*retryDelay, maxLobbyDelay)); err != nil {
				return nil, err
			}
			continue
		}
		failures, refusals = 0, 0
		switch {
		case waited.State == wire.Waiting:
		case waited.State == wire.Admitted && waited.Token != nil && waited.Seat > 0:
			v.place.Seat, v.place.Token = waited.Seat, *waited.Token
			if err := v.opts.Vault.Keep(ctx, v.place); err != nil {
				return nil, fmt.Errorf("client: wait: %w", err)
			}
			if err := v.keepName(ctx); err != nil {
				return nil, fmt.Errorf("client: wait: %w", err)
			}
			return newSession(v.server, v.place, v.rules, v.opts).begin(), nil
		default:
			return nil, ErrSpent
		}
	}
}

// keepName keeps a guest's name beside the place he has now.
func (v *Visitor) keepName(ctx context.Context) error {
	if v.name == "" {
		return nil
	}
	return v.opts.Vault.KeepUnsent(ctx, v.place.Room, ownName, v.name)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Visit is a joiner in the lobby, as chair and deputies see him.
type Visit struct {
	Invitation crypto.Digest
	Place      agenda.PlaceID
	Returns    chain.Seat  // who comes back on another device (Reseat); 0 for somebody new (Admit)
	Claims     room.Claims // empty for a guest
	Guest      string      // whom the chair gave a guest's link to
	Device     crypto.VerifyKey
	Since      int64 // server's clock, ms since 1970 UTC
	// Genuine says that his keys and claims come from who holds the invitation
	// link; nobody else can be admitted.
	Genuine bool
	bundle  chain.Signed
}

// Visits lists who waits to be admitted.
func (s *Session) Visits() []Visit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.visiting()
}

// UntilVisit waits until who holds this invitation waits to be admitted.
func (s *Session) UntilVisit(ctx context.Context, invitation crypto.Digest) (visit Visit, err error) {
	err = s.until(ctx, func() bool {
		all := s.visiting()
		i := slices.IndexFunc(all, func(v Visit) bool { return v.Invitation == invitation })
		if i >= 0 {
			visit = all[i]
		}
		return i >= 0
	})
	return visit, err
}

// visiting is Visits with mu held.
func (s *Session) visiting() []Visit {
	var visits []Visit
	v := s.replica.View()
	for _, w := range s.visits {
		b, err := room.OpenBundle(w.Bundle)
		if err != nil || b.Room != s.room || b.Invitation != w.Invitation {
			continue
		}
		for _, inv := range v.Invitations {
			if inv.ID == w.Invitation && !inv.Spent { // the server may say a moment later that he was let in
				guest, genuine := s.genuine(inv, w)
				visits = append(visits, Visit{
					Invitation: w.Invitation, Place: inv.Place, Returns: inv.Returns, Claims: b.Claims, Device: b.Device, Since: w.Since,
					Genuine: genuine, Guest: guest, bundle: w.Bundle,
				})
			}
		}
	}
	return visits
}

// genuine checks the code that only who has the link can make, and says which guest
// was given it. s.mu is held.
func (s *Session) genuine(inv room.InvitationView, w wire.Visit) (guest string, genuine bool) {
	text, err := replica.Open[room.InvitationText](s.replica, inv.Text)
	if err != nil {
		return "", false
	}
	secret, err := crypto.ParseInvitationSecret(text.Secret)
	return text.Guest, err == nil && secret.VerifyBundleMAC(w.Bundle.Bytes, w.Invitation, w.MAC) == nil
}

// Admit lets in a joiner whom Visits lists: whole as he presents himself. The
// chair has looked at his claims. ErrForged says that he does not hold the link,
// ErrUnknown that he is not waiting.
func (s *Session) Admit(ctx context.Context, visit Visit) (chain.Seat, error) {
	var seat chain.Seat
	err := s.letIn(ctx, visit, func(v room.View, inv room.InvitationView, bundle chain.Signed) replica.Draft {
		seat = chain.Seat(len(v.Seats) + 1)
		return replica.Draft{Kind: room.KindAdmit, Payload: room.AdmitPayload{Seat: seat, Place: inv.Place, Bundle: bundle}}
	})
	return seat, err
}

// Reseat gives the seat of a visit that Returns the device that waits: the keys and
// sessions of the former one end at once. Chair or deputy has made sure that it is
// the same person. Errors as of Admit.
func (s *Session) Reseat(ctx context.Context, visit Visit) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	return s.letIn(ctx, visit, func(_ room.View, inv room.InvitationView, bundle chain.Signed) replica.Draft {
		return replica.Draft{Kind: room.KindReseat, Payload: room.ReseatPayload{Seat: inv.Returns, Bundle: bundle}}
	})
}

// letIn makes an act that lets in a joiner who waits and holds the link.
func (s *Session) letIn(ctx context.Context, visit Visit, act func(room.View, room.InvitationView, chain.Signed) replica.Draft) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		inv, wire, ok := s.waiting(v, visit)
		if !ok {
			return replica.Draft{}, ErrUnknown
		}
		if _, genuine := s.genuine(inv, wire); !genuine {
			return replica.Draft{}, ErrForged
		}
		d := act(v, inv, wire.Bundle)
		d.Refs = []crypto.Digest{inv.Latest}
		return d, nil
	})
	return err
}

// waiting finds a visit among those of the server. s.mu is held.
func (s *Session) waiting(v room.View, visit Visit) (room.InvitationView, wire.Visit, bool) {
	for _, inv := range v.Invitations {
		for _, w := range s.visits {
			if inv.ID == visit.Invitation && w.Invitation == inv.ID && w.Bundle.Signature == visit.bundle.Signature {
				return inv, w, true
			}
		}
	}
	return room.InvitationView{}, wire.Visit{}, false
}
