package room

import (
	"testing"

	"casusoverleg/crypto"
)

func refusalsOfDrafts() []refused {
	// signs is a draft of Sofie in Piet's name that somebody signs.
	signs := func(name string) func(*meeting, *draft) {
		return func(m *meeting, d *draft) { *d = m.signing(name, m.do(m.drafting("Sofie", 1, "Piet"))) }
	}
	return []refused{
		{kind: KindDraft, check: "mayDraft", code: CodeRoleMissing, obligations: ids("DW-11.1"), twist: by("Hanna")},
		{kind: KindDraft, check: "mayContributeNow", code: CodeItemNotOpen, obligations: ids("DW-4.1/4.2"), twist: after(func(m *meeting) {
			m.do(m.onItem(KindEndItem, 1))
		})},
		{kind: KindDraft, check: "mayContributeNow", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: afterClosing},
		{kind: KindDraft, check: "draftPlace", code: CodeReaderNotAtItem, obligations: ids("DW-11.1"), twist: with(func(p *DraftPayload) {
			p.Place = cast()["Wim"].place // welfare sits at item 2
		})},
		{kind: KindDropDraft, check: "byWriterOrOwner", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Anneke")},
		{kind: KindDropDraft, check: "draftStands", code: CodeDraftGone, obligations: ids("AVG-5d"), twist: func(m *meeting, d *draft) {
			m.do(m.signing("Piet", d.on[0]))
		}},
		{kind: KindContribute, check: "ownDraft", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: signs("Hanna")},
		{kind: KindContribute, check: "ownDraft", code: CodeUnknownObject, twist: func(m *meeting, d *draft) {
			text := m.do(draft{by: "Anneke", kind: KindDraft, payload: &DraftPayload{Item: 2, Place: cast()["Wim"].place}})
			m.sit("Wim", 1, "content")
			con := m.contribute("Piet", 1)
			*d = m.signing("Wim", text)
			d.on = []crypto.Digest{con, text}
			d.payload.(*ContributePayload).As = AsReply
			m.do(m.showing("Piet", con, "Wim"))
		}, room: preparingItem2},
		{kind: KindContribute, check: "draftStands", code: CodeDraftGone, obligations: ids("AVG-5d"), twist: func(m *meeting, d *draft) {
			signs("Piet")(m, d)
			m.do(onObject("Piet", KindDropDraft, d.on[0]))
		}},
	}
}

// preparingItem2 has nothing open yet, so that one can write at both items.
func preparingItem2(tb testing.TB) (*meeting, draft) {
	m := invited(tb)
	return m, m.contribution("Piet", 1)
}

// owedDraft is a draft for a place that was filled since: its writer owes an envelope.
func owedDraft(tb testing.TB) (*meeting, draft) {
	m := discussing(tb)
	m.sit("Kees", 1, "content")
	text := m.do(m.drafting("Sofie", 1, "Kees"))
	m.join("Kees")
	return m, onObject("Sofie", KindShare, text)
}
