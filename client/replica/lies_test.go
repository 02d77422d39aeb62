package replica_test

import (
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// stub is what a seat outside the audience gets of a delivery.
func stub(d wire.Delivery) wire.Delivery {
	leaf := d.Entry.Leaf()
	return wire.Delivery{Entry: chain.Entry{Stub: &leaf}}
}

// forge rewrites the record of a delivery.
func (h *host) forge(d wire.Delivery, change func(*chain.Record)) wire.Delivery {
	rec, err := chain.DecodeRecord(d.Entry.Record)
	require.NoError(h.t, err)
	change(rec)
	return wire.Delivery{Entry: chain.Entry{Record: rec.Encode()}, Labels: d.Labels, Files: d.Files}
}

func TestADeviceStopsWhenItIsLiedTo(t *testing.T) {
	lies := map[string]struct {
		breach chain.Breach
		meddle func(m *meeting, rs *wire.Records)
	}{
		"a record of his own item comes as a stub": {chain.BreachGap, func(m *meeting, rs *wire.Records) {
			rs.Deliveries[0] = stub(rs.Deliveries[0])
		}},
		"a record is left out": {chain.BreachOrder, func(m *meeting, rs *wire.Records) {
			rs.Deliveries = rs.Deliveries[1:]
		}},
		"two records change places": {chain.BreachOrder, func(m *meeting, rs *wire.Records) {
			rs.Deliveries[0], rs.Deliveries[1] = rs.Deliveries[1], rs.Deliveries[0]
		}},
		"a record with another time": {chain.BreachFork, func(m *meeting, rs *wire.Records) {
			rs.Deliveries[0] = m.forge(rs.Deliveries[0], func(r *chain.Record) { r.Time++ })
		}},
		"an act nobody signed": {replica.BreachAct, func(m *meeting, rs *wire.Records) {
			rs.Deliveries[0] = m.forge(rs.Deliveries[0], func(r *chain.Record) {
				before := m.bram.replica.Record(r.Seq - 1)
				r.Act.Signature[0] ^= 1
				r.ALink = chain.AudienceLink(before.ALink, r.Act.Hash())
			})
		}},
		"the checkpoint of another server": {replica.BreachCheckpoint, func(m *meeting, rs *wire.Records) {
			other, err := crypto.NewSigningKey(rand.Reader)
			require.NoError(m.t, err)
			rs.Checkpoint, err = chain.Checkpoint{Room: m.id, Epoch: 1, Head: m.writer.Head()}.Sign(other)
			require.NoError(m.t, err)
		}},
		"a checkpoint over another history": {chain.BreachFork, func(m *meeting, rs *wire.Records) {
			head := m.writer.Head()
			head.Link[0] ^= 1
			var err error
			rs.Checkpoint, err = chain.Checkpoint{Room: m.id, Epoch: 1, Head: head}.Sign(m.key)
			require.NoError(m.t, err)
		}},
		"a checkpoint of an older head": {replica.BreachCheckpoint, func(m *meeting, rs *wire.Records) {
			var err error
			rs.Checkpoint, err = chain.Checkpoint{Room: m.id, Epoch: 1, Head: chain.Position{}}.Sign(m.key)
			require.NoError(m.t, err)
		}},
		"labels that are not what the act holds": {replica.BreachAct, func(m *meeting, rs *wire.Records) {
			l := m.bram.labels()
			rs.Deliveries[0].Labels = l.Encode()
		}},
	}
	for name, lie := range lies {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t, false)
			m.bram.offline = true
			m.fatima.contribute("Er is 's nachts lawaai.")
			m.fatima.contribute("En overdag ook.")
			before := m.bram.replica.View()
			m.meddle = func(_ *person, rs *wire.Records) { lie.meddle(m, rs) }
			err := m.bram.receive()
			var evidence *replica.Evidence
			require.ErrorAs(t, err, &evidence)
			require.Equal(t, lie.breach, evidence.Violation.What)
			require.NotEmpty(t, evidence.Held, "the checkpoint it had is kept")
			require.NotEmpty(t, evidence.Shown, "and the one it was shown")
			require.Equal(t, evidence, m.bram.replica.Evidence())

			// It stays stopped, also when the truth comes, and still shows what it had.
			m.meddle = nil
			require.ErrorIs(t, m.bram.receive(), replica.ErrBroken)
			require.Equal(t, before.Items[0].Item, m.bram.replica.View().Items[0].Item)
			_, _, err = m.bram.replica.Compose(replica.Draft{Kind: room.KindVoid}, m.bram.replica.Turn(), m.bram.signing, m.now)
			require.ErrorIs(t, err, replica.ErrBroken)
		})
	}
}

// An act that breaks the rules of the room must not be admitted; a server that
// does it anyway is found out by everybody who sees it.
func TestADeviceStopsOnAnActTheRoomRefuses(t *testing.T) {
	m := newMeeting(t, false)
	joris := m.joris.replica
	act, err := chain.Sign(chain.Act{
		Room: m.id, Epoch: 1, Kind: room.KindWrapUp, Author: m.joris.seat, Counter: joris.Turn().Counter, Previous: joris.Turn().Previous,
		Seen: joris.Head(), Time: m.now, Payload: chain.Encode(room.Nothing{}),
	}, m.joris.signing)
	require.NoError(t, err)
	_, encoded, head := m.writer.Next(act, chain.Room, m.now, [32]byte{})
	note, err := chain.Checkpoint{Room: m.id, Epoch: 1, Head: head}.Sign(m.key)
	require.NoError(t, err)
	err = m.bram.replica.Records(wire.Records{From: head.N, Deliveries: []wire.Delivery{{Entry: chain.Entry{Record: encoded}}}, Checkpoint: note})
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, room.CodeNotChair, evidence.Refusal.Code)
}

func TestARevealMustBeWhatItsStubStoodFor(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	seq := uint64(len(m.records))
	d := m.forge(m.delivery(m.fatima.seat, seq), func(r *chain.Record) { r.Salt[0] ^= 1 })
	err := m.joris.replica.Reveal(wire.Reveal{Deliveries: []wire.Delivery{d}})
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, chain.BreachReveal, evidence.Violation.What)
}

func TestARevealThatNeverComesIsWithholding(t *testing.T) {
	m := newMeeting(t, true)
	m.joris.offline = true
	m.gerda.sit(m.joris, "content")
	m.reveals[m.joris.seat] = nil
	require.NoError(t, m.joris.receive())
	require.True(t, m.joris.replica.Waiting())
	require.False(t, m.joris.itemView(1).Here)
	require.Error(t, m.joris.replica.Withheld())
	require.Equal(t, replica.BreachWithheld, m.joris.replica.Evidence().Violation.What)
	require.NoError(t, m.bram.replica.Withheld(), "who waits for nothing is not stopped")
}

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
	require.ErrorAs(t, again.Records(rs), &evidence)
	require.Equal(t, chain.BreachRollback, evidence.Violation.What)

	// And accepts the log that reaches it.
	again = replica.New(m.id, m.fatima.replica.Owner(), m.rules, kept)
	require.NoError(t, again.Greeted(m.checkpoint()))
	rs.Deliveries = append(rs.Deliveries, m.delivery(m.fatima.seat, uint64(len(m.records))))
	rs.Checkpoint = m.checkpoint()
	require.NoError(t, again.Records(rs))
	require.Equal(t, m.state.View(m.fatima.seat), again.View())
}

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

// The chair goes on being ahead and the log does not get there: a server that lets
// her heartbeats through and holds back what she speaks of.
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

func TestATamperedTextIsNeverShown(t *testing.T) {
	m := newMeeting(t, false)
	text := m.fatima.contribute("Er is 's nachts lawaai.")
	own := m.fatima.contribute("En overdag ook.")
	view := func(act crypto.Digest) room.ContributionView {
		for _, c := range m.gerda.itemView(1).Contributions {
			if c.Act == act {
				return c
			}
		}
		return room.ContributionView{}
	}
	a, b := view(text), view(own)

	// Body and envelope of one text under the acts of another: sound files, wrong place.
	mixed := *a.Text
	mixed.Body, mixed.Envelope = b.Text.Body, b.Text.Envelope
	_, err := replica.Open[room.ContributionText](m.gerda.replica, &mixed)
	require.ErrorIs(t, err, replica.ErrUnreadable)

	// The same text as if Bram had written it, or as another version.
	for _, change := range []func(*room.SealedView){
		func(v *room.SealedView) { v.Author = m.bram.signing.Public() },
		func(v *room.SealedView) { v.Version++ },
		func(v *room.SealedView) { v.Kind = "proposal" },
		func(v *room.SealedView) { v.Object.Counter++ },
	} {
		fresh := replica.New(m.id, m.gerda.replica.Owner(), m.rules, nil)
		rs := wire.Records{From: 1, Checkpoint: m.checkpoint()}
		for seq := range m.records {
			rs.Deliveries = append(rs.Deliveries, m.delivery(m.gerda.seat, uint64(seq+1)))
		}
		require.NoError(t, fresh.Records(rs))
		v := *a.Text
		change(&v)
		_, err = replica.Open[room.ContributionText](fresh, &v)
		require.ErrorIs(t, err, replica.ErrUnreadable)
		got, err := fresh.Contribution(a)
		require.NoError(t, err)
		require.Equal(t, "Er is 's nachts lawaai.", got.Text)
	}

	// Nor when the text was opened before, and so is in memory: that somebody names
	// it in an act of his own does not make it his.
	require.NotEmpty(t, m.gerda.reads(text))
	for _, change := range []func(*room.SealedView){
		func(v *room.SealedView) { v.Author = m.bram.signing.Public() },
		func(v *room.SealedView) { v.Version++ },
		func(v *room.SealedView) { v.Kind = "proposal" },
		func(v *room.SealedView) { v.Object.Counter++ },
	} {
		v := *a.Text
		change(&v)
		_, err = replica.Open[room.ContributionText](m.gerda.replica, &v)
		require.ErrorIs(t, err, replica.ErrUnreadable)
	}

	// A file that is not the one that was asked for.
	require.Error(t, m.gerda.replica.File(a.Text.Body, []byte("something else")))
	require.Equal(t, replica.BreachFile, m.gerda.replica.Evidence().Violation.What)
}

// offers has somebody's device sign an act as it should not, and a server that
// puts it in its log anyway.
func (m *meeting) offers(p *person, change func(*chain.Act)) error {
	m.t.Helper()
	turn := p.replica.Turn()
	act := chain.Act{
		Room: m.id, Epoch: 1, Kind: room.KindRetract, Author: p.seat, Counter: turn.Counter, Previous: turn.Previous,
		Seen: p.replica.Head(), Time: m.now, Payload: chain.Encode(room.Nothing{}),
	}
	change(&act)
	signed, err := chain.Sign(act, p.signing)
	require.NoError(m.t, err)
	_, encoded, head := m.writer.Next(signed, chain.Audience(m.item), m.now, [32]byte{})
	note, err := chain.Checkpoint{Room: m.id, Epoch: 1, Head: head}.Sign(m.key)
	require.NoError(m.t, err)
	return m.bram.replica.Records(wire.Records{From: head.N, Deliveries: []wire.Delivery{{Entry: chain.Entry{Record: encoded}}}, Checkpoint: note})
}

// here is how far a device has verified the item, as it signs in its heartbeats.
func (m *meeting) here(p *person) chain.Position {
	beats, err := p.replica.Heartbeats(p.signing, m.now)
	require.NoError(m.t, err)
	var h chain.Heartbeat
	require.NoError(m.t, chain.Decode(beats[1].Bytes, &h))
	require.Equal(m.t, chain.Audience(1), h.Audience)
	return h.Here
}

func TestWhatAnAuthorHasSeenMustBeWhatIsShown(t *testing.T) {
	for name, c := range map[string]struct {
		breach chain.Breach
		change func(m *meeting, a *chain.Act)
	}{
		"a head beyond his own act": {chain.BreachOrder, func(m *meeting, a *chain.Act) { a.Seen.N += 5 }},
		"another head":              {chain.BreachFork, func(m *meeting, a *chain.Act) { a.Seen.Link[0] ^= 1 }},
		"another act at the item": {chain.BreachFork, func(m *meeting, a *chain.Act) {
			a.SeenHere = m.here(m.fatima)
			a.SeenHere.Link[0] ^= 1
		}},
		"an act at the item that is not shown": {chain.BreachGap, func(m *meeting, a *chain.Act) {
			a.SeenHere = m.here(m.fatima)
			a.SeenHere.N += 2
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t, false)
			var evidence *replica.Evidence
			require.ErrorAs(t, m.offers(m.fatima, func(a *chain.Act) { c.change(m, a) }), &evidence)
			require.Equal(t, c.breach, evidence.Violation.What)
			require.Nil(t, evidence.Refusal, "found before the rules of the room are asked")
		})
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

func TestWhatWasShownBeforeIsNotShownOtherwise(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	seq := uint64(len(m.records))
	again := wire.Records{From: seq, Deliveries: []wire.Delivery{m.delivery(m.bram.seat, seq)}, Checkpoint: m.checkpoint()}
	require.NoError(t, m.bram.replica.Records(again), "the same again is nothing new")
	other := m.forge(again.Deliveries[0], func(r *chain.Record) { r.Time++ })
	require.Error(t, m.gerda.replica.Reveal(wire.Reveal{Deliveries: []wire.Delivery{other}}))
	require.Equal(t, chain.BreachReveal, m.gerda.replica.Evidence().Violation.What)
	again.Deliveries[0] = other
	require.Error(t, m.bram.replica.Records(again))
	require.Equal(t, chain.BreachFork, m.bram.replica.Evidence().Violation.What)
}

func TestWhatIsTakenBackIsForgotten(t *testing.T) {
	m := newMeeting(t, false)
	text := m.fatima.contribute("Er is 's nachts lawaai.")
	before := *m.gerda.itemView(1).Contributions[0].Text
	require.NotEmpty(t, m.gerda.reads(text))
	_, err := replica.Open[room.ContributionText](m.gerda.replica, &before)
	require.NoError(t, err)
	w := m.fatima.on(room.KindWithdraw, text, nil)
	w.Reseal = nil
	m.fatima.must(w)
	_, err = replica.Open[room.ContributionText](m.gerda.replica, &before)
	require.ErrorIs(t, err, replica.ErrNotHere)
}

// The text a proposer sealed must be the one its act commits to.
func TestAProposalWithAnotherTextIsNotShown(t *testing.T) {
	for text, want := range map[string]error{
		"Bewoner A maakt lawaai.":       nil,
		"Bewoner A maakt herrie.":       replica.ErrDiffers,
		"Bewoner A maakt lawaai.\u202e": replica.ErrDiffers, // right to left: what is agreed on would not be what is seen
	} {
		m := newMeeting(t, false)
		digest := room.ReleaseDigest([32]byte{4}, "Bewoner A maakt lawaai.")
		if want != nil && text != "Bewoner A maakt herrie." {
			digest = room.ReleaseDigest([32]byte{4}, text)
		}
		action := m.gerda.must(replica.Draft{
			Kind: room.KindAction, Item: 1, Payload: room.ActionPayload{Item: 1, Assignee: m.bram.place, Due: 20_800},
			Body: &replica.Body{Kind: "action", Text: room.AgreedText{Text: "Langsgaan."}}, Readers: m.state.SealToItem(1),
		})
		m.gerda.must(replica.Draft{
			Kind: room.KindPropose, Item: 1, Refs: []crypto.Digest{action},
			Payload: room.ProposePayload{Item: 1, Kind: "passage", Digest: digest, Recipients: []room.Recipient{{Seat: m.bram.seat}}, Actions: 1, Independent: true},
			Body:    &replica.Body{Kind: "proposal", Text: room.ReleaseText{Salt: [32]byte{4}, Text: text}},
			Readers: m.state.SealToDeciders(1, m.gerda.seat, nil),
		})
		_, err := m.gerda.replica.Release(m.gerda.itemView(1).Proposals[0])
		require.ErrorIs(t, err, want)
	}
}
