package server

import (
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// quick lets a test sign as fast as it can, and move the clock.
func quick() option {
	return allowing(live.Limits{Rate: 10_000, Burst: 10_000, RoomRate: 10_000, RoomBurst: 10_000, Settle: 1, Retry: time.Millisecond})
}

// seat brings somebody in without the lobby, and connects him.
func (m *meeting) seat(name string, post agenda.Post) *roomtest.Person {
	m.house.Helper()
	p := roomtest.NewPerson(m.house, name, roomtest.Welfare)
	m.Enter(p, post)
	m.devices[p] = m.newDevice(p).connect()
	m.Join(p)
	return p
}

// newDevice is somebody's device that has verified nothing yet.
func (m *meeting) newDevice(p *roomtest.Person) *device {
	m.house.Helper()
	token, err := m.server.tokens.Issue(m.Room, p.Seat, p.Key.Public())
	require.NoError(m.house, err)
	return m.device(p, m.Room, token)
}

func digestOf(file []byte) crypto.Digest { return crypto.Hash(crypto.LabelFile, file) }

func TestEachSeesHisOwn(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	bram := m.seat("Bram", agenda.Deputy)
	kees, piet, hanna := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member), m.seat("Hanna", agenda.Member)
	it := m.NewItem(kees, piet)
	body := roomtest.Bytes(900)
	m.Do(kees, m.Contribution(kees, it, body, piet))
	seq := m.allUpTo()

	for _, c := range []struct {
		who                 *roomtest.Person
		shown, labels, file bool
	}{
		{m.Chair, true, true, true},
		{bram, true, true, true},
		{kees, true, true, true},
		{piet, true, true, true},
		{hanna, false, false, false},
	} {
		d, shown := m.of(c.who).records[seq]
		require.Equal(t, c.shown, shown, c.who.Name)
		require.Equal(t, c.labels, d.Labels != nil, c.who.Name)
		require.Equal(t, c.file, m.of(c.who).files[digestOf(body)] != nil, c.who.Name)
	}

	t.Run("at the item but no reader: that it is there, and no more", func(t *testing.T) {
		body := roomtest.Bytes(900)
		m.Do(kees, m.Contribution(kees, it, body))
		seq := m.allUpTo()
		d, shown := m.of(piet).records[seq]
		require.True(t, shown)
		require.Nil(t, d.Labels)
		require.Empty(t, d.Files)
	})
	t.Run("asking for a file of others is asking for nothing", func(t *testing.T) {
		m.of(hanna).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(body)})
		refused := decode[wire.Refused](m.of(hanna), m.of(hanna).until(wire.TypeRefused))
		m.of(hanna).write(wire.TypeFetch, wire.Fetch{Digest: crypto.Digest{1}})
		nothing := decode[wire.Refused](m.of(hanna), m.of(hanna).until(wire.TypeRefused))
		require.Equal(t, room.CodeUnknownObject, refused.Refusal.Code)
		require.Equal(t, nothing.Refusal, refused.Refusal)
		require.Equal(t, digestOf(body), refused.Act)
	})
	t.Run("a reader may fetch again what he was sent", func(t *testing.T) {
		m.of(piet).write(wire.TypeFetch, wire.Fetch{Digest: digestOf(body)})
		file := decode[wire.File](m.of(piet), m.of(piet).until(wire.TypeFile))
		require.Equal(t, body, file.Data)
	})
	t.Run("and a device that begins anew gets exactly what one that stayed has", func(t *testing.T) {
		for _, p := range []*roomtest.Person{m.Chair, bram, kees, piet, hanna} {
			m.of(p).upTo(m.last)
			anew := m.newDevice(p).connect()
			require.Equal(t, m.of(p).records, anew.records, p.Name)
			require.Equal(t, m.of(p).stubs, anew.stubs, p.Name)
			require.Equal(t, m.of(p).files, anew.files, p.Name)
		}
	})
}

// A device that was away, one that begins anew and one that never left hold the
// same in the end, and never more than their seat may see.
func TestWhoComesBackGetsWhatTheOthersHave(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	first, second := m.NewItem(kees), m.NewItem(kees)
	m.allUpTo()
	away := m.newDevice(piet)
	away.verifier, away.records, away.stubs = m.of(piet).verifier, m.of(piet).records, m.of(piet).stubs
	require.NoError(t, m.of(piet).conn.CloseNow())
	delete(m.devices, piet)

	var mine crypto.Digest
	for range 5 {
		mine = m.Do(kees, m.Contribution(kees, first, roomtest.Bytes(200)))
	}
	m.Sit(first, piet)
	shown := roomtest.Bytes(800)
	m.Do(kees, m.Contribution(kees, first, shown, piet))
	m.Do(kees, m.Contribution(kees, second, roomtest.Bytes(200)))
	m.allUpTo()
	require.NotZero(t, mine)

	check := func(d *device, name string) {
		require.Contains(t, d.files, digestOf(shown), name)
		var seen, hidden int
		for seq := uint64(1); seq <= m.last; seq++ {
			_, isRecord := d.records[seq]
			require.NotEqual(t, isRecord, d.stubs[seq], "%s: %d is one or the other", name, seq)
			if isRecord {
				seen++
			} else {
				hidden++
			}
		}
		require.Equal(t, m.of(m.Chair).verifier.Head(), d.verifier.Head(), name)
		require.NotZero(t, seen, name)
		require.NotZero(t, hidden, name)
	}
	away.connect()
	check(away, "came back")
	require.NotZero(t, away.reveals, "the item's beginnings, which his seating needs")
	anew := m.newDevice(piet).connect()
	check(anew, "began anew")
	require.Equal(t, keysOf(away.records), keysOf(anew.records))

	t.Run("and after the server came back too", func(t *testing.T) {
		h.restart()
		d := m.newDevice(piet)
		d.connect()
		check(d, "after a restart")
		require.Equal(t, keysOf(anew.records), keysOf(d.records))
		require.Equal(t, keysOf(anew.stubs), keysOf(d.stubs))
	})
}

func keysOf[V any](m map[uint64]V) map[uint64]bool {
	keys := map[uint64]bool{}
	for k := range m {
		keys[k] = true
	}
	return keys
}

func TestWhoIsMadeDeputyIsShownEverythingWhileConnected(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, bram := m.seat("Kees", agenda.Member), m.seat("Bram", agenda.Member)
	it := m.NewItem(kees)
	for range 40 {
		m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	}
	m.allUpTo()
	hidden := len(m.of(bram).stubs)
	require.Greater(t, hidden, 40)
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindAppoint, Payload: room.AppointPayload{Seat: bram.Seat, Post: agenda.Deputy}})
	m.allUpTo()
	require.Empty(t, m.of(bram).stubs)
	require.Equal(t, hidden, m.of(bram).reveals, "each once")
	for _, d := range m.of(bram).records {
		rec, err := chain.DecodeRecord(d.Entry.Record)
		require.NoError(t, err)
		var act chain.Act
		require.NoError(t, chain.Decode(rec.Act.Bytes, &act))
		if act.Kind == room.KindContribute {
			require.NotNil(t, d.Labels)
		}
	}
}

func TestNobodyIsShownTwiceWhatHeHas(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	first, second := m.NewItem(kees, piet), m.NewItem(kees)
	for range 5 {
		m.Do(kees, m.Contribution(kees, first, roomtest.Bytes(100)))
	}
	m.Do(kees, m.Contribution(kees, second, roomtest.Bytes(100)))
	m.allUpTo()
	before := m.of(piet).reveals
	m.Sit(second, piet)
	m.allUpTo()
	require.Equal(t, 2, m.of(piet).reveals-before, "how the second item was described, and that Kees sits there; nothing of the first")
}

func TestALongHistoryComesInParts(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	for range 30 {
		m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(60_000)))
	}
	m.allUpTo()
	d := m.newDevice(m.Chair).connect() // 1.8 MB, more than any queue holds
	require.Len(t, d.records, int(m.last))
}

func TestALargeBodyIsStagedFirst(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	body := roomtest.Bytes(240 << 10)
	draft := m.Contribution(kees, it, body)
	draft.Staged = true

	_, err := m.Offer(kees, draft)
	require.Equal(t, wire.CodeNotStaged, refusal(t, err).Code)
	status, code := m.of(kees).put(body, nil)
	require.Equal(t, 204, status, code)
	m.Do(kees, draft)
	m.allUpTo()
	require.Equal(t, body, m.of(m.Chair).files[digestOf(body)])
	require.Equal(t, body, m.of(kees).files[digestOf(body)])
}

// Piet is taken from an item: he is told so, also when he was away or begins anew,
// and is shown nothing of it that comes later.
func TestWhoIsUnseatedIsTold(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees, piet)
	m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	m.allUpTo()
	away := m.again(piet, m.of(piet))
	away.records, away.stubs = maps.Clone(away.records), maps.Clone(away.stubs)
	away.back(m.last) // with a verifier of its own

	it.Latest = m.Do(m.Chair, roomtest.Draft{
		Kind: room.KindUnseat, Refs: []crypto.Digest{it.Latest}, Payload: room.UnseatPayload{Item: it.ID, Place: piet.Place},
	})
	unseated := m.last
	m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	m.allUpTo()
	for name, d := range map[string]*device{"connected": m.of(piet), "away": away.connect(), "anew": m.newDevice(piet).connect()} {
		require.Contains(t, d.records, unseated, name)
		require.Equal(t, room.KindUnseat, d.kindAt(unseated), name)
		require.True(t, d.stubs[m.last], name)
	}
}
