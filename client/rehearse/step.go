package rehearse

import (
	"reflect"
	"strings"

	"casusoverleg/room/covenant"
)

// Step is one thing that happens or is looked at. It has at most one verb; a
// step with a note alone is read aloud.
type Step struct {
	Line   int
	Number int    // from 1
	Verb   string // key of the verb, "" for a note alone
	Note   string
	Who    PersonRef // who does it; empty for checks
	As     string    // the name for what it makes
	Expect Expect

	verb any // pointer to the struct of the verb
}

// Expect is what should come of a step. The zero value expects that it is
// accepted.
type Expect struct {
	Line    int
	Refused covenant.Code
	Article covenant.Article // "" for any
	Subject string           // "" for any
}

func (e *Expect) read(d *decoder, n *node) {
	e.Line = n.line
	if n.kind == isText {
		if n.text != "accepted" {
			d.bad(n.line, "verwacht `accepted` of `{refused: code, article: \"DW art. 11.2\"}`, niet %q", "expect `accepted` or `{refused: code, article: \"DW art. 11.2\"}`, not %q", n.text)
		}
		return
	}
	var said struct {
		Refused covenant.Code    `script:"refused,required"`
		Article covenant.Article `script:"article"`
		Subject string           `script:"subject"`
	}
	d.keys(n, reflect.ValueOf(&said).Elem())
	if said.Refused != "" && !said.Refused.Valid() {
		d.bad(n.line, "%q is geen code", "%q is not a code", said.Refused)
	}
	e.Refused, e.Article, e.Subject = said.Refused, said.Article, said.Subject
}

func (s *Step) setLine(line int) { s.Line = line }

// verbOf is the verb of a step; false for a note alone.
func verbOf(s *Step) (verb, bool) {
	for _, v := range verbs() {
		if v.key == s.Verb {
			return v, true
		}
	}
	return verb{}, false
}

// words besides the verb that a step may have.
func besides() []string { return []string{"note", "who", "as", "expect", "do"} }

func (s *Step) read(d *decoder, n *node) {
	s.Line = n.line
	if n.kind != isKeys {
		d.bad(n.line, "een stap bestaat uit sleutels, bijvoorbeeld `who` en een werkwoord", "a step consists of keys, for instance `who` and a verb")
		return
	}
	for _, f := range n.fields {
		switch f.key {
		case "note":
			d.into(f.val, reflect.ValueOf(&s.Note).Elem())
		case "who":
			s.Who.read(d, f.val)
		case "as":
			s.As = d.name(f.val)
		case "expect":
			s.Expect.read(d, f.val)
		case "do":
			s.do(d, f)
		default:
			s.take(d, f.key, f.line, f.val)
		}
	}
	if len(n.fields) == 0 || (s.verb == nil && s.Note == "" && !d.any()) {
		d.bad(n.line, "deze stap heeft geen werkwoord", "this step has no verb")
	}
}

// do reads `do: start`, which is `start: {}`.
func (s *Step) do(d *decoder, f field) {
	if f.val.kind != isText {
		d.bad(f.line, "achter `do` hoort één werkwoord te staan", "one verb belongs after `do`")
		return
	}
	s.take(d, f.val.text, f.line, &node{line: f.val.line, kind: isKeys})
}

func (s *Step) take(d *decoder, key string, line int, val *node) {
	if s.verb != nil {
		d.bad(line, "deze stap heeft al een werkwoord, %q; maak er twee stappen van", "this step has a verb already, %q; make two steps of it", s.Verb)
		return
	}
	for _, v := range verbs() {
		if v.key == key {
			s.Verb, s.verb = key, v.empty()
			d.into(val, reflect.ValueOf(s.verb).Elem())
			return
		}
	}
	var known []string
	for _, v := range verbs() {
		known = append(known, v.key)
	}
	d.bad(line, "het werkwoord %q bestaat niet; u kunt kiezen uit: %s; en verder: %s", "there is no verb %q; choose from: %s; and besides: %s",
		key, strings.Join(known, ", "), strings.Join(besides(), ", "))
}
