package minutes

import (
	"bytes"
	"encoding/base64"
	"testing"

	"casusoverleg/crypto/chain"
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
		changed := edited(doc, edits)
		if inside {
			mani, _ := manifestIn(doc)
			b := edited(chain.Encode(mani), edits)
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

func edited(b, edits []byte) []byte {
	b = bytes.Clone(b)
	for ; len(edits) >= 4; edits = edits[4:] {
		at := int(edits[0])<<16 | int(edits[1])<<8 | int(edits[2])
		b[at%len(b)] ^= edits[3]
	}
	return b
}
