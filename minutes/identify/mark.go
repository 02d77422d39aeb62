package identify

import (
	"sort"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// Kind is what a mark is about. A decision records how many of each kind were
// left on purpose, never which.
type Kind string

// The kinds of marks.
const (
	Name      Kind = "name"
	BSN       Kind = "bsn"
	BirthDate Kind = "birth_date"
	Address   Kind = "address"
	Phone     Kind = "phone"
	Mail      Kind = "mail"
	IBAN      Kind = "iban"
	Plate     Kind = "plate"
)

// Kinds lists every kind, the most telling first. Of two finds of the same
// length at the same place the earlier kind wins.
func Kinds() []Kind {
	return []Kind{BSN, IBAN, Mail, Phone, Plate, Address, BirthDate, Name}
}

// Mark is a place in a text that identifies someone. It holds no content.
type Mark struct {
	Kind Kind
	// Start and End are byte offsets in the text in normal form C: it is the part
	// [Start, End).
	Start, End int
	// Person is the handle of the person whose name this is; "" for other kinds
	// and where the name can be several people or somebody unlisted.
	Person string
	// Suggestion is what to put instead, fitted in (capital, possessive); ""
	// means: cut.
	Suggestion string
}

// Person is somebody of the case, as the seats at the item know him.
type Person struct {
	Handle string
	// Names are all names he goes by, each in full or in part: "Karin van
	// Dalen", "mevrouw Van Dalen", "Dalen, K.J. van", "Kaatje".
	Names []string
	// Relation is how he stands in the case, in Dutch: "moeder", "buurman". May
	// be empty. Used for pseudonyms and to tell "mevrouw" from "meneer".
	Relation string
	// Pseudonym stands for him in what leaves, for instance "Zoon B".
	Pseudonym string
}

// Find gives every place in text that identifies someone, in order and without
// overlap. Where finds overlap they become one mark over all of them, of the
// kind of the longest, so that nothing of the shorter is left behind. Offsets
// are in norm.NFC.String(text); a text that passes [Clean] is that already.
func Find(text string, persons []Person) []Mark {
	text = norm.NFC.String(text)
	v := newView(text)
	names := newLexicon(persons).find(v)
	found := append([]find(nil), names...)
	found = v.numbers(found, names)
	found = v.mails(found)
	found = v.plates(found)
	found = v.addresses(found)
	return v.marks(found)
}

// find is a mark in cells.
type find struct {
	kind       Kind
	from, to   int
	person     string
	suggestion string
}

func rank(kind Kind) int {
	for i, k := range Kinds() {
		if k == kind {
			return i
		}
	}
	return len(Kinds())
}

// marks orders what was found, merges what overlaps and turns cells into bytes.
func (v *view) marks(found []find) []Mark {
	sort.SliceStable(found, func(i, j int) bool { return found[i].from < found[j].from })
	var marks []Mark
	longest := 0 // bytes of the find that gave the last mark its kind
	for _, f := range found {
		m := Mark{f.kind, v.cells[f.from].start, v.cells[f.to-1].end, f.person, f.suggestion}
		length := m.End - m.Start
		last := len(marks) - 1
		if last < 0 || marks[last].End <= m.Start {
			marks, longest = append(marks, m), length
			continue
		}
		start, end := min(marks[last].Start, m.Start), max(marks[last].End, m.End)
		if length > longest || length == longest && rank(m.Kind) < rank(marks[last].Kind) {
			marks[last], longest = m, length
		}
		marks[last].Start, marks[last].End = start, end
	}
	return marks
}

// Counts tells how many marks of each kind there are. A kind without marks has
// no entry.
func Counts(marks []Mark) map[Kind]int {
	counts := make(map[Kind]int)
	for _, m := range marks {
		counts[m.Kind]++
	}
	return counts
}

// UTF16 gives the same marks with offsets in UTF-16 code units, as a browser
// counts. The marks must be in order and belong to text; an offset beyond the
// text becomes its end.
func UTF16(text string, marks []Mark) []Mark {
	text = norm.NFC.String(text)
	out := append([]Mark(nil), marks...)
	at, units := 0, 0
	upTo := func(offset int) int {
		for i, r := range text[min(at, len(text)):] {
			if at+i >= offset {
				at += i
				return units
			}
			units += max(1, utf16.RuneLen(r))
		}
		at = len(text)
		return units
	}
	for i := range out {
		out[i].Start = upTo(out[i].Start)
		out[i].End = upTo(out[i].End)
	}
	return out
}
