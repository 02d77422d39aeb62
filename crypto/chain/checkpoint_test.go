package chain_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"
)

// textSigner signs any text as a checkpoint of a server: what a server could do
// that does not keep to the form.
type textSigner struct {
	key  crypto.SigningKey
	hash uint32
}

func (s textSigner) Name() string    { return "casusoverleg" }
func (s textSigner) KeyHash() uint32 { return s.hash }
func (s textSigner) Sign(msg []byte) ([]byte, error) {
	sig, err := crypto.Sign(crypto.LabelCheckpoint, s.key, msg)
	return sig[:], err
}

func signText(t *testing.T, key crypto.SigningKey, text string) []byte {
	t.Helper()
	pub := key.Public()
	h := crypto.Hash(crypto.LabelCheckpoint, pub[:])
	hash := uint32(h[0])<<24 | uint32(h[1])<<16 | uint32(h[2])<<8 | uint32(h[3])
	b, err := note.Sign(&note.Note{Text: text}, textSigner{key, hash})
	require.NoError(t, err)
	return b
}

func TestACheckpointOpens(t *testing.T) {
	server := keyOf(t, "server")
	for _, want := range []chain.Checkpoint{
		{Room: crypto.Hash("room"), Epoch: 1, Head: chain.Position{N: 41, Link: crypto.Hash("link")}},
		{},
		{Epoch: 1<<64 - 1, Head: chain.Position{N: 1<<64 - 1}},
	} {
		b, err := want.Sign(server)
		require.NoError(t, err)
		got, err := chain.OpenCheckpoint(b, server.Public())
		require.NoError(t, err)
		require.Equal(t, want, got)
		_, err = chain.OpenCheckpoint(b, keyOf(t, "another").Public())
		require.ErrorIs(t, err, chain.ErrCheckpoint)
		for i := range b { // one bit anywhere
			bad := bytes.Clone(b)
			bad[i] ^= 4
			if got, err := chain.OpenCheckpoint(bad, server.Public()); err == nil {
				require.Equal(t, want, got, "byte %d says something else", i)
			}
		}
	}
}

// A server that signs other words than the form is not believed, even where one
// could guess what it means.
func TestCheckpointsThatBreakTheForm(t *testing.T) {
	server := keyOf(t, "server")
	b, err := chain.Checkpoint{Room: crypto.Hash("room"), Epoch: 1, Head: chain.Position{N: 41, Link: crypto.Hash("link")}}.Sign(server)
	require.NoError(t, err)
	good := string(b[:bytes.Index(b, []byte("\n\n"))+1])
	_, err = chain.OpenCheckpoint(signText(t, server, good), server.Public())
	require.NoError(t, err)
	lines := strings.Split(good, "\n")
	change := func(i int, s string) string {
		c := append([]string{}, lines...)
		c[i] = s
		return strings.Join(c, "\n")
	}
	link := lines[4]
	for name, text := range map[string]string{
		"another heading":           change(0, "casusoverleg/v2/checkpoint"),
		"room in capitals":          change(1, strings.ToUpper(lines[1])),
		"a short room":              change(1, lines[1][2:]),
		"room that is no hex":       change(1, "zz"+lines[1][2:]),
		"epoch with a nought":       change(2, "01"),
		"epoch with a sign":         change(2, "+1"),
		"negative epoch":            change(2, "-1"),
		"epoch in hex":              change(2, "0x1"),
		"number with a space":       change(3, " 41"),
		"no number":                 change(3, ""),
		"a number too large":        change(3, "18446744073709551616"),
		"a return in the link":      change(4, link[:10]+"\r"+link[10:]),
		"link without padding":      change(4, strings.TrimRight(link, "=")),
		"link with other last bits": change(4, link[:42]+string(next(link[42]))+"="),
		"link in the URL alphabet":  change(4, base64.URLEncoding.EncodeToString(bytes.Repeat([]byte{0xff}, 32))),
		"a short link":              change(4, base64.StdEncoding.EncodeToString(make([]byte, 31))),
		"a line more":               good + "more\n",
		"a line less":               strings.Join(lines[:4], "\n") + "\n",
	} {
		_, err := chain.OpenCheckpoint(signText(t, server, text), server.Public())
		require.ErrorIs(t, err, chain.ErrCheckpoint, name)
	}
}

// next is the letter after c in the alphabet of base64: other trailing bits.
func next(c byte) byte {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	return alphabet[(strings.IndexByte(alphabet, c)+1)%64]
}

func TestHeartbeats(t *testing.T) {
	piet := keyOf(t, "piet")
	beat := chain.Heartbeat{Room: crypto.Hash("room"), Epoch: 1, Seat: 2, Audience: 1, Head: chain.Position{N: 8}, Here: chain.Position{N: 3}, Time: 5}
	signed, err := chain.SignHeartbeat(beat, piet)
	require.NoError(t, err)
	devices := func(seat chain.Seat) (crypto.VerifyKey, bool) {
		return map[chain.Seat]crypto.VerifyKey{2: piet.Public(), 3: keyOf(t, "hanna").Public()}[seat], seat == 2 || seat == 3
	}
	got, err := chain.OpenHeartbeat(signed, devices)
	require.NoError(t, err)
	require.Equal(t, beat, got)

	beat.Seat = 3 // Piet speaks for Hanna
	forged, err := chain.SignHeartbeat(beat, piet)
	require.NoError(t, err)
	_, err = chain.OpenHeartbeat(forged, devices)
	require.ErrorIs(t, err, crypto.ErrSignature)
	beat.Seat = 4
	unknown, err := chain.SignHeartbeat(beat, piet)
	require.NoError(t, err)
	_, err = chain.OpenHeartbeat(unknown, devices)
	require.ErrorIs(t, err, chain.ErrForm)
	signed.Bytes = append(signed.Bytes, 0)
	_, err = chain.OpenHeartbeat(signed, devices)
	require.ErrorIs(t, err, chain.ErrEncoding)

	act, err := crypto.Sign(crypto.LabelAct, piet, forged.Bytes) // a signature for another purpose
	require.NoError(t, err)
	_, err = chain.OpenHeartbeat(chain.Signed{Bytes: forged.Bytes, Signature: act}, devices)
	require.ErrorIs(t, err, crypto.ErrSignature)
	_, err = chain.SignHeartbeat(beat, crypto.SigningKey{})
	require.Error(t, err)
}
