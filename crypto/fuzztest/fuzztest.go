// Package fuzztest holds what the fuzz targets of this module have in common: the
// bound on what parsing may cost, and what an error may say. It is imported by tests
// only, and does no fuzzing itself.
package fuzztest

import (
	"encoding/binary"
	"runtime"
	"strings"
	"testing"
)

// What parsing n bytes may allocate in all, in bytes: so much by itself, and so much
// for every byte of input. A length that the input claims and does not have costs nothing.
const (
	perInput = 4 << 20
	perByte  = 2 << 10
)

// Bounded runs parse on an input of n bytes, and fails if it allocated more than an
// input of that size can be a reason for.
func Bounded(tb testing.TB, n int, parse func()) {
	tb.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	parse()
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > uint64(perInput+n*perByte) {
		tb.Fatalf("%d bytes of input made it allocate %d", n, used)
	}
}

// Says fails if an error says anything but one of these sentences, which are known
// beforehand: so it repeats nothing of the input.
func Says(tb testing.TB, err error, sentences ...string) {
	tb.Helper()
	for _, s := range sentences {
		if err.Error() == s {
			return
		}
	}
	tb.Fatalf("an error of %d characters that is not one of: %s", len(err.Error()), strings.Join(sentences, " | "))
}

// editSize is how many bytes an edit takes: three of position, one to turn over there.
const editSize = 4

// Edited is a copy of b with edits applied, four bytes each: a position, and which
// bits to turn over there. A target uses it where keys are fresh in every process, so
// that no input could be a whole file.
func Edited(b, edits []byte) []byte {
	b = append([]byte{}, b...)
	for ; len(edits) >= editSize && len(b) > 0; edits = edits[editSize:] {
		at := binary.BigEndian.Uint32(append([]byte{0}, edits[:editSize-1]...))
		b[int(at)%len(b)] ^= edits[editSize-1]
	}
	return b
}

// Nasty are encodings that mean nothing, or more than one thing: what a parser of
// canonical CBOR must refuse.
func Nasty() [][]byte {
	return [][]byte{
		{}, {0xf6}, {0xa0}, {0x80}, {0xbf, 0xff}, // null, empty, indefinite
		{0xa1, 0x01, 0x18, 0x01},                           // 1 in two bytes
		{0xa2, 0x01, 0x01, 0x01, 0x02},                     // a key twice
		{0xa1, 0x18, 0x63, 0x01},                           // a field nobody knows
		{0xc1, 0x01}, {0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0}, // a tag, a float
		{0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, // as many elements as there can be
		{0x5b, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff}, // 4 GiB of bytes that are not there
	}
}
