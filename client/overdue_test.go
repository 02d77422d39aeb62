package client

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Joris waits for an act of his that he is shown a stub for. While the log is not all
// there his line may be slow: that is tried anew. He waits as long as it takes from when
// the waiting begins, and only then the server withholds.
func TestASlowLineIsNotWithholding(t *testing.T) {
	m := newMeeting(t)
	_, err := m.fatima.Contribute(soon(t), noise())
	require.NoError(t, err)
	m.joris.level(m.fatima)
	m.joris.Close()
	s := m.joris.Session
	head := s.replica.Head()
	var stub uint64
	for i, e := range s.replica.Entries() {
		if e.Stub != nil {
			stub = uint64(i) + 1
		}
	}
	note, err := chain.Checkpoint{Room: s.room, Epoch: 1, Head: head}.Sign(m.signing)
	require.NoError(t, err)
	require.NoError(t, s.replica.Acked(crypto.Hash("an act of Joris"), stub, note))
	require.True(t, s.replica.Waiting())

	c := &connection{target: head.N + 1, withheld: time.NewTimer(time.Hour)}
	defer c.withheld.Stop()
	require.ErrorIs(t, s.overdue(c), errBroken)
	require.Nil(t, s.Evidence())

	c = &connection{target: head.N, withheld: c.withheld}
	require.NoError(t, s.overdue(c), "the clock ran before the waiting began")
	var evidence *replica.Evidence
	require.ErrorAs(t, s.overdue(c), &evidence)
	require.Equal(t, replica.BreachWithheld, evidence.Violation.What)
}
