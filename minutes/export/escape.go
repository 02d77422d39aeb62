package export

import (
	"strings"
	"unicode"
)

// plain shows what could steer a program or the direction of writing as a
// replacement character, as the page does, and also what XML has no place for.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == 0xFFFE || r == 0xFFFF) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// cell is a text for a cell of a spreadsheet. What a spreadsheet could take for
// a formula gets an apostrophe before it and stays the text that it is. Blanks
// before it do not help: some programs drop them.
func cell(s string) string {
	start := strings.TrimLeft(s, " \u00a0\n")
	if start != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(start)[0]) {
		return "'" + s
	}
	return s
}
