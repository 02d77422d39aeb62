package identify

import "strings"

// addresses finds postcodes and house numbers with their street.
func (v *view) addresses(found []find) []find {
	last := find{from: -1}
	keep := func(f find) {
		if last.from >= 0 && f.from <= last.to+3 && v.joins(last.to, f.from) {
			f.from = last.from
			found = found[:len(found)-1]
		}
		last = f
		found = append(found, f)
	}
	for i := 0; i < len(v.cells); i++ {
		if v.cells[i].class != digit || v.is(i-1, digit) {
			continue
		}
		if f, ok := v.postcode(i, last); ok {
			keep(f)
			i = f.to - 1
			continue
		}
		if from, ok := v.street(i); ok {
			if to, ok := v.houseNumber(i); ok {
				keep(find{kind: Address, from: from, to: to})
				i = to - 1
			}
		}
	}
	return found
}

// joins reports whether only a comma, blanks and a line end stand between a
// house number and the postcode after it.
func (v *view) joins(from, to int) bool {
	for ; from < to; from++ {
		if !v.blank(from) && v.low(from) != ',' {
			return false
		}
	}
	return true
}

// postcode finds "1234 AB" or "1234AB" whose first digit is in cell i, with the
// house number after it. SA, SD and SS are not issued.
func (v *view) postcode(i int, before find) (find, bool) {
	if v.runEnd(i, 5) != i+4 || v.low(i) == '0' || v.is(i-1, letter) || has("-.,+", v.low(i-1)) && v.is(i-2, digit) {
		return find{}, false
	}
	j := i + 4
	spaced := v.is(j, space)
	j = v.skipBlanks(j, 1)
	w, ok := v.wordAt(j)
	if !ok || len(w.low) != 2 || w.low < "aa" || w.low > "zz" || w.low[1] > 'z' {
		return find{}, false
	}
	switch w.low {
	case "sa", "sd", "ss":
		return find{}, false
	}
	if v.is(w.to, digit) && !v.is(w.to-3, space) {
		// "1234AB12": still a postcode with its house number.
		spaced = false
	}
	f := find{kind: Address, from: i, to: w.to}
	number, numbered := v.houseNumber(v.skipPostfix(w.to))
	if numbered {
		f.to = number
	}
	afterStreet := before.from >= 0 && i <= before.to+3 && v.joins(before.to, i)
	if afterStreet || v.cue(i, 2, func(w string) bool { return w == "postcode" || addressCue(w) }) {
		return f, true
	}
	capitals := v.cells[w.from].upper && v.cells[w.from+1].upper
	year := v.number(i, i+4)
	switch {
	case unit(w.low):
		return find{}, false
	case !spaced:
		return f, true
	case !capitals:
		return find{}, false
	case year >= firstYear && year <= lastYear:
		// "in 2025 OM en VO": a year and an abbreviation.
		return f, numbered && v.low(w.to) != ','
	}
	return f, true
}

// skipPostfix goes from a postcode to the house number after it.
func (v *view) skipPostfix(i int) int {
	if v.low(i) == ',' {
		i++
	}
	i = v.skipBlanks(i, 1)
	if w, ok := v.wordAt(i); ok {
		switch w.low {
		case "nr", "nummer", "no", "huisnummer":
			i = w.to
			if v.low(i) == '.' {
				i++
			}
			return v.skipBlanks(i, 1)
		}
	}
	return i
}

// houseNumber reads a house number of at most five digits with its addition:
// 14, 14a, 14-2, 14 bis, 14-II. A time, an amount, a quantity or a date is none.
func (v *view) houseNumber(i int) (int, bool) {
	to := v.runEnd(i, 6)
	if to == i || to-i > 5 || v.low(i) == '0' {
		return 0, false
	}
	switch v.low(to) {
	case '%', '€', '°':
		return 0, false
	case ':', '.', ',':
		if v.is(to+1, digit) {
			return 0, false
		}
	}
	j := to
	switch {
	case v.low(j) == '-' || v.low(j) == '/':
		j++
	case v.is(j, space):
		j++
		if w, ok := v.wordAt(j); ok && (quantity(w.low) || monthOf(w.low) > 0) {
			return 0, false
		} else if ok && addition(w.low) && (len(w.low) > 1 || w.upper) && !v.is(w.to, digit) {
			return w.to, true
		}
		return to, true
	}
	if end := v.runEnd(j, 5); j > to && end > j && end-j <= 4 {
		return end, true
	}
	if w, ok := v.wordAt(j); ok && (len(w.low) == 1 || addition(w.low)) {
		if v.low(w.to) == '-' && v.is(w.to+1, digit) {
			return v.runEnd(w.to+1, 5), true
		}
		return w.to, true
	} else if ok && j == to {
		return 0, false
	}
	return to, true
}

// street finds the start of the street whose house number is in cell i.
func (v *view) street(i int) (int, bool) {
	number := i
	k := v.wordFrom(i) - 1
	if k < 0 {
		return 0, false
	}
	switch w := v.words[k]; w.low {
	case "nr", "nummer", "no":
		if i-w.to > 2 {
			return 0, false
		}
		if k--; k < 0 {
			return 0, false
		}
		i = w.from
	case "huisnummer":
		return i, i-w.to <= 2
	}
	w := v.words[k]
	if n := i - w.to; n < 1 || n > 2 || !v.blanks(w.to, i) {
		return 0, false
	}
	named := v.partOfStreet(k)
	if !v.streetWord(k, named) && !(w.upper && !noStreet(w.low) && (v.cue(v.words[named].from, 3, addressCue) || v.postcodeAfter(number))) {
		return 0, false
	}
	if named > 0 && v.capitalArticle(named-1) && !v.sentenceStart(v.words[named-1].from) {
		named--
	}
	return v.words[named].from, true
}

// postcodeAfter reports a postcode behind the house number in cell i: then what
// stands before it is a street, whatever it is called.
func (v *view) postcodeAfter(i int) bool {
	j, ok := v.houseNumber(i)
	if !ok {
		return false
	}
	if v.low(j) == ',' {
		j++
	}
	j = v.skipBlanks(j, 2)
	if v.runEnd(j, 5) != j+4 || v.low(j) == '0' {
		return false
	}
	w, ok := v.wordAt(v.skipBlanks(j+4, 1))
	return ok && w.upper && w.to-w.from == 2 && v.cells[w.from+1].upper
}

func (v *view) blanks(from, to int) bool {
	for ; from < to; from++ {
		if !v.blank(from) && v.low(from) != '.' && v.low(from) != ',' {
			return false
		}
	}
	return true
}

// partOfStreet is the first word of the street name that word k ends: capitals
// and the tussenvoegsels between them ("Burgemeester van der Heydenstraat").
func (v *view) partOfStreet(k int) int {
	first := k
	if !v.words[k].upper {
		return first
	}
	for n := 1; n < maxStreet && k-n >= 0; n++ {
		w, next := v.words[k-n], v.words[k-n+1]
		if next.from-w.to > 2 || !v.streetGap(w.to, next.from) {
			break
		}
		if w.upper && !startsSentence(w.low) {
			first = k - n
		} else if !bridges(w.low, next.low) {
			break
		}
	}
	return first
}

// bridges reports the small words inside a street name. A lone "van" is none:
// it is as often the word before the street.
func bridges(w, next string) bool {
	switch w {
	case "de", "der", "den", "het", "ten", "ter", "t":
		return true
	case "van":
		return next == "de" || next == "der" || next == "den" || next == "het" || next == "t"
	}
	return false
}

// streetGap reports what may stand between two words of a street name: a blank,
// a hyphen, or the full stop of "Burg. Tonckensstraat".
func (v *view) streetGap(from, to int) bool {
	for ; from < to; from++ {
		if !v.is(from, space) && v.low(from) != '-' && v.low(from) != '.' {
			return false
		}
	}
	return true
}

// streetWord reports whether word k ends as Dutch streets do. Without a capital
// only the endings count that hardly occur in other words.
func (v *view) streetWord(k, named int) bool {
	w := v.words[k]
	for _, s := range [...]string{"straat", "laan", "singel", "gracht", "dreef", "steeg"} {
		if strings.HasSuffix(w.low, s) && !plainPlace(w.low) {
			if len(w.low) > len(s)+1 || w.upper && named < k {
				return true
			}
		}
	}
	if !w.upper || plainPlace(w.low) {
		return false
	}
	for _, s := range [...]string{
		"weg", "plein", "hof", "dijk", "kade", "pad", "plantsoen", "park", "ring", "wal", "markt", "baan",
		"brink", "es", "kamp", "veld", "akker", "akkers", "weide", "horst", "hoek", "meent", "boulevard",
		"allee", "straatje", "laantje", "wijk", "diep", "vaart", "erf", "oever", "stee", "burg", "berg", "land",
	} {
		if !strings.HasSuffix(w.low, s) {
			continue
		}
		if len(w.low) > len(s)+2 && len(s) > 2 || named < k || k > 0 && v.capitalArticle(k-1) {
			return true
		}
	}
	return false
}

// capitalArticle reports a capital De or Het before a street ("De Weide 14").
func (v *view) capitalArticle(k int) bool {
	w := v.words[k]
	return w.upper && (w.low == "de" || w.low == "het") && v.words[k+1].from-w.to == 1
}
