package crypto

import (
	"fmt"
	"io"
	"log/slog"
)

// Redacted is embedded by types that hold a secret: every verb of fmt and slog
// prints the same fixed word, and implicit marshalling returns [ErrSecret].
//
// It guards a value that is printed itself. A value in an unexported field of
// another struct is printed by reflection, past these methods; therefore the
// secret itself belongs behind a func, which reflection does not open.
type Redacted struct{}

const redactedText = "[secret]"

// Format writes a fixed word for every verb and flag.
func (Redacted) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redactedText) }

// String returns a fixed word.
func (Redacted) String() string { return redactedText }

// GoString returns a fixed word.
func (Redacted) GoString() string { return redactedText }

// LogValue returns a fixed word.
func (Redacted) LogValue() slog.Value { return slog.StringValue(redactedText) }

// MarshalText returns [ErrSecret].
func (Redacted) MarshalText() ([]byte, error) { return nil, ErrSecret }

// MarshalBinary returns [ErrSecret].
func (Redacted) MarshalBinary() ([]byte, error) { return nil, ErrSecret }

// MarshalJSON returns [ErrSecret].
func (Redacted) MarshalJSON() ([]byte, error) { return nil, ErrSecret }
