package client_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// What Fatima's changed program sealed to Bram does not open. His device tells it at the
// item once, when he has read in vain, and not for what has not come yet or what nobody
// read; also not again when it was started anew. It is on hold for him until Fatima's real
// program comes back, hears of it and seals it again.
func TestWhoCannotOpenATextSaysSoOnce(t *testing.T) {
	m := newMeeting(t)
	m.lie(func(l *lies) {
		withheld, none := withoutFiles(nil), swallows(wire.TypeFile)
		l.told["Bram"] = func(f frame) []frame {
			if f.kind == wire.TypeFile {
				return none(f)
			}
			return withheld(f)
		}
	})
	sub := m.packs(m.fatima, m.junkFor(m.bram))
	require.Nil(t, m.submits(m.fatima, sub))
	act := sub.Act.Hash()
	id := m.fatima.Room()
	m.isThere(act)
	m.fatima.Close()

	_, err := m.bram.Read(act)
	require.ErrorIs(t, err, replica.ErrNotHere)
	require.Empty(t, client.Owes(m.bram.Session), "what has not come may still open")
	require.False(t, m.bram.Unreadable())

	m.lie(nil)
	m.wires.cut() // he asks for the files anew
	require.NoError(t, m.bram.UntilOnline(soon(t)))
	require.NoError(t, m.bram.Until(soon(t), func(room.View) bool { return !client.Misses(m.bram.Session) }))
	require.Empty(t, client.Owes(m.bram.Session), "nobody read it yet")
	require.Zero(t, m.saidUnreadable(m.bram, act))

	for range 3 {
		_, err = m.bram.Read(act)
		require.ErrorIs(t, err, replica.ErrUnreadable)
	}
	m.bram.sees(client.EventUnreadable)
	require.True(t, m.bram.Unreadable())
	unread := func(v room.View) bool { return slices.Contains(textOf(v, act).Unread, m.bram.Seat()) }
	require.NoError(t, m.gerda.Until(soon(t), unread), "all at the item are told")
	require.NoError(t, m.bram.Until(soon(t), unread))

	m.bram.comesBack()
	_, err = m.bram.Read(act)
	require.ErrorIs(t, err, replica.ErrUnreadable)
	require.Empty(t, client.Owes(m.bram.Session), "the log says that he said so")

	m.fatima.opens(id)
	require.Equal(t, lied, m.bram.reads(act), "her device sealed it to him again")
	require.Empty(t, client.Owes(m.bram.Session))
	require.False(t, m.bram.Unreadable(), "and his screen says nothing of it any more")
	require.Equal(t, 1, m.saidUnreadable(m.bram, act))
}

// A body that opens for nobody cannot be mended by sealing its key again. Both devices do
// what they owe each time, and then it ends.
func TestSealingAgainEnds(t *testing.T) {
	m := newMeeting(t)
	sub := m.packs(m.fatima, func(p *parcel) { p.body = p.body[:len(p.body)/2] })
	require.Nil(t, m.submits(m.fatima, sub))
	act := sub.Act.Hash()
	m.isThere(act)
	for range 1 + client.MostReseals {
		given := textOf(m.bram.View(), act).Envelope
		_, err := m.shownTo(m.bram, act)
		require.ErrorIs(t, err, replica.ErrUnreadable)
		require.NoError(t, m.bram.Until(soon(t), func(v room.View) bool { return textOf(v, act).Envelope != given }))
	}
	_, err := m.shownTo(m.bram, act)
	require.ErrorIs(t, err, replica.ErrUnreadable)
	require.NoError(t, m.fatima.Until(soon(t), func(v room.View) bool {
		return slices.Contains(textOf(v, act).Unread, m.bram.Seat())
	}))
	m.owesNothing()
	require.Contains(t, textOf(m.gerda.View(), act).Unread, m.bram.Seat(), "she gave it often enough")
	_, err = m.bram.Read(act)
	require.ErrorIs(t, err, replica.ErrUnreadable)
	require.Empty(t, client.Owes(m.bram.Session), "he said so of the last one, too")
	require.Equal(t, 2+client.MostReseals, m.saidUnreadable(m.bram, act))
}

// junkFor has one envelope of a parcel be junk.
func (m *meeting) junkFor(q *person) func(*parcel) {
	return func(p *parcel) { p.envelopes[q] = slices.Repeat([]byte("rommel "), 300) }
}

// isThere waits until all who are to read a contribution are shown that it is there.
func (m *meeting) isThere(act crypto.Digest) {
	m.Helper()
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		require.NoError(m, p.Until(soon(m.T), func(v room.View) bool { return !textOf(v, act).Envelope.IsZero() }))
	}
}

// owesNothing waits until who could not open a text said so, and Fatima's device sealed it
// again: no record comes by itself then, and a changed program of hers has her turn.
func (m *meeting) owesNothing() {
	m.Helper()
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		m.allLevel()
		require.Eventually(m, func() bool { return len(client.Owes(p.Session)) == 0 }, client.Late, 10*time.Millisecond, p.name)
		m.gerda.level(p)
	}
}

// textOf is the sealed text of a contribution at the case; the zero one of what is not shown.
func textOf(v room.View, act crypto.Digest) room.SealedView {
	for _, c := range v.Items[0].Contributions {
		if c.Act == act && c.Text != nil {
			return *c.Text
		}
	}
	return room.SealedView{}
}

// saidUnreadable counts how often somebody signed that he cannot open a contribution.
func (m *meeting) saidUnreadable(p *person, act crypto.Digest) int {
	m.Helper()
	n, of := 0, map[crypto.Digest]bool{act: true}
	for _, encoded := range m.opensBook(m.gerda.Room(), 0).records {
		rec, err := chain.DecodeRecord(encoded)
		require.NoError(m, err)
		a, err := rec.Act.Open()
		require.NoError(m, err)
		if !slices.ContainsFunc(a.Refs, func(ref crypto.Digest) bool { return of[ref] }) {
			continue
		}
		of[rec.Act.Hash()] = true
		if a.Kind == room.KindUnreadable && a.Author == p.Seat() {
			n++
		}
	}
	return n
}
