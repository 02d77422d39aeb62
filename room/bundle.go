package room

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// Claims are who somebody says he is, and all a room ever holds of a
// professional (TS-P-4.4): name, party, function, business contact. A guest claims
// nothing: the bundle goes into the log, which must not name him.
type Claims struct {
	Name     string        `cbor:"1,keyasint"`
	Party    covenant.Code `cbor:"2,keyasint"`
	Function string        `cbor:"3,keyasint"`
	Contact  string        `cbor:"4,keyasint,omitempty"`
}

// Bundle is what a joiner brings: his keys and claims, for one invitation of one
// room. He signs it whole, and the chair's admission confirms it whole.
type Bundle struct {
	Room       crypto.Digest    `cbor:"1,keyasint"` // zero in the genesis act
	Invitation crypto.Digest    `cbor:"2,keyasint"` // zero in the genesis act
	Device     crypto.VerifyKey `cbor:"3,keyasint"`
	Recipient  crypto.Recipient `cbor:"4,keyasint"`
	Claims     Claims           `cbor:"5,keyasint"`
}

// ErrBundle is returned for a bundle that is malformed or not signed by its own device key.
var ErrBundle = errors.New("room: not a join bundle")

// SignBundle encodes and signs a bundle with its device key.
func SignBundle(b Bundle, key crypto.SigningKey) (chain.Signed, error) {
	b.Device = key.Public()
	encoded := chain.Encode(b)
	sig, err := crypto.Sign(crypto.LabelBundle, key, encoded)
	if err != nil {
		return chain.Signed{}, fmt.Errorf("room: sign bundle: %w", err)
	}
	return chain.Signed{Bytes: encoded, Signature: sig}, nil
}

// OpenBundle checks encoding, form and signature.
func OpenBundle(signed chain.Signed) (Bundle, error) {
	var b Bundle
	if err := chain.Decode(signed.Bytes, &b); err != nil {
		return Bundle{}, ErrBundle
	}
	if !b.Claims.valid() || b.Recipient.IsZero() {
		return Bundle{}, ErrBundle
	}
	if crypto.Verify(crypto.LabelBundle, b.Device, signed.Bytes, signed.Signature) != nil {
		return Bundle{}, ErrBundle
	}
	return b, nil
}

func (c Claims) valid() bool {
	for _, text := range []string{c.Name, c.Function, c.Contact} {
		if len(text) > MaxClaim || !utf8.ValidString(text) {
			return false
		}
	}
	return c == Claims{} || (c.Name != "" && c.Function != "")
}
