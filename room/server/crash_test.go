package server

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/room/journal"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// moments is a journal that holds an append up, before it or behind it.
type moments struct {
	journal.Journal
	holding atomic.Bool
	behind  bool
	reached chan struct{}
	goOn    chan struct{}
}

func (j *moments) Append(ctx context.Context, b journal.Batch) error {
	if !j.holding.CompareAndSwap(true, false) {
		return j.Journal.Append(ctx, b)
	}
	var err error
	if j.behind {
		err = j.Journal.Append(ctx, b)
	}
	close(j.reached)
	<-j.goOn
	if !j.behind {
		err = j.Journal.Append(ctx, b)
	}
	return err
}

// The server ends at once, right before an append and right between the append and its
// acknowledgement. What it leaves on disk at that moment is what the next one finds.
// The device sends the same bytes again: one act.
func TestTheServerEndsAroundAnAppend(t *testing.T) {
	for name, behind := range map[string]bool{"before the append": false, "between append and acknowledgement": true} {
		t.Run(name, func(t *testing.T) {
			j := &moments{behind: behind, reached: make(chan struct{}), goOn: make(chan struct{})}
			h := open(t, quick(), through(func(inner journal.Journal) journal.Journal { j.Journal = inner; return j }))
			m := h.found("Anneke")
			kees := m.seat("Kees", agenda.Member)
			it := m.NewItem(kees)
			m.allUpTo()
			s := m.Sign(kees, m.Contribution(kees, it, roomtest.Bytes(5000)))
			j.holding.Store(true)
			m.of(kees).write(wire.TypeSubmit, s)
			<-j.reached
			left := filepath.Join(t.TempDir(), "journal.db")
			for _, end := range []string{"", "-wal"} {
				data, err := os.ReadFile(h.path + end)
				if !errors.Is(err, fs.ErrNotExist) {
					require.NoError(t, err)
					require.NoError(t, os.WriteFile(left+end, data, 0o600))
				}
			}
			for _, d := range m.devices {
				require.NoError(t, d.conn.CloseNow())
			}
			close(j.goOn) // to nobody any more
			h.stop()
			h.path = left
			h.start()

			d := m.again(kees, m.of(kees)).connect()
			m.devices[kees], m.devices[m.Chair] = d, m.again(m.Chair, m.of(m.Chair)).connect()
			there := uint64(0)
			if behind {
				there = 1
			}
			require.Equal(t, m.last+there, d.verifier.Head().N)
			ack, err := d.submit(s)
			require.NoError(t, err)
			require.Equal(t, m.last+1, ack.Seq)
			kees.Admitted(s.Act)
			m.last = ack.Seq
			m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
			m.allUpTo()
			require.Equal(t, ack.Seq+1, m.last, "nothing in between")
		})
	}
}
