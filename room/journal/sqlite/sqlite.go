// Package sqlite is the journal in one SQLite database file: the store of a
// server that runs by itself.
//
// Every append is synced to disk (write-ahead log, synchronous=FULL) before it
// is acknowledged; those that wait at the same time, of whatever rooms, share
// one sync. Erased bytes are overwritten in the database and gone from the
// write-ahead file. The database is used by one process at a time: Open takes
// an exclusive lock (flock; on Windows an unshared handle) on the file
// path+".lock", which the system releases when the process ends.
//
// It does not notice a flipped bit inside a record, labels or blob: their
// hashes are in the log, and whoever loads a room checks them. It does not
// overwrite blocks that the file system has taken back.
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

// Options change how a journal works. The zero value is what a server uses.
type Options struct {
	// Now tells the time for the lifetime of staged blobs; nil is time.Now.
	Now func() time.Time
}

// A Journal is a journal.Journal in an SQLite database.
type Journal struct {
	// Static.
	committer *committer
	reader    *reader
	lock      lock
	watchers  *watchers
}

var errInUse = errors.New("another process has this database open")

// Open opens the database at path, or makes it, readable by this user only.
// The directory must exist, on a local disk. It refuses a database that
// another process has open, that belongs to another program, whose schema is
// newer than this program, or whose heads and logs disagree; a refused
// database is left as it was.
func Open(path string, o Options) (*Journal, error) {
	j, err := open(path, o)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	return j, nil
}

func open(path string, o Options) (_ *Journal, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	held, err := takeLock(path + ".lock")
	if err != nil {
		return nil, err
	}
	w := &writer{now: o.Now, unwiped: true} // what an earlier process erased may be in the write-ahead file
	var r *reader
	defer func() {
		if err == nil {
			return
		}
		if r != nil {
			err = errors.Join(err, r.close())
		}
		if w.connection != nil {
			err = errors.Join(err, w.close())
		}
		err = errors.Join(err, held.release())
	}()
	// SQLite would make the file readable by others. It is opened here before
	// SQLite has it: closing it later would lose SQLite's own locks on it.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	if w.connection, err = connect(path); err != nil {
		return nil, err
	}
	if err := prepare(w.connection); err != nil {
		return nil, err
	}
	if err := checkHeads(w.connection); err != nil {
		return nil, err
	}
	if w.nextBody, err = w.integer(`SELECT coalesce(max(id), 0) + 1 FROM bodies`); err != nil {
		return nil, err
	}
	if err := w.countFresh(); err != nil {
		return nil, err
	}
	readings, watching := new(sync.RWMutex), new(watchers)
	if r, err = newReader(path, readings); err != nil {
		return nil, err
	}
	c := newCommitter(path, w, readings, watching.tell)
	c.sweep()
	if err := c.wipe(); err != nil && !errors.Is(err, journal.ErrBusy) {
		return nil, err
	}
	go c.run()
	return &Journal{committer: c, reader: r, lock: held, watchers: watching}, nil
}

// Close implements journal.Journal. After ErrStopped it leaves the database and
// its lock as they are, for the system to release when the process ends:
// closing the database would write to the failing disk.
func (j *Journal) Close() error {
	if !j.committer.close() {
		return journal.ErrClosed
	}
	err := j.reader.close()
	if j.committer.stopped { // run has ended
		return wrap("close", errors.Join(journal.ErrStopped, err))
	}
	return wrap("close", errors.Join(err, j.committer.w.close(), j.lock.release()))
}

// Rooms implements journal.Journal.
func (j *Journal) Rooms(ctx context.Context) ([]journal.Room, error) {
	rooms, err := j.reader.allRooms(ctx)
	return rooms, wrap("rooms", err)
}

// Head implements journal.Journal.
func (j *Journal) Head(ctx context.Context, room journal.Room) (journal.Head, error) {
	h, err := j.reader.headOf(ctx, room)
	return h, wrap("head", err)
}

// Append implements journal.Journal.
func (j *Journal) Append(ctx context.Context, b journal.Batch) error {
	if err := b.Check(); err != nil {
		return err
	}
	return wrap("append", j.committer.submit(ctx, &request{
		do:   func(w *writer) error { return w.append(b) },
		grew: b.Room, size: size(b),
	}))
}

// Read implements journal.Journal.
func (j *Journal) Read(ctx context.Context, room journal.Room, from uint64, yield func(journal.Entry) error) error {
	var own error // an error of yield goes back as it is
	err := j.reader.read(ctx, room, from, func(e journal.Entry) error { own = yield(e); return own })
	if own != nil {
		return own
	}
	return wrap("read", err)
}

// Blob implements journal.Journal.
func (j *Journal) Blob(ctx context.Context, room journal.Room, digest journal.Digest) ([]byte, error) {
	data, err := j.reader.blobOf(ctx, room, digest)
	return data, wrap("blob", err)
}

// Stage implements journal.Journal.
func (j *Journal) Stage(ctx context.Context, room journal.Room, by uint32, b journal.Blob) error {
	if err := b.Check(); err != nil {
		return err
	}
	return wrap("stage", j.committer.submit(ctx, &request{
		do: func(w *writer) error { return w.stage(room, by, b) }, size: len(b.Data) + 2*pageSize,
	}))
}

// Erase implements journal.Journal.
func (j *Journal) Erase(ctx context.Context, room journal.Room, blobs []journal.Digest, labels []uint64) error {
	return wrap("erase", j.wiped(ctx, func(w *writer) error { return w.erase(room, blobs, labels) }))
}

// Destroy implements journal.Journal.
func (j *Journal) Destroy(ctx context.Context, room journal.Room, keep journal.Digest) error {
	seq, more := uint64(1), true
	for more {
		var next uint64
		if err := j.committer.submit(ctx, &request{do: func(w *writer) (err error) {
			next, more, err = w.destroy(room, keep, seq)
			return err
		}}); err != nil {
			return wrap("destroy", err)
		}
		seq = next
	}
	return wrap("destroy", j.wiped(ctx, func(*writer) error { return nil }))
}

// wiped writes and empties the write-ahead file, trying again for a while when
// another process is in the way.
func (j *Journal) wiped(ctx context.Context, do func(*writer) error) error {
	for wait, attempt := eraseBackoff, 1; ; wait, attempt = 2*wait, attempt+1 {
		err := j.committer.submit(ctx, &request{do: do, wipe: true})
		if !errors.Is(err, journal.ErrBusy) || attempt == eraseAttempts {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

// Stopped implements journal.Journal.
func (j *Journal) Stopped() <-chan error { return j.committer.failed }

// Watch implements journal.Journal.
func (j *Journal) Watch(ctx context.Context, room journal.Room) <-chan struct{} {
	return j.watchers.add(ctx, room)
}

// size estimates what a batch adds to the write-ahead file.
func size(b journal.Batch) int {
	n := 3 * pageSize // head, last page of the log, its index
	for _, e := range b.Entries {
		n += len(e.Record) + len(e.Labels)
	}
	if len(b.Blobs) > 0 {
		n += 2 * pageSize // the end of a body, the list of what is in it
	}
	for _, blob := range b.Blobs {
		n += len(blob.Data)
	}
	return n
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("journal %s: %w", doing, err)
}

var _ journal.Journal = (*Journal)(nil)
