package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"casusoverleg/room/journal"
)

// What comes with one act is stored as one body, which takes half the pages and
// a fraction of the statements that a body for each blob would. Where in it each
// blob lies is first listed in fresh, and from there brought into blobs, the index
// by digest: settle.go.

// store keeps blobs for good, in one body.
func (w *writer) store(room int64, blobs []journal.Blob) error {
	if len(blobs) == 0 {
		return nil
	}
	pieces := make([][]byte, len(blobs))
	listed := make([]byte, 0, len(blobs)*listedSize)
	for i, blob := range blobs {
		pieces[i], listed = blob.Data, appendListed(listed, blob)
	}
	body, err := w.addBody(pieces...)
	if err != nil {
		return err
	}
	if _, err := w.run(`INSERT INTO fresh (room, body, blobs) VALUES (?, ?, ?)`, room, body, listed); err != nil {
		return err
	}
	w.count(room, len(blobs))
	return nil
}

// addBody stores a body, whose id it returns. Nothing of it stays in the buffer.
func (w *writer) addBody(pieces ...[]byte) (id int64, err error) {
	id = w.nextBody
	w.nextBody++
	data := wrapBody(w.spare, pieces...)
	_, err = w.run(`INSERT INTO bodies (id, body) VALUES (?, ?)`, id, data)
	clear(data)
	if len(data) <= spareBody {
		w.spare = data
	}
	return id, err
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
		values = append(values, fmt.Sprintf("(?1, ?%d, ?%d, 0, ?%d, ?%d)", 4*i+2, 4*i+3, 4*i+4, 4*i+5))
	}
	return `INSERT INTO blobs (room, digest, size, until, body, start) VALUES ` + strings.Join(values, ", ") +
		` ON CONFLICT (room, digest) DO NOTHING`
}

// index brings blobs of one room into blobs. It returns those that were there
// already, or come twice.
func (w *writer) index(room int64, all []place) (twice []place, err error) {
	for len(all) > 0 {
		insert := inserts[0]
		for insert.rows > len(all) {
			insert = inserts[insert.next]
		}
		args := append(make([]driver.Value, 0, 1+4*insert.rows), room)
		some := all[:insert.rows]
		all = all[insert.rows:]
		for _, p := range some {
			args = append(args, p.digest[:], p.size, p.body, p.start)
		}
		added, err := w.run(insert.query, args...)
		if err != nil {
			return nil, err
		}
		if added == int64(len(some)) {
			continue
		}
		for _, p := range some {
			row, err := w.row(`SELECT body, start FROM blobs WHERE room = ? AND digest = ?`, room, p.digest[:])
			if err != nil {
				return nil, err
			}
			if row[0] != p.body || row[1] != p.start {
				twice = append(twice, p)
			}
		}
	}
	return twice, nil
}
