package covenant_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/fuzztest"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// Rules come from a server that nobody need trust: whatever it sends, what is read is
// its own encoding, and what is not echoes nothing.
func FuzzDecodeRules(f *testing.F) {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(f, err)
	whole := rules.Encode()
	for _, b := range fuzztest.Nasty() {
		f.Add(b, []byte{})
	}
	f.Add([]byte{}, []byte{0, 0, 1, 1})
	f.Add([]byte{}, []byte{0, 9, 1, 32, 1, 0, 0, 1})
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, b := range [][]byte{raw, fuzztest.Edited(whole, edits)} {
			var read *covenant.Rules
			var err error
			fuzztest.Bounded(t, len(b), func() { read, err = covenant.Decode(b) })
			if err != nil {
				require.Nil(t, read)
				require.True(t, strings.HasPrefix(err.Error(), "covenant: decode rules: "))
				continue
			}
			if !bytes.Equal(read.Encode(), b) {
				t.Fatal("rules with two encodings")
			}
		}
	})
}
