package identify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Somebody stands for a person whom a name does not tell for certain.
const Somebody = "iemand"

// honorific takes in "mevrouw", "dhr.", "de heer", "mr. dr.", "familie".
func (s *scanner) honorific(g *sighting) bool {
	for n := 0; n < 4 && g.from > s.floor; n++ {
		k := g.from - 1
		w := s.words[k]
		if s.taken[k] || !s.near(k, g.from, true) {
			break
		}
		switch {
		case isFamily(w.low):
			g.family = "familie"
			if w.low == "gezin" {
				g.family = "gezin"
			}
		case isHonorific(w.low):
			g.address = sexOf(w.low)
			if w.low == "heer" && k > s.floor && s.words[k-1].low == "de" && s.near(k-1, k, false) {
				k--
			}
		case isTitle(w.low):
		default:
			return g.addressed
		}
		g.from, g.addressed = k, true
	}
	return g.addressed
}

// report adds the mark for a sighting.
func (s *scanner) report(g *sighting) {
	f := find{kind: Name, from: s.words[g.from].from, to: g.end}
	if last := s.words[g.to-1]; last.to > f.to {
		f.to = last.to
	}
	suggestion := Somebody
	if p, ok := s.who(g); ok {
		f.person = s.people[p].handle
		suggestion = s.people[p].pseudonym
		if suggestion == "" {
			suggestion = Somebody
		}
	} else if g.family != "" {
		suggestion = g.family
	}
	if g.possessive {
		suggestion = possessive(suggestion)
	}
	if s.words[g.from].upper && s.sentenceStart(f.from) {
		suggestion = capital(suggestion)
	}
	f.suggestion = suggestion
	s.found = append(s.found, f)
	s.floor = g.to
}

// who is the one person a sighting can only mean. Where it can be several, or
// somebody of the same name, it is nobody: a fact put to the wrong person does
// more harm than a name the chair fills in.
func (s *scanner) who(g *sighting) (person int, ok bool) {
	if g.family != "" {
		return 0, false
	}
	people := keep(g.people, func(p int) bool {
		k := &s.people[p]
		if g.stranger && (g.last || !g.first) && k.first || g.stranger && g.first && !g.last && k.last {
			return false
		}
		for _, i := range g.initials {
			if !k.fits(i, true) && !k.fits(i, false) && k.first {
				return false
			}
		}
		return g.address == unknownSex || k.sex == unknownSex || k.sex == g.address
	})
	if len(people) > 1 && g.address != unknownSex {
		if same := keep(people, func(p int) bool { return s.people[p].sex == g.address }); len(same) > 0 {
			people = same
		}
	}
	if len(people) > 1 {
		people = keep(people, func(p int) bool { return s.people[p].called(g.cores) })
	}
	if len(people) != 1 {
		return 0, false
	}
	return people[0], true
}

func keep(people []int, when func(int) bool) []int {
	var kept []int
	for _, p := range people {
		if when(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// called reports whether these words are one of the person's names whole.
func (k *known) called(cores []string) bool {
	for _, e := range k.entries {
		if len(e) != len(cores) {
			continue
		}
		same := true
		for i := range e {
			same = same && strings.TrimSuffix(cores[i], "s") == strings.TrimSuffix(e[i], "s")
		}
		if same {
			return true
		}
	}
	return false
}

// fits reports whether low is the start of a first name ("Th."), or, as
// letters, consists of initials ("PJ").
func (k *known) fits(low string, letters bool) bool {
	if !letters {
		for _, f := range k.firsts {
			if strings.HasPrefix(f, low) {
				return true
			}
		}
		return false
	}
	for _, r := range low {
		if !hasRune(k.initials, r) {
			return false
		}
	}
	return true
}

func hasRune(list []rune, r rune) bool {
	for _, l := range list {
		if l == r {
			return true
		}
	}
	return false
}

// possessive is how Dutch makes a word own something: moeders, Zoon B's, Max'.
func possessive(s string) string {
	r, size := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	switch low := unicode.ToLower(r); {
	case !unicode.IsLetter(before) || unicode.IsDigit(r):
		return s + "'s"
	case low == 's' || low == 'x' || low == 'z':
		return s + "'"
	case low == 'a' || low == 'i' || low == 'o' || low == 'u' || low == 'y':
		return s + "'s"
	}
	return s + "s"
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// addressedStranger finds a name that is in no list but follows "mevrouw",
// "dhr." and the like.
func (s *scanner) addressedStranger(k int) (next int, ok bool) {
	if !isHonorific(s.words[k].low) || s.taken[k] {
		return 0, false
	}
	named := 0
	for n := k + 1; n < len(s.words) && n <= k+maxJoin+maxInitial; n++ {
		w := s.words[n]
		if s.taken[n] || !s.near(n-1, n, true) {
			break
		}
		if uses, _ := s.lookup(w.low); uses != nil && named == 0 {
			return 0, false
		}
		if s.titlecase(n) && !particle(w.low) && !isHonorific(w.low) && !isTitle(w.low) && (named == 0 || !startsSentence(w.low)) {
			named = n + 1
			continue
		}
		if preposition(w.low) && !w.upper || !particle(w.low) && !s.initial(n) && !isTitle(w.low) && !short(w.low) {
			break
		}
	}
	if named == 0 {
		return 0, false
	}
	g := sighting{from: k, to: named, address: sexOf(s.words[k].low)}
	if s.words[k].low == "heer" && k > s.floor && s.words[k-1].low == "de" && s.near(k-1, k, false) {
		g.from--
	}
	g.end = s.words[named-1].to
	s.apostrophe(&g)
	s.report(&g)
	return g.to, true
}
