package minutes

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// thirty is a meeting whose thirty packages are due at once.
func thirty(tb testing.TB) (*meeting, []*Compiled, []crypto.Digest) {
	m := discussed(tb)
	for len(m.all) < 30 {
		m.all = append(m.all, m.joke.invites("Iemand Anders", "Medewerker", welzijn, agenda.Member, m.henk))
	}
	var to []room.Recipient
	for _, s := range m.all {
		to = append(to, seat(s))
	}
	for i := range 8 {
		m.els.released(release{item: 1, kind: "passage", text: "Wat iedereen mag weten, nummer " + string(rune('A'+i)) + ".", to: to,
			actions: []crypto.Digest{m.visit}, sources: []crypto.Digest{m.reports}, owners: []*someone{m.ronald}}, m.joke, m.henk, m.els)
	}
	var compiled []*Compiled
	var issues []crypto.Digest
	for _, r := range to {
		c := m.joke.compiles(covenant.PackageMinutes, r)
		compiled = append(compiled, c)
		issues = append(issues, m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs}))
	}
	return m, compiled, issues
}

func BenchmarkThirtyPackages(b *testing.B) {
	m, compiled, issues := thirty(b)
	view := m.state.View(m.joke.seat)
	b.Run("compile", func(b *testing.B) {
		for b.Loop() {
			for _, c := range compiled {
				_, err := Compile(Input{View: view, Rules: m.rules, Recipient: c.Contents.Recipient, Kind: c.Contents.Kind, Open: m.open})
				require.NoError(b, err)
			}
		}
	})
	var size int
	var docs [][]byte
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			docs, size = nil, 0
			prover := m.prover()
			for i, c := range compiled {
				proof, err := prover.Prove(c.Contents, packageSalt, issues[i])
				require.NoError(b, err)
				doc, err := prover.Document(c.Contents, proof)
				require.NoError(b, err)
				docs, size = append(docs, doc), size+len(doc)
			}
		}
		b.ReportMetric(float64(size)/30/1024, "KiB/package")
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			for _, doc := range docs {
				_, err := Verify(doc, Expect{})
				require.NoError(b, err)
			}
		}
	})
}
