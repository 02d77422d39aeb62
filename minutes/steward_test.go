package minutes

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// colleague lets somebody of Ronald's party in, who reads what Ronald brought in.
func (m *meeting) colleague(name string) *someone {
	n := m.joke.invites(name, "Medewerker", politie, "member", m.henk)
	m.joke.act(room.KindSit, room.SitPayload{Item: 1, Place: n.place, Role: "content"}, at(1, m.latest(1)))
	return n
}

// Ronald leaves what he brought in with Petra; who agreed for whom is in the proof.
func TestAStewardAgreesForWhoLeft(t *testing.T) {
	m := discussed(t)
	petra := m.colleague("Petra Veen")
	p := m.els.proposes(ronaldsPassage(m), m.joke, m.henk)
	shown := m.ronald.act(room.KindShow, room.ShowPayload{Readers: []room.Reader{{Place: petra.place, Reason: "own_task"}}},
		at(1, m.latestOf(m.reports)).sealingOnly(petra))
	require.NotZero(t, shown)
	m.ronald.act(room.KindLeave, room.LeavePayload{Steward: petra.seat}, in0)
	shared := m.joke.act(room.KindShare, room.Nothing{}, at(1, p).sealingOnly(petra))
	m.joke.approves(1, p, petra.agrees(1, p, shared), false)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	v, err := Verify(doc, Expect{Rules: m.rules})
	require.NoError(t, err)
	found := 0
	for _, passage := range v.Passages {
		for _, a := range passage.Agreements {
			if a.For != 0 {
				found++
				require.Equal(t, []any{p, "Petra Veen", "Ronald Kuiper", m.ronald.seat}, []any{passage.Proposal, a.Name, a.ForName, a.For})
			}
		}
	}
	require.Equal(t, 1, found, "what he agreed to himself is his")
	require.Contains(t, string(doc), ", voor Ronald Kuiper, die vertrok")
	c, proof := parts(t, doc)
	proof.Records = drop(proof.Records, find(t, proof, room.KindLeave, m.ronald.seat))
	refused(t, c, proof, CodeOtherOwner)
}

// latestOf is the latest act on a contribution.
func (m *meeting) latestOf(con crypto.Digest) crypto.Digest {
	for _, it := range m.state.View(m.joke.seat).Items {
		for _, c := range it.Contributions {
			if c.Act == con {
				return c.Latest
			}
		}
	}
	return crypto.Digest{}
}

// A server that lets everything in still cannot make somebody a steward.
func TestAStewardWhoIsNone(t *testing.T) {
	cases := []struct {
		name string
		do   func(m *meeting, petra *someone, p crypto.Digest) (latest crypto.Digest)
		code Code
	}{
		{"who was not named", func(m *meeting, petra *someone, p crypto.Digest) crypto.Digest {
			m.ronald.act(room.KindLeave, room.LeavePayload{}, in0)
			return m.joke.approves(1, p, petra.agrees(1, p, p), false)
		}, CodeOtherOwner},
		{"who was named while the owner is there", func(m *meeting, petra *someone, p crypto.Digest) crypto.Digest {
			return m.joke.approves(1, p, petra.agrees(1, p, p), false)
		}, CodeOtherOwner},
		{"of another party", func(m *meeting, petra *someone, p crypto.Digest) crypto.Digest {
			m.ronald.act(room.KindLeave, room.LeavePayload{Steward: m.samira.seat}, in0)
			return m.joke.approves(1, p, m.samira.agrees(1, p, p), false)
		}, CodeSigner},
		{"named by somebody else", func(m *meeting, petra *someone, p crypto.Digest) crypto.Digest {
			m.joke.act(room.KindRemove, room.RemovePayload{Seat: m.ronald.seat}, in0)
			return m.joke.approves(1, p, petra.agrees(1, p, p), false)
		}, CodeOtherOwner},
		{"who has gone himself", func(m *meeting, petra *someone, p crypto.Digest) crypto.Digest {
			m.ronald.act(room.KindLeave, room.LeavePayload{Steward: petra.seat}, in0)
			agreed := petra.agrees(1, p, p)
			petra.act(room.KindLeave, room.LeavePayload{}, in0)
			return m.joke.approves(1, p, agreed, false)
		}, CodeNoAgreement},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			m := discussed(t)
			petra := m.colleague("Petra Veen")
			p := m.els.proposes(ronaldsPassage(m), m.joke, m.henk)
			m.lying = true
			latest := tc.do(m, petra, p)
			m.lying = false
			c, proof := m.smuggle(t, p, latest, []chain.Seat{m.ronald.seat}, m.els)
			refused(t, c, proof, tc.code)
		})
	}
}
