package journaltest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"casusoverleg/room/journal"
)

// ErrFault is in the error of every call that a Faulty journal lets fail.
var ErrFault = errors.New("journaltest: injected fault")

// A Fault is what a Faulty journal does to one call.
type Fault int

// The faults.
const (
	Works            Fault = iota // the call does what it should
	NotWritten                    // the call fails and nothing was done
	WrittenButFailed              // the call does its work, for Read a part of it, and fails all the same
	WrittenLate                   // Append fails, and does its work when CatchUp is called; any other call is NotWritten
)

// String says what a fault does.
func (f Fault) String() string {
	return [...]string{"works", "not written", "written but failed", "written late"}[f]
}

// EachTwice lets every kind of call fail twice: not written, then written but
// failed. The third works.
func EachTwice(_ string, call int) Fault {
	return [...]Fault{NotWritten, WrittenButFailed, Works}[call%3]
}

// Faulty passes calls on to another journal and lets some of them fail: Append
// with journal.ErrUncertain, Erase and Destroy with journal.ErrBusy. Watch and
// Close always work.
type Faulty struct {
	journal.Journal                                     // static
	plan            func(method string, call int) Fault // static

	mu sync.Mutex

	// Guarded by mu.
	calls map[string]int
	late  []journal.Batch // WrittenLate, and not yet
}

// NewFaulty wraps inner. plan is asked before every call what is to happen to
// it: method is the name of the method, call counts its calls from 0.
func NewFaulty(inner journal.Journal, plan func(method string, call int) Fault) *Faulty {
	return &Faulty{Journal: inner, plan: plan, calls: map[string]int{}}
}

// next says what is to happen to this call of a method, and with which error.
func (f *Faulty) next(method string, as error) (Fault, error) {
	f.mu.Lock()
	call := f.calls[method]
	f.calls[method]++
	f.mu.Unlock()
	fault := f.plan(method, call)
	switch {
	case fault == Works:
		return fault, nil
	case as != nil:
		return fault, fmt.Errorf("%s: %w: %w", method, as, ErrFault)
	}
	return fault, fmt.Errorf("%s: %w", method, ErrFault)
}

// step runs one call under the plan.
func (f *Faulty) step(method string, as error, do func() error) error {
	fault, failed := f.next(method, as)
	if fault == NotWritten || fault == WrittenLate {
		return failed
	}
	if err := do(); err != nil {
		return err
	}
	return failed
}

// Rooms implements journal.Journal.
func (f *Faulty) Rooms(ctx context.Context) (rooms []journal.Room, err error) {
	err = f.step("Rooms", nil, func() (err error) { rooms, err = f.Journal.Rooms(ctx); return err })
	if err != nil {
		return nil, err
	}
	return rooms, nil
}

// Head implements journal.Journal.
func (f *Faulty) Head(ctx context.Context, room journal.Room) (h journal.Head, err error) {
	err = f.step("Head", nil, func() (err error) { h, err = f.Journal.Head(ctx, room); return err })
	if err != nil {
		return journal.Head{}, err
	}
	return h, nil
}

// Append implements journal.Journal.
func (f *Faulty) Append(ctx context.Context, b journal.Batch) error {
	fault, failed := f.next("Append", journal.ErrUncertain)
	switch fault {
	case WrittenLate:
		f.mu.Lock()
		defer f.mu.Unlock()
		f.late = append(f.late, b)
		return failed
	case NotWritten:
		return failed
	}
	if err := f.Journal.Append(ctx, b); err != nil {
		return err
	}
	return failed
}

// CatchUp writes what was to be written late, in the order in which it came, as a disk
// does that hung: the first batch for a head is written, and those after it are not.
func (f *Faulty) CatchUp(ctx context.Context) error {
	f.mu.Lock()
	late := f.late
	f.late = nil
	f.mu.Unlock()
	for _, b := range late {
		if err := f.Journal.Append(ctx, b); err != nil && !errors.Is(err, journal.ErrConflict) {
			return err
		}
	}
	return nil
}

// Read implements journal.Journal. Where it fails after doing a part of its
// work, that part is one entry.
func (f *Faulty) Read(ctx context.Context, room journal.Room, from uint64, yield func(journal.Entry) error) error {
	fault, failed := f.next("Read", nil)
	switch fault {
	case NotWritten, WrittenLate:
		return failed
	case WrittenButFailed:
		part := yield
		yield = func(e journal.Entry) error {
			if err := part(e); err != nil {
				return err
			}
			return failed
		}
	}
	if err := f.Journal.Read(ctx, room, from, yield); err != nil {
		return err
	}
	return failed // nothing was there to read
}

// Blob implements journal.Journal.
func (f *Faulty) Blob(ctx context.Context, room journal.Room, digest journal.Digest) (data []byte, err error) {
	err = f.step("Blob", nil, func() (err error) { data, err = f.Journal.Blob(ctx, room, digest); return err })
	if err != nil {
		return nil, err
	}
	return data, nil
}

// Stage implements journal.Journal.
func (f *Faulty) Stage(ctx context.Context, room journal.Room, by uint32, b journal.Blob) error {
	return f.step("Stage", nil, func() error { return f.Journal.Stage(ctx, room, by, b) })
}

// Erase implements journal.Journal.
func (f *Faulty) Erase(ctx context.Context, room journal.Room, blobs []journal.Digest, labels []uint64) error {
	return f.step("Erase", journal.ErrBusy, func() error { return f.Journal.Erase(ctx, room, blobs, labels) })
}

// Destroy implements journal.Journal.
func (f *Faulty) Destroy(ctx context.Context, room journal.Room, keep journal.Digest) error {
	return f.step("Destroy", journal.ErrBusy, func() error { return f.Journal.Destroy(ctx, room, keep) })
}
