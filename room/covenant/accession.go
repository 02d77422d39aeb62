package covenant

import "slices"

// Accession records that a party accepted the covenant, and from when until
// when it takes part (TS-C-10, TS-P-12.3). Both days belong to it; no Until
// means until further notice.
type Accession struct {
	Party Code `cbor:"1,keyasint" yaml:"party"`
	From  Date `cbor:"2,keyasint" yaml:"from"`
	Until Date `cbor:"3,keyasint,omitempty" yaml:"until"`
}

// TakesPart rules whether an organisation takes part on day: it is listed and,
// where a profile keeps accessions, its own has begun and has not ended.
func (r *Rules) TakesPart(party Code, day int64) *Ruling {
	if ruling := r.Party(party); ruling != nil || len(r.doc.Keys.Accessions) == 0 {
		return ruling
	}
	for _, a := range r.doc.Keys.Accessions {
		from, began := a.From.Day()
		until, ends := a.Until.Day()
		if a.Party == party && began && day >= from && (!ends || day <= until) {
			return nil
		}
	}
	return r.about(AccessionMissing, "party")
}

// meetAccessions is meet where both must have begun and neither may have ended.
func meetAccessions(j *joiner, a, b []Accession) []Accession {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	var out []Accession
	for _, y := range b {
		i := slices.IndexFunc(a, func(x Accession) bool { return x.Party == y.Party })
		if i < 0 {
			continue
		}
		both := joinValid(Valid{From: a[i].From, Until: a[i].Until}, Valid{From: y.From, Until: y.Until})
		out = append(out, Accession{Party: y.Party, From: both.From, Until: both.Until})
	}
	if len(out) == 0 {
		j.nothing("accessions", parties(a), parties(b))
	}
	return out
}

func parties(list []Accession) []Code {
	out := make([]Code, len(list))
	for i, a := range list {
		out[i] = a.Party
	}
	return out
}
