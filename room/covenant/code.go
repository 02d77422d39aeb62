package covenant

import "slices"

// Code is a stable machine word from a profile: lower-case letters and digits,
// joined by single hyphens or underscores, at most [MaxCodeLength] bytes.
type Code string

// Valid says whether c is written as a code should be.
func (c Code) Valid() bool {
	if len(c) == 0 || len(c) > MaxCodeLength {
		return false
	}
	joiner := true // a code does not begin with a joiner
	for i := range len(c) {
		switch b := c[i]; {
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9':
			joiner = false
		case b == '-' || b == '_':
			if joiner {
				return false
			}
			joiner = true
		default:
			return false
		}
	}
	return !joiner
}

// Article is a place in a document as it is printed: "DW art. 11.2",
// "AVG art. 6 lid 1".
type Article string

// Text is one text in the two languages of the interface; neither is empty in
// a valid profile.
type Text struct {
	NL string `cbor:"1,keyasint,omitempty" yaml:"nl"`
	EN string `cbor:"2,keyasint,omitempty" yaml:"en"`
}

// Entry is one word of a vocabulary: its code, what it is called, and the
// articles it comes from.
type Entry struct {
	Code     Code      `cbor:"1,keyasint" yaml:"code"`
	NL       string    `cbor:"2,keyasint" yaml:"nl"`
	EN       string    `cbor:"3,keyasint" yaml:"en"`
	Articles []Article `cbor:"4,keyasint,omitempty" yaml:"articles"`
}

func (e Entry) entry() Entry { return e }

// joined is the entry of the later, more specific profile with the articles of
// both.
func (e Entry) joined(later Entry) Entry {
	later.Articles = union(e.Articles, later.Articles)
	return later
}

// coded is anything that carries an [Entry].
type coded interface{ entry() Entry }

// entries gives copies of what a list says, for callers that only show it.
func entries[T coded](list []T) []Entry {
	out := make([]Entry, len(list))
	for i, x := range list {
		out[i] = x.entry()
		out[i].Articles = slices.Clone(out[i].Articles)
	}
	return out
}

// find returns the entry with this code.
func find[T coded](list []T, code Code) (T, bool) {
	for _, x := range list {
		if x.entry().Code == code {
			return x, true
		}
	}
	var none T
	return none, false
}

// union appends to a what it does not hold yet, in order, without touching
// either.
func union[T comparable](a, b []T) []T {
	if len(a)+len(b) == 0 {
		return nil
	}
	out := make([]T, 0, len(a)+len(b))
	for _, list := range [][]T{a, b} {
		for _, x := range list {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}
