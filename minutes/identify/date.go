package identify

// date is a day found in a text. Year is 0 when written with two digits, day is
// 0 when there is only a month.
type date struct {
	to        int
	day, year int
	bare      bool // eight digits in a row: only a date where something says so
}

// birthDate finds a date of birth that starts in cell i.
func (v *view) birthDate(i int, afterName bool) (find, bool) {
	if v.is(i-1, letter) {
		return find{}, false
	}
	d, from, ok := v.date(i)
	if !ok {
		return find{}, false
	}
	told := afterName || v.low(i-1) == '°' || v.cue(from, 4, birthCue) || v.bornAfter(d.to)
	old := d.day > 0 && !d.bare && d.year > 0 && d.year <= LastBareBirthYear
	if !told && !old {
		return find{}, false
	}
	return find{kind: BirthDate, from: from, to: d.to}, true
}

// bornAfter reports "… is hij geboren", "… geboren te Assen".
func (v *view) bornAfter(to int) bool {
	k := v.wordFrom(to)
	for n := 0; n < 3 && k < len(v.words); n, k = n+1, k+1 {
		w := v.words[k]
		for j := to; j < w.from; j++ {
			if !v.blank(j) {
				return false
			}
		}
		if w.low == "geboren" || w.low == "born" {
			return true
		}
		to = w.to
	}
	return false
}

// date reads a date whose first digit is in cell i. It may begin earlier, at
// the month of "maart 1987"; from says where.
func (v *view) date(i int) (d date, from int, ok bool) {
	end := v.runEnd(i, 9)
	switch end - i {
	case 1, 2:
		if d, ok = v.numericDate(i, end); ok {
			return d, i, true
		}
		d, ok = v.writtenDate(i, end)
		return d, i, ok
	case 4:
		if d, ok = v.isoDate(i, end); ok {
			return d, i, true
		}
		return v.monthAndYear(i, end)
	case 8:
		return date{to: end, day: 1, year: 1, bare: true}, i, v.looksLikeDate(i)
	}
	return date{}, i, false
}

// part reads a separator, blanks around it allowed, and the digits after it.
func (v *view) part(i int, sep rune) (from, to int, ok bool) {
	j := v.skipBlanks(i, 1)
	if v.low(j) != sep {
		return 0, 0, false
	}
	j = v.skipBlanks(j+1, 1)
	if v.low(j) == '\'' { // 3/3/'87
		j++
	}
	to = v.runEnd(j, 5)
	return j, to, to > j
}

func (v *view) numericDate(i, end int) (date, bool) {
	sep := v.low(v.skipBlanks(end, 1))
	switch sep {
	case '-', '/', '.':
	default:
		return date{}, false
	}
	month, monthEnd, ok := v.part(end, sep)
	if !ok || monthEnd-month > 2 {
		return date{}, false
	}
	year, yearEnd, ok := v.part(monthEnd, sep)
	if !ok {
		return date{}, false
	}
	return v.complete(v.number(i, end), v.number(month, monthEnd), year, yearEnd)
}

func (v *view) isoDate(i, end int) (date, bool) {
	month, monthEnd, ok := v.part(end, '-')
	if !ok || monthEnd-month > 2 {
		return date{}, false
	}
	day, dayEnd, ok := v.part(monthEnd, '-')
	if !ok || dayEnd-day > 2 {
		return date{}, false
	}
	year := v.number(i, end)
	return date{to: dayEnd, day: v.number(day, dayEnd), year: year}, validDay(v.number(day, dayEnd), v.number(month, monthEnd), year)
}

// complete checks day, month and the year in cells [year, end).
func (v *view) complete(day, month, year, end int) (date, bool) {
	switch y := v.number(year, end); end - year {
	case 4:
		return date{to: end, day: day, year: y}, validDay(day, month, y)
	case 2:
		return date{to: end, day: day}, validDay(day, month, 2000)
	}
	return date{}, false
}

// writtenDate reads "3 maart 1987", "3e mrt. '87", "3-mrt-1987".
func (v *view) writtenDate(i, end int) (date, bool) {
	j := end
	if w, ok := v.wordAt(j); ok && (w.low == "e" || w.low == "ste" || w.low == "de") {
		j = w.to
	}
	if v.low(j) == '-' {
		j++
	}
	w, ok := v.wordAt(v.skipBlanks(j, 2))
	if !ok {
		return date{}, false
	}
	month := monthOf(w.low)
	if month == 0 {
		return date{}, false
	}
	j = w.to
	if v.low(j) == '.' || v.low(j) == '-' || v.low(j) == ',' {
		j++
	}
	j = v.skipBlanks(j, 2)
	if v.low(j) == '\'' {
		j++
	}
	return v.complete(v.number(i, end), month, j, v.runEnd(j, 5))
}

// monthAndYear reads "maart 1987", which starts before its digits.
func (v *view) monthAndYear(i, end int) (date, int, bool) {
	k := v.wordFrom(i) - 1
	if k < 0 || i-v.words[k].to > 2 || monthOf(v.words[k].low) == 0 {
		return date{}, i, false
	}
	for j := v.words[k].to; j < i; j++ {
		if !v.blank(j) && v.low(j) != '.' {
			return date{}, i, false
		}
	}
	year := v.number(i, end)
	return date{to: end, year: year}, v.words[k].from, year >= firstYear && year <= lastYear
}

// validDay reports whether the day is on the calendar, 1900–2099.
func validDay(day, month, year int) bool {
	if day < 1 || month < 1 || month > 12 || year < firstYear || year > lastYear {
		return false
	}
	days := 31
	switch month {
	case 4, 6, 9, 11:
		days = 30
	case 2:
		days = 28
		if year%4 == 0 && year != 1900 {
			days = 29
		}
	}
	return day <= days
}

// monthOf is the month a word names, in Dutch or English, in full or short.
func monthOf(w string) int {
	switch w {
	case "jan", "januari", "january":
		return 1
	case "feb", "febr", "februari", "february":
		return 2
	case "mrt", "maart", "mar", "march":
		return 3
	case "apr", "april":
		return 4
	case "mei", "may":
		return 5
	case "jun", "juni", "june":
		return 6
	case "jul", "juli", "july":
		return 7
	case "aug", "augustus", "august":
		return 8
	case "sep", "sept", "september":
		return 9
	case "okt", "oktober", "oct", "october":
		return 10
	case "nov", "november":
		return 11
	case "dec", "december":
		return 12
	}
	return 0
}

func birthCue(w string) bool {
	switch w {
	case "geboren", "geb", "gebn", "geboortedatum", "geboorte", "geboortedag", "gebdatum", "gebdat", "gebd", "verjaardag", "born", "dob", "birth", "birthday":
		return true
	}
	return false
}
