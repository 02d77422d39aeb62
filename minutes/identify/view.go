package identify

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class is what a cell is, as far as the scanners care.
type class uint8

const (
	other class = iota
	letter
	digit
	space
	newline
)

// cell is one folded character: lower case, without accent, compatibility forms
// made plain, every dash a hyphen, every apostrophe the straight one, every blank a space.
type cell struct {
	low        rune
	class      class
	upper      bool
	start, end int // bytes in the text this came from
}

// word is a run of letters.
type word struct {
	from, to int    // cells
	low      string // folded
	upper    bool   // starts with a capital
}

// view is a text as the scanners see it. Invisible characters have no cell, so
// nothing hides by being cut through with them.
type view struct {
	cells []cell
	words []word
}

func newView(text string) *view {
	v := &view{cells: make([]cell, 0, len(text))}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		v.add(r, text[at:at+size], at, at+size)
		at += size
	}
	v.findWords()
	return v
}

func (v *view) add(r rune, s string, start, end int) {
	if r < utf8.RuneSelf {
		v.put(r, start, end)
		return
	}
	switch r {
	case '’', '‘', 'ʼ', '´', '′', '‛':
		v.put('\'', start, end)
		return
	}
	if invisible(r) {
		return
	}
	decomposed := norm.NFKD.PropertiesString(s).Decomposition()
	if len(decomposed) == 0 {
		v.put(r, start, end)
		return
	}
	for len(decomposed) > 0 {
		d, size := utf8.DecodeRune(decomposed)
		v.put(d, start, end)
		decomposed = decomposed[size:]
	}
}

// put appends the cell or cells of one rune. A combining mark belongs to the
// cell before it.
func (v *view) put(r rune, start, end int) {
	if r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
		if n := len(v.cells); n > 0 && v.cells[n-1].end <= end {
			v.cells[n-1].end = end
		}
		return
	}
	c := cell{low: r, start: start, end: end}
	switch {
	case r >= 'a' && r <= 'z':
		c.class = letter
	case r >= 'A' && r <= 'Z':
		c.class, c.upper, c.low = letter, true, r+'a'-'A'
	case r >= '0' && r <= '9':
		c.class = digit
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		c.class, c.low = newline, '\n'
	case r == ' ' || r == '\t':
		c.class, c.low = space, ' '
	case r == '`':
		c.low = '\''
	case r < utf8.RuneSelf:
	case unicode.IsLetter(r):
		c.class, c.upper, c.low = letter, unicode.IsUpper(r) || unicode.IsTitle(r), unicode.ToLower(r)
		if plain := plainLetters(c.low); plain != "" {
			for _, p := range plain {
				c.low = p
				v.cells = append(v.cells, c)
			}
			return
		}
	case unicode.Is(unicode.Zs, r):
		c.class, c.low = space, ' '
	case unicode.Is(unicode.Pd, r) || r == '−':
		c.low = '-'
	case r >= '٠' && r <= '٩':
		c.class, c.low = digit, '0'+r-'٠'
	case r >= '۰' && r <= '۹':
		c.class, c.low = digit, '0'+r-'۰'
	}
	v.cells = append(v.cells, c)
}

// plainLetters gives the usual Dutch spelling of a letter that Unicode does not
// decompose, or "".
func plainLetters(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'ħ':
		return "h"
	case 'þ':
		return "th"
	}
	return ""
}

func (v *view) findWords() {
	var all strings.Builder
	all.Grow(len(v.cells))
	for _, c := range v.cells {
		if c.class == letter {
			all.WriteRune(c.low)
		}
	}
	low, at := all.String(), 0
	for i := 0; i < len(v.cells); i++ {
		if v.cells[i].class != letter {
			continue
		}
		w := word{from: i, upper: v.cells[i].upper}
		begin := at
		for ; i < len(v.cells) && v.cells[i].class == letter; i++ {
			at += utf8.RuneLen(v.cells[i].low)
		}
		w.to, w.low = i, low[begin:at]
		v.words = append(v.words, w)
	}
}

// low is the folded character of cell i, 0 outside the text.
func (v *view) low(i int) rune {
	if i < 0 || i >= len(v.cells) {
		return 0
	}
	return v.cells[i].low
}

func (v *view) is(i int, c class) bool {
	return i >= 0 && i < len(v.cells) && v.cells[i].class == c
}

func (v *view) alnum(i int) bool { return v.is(i, letter) || v.is(i, digit) }

// blank reports a space or a newline.
func (v *view) blank(i int) bool { return v.is(i, space) || v.is(i, newline) }

// skipBlanks gives the first cell from i on that is no blank, at most max further.
func (v *view) skipBlanks(i, max int) int {
	for n := 0; n < max && v.blank(i); n++ {
		i++
	}
	return i
}

// runEnd is the end of the run of digits that starts at i, looking at most max
// cells ahead.
func (v *view) runEnd(i, max int) int {
	end := i
	for v.is(end, digit) && end-i < max {
		end++
	}
	return end
}

// number is the value of the digits in cells [from, to).
func (v *view) number(from, to int) int {
	n := 0
	for ; from < to; from++ {
		n = n*10 + int(v.cells[from].low-'0')
	}
	return n
}

// wordFrom is the index of the first word that starts at cell i or later.
func (v *view) wordFrom(i int) int {
	return sort.Search(len(v.words), func(k int) bool { return v.words[k].from >= i })
}

// wordAt is the word that starts at cell i exactly.
func (v *view) wordAt(i int) (word, bool) {
	if k := v.wordFrom(i); k < len(v.words) && v.words[k].from == i {
		return v.words[k], true
	}
	return word{}, false
}

// cue reports whether one of the count words before cell i tells what follows.
// It does not look past a digit or the start of the sentence.
func (v *view) cue(i, count int, tells func(string) bool) bool {
	k := v.wordFrom(i) - 1
	for n := 0; n < count && k >= 0; n, k = n+1, k-1 {
		w := v.words[k]
		if i-w.to > cueReach {
			return false
		}
		for j := w.to; j < i; j++ {
			if v.is(j, digit) || v.sentenceEnd(j) {
				return false
			}
		}
		if tells(w.low) {
			return true
		}
		i = w.from
	}
	return false
}

// sentenceEnd reports whether the sentence ends with the mark in cell j: blank
// and capital follow.
func (v *view) sentenceEnd(j int) bool {
	switch v.low(j) {
	case '.', '!', '?':
	default:
		return false
	}
	next := v.skipBlanks(j+1, 3)
	return next > j+1 && v.is(next, letter) && v.cells[next].upper
}

// sentenceStart reports whether cell i is the first of a sentence.
func (v *view) sentenceStart(i int) bool {
	for j := i - 1; j >= 0 && i-j < 8; j-- {
		switch v.low(j) {
		case ' ', '"', '\'', '“', '”', '„', '(', '-', '•', '*':
		case '.', '!', '?', '\n', ':':
			return true
		default:
			return false
		}
	}
	return true
}
