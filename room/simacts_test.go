package room_test

import (
	"slices"

	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// fetch asks for files that did not come with their records, once on a connection.
func (d *device) fetch() {
	if d.link == nil || !d.greeted {
		return
	}
	for _, digest := range d.replica.Missing() {
		if !d.fetched[digest] {
			d.fetched[digest] = true
			d.send(wire.TypeFetch, wire.Fetch{Digest: digest}, false)
		}
	}
}

// turn is that of its next act.
func (d *device) turn() replica.Turn {
	t := d.replica.Turn()
	if d.epoch == d.replica.Epoch() && d.counter >= t.Counter {
		return replica.Turn{Counter: d.counter + 1, Previous: d.last}
	}
	return t
}

// ready says whether it may sign an act now.
func (d *device) ready() bool {
	return d.stopped == "" && d.link != nil && d.greeted && d.flight == nil && d.replica.Applied() > 0 && !d.replica.Unresolved()
}

// state is the room as this device knows it.
func (d *device) state() *room.State { return d.replica.SealTo().(*room.State) }

// does signs what its person wants, as far as it knows what that is about, and submits
// it where its own copy of the room lets it; one that cheats asks nobody.
func (d *device) does(w room.Wish, cheats bool) {
	turn := d.turn()
	act := chain.Act{Counter: turn.Counter, Previous: turn.Previous, Seen: d.replica.Head()}
	sub, ok := d.w.game.Sign(w, d.key, d.state(), d.now(), act)
	switch {
	case cheats:
		if d.w.rng.IntN(5) == 0 { // out of its turn
			act.Counter++
		}
		if sub, ok = d.w.game.Sign(w, d.key, d.w.game.State(), d.now(), act); !ok {
			return
		}
	case !ok || d.state().Check(sub, d.now()) != nil:
		return
	}
	signed := decoded[chain.Act](sub.Act.Bytes)
	s := wire.Submit{Act: sub.Act, Labels: sub.Labels}
	for _, f := range signed.Sealed {
		s.Files = append(s.Files, d.w.files.file(f.Digest))
	}
	d.flight, d.kind = &s, w.Kind
	d.send(wire.TypeSubmit, s, revokes(w.Kind))
}

// revokes says whether somebody may read less after an act of this kind.
func revokes(kind chain.Kind) bool {
	return slices.Contains([]chain.Kind{
		room.KindWithdraw, room.KindWithdrawConsent, room.KindHide, room.KindUnseat, room.KindLeave, room.KindRemove, room.KindReseat,
		room.KindAppoint, room.KindHandOver, room.KindTakeOver, room.KindCorrect, room.KindDescribe, room.KindContribute, room.KindDropDraft,
		room.KindLiftHold, room.KindClose, room.KindDestroy, room.KindName, room.KindInformPlan, room.KindProgress, room.KindWrapUp, room.KindAdopt,
		room.KindOutside, room.KindResume,
	}, kind)
}
