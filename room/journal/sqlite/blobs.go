package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"casusoverleg/room/journal"
)

// What comes with one act is stored as one body, which takes half the pages and
// a fraction of the statements that a body for each blob would; blobs says where
// in it each begins.

// store keeps blobs for good. One that is there stays as it is, and one that was
// staged is taken up.
func (w *writer) store(room int64, blobs []journal.Blob) error {
	if len(blobs) > 1 {
		done, err := w.together(room, blobs)
		if err != nil || done {
			return err
		}
	}
	for _, blob := range blobs {
		added, err := w.insert(room, blob, 0)
		if err == nil && !added {
			_, err = w.run(`UPDATE blobs SET until = 0 WHERE room = ? AND digest = ? AND until > 0`, room, blob.Digest[:])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// together stores blobs that are all new in one body. It stores nothing, and says
// so, when one of them is there already or comes twice.
func (w *writer) together(room int64, blobs []journal.Blob) (done bool, err error) {
	var added, start int64
	pieces := make([][]byte, len(blobs))
	for i := 0; i < len(blobs); {
		insert := inserts[0]
		for insert.rows > len(blobs)-i {
			insert = inserts[insert.next]
		}
		args := make([]driver.Value, 2, 2+3*insert.rows)
		args[0], args[1] = room, w.nextBody
		for range insert.rows {
			args = append(args, blobs[i].Digest[:], int64(len(blobs[i].Data)), start)
			pieces[i] = blobs[i].Data
			start += int64(len(blobs[i].Data))
			i++
		}
		n, err := w.run(insert.query, args...)
		if err != nil {
			return false, err
		}
		added += n
	}
	body := w.nextBody
	w.nextBody++
	if added < int64(len(blobs)) {
		_, err := w.run(`DELETE FROM blobs WHERE room = ? AND body = ?`, room, body)
		return false, err
	}
	_, err = w.run(`INSERT INTO bodies (id, body) VALUES (?, ?)`, body, wrapBody(pieces...))
	return true, err
}

// insertion is a statement that adds several rows to blobs.
type insertion struct {
	rows  int
	query string
	next  int // a smaller one
}

var inserts = []insertion{{16, insertBlobs(16), 1}, {4, insertBlobs(4), 2}, {1, insertBlobs(1), 2}}

func insertBlobs(rows int) string {
	var values []string
	for i := range rows {
		values = append(values, fmt.Sprintf("(?1, ?%d, ?%d, 0, ?2, ?%d)", 3*i+3, 3*i+4, 3*i+5))
	}
	return `INSERT INTO blobs (room, digest, size, until, body, start) VALUES ` + strings.Join(values, ", ") +
		` ON CONFLICT (room, digest) DO NOTHING`
}

// insert stores a blob that the room does not have yet in a body of its own,
// until the given time or, with 0, for good.
func (w *writer) insert(room int64, blob journal.Blob, until int64) (added bool, err error) {
	n, err := w.run(`INSERT INTO blobs (room, digest, size, until, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (room, digest) DO NOTHING`,
		room, blob.Digest[:], int64(len(blob.Data)), until, w.nextBody)
	if err != nil || n == 0 {
		return false, err
	}
	_, err = w.run(`INSERT INTO bodies (id, body) VALUES (?, ?)`, w.nextBody, wrapBody(blob.Data))
	w.nextBody++
	return true, err
}
