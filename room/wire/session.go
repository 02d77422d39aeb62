package wire

import (
	"errors"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Session is what a session token says, once it was checked.
type Session struct {
	Room    crypto.Digest
	Seat    chain.Seat
	Device  crypto.VerifyKey
	Expires int64 // ms since 1970 UTC
}

// ErrProof: the token is good, the device's signature is not.
var ErrProof = errors.New("wire: not the device of this token")

// Prove checks the device's signature that belongs to a use of the token:
// label says for what, nonce is the server's challenge (or the digest of the
// file), origin where the client came from. It returns ErrProof.
func (s Session) Prove(label crypto.Label, nonce [32]byte, origin, token string, proof crypto.Signature) error {
	if crypto.Verify(label, s.Device, ProofMessage(label, nonce, origin, token), proof) != nil {
		return ErrProof
	}
	return nil
}
