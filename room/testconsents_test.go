package room

import (
	"sync"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"

	"github.com/stretchr/testify/require"
)

// People who ask for consent, and the covenants that make them.

// consenting records what person 1 of item 1 said on the day of the meeting: yes,
// orally, to what Piet brings in, for Hanna's organisation. change makes it another.
func (m *meeting) consenting(by string, change func(*ConsentPayload)) draft {
	p := &ConsentPayload{
		Item: 1, Person: 1, Answer: covenant.ConsentGiven, Level: covenant.ConsentOral, Day: m.now / DayMillis,
		Signers: []covenant.Code{covenant.SignerSelf}, Categories: []covenant.Code{"behaviour"}, Purpose: "collective_support",
		Parties: []covenant.Code{housing}, Told: true,
	}
	if change != nil {
		change(p)
	}
	return draft{by: by, kind: KindConsent, payload: p}
}

func (m *meeting) withdrawing(by string, consent crypto.Digest) draft {
	return draft{by: by, kind: KindWithdrawConsent, on: []crypto.Digest{consent}, payload: &WithdrawConsentPayload{Day: m.now / DayMillis}}
}

// resting is a contribution, or with on its correction, that names a record of consent.
func (m *meeting) resting(name string, consent crypto.Digest, readers ...string) draft {
	d := m.contribution(name, 1, readers...)
	d.labels.Consent = consent
	return d
}

// regrounding is a correction on another consent, or on none.
func (m *meeting) regrounding(name string, con crypto.Digest, change func(*Labels)) draft {
	d := m.correcting(name, con)
	change(d.labels)
	return d
}

// weighed is a contribution without consent, on a ground of its owner's own weighing.
func weighed(ground covenant.Code) func(*Labels) {
	return func(l *Labels) { l.Override, l.OverrideReason = ground, true }
}

// stopping makes explicit consent the rule where secrecy applies, and stops
// everything once it is withdrawn (TS-P-6.4); holding asks oral agreement for
// ordinary and written consent for special data, and holds what rests on it until
// its owner has another ground (LM-4).
func stopping() covenant.ConsentRule {
	return covenant.ConsentRule{
		Secret: covenant.ConsentExplicit, Withdrawal: covenant.WithdrawalStop,
		Overrides: []covenant.Override{{Entry: groundOf("conflict_of_duties"), For: []covenant.Code{covenant.ScopeSecret}}},
	}
}

func holding() covenant.ConsentRule {
	return covenant.ConsentRule{
		Ordinary: covenant.ConsentOral, Special: covenant.ConsentWritten, Criminal: covenant.ConsentWritten, Withdrawal: covenant.WithdrawalHold,
		Overrides: []covenant.Override{{Entry: groundOf("unavoidable"), For: []covenant.Code{covenant.ScopeOrdinary, covenant.ScopeSpecial, covenant.ScopeCriminal}}},
	}
}

func groundOf(code covenant.Code) covenant.Entry {
	return covenant.Entry{Code: code, NL: "een grond", EN: "a ground", Articles: []covenant.Article{"Proef art. 1"}}
}

var (
	stoppingRules = sync.OnceValue(func() *covenant.Rules { return demanding(stopping()) })
	holdingRules  = sync.OnceValue(func() *covenant.Rules { return demanding(holding()) })
	bothRules     = sync.OnceValue(func() *covenant.Rules { return demanding(stopping(), holding()) })
)

// demanding are the rules of De Wolden with these demands for consent on top.
func demanding(rules ...covenant.ConsentRule) *covenant.Rules {
	var ps []*covenant.Profile
	for i, rule := range rules {
		ps = append(ps, &covenant.Profile{
			Format: covenant.Format, Name: []covenant.Code{"een", "twee"}[i], Version: "1", Title: covenant.Text{NL: "Proef", EN: "Trial"},
			Extends: []covenant.Code{"de-wolden"}, Valid: covenant.Valid{From: "2025-01-01"}, Keys: covenant.Keys{Consent: rule},
		})
	}
	merged, err := profiles.Complete(ps...)
	if err != nil {
		panic(err)
	}
	return merged
}

// discussingUnder has item 1 open under other rules.
func discussingUnder(tb testing.TB, rules *covenant.Rules) *meeting {
	tb.Helper()
	m := invitedUnder(tb, rules)
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	return m
}

// rested is how far something that rests on consent has come.
type rested struct {
	*meeting
	consent, con, action, proposal, pack crypto.Digest
}

// The stages of what rests on consent, in order.
const (
	broughtIn = iota
	proposedIt
	agreedTo
	decidedOn
	issuedIt
	sentIt
	left
)

// restingUnder is a contribution of Piet that rests on consent, for Hanna, and on
// its way out as far as a stage.
func restingUnder(tb testing.TB, rules *covenant.Rules, stage int) *rested {
	tb.Helper()
	r := &rested{meeting: discussingUnder(tb, rules)}
	r.consent = r.do(r.consenting("Piet", func(p *ConsentPayload) { p.Level = covenant.ConsentExplicit }))
	d := r.resting("Piet", r.consent, "Hanna")
	d.labels.Secret = true
	r.con = r.do(d)
	r.action = r.do(r.meeting.action("Anneke", 1, "Hanna"))
	r.do(r.announcing("Hanna"))
	for at, step := range []func(){
		proposedIt: func() { r.proposal = r.do(r.passage("Piet", r.con, r.action, "Hanna")) },
		agreedTo:   func() { r.do(onProposal("Piet", KindAgree, r.proposal)) },
		decidedOn:  func() { r.do(minimising("Anneke", r.proposal, true)) },
		issuedIt:   func() { r.pack = r.do(r.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{r.proposal})) },
		sentIt:     func() { r.do(onObject("Anneke", KindDispatch, r.pack)) },
		left:       func() { r.do(r.delivery(r.pack)) },
	} {
		if step != nil && at <= stage {
			step()
		}
	}
	return r
}

// seen is how somebody sees the record.
func (r *rested) seen(name string, consent crypto.Digest) *ConsentView {
	r.Helper()
	for _, k := range r.at(name, 1).Consents {
		if k.Act == consent {
			return &k
		}
	}
	require.FailNow(r, "not shown")
	return nil
}
