package replica_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
	"casusoverleg/room/wire"
)

// A device that is sent something else than its server has either stops with evidence,
// or shows what it would have shown. Edits are of the frame; keys are fresh in every
// process.
func FuzzRecords(f *testing.F) {
	m := newMeeting(&testing.T{}, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	m.fatima.contribute("En overdag ook.")
	honest := wire.Records{From: 1, Checkpoint: m.checkpoint()}
	for n := uint64(1); n <= uint64(len(m.records)); n++ {
		d := m.delivery(m.bram.seat, n)
		d.Files = nil // compared by their digest; see FuzzOpen of package seal
		honest.Deliveries = append(honest.Deliveries, d)
	}
	frame := chain.Encode(honest)
	f.Add([]byte{})
	f.Add([]byte{0, 0, 9, 1})
	f.Add([]byte{0, 2, 9, 1, 0, 0, 3, 1})
	f.Fuzz(func(t *testing.T, edits []byte) {
		rs, err := wire.Decode[wire.Records](fuzztest.Edited(frame, edits))
		if err != nil {
			return
		}
		r := replica.New(m.id, m.bram.replica.Owner(), m.rules, nil)
		fuzztest.Bounded(t, len(frame), func() { err = r.Records(rs, m.now) })
		if err == nil {
			require.Equal(t, m.bram.replica.Head(), r.Head())
			require.Equal(t, m.bram.replica.View(), r.View())
			return
		}
		var evidence *replica.Evidence
		require.True(t, errors.As(err, &evidence))
		require.ErrorIs(t, r.Records(honest, m.now), replica.ErrBroken)
	})
}

// A log file that is read is written again as it was, and verifying it ends well or in
// an error; it never proves another head than that of its own room.
func FuzzReadLogFile(f *testing.F) {
	m := newMeeting(&testing.T{}, false)
	log, err := m.bram.replica.LogFile()
	require.NoError(f, err)
	var whole bytes.Buffer
	require.NoError(f, log.Write(&whole))
	f.Add([]byte{}, []byte{})
	f.Add([]byte("casusoverleg-log/1\n\xff\xff\xff\xff"), []byte{0, 0, 25, 1})
	f.Add([]byte("casusoverleg-log/1\n\x00\x00\x00\x01\xa0"), []byte{0, 64, 25, 1})
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, b := range [][]byte{raw, fuzztest.Edited(whole.Bytes(), edits)} {
			var read replica.LogFile
			var err error
			fuzztest.Bounded(t, len(b), func() { read, err = replica.ReadLogFile(bytes.NewReader(b)) })
			if err != nil {
				fuzztest.Says(t, err, replica.ErrLogFile.Error())
				continue
			}
			var again bytes.Buffer
			require.NoError(t, read.Write(&again))
			require.True(t, bytes.Equal(b, again.Bytes()), "a log file with two encodings")
			v, err := read.Verify()
			if err == nil && bytes.Equal(chain.Encode(read.Entries), chain.Encode(log.Entries)) {
				require.Equal(t, m.bram.replica.Head(), v.Head)
			}
		}
	})
}

// A file of evidence that is read is written again as it was, and checking it ends; what
// was changed in it never proves a lie of the server.
func FuzzReadEvidenceFile(f *testing.F) {
	m := newMeeting(&testing.T{}, false)
	held := m.checkpoint()
	other := m.writer.Head()
	other.Link[0] ^= 1
	shown, err := chain.Checkpoint{Room: m.id, Epoch: 1, Head: other}.Sign(m.key)
	require.NoError(f, err)
	require.Error(f, m.bram.replica.Records(wire.Records{From: other.N + 1, Checkpoint: shown}, m.now))
	file, ok := m.bram.replica.EvidenceFile(m.now)
	require.True(f, ok)
	require.Equal(f, held, file.Evidence.Held)
	require.True(f, file.Check().Fork)
	whole := file.Encode()
	f.Add([]byte{}, []byte{})
	f.Add([]byte("casusoverleg-evidence/1\n\xa0"), []byte{0, 90, 3, 1})
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, b := range [][]byte{raw, fuzztest.Edited(whole, edits)} {
			var read replica.EvidenceFile
			var err error
			fuzztest.Bounded(t, len(b), func() { read, err = replica.ReadEvidenceFile(b) })
			if err != nil {
				fuzztest.Says(t, err, replica.ErrEvidenceFile.Error())
				continue
			}
			require.True(t, bytes.Equal(b, read.Encode()), "a file with two encodings")
			if c := read.Check(); c.Fork && c.Server {
				require.Equal(t, m.id, read.Room)
				require.Equal(t, other, c.Shown.Head)
			}
		}
	})
}
