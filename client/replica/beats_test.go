package replica_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

func TestHeartbeatsShowWhatIsWithheld(t *testing.T) {
	m := newMeeting(t, false)
	m.bram.offline = true
	m.fatima.contribute("Er is 's nachts lawaai.")
	beats, err := m.gerda.replica.Heartbeats(m.gerda.signing, m.now)
	require.NoError(t, err)
	require.Len(t, beats, 2, "the room and the item")

	// Bram has not seen the act yet, and the beat lies ahead of his log: nothing wrong.
	for _, b := range beats {
		seat, ok, err := m.bram.replica.Beat(b, m.now)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, m.gerda.seat, seat)
	}
	// A stranger's beat says nothing.
	stranger := m.host.person("Piet", "actium", "niemand")
	forged, err := chain.SignHeartbeat(chain.Heartbeat{Room: m.id, Epoch: 1, Seat: m.gerda.seat, Head: chain.Position{N: 3}}, stranger.signing)
	require.NoError(t, err)
	_, ok, err := m.bram.replica.Beat(forged, m.now)
	require.NoError(t, err)
	require.False(t, ok)

	// The server now shows him another history of the same length: the beat proves it.
	m.meddle = func(_ *person, rs *wire.Records) {
		rs.Deliveries[0] = m.forge(rs.Deliveries[0], func(r *chain.Record) { r.Salt[3] ^= 1 })
	}
	require.Error(t, m.bram.receive())
	require.Equal(t, chain.BreachFork, m.bram.replica.Evidence().Violation.What)

	// Gerda finds it in a beat of somebody who was shown another history.
	head := m.writer.Head()
	head.Link[5] ^= 1
	forked, err := chain.SignHeartbeat(chain.Heartbeat{Room: m.id, Epoch: 1, Seat: m.fatima.seat, Head: head}, m.fatima.signing)
	require.NoError(t, err)
	_, _, err = m.gerda.replica.Beat(forked, m.now)
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, m.fatima.seat, evidence.Seat)
	require.NotNil(t, evidence.Heartbeat)
}

func TestWhoIsHeardAheadOfTheLogIsNotHeardForEver(t *testing.T) {
	m := newMeeting(t, false)
	m.bram.offline = true
	m.fatima.contribute("Er is 's nachts lawaai.")
	hears := func(at int64) bool {
		beats, err := m.gerda.replica.Heartbeats(m.gerda.signing, at)
		require.NoError(t, err)
		_, heard, err := m.bram.replica.Beat(beats[0], at)
		require.NoError(t, err)
		return heard
	}
	now := m.now
	require.True(t, hears(now), "records may be on their way")
	require.Nil(t, m.bram.replica.Behind(now+replica.WithheldAfter))
	m.fatima.contribute("En overdag ook.")
	require.False(t, hears(now+replica.WithheldAfter+1), "another head ahead is no excuse")
	suspicion := m.bram.replica.Behind(now + replica.WithheldAfter + 1)
	require.NotNil(t, suspicion)
	require.Equal(t, m.gerda.seat, suspicion.Seat)
	require.Equal(t, m.writer.Head(), suspicion.Claimed)
	require.Equal(t, m.bram.replica.Head(), suspicion.Head)
	nl, _ := suspicion.Text()
	require.Contains(t, nl, "2 stappen meer")
	require.Nil(t, m.bram.replica.Evidence(), "it is no proof")

	// The log gets there after all.
	require.NoError(t, m.bram.receive())
	require.Nil(t, m.bram.replica.Behind(now+10*replica.WithheldAfter))
	require.True(t, hears(now+10*replica.WithheldAfter))
}

func TestAnOldHeartbeatIsNotHearingAnybody(t *testing.T) {
	m := newMeeting(t, false)
	beats := func(at int64) []chain.Signed {
		beats, err := m.gerda.replica.Heartbeats(m.gerda.signing, at)
		require.NoError(t, err)
		return beats
	}
	first, second := beats(m.now), beats(m.now) // her clock stood still
	hear := func(b chain.Signed) bool {
		_, heard, err := m.bram.replica.Beat(b, m.now)
		require.NoError(t, err)
		return heard
	}
	require.True(t, hear(first[0]))
	require.False(t, hear(first[0]), "the same again")
	require.True(t, hear(second[0]))
	require.True(t, hear(second[1]), "that of the item is another")
	require.False(t, hear(first[0]))
	require.False(t, hear(first[1]))

	// Of an item that is not there nobody has verified anything.
	none, err := chain.SignHeartbeat(chain.Heartbeat{Room: m.id, Epoch: 1, Seat: m.gerda.seat, Audience: 9, Head: m.writer.Head(), Time: m.now}, m.gerda.signing)
	require.NoError(t, err)
	require.False(t, hear(none))
}

// The server hands Bram everything that Gerda says, in order, and each time a little later.
func TestWhoIsHeardLaterAndLaterIsNotHeard(t *testing.T) {
	m := newMeeting(t, false)
	bram := m.bram.replica
	at, signed := m.now, m.now-3*60*60_000 // her clock is three hours behind his
	hears := func(passed, hers int64) bool {
		at, signed = at+passed, signed+hers
		beats, err := m.gerda.replica.Heartbeats(m.gerda.signing, signed)
		require.NoError(t, err)
		_, heard, err := bram.Beat(beats[0], at)
		require.NoError(t, err)
		return heard
	}
	const every = 15_000
	for range 4 {
		require.True(t, hears(every, every))
	}
	require.True(t, hears(every+replica.LateAfter, every), "a line may be slow")
	require.False(t, hears(every, every-1))
	require.False(t, hears(every, every), "and stays so")
	require.True(t, hears(0, replica.LateAfter+1), "it catches up")

	// Not faster than this does it go unseen.
	for range 100 {
		require.True(t, hears(replica.DelayStretch/10, replica.DelayStretch/10-replica.LateAfter/20))
	}

	// Her clock is put an hour ahead, and back again; the server's clock by which she began
	// anew was wrong. It is not held against her for ever.
	require.True(t, hears(every, 60*60_000))
	for range 2 * replica.DelayStretch / every {
		hears(every, every)
	}
	require.True(t, hears(65*60_000, 5*60_000), "he was away for as long")
	require.True(t, hears(every, every))
	require.False(t, hears(every+10*60_000, every))
	for range 2 * replica.DelayStretch / every {
		hears(every, every)
	}
	require.True(t, hears(every, every))
}

// The server hands Gerda her own heartbeats, as if that were hearing a deputy.
func TestAnEchoIsNotHearingAnybody(t *testing.T) {
	m := newMeeting(t, false)
	beats, err := m.gerda.replica.Heartbeats(m.gerda.signing, m.now)
	require.NoError(t, err)
	for _, b := range beats {
		for p, hears := range map[*person]bool{m.gerda: false, m.bram: true} {
			seat, heard, err := p.replica.Beat(b, m.now)
			require.NoError(t, err)
			require.Equal(t, m.gerda.seat, seat)
			require.Equal(t, hears, heard, p.name)
		}
	}
}

func TestHeartbeatsShowWhatIsWithheldAtAnItem(t *testing.T) {
	for _, c := range []struct {
		breach chain.Breach
		change func(*chain.Position)
	}{
		{chain.BreachGap, func(p *chain.Position) { p.N++ }},
		{chain.BreachFork, func(p *chain.Position) { p.Link[0] ^= 1 }},
	} {
		m := newMeeting(t, false)
		m.fatima.contribute("Er is 's nachts lawaai.")
		h := chain.Heartbeat{Room: m.id, Epoch: 1, Seat: m.gerda.seat, Audience: 1, Head: m.gerda.replica.Head(), Here: m.here(m.gerda)}
		c.change(&h.Here)
		beat, err := chain.SignHeartbeat(h, m.gerda.signing)
		require.NoError(t, err)
		_, _, err = m.joris.replica.Beat(beat, m.now)
		require.NoError(t, err, "who does not sit there cannot say")
		_, _, err = m.bram.replica.Beat(beat, m.now)
		var evidence *replica.Evidence
		require.ErrorAs(t, err, &evidence)
		require.Equal(t, c.breach, evidence.Violation.What)
	}
}
