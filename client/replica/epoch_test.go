package replica_test

import (
	"bytes"
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// restore puts the server back to an old backup of n records.
func (h *host) restore(n uint64) {
	h.t.Helper()
	h.state, h.writer, h.counter, h.last = room.New(h.id, 0, h.rules), chain.NewWriter(), 0, crypto.Digest{}
	h.records, h.labels = h.records[:n], h.labels[:n]
	for i, encoded := range h.records {
		rec, err := chain.DecodeRecord(encoded)
		require.NoError(h.t, err)
		_, refusal := h.state.Apply(rec, h.labels[i])
		require.Nil(h.t, refusal)
		require.NoError(h.t, h.writer.Take(rec, encoded))
	}
	clear(h.reveals)
}

// from sends a person the log again, from a seq on.
func (p *person) from(seq uint64) error {
	rs := wire.Records{From: seq, Checkpoint: p.checkpoint()}
	for n := seq; n <= uint64(len(p.records)); n++ {
		rs.Deliveries = append(rs.Deliveries, p.delivery(p.seat, n))
	}
	return p.replica.Records(rs, p.now)
}

func TestAfterALossOnlyAResumeMakesALowerHeadGood(t *testing.T) {
	m := newMeeting(t, false)
	n := uint64(len(m.records))
	m.fatima.contribute("Er is 's nachts lawaai.")
	gone := m.bram.contribute("Vier meldingen in mei.")
	before := m.bram.replica.View()
	for _, p := range m.people {
		p.offline = true
	}
	m.restore(n)

	// Without a word it is a rollback.
	require.Error(t, m.again(m.joris).Greeted(m.checkpoint()))

	m.own(room.KindEpoch, room.EpochPayload{Old: 1, Head: m.writer.Head()})
	epoch := n + 1
	for _, p := range m.people {
		require.NoError(t, p.replica.Greeted(m.checkpoint()))
		require.NoError(t, p.from(epoch), p.name)
		loss := p.replica.Loss()
		require.NotNil(t, loss)
		require.Equal(t, uint64(2), loss.Epoch)
		require.Equal(t, n, loss.Head.N)
		require.Equal(t, n+2, loss.Had)
		require.True(t, p.replica.View().Suspended)
		require.Empty(t, p.replica.TakeLost(), "nothing is given up yet")
	}
	again := m.again(m.bram) // started anew: it has only the note it kept
	require.NotNil(t, again.Loss())
	require.Equal(t, n+2, again.Loss().Had)
	v := m.bram.replica.View()
	v.Suspended = false
	require.Equal(t, before, v, "what was verified is still shown")

	// Nobody can act, Bram cannot resume, Gerda can.
	_, refusal := m.bram.try(replica.Draft{Kind: room.KindLeave})
	require.Equal(t, room.CodeAwaitingResume, refusal.Code)
	resume := replica.Draft{
		Kind: room.KindResume, Refs: []crypto.Digest{m.gerda.replica.Loss().Act},
		Payload: room.ResumePayload{Head: m.gerda.replica.Loss().Head},
	}
	_, refusal = m.bram.try(resume)
	require.Equal(t, room.CodeNotChair, refusal.Code)
	m.gerda.must(resume)
	for _, p := range m.people {
		p.offline = false
		require.NoError(t, p.from(epoch+1), p.name)
		require.Nil(t, p.replica.Loss())
	}
	m.lawHolds()

	// Bram sees which act of his is gone, and offers it again.
	lost := m.bram.replica.TakeLost()
	require.Len(t, lost, 1)
	require.Equal(t, gone, lost[0].Hash)
	require.Empty(t, m.joris.replica.TakeLost())
	m.bram.contribute("Vier meldingen in mei.")
	m.lawHolds()

	// What the server signs belongs to the new epoch from now on, also where both agree.
	require.NoError(t, m.gerda.replica.Acked(m.id, 1, m.checkpoint()))
	old, err := chain.Checkpoint{Room: m.id, Epoch: 1, Head: m.gerda.replica.Head()}.Sign(m.key)
	require.NoError(t, err)
	require.Error(t, m.gerda.replica.Acked(m.id, 1, old))
	require.Equal(t, chain.BreachRollback, m.gerda.replica.Evidence().Violation.What)
}

// A later epoch is compared when it has begun.
func TestAHeadOfALaterEpochIsCompared(t *testing.T) {
	m := newMeeting(t, false)
	n := uint64(len(m.records))
	m.fatima.contribute("Er is 's nachts lawaai.")
	for _, p := range m.people {
		p.offline = true
	}
	m.restore(n)
	m.own(room.KindEpoch, room.EpochPayload{Old: 1, Head: m.writer.Head()})
	head := m.writer.Head()
	head.Link[0] ^= 1
	forked, err := chain.Checkpoint{Room: m.id, Epoch: 2, Head: head}.Sign(m.key)
	require.NoError(t, err)
	require.NoError(t, m.bram.replica.Greeted(forked))
	require.Error(t, m.bram.from(n+1))
	require.Equal(t, chain.BreachFork, m.bram.replica.Evidence().Violation.What)
}

// A server that helps a deputy who was sent away: it rolls back to before that,
// and he accepts it.
func TestWhoWasSentAwayDoesNotResume(t *testing.T) {
	m := newMeeting(t, false)
	m.gerda.must(replica.Draft{Kind: room.KindAppoint, Payload: room.AppointPayload{Seat: m.joris.seat, Post: agenda.Deputy}})
	m.gerda.share()
	m.fatima.contribute("Er is 's nachts lawaai.")
	n := uint64(len(m.records))
	m.joris.offline, m.fatima.offline = true, true // she does not learn of it
	m.gerda.must(replica.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: m.joris.seat}})
	for _, p := range m.people {
		p.offline = true
	}
	m.restore(n)
	m.own(room.KindEpoch, room.EpochPayload{Old: 1, Head: m.writer.Head()})
	for _, p := range m.people {
		require.NoError(t, p.from(n+1), p.name)
	}
	loss := m.joris.replica.Loss()
	m.joris.must(replica.Draft{Kind: room.KindResume, Refs: []crypto.Digest{loss.Act}, Payload: room.ResumePayload{Head: loss.Head}})
	for _, p := range []*person{m.gerda, m.bram} {
		before := p.replica.View()
		var evidence *replica.Evidence
		require.ErrorAs(t, p.from(n+2), &evidence, p.name)
		require.Equal(t, replica.BreachResume, evidence.Violation.What)
		require.NotNil(t, evidence.Entry)
		require.Equal(t, before, p.replica.View(), "what was verified is still shown")
	}
	require.NoError(t, m.fatima.from(n+2), "who never saw him sent away cannot know")
	require.Nil(t, m.fatima.replica.Loss())
}

// A server that puts an epoch where nothing was lost, or names another head, is refused.
func TestAnEpochMustNameTheHeadThatIsLeft(t *testing.T) {
	m := newMeeting(t, false)
	n := uint64(len(m.records))
	m.fatima.contribute("Er is 's nachts lawaai.")
	for _, p := range m.people {
		p.offline = true
	}
	m.restore(n)
	head := m.writer.Head()
	head.Link[0] ^= 1
	act, err := chain.Sign(chain.Act{
		Room: m.id, Epoch: 2, Kind: room.KindEpoch, Counter: 1, Seen: head, Time: m.now,
		Payload: chain.Encode(room.EpochPayload{Old: 1, Head: head}),
	}, m.key)
	require.NoError(t, err)
	_, encoded, next := m.writer.Next(act, chain.Room, m.now, [32]byte{})
	c, err := chain.Checkpoint{Room: m.id, Epoch: 2, Head: next}.Sign(m.key)
	require.NoError(t, err)
	err = m.bram.replica.Records(wire.Records{From: n + 1, Deliveries: []wire.Delivery{{Entry: chain.Entry{Record: encoded}}}, Checkpoint: c}, m.now)
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, chain.BreachFork, evidence.Violation.What)
}

func TestALogFileProvesItself(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	for _, p := range m.people {
		f, err := p.replica.LogFile()
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, f.Write(&b))
		require.NotContains(t, b.String(), "lawaai")
		read, err := replica.ReadLogFile(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		require.Equal(t, f, read)
		v, err := read.Verify()
		require.NoError(t, err)
		require.Equal(t, m.writer.Head(), v.Head)
		require.Equal(t, p == m.joris, v.Stubs > 0)

		_, err = replica.ReadLogFile(bytes.NewReader(b.Bytes()[:b.Len()-1]))
		require.ErrorIs(t, err, replica.ErrLogFile)
		_, err = replica.ReadLogFile(bytes.NewReader(append(b.Bytes(), 0)))
		require.ErrorIs(t, err, replica.ErrLogFile)

		read.Entries[3], read.Entries[4] = read.Entries[4], read.Entries[3]
		_, err = read.Verify()
		require.Error(t, err)
		read.Entries = f.Entries[:len(f.Entries)-1]
		_, err = read.Verify()
		require.Error(t, err, "cut off")
	}
}

// The server has a new key while Bram is away with an act in flight. The answer to that
// is signed with it, and comes before the record that tells so: no reason to stop. An
// answer by a key that never comes is one.
func TestAnAnswerMayComeBeforeTheKeyThatSignedIt(t *testing.T) {
	for name, strangers := range map[string]bool{"the server's": false, "a stranger's": true} {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t, false)
			stranger, err := crypto.NewSigningKey(rand.Reader)
			require.NoError(t, err)
			m.bram.offline = true
			m.rekey()
			act := m.fatima.contribute("Er is 's nachts lawaai.")
			servers := m.key
			if strangers {
				m.key = stranger
			}
			note := m.checkpoint()
			m.key = servers
			require.NoError(t, m.bram.replica.Acked(act, uint64(len(m.records)), note))
			err = m.bram.receive()
			if !strangers {
				require.NoError(t, err)
				m.bram.offline = false
				m.lawHolds()
				return
			}
			var evidence *replica.Evidence
			require.ErrorAs(t, err, &evidence)
			require.Equal(t, replica.BreachCheckpoint, evidence.Violation.What)
		})
	}
}

// The connection broke before the key came: the next welcome says where it ends.
func TestAnAnswerWaitsForItsKeyNoLongerThanTheWelcome(t *testing.T) {
	for name, garbage := range map[string]bool{"the server's": false, "nobody's": true} {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t, false)
			m.bram.offline = true
			m.rekey()
			act := m.fatima.contribute("Er is 's nachts lawaai.")
			note := m.checkpoint()
			if garbage {
				note = []byte("casusoverleg\n\n1\n9000000000000000000\n\n")
			}
			require.NoError(t, m.bram.replica.Acked(act, uint64(len(m.records)), note))
			require.True(t, m.bram.replica.Early(act))
			require.NoError(t, m.bram.replica.Greeted(m.checkpoint()))
			require.True(t, m.bram.replica.Early(act), "the records may still bring it")
			err := m.bram.receive()
			if !garbage {
				require.False(t, m.bram.replica.Early(act))
				require.NoError(t, err)
				return
			}
			var evidence *replica.Evidence
			require.ErrorAs(t, err, &evidence)
			require.Equal(t, replica.BreachCheckpoint, evidence.Violation.What)
			require.Equal(t, note, evidence.Shown)

			// Bram starts his device anew, and the server is held to the same answer.
			again := replica.New(m.id, m.bram.replica.Owner(), m.rules, m.bram.replica.Held())
			again.Remember(m.bram.replica.Acks())
			require.NoError(t, again.Greeted(m.checkpoint()))
			require.ErrorAs(t, again.Records(m.log(m.bram, 0), m.now), &evidence)
			require.Equal(t, note, evidence.Shown)
		})
	}
}
