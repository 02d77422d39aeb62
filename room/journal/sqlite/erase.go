package sqlite

import "casusoverleg/room/journal"

// Erasing has two halves. The bytes in the database are overwritten: a body's
// pages by secure_delete (body.go says why that is enough), labels by zeros of
// the same length in their place. Entries are added at the end of their table
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
	for _, digest := range blobs {
		body, err := w.row(`DELETE FROM blobs WHERE room = ? AND digest = ? RETURNING body`, row, digest[:])
		if err != nil {
			return err
		}
		if body == nil {
			continue
		}
		w.unwiped = true
		if _, err := w.run(`DELETE FROM bodies WHERE id = ?`, body[0]); err != nil {
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

// destroy removes some of the room's blobs but keep, and the labels of the
// records from seq on, as many as one transaction should take. It returns where
// to go on, and whether there is anything left.
func (w *writer) destroy(room journal.Room, keep journal.Digest, seq uint64) (next uint64, more bool, err error) {
	row, err := w.find(room)
	if err != nil || row == 0 {
		return seq, false, err
	}
	removed, err := w.run(`DELETE FROM bodies WHERE id IN
		(SELECT body FROM blobs WHERE room = ? AND digest <> ? ORDER BY digest LIMIT ?)`, row, keep[:], int64(destroyBlobs))
	if err != nil {
		return seq, false, err
	}
	if removed > 0 {
		w.unwiped = true
		if _, err := w.run(`DELETE FROM blobs WHERE room = ?1 AND digest IN
			(SELECT digest FROM blobs WHERE room = ?1 AND digest <> ?2 ORDER BY digest LIMIT ?3)`, row, keep[:], int64(destroyBlobs)); err != nil {
			return seq, false, err
		}
	}
	if err := w.eraseLabels(row, int64(seq), int64(seq)+destroyRecords-1); err != nil {
		return seq, false, err
	}
	last, err := w.integer(`SELECT n FROM rooms WHERE id = ?`, row)
	if err != nil {
		return seq, false, err
	}
	next = min(seq+destroyRecords, uint64(last)+1)
	return next, removed > 0 || next <= uint64(last), nil
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
