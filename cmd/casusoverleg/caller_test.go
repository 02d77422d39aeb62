package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// gathering is a room on a server that runs by itself, with the people in it. What
// they say is signed by hand (roomtest), so that it can also be what no client says.
type gathering struct {
	*victim
	*roomtest.Table
	base    string
	server  crypto.VerifyKey
	callers map[*roomtest.Person]*caller
}

// caller is somebody's connection, or that of who wants to seem him.
type caller struct {
	*gathering
	who   *roomtest.Person
	token string
	conn  *websocket.Conn
	nonce [32]byte
	head  uint64 // of the log, when it came in
}

// gather has a chair found a room and come in.
func (v *victim) gather(name string) *gathering {
	v.t.Helper()
	link, err := client.ParseChairLink(v.link)
	require.NoError(v.t, err)
	g := &gathering{victim: v, base: "http://" + v.listen, callers: map[*roomtest.Person]*caller{}}
	var info wire.ServerInfo
	status, data := g.ask(http.MethodGet, wire.PathServer, nil, nil)
	require.Equal(v.t, http.StatusOK, status)
	require.NoError(v.t, chain.Decode(data, &info))
	g.server = info.Key
	chair := roomtest.NewPerson(v.t, name, roomtest.Municipality)
	genesis := chair.Genesis(v.t, info.Key)
	status, data = g.post(wire.PathRooms, wire.Found{Chair: link.Secret.Lobby(), Genesis: genesis})
	require.Equal(v.t, http.StatusOK, status, "%s", data)
	var founded wire.Founded
	require.NoError(v.t, chain.Decode(data, &founded))
	g.Table = roomtest.NewTable(v.t, genesis, chair, func(p *roomtest.Person, s wire.Submit) error { return g.callers[p].submit(s) })
	g.callers[chair] = (&caller{gathering: g, who: chair, token: founded.Token.Token}).comesIn()
	g.Join(chair)
	return g
}

// admit lets somebody in through the lobby, and connects him.
func (g *gathering) admit(name string) *roomtest.Person {
	g.t.Helper()
	p := roomtest.NewPerson(g.t, name, roomtest.Welfare)
	inv := g.Invite(p, agenda.Member, time.Hour)
	bundle := p.Bundle(g.t, g.Room, inv.ID)
	require.Equal(g.t, http.StatusNoContent, g.knock(inv, bundle))
	g.Admit(p, agenda.Member, inv, bundle)
	waited := g.wait(inv)
	require.NotNil(g.t, waited.Token)
	g.callers[p] = (&caller{gathering: g, who: p, token: waited.Token.Token}).comesIn()
	g.Join(p)
	return p
}

func (g *gathering) path(template string) string {
	return strings.Replace(template, "{room}", g.Room.String(), 1)
}

func (g *gathering) knock(inv roomtest.Invitation, bundle chain.Signed) int {
	g.t.Helper()
	status, _ := g.post(g.path(wire.PathKnock), wire.Knock{
		Invitation: inv.ID, Lobby: inv.Secret.Lobby(), Bundle: bundle, MAC: inv.Secret.BundleMAC(bundle.Bytes, inv.ID),
	})
	return status
}

func (g *gathering) wait(inv roomtest.Invitation) (waited wire.Waited) {
	g.t.Helper()
	status, data := g.post(g.path(wire.PathWait), wire.Wait{Invitation: inv.ID, Lobby: inv.Secret.Lobby()})
	require.Equal(g.t, http.StatusOK, status, "%s", data)
	require.NoError(g.t, chain.Decode(data, &waited))
	return waited
}

func (g *gathering) post(path string, in any) (int, []byte) {
	g.t.Helper()
	return g.ask(http.MethodPost, path, chain.Encode(in), http.Header{"Content-Type": {wire.ContentType}, "Origin": {g.base}})
}

func (g *gathering) ask(method, path string, body []byte, header http.Header) (int, []byte) {
	g.t.Helper()
	r, err := http.NewRequest(method, g.base+path, bytes.NewReader(body))
	require.NoError(g.t, err)
	for name, values := range header {
		r.Header[name] = values
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(g.t, err)
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	require.NoError(g.t, err)
	return answer.StatusCode, data
}

// dial opens a socket and takes the challenge.
func (c *caller) dial() *caller {
	c.t.Helper()
	conn, _, err := websocket.Dial(context.Background(), "ws://"+c.listen+c.path(wire.PathSocket), &websocket.DialOptions{
		HTTPHeader: http.Header{"Origin": {c.base}},
	})
	require.NoError(c.t, err)
	c.t.Cleanup(func() { _ = conn.CloseNow() })
	conn.SetReadLimit(wire.MaxServerFrame)
	c.conn = conn
	kind, body, err := c.next()
	require.NoError(c.t, err)
	require.Equal(c.t, wire.TypeChallenge, kind)
	challenge, err := wire.Decode[wire.Challenge](body)
	require.NoError(c.t, err)
	c.nonce = challenge.Nonce
	return c
}

// next is the next frame.
func (c *caller) next() (wire.Type, []byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, frame, err := c.conn.Read(ctx)
	if err != nil {
		return 0, nil, err
	}
	return wire.Split(frame)
}

func (c *caller) prove(label crypto.Label, key crypto.SigningKey, token string) crypto.Signature {
	c.t.Helper()
	sig, err := crypto.Sign(label, key, wire.ProofMessage(label, c.nonce, c.base, token))
	require.NoError(c.t, err)
	return sig
}

func (c *caller) write(kind wire.Type, v any) {
	c.t.Helper()
	require.NoError(c.t, c.conn.Write(context.Background(), websocket.MessageBinary, wire.Encode(kind, v)))
}

// comesIn says hello and waits for the welcome.
func (c *caller) comesIn() *caller {
	c.t.Helper()
	require.NoError(c.t, c.greets())
	return c
}

// greets dials and says who it is; it fails where it is not let in.
func (c *caller) greets() error {
	c.t.Helper()
	c.dial()
	c.write(wire.TypeHello, wire.Hello{Token: c.token, Proof: c.prove(crypto.LabelHello, c.who.Key, c.token)})
	body, err := c.until(wire.TypeWelcome)
	if err != nil {
		return err
	}
	welcome, err := wire.Decode[wire.Welcome](body)
	require.NoError(c.t, err)
	checkpoint, err := chain.OpenCheckpoint(welcome.Checkpoint, c.server)
	require.NoError(c.t, err)
	c.head = checkpoint.Head.N
	return nil
}

var errBye = errors.New("the server said goodbye")

// until passes over frames up to one of a type.
func (c *caller) until(want wire.Type) ([]byte, error) {
	for {
		kind, body, err := c.next()
		switch {
		case err != nil:
			return nil, err
		case kind == want:
			return body, nil
		case kind == wire.TypeBye:
			return nil, errBye
		}
	}
}

// farewell is the code with which the server ends the connection, which it then does.
func (c *caller) farewell() wire.ByeCode {
	c.t.Helper()
	body, err := c.until(wire.TypeBye)
	require.NoError(c.t, err)
	bye, err := wire.Decode[wire.Bye](body)
	require.NoError(c.t, err)
	for err == nil {
		_, _, err = c.next()
	}
	require.NotErrorIs(c.t, err, context.DeadlineExceeded, "the connection stays open after a bye")
	return bye.Code
}

// submit offers an act, which is acknowledged when there is no error.
func (c *caller) submit(s wire.Submit) error {
	c.write(wire.TypeSubmit, s)
	for {
		kind, body, err := c.next()
		switch {
		case err != nil:
			return err
		case kind == wire.TypeAck:
			return nil
		case kind == wire.TypeRefused:
			refused, err := wire.Decode[wire.Refused](body)
			if err != nil {
				return err
			}
			return &refused.Refusal
		case kind == wire.TypeBye:
			return errBye
		}
	}
}

// put stages a file under a token, and returns the status of the answer.
func (c *caller) put(token string) int {
	c.t.Helper()
	data := roomtest.Bytes(100)
	digest := crypto.Hash(crypto.LabelFile, data)
	sig, err := crypto.Sign(crypto.LabelFile, c.who.Key, wire.ProofMessage(crypto.LabelFile, digest, c.base, token))
	require.NoError(c.t, err)
	status, _ := c.ask(http.MethodPut, strings.Replace(c.path(wire.PathFiles), "{digest}", digest.String(), 1), data, http.Header{
		"Content-Type": {"application/octet-stream"}, "Authorization": {"Bearer " + token},
		wire.ProofHeader: {base64.StdEncoding.EncodeToString(sig[:])},
	})
	return status
}

// latencies are the times from an act of the chair to its acknowledgement, sorted.
func (g *gathering) latencies(acts int) []time.Duration {
	g.t.Helper()
	var all []time.Duration
	for range acts {
		s := g.Sign(g.Chair, roomtest.Draft{Kind: room.KindVoid})
		start := time.Now()
		require.NoError(g.t, g.callers[g.Chair].submit(s))
		all = append(all, time.Since(start))
		g.Chair.Admitted(s.Act)
		time.Sleep(pace)
	}
	slices.Sort(all)
	return all
}

// pace keeps a device within the rate of the server: ten a second.
const pace = 105 * time.Millisecond
