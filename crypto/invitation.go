package crypto

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
)

// InvitationSecret is the secret in the fragment of an invitation link. It
// opens the lobby and ties the joiner's bundle to the chair's device; it opens
// no content and never reaches the server. The zero value is no secret.
type InvitationSecret struct {
	Redacted
	secret func() *[InvitationSecretSize]byte
}

// NewInvitationSecret makes a fresh secret.
func NewInvitationSecret() InvitationSecret {
	var s [InvitationSecretSize]byte
	_, _ = rand.Read(s[:]) // never fails: crypto/rand ends the process instead
	return invitationSecret(s)
}

func invitationSecret(s [InvitationSecretSize]byte) InvitationSecret {
	return InvitationSecret{secret: func() *[InvitationSecretSize]byte { return &s }}
}

// ParseInvitationSecret returns the secret in a text made by MarshalSecret;
// otherwise an error that is [ErrMalformed] and does not repeat the text.
func ParseInvitationSecret(text string) (InvitationSecret, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != InvitationSecretSize || strings.ContainsAny(text, "\r\n") {
		return InvitationSecret{}, fmt.Errorf("invitation secret: %w", ErrMalformed)
	}
	return invitationSecret([InvitationSecretSize]byte(b)), nil
}

// MarshalSecret returns the secret as 43 characters that need no escaping in
// the fragment of a link. It has no prefix: the link around it is its type. It
// returns [ErrNoKey] for the zero value.
func (s InvitationSecret) MarshalSecret() (string, error) {
	if s.IsZero() {
		return "", fmt.Errorf("invitation secret: %w", ErrNoKey)
	}
	return base64.RawURLEncoding.EncodeToString(s.secret()[:]), nil
}

// IsZero says whether no secret was set.
func (s InvitationSecret) IsZero() bool { return s.secret == nil }

// Lobby returns the value that opens the lobby. The server stores its
// [LobbyHash] and cannot work back to the secret. The zero secret gives zeros,
// which open nothing.
func (s InvitationSecret) Lobby() [32]byte { return s.derive(LabelLobby) }

// LobbyHash returns what the server stores of a lobby value.
func LobbyHash(lobby [32]byte) Digest { return Hash(LabelLobby, lobby[:]) }

// BundleMAC returns the code that shows the chair's device that this bundle was
// made by whoever held the link of this invitation. The zero secret gives zeros,
// which [InvitationSecret.VerifyBundleMAC] refuses.
func (s InvitationSecret) BundleMAC(bundle []byte, invitation Digest) [32]byte {
	if s.IsZero() {
		return [32]byte{}
	}
	key := s.derive(LabelBundleMAC)
	h := hmac.New(sha256.New, key[:])
	writeFramed(h, []byte(LabelBundleMAC))
	writeFramed(h, bundle)
	writeFramed(h, invitation[:])
	return [32]byte(h.Sum(nil))
}

// VerifyBundleMAC returns nil if mac is the code of this bundle and invitation,
// and [ErrMAC] otherwise. It takes the same time wherever they differ.
func (s InvitationSecret) VerifyBundleMAC(bundle []byte, invitation Digest, mac [32]byte) error {
	want := s.BundleMAC(bundle, invitation)
	if !hmac.Equal(want[:], mac[:]) || s.IsZero() {
		return ErrMAC
	}
	return nil
}

// derive is HKDF-SHA256 of the secret, without salt, for one purpose.
func (s InvitationSecret) derive(p Label) [32]byte {
	if s.IsZero() {
		return [32]byte{}
	}
	key, err := hkdf.Key(sha256.New, s.secret()[:], nil, string(p), 32)
	if err != nil {
		panic("crypto: hkdf refuses fixed sizes: " + err.Error())
	}
	return [32]byte(key)
}
