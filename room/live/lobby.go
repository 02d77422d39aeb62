package live

import (
	"context"
	"crypto/hmac"
	"errors"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// Errors of the lobby. What one may not know looks like what does not exist.
var (
	// ErrNoInvitation: there is no such invitation, or the link does not open it.
	ErrNoInvitation = errors.New("live: no such invitation")
	// ErrSpent: the invitation was used, withdrawn, or has expired.
	ErrSpent = errors.New("live: the invitation holds no more")
	// ErrKnock: what the joiner brings is not for this invitation.
	ErrKnock = errors.New("live: not a bundle for this invitation")
	// ErrCrowded: too many wait already, or knock with this invitation.
	ErrCrowded = errors.New("live: too many are waiting")
)

// lobby holds who waits to be let in. It is in memory only: a joiner's page
// knocks again when it hears that nobody knows it any more.
type lobby struct {
	visits  []*visit                  // by arrival
	knocks  map[crypto.Digest]*bucket // by invitation
	changed chan struct{}
}

type visit struct {
	wire.Visit
	device crypto.VerifyKey
	seen   time.Time // last time the joiner asked
}

func newLobby() lobby {
	return lobby{changed: make(chan struct{}), knocks: map[crypto.Digest]*bucket{}}
}

// wake lets everybody who waits look again.
func (l *lobby) wake() {
	close(l.changed)
	l.changed = make(chan struct{})
}

func (l *lobby) frame() []byte {
	var f wire.Lobby
	for _, v := range l.visits {
		f.Visits = append(f.Visits, v.Visit)
	}
	return wire.Encode(wire.TypeLobby, f)
}

// prune forgets who went away, and whose invitation holds no more. It says
// whether anything changed.
func (l *lobby) prune(s *room.State, now time.Time) bool {
	kept := l.visits[:0]
	for _, v := range l.visits {
		inv, _, ok := s.Invited(v.Invitation)
		if ok && !spent(inv, now) && now.Sub(v.seen) < visitLifetime {
			kept = append(kept, v)
		}
	}
	for id := range l.knocks {
		if inv, _, ok := s.Invited(id); !ok || spent(inv, now) {
			delete(l.knocks, id)
		}
	}
	changed := len(kept) != len(l.visits)
	clear(l.visits[len(kept):])
	l.visits = kept
	return changed
}

// inTime says whether one more may knock with an invitation now.
func (l *lobby) inTime(invitation crypto.Digest, now time.Time) bool {
	if l.knocks[invitation] == nil {
		l.knocks[invitation] = newBucket(KnockRate, KnockBurst, now)
	}
	return l.knocks[invitation].take(now)
}

// knock lets a joiner wait. The same device again takes its own place.
func (l *lobby) knock(v *visit) error {
	same := 0
	for i, other := range l.visits {
		if other.Invitation != v.Invitation {
			continue
		}
		if other.device == v.device {
			v.Since = other.Since
			l.visits[i] = v
			return nil
		}
		same++
	}
	if same >= MaxVisitsPerLink || len(l.visits) >= MaxVisits {
		return ErrCrowded
	}
	l.visits = append(l.visits, v)
	return nil
}

// touch notes that somebody with this invitation still waits.
func (l *lobby) touch(invitation crypto.Digest, now time.Time) (waiting bool) {
	for _, v := range l.visits {
		if v.Invitation == invitation {
			v.seen, waiting = now, true
		}
	}
	return waiting
}

func spent(inv room.Invitation, now time.Time) bool {
	return inv.Spent || now.UnixMilli() >= inv.Expires
}

// open finds the invitation that a lobby value opens.
func (r *liveRoom) open(id crypto.Digest, value [32]byte) (room.Invitation, agenda.Place, error) {
	inv, place, ok := r.core.state.Invited(id)
	hash := crypto.LobbyHash(value)
	if !ok || !hmac.Equal(hash[:], inv.LobbyHash[:]) {
		return room.Invitation{}, agenda.Place{}, ErrNoInvitation
	}
	return inv, place, nil
}

// Look tells what an invitation is for, and uses nothing up: a mail scanner may
// look as often as it likes. Errors: ErrNoRoom, ErrNoInvitation, ErrSpent.
func (h *Hub) Look(ctx context.Context, id crypto.Digest, l wire.Look) (looked wire.Looked, err error) {
	asked := h.with(ctx, id, func(r *liveRoom) {
		inv, place, e := r.open(l.Invitation, l.Lobby)
		if err = e; err != nil {
			return
		}
		if spent(inv, h.now()) {
			err = ErrSpent
			return
		}
		g, host := r.core.state.Founding(), r.core.state.Host()
		looked = wire.Looked{
			Rules: g.Profile, Kind: g.Kind, Host: host.Claims.Name, HostOf: host.Claims.Party,
			Party: place.Party, Function: place.Function, Guest: place.Guest, Expires: inv.Expires,
		}
		if back, ok := r.core.state.Member(inv.Returns); ok {
			looked.Returns = &back.Claims
		}
	})
	return looked, errors.Join(asked, err)
}

// Knock lets a joiner wait in the lobby. Errors: those of Look, ErrKnock and
// ErrCrowded.
func (h *Hub) Knock(ctx context.Context, id crypto.Digest, k wire.Knock) (err error) {
	// The bundle is looked at last, and not by the room's goroutine: that costs a
	// signature and a hybrid key, and whoever has no link is worth neither.
	asked := h.with(ctx, id, func(r *liveRoom) { err = r.mayKnock(k) })
	if err = errors.Join(asked, err); err != nil {
		return err
	}
	b, err := room.OpenBundle(k.Bundle)
	if err != nil || b.Room != id || b.Invitation != k.Invitation {
		return ErrKnock
	}
	asked = h.with(ctx, id, func(r *liveRoom) {
		inv, _, e := r.open(k.Invitation, k.Lobby)
		now := h.now()
		switch {
		case e != nil:
			err = e
		case spent(inv, now): // meanwhile
			err = ErrSpent
		default:
			err = r.lobby.knock(&visit{
				Visit:  wire.Visit{Invitation: k.Invitation, Bundle: k.Bundle, MAC: k.MAC, Since: now.UnixMilli()},
				device: b.Device, seen: now,
			})
			if err == nil {
				r.lobbyChanged()
			}
		}
	})
	return errors.Join(asked, err)
}

// mayKnock says why nobody may knock like this, or nil.
func (r *liveRoom) mayKnock(k wire.Knock) error {
	inv, _, err := r.open(k.Invitation, k.Lobby)
	now := r.hub.now()
	switch {
	case err != nil:
		return err
	case spent(inv, now):
		return ErrSpent
	case !r.lobby.inTime(k.Invitation, now):
		return ErrCrowded
	}
	return nil
}

// Wait answers what became of a knock, as soon as there is something to say or
// wait is over. Errors: ErrNoRoom, ErrNoInvitation.
func (h *Hub) Wait(ctx context.Context, id crypto.Digest, w wire.Wait, wait time.Duration) (wire.Waited, error) {
	r, err := h.acquire(ctx, id)
	if err != nil {
		return wire.Waited{}, err
	}
	defer h.release(r)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for over := false; ; {
		var waited wire.Waited
		var changed chan struct{}
		if !r.ask(ctx, func() {
			waited, err = r.waited(w)
			changed = r.lobby.changed
		}) {
			return wire.Waited{}, ErrAway
		}
		if err != nil || waited.State != wire.Waiting || over {
			return waited, err
		}
		select {
		case <-changed:
		case <-timer.C:
			over = true
		case <-r.stopped:
			return waited, nil
		case <-ctx.Done():
			return wire.Waited{}, ctx.Err()
		}
	}
}

// waited is the present answer. Nobody waits any more whose knock was forgotten.
func (r *liveRoom) waited(w wire.Wait) (wire.Waited, error) {
	inv, _, err := r.open(w.Invitation, w.Lobby)
	if err != nil {
		return wire.Waited{}, err
	}
	if inv.Seat != 0 {
		member, _ := r.core.state.Member(inv.Seat)
		if member.Gone != "" || member.LetInBy() != inv.Admission { // he has come back by another link since
			return wire.Waited{State: wire.Spent}, nil
		}
		token, err := r.hub.tokens.Issue(r.id, member.ID, member.Device)
		if err != nil {
			return wire.Waited{}, err
		}
		return wire.Waited{State: wire.Admitted, Seat: member.ID, Token: &token}, nil
	}
	now := r.hub.now()
	if spent(inv, now) {
		return wire.Waited{State: wire.Spent}, nil
	}
	if !r.lobby.touch(w.Invitation, now) {
		return wire.Waited{}, ErrNotKnocked
	}
	return wire.Waited{State: wire.Waiting}, nil
}
