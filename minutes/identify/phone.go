package identify

// dialled is a number as it would be dialled, with the cell after each digit.
type dialled struct {
	digits [maxDigits]byte
	after  [maxDigits]int
	count  int
	first  int // digits in the first group
}

// dial reads digits from cell i on, with blanks, dashes, dots, a slash or
// brackets between, at most three of them in a row.
func (v *view) dial(i int) dialled {
	var d dialled
	groups := 0
	for {
		end := v.runEnd(i, maxDigits+1)
		for ; i < end && d.count < maxDigits; i++ {
			d.digits[d.count], d.after[d.count] = byte(v.cells[i].low), i+1
			d.count++
		}
		if groups++; groups == 1 {
			d.first = d.count
		}
		if d.count == maxDigits {
			return d
		}
		j := i
		for j < i+3 && has(" -./()", v.low(j)) {
			j++
		}
		if j == i || !v.is(j, digit) {
			return d
		}
		i = j
	}
}

// ends reports whether a run of digits ends after n digits.
func (d *dialled) ends(v *view, n int) bool {
	return n > 0 && n <= d.count && !v.alnum(d.after[n-1])
}

// phone finds a telephone number whose first digit is in cell i: Dutch numbers
// of ten digits (06, area codes), +31 and 0031, other countries after + or 00,
// and after "tel." also a local number. Free and paid service numbers (0800,
// 0900) belong to organisations and are left.
func (v *view) phone(i int) (find, bool) {
	if v.is(i-1, letter) && !v.cue(i, 1, phoneCue) {
		return find{}, false
	}
	d := v.dial(i)
	from := i
	if v.low(i-1) == '(' {
		from--
	}
	if plus := v.low(i-1) == '+' || v.low(i-2) == '+' && v.low(i-1) == '('; plus {
		if from = i - 1; v.low(from) != '+' {
			from--
		}
		if n := international(d.digits[:d.count]); d.ends(v, n) {
			return find{kind: Phone, from: from, to: d.after[n-1]}, true
		}
		return v.foreign(&d, from, 0)
	}
	if d.count > 4 && d.digits[0] == '0' && d.digits[1] == '0' {
		if n := international(d.digits[2:d.count]); n > 0 && d.ends(v, n+2) {
			return find{kind: Phone, from: from, to: d.after[n+1]}, true
		}
		if d.first >= 4 {
			return v.foreign(&d, from, 2)
		}
	}
	if national(&d) && d.ends(v, 10) && !v.numericDateAt(i) {
		return find{kind: Phone, from: from, to: d.after[9]}, true
	}
	if v.cue(i, 2, phoneCue) && d.count >= 6 && !service(&d) && !v.numericDateAt(i) {
		for n := min(d.count, 11); n >= 6; n-- {
			if d.ends(v, n) {
				return find{kind: Phone, from: from, to: d.after[n-1]}, true
			}
		}
	}
	return find{}, false
}

func (v *view) numericDateAt(i int) bool {
	end := v.runEnd(i, 5)
	if end-i > 2 {
		return false
	}
	d, ok := v.numericDate(i, end)
	return ok && d.year > 0
}

// international gives the length of a Dutch number after + or 00: 31, perhaps
// the zero in brackets that nobody should dial, nine digits. 0 if it is none.
func international(digits []byte) int {
	n := 2
	if len(digits) < 11 || digits[0] != '3' || digits[1] != '1' {
		return 0
	}
	if digits[n] == '0' {
		n++
	}
	if n+9 > len(digits) || digits[n] == '0' {
		return 0
	}
	return n + 9
}

// national reports ten digits that start as a Dutch number does.
func national(d *dialled) bool {
	if d.count < 10 || d.digits[0] != '0' || d.digits[1] == '0' {
		return false
	}
	mobile := d.digits[1] == '6'
	if mobile && (d.digits[2] == '0' || d.digits[2] == '9') {
		return false
	}
	return d.first >= 3 || d.first == 2 && mobile
}

// service reports 080x and 090x, which have eight or eleven digits.
func service(d *dialled) bool {
	return d.count > 2 && d.digits[0] == '0' && (d.digits[1] == '8' || d.digits[1] == '9') && d.digits[2] == '0'
}

// foreign takes the longest number of 8 to 15 digits after an access code of
// skip digits (E.164).
func (v *view) foreign(d *dialled, from, skip int) (find, bool) {
	for n := min(d.count, 15+skip); n >= 8+skip; n-- {
		if d.ends(v, n) && d.digits[skip] != '0' {
			return find{kind: Phone, from: from, to: d.after[n-1]}, true
		}
	}
	return find{}, false
}
