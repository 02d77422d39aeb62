package minutes

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
	"casusoverleg/room/covenant"
)

// Whatever the file, Verify does not stop the program; and of a file that was
// issued, no change is accepted, on the page or in the manifest with a page
// made to fit it. Edits are four bytes each: a position and what to turn over
// there. Keys are fresh in every process, so the file is not part of the input.
func FuzzVerify(f *testing.F) {
	m := discussed(f)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	f.Add([]byte(manifestOpen+manifestClose), []byte{}, false)
	f.Add([]byte(manifestOpen+base64.StdEncoding.EncodeToString(chain.Encode(manifest{Format: 1}))+manifestClose), []byte{}, false)
	f.Add([]byte{}, []byte{0, 0, 9, 1}, false)
	f.Add([]byte{}, []byte{0, 3, 9, 1, 0, 9, 9, 255}, true)
	f.Fuzz(func(t *testing.T, raw, edits []byte, inside bool) {
		if v, err := Verify(raw, Expect{}); (v == nil) == (err == nil) {
			t.Fatal("neither or both")
		}
		changed := fuzztest.Edited(doc, edits)
		if inside {
			mani, _ := manifestIn(doc)
			b := fuzztest.Edited(chain.Encode(mani), edits)
			changed = []byte(manifestOpen + base64.StdEncoding.EncodeToString(b) + manifestClose)
			var again manifest
			if chain.Decode(b, &again) == nil {
				if c, err := DecodeContents(again.Contents); err == nil {
					changed = forged(c, again.Proof)
				}
			}
		}
		if _, err := Verify(changed, Expect{}); err == nil && !bytes.Equal(changed, doc) {
			t.Fatal("a file that was never issued")
		}
	})
}

// What is read as the contents of a package is what an issue act commits to, and its
// own encoding.
func FuzzDecodeContents(f *testing.F) {
	m := discussed(f)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	mani, failure := manifestIn(doc)
	require.Nil(f, failure)
	f.Add([]byte{}, []byte{})
	f.Add([]byte{}, []byte{0, 0, 3, 1})
	for _, b := range fuzztest.Nasty() {
		f.Add(b, []byte{0, 0, 30, 4})
	}
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, b := range [][]byte{raw, fuzztest.Edited(mani.Contents, edits)} {
			var c Contents
			var err error
			fuzztest.Bounded(t, len(b), func() { c, err = DecodeContents(b) })
			if err == nil && !bytes.Equal(c.Encode(), b) {
				t.Fatal("contents with two encodings")
			}
		}
	})
}
