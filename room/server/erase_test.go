package server

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// onDisk says whether these bytes are in any file of the journal.
func (h *house) onDisk(data []byte) bool {
	h.Helper()
	files, err := filepath.Glob(h.path + "*")
	require.NoError(h, err)
	for _, name := range files {
		content, err := os.ReadFile(name)
		require.NoError(h, err)
		if bytes.Contains(content, data) {
			return true
		}
	}
	return false
}

// kindAt is the kind of the record that a device was shown at seq.
func (d *device) kindAt(seq uint64) chain.Kind {
	d.Helper()
	rec, err := chain.DecodeRecord(d.records[seq].Entry.Record)
	require.NoError(d, err)
	var act chain.Act
	require.NoError(d, chain.Decode(rec.Act.Bytes, &act))
	return act.Kind
}

func TestAWithdrawnTextGoesFromTheDisk(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	canary := roomtest.Bytes(700)
	con := m.Do(kees, m.Contribution(kees, it, canary))
	m.allUpTo()
	require.True(t, m.onDisk(canary[:64]), "the test can see it")

	m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
	m.of(kees).upTo(m.last + 1)
	require.Equal(t, room.KindErased, m.of(kees).kindAt(m.last+1))
	require.False(t, m.onDisk(canary[:64]), "erased is signed when it is gone, not before")
	_, err := m.journal.Blob(context.Background(), journal.Room(m.Room), journal.Digest(digestOf(canary)))
	require.ErrorIs(t, err, journal.ErrNotFound)

	m.of(m.Chair).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(canary)})
	refused := decode[wire.Refused](m.of(m.Chair), m.of(m.Chair).until(wire.TypeRefused))
	require.Equal(t, room.CodeUnknownObject, refused.Refusal.Code)
	require.NotContains(t, m.newDevice(m.Chair).connect().files, digestOf(canary))
}

// Between withdrawing and erasing the server is killed: it goes on where it was.
func TestErasingIsNotForgottenOverARestart(t *testing.T) {
	busy := true
	h := open(t, quick(), func(h *house) {
		h.wrapped = func(j journal.Journal) journal.Journal {
			return journaltest.NewFaulty(j, func(method string, _ int) journaltest.Fault {
				if method == "Erase" && busy {
					return journaltest.NotWritten
				}
				return journaltest.Works
			})
		}
	})
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	canary := roomtest.Bytes(700)
	con := m.Do(kees, m.Contribution(kees, it, canary))
	m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
	time.Sleep(50 * time.Millisecond)
	require.True(t, m.onDisk(canary[:64]))
	h.stop()
	busy = false
	h.start() // the sweep loads every room once
	require.Eventually(t, func() bool { return !h.onDisk(canary[:64]) }, 10*time.Second, 20*time.Millisecond)
	d := m.newDevice(kees).connect()
	d.upTo(m.last + 1)
	require.Equal(t, room.KindErased, d.kindAt(m.last+1))
}

// While the server is away between withdrawing and erasing the term passes: what it comes
// back to is all destroyed, and of what was withdrawn it is signed too that it is gone.
func TestErasingIsNotForgottenOverDestruction(t *testing.T) {
	var busy atomic.Bool
	busy.Store(true)
	h := open(t, quick(), func(h *house) {
		h.wrapped = func(j journal.Journal) journal.Journal {
			return journaltest.NewFaulty(j, func(method string, _ int) journaltest.Fault {
				if method == "Erase" && busy.Load() {
					return journaltest.NotWritten
				}
				return journaltest.Works
			})
		}
	})
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	con := m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(700)))
	m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
	h.stop()
	busy.Store(false)
	m.clock.forward((room.MaxOpenDays + 1) * 24 * time.Hour)
	h.start()
	d := m.newDevice(kees).connect() // which keeps the room in memory
	d.upTo(m.last + 2)
	require.ElementsMatch(t, []chain.Kind{room.KindDestroyed, room.KindErased}, []chain.Kind{d.kindAt(m.last + 1), d.kindAt(m.last + 2)})
}

func TestContentsGoAtTheirTerm(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	canary := roomtest.Bytes(700)
	m.Do(kees, m.Contribution(kees, it, canary))
	m.allUpTo()
	m.clock.forward((room.MaxOpenDays + 1) * 24 * time.Hour) // nobody ever closed it
	require.Eventually(t, func() bool { return !h.onDisk(canary[:64]) }, 10*time.Second, 20*time.Millisecond)
	d := m.newDevice(kees)
	require.Eventually(t, func() bool {
		head, err := m.journal.Head(context.Background(), journal.Room(m.Room))
		return err == nil && head.N == m.last+1
	}, 10*time.Second, 20*time.Millisecond)
	d.connect()
	require.Equal(t, room.KindDestroyed, d.kindAt(m.last+1))
	for seq, delivery := range d.records {
		require.Nil(t, delivery.Labels, "%d", seq)
		require.Empty(t, delivery.Files, "%d", seq)
	}
	m.devices[kees] = d
	_, err := m.Offer(kees, m.Contribution(kees, it, roomtest.Bytes(10)))
	require.Equal(t, room.CodeRoomClosed, refusal(t, err).Code)

	t.Run("and the log can still be read, by its own rules", func(t *testing.T) {
		h.restart()
		m.newDevice(kees).connect()
		kept, err := h.journal.Blob(context.Background(), journal.Room(m.Room), journal.Digest(roomtest.Rules().Digest()))
		require.NoError(t, err)
		require.Equal(t, roomtest.Rules().Encode(), kept)
	})
}

// slowDestroyer takes its time to destroy.
type slowDestroyer struct {
	journal.Journal
	once        sync.Once
	began, goOn chan struct{}
}

func (s *slowDestroyer) Destroy(ctx context.Context, id journal.Room, keep journal.Digest) error {
	s.once.Do(func() { close(s.began) })
	<-s.goOn
	return s.Journal.Destroy(ctx, id, keep)
}

func TestNothingComesInWhileContentsAreDestroyed(t *testing.T) {
	slow := &slowDestroyer{began: make(chan struct{}), goOn: make(chan struct{})}
	m := open(t, quick(), through(func(j journal.Journal) journal.Journal { slow.Journal = j; return slow })).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	goOn := sync.OnceFunc(func() { close(slow.goOn) })
	defer goOn()
	m.clock.forward((room.MaxOpenDays + 1) * 24 * time.Hour)
	m.devices[kees] = m.newDevice(kees).connect()
	<-slow.began
	late := roomtest.Bytes(700)
	_, err := m.Offer(kees, m.Contribution(kees, it, late))
	require.Equal(t, room.CodeRoomClosed, refusal(t, err).Code)
	status, _ := m.of(kees).put(late, nil)
	require.Equal(t, 404, status)
	goOn()
	m.of(kees).upTo(m.last + 1)
	require.Equal(t, room.KindDestroyed, m.of(kees).kindAt(m.last+1))
	require.False(t, m.onDisk(late[:64]))
}

// issue makes a package for somebody and dispatches its file, which it returns.
func (m *meeting) issue(p *roomtest.Person, own ...crypto.Digest) []byte {
	m.house.Helper()
	until, ok := roomtest.Rules().Deadline(covenant.TermReaction, time.Now().UnixMilli()/room.DayMillis)
	require.True(m.house, ok)
	pack := m.Do(m.Chair, roomtest.Draft{Kind: room.KindIssue, Refs: own, Payload: room.IssuePayload{
		Kind: covenant.PackageMinutes, Recipient: room.Recipient{Seat: p.Seat}, Content: crypto.Digest{1}, ReactUntil: until + 1,
	}})
	s := m.Sign(m.Chair, roomtest.Draft{Kind: room.KindDispatch, Refs: []crypto.Digest{pack}, Payload: room.DispatchPayload{Keys: room.KeysDigest([]crypto.Recipient{p.Sealed})}, Readers: []*roomtest.Person{p}})
	require.NoError(m.house, m.submit(m.Chair, s))
	m.Chair.Admitted(s.Act)
	return s.Files[0]
}

func (m *meeting) begin(p *roomtest.Person) {
	m.house.Helper()
	m.Do(m.Chair, roomtest.Draft{
		Kind: room.KindStart, Payload: room.StartPayload{Code: room.CodePayload{Nonce: [32]byte{1}}, WithoutDeputy: true},
		Seen: m.of(m.Chair).verifier.Head(),
	})
	m.Do(p, roomtest.Draft{Kind: room.KindMinutesKey, Payload: room.MinutesKeyPayload{Recipient: p.Sealed}})
}

func TestAPackageHasLeftBeforeItsFirstByte(t *testing.T) {
	g := newGate()
	m := open(t, quick(), g.option()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	m.begin(kees)
	file := m.issue(kees)
	m.allUpTo()
	require.Empty(t, m.of(kees).files, "a package does not travel with its record")

	m.of(piet).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(file)})
	refused := decode[wire.Refused](m.of(piet), m.of(piet).until(wire.TypeRefused))
	require.Equal(t, room.CodeUnknownObject, refused.Refusal.Code, "for Piet there is none")

	g.set(true)
	m.of(kees).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(file)})
	pass := <-g.waits
	g.set(false)
	before := m.last
	pass <- nil
	got := decode[wire.File](m.of(kees), m.of(kees).until(wire.TypeFile))
	require.Equal(t, file, got.Data)
	m.of(kees).upTo(before + 1)
	require.Equal(t, room.KindDelivered, m.of(kees).kindAt(before+1))

	m.of(kees).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(file)})
	m.of(kees).until(wire.TypeFile)
	head, err := m.journal.Head(context.Background(), journal.Room(m.Room))
	require.NoError(t, err)
	require.Equal(t, before+1, head.N, "it leaves once")
}

func TestAWithdrawalCallsBackWhatHasNotLeft(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	con := m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(300)))
	m.allUpTo()
	m.begin(kees)
	file := m.issue(kees, con)
	m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
	m.of(kees).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(file)})
	refused := decode[wire.Refused](m.of(kees), m.of(kees).until(wire.TypeRefused))
	require.Equal(t, room.CodeRecalled, refused.Refusal.Code)
	m.of(kees).upTo(m.last + 1)
	require.False(t, m.onDisk(file[:64]))
}
