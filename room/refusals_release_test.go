package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

func refusalsOfReleases() []refused {
	ruled := func(code covenant.Code, id string, change func(*ProposePayload)) refused {
		return refused{kind: KindPropose, check: "releaseRuled", code: code, obligations: ids(id), twist: with(change)}
	}
	return []refused{
		{kind: KindPropose, check: "roleMayPropose", code: CodeRoleMissing, obligations: ids("DW-11.1"), twist: func(m *meeting, d *draft) {
			m.sit("Hanna", 1, "adviser")
			d.by = "Hanna"
		}},
		{kind: KindPropose, check: "proposableNow", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: afterClosing},
		{kind: KindPropose, check: "knownRecipients", code: CodeMalformed, twist: with(func(p *ProposePayload) { p.Recipients = nil })},
		{kind: KindPropose, check: "knownRecipients", code: CodeMalformed, twist: with(func(p *ProposePayload) { p.Recipients = append(p.Recipients, p.Recipients[0]) })},
		{kind: KindPropose, check: "knownRecipients", code: CodeUnknownObject, twist: func(m *meeting, d *draft) { // has not confirmed secrecy
			m.enter("Kees")
			d.payload.(*ProposePayload).Recipients[0].Seat = m.seats["Kees"]
		}},
		{kind: KindPropose, check: "sourcesStated", code: CodeWrongSource, obligations: ids("BASE-1"), twist: func(m *meeting, d *draft) {
			d.payload.(*ProposePayload).Owners[0] = m.seats["Hanna"]
		}},
		{kind: KindPropose, check: "sourcesStated", code: CodeStatement, twist: with(func(p *ProposePayload) { p.Independent = true })},
		{kind: KindPropose, check: "sourcesStated", code: CodeMalformed, twist: with(func(p *ProposePayload) { p.Digest = crypto.Digest{} })},
		{kind: KindPropose, check: "sourcesStated", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			m.do(onObject("Piet", KindWithdraw, d.on[1]))
		}},
		{kind: KindPropose, check: "ownersPresent", code: CodeOwnerLeft, twist: func(m *meeting, d *draft) {
			m.do(draft{by: "Piet", kind: KindLeave})
			d.by = "Sofie"
		}},
		{kind: KindPropose, check: "actionsStand", code: CodeSourceWithdrawn, twist: func(m *meeting, d *draft) {
			d.payload.(*ProposePayload).Kind = "response" // which may go without an action, but not for one that is off
			m.do(onObject("Sofie", KindRetract, d.on[0]))
		}},
		{kind: KindPropose, check: "correctsApproved", code: CodeWrongCorrection, room: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			return m, m.improving("Piet", proposal) // which nobody approved yet
		}},
		{kind: KindPropose, check: "correctsApproved", code: CodeWrongCorrection, room: func(tb testing.TB) (*meeting, draft) {
			m, _, proposal := approved(tb)
			d := m.improving("Piet", proposal)
			d.payload.(*ProposePayload).Recipients = []Recipient{{Seat: m.seats["Sofie"]}} // and Hanna keeps the wrong text
			return m, d
		}},
		{kind: KindPropose, check: "correctsApproved", code: CodeWrongCorrection, room: func(tb testing.TB) (*meeting, draft) {
			m, _, proposal := approved(tb)
			d := m.improving("Piet", proposal)
			d.payload.(*ProposePayload).Kind = "action" // another kind of text
			return m, d
		}},
		{kind: KindPropose, check: "correctsApproved", code: CodeWrongCorrection, obligations: ids("AVG-5d"), room: func(tb testing.TB) (*meeting, draft) {
			m, _, proposal := approved(tb)
			return m, aroundOwner(m, "Anneke", proposal)
		}},
		{kind: KindPropose, check: "releaseRuled", code: covenant.ReleaseWithoutAction, obligations: ids("DW-11.2"), twist: func(_ *meeting, d *draft) {
			d.on, d.payload.(*ProposePayload).Actions = d.on[1:], 0
		}},
		ruled(covenant.ReleaseKindNotListed, "DW-11.2", func(p *ProposePayload) { p.Kind = "gossip" }),
		ruled(covenant.TaskNotOfParty, "DW-8.2", func(p *ProposePayload) { p.Task = "liveability" }),
		{kind: KindPropose, check: "releaseRuled", code: covenant.ThirdPartyWithoutNeed, obligations: ids("DW-8.1"), room: response(func(d *draft) {
			d.on, d.payload.(*ProposePayload).Actions = nil, 0
		})},
		{kind: KindPropose, check: "releaseRuled", code: covenant.TaskMissing, obligations: ids("DW-8.2"), room: response(func(d *draft) {
			d.payload.(*ProposePayload).Task = ""
		})},
		{kind: KindPropose, check: "releaseRuled", code: covenant.BasisMissing, obligations: ids("DW-8.2"), room: response(func(d *draft) {
			d.payload.(*ProposePayload).Basis = ""
		})},
		{kind: KindPropose, check: "releaseRuled", code: covenant.BasisNotForParty, obligations: ids("DW-8.2"), room: response(func(d *draft) {
			d.payload.(*ProposePayload).Basis = "legitimate_interest"
		})},
		{kind: KindPropose, check: "releaseRuled", code: covenant.BasisNotOwnTask, obligations: ids("DW-8.2"), room: response(func(d *draft) {
			d.payload.(*ProposePayload).Basis = "consent"
		})},

		{kind: KindAgree, check: "ownsSource", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Hanna")},
		notExact(KindAgree), decidedBefore(KindAgree),
		{kind: KindAgree, check: "undecided", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: withdrawSource},
		{kind: KindDecline, check: "ownsSource", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: by("Hanna")},
		notExact(KindDecline), decidedBefore(KindDecline),
		{kind: KindDecline, check: "undecided", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: afterClosing},

		notByLead(KindMinimise),
		{kind: KindMinimise, check: "exactProposal", code: CodeStaleObject, twist: with(func(p *MinimisePayload) { p.Proposal[0] ^= 1 })},
		decidedBefore(KindMinimise),
		{kind: KindMinimise, check: "undecided", code: CodeOwnerLeft, twist: func(m *meeting, d *draft) {
			m.do(draft{by: "Piet", kind: KindLeave})
		}},
		{kind: KindMinimise, check: "statementRepeated", code: CodeStatement, twist: with(func(p *MinimisePayload) { p.Independent = true })},
		{kind: KindMinimise, check: "ownersAgreed", code: CodeNoAgreement, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			m.do(onProposal("Piet", KindDecline, d.on[0])) // he thought better of it
		}},
		{kind: KindMinimise, check: "undecided", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: withdrawSource},
		{kind: KindMinimise, check: "readable", code: CodeUnreadable, obligations: ids("BASE-1"), twist: func(m *meeting, d *draft) {
			m.do(onObject("Anneke", KindUnreadable, d.on[0]))
		}},
		{kind: KindMinimise, check: "readable", code: CodeUnreadable, obligations: ids("BASE-1"), twist: func(m *meeting, d *draft) {
			m.do(onObject("Anneke", KindUnreadable, m.s.contributionOf(m.s.proposals[d.on[0]].Sources[0]).Act))
		}},
		{kind: KindMinimise, check: "approvalRuled", code: covenant.ThirdPartyWithoutNeed, obligations: ids("DW-8.1"), room: func(tb testing.TB) (*meeting, draft) {
			m, d := response(func(d *draft) { // it was needed to allocate the case, and the case was not allocated
				d.on, d.payload.(*ProposePayload).Actions = nil, 0
			})(tb)
			m.do(m.outcome(1, "allocated", welfare))
			proposal := m.do(d)
			m.do(m.outcome(1, "actions_agreed", ""))
			approval := minimising("Anneke", proposal, true)
			approval.payload.(*MinimisePayload).Independent = true
			return m, approval
		}},
		{kind: KindMinimise, check: "approvalRuled", code: covenant.ReleaseWithoutAction, obligations: ids("DW-11.2"), twist: func(m *meeting, d *draft) {
			m.do(onObject("Sofie", KindRetract, m.s.proposals[d.on[0]].Actions[0]))
		}},
		notByLead(KindLapse), notExact(KindLapse), decidedBefore(KindLapse),

		notByLead(KindNothingFor), notWhenClosed(KindNothingFor),
		{kind: KindNothingFor, check: "knownRecipient", code: CodeUnknownObject, twist: with(func(p *NothingForPayload) { p.Recipient.Outside = 1 })},
		{kind: KindNothingFor, check: "knownRecipient", code: CodeUnknownObject, twist: func(m *meeting, d *draft) {
			d.payload.(*NothingForPayload).Recipient = Recipient{Outside: 1}
		}},
	}
}

// aroundOwner is a correction that says it draws on no contribution any more.
func aroundOwner(m *meeting, by string, older crypto.Digest) draft {
	d := m.improving(by, older)
	p := d.payload.(*ProposePayload)
	d.on = append(d.on[:p.Actions:p.Actions], older)
	p.Independent, p.Owners = true, nil
	return d
}

// response is a text of the municipality for a doctor outside the covenant, linked
// to an action, on the municipality's own task.
func response(change func(*draft)) func(testing.TB) (*meeting, draft) {
	return func(tb testing.TB) (*meeting, draft) {
		m := discussing(tb)
		m.do(m.outside(OutsidePayload{Organisation: "Huisartsenpost"}))
		d := draft{by: "Sofie", kind: KindPropose, on: []crypto.Digest{m.do(m.action("Sofie", 1, "Sofie"))}, payload: &ProposePayload{
			Item: 1, Kind: "response", Digest: m.file(), Actions: 1, Independent: true,
			Recipients: []Recipient{{Outside: 1}}, Basis: "public_task", Task: "support",
		}}
		m.do(d) // so it may go; and now something is missing
		change(&d)
		return m, d
	}
}

func notExact(kind chain.Kind) refused {
	return refused{kind: kind, check: "exactProposal", code: CodeStaleObject, twist: with(func(p *ProposalPayload) { p.Proposal[0] ^= 1 })}
}

func decidedBefore(kind chain.Kind) refused {
	return refused{kind: kind, check: "undecided", code: CodeDecided, twist: func(m *meeting, d *draft) {
		m.do(minimising("Bram", d.on[0], false))
	}}
}

func withdrawSource(m *meeting, d *draft) {
	m.do(onObject("Piet", KindWithdraw, m.s.contributionOf(m.s.proposals[d.on[0]].Sources[0]).Act))
}

func refusalsOfPackages() []refused {
	return []refused{
		notByScribe(KindIssue),
		{kind: KindIssue, check: "notClosed", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: func(m *meeting, d *draft) {
			m.close()
			d.payload.(*IssuePayload).ReactUntil = 0 // it would be no concept any more
		}},
		{kind: KindIssue, check: "started", code: CodeNotNow, room: whilePreparing(func(m *meeting) draft {
			m.do(m.announcing("Piet"))
			return m.issue(covenant.PackageExtract, "Piet", nil, m.contribute("Piet", 1))
		})},
		{kind: KindIssue, check: "packageKind", code: covenant.PackageNotListed, obligations: ids("DW-9.1/9.2"), twist: with(func(p *IssuePayload) { p.Kind, p.ReactUntil = covenant.PackageDossier, 0 })},
		{kind: KindIssue, check: "packageKind", code: CodeMalformed, twist: with(func(p *IssuePayload) { p.Content = crypto.Digest{} })},
		{kind: KindIssue, check: "recipientSecured", code: CodeRecipientUnsecured, obligations: ids("DW-6.2"), room: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, m.issue(covenant.PackageExtract, "Piet", nil, con) // Piet has announced no key
		}},
		{kind: KindIssue, check: "recipientSecured", code: CodeUnknownObject, twist: with(func(p *IssuePayload) { p.Recipient = Recipient{} })},
		{kind: KindIssue, check: "partsApproved", code: CodeNotMinimised, obligations: ids("DW-11.2"), room: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			m.do(onProposal("Piet", KindAgree, proposal)) // the owner agreed, the chair has not decided
			m.do(m.announcing("Hanna"))
			return m, m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal})
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeNotRecipient, obligations: ids("DW-6.2", "DW-11.2"), twist: func(m *meeting, d *draft) {
			m.do(m.announcing("Wim"))
			d.payload.(*IssuePayload).Recipient.Seat = m.seats["Wim"]
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: withdrawSource},
		{kind: KindIssue, check: "partsApproved", code: covenant.ReleaseWithoutAction, obligations: ids("DW-11.2"), twist: func(m *meeting, d *draft) { // what it was needed for is off
			m.do(onObject("Sofie", KindRetract, m.s.proposals[d.on[0]].Actions[0]))
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeMalformed, twist: with(func(p *IssuePayload) { p.Kind, p.ReactUntil = covenant.PackageActionList, 0 })},
		{kind: KindIssue, check: "partsApproved", code: CodeCorrected, room: func(tb testing.TB) (*meeting, draft) {
			m, _, proposal := approved(tb)
			newer := m.do(m.improving("Piet", proposal))
			m.do(onProposal("Piet", KindAgree, newer))
			m.do(minimising("Anneke", newer, true))
			return m, m.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{proposal})
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeMalformed, twist: with(func(p *IssuePayload) { p.Kind, p.ReactUntil = covenant.PackageNotice, 0 })},
		{kind: KindIssue, check: "recipientHere", code: CodeRecipientLeft, obligations: ids("AVG-32"), twist: after(func(m *meeting) { m.do(draft{by: "Hanna", kind: KindLeave}) })},
		{kind: KindReissue, check: "recipientHere", code: CodeRecipientLeft, obligations: ids("AVG-32"), room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			m.do(m.renewing("Hanna"))
			m.do(m.confirmingKey("Hanna"))
			m.do(draft{by: "Hanna", kind: KindLeave})
			return m, onObject("Anneke", KindReissue, pack)
		}},
		{kind: KindIssue, check: "reactionDay", code: CodeStaleObject, twist: with(func(p *IssuePayload) { p.ReactUntil-- })},
		{kind: KindIssue, check: "reactionDay", code: CodeStaleObject, twist: with(func(p *IssuePayload) { p.ReactUntil += MaxReactionDays + 1 })},
		{kind: KindIssue, check: "reactionDay", code: CodeStaleObject, room: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			m.do(m.announcing("Piet"))
			d := m.issue(covenant.PackageOwnRecord, "Piet", nil, con)
			d.payload.(*IssuePayload).ReactUntil, _ = m.s.ReactionDay(covenant.PackageMinutes, m.now) // a record is no concept
			return m, d
		}},
		{kind: KindIssue, check: "dossierHolder", code: CodeNotDossierHolder, room: func(tb testing.TB) (*meeting, draft) {
			m := regionally(tb)
			m.do(m.announcing("Hanna"))
			return m, m.issue(covenant.PackageDossier, "Hanna", nil, m.contribute("Hanna", 1))
		}},
		{kind: KindIssue, check: "partsComplete", code: CodeIncomplete, twist: func(_ *meeting, d *draft) {
			d.on, d.payload.(*IssuePayload).Releases = nil, 0
		}},
		{kind: KindIssue, check: "partsComplete", code: CodeIncomplete, twist: func(_ *meeting, d *draft) {
			d.on, d.payload.(*IssuePayload).Releases = append(d.on, d.on[0]), 2
		}},
		{kind: KindIssue, check: "ownContributions", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			d.on = append(d.on, m.contribute("Piet", 1))
		}},
		{kind: KindIssue, check: "ownContributions", code: CodeNotOwner, room: func(tb testing.TB) (*meeting, draft) { // nothing outside is anybody's own
			m, d := response(func(*draft) {})(tb)
			d.payload.(*ProposePayload).Digest = m.file()
			proposal := m.do(d)
			approve := minimising("Anneke", proposal, true)
			approve.payload.(*MinimisePayload).Independent = true
			m.do(approve)
			return m, m.issueTo(covenant.PackageOwnRecord, Recipient{Outside: 1}, []crypto.Digest{proposal})
		}},
		{kind: KindIssue, check: "ownContributions", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			own := m.contribute("Hanna", 1)
			m.do(onObject("Hanna", KindWithdraw, own))
			d.on = append(d.on, own)
		}},

		{kind: KindDispatch, check: "byScribe", code: CodeNotScribe, twist: func(m *meeting, d *draft) { // she issued it, and is secretary no more
			d.by, d.on = "Sofie", []crypto.Digest{m.do(draft{by: "Sofie", kind: KindIssue, on: []crypto.Digest{onlyRelease(m)}, payload: &IssuePayload{
				Kind: covenant.PackageMinutes, Recipient: Recipient{Seat: m.seats["Hanna"]}, Content: m.file(), Releases: 1, ReactUntil: conceptUntil(m),
			}})}
			m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Sofie"], Post: "member"}})
		}},
		{kind: KindDispatch, check: "issuedThem", code: CodeNotOwner, twist: by("Bram")},
		{kind: KindDispatch, check: "sendableNow", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), twist: afterClosing},

		{kind: KindReissue, check: "byScribe", code: CodeNotScribe, room: func(tb testing.TB) (*meeting, draft) { // she issued it, and is secretary no more
			m, _, proposal := approved(tb)
			issue := m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal})
			issue.by = "Sofie"
			pack := m.do(issue)
			m.do(onObject("Sofie", KindDispatch, pack))
			m.do(m.renewing("Hanna"))
			m.do(m.confirmingKey("Hanna"))
			m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Sofie"], Post: "member"}})
			return m, onObject("Sofie", KindReissue, pack)
		}},
		{kind: KindReissue, check: "issuedThem", code: CodeNotOwner, twist: by("Bram")},
		notWhenDestroyed(KindReissue),
		{kind: KindReissue, check: "wasSent", code: CodeNotDispatched, room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := issued(tb)
			return m, onObject("Anneke", KindReissue, pack)
		}},
		{kind: KindReissue, check: "keyChanged", code: CodeDecided, room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			m.do(m.renewing("Hanna")) // which nobody confirmed
			return m, onObject("Anneke", KindReissue, pack)
		}},
		{kind: KindReissue, check: "notTainted", code: CodeRecalled, twist: func(m *meeting, d *draft) {
			m.do(m.delivery(d.on[0])) // it left, and then its source was taken back
			withdrawOnlySource(m)
		}},

		{kind: KindReact, check: "isRecipient", code: CodeNotRecipient, obligations: ids("DW-6.2"), twist: by("Piet")},
		{kind: KindReact, check: "leftAlready", code: CodeNotDispatched, room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			return m, reacting("Hanna", pack, false)
		}},
		{kind: KindReact, check: "isConcept", code: CodeNotNow, twist: afterClosing},
		{kind: KindReact, check: "inTerm", code: CodeReactionTermOver, twist: after(func(m *meeting) { m.now += 20 * DayMillis })},
		notByScribe(KindHandle),
		{kind: KindHandle, check: "notClosed", code: CodeRoomClosed, obligations: ids("DW-9.1/9.2"), room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := concept(tb) // corrected, and not answered; now it is too late to
			remark := m.do(reacting("Hanna", pack, false))
			better := m.do(m.improving("Piet", onlyRelease(m)))
			m.approve(better)
			m.do(handling("Anneke", remark, better))
			m.close()
			return m, handling("Anneke", remark)
		}},
		{kind: KindHandle, check: "hasRemarks", code: CodeDecided, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindHandle, check: "hasRemarks", code: CodeDecided, room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := concept(tb)
			return m, handling("Anneke", m.do(reacting("Hanna", pack, true)))
		}},
		{kind: KindHandle, check: "handledSomehow", code: CodeMalformed, twist: with(func(p *HandlePayload) { p.Answer = false })},
		{kind: KindHandle, check: "correctsThat", code: CodeWrongCorrection, twist: func(m *meeting, d *draft) {
			d.on = append(d.on, onlyRelease(m)) // the text itself, which corrects nothing
		}},
		{kind: KindDispatch, check: "notSent", code: CodeDecided, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindDispatch, check: "keysNamed", code: CodeStaleObject, twist: with(func(p *DispatchPayload) { p.Keys[0] ^= 1 })},
		{kind: KindDispatch, check: "keysNamed", code: CodeStaleObject, twist: func(m *meeting, d *draft) { // the archive was named in between
			lies := cast()["Lies"].minutes
			m.do(archiving("Hanna", lies))
			m.do(m.confirmingArchive("Hanna", lies))
		}},
		{kind: KindDispatch, check: "notRecalled", code: CodeRecalled, twist: func(m *meeting, d *draft) { withdrawOnlySource(m) }},
		{kind: KindDelivered, check: "dispatched", code: CodeNotDispatched, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindDelivered, check: "sameFile", code: CodeMalformed, twist: with(func(p *DeliveredPayload) { p.File[0] ^= 1 })},
		{kind: KindDelivered, check: "notRecalled", code: CodeRecalled, twist: func(m *meeting, d *draft) { withdrawOnlySource(m) }},
		{kind: KindOpened, check: "isRecipient", code: CodeNotRecipient, obligations: ids("DW-6.2"), twist: by("Piet")},
		{kind: KindOpened, check: "wasDelivered", code: CodeNotDispatched, room: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			return m, onObject("Hanna", KindOpened, pack)
		}},
		{kind: KindOpened, check: "wasDelivered", code: CodeNotDispatched, twist: func(m *meeting, d *draft) { m.do(*d) }},
	}
}

func conceptUntil(m *meeting) int64 {
	day, _ := m.s.ReactionDay(covenant.PackageMinutes, m.now)
	return day
}

func onlyRelease(m *meeting) crypto.Digest {
	for act := range m.s.proposals {
		return act
	}
	return crypto.Digest{}
}

func withdrawOnlySource(m *meeting) {
	m.do(onObject("Piet", KindWithdraw, m.s.contributionOf(m.s.proposals[onlyRelease(m)].Sources[0]).Act))
}

func refusalsOfServer() []refused {
	return []refused{
		{kind: KindEpoch, check: "epochFollows", code: CodeOtherEpoch, twist: with(func(p *EpochPayload) { p.Old++ })},
		{kind: KindEpoch, check: "epochFollows", code: CodeOtherEpoch, twist: with(func(p *EpochPayload) { p.Head.N-- })},
		{kind: KindEpoch, check: "epochFollows", code: CodeOtherEpoch, twist: func(m *meeting, d *draft) {
			d.tamper = func(a *chain.Act) { a.Epoch = 3 }
		}},
		notByLead(KindResume),
		{kind: KindResume, check: "resumesThatHead", code: CodeStaleObject, twist: with(func(p *ResumePayload) { p.Head.N-- })},
		{kind: KindErased, check: "takenBack", code: CodeNotNow, room: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, draft{kind: KindErased, on: []crypto.Digest{con}}
		}},
		{kind: KindDestroyed, check: "destructionDue", code: CodeNotNow, room: func(tb testing.TB) (*meeting, draft) {
			m, _ := accepted()[KindDestroy](tb) // closed, and nobody asked
			return m, draft{kind: KindDestroyed}
		}},
		{kind: KindDestroyed, check: "destructionDue", code: CodeNotNow, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindRekey, check: "newServerKey", code: CodeNotServer, twist: with(func(p *RekeyPayload) { p.Proof[0] ^= 1 })},
		{kind: KindRekey, check: "newServerKey", code: CodeNotServer, twist: func(m *meeting, d *draft) { // the key it has
			proof, _ := crypto.Sign(crypto.LabelRekey, server(), m.s.id[:])
			d.payload = &RekeyPayload{Key: server().Public(), Proof: proof}
		}},
	}
}
