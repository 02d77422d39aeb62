package wire

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// submits are submissions of every shape, and each with one thing wrong.
func submits() [][]byte {
	act := chain.Signed{Bytes: bytes.Repeat([]byte{7}, 300), Signature: crypto.Signature{1}}
	small := chain.Signed{Signature: crypto.Signature{2}}
	var all [][]byte
	for _, s := range []Submit{
		{Act: act}, {Act: small}, {Act: act, Labels: []byte{1}}, {Act: act, Files: [][]byte{{}}},
		{Act: act, Labels: make([]byte, 23), Files: [][]byte{make([]byte, 24), {}, make([]byte, 255), make([]byte, 256)}},
		{Act: small, Files: make([][]byte, 30)}, {Act: act, Files: [][]byte{make([]byte, 70_000)}},
		{Act: act, Files: make([][]byte, chain.MaxElements)}, {Act: act, Files: make([][]byte, chain.MaxElements+1)},
	} {
		all = append(all, chain.Encode(s))
	}
	type loose struct { // the same without omitempty
		Act    chain.Signed `cbor:"1,keyasint"`
		Labels []byte       `cbor:"2,keyasint"`
		Files  [][]byte     `cbor:"3,keyasint"`
	}
	return append(all,
		chain.Encode(loose{Act: small}),
		chain.Encode(map[int]any{1: []any{[]byte{1}, make([]byte, 63)}}),
		chain.Encode(map[int]any{1: []any{[]byte{1}}}),
		chain.Encode(map[int]any{1: []any{[]byte{1}, make([]byte, 64)}, 4: 1}),
		chain.Encode(map[int]any{1: []any{"text", make([]byte, 64)}}),
		chain.Encode(map[int]any{1: []any{[]byte{1}, make([]byte, 64)}, 3: []any{"text"}}),
		chain.Encode(map[int]any{2: []byte{1}}), []byte{0xa0}, nil)
}

// alike says that both ways of reading a submission take it, and as the same, or
// that both refuse it.
func alike(t *testing.T, body []byte) (taken bool) {
	t.Helper()
	want, refused := Decode[Submit](body)
	got, err := DecodeSubmit(body)
	require.Equal(t, refused, err)
	if err != nil {
		require.ErrorIs(t, err, ErrFrame)
		return false
	}
	require.Equal(t, chain.Encode(want), chain.Encode(got))
	require.Equal(t, body, chain.Encode(got))
	require.Equal(t, len(want.Files), len(got.Files))
	return true
}

func TestASubmissionIsReadAsStrictlyWithoutCopies(t *testing.T) {
	taken := 0
	for _, body := range submits() {
		if alike(t, body) {
			taken++
		}
		if len(body) > 2000 {
			continue
		}
		for i := range body { // every byte cut off or changed, one more at every place
			alike(t, body[:i])
			alike(t, append(bytes.Clone(body[:i]), append([]byte{0x18}, body[i:]...)...))
			if i < 12 || i > len(body)-600 {
				for _, b := range []byte{0, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x40, 0x58, 0x59, 0x5f, 0x80, 0x82, 0x9f, 0xa1, 0xa2, 0xa3, 0xbf, 0xf6, 0xff, body[i] + 1} {
					other := bytes.Clone(body)
					other[i] = b
					alike(t, other)
				}
			}
		}
	}
	require.Equal(t, 8, taken)
}

// A file that is kept must not change when the act is, nor the other way round.
func TestOnlyFilesLieInTheFrame(t *testing.T) {
	body := chain.Encode(Submit{Act: chain.Signed{Bytes: []byte("act")}, Labels: []byte("labels"), Files: [][]byte{[]byte("file"), []byte("next")}})
	s, err := DecodeSubmit(body)
	require.NoError(t, err)
	clear(body)
	require.Equal(t, "act", string(s.Act.Bytes))
	require.Equal(t, "labels", string(s.Labels))
	require.Equal(t, make([]byte, 4), s.Files[0])
	require.Equal(t, 4, cap(s.Files[0]), "appending to one leaves the next alone")
}

func FuzzSubmit(f *testing.F) {
	for _, body := range submits() {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) { alike(t, body) })
}
