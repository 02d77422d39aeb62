package room_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// halt stops the host; every connection is cut.
func (w *world) halt() error {
	for _, d := range w.devices {
		d.cut()
	}
	for _, l := range w.links {
		l.close()
	}
	w.hub.Close()
	return w.settle()
}

// restart stops the host and starts it again, now and then with another key.
func (w *world) restart() error {
	if err := w.halt(); err != nil {
		return err
	}
	if err := w.replayed(); err != nil {
		return err
	}
	if w.rng.IntN(3) == 0 {
		var seed [32]byte
		binary.BigEndian.PutUint64(seed[:], w.rng.Uint64())
		key, err := crypto.NewSigningKey(bytes.NewReader(seed[:]))
		if err != nil {
			return err
		}
		w.keys = slices.Insert(w.keys, 0, key)
	}
	w.openHub()
	return nil
}

// backup keeps the journal as it is.
func (w *world) backup() { w.backups = append(w.backups, w.store.Copy()) }

// restore puts an earlier journal back under the devices, which have all seen more.
func (w *world) restore() error {
	for _, d := range w.devices { // somebody has an answer to an act that is lost
		if err := d.glance(); err != nil {
			return err
		}
	}
	if err := w.halt(); err != nil {
		return err
	}
	w.store = w.backups[w.rng.IntN(len(w.backups))].Copy()
	w.backups, w.lost, w.resumed = nil, append(w.lost, w.game.State()), 0
	w.game.Begin()
	w.oracle, w.sight = newOracle(w.game.State()), newSight()
	if err := w.learn(); err != nil {
		return err
	}
	w.openHub()
	// Who has seen most comes back first: from him the server learns what it lost.
	var most *device
	for _, d := range w.devices {
		if d.stopped == "" && (most == nil || w.signed(d) > w.signed(most)) {
			most = d
		}
	}
	if most == nil {
		return nil
	}
	most.wakes = 0
	if err := w.connect(most); err != nil {
		return err
	}
	if err := w.calm(most); err != nil {
		return err
	}
	if w.rng.IntN(2) == 0 { // and is away for a while
		most.wakes = w.steps + 2 + w.rng.IntN(4)
		most.cut()
	}
	return w.settle()
}

// signed is how far the log goes of which the server signed for a device that it is there.
func (w *world) signed(d *device) uint64 {
	for _, key := range w.keys {
		if cp, err := chain.OpenCheckpoint(d.replica.Signed(), key.Public()); err == nil {
			return cp.Head.N
		}
	}
	return 0
}

// lawfulStop is why a device stops on what an honest server sends it after a restore; "" where
// it may not.
func (w *world) lawfulStop(d *device, err error) string {
	if len(w.lost) == 0 {
		return ""
	}
	// The record of the server's present key was lost, and the device, begun anew, holds a
	// note that only this key opens: to it the log is not as long as it was.
	if d.replica.Unresolved() && w.game.State().ServerKey() != w.keys[0].Public() {
		return "its note is signed with a key that the restored room does not know yet"
	}
	// Who led in what is left, and not any more in what was lost, resumes the room: who saw
	// him go does not take that from him (replica.resumer).
	var violation *chain.Violation
	if errors.As(err, &violation) && violation.What == replica.BreachResume {
		resume := w.resumes[violation.N]
		for _, s := range w.lost {
			if m, _ := s.Member(resume.Author); !s.Leads(resume.Author) || m.Device != resume.Device {
				return "the room was resumed by who did not lead any more"
			}
		}
	}
	return ""
}
