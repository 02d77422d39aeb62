package server

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// faulty lets appends fail in turns, once the test says so.
type faulty struct {
	journal *journaltest.Faulty

	mu   sync.Mutex
	on   bool
	plan func(call int) journaltest.Fault
	from int
}

func (f *faulty) option() option {
	return through(func(j journal.Journal) journal.Journal {
		f.journal = journaltest.NewFaulty(j, func(method string, call int) journaltest.Fault {
			f.mu.Lock()
			defer f.mu.Unlock()
			if method != "Append" {
				return journaltest.Works
			}
			if !f.on {
				f.from = call + 1
				return journaltest.Works
			}
			return f.plan(call - f.from)
		})
		return f.journal
	})
}

func (f *faulty) set(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.on = on
}

func TestAnAppendWhoseOutcomeIsUnknown(t *testing.T) {
	for name, c := range map[string]struct {
		plan     func(int) journaltest.Fault
		sentAway bool
	}{
		"written but said to have failed": {func(call int) journaltest.Fault {
			return map[bool]journaltest.Fault{true: journaltest.WrittenButFailed, false: journaltest.Works}[call == 0]
		}, false},
		"not written, then written": {func(call int) journaltest.Fault {
			return map[bool]journaltest.Fault{true: journaltest.NotWritten, false: journaltest.Works}[call == 0]
		}, false},
		"not written, time and again": {func(int) journaltest.Fault { return journaltest.NotWritten }, true},
		"not written, then unknowable": {func(call int) journaltest.Fault {
			return []journaltest.Fault{journaltest.NotWritten, journaltest.WrittenButFailed, journaltest.NotWritten}[min(call, 2)]
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			f := &faulty{plan: c.plan}
			m := open(t, quick(), f.option()).found("Anneke")
			kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
			it := m.NewItem(kees)
			m.allUpTo()
			before := m.last

			f.set(true)
			body := roomtest.Bytes(500)
			s := m.Sign(kees, m.Contribution(kees, it, body))
			ack, err := m.of(kees).submit(s)
			f.set(false)
			if c.sentAway { // nobody knows, so nobody is told no
				require.ErrorContains(t, err, string(wire.ByeFailure))
				m.allComeBack()
				require.Equal(t, before, m.of(kees).verifier.Head().N)
				ack, err = m.of(kees).submit(s) // the same bytes, when the disk is back
			}
			require.NoError(t, err)
			m.goesOn(kees, s, ack, before+1)
			require.True(t, m.of(piet).stubs[before+1])
			require.NotNil(t, m.of(m.Chair).files[digestOf(body)])
		})
	}
}

// allComeBack has everybody connect again, with what his device has.
func (m *meeting) allComeBack() {
	m.house.Helper()
	for p, d := range m.devices {
		m.devices[p] = m.again(p, d).connect()
	}
}

// Kees's contribution goes to a disk that hangs for as long as it is waited for, and comes
// through after the server has given up. Had it told him no, he would bring it in anew.
func TestAnAppendThatComesThroughAfterItIsGivenUp(t *testing.T) {
	f := &faulty{plan: func(int) journaltest.Fault { return journaltest.WrittenLate }}
	m := open(t, quick(), f.option()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	m.allUpTo()
	before := m.last

	f.set(true)
	body := roomtest.Bytes(500)
	s := m.Sign(kees, m.Contribution(kees, it, body))
	_, err := m.of(kees).submit(s)
	require.ErrorContains(t, err, string(wire.ByeFailure), "no refusal: it may yet be written")
	f.set(false)
	require.NoError(t, f.journal.CatchUp(context.Background()))
	m.allComeBack()
	require.Equal(t, before+1, m.of(kees).verifier.Head().N, "it was")
	ack, err := m.of(kees).submit(s)
	require.NoError(t, err)
	m.goesOn(kees, s, ack, before+1)
	require.NotNil(t, m.of(m.Chair).files[digestOf(body)])
}

// goesOn says that an act is in the log once, at its place; that who sends it again is told
// that place; and that the next one follows it.
func (m *meeting) goesOn(by *roomtest.Person, s wire.Submit, ack wire.Ack, at uint64) {
	m.house.Helper()
	require.Equal(m.house, at, ack.Seq, "once in the log")
	by.Admitted(s.Act)
	m.last = at
	m.allUpTo()
	again, err := m.of(by).submit(s)
	require.NoError(m.house, err)
	require.Equal(m.house, at, again.Seq)
	m.Do(by, roomtest.Draft{Kind: room.KindVoid})
	require.Equal(m.house, at+1, m.last)
	m.allUpTo()
}

// Kees's act is in doubt when the disk turns out to be full, or busy: that says nothing
// about what hangs, so it is not what he is told.
func TestADoubtIsNotSettledByWhatCameAfterIt(t *testing.T) {
	for name, next := range map[string]error{"full": journal.ErrFull, "busy": journal.ErrBusy, "not staged": journal.ErrMissing} {
		t.Run(name, func(t *testing.T) {
			g := newGate()
			m := open(t, quick(), g.option()).found("Anneke")
			kees := m.seat("Kees", agenda.Member)
			g.set(true)
			m.of(kees).write(wire.TypeSubmit, m.Sign(kees, roomtest.Draft{Kind: room.KindVoid}))
			pass := <-g.waits
			g.fail(next)
			pass <- journal.ErrUncertain
			require.Equal(t, wire.ByeFailure, m.of(kees).farewell())
		})
	}
}

// The log went on with something else from where Kees's act was to come: then what hangs
// is never written, and he hears what the room makes of his act now.
func TestADoubtIsSettledWhenTheLogGoesOn(t *testing.T) {
	g := newGate()
	h := open(t, quick(), g.option())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.allUpTo()
	_, other := h.after(m, m.Sign(kees, roomtest.Draft{Kind: room.KindVoid}).Act)
	s := m.Sign(kees, roomtest.Draft{Kind: room.KindLeave}) // under the same counter
	g.set(true)
	m.of(kees).write(wire.TypeSubmit, s)
	(<-g.waits) <- journal.ErrUncertain
	second := <-g.waits
	require.NoError(t, h.journal.Append(context.Background(), other))
	g.set(false)
	second <- nil // and finds that the head has moved
	refused := decode[wire.Refused](m.of(kees), m.of(kees).until(wire.TypeRefused))
	require.Equal(t, room.CodeOutOfTurn, refused.Refusal.Code)
}

// The room is so busy that it takes nothing more. Who asks again about what is in the log
// is told its place: to be told to come back later, he would bring it in anew.
func TestABusyRoomStillSaysWhatItHas(t *testing.T) {
	m := open(t, func(h *house) {
		h.limits = live.Limits{Rate: 10_000, Burst: 10_000, RoomRate: 1, RoomBurst: 2} // what she confirmed, and one more
		h.clock.stop()
	}).found("Anneke")
	s := m.Sign(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	first, err := m.of(m.Chair).submit(s)
	require.NoError(t, err)
	m.Chair.Admitted(s.Act)
	_, err = m.Offer(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	require.Equal(t, wire.CodeTooFast, refusal(t, err).Code)
	again, err := m.of(m.Chair).submit(s)
	require.NoError(t, err)
	require.Equal(t, first.Seq, again.Seq)
}
