package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"sync"

	driversqlite "modernc.org/sqlite"

	"casusoverleg/room/journal"
)

// A reader answers questions in short transactions on its own connections. It
// passes no context to the driver, which would start a goroutine per query to
// watch it: between two transactions is soon enough.
type reader struct {
	// Static.
	db                                      *sql.DB
	rooms, head, last, entries, blob, fresh *sql.Stmt

	// readings is held for reading by each transaction, and for writing by the
	// committer while it empties the write-ahead file.
	readings *sync.RWMutex

	// Guarded by readings.
	closed bool
}

func newReader(path string, readings *sync.RWMutex) (*reader, error) {
	dsn, err := address(path,
		"busy_timeout("+strconv.FormatInt(busyWait.Milliseconds(), 10)+")",
		"query_only(1)", "temp_store(MEMORY)", "trusted_schema(OFF)", "cell_size_check(ON)")
	if err != nil {
		return nil, err
	}
	connector, err := driversqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	r := &reader{db: sql.OpenDB(connector), readings: readings}
	r.db.SetMaxOpenConns(readers)
	r.db.SetMaxIdleConns(readers)
	for _, s := range []struct {
		stmt  **sql.Stmt
		query string
	}{
		{&r.rooms, `SELECT id, room FROM rooms WHERE id > ? ORDER BY id LIMIT ?`},
		{&r.head, `SELECT n, link FROM rooms WHERE room = ?`},
		{&r.last, `SELECT n FROM rooms WHERE room = ?`},
		{&r.entries, `SELECT seq, record, labels FROM entries
			WHERE room = (SELECT id FROM rooms WHERE room = ?) AND seq >= ? ORDER BY seq LIMIT ?`},
		{&r.blob, `SELECT size, substr(body, start + ` + strconv.Itoa(bodyFront+1) + `, size) FROM
			(SELECT size, start, body AS id FROM blobs WHERE until = 0 AND digest = ?2
				AND room = (SELECT id FROM rooms WHERE room = ?1))
			JOIN bodies USING (id)`},
		{&r.fresh, `SELECT fresh.blobs, bodies.body FROM fresh JOIN bodies ON bodies.id = fresh.body
			WHERE fresh.room = (SELECT id FROM rooms WHERE room = ?1) AND instr(fresh.blobs, ?2) > 0 ORDER BY fresh.body`},
	} {
		if *s.stmt, err = r.db.Prepare(s.query); err != nil {
			return nil, errors.Join(err, r.db.Close())
		}
	}
	return r, nil
}

// short runs one read transaction.
func (r *reader) short(ctx context.Context, read func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.readings.RLock()
	defer r.readings.RUnlock()
	if r.closed {
		return journal.ErrClosed
	}
	err := read()
	if errors.Is(judge(err), journal.ErrBusy) {
		return fmt.Errorf("%w: %w", journal.ErrBusy, err)
	}
	return err
}

func (r *reader) close() error {
	r.readings.Lock()
	defer r.readings.Unlock()
	r.closed = true
	return r.db.Close()
}

func (r *reader) allRooms(ctx context.Context) ([]journal.Room, error) {
	var all []journal.Room
	var after int64
	for {
		before := len(all)
		err := r.short(ctx, func() (err error) {
			rows, err := r.rooms.Query(after, readChunk)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, rows.Close()) }()
			for rows.Next() {
				var room journal.Room
				if err := rows.Scan(&after, (*fixed)(&room)); err != nil {
					return err
				}
				all = append(all, room)
			}
			return rows.Err()
		})
		if err != nil || len(all) == before {
			return all, err
		}
	}
}

func (r *reader) headOf(ctx context.Context, room journal.Room) (h journal.Head, err error) {
	err = r.short(ctx, func() error {
		err := r.head.QueryRow(room[:]).Scan(&h.N, (*fixed)(&h.Link))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return h, err
}

func (r *reader) read(ctx context.Context, room journal.Room, from uint64, yield func(journal.Entry) error) error {
	next := max(from, 1)
	if next > journal.MaxHead {
		return nil
	}
	for {
		var chunk []journal.Entry
		var n uint64
		err := r.short(ctx, func() (err error) {
			// The head first: an entry it counts is seen by the later query.
			if err := r.last.QueryRow(room[:]).Scan(&n); errors.Is(err, sql.ErrNoRows) {
				return nil
			} else if err != nil {
				return err
			}
			chunk, err = r.chunk(room, next)
			return err
		})
		if err != nil {
			return err
		}
		for _, e := range chunk {
			if e.Seq != next {
				return fmt.Errorf("room %x: record %d is missing in the log", room, next)
			}
			if err := yield(e); err != nil {
				return err
			}
			next++
		}
		switch {
		case next > n:
			return nil
		case len(chunk) == 0:
			return fmt.Errorf("room %x: the log ends before record %d, the head says %d records", room, next, n)
		}
	}
}

// chunk returns some entries from position from on.
func (r *reader) chunk(room journal.Room, from uint64) (chunk []journal.Entry, err error) {
	rows, err := r.entries.Query(room[:], int64(from), readChunk)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for size := 0; size < readBytes && rows.Next(); {
		var e journal.Entry
		if err := rows.Scan(&e.Seq, &e.Record, &e.Labels); err != nil {
			return nil, err
		}
		if len(e.Labels) > 1 && e.Labels[0] == labelsPresent {
			e.Labels = e.Labels[1:]
		} else {
			e.Labels = nil
		}
		size += len(e.Record) + len(e.Labels)
		chunk = append(chunk, e)
	}
	return chunk, rows.Err()
}

// blobOf looks in the index, then in what is not yet in it, and once more in the
// index, which may have taken it up meanwhile.
func (r *reader) blobOf(ctx context.Context, room journal.Room, digest journal.Digest) (data []byte, err error) {
	for _, look := range []func(journal.Room, journal.Digest) ([]byte, error){r.indexed, r.listed, r.indexed} {
		err = r.short(ctx, func() (err error) {
			data, err = look(room, digest)
			return err
		})
		if !errors.Is(err, sql.ErrNoRows) {
			return data, err
		}
	}
	return nil, journal.ErrNotFound
}

// indexed returns a blob that is in the index by digest, or sql.ErrNoRows.
func (r *reader) indexed(room journal.Room, digest journal.Digest) (data []byte, err error) {
	var size int
	if err := r.blob.QueryRow(room[:], digest[:]).Scan(&size, &data); err != nil {
		return nil, err
	}
	if len(data) != size {
		return nil, fmt.Errorf("room %x: a blob is shorter than its size says", room)
	}
	return data, nil
}

// listed returns a blob that is not yet in the index, or sql.ErrNoRows.
func (r *reader) listed(room journal.Room, digest journal.Digest) (data []byte, err error) {
	var list, body []byte
	if err := r.fresh.QueryRow(room[:], digest[:]).Scan(&list, &body); err != nil {
		return nil, err
	}
	all, err := placesIn(list, 0)
	if err != nil {
		return nil, fmt.Errorf("room %x: %w", room, err)
	}
	for _, p := range all {
		if p.digest != digest {
			continue
		}
		from := bodyFront + p.start
		if int64(len(body)) < from+p.size {
			return nil, fmt.Errorf("room %x: a blob is shorter than its size says", room)
		}
		return bytes.Clone(body[from:][:p.size]), nil
	}
	return nil, sql.ErrNoRows
}

// fixed scans a value that must have 32 bytes.
type fixed [32]byte

func (f *fixed) Scan(v any) error {
	b, ok := v.([]byte)
	if !ok || len(b) != len(f) {
		return errors.New("a stored hash does not have 32 bytes")
	}
	copy(f[:], b)
	return nil
}
