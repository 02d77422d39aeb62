package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// In a covenant with guests: placing is the act of making a place for one, seating
// that of seating Omar at item 1.
func guestPlace(tb testing.TB) (*meeting, draft) {
	m := visited(tb)
	return m, draft{by: "Anneke", kind: KindPlace, payload: &PlacePayload{Place: 11, Guest: covenant.GuestRelative, Post: agenda.Member}}
}

func guestSits(tb testing.TB) (*meeting, draft) {
	m := visited(tb)
	return m, m.seatingPerson("Omar", 1, 0)
}

// contactNamed has Piet as the family's contact.
func (m *meeting) nameContact(name string) {
	p := complete()
	p.Contact = cast()[name].place
	m.do(m.describing(1, p))
}

func refusalsOfFamily() []refused {
	again := func(name string) func(m *meeting, d *draft) { // a name act about the name told before
		return func(m *meeting, d *draft) {
			act := m.do(m.naming("Fatima", 1))
			d.by, d.on, d.payload.(*NamePayload).Again = name, []crypto.Digest{act}, true
			d.sealed = m.body(m.s.SealToItem(1))
		}
	}
	plan := func(code covenant.Code, change func(*InformPlanPayload)) refused {
		return refused{kind: KindInformPlan, check: "informPlanRuled", code: code, obligations: ids("AVG-13/14"), twist: with(change)}
	}
	onGeneral := func(m *meeting, d *draft) { d.on = []crypto.Digest{m.item(2)} }
	return []refused{
		{kind: KindPlace, check: "placePartyListed", code: covenant.GuestNotListed, obligations: ids("AVG-5c"), twist: with(func(p *PlacePayload) { // De Wolden has none
			p.Party, p.Function, p.Guest = "", "", covenant.GuestPerson
		})},
		{kind: KindPlace, check: "placePartyListed", code: covenant.GuestNotListed, room: guestPlace, twist: with(func(p *PlacePayload) { p.Guest = covenant.GuestSupporter })},
		{kind: KindPlace, check: "placePartyListed", code: CodeMalformed, room: guestPlace, twist: with(func(p *PlacePayload) { p.Party = welfare })},
		{kind: KindPlace, check: "nextPlace", code: CodeMalformed, room: guestPlace, twist: with(func(p *PlacePayload) { p.Function = "broer" })},
		{kind: KindPlace, check: "placeOfGuest", code: CodeNotForGuests, obligations: ids("AVG-25"), room: guestPlace, twist: with(func(p *PlacePayload) { p.Post = agenda.Secretary })},
		{kind: KindAdmit, check: "bundleParty", code: CodeMalformed, room: func(tb testing.TB) (*meeting, draft) { // a guest who tells the server his name
			m := visited(tb)
			m.do(draft{by: "Omar", kind: KindLeave})
			d := m.admission("Omar", m.do(m.invitation("Omar")))
			d.payload.(*AdmitPayload).Bundle = m.bundleOf("Lies", Bundle{Room: m.s.id, Invitation: m.s.invitations[d.on[0]].ID},
				func(b *Bundle) { b.Claims = Claims{Name: "Omar", Function: "broer"} })
			return m, d
		}},
		{kind: KindAdmit, check: "bundleParty", code: CodeMalformed, twist: func(m *meeting, d *draft) { // a professional who does not
			d.payload.(*AdmitPayload).Bundle = m.bundleOf("Kees", Bundle{Room: m.s.id, Invitation: m.s.invitations[d.on[0]].ID},
				func(b *Bundle) { b.Claims = Claims{} })
		}},
		{kind: KindAppoint, check: "appointsNoGuest", code: CodeNotForGuests, obligations: ids("AVG-25"), room: func(tb testing.TB) (*meeting, draft) {
			m := visited(tb)
			return m, draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Omar"], Post: agenda.Secretary}}
		}},

		{kind: KindSit, check: "roleFits", code: CodeRoleMissing, room: guestSits, twist: with(func(p *SitPayload) { p.Role = "content" })},
		{kind: KindSit, check: "roleFits", code: CodeRoleMissing, room: func(tb testing.TB) (*meeting, draft) {
			m := visited(tb)
			return m, m.sitting("Wim", 1, "family")
		}},
		{kind: KindSit, check: "roleFree", code: CodeRoleTaken, obligations: ids("AVG-13/14"), room: func(tb testing.TB) (*meeting, draft) {
			m := visited(tb)
			m.sit("Wim", 1, "lead")
			m.sit("Wim", 1, "lead") // the same place again is no second one
			return m, m.sitting("Piet", 1, "lead")
		}},
		{kind: KindSit, check: "personOfGuest", code: CodeOnlyGuests, room: guestSits, twist: with(func(p *SitPayload) { p.Person = 1 })}, // a relative is not the person
		{kind: KindSit, check: "personOfGuest", code: CodeOnlyGuests, twist: with(func(p *SitPayload) { p.Person = 1 })},
		{kind: KindSit, check: "personOfGuest", code: CodeUnknownObject, room: guestSits, twist: func(m *meeting, d *draft) { *d = m.seatingPerson("Fatima", 1, 2) }},
		{kind: KindSit, check: "personOfGuest", code: CodePlaceTaken, room: func(tb testing.TB) (*meeting, draft) {
			m := visited(tb)
			m.do(draft{by: "Anneke", kind: KindPlace, payload: &PlacePayload{Place: 11, Guest: covenant.GuestPerson, Post: agenda.Member}})
			d := m.seatingPerson("Fatima", 1, 1)
			d.payload.(*SitPayload).Place = 11
			return m, d
		}},

		{kind: KindDescribe, check: "itemContact", code: CodeUnknownObject, twist: with(func(p *DescribePayload) { p.Contact = cast()["Wim"].place })},
		{kind: KindDescribe, check: "itemContact", code: CodeNotForGuests, obligations: ids("AVG-25"), room: func(tb testing.TB) (*meeting, draft) {
			m := visited(tb)
			return m, m.describing(1, complete())
		}, twist: with(func(p *DescribePayload) { p.Contact = cast()["Fatima"].place })},
		{kind: KindDescribe, check: "itemContact", code: covenant.GeneralItemNoPersons, room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, m.describing(2, &DescribePayload{Contact: cast()["Wim"].place})
		}},
		{kind: KindUnseat, check: "notTheContact", code: CodeNotNow, twist: after(func(m *meeting) { m.nameContact("Hanna") })},

		{kind: KindArchive, check: "ofParty", code: CodeNotForGuests, obligations: ids("AVG-25"), room: func(tb testing.TB) (*meeting, draft) {
			m := visited(tb)
			return m, draft{by: "Fatima", kind: KindArchive, payload: &ArchivePayload{Recipient: cast()["Lies"].minutes}}
		}},
		{kind: KindName, check: "byGuest", code: CodeOnlyGuests, obligations: ids("AVG-25"), twist: by("Piet")},
		notWhenClosed(KindName),
		{kind: KindName, check: "firstName", code: CodeStaleObject, twist: func(m *meeting, d *draft) { m.do(m.naming("Fatima", 1)) }},
		{kind: KindName, check: "ownName", code: CodeNotOwner, twist: func(m *meeting, d *draft) {
			m.do(m.seatingPerson("Omar", 1, 0))
			again("Omar")(m, d)
		}},

		notByScribe(KindInformPlan),
		{kind: KindInformPlan, check: "notClosed", code: CodeRoomClosed, room: func(tb testing.TB) (*meeting, draft) { // Fatima is there: closing asks for no plan
			m := visited(tb)
			return m, m.informing(1, "Piet")
		}, twist: afterClosing},
		{kind: KindInformPlan, check: "aCase", code: covenant.GeneralItemNoPersons, room: func(tb testing.TB) (*meeting, draft) {
			m := absent(tb)
			return m, m.informing(2, "Wim")
		}},
		{kind: KindInformPlan, check: "onePlan", code: CodeStaleObject, twist: after(func(m *meeting) { m.do(m.informing(1, "Piet")) })},
		{kind: KindInformPlan, check: "informerHere", code: CodeUnknownObject, twist: with(func(p *InformPlanPayload) { p.By = cast()["Wim"].place })},
		{kind: KindInformPlan, check: "informerHere", code: CodeNotForGuests, twist: func(m *meeting, d *draft) {
			m.do(m.seatingPerson("Omar", 1, 0))
			d.payload.(*InformPlanPayload).By = cast()["Omar"].place
		}},
		plan(covenant.InformerMissing, func(p *InformPlanPayload) { p.By = 0 }),
		plan(covenant.InformDateMissing, func(p *InformPlanPayload) { p.Day = 0 }),
		plan(covenant.InformDatePast, func(p *InformPlanPayload) { p.Day -= 8 }),
		plan(covenant.InformTooLate, func(p *InformPlanPayload) { p.Day += 30 }),
		plan(covenant.InformGroundNotListed, func(p *InformPlanPayload) { p.Ground, p.Reason = "busy", true }),
		plan(covenant.InformReasonMissing, func(p *InformPlanPayload) { p.Ground = "protection" }),
		plan(covenant.InformDateMissing, func(p *InformPlanPayload) { p.Ground, p.Reason, p.Day = "protection", true, 0 }), // temporary: TS-P-7.6

		{kind: KindInformed, check: "byInformer", code: CodeNotScribe, twist: by("Hanna")},
		notWhenClosed(KindInformed),
		{kind: KindInformed, check: "notInformed", code: CodeDecided, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindInformed, check: "informedDay", code: CodeMalformed, twist: with(func(p *InformedPayload) { p.Day += 2 })},
		{kind: KindInformed, check: "informedDay", code: CodeMalformed, twist: with(func(p *InformedPayload) { p.Day = 0 })},

		{kind: KindInviteResponse, check: "byContact", code: CodeNotScribe, twist: by("Piet")},
		notWhenClosed(KindInviteResponse),
		{kind: KindInviteResponse, check: "aCase", code: covenant.GeneralItemNoPersons, twist: func(m *meeting, d *draft) {
			d.by = "Anneke"
			onGeneral(m, d)
		}},
		{kind: KindInviteResponse, check: "responseDay", code: covenant.InformDatePast, twist: with(func(p *InviteResponsePayload) { p.Day -= 8 })},
		{kind: KindNoResponse, check: "byContact", code: CodeNotScribe, twist: by("Piet")},
		notWhenClosed(KindNoResponse),
		{kind: KindNoResponse, check: "aCase", code: covenant.GeneralItemNoPersons, twist: onGeneral},

		{kind: KindIssue, check: "responsesIncluded", code: CodeIncomplete, obligations: ids("AVG-5d"), room: func(tb testing.TB) (*meeting, draft) {
			m, passage, _ := responded(tb)
			return m, m.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{passage})
		}},
	}
}

// responded has a passage about item 1 and the family's response to it approved
// for Hanna. Fatima gave the response herself.
func responded(tb testing.TB) (m *meeting, passage, response crypto.Digest) {
	m = visited(tb)
	con := m.contribute("Piet", 1, "Hanna")
	passage = m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna"))
	m.do(onProposal("Piet", KindAgree, passage))
	m.do(minimising("Anneke", passage, true))
	response = m.respond("Hanna")
	m.do(m.announcing("Hanna"))
	return m, passage, response
}

// responding is what somebody says, or notes, as the response of person 1.
func (m *meeting) responding(by string, readers ...string) draft {
	d := m.contribution(by, 1, readers...)
	d.payload.(*ContributePayload).As = AsResponse
	return d
}

// respond has a response of Fatima approved for these recipients.
func (m *meeting) respond(recipients ...string) crypto.Digest {
	m.Helper()
	said := m.do(m.responding("Fatima", "Piet"))
	response := m.do(m.offering("Piet", said, recipients...))
	m.do(onProposal("Fatima", KindAgree, response))
	m.do(minimising("Anneke", response, true))
	return response
}

// offering proposes that a response goes along.
func (m *meeting) offering(by string, said crypto.Digest, recipients ...string) draft {
	d := m.passage(by, said, said, recipients...)
	d.on, d.payload.(*ProposePayload).Kind, d.payload.(*ProposePayload).Actions = d.on[1:], ReleaseResponse, 0
	return d
}
