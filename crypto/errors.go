package crypto

import "errors"

// Errors that callers tell apart with errors.Is. None of them carries input.
var (
	// ErrSignature says that a signature is not of this key over this message
	// for this purpose, or that the key itself is refused.
	ErrSignature = errors.New("signature does not match")
	// ErrWeakKey says that an Ed25519 key is of small order or not in its
	// canonical encoding.
	ErrWeakKey = errors.New("key is of small order or not canonical")
	// ErrMalformed says that bytes or text are not what the type expects.
	ErrMalformed = errors.New("malformed")
	// ErrNoKey says that a zero key was used.
	ErrNoKey = errors.New("no key")
	// ErrNotExportable says that the key lives where it cannot be taken out of,
	// such as a non-extractable WebCrypto key.
	ErrNotExportable = errors.New("key cannot be exported")
	// ErrMAC says that a join bundle was not made with this invitation.
	ErrMAC = errors.New("bundle does not belong to this invitation")
	// ErrPassphrase says that an identity file does not open with this
	// passphrase, or that the passphrase is empty.
	ErrPassphrase = errors.New("passphrase does not open this file")
	// ErrSecret says that something tried to marshal a secret without asking
	// for it by name.
	ErrSecret = errors.New("a secret is never marshalled implicitly")
)
