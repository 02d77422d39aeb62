package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// proposalOf is how somebody sees a proposal.
func (m *meeting) proposalOf(name string, act crypto.Digest) ProposalView {
	m.Helper()
	for _, it := range m.view(name).Items {
		for _, p := range it.Proposals {
			if p.Act == act {
				return p
			}
		}
	}
	require.FailNow(m, "not shown", "to %s", name)
	return ProposalView{}
}

// Nothing leaves unless its owner agreed and the chair approved, in that order,
// and exactly that text.
func TestThePassageForHanna(t *testing.T) {
	m, con, _, proposal := proposed(t)
	m.do(m.announcing("Hanna"))
	minutes := m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal})
	m.refused(minutes, "not_minimised", "DW-11.2")
	m.refused(minimising("Anneke", proposal, true), "no_agreement", "DW-3.1")
	m.refused(onProposal("Anneke", KindAgree, proposal), "not_owner", "DW-3.1")
	require.Equal(t, []crypto.Digest{con}, m.proposalOf("Sofie", proposal).Sources)

	m.do(onProposal("Piet", KindAgree, proposal))
	require.Contains(t, m.proposalOf("Hanna", proposal).Agreements, m.seats["Piet"])
	m.refused(minutes, "not_minimised", "DW-11.2")
	m.refused(minimising("Piet", proposal, true), "not_chair", "DW-11.2")
	m.do(minimising("Anneke", proposal, true))
	require.Equal(t, ProposalApproved, m.proposalOf("Hanna", proposal).State)
	m.do(minutes)
}

// Several owners: each for himself.
func TestEveryOwnerAgrees(t *testing.T) {
	m, con := contributed(t)
	hers := m.contribute("Hanna", 1, "Piet")
	action := m.do(m.action("Anneke", 1, "Hanna"))
	d := m.passage("Sofie", con, action, "Hanna")
	p := d.payload.(*ProposePayload)
	p.Owners = append(p.Owners, m.seats["Hanna"])
	m.refused(d, "malformed") // an owner without a source
	d.on = append(d.on, hers)
	proposal := m.do(d)
	m.do(onProposal("Piet", KindAgree, proposal))
	m.refused(minimising("Anneke", proposal, true), "no_agreement", "DW-3.1")
	m.do(onProposal("Hanna", KindDecline, proposal))
	require.Equal(t, []chain.Seat{m.seats["Hanna"]}, m.proposalOf("Piet", proposal).Declined)
	m.do(onProposal("Hanna", KindAgree, proposal))
	require.Empty(t, m.proposalOf("Piet", proposal).Declined)
	m.do(minimising("Anneke", proposal, true))
}

// The chair can only narrow or block: she refuses whenever she likes, also what
// its owner agreed to, and cannot undo it.
func TestTheChairBlocks(t *testing.T) {
	m, _, _, proposal := proposed(t)
	m.do(minimising("Anneke", proposal, false))
	require.Equal(t, ProposalRefused, m.proposalOf("Piet", proposal).State)
	m.refused(onProposal("Piet", KindAgree, proposal), "already_decided")
	m.refused(minimising("Anneke", proposal, true), "already_decided")
}

// A text that draws on no contribution: the chair repeats that statement.
func TestATextWithoutASource(t *testing.T) {
	m := discussing(t)
	action := m.do(m.action("Sofie", 1, "Hanna"))
	d := draft{by: "Sofie", kind: KindPropose, on: []crypto.Digest{action}, payload: &ProposePayload{
		Item: 1, Kind: "action", Digest: m.file(), Actions: 1, Independent: true, Recipients: []Recipient{{Seat: m.seats["Hanna"]}},
	}}
	proposal := m.do(d)
	m.refused(minimising("Anneke", proposal, true), "statement_differs")
	repeated := minimising("Anneke", proposal, true)
	repeated.payload.(*MinimisePayload).Independent = true
	m.do(repeated)
}

// A withdrawal before the decision: the proposal stands on nothing any more.
func TestASourceIsWithdrawn(t *testing.T) {
	m, con, _, proposal := proposed(t)
	m.do(onProposal("Piet", KindAgree, proposal))
	require.Empty(t, m.proposalOf("Sofie", proposal).Obstacle)
	m.do(onObject("Piet", KindWithdraw, con))
	require.Equal(t, CodeSourceWithdrawn, m.proposalOf("Sofie", proposal).Obstacle)
	require.Nil(t, m.proposalOf("Sofie", proposal).Text, "and its text is gone with it")
	require.Equal(t, ProposalLapsed, m.proposalOf("Sofie", proposal).State)
	m.refused(minimising("Anneke", proposal, true), "source_withdrawn", "DW-3.1")
	m.refused(minimising("Anneke", proposal, false), "source_withdrawn", "DW-3.1")
}

// A server that withholds the source from the chair's device gets no decision
// from it: she would be deciding on somebody's word.
func TestTheChairDecidesOnlyOnSourcesSheKnows(t *testing.T) {
	m, con, _, proposal := proposed(t)
	m.do(onProposal("Piet", KindAgree, proposal))
	decision := m.sign(minimising("Anneke", proposal, true))
	for _, withheld := range []bool{false, true} {
		device := New(m.s.ID(), m.seats["Anneke"], deWolden())
		for _, entry := range m.log {
			if withheld && entry.rec.Act.Hash() == con {
				device.Skip()
				continue
			}
			_, refusal := device.Apply(entry.rec, entry.labels)
			require.Nil(t, refusal)
		}
		if refusal := device.Check(decision, m.now); withheld {
			require.NotNil(t, refusal)
			require.Equal(t, CodeWrongSource, refusal.Code)
		} else {
			require.Nil(t, refusal)
		}
	}
}

// Refs that do not fit the counts in the payload are malformed, and never a
// reason to stumble: this act once stopped a room.
func TestProposalsWhoseCountsDoNotFit(t *testing.T) {
	m, con := contributed(t)
	action := m.do(m.action("Anneke", 1, "Hanna"))
	for _, change := range []func(*draft, *ProposePayload){
		func(d *draft, p *ProposePayload) { d.on, p.Owners, p.Actions = nil, nil, 5 },
		func(d *draft, p *ProposePayload) { d.on, p.Actions = nil, 0 },
		func(d *draft, p *ProposePayload) { p.Actions = 3 },
		func(d *draft, p *ProposePayload) { p.Actions = 1 << 31 },
		func(d *draft, p *ProposePayload) { p.Owners = nil },
	} {
		d := m.passage("Piet", con, action, "Hanna")
		d.sealed = m.fittingFiles(d)
		change(&d, d.payload.(*ProposePayload))
		m.refused(d, "malformed")
	}
	d := m.issue(covenant.PackageExtract, "Hanna", nil)
	d.payload.(*IssuePayload).Releases = 3
	m.refused(d, "malformed")
}

func TestThirdParties(t *testing.T) {
	m, d := response(func(*draft) {})(t)
	proposal := m.do(d)
	require.Equal(t, []Recipient{{Outside: 1}}, m.s.proposals[proposal].Recipients)
	p := d.payload.(*ProposePayload)
	p.Digest = m.file()
	p.Recipients = []Recipient{{Outside: 2}}
	m.refused(d, "unknown_object")
	p.Recipients = []Recipient{{Outside: 1, Seat: 1}}
	m.refused(d, "unknown_object")
	p.Recipients, p.Actions, d.on = []Recipient{{Outside: 1}}, 0, nil
	m.refused(d, "third_party_without_need", "DW-8.1")
	m.do(m.outcome(1, "allocated", welfare)) // or the case is allocated (art. 8.1 under b)
	m.do(d)
}

// Sofie reads what is proposed as secretary, and is given it no more when she is none; Piet,
// whose text it is, and Hanna, who is not asked, see no difference.
func TestWhoIsNoSecretaryAnyMore(t *testing.T) {
	m, _, _, proposal := proposed(t)
	opens := func(name string) bool {
		text := m.proposalOf(name, proposal).Text
		return m.s.Opens(m.seats[name], text.Body) && m.s.Opens(m.seats[name], text.Envelope)
	}
	require.True(t, opens("Sofie"))
	m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Sofie"], Post: agenda.Member}})
	require.False(t, opens("Sofie"))
	require.True(t, opens("Piet"))
	require.False(t, opens("Hanna"))
	m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Sofie"], Post: agenda.Secretary}})
	require.True(t, opens("Sofie"))
}

func TestLimitOfRecipients(t *testing.T) {
	m, con := contributed(t)
	d := m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna")
	p := d.payload.(*ProposePayload)
	for i := range MaxRecipients {
		p.Recipients = append(p.Recipients, Recipient{Outside: uint32(i + 1)})
	}
	m.refused(d, "malformed")
}
