package rehearse

// What is checked of a script that goes on after another one.

// earlierThing wants a name to be of a kind of thing that the earlier script made.
func (c *checker) earlierThing(r EarlierRef, kind string) {
	switch is, ok := c.earlier[r.Name]; {
	case r.Line == 0:
	case c.script.earlier == nil:
		c.bad(r.Line, "dit gaat over een eerder overleg: zet bovenaan `before: script.yaml`", "this is about an earlier meeting: put `before: script.yaml` at the head")
	case !ok:
		c.bad(r.Line, "geen stap van het eerdere script maakte %q", "no step of the earlier script made %q", r.Name)
	case string(is) != kind:
		c.bad(r.Line, "%q is in het eerdere script een %s; hier hoort een %s", "%q is a %s in the earlier script; a %s belongs here", r.Name, is, kind)
	}
}

// followsUp wants an earlier meeting for an item that follows one up.
func (c *checker) followsUp(line int, f *ItemFacts) {
	if yes(f.FollowsUp) && c.script.earlier == nil {
		c.bad(line, "er is geen eerder overleg: zet bovenaan `before: script.yaml`", "there is no earlier meeting: put `before: script.yaml` at the head")
	}
}

// action wants a text, or an action of the earlier meeting that brings its own.
func (c *checker) action(line int, v *Action) {
	if (v.Text == "") == (v.Earlier == nil) {
		c.bad(line, "een actie heeft een `text`, of gaat door op een actie van het eerdere overleg (`earlier`)", "an action has a `text`, or goes on with one of the earlier meeting (`earlier`)")
	}
}

// bringFrom checks what is said beside a text that stands in a package already.
func (c *checker) bringFrom(line int, v *BringFrom) {
	if v.Content.Text != nil {
		c.bad(line, "de tekst komt uit het pakket: haal `text` weg", "the text comes out of the package: leave out `text`")
	}
	c.subject(line, v.At, v.Content.About)
}
