package journaltest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
)

func ended(t *testing.T, j journal.Journal) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	room := RoomNamed("hung up")
	require.ErrorIs(t, j.Append(ctx, Next(room, journal.Head{}, "x")), context.Canceled)
	head, err := j.Head(t.Context(), room)
	require.NoError(t, err)
	require.Zero(t, head)
	_, err = j.Head(ctx, room)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, j.Erase(ctx, room, nil, nil), context.Canceled)
}

func watch(t *testing.T, j journal.Journal) {
	room := RoomNamed("watched")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	told, other := j.Watch(ctx, room), j.Watch(ctx, RoomNamed("other"))
	head := admit(t, j, Next(room, journal.Head{}, "1"))
	head = admit(t, j, Next(room, head, "2")) // nobody takes the first value: nobody waits either
	select {
	case <-told:
	case <-time.After(10 * time.Second):
		require.Fail(t, "the watcher heard nothing")
	}
	admit(t, j, Next(room, head, "3"))
	require.Empty(t, other)
}

func closed(t *testing.T, j journal.Journal) {
	room := RoomNamed("closed")
	head := admit(t, j, Next(room, journal.Head{}, "1"))
	require.NoError(t, j.Close())
	require.ErrorIs(t, j.Close(), journal.ErrClosed)
	require.ErrorIs(t, j.Append(t.Context(), Next(room, head, "2")), journal.ErrClosed)
	require.ErrorIs(t, j.Stage(t.Context(), room, 1, BlobOf([]byte("x"))), journal.ErrClosed)
	require.ErrorIs(t, j.Erase(t.Context(), room, nil, nil), journal.ErrClosed)
	require.ErrorIs(t, j.Destroy(t.Context(), room, journal.Digest{}), journal.ErrClosed)
	require.ErrorIs(t, j.Read(t.Context(), room, 1, func(journal.Entry) error { return nil }), journal.ErrClosed)
	_, err := j.Head(t.Context(), room)
	require.ErrorIs(t, err, journal.ErrClosed)
	_, err = j.Rooms(t.Context())
	require.ErrorIs(t, err, journal.ErrClosed)
	_, err = j.Blob(t.Context(), room, journal.Digest{})
	require.ErrorIs(t, err, journal.ErrClosed)
}
