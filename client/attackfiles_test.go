package client_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// The server gives other files than are asked for.
func TestFilesAreSwapped(t *testing.T) {
	m := newMeeting(t)
	earlier := m.bringsIn()
	m.bram.level(m.fatima)
	anothers := m.fileOf(earlier, 0)
	own := &parcel{envelopes: map[*person][]byte{}}
	key, _ := m.fatima.keys()
	m.seals(own, seal.Binding{Room: m.gerda.Room(), Kind: "contribution", Author: key.Public(), Version: 1, Object: seal.ObjectID{Device: key.Public(), Counter: 3}}, lied)
	for name, serve := range map[string]func(wire.File) wire.File{
		"one that was cut off": func(f wire.File) wire.File { f.Data = f.Data[:len(f.Data)-1]; return f },
		"half of one":          func(f wire.File) wire.File { f.Data = f.Data[:len(f.Data)/2]; return f },
		"none of one":          func(f wire.File) wire.File { f.Data = nil; return f },
		"one with a bit turned": func(f wire.File) wire.File {
			f.Data = slices.Clone(f.Data)
			f.Data[len(f.Data)/2] ^= 1
			return f
		},
		"one of its own": func(f wire.File) wire.File { f.Data = own.body; return f },
		"another's body": func(f wire.File) wire.File { f.Data = anothers; return f },
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.bram.comesBack()
			require.Contains(t, m.bram.reads(earlier), "Terpstra")
			m.lie(func(l *lies) { l.told["Bram"] = withoutFiles(serve) })
			text, err := m.fatima.Contribute(soon(t), noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
			require.NoError(t, err)
			m.bram.stops(replica.BreachFile, page.TroubleForged)
			_, err = m.bram.Read(text)
			require.ErrorIs(t, err, replica.ErrNotHere, "nothing of it is shown")
		})
	}
	t.Run("files with the record that no act names", func(t *testing.T) {
		m.within(t)
		m.bram.comesBack()
		m.lie(func(l *lies) {
			l.told["Bram"] = rewrites(func(rs *wire.Records) {
				for i, d := range rs.Deliveries {
					if len(d.Files) > 0 {
						rs.Deliveries[i].Files = [][]byte{anothers, d.Files[1]}
					}
				}
			})
		})
		text, err := m.fatima.Contribute(soon(t), noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
		require.NoError(t, err)
		require.Contains(t, m.bram.reads(text), "Terpstra", "he asks for the one that the act names")
	})
}

// fileOf is a sealed file of an act, out of the journal.
func (m *meeting) fileOf(act crypto.Digest, i int) []byte {
	m.Helper()
	for _, encoded := range m.opensBook(m.gerda.Room(), 0).records {
		rec, err := chain.DecodeRecord(encoded)
		require.NoError(m, err)
		if rec.Act.Hash() != act {
			continue
		}
		opened, err := rec.Act.Open()
		require.NoError(m, err)
		return m.blob(m.gerda.Room(), opened.Sealed[i].Digest)
	}
	require.Fail(m, "no such act")
	return nil
}
