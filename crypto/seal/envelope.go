package seal

import (
	"fmt"

	"filippo.io/age"

	"casusoverleg/crypto"
)

// Envelope seals the key of a body to one reader: a small age file with
// binding ‖ key, the same size for every reader. b is the binding of the body;
// b.Reader is zero or the same recipient. It returns [ErrBinding] for an
// incomplete binding or another reader, and [ErrUnreadable] for the zero key.
func Envelope(b Binding, key ObjectKey, to crypto.Recipient) ([]byte, error) {
	if !b.complete() || to.IsZero() || (!b.Reader.IsZero() && b.Reader != to) {
		return nil, fmt.Errorf("seal envelope: incomplete binding: %w", ErrBinding)
	}
	if key.IsZero() {
		return nil, fmt.Errorf("seal envelope: %w", ErrUnreadable)
	}
	b.Reader = to
	r, err := to.Age()
	if err != nil {
		return nil, fmt.Errorf("seal envelope: %w", err)
	}
	binding := b.digest(crypto.LabelSealEnvelope)
	file, err := encrypt(append(binding[:], key.identity().String()...), r)
	if err != nil {
		return nil, fmt.Errorf("seal envelope: %w", err)
	}
	return file, nil
}

// OpenEnvelope returns the key in an envelope sealed to this seat. b is the
// binding of the body; b.Reader is zero or the seat's own recipient. It returns
// [ErrUnreadable] where the file does not open with the seat key or holds no
// key, and [ErrBinding] where it belongs elsewhere.
func OpenEnvelope(b Binding, identity crypto.SeatKey, file []byte) (ObjectKey, error) {
	own := identity.Recipient()
	if !b.complete() || (!b.Reader.IsZero() && b.Reader != own) {
		return ObjectKey{}, fmt.Errorf("open envelope: %w", ErrBinding)
	}
	if identity.IsZero() || len(file) > maxEnvelope {
		return ObjectKey{}, fmt.Errorf("open envelope: %w", ErrUnreadable)
	}
	b.Reader = own
	plain, err := decrypt(file, hybridOnly{id: identity.Identity(), max: 1})
	if err != nil {
		return ObjectKey{}, fmt.Errorf("open envelope: %w", err)
	}
	binding := b.digest(crypto.LabelSealEnvelope)
	if !startsWith(plain, binding) {
		return ObjectKey{}, fmt.Errorf("open envelope: %w", ErrBinding)
	}
	id, err := age.ParseHybridIdentity(string(plain[len(binding):]))
	if err != nil {
		return ObjectKey{}, fmt.Errorf("open envelope: %w", ErrUnreadable)
	}
	return objectKey(id), nil
}
