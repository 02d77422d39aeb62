package crypto_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/plugin"
	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

func newSeatKey(t testing.TB) crypto.SeatKey {
	k, err := crypto.NewSeatKey()
	require.NoError(t, err)
	return k
}

func TestRecipientMark(t *testing.T) {
	anneke, bilal := newSeatKey(t).Recipient(), newSeatKey(t).Recipient()
	require.Regexp(t, "^[0-9a-f]{4}( [0-9a-f]{4}){4}$", anneke.Mark())
	require.NotEqual(t, anneke.Mark(), bilal.Mark())
	sum := sha256.Sum256([]byte(anneke.String()))
	require.Equal(t, hex.EncodeToString(sum[:10]), strings.ReplaceAll(anneke.Mark(), " ", ""), "who has sha256sum can check it")
	require.Empty(t, crypto.Recipient{}.Mark())
}

func TestRecipientEncodings(t *testing.T) {
	want := newSeatKey(t).Recipient()
	require.True(t, strings.HasPrefix(want.String(), "age1pq1"))
	require.Len(t, want.Bytes(), crypto.RecipientSize)

	parsed, err := crypto.ParseRecipient(want.String())
	require.NoError(t, err)
	require.True(t, want == parsed, "comparable")
	require.NotEqual(t, want, newSeatKey(t).Recipient())

	for _, r := range []crypto.Recipient{want, {}} {
		var viaJSON, viaCBOR crypto.Recipient
		text, err := json.Marshal(r)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &viaJSON))
		require.Equal(t, r, viaJSON)
		data, err := cbor.Marshal(r)
		require.NoError(t, err)
		require.LessOrEqual(t, len(data), crypto.RecipientSize+3)
		require.NoError(t, cbor.Unmarshal(data, &viaCBOR))
		require.Equal(t, r, viaCBOR)
	}
}

// No mixing, no downgrade: only a hybrid recipient in its one spelling.
func TestOtherRecipientsAreRefused(t *testing.T) {
	classic, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	good := newSeatKey(t).Recipient().String()
	swapped := []byte(good)
	swapped[100] = map[bool]byte{true: 'p', false: 'q'}[swapped[100] == 'q']
	for name, text := range map[string]string{
		"empty":        "",
		"classic":      classic.Recipient().String(),
		"ssh":          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8Lf0G0fC4yqCqj3gk0pFzVQm7N2cNnXJw1pQ0V1xyz",
		"plugin":       "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
		"another name": plugin.EncodeRecipient("pqx", newSeatKey(t).Recipient().Bytes()),
		"upper case":   strings.ToUpper(good),
		"cut off":      good[:len(good)-1],
		"longer":       good + "q",
		"spaces":       " " + good,
		"line end":     good + "\n",
		"one mistake":  string(swapped),
		"a secret key": mustSecret(t),
	} {
		_, err := crypto.ParseRecipient(text)
		require.ErrorIs(t, err, crypto.ErrMalformed, name)
		if len(text) > 20 {
			require.NotContains(t, err.Error(), text[8:20], "an error repeats no input")
		}
	}
	raw := newSeatKey(t).Recipient().Bytes()
	for i := range 1152 {
		raw[i] = 0xff // coefficients over the modulus: no ML-KEM key
	}
	r := newSeatKey(t).Recipient()
	before := r
	require.ErrorIs(t, r.UnmarshalBinary(raw), crypto.ErrMalformed)
	require.ErrorIs(t, r.UnmarshalBinary(raw[1:]), crypto.ErrMalformed)
	require.Equal(t, before, r, "nothing changes on an error")
}

func mustSecret(t *testing.T) string {
	text, err := newSeatKey(t).MarshalSecret()
	require.NoError(t, err)
	return text
}
