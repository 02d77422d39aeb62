package client_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// contributes begins to bring something in, and gives how that ends.
func (p *person) contributes() <-chan error {
	done := make(chan error, 1)
	go func() {
		_, err := p.Contribute(soon(p.T), noise())
		done <- err
	}()
	return done
}

// keeps waits until the vault keeps of the room what is so.
func (p *person) keeps(so func(vault.Place) bool) {
	p.Helper()
	require.Eventually(p, func() bool {
		place, err := p.vault.Place(soon(p.T), p.Room())
		return err == nil && so(place)
	}, client.Late, 10*time.Millisecond)
}

// What the server acknowledges it must also put in the log, there where it said.
func TestAnActIsAcknowledgedAndDropped(t *testing.T) {
	m := newMeeting(t)
	dropped := make(chan crypto.Digest, 16) // the device may send it again
	m.lie(func(l *lies) {
		l.said["Fatima"] = only(wire.TypeSubmit, func(sub wire.Submit) []frame {
			dropped <- sub.Act.Hash()
			return nil // it never reaches the real server
		})
	})
	done := m.fatima.contributes()
	lost := <-dropped
	b := m.opensBook(m.gerda.Room(), 0)
	head := b.writer.Head()
	m.tells(m.fatima, framed(wire.TypeAck, wire.Ack{Act: lost, Seq: head.N + 1, Checkpoint: b.note(1, head)}))
	evidence := m.fatima.stops(replica.BreachCheckpoint, page.TroubleForged)
	require.NotEmpty(t, evidence.Shown, "a head that does not hold what it acknowledges")
	require.Error(t, <-done, "it is not shown as stored")
}

// An acknowledgement that nothing signed may wait for its key, and says itself how
// long. Until it is judged the act counts as on its way, and it is judged by what the
// server signs when the device comes back.
func TestAnActIsAcknowledgedByNobody(t *testing.T) {
	m := newMeeting(t)
	m.fatima.isPatient()
	lost := make(chan crypto.Digest, 8)
	m.lie(func(l *lies) {
		l.said["Fatima"] = only(wire.TypeSubmit, func(sub wire.Submit) []frame {
			lost <- sub.Act.Hash()
			return nil
		})
	})
	done := m.fatima.contributes()
	head, _ := m.fatima.Head()
	garbage := []byte("casusoverleg\n\n1\n9000000000000000000\n\n")
	m.tells(m.fatima, framed(wire.TypeAck, wire.Ack{Act: <-lost, Seq: head.N + 1, Checkpoint: garbage}))
	var before, kept vault.Place
	m.fatima.keeps(func(place vault.Place) bool { before = place; return place.InFlight != nil })
	require.NoError(t, m.gerda.NewCode(soon(t)))
	m.fatima.level(m.gerda)                       // after the acknowledgement, and where it says that the act is
	m.fatima.keeps(func(place vault.Place) bool { // what it knows is written a moment later
		kept = place
		return !bytes.Equal(place.Checkpoint, before.Checkpoint)
	})
	require.NotNil(t, kept.InFlight, "it is not believed")
	m.wires.cut()
	evidence := m.fatima.stops(replica.BreachCheckpoint, page.TroubleForged)
	require.Equal(t, garbage, evidence.Shown)
	require.Error(t, <-done, "it is not shown as stored")
}

// The acknowledgement is right, and then the log goes on without the act; or the
// server is back with a log that does not hold it.
func TestAnAcknowledgedActIsTakenOut(t *testing.T) {
	for name, told := range map[string]page.TroubleKind{"the log goes on with another": page.TroubleFork, "it was never there": page.TroubleRollback} {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t)
			m.fatima.isPatient()
			b := m.opensBook(m.gerda.Room(), 0)
			seq := b.writer.Head().N + 1
			m.lie(func(l *lies) {
				l.said["Fatima"] = only(wire.TypeSubmit, func(sub wire.Submit) []frame {
					b.writes(sub.Act, chain.Audience(m.item)) // signed and acknowledged, and nowhere else
					m.tells(m.fatima, framed(wire.TypeAck, wire.Ack{Act: sub.Act.Hash(), Seq: seq, Checkpoint: b.note(1, b.writer.Head())}))
					return nil
				})
			})
			done := m.fatima.contributes()
			m.fatima.keeps(func(place vault.Place) bool { return place.Counter > 1 && place.InFlight == nil }) // it counts as admitted
			if told == page.TroubleFork {
				require.NoError(t, m.gerda.NewCode(soon(t)))
			} else {
				m.lie(func(l *lies) { l.said["Fatima"] = forgetful }) // her greeting says what was acknowledged
				m.wires.cut()
			}
			evidence := m.fatima.stops(map[page.TroubleKind]chain.Breach{
				page.TroubleFork: chain.BreachFork, page.TroubleRollback: chain.BreachRollback,
			}[told], told)
			require.Equal(t, b.note(1, b.writer.Head()), evidence.Held, "the acknowledgement is kept")
			require.Error(t, <-done)
		})
	}
}

// The same by a server that lost nothing but that act, and is told so by her greeting: a
// backup came back before she was shown the record. It says it, and nobody is accused.
func TestAnAcknowledgedActIsLostWithABackup(t *testing.T) {
	m := newMeeting(t)
	old := m.backup()
	m.allLevel()
	m.lie(func(l *lies) { l.told["Fatima"] = swallows(wire.TypeRecords, wire.TypeBeat) })
	done := m.fatima.contributes()
	m.fatima.keeps(func(place vault.Place) bool { return len(place.Acks) == 1 })
	for _, p := range []*person{m.gerda, m.bram, m.joris} {
		p.Close() // and no device but hers could tell
	}
	m.lie(nil)
	m.restores(old)
	m.fatima.isTold(page.TroubleLoss)
	require.NoError(t, m.fatima.Err())
	m.fatima.Close()
	require.Error(t, <-done)
}

// What Fatima brings in is acknowledged, and everybody else is shown it; her own device
// gets a stub, and nothing that would tell. Her line breaks each time before she would
// have waited long enough.
func TestAnAcknowledgedActIsReplacedByAStub(t *testing.T) {
	m := newMeeting(t)
	m.lie(func(l *lies) {
		stubbed := rewrites(func(rs *wire.Records) {
			for i := range rs.Deliveries {
				rs.Deliveries[i] = stubs(rs.Deliveries[i])
			}
		})
		l.told["Fatima"] = m.hangsUp(m.fatima, client.ShortlyWithheld*6/10, func(f frame) []frame {
			if f.kind == wire.TypeBeat {
				return nil
			}
			return stubbed(f)
		})
	})
	m.lineOf(m.fatima).cancel()
	before, _ := m.fatima.Head()
	_, err := m.fatima.Contribute(soon(t), noise())
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence, "it is not shown as stored")
	require.Equal(t, before.N+1, evidence.Violation.N)
	require.Equal(t, evidence, m.fatima.stops(replica.BreachWithheld, page.TroubleGap))
	require.NotNil(t, evidence.Entry.Stub)
	held, err := chain.OpenCheckpoint(evidence.Held, evidence.ServerKeys[0])
	require.NoError(t, err, "the acknowledgement, signed by the server")
	require.Equal(t, before.N+1, held.Head.N)
	require.NoError(t, m.gerda.Until(soon(t), func(v room.View) bool { return len(v.Items[0].Contributions) == 1 }), "it is there, for everybody else")
}

// Her device stops before the act that was acknowledged is shown; the server that it finds
// when it is started anew never had it.
func TestAnAcknowledgedActIsForgottenOverARestart(t *testing.T) {
	m := newMeeting(t)
	m.lie(func(l *lies) {
		l.told["Fatima"] = swallows(wire.TypeRecords, wire.TypeBeat)
		l.said["Fatima"] = only(wire.TypeSubmit, func(sub wire.Submit) []frame {
			b := m.opensBook(m.gerda.Room(), 0)
			b.writes(sub.Act, chain.Audience(m.item))
			head := b.writer.Head()
			m.tells(m.fatima, framed(wire.TypeAck, wire.Ack{Act: sub.Act.Hash(), Seq: head.N, Checkpoint: b.note(1, head)}))
			return nil
		})
	})
	done := m.fatima.contributes()
	m.fatima.keeps(func(place vault.Place) bool { return len(place.Acks) == 1 && place.InFlight == nil }) // it counts as admitted
	id := m.fatima.Room()
	m.fatima.Close()
	require.Error(t, <-done)
	m.lie(func(l *lies) { l.said["Fatima"] = forgetful }) // her greeting says what was acknowledged
	m.fatima.opens(id)
	m.fatima.stops(chain.BreachRollback, page.TroubleRollback)
}
