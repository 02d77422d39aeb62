package rehearse

import (
	"context"
	"slices"
	"time"

	"casusoverleg/client"
	"casusoverleg/room/covenant"
)

// Verbs about what persons consent to.

// Consent records what a person of an item answered. What it does not say is what
// is most usual: a yes, given orally by the person himself, today, who was told that
// he may withdraw it.
type Consent struct {
	At         ItemRef         `script:"at,required"`
	About      string          `script:"about,required"` // pseudonym
	Answer     covenant.Code   `script:"answer"`
	Level      covenant.Code   `script:"level"`
	Day        Day             `script:"day"`
	Signers    []covenant.Code `script:"signers"`
	Categories []covenant.Code `script:"categories,required"`
	Purpose    covenant.Code   `script:"purpose"`
	Parties    []covenant.Code `script:"parties"`
	Told       *bool           `script:"told"`
	Incapable  bool            `script:"incapable"`
	Form       string          `script:"form"`
	Note       string          `script:"note"`
}

// WithdrawConsent says that the person took it back.
type WithdrawConsent struct {
	Of  ThingRef `script:"of,required,main" thing:"consent"`
	Day Day      `script:"day"`
}

func playConsent(ctx context.Context, p *player, s *Step, v *Consent) error {
	it := p.items[v.At.Name]
	c := client.Consent{
		Item: it.id, Answer: v.Answer, Level: v.Level, Day: v.Day.orToday(), Signers: v.Signers, Incapable: v.Incapable,
		Categories: v.Categories, Purpose: v.Purpose, Parties: v.Parties, Told: v.Told == nil || *v.Told, Form: v.Form, Note: v.Note,
	}
	if c.Answer == "" {
		c.Answer = covenant.ConsentGiven
	}
	if c.Answer != covenant.ConsentNotAsked {
		if c.Level == "" {
			c.Level = covenant.ConsentOral
		}
		if len(c.Signers) == 0 {
			c.Signers = []covenant.Code{covenant.SignerSelf}
		}
	}
	if i := slices.IndexFunc(it.persons, func(s Subject) bool { return s.Pseudonym == v.About }); i >= 0 {
		c.Person = uint32(i + 1)
	}
	var err error
	p.last, err = p.session(s).Consent(ctx, c)
	return err
}

func playWithdrawConsent(ctx context.Context, p *player, s *Step, v *WithdrawConsent) error {
	return p.session(s).WithdrawConsent(ctx, p.act(v.Of), v.Day.orToday())
}

// orToday is the day, or today where the script says none.
func (d Day) orToday() int64 {
	now := time.Now()
	if !d.set {
		return Day{set: true}.on(now)
	}
	return d.on(now)
}
