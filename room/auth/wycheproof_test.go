package auth

import (
	"encoding/json"
	"io/fs"
	"testing"

	"github.com/c2sp/wycheproof"
	"github.com/stretchr/testify/require"
)

// Every signed token of Wycheproof, as a session token and for renewal. All are
// refused, also the 46 that are valid by themselves: they are signed with another
// key, and with algorithms (HS, RS, PS, ES) that no session token has.
func TestWycheproofJWS(t *testing.T) {
	raw, err := fs.ReadFile(wycheproof.TestVectors, "json_web_signature_test.json")
	require.NoError(t, err)
	var corpus struct {
		NumberOfTests int
		TestGroups    []struct {
			Tests []struct {
				TCID   int
				JWS    json.RawMessage // a compact token, or an object in the JSON serialisation
				Result string
			}
		}
	}
	require.NoError(t, json.Unmarshal(raw, &corpus))
	d := newDesk(t)
	ran, valid := 0, 0
	for _, g := range corpus.TestGroups {
		for _, v := range g.Tests {
			ran++
			if v.Result == "valid" {
				valid++
			}
			var token string
			if json.Unmarshal(v.JWS, &token) != nil {
				token = string(v.JWS)
			}
			_, err := d.Verify(token)
			require.ErrorIs(t, err, ErrToken, "vector %d", v.TCID)
			_, err = d.VerifyForRenewal(token)
			require.ErrorIs(t, err, ErrToken, "vector %d, for renewal", v.TCID)
		}
	}
	require.Equal(t, corpus.NumberOfTests, ran)
	require.Equal(t, 46, valid)
}
