package crypto_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// Computed outside Go: HKDF (RFC 5869) and HMAC over SHA-256.
func TestInvitationVector(t *testing.T) {
	s, err := crypto.ParseInvitationSecret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
	require.NoError(t, err)
	lobby := s.Lobby()
	require.Equal(t, "e5e8a40848a42ef9bc116de29a37d3fb9f6dfe59ba3448ac3112e5a5bd9efd28", hex.EncodeToString(lobby[:]))
	require.Equal(t, "a2112696536aa9cf6cead631df1a67e82ef150ada43d9595358d7c0eca973af0", crypto.LobbyHash(lobby).String())
	mac := s.BundleMAC([]byte("bundle"), crypto.Digest(bytes.Repeat([]byte{7}, 32)))
	require.Equal(t, "1143c3d5beba94f256b2ad08665d2f25a409bcb799e01b5cb95aa237eb425c5d", hex.EncodeToString(mac[:]))
}

// The server swaps the key in the bundle of Peter the police officer, shows it
// for another invitation, or tries what it knows of the lobby as a code.
func TestASwappedBundleIsRefused(t *testing.T) {
	s := crypto.NewInvitationSecret()
	bundle, invitation := []byte("Peter's keys"), crypto.Hash(crypto.LabelInvitation, []byte("1"))
	mac := s.BundleMAC(bundle, invitation)
	require.NoError(t, s.VerifyBundleMAC(bundle, invitation, mac))

	require.ErrorIs(t, s.VerifyBundleMAC([]byte("other's keys"), invitation, mac), crypto.ErrMAC)
	require.ErrorIs(t, s.VerifyBundleMAC(bundle, crypto.Hash(crypto.LabelInvitation, []byte("2")), mac), crypto.ErrMAC)
	require.ErrorIs(t, crypto.NewInvitationSecret().VerifyBundleMAC(bundle, invitation, mac), crypto.ErrMAC)
	require.ErrorIs(t, s.VerifyBundleMAC(bundle, invitation, s.Lobby()), crypto.ErrMAC)
	require.ErrorIs(t, s.VerifyBundleMAC(bundle, invitation, [32]byte{}), crypto.ErrMAC)
	for bit := range len(mac) * 8 {
		bad := mac
		bad[bit/8] ^= 1 << (bit % 8)
		require.ErrorIs(t, s.VerifyBundleMAC(bundle, invitation, bad), crypto.ErrMAC)
	}

	var zero crypto.InvitationSecret
	require.Zero(t, zero.Lobby())
	require.ErrorIs(t, zero.VerifyBundleMAC(bundle, invitation, zero.BundleMAC(bundle, invitation)), crypto.ErrMAC)
}

func TestInvitationSecretText(t *testing.T) {
	s := crypto.NewInvitationSecret()
	text, err := s.MarshalSecret()
	require.NoError(t, err)
	require.Len(t, text, 43)
	require.Equal(t, text, url.QueryEscape(text), "it fits a fragment as it is")
	back, err := crypto.ParseInvitationSecret(text)
	require.NoError(t, err)
	require.Equal(t, s.Lobby(), back.Lobby())
	require.NotEqual(t, s.Lobby(), crypto.NewInvitationSecret().Lobby())

	short := base64.RawURLEncoding.EncodeToString(make([]byte, 31))
	for _, bad := range []string{"", short, text + "=", text + "A", text[:42] + "\n", text[:20] + "\n" + text[20:], text[:42] + "/"} {
		_, err := crypto.ParseInvitationSecret(bad)
		require.ErrorIs(t, err, crypto.ErrMalformed)
	}
}
