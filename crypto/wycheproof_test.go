package crypto

import (
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"testing"

	"github.com/c2sp/wycheproof"
	"github.com/stretchr/testify/require"
)

// Every Ed25519 vector of Wycheproof, through the functions that verify acts, one by one
// and together. None is treated differently from what it expects.
func TestWycheproofEd25519(t *testing.T) {
	raw, err := fs.ReadFile(wycheproof.TestVectors, "ed25519_test.json")
	require.NoError(t, err)
	var corpus struct {
		NumberOfTests int
		TestGroups    []struct {
			PublicKey struct{ PK string }
			Tests     []struct {
				TCID         int
				Comment, Msg string
				Sig, Result  string
			}
		}
	}
	require.NoError(t, json.Unmarshal(raw, &corpus))
	ran, valid := 0, 0
	var claimed []Claimed
	var each []bool
	for _, g := range corpus.TestGroups {
		key, err := ParseVerifyKey(fromHex(t, g.PublicKey.PK))
		require.NoError(t, err)
		for _, v := range g.Tests {
			ran++
			accepted := false
			if sig := fromHex(t, v.Sig); len(sig) == SignatureSize { // a Signature has no other size
				accepted = verify(key, fromHex(t, v.Msg), Signature(sig)) == nil
				claimed, each = append(claimed, Claimed{Key: key, Message: fromHex(t, v.Msg), Signature: Signature(sig)}), append(each, accepted)
			}
			require.Equal(t, v.Result == "valid", accepted, "vector %d: %s", v.TCID, v.Comment)
			if accepted {
				valid++
			}
		}
	}
	require.Equal(t, corpus.NumberOfTests, ran)
	require.Greater(t, valid, 50)
	for i, err := range verifyTogether(claimed) {
		require.Equal(t, each[i], err == nil, "%d, together", i)
	}
	if right := verifyBeside(claimed); right != nil { // the browser's own answer
		require.Equal(t, each, right)
	}
}

func fromHex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}
