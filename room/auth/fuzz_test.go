package auth

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	own "casusoverleg/crypto"
	"casusoverleg/crypto/fuzztest"
)

// A token holds exactly when this server wrote it, letter for letter.
func FuzzVerify(f *testing.F) {
	// One key for every run, so that an input can be a whole token.
	key, err := ParseKey(keyPrefix + strings.Repeat("A", 43))
	require.NoError(f, err)
	at := noon
	a, err := New(key, here, func() time.Time { return at })
	require.NoError(f, err)
	device := own.VerifyKey{88, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102}
	issued, err := a.Issue(own.Digest{1, 2, 3}, 4, device)
	require.NoError(f, err)
	at = noon.Add(time.Minute)
	token := issued.Token
	parts := strings.Split(token, ".")
	for _, seed := range []string{
		token, "", "..", token + ".", "\n" + token, parts[0] + "." + parts[1] + ".", parts[0] + ".." + parts[2],
		"eyJhbGciOiJub25lIn0." + parts[1] + ".", parts[0] + "." + parts[0] + "." + parts[2],
		strings.Repeat("a", MaxToken+1),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, verify := range []func(string) error{
			func(s string) error { _, err := a.Verify(s); return err },
			func(s string) error { _, err := a.VerifyForRenewal(s); return err },
		} {
			var err error
			fuzztest.Bounded(t, len(text), func() { err = verify(text) })
			if (err == nil) != (text == token) {
				t.Fatal("another token holds, or this one does not")
			}
			if err != nil {
				fuzztest.Says(t, err, ErrToken.Error())
			}
		}
		if k, err := ParseKey(text); err == nil {
			again, err := k.MarshalSecret()
			require.NoError(t, err)
			require.Equal(t, text, again)
		} else if !errors.Is(err, ErrKey) {
			t.Fatal("another error than ErrKey")
		}
	})
}
