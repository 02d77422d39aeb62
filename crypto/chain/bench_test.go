package chain_test

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// signedAct is an act of the usual size: a body and envelopes for eight readers.
func signedAct(b *testing.B) chain.Signed {
	act := chain.Act{
		Room: crypto.Hash("room"), Epoch: 1, Kind: "contribute", Author: 4, Counter: 9, Previous: crypto.Hash("previous"),
		Seen: chain.Position{N: 80, Link: crypto.Hash("head")}, SeenHere: chain.Position{N: 9, Link: crypto.Hash("here")},
		Time: 1_795_000_000_000, Payload: chain.Encode(map[int]string{1: "x"}),
	}
	for i := range 9 {
		act.Sealed = append(act.Sealed, chain.Sealed{Digest: crypto.Hash("file"), Size: 4096, Reader: chain.Seat(i)})
	}
	t := &testing.T{}
	signed, err := chain.Sign(act, keyOf(t, "piet"))
	require.NoError(b, err)
	return signed
}

func BenchmarkOpenAct(b *testing.B) {
	signed := signedAct(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := signed.Open(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeAct(b *testing.B) {
	signed := signedAct(b)
	b.ReportAllocs()
	for b.Loop() {
		var act chain.Act
		if err := chain.Decode(signed.Bytes, &act); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifierAdd(b *testing.B) {
	signed := signedAct(b)
	w := chain.NewWriter()
	v := chain.NewVerifier(signed.Hash())
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		rec, encoded, _ := w.Next(signed, chain.Room, 1, [32]byte{})
		require.NoError(b, w.Take(rec, encoded))
		b.StartTimer()
		if _, err := v.Add(chain.Entry{Record: encoded}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSignCheckpoint(b *testing.B) {
	t := &testing.T{}
	server := keyOf(t, "server")
	cp := chain.Checkpoint{Room: crypto.Hash("room"), Epoch: 1, Head: chain.Position{N: 5000}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cp.Sign(server); err != nil {
			b.Fatal(err)
		}
	}
}
