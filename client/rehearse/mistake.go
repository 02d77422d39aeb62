package rehearse

import (
	"fmt"
	"slices"
	"strings"
)

// Dutch and English are the languages that a rehearsal speaks.
const (
	Dutch   = "nl"
	English = "en"
)

// words is one sentence in both languages.
type words struct{ nl, en string }

// in gives the sentence in a language; Dutch where it does not speak it.
func (w words) in(language string) string {
	if language == English {
		return w.en
	}
	return w.nl
}

// say makes a sentence in both languages with the same values.
func say(nl, en string, values ...any) words {
	if len(values) == 0 {
		return words{nl, en}
	}
	return words{fmt.Sprintf(nl, values...), fmt.Sprintf(en, values...)}
}

// Mistake is one thing that is wrong in a script.
type Mistake struct {
	File string
	Line int // from 1
	what words
}

// In gives "file:line: what is wrong" in [Dutch] or [English].
func (m Mistake) In(language string) string {
	return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.what.in(language))
}

// ScriptError is the error for a script with mistakes, by line; at most
// [MaxMistakes] of them.
type ScriptError struct{ Mistakes []Mistake }

// In gives the mistakes, one a line, in [Dutch] or [English].
func (e *ScriptError) In(language string) string {
	lines := make([]string, len(e.Mistakes))
	for i, m := range e.Mistakes {
		lines[i] = m.In(language)
	}
	return strings.Join(lines, "\n")
}

func (e *ScriptError) Error() string { return e.In(English) }

// mistakes gathers what is wrong.
type mistakes struct {
	file  string
	found []Mistake
}

func (m *mistakes) bad(line int, nl, en string, values ...any) {
	m.found = append(m.found, Mistake{File: m.file, Line: line, what: say(nl, en, values...)})
}

// err is what was found, by line, or nil.
func (m *mistakes) err() error {
	if !m.any() {
		return nil
	}
	slices.SortStableFunc(m.found, func(a, b Mistake) int { return a.Line - b.Line })
	return &ScriptError{Mistakes: m.found[:min(len(m.found), MaxMistakes)]}
}

func (m *mistakes) any() bool { return len(m.found) > 0 }
