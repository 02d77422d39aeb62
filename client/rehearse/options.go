package rehearse

import (
	"fmt"
	"io"
	"time"
)

// Options say where a meeting is played and what becomes of it.
type Options struct {
	Server    string    // base URL of the running server, such as http://127.0.0.1:8080
	ChairLink string    // what `serve` printed: https://host/#chair=…
	Dir       string    // where packages, identity files and the chair's log go; "" keeps nothing
	Out       io.Writer // where the meeting is printed; nil prints nothing
	Language  string    // Dutch or English; "" is Dutch

	patience time.Duration // for one step; StepTimeout when zero
}

// Failure is the error of a meeting that did not go as its script expects.
type Failure struct {
	File string
	Step int // from 1; 0 for the opening
	Line int // in the script
	Who  string
	Verb string

	expected, happened words
}

// In says what was expected where, and what happened, in [Dutch] or [English].
func (f *Failure) In(language string) string {
	where := say("stap %d (%s)", "step %d (%s)", f.Step, f.Verb)
	if f.Step == 0 {
		where = say("het begin (%s)", "the opening (%s)", f.Verb)
	}
	if f.Who != "" {
		where = say(where.nl+" van %s", where.en+" of %s", f.Who)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, say("%s: verwacht: %s; gebeurd: %s", "%s: expected: %s; happened: %s",
		where.in(language), f.expected.in(language), f.happened.in(language)).in(language))
}

func (f *Failure) Error() string { return "rehearse: " + f.In(English) }
