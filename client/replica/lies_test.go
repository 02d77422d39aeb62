package replica_test

import (
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
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
		"a checkpoint of an epoch that did not begin": {chain.BreachForeign, func(m *meeting, rs *wire.Records) {
			var err error
			rs.Checkpoint, err = chain.Checkpoint{Room: m.id, Epoch: 2, Head: m.writer.Head()}.Sign(m.key)
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
			_, _, err = m.bram.replica.Compose(replica.Draft{Kind: room.KindVoid}, m.bram.replica.Turn(), m.bram.signing, m.now, m.now)
			require.ErrorIs(t, err, replica.ErrBroken)
		})
	}
}

// Bram was away for long: what he missed comes at once, and is read together. One act in
// it that nobody signed is found like any other; without it he is where the others are.
func TestALongLogIsReadTogether(t *testing.T) {
	for seq := range 7 {
		m := newMeeting(t, false)
		m.bram.offline = true
		for range 6 {
			m.fatima.contribute("Er is 's nachts lawaai.")
		}
		m.meddle = func(_ *person, rs *wire.Records) {
			require.Len(t, rs.Deliveries, 6)
			if seq == 6 {
				return
			}
			rs.Deliveries[seq] = m.forge(rs.Deliveries[seq], func(r *chain.Record) {
				before := m.fatima.replica.Record(r.Seq - 1)
				r.Act.Signature[0] ^= 1
				r.ALink = chain.AudienceLink(before.ALink, r.Act.Hash())
			})
		}
		err := m.bram.receive()
		if seq == 6 {
			require.NoError(t, err)
			require.Equal(t, m.fatima.replica.Head(), m.bram.replica.Head())
			continue
		}
		var evidence *replica.Evidence
		require.ErrorAs(t, err, &evidence)
		require.Equal(t, replica.BreachAct, evidence.Violation.What)
		require.Equal(t, m.writer.Head().N-5+uint64(seq), evidence.Violation.N)
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
	err = m.bram.replica.Records(wire.Records{From: head.N, Deliveries: []wire.Delivery{{Entry: chain.Entry{Record: encoded}}}, Checkpoint: note}, m.now)
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, room.CodeNotChair, evidence.Refusal.Code)
}

func TestARevealMustBeWhatItsStubStoodFor(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	seq := uint64(len(m.records))
	d := m.forge(m.delivery(m.fatima.seat, seq), func(r *chain.Record) { r.Salt[0] ^= 1 })
	err := m.joris.replica.Reveal(wire.Reveal{Deliveries: []wire.Delivery{d}}, m.now)
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

// A checkpoint that was kept is signed by a key of the server that a log rolled

// back to before it does not know.

// The chair goes on being ahead and the log does not get there: a server that lets

// her heartbeats through and holds back what she speaks of.

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
	return m.bram.replica.Records(wire.Records{From: head.N, Deliveries: []wire.Delivery{{Entry: chain.Entry{Record: encoded}}}, Checkpoint: note}, m.now)
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

func TestWhatWasShownBeforeIsNotShownOtherwise(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	seq := uint64(len(m.records))
	again := wire.Records{From: seq, Deliveries: []wire.Delivery{m.delivery(m.bram.seat, seq)}, Checkpoint: m.checkpoint()}
	require.NoError(t, m.bram.replica.Records(again, m.now), "the same again is nothing new")
	other := m.forge(again.Deliveries[0], func(r *chain.Record) { r.Time++ })
	require.Error(t, m.gerda.replica.Reveal(wire.Reveal{Deliveries: []wire.Delivery{other}}, m.now))
	require.Equal(t, chain.BreachReveal, m.gerda.replica.Evidence().Violation.What)
	again.Deliveries[0] = other
	require.Error(t, m.bram.replica.Records(again, m.now))
	require.Equal(t, chain.BreachFork, m.bram.replica.Evidence().Violation.What)
}

// The server signs destroyed by itself, and writes the time of the record too.

// Nor does the server make a room older than it is: the chair signed when it began.

// The text a proposer sealed must be the one its act commits to.

// returnLink is an invitation by which somebody comes back on another device.
func (p *person) returnLink(q *person) (invite, id crypto.Digest) {
	p.t.Helper()
	secret := crypto.NewInvitationSecret()
	text, err := secret.MarshalSecret()
	require.NoError(p.t, err)
	id = crypto.Hash(crypto.LabelInvitation, []byte(text))
	return p.must(replica.Draft{
		Kind: room.KindInvite,
		Payload: room.InvitePayload{
			Place: q.place, Returns: q.seat, Invitation: id, LobbyHash: crypto.LobbyHash(secret.Lobby()), Expires: p.now + 86_400_000,
		},
		Body:    &replica.Body{Kind: "invitation", Text: room.InvitationText{Secret: text}},
		Readers: p.state.SealToLeads(),
	}), id
}

// forced has the server write an act that nobody checked, and shows it to somebody.
func (h *host) forced(to *person, signer crypto.SigningKey, act chain.Act) error {
	act.Room, act.Epoch, act.Seen, act.Time = h.id, 1, to.replica.Head(), h.now
	if act.Counter == 0 {
		act.Counter, act.Previous = h.state.NextOf(signer.Public())
	}
	signed, err := chain.Sign(act, signer)
	require.NoError(h.t, err)
	_, encoded, head := h.writer.Next(signed, chain.Room, h.now, [32]byte{})
	note, err := chain.Checkpoint{Room: h.id, Epoch: 1, Head: head}.Sign(h.key)
	require.NoError(h.t, err)
	return to.replica.Records(wire.Records{From: head.N, Deliveries: []wire.Delivery{{Entry: chain.Entry{Record: encoded}}}, Checkpoint: note}, h.now)
}

// A server that lets a ghost in on somebody's seat, or the device that was ended, is
// found out by everybody.
func TestAGhostOnSomebodysSeat(t *testing.T) {
	reseat := func(m *meeting, of *person, ghost *person, invite, id crypto.Digest) chain.Act {
		ghost.claims = of.claims
		return chain.Act{Kind: room.KindReseat, Refs: []crypto.Digest{invite},
			Payload: chain.Encode(room.ReseatPayload{Seat: of.seat, Bundle: ghost.bundle(id)})}
	}
	cases := map[string]struct {
		code covenant.Code
		lie  func(m *meeting) error
	}{
		"let in by a member": {room.CodeNotChair, func(m *meeting) error {
			invite, id := m.gerda.returnLink(m.fatima)
			act := reseat(m, m.fatima, m.person("x", "actium", "x"), invite, id)
			act.Author = m.joris.seat
			return m.forced(m.bram, m.joris.signing, act)
		}},
		"let in by the server": {room.CodeNotYourDevice, func(m *meeting) error {
			invite, id := m.gerda.returnLink(m.fatima)
			act := reseat(m, m.fatima, m.person("x", "actium", "x"), invite, id)
			act.Author = m.gerda.seat
			return m.forced(m.bram, m.key, act)
		}},
		"on the chair's own seat": {room.CodeNotChair, func(m *meeting) error {
			invite, id := m.gerda.returnLink(m.gerda)
			act := reseat(m, m.gerda, m.person("x", "gemeente-de-wolden", "x"), invite, id)
			act.Author = m.gerda.seat
			return m.forced(m.bram, m.gerda.signing, act)
		}},
		"the device that was ended": {room.CodeNotYourDevice, func(m *meeting) error {
			invite, id := m.gerda.returnLink(m.fatima)
			other := m.person("x", "actium", "x")
			act := reseat(m, m.fatima, other, invite, id)
			m.gerda.must(replica.Draft{Kind: room.KindReseat, Refs: act.Refs, Payload: room.ReseatPayload{Seat: m.fatima.seat, Bundle: other.bundle(id)}})
			require.True(m.t, m.fatima.replica.Reseated(), "her own device sees that it is ended")
			require.False(m.t, m.bram.replica.Reseated())
			return m.forced(m.bram, m.fatima.signing, chain.Act{Kind: room.KindVoid, Author: m.fatima.seat, Payload: chain.Encode(room.Nothing{})})
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t, false)
			err := c.lie(m)
			var evidence *replica.Evidence
			require.ErrorAs(t, err, &evidence)
			require.Equal(t, c.code, evidence.Refusal.Code)
		})
	}
}
