package identify

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ErrMarks says that marks are not of this text: out of order, overlapping,
// outside it, or through the middle of a character.
var ErrMarks = errors.New("the marks do not belong to this text")

// Replace puts each mark's suggestion in its place; a mark without suggestion
// is cut, together with a blank that would be left double or before a comma or
// full stop. The text is taken, and returned, in normal form C. With marks that
// do not fit it returns [ErrMarks] and no text.
func Replace(text string, marks []Mark) (string, error) {
	text = norm.NFC.String(text)
	out := make([]byte, 0, len(text))
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End <= m.Start || m.End > len(text) || !boundary(text, m.Start) || !boundary(text, m.End) {
			return "", ErrMarks
		}
		out = append(out, text[at:m.Start]...)
		out = append(out, m.Suggestion...)
		at = m.End
		if m.Suggestion != "" {
			continue
		}
		switch rest := text[at:]; {
		case strings.HasPrefix(rest, " ") && endsBlank(out):
			at++
		case closes(rest):
			out = bytes.TrimSuffix(out, []byte(" "))
		}
	}
	out = append(out, text[at:]...)
	return norm.NFC.String(string(out)), nil
}

func boundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

func endsBlank(out []byte) bool {
	if len(out) == 0 {
		return true
	}
	switch out[len(out)-1] {
	case ' ', '\n', '(':
		return true
	}
	return false
}

// closes reports whether rest starts with what no blank stands before.
func closes(rest string) bool {
	return rest == "" || strings.IndexByte(".,;:!?)\n", rest[0]) >= 0
}
