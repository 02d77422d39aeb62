package crypto

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
)

// Digest is a SHA-256 hash. It is comparable and may be a map key.
type Digest [DigestSize]byte

// Hash returns SHA-256 over the label and the parts, each preceded by its
// length as four bytes big-endian. Two different lists of parts never give the
// same input, so no part can borrow bytes of its neighbour.
func Hash(label Label, parts ...[]byte) Digest {
	h := sha256.New()
	writeFramed(h, []byte(label))
	for _, p := range parts {
		writeFramed(h, p)
	}
	var d Digest
	h.Sum(d[:0])
	return d
}

func writeFramed(h hash.Hash, part []byte) {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(part)))
	h.Write(n[:])
	h.Write(part)
}

// String returns the digest in lower-case hexadecimal, 64 characters.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// IsZero says whether no digest was set.
func (d Digest) IsZero() bool { return d == Digest{} }

// MarshalText returns what String returns.
func (d Digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText accepts exactly what MarshalText returns; otherwise it returns
// an error that is [ErrMalformed].
func (d *Digest) UnmarshalText(text []byte) error { return unmarshalHex("digest", d[:], text) }

// MarshalBinary returns the 32 bytes.
func (d Digest) MarshalBinary() ([]byte, error) { return append([]byte(nil), d[:]...), nil }

// UnmarshalBinary accepts exactly 32 bytes; otherwise it returns an error that
// is [ErrMalformed].
func (d *Digest) UnmarshalBinary(b []byte) error { return copyExact("digest", d[:], b) }

// unmarshalHex fills dst from lower-case hexadecimal of exactly its size.
func unmarshalHex(what string, dst, text []byte) error {
	if len(text) != hex.EncodedLen(len(dst)) {
		return fmt.Errorf("%s of %d characters, want %d: %w", what, len(text), hex.EncodedLen(len(dst)), ErrMalformed)
	}
	for _, c := range text {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return fmt.Errorf("%s is not lower-case hexadecimal: %w", what, ErrMalformed)
		}
	}
	if _, err := hex.Decode(dst, text); err != nil {
		return fmt.Errorf("%s is not hexadecimal: %w", what, ErrMalformed)
	}
	return nil
}

// copyExact fills dst from b of exactly its size.
func copyExact(what string, dst, b []byte) error {
	if len(b) != len(dst) {
		return fmt.Errorf("%s of %d bytes, want %d: %w", what, len(b), len(dst), ErrMalformed)
	}
	copy(dst, b)
	return nil
}
