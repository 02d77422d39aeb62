package main

import (
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// The privacy officer gets what a device kept of a server that signed two heads for one
// place: the program says what that proves, and no more where a signature was changed.
func TestVerifyTellsWhatEvidenceProves(t *testing.T) {
	server, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	chair, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	genesis, err := chain.Sign(chain.Act{
		Epoch: 1, Kind: room.KindGenesis, Author: 1, Counter: 1, Payload: chain.Encode(room.Genesis{Kind: "case", ServerKey: server.Public()}),
	}, chair)
	require.NoError(t, err)
	_, first, head := chain.NewWriter().Next(genesis, chain.Room, 1, [32]byte{})
	note := func(head chain.Position) []byte {
		b, err := chain.Checkpoint{Room: genesis.Hash(), Epoch: 1, Head: head}.Sign(server)
		require.NoError(t, err)
		return b
	}
	other := head
	other.Link[0] ^= 1
	f := replica.EvidenceFile{Room: genesis.Hash(), Seat: 2, At: 1_790_000_000_000, Founding: first, Evidence: replica.Evidence{
		Violation: chain.Violation{What: chain.BreachFork, N: 1, Have: head.Link, Got: other.Link},
		Held:      note(head), Shown: note(other), Head: head, ServerKeys: []crypto.VerifyKey{server.Public()},
	}}
	verify := func(f replica.EvidenceFile, args ...string) (string, error) {
		path := filepath.Join(t.TempDir(), "evidence")
		require.NoError(t, os.WriteFile(path, f.Encode(), 0o600))
		out, err := exec.Command("casusoverleg", append([]string{"--lang", "en", "verify", path}, args...)...).CombinedOutput()
		return string(out), err
	}
	out, err := verify(f, "--room", f.Room.String())
	require.NoError(t, err, out)
	for _, said := range []string{f.Room.String(), "at 1: there are two different pasts", head.Link.String(), other.Link.String(), "that of this room's server", "the server lied"} {
		require.Contains(t, out, said)
	}
	out, err = verify(f, "--room", crypto.Digest{1}.String())
	require.Error(t, err)
	require.Contains(t, out, "another room")

	f.Evidence.Shown[0] ^= 1
	out, err = verify(f)
	require.NoError(t, err, out)
	require.NotContains(t, out, "the server lied")
	require.Contains(t, out, "the word of the device")
}
