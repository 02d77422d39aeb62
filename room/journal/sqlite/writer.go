package sqlite

import (
	"database/sql/driver"
	"time"

	"casusoverleg/room/journal"
)

// A writer turns requests into statements. It is owned by the committer.
type writer struct {
	*connection
	now      func() time.Time
	nextBody int64  // bodies.id for the next body; never used twice in a process
	unwiped  bool   // the write-ahead file may hold something that was erased
	spare    []byte // zeros, for the next body

	// By room, how many blobs are listed and not settled, by estimate: a transaction may
	// fail after it was counted; and the rooms of which that is enough to settle them.
	fresh map[int64]int
	full  []int64
}

// Marks before the labels of an entry.
const (
	labelsErased  = 0
	labelsPresent = 1
)

// append writes a batch if the room's head is still the one it was made for.
func (w *writer) append(b journal.Batch) error {
	room, err := w.advance(b.Room, b.Old, b.New)
	if err != nil {
		return err
	}
	for _, e := range b.Entries {
		var labels driver.Value
		if len(e.Labels) > 0 {
			labels = append([]byte{labelsPresent}, e.Labels...)
		}
		if _, err := w.run(`INSERT INTO entries (room, seq, record, labels) VALUES (?, ?, ?, ?)`,
			room, int64(e.Seq), e.Record, labels); err != nil {
			return err
		}
	}
	now := w.now().UnixMilli()
	for _, s := range b.Staged { // before the blobs, which may take it up as well
		n, err := w.run(`UPDATE blobs SET until = 0 WHERE room = ? AND digest = ? AND size = ? AND until > ?`,
			room, s.Digest[:], int64(s.Size), now)
		if err != nil {
			return err
		}
		if n == 0 {
			return journal.ErrMissing
		}
	}
	return w.store(room, b.Blobs)
}

// advance is the compare-and-swap on the head. It returns the room's row.
func (w *writer) advance(room journal.Room, old, next journal.Head) (int64, error) {
	var row []driver.Value
	var err error
	if old.N == 0 {
		row, err = w.row(`INSERT INTO rooms (room, n, link) VALUES (?, ?, ?) ON CONFLICT (room) DO NOTHING RETURNING id`,
			room[:], int64(next.N), next.Link[:])
	} else {
		row, err = w.row(`UPDATE rooms SET n = ?, link = ? WHERE room = ? AND n = ? AND link = ? RETURNING id`,
			int64(next.N), next.Link[:], room[:], int64(old.N), old.Link[:])
	}
	if err != nil {
		return 0, err
	}
	if row == nil {
		return 0, journal.ErrConflict
	}
	return row[0].(int64), nil
}

// stage keeps a blob for StageLifetime.
func (w *writer) stage(room journal.Room, by uint32, blob journal.Blob) error {
	if err := w.sweep(); err != nil {
		return err
	}
	row, err := w.find(room)
	if err != nil {
		return err
	}
	if row == 0 {
		return journal.ErrNotFound
	}
	if err := w.settle(row); err != nil {
		return err
	}
	until := w.now().Add(journal.StageLifetime).UnixMilli()
	there, err := w.row(`SELECT until FROM blobs WHERE room = ? AND digest = ?`, row, blob.Digest[:])
	if err != nil {
		return err
	}
	if there != nil {
		_, err = w.run(`UPDATE blobs SET until = ? WHERE room = ? AND digest = ? AND until > 0`, until, row, blob.Digest[:])
		return err
	}
	used, err := w.integer(`SELECT coalesce(sum(size), 0) FROM blobs WHERE until > 0 AND room = ? AND stager = ?`, row, int64(by))
	if err != nil {
		return err
	}
	if used+int64(len(blob.Data)) > journal.StageQuota {
		return journal.ErrQuota
	}
	body, err := w.addBody(blob.Data)
	if err != nil {
		return err
	}
	_, err = w.run(`INSERT INTO blobs (room, digest, size, until, body, stager) VALUES (?, ?, ?, ?, ?, ?)`,
		row, blob.Digest[:], int64(len(blob.Data)), until, body, int64(by))
	return err
}

// sweep removes the staged blobs whose time is over.
func (w *writer) sweep() error {
	now := w.now().UnixMilli()
	n, err := w.run(`DELETE FROM bodies WHERE id IN (SELECT body FROM blobs WHERE until > 0 AND until <= ?)`, now)
	if err != nil || n == 0 {
		return err
	}
	w.unwiped = true
	_, err = w.run(`DELETE FROM blobs WHERE until > 0 AND until <= ?`, now)
	return err
}

// find returns the room's row, 0 when it does not exist.
func (w *writer) find(room journal.Room) (int64, error) {
	row, err := w.row(`SELECT id FROM rooms WHERE room = ?`, room[:])
	if err != nil || row == nil {
		return 0, err
	}
	return row[0].(int64), nil
}
