package minutes

import (
	"strconv"
	"strings"
	"unicode"

	"casusoverleg/room/covenant"
)

// markup is a page being written. It knows two ways to add something: fixed
// markup, and text, which it escapes. html/template does more and weighs more
// than the core in a browser can carry.
type markup struct {
	b     []byte
	lang  Language
	marks []mark
}

// raw adds fixed markup of this program.
func (m *markup) raw(fixed string) { m.b = append(m.b, fixed...) }

// text adds anything else. What could steer the page or the direction of
// writing is shown as a replacement character.
func (m *markup) text(s string) {
	for _, r := range s {
		switch r {
		case '&':
			m.b = append(m.b, "&amp;"...)
		case '<':
			m.b = append(m.b, "&lt;"...)
		case '>':
			m.b = append(m.b, "&gt;"...)
		case '"':
			m.b = append(m.b, "&#34;"...)
		case '\'':
			m.b = append(m.b, "&#39;"...)
		case '\n':
			m.b = append(m.b, '\n')
		default:
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
				r = unicode.ReplacementChar
			}
			m.b = append(m.b, string(r)...)
		}
	}
}

// say adds fixed words in the language of the page. A %s is replaced by the
// next of the texts.
func (m *markup) say(t covenant.Text, texts ...string) { m.text(fill(t, m.lang, texts...)) }

func (m *markup) number(n int) { m.b = strconv.AppendInt(m.b, int64(n), 10) }

// element writes <tag>fixed words</tag>.
func (m *markup) element(tag string, t covenant.Text, texts ...string) {
	m.raw("<" + tag + ">")
	m.say(t, texts...)
	m.raw("</" + tag + ">\n")
}

// marked remembers which part of the page a passage takes.
func (m *markup) marked(where Where, write func()) {
	from := len(m.b)
	write()
	m.marks = append(m.marks, mark{from: from, to: len(m.b), where: where})
}

// in is a text in one of the languages.
func in(t covenant.Text, lang Language) string {
	if lang == English && t.EN != "" {
		return t.EN
	}
	return t.NL
}

// fill is a text with each %s replaced by the next of the texts.
func fill(t covenant.Text, lang Language, texts ...string) string {
	parts := strings.Split(in(t, lang), "%s")
	var b strings.Builder
	for i, part := range parts {
		b.WriteString(part)
		if i < len(parts)-1 && i < len(texts) {
			b.WriteString(texts[i])
		}
	}
	return b.String()
}

// words are fixed words in both languages.
func words(nl, en string) covenant.Text { return covenant.Text{NL: nl, EN: en} }
