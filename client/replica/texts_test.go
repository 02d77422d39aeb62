package replica_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

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
		require.NoError(t, fresh.Records(rs, m.now))
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

// A file that is on its way when a device stops is not taken in any more.
func TestADeviceThatStoppedTakesNoFile(t *testing.T) {
	m := newMeeting(t, false)
	text := m.fatima.contribute("Er is 's nachts lawaai.")
	fresh := replica.New(m.id, m.gerda.replica.Owner(), m.rules, nil)
	rs := wire.Records{From: 1, Checkpoint: m.checkpoint()}
	for seq := range m.records {
		d := m.delivery(m.gerda.seat, uint64(seq+1))
		d.Files = nil // they are fetched
		rs.Deliveries = append(rs.Deliveries, d)
	}
	require.NoError(t, fresh.Records(rs, m.now))
	missing := fresh.Missing()
	require.NoError(t, fresh.File(missing[0], m.files[missing[0]]))
	require.Error(t, fresh.File(missing[1], []byte("something else")))
	require.ErrorIs(t, fresh.File(missing[1], m.files[missing[1]]), replica.ErrBroken)
	require.Equal(t, missing[1:], fresh.Missing(), "nothing is added")
	require.NotEmpty(t, m.gerda.reads(text))
}

func TestContentsAreNotDestroyedBeforeTheirTime(t *testing.T) {
	m := newMeeting(t, false)
	text := m.fatima.contribute("Er is 's nachts lawaai.")
	for _, p := range m.people {
		p.offline = true
	}
	const day = 24 * 60 * 60 * 1000
	today := m.now
	m.now += (room.MaxOpenDays + 1) * day
	m.own(room.KindDestroyed, room.Nothing{})

	forged := m.now
	m.now = today
	require.Error(t, m.gerda.receive())
	require.Equal(t, replica.BreachDestroyed, m.gerda.replica.Evidence().Violation.What)
	require.NotNil(t, m.gerda.replica.Evidence().Entry)
	require.Equal(t, room.InSession, m.gerda.replica.Phase())
	require.NotEmpty(t, m.gerda.reads(text), "nothing was wiped")

	m.now = forged // the day has come by their own clocks too
	require.NoError(t, m.fatima.receive())
	require.Equal(t, room.Destroyed, m.fatima.replica.Phase())
	require.Empty(t, m.fatima.reads(text))
	m.now += day
	require.NoError(t, m.bram.receive())
}

func TestARoomIsNotOlderThanItsChairSigned(t *testing.T) {
	m := newMeeting(t, false)
	var rs wire.Records
	w := chain.NewWriter()
	const day = 24 * 60 * 60 * 1000
	add := func(act chain.Signed, a chain.Audience, at int64) {
		rec, encoded, _ := w.Next(act, a, at, [32]byte{})
		require.NoError(t, w.Take(rec, encoded))
		rs.Deliveries = append(rs.Deliveries, wire.Delivery{Entry: chain.Entry{Record: encoded}})
	}
	genesis, err := chain.DecodeRecord(m.records[0])
	require.NoError(t, err)
	add(genesis.Act, chain.Room, m.now-400*day)
	act, err := chain.Sign(chain.Act{
		Room: m.id, Epoch: 1, Kind: room.KindDestroyed, Counter: 1, Seen: w.Head(), Time: m.now, Payload: chain.Encode(room.Nothing{}),
	}, m.key)
	require.NoError(t, err)
	add(act, chain.Room, m.now)
	rs.From = 1
	rs.Checkpoint, err = chain.Checkpoint{Room: m.id, Epoch: 1, Head: w.Head()}.Sign(m.key)
	require.NoError(t, err)
	r := replica.New(m.id, m.gerda.replica.Owner(), m.rules, nil)
	require.Error(t, r.Records(rs, m.now))
	require.Equal(t, replica.BreachDestroyed, r.Evidence().Violation.What)
	require.Error(t, replica.New(m.id, m.gerda.replica.Owner(), m.rules, nil).Records(rs, m.now+365*day))
	require.NoError(t, replica.New(m.id, m.gerda.replica.Owner(), m.rules, nil).Records(rs, m.now+366*day))
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
