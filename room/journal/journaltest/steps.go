package journaltest

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
)

// RunSteps plays the same writing over and over, and lets another step of the store
// itself fail each time, in each of the given ways, until every step has. Whatever
// fails, a store that is opened afterwards holds a contiguous log with everything
// that was acknowledged, nothing that was said not to be written, and nothing that
// was acknowledged as erased.
func RunSteps(t *testing.T, place func(t *testing.T) func(plan func(step int) Fault) journal.Journal, faults ...Fault) {
	for _, fault := range faults {
		hit, failed := true, 0
		for at := 0; hit; at++ {
			hit = false
			open := place(t)
			w := &writing{t: t, journal: open(func(step int) Fault {
				if step != at {
					return Works
				}
				hit = true
				return fault
			})}
			w.play()
			w.journal = open(nil)
			w.survived()
			require.NoError(t, w.journal.Close())
			if w.failures > 0 {
				failed++
			}
			if !hit {
				require.Zero(t, w.failures, "nothing failed, and yet")
				require.Greater(t, at, 10, "a store has more steps than that")
				t.Logf("%v: %d steps, %d of them felt by who writes", fault, at, failed)
			}
		}
	}
}

// writing is a meeting that is written, and what the journal said of it.
type writing struct {
	t        *testing.T
	journal  journal.Journal
	said     []remark
	erased   map[string]bool // acknowledged as erased, by record
	tried    map[string]bool // somebody asked to erase it
	failures int
}

// remark is one record with its labels and its body.
type remark struct {
	room   journal.Room
	seq    uint64
	record string
	body   journal.Blob
	acked  bool
	denied bool // said not to be written
}

// play writes, stages, takes up, erases and destroys, and goes on after what fails.
func (w *writing) play() {
	w.erased, w.tried = map[string]bool{}, map[string]bool{}
	room, other := RoomNamed("steps"), RoomNamed("other steps")
	w.say(room, "Anneke opens", false)
	w.say(room, "Bilal brings something in", false)
	w.say(room, "Chantal brings a report", true)
	w.say(other, "Dirk opens", false)
	w.erase("Bilal brings something in")
	w.say(room, "Bilal says it better", true)
	w.destroy(other)
	w.say(room, "Anneke closes", false)
}

// say appends one record, as who sees the head does; a large body is staged first.
func (w *writing) say(room journal.Room, record string, staged bool) {
	ctx := context.Background()
	r := remark{room: room, record: record, body: BlobOf([]byte("<body of " + record + ">"))}
	head, err := w.journal.Head(ctx, room)
	require.NoError(w.t, err, "reading goes on")
	b := Next(room, head, record)
	b.Entries[0].Labels = []byte("<labels of " + record + ">")
	r.seq = b.New.N
	if staged {
		w.answered(w.journal.Stage(ctx, room, 1, r.body))
		b.Staged = []journal.Staged{StagedOf(r.body)}
	} else {
		b.Blobs = []journal.Blob{r.body}
	}
	err = w.journal.Append(ctx, b)
	w.answered(err)
	r.acked = err == nil
	for _, nothing := range []error{journal.ErrInvalid, journal.ErrConflict, journal.ErrMissing, journal.ErrFull, journal.ErrBusy, journal.ErrClosed} {
		r.denied = r.denied || errors.Is(err, nothing)
	}
	w.said = append(w.said, r)
}

func (w *writing) answered(err error) {
	if err != nil {
		w.failures++
	}
}

func (w *writing) erase(record string) {
	for _, r := range w.said {
		if r.record != record {
			continue
		}
		w.tried[record] = true
		var labels []uint64
		if r.acked { // else the position may be another's
			labels = []uint64{r.seq}
		}
		err := w.journal.Erase(context.Background(), r.room, []journal.Digest{r.body.Digest}, labels)
		w.answered(err)
		w.erased[record] = err == nil
	}
}

func (w *writing) destroy(room journal.Room) {
	err := w.journal.Destroy(context.Background(), room, journal.Digest{})
	w.answered(err)
	for _, r := range w.said {
		if r.room == room {
			w.tried[r.record], w.erased[r.record] = true, err == nil
		}
	}
}

// survived looks at what is there now.
func (w *writing) survived() {
	w.t.Helper()
	found := map[string]journal.Entry{}
	for _, room := range []journal.Room{RoomNamed("steps"), RoomNamed("other steps")} {
		entries, err := Verify(w.t.Context(), w.journal, room)
		require.NoError(w.t, err)
		for _, e := range entries {
			require.NotContains(w.t, found, string(e.Record), "written twice")
			found[string(e.Record)] = e
		}
	}
	for _, r := range w.said {
		e, there := found[r.record]
		if r.acked {
			require.True(w.t, there, "acknowledged and lost: %s", r.record)
		}
		if r.denied {
			require.False(w.t, there, "said not to be written, and there: %s", r.record)
		}
		switch {
		case !there:
			lacks(w.t, w.journal, r.room, r.body)
		case w.erased[r.record]:
			lacks(w.t, w.journal, r.room, r.body)
			require.True(w.t, e.Labels == nil || !r.acked, r.record)
		case !w.tried[r.record]:
			holds(w.t, w.journal, r.room, r.body)
			require.Equal(w.t, "<labels of "+r.record+">", string(e.Labels))
		}
	}
}
