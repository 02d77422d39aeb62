package server

import (
	"context"
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

var (
	wholeWait = flag.Bool("whole-wait", false, "TestAHalfOpenConnectionIsGone waits as long as the server does")
	samples   = flag.Int("samples", 120, "how many acts TestTheOthersHardlyNotice measures in each case")
)

// enoughSamples are so many that their p99 says something, also on a busy machine; with
// fewer it is printed and no more.
const enoughSamples = 1000

// reach measures from sending a contribution of 16 KB to its arrival at the chair,
// over and over, sorted.
func (m *meeting) reach(by *roomtest.Person, it *roomtest.Item, readers ...*roomtest.Person) []time.Duration {
	m.house.Helper()
	var all []time.Duration
	for range *samples {
		start := time.Now()
		m.Do(by, m.Contribution(by, it, roomtest.Bytes(16<<10), readers...))
		m.of(m.Chair).upTo(m.last)
		all = append(all, time.Since(start))
	}
	slices.Sort(all)
	return all
}

// One reader takes nothing in until he is dropped, then one's line is dead without
// anybody knowing: what the others wait is printed, and with enough samples it may not be
// several times what they wait without him.
func TestTheOthersHardlyNotice(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees, piet)
	m.allUpTo()
	require.NoError(t, m.of(piet).conn.CloseNow())
	alone := m.reach(kees, it, piet)

	slow := m.newDevice(piet).connect() // and reads no more
	require.Zero(t, m.server.hub.Stats().Slow.Load())
	beside := m.reach(kees, it, piet)
	for m.server.hub.Stats().Slow.Load() == 0 {
		m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(64<<10), piet))
		m.of(m.Chair).upTo(m.last)
	}
	require.NoError(t, slow.conn.CloseNow())

	s := newScissors(t, strings.TrimPrefix(m.base, "http://"))
	dead := m.newDevice(piet)
	dead.line = s.client()
	dead.connect()
	s.freeze()
	beyond := m.reach(kees, it, piet)

	at := func(all []time.Duration) (p50, p99 time.Duration) { return all[len(all)/2], all[len(all)*99/100] }
	p50, p99 := at(alone)
	t.Logf("16 KB from one to another: alone p50 %v p99 %v", p50, p99)
	for name, all := range map[string][]time.Duration{"a slow reader": beside, "a dead line": beyond} {
		with50, with99 := at(all)
		t.Logf("beside %s: p50 %v p99 %v, %.2f times", name, with50, with99, float64(with99)/float64(p99))
		if *samples >= enoughSamples {
			require.Less(t, with99, max(4*p99, 100*time.Millisecond), "%s holds the others up", name)
		}
	}
}

// Whose line is dead is no longer shown as present, within 40 seconds.
func TestAHalfOpenConnectionIsGone(t *testing.T) {
	const promised = 40 * time.Second
	require.Less(t, deadAfter+keepEvery+2*time.Second, promised, "nothing is left for closing and saying so")
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	s := newScissors(t, strings.TrimPrefix(m.base, "http://"))
	d := m.newDevice(kees)
	d.line = s.client()
	m.devices[kees] = d.connect()
	chair := m.of(m.Chair)
	for !slices.Equal(chair.presence, []chain.Seat{1, 2}) {
		chair.until(wire.TypePresence)
	}
	s.freeze()
	since := time.Now()
	if !*wholeWait { // nobody was heard for long; who is there answers the ping at the next look
		for _, k := range m.server.sockets.all() {
			k.heard.Store(time.Now().Add(keepEvery + 2*time.Second - deadAfter).UnixNano())
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), promised)
	defer cancel()
	for slices.Contains(chair.presence, kees.Seat) {
		_, frame, err := chair.conn.Read(ctx)
		require.NoError(t, err, "still shown as present after %v", time.Since(since))
		kind, body, err := wire.Split(frame)
		require.NoError(t, err)
		chair.take(kind, body)
	}
	require.Equal(t, []chain.Seat{1}, chair.presence)
	if *wholeWait {
		t.Logf("gone from presence %v after the line died", time.Since(since).Round(time.Second))
	}
}

// The server's clock jumps an hour ahead and two hours back, and the server starts
// anew in between: the log keeps its order, and everybody verifies the same.
func TestTheClockJumps(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	first := m.last
	again := func() {
		for p, d := range m.devices {
			m.devices[p] = m.again(p, d).connect() // tokens of another time hold no more
		}
	}
	speak := func() {
		m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(300)))
		m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
		m.allUpTo()
	}
	speak()
	for _, jump := range []time.Duration{time.Hour, -2 * time.Hour, time.Hour} {
		m.clock.forward(jump)
		again()
		speak()
		h.restart()
		again()
		speak()
	}
	anew := m.newDevice(m.Chair).connect()
	require.Equal(t, m.of(kees).verifier.Head(), anew.verifier.Head())
	var last int64
	back := 0
	for seq := first + 1; seq <= m.last; seq++ {
		rec, err := chain.DecodeRecord(anew.records[seq].Entry.Record)
		require.NoError(t, err)
		act, err := rec.Act.Open()
		require.NoError(t, err)
		require.Equal(t, []chain.Seat{kees.Seat, 1}[(seq-first-1)%2], act.Author, "in the order in which they spoke")
		if rec.Time < last {
			back++
		}
		last = rec.Time
	}
	t.Logf("%d records over three jumps of the clock, in the order in which they came; times that go back: %d", m.last-first, back)
}
