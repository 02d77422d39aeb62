package room_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// play takes the steps of a room and checks it after each.
func (w *world) play(t *testing.T, loud bool) error {
	for _, now := range w.plot() {
		for n := 0; n < now.steps && (*simSteps == 0 || w.steps < *simSteps); n++ {
			happens := w.step
			if n == 0 && now.begins != nil {
				happens = now.begins
			}
			w.steps++
			what, err := happens(now)
			w.went[seatNumber.ReplaceAllString(what, "somebody")]++
			if loud {
				t.Logf("%3d head %3d %s", w.steps, w.game.Head().N, what)
			}
			if err == nil {
				err = w.stands()
			}
			if err != nil {
				return fmt.Errorf("%s: %w", what, err)
			}
		}
	}
	return w.ends()
}

// step is one thing that happens.
func (w *world) step(now stage) (string, error) {
	w.game.Clock(w.now().UnixMilli())
	if d := w.devices[w.rng.IntN(len(w.devices))]; d.link == nil && w.rng.IntN(100) < 60 {
		if err := w.connect(d); err != nil {
			return "connect", err
		}
	}
	if what, err := w.goWrong(); what != "" || err != nil {
		return what, err
	}
	wish := w.game.NextAbout(now.topic, now.share)
	what := fmt.Sprintf("%s by seat %d", wish.Kind, wish.Seat)
	d := w.deviceOf(wish.Seat)
	if d == nil {
		return what, nil
	}
	if d.link == nil && w.rng.IntN(100) < 80 {
		if err := w.connect(d); err != nil {
			return what, err
		}
	}
	if w.rng.IntN(100) < 75 { // he looks first
		if err := w.calm(d); err != nil {
			return what, err
		}
	}
	if d.ready() && d.standing().IsZero() {
		d.does(wish, w.faults.has(faultCheating) && w.rng.IntN(100) < 15)
	}
	return what, w.traffic()
}

// traffic moves some of what is under way.
func (w *world) traffic() error {
	for _, d := range w.devices {
		slow := w.faults.has(faultNetwork)
		if slow && w.rng.IntN(100) < 55 {
			continue
		}
		d.arrives()
		if err := d.look(); err != nil {
			return err
		}
		if err := w.repeat(d); err != nil {
			return err
		}
		n := len(d.outbox)
		if slow && n > 0 {
			n = w.rng.IntN(n + 1)
		}
		if err := w.flush(d, n); err != nil {
			return err
		}
	}
	return w.passes(time.Duration(w.rng.IntN(400)) * time.Millisecond)
}

// passes lets time pass.
func (w *world) passes(d time.Duration) error {
	// Not on the millisecond: of two things that are due at the same moment Go takes either.
	time.Sleep(d + time.Duration(w.rng.IntN(int(time.Millisecond))))
	return w.settle()
}

// goWrong has something go wrong now and then, and says what.
func (w *world) goWrong() (string, error) {
	d := w.devices[w.rng.IntN(len(w.devices))]
	switch n := w.rng.IntN(1000); {
	case n < 80 && w.faults.has(faultNetwork):
		d.cut()
		return fmt.Sprintf("seat %d is cut off", d.seat), w.settle()
	case n < 110 && w.faults.has(faultNetwork):
		return fmt.Sprintf("seat %d dials again", d.seat), w.connect(d) // the old connection stays open
	case n < 145 && w.faults.has(faultDevice):
		if err := d.glance(); err != nil {
			return "", err
		}
		d.again()
		return fmt.Sprintf("the device of seat %d is started anew", d.seat), w.settle()
	case n < 160 && w.faults.has(faultRestart):
		return "the host is started anew", w.restart()
	case n < 175:
		w.backup()
		return "backup", nil
	case n < 185 && w.faults.has(faultRestore) && len(w.backups) > 0:
		return "a backup is put back", w.restore()
	case n < 200 && w.faults.has(faultClock):
		w.ahead = max(w.ahead, w.skew.Add(w.rng.Int64N(2*3_600_000)-3_600_000))
		return "the clock jumps", w.settle()
	case n < 215 && w.faults.has(faultClock):
		if err := w.calm(w.devices...); err != nil {
			return "", err
		}
		return "time passes", w.passes(time.Duration(w.rng.IntN(30)) * time.Second)
	case n < 270, n < 700 && w.curious:
		w.curious = false
		return w.asks()
	}
	return "", nil
}

// asks has somebody ask for files.
func (w *world) asks() (string, error) {
	d, files := w.wanted()
	if d == nil || len(files) == 0 {
		return "", nil
	}
	if d.link == nil {
		if err := w.connect(d); err != nil {
			return "", err
		}
	}
	if err := w.calm(d); err != nil {
		return "", err
	}
	if d.link == nil || !d.greeted {
		return "", nil
	}
	var kind chain.Kind
	for range min(3, len(files)) {
		file := files[w.rng.IntN(len(files))]
		d.send(wire.TypeFetch, wire.Fetch{Digest: file}, false)
		if t := w.oracle.files[file]; t != nil {
			kind = t.kind
		}
	}
	if err := w.flush(d, len(d.outbox)); err != nil {
		return "", err
	}
	return fmt.Sprintf("seat %d asks for a file of a %s", d.seat, kind), w.traffic()
}

// wanted is who asks for which files: the recipient of a package for that, or anybody for
// any there are, or mostly somebody for what was sealed to him and is not his any more.
func (w *world) wanted() (*device, []crypto.Digest) {
	n := w.rng.IntN(6)
	for _, pack := range w.oracle.things {
		if to := w.deviceOf(pack.to.Seat); n < 3 && pack.kind == room.KindIssue && len(pack.files) > 0 && !pack.left && to != nil {
			return to, pack.files
		}
	}
	d := w.devices[w.rng.IntN(len(w.devices))]
	if n == 0 && len(w.oracle.things) > 0 {
		return d, w.oracle.things[w.rng.IntN(len(w.oracle.things))].files
	}
	for i := range w.devices { // the first from d on
		d = w.devices[(slices.Index(w.devices, d)+min(i, 1))%len(w.devices)]
		if was := w.notAnyMore(d); len(was) > 0 && d.stopped == "" {
			return d, was
		}
	}
	return nil, nil
}

// notAnyMore are the files that were sealed to a device and are not for it any more.
func (w *world) notAnyMore(d *device) []crypto.Digest {
	return slices.DeleteFunc(w.files.sealedTo(d.open.Recipient()), func(file crypto.Digest) bool {
		return w.oracle.files[file] == nil || w.oracle.given(d.seat, file) == nil
	})
}
