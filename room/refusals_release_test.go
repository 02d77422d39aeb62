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

// response is a text of the municipality for a doctor outside the covenant, linked
// to an action, on the municipality's own task.
func response(change func(*draft)) func(testing.TB) (*meeting, draft) {
	return func(tb testing.TB) (*meeting, draft) {
		m := discussing(tb)
		_, outside := accepted()[KindOutside](tb)
		m.do(outside)
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
		notByScribe(KindIssue), notWhenClosed(KindIssue),
		{kind: KindIssue, check: "started", code: CodeNotNow, room: whilePreparing(func(m *meeting) draft {
			m.do(m.announcing("Piet"))
			return m.issue(PackageExtract, "Piet", nil, m.contribute("Piet", 1))
		})},
		{kind: KindIssue, check: "packageKind", code: covenant.PackageNotListed, obligations: ids("DW-9.1/9.2"), twist: with(func(p *IssuePayload) { p.Kind = "dossier" })},
		{kind: KindIssue, check: "packageKind", code: CodeMalformed, twist: with(func(p *IssuePayload) { p.Content = crypto.Digest{} })},
		{kind: KindIssue, check: "recipientSecured", code: CodeRecipientUnsecured, obligations: ids("DW-6.2"), room: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, m.issue(PackageExtract, "Piet", nil, con) // Piet has announced no key
		}},
		{kind: KindIssue, check: "recipientSecured", code: CodeUnknownObject, twist: with(func(p *IssuePayload) { p.Recipient = Recipient{} })},
		{kind: KindIssue, check: "partsApproved", code: CodeNotMinimised, obligations: ids("DW-11.2"), room: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			m.do(onProposal("Piet", KindAgree, proposal)) // the owner agreed, the chair has not decided
			m.do(m.announcing("Hanna"))
			return m, m.issue(PackageMinutes, "Hanna", []crypto.Digest{proposal})
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeNotRecipient, obligations: ids("DW-6.2", "DW-11.2"), twist: func(m *meeting, d *draft) {
			m.do(m.announcing("Wim"))
			d.payload.(*IssuePayload).Recipient.Seat = m.seats["Wim"]
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: withdrawSource},
		{kind: KindIssue, check: "partsApproved", code: covenant.ReleaseWithoutAction, obligations: ids("DW-11.2"), twist: func(m *meeting, d *draft) { // what it was needed for is off
			m.do(onObject("Sofie", KindRetract, m.s.proposals[d.on[0]].Actions[0]))
		}},
		{kind: KindIssue, check: "partsApproved", code: CodeMalformed, twist: with(func(p *IssuePayload) { p.Kind = PackageActionList })},
		{kind: KindIssue, check: "partsComplete", code: CodeIncomplete, twist: func(_ *meeting, d *draft) {
			d.on, d.payload.(*IssuePayload).Releases = nil, 0
		}},
		{kind: KindIssue, check: "partsComplete", code: CodeIncomplete, twist: func(_ *meeting, d *draft) {
			d.on, d.payload.(*IssuePayload).Releases = append(d.on, d.on[0]), 2
		}},
		{kind: KindIssue, check: "ownContributions", code: CodeNotOwner, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			d.on = append(d.on, m.contribute("Piet", 1))
		}},
		{kind: KindIssue, check: "ownContributions", code: CodeSourceWithdrawn, obligations: ids("DW-3.1"), twist: func(m *meeting, d *draft) {
			own := m.contribute("Hanna", 1)
			m.do(onObject("Hanna", KindWithdraw, own))
			d.on = append(d.on, own)
		}},

		{kind: KindDispatch, check: "byScribe", code: CodeNotScribe, twist: func(m *meeting, d *draft) { // she issued it, and is secretary no more
			d.by, d.on = "Sofie", []crypto.Digest{m.do(draft{by: "Sofie", kind: KindIssue, on: []crypto.Digest{onlyRelease(m)}, payload: &IssuePayload{
				Kind: PackageMinutes, Recipient: Recipient{Seat: m.seats["Hanna"]}, Content: m.file(), Releases: 1,
			}})}
			m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Sofie"], Post: "member"}})
		}},
		{kind: KindDispatch, check: "issuedThem", code: CodeNotOwner, twist: by("Bram")},
		notWhenClosed(KindDispatch),
		{kind: KindDispatch, check: "notSent", code: CodeDecided, twist: func(m *meeting, d *draft) { m.do(*d) }},
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
