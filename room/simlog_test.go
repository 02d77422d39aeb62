package room_test

import (
	"context"
	"errors"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// learn takes what the journal has more than was known.
func (w *world) learn() error {
	had := w.game.Head().N
	err := w.store.Read(context.Background(), journal.Room(w.id), had+1, func(e journal.Entry) error {
		rec, err := chain.DecodeRecord(e.Record)
		if err != nil {
			return err
		}
		if _, twice := w.game.State().Admitted(rec.Act.Hash()); twice {
			return errors.New("an act is in the log twice")
		}
		act := actOf(rec)
		if err := w.admissible(act); err != nil {
			return err
		}
		was, _ := w.game.State().Member(ending(act))
		if err := w.game.Take(e.Record, e.Labels); err != nil {
			return err
		}
		if err := w.told(rec, act); err != nil {
			return err
		}
		if was.ID != 0 {
			w.sight.ended[was.Device] = rec.Seq
		}
		return w.noted(rec, act)
	})
	if err != nil {
		return fmt.Errorf("record %d: %w", w.game.Head().N, err)
	}
	if w.game.Head().N > had {
		return w.devise()
	}
	return nil
}

// told has those who read the acts apart from the room be told the next one.
func (w *world) told(rec *chain.Record, act chain.Act) error {
	err := w.oracle.take(rec)
	w.sight.take(w.oracle, rec, act)
	return err
}

// noted remembers the files of a record, and wants those gone of which the server signs
// that they are.
func (w *world) noted(rec *chain.Record, act chain.Act) error {
	w.curious = w.curious || revokes(act.Kind)
	w.kinds[act.Kind]++
	for _, f := range act.Sealed {
		w.logged[f.Digest] = true
	}
	switch act.Kind {
	case room.KindResume:
		w.resumed, w.resumes[rec.Seq] = rec.Seq, act
	case room.KindErased:
		return w.notInJournal(w.oracle.objects[act.Refs[0]])
	}
	return nil
}

func (w *world) notInJournal(t *thing) error {
	if !t.gone {
		return nil
	}
	for _, f := range t.files {
		if _, err := w.store.Blob(context.Background(), journal.Room(w.id), journal.Digest(f)); !errors.Is(err, journal.ErrNotFound) {
			return fmt.Errorf("a file of a %s that was taken back is in the journal", t.kind)
		}
	}
	return nil
}

// judge says what is wrong with a frame for a device, or nil: every sealed file in it was
// given to its seat.
func (w *world) judge(l *link, frame []byte) error {
	d := w.owner[l]
	var deliveries []wire.Delivery
	place := func(int) uint64 { return 0 }
	t, body := typeOf(frame)
	switch t {
	case wire.TypeRecords:
		f, err := wire.Decode[wire.Records](body)
		if err != nil {
			return err
		}
		deliveries, place = f.Deliveries, func(i int) uint64 { return f.From + uint64(i) }
	case wire.TypeReveal:
		f, err := wire.Decode[wire.Reveal](body)
		if err != nil {
			return err
		}
		deliveries, place = f.Deliveries, func(i int) uint64 { return placeOf(f.Deliveries[i]) }
	case wire.TypeRefused:
		f, err := wire.Decode[wire.Refused](body)
		if err != nil {
			return err
		}
		if _, in := w.game.State().Admitted(f.Act); in && d.link == l {
			return fmt.Errorf("a refusal (%s) of an act that is in the log", f.Refusal.Code)
		}
	case wire.TypeFile:
		f, err := wire.Decode[wire.File](body)
		if err != nil {
			return err
		}
		return w.mayHave(d, f.Digest)
	}
	for i, e := range deliveries {
		if err := w.sees(d, place(i), e); err != nil {
			return err
		}
		for _, f := range e.Files {
			if err := w.mayHave(d, fileDigest(f)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *world) mayHave(d *device, file crypto.Digest) error {
	if err := w.oracle.given(d.seat, file); err != nil {
		return err
	}
	t := w.oracle.files[file]
	for _, owner := range w.devices { // what was withdrawn in what a restore lost
		if owner != d && owner.withdrawn[t.act] && owner.stopped == "" && !d.ever[file] && w.oracle.speaks(owner.seat, t.author) {
			return fmt.Errorf("a file of what seat %d had withdrawn before records were lost", owner.seat)
		}
	}
	return nil
}
