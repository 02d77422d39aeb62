package identify

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters are given out in this order. I and O read as figures, U as "you".
const letters = "ABCDEFGHJKLMNPQRSTVWXYZ"

// Stranger is the pseudonym's word for somebody without a known relation.
const Stranger = "Persoon"

// Errors of [CheckPseudonym].
var (
	ErrPseudonymEmpty = errors.New("a pseudonym must have at least one letter")
	ErrPseudonymName  = errors.New("a pseudonym must not hold anything that identifies someone")
	ErrPseudonymTaken = errors.New("another person of the case has this pseudonym")
)

// ProposePseudonyms gives the same persons with a pseudonym for everyone who
// has none: his relation, or "Persoon", and a letter ("Bewoner A", "Zoon B").
// The letter is the first one free that is no initial of his. Whoever has a
// pseudonym keeps it, and somebody added at the end changes nobody else's. A
// relation that is also a name in the case is not used.
func ProposePseudonyms(persons []Person) []Person {
	out := append([]Person(nil), persons...)
	lex := newLexicon(persons)
	taken := make(map[string]bool)    // folded pseudonyms
	lettered := make(map[string]bool) // letters given out
	for _, p := range persons {
		pseudonym := strings.TrimSpace(p.Pseudonym)
		if pseudonym == "" {
			continue
		}
		taken[fold(pseudonym)] = true
		words := strings.Fields(pseudonym)
		lettered[words[len(words)-1]] = true
	}
	for i := range out {
		if strings.TrimSpace(out[i].Pseudonym) != "" {
			continue
		}
		word := relationWord(out[i].Relation, lex)
		for n := 0; ; n++ {
			code := letters[n%len(letters) : n%len(letters)+1]
			// Someone with initials all through the alphabet gets a second round.
			own := hasRune(lex.people[i].initials, unicode.ToLower(rune(code[0]))) || hasRune(lex.people[i].lastInitials, unicode.ToLower(rune(code[0])))
			if own && n < 4*len(letters) {
				continue
			}
			if round := n/len(letters) + 1; round > 1 {
				code = fmt.Sprintf("%s%d", code, round)
			}
			pseudonym := word + " " + code
			if lettered[code] || taken[fold(pseudonym)] {
				continue
			}
			lettered[code], taken[fold(pseudonym)] = true, true
			out[i].Pseudonym = pseudonym
			break
		}
	}
	return out
}

// relationWord is the relation as the first word of a pseudonym, or "Persoon".
func relationWord(relation string, lex *lexicon) string {
	relation = strings.Join(strings.Fields(Normalize(relation)), " ")
	if relation == "" || len(relation) > maxRelation {
		return Stranger
	}
	for _, r := range relation {
		if !unicode.IsLetter(r) && r != ' ' && r != '-' {
			return Stranger
		}
	}
	for _, w := range newView(relation).words {
		if uses, _ := lex.lookup(w.low); uses != nil {
			return Stranger
		}
	}
	return capital(relation)
}

// CheckPseudonym reports why pseudonym cannot stand for the person with this
// handle: it must be clean (see [Clean]), hold a letter, identify nobody of the
// case, and be nobody else's.
func CheckPseudonym(pseudonym, handle string, persons []Person) error {
	if err := Clean(pseudonym); err != nil {
		return err
	}
	if !strings.ContainsFunc(pseudonym, unicode.IsLetter) {
		return ErrPseudonymEmpty
	}
	others := append([]Person(nil), persons...)
	for i := range others {
		if others[i].Handle != handle && fold(others[i].Pseudonym) == fold(pseudonym) {
			return ErrPseudonymTaken
		}
		others[i].Pseudonym = ""
	}
	if len(Find(pseudonym, others)) > 0 || ownInitial(pseudonym, handle, others) {
		return ErrPseudonymName
	}
	return nil
}

// ownInitial reports a pseudonym that is, or ends in, initials of the person it
// stands for ("P.", "Zoon P").
func ownInitial(pseudonym, handle string, persons []Person) bool {
	lex := newLexicon(persons)
	for i, p := range persons {
		if p.Handle != handle {
			continue
		}
		for _, w := range newView(pseudonym).words {
			r, size := utf8.DecodeRuneInString(w.low)
			if size == len(w.low) && (hasRune(lex.people[i].initials, r) || hasRune(lex.people[i].lastInitials, r)) {
				return true
			}
		}
	}
	return false
}

// fold gives a text as it is compared: letters and digits, without case or
// accents.
func fold(s string) string {
	var b strings.Builder
	v := newView(s)
	for i := range v.cells {
		if v.alnum(i) {
			b.WriteRune(v.cells[i].low)
		}
	}
	return b.String()
}
