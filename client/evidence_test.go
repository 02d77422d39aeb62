package client_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// The server signs two heads for one place in Bram's log. He closes the lid, and opens it
// again: his device says it again, asks the server nothing and signs nothing. The privacy
// officer gets a file, and sees from it that the server signed both.
func TestWhatADeviceStoppedOnIsKept(t *testing.T) {
	m := newMeeting(t)
	_, err := m.bram.EvidenceFile()
	require.ErrorIs(t, err, client.ErrNoEvidence)
	id := m.bram.Room()
	head, _ := m.bram.Head()
	other := head
	other.Link[0] ^= 1
	b := m.opensBook(id, 0)
	m.tells(m.bram, framed(wire.TypeRecords, wire.Records{From: head.N + 1, Checkpoint: b.note(1, other)}))
	shown := m.bram.stops(chain.BreachFork, page.TroubleFork)
	file, err := m.bram.EvidenceFile()
	require.NoError(t, err)

	m.bram.Close()
	line := m.lineOf(m.bram)
	m.bram.opens(id)
	m.bram.sees(client.EventEnded)
	require.Equal(t, shown, m.bram.Evidence())
	m.bram.sees(client.EventViolation)
	m.bram.isTold(page.TroubleFork)
	var evidence *replica.Evidence
	require.ErrorAs(t, m.bram.NewCode(soon(t)), &evidence, "nothing is signed any more")
	require.Same(t, line, m.lineOf(m.bram), "nor asked")
	again, err := m.bram.EvidenceFile()
	require.NoError(t, err)
	require.Equal(t, file, again)

	// To the privacy officer.
	f, err := replica.ReadEvidenceFile(file)
	require.NoError(t, err)
	require.Equal(t, id, f.Room)
	require.Equal(t, m.bram.Seat(), f.Seat)
	require.Equal(t, *shown, f.Evidence)
	proven := f.Check()
	require.True(t, proven.Server, "it is this room's server")
	require.True(t, proven.Fork, "that signed both")
	require.Equal(t, head, proven.Held.Head)
	require.Equal(t, other, proven.Shown.Head)
	f.Founding[len(f.Founding)-1] ^= 1
	f.Evidence.Shown[0] ^= 1
	require.Equal(t, replica.Checked{Held: proven.Held}, f.Check(), "what was changed proves nothing")
	_, err = replica.ReadEvidenceFile(file[:len(file)-1])
	require.ErrorIs(t, err, replica.ErrEvidenceFile)

	// A vault that was meddled with does not make it go away.
	m.bram.Close()
	place, err := m.bram.vault.Place(soon(t), id)
	require.NoError(t, err)
	place.Evidence = []byte("x")
	require.NoError(t, m.bram.vault.Keep(soon(t), place))
	_, err = client.Open(soon(t), id, m.bram.options())
	require.Error(t, err)
}

// A tab of last week meets an act of a kind that it does not know, and stops. Bram opens
// the room again: his device verifies the log anew, goes on, and keeps what it stopped on
// for who asks. When the server then signs two heads, that takes its place.
func TestADeviceThatMayHaveBeenWrongVerifiesAnew(t *testing.T) {
	m := newMeeting(t)
	id := m.bram.Room()
	m.admits(m.bram, m.gerda, chain.Room, "kind_of_next_year", room.Nothing{})
	shown := m.bram.stops(replica.BreachAct, page.TroubleForged)
	file, err := m.bram.EvidenceFile()
	require.NoError(t, err)

	m.bram.Close()
	m.bram.opens(id)
	require.NoError(t, m.bram.UntilOnline(soon(t)))
	require.Nil(t, m.bram.Evidence())
	require.Equal(t, shown, m.bram.Anew())
	m.bram.isTold(page.TroubleAnew)
	_, err = m.bram.Contribute(soon(t), policeNoise())
	require.NoError(t, err, "it signs again")
	kept, err := m.bram.EvidenceFile()
	require.NoError(t, err)
	require.Equal(t, file, kept)

	head, _ := m.bram.Head()
	other := head
	other.Link[0] ^= 1
	b := m.opensBook(id, 0)
	m.tells(m.bram, framed(wire.TypeRecords, wire.Records{From: head.N + 1, Checkpoint: b.note(1, other)}))
	m.bram.stops(chain.BreachFork, page.TroubleFork)
	kept, err = m.bram.EvidenceFile()
	require.NoError(t, err)
	f, err := replica.ReadEvidenceFile(kept)
	require.NoError(t, err)
	require.True(t, f.Final())
}

// A server that shows more than can be does not fill the vault.
func TestEvidenceIsBounded(t *testing.T) {
	long := make([]byte, 1<<20)
	f := replica.EvidenceFile{Founding: long, Evidence: replica.Evidence{
		Violation: chain.Violation{What: chain.BreachForm}, Held: long, Shown: long,
		Entry: &chain.Entry{Record: long}, Heartbeat: &chain.Signed{Bytes: long},
		ServerKeys: make([]crypto.VerifyKey, 10_000),
	}}
	file := f.Encode()
	require.LessOrEqual(t, len(file), replica.MaxEvidence)
	_, err := replica.ReadEvidenceFile(file)
	require.NoError(t, err)
}
