package crypto

import (
	"fmt"
	"strings"

	"filippo.io/age"
)

// hybrid is a private hybrid key: what a seat key and a minutes key share.
type hybrid struct {
	Redacted
	identity func() *age.HybridIdentity // a func: reflection does not open it
	to       Recipient
}

func newHybrid() (hybrid, error) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return hybrid{}, err
	}
	return hybridFrom(id)
}

func hybridFrom(id *age.HybridIdentity) (hybrid, error) {
	to, err := ParseRecipient(id.Recipient().String())
	if err != nil {
		return hybrid{}, err
	}
	return hybrid{identity: func() *age.HybridIdentity { return id }, to: to}, nil
}

// parseHybrid reads prefix ‖ age's identity text. The error repeats neither.
func parseHybrid(prefix, text string) (hybrid, error) {
	body, ok := strings.CutPrefix(text, prefix)
	if !ok {
		return hybrid{}, ErrMalformed
	}
	id, err := age.ParseHybridIdentity(body)
	if err != nil {
		return hybrid{}, ErrMalformed
	}
	return hybridFrom(id)
}

func (h hybrid) marshal(prefix string) (string, error) {
	if h.isZero() {
		return "", ErrNoKey
	}
	return prefix + h.identity().String(), nil
}

func (h hybrid) isZero() bool { return h.identity == nil }

// opener is an age identity that prints nothing; age's own prints its secret.
type opener struct {
	Redacted
	key hybrid
}

// Unwrap implements [age.Identity].
func (o opener) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if o.key.isZero() {
		return nil, ErrNoKey
	}
	return o.key.identity().Unwrap(stanzas)
}

// SeatKey opens what is sealed to one seat on one device. The zero value is no
// key.
type SeatKey struct {
	Redacted
	key hybrid
}

const seatKeyPrefix = "casusoverleg-seat-key-1:"

// NewSeatKey makes a fresh key; it returns an error only if age does.
func NewSeatKey() (SeatKey, error) {
	h, err := newHybrid()
	if err != nil {
		return SeatKey{}, fmt.Errorf("new seat key: %w", err)
	}
	return SeatKey{key: h}, nil
}

// ParseSeatKey returns the key in a text made by MarshalSecret; otherwise an
// error that is [ErrMalformed] and does not repeat the text.
func ParseSeatKey(text string) (SeatKey, error) {
	h, err := parseHybrid(seatKeyPrefix, text)
	if err != nil {
		return SeatKey{}, fmt.Errorf("seat key: %w", err)
	}
	return SeatKey{key: h}, nil
}

// MarshalSecret returns the key as text with its typed prefix, for a vault and
// nothing else. It returns [ErrNoKey] for the zero key.
func (k SeatKey) MarshalSecret() (string, error) {
	text, err := k.key.marshal(seatKeyPrefix)
	if err != nil {
		return "", fmt.Errorf("seat key: %w", err)
	}
	return text, nil
}

// Recipient returns the public half, to which others seal.
func (k SeatKey) Recipient() Recipient { return k.key.to }

// IsZero says whether no key was set.
func (k SeatKey) IsZero() bool { return k.key.isZero() }

// Identity returns the key as age knows it, for crypto/seal. It opens nothing
// if the key is zero.
func (k SeatKey) Identity() age.Identity { return opener{key: k.key} }
