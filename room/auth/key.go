package auth

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"casusoverleg/crypto"
)

// ErrKey is returned for a text that is no token key. It never repeats the text.
var ErrKey = errors.New("auth: not a token key")

// Key signs session tokens. It is no other key of the server, so that a token
// and a checkpoint can never be mistaken for each other. The zero value is no key.
type Key struct {
	crypto.Redacted
	private func() ed25519.PrivateKey
}

const keyPrefix = "casusoverleg-token-key-1:"

// NewKey makes a fresh key.
func NewKey() Key {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic("auth: no randomness: " + err.Error()) // crypto/rand ends the process instead
	}
	return keyOf(private)
}

func keyOf(private ed25519.PrivateKey) Key {
	return Key{private: func() ed25519.PrivateKey { return private }}
}

// ParseKey returns the key in a text made by MarshalSecret, or ErrKey.
func ParseKey(text string) (Key, error) {
	body, ok := strings.CutPrefix(text, keyPrefix)
	if !ok {
		return Key{}, ErrKey
	}
	seed, err := base64.RawURLEncoding.Strict().DecodeString(body)
	if err != nil || len(seed) != ed25519.SeedSize || strings.ContainsAny(body, "\r\n") {
		return Key{}, ErrKey
	}
	return keyOf(ed25519.NewKeyFromSeed(seed)), nil
}

// MarshalSecret returns the key as text with its typed prefix, for the server's
// key file and nothing else. It returns ErrKey for the zero key.
func (k Key) MarshalSecret() (string, error) {
	if k.IsZero() {
		return "", fmt.Errorf("%w: no key", ErrKey)
	}
	return keyPrefix + base64.RawURLEncoding.EncodeToString(k.private().Seed()), nil
}

// IsZero says whether no key was set.
func (k Key) IsZero() bool { return k.private == nil }
