package replica

import (
	"fmt"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// claim is a head that chair or deputy signed and that this device is not given yet.
type claim struct {
	head  chain.Position
	epoch uint64
	beat  chain.Signed
	since int64 // this device's clock, ms
}

// beatOf names a row of heartbeats, in which the time must rise.
type beatOf struct {
	device   crypto.VerifyKey
	audience chain.Audience
}

// Beat takes somebody's heartbeat and holds it against what was verified here; now is
// this device's own clock, ms since 1970 UTC, which nobody puts otherwise meanwhile. It
// returns the seat, and whether the seat was heard by it. It was not when the heartbeat is
// of another epoch or of nobody who is there, when it is one of before that is sent again
// or this seat's own, when a lead's comes later and later (LateAfter), or when a lead has
// been ahead of this device for too long (Behind): then what is heard is only what the
// server lets through.
func (r *Replica) Beat(signed chain.Signed, now int64) (seat chain.Seat, heard bool, err error) {
	if r.evidence != nil {
		return 0, false, ErrBroken
	}
	l := r.line()
	h, err := chain.OpenHeartbeat(signed, r.device)
	if err != nil || h.Room != r.id || h.Epoch != l.state.Epoch() || h.Head.N > l.head().N+MaxAhead || uint32(h.Audience) > l.items {
		return 0, false, nil
	}
	err = l.verifier.Check(h.Head)
	if err == nil {
		err = l.verifier.CheckHere(h.Audience, h.Here, h.Head.N <= l.head().N)
	}
	if err != nil {
		return h.Seat, false, r.stop(err, Evidence{Heartbeat: &signed, Seat: h.Seat})
	}
	device, _ := r.device(h.Seat)
	row := beatOf{device, h.Audience}
	if last, ok := r.heard[row]; ok && h.Time <= last {
		return h.Seat, false, nil
	}
	r.heard[row] = h.Time
	if h.Seat == r.owner.Seat { // an echo: who hears himself hears nobody
		return h.Seat, false, nil
	}
	if !l.state.Leads(h.Seat) {
		return h.Seat, true, nil
	}
	r.claimed(h, signed, now)
	delay := r.delays[device]
	late := delay.late(now, h.Time)
	r.delays[device] = delay
	return h.Seat, !late && r.behind(h.Seat, now) == nil, nil
}

// claimed notes the head of a lead that lies ahead.
func (r *Replica) claimed(h chain.Heartbeat, signed chain.Signed, now int64) {
	claims := r.unreached(h.Seat)
	n := len(claims)
	if h.Head.N <= r.line().head().N || (n > 0 && h.Head.N <= claims[n-1].head.N) {
		return
	}
	if n == MaxClaims { // the oldest says enough
		claims = claims[:n-1]
	}
	r.claims[h.Seat] = append(claims, claim{head: h.Head, epoch: h.Epoch, beat: signed, since: now})
}

// unreached are the heads of a lead, ascending, that this device did not get to.
func (r *Replica) unreached(seat chain.Seat) []claim {
	l, claims := r.line(), r.claims[seat]
	for len(claims) > 0 && (claims[0].head.N <= l.head().N || claims[0].epoch != l.state.Epoch()) {
		claims = claims[1:]
	}
	r.claims[seat] = claims
	return claims
}

// Suspicion says that chair or deputy signed a head which this device is not
// given. It is no proof: records may be on their way. That they stay on their
// way is how a server withholds.
type Suspicion struct {
	Seat      chain.Seat     // who signed
	Heartbeat chain.Signed   // what
	Claimed   chain.Position // how far he has verified
	Head      chain.Position // how far this device has
	Since     int64          // since when this device knows, its own clock, ms since 1970 UTC
}

// Text says in plain words what is suspected.
func (s Suspicion) Text() (nl, en string) {
	missing := s.Claimed.N - s.Head.N
	return fmt.Sprintf("De voorzitter of een plaatsvervanger heeft %d stappen meer gezien dan uw apparaat krijgt. Misschien houdt de server iets achter. Vraag het hardop na.", missing),
		fmt.Sprintf("The chair or a deputy has seen %d steps more than your device is given. The server may be holding something back. Ask about it aloud.", missing)
}

// Behind returns what this device suspects, or nil: that the head of chair or
// deputy has been ahead of its own for longer than WithheldAfter. It ends when
// the log gets there.
func (r *Replica) Behind(now int64) *Suspicion {
	for seat := chain.Seat(1); int(seat) <= r.line().state.Members(); seat++ {
		if s := r.behind(seat, now); s != nil {
			return s
		}
	}
	return nil
}

func (r *Replica) behind(seat chain.Seat, now int64) *Suspicion {
	claims := r.unreached(seat)
	if len(claims) == 0 || !r.line().state.Leads(seat) || now-claims[0].since <= WithheldAfter {
		return nil
	}
	last := claims[len(claims)-1]
	return &Suspicion{Seat: seat, Heartbeat: last.beat, Claimed: last.head, Head: r.line().head(), Since: claims[0].since}
}

// Heartbeats signs how far this device has verified each audience that is
// complete here, the room first. now is ms since 1970 UTC; where a clock stood
// still or went back, the time still rises.
func (r *Replica) Heartbeats(key crypto.SigningKey, now int64) ([]chain.Signed, error) {
	if r.evidence != nil {
		return nil, ErrBroken
	}
	r.beaten = max(now, r.beaten+1)
	l := r.line()
	var beats []chain.Signed
	for i := uint32(0); i <= l.items; i++ {
		a := agenda.ItemID(i).Audience()
		if _, complete := l.bases[a]; a != chain.Room && !complete {
			continue
		}
		b, err := chain.SignHeartbeat(chain.Heartbeat{
			Room: r.id, Epoch: l.state.Epoch(), Seat: r.owner.Seat, Audience: a,
			Head: l.head(), Here: l.verifier.Here(a), Time: r.beaten,
		}, key)
		if err != nil {
			return nil, err
		}
		beats = append(beats, b)
	}
	return beats, nil
}
