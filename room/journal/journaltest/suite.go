// Package journaltest holds what tests of and over a journal share: one
// conformance suite for all implementations, a journal in memory, and a
// wrapper that lets steps fail.
//
// It is for tests only; nothing in it is durable or safe to run a server on.
package journaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
)

// Run checks that a journal keeps its contract. open returns a new, empty
// journal; what it needs to clean up it leaves to t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) journal.Journal) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, j journal.Journal)
	}{
		{"a meeting is written and read back", meeting},
		{"a room that does not exist looks empty", nothing},
		{"who is second writes nothing", conflict},
		{"a batch that makes no sense is refused", invalid},
		{"a staged body waits for its act", staged},
		{"staging is bounded per room", quota},
		{"one body twice is one body", sameBlob},
		{"a withdrawn contribution is erased", erase},
		{"a destroyed room keeps its log", destroy},
		{"reading starts anywhere and holds nobody up", reading},
		{"a long log is read whole", long},
		{"a visitor who hung up writes nothing", ended},
		{"watchers are told", watch},
		{"a closed journal says so", closed},
		{"two writers: each head has one winner", rivals},
		{"64 writers over many rooms", crowd},
		{"every step fails twice", faults},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

func meeting(t *testing.T, j journal.Journal) {
	room := RoomNamed("Buurtteam Noord")
	b := Next(room, journal.Head{}, "Anneke opens the room")
	start := admit(t, j, b)

	b = Next(room, start, "Bilal is admitted", "Bilal brings something in")
	b.Entries[1].Labels = []byte("category: housing")
	body, envelope := BlobOf([]byte("sealed: the rent is three months late")), BlobOf([]byte("sealed to Anneke"))
	b.Blobs = []journal.Blob{body, envelope}
	end := admit(t, j, b)

	head, err := j.Head(t.Context(), room)
	require.NoError(t, err)
	require.Equal(t, end, head)
	entries, err := Verify(t.Context(), j, room)
	require.NoError(t, err)
	require.Equal(t, []journal.Entry{
		{Seq: 1, Record: []byte("Anneke opens the room")},
		{Seq: 2, Record: []byte("Bilal is admitted")},
		{Seq: 3, Record: []byte("Bilal brings something in"), Labels: []byte("category: housing")},
	}, entries)
	holds(t, j, room, body)
	holds(t, j, room, envelope)

	other := RoomNamed("Buurtteam Zuid")
	admit(t, j, Next(other, journal.Head{}, "Chantal opens the room"))
	lacks(t, j, other, body)
	rooms, err := j.Rooms(t.Context())
	require.NoError(t, err)
	require.ElementsMatch(t, []journal.Room{room, other}, rooms)
}

func nothing(t *testing.T, j journal.Journal) {
	room := RoomNamed("nobody came")
	head, err := j.Head(t.Context(), room)
	require.NoError(t, err)
	require.Zero(t, head)
	rooms, err := j.Rooms(t.Context())
	require.NoError(t, err)
	require.Empty(t, rooms)
	require.Empty(t, records(t, j, room))
	lacks(t, j, room, BlobOf([]byte("x")))
	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{{1}}, []uint64{0, 1, math.MaxUint64}))
	require.NoError(t, j.Destroy(t.Context(), room, journal.Digest{}))
	require.ErrorIs(t, j.Stage(t.Context(), room, 1, BlobOf([]byte("x"))), journal.ErrNotFound)
}

func conflict(t *testing.T, j journal.Journal) {
	room := RoomNamed("two at once")
	first := admit(t, j, Next(room, journal.Head{}, "Anneke opens"))
	body := BlobOf([]byte("of the one who lost"))
	taken := BlobOf([]byte("staged by the one who lost"))
	require.NoError(t, j.Stage(t.Context(), room, 1, taken))

	lost := func(old journal.Head, why string) {
		b := Next(room, old, "Bilal says: "+why)
		b.Entries[0].Labels = []byte("labels")
		b.Blobs, b.Staged = []journal.Blob{body}, []journal.Staged{StagedOf(taken)}
		require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrConflict, why)
		require.Equal(t, []string{"Anneke opens"}, records(t, j, room), why)
		lacks(t, j, room, body)
		lacks(t, j, room, taken)
	}
	lost(journal.Head{}, "the room is new")
	lost(journal.Head{N: 1, Link: journal.Digest{1}}, "another history")
	lost(journal.Head{N: 2, Link: first.Link}, "further than it is")
	lost(journal.Head{N: math.MaxInt32, Link: first.Link}, "much further")
	require.ErrorIs(t, j.Append(t.Context(), Next(RoomNamed("none"), first, "x")), journal.ErrConflict)

	b := Next(room, first, "Bilal says it again")
	b.Blobs, b.Staged = []journal.Blob{body}, []journal.Staged{StagedOf(taken)}
	admit(t, j, b)
	holds(t, j, room, body)
	holds(t, j, room, taken)
	require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrConflict, "the same bytes once more")
}

func invalid(t *testing.T, j journal.Journal) {
	room := RoomNamed("mistakes")
	head := admit(t, j, Next(room, journal.Head{}, "Anneke opens"))
	for name, spoil := range map[string]func(b *journal.Batch){
		"no entries":         func(b *journal.Batch) { b.Entries, b.New = nil, b.Old },
		"gap":                func(b *journal.Batch) { b.Entries[1].Seq++ },
		"position repeated":  func(b *journal.Batch) { b.Entries[1].Seq-- },
		"position of before": func(b *journal.Batch) { b.Entries[0].Seq-- },
		"head too high":      func(b *journal.Batch) { b.New.N++ },
		"head too low":       func(b *journal.Batch) { b.New.N-- },
		"endless log":        func(b *journal.Batch) { b.Old.N, b.New.N = math.MaxUint64, 1 },
		"new with a link":    func(b *journal.Batch) { *b = Next(b.Room, journal.Head{Link: journal.Digest{1}}, "x") },
		"empty record":       func(b *journal.Batch) { b.Entries[1].Record = nil },
		"large record":       func(b *journal.Batch) { b.Entries[1].Record = make([]byte, journal.MaxRecord+1) },
		"large labels":       func(b *journal.Batch) { b.Entries[1].Labels = make([]byte, journal.MaxLabels+1) },
		"empty blob":         func(b *journal.Batch) { b.Blobs = []journal.Blob{{}} },
		"large blob":         func(b *journal.Batch) { b.Blobs = []journal.Blob{{Data: make([]byte, journal.MaxBlob+1)}} },
	} {
		b := Next(room, head, "one", "two")
		spoil(&b)
		require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrInvalid, name)
	}
	require.ErrorIs(t, j.Stage(t.Context(), room, 1, journal.Blob{}), journal.ErrInvalid)
	require.Equal(t, []string{"Anneke opens"}, records(t, j, room))

	b := Next(room, head, "one", strings.Repeat("r", journal.MaxRecord))
	b.Entries[1].Labels = make([]byte, journal.MaxLabels)
	largest := journal.Blob{Digest: journal.Digest{1}, Data: make([]byte, journal.MaxBlob)}
	b.Blobs = []journal.Blob{largest}
	admit(t, j, b)
	entries, err := Verify(t.Context(), j, room)
	require.NoError(t, err)
	require.Equal(t, b.Entries, entries[1:], "all that fits comes back, zeros included")
	holds(t, j, room, largest)
}

func staged(t *testing.T, j journal.Journal) {
	room, other := RoomNamed("large bodies"), RoomNamed("elsewhere")
	head := admit(t, j, Next(room, journal.Head{}, "Anneke opens"))
	admit(t, j, Next(other, journal.Head{}, "Chantal opens"))
	body := BlobOf([]byte(strings.Repeat("a long report ", 10_000)))
	beside := BlobOf([]byte("an envelope"))

	b := Next(room, head, "Bilal brings in a report")
	b.Blobs, b.Staged = []journal.Blob{beside}, []journal.Staged{StagedOf(body)}
	require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrMissing, "nothing staged")
	require.NoError(t, j.Stage(t.Context(), other, 1, body))
	require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrMissing, "staged for another room")
	require.Equal(t, []string{"Anneke opens"}, records(t, j, room))
	lacks(t, j, room, beside)

	require.NoError(t, j.Stage(t.Context(), room, 1, body))
	lacks(t, j, room, body) // it is nobody's yet
	head = admit(t, j, b)
	holds(t, j, room, body)
	holds(t, j, room, beside)
	lacks(t, j, other, body)

	require.NoError(t, j.Stage(t.Context(), room, 1, body), "the room has it")
	holds(t, j, room, body)
	refused := func(why string, staged ...journal.Staged) {
		b := Next(room, head, "Chantal tries: "+why)
		b.Staged = staged
		require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrMissing, why)
		now, err := j.Head(t.Context(), room)
		require.NoError(t, err)
		require.Equal(t, head, now, why)
	}
	refused("what Bilal's act took up", StagedOf(body))
	refused("what came with Bilal's act", StagedOf(beside))
	next := BlobOf([]byte("the next report"))
	require.NoError(t, j.Stage(t.Context(), room, 1, next))
	refused("another size", journal.Staged{Digest: next.Digest, Size: uint32(len(next.Data)) + 1})
	refused("no size", journal.Staged{Digest: next.Digest})
	refused("twice at once", StagedOf(next), StagedOf(next))
	b = Next(room, head, "Chantal names it as it is")
	b.Staged = []journal.Staged{StagedOf(next)}
	head = admit(t, j, b)

	both := BlobOf([]byte("staged and then sent along"))
	require.NoError(t, j.Stage(t.Context(), room, 1, both))
	b = Next(room, head, "Bilal is not sure it arrived")
	b.Blobs, b.Staged = []journal.Blob{both}, []journal.Staged{StagedOf(both)}
	head = admit(t, j, b)
	holds(t, j, room, both)

	gone := BlobOf([]byte("staged and then erased"))
	require.NoError(t, j.Stage(t.Context(), room, 1, gone))
	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{gone.Digest}, nil))
	b = Next(room, head, "Bilal names what is gone")
	b.Staged = []journal.Staged{StagedOf(gone)}
	require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrMissing)
}

func quota(t *testing.T, j journal.Journal) {
	room, other := RoomNamed("greedy"), RoomNamed("modest")
	head := admit(t, j, Next(room, journal.Head{}, "Anneke opens"))
	admit(t, j, Next(other, journal.Head{}, "Chantal opens"))
	part := func(i int) journal.Blob {
		return BlobOf([]byte(strings.Repeat(fmt.Sprintf("%08d", i), journal.MaxBlob/8)))
	}
	fit := journal.StageQuota / journal.MaxBlob
	const bilal, anneke = 2, 1
	for i := range fit {
		require.NoError(t, j.Stage(t.Context(), room, bilal, part(i)))
	}
	one, hers := BlobOf([]byte("1")), BlobOf([]byte("2"))
	require.ErrorIs(t, j.Stage(t.Context(), room, bilal, one), journal.ErrQuota)
	require.NoError(t, j.Stage(t.Context(), room, bilal, part(0)), "what is there counts once")
	require.NoError(t, j.Stage(t.Context(), other, bilal, one), "another room has its own")
	require.NoError(t, j.Stage(t.Context(), room, anneke, hers), "and so has another person")
	require.NoError(t, j.Stage(t.Context(), room, anneke, part(1)))
	require.ErrorIs(t, j.Stage(t.Context(), room, bilal, one), journal.ErrQuota, "what she staged again is still his")
	b := Next(room, head, "Bilal takes one up")
	b.Staged = []journal.Staged{StagedOf(part(0))}
	admit(t, j, b)
	require.NoError(t, j.Stage(t.Context(), room, bilal, one), "what was taken up no longer counts")
}

func sameBlob(t *testing.T, j journal.Journal) {
	room, other := RoomNamed("here"), RoomNamed("there")
	body := BlobOf([]byte("the same sealed bytes"))
	b := Next(room, journal.Head{}, "Anneke opens")
	b.Blobs = []journal.Blob{body, body}
	head := admit(t, j, b)
	b = Next(room, head, "once more")
	b.Blobs = []journal.Blob{body}
	admit(t, j, b)
	b = Next(other, journal.Head{}, "Chantal opens")
	b.Blobs = []journal.Blob{body}
	admit(t, j, b)
	holds(t, j, room, body)

	require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{body.Digest}, nil))
	lacks(t, j, room, body)
	holds(t, j, other, body)
}

func erase(t *testing.T, j journal.Journal) {
	room := RoomNamed("withdrawal")
	withdrawn, envelope, kept := BlobOf([]byte("withdrawn")), BlobOf([]byte("its envelope")), BlobOf([]byte("kept"))
	b := Next(room, journal.Head{}, "Anneke opens", "Bilal brings in", "Chantal brings in")
	b.Entries[1].Labels, b.Entries[2].Labels = []byte("of Bilal"), []byte("of Chantal")
	b.Blobs = []journal.Blob{withdrawn, envelope, kept}
	head := admit(t, j, b)

	for range 2 { // the second time nothing is left to erase
		require.NoError(t, j.Erase(t.Context(), room,
			[]journal.Digest{withdrawn.Digest, envelope.Digest, {9}}, []uint64{0, 1, 2, 99}))
		lacks(t, j, room, withdrawn)
		lacks(t, j, room, envelope)
		holds(t, j, room, kept)
		entries, err := Verify(t.Context(), j, room)
		require.NoError(t, err, "the chain closes over what was erased")
		require.Nil(t, entries[1].Labels)
		require.Equal(t, []byte("of Chantal"), entries[2].Labels)
	}
	b = Next(room, head, "Bilal changed his mind")
	b.Blobs = []journal.Blob{withdrawn}
	admit(t, j, b)
	holds(t, j, room, withdrawn)
}

func destroy(t *testing.T, j journal.Journal) {
	room, other := RoomNamed("term is over"), RoomNamed("goes on")
	elsewhere := BlobOf([]byte("elsewhere"))
	b := Next(other, journal.Head{}, "Chantal opens")
	b.Blobs, b.Entries[0].Labels = []journal.Blob{elsewhere}, []byte("labels")
	admit(t, j, b)

	var head journal.Head
	var blobs []journal.Blob
	const n = 600
	for i := 0; i < n; i += 100 {
		b := Next(room, head)
		for k := range 100 {
			next := Next(room, b.New, fmt.Sprintf("record %d", i+k))
			next.Entries[0].Labels = fmt.Appendf(nil, "labels %d", i+k)
			b.New, b.Entries = next.New, append(b.Entries, next.Entries...)
			b.Blobs = append(b.Blobs, BlobOf(fmt.Appendf(nil, "body %d", i+k)))
		}
		blobs, head = append(blobs, b.Blobs...), admit(t, j, b)
	}
	waiting := BlobOf([]byte("staged"))
	require.NoError(t, j.Stage(t.Context(), room, 1, waiting))

	rules := blobs[n/2] // not the first or the last by any order
	for i := range 3 {
		keep := rules.Digest
		if i == 2 {
			keep = journal.Digest{}
		}
		require.NoError(t, j.Destroy(t.Context(), room, keep))
		for _, blob := range blobs {
			if blob.Digest == keep {
				holds(t, j, room, blob) // the log could not be read without it
				continue
			}
			lacks(t, j, room, blob)
		}
		entries, err := Verify(t.Context(), j, room)
		require.NoError(t, err)
		require.Len(t, entries, n)
		for _, e := range entries {
			require.Nil(t, e.Labels)
		}
	}
	b = Next(room, head, "names the staged one")
	b.Staged = []journal.Staged{StagedOf(waiting)}
	require.ErrorIs(t, j.Append(t.Context(), b), journal.ErrMissing)
	admit(t, j, Next(room, head, "the server signs: destroyed"))
	holds(t, j, other, elsewhere)
	entries, err := Verify(t.Context(), j, other)
	require.NoError(t, err)
	require.Equal(t, []byte("labels"), entries[0].Labels)
}

func reading(t *testing.T, j journal.Journal) {
	room := RoomNamed("reader")
	head := admit(t, j, Next(room, journal.Head{}, "1", "2", "3", "4"))
	from := func(n uint64) (got []string) {
		require.NoError(t, j.Read(t.Context(), room, n, func(e journal.Entry) error {
			got = append(got, string(e.Record))
			return nil
		}))
		return got
	}
	require.Equal(t, []string{"1", "2", "3", "4"}, from(0))
	require.Equal(t, []string{"1", "2", "3", "4"}, from(1))
	require.Equal(t, []string{"3", "4"}, from(3))
	require.Empty(t, from(5))
	require.Empty(t, from(99))
	require.Empty(t, from(math.MaxUint64))

	enough, seen := errors.New("enough"), 0
	require.Equal(t, enough, j.Read(t.Context(), room, 1, func(journal.Entry) error { seen++; return enough }))
	require.Equal(t, 1, seen)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, j.Read(ctx, room, 1, func(journal.Entry) error { return nil }), context.Canceled)

	body := BlobOf([]byte("body"))
	b := Next(room, head, "5")
	b.Blobs, b.Entries[0].Labels = []journal.Blob{body}, []byte("labels")
	require.NoError(t, j.Read(t.Context(), room, 1, func(e journal.Entry) error {
		if e.Seq == 2 { // a slow reader: writers and erasers go on
			admit(t, j, b)
			require.NoError(t, j.Erase(t.Context(), room, []journal.Digest{body.Digest}, []uint64{5}))
			lacks(t, j, room, body)
		}
		return nil
	}))
}

func long(t *testing.T, j journal.Journal) {
	room := RoomNamed("long")
	var head journal.Head
	const n = 1000
	var want []string
	for i := range n {
		want = append(want, fmt.Sprintf("%d %s", i, strings.Repeat("x", i*13%4000)))
	}
	for i := 0; i < n; i += 50 {
		head = admit(t, j, Next(room, head, want[i:i+50]...))
	}
	require.Equal(t, want, records(t, j, room))
}
