package identify

// mails finds mail addresses.
func (v *view) mails(found []find) []find {
	for i := range v.cells {
		if v.cells[i].low != '@' {
			continue
		}
		from := i
		for from > 0 && i-from < maxLocal && (v.alnum(from-1) || has("._%+-'", v.low(from-1))) {
			from--
		}
		for from < i && !v.alnum(from) {
			from++
		}
		to, dot := i+1, 0
		for to-i < maxDomain && (v.alnum(to) || has(".-", v.low(to)) && v.alnum(to+1)) {
			if v.low(to) == '.' {
				dot = to
			}
			to++
		}
		if from == i || dot == 0 || dot == i+1 || to-dot < 3 || !v.is(dot+1, letter) {
			continue
		}
		found = append(found, find{kind: Mail, from: from, to: to})
	}
	return found
}
