package vault

import (
	gocrypto "crypto"
	"crypto/ed25519"
	"crypto/rand"
	"io"
	"syscall/js"

	"casusoverleg/crypto"
)

// The browser's own keys. What is made here as not extractable no script can read,
// this one neither; it can only be used, and is kept as it is in IndexedDB.

func subtle() js.Value { return js.Global().Get("crypto").Get("subtle") }

// signer is an Ed25519 key that the browser holds.
type signer struct {
	private js.Value // CryptoKey
	public  ed25519.PublicKey
}

// Public implements crypto.Signer.
func (s signer) Public() gocrypto.PublicKey { return s.public }

// Sign implements crypto.Signer; the message is not hashed before.
func (s signer) Sign(_ io.Reader, message []byte, _ gocrypto.SignerOpts) ([]byte, error) {
	signature, err := subtleDoes("sign", "Ed25519", s.private, bytesTo(message))
	if err != nil {
		return nil, err
	}
	return bytesFrom(signature), nil
}

// newSigner makes such a key, where the browser has the kind.
func newSigner() (signer, error) {
	pair, err := subtleDoes("generateKey", "Ed25519", false, []any{"sign", "verify"})
	if err != nil {
		return signer{}, err
	}
	raw, err := subtleDoes("exportKey", "raw", pair.Get("publicKey"))
	if err != nil {
		return signer{}, err
	}
	return signer{private: pair.Get("privateKey"), public: bytesFrom(raw)}, nil
}

// newLock makes the key that one record of the vault is encrypted with.
func newLock() (js.Value, error) {
	return subtleDoes("generateKey", map[string]any{"name": "AES-GCM", "length": 256}, false, []any{"encrypt", "decrypt"})
}

// locked encrypts a record; name is bound to it.
func locked(lock js.Value, name string, plain []byte) (nonce, sealed []byte, err error) {
	nonce = make([]byte, nonceSize)
	_, _ = rand.Read(nonce) // never fails
	out, err := subtleDoes("encrypt", gcm(nonce, name), lock, bytesTo(plain))
	if err != nil {
		return nil, nil, err
	}
	return nonce, bytesFrom(out), nil
}

func unlocked(lock js.Value, name string, nonce, sealed []byte) ([]byte, error) {
	out, err := subtleDoes("decrypt", gcm(nonce, name), lock, bytesTo(sealed))
	if err != nil {
		return nil, ErrDamaged
	}
	return bytesFrom(out), nil
}

// nonceSize is what AES-GCM takes, in bytes. It is drawn anew for every write; a
// record is written far less often than would make two alike.
const nonceSize = 12

func gcm(nonce []byte, name string) map[string]any {
	return map[string]any{"name": "AES-GCM", "iv": bytesTo(nonce), "additionalData": bytesTo([]byte(name))}
}

func subtleDoes(method string, args ...any) (js.Value, error) {
	promise, err := try(func() js.Value { return subtle().Call(method, args...) })
	if err != nil {
		return js.Value{}, err
	}
	return await(promise)
}

// signingKey wraps a key that the browser holds.
func (s signer) signingKey() (crypto.SigningKey, error) { return crypto.SigningKeyFrom(s) }
