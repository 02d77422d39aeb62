package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

func refusalsOfContributions() []refused {
	// labelled is a contribution, and the same as a correction, that the covenant refuses.
	labelled := func(code covenant.Code, id []string, change func(*Labels)) []refused {
		var both []refused
		for _, kind := range []chain.Kind{KindContribute, KindCorrect} {
			both = append(both, refused{
				kind: kind, check: "contributionRuled", code: code, obligations: id, twist: withLabels(change),
			})
		}
		return both
	}
	var cases []refused
	for _, more := range [][]refused{
		labelled(covenant.CategoryMissing, ids("DW-1"), func(l *Labels) { l.Category = "" }),
		labelled(covenant.CategoryNotListed, ids("DW-1"), func(l *Labels) { l.Category = "genetic" }),
		labelled(covenant.BasisMissing, ids("DW-8.2"), func(l *Labels) { l.Basis = "" }),
		labelled(covenant.BasisNotForParty, ids("DW-3.1"), func(l *Labels) { l.Basis = "legitimate_interest" }),
		labelled(covenant.TaskMissing, ids("DW-3.1"), func(l *Labels) { l.Task = "" }),
		labelled(covenant.TaskNotOfParty, ids("DW-3.1"), func(l *Labels) { l.Task = "liveability" }),
		labelled(covenant.PurposeMissing, ids("DW-4.1/4.2"), func(l *Labels) { l.Purpose = "" }),
		labelled(covenant.PurposeNotListed, ids("DW-4.1/4.2"), func(l *Labels) { l.Purpose = "curiosity" }),
		labelled(covenant.OtherPurpose, ids("DW-4.1/4.2"), func(l *Labels) { l.Purpose = "insight" }),
		labelled(covenant.NecessityMissing, ids("DW-11.1"), func(l *Labels) { l.Necessity = false }),
		labelled(covenant.NatureMissing, ids("AVG-5d"), func(l *Labels) { l.Nature = "" }),
		labelled(CodeMalformed, nil, func(l *Labels) { l.Person = 9 }),
	} {
		cases = append(cases, more...)
	}
	return append(cases, []refused{
		{kind: KindContribute, check: "contributionRuled", code: covenant.BasisNotForCategory, obligations: ids("DW-1"), twist: func(_ *meeting, d *draft) {
			d.by, d.labels = "Hanna", labelsOf("Hanna") // a housing association has no task that carries criminal data
			d.payload.(*ContributePayload).Readers = to("Piet")
			d.labels.Category = "criminal"
		}},
		{kind: KindContribute, check: "roleMayContribute", code: CodeRoleMissing, obligations: ids("DW-11.1"), twist: func(_ *meeting, d *draft) {
			d.by, d.labels = "Sofie", labelsOf("Sofie") // she writes along, in the role "other"
		}},
		{kind: KindContribute, check: "mayContributeNow", code: CodeItemNotOpen, obligations: ids("DW-4.1/4.2"), twist: after(func(m *meeting) {
			m.do(m.onItem(KindEndItem, 1))
		})},
		{kind: KindContribute, check: "mayContributeNow", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: afterClosing},
		{kind: KindContribute, check: "knownAs", code: CodeMalformed, twist: with(func(p *ContributePayload) { p.As = "gossip" })},
		{kind: KindContribute, check: "aboutStands", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			*d = m.saying(AsReply, "Hanna", m.contribute("Piet", 1, "Hanna"))
			m.do(onObject("Piet", KindWithdraw, d.on[0]))
		}},
		{kind: KindContribute, check: "aboutStands", code: CodeSourceWithdrawn, twist: func(m *meeting, d *draft) {
			*d = m.saying(AsDissent, "Hanna", m.do(m.decision("Sofie", 1)))
			m.do(onObject("Sofie", KindRetract, d.on[0]))
		}},
		{kind: KindContribute, check: "fromEarlier", code: CodeMalformed, twist: withLabels(func(l *Labels) { // the item follows up no room
			l.Earlier = &Earlier{Room: crypto.Digest{1}, Issue: crypto.Digest{2}, Proposal: crypto.Digest{3}, Purpose: l.Purpose}
		})},
		{kind: KindContribute, check: "fromEarlier", code: CodeMalformed, room: followingUp, twist: withLabels(func(l *Labels) { // out of no package
			l.Earlier.Issue = crypto.Digest{}
		})},
		{kind: KindContribute, check: "samePurpose", code: covenant.OtherPurpose, obligations: ids("DW-4.1/4.2"), room: followingUp, twist: withLabels(func(l *Labels) {
			l.Earlier.Purpose = "insight"
		})},
		{kind: KindCorrect, check: "fromEarlier", code: CodeMalformed, room: correctingEarlier, twist: withLabels(func(l *Labels) { l.Earlier = nil })},
		{kind: KindCorrect, check: "samePurpose", code: covenant.OtherPurpose, room: func(tb testing.TB) (*meeting, draft) {
			m, d := followingUp(tb) // a contribution of here becomes one of before, for something else
			d.labels.Earlier = nil
			con := m.do(d)
			labels := *labelsOf("Piet")
			labels.Earlier = earlierRoom()
			labels.Earlier.Purpose = "insight"
			return m, draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: &labels, payload: &CorrectPayload{}}
		}},
		{kind: KindContribute, check: "asStated", code: CodePersonMissing, obligations: ids("AVG-5d"), twist: func(m *meeting, d *draft) {
			*d = m.saying(AsResponse, "Piet")
			d.labels.Person = 0
		}},
		{kind: KindContribute, check: "asStated", code: CodeMalformed, twist: func(m *meeting, d *draft) {
			*d = m.saying(AsReveal, "Piet")
			d.labels.Identifying = false
		}},
		{kind: KindContribute, check: "revealedBefore", code: CodeNotRevealed, obligations: ids("AVG-5c", "AVG-25"), room: anonymously,
			twist: withLabels(func(l *Labels) { l.Identifying = true })},
		{kind: KindCorrect, check: "asStated", code: CodePersonMissing, obligations: ids("AVG-5d"), room: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, m.correcting("Piet", m.do(m.saying(AsReveal, "Piet")))
		}, twist: withLabels(func(l *Labels) { l.Person = 0 })},
		{kind: KindCorrect, check: "revealedBefore", code: CodeNotRevealed, obligations: ids("AVG-5c", "AVG-25"), room: func(tb testing.TB) (*meeting, draft) {
			m, d := anonymously(tb)
			return m, m.correcting("Piet", m.do(d))
		}, twist: withLabels(func(l *Labels) { l.Identifying = true })},
		{kind: KindContribute, check: "readersAtItem", code: CodeReaderNotAtItem, obligations: ids("DW-11.1"), twist: with(func(p *ContributePayload) {
			p.Readers = to("Wim") // welfare sits at item 2
		})},
		{kind: KindContribute, check: "readersAtItem", code: CodeMalformed, twist: with(func(p *ContributePayload) {
			p.Readers = append(to("Hanna"), to("Hanna")...)
		})},
		{kind: KindContribute, check: "readerReasons", code: CodeReaderReason, obligations: ids("DW-11.1"), twist: with(func(p *ContributePayload) { p.Readers[0].Reason = "curious" })},
		{kind: KindContribute, check: "itemCompleteIfIdentifying", code: covenant.InformMissing, obligations: ids("DW-10.1"), room: openOnTheSpot,
			twist: withLabels(func(l *Labels) { l.Identifying = true })},
		{kind: KindContribute, check: "labelsGiven", code: CodeMalformed, twist: withoutLabels},

		{kind: KindCorrect, check: "byOwner", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: func(_ *meeting, d *draft) {
			d.by, d.labels = "Hanna", labelsOf("Hanna")
		}},
		notWhenClosed(KindCorrect), withdrawnBefore(KindCorrect),
		{kind: KindCorrect, check: "itemCompleteIfIdentifying", code: covenant.InformMissing, obligations: ids("DW-10.1"), room: func(tb testing.TB) (*meeting, draft) {
			m, d := openOnTheSpot(tb)
			return m, draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{m.do(d)}, labels: labelsOf("Piet"), payload: &CorrectPayload{}}
		}, twist: withLabels(func(l *Labels) { l.Identifying = true })},
		{kind: KindCorrect, check: "labelsGiven", code: CodeMalformed, twist: withoutLabels},

		{kind: KindShow, check: "byOwner", code: CodeNotOwner, room: func(tb testing.TB) (*meeting, draft) {
			m, con := stewarded(tb) // who looks after it shows it to nobody new
			return m, m.showing("Bram", con, "Hanna")
		}},
		notByOwner(KindShow), notWhenClosed(KindShow), withdrawnBefore(KindShow),
		{kind: KindShow, check: "readersAtItem", code: CodeReaderNotAtItem, obligations: ids("DW-11.1"), twist: with(func(p *ShowPayload) { p.Readers = to("Wim") })},
		{kind: KindShow, check: "readerReasons", code: CodeReaderReason, obligations: ids("DW-11.1"), twist: with(func(p *ShowPayload) { p.Readers[0].Reason = "curious" })},
		notByOwner(KindHide), notWhenClosed(KindHide), withdrawnBefore(KindHide),
		{kind: KindHide, check: "isReader", code: CodeUnknownObject, twist: with(func(p *HidePayload) { p.Places = []agenda.PlaceID{cast()["Sofie"].place} })},
		notByOwner(KindWithdraw), withdrawnBefore(KindWithdraw),
		{kind: KindWithdraw, check: "notDestroyed", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: after(func(m *meeting) {
			m.close()
			m.destroy()
		})},
		notWhenClosed(KindUnreadable),
		{kind: KindUnreadable, check: "notWithdrawn", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			m.do(onObject("Piet", KindWithdraw, d.on[0]))
		}},
		{kind: KindUnreadable, check: "hasEnvelope", code: CodeNotRecipient, obligations: ids("DW-6.2"), twist: by("Sofie")},
		{kind: KindUnreadable, check: "notSaidYet", code: CodeDecided, twist: func(m *meeting, d *draft) { m.do(*d) }},

		notByScribe(KindDecision),
		{kind: KindDecision, check: "agreeableNow", code: CodeItemNotOpen, obligations: ids("DW-4.1/4.2"), room: whilePreparing(func(m *meeting) draft {
			return m.decision("Sofie", 1)
		})},
		{kind: KindDecision, check: "agreeableNow", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: afterClosing},
		notByScribe(KindAction),
		{kind: KindAction, check: "agreeableNow", code: CodeItemNotOpen, obligations: ids("DW-4.1/4.2"), room: whilePreparing(func(m *meeting) draft {
			return m.action("Sofie", 1, "Hanna")
		})},
		{kind: KindAction, check: "knownAssignee", code: CodeUnknownObject, twist: with(func(p *ActionPayload) { p.Assignee = 50 })},
		{kind: KindAction, check: "dueDate", code: CodeMalformed, twist: with(func(p *ActionPayload) { p.Due = 0 })},
		notByScribe(KindRetract), notWhenClosed(KindRetract),
		{kind: KindRetract, check: "stands", code: CodeSourceWithdrawn, twist: func(m *meeting, d *draft) { m.do(*d) }},
	}...)
}

// openOnTheSpot is a case on the spot under discussion, of which nobody has been
// told yet: what says who somebody is has to wait.
func openOnTheSpot(tb testing.TB) (*meeting, draft) {
	m, item := onTheSpot(tb, nil)
	m.do(m.onItem(KindOpenItem, item))
	return m, m.contribution("Piet", item, "Hanna")
}

// anonymously is a case under discussion where nobody is named by default.
func anonymously(tb testing.TB) (*meeting, draft) {
	m := invitedUnder(tb, anonymousDeWolden())
	without := complete()
	without.Named = false
	m.do(m.describing(1, without))
	m.do(m.starting())
	m.do(m.onItem(KindOpenItem, 1))
	return m, m.contribution("Piet", 1, "Hanna")
}

func withoutLabels(_ *meeting, d *draft) {
	d.alter = func(s *Submission) { s.Labels = nil }
}

// notByOwner: Hanna reads the contribution, but it is Piet's.
func notByOwner(kind chain.Kind) refused {
	check := "byOwnerOrSteward"
	if kind == KindShow {
		check = "byOwner"
	}
	return refused{kind: kind, check: check, code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Hanna")}
}

func withdrawnBefore(kind chain.Kind) refused {
	return refused{kind: kind, check: "stands", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
		m.do(onObject("Piet", KindWithdraw, d.on[0]))
	}}
}

// earlierRoom is where a passage of an earlier room comes from.
func earlierRoom() *Earlier {
	return &Earlier{Room: crypto.Digest{1}, Issue: crypto.Digest{2}, Proposal: crypto.Digest{3}, Purpose: "collective_support"}
}

// followingUp has item 1 follow up an earlier room, and a passage of it brought in.
func followingUp(tb testing.TB) (*meeting, draft) {
	m := discussing(tb)
	again := complete()
	again.Earlier = crypto.Digest{1}
	m.do(m.describing(1, again))
	d := m.contribution("Piet", 1, "Hanna")
	d.labels.Earlier = earlierRoom()
	return m, d
}

// correctingEarlier has that passage corrected.
func correctingEarlier(tb testing.TB) (*meeting, draft) {
	m, d := followingUp(tb)
	con := m.do(d)
	labels := *labelsOf("Piet")
	labels.Earlier = earlierRoom()
	return m, draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: &labels, payload: &CorrectPayload{}}
}
