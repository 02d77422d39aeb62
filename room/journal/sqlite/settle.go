package sqlite

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"casusoverleg/room/journal"
)

// Digests are random, so in the index by digest each blob of an act belongs on
// another page: of a room with some hundred acts an append would write five times
// as much as it brings. So the blobs of an act are listed in one row of fresh, and
// when enough of a room have come they are brought into the index together, many to
// a page. Whatever else needs the index settles the room first, in its own
// transaction. A reader looks in both.

// listedSize is the size of one blob in a list: its digest, and its size in four
// bytes, the highest first. Blobs follow each other in their body as in the list.
const listedSize = 32 + 4

var errListed = errors.New("damaged: a list of what came with an act is cut off")

func appendListed(list []byte, blob journal.Blob) []byte {
	return binary.BigEndian.AppendUint32(append(list, blob.Digest[:]...), uint32(len(blob.Data)))
}

// place is where a blob lies.
type place struct {
	digest      journal.Digest
	body        int64
	start, size int64
}

// placesIn reads a list.
func placesIn(list []byte, body int64) (all []place, err error) {
	if len(list)%listedSize != 0 {
		return nil, errListed
	}
	start := int64(0)
	for one := range slices.Chunk(list, listedSize) {
		p := place{digest: journal.Digest(one[:32]), body: body, start: start, size: int64(binary.BigEndian.Uint32(one[32:]))}
		all, start = append(all, p), start+p.size
	}
	return all, nil
}

// settle brings what is listed of a room into the index. What the room held
// already stays as it is; the other copy is erased, so that no digest has two.
func (w *writer) settle(room int64) error {
	rows, err := w.rows(`SELECT body, blobs FROM fresh WHERE room = ?`, room)
	if err != nil {
		return err
	}
	var all []place
	for _, row := range rows {
		some, err := placesIn(row[1].([]byte), row[0].(int64))
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(bytes.Compare(a.digest[:], b.digest[:]), cmp.Compare(a.body, b.body), cmp.Compare(a.start, b.start))
	})
	twice, err := w.index(room, all)
	if err != nil {
		return err
	}
	copies := map[int64][]span{}
	for _, p := range twice {
		if _, err := w.run(`UPDATE blobs SET until = 0 WHERE room = ? AND digest = ? AND until > 0`, room, p.digest[:]); err != nil {
			return err
		}
		copies[p.body] = append(copies[p.body], span{p.start, p.size})
	}
	for body, spans := range copies {
		if err := w.overwrite(room, body, spans); err != nil {
			return err
		}
	}
	if len(rows) > 0 {
		if _, err := w.run(`DELETE FROM fresh WHERE room = ?`, room); err != nil {
			return err
		}
	}
	delete(w.fresh, room)
	return nil
}

// countFresh learns how many blobs each room has that are not settled.
func (w *writer) countFresh() error {
	w.fresh = map[int64]int{}
	rows, err := w.rows(`SELECT room, sum(length(blobs)) FROM fresh GROUP BY room`)
	for _, row := range rows {
		w.count(row[0].(int64), int(row[1].(int64))/listedSize)
	}
	return err
}

// count notes that blobs were listed.
func (w *writer) count(room int64, blobs int) {
	before := w.fresh[room]
	w.fresh[room] = before + blobs
	if before < settleBlobs && before+blobs >= settleBlobs {
		w.full = append(w.full, room)
	}
}
