package sqlite

import "slices"

// SQLite's secure_delete zeroes a row where it lies when it is deleted. But
// before that, balancing the tree may have moved the row to another page, and
// the copy that stays behind in the unused middle of the old page is zeroed by
// nobody: about one deleted row in a thousand can still be read in the file.
// Overflow pages are never moved (without auto_vacuum) and are zeroed whole
// when they are freed; a row that keeps its length is overwritten in place. So every body is stored such that its data lies in
// overflow pages only: a front of zeros takes up the part of the row that is
// kept in the tree, and a tail of zeros makes that part as small as it gets.
//
// The arithmetic is that of the file format (https://www.sqlite.org/fileformat2.html,
// "B-tree cell payload overflow pages"): with U usable bytes per page, a table
// row of P bytes that is larger than U-35 keeps K = M+((P-M)%(U-4)) bytes in
// the tree if K ≤ U-35, else M; M = ((U-12)*32/255)-23. With P-M a multiple of
// U-4 that is M.
const (
	bodyFront    = (pageSize-12)*32/255 - 23 // M
	overflowRoom = pageSize - 4              // bytes of a row in one overflow page
)

// wrapBody returns what holds the given data as the column bodies.body does, one
// piece after the other from bodyFront on. It is made in spare if that is large
// enough.
func wrapBody(spare []byte, pieces ...[]byte) []byte {
	size := 0
	for _, p := range pieces {
		size += len(p)
	}
	least := bodyFront + size
	for pages := size/overflowRoom + 1; ; pages++ {
		row := bodyFront + pages*overflowRoom
		// The row is its header (its own size, one byte for the id, the type of
		// the body) and the body; the length of the type depends on the body's.
		for typeLen := 1; typeLen <= 9; typeLen++ {
			n := row - 2 - typeLen
			if n >= least && varintLen(uint64(2*n+12)) == typeLen {
				body := slices.Grow(spare[:0], n)[:n]
				clear(body[:bodyFront])
				at := body[bodyFront:]
				for _, p := range pieces {
					at = at[copy(at, p):]
				}
				clear(at)
				return body
			}
		}
	}
}

// varintLen is the length of SQLite's variable-length integers in bytes.
func varintLen(v uint64) int {
	n := 1
	for v >>= 7; v != 0; v >>= 7 {
		n++
	}
	return n
}
