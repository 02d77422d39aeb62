package server

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// farewell takes in frames until the server says goodbye, and checks that the
// connection ends soon after.
func (d *device) farewell() wire.ByeCode {
	d.Helper()
	d.until(wire.TypeBye)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		if _, _, err := d.conn.Read(ctx); err != nil {
			require.NoError(d, ctx.Err(), "the connection stays open after a bye")
			return d.bye
		}
	}
}

func TestASessionEndsWithItsToken(t *testing.T) {
	m := open(t).found("Anneke")
	kees := m.of(m.seat("Kees", agenda.Member))
	m.clock.forward(9 * time.Minute)
	renewed := decode[wire.Token](kees, func() []byte {
		kees.write(wire.TypeRenew, wire.Renew{Token: kees.token.Token, Proof: kees.proof(crypto.LabelSessionRenew, kees.token.Token)})
		return kees.until(wire.TypeToken)
	}())
	m.clock.forward(2 * time.Minute)
	require.Equal(t, wire.ByeToken, m.of(m.Chair).farewell(), "the chair did not renew")

	_, err := kees.submit(m.Sign(kees.p, roomtest.Draft{Kind: room.KindVoid}))
	require.NoError(t, err, "Kees did")
	kees.token = renewed
	kees.connect()
}

func TestALaptopThatSlept(t *testing.T) {
	m := open(t).found("Anneke")
	kees := m.of(m.seat("Kees", agenda.Member))
	require.NoError(t, kees.conn.CloseNow())
	m.clock.forward(3 * time.Hour)

	kees.dial()
	kees.write(wire.TypeHello, kees.hello())
	require.Equal(t, wire.ByeToken, kees.farewell(), "the old token does not open the room")

	kees.dial()
	kees.write(wire.TypeRenew, wire.Renew{Token: kees.token.Token, Proof: kees.proof(crypto.LabelSessionRenew, kees.token.Token)})
	kees.token = decode[wire.Token](kees, kees.until(wire.TypeToken))
	kees.write(wire.TypeHello, kees.hello())
	kees.until(wire.TypeWelcome)

	t.Run("but not who was sent away meanwhile", func(t *testing.T) {
		old := kees.token
		m.devices[m.Chair] = m.newDevice(m.Chair).connect()
		m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: kees.p.Seat}})
		require.Equal(t, wire.ByeGone, kees.farewell())
		kees.dial()
		kees.write(wire.TypeRenew, wire.Renew{Token: old.Token, Proof: kees.proof(crypto.LabelSessionRenew, old.Token)})
		require.Equal(t, wire.ByeGone, kees.farewell())
		kees.dial()
		kees.write(wire.TypeHello, kees.hello())
		require.Equal(t, wire.ByeGone, kees.farewell())
	})
}

func TestAHelloTakesTheDeviceTheRoomAndThePlace(t *testing.T) {
	h := open(t)
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	other := h.found("Wilma")
	thief := roomtest.NewPerson(t, "thief", roomtest.Welfare)
	for name, c := range map[string]struct {
		spoil func(d *device, f *wire.Hello)
		bye   wire.ByeCode
	}{
		"no proof":              {func(_ *device, f *wire.Hello) { f.Proof = crypto.Signature{} }, wire.ByeToken},
		"for renewing":          {func(d *device, f *wire.Hello) { f.Proof = d.proof(crypto.LabelSessionRenew, f.Token) }, wire.ByeToken},
		"by another device":     {func(d *device, f *wire.Hello) { d.p = thief; f.Proof = d.proof(crypto.LabelHello, f.Token) }, wire.ByeToken},
		"of another connection": {func(d *device, f *wire.Hello) { d.nonce[0] ^= 1; f.Proof = d.proof(crypto.LabelHello, f.Token) }, wire.ByeToken},
		"from another site":     {func(d *device, f *wire.Hello) { f.Proof = d.proofFrom("https://evil.example", f.Token) }, wire.ByeToken},
		"no token":              {func(_ *device, f *wire.Hello) { f.Token = "" }, wire.ByeToken},
		"another room's token": {func(d *device, f *wire.Hello) {
			f.Token = other.of(other.Chair).token.Token
			d.p = other.Chair
			f.Proof = d.proof(crypto.LabelHello, f.Token)
		}, wire.ByeToken},
		"a past that never was":  {func(_ *device, f *wire.Hello) { f.Have = chain.Position{N: 2, Link: crypto.Digest{1}} }, wire.ByeForked},
		"a future without proof": {func(_ *device, f *wire.Hello) { f.Have = chain.Position{N: 2000, Link: crypto.Digest{1}} }, wire.ByeForked},
		"a seat there is not": {func(d *device, f *wire.Hello) {
			token, err := h.server.tokens.Issue(d.room, 33, d.p.Key.Public())
			require.NoError(t, err)
			f.Token = token.Token
			f.Proof = d.proof(crypto.LabelHello, f.Token)
		}, wire.ByeNoRoom},
		"another's seat": {func(d *device, f *wire.Hello) {
			token, err := h.server.tokens.Issue(d.room, 1, d.p.Key.Public())
			require.NoError(t, err)
			f.Token = token.Token
			f.Proof = d.proof(crypto.LabelHello, f.Token)
		}, wire.ByeNoRoom},
	} {
		t.Run(name, func(t *testing.T) {
			d := m.newDevice(kees)
			d.dial()
			f := d.hello()
			c.spoil(d, &f)
			d.write(wire.TypeHello, f)
			require.Equal(t, c.bye, d.farewell())
		})
	}
	t.Run("a room there is not", func(t *testing.T) {
		d := m.newDevice(kees)
		d.room = crypto.Digest{9}
		token, err := h.server.tokens.Issue(d.room, kees.Seat, kees.Key.Public())
		require.NoError(t, err)
		d.token = token
		d.dial()
		d.write(wire.TypeHello, d.hello())
		require.Equal(t, wire.ByeNoRoom, d.farewell())
	})
	t.Run("and then it opens", func(t *testing.T) { m.newDevice(kees).connect() })
}

func (d *device) proofFrom(origin, token string) crypto.Signature {
	d.Helper()
	sig, err := crypto.Sign(crypto.LabelHello, d.p.Key, wire.ProofMessage(crypto.LabelHello, d.nonce, origin, token))
	require.NoError(d, err)
	return sig
}

func TestASeatHasOneConnection(t *testing.T) {
	m := open(t).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	first := m.of(kees)
	m.devices[kees] = m.newDevice(kees).connect()
	require.Equal(t, wire.ByeReplaced, first.farewell())
	m.Do(kees, roomtest.Draft{Kind: room.KindVoid})
}

func TestWhoIsThere(t *testing.T) {
	m := open(t).found("Anneke")
	kees := m.of(m.seat("Kees", agenda.Member))
	chair := m.of(m.Chair)
	for len(chair.presence) != 2 {
		chair.until(wire.TypePresence)
	}
	require.Equal(t, []chain.Seat{1, 2}, chair.presence)
	kees.write(wire.TypeBye, wire.Bye{Code: wire.ByeDone})
	require.Equal(t, wire.ByeDone, kees.farewell())
	for len(chair.presence) != 1 {
		chair.until(wire.TypePresence)
	}
}

func TestHeartbeatsGoToTheirAudience(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	bram, kees, piet := m.seat("Bram", agenda.Deputy), m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees)
	m.allUpTo()
	beat := func(p *roomtest.Person, as chain.Seat, audience chain.Audience, room crypto.Digest) chain.Signed {
		signed, err := chain.SignHeartbeat(chain.Heartbeat{
			Room: room, Epoch: 1, Seat: as, Audience: audience, Head: m.of(p).verifier.Head(), Time: 1,
		}, p.Key)
		require.NoError(t, err)
		return signed
	}
	m.of(m.Chair).write(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{
		beat(m.Chair, 1, chain.Room, m.Room), beat(m.Chair, 1, it.ID.Audience(), m.Room),
	}})
	m.of(kees).write(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{beat(kees, kees.Seat, chain.Room, m.Room)}})
	for p, n := range map[*roomtest.Person]int{bram: 3, kees: 2, piet: 1, m.Chair: 1} {
		for len(m.of(p).beats) < n {
			m.of(p).until(wire.TypeBeat)
		}
		require.Len(t, m.of(p).beats, n, p.Name)
	}
	for name, hostile := range map[string]chain.Signed{
		"in another's name": beat(piet, kees.Seat, chain.Room, m.Room),
		"of another room":   beat(piet, piet.Seat, chain.Room, crypto.Digest{1}),
		"by another key":    beat(kees, piet.Seat, chain.Room, m.Room),
	} {
		d := m.newDevice(piet).connect()
		d.write(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{hostile}})
		require.Equal(t, wire.ByeMalformed, d.farewell(), name)
	}
}

// Kees dials again and again with nothing in hand, so that the log and its files are read
// for him each time; then his seat ends, and he asks as often to be shown how.
func TestAFloodOfGreetingsIsCutOff(t *testing.T) {
	h := open(t)
	h.clock.stop()
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	greet := func() (first wire.Type) {
		d := m.newDevice(kees)
		d.dial()
		d.write(wire.TypeHello, d.hello())
		first, body := d.frame()
		d.take(first, body)
		if first == wire.TypeBye {
			require.Equal(t, wire.ByeRate, d.bye)
		}
		return first
	}
	welcomes := func() (n int) {
		for greet() == wire.TypeWelcome {
			n++
			require.Less(t, n, live.Burst, "he is let in as often as he likes")
		}
		return n
	}
	require.Greater(t, welcomes(), 10, "a bad line is no flood")
	m.of(m.Chair).connect()
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid})
	m.clock.forward(time.Second)
	require.Equal(t, wire.TypeWelcome, greet(), "and he comes in again after a moment")

	m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: kees.Seat}})
	welcomes()
	m.clock.forward(time.Second)
	require.Equal(t, wire.TypeWelcome, greet())
}

// A device that does not read is dropped at its bound; the others go on.
func TestASlowReaderIsDropped(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees, piet)
	m.allUpTo()
	slow := m.newDevice(piet)
	slow.line = &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(4096)
		}
		return c, err
	}}}
	slow.connect()

	for range 120 {
		m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(64<<10), piet))
		m.of(m.Chair).upTo(m.last) // she reads along, and is not slow
		if m.server.hub.Stats().Slow.Load() > 0 {
			break
		}
	}
	require.EqualValues(t, 1, m.server.hub.Stats().Slow.Load())
	m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(100)))
	delete(m.devices, piet)
	m.allUpTo()
	deadline := time.Now().Add(20 * time.Second)
	for m.server.sockets.count() > 2 {
		require.True(t, time.Now().Before(deadline), "the socket of the slow one stays open")
		time.Sleep(10 * time.Millisecond)
	}
	again := m.newDevice(piet)
	again.verifier, again.records, again.stubs, again.files = slow.verifier, slow.records, slow.stubs, slow.files
	again.connect() // from where he was
	require.Equal(t, m.of(m.Chair).verifier.Head(), again.verifier.Head())
}

// Idle rooms leave memory and come back unchanged.
func TestARoomLeavesMemoryWhenNobodyUsesIt(t *testing.T) {
	limits := quick()
	h := open(t, limits, func(h *house) { h.limits.Idle = time.Millisecond })
	m := h.found("Anneke")
	require.EqualValues(t, 1, h.server.hub.Stats().Rooms.Load())
	m.of(m.Chair).write(wire.TypeBye, wire.Bye{Code: wire.ByeDone})
	m.of(m.Chair).farewell()
	require.Eventually(t, func() bool { return h.server.hub.Stats().Rooms.Load() == 0 }, 10*time.Second, 20*time.Millisecond)
	require.Zero(t, h.server.hub.Stats().Sessions.Load())
	d := m.newDevice(m.Chair).connect()
	require.Equal(t, m.last, d.verifier.Head().N)
}
