package rehearse

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A script struct has a tag on every field: `script:"key"`, with ",required",
// ",main" (the field a single word stands for: `open: zaak` is
// `open: {of: zaak}`), or ",inline".
const tagName = "script"

// readable is what reads itself.
type readable interface{ read(d *decoder, n *node) }

// lined is what wants to know where it stands.
type lined interface{ setLine(int) }

type decoder struct{ *mistakes }

// into reads a node into a value.
func (d *decoder) into(n *node, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.into(n, v.Elem())
		return
	}
	if r, ok := v.Addr().Interface().(readable); ok {
		r.read(d, n)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.keys(n, v)
	case reflect.Slice:
		d.list(n, v)
	default:
		d.word(n, v)
	}
}

func (d *decoder) word(n *node, v reflect.Value) {
	if n.kind != isText {
		d.bad(n.line, "hier hoort één woord of zin te staan", "one word or sentence belongs here")
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.TrimSpace(n.text))
	case reflect.Bool:
		switch n.text {
		case "true", "ja", "yes":
			v.SetBool(true)
		case "false", "nee", "no":
		default:
			d.bad(n.line, "hier hoort ja of nee te staan, niet %q", "this is yes or no, not %q", n.text)
		}
	case reflect.Int:
		i, err := strconv.Atoi(n.text)
		if err != nil || i < 0 {
			d.bad(n.line, "hier hoort een getal te staan, niet %q", "this is a number, not %q", n.text)
		}
		v.SetInt(int64(i))
	default:
		panic("rehearse: a script cannot hold " + v.Type().String()) // our own structs
	}
}

// list reads a list; one thing alone is a list of one.
func (d *decoder) list(n *node, v reflect.Value) {
	items := n.items
	if n.kind != isList {
		items = []*node{n}
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		d.into(item, v.Index(i))
	}
}

// place is where a key of a struct goes.
type place struct {
	key            string
	required, main bool
	value          reflect.Value
}

func places(v reflect.Value) []place {
	var all []place
	for i := range v.NumField() {
		tag, ok := v.Type().Field(i).Tag.Lookup(tagName)
		if !ok {
			continue
		}
		key, options, _ := strings.Cut(tag, ",")
		switch options {
		case "inline":
			all = append(all, places(v.Field(i))...)
		default:
			all = append(all, place{key: key, required: strings.Contains(options, "required"), main: strings.Contains(options, "main"), value: v.Field(i)})
		}
	}
	return all
}

func (d *decoder) keys(n *node, v reflect.Value) {
	if l, ok := v.Addr().Interface().(lined); ok {
		l.setLine(n.line)
	}
	all := places(v)
	if n.kind != isKeys {
		d.single(n, all)
		return
	}
	var known, given []string
	for _, p := range all {
		known = append(known, p.key)
	}
	for _, f := range n.fields {
		i := slices.Index(known, f.key)
		if i < 0 {
			d.bad(f.line, "de sleutel %q bestaat hier niet; hier kunnen staan: %s", "there is no key %q here; there may be: %s", f.key, strings.Join(known, ", "))
			continue
		}
		given = append(given, f.key)
		d.into(f.val, all[i].value)
	}
	for _, p := range all {
		if p.required && !slices.Contains(given, p.key) {
			d.bad(n.line, "hier ontbreekt %q", "%q is missing here", p.key)
		}
	}
}

// single reads one word where keys may stand, if one of the keys is the main one.
func (d *decoder) single(n *node, all []place) {
	main := slices.IndexFunc(all, func(p place) bool { return p.main })
	if main < 0 {
		d.bad(n.line, "hier horen sleutels te staan, elk met een waarde", "keys with a value belong here")
		return
	}
	for i, p := range all {
		if p.required && i != main {
			d.bad(n.line, "hier ontbreekt %q", "%q is missing here", p.key)
		}
	}
	d.into(n, all[main].value)
}
