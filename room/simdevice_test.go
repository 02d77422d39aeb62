package room_test

import (
	"errors"
	"fmt"
	"slices"
	"testing/synctest"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// device is one seat's device: the real replica, and around it what package client does
// with goroutines and a socket, one step at a time.
type device struct {
	w     *world
	seat  chain.Seat
	key   crypto.SigningKey
	open  crypto.SeatKey
	skew  int64 // of its clock, ms
	wakes int   // the step before which it is not there

	replica *replica.Replica
	link    *link                  // nil while it is not connected
	inbox   [][]byte               // arrived and not looked at
	outbox  []up                   // sent and not arrived at the server
	greeted bool                   // by a welcome, on this connection
	early   *wire.Ack              // of flight, on this connection: its key is not known yet
	stopped string                 // why it takes part no more; "" while it does
	fetched map[crypto.Digest]bool // asked for on this connection

	// what its vault keeps
	held      []byte
	acks      []wire.Ack
	counter   uint64
	last      crypto.Digest
	epoch     uint64
	flight    *wire.Submit
	kind      chain.Kind // of flight
	withdrawn map[crypto.Digest]bool

	ever    map[crypto.Digest]bool // every file it was ever given, or brought in
	checked chain.Position         // head at which its view was last compared
	fresh   bool                   // something came since
}

// up is a frame on its way to the server.
type up struct {
	frame   []byte
	revokes bool
}

func (d *device) now() int64 { return d.w.now().UnixMilli() + d.skew }

// start begins anew, with what the vault kept.
func (d *device) start() {
	d.replica = replica.New(d.w.id, replica.Owner{Seat: d.seat, Device: d.key.Public(), Key: d.open}, d.w.game.State().Rules(), d.held)
	d.replica.Remember(d.acks)
	d.fresh = true
}

func (d *device) send(t wire.Type, body any, revokes bool) {
	d.outbox = append(d.outbox, up{wire.Encode(t, body), revokes})
}

// cut ends the connection; what was on its way is lost.
func (d *device) cut() {
	if d.link != nil {
		d.link.close()
	}
	d.link, d.inbox, d.outbox, d.greeted, d.early = nil, nil, nil, false, nil
}

func (d *device) stop(why string) {
	d.cut()
	d.stopped = why
}

// turnedAway says whether it was told that its seat has ended, and not shown how.
func (d *device) turnedAway() bool {
	ended := d.stopped == string(wire.ByeGone) || d.stopped == string(wire.ByeReseated)
	return ended && !d.replica.Gone() && !d.replica.Reseated()
}

// again starts it anew, also where it was turned away: it asks the host once more.
func (d *device) again() {
	if d.stopped == "" || d.turnedAway() {
		d.cut()
		d.stopped = ""
		d.start()
	}
}

// arrives takes what has come over the connection into the inbox.
func (d *device) arrives() (any bool) {
	for d.link != nil {
		frame := d.link.take()
		if frame == nil {
			break
		}
		d.inbox, any = append(d.inbox, frame), true
	}
	if any {
		synctest.Wait() // who waited to write does so before anything else happens
	}
	return any
}

// look looks at what has arrived. An error is something that an honest server never sends.
func (d *device) look() error { return d.lookUntil(0) }

// glance looks no further than the first answer to an act, which comes before the record
// that bears it out.
func (d *device) glance() error {
	d.arrives()
	return d.lookUntil(wire.TypeAck)
}

// lookUntil looks until after the first frame of type last; 0 for all.
func (d *device) lookUntil(last wire.Type) error {
	for seen := wire.Type(0); len(d.inbox) > 0 && d.stopped == "" && (last == 0 || seen != last); {
		t, body := typeOf(d.inbox[0])
		d.inbox, seen = d.inbox[1:], t
		err := d.handle(t, body)
		if err != nil {
			if why := d.w.lawfulStop(d, err); why != "" {
				d.stop(why)
				return nil
			}
		}
		if err != nil {
			return fmt.Errorf("device of seat %d (%d of %d records, waiting: %v): %w", d.seat, d.replica.Applied(), d.replica.Head().N, d.replica.Waiting(), err)
		}
	}
	if d.link != nil && d.link.isClosed() && d.link.empty() {
		d.cut()
	}
	return nil
}

func (d *device) handle(t wire.Type, body []byte) error {
	var err error
	switch t {
	case wire.TypeChallenge:
		return d.hello(body)
	case wire.TypeWelcome:
		f, _ := wire.Decode[wire.Welcome](body)
		d.greeted = true
		if d.flight != nil { // it may have been admitted
			d.send(wire.TypeSubmit, *d.flight, revokes(d.kind))
		}
		err = d.replica.Greeted(f.Checkpoint)
	case wire.TypeRecords:
		f, _ := wire.Decode[wire.Records](body)
		d.given(f.Deliveries)
		err = d.replica.Records(f, d.now())
	case wire.TypeReveal:
		f, _ := wire.Decode[wire.Reveal](body)
		d.given(f.Deliveries)
		err = d.replica.Reveal(f, d.now())
	case wire.TypeAck:
		err = d.acked(body)
	case wire.TypeRefused:
		d.refused(body)
	case wire.TypeFile:
		f, _ := wire.Decode[wire.File](body)
		d.ever[f.Digest] = true
		err = d.replica.File(f.Digest, f.Data)
	case wire.TypeBye:
		d.bye(body)
		return nil
	}
	if err != nil {
		return err
	}
	if d.early != nil && !d.replica.Early(d.early.Act) { // the log told its key
		if err := d.admitted(*d.early); err != nil {
			return err
		}
	}
	d.fresh, d.held, d.acks = true, d.replica.Held(), d.replica.Acks()
	d.replica.TakeLost()
	d.fetch()
	return nil
}

func (d *device) hello(body []byte) error {
	c, _ := wire.Decode[wire.Challenge](body)
	token, err := d.w.tokens.Issue(d.w.id, d.seat, d.key.Public())
	if err != nil {
		return err
	}
	proof, err := crypto.Sign(crypto.LabelHello, d.key, wire.ProofMessage(crypto.LabelHello, c.Nonce, site, token.Token))
	if err != nil {
		return err
	}
	d.send(wire.TypeHello, wire.Hello{Token: token.Token, Proof: proof, Have: d.replica.Head(), Checkpoint: d.replica.Signed()}, false)
	return nil
}

func (d *device) given(deliveries []wire.Delivery) {
	for _, e := range deliveries {
		for _, f := range e.Files {
			d.ever[fileDigest(f)] = true
		}
	}
}

// acked takes in that the act in flight was admitted, which must be so.
func (d *device) acked(body []byte) error {
	f, _ := wire.Decode[wire.Ack](body)
	if d.flight == nil || d.flight.Act.Hash() != f.Act || d.early != nil {
		return nil
	}
	if err := d.replica.Acked(f.Act, f.Seq, f.Checkpoint); err != nil {
		return err
	}
	if d.replica.Early(f.Act) {
		d.early = &f
		return nil
	}
	return d.admitted(f)
}

// admitted is acked once it is known who signed the answer.
func (d *device) admitted(f wire.Ack) error {
	if seq, ok := d.w.game.State().Admitted(f.Act); !ok || seq != f.Seq {
		return errors.New("an act was acknowledged that is not in the log")
	}
	act, err := d.flight.Act.Open()
	if err != nil {
		return err
	}
	d.replica.Own(*d.flight)
	for _, f := range act.Sealed {
		d.ever[f.Digest] = true
	}
	if act.Kind == room.KindWithdraw {
		d.remember(act.Refs)
	}
	d.counter, d.last, d.epoch, d.flight = act.Counter, f.Act, act.Epoch, nil
	d.early = nil
	return nil
}

// remember notes which contributions a withdrawal takes back, so that they stay so.
func (d *device) remember(refs []crypto.Digest) {
	for _, it := range d.replica.View().Items {
		for _, c := range it.Contributions {
			if slices.Contains(refs, c.Latest) || slices.Contains(refs, c.Act) {
				d.withdrawn[c.Act] = true
			}
		}
	}
}

// standing is a contribution that this device withdrew and that stands, since the server
// lost that; zero for none.
func (d *device) standing() crypto.Digest {
	if len(d.withdrawn) == 0 || d.replica.Loss() != nil {
		return crypto.Digest{}
	}
	v := d.replica.View()
	for _, it := range v.Items {
		for _, c := range it.Contributions {
			if d.withdrawn[c.Act] && !c.Withdrawn && v.Speaker(c.Owner) == d.seat {
				return c.Act
			}
		}
	}
	return crypto.Digest{}
}

func (d *device) refused(body []byte) {
	f, _ := wire.Decode[wire.Refused](body)
	d.w.refused[f.Refusal.Code]++
	if d.flight != nil && d.flight.Act.Hash() == f.Act {
		d.flight = nil
	}
}

func (d *device) bye(body []byte) {
	f, _ := wire.Decode[wire.Bye](body)
	switch f.Code {
	case wire.ByeGone, wire.ByeReseated, wire.ByeNoRoom, wire.ByeForked:
		d.stop(string(f.Code))
	default:
		d.cut()
	}
}
