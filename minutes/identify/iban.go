package identify

// ibanLength is the number of characters of an IBAN of a country (ISO 13616
// registry), 0 for a country without.
func ibanLength(country string) int {
	switch country {
	case "no":
		return 15
	case "be":
		return 16
	case "dk", "fi", "fo", "gl", "nl", "sd", "fk":
		return 18
	case "mk", "si":
		return 19
	case "at", "ba", "ee", "kz", "lt", "lu", "xk", "mn":
		return 20
	case "hr", "lv", "li", "ch":
		return 21
	case "bg", "bh", "cr", "ge", "ie", "me", "rs", "gb", "de", "va":
		return 22
	case "ae", "gi", "il", "iq", "tl", "om", "so":
		return 23
	case "ad", "cz", "md", "pk", "ro", "sa", "sk", "es", "se", "tn", "vg":
		return 24
	case "pt", "st", "ly":
		return 25
	case "is", "tr":
		return 26
	case "fr", "gr", "it", "mc", "sm", "mr", "bi", "dj":
		return 27
	case "al", "az", "cy", "do", "gt", "hu", "lb", "pl", "by", "sv", "ni":
		return 28
	case "br", "eg", "ps", "qa", "ua":
		return 29
	case "jo", "kw", "mu", "ye":
		return 30
	case "mt", "sc":
		return 31
	case "lc":
		return 32
	case "ru":
		return 33
	}
	return 0
}

// iban finds an account number whose check digits start in cell i.
func (v *view) iban(i int) (find, bool) {
	from := i - 2
	if v.low(i-1) == ' ' {
		from--
	}
	if !v.is(from, letter) || !v.is(from+1, letter) || v.alnum(from-1) || !v.is(i+1, digit) {
		return find{}, false
	}
	country := string([]rune{v.low(from), v.low(from + 1)})
	length := ibanLength(country)
	if length == 0 {
		return find{}, false
	}
	var chars [34]rune
	chars[0], chars[1] = v.low(from), v.low(from+1)
	count, j := 2, i
	for count < length {
		if r := v.low(j); v.is(j, digit) || r >= 'a' && r <= 'z' {
			chars[count] = r
			count++
			j++
			continue
		}
		if !has(" .-", v.low(j)) || !v.alnum(j+1) {
			return find{}, false
		}
		j++
	}
	if v.alnum(j) || !ibanCheck(chars[:length]) && !v.cue(from, 3, ibanCue) {
		return find{}, false
	}
	return find{kind: IBAN, from: from, to: j}, true
}

// ibanCheck is the test of ISO 7064 mod 97-10.
func ibanCheck(chars []rune) bool {
	rest := 0
	for n := range chars {
		switch r := chars[(n+4)%len(chars)]; {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		default:
			rest = (rest*100 + int(r-'a') + 10) % 97
		}
	}
	return rest == 1
}
