package bench

import "encoding/binary"

// span reads from where and how many records a Records frame holds, and no more
// of it: decoding every record for every seat would measure the bench itself.
// The frame is a CBOR map whose first keys are 1 (the first seq) and 2 (the list).
func span(body []byte) (from, n uint64, ok bool) {
	if len(body) < 2 || body[0]>>5 != 5 || body[1] != 1 {
		return 0, 0, false
	}
	from, rest, ok := number(body[2:], 0)
	if !ok || len(rest) < 1 || rest[0] != 2 {
		return 0, 0, false
	}
	n, _, ok = number(rest[1:], 4)
	return from, n, ok
}

// number reads the head of one data item of this major type (RFC 8949 §3).
func number(b []byte, major byte) (n uint64, rest []byte, ok bool) {
	if len(b) == 0 || b[0]>>5 != major {
		return 0, nil, false
	}
	low := b[0] & 31
	if low < 24 {
		return uint64(low), b[1:], true
	}
	if low > 27 || len(b) < 1+1<<(low-24) {
		return 0, nil, false
	}
	var wide [8]byte
	size := 1 << (low - 24)
	copy(wide[8-size:], b[1:1+size])
	return binary.BigEndian.Uint64(wide[:]), b[1+size:], true
}
