package room_test

import (
	"errors"
	"fmt"
	"slices"
	"testing/synctest"

	"casusoverleg/crypto"
	"casusoverleg/room"
)

// stands is what must hold after each step.
func (w *world) stands() error {
	synctest.Wait()
	if err := w.asJournal(); err != nil {
		return err
	}
	if err := w.inStep(); err != nil {
		return err
	}
	return w.possessed()
}

// inStep compares what every device shows that has all there is with its part of the room.
func (w *world) inStep() error {
	head := w.game.Head()
	for _, d := range w.devices {
		if d.stopped != "" || (d.checked == head && !d.fresh) {
			continue
		}
		if d.replica.Loss() != nil || d.replica.Head() != head || d.replica.Waiting() || d.replica.Applied() != head.N || w.deviceOf(d.seat) != d {
			continue
		}
		d.checked, d.fresh = head, false
		view := d.replica.View()
		if err := same(w.game.State().View(d.seat), view); err != nil {
			return fmt.Errorf("seat %d shows something else than its part of the room: %w", d.seat, err)
		}
		for _, it := range view.Items {
			for _, c := range it.Contributions {
				if c.Withdrawn && view.Speaker(c.Owner) == d.seat {
					d.withdrawn[c.Act] = true
				}
			}
		}
		for file, t := range w.oracle.files {
			if !t.gone && !w.oracle.past[file] || !d.replica.Holds(&room.SealedView{Body: file, Envelope: file}) {
				continue
			}
			return fmt.Errorf("seat %d still holds a file of a %s that was taken back or replaced", d.seat, t.kind)
		}
	}
	return nil
}

// possessed looks at all that every device was ever given or brought in: what its key
// opens was sealed to it by an act in the log, also in what was lost since.
func (w *world) possessed() error {
	for _, d := range w.devices {
		for file := range d.ever {
			e, ok := w.files.envelopes[file]
			if !ok || !d.ever[e.body] || !w.files.opens(d.open, file, e.body) {
				continue
			}
			if !w.logged[file] || !w.logged[e.body] {
				return fmt.Errorf("seat %d opens what no act ever brought", d.seat)
			}
		}
	}
	return nil
}

// ends brings everybody back and lets the host do all it has to: everybody has everything
// he is to have, and nothing that was taken back is left.
func (w *world) ends() error {
	// A real clock runs on beside what it shows, so that nobody waits longer because it
	// was put back; this one cannot, and is put right.
	w.skew.Store(w.ahead)
	w.ending.Store(true)
	for _, d := range w.devices {
		d.wakes = 0
	}
	for round := 0; ; round++ {
		for _, d := range w.devices {
			if d.turnedAway() {
				d.again()
			}
			if d.stopped == "" && d.link == nil {
				if err := w.connect(d); err != nil {
					return err
				}
			}
		}
		if err := w.calm(w.devices...); err != nil {
			return err
		}
		if err := w.passes(endPause); err != nil {
			return err
		}
		late := w.late()
		if late == nil {
			break
		}
		if round == endRounds {
			return late
		}
	}
	if err := w.stands(); err != nil {
		return err
	}
	if err := w.borneOut(); err != nil {
		return err
	}
	if !w.game.State().Suspended() {
		for _, t := range w.oracle.things {
			if err := w.notInJournal(t); err != nil {
				return err
			}
		}
	}
	return w.replayed()
}

// borneOut says which device would hold its host for one that withholds, by an answer or
// a checkpoint that the log does not bear out, though it has all there is.
func (w *world) borneOut() error {
	for _, d := range w.devices {
		if d.stopped != "" || w.deviceOf(d.seat) != d {
			continue
		}
		if err := d.replica.Withheld(); err != nil {
			return fmt.Errorf("seat %d is not shown what it was promised: %w", d.seat, err)
		}
		if acks := d.replica.Acks(); len(acks) > 0 {
			return fmt.Errorf("seat %d still waits for %d answers to be borne out", d.seat, len(acks))
		}
	}
	return nil
}

// late says who lacks something, or nil.
func (w *world) late() error {
	var lacking []error
	for _, d := range w.devices {
		if d.turnedAway() {
			lacking = append(lacking, fmt.Errorf("the device that seat %d had is not shown how that ended", d.seat))
		}
		if d.stopped == "" && (d.replica.Gone() || d.replica.Reseated()) {
			lacking = append(lacking, fmt.Errorf("the device that seat %d had is not sent away", d.seat))
		}
		if d.stopped != "" || w.deviceOf(d.seat) != d {
			continue
		}
		switch {
		case d.link == nil || !d.greeted:
			lacking = append(lacking, fmt.Errorf("seat %d is not connected", d.seat))
		case d.replica.Head() != w.game.Head():
			lacking = append(lacking, fmt.Errorf("seat %d has %d of %d records", d.seat, d.replica.Head().N, w.game.Head().N))
		case d.replica.Waiting():
			lacking = append(lacking, fmt.Errorf("seat %d waits for a reveal", d.seat))
		case d.flight != nil:
			lacking = append(lacking, fmt.Errorf("seat %d gets no answer", d.seat))
		case !w.game.State().Suspended():
			for _, f := range d.replica.Missing() {
				if w.game.State().Opens(d.seat, f) && !w.awaited(f) {
					lacking = append(lacking, fmt.Errorf("seat %d lacks a file it may have, of a %s", d.seat, w.oracle.files[f].kind))
				}
			}
		}
	}
	if len(w.game.State().Erasures()) > 0 && !w.game.State().Suspended() {
		lacking = append(lacking, errors.New("the host has not erased what was taken back"))
	}
	return errors.Join(lacking...)
}

// awaited says whether a file waits, after a loss, for an owner who may have withdrawn in
// what was lost, and whose device was not here since. After that nothing waits.
func (w *world) awaited(file crypto.Digest) bool {
	return slices.ContainsFunc(w.game.State().OriginsOf(file), func(o room.Origin) bool {
		d := w.deviceOf(o.Owner)
		leftBefore := o.Gone != 0 && o.Gone < w.resumed
		return o.Seq < w.resumed && !leftBefore && (d == nil || d.link == nil)
	})
}
