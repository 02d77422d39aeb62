package room

import "testing"

func refusalsOfHolds() []refused {
	// held is a proposal that Piet put on hold, or its source.
	held := func(source bool) func(testing.TB) (*meeting, draft) {
		return func(tb testing.TB) (*meeting, draft) {
			m, con, _, proposal := proposed(tb)
			m.do(onProposal("Piet", KindAgree, proposal))
			target := proposal
			if source {
				target = con
			}
			m.do(onObject("Piet", KindHold, target))
			return m, minimising("Anneke", proposal, true)
		}
	}
	return []refused{
		{kind: KindHold, check: "mayHold", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Hanna")},
		{kind: KindHold, check: "mayHold", code: CodeNotOwner, room: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			return m, onObject("Piet", KindHold, proposal)
		}, twist: by("Sofie")},
		notWhenClosed(KindHold),
		{kind: KindHold, check: "holdable", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			m.do(onObject("Piet", KindWithdraw, d.on[0]))
		}},
		{kind: KindHold, check: "holdable", code: CodeDecided, room: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			return m, onObject("Piet", KindHold, proposal)
		}, twist: func(m *meeting, d *draft) { m.do(onProposal("Anneke", KindLapse, d.on[0])) }},
		{kind: KindHold, check: "textThere", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), room: func(tb testing.TB) (*meeting, draft) {
			m, _, proposal := approved(tb)
			return m, onObject("Anneke", KindHold, proposal)
		}, twist: func(m *meeting, d *draft) { m.do(onObject("Piet", KindWithdraw, m.s.proposals[d.on[0]].Sources[0])) }},
		{kind: KindLiftHold, check: "mayLift", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Anneke")},
		notWhenClosed(KindLiftHold),
		{kind: KindLiftHold, check: "holdStands", code: CodeStaleObject, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindMinimise, check: "nothingInTheWay", code: CodeOnHold, obligations: ids("BASE-1"), room: held(false)},
		{kind: KindMinimise, check: "nothingInTheWay", code: CodeOnHold, obligations: ids("BASE-1"), room: held(true)},
	}
}
