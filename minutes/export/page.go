package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// A page that verifies is byte for byte what package minutes writes: well-formed
// markup with a handful of elements. Other forms are made from that page, so
// they cannot say more or less than it does.

// node is an element, or a text when it has no name.
type node struct {
	name     string
	class    string
	start    string // number of a list's first item
	text     string
	children []*node
}

var errPage = errors.New("markup of another version")

// parse reads a page that was verified.
func parse(page []byte) (*node, error) {
	// Two code points that XML has no place for, though a text may hold them.
	page = bytes.ReplaceAll(page, []byte("\uFFFE"), []byte("\uFFFD"))
	page = bytes.ReplaceAll(page, []byte("\uFFFF"), []byte("\uFFFD"))
	d := xml.NewDecoder(bytes.NewReader(page))
	d.Strict, d.AutoClose = false, []string{"meta", "br"}
	root := &node{}
	open := []*node{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errPage
		}
		here := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local}
			for _, a := range t.Attr {
				switch a.Name.Local {
				case "class":
					n.class = a.Value
				case "start":
					n.start = a.Value
				}
			}
			here.children = append(here.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			here.children = append(here.children, &node{text: string(t)})
		}
	}
	if len(open) != 1 || root.first("title") == nil || root.first("body") == nil || !known(root.first("body")) {
		return nil, errPage
	}
	return root, nil
}

// known says whether a page has only elements that the other forms have an
// answer to; one that a later version adds must not be lost silently.
func known(n *node) bool {
	switch n.name {
	case "", "body", "header", "main", "footer", "section", "h1", "h2", "h3", "h4", "p", "br", "code", "dl", "dt", "dd",
		"ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td":
	case "script":
		return true // the manifest
	default:
		return false
	}
	for _, c := range n.children {
		if !known(c) {
			return false
		}
	}
	return true
}

// first descendant of a name, in the order of the page; nil when there is none.
func (n *node) first(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
		if found := c.first(name); found != nil {
			return found
		}
	}
	return nil
}

// all descendants of a name that do not lie in one another.
func (n *node) all(name string) []*node {
	var found []*node
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		} else {
			found = append(found, c.all(name)...)
		}
	}
	return found
}

// elements are the children that are elements.
func (n *node) elements() []*node {
	var found []*node
	for _, c := range n.children {
		if c.name != "" {
			found = append(found, c)
		}
	}
	return found
}

// lines are the lines of a text as a browser shows them: broken at br, and at
// line ends where the style of the page keeps those.
func (n *node) lines() []string {
	keeps := n.class == "text" || n.name == "h2"
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		switch {
		case n.name == "br":
			b.WriteByte('\n')
		case n.name == "" && !keeps:
			b.WriteString(strings.ReplaceAll(n.text, "\n", " "))
		default:
			b.WriteString(n.text)
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(n)
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.FieldsFunc(l, func(r rune) bool { return r == ' ' }), " ")
	}
	return lines
}

// line is the same in one line.
func (n *node) line() string { return strings.Join(n.lines(), " ") }
