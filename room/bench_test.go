package room

import (
	"slices"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// longMeeting is a room of at least n acts, in the proportions of a real one:
// mostly contributions, proposals, agreements and decisions.
func longMeeting(tb testing.TB, n int) *meeting {
	m := discussing(tb)
	m.do(m.announcing("Hanna"))
	for len(m.log) < n {
		con := m.contribute("Piet", 1, "Hanna", "Sofie")
		m.contribute("Hanna", 1, "Piet")
		action := m.do(m.action("Sofie", 1, "Hanna"))
		proposal := m.do(m.passage("Piet", con, action, "Hanna"))
		m.do(onProposal("Piet", KindAgree, proposal))
		m.do(minimising("Anneke", proposal, true))
		m.do(m.showing("Piet", con, "Sofie"))
		m.do(draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf("Piet"), payload: &CorrectPayload{}})
	}
	return m
}

// What a server does with one submission beside signature and storage.
func BenchmarkCheckAndApply(b *testing.B) {
	m := longMeeting(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		if m.s.Len() > 4000 { // before Piet's device has signed all it may
			m = longMeeting(b, 1000)
		}
		sub := m.sign(m.contribution("Piet", 1, "Hanna", "Sofie"))
		b.StartTimer()
		if refusal := m.s.Check(sub, m.now); refusal != nil {
			b.Fatal(refusal)
		}
		b.StopTimer()
		rec, encoded := m.record(sub)
		b.StartTimer()
		if _, refusal := m.s.Apply(rec, sub.Labels); refusal != nil {
			b.Fatal(refusal)
		}
		b.StopTimer()
		require.NoError(b, m.w.Take(rec, encoded))
		b.StartTimer()
	}
}

// pageOfLog is how many records a server sends at once to a device that comes back.
const pageOfLog = 128

// entryOfLog is an entry as a participant is shown it.
type entryOfLog struct {
	chain.Entry
	labels []byte
	rec    *chain.Record // of Record, decoded
}

// A room of 5,000 acts, from its records to its state: the server's, and that of
// a participant, with signatures and links verified, as package replica does it.
func BenchmarkReplay5000(b *testing.B) {
	m := longMeeting(b, 5000)
	var encoded [][]byte
	for _, l := range m.log {
		encoded = append(encoded, l.rec.Encode())
	}
	b.Run("server", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s, w := New(m.s.id, 0, deWolden()), chain.NewWriter()
			for i, bytes := range encoded {
				rec, err := chain.DecodeRecord(bytes)
				require.NoError(b, err)
				require.NoError(b, w.Take(rec, bytes))
				if _, refusal := s.Apply(rec, m.log[i].labels); refusal != nil {
					b.Fatal(refusal)
				}
			}
		}
	})
	b.Run("participant", func(b *testing.B) {
		hanna := m.seats["Hanna"]
		var shown []*entryOfLog
		for i, bytes := range encoded {
			e := &entryOfLog{}
			if leaf := chain.Leaf(bytes); m.s.Shows(hanna, uint64(i+1)) {
				e.Record = bytes
			} else {
				e.Stub = &leaf
			}
			if m.s.ShowsLabels(hanna, uint64(i+1)) {
				e.labels = m.log[i].labels
			}
			shown = append(shown, e)
		}
		b.ReportAllocs()
		for b.Loop() {
			s, v := New(m.s.id, hanna, deWolden()), chain.NewVerifier(m.s.id)
			i := 0
			for page := range slices.Chunk(shown, pageOfLog) {
				var acts []chain.Signed
				for _, e := range page {
					if e.Record != nil {
						rec, err := chain.DecodeRecord(e.Record)
						require.NoError(b, err)
						e.rec, acts = rec, append(acts, rec.Act)
					}
				}
				opened := chain.OpenTogether(acts)
				for _, e := range page {
					i++
					_, err := v.AddDecoded(e.Entry, e.rec)
					require.NoError(b, err)
					if e.rec == nil {
						s.Skip()
						continue
					}
					act := opened[0]
					opened = opened[1:]
					require.NoError(b, act.Err)
					if _, refusal := s.ApplyOpened(e.rec, e.labels, &act.Act); refusal != nil {
						b.Fatal(refusal)
					}
				}
			}
			require.Equal(b, len(shown), i)
		}
	})
	b.Run("view", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = m.view("Hanna")
		}
	})
}

// What is open is asked for on every look of the chair: with many texts and
// recipients it stays a matter of milliseconds.
func BenchmarkGates(b *testing.B) {
	m := visited(b)
	con, act := m.contribute("Piet", 1, "Hanna"), m.do(m.action("Anneke", 1, "Hanna"))
	for range MaxOutside {
		m.do(m.outside(OutsidePayload{Organisation: "GGD"}))
	}
	for range 100 {
		m.approve(m.do(m.passage("Piet", con, act, "Hanna", "Wim", "Sofie")))
	}
	for b.Loop() {
		m.s.gates(m.now)
	}
}
