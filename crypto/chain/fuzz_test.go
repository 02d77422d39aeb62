package chain_test

import (
	"bytes"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// seeds are the acts and records of the vectors, and what came of damaging them.
func seeds(f *testing.F, acts bool) {
	t := &testing.T{}
	s := lindestraat(t)
	for i := range s.records {
		b := s.records[i]
		if acts {
			b = s.acts[i].Bytes
		}
		f.Add(b)
		f.Add(b[:len(b)/2])
		f.Add(append(bytes.Clone(b), 0))
	}
	for _, b := range [][]byte{{}, {0xf6}, {0xa0}, {0x80}, {0xbf, 0xff}, {0xa1, 0x01, 0x18, 0x01}, {0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}} {
		f.Add(b)
	}
}

// What decodes is its own encoding: no bytes have a second meaning or a twin.
func FuzzDecode(f *testing.F) {
	seeds(f, true)
	f.Fuzz(func(t *testing.T, b []byte) {
		var act chain.Act
		if chain.Decode(b, &act) == nil && !bytes.Equal(chain.Encode(act), b) {
			t.Fatal("an act with two encodings")
		}
	})
}

func FuzzDecodeRecord(f *testing.F) {
	seeds(f, false)
	f.Fuzz(func(t *testing.T, b []byte) {
		rec, err := chain.DecodeRecord(b)
		if err != nil {
			return
		}
		if !bytes.Equal(rec.Encode(), b) {
			t.Fatal("a record with two encodings")
		}
		v := chain.NewVerifier(rec.Act.Hash())
		_, _ = v.Add(chain.Entry{Record: b})
		_, _ = v.Reveal(b)
	})
}

// Nothing opens but what its device signed.
func FuzzSignedOpen(f *testing.F) {
	t := &testing.T{}
	s := lindestraat(t)
	for _, a := range s.acts {
		f.Add(a.Bytes, a.Signature[:])
	}
	f.Add([]byte{}, []byte{})
	f.Fuzz(func(t *testing.T, b, sig []byte) {
		signed := chain.Signed{Bytes: b}
		copy(signed.Signature[:], sig)
		act, err := signed.Open()
		if err != nil {
			return
		}
		if act.Suite != chain.Suite || act.Epoch == 0 || act.Counter == 0 || crypto.Verify(crypto.LabelAct, act.Device, b, signed.Signature) != nil {
			t.Fatal("opened what should not open")
		}
	})
}

func FuzzOpenCheckpoint(f *testing.F) {
	t := &testing.T{}
	server := keyOf(t, "server")
	cp := chain.Checkpoint{Room: crypto.Hash("room"), Epoch: 2, Head: chain.Position{N: 41, Link: crypto.Hash("link")}}
	b, err := cp.Sign(server)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(b[:len(b)-1])
	f.Add(append([]byte("x\n"), b...))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := chain.OpenCheckpoint(b, server.Public()); err == nil && got != cp {
			t.Fatal("a checkpoint nobody signed")
		}
	})
}
