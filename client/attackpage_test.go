package client_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// screen is a page, as far as it is told things.
type screen struct {
	mu   sync.Mutex
	told map[string]json.RawMessage // guarded by mu: the snapshot, field by field
}

func (s *screen) hear(event []byte) {
	var e page.EventSnapshot
	if json.Unmarshal(event, &e) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.Copy(s.told, e.Changes)
}

func (s *screen) snapshot(t *testing.T) page.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := json.Marshal(s.told)
	require.NoError(t, err)
	var shown page.Snapshot
	require.NoError(t, json.Unmarshal(all, &shown))
	return shown
}

// What Bram's page shows when the server lies: in words, what was shown before stays,
// and nothing he presses is done any more.
func TestWhatThePageTellsOfALie(t *testing.T) {
	m := newMeeting(t)
	m.bram.Close()
	shown := &screen{told: map[string]json.RawMessage{}}
	desk := page.New(page.Options{Origin: m.web.URL, HTTP: m.bram.http, Vault: m.bram.vault, Tell: shown.hear})
	t.Cleanup(desk.Close)
	id, err := m.gerda.Room().MarshalText()
	require.NoError(t, err)
	ask := func(do, fields string) map[string]json.RawMessage {
		var reply map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(desk.Answer([]byte(fmt.Sprintf(`{"id":1,"do":%q%s}`, do, fields))), &reply))
		return reply
	}
	require.NotNil(t, ask("open", fmt.Sprintf(`,"room":%q`, id))["ok"])
	sees := func(holds func(page.Snapshot) bool) page.Snapshot {
		require.Eventually(t, func() bool { return holds(shown.snapshot(t)) }, client.Late, 10*time.Millisecond)
		return shown.snapshot(t)
	}
	sees(func(s page.Snapshot) bool { return s.Room != nil && len(s.Room.Items) == 1 && s.Trouble == nil })

	m.lie(func(l *lies) {
		l.told["Bram"] = rewrites(func(rs *wire.Records) {
			last := len(rs.Deliveries) - 1
			rs.Deliveries[last] = m.reforges(rs.Deliveries[last], func(r *chain.Record) { r.Time++ })
		})
	})
	_, err = m.fatima.Contribute(soon(t), noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	s := sees(func(s page.Snapshot) bool { return s.Trouble != nil && s.Ending != page.EndingNone })
	require.Equal(t, page.TroubleFork, s.Trouble.Is)
	require.Equal(t, "De server liet twee verschillende verledens zien. Uw apparaat is gestopt. Vertel het de voorzitter.", s.Trouble.Sentence.NL)
	require.Contains(t, s.Trouble.Evidence, "fork @ ", "for who investigates")
	require.Equal(t, page.EndingEvidence, s.Ending)
	require.NotNil(t, s.Room, "what was verified is still shown")
	var problem page.Problem
	require.NoError(t, json.Unmarshal(ask("decide", `,"item":1,"text":"We gaan langs."`)["problem"], &problem))
	require.Equal(t, page.ProblemEvidence, problem.Code)

	// He leaves the room and comes back: his device verifies the log anew and finds it
	// again, and the page gives it to keep.
	require.NotNil(t, ask("shut", "")["ok"])
	sees(func(s page.Snapshot) bool { return s.Stage == page.StageStart && s.Trouble == nil })
	require.NotNil(t, ask("open", fmt.Sprintf(`,"room":%q`, id))["ok"])
	again := sees(func(s page.Snapshot) bool { return s.Trouble != nil && s.Ending == page.EndingEvidence })
	require.Equal(t, s.Trouble, again.Trouble)
	var file page.SavedFile
	require.NoError(t, json.Unmarshal(ask("save_evidence", "")["ok"], &file))
	encoded, err := json.Marshal(file.Bytes)
	require.NoError(t, err)
	var report page.Report
	require.NoError(t, json.Unmarshal(ask("verify", fmt.Sprintf(`,"file":%s`, encoded))["ok"], &report))
	require.Equal(t, s.Trouble, report.Broken, "to the privacy officer")

	// The server shows what is so. His device goes on, and the page says why it had stopped.
	m.lie(nil)
	require.NotNil(t, ask("shut", "")["ok"])
	sees(func(s page.Snapshot) bool { return s.Stage == page.StageStart && s.Trouble == nil })
	require.NotNil(t, ask("open", fmt.Sprintf(`,"room":%q`, id))["ok"])
	after := sees(func(s page.Snapshot) bool { return s.Trouble != nil && s.Trouble.Is == page.TroubleAnew })
	require.Equal(t, page.EndingNone, after.Ending)
	require.Equal(t, s.Trouble.Evidence, after.Trouble.Evidence)
	var same page.SavedFile
	require.NoError(t, json.Unmarshal(ask("save_evidence", "")["ok"], &same))
	require.Equal(t, file.Bytes, same.Bytes)
}
