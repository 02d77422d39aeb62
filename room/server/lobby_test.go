package server

import (
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

func (m *meeting) look(inv roomtest.Invitation) (int, string, wire.Looked) {
	m.house.Helper()
	var looked wire.Looked
	status, code := m.post(m.lobbyPath("look"), wire.Look{Invitation: inv.ID, Lobby: inv.Secret.Lobby()}, &looked)
	return status, code, looked
}

func (m *meeting) knock(p *roomtest.Person, inv roomtest.Invitation) (int, string) {
	m.house.Helper()
	bundle := p.Bundle(m.house, m.Room, inv.ID)
	return m.post(m.lobbyPath("knock"), wire.Knock{
		Invitation: inv.ID, Lobby: inv.Secret.Lobby(), Bundle: bundle, MAC: inv.Secret.BundleMAC(bundle.Bytes, inv.ID),
	}, nil)
}

func (m *meeting) wait(inv roomtest.Invitation) (int, string, wire.Waited) {
	m.house.Helper()
	var waited wire.Waited
	status, code := m.post(m.lobbyPath("wait"), wire.Wait{Invitation: inv.ID, Lobby: inv.Secret.Lobby()}, &waited)
	return status, code, waited
}

func TestALinkThatAMailScannerOpens(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := m.Invite(kees, agenda.Member, time.Hour)
	secret, err := inv.Secret.MarshalSecret()
	require.NoError(t, err)
	// The scanner gets what comes before the #, and tries what it can think of.
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions} {
		for _, path := range []string{"/join", m.lobbyPath("look"), m.lobbyPath("knock"), m.lobbyPath("wait"), m.lobbyPath("knock") + "?" + secret} {
			r, err := http.NewRequest(method, m.base+path, nil)
			require.NoError(t, err)
			answer, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			answer.Body.Close()
		}
	}
	for range 20 { // even one that runs the page
		status, _, looked := m.look(inv)
		require.Equal(t, 200, status)
		require.Equal(t, "Anneke", looked.Host)
		require.Equal(t, roomtest.Welfare, looked.Party)
	}
	status, code := m.knock(kees, inv)
	require.Equal(t, 204, status, code)
	m.of(m.Chair).awaitLobby(1)
}

func TestAnInvitationLetsOneIn(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, double := roomtest.NewPerson(t, "Kees", roomtest.Welfare), roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := m.Invite(kees, agenda.Member, time.Hour)
	require204(m.knock(kees, inv))
	require204(m.knock(double, inv)) // somebody else has the link too; the chair sees both
	m.of(m.Chair).awaitLobby(2)
	m.Admit(kees, agenda.Member, inv, m.of(m.Chair).lobby[0].Bundle)
	m.of(m.Chair).awaitLobby(0)

	status, _, waited := m.wait(inv)
	require.Equal(t, 200, status)
	require.Equal(t, wire.Admitted, waited.State)
	session, err := m.server.tokens.Verify(waited.Token.Token)
	require.NoError(t, err)
	require.Equal(t, kees.Key.Public(), session.Device, "the token is worth nothing to the other device")

	status, code := m.knock(double, inv)
	require.Equal(t, 410, status)
	require.Equal(t, string(room.CodeInvitationSpent), code)
	status, code, _ = m.look(inv)
	require.Equal(t, 410, status)
	require.Equal(t, string(room.CodeInvitationSpent), code)
}

func require204(status int, code string) {
	if status != 204 {
		panic(code)
	}
}

func TestAnInvitationThatHoldsNoMore(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := roomtest.NewPerson(t, "Kees", roomtest.Welfare), roomtest.NewPerson(t, "Piet", roomtest.Welfare)
	expires, withdrawn := m.Invite(kees, agenda.Member, time.Minute), m.Invite(piet, agenda.Member, time.Hour)
	for _, inv := range []roomtest.Invitation{expires, withdrawn} {
		p := kees
		if inv.ID == withdrawn.ID {
			p = piet
		}
		require204(m.knock(p, inv))
	}
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindUninvite, Refs: []crypto.Digest{withdrawn.Act}})
	m.clock.forward(2 * time.Minute)
	for name, inv := range map[string]roomtest.Invitation{"expired": expires, "withdrawn": withdrawn} {
		status, code, _ := m.look(inv)
		require.Equal(t, 410, status, name)
		require.Equal(t, string(room.CodeInvitationSpent), code)
		status, _ = m.knock(kees, inv)
		require.Equal(t, 410, status, name)
		status, _, waited := m.wait(inv)
		require.Equal(t, 200, status, name)
		require.Equal(t, wire.Spent, waited.State, name)
	}
	_, err := m.Offer(m.Chair, roomtest.Draft{Kind: room.KindAdmit, Refs: []crypto.Digest{expires.Act}, Payload: room.AdmitPayload{
		Seat: 2, Place: expires.Place, Bundle: kees.Bundle(t, m.Room, expires.ID),
	}})
	require.Equal(t, room.CodeInvitationSpent, refusal(t, err).Code)
}

// Whatever is wrong with what somebody guesses, the answer is the same.
func TestGuessing(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := m.Invite(kees, agenda.Member, time.Hour)
	guess := inv
	guess.Secret = crypto.NewInvitationSecret()
	unknown := inv
	unknown.ID = crypto.Digest(roomtest.Bytes(32))
	elsewhere := *m
	table := *m.Table
	elsewhere.Table = &table
	elsewhere.Room = crypto.Digest{5}
	for name, try := range map[string]func() (int, string){
		"another secret, look":     func() (int, string) { s, c, _ := m.look(guess); return s, c },
		"another secret, knock":    func() (int, string) { return m.knock(kees, guess) },
		"another secret, wait":     func() (int, string) { s, c, _ := m.wait(guess); return s, c },
		"another invitation, look": func() (int, string) { s, c, _ := m.look(unknown); return s, c },
		"another invitation, wait": func() (int, string) { s, c, _ := m.wait(unknown); return s, c },
		"another room, look":       func() (int, string) { s, c, _ := elsewhere.look(inv); return s, c },
		"another room, knock":      func() (int, string) { return elsewhere.knock(kees, inv) },
		"no room":                  func() (int, string) { return m.post("/v1/rooms/abc/lobby/look", wire.Look{}, nil) },
	} {
		status, code := try()
		require.Equal(t, 404, status, name)
		require.Equal(t, "not_found", code, name)
	}
}

func TestAKnockIsForThisInvitationAndThereIsRoomForAFew(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := m.Invite(kees, agenda.Member, time.Hour)
	k := wire.Knock{Invitation: inv.ID, Lobby: inv.Secret.Lobby()}
	for name, spoil := range map[string]func(*wire.Knock){
		"no bundle":          func(*wire.Knock) {},
		"for another link":   func(k *wire.Knock) { k.Bundle = kees.Bundle(t, m.Room, crypto.Digest{1}) },
		"for another room":   func(k *wire.Knock) { k.Bundle = kees.Bundle(t, crypto.Digest{1}, inv.ID) },
		"another's keys":     func(k *wire.Knock) { k.Bundle = kees.Bundle(t, m.Room, inv.ID); k.Bundle.Signature[0] ^= 1 },
		"the founder's kind": func(k *wire.Knock) { k.Bundle = kees.Bundle(t, crypto.Digest{}, crypto.Digest{}) },
	} {
		bad := k
		spoil(&bad)
		status, code := m.post(m.lobbyPath("knock"), bad, nil)
		require.Equal(t, 422, status, name)
		require.Equal(t, "malformed", code, name)
	}
	status, code, _ := m.wait(inv)
	require.Equal(t, 409, status)
	require.Equal(t, "not_knocked", code)
	for range live.MaxVisitsPerLink {
		require204(m.knock(roomtest.NewPerson(t, "Kees", roomtest.Welfare), inv))
	}
	status, code = m.knock(kees, inv)
	require.Equal(t, 429, status)
	require.Equal(t, "too_many_waiting", code)
	t.Run("who goes away makes room", func(t *testing.T) {
		m.clock.forward(2 * time.Minute)
		require.Eventually(t, func() bool { status, _ := m.knock(kees, inv); return status == 204 }, 10*time.Second, 100*time.Millisecond)
	})
}

func TestWaitingHearsOfAdmissionAtOnce(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := roomtest.NewPerson(t, "Kees", roomtest.Welfare)
	inv := m.Invite(kees, agenda.Member, time.Hour)
	require204(m.knock(kees, inv))
	m.of(m.Chair).awaitLobby(1)
	heard := make(chan wire.Waited, 1)
	go func() {
		_, _, waited := m.wait(inv)
		heard <- waited
	}()
	time.Sleep(50 * time.Millisecond)
	start := time.Now()
	m.Admit(kees, agenda.Member, inv, m.of(m.Chair).lobby[0].Bundle)
	waited := <-heard
	require.Equal(t, wire.Admitted, waited.State)
	require.Less(t, time.Since(start), 15*time.Second)

	m.devices[kees] = m.device(kees, m.Room, *waited.Token).connect()
	t.Run("before he confirms secrecy nothing of his is admitted", func(t *testing.T) {
		_, err := m.Offer(kees, roomtest.Draft{Kind: room.KindVoid})
		require.Equal(t, room.CodeSecrecy, refusal(t, err).Code)
		m.Join(kees)
	})
}

func TestFoundingTakesTheChairsLink(t *testing.T) {
	h := open(t)
	wilma := roomtest.NewPerson(t, "Wilma", roomtest.Municipality)
	otherServer, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	outsider := roomtest.NewPerson(t, "Olga", "woonconcept")
	act := wilma.Genesis(t, h.signing.Public())
	spoilt := act
	spoilt.Signature[1] ^= 1
	for name, c := range map[string]struct {
		found  wire.Found
		status int
		code   string
	}{
		"without it":         {wire.Found{Genesis: act}, 403, "not_the_chairs_link"},
		"with a guess":       {wire.Found{Chair: crypto.NewInvitationSecret().Lobby(), Genesis: act}, 403, "not_the_chairs_link"},
		"an unsigned act":    {wire.Found{Chair: h.chair.Lobby(), Genesis: spoilt}, 422, "malformed"},
		"for another server": {wire.Found{Chair: h.chair.Lobby(), Genesis: wilma.Genesis(t, otherServer.Public())}, 422, "malformed"},
		"by an outsider":     {wire.Found{Chair: h.chair.Lobby(), Genesis: outsider.Genesis(t, h.signing.Public())}, 422, "party_outside_covenant"},
		"as it should be":    {wire.Found{Chair: h.chair.Lobby(), Genesis: act}, 200, ""},
	} {
		status, code := h.post(wire.PathRooms, c.found, nil)
		require.Equal(t, c.status, status, name)
		require.Equal(t, c.code, code, name)
	}
}
