package crypto

import (
	"encoding/hex"
	"fmt"

	"filippo.io/edwards25519"
)

// VerifyKey is the public half of a [SigningKey]: an Ed25519 public key. It is
// comparable and may be a map key. The zero value is no key; it verifies
// nothing.
type VerifyKey [VerifyKeySize]byte

// ParseVerifyKey returns the key in b. A length other than 32, a point that is
// not on the curve ([ErrMalformed]), a non-canonical encoding and a point of
// small order ([ErrWeakKey]) are refused: with such keys one signature fits
// many messages, or one key has several names.
func ParseVerifyKey(b []byte) (VerifyKey, error) {
	var k VerifyKey
	if err := copyExact("verify key", k[:], b); err != nil {
		return VerifyKey{}, err
	}
	if k.weak() {
		return VerifyKey{}, fmt.Errorf("verify key: %w", ErrWeakKey)
	}
	p, err := new(edwards25519.Point).SetBytes(k[:])
	if err != nil {
		return VerifyKey{}, fmt.Errorf("verify key is not a point on the curve: %w", ErrMalformed)
	}
	if new(edwards25519.Point).MultByCofactor(p).Equal(edwards25519.NewIdentityPoint()) == 1 ||
		VerifyKey(p.Bytes()) != k {
		return VerifyKey{}, fmt.Errorf("verify key: %w", ErrWeakKey)
	}
	return k, nil
}

// String returns the first four bytes of the key in hexadecimal, enough to tell
// devices apart in a test and too little to be the key.
func (k VerifyKey) String() string { return hex.EncodeToString(k[:4]) }

// IsZero says whether no key was set.
func (k VerifyKey) IsZero() bool { return k == VerifyKey{} }

// MarshalText returns the key in lower-case hexadecimal, 64 characters, or the
// empty text for no key.
func (k VerifyKey) MarshalText() ([]byte, error) {
	if k.IsZero() {
		return []byte{}, nil
	}
	return hex.AppendEncode(nil, k[:]), nil
}

// UnmarshalText accepts exactly what MarshalText returns, of a key that
// [ParseVerifyKey] accepts or of no key.
func (k *VerifyKey) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*k = VerifyKey{}
		return nil
	}
	var b [VerifyKeySize]byte
	if err := unmarshalHex("verify key", b[:], text); err != nil {
		return err
	}
	parsed, err := ParseVerifyKey(b[:])
	if err != nil {
		return err
	}
	*k = parsed
	return nil
}

// MarshalBinary returns the 32 bytes, or none for no key. (The zero bytes would
// be a point of small order, so they cannot stand for no key.)
func (k VerifyKey) MarshalBinary() ([]byte, error) {
	if k.IsZero() {
		return []byte{}, nil
	}
	return append([]byte(nil), k[:]...), nil
}

// UnmarshalBinary accepts exactly what MarshalBinary returns and refuses
// small-order and non-canonical keys with [ErrWeakKey]. Unlike [ParseVerifyKey] it does not
// decompress the point, which a replay of thousands of acts could not afford: a
// point off the curve is left to [Verify], which refuses it.
func (k *VerifyKey) UnmarshalBinary(b []byte) error {
	if len(b) == 0 {
		*k = VerifyKey{}
		return nil
	}
	var parsed VerifyKey
	if err := copyExact("verify key", parsed[:], b); err != nil {
		return err
	}
	if parsed.weak() {
		return fmt.Errorf("verify key: %w", ErrWeakKey)
	}
	*k = parsed
	return nil
}

// weak says whether the key is of small order or not canonically encoded. It
// compares bytes only.
func (k VerifyKey) weak() bool {
	k[31] &= 0x7f // the sign of x changes neither property
	if k.aboveField() {
		return true
	}
	for _, y := range smallOrderY {
		if k == y {
			return true
		}
	}
	return false
}

// aboveField says whether the little-endian y in k is 2^255−19 or more, so that
// a smaller encoding of the same point exists (RFC 8032 §5.1.3). The sign bit
// must be cleared.
func (k VerifyKey) aboveField() bool {
	for _, b := range k[1:31] {
		if b != 0xff {
			return false
		}
	}
	return k[31] == 0x7f && k[0] >= 0xed
}

// smallOrderY are the five y coordinates of the eight points of small order,
// little-endian. Together with either sign they cover all eight, and the two
// encodings of x = 0 with the sign set.
var smallOrderY = [...]VerifyKey{
	{0x01}, // order 1
	{0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, // order 2
	{}, // order 4, both signs
	{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
		0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a}, // order 8
	{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
		0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05}, // order 8
}
