package crypto

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"filippo.io/age"
	"filippo.io/age/plugin"
)

// Recipient is the public half of a [SeatKey] or [MinutesKey]: a post-quantum
// hybrid age recipient. It is comparable with == and may be a map key. The zero
// value is no recipient.
type Recipient struct {
	raw string // RecipientSize bytes, or empty
}

// recipientName is what stands between "age1" and the data of a hybrid
// recipient. age's plugin package encodes and decodes under any name, which is
// age's public way to the raw bytes.
const recipientName = "pq"

// ParseRecipient returns the recipient in an "age1pq1…" text. Every other kind
// of recipient, and this one in capitals, is refused with [ErrMalformed]; the
// error does not repeat the text.
func ParseRecipient(text string) (Recipient, error) {
	name, raw, err := plugin.ParseRecipient(text)
	if err != nil || name != recipientName {
		return Recipient{}, fmt.Errorf("text is not an age1pq1 recipient: %w", ErrMalformed)
	}
	var r Recipient
	if err := r.UnmarshalBinary(raw); err != nil {
		return Recipient{}, err
	}
	return r, nil
}

// String returns the "age1pq1…" text, or the empty string for no recipient.
func (r Recipient) String() string {
	if r.IsZero() {
		return ""
	}
	return plugin.EncodeRecipient(recipientName, []byte(r.raw))
}

// Bytes returns the compact encoding, [RecipientSize] bytes, or nil for no
// recipient.
func (r Recipient) Bytes() []byte {
	if r.IsZero() {
		return nil
	}
	return []byte(r.raw)
}

// IsZero says whether no recipient was set.
func (r Recipient) IsZero() bool { return r.raw == "" }

// MarshalText returns what String returns.
func (r Recipient) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText accepts what [ParseRecipient] accepts, and the empty text for no
// recipient.
func (r *Recipient) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Recipient{}
		return nil
	}
	parsed, err := ParseRecipient(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}

// MarshalBinary returns what Bytes returns.
func (r Recipient) MarshalBinary() ([]byte, error) { return r.Bytes(), nil }

// UnmarshalBinary accepts exactly what Bytes returns of a valid recipient, and
// no bytes for no recipient; otherwise it returns [ErrMalformed].
func (r *Recipient) UnmarshalBinary(b []byte) error {
	if len(b) == 0 {
		*r = Recipient{}
		return nil
	}
	if len(b) != RecipientSize {
		return fmt.Errorf("recipient of %d bytes, want %d: %w", len(b), RecipientSize, ErrMalformed)
	}
	if _, err := age.ParseHybridRecipient(plugin.EncodeRecipient(recipientName, b)); err != nil {
		return fmt.Errorf("recipient is not a valid hybrid key: %w", ErrMalformed)
	}
	r.raw = string(b)
	return nil
}

// Mark returns what people compare a recipient by: the first ten bytes of the
// SHA-256 of its text, in hexadecimal by fours. It is empty for no recipient.
func (r Recipient) Mark() string {
	if r.IsZero() {
		return ""
	}
	digest := sha256.Sum256([]byte(r.String()))
	groups := make([]string, 5)
	for i := range groups {
		groups[i] = hex.EncodeToString(digest[2*i : 2*i+2])
	}
	return strings.Join(groups, " ")
}

// Age returns the recipient as age knows it, for crypto/seal. It returns
// [ErrNoKey] for no recipient.
func (r Recipient) Age() (age.Recipient, error) {
	if r.IsZero() {
		return nil, fmt.Errorf("recipient: %w", ErrNoKey)
	}
	a, err := age.ParseHybridRecipient(r.String())
	if err != nil {
		return nil, fmt.Errorf("recipient: %w", ErrMalformed)
	}
	return a, nil
}
