package crypto

import (
	gocrypto "crypto"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// Signature is an Ed25519 signature.
type Signature [SignatureSize]byte

// IsZero says whether no signature was set.
func (s Signature) IsZero() bool { return s == Signature{} }

// MarshalText returns the signature in lower-case hexadecimal, 128 characters.
func (s Signature) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

// UnmarshalText accepts exactly what MarshalText returns.
func (s *Signature) UnmarshalText(text []byte) error { return unmarshalHex("signature", s[:], text) }

// MarshalBinary returns the 64 bytes.
func (s Signature) MarshalBinary() ([]byte, error) { return append([]byte(nil), s[:]...), nil }

// UnmarshalBinary accepts exactly 64 bytes.
func (s *Signature) UnmarshalBinary(b []byte) error { return copyExact("signature", s[:], b) }

// SigningKey signs for one device. It wraps any Ed25519 [gocrypto.Signer], so
// that a non-extractable WebCrypto key fits. The zero value is no key.
type SigningKey struct {
	Redacted
	signer func() gocrypto.Signer
	public VerifyKey
}

// signingKeyPrefix is the typed prefix of a signing key's text.
const signingKeyPrefix = "casusoverleg-signing-key-1:"

// NewSigningKey makes a key from 32 bytes of random, which must come from a
// secure source such as crypto/rand.Reader. It returns an error if random does.
func NewSigningKey(random io.Reader) (SigningKey, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return SigningKey{}, fmt.Errorf("new signing key: %w", err)
	}
	return SigningKeyFrom(ed25519.NewKeyFromSeed(seed))
}

// SigningKeyFrom wraps a signer whose public key is an ed25519.PublicKey. It
// returns [ErrMalformed] for another kind of key and [ErrWeakKey] for a refused
// one.
func SigningKeyFrom(signer gocrypto.Signer) (SigningKey, error) {
	if signer == nil {
		return SigningKey{}, fmt.Errorf("signing key: %w", ErrNoKey)
	}
	pub, ok := signer.Public().(ed25519.PublicKey)
	if !ok {
		return SigningKey{}, fmt.Errorf("signing key is not Ed25519: %w", ErrMalformed)
	}
	k, err := ParseVerifyKey(pub)
	if err != nil {
		return SigningKey{}, fmt.Errorf("signing key: %w", err)
	}
	return SigningKey{signer: func() gocrypto.Signer { return signer }, public: k}, nil
}

// ParseSigningKey returns the key in a text made by MarshalSecret; otherwise an
// error that is [ErrMalformed] and does not repeat the text.
func ParseSigningKey(text string) (SigningKey, error) {
	body, ok := strings.CutPrefix(text, signingKeyPrefix)
	if !ok {
		return SigningKey{}, fmt.Errorf("text is not a signing key: %w", ErrMalformed)
	}
	seed, err := base64.RawURLEncoding.Strict().DecodeString(body)
	if err != nil || len(seed) != ed25519.SeedSize || strings.ContainsAny(body, "\r\n") {
		return SigningKey{}, fmt.Errorf("signing key: %w", ErrMalformed)
	}
	return SigningKeyFrom(ed25519.NewKeyFromSeed(seed))
}

// MarshalSecret returns the key as text with its typed prefix, for a vault and
// nothing else. It returns [ErrNoKey] for the zero key and [ErrNotExportable]
// for a key that is held elsewhere.
func (k SigningKey) MarshalSecret() (string, error) {
	if k.IsZero() {
		return "", fmt.Errorf("signing key: %w", ErrNoKey)
	}
	priv, ok := k.signer().(ed25519.PrivateKey)
	if !ok {
		return "", fmt.Errorf("signing key: %w", ErrNotExportable)
	}
	return signingKeyPrefix + base64.RawURLEncoding.EncodeToString(priv.Seed()), nil
}

// Public returns the key that verifies what this key signs.
func (k SigningKey) Public() VerifyKey { return k.public }

// IsZero says whether no key was set.
func (k SigningKey) IsZero() bool { return k.signer == nil }

// Sign returns the signature of key over message for one purpose: Ed25519 over
// the length-prefixed label followed by the message. It returns [ErrNoKey] for
// the zero key, and the signer's own error where the key is held elsewhere.
func Sign(p Label, key SigningKey, message []byte) (Signature, error) {
	if key.IsZero() {
		return Signature{}, fmt.Errorf("sign: %w", ErrNoKey)
	}
	sig, err := key.signer().Sign(rand.Reader, signedBytes(p, message), gocrypto.Hash(0))
	if err != nil {
		return Signature{}, fmt.Errorf("sign: %w", err)
	}
	if len(sig) != SignatureSize {
		return Signature{}, fmt.Errorf("sign: signer returned %d bytes: %w", len(sig), ErrMalformed)
	}
	return Signature(sig), nil
}

// Verify returns nil if sig is key's signature over message for this purpose,
// and an error that is [ErrSignature] otherwise. Small-order and non-canonical
// keys verify nothing, whatever the signature: the standard library would
// accept them.
func Verify(p Label, key VerifyKey, message []byte, sig Signature) error {
	return verify(key, signedBytes(p, message), sig)
}

// verify is Verify for bytes that carry their purpose already.
func verify(key VerifyKey, signed []byte, sig Signature) error {
	if key.weak() || !ed25519.Verify(key[:], signed, sig[:]) {
		return ErrSignature
	}
	return nil
}

// signedBytes is what is signed: len(label) as four bytes ‖ label ‖ message.
func signedBytes(p Label, message []byte) []byte {
	b := make([]byte, 0, 4+len(p)+len(message))
	b = binary.BigEndian.AppendUint32(b, uint32(len(p)))
	b = append(b, p...)
	return append(b, message...)
}
