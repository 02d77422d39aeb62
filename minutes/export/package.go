package export

import (
	"time"

	"casusoverleg/minutes"
	"casusoverleg/room/covenant"
)

// Package is an issued package that was verified. Only Open makes one.
type Package struct {
	page     []byte
	verified *minutes.Verified
	root     *node
}

// Open verifies a page. An error is a *minutes.Failure, and then there is
// nothing to export.
func Open(page []byte, expect minutes.Expect) (*Package, error) {
	verified, err := minutes.Verify(page, expect)
	if err != nil {
		return nil, err
	}
	root, err := parse(page)
	if err != nil { // every page that verifies can be read; a test holds the two together
		return nil, &minutes.Failure{Code: minutes.CodeFormat}
	}
	return &Package{page: page, verified: verified, root: root}, nil
}

// Verified is what was established about the package.
func (p *Package) Verified() *minutes.Verified { return p.verified }

// HTML is the page as it was issued.
func (p *Package) HTML() []byte { return p.page }

// Title of the page: the kind of document and the day of the meeting.
func (p *Package) Title() string { return p.root.first("title").line() }

func (p *Package) language() minutes.Language { return p.verified.Contents.Language }

// in is a text in the language of the package.
func (p *Package) in(t covenant.Text) string {
	if p.language() == minutes.English && t.EN != "" {
		return t.EN
	}
	return t.NL
}

func (p *Package) say(nl, en string) string { return p.in(covenant.Text{NL: nl, EN: en}) }

// issued is when the package was issued, by the server's clock.
func (p *Package) issued() time.Time { return time.UnixMilli(p.verified.Issue.Time).UTC() }

// date of days since 1970-01-01, at midnight UTC.
func date(day int64) time.Time { return time.Unix(0, 0).UTC().AddDate(0, 0, int(day)) }
