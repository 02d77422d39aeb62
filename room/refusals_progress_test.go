package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

func refusalsOfProgress() []refused {
	goingOn := func(tb testing.TB) (*meeting, draft) { m := followingOn(tb); return m, m.goingOn("Hanna") }
	return []refused{
		{kind: KindAction, check: "fromEarlier", code: CodeMalformed, twist: with(func(p *ActionPayload) { // the item follows up no room
			p.Earlier = earlierRoom()
		})},
		{kind: KindAction, check: "fromEarlier", code: CodeMalformed, room: goingOn, twist: with(func(p *ActionPayload) { p.Earlier.Proposal = crypto.Digest{} })},
		{kind: KindAction, check: "samePurpose", code: covenant.OtherPurpose, obligations: ids("DW-4.1/4.2"), room: goingOn, twist: with(func(p *ActionPayload) {
			p.Earlier.Purpose = "insight"
		})},

		{kind: KindProgress, check: "byAssignee", code: CodeNotScribe, twist: by("Piet")},
		notWhenClosed(KindProgress),
		{kind: KindProgress, check: "workStands", code: CodeSourceWithdrawn, twist: func(m *meeting, d *draft) { m.do(onObject("Sofie", KindRetract, d.on[0])) }},
		{kind: KindProgress, check: "oneProgress", code: CodeStaleObject, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindProgress, check: "knownProgress", code: CodeMalformed, twist: with(func(p *ProgressPayload) { p.Is = "almost" })},
		{kind: KindProgress, check: "droppedForReason", code: CodeReasonMissing, obligations: ids("AVG-5d"), twist: with(func(p *ProgressPayload) { p.Is = ProgressDropped })},
	}
}

// followingOn has item 1 under discussion follow up an earlier room.
func followingOn(tb testing.TB) *meeting {
	m := discussing(tb)
	again := complete()
	again.Earlier = earlierRoom().Room
	m.do(m.describing(1, again))
	return m
}

// goingOn is an action of the earlier room, for somebody here.
func (m *meeting) goingOn(assignee string) draft {
	d := m.action("Sofie", 1, assignee)
	d.payload.(*ActionPayload).Earlier = earlierRoom()
	return d
}
