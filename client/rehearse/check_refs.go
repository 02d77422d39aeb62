package rehearse

import (
	"reflect"
	"slices"
	"strings"
)

// refs checks every name that a verb speaks of.
func (c *checker) refs(v reflect.Value, kinds string, outsiders bool) {
	if !v.CanInterface() {
		return
	}
	switch r := v.Interface().(type) {
	case PersonRef:
		if _, ok := c.script.Outsiders.get(r.Name); ok && outsiders {
			return
		}
		c.person(r, false)
		return
	case ItemRef:
		if _, ok := c.items[r.Name]; !ok && r.Line != 0 {
			c.bad(r.Line, "er is geen agendapunt %q", "there is no item %q", r.Name)
		}
		return
	case ThingRef:
		c.thing(r, kinds)
		return
	case AnyRef:
		if _, ok := c.items[r.Name]; !ok {
			c.thing(ThingRef(r), "")
		}
		return
	case EarlierRef:
		c.earlierThing(r, kinds)
		return
	case Day:
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.refs(v.Elem(), kinds, outsiders)
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.refs(v.Index(i), kinds, outsiders)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			k, o := kinds, outsiders
			if tag := f.Tag.Get("thing"); tag != "" {
				k = tag
			}
			if f.Tag.Get("outsiders") != "" {
				o = true
			}
			c.refs(v.Field(i), k, o)
		}
	}
}

// person checks that somebody exists and, where it matters, has come in.
func (c *checker) person(r PersonRef, present bool) {
	if r.Line == 0 {
		return
	}
	if _, ok := c.script.People.get(r.Name); !ok {
		c.bad(r.Line, "er is niemand die %q heet", "there is nobody called %q", r.Name)
		return
	}
	if present && !c.here[r.Name] {
		c.bad(r.Line, "%q is er nog niet: zet eerst een stap `{who: %s, do: arrive}`", "%q is not here yet: put a step `{who: %s, do: arrive}` first", r.Name, r.Name)
	}
}

func (c *checker) thing(r ThingRef, kinds string) {
	if r.Line == 0 {
		return
	}
	is, ok := c.things[r.Name]
	switch {
	case !ok:
		c.bad(r.Line, "geen eerdere stap maakte %q (met `as: %s`)", "no earlier step made %q (with `as: %s`)", r.Name, r.Name)
	case kinds != "" && !slices.Contains(strings.Split(kinds, "|"), string(is)):
		c.bad(r.Line, "%q is een %s; hier hoort een %s", "%q is a %s; a %s belongs here", r.Name, is, strings.ReplaceAll(kinds, "|", "/"))
	}
}
