package rehearse

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"casusoverleg/room/covenant"
)

// PersonRef names a person of the script, or an outside recipient where one
// may stand.
type PersonRef struct {
	Name string
	Line int
}

// ItemRef names an item of the script.
type ItemRef struct {
	Name string
	Line int
}

// ThingRef names what an earlier step made, with `as`.
type ThingRef struct {
	Name string
	Line int
}

// AnyRef names an item, or what an earlier step made.
type AnyRef struct {
	Name string
	Line int
}

// Day is a date, written YYYY-MM-DD, or a number of days from today, written
// +7 or -3; or "" for none.
type Day struct {
	date   time.Time
	offset int
	set    bool
}

// on gives the day, in days since 1970-01-01; 0 for none.
func (d Day) on(now time.Time) int64 {
	if !d.set {
		return 0
	}
	const secondsPerDay = 24 * 60 * 60
	if !d.date.IsZero() {
		return d.date.Unix() / secondsPerDay
	}
	return now.Unix()/secondsPerDay + int64(d.offset)
}

// Everyone is the word for all persons who are there.
const Everyone = "everyone"

// People are some persons, or everyone.
type People struct {
	All  bool
	Refs []PersonRef
}

// PersonWord is a person with a code: his role at an item, the reason to read.
type PersonWord struct {
	Person PersonRef
	Word   covenant.Code
}

// PersonWords are written `[piet, anna]` or `{piet: content, anna: adviser}`.
type PersonWords []PersonWord

// Entry is one of several named things.
type Entry[T any] struct {
	Name  string
	Line  int
	Value T
}

// Named are things under their names, in the order of the file.
type Named[T any] []Entry[T]

func (r *PersonRef) read(d *decoder, n *node) { r.Name, r.Line = d.name(n), n.line }
func (r *ItemRef) read(d *decoder, n *node)   { r.Name, r.Line = d.name(n), n.line }
func (r *ThingRef) read(d *decoder, n *node)  { r.Name, r.Line = d.name(n), n.line }
func (r *AnyRef) read(d *decoder, n *node)    { r.Name, r.Line = d.name(n), n.line }

// name reads a name as scripts give them.
func (d *decoder) name(n *node) string {
	if n.kind != isText {
		d.bad(n.line, "hier hoort één naam te staan", "one name belongs here")
		return ""
	}
	d.goodName(n.line, n.text)
	return n.text
}

func (d *decoder) goodName(line int, name string) {
	if !covenant.Code(name).Valid() || len(name) > maxName {
		d.bad(line, "%q is geen naam: gebruik kleine letters, cijfers, - en _, hoogstens %d", "%q is not a name: use lower-case letters, digits, - and _, at most %d", name, maxName)
	}
}

func (day *Day) read(d *decoder, n *node) {
	if n.kind == isText && n.text == "" {
		return
	}
	day.set = true
	if n.kind == isText && (strings.HasPrefix(n.text, "+") || strings.HasPrefix(n.text, "-")) {
		if days, err := strconv.Atoi(n.text); err == nil && days >= -maxDays && days <= maxDays {
			day.offset = days
			return
		}
	}
	date, err := time.Parse(time.DateOnly, n.text)
	if n.kind != isText || err != nil {
		d.bad(n.line, "hier hoort een datum te staan: JJJJ-MM-DD, of +7 voor over zeven dagen", "a date belongs here: YYYY-MM-DD, or +7 for seven days from now")
		return
	}
	day.date = date
}

func (p *People) read(d *decoder, n *node) {
	if n.kind == isText && n.text == Everyone {
		p.All = true
		return
	}
	d.list(n, reflect.ValueOf(&p.Refs).Elem())
}

func (p *PersonWords) read(d *decoder, n *node) {
	if n.kind == isKeys {
		for _, f := range n.fields {
			d.goodName(f.line, f.key)
			w := PersonWord{Person: PersonRef{Name: f.key, Line: f.line}}
			d.into(f.val, reflect.ValueOf(&w.Word).Elem())
			*p = append(*p, w)
		}
		return
	}
	var refs []PersonRef
	d.list(n, reflect.ValueOf(&refs).Elem())
	for _, r := range refs {
		*p = append(*p, PersonWord{Person: r})
	}
}

func (e *Named[T]) read(d *decoder, n *node) {
	if n.kind != isKeys {
		d.bad(n.line, "hier horen namen te staan, elk met wat erbij hoort", "names belong here, each with what belongs to it")
		return
	}
	for _, f := range n.fields {
		d.goodName(f.line, f.key)
		entry := Entry[T]{Name: f.key, Line: f.line}
		d.into(f.val, reflect.ValueOf(&entry.Value).Elem())
		*e = append(*e, entry)
	}
}

// get returns the value under a name.
func (e Named[T]) get(name string) (*T, bool) {
	for i := range e {
		if e[i].Name == name {
			return &e[i].Value, true
		}
	}
	return nil, false
}
