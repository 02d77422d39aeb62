package covenant

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Problem is one thing that is wrong with a profile.
type Problem struct {
	Path string // where, as a YAML path: "$.parties[1].nl"
	What string // what is wrong, a sentence
}

// InvalidError is the error for a profile or rules with problems.
type InvalidError struct{ Problems []Problem }

func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = strings.TrimPrefix(p.Path, "$.") + ": " + p.What
	}
	return strings.Join(lines, "; ")
}

// Check says everything that is wrong with a profile. What it refers to is
// looked for in the profile itself and in the profiles that it extends,
// directly or not; those are given.
func (p *Profile) Check(extended ...*Profile) []Problem {
	c := checker{known: known(p, extended)}
	c.head(p)
	c.keys(&p.Keys)
	return c.problems
}

// known unites what the profiles define, to look references up in.
func known(p *Profile, extended []*Profile) *Keys {
	k := Keys{Articles: map[Code]Cite{}}
	for _, q := range append(slices.Clone(extended), p) {
		k.Parties = append(k.Parties, q.Keys.Parties...)
		k.Bases = append(k.Bases, q.Keys.Bases...)
		k.Purposes = append(k.Purposes, q.Keys.Purposes...)
		k.Categories = append(k.Categories, q.Keys.Categories...)
		k.ItemRoles = append(k.ItemRoles, q.Keys.ItemRoles...)
		k.Refusals = append(k.Refusals, q.Keys.Refusals...)
		k.Articles = joinArticles(k.Articles, q.Keys.Articles)
	}
	return &k
}

// checkRules checks what was merged or decoded: the keys, and that together
// they make a covenant.
func checkRules(doc *rulesDoc) []Problem {
	c := checker{known: &doc.Keys}
	if doc.Format != Format {
		c.bad("$.format", "must be %d", Format)
	}
	c.profiles(doc.Profiles)
	c.valid(doc.Valid)
	if doc.Valid.Renewed != (Renewal{}) {
		c.bad("$.valid.renewed", "rules hold the last day with renewals reckoned in")
	}
	c.keys(&doc.Keys)
	c.complete(&doc.Keys)
	return c.problems
}

// checker gathers problems.
type checker struct {
	known    *Keys
	problems []Problem
}

func (c *checker) bad(path, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path: path, What: fmt.Sprintf(format, args...)})
}

func (c *checker) head(p *Profile) {
	if p.Format != Format {
		c.bad("$.format", "must be %d", Format)
	}
	c.code("$.name", p.Name)
	if p.Version == "" || len(p.Version) > MaxCodeLength {
		c.bad("$.version", "must be the version as printed, at most %d bytes", MaxCodeLength)
	}
	c.text("$.title", p.Title)
	if p.General && len(p.Extends) > 0 {
		c.bad("$.extends", "a general profile extends nothing")
	}
	if !p.General && len(p.Extends) == 0 {
		c.bad("$.extends", "a profile extends at least one other")
	}
	for i, e := range p.Extends {
		c.code(at("$.extends", i), e)
		if e == p.Name {
			c.bad(at("$.extends", i), "a profile cannot extend itself")
		}
	}
	c.valid(p.Valid)
	c.renewed(p.Valid, p.Keys.Terms)
}

func (c *checker) profiles(refs []ProfileRef) {
	if len(refs) == 0 || len(refs) > MaxProfiles {
		c.bad("$.profiles", "must be 1 to %d profiles", MaxProfiles)
	}
	covenant := false
	for i, ref := range refs {
		path := at("$.profiles", i)
		c.code(path+".name", ref.Name)
		c.text(path+".title", ref.Title)
		if ref.Version == "" || len(ref.Version) > MaxCodeLength {
			c.bad(path+".version", "is missing or too long")
		}
		covenant = covenant || !ref.General
	}
	if !covenant {
		c.bad("$.profiles", "general law alone is no covenant")
	}
}

func (c *checker) valid(v Valid) {
	_, from := v.From.Day()
	if !from {
		c.bad("$.valid.from", "must be a day, YYYY-MM-DD")
	}
	if _, until := v.Until.Day(); v.Until != "" && !until {
		c.bad("$.valid.until", "must be a day, YYYY-MM-DD, or absent")
	} else if v.Until != "" && v.Until < v.From {
		c.bad("$.valid.until", "lies before the first day")
	}
}

// renewed wants a renewal to be agreed in time and to last no longer than the
// profile's own term for it.
func (c *checker) renewed(v Valid, terms []Term) {
	if v.Renewed == (Renewal{}) {
		return
	}
	last, ok := v.Until.Day()
	if !ok {
		c.bad("$.valid.renewed", "only a profile with a last day is renewed")
		return
	}
	if _, ok := v.Renewed.Agreed.Day(); !ok || v.Renewed.Agreed > v.Until {
		c.bad("$.valid.renewed.agreed", "must be the day of the written agreement, not after the last day")
	}
	until, renewed := v.Renewed.Until.Day()
	for _, t := range terms {
		if t.Code == TermRenewal && renewed && until > last && until <= addMonths(last, t.Months) {
			return
		}
	}
	c.bad("$.valid.renewed.until", "must come after the last day, within the term \"renewal\"")
}

// text wants both translations.
func (c *checker) text(path string, t Text) {
	c.sentence(path+".nl", t.NL)
	c.sentence(path+".en", t.EN)
}

func (c *checker) sentence(path, s string) {
	switch {
	case strings.TrimSpace(s) == "":
		c.bad(path, "the text is missing")
	case len(s) > MaxTextLength:
		c.bad(path, "the text has %d bytes, at most %d", len(s), MaxTextLength)
	case !utf8.ValidString(s) || strings.ContainsFunc(s, unprintable):
		c.bad(path, "the text holds characters that cannot be shown")
	}
}

func unprintable(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }

func (c *checker) code(path string, code Code) {
	if !code.Valid() {
		c.bad(path, "must be a code: lower-case letters and digits, joined by - or _, at most %d bytes", MaxCodeLength)
	}
}

// oneOf wants a code that this program knows.
func (c *checker) oneOf(path string, code Code, allowed []Code) {
	if !slices.Contains(allowed, code) {
		c.bad(path, "must be one of %s", listed(allowed))
	}
}

func listed(codes []Code) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = fmt.Sprintf("%q", string(code))
	}
	return strings.Join(words, ", ")
}

func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
