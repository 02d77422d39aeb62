package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

func refusalsOfRequests() []refused {
	asked := func(tb testing.TB) (*meeting, draft) {
		m := discussing(tb)
		return m, m.saying(AsAnswer, "Hanna", m.do(m.asking("Piet", "Hanna")))
	}
	var cases []refused
	for kind, room := range map[chain.Kind]func(testing.TB) (*meeting, draft){KindContribute: asked, KindRefuseRequest: nil} {
		cases = append(cases,
			refused{kind: kind, check: "isAsked", code: CodeOwnerLeft, obligations: ids("BASE-1"), room: room, twist: after(func(m *meeting) {
				m.do(draft{by: "Piet", kind: KindLeave})
			})},
			refused{kind: kind, check: "notRefused", code: CodeDecided, room: room, twist: func(m *meeting, d *draft) {
				m.do(onObject("Hanna", KindRefuseRequest, d.on[0]))
			}})
	}
	return append(cases, []refused{
		{kind: KindRequest, check: "mayAsk", code: CodeRoleMissing, obligations: ids("DW-11.1"), twist: by("Sofie")},
		{kind: KindRequest, check: "mayContributeNow", code: CodeItemNotOpen, obligations: ids("DW-4.1/4.2"), twist: after(func(m *meeting) {
			m.do(m.onItem(KindEndItem, 1))
		})},
		{kind: KindRequest, check: "askedAtItem", code: CodeReaderNotAtItem, obligations: ids("DW-11.1"), twist: with(func(p *RequestPayload) {
			p.To = []agenda.PlaceID{cast()["Wim"].place}
		})},
		{kind: KindRequest, check: "askedAtItem", code: CodeMalformed, twist: with(func(p *RequestPayload) { p.To = append(p.To, p.To...) })},
		{kind: KindRequest, check: "askedAtItem", code: CodeMalformed, twist: with(func(p *RequestPayload) { p.To = nil })},
		{kind: KindRequest, check: "onePurpose", code: covenant.PurposeMissing, obligations: ids("DW-4.1/4.2"), twist: with(func(p *RequestPayload) { p.Purpose = "" })},
		{kind: KindRequest, check: "onePurpose", code: covenant.OtherPurpose, obligations: ids("DW-4.1/4.2"), twist: with(func(p *RequestPayload) { p.Purpose = "insight" })},
		{kind: KindRefuseRequest, check: "isAsked", code: CodeNotRecipient, obligations: ids("DW-6.2"), twist: by("Piet")},
		notWhenClosed(KindRefuseRequest),
		{kind: KindRefuseRequest, check: "stands", code: CodeSourceWithdrawn, twist: func(m *meeting, d *draft) {
			m.do(onObject("Piet", KindWithdraw, d.on[0]))
		}},
		{kind: KindContribute, check: "isAsked", code: CodeNotRecipient, obligations: ids("DW-6.2"), room: asked, twist: func(m *meeting, d *draft) {
			*d = m.saying(AsAnswer, "Piet", d.on[0])
		}},
	}...)
}
