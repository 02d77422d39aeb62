package identify

// sighting is a name in a text while it is being read.
type sighting struct {
	from, to    int // words
	end         int // cell after it, a possessive included
	people      []int
	cores       []string
	first, last bool // all words can be first names; one can be a surname
	possessive  bool
	initials    []string
	stranger    bool // with a first name or surname unknown to us
	address     sex
	family      string
	addressed   bool
	particle    bool // a tussenvoegsel stands before it that says more than "de"
}

// scanner looks for names in one text.
type scanner struct {
	*lexicon
	*view
	taken []bool // words that belong to a pseudonym in the text
	found []find
	floor int // first word that no name found so far holds
}

func (l *lexicon) find(v *view) []find {
	s := &scanner{lexicon: l, view: v, taken: l.pseudonyms(v)}
	for k := 0; k < len(v.words); {
		if next, ok := s.known(k); ok {
			k = next
			continue
		}
		if next, ok := s.shortened(k); ok {
			k = next
			continue
		}
		if next, ok := s.addressedStranger(k); ok {
			k = next
			continue
		}
		k++
	}
	return s.found
}

// pseudonyms tells which words of a text are part of a pseudonym that is
// already there.
func (l *lexicon) pseudonyms(v *view) []bool {
	taken := make([]bool, len(v.words))
	byFirst := make(map[string][][]string)
	for _, p := range l.people {
		if w := p.pseudonymWords; len(w) > 0 {
			byFirst[w[0]] = append(byFirst[w[0]], w)
		}
	}
	for k, w := range v.words {
		for _, pseudonym := range byFirst[w.low] {
			n := 0
			for n < len(pseudonym) && k+n < len(v.words) && v.words[k+n].low == pseudonym[n] {
				n++
			}
			if n == len(pseudonym) {
				for ; n > 0; n-- {
					taken[k+n-1] = true
				}
			}
		}
	}
	return taken
}

// known finds a name of the case that starts at word k, and extends it to what
// belongs to it.
func (s *scanner) known(k int) (next int, ok bool) {
	w := s.words[k]
	uses, possessive := s.lookup(w.low)
	if uses == nil {
		return 0, false
	}
	g := sighting{from: k, to: k + 1, first: true, possessive: possessive}
	g.add(w.low, uses)
	if !possessive {
		s.right(&g)
	}
	g.end = s.words[g.to-1].to
	s.left(&g, uses)
	if weak(w, possessive) && !w.upper && len(g.cores) < 2 && !g.addressed && !g.particle && len(g.initials) == 0 {
		return 0, false
	}
	s.apostrophe(&g)
	s.report(&g)
	return g.to, true
}

func (g *sighting) add(low string, uses []use) {
	g.cores = append(g.cores, low)
	first, last := false, false
	var people []int
	for _, u := range uses {
		first, last = first || u.first, last || u.last
		if (len(g.cores) == 1 || contains(g.people, u.person)) && !contains(people, u.person) {
			people = append(people, u.person)
		}
	}
	g.people = people
	g.first = g.first && first
	g.last = g.last || last && !first
}

// right takes in further names of the same person, with the tussenvoegsels and
// initials between, and then perhaps a surname we do not know.
func (s *scanner) right(g *sighting) {
	for {
		n, joined := g.to, false
		for tries := 0; n < len(s.words) && tries <= maxJoin; tries, n = tries+1, n+1 {
			if !s.near(n-1, n, true) {
				break
			}
			w := s.words[n]
			uses, possessive := s.lookup(w.low)
			if shared(g.people, uses) && !(weak(w, possessive) && !w.upper && !s.completes(g, uses, w)) && w.low != g.cores[len(g.cores)-1] {
				g.add(w.low, uses)
				g.to, g.possessive, joined = n+1, possessive, true
				break
			}
			if !particle(w.low) && !short(w.low) && !s.initial(n) && !(s.titlecase(n) && uses == nil && !s.taken[n]) {
				break
			}
		}
		if !joined || g.possessive {
			break
		}
	}
	if !g.possessive && g.first && !g.last {
		s.unknownSurname(g)
	}
}

// completes reports whether an everyday word in lower case is the surname that
// goes with the first name before it.
func (s *scanner) completes(g *sighting, uses []use, w word) bool {
	for _, u := range uses {
		if u.last && !u.first && g.first && contains(g.people, u.person) {
			return true
		}
	}
	return false
}

// unknownSurname takes in a capitalised word after a first name, with its
// tussenvoegsels: it would otherwise be left standing.
func (s *scanner) unknownSurname(g *sighting) {
	for n := g.to; n < len(s.words) && n <= g.to+maxJoin; n++ {
		w := s.words[n]
		if !s.near(n-1, n, false) || s.taken[n] {
			return
		}
		if uses, _ := s.lookup(w.low); uses != nil {
			return
		}
		if s.titlecase(n) && !particle(w.low) && !isHonorific(w.low) && !startsSentence(w.low) && !everyday(w.low) {
			if !s.is(w.to, digit) && !s.streetAhead(n) {
				g.to, g.stranger = n+1, true
			}
			return
		}
		if !particle(w.low) || preposition(w.low) {
			return
		}
	}
}

// streetAhead reports a word that begins an address rather than a surname.
func (s *scanner) streetAhead(n int) bool {
	return s.streetWord(n, n) && s.is(s.skipBlanks(s.words[n].to, 1), digit)
}

// left takes in what stands before a surname: tussenvoegsels, initials, a form
// of address, and a first name we do not know.
func (s *scanner) left(g *sighting, uses []use) {
	lowParticle := false
	for n := s.particlesBefore(g.from, uses); n > 0; n-- {
		g.from--
		low := s.words[g.from].low
		lowParticle = !s.words[g.from].upper
		g.particle = g.particle || !article(low) && low != "het"
	}
	surname := false
	for _, u := range uses {
		surname = surname || u.last
	}
	for n := 0; surname && n < maxInitial && g.from > s.floor && s.near(g.from-1, g.from, true) && s.initialBefore(g, g.from-1); n++ {
		g.from--
		g.initials = append(g.initials, s.words[g.from].low)
	}
	if s.honorific(g) {
		return
	}
	k := g.from - 1
	if !surname || len(g.initials) > 0 || len(g.cores) > 1 && g.first || k < s.floor || !s.near(k, k+1, false) || s.taken[k] || !s.titlecase(k) {
		return
	}
	w := s.words[k]
	if startsSentence(w.low) || everyday(w.low) || isHonorific(w.low) || particle(w.low) || sexOf(w.low) != unknownSex {
		return
	}
	onlySurname := true
	for _, u := range uses {
		onlySurname = onlySurname && !u.first
	}
	if onlySurname && (lowParticle || !s.sentenceStart(w.from)) {
		g.from, g.stranger = k, true
	}
}

// particlesBefore counts the tussenvoegsels before word k that are the ones this
// name has, in their order.
func (s *scanner) particlesBefore(k int, uses []use) int {
	most := 0
	for _, u := range uses {
		n := 0
		for left := len(u.before); left > 0 && k-n > s.floor && s.near(k-n-1, k-n, true); n++ {
			low := s.words[k-n-1].low
			for left--; left >= 0 && !sameParticle(u.before[left], low); left-- {
			}
			if left < 0 {
				break
			}
		}
		most = max(most, n)
	}
	return most
}

// sameParticle reports whether a tussenvoegsel is written as low: in full, cut
// short, or mixed up, as de, den and der are all the time.
func sameParticle(particle, low string) bool {
	return particle == low || article(particle) && article(low) ||
		short(low) && len(low) == 1 && particle[0] == low[0] || low == "vd" && particle == "van"
}

func article(w string) bool { return w == "de" || w == "den" || w == "der" }

// initialBefore reports whether word k is an initial of what follows: "P.", or
// a capital alone, or capitals that are all somebody's initials.
func (s *scanner) initialBefore(g *sighting, k int) bool {
	w := s.words[k]
	if s.taken[k] || !w.upper {
		return false
	}
	if s.initial(k) {
		return true
	}
	if s.low(w.to) == '.' && w.to-w.from <= 3 && !isHonorific(w.low) && !isTitle(w.low) {
		return s.anyInitials(g.people, w.low, false)
	}
	for i := w.from; i < w.to; i++ {
		if !s.cells[i].upper {
			return false
		}
	}
	return w.to-w.from <= 4 && s.anyInitials(g.people, w.low, true)
}

// initial reports one capital letter.
func (s *scanner) initial(k int) bool {
	w := s.words[k]
	return w.upper && w.to-w.from == 1 && s.low(w.from-1) != '\''
}

func (s *scanner) anyInitials(people []int, low string, letters bool) bool {
	for _, p := range people {
		if s.people[p].fits(low, letters) {
			return true
		}
	}
	return false
}

// apostrophe takes in the possessive of "Anna's" and "Max'".
func (s *scanner) apostrophe(g *sighting) {
	if s.low(g.end) != '\'' || g.possessive {
		return
	}
	if s.low(g.end+1) == 's' && !s.alnum(g.end+2) {
		g.end, g.possessive = g.end+2, true
		g.to = max(g.to, s.wordFrom(g.end))
	} else if low := s.low(g.end - 1); !s.alnum(g.end+1) && (low == 's' || low == 'x' || low == 'z') {
		g.end, g.possessive = g.end+1, true
	}
}

// near reports whether words a and b can be parts of one name: a blank, a
// hyphen, an apostrophe or (dots) the full stop of an initial or "v.d." between
// them.
func (s *scanner) near(a, b int, dots bool) bool {
	from, to := s.words[a].to, s.words[b].from
	if to-from > 3 {
		return false
	}
	lines := 0
	for i := from; i < to; i++ {
		switch r := s.low(i); {
		case s.is(i, space), r == '-', r == '\'':
		case s.is(i, newline) && lines == 0 && dots:
			lines++
		case r == '.' && dots && i == from && s.abbreviated(a):
		case r == '/' && dots && short(s.words[a].low):
		default:
			return false
		}
	}
	return true
}

// abbreviated reports a word whose full stop does not end a sentence.
func (s *scanner) abbreviated(k int) bool {
	w := s.words[k]
	if w.to-w.from == 1 || isHonorific(w.low) || isTitle(w.low) || short(w.low) || w.low == "fam" {
		return true
	}
	uses, _ := s.lookup(w.low)
	return w.upper && w.to-w.from <= 3 && uses == nil // "Th.", "Chr."
}

// titlecase reports a capital followed by a small letter, or a word in capitals
// of more than three letters.
func (s *scanner) titlecase(k int) bool {
	w := s.words[k]
	if !w.upper || w.to-w.from < 2 {
		return false
	}
	return !s.cells[w.from+1].upper || w.to-w.from > 3
}

func contains(list []int, n int) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}

func shared(people []int, uses []use) bool {
	for _, u := range uses {
		if contains(people, u.person) {
			return true
		}
	}
	return false
}
