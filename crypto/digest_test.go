package crypto_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/crypto"
)

// Computed outside Go: SHA-256 over the length-prefixed label and parts.
func TestHashVector(t *testing.T) {
	require.Equal(t, "6bccf30684a01d924491d7b8b45f7b7f6df89e9b0fdf7d27970df9862eced4f2",
		crypto.Hash(crypto.LabelActHash, []byte("abc"), nil, []byte("de")).String())
}

func TestPartsDoNotFlowTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SliceOfN(rapid.Byte(), 0, 4))
		a, b := parts.Draw(t, "a"), parts.Draw(t, "b")
		same := len(a) == len(b)
		for i := 0; same && i < len(a); i++ {
			same = string(a[i]) == string(b[i])
		}
		require.Equal(t, same, crypto.Hash("l", a...) == crypto.Hash("l", b...))
	})
	require.NotEqual(t, crypto.Hash("l", []byte("ab"), []byte("c")), crypto.Hash("l", []byte("a"), []byte("bc")))
	require.NotEqual(t, crypto.Hash("l"), crypto.Hash("l", nil))
	require.NotEqual(t, crypto.Hash("la"), crypto.Hash("l", []byte("a")))
}

func TestDigestEncodings(t *testing.T) {
	want := crypto.Hash("l")
	var viaJSON, viaCBOR crypto.Digest
	text, err := json.Marshal(want)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &viaJSON))
	require.Equal(t, want, viaJSON)
	data, err := cbor.Marshal(want)
	require.NoError(t, err)
	require.Len(t, data, 34, "a byte string, not an array of numbers")
	require.NoError(t, cbor.Unmarshal(data, &viaCBOR))
	require.Equal(t, want, viaCBOR)

	for _, bad := range []string{"", want.String()[1:], want.String() + "0", strings.ToUpper(want.String()), strings.Repeat("g", 64)} {
		d := want
		require.ErrorIs(t, d.UnmarshalText([]byte(bad)), crypto.ErrMalformed)
		require.Equal(t, want, d, "nothing changes on an error")
	}
	for _, n := range []int{0, 31, 33} {
		short, err := cbor.Marshal(make([]byte, n))
		require.NoError(t, err)
		var d crypto.Digest
		require.Error(t, cbor.Unmarshal(short, &d), "cbor alone would pad or cut %d bytes", n)
	}
}

func TestSignatureEncodings(t *testing.T) {
	want, err := crypto.Sign(crypto.LabelAct, newSigningKey(t), nil)
	require.NoError(t, err)
	var viaJSON, viaCBOR crypto.Signature
	text, err := json.Marshal(want)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &viaJSON))
	require.Equal(t, want, viaJSON)
	data, err := cbor.Marshal(want)
	require.NoError(t, err)
	require.NoError(t, cbor.Unmarshal(data, &viaCBOR))
	require.Equal(t, want, viaCBOR)
	require.ErrorIs(t, viaCBOR.UnmarshalBinary(want[:63]), crypto.ErrMalformed)
	require.ErrorIs(t, viaCBOR.UnmarshalText(text), crypto.ErrMalformed)
}
