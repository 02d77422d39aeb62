package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"casusoverleg/room/journal"
)

// A request is one thing to write. The committer calls do inside a
// transaction, and again in another one if that could not be committed, so do
// leaves nothing behind but what it writes.
type request struct {
	do   func(*writer) error
	wipe bool         // answer nil only when the write-ahead file holds nothing erased
	grew journal.Room // whose watchers are told; the zero Room: nobody
	size int          // estimate of the bytes it appends
	err  error        // owned by the committer
	done chan error   // gets one answer; holds one
}

// The committer owns the writing connection. It takes whatever requests wait,
// of any rooms, and writes them in one transaction: one sync of the disk for
// all of them. There is no timer: whoever comes alone is written at once.
type committer struct {
	// Static.
	wal      string        // path of the write-ahead file
	readings *sync.RWMutex // held for reading by every read transaction
	told     func(journal.Room)
	queue    chan *request
	ended    chan struct{}
	failed   chan error // gets why it stopped; holds one

	handing sync.RWMutex // held for reading while handing in, for writing to close

	// Guarded by handing.
	closed bool

	// Owned by run.
	w        *writer
	commit   func() error                    // makes the transaction durable
	copyBack func(mode string) (bool, error) // checkpoint; true: somebody was in the way
	pending  int                             // estimate of the bytes in the write-ahead file
	stopped  bool                            // the disk failed: nothing is written any more
}

func newCommitter(path string, w *writer, readings *sync.RWMutex, told func(journal.Room)) *committer {
	c := &committer{
		wal: path + "-wal", w: w, readings: readings, told: told,
		queue: make(chan *request, queueLength),
		ended: make(chan struct{}), failed: make(chan error, 1),
	}
	c.commit = func() error { _, err := w.run("COMMIT"); return err }
	c.copyBack = c.checkpoint
	return c
}

// submit hands in a request and waits for the answer. When ctx ends before the
// committer took the request, nothing is written; when it ends later, the
// outcome is unknown.
func (c *committer) submit(ctx context.Context, r *request) error {
	r.done = make(chan error, 1)
	if err := c.hand(ctx, r); err != nil {
		return err
	}
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-r.done: // both were ready
		return err
	default:
		return fmt.Errorf("%w: %w", journal.ErrUncertain, ctx.Err())
	}
}

func (c *committer) hand(ctx context.Context, r *request) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.handing.RLock()
	defer c.handing.RUnlock()
	if c.closed {
		return journal.ErrClosed
	}
	select {
	case c.queue <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close lets run finish what was handed in and end. It reports whether it was
// the first to close.
func (c *committer) close() bool {
	c.handing.Lock()
	first := !c.closed
	if first {
		c.closed = true
		close(c.queue)
	}
	c.handing.Unlock()
	<-c.ended
	return first
}

// run is the committer's goroutine. It ends when the queue is closed and empty.
func (c *committer) run() {
	defer close(c.ended)
	sweeping := time.NewTicker(sweepEvery)
	defer sweeping.Stop()
	for {
		select {
		case r, ok := <-c.queue:
			if !ok {
				c.sweep()
				_, _ = c.truncate()
				return
			}
			c.write(c.group(r))
			c.settle()
		case <-sweeping.C:
			c.sweep()
		}
		if c.pending >= checkpointForced || c.pending >= checkpointBytes && len(c.queue) == 0 {
			c.keepShort()
		}
	}
}

// group takes the first request and whatever waits behind it, within limits.
func (c *committer) group(first *request) []*request {
	group, size := []*request{first}, first.size
	for len(group) < groupMax && size < groupBytes {
		select {
		case r, ok := <-c.queue:
			if !ok {
				return group
			}
			group, size = append(group, r), size+r.size
		default:
			return group
		}
	}
	return group
}

// write writes a group and answers every request in it.
func (c *committer) write(group []*request) {
	err := c.transaction(group)
	if errors.Is(err, journal.ErrFull) && len(group) > 1 {
		for i := range group { // the small ones may still fit
			c.write(group[i : i+1])
		}
		return
	}
	wiped := func() error { return nil }
	if err == nil {
		wiped = sync.OnceValue(c.wipe)
	}
	for _, r := range group {
		if err != nil {
			r.err = err
		} else if r.err == nil && r.wipe {
			r.err = wiped()
		}
		if r.err == nil && r.grew != (journal.Room{}) {
			c.told(r.grew)
		}
		r.done <- r.err
	}
}

// transaction writes the group in one transaction. An error means that nothing
// of it is known to be written; a request that failed by itself has its own.
func (c *committer) transaction(group []*request) error {
	if c.stopped {
		return journal.ErrStopped
	}
	if _, err := c.w.run("BEGIN IMMEDIATE"); err != nil {
		if known := judge(err); errors.Is(known, journal.ErrBusy) || errors.Is(known, journal.ErrFull) {
			return fmt.Errorf("%w: %w", known, err)
		}
		return c.stop(err)
	}
	for _, r := range group {
		var fatal bool
		if r.err, fatal = c.request(r, len(group) > 1); fatal {
			return c.rollback(r.err)
		}
	}
	if len(group) == 1 && group[0].err != nil {
		return c.rollback(group[0].err)
	}
	if err := c.commit(); err != nil {
		if errors.Is(judge(err), journal.ErrFull) {
			return c.rollback(fmt.Errorf("%w: %w", journal.ErrFull, err))
		}
		return c.stop(err)
	}
	for _, r := range group {
		if r.err == nil {
			c.pending += r.size
		}
	}
	return nil
}

// request lets one request write. In company it gets a savepoint, so that its
// failure leaves the others alone; alone, the transaction is its savepoint.
// fatal means that the transaction can no longer be used.
func (c *committer) request(r *request, company bool) (err error, fatal bool) {
	if company {
		if _, err := c.w.run("SAVEPOINT request"); err != nil {
			return c.broken(err), true
		}
	}
	err = r.do(c.w)
	if err != nil {
		if known := judge(err); known != nil {
			return c.broken(err), true
		}
		if company {
			if _, err := c.w.run("ROLLBACK TO request"); err != nil {
				return c.broken(err), true
			}
		}
	}
	if company {
		if _, err := c.w.run("RELEASE request"); err != nil {
			return c.broken(err), true
		}
	}
	return err, false
}

// broken names what SQLite reported in the middle of a transaction, before
// anything could have been committed.
func (c *committer) broken(err error) error {
	known := judge(err)
	if known == nil || errors.Is(known, journal.ErrStopped) {
		return c.stop(err)
	}
	return fmt.Errorf("%w: %w", known, err)
}

// rollback ends the transaction without writing and returns why.
func (c *committer) rollback(why error) error {
	if _, err := c.w.run("ROLLBACK"); err != nil && judge(err) != nil { // SQLite may have rolled back by itself
		return c.stop(err)
	}
	if errors.Is(why, journal.ErrFull) {
		c.keepShort() // what is in the write-ahead file then needs no new space to be written over
	}
	return why
}

// stop notes that the disk failed. A later sync could succeed and still leave
// out what this one lost, so there is no trying again in this process.
func (c *committer) stop(err error) error {
	err = fmt.Errorf("%w: %w", journal.ErrStopped, err)
	if !c.stopped {
		c.stopped = true
		c.failed <- err
	}
	return err
}

// sweep removes staged blobs whose time is over. What fails is done next time.
func (c *committer) sweep() {
	_ = c.transaction([]*request{{do: (*writer).sweep}})
}

// settle brings the blobs of one room into the index, if there is a room of which
// enough have come. One that fails goes behind the others; one whose list is damaged
// waits until the journal is opened anew, and tells who needs it.
func (c *committer) settle() {
	if len(c.w.full) == 0 {
		return
	}
	room := c.w.full[0]
	err := c.transaction([]*request{{do: func(w *writer) error { return w.settle(room) }, size: c.w.fresh[room] * pageSize / 2}})
	c.w.full = c.w.full[1:]
	if err != nil && !errors.Is(err, errListed) {
		c.w.full = append(c.w.full, room)
	}
}

// keepShort copies the write-ahead file into the database, so that it is
// written over from its start. SQLite would do the same by itself, but ignore
// the error of a failing disk and go on.
func (c *committer) keepShort() {
	c.pending = 0
	if c.stopped {
		return
	}
	if _, err := c.copyBack("PASSIVE"); errors.Is(judge(err), journal.ErrStopped) {
		_ = c.stop(err)
		return
	}
	if info, err := os.Stat(c.wal); err == nil && info.Size() > walMax {
		_, _ = c.truncate()
	}
}

// wipe empties the write-ahead file if it may hold something erased.
func (c *committer) wipe() error {
	if !c.w.unwiped {
		return nil
	}
	busy, err := c.truncate()
	if err != nil {
		return err
	}
	if busy {
		return journal.ErrBusy
	}
	c.w.unwiped = false
	return nil
}

// truncate copies the write-ahead file into the database and empties it, with
// our own readers kept out: what can be in the way is another process.
func (c *committer) truncate() (busy bool, err error) {
	if c.stopped {
		return false, journal.ErrStopped
	}
	c.readings.Lock()
	busy, err = c.copyBack("TRUNCATE")
	c.readings.Unlock()
	if err != nil {
		switch known := judge(err); {
		case errors.Is(known, journal.ErrBusy):
			return true, nil
		case errors.Is(known, journal.ErrFull):
			return false, fmt.Errorf("%w: %w", known, err)
		}
		return false, c.stop(err)
	}
	if !busy {
		c.pending = 0
	}
	return busy, nil
}

// checkpoint runs SQLite's checkpoint. Emptying the file counts as done only
// when the file is seen to be empty.
func (c *committer) checkpoint(mode string) (busy bool, err error) {
	row, err := c.w.row("PRAGMA wal_checkpoint(" + mode + ")")
	if err != nil {
		return false, err
	}
	if len(row) == 0 || row[0] != int64(0) {
		return true, nil
	}
	if mode != "TRUNCATE" {
		return false, nil
	}
	info, err := os.Stat(c.wal)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil && info.Size() > 0, err
}
