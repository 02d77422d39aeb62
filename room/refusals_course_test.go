package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/room/covenant"
)

func refusalsOfCourse() []refused {
	return []refused{
		notByLead(KindStart),
		{kind: KindStart, check: "inPreparation", code: CodeNotNow, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindStart, check: "codeFresh", code: CodeMalformed, twist: with(func(p *StartPayload) { p.Code.Nonce = [32]byte{} })},
		{kind: KindStart, check: "codeFresh", code: CodeMalformed, twist: seenNothing},
		{kind: KindStart, check: "deputyOrNone", code: CodeNoDeputy, obligations: ids("DW-11.2"), twist: after(func(m *meeting) {
			m.do(draft{by: "Anneke", kind: KindRemove, payload: &RemovePayload{Seat: m.seats["Bram"]}})
		})},

		notByLead(KindCode), notWhenClosed(KindCode),
		{kind: KindCode, check: "started", code: CodeNotNow, room: whilePreparing(func(*meeting) draft {
			return draft{by: "Anneke", kind: KindCode, payload: &CodePayload{Nonce: [32]byte{2}}}
		})},
		{kind: KindCode, check: "codeFresh", code: CodeMalformed, twist: with(func(p *CodePayload) { p.Nonce = [32]byte{} })},

		notWhenClosed(KindConfirm),

		notByLead(KindWrapUp),
		{kind: KindWrapUp, check: "inSession", code: CodeNotNow, room: whilePreparing(func(*meeting) draft {
			return draft{by: "Anneke", kind: KindWrapUp}
		})},
		{kind: KindWrapUp, check: "noItemOpen", code: CodeItemOpen, twist: after(func(m *meeting) { m.do(m.onItem(KindOpenItem, 1)) })},

		notByLead(KindAdopt),
		{kind: KindAdopt, check: "wrappingUp", code: CodeNotNow, room: func(tb testing.TB) (*meeting, draft) { // still in session
			m := startedRoom(tb)
			m.meetGates()
			return m, draft{by: "Anneke", kind: KindAdopt}
		}},
		{kind: KindAdopt, check: "adoptionGates", code: CodeGatesOpen, obligations: ids("DW-11.2"), room: func(tb testing.TB) (*meeting, draft) {
			m := startedRoom(tb)
			m.do(draft{by: "Anneke", kind: KindWrapUp})
			return m, draft{by: "Anneke", kind: KindAdopt}
		}},

		notByLead(KindClose),
		{kind: KindClose, check: "adopted", code: CodeNotNow, room: func(tb testing.TB) (*meeting, draft) { // not adopted yet
			m, _ := accepted()[KindAdopt](tb)
			return m, draft{by: "Anneke", kind: KindClose}
		}},

		{kind: KindClose, check: "closingGates", code: CodeGatesOpen, obligations: ids("DW-11.2"), twist: func(m *meeting, _ *draft) {
			_, outside := accepted()[KindOutside](m) // somebody came on the list after adoption
			m.do(outside)
		}},

		notByLead(KindDestroy),
		{kind: KindDestroy, check: "isClosed", code: CodeNotNow, room: func(tb testing.TB) (*meeting, draft) {
			m, adopt := accepted()[KindAdopt](tb)
			m.do(adopt)
			return m, draft{by: "Anneke", kind: KindDestroy}
		}},
	}
}

func refusalsOfItems() []refused {
	describe := func(code covenant.Code, id string, change func(*DescribePayload)) refused {
		return refused{kind: KindDescribe, check: "itemFacts", code: code, obligations: ids(id), twist: with(change)}
	}
	return []refused{
		notByLead(KindItem),
		{kind: KindItem, check: "beforeWrapUp", code: CodeNotNow, twist: afterClosing},
		{kind: KindItem, check: "nextItem", code: CodeStaleObject, twist: with(func(p *ItemPayload) { p.Item++ })},
		notByLead(KindAgenda),
		{kind: KindAgenda, check: "beforeWrapUp", code: CodeNotNow, twist: afterClosing},
		{kind: KindAgenda, check: "knownItems", code: CodeUnknownObject, twist: with(func(p *AgendaPayload) { p.Order = []agenda.ItemID{1, 1} })},
		{kind: KindAgenda, check: "knownItems", code: CodeUnknownObject, twist: with(func(p *AgendaPayload) { p.Order = p.Order[:1] })},

		notByScribe(KindDescribe),
		{kind: KindDescribe, check: "notClosed", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), room: whilePreparing(func(m *meeting) draft {
			return m.describing(1, complete())
		}), twist: afterClosing},
		{kind: KindDescribe, check: "itemNotEnded", code: CodeItemEnded, twist: after(func(m *meeting) { m.do(m.onItem(KindEndItem, 1)) })},
		describe(covenant.PurposeNotListed, "DW-4.1/4.2", func(p *DescribePayload) { p.Purpose = "curiosity" }),
		describe(covenant.PurposeMissing, "DW-4.1/4.2", func(p *DescribePayload) { p.Purpose = "" }),
		describe(covenant.CriterionNotListed, "DW-4.1/4.2", func(p *DescribePayload) { p.Criterion = "boredom" }),
		describe(covenant.InformNotBefore, "DW-10.1", func(p *DescribePayload) { p.Inform = covenant.InformPlanned }),
		describe(covenant.InformGroundMissing, "DW-10.1", func(p *DescribePayload) { p.Inform, p.InformReason = covenant.InformException, true }),
		describe(covenant.InformGroundNotListed, "DW-10.1", func(p *DescribePayload) {
			p.Inform, p.InformReason, p.InformGround = covenant.InformException, true, "busy"
		}),
		describe(covenant.InformReasonMissing, "DW-10.1", func(p *DescribePayload) { p.Inform, p.InformGround = covenant.InformException, "protection" }),
		describe(covenant.InformNotBefore, "DW-10.1", func(p *DescribePayload) { p.Inform, p.InformReason = covenant.InformAfterwards, true }),
		describe(covenant.PhaseNotListed, "AVG-5b", func(p *DescribePayload) { p.Phase = "research" }), // De Wolden has no such table
		{kind: KindDescribe, check: "itemPurposeKept", code: CodePurposeFixed, obligations: ids("DW-4.1/4.2"), twist: func(m *meeting, d *draft) {
			m.contribute("Piet", 1)
			d.payload.(*DescribePayload).Purpose = "insight"
		}},
		{kind: KindDescribe, check: "itemPersons", code: CodeStaleObject, twist: with(func(p *DescribePayload) { p.Persons = nil })},
		{kind: KindDescribe, check: "itemPersons", code: CodeMalformed, twist: with(func(p *DescribePayload) { p.Persons[0].Relation = "enemy" })},
		{kind: KindDescribe, check: "itemPersons", code: covenant.GeneralItemNoPersons, obligations: ids("DW-11.1"), room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, m.describing(2, &DescribePayload{Persons: []PersonLabels{{Relation: "resident"}}})
		}},

		notByLead(KindSit), notWhenClosed(KindSit),
		{kind: KindSit, check: "knownPlace", code: CodeUnknownObject, twist: with(func(p *SitPayload) { p.Place = 50 })},
		{kind: KindSit, check: "knownRole", code: CodeRoleMissing, obligations: ids("DW-11.1"), twist: with(func(p *SitPayload) { p.Role = "boss" })},
		notByLead(KindUnseat), notWhenClosed(KindUnseat),
		{kind: KindUnseat, check: "sitsThere", code: CodeUnknownObject, twist: with(func(p *UnseatPayload) { p.Place = cast()["Wim"].place })},
		{kind: KindUnseat, check: "broughtNothing", code: CodeNotNow, twist: after(func(m *meeting) { m.contribute("Hanna", 1) })},

		notByLead(KindOpenItem),
		{kind: KindOpenItem, check: "inSession", code: CodeNotNow, room: whilePreparing(func(m *meeting) draft {
			return m.onItem(KindOpenItem, 1)
		})},
		{kind: KindOpenItem, check: "itemClosed", code: CodeItemOpen, twist: func(m *meeting, d *draft) { m.do(*d) }},
		opening(covenant.PurposeMissing, "DW-4.1/4.2", func(p *DescribePayload) { p.Purpose = "" }),
		opening(covenant.CriterionMissing, "DW-4.1/4.2", func(p *DescribePayload) { p.Criterion = "" }),
		opening(covenant.InformMissing, "DW-10.1", func(p *DescribePayload) { p.Inform = "" }),
		opening(covenant.InformDateMissing, "DW-10.1", func(p *DescribePayload) { p.InformDay = 0 }),
		{kind: KindOpenItem, check: "itemMayOpen", code: covenant.OnTheSpotNamed, obligations: ids("DW-10.1"), room: func(tb testing.TB) (*meeting, draft) {
			m, item := onTheSpot(tb, func(p *DescribePayload) { p.Named = true })
			return m, m.onItem(KindOpenItem, item)
		}},
		{kind: KindOpenItem, check: "noItemOpen", code: CodeItemOpen, twist: after(func(m *meeting) { m.do(m.onItem(KindOpenItem, 2)) })},
		notByLead(KindEndItem),
		{kind: KindEndItem, check: "itemOpen", code: CodeItemNotOpen, obligations: ids("DW-4.1/4.2"), twist: func(m *meeting, d *draft) { m.do(*d) }},

		notByScribe(KindOutcome), notWhenClosed(KindOutcome),
		{kind: KindOutcome, check: "started", code: CodeNotNow, room: whilePreparing(func(m *meeting) draft {
			return m.outcome(1, "followed", "")
		})},
		{kind: KindOutcome, check: "outcomeListed", code: CodeMalformed, twist: with(func(p *OutcomePayload) { p.Outcome = "solved" })},
		{kind: KindOutcome, check: "outcomeListed", code: CodeMalformed, twist: with(func(p *OutcomePayload) { p.Outcome = "allocated" })}, // to whom?
		{kind: KindOutcome, check: "outcomeListed", code: covenant.PartyOutsideCovenant, obligations: ids("DW-2.1"), twist: with(func(p *OutcomePayload) {
			p.Outcome, p.Party = "allocated", stranger
		})},

		{kind: KindShare, check: "mayShare", code: CodeNotChair, obligations: ids("DW-11.2"), twist: by("Piet")},
		{kind: KindShare, check: "mayShare", code: CodeNotOwner, obligations: ids("DW-3.1"), room: owedDraft, twist: by("Anneke")},
		notWhenClosed(KindShare),
		{kind: KindShare, check: "notWithdrawn", code: CodeSourceWithdrawn, room: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb) // and Hanna, who read it, has another device
			m.comeBack("Anneke", "Hanna", "borrowed laptop")
			m.do(m.joining("Hanna"))
			d := onObject("Anneke", KindShare, con)
			d.sealed = m.fittingFiles(d)
			m.do(onObject("Piet", KindWithdraw, con))
			return m, d
		}},
	}
}

// opening is an item that may not open because its description lacks something.
func opening(code covenant.Code, id string, change func(*DescribePayload)) refused {
	return refused{kind: KindOpenItem, check: "itemMayOpen", code: code, obligations: ids(id), twist: after(func(m *meeting) {
		p := complete()
		change(p)
		m.do(m.describing(1, p))
	})}
}

// onTheSpot has a case that came up while the room was in session, with Piet at it.
func onTheSpot(tb testing.TB, change func(*DescribePayload)) (*meeting, agenda.ItemID) {
	m := startedRoom(tb)
	item := m.newItem(false)
	p := &DescribePayload{Purpose: "collective_support", Criterion: "signal", Persons: []PersonLabels{{}}}
	if change != nil {
		change(p)
	}
	m.do(m.describing(item, p))
	m.sit("Piet", item, "director")
	m.sit("Hanna", item, "content")
	return m, item
}

// whilePreparing is an act in a room that has not started.
func whilePreparing(act func(m *meeting) draft) func(testing.TB) (*meeting, draft) {
	return func(tb testing.TB) (*meeting, draft) {
		m := invited(tb)
		return m, act(m)
	}
}
