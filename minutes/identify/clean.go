package identify

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Class is why a text may not leave as it is.
type Class string

// The classes of a [TextError].
const (
	NotUTF8       Class = "not_utf8"      // bytes that are no UTF-8
	NotNormal     Class = "not_normal"    // not in Unicode normal form C
	ControlChar   Class = "control"       // a control character or line separator other than newline
	ZeroWidthChar Class = "zero_width"    // a character without width, or one meant to be ignored
	BidiChar      Class = "bidirectional" // a character that changes the direction of writing
)

// TextError says which kind of character a text may not hold, and where. It
// never holds any of the text.
type TextError struct {
	Class  Class
	Offset int // bytes from the start of the text to the first offending one
}

// Error is the English sentence; the page words Class itself.
func (e *TextError) Error() string {
	what := map[Class]string{
		NotUTF8:       "bytes that are not UTF-8",
		NotNormal:     "characters that are not in normal form C",
		ControlChar:   "a control character other than newline",
		ZeroWidthChar: "a zero-width or ignorable character",
		BidiChar:      "a character that changes the direction of writing",
	}[e.Class]
	return fmt.Sprintf("the text has %s at byte %d", what, e.Offset)
}

// Clean reports whether text may be released as it stands: UTF-8 in normal form
// C without control, zero-width or bidirectional characters, newline allowed.
// What is agreed on and hashed is then exactly what everyone sees. The error is
// a [*TextError] about the first thing wrong; [Normalize] makes a text clean.
func Clean(text string) error {
	for at, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[at:]); size == 1 {
				return &TextError{NotUTF8, at}
			}
		}
		if class := forbidden(r); class != "" {
			return &TextError{class, at}
		}
	}
	if !norm.NFC.IsNormalString(text) {
		// The quick span may stop at what only might have composed; the first
		// difference is where the text really leaves the normal form.
		normal := norm.NFC.String(text)
		at := 0
		for at < len(text) && at < len(normal) && text[at] == normal[at] {
			at++
		}
		for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
			at--
		}
		return &TextError{NotNormal, at}
	}
	return nil
}

// Normalize makes a pasted text clean: normal form C, one newline for every
// line end, a space for a tab, and none of the characters [Clean] refuses.
// Bytes that are no UTF-8 become U+FFFD. What it returns always passes Clean.
func Normalize(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			b.WriteByte('\n')
		case forbidden(r) != "":
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// ErrClass gives the class of an error from [Clean], or "" for any other error.
func ErrClass(err error) Class {
	var t *TextError
	if errors.As(err, &t) {
		return t.Class
	}
	return ""
}

// forbidden gives the class of a character that may not be in a released text.
func forbidden(r rune) Class {
	switch {
	case r == '\n' || r >= ' ' && r < 0x7F:
		return ""
	case r < 0xA0 || r == '\u2028' || r == '\u2029':
		return ControlChar
	case unicode.Is(unicode.Bidi_Control, r) || r >= 0x206A && r <= 0x206F:
		return BidiChar
	case invisible(r):
		return ZeroWidthChar
	}
	return ""
}

// invisible reports the characters that Unicode wants ignored where they are not
// understood (Default_Ignorable_Code_Point) or that only format. Variation
// selectors are among them: text can be hidden in a row of them.
func invisible(r rune) bool {
	return r >= 0xA0 && (unicode.Is(unicode.Cf, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Variation_Selector, r) ||
		r == '\u034F' || r >= 0x17B4 && r <= 0x17B5)
}
