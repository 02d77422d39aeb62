package room_test

import (
	"fmt"
	"slices"
	"testing/synctest"

	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// connect has a device dial. What it had open before may live on at the server.
func (w *world) connect(d *device) error {
	if d.stopped != "" || d.wakes > w.steps {
		return nil
	}
	d.link, d.inbox, d.outbox, d.greeted, d.early = nil, nil, nil, false, nil
	l := newLink()
	conn, err := w.hub.Open(w.id, site, l)
	if err != nil {
		return err
	}
	go l.serve(conn)
	d.link, w.owner[l], d.fetched = l, d, map[crypto.Digest]bool{}
	w.links = append(w.links, l)
	return w.settle()
}

// flush has what a device sent arrive at the server, or the first n of it.
func (w *world) flush(d *device, n int) error {
	for ; n > 0 && len(d.outbox) > 0 && d.link != nil && d.stopped == ""; n-- {
		sent := d.outbox[0]
		d.outbox = d.outbox[1:]
		if sent.revokes { // what is under way already is not called back by it
			if err := w.drain(); err != nil {
				return err
			}
		}
		if d.link == nil || d.link.isClosed() {
			break
		}
		d.link.up <- sent.frame
		if err := w.settle(); err != nil {
			return err
		}
	}
	return nil
}

// drain takes all that is under way off the network, to be looked at later.
func (w *world) drain() error {
	for moved := true; moved; {
		moved = false
		for _, l := range w.links {
			if d := w.owner[l]; d.link == l {
				moved = d.arrives() || moved
			} else if l.take() != nil { // nobody listens any more
				moved = true
			}
		}
		if err := w.settle(); err != nil {
			return err
		}
	}
	return nil
}

// settle waits until the host has done all there is to do, learns what the log has more,
// and judges what the host has written.
func (w *world) settle() error {
	synctest.Wait()
	if err := w.learn(); err != nil {
		return err
	}
	for _, l := range w.links {
		for _, frame := range l.written() {
			if t, body := typeOf(frame); t == wire.TypeBye {
				f, _ := wire.Decode[wire.Bye](body)
				w.byes[f.Code]++
			}
			if err := w.judge(l, frame); err != nil {
				return fmt.Errorf("seat %d is sent %w", w.owner[l].seat, err)
			}
		}
	}
	w.links = slices.DeleteFunc(w.links, func(l *link) bool { return l.isClosed() && w.owner[l].link != l })
	return nil
}

// calm moves frames to and from these devices until there are none.
func (w *world) calm(devices ...*device) error {
	for moved := true; moved; {
		moved = false
		for _, d := range devices {
			moved = d.arrives() || len(d.outbox) > 0 && d.link != nil || moved
			if err := d.look(); err != nil {
				return err
			}
			if err := w.repeat(d); err != nil {
				return err
			}
			if err := w.flush(d, len(d.outbox)); err != nil {
				return err
			}
		}
		if err := w.settle(); err != nil {
			return err
		}
	}
	return nil
}

// repeat has a device withdraw again what the server lost the withdrawal of.
func (w *world) repeat(d *device) error {
	if !d.ready() {
		return nil
	}
	if act := d.standing(); !act.IsZero() {
		d.does(w.game.On(d.seat, room.KindWithdraw, act, nil), false)
	}
	return nil
}
