package room_test

import (
	"context"
	"fmt"
	"reflect"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
)

// hosted is the state that the host itself holds of the room, or nil while the room is not
// in its memory. It is read past the goroutine that owns it, which stands still meanwhile:
// what a host shows to anybody is no more than a part of it.
func (w *world) hosted() *room.State {
	loaded := reflect.ValueOf(w.hub).Elem().FieldByName("rooms").MapIndex(reflect.ValueOf(w.id))
	if !loaded.IsValid() {
		return nil
	}
	core := loaded.Elem().FieldByName("core")
	if core.IsNil() {
		return nil
	}
	return (*room.State)(core.Elem().FieldByName("state").UnsafePointer())
}

// asJournal compares the host's own state, all of it, with what the journal's bytes give:
// the room that learn follows, record by record.
func (w *world) asJournal() error {
	host := w.hosted()
	if host == nil {
		return nil
	}
	if err := same(host, w.game.State()); err != nil {
		return fmt.Errorf("the host holds another room than its journal: %w", err)
	}
	w.alike++
	return nil
}

// replayed loads the room anew from the journal's first byte to its last: it is the same.
func (w *world) replayed() error {
	again := room.New(w.id, 0, w.game.State().Rules())
	err := w.store.Read(context.Background(), journal.Room(w.id), 1, func(e journal.Entry) error {
		rec, err := chain.DecodeRecord(e.Record)
		if err != nil {
			return err
		}
		if _, refusal := again.Apply(rec, e.Labels); refusal != nil {
			return refusal
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	if err := same(again, w.game.State()); err != nil {
		return fmt.Errorf("replay gives another room: %w", err)
	}
	return nil
}
