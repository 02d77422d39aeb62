package rehearse

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

var update = flag.Bool("update", false, "write the counts in docs/usability.md")

const (
	countsFrom = "<!-- counted by client/rehearse, usability_test.go -->\n"
	countsTo   = "<!-- end -->\n"
)

// docs/usability.md says how much people have to do in an ordinary hour; this
// plays that hour and counts.
func TestTheHourCostsWhatTheDocsSay(t *testing.T) {
	s, err := Load(filepath.Join("meetings", "een-uur-drie-zaken.yaml"))
	require.NoError(t, err)
	h := newHost(t)
	p := newPlayer(s, h.options(nil))
	t.Cleanup(p.close)
	require.NoError(t, p.play(context.Background()))
	counts := p.counts(t)

	path := filepath.Join("..", "..", "docs", "usability.md")
	doc, err := os.ReadFile(path)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(doc), countsFrom)
	require.True(t, ok)
	_, after, ok := strings.Cut(rest, countsTo)
	require.True(t, ok)
	want := before + countsFrom + counts + countsTo + after
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
		return
	}
	require.Equal(t, want, string(doc), "run: go test ./client/rehearse -run TheHourCosts -update")
}

// counts is a table of what everybody did: with his own hand in the meeting, and
// the acts his device signed for that, before and after the start.
func (p *player) counts(t *testing.T) string {
	t.Helper()
	log, err := p.chair().session.Log()
	require.NoError(t, err)
	started := false
	prepared, signed := map[chain.Seat]int{}, map[chain.Seat]int{}
	for _, e := range log.Entries {
		rec, err := chain.DecodeRecord(e.Record)
		require.NoError(t, err)
		act, err := rec.Act.Open()
		require.NoError(t, err)
		started = started || act.Kind == room.KindStart
		if started {
			signed[act.Author]++
		} else {
			prepared[act.Author]++
		}
	}
	var b strings.Builder
	b.WriteString("| who | calls in the meeting | acts signed in the meeting | acts signed before it |\n|---|---:|---:|---:|\n")
	presses := 0
	for _, a := range p.actors {
		seat := a.session.Seat()
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", a.person.Function, p.presses[a.name], signed[seat], prepared[seat])
		presses += p.presses[a.name]
	}
	fmt.Fprintf(&b, "| together | %d | | |\n", presses)
	return b.String()
}
