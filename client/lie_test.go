package client

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// fake is a connection of a server that answers as a test says.
type fake struct {
	conn *websocket.Conn
	ctx  context.Context
}

func (f *fake) write(kind wire.Type, body any) bool {
	return f.conn.Write(f.ctx, websocket.MessageBinary, wire.Encode(kind, body)) == nil
}

// welcome greets truly, with a checkpoint.
func (f *fake) welcome(checkpoint []byte, now time.Time) {
	f.write(wire.TypeWelcome, wire.Welcome{Checkpoint: checkpoint, Time: now.UnixMilli(), Expires: now.Add(time.Hour).UnixMilli()})
}

// log is the whole of it in one frame.
func log(entries []chain.Entry, checkpoint []byte) wire.Records {
	records := wire.Records{From: 1, Checkpoint: checkpoint}
	for _, e := range entries {
		records.Deliveries = append(records.Deliveries, wire.Delivery{Entry: e})
	}
	return records
}

// strays has a person's device, which was closed, connect to another server than
// it knows; it answers after hello.
func (p *person) strays(answer func(*fake)) *Session {
	p.Helper()
	ctx := soon(p.T)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
		if err != nil {
			return
		}
		defer func() { _ = conn.CloseNow() }()
		conn.SetReadLimit(wire.MaxClientFrame)
		f := &fake{conn: conn, ctx: ctx}
		f.write(wire.TypeChallenge, wire.Challenge{})
		_, _, _ = conn.Read(ctx)
		answer(f)
		for err == nil {
			_, _, err = conn.Read(ctx)
		}
	}))
	p.Cleanup(server.Close)
	place, err := p.vault.Place(ctx, p.Room())
	require.NoError(p, err)
	place.Server = server.URL
	require.NoError(p, p.vault.Keep(ctx, place))
	s, err := Open(ctx, p.Room(), p.options())
	require.NoError(p, err)
	p.is(s)
	return s
}

// A server that has this room's key, and signs another head than the one it shows.
func TestALieEndsTheSessionAndIsKept(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.bram.Close()
	held, entries := m.bram.replica.Held(), m.bram.replica.Entries()
	real, err := chain.OpenCheckpoint(held, m.signing.Public())
	require.NoError(t, err)
	lie := real
	lie.Head.Link[0] ^= 1
	forged, err := lie.Sign(m.signing)
	require.NoError(t, err)

	s := m.bram.strays(func(f *fake) {
		f.write(wire.TypeWelcome, wire.Welcome{Checkpoint: forged, Time: time.Now().UnixMilli(), Expires: time.Now().Add(time.Hour).UnixMilli()})
		f.write(wire.TypeRecords, log(entries, held))
	})
	err = s.UntilOnline(ctx)
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, chain.BreachFork, evidence.Violation.What)
	require.Equal(t, evidence, s.Evidence())
	require.Equal(t, held, evidence.Held, "both signatures of the server are kept")
	require.NotEmpty(t, evidence.Shown)
	require.ErrorAs(t, s.Join(ctx), &evidence)
	m.bram.sees(EventViolation)
	require.Equal(t, room.InSession, s.View().Phase, "what was verified is still shown")
}

// hearsOf has a person's device connect to a server that shows it the log as it was when
// the device was closed, and after that only what the chair says, signed at the given time.
func (m *meeting) hearsOf(p *person, at func() int64) *Session {
	m.Helper()
	held, entries := p.replica.Held(), p.replica.Entries()
	p.patient = true
	s := p.strays(func(f *fake) {
		f.welcome(held, m.now())
		f.write(wire.TypeRecords, log(entries, held))
		for there := true; there; time.Sleep(20 * time.Millisecond) {
			m.gerda.lock()
			beats, err := m.gerda.replica.Heartbeats(m.gerda.keys.Signing, at())
			m.gerda.unlock()
			there = err == nil && f.write(wire.TypeBeat, wire.Beat{Beats: beats[:1]})
		}
	})
	require.NoError(m, s.UntilOnline(soon(m.T)))
	p.hears()
	require.False(m, s.Silent(), "the chair is heard")
	return s
}

// The server lets the chair's heartbeats through and holds back what she has seen.
func TestAServerThatHoldsBackIsSuspected(t *testing.T) {
	m := newMeeting(t)
	m.bram.Close()
	_, err := m.fatima.Contribute(soon(t), noise())
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	s := m.hearsOf(m.bram, func() int64 { return m.now().UnixMilli() })
	require.Nil(t, s.Suspicion())
	m.forward(replica.WithheldAfter * time.Millisecond)
	m.bram.sees(EventBehind)
	m.bram.hearsNobody() // heard or not: nothing new comes
	require.Equal(t, m.gerda.Seat(), s.Suspicion().Seat)
	require.Nil(t, s.Evidence())
}

// The server hands on what there is, in order, and ever later.
func TestAServerThatHandsOnEverLaterIsSilence(t *testing.T) {
	m := newMeeting(t)
	m.bram.Close()
	m.gerda.Close()
	began, hers := time.Now(), m.now()
	s := m.hearsOf(m.bram, func() int64 { return hers.Add(time.Since(began)).UnixMilli() })
	m.forward(replica.LateAfter * time.Millisecond)
	m.bram.hearsNobody()
	require.Nil(t, s.Evidence(), "late is no lie")
}

// The server alone says that everything is destroyed, and dates that ahead.
func TestKeysAreNotWipedBecauseTheServerSaysSo(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.gerda.Close()
	w, entries := chain.NewWriter(), m.gerda.replica.Entries()
	for _, e := range entries {
		rec, err := chain.DecodeRecord(e.Record)
		require.NoError(t, err)
		require.NoError(t, w.Take(rec, e.Record))
	}
	later := time.Now().Add(500 * 24 * time.Hour).UnixMilli()
	act, err := chain.Sign(chain.Act{
		Room: m.gerda.Room(), Epoch: 1, Kind: room.KindDestroyed, Counter: 1, Seen: w.Head(), Time: later, Payload: chain.Encode(room.Nothing{}),
	}, m.signing)
	require.NoError(t, err)
	_, encoded, head := w.Next(act, chain.Room, later, [32]byte{})
	note, err := chain.Checkpoint{Room: m.gerda.Room(), Epoch: 1, Head: head}.Sign(m.signing)
	require.NoError(t, err)
	tells := func(f *fake) {
		f.welcome(note, time.UnixMilli(later)) // by its clock it is that late, and the device goes by that elsewhere
		f.write(wire.TypeRecords, log(append(entries, chain.Entry{Record: encoded}), note))
	}
	s := m.gerda.strays(tells)
	var evidence *replica.Evidence
	require.ErrorAs(t, s.UntilOnline(ctx), &evidence)
	require.Equal(t, replica.BreachDestroyed, evidence.Violation.What)
	m.gerda.sees(EventViolation)
	require.Equal(t, room.InSession, s.View().Phase)
	place, err := m.gerda.vault.Place(ctx, m.gerda.Room())
	require.NoError(t, err, "her keys are still there")
	require.False(t, place.Keys.Seat.IsZero())

	// Or it is that late, and the clock of her device had stopped. Once it is set right
	// the device verifies the log anew, and the keys go with the contents.
	s.Close()
	m.forward((room.MaxOpenDays + 1) * 24 * time.Hour)
	place.Token.Expires = m.now().Add(time.Hour).UnixMilli()
	require.NoError(t, m.gerda.vault.Keep(ctx, place))
	s = m.gerda.strays(tells)
	require.NoError(t, s.Until(ctx, func(v room.View) bool { return v.Phase == room.Destroyed }))
	require.Eventually(t, func() bool {
		_, err := m.gerda.vault.Place(ctx, m.gerda.Room())
		return errors.Is(err, vault.ErrNotFound)
	}, Late, 10*time.Millisecond)
}

// Whose place does not sit at an item any more reads nothing of it, also what he
// was shown before.
func TestWhoDoesNotSitThereAnyMoreReadsNothing(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	require.Contains(t, m.bram.reads(text, m.fatima), "Terpstra")
	m.bram.Close()
	entries := m.bram.replica.Entries()
	m.gerda.level(m.fatima)
	require.NoError(t, m.gerda.Unseat(ctx, m.item, m.bram.place))
	m.gerda.lock()
	entries = append(entries, m.gerda.replica.Entries()[len(entries):]...)
	head, err := chain.Checkpoint{Room: m.gerda.Room(), Epoch: 1, Head: m.gerda.replica.Head()}.Sign(m.signing)
	m.gerda.unlock()
	require.NoError(t, err)
	s := m.bram.strays(func(f *fake) {
		f.welcome(head, m.now())
		f.write(wire.TypeRecords, log(entries, head))
	})
	require.NoError(t, s.UntilOnline(ctx))
	_, err = s.Read(text)
	require.ErrorIs(t, err, replica.ErrNotForYou)
	_, err = s.ReadItem(m.item)
	require.ErrorIs(t, err, replica.ErrNotForYou)
	_, err = m.joris.Read(text)
	require.ErrorIs(t, err, ErrUnknown, "who was never shown it is told nothing")
	_, err = m.joris.ReadItem(m.item)
	require.ErrorIs(t, err, ErrUnknown)
}
