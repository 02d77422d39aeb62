package client

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant/profiles"

	"github.com/stretchr/testify/require"
)

// Joris closed his laptop in the meeting and opens it a year and a half later,
// without network. The keys of that room are gone; those of last week's are not.
func TestKeysGoAtTheirLatestDateAlsoOffline(t *testing.T) {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	keep := func(v vault.Vault, id byte, entered time.Time) {
		signing, err := crypto.NewSigningKey(rand.Reader)
		require.NoError(t, err)
		require.NoError(t, v.Keep(context.Background(), vault.Place{
			Room: crypto.Digest{id}, Server: "http://127.0.0.1:1", Seat: 2, Keys: vault.Keys{Signing: signing},
			Rules: rules.Encode(), Until: latestDate(rules, entered.UnixMilli()),
		}))
	}
	v := vault.NewMemory()
	keep(v, 1, now)
	later := now.AddDate(1, 6, 0)
	keep(v, 2, later.AddDate(0, 0, -7))
	wiped := &cutShort{Vault: v, left: crypto.Digest{3}}
	require.NoError(t, ForgetExpired(context.Background(), wiped, now.UnixMilli()))
	require.Equal(t, []crypto.Digest{{3}}, wiped.forgot, "what has no place goes at once")

	lasts := now.AddDate(0, 0, room.MaxOpenDays)
	require.NoError(t, ForgetExpired(context.Background(), v, lasts.UnixMilli()))
	_, err = v.Place(context.Background(), crypto.Digest{1})
	require.NoError(t, err, "a room may be open that long")

	_, err = Open(context.Background(), crypto.Digest{1}, Options{Vault: v, Now: func() time.Time { return later }})
	require.ErrorIs(t, err, vault.ErrNotFound)
	_, err = v.Place(context.Background(), crypto.Digest{2})
	require.NoError(t, err)
}

// cutShort is a vault where something is left of a room whose place is gone.
type cutShort struct {
	vault.Vault
	left   crypto.Digest
	forgot []crypto.Digest
}

func (c *cutShort) Rooms(ctx context.Context) ([]crypto.Digest, error) {
	rooms, err := c.Vault.Rooms(ctx)
	return append(rooms, c.left), err
}

func (c *cutShort) Forget(_ context.Context, room crypto.Digest) error {
	c.forgot = append(c.forgot, room)
	return nil
}
