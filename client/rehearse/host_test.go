package rehearse

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/server"
)

// host is a server of our own on a real port and a real database.
type host struct {
	t       *testing.T
	dir     string // data directory
	base    string
	admin   string // where operators look
	link    string // the chair's
	journal *sqlite.Journal
	log     safeBuffer
	stop    func()
}

type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer // guarded by mu
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// offers are both covenants, and the second together with the rules of a region.
func offers(t *testing.T) []server.Offer {
	t.Helper()
	var all []server.Offer
	for _, name := range profiles.List() {
		if rules, err := profiles.Resolve(name); err == nil {
			all = append(all, server.Offer{Name: covenant.Code(name), Rules: rules})
		}
	}
	model, err := profiles.Load("toekomstscenario")
	require.NoError(t, err)
	region, err := profiles.LoadFile(filepath.Join("testdata", "regio-noord.yaml"))
	require.NoError(t, err)
	both, err := profiles.Complete(model, region)
	require.NoError(t, err)
	return append(all, server.Offer{Name: covenant.RulesName(model.Name, region.Name), Rules: both})
}

func newHost(t *testing.T) *host {
	t.Helper()
	h := &host{t: t, dir: t.TempDir()}
	j, err := sqlite.Open(filepath.Join(h.dir, "rooms.db"), sqlite.Options{})
	require.NoError(t, err)
	h.journal = j
	people, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	operators, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	h.base, h.admin = "http://"+people.Addr().String(), "http://"+operators.Addr().String()

	secret := crypto.NewInvitationSecret()
	text, err := secret.MarshalSecret()
	require.NoError(t, err)
	h.link = h.base + "/#chair=" + text
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	s, err := server.New(server.Config{
		BaseURL: h.base, Listen: people.Addr().String(), Admin: operators.Addr().String(),
		Rules: offers(t),
		Log:   slog.New(slog.NewJSONHandler(&h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}, j, server.Keys{Signing: []crypto.SigningKey{signing}, Token: auth.NewKey(), Chair: crypto.LobbyHash(secret.Lobby())})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, people, operators) }()
	h.stop = sync.OnceFunc(func() {
		cancel()
		require.NoError(t, <-served)
		require.NoError(t, j.Close())
	})
	t.Cleanup(h.stop)
	return h
}

func (h *host) options(out io.Writer) Options {
	return Options{Server: h.base, ChairLink: h.link, Out: out}
}

// holds says in which of the server's files, or in its log, one of the needles is.
func (h *host) holds(needles ...[]byte) []string {
	h.t.Helper()
	var found []string
	by := byStart(needles)
	look := func(name string, data []byte) {
		for range by.in(data) {
			found = append(found, name)
		}
	}
	require.NoError(h.t, filepath.WalkDir(h.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		look(d.Name(), data)
		return err
	}))
	look("log", []byte(h.log.String()))
	return found
}

// keeps sees one of the needles in the server's files. What is copied from the write-ahead
// file to the database just then may be missed in both: they are read one after the other.
func (h *host) keeps(needles ...[]byte) {
	h.t.Helper()
	require.Eventually(h.t, func() bool { return len(h.holds(needles...)) > 0 }, 10*time.Second, 10*time.Millisecond)
}

// needles are what is searched for, by its first four bytes: thousands of them are
// found in one reading of the data.
type needles map[[4]byte][][]byte

func byStart(all [][]byte) needles {
	n := needles{}
	for _, one := range all {
		start := [4]byte(one)
		n[start] = append(n[start], one)
	}
	return n
}

// in yields what is found, once for each place.
func (n needles) in(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for ; len(data) >= 4; data = data[1:] {
			for _, one := range n[[4]byte(data)] {
				if bytes.HasPrefix(data, one) && !yield(one) {
					return
				}
			}
		}
	}
}
