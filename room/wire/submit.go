package wire

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// DecodeSubmit is Decode[Submit] whose files lie in body, which therefore must not
// change any more: of all frames these alone are large, and Decode copies them twice.
// It takes and refuses exactly what Decode does; a fuzz target compares them.
func DecodeSubmit(body []byte) (Submit, error) {
	c := cursor{rest: body}
	var s Submit
	fields := c.head(cborMap)
	c.is(cborUint, 1)
	c.is(cborArray, 2)
	s.Act.Bytes = bytes.Clone(c.bytes()) // what is kept of an act must not keep its files
	if signature := c.bytes(); len(signature) == crypto.SignatureSize {
		s.Act.Signature = crypto.Signature(signature)
	} else {
		c.wrong = true
	}
	read := uint64(1)
	if c.next(cborUint, 2) {
		s.Labels, read = bytes.Clone(c.bytes()), read+1
		c.wrong = c.wrong || len(s.Labels) == 0
	}
	if c.next(cborUint, 3) {
		read++
		n := c.head(cborArray)
		c.wrong = c.wrong || n == 0 || n > chain.MaxElements
		for ; n > 0 && !c.wrong; n-- {
			s.Files = append(s.Files, c.bytes())
		}
	}
	if c.wrong || read != fields || len(c.rest) > 0 {
		return Submit{}, fmt.Errorf("%w: %T", ErrFrame, s)
	}
	return s, nil
}

// Major types of CBOR (RFC 8949 §3.1).
const (
	cborUint  = 0
	cborBytes = 2
	cborArray = 4
	cborMap   = 5
)

// cursor reads data items in their one canonical form. After something else it is
// wrong, and stays so.
type cursor struct {
	rest  []byte
	wrong bool
}

// head reads the head of an item of this major type, and returns its number.
func (c *cursor) head(major byte) uint64 {
	if c.wrong || len(c.rest) == 0 || c.rest[0]>>5 != major {
		c.wrong = true
		return 0
	}
	low := c.rest[0] & 31
	c.rest = c.rest[1:]
	if low < 24 {
		return uint64(low)
	}
	if low > 27 || len(c.rest) < 1<<(low-24) {
		c.wrong = true
		return 0
	}
	size := 1 << (low - 24)
	var wide [8]byte
	copy(wide[8-size:], c.rest)
	c.rest = c.rest[size:]
	n := binary.BigEndian.Uint64(wide[:])
	least := uint64(24) // of what does not fit a shorter head (§4.2.1)
	if size > 1 {
		least = 1 << (4 * size)
	}
	c.wrong = c.wrong || n < least
	return n
}

// is reads an item that can only be this one.
func (c *cursor) is(major byte, n uint64) {
	got := c.head(major)
	c.wrong = c.wrong || got != n
}

// next reads this small item if it is what follows.
func (c *cursor) next(major, n byte) bool {
	if c.wrong || len(c.rest) == 0 || c.rest[0] != major<<5|n {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

// bytes reads a byte string. It lies in what is read.
func (c *cursor) bytes() []byte {
	n := c.head(cborBytes)
	if c.wrong || n > uint64(len(c.rest)) {
		c.wrong = true
		return nil
	}
	b := c.rest[:n:n]
	c.rest = c.rest[n:]
	return b
}
