package vault

import (
	"bytes"
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
	"casusoverleg/room/wire"
)

// A file of the vault is what was written, or damaged; it never stops the program, and
// what is wrong with it is said without a word of what is in it.
func FuzzStored(f *testing.F) {
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(f, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(f, err)
	var s stored
	require.NoError(f, s.set(Place{
		Room: crypto.Hash("room"), Server: "https://overleg.example.nl", Seat: 3, Keys: Keys{Signing: signing, Seat: seat},
		Token: wire.Token{Token: "a.b.c"}, InFlight: &wire.Submit{Act: chain.Signed{Bytes: []byte{0xa0}}},
	}, false))
	s.keepUnsent("contribution", "nog niet verstuurd")
	whole := s.encode()
	f.Add([]byte{}, []byte{})
	f.Add([]byte{}, []byte{0, 0, 90, 1})
	for _, b := range fuzztest.Nasty() {
		f.Add(b, []byte{0, 0, 5, 128})
	}
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, b := range [][]byte{raw, fuzztest.Edited(whole, edits)} {
			var read stored
			var err error
			fuzztest.Bounded(t, len(b), func() { read, err = decodeStored(b) })
			if err != nil {
				fuzztest.Says(t, err, ErrDamaged.Error())
				continue
			}
			if !bytes.Equal(read.encode(), b) {
				t.Fatal("a file with two encodings")
			}
			if _, err := read.place(crypto.SigningKey{}); err != nil {
				fuzztest.Says(t, err, ErrDamaged.Error(), ErrNotFound.Error())
			}
		}
	})
}
