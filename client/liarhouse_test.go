package client_test

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/server"
)

// host is a real server with a real journal.
type host struct {
	path    string
	journal journal.Journal
	server  *server.Server
	web     *httptest.Server
}

// liar is a server that lies: real servers that run the real code, and between them
// and their people somebody who holds all the server's keys, reads every frame and
// every record, and tells whom it likes whatever a test has it tell.
type liar struct {
	*testing.T
	dir     string
	web     *httptest.Server // where people come
	rules   *covenant.Rules
	signing crypto.SigningKey
	token   auth.Key
	chair   crypto.InvitationSecret
	inside  *http.Client
	wires   *wires

	mu    sync.Mutex
	truth *host           // guarded by mu: the server that people talk to
	twin  *host           // guarded by mu: another over a copy of its journal, from fork on; nil before
	with  map[string]bool // guarded by mu: who talks to the twin
	plus  time.Duration   // guarded by mu: how far people's clocks were put forward
	back  time.Duration   // static once people come: how far the server's clock is behind theirs
}

func newLiar(t *testing.T) *liar {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	l := &liar{
		T: t, dir: t.TempDir(), rules: rules, signing: signing, token: auth.NewKey(), chair: crypto.NewInvitationSecret(),
		inside: &http.Client{Transport: &http.Transport{}}, wires: newWires(), with: map[string]bool{},
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	l.web = &httptest.Server{Listener: listener, Config: &http.Server{Handler: l, ReadHeaderTimeout: time.Second}}
	l.web.Start()
	l.truth = l.opens(filepath.Join(l.dir, "journal.db"))
	t.Cleanup(func() {
		l.wires.cut()
		l.shuts(l.truth)
		if l.twin != nil {
			l.shuts(l.twin)
		}
		l.web.Close()
		l.inside.CloseIdleConnections()
	})
	return l
}

func (l *liar) now() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return time.Now().Add(l.plus)
}

func (l *liar) forward(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.plus += d
}

// hostNow is the server's clock.
func (l *liar) hostNow() time.Time { return l.now().Add(-l.back) }

// opens starts a real server over a journal; all of them say to be at one address.
func (l *liar) opens(path string) *host {
	l.Helper()
	h := &host{path: path}
	var err error
	h.journal, err = sqlite.Open(path, sqlite.Options{})
	require.NoError(l, err)
	h.server, err = server.New(server.Config{
		BaseURL: l.web.URL, Rules: []server.Offer{{Name: "de-wolden", Rules: l.rules}}, Now: l.hostNow,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}, h.journal, server.Keys{Signing: []crypto.SigningKey{l.signing}, Token: l.token, Chair: crypto.LobbyHash(l.chair.Lobby())})
	require.NoError(l, err)
	h.web = httptest.NewServer(h.server.Handler())
	return h
}

func (l *liar) shuts(h *host) {
	h.server.Close()
	h.web.Close()
	require.NoError(l, h.journal.Close())
}

func (l *liar) hostOf(who string) *host {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.with[who] {
		return l.twin
	}
	return l.truth
}

// backup copies the journal while nobody is served. Who was there is back on a line of the
// server that goes on.
func (l *liar) backup() string {
	l.Helper()
	old := l.hostOf("")
	there := l.wires.lines()
	l.wires.cut()
	l.shuts(old)
	b, err := os.ReadFile(old.path)
	require.NoError(l, err)
	path := filepath.Join(l.dir, "copy.db")
	require.NoError(l, os.WriteFile(path, b, 0o600))
	l.serves(l.opens(old.path))
	require.Eventually(l, func() bool {
		now := l.wires.lines()
		for who := range there {
			if now[who] == nil || now[who] == there[who] {
				return false
			}
		}
		return true
	}, client.Late, 10*time.Millisecond)
	return path
}

// restores goes on with an old copy of the journal, as if it were the present one.
func (l *liar) restores(copied string) {
	l.Helper()
	old := l.hostOf("")
	l.wires.cut()
	l.shuts(old)
	l.serves(l.opens(copied))
}

func (l *liar) serves(h *host) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.truth = h
}

// forks starts a twin on a copy of the journal; from now on it is all that some see.
func (l *liar) forks(copied string, some ...*person) {
	l.Helper()
	twin := l.opens(copied)
	l.mu.Lock()
	l.twin = twin
	for _, p := range some {
		l.with[p.name] = true
	}
	l.mu.Unlock()
	l.wires.cut()
}

// person is somebody with a device, and the real client on it.
type person struct {
	*liar
	*client.Session
	name   string
	claims room.Claims
	vault  *vault.Memory
	place  agenda.PlaceID
	http   *http.Client

	patient bool // about silence, and what is withheld

	mu   sync.Mutex
	seen []client.Event // guarded by mu
}

// naming has every request say whose it is, which is how the liar knows its people.
type naming struct {
	name string
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (n naming) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set(whoIs, n.name)
	return n.next.RoundTrip(r)
}

func (l *liar) person(name string, party covenant.Code, function string) *person {
	transport := &http.Transport{}
	l.Cleanup(transport.CloseIdleConnections)
	return &person{
		liar: l, name: name, claims: room.Claims{Name: name, Party: party, Function: function}, vault: vault.NewMemory(),
		http: &http.Client{Transport: naming{name, transport}},
	}
}

func (p *person) options() client.Options {
	o := client.Options{HTTP: p.http, Vault: p.vault, Now: p.liar.now, Events: p.note}
	if p.patient {
		return client.Patiently(o)
	}
	return client.Quickly(o)
}

func (p *person) note(e client.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, e)
}

// sees waits until the screen was told.
func (p *person) sees(kind client.EventKind) {
	p.Helper()
	require.Eventually(p, func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return slices.ContainsFunc(p.seen, func(e client.Event) bool { return e.Kind == kind })
	}, client.Late, 10*time.Millisecond, kind)
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 2*client.Late)
	t.Cleanup(cancel)
	return ctx
}

// is gives a person his session; it ends with the test.
func (p *person) is(s *client.Session) {
	p.Session = s
	p.Cleanup(s.Close)
}

func (l *liar) founds(p *person) {
	l.Helper()
	ctx := soon(l.T)
	s, err := client.Found(ctx, client.Foundation{
		Link: client.ChairLink{Server: l.web.URL, Secret: l.chair}, Claims: p.claims,
		Rules: "de-wolden", Kind: "case", Purpose: "collective_support",
	}, p.options())
	require.NoError(l, err)
	p.is(s)
	require.NoError(l, p.Join(ctx))
	p.place = 1
}

// invites makes a place for somebody, and gives him the link to it.
func (p *person) invites(q *person) client.Invitation {
	p.Helper()
	ctx := soon(p.T)
	var err error
	q.place, err = p.Session.Place(ctx, q.claims.Party, q.claims.Function, agenda.Member)
	require.NoError(p, err)
	inv, err := p.Invite(ctx, q.place, 24*time.Hour)
	require.NoError(p, err)
	text, err := inv.Text()
	require.NoError(p, err)
	link, err := client.ParseInvitation(text)
	require.NoError(p, err)
	return link
}

// knocks waits until the chair's device shows who is at the door.
func (p *person) knocks(q *person, link client.Invitation) (*client.Visitor, client.Visit) {
	p.Helper()
	visitor, err := client.Knock(soon(p.T), link, q.claims, q.options())
	require.NoError(p, err)
	var visit client.Visit
	require.Eventually(p, func() bool {
		i := slices.IndexFunc(p.Visits(), func(v client.Visit) bool { return v.Invitation == link.ID })
		if i >= 0 {
			visit = p.Visits()[i]
		}
		return i >= 0
	}, client.Late, 10*time.Millisecond)
	return visitor, visit
}

// letsIn has somebody come in all the way.
func (p *person) letsIn(q *person) {
	p.Helper()
	ctx := soon(p.T)
	visitor, visit := p.knocks(q, p.invites(q))
	_, err := p.Admit(ctx, visit)
	require.NoError(p, err)
	s, err := visitor.Wait(ctx)
	require.NoError(p, err)
	q.is(s)
	require.NoError(p, q.Join(ctx))
}

// level waits until this person has what the others have.
func (p *person) level(others ...*person) {
	p.Helper()
	for _, q := range others {
		head, _ := q.Head()
		require.NoError(p, p.UntilApplied(soon(p.T), head.N), p.name)
	}
}

// stops waits until this device has stopped on a lie, and looks at what it keeps: the
// checkpoint it had, and what it was shown against it.
func (p *person) stops(what chain.Breach, told page.TroubleKind) *replica.Evidence {
	p.Helper()
	require.Eventually(p, func() bool { return p.Err() != nil }, client.Late, 10*time.Millisecond, "%s goes on", p.name)
	var evidence *replica.Evidence
	require.ErrorAs(p, p.Err(), &evidence)
	require.Equal(p, what, evidence.Violation.What)
	require.Equal(p, evidence, p.Evidence())
	require.NotEmpty(p, evidence.ServerKeys, "whose signatures they are")
	p.sees(client.EventViolation)
	p.isTold(told)
	require.NotZero(p, p.View().Viewer, "what was verified is still shown")
	require.ErrorAs(p, p.Join(soon(p.T)), &evidence, "and nothing is signed any more")
	return evidence
}

// isTold waits until the page says so, in words.
func (p *person) isTold(kind page.TroubleKind) {
	p.Helper()
	var trouble *page.Trouble
	require.Eventually(p, func() bool {
		trouble = page.TroubleIn(p.Session)
		return trouble != nil && trouble.Is == kind
	}, client.Late, 10*time.Millisecond, "%s is not told %s", p.name, kind)
	require.NotEmpty(p, trouble.Sentence.NL)
	require.NotEmpty(p, trouble.Sentence.EN)
}

// opens starts a person's device, which was closed, anew by what its vault kept.
func (p *person) opens(id crypto.Digest) {
	p.Helper()
	p.mu.Lock()
	p.seen = nil
	p.mu.Unlock()
	s, err := client.Open(soon(p.T), id, p.options())
	require.NoError(p, err)
	p.is(s)
}

// comesBack starts a person's device anew as if it had not been lied to.
func (p *person) comesBack() {
	p.Helper()
	p.opens(p.forgives())
	require.NoError(p, p.UntilOnline(soon(p.T)))
}

// isPatient has a person's device count as in real meetings, from here on.
func (p *person) isPatient() {
	p.Helper()
	p.patient = true
	p.comesBack()
}

// forgives closes a person's device and takes out of its vault what would have it stop
// again at once.
func (p *person) forgives() (id crypto.Digest) {
	p.Helper()
	id = p.Room()
	p.Close()
	place, err := p.vault.Place(soon(p.T), id)
	require.NoError(p, err)
	place.Evidence, place.Acks = nil, nil
	require.NoError(p, p.vault.Keep(soon(p.T), place))
	return id
}

// meeting is a room in session with one case under discussion: Gerda chairs, Bram of
// the police and Fatima of the housing association sit at it, Joris of welfare not.
type meeting struct {
	*liar
	gerda, bram, fatima, joris *person
	item                       agenda.ItemID
}

func newMeeting(t *testing.T) *meeting { return newMeetingAt(newLiar(t)) }

func newMeetingAt(l *liar) *meeting {
	t := l.T
	m := &meeting{
		liar:   l,
		gerda:  l.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam"),
		bram:   l.person("Bram", "politie-zuidwest-drenthe", "wijkagent"),
		fatima: l.person("Fatima", "actium", "consulent"),
		joris:  l.person("Joris", "welzijn-de-wolden", "opbouwwerker"),
	}
	ctx := soon(t)
	l.founds(m.gerda)
	for _, p := range []*person{m.bram, m.fatima, m.joris} {
		m.gerda.letsIn(p)
	}
	var err error
	m.item, err = m.gerda.Item(ctx, false, 20)
	require.NoError(t, err)
	require.NoError(t, m.gerda.Describe(ctx, m.item, client.Description{
		Label: "De Dorpsstraat", Purpose: "collective_support", Criterion: "nuisance", Inform: "informed", InformDay: 20_000,
		Ladder: []client.Answer{
			{Question: "person_present", Text: "nee"}, {Question: "anonymous", Text: "nee"},
			{Question: "fewer_parties", Text: "nee"}, {Question: "bilateral", Text: "nee"},
		},
		Named: true, Persons: []client.Person{{Pseudonym: "Bewoner A", Names: []string{"Henk Terpstra"}, Relation: "resident", AgeBand: "adult"}},
	}))
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		require.NoError(t, m.gerda.Sit(ctx, m.item, p.place, "content"))
	}
	require.NoError(t, m.gerda.Start(ctx, true))
	require.NoError(t, m.gerda.OpenItem(ctx, m.item))
	require.NoError(t, m.gerda.Until(ctx, client.ItemSealedTo(m.bram.Seat(), m.fatima.Seat())))
	m.allLevel()
	return m
}

// within has what fails in a subtest fail there, also in a cheat.
func (l *liar) within(t *testing.T) {
	outer := l.T
	l.lie(nil)
	l.T = t
	t.Cleanup(func() { l.lie(nil); l.T = outer })
}

// allLevel waits until everybody has what the chair has.
func (m *meeting) allLevel() {
	m.Helper()
	for _, p := range []*person{m.bram, m.fatima, m.joris} {
		p.level(m.gerda)
	}
}

// isErased waits until the chair's device has the server's word that a text is gone from the
// disk. That record comes by itself, and what the liar writes stands after it.
func (m *meeting) isErased(text crypto.Digest) {
	m.Helper()
	require.NoError(m, m.gerda.Until(soon(m.T), func(v room.View) bool {
		return slices.ContainsFunc(v.Items[0].Contributions, func(c room.ContributionView) bool { return c.Act == text && c.Erased })
	}))
}

func noise(readers ...room.Reader) client.Contribution {
	return client.Contribution{
		Item: 1, Text: "Meneer Terpstra draait 's nachts muziek.", Necessity: "Zonder dit is er geen aanpak.",
		Person: 1, Category: "behaviour", Nature: "fact", Basis: "public_task", Task: "liveability", Readers: readers,
	}
}

// policeNoise is the same as Bram may bring it in.
func policeNoise() client.Contribution {
	c := noise()
	c.Basis, c.Task = "police_provision", "assistance"
	return c
}

// bringsIn has Fatima bring in what Bram may read as well, and all be up to date.
func (m *meeting) bringsIn() crypto.Digest {
	m.Helper()
	act, err := m.fatima.Contribute(soon(m.T), noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(m, err)
	m.gerda.level(m.fatima)
	return act
}

// reads waits until somebody can read a text, and returns it.
func (p *person) reads(act crypto.Digest) string {
	p.Helper()
	var text client.Text
	require.Eventually(p, func() bool {
		var err error
		text, err = p.Read(act)
		return err == nil
	}, client.Late, 10*time.Millisecond, "%s cannot read it", p.name)
	return text.String()
}
