package chain_test

import (
	"bytes"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// note is a small message with every sort of field that acts have.
type noteLike struct {
	N      uint64        `cbor:"1,keyasint"`
	I      int64         `cbor:"2,keyasint"`
	Text   string        `cbor:"3,keyasint"`
	Flag   bool          `cbor:"4,keyasint,omitempty"`
	Hash   crypto.Digest `cbor:"5,keyasint"`
	Salt   [4]byte       `cbor:"6,keyasint"`
	List   []uint64      `cbor:"7,keyasint"`
	Option []uint64      `cbor:"8,keyasint,omitempty"`
	Bytes  []byte        `cbor:"9,keyasint"`
}

func sample() noteLike {
	return noteLike{N: 1, I: -1, Text: "ja", Hash: crypto.Hash("x"), Salt: [4]byte{1}, List: []uint64{23, 24}, Bytes: []byte{1}}
}

func TestWhatIsEncodedDecodes(t *testing.T) {
	for _, want := range []noteLike{sample(), {N: 1 << 63, I: -1 << 63, Flag: true, Option: []uint64{0}, List: []uint64{}, Bytes: []byte{}}} {
		var got noteLike
		require.NoError(t, chain.Decode(chain.Encode(want), &got))
		require.Equal(t, want, got)
	}
	require.Equal(t, chain.Encode(noteLike{List: []uint64{}, Bytes: []byte{}}), chain.Encode(noteLike{}), "nothing has one encoding")
}

// Whatever stands for the same note in other bytes is refused: there is one encoding.
func TestOtherEncodingsAreRefused(t *testing.T) {
	good := chain.Encode(sample())
	require.Equal(t, byte(0xa7), good[0], "a map of seven")
	replaced := func(old, new []byte) []byte {
		require.Equal(t, 1, bytes.Count(good, old))
		return bytes.Replace(good, old, new, 1)
	}
	list := []byte{0x07, 0x82, 0x17, 0x18, 0x18}
	for name, b := range map[string][]byte{
		"nothing":                        {},
		"null":                           {0xf6},
		"a byte after the end":           append(bytes.Clone(good), 0),
		"twice":                          append(bytes.Clone(good), good...),
		"cut short":                      good[:len(good)-1],
		"an integer in two bytes":        replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x01, 0x18, 0x01}),
		"an integer in nine bytes":       replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x01, 0x1b, 0, 0, 0, 0, 0, 0, 0, 1}),
		"a float for an integer":         replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x01, 0xf9, 0x3c, 0x00}),
		"a big number for an integer":    replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x01, 0xc2, 0x41, 0x01}),
		"a negative number":              replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x01, 0x20}),
		"a key in two bytes":             replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x18, 0x01, 0x01}),
		"a text as key":                  replaced([]byte{0xa7, 0x01, 0x01}, []byte{0xa7, 0x61, 0x31, 0x01}),
		"a length in two bytes":          replaced([]byte{0x62, 'j', 'a'}, []byte{0x78, 0x02, 'j', 'a'}),
		"a text of indefinite length":    replaced([]byte{0x62, 'j', 'a'}, []byte{0x7f, 0x62, 'j', 'a', 0xff}),
		"bytes for a text":               replaced([]byte{0x62, 'j', 'a'}, []byte{0x42, 'j', 'a'}),
		"text that is no UTF-8":          replaced([]byte{0x62, 'j', 'a'}, []byte{0x62, 0xc3, 0x28}),
		"a list of indefinite length":    replaced(list, []byte{0x07, 0x9f, 0x17, 0x18, 0x18, 0xff}),
		"a list that is null":            replaced(list, []byte{0x07, 0xf6}),
		"a list that is undefined":       replaced(list, []byte{0x07, 0xf7}),
		"bytes that are null":            replaced([]byte{0x09, 0x41, 0x01}, []byte{0x09, 0xf6}),
		"bytes as a list of numbers":     replaced([]byte{0x09, 0x41, 0x01}, []byte{0x09, 0x81, 0x01}),
		"a tag":                          replaced([]byte{0x62, 'j', 'a'}, []byte{0xd8, 0x20, 0x62, 'j', 'a'}),
		"self-described":                 append([]byte{0xd9, 0xd9, 0xf7}, good...),
		"a salt too short":               replaced([]byte{0x44, 1, 0, 0, 0}, []byte{0x41, 1}),
		"a salt too long":                replaced([]byte{0x44, 1, 0, 0, 0}, []byte{0x45, 1, 0, 0, 0, 0}),
		"a map of indefinite length":     append(append([]byte{0xbf}, good[1:]...), 0xff),
		"a key twice":                    append(append([]byte{0xa8}, good[1:]...), 0x09, 0x41, 0x01),
		"an unknown key":                 append(append([]byte{0xa8}, good[1:]...), 0x18, 0x63, 0x01),
		"an optional list that is empty": append([]byte{0xa8}, bytes.Replace(good[1:], []byte{0x09, 0x41, 0x01}, []byte{0x08, 0x80, 0x09, 0x41, 0x01}, 1)...),
		"an optional flag that is off":   append([]byte{0xa8}, bytes.Replace(good[1:], []byte{0x62, 'j', 'a'}, []byte{0x62, 'j', 'a', 0x04, 0xf4}, 1)...),
		"keys out of order":              append([]byte{0xa7, 0x02, 0x20, 0x01, 0x01}, good[5:]...),
		"a field left out":               append([]byte{0xa6}, bytes.Replace(good[1:], []byte{0x09, 0x41, 0x01}, nil, 1)...),
		"a list instead of a map":        {0x81, 0x01},
	} {
		var got noteLike
		require.ErrorIs(t, chain.Decode(b, &got), chain.ErrEncoding, name)
	}
	var again noteLike
	require.NoError(t, chain.Decode(good, &again))
}

// An error says what was expected and nothing of what was sent.
func TestErrorsKeepWhatWasSentToThemselves(t *testing.T) {
	var got noteLike
	err := chain.Decode(chain.Encode("Jan Jansen, Lindestraat 12"), &got)
	require.ErrorIs(t, err, chain.ErrEncoding)
	require.NotContains(t, err.Error(), "Jansen")
}

func TestDeepAndWideInputIsRefused(t *testing.T) {
	deep := append(bytes.Repeat([]byte{0x81}, 100), 0x01)
	var v any
	require.ErrorIs(t, chain.Decode(deep, &v), chain.ErrEncoding)
	wide := chain.Encode(make([]bool, chain.MaxElements+1))
	var list []bool
	require.ErrorIs(t, chain.Decode(wide, &list), chain.ErrEncoding)
	require.NoError(t, chain.Decode(chain.Encode(make([]bool, chain.MaxElements)), &list))
}

// An act has one encoding, and its signature is over the bytes that came.
func TestAnActIsItsBytes(t *testing.T) {
	s := newStory(t, "de Lindestraat")
	act, err := s.acts[0].Open()
	require.NoError(t, err)
	require.Equal(t, s.acts[0].Bytes, chain.Encode(act))
	other := s.acts[0]
	other.Bytes = append(bytes.Clone(other.Bytes), 0)
	require.NotEqual(t, s.acts[0].Hash(), other.Hash())
	other = s.acts[0]
	other.Signature[9] ^= 1
	require.NotEqual(t, s.acts[0].Hash(), other.Hash(), "the hash is over the signature too")
}

func TestActsOverTheLimits(t *testing.T) {
	key := keyOf(t, "anneke")
	act := chain.Act{Kind: "item", Epoch: 1, Author: 1, Counter: 1, Payload: chain.Encode(make([]byte, chain.MaxAct))}
	_, err := chain.Sign(act, key)
	require.ErrorIs(t, err, chain.ErrTooBig)
	_, err = chain.Signed{Bytes: make([]byte, chain.MaxAct+1)}.Open()
	require.ErrorIs(t, err, chain.ErrTooBig)

	act.Payload = chain.Encode("x")
	for i := range chain.MaxRefs + 1 {
		act.Refs = append(act.Refs, crypto.Hash("ref", []byte{byte(i)}))
	}
	signed, err := chain.Sign(act, key)
	require.NoError(t, err)
	_, err = signed.Open()
	require.ErrorIs(t, err, chain.ErrForm)
	act.Refs = act.Refs[:chain.MaxRefs]
	for i := range chain.MaxSealed + 1 {
		act.Sealed = append(act.Sealed, chain.Sealed{Reader: chain.Seat(i)})
	}
	signed, err = chain.Sign(act, key)
	require.NoError(t, err)
	_, err = signed.Open()
	require.ErrorIs(t, err, chain.ErrForm)
	act.Sealed = act.Sealed[:chain.MaxSealed]
	signed, err = chain.Sign(act, key)
	require.NoError(t, err)
	opened, err := signed.Open()
	require.NoError(t, err)
	require.Equal(t, act.Sealed, opened.Sealed)
}

func TestASignatureNeedsAKey(t *testing.T) {
	_, err := chain.Sign(chain.Act{Kind: "item", Epoch: 1, Counter: 1, Payload: chain.Encode(1)}, crypto.SigningKey{})
	require.Error(t, err)
}
