package vault_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

func place(t *testing.T) vault.Place {
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(t, err)
	return vault.Place{
		Room: crypto.Digest{1}, Server: "https://overleg.example", Seat: 3, Keys: vault.Keys{Signing: signing, Seat: seat},
		Rules: []byte("rules"), Token: wire.Token{Token: "t", Expires: 5}, Checkpoint: []byte("note"), Counter: 7, Last: crypto.Digest{9}, Epoch: 2,
		Withdrawn: []crypto.Digest{{4}, {5}}, TakenBack: []vault.TakenBack{{Consent: crypto.Digest{6}, Day: 20_000}}, Until: 1_800_000_000_000,
		Acks: []wire.Ack{{Act: crypto.Digest{8}, Seq: 12, Checkpoint: []byte("signed")}}, Evidence: []byte("shown"),
		InFlight: &wire.Submit{Act: chain.Signed{Bytes: []byte("act")}, Labels: []byte("l"), Files: [][]byte{[]byte("f")}},
	}
}

// same compares places; keys by what they sign and open for.
func same(t *testing.T, want, got vault.Place) {
	t.Helper()
	require.Equal(t, want.Keys.Signing.Public(), got.Keys.Signing.Public())
	require.Equal(t, want.Keys.Seat.Recipient(), got.Keys.Seat.Recipient())
	want.Keys, got.Keys = vault.Keys{}, vault.Keys{}
	require.Equal(t, want, got)
}

func TestVaults(t *testing.T) {
	passphrase := crypto.GeneratePassphrase()
	vaults := map[string]func(t *testing.T, path string) vault.Vault{
		"memory": func() func(*testing.T, string) vault.Vault {
			m := vault.NewMemory()
			return func(*testing.T, string) vault.Vault { return m }
		}(),
		"plain folder": func(t *testing.T, path string) vault.Vault {
			f, err := vault.OpenFolder(path, "")
			require.NoError(t, err)
			return f
		},
		"encrypted folder": func(t *testing.T, path string) vault.Vault {
			f, err := vault.OpenFolder(path, passphrase)
			require.NoError(t, err)
			return f
		},
	}
	for name, open := range vaults {
		t.Run(name, func(t *testing.T) {
			ctx, path := t.Context(), t.TempDir()
			v := open(t, path)
			_, err := v.Place(ctx, crypto.Digest{1})
			require.ErrorIs(t, err, vault.ErrNotFound)
			_, err = v.MinutesKey(ctx)
			require.ErrorIs(t, err, vault.ErrNotFound)

			// Of a room where one has no place nothing is kept, and nothing of it is there.
			nothingOf := func(room crypto.Digest) {
				require.ErrorIs(t, v.KeepUnsent(ctx, room, "item 2", "Ik zag dat"), vault.ErrNotFound)
				require.NoError(t, v.KeepIssued(ctx, room, crypto.Digest{7}, nil))
				text, err := v.Unsent(ctx, room, "item 2")
				require.NoError(t, err)
				require.Empty(t, text)
				rooms, err := v.Rooms(ctx)
				require.NoError(t, err)
				require.NotContains(t, rooms, room)
			}
			nothingOf(crypto.Digest{9})

			p := place(t)
			require.NoError(t, v.Keep(ctx, p))
			require.NoError(t, v.KeepUnsent(ctx, p.Room, "item 2", "Ik zag dat"))
			key, err := crypto.NewMinutesKey()
			require.NoError(t, err)
			require.NoError(t, v.KeepMinutesKey(ctx, key))
			require.NoError(t, v.KeepIssued(ctx, p.Room, crypto.Digest{7}, []byte("page")))
			require.ErrorIs(t, v.KeepIssued(ctx, p.Room, crypto.Digest{8}, make([]byte, vault.MaxIssued+1)), vault.ErrTooLarge)
			require.NoError(t, v.KeepIssued(ctx, p.Room, crypto.Digest{9}, []byte("page")))
			for range 2 { // taken away, also when it is not there any more
				require.NoError(t, v.KeepIssued(ctx, p.Room, crypto.Digest{9}, nil))
				_, err := v.Issued(ctx, p.Room, crypto.Digest{9})
				require.ErrorIs(t, err, vault.ErrNotFound)
			}
			p.InFlight, p.Counter = nil, 8
			require.NoError(t, v.Keep(ctx, p))

			v = open(t, path) // another day
			got, err := v.Place(ctx, p.Room)
			require.NoError(t, err)
			same(t, p, got)
			page, err := v.Issued(ctx, p.Room, crypto.Digest{7})
			require.NoError(t, err)
			require.Equal(t, []byte("page"), page)
			_, err = v.Issued(ctx, p.Room, crypto.Digest{8})
			require.ErrorIs(t, err, vault.ErrNotFound)
			text, err := v.Unsent(ctx, p.Room, "item 2")
			require.NoError(t, err)
			require.Equal(t, "Ik zag dat", text)
			again, err := v.MinutesKey(ctx)
			require.NoError(t, err)
			require.Equal(t, key.Recipient(), again.Recipient())
			rooms, err := v.Rooms(ctx)
			require.NoError(t, err)
			require.Equal(t, []crypto.Digest{p.Room}, rooms)

			require.ErrorIs(t, v.KeepUnsent(ctx, p.Room, "x", strings.Repeat("x", vault.MaxUnsent+1)), vault.ErrTooLarge)
			require.NoError(t, v.KeepUnsent(ctx, p.Room, "item 2", ""))
			text, err = v.Unsent(ctx, p.Room, "item 2")
			require.NoError(t, err)
			require.Empty(t, text)

			require.NoError(t, v.Forget(ctx, p.Room))
			require.NoError(t, v.Forget(ctx, p.Room))
			_, err = v.Place(ctx, p.Room)
			require.ErrorIs(t, err, vault.ErrNotFound)
			_, err = v.Issued(ctx, p.Room, crypto.Digest{7})
			require.ErrorIs(t, err, vault.ErrNotFound)
			nothingOf(p.Room)

			require.NoError(t, v.Keep(ctx, p))
			require.NoError(t, v.KeepUnsent(ctx, p.Room, "item 2", "Ik zag dat"))
			require.NoError(t, v.Wipe(ctx))
			nothingOf(p.Room)
			_, err = v.MinutesKey(ctx)
			require.ErrorIs(t, err, vault.ErrNotFound)
		})
	}
}

func TestAnEncryptedFolderShowsNothing(t *testing.T) {
	ctx, path, passphrase := t.Context(), t.TempDir(), crypto.GeneratePassphrase()
	v, err := vault.OpenFolder(path, passphrase)
	require.NoError(t, err)
	p := place(t)
	require.NoError(t, v.Keep(ctx, p))
	require.NoError(t, v.KeepUnsent(ctx, p.Room, "item 2", "Ik zag dat"))
	files, err := os.ReadDir(path)
	require.NoError(t, err)
	require.Len(t, files, 2)
	for _, f := range files {
		info, err := f.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
		b, err := os.ReadFile(filepath.Join(path, f.Name()))
		require.NoError(t, err)
		require.NotContains(t, string(b), "Ik zag dat")
		require.NotContains(t, string(b), "casusoverleg-")
		require.NotContains(t, string(b), "overleg.example")
	}

	for _, wrong := range []string{"", crypto.GeneratePassphrase()} {
		_, err = vault.OpenFolder(path, wrong)
		require.ErrorIs(t, err, vault.ErrLocked)
	}
	_, err = vault.OpenFolder(path, passphrase)
	require.NoError(t, err)

	// Damage is seen, not repaired.
	room := filepath.Join(path, p.Room.String()+".room")
	b, err := os.ReadFile(room)
	require.NoError(t, err)
	b[len(b)-1] ^= 1
	require.NoError(t, os.WriteFile(room, b, 0o600))
	_, err = v.Place(ctx, p.Room)
	require.ErrorIs(t, err, vault.ErrDamaged)
	require.ErrorIs(t, v.Keep(ctx, p), vault.ErrDamaged)
}

// What was plain stays readable on the disk, so it does not quietly become encrypted.
func TestAPlainFolderDoesNotBecomeAnEncryptedOne(t *testing.T) {
	path := t.TempDir()
	v, err := vault.OpenFolder(path, "")
	require.NoError(t, err)
	require.NoError(t, v.Keep(t.Context(), place(t)))
	_, err = vault.OpenFolder(path, crypto.GeneratePassphrase())
	require.ErrorIs(t, err, vault.ErrLocked)
}
