package server

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// gate is a journal whose appends wait for the test, and may be let fail.
type gate struct {
	journal.Journal

	mu      sync.Mutex
	shut    bool
	failing error           // of every append from now on
	waits   chan chan error // an append that stands at the gate
	stopped chan error
}

func (g *gate) Append(ctx context.Context, b journal.Batch) error {
	g.mu.Lock()
	shut, failing := g.shut, g.failing
	g.mu.Unlock()
	if failing != nil {
		return failing
	}
	if shut {
		pass := make(chan error)
		g.waits <- pass
		if err := <-pass; err != nil {
			return err
		}
	}
	return g.Journal.Append(ctx, b)
}

func (g *gate) set(shut bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = shut
}

func (g *gate) fail(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut, g.failing = false, err
}

func newGate() *gate { return &gate{waits: make(chan chan error), stopped: make(chan error, 1)} }

// Stopped implements journal.Journal.
func (g *gate) Stopped() <-chan error { return g.stopped }

func (g *gate) option() option {
	return through(func(j journal.Journal) journal.Journal { g.Journal = j; return g })
}

func TestNothingIsSaidBeforeItIsDurable(t *testing.T) {
	g := newGate()
	m := open(t, quick(), g.option()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.allUpTo()
	g.set(true)

	s := m.Sign(kees, roomtest.Draft{Kind: room.KindVoid})
	m.of(kees).write(wire.TypeSubmit, s)
	pass := <-g.waits
	heard := make(chan wire.Type, 16)
	for _, d := range []*device{m.of(kees), m.of(m.Chair)} {
		go func() {
			for range 2 { // presence may come, records and acks may not
				ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
				_, frame, err := d.conn.Read(ctx)
				cancel()
				if err != nil {
					return
				}
				if wire.Type(frame[0]) != wire.TypePresence {
					heard <- wire.Type(frame[0])
					return
				}
			}
		}()
	}
	select {
	case what := <-heard:
		t.Fatalf("frame %d before the append was durable", what)
	case <-time.After(300 * time.Millisecond):
	}
	head, err := m.journal.Head(context.Background(), journal.Room(m.Room))
	require.NoError(t, err)
	require.Equal(t, m.last, head.N)
	g.set(false)
	pass <- nil
	require.Contains(t, []wire.Type{wire.TypeAck, wire.TypeRecords}, <-heard)
	require.Contains(t, []wire.Type{wire.TypeAck, wire.TypeRecords}, <-heard)
}

func TestTheSameBytesGetTheSameAnswer(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	s := m.Sign(kees, roomtest.Draft{Kind: room.KindVoid})
	first, err := m.of(kees).submit(s)
	require.NoError(t, err)
	second, err := m.of(kees).submit(s)
	require.NoError(t, err)
	require.Equal(t, first.Seq, second.Seq)

	h.restart()
	m.devices[kees] = m.newDevice(kees).connect()
	third, err := m.of(kees).submit(s)
	require.NoError(t, err)
	require.Equal(t, first.Seq, third.Seq)
	require.Equal(t, m.last+1, m.of(kees).verifier.Head().N, "one record")

	t.Run("another act under that counter is refused", func(t *testing.T) {
		other := m.Sign(kees, roomtest.Draft{Kind: room.KindLeave})
		_, err := m.of(kees).submit(other)
		require.Equal(t, room.CodeOutOfTurn, refusal(t, err).Code)
	})
	t.Run("so is founding", func(t *testing.T) {
		wilma := roomtest.NewPerson(t, "Wilma", roomtest.Municipality)
		f := wire.Found{Chair: h.chair.Lobby(), Genesis: wilma.Genesis(t, h.signing.Public())}
		var one, two wire.Founded
		status, _ := h.post(wire.PathRooms, f, &one)
		require.Equal(t, 200, status)
		status, _ = h.post(wire.PathRooms, f, &two)
		require.Equal(t, 200, status)
		require.Equal(t, one.Room, two.Room)
	})
}

// A connection cut at any moment of submitting leaves exactly one act, once the
// client has asked again.
func TestCutOffBetweenSubmitAndAck(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	for i := range 15 {
		s := m.Sign(kees, m.Contribution(kees, it, roomtest.Bytes(2000)))
		m.of(kees).write(wire.TypeSubmit, s)
		if i%3 > 0 {
			time.Sleep(time.Duration(i%3) * time.Millisecond)
		}
		require.NoError(t, m.of(kees).conn.CloseNow())
		m.of(kees).connect()
		ack, err := m.of(kees).submit(s)
		require.NoError(t, err)
		require.Equal(t, m.last+1, ack.Seq)
		kees.Admitted(s.Act)
		m.last = ack.Seq
	}
	m.allUpTo()
}

func TestAFullDiskRefusesAndReadsOn(t *testing.T) {
	g := newGate()
	m := open(t, quick(), g.option()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	g.set(true)
	s := m.Sign(kees, roomtest.Draft{Kind: room.KindVoid})
	m.of(kees).write(wire.TypeSubmit, s)
	(<-g.waits) <- journal.ErrFull
	refused := decode[wire.Refused](m.of(kees), m.of(kees).until(wire.TypeRefused))
	require.Equal(t, wire.CodeStorageFull, refused.Refusal.Code)
	m.newDevice(m.Chair).connect()
	g.set(false)
	_, err := m.of(kees).submit(s)
	require.NoError(t, err, "as soon as there is space")
}

func TestAFailedDiskStopsTheProcess(t *testing.T) {
	g := newGate()
	h := open(t, quick(), g.option())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	g.set(true)
	m.of(kees).write(wire.TypeSubmit, m.Sign(kees, roomtest.Draft{Kind: room.KindVoid}))
	g.stopped <- journal.ErrStopped
	(<-g.waits) <- journal.ErrStopped
	m.of(kees).until(wire.TypeBye)
	require.Equal(t, wire.ByeFailure, m.of(kees).bye)
	require.ErrorIs(t, h.dies(), journal.ErrStopped)
}

// The disk fails under what the journal does by itself, and nobody brings anything in.
func TestADiskThatFailsWhileNobodyWritesStopsTheProcess(t *testing.T) {
	g := newGate()
	h := open(t, quick(), g.option())
	h.found("Anneke")
	g.stopped <- journal.ErrStopped
	require.ErrorIs(t, h.dies(), journal.ErrStopped)
}

// dies waits until the server is to end, and says why.
func (h *house) dies() error {
	h.Helper()
	select {
	case err := <-h.server.fatal:
		return err
	case <-time.After(20 * time.Second):
		h.Fatal("the server goes on")
		return nil
	}
}

// Another process appended first: the room takes that in, and the act after it.
func TestAnotherWriterWasFirst(t *testing.T) {
	g := newGate()
	h := open(t, quick(), g.option())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.allUpTo()
	g.set(true)
	s := m.Sign(kees, roomtest.Draft{Kind: room.KindVoid})
	m.of(kees).write(wire.TypeSubmit, s)
	pass := <-g.waits

	theirs := m.Sign(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	entry, batch := h.after(m, theirs.Act)
	require.NoError(t, h.journal.Append(context.Background(), batch))
	g.set(false)
	pass <- nil
	ack := decode[wire.Ack](m.of(kees), m.of(kees).until(wire.TypeAck))
	require.Equal(t, m.last+2, ack.Seq)
	m.last = ack.Seq
	m.allUpTo()
	require.Equal(t, entry, m.of(kees).records[m.last-1].Entry.Record)
}

// after makes the batch that another process would append to a room now.
func (h *house) after(m *meeting, act chain.Signed) ([]byte, journal.Batch) {
	h.Helper()
	w := chain.NewWriter()
	require.NoError(h, h.journal.Read(context.Background(), journal.Room(m.Room), 1, func(e journal.Entry) error {
		rec, err := chain.DecodeRecord(e.Record)
		if err != nil {
			return err
		}
		return w.Take(rec, e.Record)
	}))
	old := w.Head()
	_, encoded, next := w.Next(act, chain.Room, h.clock.now().UnixMilli(), [32]byte{1})
	return encoded, journal.Batch{
		Room: journal.Room(m.Room), Old: journal.Head{N: old.N, Link: journal.Digest(old.Link)},
		New:     journal.Head{N: next.N, Link: journal.Digest(next.Link)},
		Entries: []journal.Entry{{Seq: next.N, Record: encoded}},
	}
}

func TestAnActMustHaveSeenThisLog(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	head := m.of(m.Chair).verifier.Head()
	for name, seen := range map[string]chain.Position{
		"another link":  {N: head.N, Link: crypto.Digest{1}},
		"not there yet": {N: head.N + 1, Link: head.Link},
		"link of zero":  {N: 0, Link: head.Link},
	} {
		_, err := m.Offer(m.Chair, roomtest.Draft{Kind: room.KindVoid, Seen: seen})
		r := refusal(t, err)
		require.Equal(t, room.CodeMalformed, r.Code, name)
		require.Equal(t, "seen", r.Subject, name)
	}
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid, Seen: head})
}

func TestFilesAreWhatTheActNames(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	for name, spoil := range map[string]func(*wire.Submit){
		"one too few":     func(s *wire.Submit) { s.Files = s.Files[1:] },
		"one too many":    func(s *wire.Submit) { s.Files = append(s.Files, []byte{1}) },
		"other bytes":     func(s *wire.Submit) { s.Files[0][0] ^= 1 },
		"another's order": func(s *wire.Submit) { s.Files[0], s.Files[1] = s.Files[1], s.Files[0] },
		"longer":          func(s *wire.Submit) { s.Files[1] = append(s.Files[1], 0) },
	} {
		s := m.Sign(kees, m.Contribution(kees, it, roomtest.Bytes(500)))
		spoil(&s)
		_, err := m.of(kees).submit(s)
		r := refusal(t, err)
		require.Equal(t, room.CodeMalformed, r.Code, name)
		require.Equal(t, "files", r.Subject, name)
		require.NotEmpty(t, r.Articles, name)
	}
	t.Run("and acts are signed by who sends them", func(t *testing.T) {
		s := m.Sign(m.Chair, roomtest.Draft{Kind: room.KindVoid})
		_, err := m.of(kees).submit(s)
		r := refusal(t, err)
		require.Equal(t, room.CodeNotYourDevice, r.Code)
		require.Contains(t, r.Obligations, "AVG-32")
		s = m.Sign(kees, roomtest.Draft{Kind: room.KindVoid})
		s.Act.Signature[3] ^= 1
		_, err = m.of(kees).submit(s)
		require.Equal(t, room.CodeMalformed, refusal(t, err).Code)
	})
}
