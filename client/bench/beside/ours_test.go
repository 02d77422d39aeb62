package beside

import (
	"crypto/rand"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
)

// ours is the built server, whose rooms were made in its database beforehand. An
// event is a contribution for everybody at the item: signed by its author, a body
// and an envelope per reader of the sizes that sealing gives.
type ours struct {
	base
	origin string
	key    crypto.VerifyKey
	tokens *auth.Authority
	rooms  []*ownRoom
	body   int // bytes of a sealed body
	sealed int // and of an envelope

	mu   sync.Mutex
	sent []int // guarded by mu; bytes of each record that a seat was sent alone
}

type ownRoom struct {
	*roomtest.Table
	item   *roomtest.Item
	frames [][][]byte // by seat; what it will publish
	tokens []string   // by seat

	mu   sync.Mutex
	head chain.Position // guarded by mu
}

func (s *ours) start(tb testing.TB, dir string, rooms, seats int) {
	s.p = &processes{tb: tb, dir: dir}
	require.FileExists(tb, *ownBinary, "the server is not there: run `make build`, or set -casusoverleg")
	public, admin := freeAddress(tb), freeAddress(tb)
	s.origin = "http://" + public
	s.measureSeals(tb)
	s.makeRooms(tb, dir, rooms, seats)
	s.p.run(nil, *ownBinary, "serve", "--data", dir, "--listen", public, "--admin-listen", admin)
	s.p.listening(public)
	s.p.listening(admin)
}

// perSeat is how many bytes of an event a seat is sent, the median of a few played
// slowly in one room.
func (s *ours) perSeat(tb testing.TB) int {
	s.sent = nil
	round(tb, s, load{rooms: 1, seats: seats, writers: 1, rate: 20, events: 5}, 0)
	s.mu.Lock()
	defer s.mu.Unlock()
	require.NotEmpty(tb, s.sent)
	slices.Sort(s.sent)
	return s.sent[len(s.sent)/2]
}

// measureSeals learns how large sealed files of eventText bytes are.
func (s *ours) measureSeals(tb testing.TB) {
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(tb, err)
	key, err := crypto.NewSeatKey()
	require.NoError(tb, err)
	b := seal.Binding{
		Room: crypto.Digest{1}, Kind: "contribution", Author: signing.Public(), Version: 1,
		Object: seal.ObjectID{Device: signing.Public(), Counter: 1},
	}
	body, object, err := seal.Body(b, make([]byte, eventText))
	require.NoError(tb, err)
	envelope, err := seal.Envelope(b, object, key.Recipient())
	require.NoError(tb, err)
	s.body, s.sealed = len(body), len(envelope)
}

// makeRooms writes a data directory: its keys, and rooms in which everybody sits
// at the one item.
func (s *ours) makeRooms(tb testing.TB, dir string, rooms, seats int) {
	tb.Helper()
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(tb, err)
	s.key = key.Public()
	tokenKey, chair := auth.NewKey(), crypto.NewInvitationSecret()
	keyText, err := key.MarshalSecret()
	require.NoError(tb, err)
	tokenText, err := tokenKey.MarshalSecret()
	require.NoError(tb, err)
	for name, text := range map[string]string{
		"server.key": keyText, "token.key": tokenText, "chair.hash": crypto.LobbyHash(chair.Lobby()).String(),
	} {
		require.NoError(tb, os.WriteFile(filepath.Join(dir, name), []byte(text+"\n"), 0o600))
	}
	s.tokens, err = auth.New(tokenKey, s.origin, time.Now)
	require.NoError(tb, err)
	store, err := sqlite.Open(filepath.Join(dir, "casusoverleg.db"), sqlite.Options{})
	require.NoError(tb, err)
	const plenty = 1 << 30
	hub, err := live.New(live.Config{
		Journal: store, Keys: []crypto.SigningKey{key}, Rules: []*covenant.Rules{roomtest.Rules()}, Tokens: s.tokens,
		Chair: crypto.LobbyHash(chair.Lobby()), Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Limits: live.Limits{Rate: plenty, Burst: plenty, RoomRate: plenty, RoomBurst: plenty},
	})
	require.NoError(tb, err)
	s.rooms, s.latest = make([]*ownRoom, rooms), make([]uint64, rooms)
	var g errgroup.Group
	g.SetLimit(4)
	for i := range s.rooms {
		g.Go(func() error {
			s.rooms[i] = s.makeRoom(tb, hub, chair, seats)
			head, err := store.Head(tb.Context(), journal.Room(s.rooms[i].Room))
			s.latest[i], s.rooms[i].head = head.N, chain.Position{N: head.N, Link: crypto.Digest(head.Link)}
			return err
		})
	}
	require.NoError(tb, g.Wait())
	hub.Close()
	require.NoError(tb, store.Close())
}
