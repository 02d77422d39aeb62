package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

func refusalsOfConsents() []refused {
	recorded := func(check string, code covenant.Code, id string, change func(*ConsentPayload)) refused {
		return refused{kind: KindConsent, check: check, code: code, obligations: ids(id), twist: with(change)}
	}
	cases := []refused{
		{kind: KindConsent, check: "mayRecordConsent", code: CodeRoleMissing, obligations: ids("DW-11.1"), twist: by("Sofie")},
		notWhenClosed(KindConsent),
		{kind: KindConsent, check: "consentPerson", code: CodeUnknownObject, twist: with(func(p *ConsentPayload) {
			p.Person, p.Signers = 9, []covenant.Code{covenant.SignerSelf, covenant.SignerRepresentative}
		})},
		recorded("consentWords", covenant.PartyOutsideCovenant, "DW-2.1", func(p *ConsentPayload) { p.Parties = []covenant.Code{stranger} }),
		{kind: KindConsent, check: "consentWords", code: CodeUnknownObject, twist: with(func(p *ConsentPayload) { p.Outside = []uint32{3} })},
		{kind: KindConsent, check: "consentWords", code: CodeMalformed, twist: with(func(p *ConsentPayload) { p.Signers = append(p.Signers, "neighbour") })},
		{kind: KindConsent, check: "consentWords", code: CodeMalformed, twist: with(func(p *ConsentPayload) { p.Categories = append(p.Categories, p.Categories[0]) })},
		{kind: KindConsent, check: "consentDay", code: CodeMalformed, twist: with(func(p *ConsentPayload) { p.Day += 30 })},
		recorded("consentRuled", covenant.ConsentIncomplete, "AVG-7", func(p *ConsentPayload) { p.Purpose = "" }),
		recorded("consentRuled", covenant.ConsentFormMissing, "AVG-7", func(p *ConsentPayload) { p.Level = covenant.ConsentWritten }),
		recorded("consentRuled", covenant.ConsentSignerMissing, "AVG-7", func(p *ConsentPayload) { p.Signers = []covenant.Code{covenant.SignerRepresentative} }),
		recorded("consentRuled", covenant.ConsentNotTold, "AVG-7", func(p *ConsentPayload) { p.Told = false }),

		{kind: KindWithdrawConsent, check: "mayWithdrawConsent", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Hanna")},
		{kind: KindWithdrawConsent, check: "notDestroyed", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: after(func(m *meeting) {
			m.close()
			m.destroy()
		})},
		{kind: KindWithdrawConsent, check: "consentStands", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindWithdrawConsent, check: "consentStands", code: covenant.ConsentNotGiven, obligations: ids("AVG-7"), twist: func(m *meeting, d *draft) {
			d.on[0] = m.do(m.consenting("Piet", func(p *ConsentPayload) { p.Answer = covenant.ConsentRefused }))
		}},
		{kind: KindWithdrawConsent, check: "withdrawalDay", code: CodeMalformed, twist: with(func(p *WithdrawConsentPayload) { p.Day-- })},
		{kind: KindWithdrawConsent, check: "withdrawalDay", code: CodeMalformed, twist: with(func(p *WithdrawConsentPayload) { p.Day += 30 })},

		{kind: KindCorrect, check: "notStopped", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), room: withdrawnUnder(stoppingRules, broughtIn, func(r *rested) draft {
			return r.regrounding("Piet", r.con, weighed("conflict_of_duties"))
		})},
		{kind: KindShow, check: "consentStandsForReaders", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), room: withdrawnUnder(deWolden, broughtIn, func(r *rested) draft {
			return r.showing("Piet", r.con, "Piet") // his own organisation
		})},
		{kind: KindPropose, check: "sourcesStated", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), room: withdrawnUnder(deWolden, broughtIn, func(r *rested) draft {
			return r.passage("Piet", r.con, r.action, "Hanna")
		})},
		{kind: KindMinimise, check: "nothingInTheWay", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), room: withdrawnUnder(deWolden, agreedTo, func(r *rested) draft {
			return minimising("Anneke", r.proposal, true)
		})},
		{kind: KindIssue, check: "partsApproved", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), room: withdrawnUnder(deWolden, decidedOn, func(r *rested) draft {
			return r.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{r.proposal})
		})},
		{kind: KindIssue, check: "ownContributions", code: CodeConsentWithdrawn, obligations: ids("AVG-7"), room: withdrawnUnder(deWolden, broughtIn, func(r *rested) draft {
			r.do(r.announcing("Piet"))
			return r.issue(covenant.PackageExtract, "Piet", nil, r.con)
		})},
		{kind: KindDelivered, check: "notRecalled", code: CodeRecalled, room: withdrawnUnder(deWolden, sentIt, func(r *rested) draft { return r.delivery(r.pack) })},

		uncovered(KindShow, "consentForReaders", broughtIn, func(r *rested) draft { return r.showing("Piet", r.con, "Wim") }),
		uncovered(KindPropose, "consentForProposal", broughtIn, func(r *rested) draft { return r.passage("Piet", r.con, r.action, "Wim") }),
		uncovered(KindMinimise, "consentForApproval", agreedTo, func(r *rested) draft {
			r.narrow()
			return minimising("Anneke", r.proposal, true)
		}),
		uncovered(KindIssue, "consentForPackage", decidedOn, func(r *rested) draft {
			r.narrow()
			return r.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{r.proposal})
		}),
	}
	return append(cases, refusalsOfNamedConsent()...)
}

// refusalsOfNamedConsent are contributions, and the same as corrections, whose
// labels name consent, or a ground to go without.
func refusalsOfNamedConsent() []refused {
	var cases []refused
	for _, kind := range []chain.Kind{KindContribute, KindCorrect} {
		named := func(check string, code covenant.Code, change func(*meeting, *Labels)) {
			c := refused{kind: kind, check: check, code: code, twist: func(m *meeting, d *draft) {
				change(m, d.labels)
			}}
			if code != CodeMalformed && code != CodeUnknownObject {
				c.obligations = ids("AVG-7")
			}
			cases = append(cases, c)
		}
		recorded := func(check string, code covenant.Code, change func(*ConsentPayload)) {
			named(check, code, func(m *meeting, l *Labels) { l.Consent = m.do(m.consenting("Hanna", change)) })
		}
		named("consentNamed", CodeUnknownObject, func(m *meeting, l *Labels) { l.Consent = m.file() })
		named("consentNamed", CodeMalformed, func(_ *meeting, l *Labels) { l.Override = "mood" })
		named("consentNamed", CodeConsentWithdrawn, func(m *meeting, l *Labels) {
			l.Consent = m.do(m.consenting("Hanna", nil))
			m.do(m.withdrawing("Hanna", l.Consent))
		})
		named("consentNamed", covenant.ConsentNotCovering, func(m *meeting, l *Labels) {
			l.Consent, l.Person = m.do(m.consenting("Hanna", nil)), 0
		})
		recorded("consentForReaders", covenant.ConsentNotCovering, func(p *ConsentPayload) { p.Parties = []covenant.Code{welfare} })
		recorded("contributionRuled", covenant.ConsentNotGiven, func(p *ConsentPayload) { p.Answer = covenant.ConsentRefused })
		recorded("contributionRuled", covenant.ConsentNotCovering, func(p *ConsentPayload) { p.Categories = []covenant.Code{"money"} })
	}
	for code, change := range map[covenant.Code]func(*Labels){
		covenant.ConsentMissing:        func(*Labels) {},
		covenant.ConsentTooWeak:        func(l *Labels) { l.Category = "health" },
		covenant.OverrideReasonMissing: func(l *Labels) { l.Override = "unavoidable" },
	} {
		cases = append(cases, refused{kind: KindContribute, check: "contributionRuled", code: code, room: func(tb testing.TB) (*meeting, draft) {
			m := discussingUnder(tb, holdingRules())
			d := m.contribution("Piet", 1, "Hanna")
			change(d.labels)
			if code == covenant.ConsentTooWeak {
				d.labels.Consent = m.do(m.consenting("Piet", func(p *ConsentPayload) { p.Categories = []covenant.Code{"health"} }))
			}
			return m, d
		}})
	}
	return append(cases, refused{kind: KindContribute, check: "contributionRuled", code: covenant.OverrideNotListed, room: func(tb testing.TB) (*meeting, draft) {
		m := discussingUnder(tb, bothRules())
		d := m.contribution("Piet", 1, "Hanna")
		d.labels.Secret = true // each ground answers one of the two demands, and there are both
		weighed("unavoidable")(d.labels)
		return m, d
	}})
}

// withdrawnUnder is an act about what rests on consent that was withdrawn at a stage.
func withdrawnUnder(rules func() *covenant.Rules, stage int, act func(*rested) draft) func(testing.TB) (*meeting, draft) {
	return func(tb testing.TB) (*meeting, draft) {
		r := restingUnder(tb, rules(), stage)
		r.do(r.withdrawing("Piet", r.consent))
		return r.meeting, act(r)
	}
}

// uncovered is an act for somebody whom the consent does not name.
func uncovered(kind chain.Kind, check string, stage int, act func(*rested) draft) refused {
	return refused{kind: kind, check: check, code: covenant.ConsentNotCovering, obligations: ids("AVG-7"), room: func(tb testing.TB) (*meeting, draft) {
		r := restingUnder(tb, deWolden(), stage)
		r.sit("Wim", 1, "content")
		return r.meeting, act(r)
	}}
}

// narrow has the contribution rest on a consent that does not name Hanna's organisation.
func (r *rested) narrow() {
	r.do(r.hiding("Piet", r.con, "Hanna"))
	consent := r.do(r.consenting("Piet", func(p *ConsentPayload) { p.Parties = []covenant.Code{welfare} }))
	r.do(r.regrounding("Piet", r.con, func(l *Labels) { l.Consent = consent }))
}
