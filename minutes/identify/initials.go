package identify

import (
	"strings"
	"unicode/utf8"
)

// shortened finds a name written as initials only, starting at word k:
// "P.v.D.", "P. D.", "PvD", and "P. heeft" where the sentence goes on.
func (s *scanner) shortened(k int) (next int, ok bool) {
	if s.taken[k] || !s.words[k].upper || len(s.people) == 0 {
		return 0, false
	}
	w := s.words[k]
	if n := w.to - w.from; n == 3 || n == 4 {
		return s.camel(k)
	} else if n != 1 || s.low(w.to) != '.' || s.low(w.from-1) == '\'' || s.alnum(w.from-1) {
		return 0, false
	}
	letters := w.low
	to := k + 1
	for to < len(s.words) && to-k < maxInitial {
		b := s.words[to]
		if b.to-b.from != 1 || s.low(s.words[to-1].to) != '.' || !s.near(to-1, to, true) || s.low(b.to) != '.' || s.low(b.from-1) == '\'' {
			break
		}
		letters += b.low
		to++
	}
	if s.nameAhead(to) {
		return 0, false
	}
	if to-k > 1 {
		if letters == "bv" || letters == "nv" || !s.words[to-1].upper {
			return 0, false
		}
		return s.asInitials(k, to, letters)
	}
	return s.single(k)
}

// nameAhead reports a surname of the case from word n on, tussenvoegsels before it
// allowed: then the initials are part of that name.
func (s *scanner) nameAhead(n int) bool {
	for last := n + maxJoin; n < len(s.words) && n <= last && s.near(n-1, n, true); n++ {
		w := s.words[n]
		uses, possessive := s.lookup(w.low)
		for _, u := range uses {
			if u.last && (w.upper || !weak(w, possessive)) {
				return true
			}
		}
		if !particle(w.low) && !short(w.low) {
			return false
		}
	}
	return false
}

// camel reads initials without full stops around a small tussenvoegsel: "PvD".
func (s *scanner) camel(k int) (next int, ok bool) {
	w := s.words[k]
	for i := w.from + 1; i < w.to; i++ {
		if s.cells[i].upper != (i == w.to-1) {
			return 0, false
		}
	}
	return s.asInitials(k, k+1, w.low)
}

// asInitials reports the people whose first and last initials these are, the
// letters between being initials or tussenvoegsels of theirs.
func (s *scanner) asInitials(k, to int, letters string) (next int, ok bool) {
	g := sighting{from: k, to: to}
	for p := range s.people {
		if s.people[p].abbreviates(letters) {
			g.people = append(g.people, p)
		}
	}
	return s.reportInitials(&g)
}

func (k *known) abbreviates(letters string) bool {
	first, size := utf8.DecodeRuneInString(letters)
	last, lastSize := utf8.DecodeLastRuneInString(letters)
	if k.fits(letters, true) {
		return true // "P.J."
	}
	if !hasRune(k.initials, first) || !hasRune(k.lastInitials, last) {
		return false
	}
	for _, r := range letters[size : len(letters)-lastSize] {
		if hasRune(k.initials, r) || hasRune(k.lastInitials, r) {
			continue
		}
		found := false
		for _, p := range k.particles {
			found = found || strings.HasPrefix(p, string(r))
		}
		if !found {
			return false
		}
	}
	return true
}

// single reads one initial with a full stop that does not end the sentence.
func (s *scanner) single(k int) (next int, ok bool) {
	w := s.words[k]
	after := s.skipBlanks(w.to+1, 2)
	if after == w.to+1 || !s.is(after, letter) || s.cells[after].upper {
		return 0, false
	}
	for j := w.from - 1; j >= 0; j-- {
		if s.is(j, digit) {
			return 0, false // "nummer 14 B. is"
		}
		if !s.is(j, space) {
			break
		}
	}
	if k > 0 && s.near(k-1, k, false) && enumerates(s.words[k-1].low) {
		return 0, false
	}
	g := sighting{from: k, to: k + 1}
	initial, _ := utf8.DecodeRuneInString(w.low)
	for p := range s.people {
		if known := &s.people[p]; hasRune(known.initials, initial) || !known.first && hasRune(known.lastInitials, initial) {
			g.people = append(g.people, p)
		}
	}
	return s.reportInitials(&g)
}

func (s *scanner) reportInitials(g *sighting) (next int, ok bool) {
	if len(g.people) == 0 {
		return 0, false
	}
	g.end = s.words[g.to-1].to
	if s.low(g.end) == '.' && (g.to-g.from > 1 || s.words[g.to-1].to-s.words[g.to-1].from == 1) && !s.sentenceEnd(g.end) && !s.textEnd(g.end+1) {
		g.end++
	}
	s.apostrophe(g)
	s.honorific(g)
	s.report(g)
	return g.to, true
}

func (s *scanner) textEnd(i int) bool { return s.skipBlanks(i, 4) >= len(s.cells) }

// enumerates reports words that a letter counts rather than names.
func enumerates(w string) bool {
	switch w {
	case "punt", "optie", "plan", "bijlage", "groep", "klas", "type", "vitamine", "hepatitis", "persoon", "bewoner", "lid",
		"artikel", "art", "onderdeel", "stap", "fase", "scenario", "variant", "team", "blok", "deel", "zoon", "dochter",
		"moeder", "vader", "buurman", "buurvrouw", "partner", "kind", "casus":
		return true
	}
	return false
}
