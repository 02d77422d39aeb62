package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
)

// coded is an error as the driver makes it.
type coded int

func (c coded) Error() string { return fmt.Sprintf("code %d", int(c)) }
func (c coded) Code() int     { return int(c) }

const codeSyncFailed = codeIO | 4<<8 // SQLITE_IOERR_FSYNC

func openInside(t *testing.T) (*Journal, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	j, err := Open(path, Options{})
	require.NoError(t, err)
	t.Cleanup(func() { // also one that stopped, so that the test leaves nothing behind
		if j.committer.close() {
			_ = j.reader.close()
			_ = j.committer.w.close()
			_ = j.lock.release()
		}
	})
	return j, path
}

// inside runs something on the committer's goroutine, between two groups.
func inside(t *testing.T, j *Journal, do func(c *committer)) {
	t.Helper()
	require.NoError(t, j.committer.submit(t.Context(), &request{do: func(*writer) error {
		do(j.committer)
		return nil
	}}))
}

// onCommit puts something in the place of the commit of the next group.
func onCommit(t *testing.T, j *Journal, instead func(commit func() error) error) {
	t.Helper()
	inside(t, j, func(c *committer) {
		commit := c.commit
		c.commit = func() error { // the commit of this very request
			c.commit = func() error {
				c.commit = commit
				return instead(commit)
			}
			return commit()
		}
	})
}

// together hands in requests such that the committer finds them all waiting.
func together(t *testing.T, j *Journal, requests []func() error) []error {
	t.Helper()
	c := j.committer
	entered, leave := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		_ = c.submit(context.Background(), &request{do: func(*writer) error {
			close(entered)
			<-leave
			return nil
		}})
	})
	<-entered
	errs := make([]error, len(requests))
	for i, request := range requests {
		all.Go(func() { errs[i] = request() })
		require.Eventually(t, func() bool { return len(c.queue) == i+1 }, 10*time.Second, time.Microsecond)
	}
	close(leave)
	all.Wait()
	return errs
}

func batch(room string, old journal.Head, record string) journal.Batch {
	return journaltest.Next(journaltest.RoomNamed(room), old, record)
}

// Six rooms' appends meet in one transaction; three of them fail. The others
// are written, with one commit.
func TestOneFailureDoesNotSpoilTheGroup(t *testing.T) {
	j, _ := openInside(t)
	ctx := t.Context()
	commits := 0
	inside(t, j, func(c *committer) {
		commit := c.commit
		c.commit = func() error { commits++; return commit() }
	})
	a := batch("a", journal.Head{}, "Anneke opens")
	b := batch("b", a.New, "Bilal is mistaken")
	missing := batch("c", journal.Head{}, "Chantal names what is not there")
	missing.Blobs = []journal.Blob{journaltest.BlobOf([]byte("written before the failure"))}
	missing.Staged = []journal.Staged{{Digest: journal.Digest{1}, Size: 1}}
	later := batch("c", journal.Head{}, "Chantal opens") // the room that the failure had begun
	second := batch("a", a.New, "Anneke goes on")
	lost := batch("a", a.New, "Bilal was too late")
	var errs []error
	commits = -1 // the one that holds the others up
	errs = together(t, j, []func() error{
		func() error { return j.Append(ctx, a) },
		func() error { return j.Append(ctx, b) },
		func() error { return j.Append(ctx, missing) },
		func() error { return j.Append(ctx, later) },
		func() error { return j.Append(ctx, second) },
		func() error { return j.Append(ctx, lost) },
	})
	require.NoError(t, errs[0])
	require.ErrorIs(t, errs[1], journal.ErrConflict)
	require.ErrorIs(t, errs[2], journal.ErrMissing)
	require.NoError(t, errs[3])
	require.NoError(t, errs[4])
	require.ErrorIs(t, errs[5], journal.ErrConflict)
	require.Equal(t, 1, commits)
	for room, n := range map[string]int{"a": 2, "b": 0, "c": 1} {
		entries, err := journaltest.Verify(ctx, j, journaltest.RoomNamed(room))
		require.NoError(t, err)
		require.Len(t, entries, n)
	}
	_, err := j.Blob(ctx, journaltest.RoomNamed("c"), missing.Blobs[0].Digest)
	require.ErrorIs(t, err, journal.ErrNotFound)
}

// When the commit fails nobody in the group is told yes, and nobody ever again.
func TestAFailedSyncStopsTheJournal(t *testing.T) {
	for name, written := range map[string]bool{"not written": false, "written but failed": true} {
		t.Run(name, func(t *testing.T) {
			j, _ := openInside(t)
			ctx := t.Context()
			before := batch("before", journal.Head{}, "x")
			require.NoError(t, j.Append(ctx, before))
			hit := false
			requests := []func() error{
				func() error { return j.Append(ctx, batch("a", journal.Head{}, "x")) },
				func() error { return j.Append(ctx, batch("b", journal.Head{}, "x")) },
			}
			inside(t, j, func(c *committer) {
				commit, armed := c.commit, false
				c.commit = func() error {
					if !armed || len(c.queue) > 0 { // not this request, nor the one before the two
						armed = true
						return commit()
					}
					hit = true
					if written {
						_ = commit()
					}
					return coded(codeSyncFailed)
				}
			})
			for _, err := range together(t, j, requests) {
				require.ErrorIs(t, err, journal.ErrStopped)
			}
			require.True(t, hit)
			require.ErrorIs(t, <-j.Stopped(), journal.ErrStopped)
			require.ErrorIs(t, j.Append(ctx, batch("c", journal.Head{}, "x")), journal.ErrStopped)
			require.ErrorIs(t, j.Stage(ctx, before.Room, 1, journaltest.BlobOf([]byte("x"))), journal.ErrStopped)
			require.ErrorIs(t, j.Erase(ctx, before.Room, nil, nil), journal.ErrStopped)
			require.ErrorIs(t, j.Destroy(ctx, before.Room, journal.Digest{}), journal.ErrStopped)
			head, err := j.Head(ctx, before.Room)
			require.NoError(t, err, "reading is still possible")
			require.Equal(t, before.New, head)
		})
	}
}

// A checkpoint that fails stops the journal too: SQLite by itself would go on. Whoever
// waits for that hears it before anybody writes again.
func TestAFailedCheckpointStopsTheJournal(t *testing.T) {
	j, _ := openInside(t)
	inside(t, j, func(c *committer) {
		c.copyBack = func(string) (bool, error) { return false, coded(codeSyncFailed) }
		c.pending = checkpointForced
	})
	select {
	case err := <-j.Stopped():
		require.ErrorIs(t, err, journal.ErrStopped)
	case <-time.After(10 * time.Second):
		t.Fatal("nobody is told")
	}
	require.ErrorIs(t, j.Append(t.Context(), batch("b", journal.Head{}, "x")), journal.ErrStopped)
}

// The database may not grow: who needs no page is served, and everybody once
// it may grow again.
func TestFull(t *testing.T) {
	j, _ := openInside(t)
	ctx := t.Context()
	first := batch("a", journal.Head{}, "Anneke opens")
	require.NoError(t, j.Append(ctx, first))
	inside(t, j, func(c *committer) {
		pages, err := c.w.integer("PRAGMA page_count")
		require.NoError(t, err)
		require.NoError(t, c.w.exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)))
	})
	large := batch("a", first.New, "Bilal brings in a report")
	large.Blobs = []journal.Blob{journaltest.BlobOf(make([]byte, 50_000))}
	errs := together(t, j, []func() error{
		func() error { return j.Append(ctx, batch("b", journal.Head{}, "a small one")) },
		func() error { return j.Append(ctx, large) },
		func() error { return j.Append(ctx, batch("c", journal.Head{}, "another small one")) },
	})
	require.NoError(t, errs[0])
	require.ErrorIs(t, errs[1], journal.ErrFull)
	require.NoError(t, errs[2])
	require.ErrorIs(t, j.Append(ctx, large), journal.ErrFull)
	inside(t, j, func(c *committer) { require.NoError(t, c.w.exec("PRAGMA max_page_count = 1000000")) })
	require.NoError(t, j.Append(ctx, large), "the same batch, once there is space")
}

// Who hangs up while the disk is busy does not know, and is told so.
func TestHangingUpIsUncertain(t *testing.T) {
	j, _ := openInside(t)
	ctx, hangUp := context.WithCancel(t.Context())
	onCommit(t, j, func(commit func() error) error {
		hangUp()
		time.Sleep(50 * time.Millisecond)
		return commit()
	})
	b := batch("a", journal.Head{}, "x")
	err := j.Append(ctx, b)
	require.ErrorIs(t, err, journal.ErrUncertain)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrConflict, "it was written after all")
}

func TestJudge(t *testing.T) {
	for code, want := range map[int]error{
		codeFull: journal.ErrFull, codeBusy: journal.ErrBusy, codeBusy | 2<<8: journal.ErrBusy,
		codeSyncFailed: journal.ErrStopped, codeIO | 3<<8: journal.ErrStopped, codeCorrupt: journal.ErrStopped,
		codeReadOnly: journal.ErrStopped, 1: nil, 19: nil,
	} {
		require.Equal(t, want, judge(fmt.Errorf("wrapped: %w", coded(code))), code)
	}
	require.NoError(t, judge(nil))
	require.NoError(t, judge(journal.ErrMissing))
}

// Whatever the size, the data of a body lies outside the tree. dbstat tells
// which pages are the tree's.
func TestBodiesLieInOverflowPages(t *testing.T) {
	sizes := []int{1, 2, 255, 1950, 3600, 4080, 4090, 5000, 262144, journal.MaxBlob}
	for over := range 12 {
		sizes = append(sizes, overflowRoom-6+over, 8*overflowRoom-6+over)
	}
	for _, size := range sizes {
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(i%255 + 1)
		}
		body := wrapBody(nil, data)
		n := len(body)
		row := 2 + varintLen(uint64(2*n+12)) + n
		require.Zero(t, (row-bodyFront)%overflowRoom, "size %d", size)
		require.Less(t, n, bodyFront+size+overflowRoom+8, "size %d: no page is wasted", size)
		require.Equal(t, data, body[bodyFront:bodyFront+size])
		require.Equal(t, body, wrapBody(bytes.Repeat([]byte{1}, 2*len(body)), data[:size/3], data[size/3:]), "in one piece or several, whatever was in the buffer")
	}

	j, _ := openInside(t)
	var head journal.Head
	var all []journal.Blob
	for i, size := range sizes {
		b := batch("a", head, "x")
		b.Blobs = []journal.Blob{{Digest: journal.Digest{byte(i)}, Data: make([]byte, size)}}
		require.NoError(t, j.Append(t.Context(), b))
		head = b.New
		all = append(all, journal.Blob{Digest: journal.Digest{byte(i), 1}, Data: make([]byte, size)})
	}
	b := batch("a", head, "together")
	b.Blobs = all
	require.NoError(t, j.Append(t.Context(), b))
	inside(t, j, func(c *committer) {
		rows, err := c.w.integer("SELECT count(*) FROM bodies")
		require.NoError(t, err)
		require.EqualValues(t, len(sizes)+1, rows, "a body for each append")
		tree, err := c.w.integer("SELECT sum(payload) FROM dbstat WHERE name = 'bodies' AND pagetype = 'leaf'")
		require.NoError(t, err)
		require.EqualValues(t, (len(sizes)+1)*bodyFront, tree, "the tree holds the fronts and nothing else")
	})
}

// Labels are overwritten where they are: no row moves, so none leaves a copy.
func TestLabelsAreOverwrittenInPlace(t *testing.T) {
	j, _ := openInside(t)
	var head journal.Head
	for i := range 200 {
		b := batch("a", head, fmt.Sprintf("record %d", i))
		b.Entries[0].Labels = make([]byte, i*53%journal.MaxLabels)
		require.NoError(t, j.Append(t.Context(), b))
		head = b.New
	}
	layout := func() (pages string) {
		inside(t, j, func(c *committer) {
			v, err := c.w.value(`SELECT group_concat(concat_ws(' ', pageno, path, ncell, payload, unused, mx_payload), ', ')
				FROM (SELECT * FROM dbstat WHERE name = 'entries' ORDER BY pageno)`)
			require.NoError(t, err)
			pages = v.(string)
		})
		return pages
	}
	before := layout()
	require.NoError(t, j.Erase(t.Context(), journaltest.RoomNamed("a"), nil, []uint64{2, 3, 5, 8, 13, 21, 200}))
	require.NoError(t, j.Destroy(t.Context(), journaltest.RoomNamed("a"), journal.Digest{}))
	require.Equal(t, before, layout())
	require.NoError(t, j.Read(t.Context(), journaltest.RoomNamed("a"), 1, func(e journal.Entry) error {
		require.Nil(t, e.Labels)
		return nil
	}))
}

// synctest drives the committer's ticker: staged bodies whose time is over go
// without anybody asking.
func TestSweep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	synctest.Test(t, func(t *testing.T) {
		j, err := Open(path, Options{})
		require.NoError(t, err)
		b := batch("a", journal.Head{}, "x")
		require.NoError(t, j.Append(t.Context(), b))
		require.NoError(t, j.Stage(t.Context(), b.Room, 1, journaltest.BlobOf([]byte("staged"))))
		count := func() (n int64) {
			inside(t, j, func(c *committer) {
				n, err = c.w.integer("SELECT count(*) FROM bodies")
				require.NoError(t, err)
			})
			return n
		}
		time.Sleep(journal.StageLifetime - time.Second)
		require.EqualValues(t, 1, count())
		time.Sleep(sweepEvery + 2*time.Second)
		require.EqualValues(t, 0, count())
		require.NoError(t, j.Close())
	})
}
