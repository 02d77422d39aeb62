package identify

// group is one run of digits of a longer number.
type group struct {
	from, to int
	sep      rune // what stands before it, 0 for the first
}

// groups reads the runs of digits from cell i on that are joined by a single
// separator out of seps. It stops before maxGroups groups or maxDigits digits
// are exceeded; a longer run gives nothing.
func (v *view) groups(i int, seps string, into []group) []group {
	into = into[:0]
	total := 0
	var sep rune
	for len(into) < maxGroups {
		end := v.runEnd(i, maxDigits+1)
		total += end - i
		if end == i || total > maxDigits {
			break
		}
		into = append(into, group{i, end, sep})
		sep = v.low(end)
		if !has(seps, sep) || !v.is(end+1, digit) {
			break
		}
		i = end + 1
	}
	return into
}

func has(set string, r rune) bool {
	for _, s := range set {
		if s == r {
			return true
		}
	}
	return false
}

// numbers looks at every run of digits once. names are in order; a date in
// brackets after one is a date of birth.
func (v *view) numbers(found, names []find) []find {
	buffer := make([]group, 0, maxGroups)
	next := 0
	for i := 0; i < len(v.cells); i++ {
		if v.cells[i].class != digit {
			continue
		}
		for next < len(names) && names[next].to <= i {
			next++
		}
		afterName := next > 0 && v.opens(names[next-1].to, i)
		if f, ok := v.birthDate(i, afterName); ok {
			found = append(found, f)
		}
		if f, ok := v.phone(i); ok {
			found = append(found, f)
		}
		if f, ok := v.iban(i); ok {
			found = append(found, f)
		}
		if f, ok := v.bsn(i, buffer); ok {
			found = append(found, f)
		}
		for v.is(i+1, digit) {
			i++
		}
	}
	return found
}

// opens reports whether between a name's end and cell i stands only an opening
// bracket or an asterisk.
func (v *view) opens(end, i int) bool {
	if i-end > 3 {
		return false
	}
	bracket := false
	for j := end; j < i; j++ {
		switch v.low(j) {
		case ' ':
		case '(', '*', '°':
			bracket = true
		default:
			return false
		}
	}
	return bracket
}

// bsn finds a citizen service number whose first digit is in cell i (Wet
// algemene bepalingen burgerservicenummer; eight digits are written with or
// without their leading zero).
func (v *view) bsn(i int, buffer []group) (find, bool) {
	labelled := v.cue(i, 4, bsnCue)
	if !labelled && (v.alnum(i-1) || v.amount(i)) {
		return find{}, false
	}
	gs := v.groups(i, " .-", buffer)
	total, shape := 0, 0
	for k, g := range gs {
		if k > 1 && g.sep != gs[1].sep && !labelled {
			break
		}
		total += g.to - g.from
		shape = shape*10 + g.to - g.from
		if total > 9 {
			break
		}
		if total < 8 || v.is(g.to, letter) {
			continue
		}
		f := find{kind: BSN, from: i, to: g.to}
		if labelled {
			if longer := k+1 < len(gs) && total == 8 && gs[k+1].to-gs[k+1].from == 1; longer {
				continue
			}
			return f, true
		}
		if bsnShape(shape) && !v.continues(gs, k) && v.elevenTest(i, g.to, total) && !(k == 0 && total == 8 && v.looksLikeDate(i)) {
			return f, true
		}
	}
	return find{}, false
}

// bsnShape tells the ways people group eight or nine digits; anything else is
// more likely a list of numbers.
func bsnShape(shape int) bool {
	switch shape {
	case 9, 8, 333, 423, 233, 422, 2223, 54, 45, 111111111:
		return true
	}
	return false
}

// amount reports a sum of money or a fraction: what no BSN is.
func (v *view) amount(i int) bool {
	if (v.low(i-1) == ',' || v.low(i-1) == '.' || v.low(i-1) == '-') && v.is(i-2, digit) {
		return v.low(i-1) != '-' || v.runEnd(i, 10)-i < 8
	}
	for j := i - 1; j >= i-2; j-- {
		if v.low(j) == '€' || v.low(j) == '+' {
			return true
		}
		if v.low(j) != ' ' {
			break
		}
	}
	return v.cue(i, 1, func(w string) bool { return w == "eur" || w == "euro" })
}

// continues reports whether the number goes on after group k.
func (v *view) continues(gs []group, k int) bool {
	end := gs[k].to
	switch v.low(end) {
	case ',', '.', '-', '/':
		return v.is(end+1, digit) || v.low(end) == ',' && v.low(end+1) == '-'
	case ' ':
		// One more group of the same size: a row of figures, not a BSN.
		return k > 0 && k+1 < len(gs) && gs[k+1].to-gs[k+1].from == gs[k].to-gs[k].from
	case '%', '€':
		return true
	}
	return false
}

// elevenTest is the test on a BSN: 9a+8b+…+2h−i is a multiple of eleven.
func (v *view) elevenTest(from, to, total int) bool {
	if v.low(from) == '0' && (total == 8 || v.low(from+1) == '0') {
		return false
	}
	sum, weight := 0, total
	for i := from; i < to; i++ {
		if !v.is(i, digit) {
			continue
		}
		d := int(v.cells[i].low - '0')
		if weight == 1 {
			d = -d
		}
		sum += d * weight
		weight--
	}
	return sum%11 == 0
}

// looksLikeDate reports eight digits that read as a day, as 03031987 or
// 19870303.
func (v *view) looksLikeDate(i int) bool {
	return validDay(v.number(i, i+2), v.number(i+2, i+4), v.number(i+4, i+8)) ||
		validDay(v.number(i+6, i+8), v.number(i+4, i+6), v.number(i, i+4))
}
