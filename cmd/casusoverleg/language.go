package main

import (
	"fmt"
	"strings"
)

// language is what the program speaks; the zero value is Dutch.
type language struct{ english bool }

// languageVariable chooses the language where --lang does not.
const languageVariable = "CASUSOVERLEG_LANG"

// say returns the text in the language of this run.
func (l language) say(nl, en string) string {
	if l.english {
		return en
	}
	return nl
}

// sayf is say with the verbs of fmt; a test compares those of both languages.
func (l language) sayf(nl, en string, args ...any) string {
	return fmt.Sprintf(l.say(nl, en), args...)
}

// chooseLanguage reads --lang before anything else is parsed, since the help
// and the errors of the parser are texts too; then the variables.
func (p *program) chooseLanguage() error {
	if value, given := langFlag(p.args); given {
		return p.setLanguage(value, "--lang")
	}
	if value := p.getenv(languageVariable); value != "" {
		return p.setLanguage(value, languageVariable)
	}
	name, _, _ := strings.Cut(p.getenv("LANG"), "_")
	p.english = name == "en"
	return nil
}

func (p *program) setLanguage(value, from string) error {
	switch value {
	case "nl":
		p.english = false
	case "en":
		p.english = true
	default:
		// Nobody said which language, so both.
		return &exitError{code: exitMisuse, text: fmt.Sprintf(
			"%s moet nl of en zijn, niet %q.\n%s must be nl or en, not %q.", from, value, from, value)}
	}
	return nil
}

// langFlag finds the last --lang before a bare "--".
func langFlag(args []string) (value string, given bool) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			value, given = v, true
		} else if arg == "--lang" && i+1 < len(args) {
			value, given = args[i+1], true
		}
	}
	return value, given
}
