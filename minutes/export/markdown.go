package export

import "strings"

// Markdown is a table of actions in GitHub's Markdown, under the title and the
// purpose it may be used for (TS-P-3.4).
func (p *Package) Markdown(actions []Action) ([]byte, error) {
	if len(actions) == 0 {
		return nil, ErrNoActions
	}
	c := &p.verified.Contents
	var b strings.Builder
	b.WriteString("# " + marked(p.Title()) + "\n\n" + p.say("Doel: ", "Purpose: ") + marked(p.in(c.Purpose.Text)) + "\n")
	if retention := p.in(c.Retention); retention != "" {
		b.WriteString("\n" + p.say("Bewaren: ", "Retention: ") + marked(retention) + "\n")
	}
	b.WriteString("\n| " + strings.Join(p.columns(), " | ") + " |\n" + strings.Repeat("| --- ", len(p.columns())) + "|\n")
	for _, a := range actions {
		b.WriteString("| " + strings.Join([]string{marked(a.What), marked(a.Who), marked(a.Organisation), a.due(), p.status(a.Status)}, " | ") + " |\n")
	}
	return []byte(b.String()), nil
}

// marked takes from a text what Markdown would read as markup.
func marked(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString("<br>")
			continue
		case strings.ContainsRune("\\`*_{}[]<>#|~&$!", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
