package replica_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// log is all that a seat is sent of the room, to a device that begins anew; hidden is a
// record of which it gets only a stub.
func (h *host) log(p *person, hidden uint64) wire.Records {
	rs := wire.Records{From: 1, Checkpoint: h.checkpoint()}
	for seq := uint64(1); seq <= uint64(len(h.records)); seq++ {
		d := h.delivery(p.seat, seq)
		if seq == hidden {
			d = stub(d)
		}
		rs.Deliveries = append(rs.Deliveries, d)
	}
	return rs
}

// The server acknowledges what Fatima brings in, and gives it to everybody; to her own
// device it shows a stub, and goes on doing so.
func TestAnAcknowledgedActStaysHidden(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.offline = true
	act := m.fatima.contribute("Er is 's nachts lawaai.")
	seq, note := uint64(len(m.records)), m.checkpoint()
	require.NoError(t, m.fatima.replica.Acked(act, seq, note))
	require.NotEqual(t, note, m.fatima.replica.Held())
	require.Equal(t, note, m.fatima.replica.Signed(), "a server that lost it is told so")
	require.False(t, m.fatima.replica.Waiting(), "it may be on its way")
	m.meddle = func(p *person, rs *wire.Records) {
		if p == m.fatima {
			rs.Deliveries[seq-rs.From] = stub(rs.Deliveries[seq-rs.From])
		}
	}
	require.NoError(t, m.fatima.receive(), "it may be revealed")
	require.True(t, m.fatima.replica.Waiting())
	kept := m.fatima.replica.Acks()
	require.Equal(t, []wire.Ack{{Act: act, Seq: seq, Checkpoint: note}}, kept)
	held := m.fatima.replica.Held()

	var evidence *replica.Evidence
	require.ErrorAs(t, m.fatima.replica.Withheld(), &evidence)
	require.Equal(t, replica.BreachWithheld, evidence.Violation.What)
	require.Equal(t, act, evidence.Violation.Have)
	require.Equal(t, note, evidence.Held, "the answer it goes against")
	require.NotNil(t, evidence.Entry.Stub)

	// Her device is started anew. It is told the same, unless it is shown the act.
	for _, hidden := range []uint64{seq, 0} {
		again := replica.New(m.id, m.fatima.replica.Owner(), m.rules, held)
		again.Remember(kept)
		require.Equal(t, kept, again.Acks(), "kept, while nothing has come")
		require.NoError(t, again.Greeted(m.checkpoint()))
		require.NoError(t, again.Records(m.log(m.fatima, hidden), m.now))
		require.Equal(t, hidden != 0, again.Waiting())
		if hidden == 0 {
			require.Empty(t, again.Acks())
			require.NoError(t, again.Withheld())
			continue
		}
		require.Error(t, again.Withheld())
		require.Equal(t, evidence.Violation, again.Evidence().Violation)
	}
}

// The act was acknowledged before the device stopped, and the server never had it: a
// device that is started anew knows what it was promised.
func TestAnAcknowledgedActIsGoneAfterARestart(t *testing.T) {
	m := newMeeting(t, false)
	old, n := m.checkpoint(), len(m.records)
	m.fatima.offline = true
	act := m.fatima.contribute("Er is 's nachts lawaai.")
	require.NoError(t, m.fatima.replica.Acked(act, uint64(len(m.records)), m.checkpoint()))
	again := replica.New(m.id, m.fatima.replica.Owner(), m.rules, m.fatima.replica.Held())
	again.Remember(m.fatima.replica.Acks())
	require.NoError(t, again.Greeted(old))
	rs := m.log(m.fatima, 0)
	rs.Deliveries, rs.Checkpoint = rs.Deliveries[:n], old
	var evidence *replica.Evidence
	require.ErrorAs(t, again.Records(rs, m.now), &evidence)
	require.Equal(t, chain.BreachRollback, evidence.Violation.What)
}

// Fatima's act was acknowledged, and her device is started anew before it is shown. A
// backup is put back that lacks the act: what her device shows the server as the highest
// head it ever signed is that of the answer.
func TestAnAnswerOfBeforeARestartTellsTheServerOfItsLoss(t *testing.T) {
	m := newMeeting(t, false)
	held := m.fatima.replica.Signed()
	m.fatima.offline = true
	act := m.fatima.contribute("Er is 's nachts lawaai.")
	require.Equal(t, held, m.fatima.replica.Signed(), "before the answer")
	require.NoError(t, m.fatima.replica.Acked(act, uint64(len(m.records)), m.checkpoint()))
	require.Equal(t, m.checkpoint(), m.fatima.replica.Signed())

	again := replica.New(m.id, m.fatima.replica.Owner(), m.rules, m.fatima.replica.Held())
	again.Remember(m.fatima.replica.Acks())
	require.Equal(t, m.checkpoint(), again.Signed(), "begun anew it knows no key of the server yet")
}

// Who is not there any more is shown stubs of what he did at an item.
func TestWhoIsGoneIsNotOwedHisActs(t *testing.T) {
	m := newMeeting(t, false)
	act := m.fatima.contribute("Er is 's nachts lawaai.")
	m.gerda.must(replica.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: m.fatima.seat}})
	seq, ok := m.state.Admitted(act)
	require.True(t, ok)
	require.False(t, m.state.Shows(m.fatima.seat, seq))
	again := replica.New(m.id, m.fatima.replica.Owner(), m.rules, nil)
	again.Remember([]wire.Ack{{Act: act, Seq: seq, Checkpoint: m.checkpoint()}})
	require.NoError(t, again.Records(m.log(m.fatima, 0), m.now))
	require.NoError(t, again.Withheld())
	require.Nil(t, again.Evidence())
}
