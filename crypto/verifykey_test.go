package crypto_test

import (
	"crypto/ed25519"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"testing"

	"filippo.io/edwards25519"
	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// smallOrder are the eight points of small order in their canonical encoding.
var smallOrder = []string{
	"0100000000000000000000000000000000000000000000000000000000000000", // order 1
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // order 2
	"0000000000000000000000000000000000000000000000000000000000000000", // order 4
	"0000000000000000000000000000000000000000000000000000000000000080", // order 4
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", // order 8
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa", // order 8
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", // order 8
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", // order 8
}

// nonCanonical are the other encodings of those points.
var nonCanonical = []string{
	"0100000000000000000000000000000000000000000000000000000000000080", // x = 0 with a sign
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", // x = 0 with a sign
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // y = p
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // y = p + 1
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
}

func weakKeys(t *testing.T) [][]byte {
	var keys [][]byte
	for _, text := range append(smallOrder[:len(smallOrder):len(smallOrder)], nonCanonical...) {
		b, err := hex.DecodeString(text)
		require.NoError(t, err)
		keys = append(keys, b)
	}
	// Every y from p to 2^255−1, of whatever order, with either sign.
	for low := 0xed; low <= 0xff; low++ {
		for _, high := range []byte{0x7f, 0xff} {
			k := make([]byte, 32)
			for i := range k {
				k[i] = 0xff
			}
			k[0], k[31] = byte(low), high
			keys = append(keys, k)
		}
	}
	return keys
}

// The list above is complete: the torsion group has these eight and no others.
func TestTheSmallOrderListIsTheTorsionGroup(t *testing.T) {
	generator, err := hex.DecodeString(smallOrder[4])
	require.NoError(t, err)
	g, err := new(edwards25519.Point).SetBytes(generator)
	require.NoError(t, err)
	group := map[string]bool{}
	for p, i := edwards25519.NewIdentityPoint(), 0; i < 8; i++ {
		group[hex.EncodeToString(p.Bytes())] = true
		p = new(edwards25519.Point).Add(p, g)
	}
	require.Len(t, group, 8)
	for _, text := range smallOrder {
		require.True(t, group[text])
	}
}

func TestWeakKeysAreNotParsed(t *testing.T) {
	for _, b := range weakKeys(t) {
		_, err := crypto.ParseVerifyKey(b)
		require.ErrorIs(t, err, crypto.ErrWeakKey, "%x", b)
		require.NotContains(t, err.Error(), hex.EncodeToString(b[:4]))
		var k crypto.VerifyKey
		require.ErrorIs(t, k.UnmarshalBinary(b), crypto.ErrWeakKey, "%x", b)
		require.ErrorIs(t, k.UnmarshalText([]byte(hex.EncodeToString(b))), crypto.ErrWeakKey)
		require.True(t, k.IsZero(), "nothing changes on an error")
		inCBOR, err := cbor.Marshal(b)
		require.NoError(t, err)
		require.Error(t, cbor.Unmarshal(inCBOR, &k))
	}
}

// A lying server announces a key under which one signature fits many messages.
// The standard library accepts it, which shows that the guard is needed.
func TestWeakKeysVerifyNothing(t *testing.T) {
	identity := crypto.Signature{0: 1} // R = the identity, S = 0
	accepted := 0
	for _, b := range weakKeys(t) {
		key := crypto.VerifyKey(b) // past every parser
		for n := range uint32(64) {
			message := binary.BigEndian.AppendUint32(nil, n)
			signed := append([]byte("\x00\x00\x00\x13casusoverleg/v1/act"), message...)
			if ed25519.Verify(b, signed, identity[:]) {
				accepted++
			}
			require.ErrorIs(t, crypto.Verify(crypto.LabelAct, key, message, identity), crypto.ErrSignature)
		}
	}
	require.Greater(t, accepted, 64, "the forgery works where nobody looks at the key")
}

func TestAPointOffTheCurve(t *testing.T) {
	b := make([]byte, 32)
	b[0] = 2 // y = 2 is on no point of the curve
	_, err := crypto.ParseVerifyKey(b)
	require.ErrorIs(t, err, crypto.ErrMalformed)
	require.ErrorIs(t, crypto.Verify(crypto.LabelAct, crypto.VerifyKey(b), nil, crypto.Signature{0: 1}), crypto.ErrSignature)
}

func TestVerifyKeyEncodings(t *testing.T) {
	key := newSigningKey(t).Public()
	parsed, err := crypto.ParseVerifyKey(key[:])
	require.NoError(t, err)
	require.Equal(t, key, parsed)

	for _, want := range []crypto.VerifyKey{key, {}} {
		var viaJSON, viaCBOR crypto.VerifyKey
		text, err := json.Marshal(want)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &viaJSON))
		require.Equal(t, want, viaJSON)
		data, err := cbor.Marshal(want)
		require.NoError(t, err)
		require.NoError(t, cbor.Unmarshal(data, &viaCBOR))
		require.Equal(t, want, viaCBOR)
	}
	for _, n := range []int{0, 1, 31, 33, 64} {
		_, err := crypto.ParseVerifyKey(make([]byte, n))
		require.ErrorIs(t, err, crypto.ErrMalformed)
	}
	require.Len(t, key.String(), 8, "a key is not printed whole")
}
