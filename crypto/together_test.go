package crypto

import (
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"
)

// Together they are judged as one by one: whose signature is wrong, or of another key,
// purpose or message, and whose key is none.
func TestTogetherIsAsOneByOne(t *testing.T) {
	var claimed []Claimed
	for range 5 {
		key, err := NewSigningKey(rand.Reader)
		require.NoError(t, err)
		for range 3 {
			message := make([]byte, 700)
			_, _ = rand.Read(message)
			sig, err := Sign(LabelAct, key, message)
			require.NoError(t, err)
			claimed = append(claimed, Claimed{Key: key.Public(), Message: message, Signature: sig})
		}
	}
	for i, change := range []func(*Claimed){
		func(c *Claimed) { c.Message = append([]byte{}, c.Message[1:]...) },
		func(c *Claimed) { c.Signature[0] ^= 1 },
		func(c *Claimed) { c.Signature[63] |= 0xe0 },
		func(c *Claimed) { c.Key = claimed[14].Key },
		func(c *Claimed) { c.Key = VerifyKey{} },
		func(c *Claimed) { c.Key = VerifyKey{1} }, // of small order
		func(c *Claimed) { c.Signature = Signature{} },
	} {
		change(&claimed[i])
	}
	wrong := 0
	for i, err := range VerifyTogether(LabelAct, claimed) {
		alone := Verify(LabelAct, claimed[i].Key, claimed[i].Message, claimed[i].Signature)
		require.Equal(t, alone, err, "%d", i)
		if err != nil {
			wrong++
		}
	}
	require.Equal(t, 7, wrong)
	for _, err := range VerifyTogether(LabelHello, claimed) {
		require.ErrorIs(t, err, ErrSignature)
	}
	require.Empty(t, VerifyTogether(LabelAct, nil))
}
