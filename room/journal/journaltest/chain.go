package journaltest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
)

// RoomNamed returns a room for a name.
func RoomNamed(name string) journal.Room { return sha256.Sum256([]byte("room " + name)) }

// BlobOf returns a blob with its SHA-256 as name.
func BlobOf(data []byte) journal.Blob {
	return journal.Blob{Digest: sha256.Sum256(data), Data: data}
}

// StagedOf names a blob as a batch does that takes it up.
func StagedOf(b journal.Blob) journal.Staged {
	return journal.Staged{Digest: b.Digest, Size: uint32(len(b.Data))}
}

// Next returns a batch that puts records behind old, with a link that depends
// on everything before it. Labels, blobs and staged blobs are the caller's to
// add.
func Next(room journal.Room, old journal.Head, records ...string) journal.Batch {
	b := journal.Batch{Room: room, Old: old, New: old}
	for _, record := range records {
		b.New.N++
		b.New.Link = linkOf(b.New.Link, []byte(record))
		b.Entries = append(b.Entries, journal.Entry{Seq: b.New.N, Record: []byte(record)})
	}
	return b
}

func linkOf(before journal.Digest, record []byte) journal.Digest {
	h := sha256.New()
	h.Write(before[:])
	_ = binary.Write(h, binary.BigEndian, uint32(len(record)))
	h.Write(record)
	return journal.Digest(h.Sum(nil))
}

// Verify reads the room from its first record and checks that the log has no
// gap and ends in its head, for a log made with Next. It returns the entries.
// Nobody may append meanwhile.
func Verify(ctx context.Context, j journal.Journal, room journal.Room) ([]journal.Entry, error) {
	var entries []journal.Entry
	var got journal.Head
	if err := j.Read(ctx, room, 1, func(e journal.Entry) error {
		if e.Seq != got.N+1 {
			return fmt.Errorf("record %d after %d", e.Seq, got.N)
		}
		got = journal.Head{N: e.Seq, Link: linkOf(got.Link, e.Record)}
		entries = append(entries, e)
		return nil
	}); err != nil {
		return nil, err
	}
	head, err := j.Head(ctx, room)
	if err != nil {
		return nil, err
	}
	if head != got {
		return nil, fmt.Errorf("the log ends in %d %x, the head is %d %x", got.N, got.Link[:4], head.N, head.Link[:4])
	}
	return entries, nil
}

// Add puts one record into the room exactly once, whatever the journal does to
// it: after a conflict from the new head, after doubt only when the record is
// not there. Records must differ from each other.
func Add(ctx context.Context, j journal.Journal, room journal.Room, record string) error {
	for doubt := false; ; {
		if doubt {
			there, err := contains(ctx, j, room, record)
			if errors.Is(err, ErrFault) {
				continue
			}
			if err != nil || there {
				return err
			}
		}
		head, err := j.Head(ctx, room)
		if errors.Is(err, ErrFault) {
			continue
		}
		if err != nil {
			return err
		}
		switch err := j.Append(ctx, Next(room, head, record)); {
		case errors.Is(err, journal.ErrConflict):
			doubt = false // the answer is certain again
		case errors.Is(err, journal.ErrUncertain):
			doubt = true
		default:
			return err
		}
	}
}

func contains(ctx context.Context, j journal.Journal, room journal.Room, record string) (there bool, err error) {
	err = j.Read(ctx, room, 1, func(e journal.Entry) error {
		there = there || string(e.Record) == record
		return nil
	})
	return there, err
}

// records returns the records of a room as text, checked.
func records(t *testing.T, j journal.Journal, room journal.Room) []string {
	t.Helper()
	entries, err := Verify(t.Context(), j, room)
	require.NoError(t, err)
	var out []string
	for _, e := range entries {
		out = append(out, string(e.Record))
	}
	return out
}

// admit appends a batch that must be admitted, and returns the new head.
func admit(t *testing.T, j journal.Journal, b journal.Batch) journal.Head {
	t.Helper()
	require.NoError(t, j.Append(t.Context(), b))
	return b.New
}

// holds requires that the room has the blob.
func holds(t *testing.T, j journal.Journal, room journal.Room, blob journal.Blob) {
	t.Helper()
	data, err := j.Blob(t.Context(), room, blob.Digest)
	require.NoError(t, err)
	require.Equal(t, blob.Data, data)
}

// lacks requires that the room does not have the blob.
func lacks(t *testing.T, j journal.Journal, room journal.Room, blob journal.Blob) {
	t.Helper()
	data, err := j.Blob(t.Context(), room, blob.Digest)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.Nil(t, data)
}
