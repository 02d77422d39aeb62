package rehearse

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// column is where the second column of what is printed begins, and width how
// far it goes.
const (
	column = 22
	width  = 100
)

// printer writes the meeting as it happens. The first error of its writer is
// kept for the end. Owned by the goroutine that plays.
type printer struct {
	out      io.Writer
	language string
	empty    bool // the last line was
	err      error
}

func newPrinter(o Options) *printer {
	p := &printer{out: o.Out, language: o.Language}
	if p.out == nil {
		p.out = io.Discard
	}
	return p
}

func (p *printer) line(first, rest string) {
	if p.err != nil {
		return
	}
	p.empty = false
	for i, part := range wrap(rest, width-column) {
		if i > 0 {
			first = ""
		}
		pad := strings.Repeat(" ", max(1, column-utf8.RuneCountInString(first)))
		if _, p.err = fmt.Fprintln(p.out, strings.TrimRight(first+pad+part, " ")); p.err != nil {
			return
		}
	}
}

// wrap cuts a text into lines of at most n characters, at spaces.
func wrap(text string, n int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > n {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

func (p *printer) title(text string) {
	p.line(text, "")
	p.line(strings.Repeat("=", min(utf8.RuneCountInString(text), width)), "")
}

func (p *printer) note(text string) {
	if text == "" {
		return
	}
	p.blank()
	p.line("", "— "+text)
	p.blank()
}

// blank leaves one line empty, not two.
func (p *printer) blank() {
	if !p.empty {
		p.line("", "")
	}
	p.empty = true
}

// act says who does what.
func (p *printer) act(who string, what words) {
	p.line(time.Now().Format("15:04:05")+"  "+first(who), what.in(p.language))
}

// first is what somebody is called at the table.
func first(name string) string {
	given, _, _ := strings.Cut(name, " ")
	return given
}

func (p *printer) quoted(text string) { p.line("", "“"+text+"”") }

func (p *printer) accepted(more words) {
	text := say("aanvaard", "accepted").in(p.language)
	if m := more.in(p.language); m != "" {
		text += "; " + m
	}
	p.line("", "✓ "+text)
}

// refused gives the sentence of the profile, the code and the articles.
func (p *printer) refused(r *room.Refusal, rules *covenant.Rules) {
	p.line("", "✗ "+refusalText(r, rules).in(p.language))
}

func refusalText(r *room.Refusal, rules *covenant.Rules) words {
	var nl, en string
	if rules != nil {
		if entry, ok := rules.Refusal(r.Code); ok {
			nl, en = entry.NL+" ", entry.EN+" "
		}
	}
	in := string(r.Code)
	if r.Subject != "" {
		in += ": " + r.Subject
	}
	var cited []string
	for _, a := range r.Articles {
		cited = append(cited, string(a))
	}
	if len(cited) > 0 {
		in += "; " + strings.Join(cited, ", ")
	}
	return say("geweigerd: %[1]s[%[3]s]", "refused: %[2]s[%[3]s]", nl, en, in)
}

// seen says what a check found.
func (p *printer) seen(what words) { p.line("", "  "+what.in(p.language)) }
