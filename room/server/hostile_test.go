package server

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

func TestWhereASocketMayComeFrom(t *testing.T) {
	m := open(t).found("Anneke")
	_, port, err := net.SplitHostPort(strings.TrimPrefix(m.base, "http://"))
	require.NoError(t, err)
	for name, c := range map[string]struct {
		origin []string
		host   string
		status int
	}{
		"its own page":           {[]string{m.base}, "", 101},
		"missing":                {nil, "", 403},
		"empty":                  {[]string{""}, "", 403},
		"null":                   {[]string{"null"}, "", 403},
		"another host":           {[]string{"http://evil.example"}, "", 403},
		"another scheme":         {[]string{"https" + strings.TrimPrefix(m.base, "http")}, "", 403},
		"another port":           {[]string{"http://127.0.0.1:1"}, "", 403},
		"no port":                {[]string{"http://127.0.0.1"}, "", 403},
		"look-alike prefix":      {[]string{m.base + ".evil.example"}, "", 403},
		"look-alike user":        {[]string{"http://127.0.0.1:" + port + "@evil.example"}, "", 403},
		"with a path":            {[]string{m.base + "/"}, "", 403},
		"in capitals":            {[]string{strings.ToUpper(m.base)}, "", 403},
		"another name for it":    {[]string{"http://localhost:" + port}, "", 403},
		"two":                    {[]string{m.base, "http://evil.example"}, "", 403},
		"twice the same":         {[]string{m.base, m.base}, "", 403},
		"rebinding host":         {[]string{m.base}, "evil.example:" + port, 421},
		"rebinding both":         {[]string{"http://evil.example:" + port}, "evil.example:" + port, 421},
		"host without its port":  {[]string{m.base}, "127.0.0.1", 421},
		"host with another port": {[]string{m.base}, "127.0.0.1:1", 421},
		"localhost":              {[]string{m.base}, "localhost:" + port, 421},
	} {
		t.Run(name, func(t *testing.T) {
			conn, answer, err := websocket.Dial(context.Background(), m.socketURL(m.Room), &websocket.DialOptions{
				HTTPHeader: http.Header{"Origin": c.origin}, Host: c.host,
			})
			if c.status == 101 {
				require.NoError(t, err)
				require.NoError(t, conn.CloseNow())
				return
			}
			require.Error(t, err)
			require.Equal(t, c.status, answer.StatusCode)
		})
	}
}

func TestWhereARequestMayComeFrom(t *testing.T) {
	h := open(t)
	for name, c := range map[string]struct {
		alter  func(*http.Request)
		status int
	}{
		"a native client": {func(*http.Request) {}, 200},
		"its own page":    {func(r *http.Request) { r.Header.Set("Origin", h.base) }, 200},
		"another page":    {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
		"a sandbox":       {func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		"rebinding":       {func(r *http.Request) { r.Host = "evil.example" }, 421},
		"forwarded host":  {func(r *http.Request) { r.Host = "evil.example"; r.Header.Set("X-Forwarded-Host", h.base) }, 421},
		"forwarded elsewhere": {func(r *http.Request) {
			r.Header.Set("X-Forwarded-Host", "evil.example")
			r.Header.Set("Forwarded", "host=evil.example")
		}, 200},
	} {
		r, err := http.NewRequest(http.MethodGet, h.base+wire.PathServer, nil)
		require.NoError(t, err)
		c.alter(r)
		status, _ := h.ask(r, nil)
		require.Equal(t, c.status, status, name)
	}
}

func TestHostileFrames(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	hello := func(d *device) []byte { return wire.Encode(wire.TypeHello, d.hello()) }
	submit := wire.Encode(wire.TypeSubmit, m.Sign(kees, roomtest.Draft{Kind: "void"}))
	for name, c := range map[string]struct {
		kind   websocket.MessageType
		frames func(d *device) [][]byte // after the challenge
		bye    wire.ByeCode
	}{
		"text":                     {websocket.MessageText, func(*device) [][]byte { return [][]byte{[]byte("hello")} }, wire.ByeMalformed},
		"text that is no text":     {websocket.MessageText, func(*device) [][]byte { return [][]byte{{0xff, 0xfe}} }, wire.ByeMalformed},
		"empty":                    {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{{}} }, wire.ByeMalformed},
		"a type alone":             {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{{byte(wire.TypeHello)}} }, wire.ByeMalformed},
		"unknown type":             {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{{99, 0xa0}} }, wire.ByeMalformed},
		"a type of the server":     {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{wire.Encode(wire.TypeWelcome, wire.Welcome{})} }, wire.ByeMalformed},
		"an act before the hello":  {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{submit} }, wire.ByeMalformed},
		"a fetch before the hello": {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{wire.Encode(wire.TypeFetch, wire.Fetch{})} }, wire.ByeMalformed},
		"cut off":                  {websocket.MessageBinary, func(d *device) [][]byte { f := hello(d); return [][]byte{f[:len(f)-3]} }, wire.ByeMalformed},
		"trailing bytes":           {websocket.MessageBinary, func(d *device) [][]byte { return [][]byte{append(hello(d), 0)} }, wire.ByeMalformed},
		"not canonical":            {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{{byte(wire.TypeBye), 0xb9, 0, 1, 1, 0x61, 'x'}} }, wire.ByeMalformed},
		"duplicate keys":           {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{{byte(wire.TypeBye), 0xa2, 1, 0x61, 'x', 1, 0x61, 'y'}} }, wire.ByeMalformed},
		"unknown field":            {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{{byte(wire.TypeBye), 0xa2, 1, 0x61, 'x', 9, 0x61, 'y'}} }, wire.ByeMalformed},
		"deep": {websocket.MessageBinary, func(*device) [][]byte {
			return [][]byte{append([]byte{byte(wire.TypeHello)}, bytes.Repeat([]byte{0x81}, 10_000)...)}
		}, wire.ByeMalformed},
		"a length that is not there": {websocket.MessageBinary, func(*device) [][]byte {
			return [][]byte{{byte(wire.TypeHello), 0xa1, 1, 0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}}
		}, wire.ByeMalformed},
		"two hellos":    {websocket.MessageBinary, func(d *device) [][]byte { return [][]byte{hello(d), hello(d)} }, wire.ByeMalformed},
		"too large":     {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{make([]byte, wire.MaxClientFrame+1)} }, wire.ByeMalformed},
		"far too large": {websocket.MessageBinary, func(*device) [][]byte { return [][]byte{make([]byte, 3<<20)} }, wire.ByeMalformed},
		"one byte too long": {websocket.MessageBinary, func(d *device) [][]byte {
			h := d.hello() // with a token that is none, which is all that is wrong with it otherwise
			h.Token = strings.Repeat("x", wire.MaxClientFrame/2)
			h.Token = strings.Repeat("x", len(h.Token)+wire.MaxClientFrame+1-len(wire.Encode(wire.TypeHello, h)))
			return [][]byte{wire.Encode(wire.TypeHello, h)}
		}, wire.ByeMalformed},
		"an act cut off": {websocket.MessageBinary, func(d *device) [][]byte { return [][]byte{hello(d), submit[:len(submit)-1]} }, wire.ByeMalformed},
		"too many beats": {websocket.MessageBinary, func(d *device) [][]byte {
			return [][]byte{hello(d), wire.Encode(wire.TypeBeat, wire.Beat{Beats: make([]chain.Signed, 17)})}
		}, wire.ByeMalformed},
		"renewing over and over": {websocket.MessageBinary, func(d *device) [][]byte {
			return repeat(6, wire.Encode(wire.TypeRenew, wire.Renew{Token: d.token.Token, Proof: d.proof("casusoverleg/v1/session-renew", d.token.Token)}))
		}, wire.ByeRate},
		"renewing with another label": {websocket.MessageBinary, func(d *device) [][]byte {
			return repeat(1, wire.Encode(wire.TypeRenew, wire.Renew{Token: d.token.Token, Proof: d.proof("casusoverleg/v1/hello", d.token.Token)}))
		}, wire.ByeToken},
	} {
		t.Run(name, func(t *testing.T) {
			d := m.newDevice(kees)
			d.dial()
			go func() {
				for _, f := range c.frames(d) {
					if d.conn.Write(context.Background(), c.kind, f) != nil {
						return
					}
				}
			}()
			require.Equal(t, c.bye, d.farewell())
		})
	}
	t.Run("and the room goes on", func(t *testing.T) {
		m.newDevice(kees).connect()
	})
}

func repeat(n int, frame []byte) [][]byte {
	var all [][]byte
	for range n {
		all = append(all, frame)
	}
	return all
}

// stranger is the socket of a device that dials and does not say who it is.
func (m *meeting) stranger(d *device) *socket {
	m.house.Helper()
	d.dial()
	for _, k := range m.server.sockets.all() {
		if !k.joined.Load() {
			return k
		}
	}
	require.Fail(m.house, "no such socket")
	return nil
}

// Whoever opens a socket and says nothing, or never ends a message, is let go.
func TestSilentConnectionsAreLetGo(t *testing.T) {
	m := open(t).found("Anneke")
	silent := m.stranger(m.newDevice(m.Chair))
	slots := make(chan struct{}, 1)
	m.server.look(context.Background(), silent, slots)
	select {
	case <-silent.shut:
		t.Fatal("let go at once")
	case <-time.After(50 * time.Millisecond):
	}
	silent.dialed.Store(time.Now().Add(-helloTime - time.Second).UnixNano())
	m.server.look(context.Background(), silent, slots)
	<-silent.shut

	var joined *socket
	for _, k := range m.server.sockets.all() {
		if k.joined.Load() {
			joined = k
		}
	}
	require.NotNil(t, joined)
	joined.heard.Store(time.Now().Add(-pingAfter - time.Second).UnixNano())
	m.server.look(context.Background(), joined, slots)
	go func() {
		for {
			if _, _, err := m.of(m.Chair).conn.Read(context.Background()); err != nil {
				return
			}
		}
	}()
	require.Eventually(t, func() bool { return time.Since(time.Unix(0, joined.heard.Load())) < 5*time.Second }, 20*time.Second, 10*time.Millisecond,
		"a device that answers a ping is there")
	joined.began.Store(time.Now().Add(-messageTime - time.Second).UnixNano())
	m.server.look(context.Background(), joined, slots)
	<-joined.shut
}

// A stranger gives a sign of life all the time, which nobody asked for, and never says
// who he is. His time to do so is not longer for that.
func TestASignOfLifeIsNoHello(t *testing.T) {
	m := open(t).found("Anneke")
	d := m.newDevice(m.Chair)
	var line net.Conn
	d.line = &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (_ net.Conn, err error) {
		line, err = (&net.Dialer{}).DialContext(ctx, network, address)
		return line, err
	}}}
	k := m.stranger(d)
	before := time.Now().Add(-helloTime - time.Second).UnixNano()
	k.heard.Store(before)
	_, err := line.Write([]byte{0x8a, 0x80, 0, 0, 0, 0}) // a pong (RFC 6455 §5.5.3)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return k.heard.Load() != before }, 20*time.Second, time.Millisecond)
	k.dialed.Store(before)
	m.server.look(context.Background(), k, make(chan struct{}, 1))
	select {
	case <-k.shut:
	case <-time.After(20 * time.Second):
		t.Fatal("he stays for as long as he likes")
	}
}
