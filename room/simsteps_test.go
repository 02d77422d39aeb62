package room_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// play takes the steps of a room and checks it after each.
func (w *world) play(t *testing.T, loud bool) error {
	steps := 8 + w.rng.IntN(20)
	if w.rng.IntN(100) == 0 {
		steps = 250 // to the end of the meeting and beyond
	}
	if *simSteps > 0 {
		steps = *simSteps
	}
	for w.steps = 1; w.steps <= steps; w.steps++ {
		what, err := w.step()
		w.went[seatNumber.ReplaceAllString(what, "somebody")]++
		if loud {
			t.Logf("%3d head %3d %s", w.steps, w.game.Head().N, what)
		}
		if err == nil {
			err = w.inStep()
		}
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return w.ends()
}

// step is one thing that happens.
func (w *world) step() (string, error) {
	w.game.Clock(w.now().UnixMilli())
	if d := w.devices[w.rng.IntN(len(w.devices))]; d.link == nil && w.rng.IntN(100) < 60 {
		if err := w.connect(d); err != nil {
			return "connect", err
		}
	}
	if what, err := w.goWrong(); what != "" || err != nil {
		return what, err
	}
	wish := w.game.Next()
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
	case n < 270:
		return w.asks(d)
	}
	return "", nil
}

// asks has a device ask for a file: the recipient of a package for that, or anybody for
// any file there is, or mostly for one that was sealed to him and is not his any more.
func (w *world) asks(d *device) (string, error) {
	if len(w.oracle.things) == 0 {
		return "", nil
	}
	t := w.oracle.things[w.rng.IntN(len(w.oracle.things))]
	for _, pack := range w.oracle.things {
		if to := w.deviceOf(pack.to.Seat); pack.kind == room.KindIssue && len(pack.files) > 0 && !pack.left && to != nil {
			t, d = pack, to
		}
	}
	if d.link == nil {
		if err := w.connect(d); err != nil {
			return "", err
		}
	}
	if err := w.calm(d); err != nil {
		return "", err
	}
	files := t.files
	if was := w.notAnyMore(d); len(was) > 0 && w.rng.IntN(4) > 0 {
		files = was
	}
	if len(files) == 0 || d.link == nil || !d.greeted {
		return "", nil
	}
	file := files[w.rng.IntN(len(files))]
	d.send(wire.TypeFetch, wire.Fetch{Digest: file}, false)
	if t = w.oracle.files[file]; t == nil {
		return fmt.Sprintf("seat %d asks for a file of an act that is not in the log", d.seat), w.traffic()
	}
	return fmt.Sprintf("seat %d asks for a file of a %s", d.seat, t.kind), w.traffic()
}

// notAnyMore are the files that were sealed to a device and are not for it any more.
func (w *world) notAnyMore(d *device) []crypto.Digest {
	return slices.DeleteFunc(w.files.sealedTo(d.open.Recipient()), func(file crypto.Digest) bool {
		return w.oracle.files[file] == nil || w.oracle.given(d.seat, file) == nil
	})
}
