package client_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// One statement has one form. Fatima's changed program writes it otherwise and signs
// that, well: the real server refuses it, and whoever is shown it by another stops.
func TestAnActHasOneForm(t *testing.T) {
	m := newMeeting(t)
	m.bringsIn()
	m.allLevel()
	key, _ := m.fatima.keys()
	sign := func(b []byte) chain.Signed {
		sig, err := crypto.Sign(crypto.LabelAct, key, b)
		require.NoError(t, err)
		return chain.Signed{Bytes: b, Signature: sig}
	}
	for name, c := range map[string]struct {
		code   covenant.Code
		change func(act chain.Act, encoded []byte) []byte
	}{
		"another encoding of its length": {room.CodeMalformed, func(_ chain.Act, b []byte) []byte {
			require.Equal(t, byte(0xa0), b[0]&0xe0, "a map, its length in the same byte")
			return append([]byte{0xb8, b[0] & 0x1f}, b[1:]...)
		}},
		"a map without an end": {room.CodeMalformed, func(_ chain.Act, b []byte) []byte {
			return append(append([]byte{0xbf}, b[1:]...), 0xff)
		}},
		"a field more": {room.CodeMalformed, func(_ chain.Act, b []byte) []byte {
			return append(append([]byte{b[0] + 1}, b[1:]...), 0x18, 99, 0x01)
		}},
		"a field twice": {room.CodeMalformed, func(_ chain.Act, b []byte) []byte {
			return append(append([]byte{b[0] + 1}, b[1:]...), 0x05, 0x64, 'v', 'o', 'i', 'd')
		}},
		"a byte after it":      {room.CodeMalformed, func(_ chain.Act, b []byte) []byte { return append(b, 0) }},
		"a byte less":          {room.CodeMalformed, func(_ chain.Act, b []byte) []byte { return b[:len(b)-1] }},
		"a suite of its own":   {room.CodeMalformed, func(a chain.Act, _ []byte) []byte { a.Suite = 2; return chain.Encode(a) }},
		"no suite":             {room.CodeMalformed, func(a chain.Act, _ []byte) []byte { a.Suite = 0; return chain.Encode(a) }},
		"a version of its own": {room.CodeMalformed, func(a chain.Act, _ []byte) []byte { a.Version = 2; return chain.Encode(a) }},
		"a kind that is not there": {room.CodeUnknownKind, func(a chain.Act, _ []byte) []byte {
			a.Kind = "gossip"
			return chain.Encode(a)
		}},
		"a payload with a field more": {room.CodeMalformed, func(a chain.Act, _ []byte) []byte {
			a.Payload = []byte{0xa1, 0x18, 99, 0x01}
			return chain.Encode(a)
		}},
		"a payload of another kind": {room.CodeMalformed, func(a chain.Act, _ []byte) []byte {
			a.Payload = chain.Encode(room.RemovePayload{Seat: 2})
			return chain.Encode(a)
		}},
		"refs that its kind does not have": {room.CodeMalformed, func(a chain.Act, _ []byte) []byte {
			a.Refs = []crypto.Digest{{1}}
			return chain.Encode(a)
		}},
		"files that its kind does not have": {room.CodeMalformed, func(a chain.Act, _ []byte) []byte {
			a.Sealed = []chain.Sealed{{Digest: crypto.Digest{1}, Size: 1}}
			return chain.Encode(a)
		}},
		"a turn that was": {room.CodeOutOfTurn, func(a chain.Act, _ []byte) []byte {
			a.Counter--
			return chain.Encode(a)
		}},
		"a turn that is to come": {room.CodeOutOfTurn, func(a chain.Act, _ []byte) []byte {
			a.Counter++
			return chain.Encode(a)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			b := m.opensBook(m.gerda.Room(), 0)
			good := b.signs(key, m.fatima.Seat(), room.KindVoid, room.Nothing{}, nil)
			var act chain.Act
			require.NoError(t, chain.Decode(good.Bytes, &act))
			bad := sign(c.change(act, slices.Clone(good.Bytes)))
			sub := wire.Submit{Act: bad}
			if name == "files that its kind does not have" {
				sub.Files = [][]byte{{}}
			}
			refusal := m.submits(m.fatima, sub)
			require.NotNil(t, refusal)
			require.Equal(t, c.code, refusal.Code)
			if name == "a turn that is to come" {
				return // only who is shown all her acts can tell; the next one she signs does not fit
			}
			m.bram.comesBack()
			m.tells(m.bram, b.page(b.writer.Head().N+1, b.writes(bad, chain.Room)))
			m.bram.stops(replica.BreachAct, page.TroubleForged)
		})
	}
}

// So has a record, and a frame.
func TestARecordAndAFrameHaveOneForm(t *testing.T) {
	m := newMeeting(t)
	key, _ := m.fatima.keys()
	for name, c := range map[string]struct {
		breach chain.Breach
		told   page.TroubleKind
		change func(*chain.Entry)
	}{
		"a byte after it":     {chain.BreachForm, page.TroubleForged, func(e *chain.Entry) { e.Record = append(e.Record, 0) }},
		"a byte less":         {chain.BreachForm, page.TroubleForged, func(e *chain.Entry) { e.Record = e.Record[:len(e.Record)-1] }},
		"a field more":        {chain.BreachForm, page.TroubleForged, func(e *chain.Entry) { e.Record = append(append([]byte{e.Record[0] + 1}, e.Record[1:]...), 0x18, 99, 1) }},
		"a record and a stub": {chain.BreachForm, page.TroubleForged, func(e *chain.Entry) { leaf := e.Leaf(); e.Stub = &leaf }},
		"neither":             {chain.BreachForm, page.TroubleForged, func(e *chain.Entry) { e.Record = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.bram.comesBack()
			b := m.opensBook(m.gerda.Room(), 0)
			d := b.writes(b.signs(key, m.fatima.Seat(), room.KindVoid, room.Nothing{}, nil), chain.Room)
			c.change(&d.Entry)
			m.tells(m.bram, b.page(b.writer.Head().N, d))
			m.bram.stops(c.breach, c.told)
		})
	}
	for name, f := range map[string]frame{
		"a frame of no type":            {200, []byte{0xa0}},
		"a frame with a field more":     {wire.TypePresence, []byte{0xa2, 0x01, 0x80, 0x18, 99, 0x01}},
		"a frame with a byte after it":  {wire.TypePresence, append(chain.Encode(wire.Presence{}), 0)},
		"a frame that only clients use": framed(wire.TypeFetch, wire.Fetch{}),
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.joris.comesBack()
			m.tells(m.joris, f)
			m.joris.sees(client.EventOffline)
			m.joris.mu.Lock()
			var why error
			for _, e := range m.joris.seen {
				if e.Kind == client.EventOffline {
					why = e.Err
				}
			}
			m.joris.mu.Unlock()
			require.ErrorIs(t, why, client.ErrServer)
			require.Equal(t, page.ProblemServer, page.ProblemOf(why).Code)
			require.NoError(t, m.joris.UntilOnline(soon(t)), "it tries anew")
		})
	}
}

// Keys that would verify anything, or that have two encodings, are nobody's.
func TestWeakKeysAreNobodys(t *testing.T) {
	m := newMeeting(t)
	signing, seat := m.ownKeys()
	invitation := m.gerda.invites(m.person("Karin", "welzijn-de-wolden", "opbouwwerker"))
	m.allLevel()
	var invite crypto.Digest
	var place agenda.PlaceID
	for _, inv := range m.gerda.View().Invitations {
		if inv.ID == invitation.ID {
			invite, place = inv.Latest, inv.Place
		}
	}
	good, err := room.SignBundle(room.Bundle{
		Room: m.gerda.Room(), Invitation: invitation.ID, Recipient: seat.Recipient(),
		Claims: room.Claims{Name: "Karin", Party: "welzijn-de-wolden", Function: "opbouwwerker"},
	}, signing)
	require.NoError(t, err)
	own := signing.Public()
	for name, weak := range map[string][32]byte{
		"of small order, the identity":       {0: 1},
		"of small order, of order 4":         {},
		"of small order, its other encoding": {0: 1, 31: 0x80},
		"not canonical":                      notCanonical(),
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			swap := func(b []byte) []byte {
				return slices.Concat(b[:bytes.Index(b, own[:])], weak[:], b[bytes.Index(b, own[:])+32:])
			}
			bundle := chain.Signed{Bytes: swap(good.Bytes), Signature: crypto.Signature{0: 1}}
			// At the door of the real server.
			knock := chain.Encode(wire.Knock{Invitation: invitation.ID, Lobby: invitation.Secret.Lobby(), Bundle: bundle, MAC: invitation.Secret.BundleMAC(bundle.Bytes, invitation.ID)})
			answer, err := m.joris.http.Post(m.web.URL+strings.Replace(wire.PathKnock, "{room}", m.gerda.Room().String(), 1), wire.ContentType, bytes.NewReader(knock))
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			require.Equal(t, 4, answer.StatusCode/100)
			// In an act of the chair's own.
			b := m.opensBook(m.gerda.Room(), 0)
			key, _ := m.gerda.keys()
			admit := room.AdmitPayload{Seat: 5, Place: place, Bundle: bundle}
			got := m.offers(m.gerda, chain.Room, room.KindAdmit, admit, invite)
			require.NotNil(t, got)
			require.Equal(t, room.CodeMalformed, got.Code)
			m.bram.comesBack()
			m.tells(m.bram, b.page(b.writer.Head().N+1, b.writes(b.signs(key, m.gerda.Seat(), room.KindAdmit, admit, nil, invite), chain.Room)))
			evidence := m.bram.stops(replica.BreachAct, page.TroubleForged)
			require.Equal(t, room.CodeMalformed, evidence.Refusal.Code)
			// And as the key of an act itself: the signature fits every message.
			void := b.signs(signing, m.fatima.Seat(), room.KindVoid, room.Nothing{}, nil)
			void = chain.Signed{Bytes: swap(void.Bytes), Signature: crypto.Signature{0: 1}}
			require.Equal(t, room.CodeMalformed, m.submits(m.fatima, wire.Submit{Act: void}).Code)
		})
	}
}

// notCanonical is a second encoding of the identity: y = p + 1.
func notCanonical() (k [32]byte) {
	for i := range k {
		k[i] = 0xff
	}
	k[0], k[31] = 0xee, 0x7f
	return k
}
