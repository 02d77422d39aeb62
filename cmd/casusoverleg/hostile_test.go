package main

import (
	"bytes"
	"context"
	"flag"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// Where a socket comes from, and whom it thinks it speaks to, is exact or it is refused.
func TestHostileOriginsAtTheDoor(t *testing.T) {
	g := newVictim(t).gather("Anneke")
	_, port, err := net.SplitHostPort(g.listen)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		origin []string
		host   string
		status int
	}{
		"its own page":          {[]string{g.base}, "", 101},
		"missing":               {nil, "", 403},
		"null":                  {[]string{"null"}, "", 403},
		"another host":          {[]string{"http://evil.example"}, "", 403},
		"another scheme":        {[]string{"https://" + g.listen}, "", 403},
		"another port":          {[]string{"http://127.0.0.1:1"}, "", 403},
		"look-alike: longer":    {[]string{g.base + ".evil.example"}, "", 403},
		"look-alike: user part": {[]string{g.base + "@evil.example"}, "", 403},
		"look-alike: subdomain": {[]string{"http://evil." + g.listen}, "", 403},
		"look-alike: letters":   {[]string{"http://loca1host:" + port}, "", 403},
		"another name for it":   {[]string{"http://localhost:" + port}, "", 403},
		"two origins":           {[]string{g.base, "http://evil.example"}, "", 403},
		"rebinding":             {[]string{g.base}, "evil.example:" + port, 421},
		"rebinding both":        {[]string{"http://evil.example:" + port}, "evil.example:" + port, 421},
	} {
		conn, answer, err := websocket.Dial(context.Background(), "ws://"+g.listen+g.path(wire.PathSocket), &websocket.DialOptions{
			HTTPHeader: http.Header{"Origin": c.origin}, Host: c.host,
		})
		require.NotNil(t, answer, name)
		require.Equal(t, c.status, answer.StatusCode, name)
		if c.status == 101 {
			require.NoError(t, err, name)
			require.NoError(t, conn.CloseNow())
		} else {
			require.Error(t, err, name)
		}
	}
}

// crowdOfCallers is how many of each kind call at once.
const crowdOfCallers = 40

// Frames that no client sends, from many at once, before the hello and behind it: each
// gets a code and is let go, and what the server takes for it is under 1 MiB each.
func TestHostileFramesAtTheDoor(t *testing.T) {
	g := newVictim(t).gather("Anneke")
	kees := g.admit("Kees")
	g.heldUp(kees)
	send := func(c *caller, kind websocket.MessageType, data []byte) {
		_ = c.conn.Write(context.Background(), kind, data) // the server may hang up in the middle
	}
	fragments := func(c *caller) {
		w, err := c.conn.Writer(context.Background(), websocket.MessageBinary)
		require.NoError(t, err)
		for piece := bytes.Repeat([]byte{1}, 16<<10); err == nil; { // no last one
			_, err = w.Write(piece)
		}
	}
	for _, attack := range []struct {
		name string
		do   func(c *caller)
	}{
		{"text", func(c *caller) { send(c, websocket.MessageText, []byte("hello")) }},
		{"text of 200 KB", func(c *caller) { send(c, websocket.MessageText, bytes.Repeat([]byte("a"), 200<<10)) }},
		{"one byte over the limit", func(c *caller) { send(c, websocket.MessageBinary, make([]byte, wire.MaxClientFrame+1)) }},
		{"sixteen megabytes", func(c *caller) { send(c, websocket.MessageBinary, make([]byte, 16<<20)) }},
		{"endless fragments", fragments},
		{"nothing", func(c *caller) { send(c, websocket.MessageBinary, nil) }},
		{"nonsense", func(c *caller) { send(c, websocket.MessageBinary, roomtest.Bytes(1000)) }},
	} {
		before := g.resident()
		most := before
		callers := make([]*caller, crowdOfCallers)
		for i := range callers {
			callers[i] = (&caller{gathering: g, who: kees, token: g.callers[kees].token}).dial()
			go attack.do(callers[i])
		}
		for _, c := range callers {
			most = max(most, g.resident())
			require.Equal(t, wire.ByeMalformed, c.farewell(), attack.name)
		}
		grown := float64(max(most, g.resident())-before) / crowdOfCallers / (1 << 20)
		t.Logf("%s, from %d at once: %.2f MiB each", attack.name, crowdOfCallers, grown)
		require.Less(t, grown, 1.0, attack.name)
	}
	g.callers[kees].comesIn()
	g.Do(kees, roomtest.Draft{Kind: room.KindVoid})
}

// heldUp has many callers send all but the end of the largest message there is, and
// wait: the server holds all of it for all of them at once.
func (g *gathering) heldUp(kees *roomtest.Person) {
	g.t.Helper()
	before, most := g.resident(), int64(0)
	var callers []*caller
	for range crowdOfCallers {
		c := (&caller{gathering: g, who: kees}).dial()
		w, err := c.conn.Writer(context.Background(), websocket.MessageBinary)
		require.NoError(g.t, err)
		_, err = w.Write(make([]byte, wire.MaxClientFrame-1))
		require.NoError(g.t, err)
		callers = append(callers, c)
	}
	require.Eventually(g.t, func() bool { return g.resident() > before }, patience, 20*time.Millisecond, "the server does not hold them")
	for range 20 { // until the server has read what is on its way
		most = max(most, g.resident())
		time.Sleep(20 * time.Millisecond)
	}
	grown := float64(most-before) / crowdOfCallers / (1 << 20)
	g.t.Logf("held up just under the limit, %d at once: %.2f MiB each", crowdOfCallers, grown)
	require.Less(g.t, grown, 1.0)
	for _, c := range callers {
		require.NoError(g.t, c.conn.CloseNow())
	}
}

// A device that floods is let go with a code, however often it comes back. Somebody in
// another room hardly notices; how much is printed, and published in docs/security.md.
func TestFloodsAtTheDoor(t *testing.T) {
	v := newVictim(t)
	quiet, loud := v.gather("Wilma"), v.gather("Anneke")
	f := &flood{gathering: loud, by: loud.admit("Kees"), stop: make(chan struct{}), cut: make(chan struct{}, 1)}
	f.item = loud.NewItem(f.by)
	alone := quiet.latencies(*flooded)
	over := make(chan struct{})
	go func() {
		defer close(over)
		f.comes()
	}()
	beside := quiet.latencies(*flooded)
	<-f.cut // also where the machine is slow
	close(f.stop)
	<-over
	t.Logf("act to acknowledgement in a quiet room: alone p50 %v p99 %v; beside %d large acts of a flood that was cut off %d times p50 %v p99 %v",
		alone[len(alone)/2], alone[len(alone)*99/100], f.admitted, f.cuts, beside[len(beside)/2], beside[len(beside)*99/100])
}

// flooded is how many acts measure a quiet room. They come at a pace that its own
// rate allows.
var flooded = flag.Int("flooded", 30, "with how many acts TestFloodsAtTheDoor measures a quiet room")

// A link is worth nothing to who only sees it pass, and one entrance to who holds it.
func TestHostileInvitationsAtTheDoor(t *testing.T) {
	g := newVictim(t).gather("Anneke")
	kees, double := roomtest.NewPerson(t, "Kees", roomtest.Welfare), roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := g.Invite(kees, agenda.Member, time.Hour)
	secret, err := inv.Secret.MarshalSecret()
	require.NoError(t, err)
	look := func(inv roomtest.Invitation) int {
		status, _ := g.post(g.path(wire.PathLook), wire.Look{Invitation: inv.ID, Lobby: inv.Secret.Lobby()})
		return status
	}
	t.Run("a scanner that opens it, with every method and with what it can guess in the address", func(t *testing.T) {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost} {
			for _, path := range []string{"/join", "/join?" + secret, g.path(wire.PathLook), g.path(wire.PathKnock), g.path(wire.PathWait), g.path(wire.PathKnock) + "?" + secret} {
				status, _ := g.ask(method, path, nil, nil)
				require.NotEqual(t, http.StatusNoContent, status, "%s %s", method, path)
			}
		}
		for range 20 { // one that runs the page
			require.Equal(t, http.StatusOK, look(inv))
		}
	})
	t.Run("guessed", func(t *testing.T) {
		guess, unknown := inv, inv
		guess.Secret, unknown.ID = crypto.NewInvitationSecret(), crypto.Digest(roomtest.Bytes(32))
		require.Equal(t, http.StatusNotFound, look(guess))
		require.Equal(t, http.StatusNotFound, look(unknown))
		require.Equal(t, http.StatusNotFound, g.knock(guess, kees.Bundle(t, g.Room, inv.ID)))
		require.Equal(t, http.StatusNotFound, g.knock(unknown, kees.Bundle(t, g.Room, unknown.ID)))
	})
	t.Run("used twice", func(t *testing.T) {
		bundle := kees.Bundle(t, g.Room, inv.ID)
		require.Equal(t, http.StatusNoContent, g.knock(inv, bundle))
		require.Equal(t, http.StatusNoContent, g.knock(inv, double.Bundle(t, g.Room, inv.ID)), "the chair sees both")
		g.Admit(kees, agenda.Member, inv, bundle)
		require.Equal(t, http.StatusGone, g.knock(inv, double.Bundle(t, g.Room, inv.ID)))
		require.Equal(t, http.StatusGone, look(inv))
		token := g.wait(inv).Token.Token
		c := (&caller{gathering: g, who: double}).dial()
		c.write(wire.TypeHello, wire.Hello{Token: token, Proof: c.prove(crypto.LabelHello, double.Key, token)})
		require.Equal(t, wire.ByeToken, c.farewell(), "who is given the same answer cannot use it")
	})
	piet := roomtest.NewPerson(t, "Piet", roomtest.Welfare)
	t.Run("expired", func(t *testing.T) {
		short := g.Invite(piet, agenda.Member, time.Second)
		require.Eventually(t, func() bool { return look(short) == http.StatusGone }, patience, 50*time.Millisecond)
		require.Equal(t, http.StatusGone, g.knock(short, piet.Bundle(t, g.Room, short.ID)))
	})
	t.Run("withdrawn", func(t *testing.T) {
		taken := g.Invite(piet, agenda.Member, time.Hour)
		require.Equal(t, http.StatusNoContent, g.knock(taken, piet.Bundle(t, g.Room, taken.ID)))
		g.Do(g.Chair, roomtest.Draft{Kind: room.KindUninvite, Refs: []crypto.Digest{taken.Act}})
		require.Equal(t, http.StatusGone, look(taken))
		require.Equal(t, http.StatusGone, g.knock(taken, piet.Bundle(t, g.Room, taken.ID)))
		require.Equal(t, wire.Spent, g.wait(taken).State)
	})
	t.Run("and nothing of it is in a log or an address", func(t *testing.T) {
		require.Empty(t, g.filesHold(searchFor(map[string][]byte{"the secret": []byte(strings.TrimSpace(secret))})))
	})
}
