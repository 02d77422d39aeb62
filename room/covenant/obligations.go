package covenant

import (
	"fmt"
	"slices"
	"strings"
)

// Answer is how the system answers an obligation.
type Answer string

// The answers of the register.
const (
	ENF Answer = "ENF" // an act is refused, with a code and an article
	GUI Answer = "GUI" // a prompt, a deadline or a checklist
	PRV Answer = "PRV" // provable afterwards, without contents
)

// Obligation is one line of the register: what a document asks and what the
// system does about it.
type Obligation struct {
	ID        string // under which code, tests and reports speak of it: "DW-11.2"
	Profile   Code   // the profile it belongs to
	Essential bool
	Articles  []Article
	Answers   []Answer
	NL, EN    string // what is asked
	Refusals  []Code // refusal codes that enforce it; at least one for ENF
	Means     string // how it is answered, for the table in the docs
}

// Enforced says whether an act can be refused for this obligation.
func (o Obligation) Enforced() bool { return slices.Contains(o.Answers, ENF) }

// Obligations is the register of every obligation of the profiles that come
// with the program, general law first. The caller owns the slice.
func Obligations() []Obligation {
	return slices.Concat(baseObligations(), deWoldenObligations(), toekomstscenarioObligations(), guideObligations())
}

// ObligationsTable is the register as a Markdown document: docs/obligations.md.
func ObligationsTable() string {
	var b strings.Builder
	b.WriteString("# Obligations and what answers them\n\n")
	b.WriteString("Made from the register in `room/covenant`; do not edit by hand. ")
	b.WriteString("**ENF**: an act is refused, with the codes named. **GUI**: a prompt, a deadline or a checklist. ")
	b.WriteString("**PRV**: provable afterwards, without contents. **(E)**: essential.\n")
	var profile Code
	for _, o := range Obligations() {
		if o.Profile != profile {
			profile = o.Profile
			fmt.Fprintf(&b, "\n## Profile `%s`\n\n", profile)
			b.WriteString("| id | obligation | source | how | refusal codes | by what |\n|---|---|---|---|---|---|\n")
		}
		b.WriteString(o.row())
	}
	return b.String()
}

func (o Obligation) row() string {
	id := cell(o.ID)
	if o.Essential {
		id = "**" + id + " (E)**"
	}
	var answers, refusals, articles []string
	for _, a := range o.Answers {
		answers = append(answers, string(a))
	}
	for _, c := range o.Refusals {
		refusals = append(refusals, "`"+string(c)+"`")
	}
	for _, a := range o.Articles {
		articles = append(articles, cell(string(a)))
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s |\n", id, cell(o.EN), strings.Join(articles, ", "),
		strings.Join(answers, ", "), strings.Join(refusals, ", "), cell(o.Means))
}

func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }
