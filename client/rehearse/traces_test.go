package rehearse

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
)

// sentences are the texts of a script that no server may ever hold.
func sentences(s *Script) [][]byte {
	var all [][]byte
	add := func(texts ...string) {
		for _, t := range texts {
			if len(t) > 6 { // shorter ones may stand in any file by chance
				all = append(all, []byte(t))
			}
		}
	}
	facts := func(f ItemFacts) {
		add(text(f.Label), text(f.Description))
		for _, person := range f.Persons {
			add(person.Pseudonym)
			add(person.Names...)
		}
		for _, e := range f.Ladder {
			add(e.Value)
		}
		if f.Inform != nil {
			add(f.Inform.Reason)
		}
	}
	for _, e := range s.Items {
		facts(e.Value)
	}
	for _, e := range s.People {
		if e.Value.Guest != "" {
			add(e.Value.Name)
		}
	}
	for _, step := range s.Steps {
		switch v := step.verb.(type) {
		case *ItemFacts:
			facts(*v)
		case *Describe:
			facts(v.Facts)
		case *Contribute:
			add(text(v.Content.Text), text(v.Content.Necessity), text(v.Content.Source))
		case *Correct:
			add(text(v.Content.Text), text(v.Content.Necessity), text(v.Content.Source))
		case *Consent:
			add(v.Form)
		}
		if t := textOf(step.verb); t != "" {
			add(t)
		}
	}
	return all
}

// begin opens a meeting whose steps the test plays itself.
func (h *host) begin(t *testing.T, s *Script, o Options) *player {
	t.Helper()
	o.Server, o.ChairLink = h.base, h.link
	p := newPlayer(s, o)
	t.Cleanup(p.close)
	require.NoError(t, p.playEarlier(t.Context()))
	require.NoError(t, p.open(t.Context()))
	return p
}

// pieces are parts of a sealed file, so that it is found also where the database keeps it
// in several pages, or overwrote some of it. The head of an age file is no secret.
func pieces(file []byte) [][]byte {
	const piece, head = 24, 64
	var all [][]byte
	for at := head; at+piece <= len(file); at += piece {
		all = append(all, file[at:at+piece])
	}
	return all
}

// Every meeting is played as it is written. Nothing that anybody wrote in it is in the server's files, its
// log or its metrics: not while it goes on, not when it is over, not after the
// server stopped. And after a withdrawal the sealed text and its envelopes are gone
// too, also from the write-ahead file, while everybody is still connected and the
// journal is read.
func TestWhatTheServerHolds(t *testing.T) {
	for _, path := range meetings(t) {
		t.Run(filepath.Base(path), func(t *testing.T) { holdsNothing(t, path) })
	}
}

func holdsNothing(t *testing.T, path string) {
	s, err := Load(path)
	require.NoError(t, err)
	secrets := sentences(s)
	if s.earlier != nil {
		secrets = append(secrets, sentences(s.earlier)...)
	}
	require.Greater(t, len(secrets), 15)
	h := newHost(t)
	var out bytes.Buffer
	p := h.begin(t, s, Options{Out: &out})
	sealed := map[string][][]byte{} // name of the contribution to its files, in pieces
	for i := range s.Steps {
		step := &s.Steps[i]
		require.NoError(t, p.step(t.Context(), step))
		if m := p.things[step.As]; step.Expect.Refused == "" && m != nil && m.kind == aContribution {
			sealed[step.As] = h.filesOf(t, p, m.act)
			h.keeps(sealed[step.As]...)
		}
		if v, ok := step.verb.(*OfContribution); ok && step.Expect.Refused == "" {
			reading := h.reads(t, p)
			require.NoError(t, lookErased(t.Context(), p, step, &ErasedCheck{Of: v.Of}))
			reading()
			require.Empty(t, h.holds(sealed[v.Of.Name]...), v.Of.Name)
			require.Empty(t, h.holds(secrets...))
		}
	}
	printsItsRefusals(t, s, out.String())
	gone := secrets
	if p.founder().session.View().Phase == room.Destroyed {
		for _, files := range sealed {
			gone = append(gone, files...)
		}
	}
	require.Empty(t, h.holds(gone...))
	require.Empty(t, found(gone, h.metrics(t)))
	// The same search finds what the server does hold: who takes part.
	chair := []byte(p.founder().person.Name)
	h.keeps(chair)
	p.close()
	h.stop()
	require.Empty(t, h.holds(gone...))
	h.keeps(chair)
}

// metrics is what an operator reads of the server.
func (h *host) metrics(t *testing.T) []byte {
	t.Helper()
	answer, err := http.Get(h.admin + "/metrics")
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Contains(t, string(text), "\ncasusoverleg_rooms ")
	http.DefaultClient.CloseIdleConnections()
	return text
}

// found are the needles that are in data.
func found(needles [][]byte, data []byte) (in []string) {
	for _, n := range needles {
		if bytes.Contains(data, n) {
			in = append(in, string(n))
		}
	}
	return in
}

// filesOf are body and envelopes of a contribution, as the server keeps them.
func (h *host) filesOf(t *testing.T, p *player, act crypto.Digest) [][]byte {
	t.Helper()
	var all [][]byte
	for _, a := range p.here() {
		con, ok := contributionIn(a.session.View(), act)
		if !ok || con.Text == nil || con.Text.Envelope.IsZero() {
			continue
		}
		for _, digest := range []crypto.Digest{con.Text.Body, con.Text.Envelope} {
			file, err := h.journal.Blob(t.Context(), journal.Room(a.session.Room()), journal.Digest(digest))
			require.NoError(t, err)
			require.Equal(t, digest, replica.FileDigest(file))
			all = append(all, pieces(file)...)
		}
	}
	require.NotEmpty(t, all)
	return all
}

// reads has the log read, again and again, until the returned function is called.
func (h *host) reads(t *testing.T, p *player) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	id := journal.Room(p.founder().session.Room())
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			_ = h.journal.Read(ctx, id, 1, func(journal.Entry) error { return nil })
		}
	}()
	return func() { cancel(); <-done }
}

// What is left on disk opens with standard tools, and the log verifies.
func TestTheFilesOpen(t *testing.T) {
	s, err := Parse("klein.yaml", []byte(exercise))
	require.NoError(t, err)
	h := newHost(t)
	o := h.options(nil)
	o.Dir = filepath.Join(t.TempDir(), "uit")
	require.NoError(t, Run(t.Context(), s, o))

	file := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(o.Dir, name))
		require.NoError(t, err)
		return data
	}
	pack := file("bert-1-minutes.age")
	ids, err := age.ParseIdentities(bytes.NewReader(file("bert.key.txt")))
	require.NoError(t, err)
	plain, err := age.Decrypt(bytes.NewReader(pack), ids...)
	require.NoError(t, err)
	var page bytes.Buffer
	_, err = page.ReadFrom(plain)
	require.NoError(t, err)

	key, err := crypto.ReadIdentityFile(bytes.NewReader(file("bert.key")), strings.TrimSpace(string(file("bert.passphrase"))))
	require.NoError(t, err)
	html, err := seal.OpenPackage(pack, key)
	require.NoError(t, err)
	require.Equal(t, page.Bytes(), html)

	log, err := replica.ReadLogFile(bytes.NewReader(file("log")))
	require.NoError(t, err)
	_, err = log.Verify()
	require.NoError(t, err)
	verified, err := minutes.Verify(html, minutes.Expect{Room: log.Room})
	require.NoError(t, err)
	require.Equal(t, covenant.PackageMinutes, verified.Contents.Kind)

	names, err := os.ReadDir(o.Dir)
	require.NoError(t, err)
	for _, n := range names {
		info, err := n.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(fileMode), info.Mode().Perm(), n.Name())
	}
}
