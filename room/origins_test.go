package room

import (
	"testing"

	"casusoverleg/crypto"

	"github.com/stretchr/testify/require"
)

// What holds something of a contribution says so: itself, what was proposed from
// it, and what of that leaves.
func TestWhatASealedFileDrawsOn(t *testing.T) {
	m, con, _, proposal := proposed(t)
	brought, _ := m.s.Admitted(con)
	want := []Origin{{Owner: m.seats["Piet"], Seq: brought}}
	suggested, _ := m.s.Admitted(proposal)
	for name, seq := range map[string]uint64{"itself": brought, "a proposal": suggested} {
		require.Equal(t, want, m.s.OriginsAt(seq), name)
		for _, f := range m.sealed(seq) {
			require.Equal(t, want, m.s.OriginsOf(f.Digest), name)
		}
	}
	p, con, _ := dispatchedPack(t)
	brought, _ = p.s.Admitted(con)
	packages := p.s.View(1).Packages
	require.Len(t, packages, 1)
	require.Contains(t, p.s.OriginsOf(packages[0].File), Origin{Owner: p.seats["Piet"], Seq: brought}, "a package")
	consent := m.do(m.consenting("Hanna", nil))
	require.Empty(t, m.s.OriginsAt(mustSeq(m, consent)), "a record draws on nothing")
	resting := m.do(m.resting("Piet", consent, "Hanna"))
	both := []Origin{{Owner: m.seats["Piet"], Seq: mustSeq(m, resting)}, {Owner: m.seats["Hanna"], Seq: mustSeq(m, consent)}}
	require.Equal(t, both, m.s.OriginsAt(mustSeq(m, resting)), "and the consent behind it")
	both[1].Gone = mustSeq(m, m.do(draft{by: "Hanna", kind: KindLeave}))
	require.Equal(t, both, m.s.OriginsAt(mustSeq(m, resting)), "who left can say nothing since")
	both[0].Gone = mustSeq(m, m.do(draft{by: "Piet", kind: KindLeave}))
	require.Equal(t, both, m.s.OriginsAt(mustSeq(m, resting)))
	require.Empty(t, m.s.OriginsAt(1))
	require.Empty(t, m.s.OriginsAt(0))
	require.Empty(t, m.s.OriginsAt(m.s.Len()+1))
	require.Empty(t, m.s.OriginsOf(crypto.Digest{1}))
}
