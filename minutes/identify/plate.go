package identify

// plates finds Dutch licence plates: with dashes and capitals anywhere, in any
// other form only after a word such as "kenteken".
func (v *view) plates(found []find) []find {
	for i := 0; i < len(v.cells); i++ {
		if !v.alnum(i) || v.alnum(i-1) {
			continue
		}
		if f, ok := v.plate(i); ok {
			found = append(found, f)
			i = f.to - 1
		}
	}
	return found
}

func (v *view) plate(i int) (find, bool) {
	if v.low(i-1) == '-' && v.alnum(i-2) {
		return find{}, false
	}
	var shape [8]byte
	count, dashes, capitals := 0, 0, true
	j := i
	for ; count < len(shape); j++ {
		switch {
		case v.is(j, digit):
			shape[count] = '9'
		case v.is(j, letter) && v.low(j) <= 'z':
			shape[count] = 'X'
			capitals = capitals && v.cells[j].upper
		case (v.low(j) == '-' || v.low(j) == ' ') && v.alnum(j+1) && count > 0 && count-dashes < 6:
			if v.low(j) == ' ' {
				capitals = false
			}
			shape[count] = '-'
			dashes++
		default:
			return v.plain(i, j, shape[:count])
		}
		count++
		if count-dashes == 6 {
			j++
			break
		}
	}
	if v.alnum(j) || v.low(j) == '-' && v.alnum(j+1) {
		return find{}, false
	}
	if dashes == 2 && capitals && sidecode(string(shape[:count])) {
		return find{kind: Plate, from: i, to: j}, true
	}
	return v.plain(i, j, shape[:count])
}

// plain accepts any six characters grouped as a plate, after a word that says
// that it is one.
func (v *view) plain(i, j int, shape []byte) (find, bool) {
	var bare [8]byte
	n, letters := 0, 0
	for _, s := range shape {
		if s == '-' {
			continue
		}
		if s == 'X' {
			letters++
		}
		bare[n] = s
		n++
	}
	if n != 6 || letters == 0 || letters == 6 || v.alnum(j) || !v.cue(i, 3, plateCue) {
		return find{}, false
	}
	return find{kind: Plate, from: i, to: j}, true
}

// sidecode reports the groupings the RDW issues (sidecodes 1 to 14).
func sidecode(shape string) bool {
	switch shape {
	case "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX",
		"99-XXX-9", "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX",
		"9-XX-999", "999-XX-9":
		return true
	}
	return false
}
