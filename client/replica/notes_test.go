package replica_test

import (
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

func TestTheWelcomeMayNotGoBack(t *testing.T) {
	m := newMeeting(t, false)
	old := m.checkpoint()
	m.fatima.contribute("Er is 's nachts lawaai.")
	require.NoError(t, m.bram.replica.Greeted(m.checkpoint()))
	err := m.bram.replica.Greeted(old)
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, chain.BreachRollback, evidence.Violation.What)
	require.Equal(t, old, evidence.Shown)

	// A device that was started anew knows it too, by the checkpoint it kept.
	kept := m.fatima.replica.Held()
	again := replica.New(m.id, m.fatima.replica.Owner(), m.rules, kept)
	require.NoError(t, again.Greeted(old))
	rs := wire.Records{From: 1, Checkpoint: old}
	for seq := uint64(1); seq < uint64(len(m.records)); seq++ {
		rs.Deliveries = append(rs.Deliveries, m.delivery(m.fatima.seat, seq))
	}
	require.ErrorAs(t, again.Records(rs, m.now), &evidence)
	require.Equal(t, chain.BreachRollback, evidence.Violation.What)

	// And accepts the log that reaches it.
	again = replica.New(m.id, m.fatima.replica.Owner(), m.rules, kept)
	require.NoError(t, again.Greeted(m.checkpoint()))
	rs.Deliveries = append(rs.Deliveries, m.delivery(m.fatima.seat, uint64(len(m.records))))
	rs.Checkpoint = m.checkpoint()
	require.NoError(t, again.Records(rs, m.now))
	require.Equal(t, m.state.View(m.fatima.seat), again.View())
}

func TestARolledBackLogDoesNotHideBehindANewKey(t *testing.T) {
	m := newMeeting(t, false)
	old, n := m.checkpoint(), uint64(len(m.records))
	m.rekey()
	m.fatima.contribute("Er is 's nachts lawaai.")
	kept, now := m.fatima.replica.Held(), m.checkpoint()
	log := func(n uint64, checkpoint []byte) wire.Records {
		rs := wire.Records{From: 1, Checkpoint: checkpoint}
		for seq := uint64(1); seq <= n; seq++ {
			rs.Deliveries = append(rs.Deliveries, m.delivery(m.fatima.seat, seq))
		}
		return rs
	}
	again := func() *replica.Replica { return replica.New(m.id, m.fatima.replica.Owner(), m.rules, kept) }

	r := again()
	require.NoError(t, r.Greeted(old))
	var evidence *replica.Evidence
	require.ErrorAs(t, r.Records(log(n, old), m.now), &evidence)
	require.Equal(t, chain.BreachRollback, evidence.Violation.What)
	require.Equal(t, kept, evidence.Held)
	require.Equal(t, old, evidence.Shown)
	require.Equal(t, kept, r.Held(), "a lower note does not take its place")

	// On the way to what the server says it has, there is nothing to say yet.
	r = again()
	require.NoError(t, r.Greeted(now))
	require.NoError(t, r.Records(log(n, old), m.now))
	require.Equal(t, kept, r.Held())
	require.True(t, r.Unresolved())
	require.NoError(t, r.Withheld())
	rest := log(uint64(len(m.records)), now)
	rest.From, rest.Deliveries = n+1, rest.Deliveries[n:]
	require.NoError(t, r.Records(rest, m.now))
	require.False(t, r.Unresolved())
	require.Equal(t, m.state.View(m.fatima.seat), r.View())

	// The connection breaks on the way, and the log ends there when it is back.
	r = again()
	require.NoError(t, r.Greeted(now))
	require.NoError(t, r.Records(log(n, old), m.now))
	require.NoError(t, r.Greeted(old))
	require.ErrorAs(t, r.Withheld(), &evidence)
	require.Equal(t, chain.BreachRollback, evidence.Violation.What)

	// A welcome that nobody of this room signed.
	stranger, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	foreign, err := chain.Checkpoint{Room: m.id, Epoch: 1, Head: m.writer.Head()}.Sign(stranger)
	require.NoError(t, err)
	r = replica.New(m.id, m.fatima.replica.Owner(), m.rules, nil)
	require.NoError(t, r.Greeted(foreign))
	require.ErrorAs(t, r.Records(log(uint64(len(m.records)), now), m.now), &evidence)
	require.Equal(t, replica.BreachCheckpoint, evidence.Violation.What)
}

func TestAWelcomeOfALaterEpochIsNotForgotten(t *testing.T) {
	m := newMeeting(t, false)
	m.bram.offline = true
	head := m.writer.Head()
	later, err := chain.Checkpoint{Room: m.id, Epoch: 2, Head: head}.Sign(m.key)
	require.NoError(t, err)
	require.NoError(t, m.bram.replica.Greeted(later), "records were lost, perhaps")
	m.fatima.contribute("Er is 's nachts lawaai.")
	require.Error(t, m.bram.receive(), "or not: the log goes on as if nothing was signed")
	require.Equal(t, chain.BreachForeign, m.bram.replica.Evidence().Violation.What)
}
