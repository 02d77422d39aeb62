package server

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// copyTo keeps, or puts back, the database of a house that is closed.
func copyTo(tb testing.TB, from, to string) {
	tb.Helper()
	data, err := os.ReadFile(from)
	require.NoError(tb, err)
	require.NoError(tb, os.WriteFile(to, data, 0o600))
}

// back has a device verify anew what is left, as far as head n.
func (d *device) back(n uint64) {
	d.Helper()
	leaves := d.verifier.Leaves(n)
	d.verifier = chain.NewVerifier(d.verifier.Room())
	for seq := uint64(1); seq <= n; seq++ {
		entry := chain.Entry{Stub: &leaves[seq-1]}
		if delivery, shown := d.records[seq]; shown {
			entry = delivery.Entry
		}
		_, err := d.verifier.Add(entry)
		require.NoError(d, err)
	}
}

func TestABackupThatIsRestoredIsNoticedByEverybody(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees)
	m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	left := m.allUpTo()
	backup := filepath.Join(t.TempDir(), "backup.db")
	annekes, keess := *m.Chair, *kees

	h.stop()
	copyTo(t, h.path, backup)
	h.start()
	for p, d := range m.devices {
		fresh := m.newDevice(p)
		fresh.verifier, fresh.records, fresh.stubs, fresh.checkpoint = d.verifier, d.records, d.stubs, d.checkpoint
		m.devices[p] = fresh.connect()
	}
	m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	lost := m.allUpTo()

	h.stop()
	copyTo(t, backup, h.path)
	for _, f := range []string{"-wal", "-shm"} {
		_ = os.Remove(h.path + f)
	}
	h.start()

	join := func(p *roomtest.Person, d *device) *device {
		fresh := m.newDevice(p)
		fresh.verifier, fresh.records, fresh.stubs, fresh.checkpoint = d.verifier, d.records, d.stubs, d.checkpoint
		fresh.dial()
		fresh.write(wire.TypeHello, fresh.hello())
		fresh.until(wire.TypeWelcome)
		cp, err := chain.OpenCheckpoint(fresh.welcome.Checkpoint, h.signing.Public())
		require.NoError(t, err)
		require.EqualValues(t, 2, cp.Epoch)
		require.Equal(t, left+1, cp.Head.N)
		require.Less(t, cp.Head.N, lost)
		fresh.back(left)
		fresh.upTo(left + 1)
		require.Equal(t, room.KindEpoch, fresh.kindAt(left+1))
		m.devices[p] = fresh
		return fresh
	}
	sleeper := *m.of(piet) // stays away until it is all over
	for _, p := range []*roomtest.Person{piet, kees, m.Chair} {
		join(p, m.of(p))
	}
	*m.Chair, *kees = annekes, keess // their counters go back with the log
	m.Epoch = 2
	_, err := m.Offer(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	require.Equal(t, room.CodeAwaitingResume, refusal(t, err).Code)

	rec, err := chain.DecodeRecord(m.of(kees).records[left+1].Entry.Record)
	require.NoError(t, err)
	var epoch chain.Act
	require.NoError(t, chain.Decode(rec.Act.Bytes, &epoch))
	var payload room.EpochPayload
	require.NoError(t, chain.Decode(epoch.Payload, &payload))
	require.Equal(t, left, payload.Head.N)
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindResume, Refs: []crypto.Digest{rec.Act.Hash()}, Payload: room.ResumePayload{Head: payload.Head}})
	m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	m.allUpTo()

	t.Run("who slept through it all learns it later", func(t *testing.T) {
		d := m.newDevice(piet)
		d.verifier, d.records, d.stubs, d.checkpoint = sleeper.verifier, sleeper.records, sleeper.stubs, sleeper.checkpoint
		require.Equal(t, lost, d.verifier.Head().N)
		d.dial()
		d.write(wire.TypeHello, d.hello())
		d.until(wire.TypeWelcome)
		require.EqualValues(t, 2, d.checkpointOf(d.welcome.Checkpoint).Epoch)
		d.back(left)
		d.upTo(m.last)
	})
	t.Run("one forged checkpoint opens nothing", func(t *testing.T) {
		thief, err := crypto.NewSigningKey(rand.Reader)
		require.NoError(t, err)
		forged, err := chain.Checkpoint{Room: m.Room, Epoch: 2, Head: chain.Position{N: 5000}}.Sign(thief)
		require.NoError(t, err)
		d := m.newDevice(piet)
		d.checkpoint = forged
		d.connect()
		require.Equal(t, m.last, d.verifier.Head().N)
		for seq := left + 2; seq <= m.last; seq++ {
			if delivery, ok := d.records[seq]; ok {
				require.NotEqual(t, room.KindEpoch, d.kindAt(seq), "%v", delivery)
			}
		}
	})
}

func TestTheServerGetsANewKey(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.allUpTo()
	h.stop()
	next, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	former := h.signing
	h.earlier, h.signing = []crypto.SigningKey{former}, next
	h.start()
	d := m.newDevice(kees)
	d.former = former.Public()
	d.connect()
	d.upTo(m.last + 1)
	require.Equal(t, room.KindRekey, d.kindAt(m.last+1))
	m.devices[kees] = d
	m.Do(kees, roomtest.Draft{Kind: room.KindVoid})

	t.Run("without the former one it does not serve the room", func(t *testing.T) {
		h.stop()
		other, err := crypto.NewSigningKey(rand.Reader)
		require.NoError(t, err)
		h.earlier, h.signing = nil, other
		h.start()
		d := m.newDevice(kees)
		d.dial()
		d.write(wire.TypeHello, d.hello())
		require.Equal(t, wire.ByeFailure, d.farewell())
	})
}
