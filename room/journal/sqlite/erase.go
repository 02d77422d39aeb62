package sqlite

import (
	"database/sql/driver"
	"strings"

	"casusoverleg/room/journal"
)

// Erasing has two halves. The bytes in the database are overwritten: a body's
// pages by secure_delete (body.go says why that is enough), labels, and blobs of
// a body that still holds others, by zeros of the same length in their place. Entries are added at the end of their table
// and never deleted, so SQLite has no reason to move them to another page and
// leave a copy; a row that keeps its length is overwritten where it lies. Then
// the write-ahead file, which holds earlier versions of those pages, is
// emptied; that is the committer's half.

// erase removes blobs and labels of one room.
func (w *writer) erase(room journal.Room, blobs []journal.Digest, labels []uint64) error {
	row, err := w.find(room)
	if err != nil || row == 0 {
		return err
	}
	if len(blobs) > 0 {
		if err := w.settle(row); err != nil {
			return err
		}
	}
	erased := map[int64][]span{}
	for _, digest := range blobs {
		blob, err := w.row(`DELETE FROM blobs WHERE room = ? AND digest = ? RETURNING body, start, size`, row, digest[:])
		if err != nil {
			return err
		}
		if blob != nil {
			body := blob[0].(int64)
			erased[body] = append(erased[body], span{blob[1].(int64), blob[2].(int64)})
		}
	}
	for body, spans := range erased {
		if err := w.overwrite(row, body, spans); err != nil {
			return err
		}
	}
	for _, seq := range labels {
		if seq > journal.MaxHead {
			continue // no such record
		}
		if err := w.eraseLabels(row, int64(seq), int64(seq)); err != nil {
			return err
		}
	}
	return nil
}

// span is where a blob lies in its body.
type span struct{ start, size int64 }

// overwrite erases blobs that are no longer in the table out of their body, and
// the body itself when it holds no other.
func (w *writer) overwrite(room, body int64, spans []span) error {
	w.unwiped = true
	rest, err := w.row(`SELECT 1 FROM blobs WHERE room = ? AND body = ? LIMIT 1`, room, body)
	if err != nil {
		return err
	}
	if rest == nil {
		_, err := w.run(`DELETE FROM bodies WHERE id = ?`, body)
		return err
	}
	held, err := w.value(`SELECT body FROM bodies WHERE id = ?`, body)
	if err != nil {
		return err
	}
	data := held.([]byte)
	for _, s := range spans {
		clear(data[bodyFront+s.start:][:s.size])
	}
	_, err = w.run(`UPDATE bodies SET body = ? WHERE id = ?`, data, body)
	return err
}

// destroy removes some of the room's blobs but keep, and the labels of the
// records from seq on, as many as one transaction should take. It returns where
// to go on, and whether there is anything left.
func (w *writer) destroy(room journal.Room, keep journal.Digest, seq uint64) (next uint64, more bool, err error) {
	row, err := w.find(room)
	if err != nil || row == 0 {
		return seq, false, err
	}
	if err := w.settle(row); err != nil {
		return seq, false, err
	}
	removed, err := w.destroyBlobs(row, keep)
	if err != nil {
		return seq, false, err
	}
	if err := w.eraseLabels(row, int64(seq), int64(seq)+destroyRecords-1); err != nil {
		return seq, false, err
	}
	last, err := w.integer(`SELECT n FROM rooms WHERE id = ?`, row)
	if err != nil {
		return seq, false, err
	}
	next = min(seq+destroyRecords, uint64(last)+1)
	return next, removed || next <= uint64(last), nil
}

// destroyBlobs removes what destroyBodies bodies of the room hold, but keep.
func (w *writer) destroyBlobs(room int64, keep journal.Digest) (removed bool, err error) {
	kept, err := w.row(`SELECT body FROM blobs WHERE room = ? AND digest = ?`, room, keep[:])
	if err != nil {
		return false, err
	}
	if kept == nil {
		kept = []driver.Value{int64(0)} // no body has that id
	}
	// First, by itself, the body that holds keep as well; then the others, whole.
	spans, err := w.rows(`DELETE FROM blobs WHERE room = ? AND body = ? AND digest <> ? RETURNING start, size`, room, kept[0], keep[:])
	if err != nil {
		return false, err
	}
	if len(spans) > 0 {
		var all []span
		for _, s := range spans {
			all = append(all, span{s[0].(int64), s[1].(int64)})
		}
		return true, w.overwrite(room, kept[0].(int64), all)
	}
	bodies, err := w.rows(`SELECT DISTINCT body FROM blobs WHERE room = ? AND body <> ? LIMIT ?`, room, kept[0], int64(destroyBodies))
	if err != nil || len(bodies) == 0 {
		return false, err
	}
	w.unwiped = true
	args := []driver.Value{room}
	for i := range destroyBodies {
		body := bodies[min(i, len(bodies)-1)][0]
		args = append(args, body)
		if _, err := w.run(`DELETE FROM bodies WHERE id = ?`, body); err != nil {
			return false, err
		}
	}
	_, err = w.run(`DELETE FROM blobs WHERE room = ? AND body IN (?`+strings.Repeat(", ?", destroyBodies-1)+`)`, args...)
	return true, err
}

// eraseLabels overwrites the labels of the records from first to last.
func (w *writer) eraseLabels(room, first, last int64) error {
	n, err := w.run(`UPDATE entries SET labels = zeroblob(length(labels))
		WHERE room = ? AND seq BETWEEN ? AND ? AND substr(labels, 1, 1) = x'01'`, room, first, last)
	if n > 0 {
		w.unwiped = true
	}
	return err
}
