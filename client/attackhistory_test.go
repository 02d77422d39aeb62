package client_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// forked is a meeting in which Bram and Fatima are shown another history than Gerda
// and Joris, by a second real server with the same keys; both went on.
func forked(t *testing.T) *meeting {
	m := newMeeting(t)
	m.forks(m.backup(), m.bram, m.fatima)
	for _, p := range []*person{m.gerda, m.bram, m.fatima, m.joris} {
		require.NoError(t, p.UntilOnline(soon(t)))
	}
	_, err := m.gerda.Decide(soon(t), m.item, "We gaan langs.")
	require.NoError(t, err)
	m.joris.level(m.gerda)
	_, err = m.fatima.Contribute(soon(t), noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err, "her server takes it, and acknowledges")
	m.bram.level(m.fatima)
	return m
}

// beats are the heartbeats that a person's own server got from him.
func (l *liar) beats(of *person) *delays {
	d := &delays{kind: wire.TypeBeat}
	l.lie(func(lies *lies) { lies.said[of.name] = d.cheat })
	require.Eventually(l, func() bool { return len(d.frames()) > 1 }, client.Late, 10*time.Millisecond)
	l.lie(nil)
	return d
}

// Nobody hears anybody of the other history: people there are told that they hear
// neither chair nor deputy.
func TestTwoHistoriesAndNoHeartbeats(t *testing.T) {
	m := forked(t)
	m.joris.patient = true
	id := m.joris.Room()
	m.joris.Close()
	m.joris.opens(id)
	for _, p := range []*person{m.bram, m.fatima} {
		p.isTold(page.TroubleSilence)
		p.sees(client.EventSilence)
		require.NoError(t, p.Err(), "silence is no proof")
	}
	require.Equal(t, 45*time.Second, client.LongestUnheard(), "the longest it takes, in real meetings")
	require.NoError(t, m.joris.UntilOnline(soon(t)))
	require.Eventually(t, func() bool { return client.Unheard(m.joris.Session) < client.ShortSilence/4 }, client.Late, 10*time.Millisecond)
	require.Nil(t, page.TroubleIn(m.joris.Session), "who hears the chair is told nothing")

	// The chair reads the words anew: they are not those of the others.
	ours, ok := m.gerda.CodeWords()
	require.True(t, ok)
	theirs, _ := m.bram.CodeWords()
	require.Equal(t, ours, theirs, "from before")
	require.NoError(t, m.gerda.NewCode(soon(t)))
	ours, _ = m.gerda.CodeWords()
	theirs, _ = m.bram.CodeWords()
	require.NotEqual(t, ours, theirs, "Bram hears other words than he sees")
	m.joris.level(m.gerda)
	same, _ := m.joris.CodeWords()
	require.Equal(t, ours, same)
	require.NoError(t, m.joris.Confirm(soon(t), m.joris.View().Code))
	m.gerda.level(m.joris)
	for _, seat := range m.gerda.View().Seats {
		if seat.ID == m.bram.Seat() {
			require.False(t, seat.Confirmed, "the chair sees who did not confirm")
		}
	}
}

// As soon as one heartbeat crosses over, in either direction, the device that hears it
// has proof: two signatures of the server over one position.
func TestTwoHistoriesMeetInAHeartbeat(t *testing.T) {
	m := forked(t)
	for _, c := range []struct{ speaks, hears *person }{{m.gerda, m.bram}, {m.fatima, m.gerda}} {
		m.tells(c.hears, m.beats(c.speaks).frames()[0])
		evidence := c.hears.stops(chain.BreachFork, page.TroubleFork)
		require.Equal(t, c.speaks.Seat(), evidence.Seat)
		require.NotNil(t, evidence.Heartbeat, "what the other signed is kept")
		require.NotEmpty(t, evidence.Held, "and what the server signed")
		held, err := chain.OpenCheckpoint(evidence.Held, evidence.ServerKeys[0])
		require.NoError(t, err, "it is the server's own signature that contradicts it")
		require.Equal(t, m.gerda.Room(), held.Room)
	}
}

// Or in an act: what its author had seen is in it. All else that Bram is shown fits: the
// record stands in the log that he has, and its head is signed.
func TestTwoHistoriesMeetInAnAct(t *testing.T) {
	m := forked(t)
	mine, his := m.opensBook(m.gerda.Room(), 0), m.bookOf(m.hostOf(m.bram.name), m.gerda.Room(), 0)
	key, _ := m.gerda.keys()
	seen := mine.writer.Head()
	require.Equal(t, his.writer.Head().N, seen.N, "as long as the other one")
	m.lie(func(l *lies) { l.told["Bram"] = swallows(wire.TypeBeat) })
	act := his.signs(key, m.gerda.Seat(), room.KindVoid, room.Nothing{}, func(a *chain.Act) { a.Seen = seen })
	m.tells(m.bram, his.page(seen.N+1, his.writes(act, chain.Room)))
	evidence := m.bram.stops(chain.BreachFork, page.TroubleFork)
	require.Equal(t, seen.Link, evidence.Violation.Got, "what she had seen")
}

// The chair is heard and nothing else comes, or she is not heard either.
func TestRecordsAndHeartbeatsAreHeldBack(t *testing.T) {
	m := newMeeting(t)
	late := &delays{kind: wire.TypeRecords}
	m.lie(func(l *lies) { l.told["Bram"] = late.cheat })
	text := m.bringsIn()
	head, _ := m.gerda.Head()
	require.Eventually(t, func() bool { return len(m.saying(m.bram, m.gerda, head)) > 1 }, client.Late, 10*time.Millisecond)
	m.hasTakenIn(m.bram)
	require.Nil(t, m.bram.Suspicion(), "records may be on their way")
	m.forward(replica.WithheldAfter*time.Millisecond + time.Second)
	m.bram.isTold(page.TroubleBehind)
	m.bram.sees(client.EventBehind)
	suspicion := m.bram.Suspicion()
	require.Equal(t, m.gerda.Seat(), suspicion.Seat)
	require.NotEmpty(t, suspicion.Heartbeat.Bytes, "what she signed is kept")

	m.lie(func(l *lies) { l.told["Bram"] = swallows(wire.TypeRecords, wire.TypeBeat) })
	m.bram.isTold(page.TroubleBehind) // the graver of the two
	m.bram.sees(client.EventSilence)

	// They come after all, in order: late is no lie.
	m.lie(nil)
	for _, f := range late.frames() {
		m.tells(m.bram, f)
	}
	require.NotEmpty(t, m.bram.reads(text))
	m.bram.sees(client.EventBehindOver)
	m.bram.sees(client.EventSilenceOver)
	require.NoError(t, m.bram.Err())
}

// No heartbeat is let through to Bram, and his line breaks each time before he would say so.
func TestSilenceOutlastsAConnection(t *testing.T) {
	m := newMeeting(t)
	m.lie(func(l *lies) { l.told["Bram"] = m.hangsUp(m.bram, client.ShortSilence*6/10, swallows(wire.TypeBeat)) })
	m.lineOf(m.bram).cancel()
	m.bram.isTold(page.TroubleSilence)
	m.bram.sees(client.EventSilence)
	require.NoError(t, m.bram.Err(), "silence is no proof")
	m.lie(nil)
	m.bram.sees(client.EventSilenceOver)
}

// Gerda has a deputy, and hears nobody but herself: what she says is told her again.
func TestAChairHearsOnlyHerself(t *testing.T) {
	m := newMeeting(t)
	require.NoError(t, m.gerda.Appoint(soon(t), m.joris.Seat(), agenda.Deputy))
	m.joris.level(m.gerda)
	m.lie(func(l *lies) {
		l.told["Gerda"] = swallows(wire.TypeBeat)
		l.said["Gerda"] = only(wire.TypeBeat, func(b wire.Beat) []frame {
			f := framed(wire.TypeBeat, b)
			m.tells(m.gerda, f)
			return []frame{f}
		})
	})
	m.gerda.isTold(page.TroubleSilence)
	m.lie(nil)
	m.gerda.sees(client.EventSilenceOver)
}

// A stub, and every heartbeat held back that would tell.
func TestAStubWithoutHeartbeats(t *testing.T) {
	m := newMeeting(t)
	m.lie(func(l *lies) {
		stubbed := rewrites(func(rs *wire.Records) { rs.Deliveries[0] = stubs(rs.Deliveries[0]) })
		l.told["Bram"] = func(f frame) []frame {
			return slices.DeleteFunc(stubbed(f), func(f frame) bool { return f.kind == wire.TypeBeat })
		}
	})
	text := m.bringsIn()
	m.bram.isTold(page.TroubleSilence)
	_, err := m.bram.Read(text)
	require.ErrorIs(t, err, client.ErrUnknown)
	m.lie(nil) // the first honest heartbeat, or act, shows the gap
	m.bram.stops(chain.BreachGap, page.TroubleGap)
}

// An old backup in place of the log, by a server that says nothing of it.
func TestAnOldBackup(t *testing.T) {
	m := newMeeting(t)
	old := m.backup()
	text := m.bringsIn()
	m.allLevel()
	require.NoError(t, m.fatima.Withdraw(soon(t), text))
	m.gerda.level(m.fatima)
	m.allLevel()
	m.lie(func(l *lies) {
		for _, p := range []*person{m.gerda, m.bram, m.fatima, m.joris} {
			l.said[p.name] = forgetful
		}
	})
	m.restores(old)
	for _, p := range []*person{m.gerda, m.bram, m.joris} {
		evidence := p.stops(chain.BreachRollback, page.TroubleRollback)
		require.NotEmpty(t, evidence.Held, "the head it had, signed by the server")
		require.NotEmpty(t, evidence.Shown, "the lower one, signed by the server too")
	}
	// Started anew, a device has only its note of the head, and still refuses less.
	m.fatima.stops(chain.BreachRollback, page.TroubleRollback)
	m.fatima.opens(m.fatima.forgives())
	m.fatima.stops(chain.BreachRollback, page.TroubleRollback)
}

// A backup is put back, and somebody who had not seen what came after it goes on first. Who
// had seen it finds that the server signed two histories; it was no lie, and cannot be told
// from one.
func TestARestoredRoomGoesOnBeforeWhoSawMoreIsBack(t *testing.T) {
	m := newMeeting(t)
	old := m.backup()
	require.NoError(t, m.bram.UntilOnline(soon(t)))
	saw := []*person{m.gerda, m.fatima, m.joris}
	m.lie(func(l *lies) { l.told["Bram"] = swallows(wire.TypeRecords, wire.TypeBeat) })
	text := m.bringsIn()
	m.joris.level(m.gerda)
	m.lie(func(l *lies) {
		for _, p := range saw {
			l.said[p.name] = swallows(wire.TypeHello) // not back yet
		}
	})
	m.restores(old)
	for range 2 { // more than was lost
		_, err := m.bram.Contribute(soon(t), policeNoise())
		require.NoError(t, err)
	}
	m.lie(nil)
	m.wires.cut()
	for _, p := range saw {
		evidence := p.stops(chain.BreachFork, page.TroubleFork)
		require.NotEmpty(t, evidence.Held, "the head of before, signed by the server")
		require.NotEmpty(t, evidence.Shown, "and one that cannot be, signed too")
	}
	require.NotEmpty(t, m.fatima.reads(text), "what was verified is still shown")
	require.NoError(t, m.bram.Err(), "who saw nothing of it goes on")
}

// The same by a server that says so: everybody is told, and nothing goes on until
// chair or deputy accepts exactly that head.
func TestAnOldBackupThatIsAdmitted(t *testing.T) {
	m := newMeeting(t)
	old := m.backup()
	_, err := m.fatima.Contribute(soon(t), noise())
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	m.allLevel()
	m.restores(old)
	for _, p := range []*person{m.gerda, m.bram, m.fatima, m.joris} {
		p.isTold(page.TroubleLoss)
		p.sees(client.EventLoss)
	}
	// Bram's own program cannot accept it for everybody; a changed one is refused, and a
	// server that takes it all the same is found out.
	loss := *m.bram.Loss()
	var refusal *room.Refusal
	require.ErrorAs(t, m.bram.Resume(soon(t), loss), &refusal)
	require.Equal(t, room.CodeNotChair, refusal.Code)
	b := m.opensBook(m.gerda.Room(), 0)
	key, _ := m.bram.keys()
	act := b.signs(key, m.bram.Seat(), room.KindResume, room.ResumePayload{Head: loss.Head}, func(a *chain.Act) { a.Epoch = loss.Epoch }, loss.Act)
	require.Equal(t, room.CodeNotChair, m.submits(m.bram, wire.Submit{Act: act}).Code)
	d := b.writes(act, chain.Room)
	m.tells(m.joris, framed(wire.TypeRecords, wire.Records{
		From: b.writer.Head().N, Deliveries: []wire.Delivery{d}, Checkpoint: b.note(loss.Epoch, b.writer.Head()),
	}))
	evidence := m.joris.stops(replica.BreachAct, page.TroubleForged)
	require.Equal(t, room.CodeNotChair, evidence.Refusal.Code)

	require.NoError(t, m.gerda.Resume(soon(t), *m.gerda.Loss()))
	m.fatima.sees(client.EventLost)
	require.NoError(t, m.fatima.Until(soon(t), func(v room.View) bool { return !v.Suspended }))
	m.bram.level(m.gerda)
}
