package crypto_test

import (
	"encoding/hex"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// Computed outside Go: scrypt (RFC 7914) with N 2^15, r 8, p 1.
func TestSpokenCodeVectors(t *testing.T) {
	for _, v := range []struct{ room, code, words string }{
		{strings.Repeat("00", 32), strings.Repeat("00", 32), "kaft kiwi muziek seizoen esdoorn"},
		{"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
			"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f", "honing matras jasmijn magazijn riet"},
		{"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
			"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "leesbril rubber inzicht finish zone"},
		{strings.Repeat("ff", 32), "01" + strings.Repeat("00", 31), "trots bioscoop kruier kloof arena"},
	} {
		var room, code crypto.Digest
		require.NoError(t, room.UnmarshalText([]byte(v.room)))
		require.NoError(t, code.UnmarshalText([]byte(v.code)))
		words := crypto.SpokenCode(room, code)
		require.Equal(t, v.words, strings.Join(words[:], " "), hex.EncodeToString(room[:4]))
	}
}

func TestGeneratedPassphrase(t *testing.T) {
	content, err := os.ReadFile("words_nl.txt")
	require.NoError(t, err)
	list := strings.Fields(string(content))
	require.GreaterOrEqual(t, crypto.PassphraseWords*math.Log2(float64(len(list))), 77.0, "design §6")

	used := map[string]int{}
	const rounds = 1000
	for range rounds {
		words := strings.Split(crypto.GeneratePassphrase(), "-")
		require.Len(t, words, crypto.PassphraseWords)
		for place, w := range words {
			require.True(t, slices.Contains(list, w))
			used[string(rune('0'+place))+w]++
		}
	}
	// Each place draws from the whole list: some 640 of 1,024 in 1,000 draws.
	require.Greater(t, len(used), crypto.PassphraseWords*550)
	for w, n := range used {
		require.Less(t, n, 15, w)
	}
}

func BenchmarkSpokenCode(b *testing.B) {
	for b.Loop() {
		crypto.SpokenCode(crypto.Digest{}, crypto.Digest{})
	}
}
