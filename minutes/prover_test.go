package minutes

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Joke makes several packages while the room goes on: whoever read on proves the same as
// who reads the log anew.
func TestAProverReadsOn(t *testing.T) {
	m := discussed(t)
	prover := m.prover()
	for _, to := range []*someone{m.marieke, m.samira} {
		c := m.joke.compiles(covenant.PackageMinutes, seat(to))
		issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
		_, err := prover.Prove(c.Contents, packageSalt, issue)
		require.ErrorIs(t, err, ErrLog, "before it read the issue act")
		require.NoError(t, prover.Read(m))
		proof, err := prover.Prove(c.Contents, packageSalt, issue)
		require.NoError(t, err)
		anew, err := m.prover().Prove(c.Contents, packageSalt, issue)
		require.NoError(t, err)
		require.Equal(t, anew, proof)
		doc, err := prover.Document(c.Contents, proof)
		require.NoError(t, err)
		require.Equal(t, m.document(c.Contents, issue), doc)
	}
}

// A record that was hidden from this device comes to stand among those that were read, or
// records are lost: the log is another one then, and is read from its beginning.
func TestAProverReadsALogThatChangedAnew(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
	anew, err := m.prover().Prove(c.Contents, packageSalt, issue)
	require.NoError(t, err)
	all := slices.Clone(m.records)
	hidden := len(all) / 2
	for _, before := range [][][]byte{slices.Delete(slices.Clone(all), hidden, hidden+1), append(slices.Clone(all), all[hidden])} {
		m.records = before
		prover := m.prover()
		m.records = all
		require.NoError(t, prover.Read(m))
		proof, err := prover.Prove(c.Contents, packageSalt, issue)
		require.NoError(t, err)
		require.Equal(t, anew, proof)
	}
}

// What was verified for one package is not verified again for the next, and nothing else
// passes for it: not the same act with another signature.
func TestAProverVerifiesEverythingOnce(t *testing.T) {
	m := discussed(t)
	prover := m.prover()
	made := func(to *someone, change func(*Proof)) error {
		c := m.joke.compiles(covenant.PackageMinutes, seat(to))
		issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
		require.NoError(t, prover.Read(m))
		proof, err := prover.Prove(c.Contents, packageSalt, issue)
		require.NoError(t, err)
		change(&proof)
		_, err = prover.Document(c.Contents, proof)
		return err
	}
	require.NoError(t, made(m.marieke, func(*Proof) {}))
	require.True(t, prover.evidence.entries[0].signed, "the first act of the room")
	var f *Failure
	require.ErrorAs(t, made(m.samira, func(p *Proof) {
		rec, err := chain.DecodeRecord(p.Records[0])
		require.NoError(t, err)
		rec.Act.Signature[0] ^= 1
		p.Records = slices.Clone(p.Records)
		p.Records[0] = rec.Encode()
		p.Leaves = slices.Clone(p.Leaves)
		leaf := chain.Leaf(p.Records[0])
		copy(p.Leaves, leaf[:])
	}), &f)
	require.Equal(t, CodeRecord, f.Code)
	require.NoError(t, made(m.samira, func(*Proof) {}))
}
