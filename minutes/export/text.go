package export

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text is the document as plain text, UTF-8: headings underlined, each row of a
// table as lines that name their column, so that it can be read aloud.
func (p *Package) Text() []byte {
	w := &textWriter{}
	w.write(p.root.first("body"))
	return []byte(strings.TrimLeft(w.b.String(), "\n"))
}

type textWriter struct{ b strings.Builder }

// lines writes lines after a first indent, the further ones as far to the right.
func (w *textWriter) lines(indent string, lines []string) {
	for _, l := range lines {
		w.b.WriteString(strings.TrimRight(indent+l, " ") + "\n")
		indent = strings.Repeat(" ", utf8.RuneCountInString(indent))
	}
}

func (w *textWriter) write(n *node) {
	switch n.name {
	case "h1", "h2":
		w.b.WriteString("\n")
		w.lines("", n.lines())
		rule := map[string]string{"h1": "=", "h2": "-"}[n.name]
		w.b.WriteString(strings.Repeat(rule, min(72, utf8.RuneCountInString(n.line()))) + "\n")
	case "h3", "h4":
		w.b.WriteString("\n")
		w.lines("", n.lines())
	case "p":
		w.b.WriteString("\n")
		w.lines("", n.lines())
	case "dl":
		w.terms(n)
	case "ol":
		w.list(n)
	case "table":
		w.table(n)
	case "script":
	default:
		for _, c := range n.elements() {
			w.write(c)
		}
	}
}

func (w *textWriter) terms(n *node) {
	w.b.WriteString("\n")
	indent := ""
	for _, c := range n.elements() {
		if c.name == "dt" {
			indent = c.line() + ": "
			continue
		}
		w.lines(indent, c.lines())
		indent = "  "
	}
}

func (w *textWriter) list(n *node) {
	number := startOf(n)
	for _, li := range n.elements() {
		indent := strconv.Itoa(number) + ". "
		w.b.WriteString("\n")
		for _, c := range li.elements() {
			w.lines(indent, c.lines())
			indent = strings.Repeat(" ", len(indent))
		}
		number++
	}
}

func startOf(list *node) int {
	n, err := strconv.Atoi(list.start)
	if err != nil {
		return 1
	}
	return n
}

func (w *textWriter) table(n *node) {
	w.b.WriteString("\n")
	w.lines("", n.first("caption").lines())
	head := n.first("thead").all("th")
	for _, row := range n.first("tbody").all("tr") {
		w.b.WriteString("\n")
		indent := "- "
		for i, c := range row.elements() {
			name := ""
			if i < len(head) {
				name = head[i].line() + ": "
			}
			lines := c.lines()
			lines[0] = name + lines[0]
			w.lines(indent, lines[:1])
			w.lines("    ", lines[1:])
			indent = "  "
		}
	}
}
