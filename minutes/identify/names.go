package identify

import (
	"strings"
	"unicode/utf8"
)

// lexicon is the case's own names, ready to be looked up by folded word.
type lexicon struct {
	people []known
	uses   map[string][]use
}

// known is one person as the lexicon has him.
type known struct {
	handle, pseudonym string
	pseudonymWords    []string
	sex               sex
	first, last       bool       // a first name is known, a surname is known
	firsts            []string   // first names, folded
	initials          []rune     // first letters of first names, and given initials
	lastInitials      []rune     // first letters of surnames
	entries           [][]string // each name as its telling words
	particles         []string   // tussenvoegsels anywhere in his names
}

// use is what a word is in somebody's names.
type use struct {
	person      int
	first, last bool     // both for a name of one word
	before      []string // the tussenvoegsels that stand before it
}

type sex uint8

const (
	unknownSex sex = iota
	woman
	man
)

func newLexicon(persons []Person) *lexicon {
	l := &lexicon{uses: make(map[string][]use)}
	for i, p := range persons {
		k := known{handle: p.Handle, pseudonym: strings.TrimSpace(p.Pseudonym)}
		for _, w := range newView(k.pseudonym).words {
			k.pseudonymWords = append(k.pseudonymWords, w.low)
		}
		for _, w := range newView(p.Relation + " " + p.Pseudonym).words {
			if k.sex == unknownSex {
				k.sex = sexOf(w.low)
			}
		}
		l.people = append(l.people, k)
		for _, name := range p.Names {
			l.learn(i, name)
		}
	}
	return l
}

// learn takes in one name of person i.
func (l *lexicon) learn(i int, name string) {
	// "Dalen, Karin van" is Karin van Dalen.
	if last, first, ok := strings.Cut(name, ","); ok {
		name = first + " " + last
	}
	v, k := newView(name), &l.people[i]
	words := v.words
	addressed := false
	for len(words) > 0 && (isHonorific(words[0].low) || isTitle(words[0].low) && len(words) > 1) {
		if s := sexOf(words[0].low); s != unknownSex {
			k.sex = s
		}
		addressed, words = true, words[1:]
		if len(words) > 1 && words[0].low == "heer" {
			continue
		}
	}
	if len(words) > 1 && words[0].low == "de" && words[1].low == "heer" {
		k.sex, addressed, words = man, true, words[2:]
	}
	if len(words) == 0 {
		return
	}
	at, hadInitial := surname(v, words), false
	var entry, before []string
	for n, w := range words {
		switch {
		case utf8.RuneCountInString(w.low) == 1 && n < len(words)-1:
			if n > 0 && v.low(w.from-1) == '\'' { // 't, 's
				before = append(before, w.low)
				continue
			}
			r, _ := utf8.DecodeRuneInString(w.low)
			k.initials = append(k.initials, r)
			hadInitial = true
			before = nil
		case utf8.RuneCountInString(w.low) == 1:
			// A name of one letter would mark every such letter.
		case len(words) > 1 && n < len(words)-1 && particle(w.low) && (n > 0 || dutchParticle(w.low)):
			before = append(before, w.low)
			k.particles = append(k.particles, w.low)
		default:
			u := use{person: i, first: n < at, last: n >= at, before: before}
			if len(words) == 1 && !addressed {
				u.first = true
			} else {
				k.first = k.first || u.first
				k.last = k.last || u.last
			}
			l.uses[w.low] = append(l.uses[w.low], u)
			r, _ := utf8.DecodeRuneInString(w.low)
			if u.first {
				k.firsts = append(k.firsts, w.low)
				k.initials = append(k.initials, r)
			}
			if u.last {
				k.lastInitials = append(k.lastInitials, r)
			}
			entry, before = append(entry, w.low), nil
		}
	}
	k.first = k.first || hadInitial
	if len(entry) > 0 {
		k.entries = append(k.entries, entry)
	}
}

// surname is the index of the first word of the surname: the first
// tussenvoegsel after a blank, or else the last word with what a hyphen ties to
// it ("Anna Jansen-de Vries").
func surname(v *view, words []word) int {
	start := 0 // of the hyphenated group n is in
	for n, w := range words {
		hyphen := n > 0 && hyphenated(v, words[n-1], w)
		if !hyphen && n > 0 && !(particle(words[n-1].low) && n-1 > start) {
			start = n
		}
		if particle(w.low) && n < len(words)-1 && (n > 0 || dutchParticle(w.low)) {
			if hyphen {
				return start
			}
			return n
		}
	}
	return start
}

func hyphenated(v *view, a, b word) bool {
	for i := a.to; i < b.from; i++ {
		if v.low(i) == '-' {
			return true
		}
	}
	return false
}

// lookup gives who a word may name. A final s is tried as a possessive.
func (l *lexicon) lookup(low string) (uses []use, possessive bool) {
	if uses = l.uses[low]; uses != nil {
		return uses, false
	}
	if base, ok := strings.CutSuffix(low, "s"); ok && utf8.RuneCountInString(base) >= 3 {
		return l.uses[base], true
	}
	return nil, false
}

// weak reports a word that is a name only with a capital.
func weak(w word, possessive bool) bool {
	n := utf8.RuneCountInString(w.low)
	return n <= 2 || everyday(w.low) || possessive && n <= 5
}
