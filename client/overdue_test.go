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
// the waiting begins, over however many connections, and only then the server withholds.
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

	in := s.opts.intervals
	require.ErrorIs(t, s.stalled(&connection{target: head.N + 1}), errBroken)
	require.NoError(t, s.stalled(&connection{target: head.N}))
	waits := func(target uint64, d time.Duration) error {
		m.forward(d)
		return s.watch(&connection{target: target})
	}
	part := in.withheld / looksPerLapse
	for range 2 * looksPerLapse {
		require.NoError(t, waits(head.N+1, part), "the line may be slow")
	}
	for range looksPerLapse - 1 {
		require.NoError(t, waits(head.N, part))
	}
	require.NoError(t, waits(head.N, in.withheld), "his laptop slept")
	s.parts(&connection{target: head.N})
	for range looksPerLapse/2 - 1 { // his line breaks, again and again: when it is gone nothing counts
		m.forward(in.withheld / 2)
		require.NoError(t, waits(head.N, 0))
		require.NoError(t, waits(head.N, part))
		m.forward(part)
		s.parts(&connection{target: head.N})
	}
	require.NoError(t, waits(head.N, 0))
	require.NoError(t, waits(head.N, part))
	var evidence *replica.Evidence
	require.ErrorAs(t, waits(head.N, part), &evidence)
	require.Equal(t, replica.BreachWithheld, evidence.Violation.What)
}
