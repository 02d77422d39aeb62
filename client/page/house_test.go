package page

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/server"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// house is the real server; its people have desks instead of browsers.
type house struct {
	*testing.T
	origin    string
	chairLink string
	http      *http.Client
	line      *line // under http
}

// line carries what the desks ask, and counts how often rules were asked for.
type line struct {
	*http.Transport
	rules atomic.Int64
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, "/v1/rules/") {
		l.rules.Add(1)
	}
	return l.Transport.RoundTrip(r)
}

func newHouse(t *testing.T) *house { return newHouseUnder(t, "de-wolden") }

func newHouseUnder(t *testing.T, profile string) *house {
	rules, err := profiles.Resolve(profile)
	require.NoError(t, err)
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	journal, err := sqlite.Open(filepath.Join(t.TempDir(), "journal.db"), sqlite.Options{})
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	chair := crypto.NewInvitationSecret()
	carries := &line{Transport: &http.Transport{}}
	h := &house{T: t, origin: "http://" + listener.Addr().String(), http: &http.Client{Transport: carries}, line: carries}
	srv, err := server.New(server.Config{
		BaseURL: h.origin, Rules: []server.Offer{{Name: covenant.Code(profile), Rules: rules}}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}, journal, server.Keys{Signing: []crypto.SigningKey{signing}, Token: auth.NewKey(), Chair: crypto.LobbyHash(chair.Lobby())})
	require.NoError(t, err)
	web := &httptest.Server{Listener: listener, Config: &http.Server{Handler: srv.Handler(), ReadHeaderTimeout: time.Second}}
	web.Start()
	t.Cleanup(func() {
		srv.Close()
		web.Close()
		require.NoError(t, journal.Close())
		h.http.CloseIdleConnections()
	})
	secret, err := chair.MarshalSecret()
	require.NoError(t, err)
	h.chairLink = h.origin + "/#chair=" + secret
	return h
}

// person is somebody with a page.
type person struct {
	*house
	desk  *Desk
	vault *vault.Memory

	mu   sync.Mutex
	told map[string]json.RawMessage // guarded by mu: the snapshot, field by field
	last uint64                     // guarded by mu
	all  []byte                     // guarded by mu: everything that was ever said

	shows func(asked json.RawMessage) // static: when he is asked to show himself
	words string                      // of showsHimself
}

func (h *house) person() *person { return h.personAt(nil) }

// personAt is somebody whose device has a clock of its own.
func (h *house) personAt(now func() time.Time) *person {
	p := &person{house: h, vault: vault.NewMemory(), told: map[string]json.RawMessage{}}
	p.shows = p.showsHimself
	p.desk = New(Options{Origin: h.origin, HTTP: h.http, Vault: p.vault, Tell: p.hear, Now: now})
	h.Cleanup(p.desk.Close)
	return p
}

// opensAgain opens the page anew on the same device.
func (p *person) opensAgain() *person { return p.opensLater(0) }

// opensLater is opensAgain on another hour.
func (p *person) opensLater(later time.Duration) *person {
	again := &person{house: p.house, vault: p.vault, told: map[string]json.RawMessage{}}
	again.shows = again.showsHimself
	now := func() time.Time { return time.Now().Add(later) }
	again.desk = New(Options{Origin: p.origin, HTTP: p.http, Vault: again.vault, Tell: again.hear, Now: now})
	p.Cleanup(again.desk.Close)
	return again
}

// showsHimself answers an unlock by words: new ones at first, and those after.
func (p *person) showsHimself(asked json.RawMessage) {
	go func() {
		var u Unlock
		require.NoError(p, json.Unmarshal(asked, &u))
		if u.Way == NoWay {
			var made NewWords
			p.does("new_words", "", &made)
			p.words = made.Words
			p.does("set_lock", "", nil)
			return
		}
		p.does("unlock", fmt.Sprintf(`,"words":%q`, p.words), nil)
	}()
}

func (p *person) hear(event []byte) {
	var e EventSnapshot
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, event...)
	if json.Unmarshal(event, &e) == nil {
		for name, value := range e.Changes {
			p.told[name] = value
		}
	}
	if asked := e.Changes["unlock"]; asked != nil && string(asked) != "null" && p.shows != nil {
		p.shows(asked)
	}
}

// asks sends a request as the page does, and returns the whole reply.
func (p *person) asks(do, fields string, into any) map[string]json.RawMessage {
	p.Helper()
	p.mu.Lock()
	p.last++
	request := fmt.Sprintf(`{"id":%d,"do":%q%s}`, p.last, do, fields)
	p.mu.Unlock()
	raw := p.desk.Answer([]byte(request))
	p.mu.Lock()
	p.all = append(p.all, raw...)
	p.mu.Unlock()
	var reply map[string]json.RawMessage
	require.NoError(p, json.Unmarshal(raw, &reply))
	if into != nil && reply["ok"] != nil {
		require.NoError(p, json.Unmarshal(reply["ok"], into))
	}
	return reply
}

// does asks what must go well; fields are written as in JSON, each after a comma.
func (p *person) does(do, fields string, into any) {
	p.Helper()
	reply := p.asks(do, fields, into)
	require.NotNil(p, reply["ok"], "%s: %s %s", do, reply["refusal"], reply["problem"])
}

func (p *person) snapshot() Snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	var s Snapshot
	all, err := json.Marshal(p.told)
	require.NoError(p, err)
	require.NoError(p, json.Unmarshal(all, &s))
	return s
}

// sees waits until what is told holds.
func (p *person) sees(holds func(Snapshot) bool) Snapshot {
	p.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		if s := p.snapshot(); isThere(s, holds) {
			return s
		}
		select {
		case <-ctx.Done():
			require.Fail(p, "never seen")
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// isThere says whether what is told holds; what it speaks of may not be there at all yet.
func isThere(s Snapshot, holds func(Snapshot) bool) (is bool) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case runtime.Error:
			is = false
		default:
			panic(e)
		}
	}()
	return holds(s)
}

// heard says everything that was ever said to this page.
func (p *person) heard() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return string(p.all)
}
