package client_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// Joris does not sit at the case. His program is changed: it asks for everything there
// is of it, by every frame and every address that there is.
func TestAnItemIsReadByWhoDoesNotSitThere(t *testing.T) {
	m := newMeeting(t)
	text := m.bringsIn()
	m.allLevel()
	_, err := m.joris.ReadItem(m.item)
	require.ErrorIs(t, err, client.ErrUnknown)
	require.Equal(t, page.ProblemUnknown, page.ProblemOf(err).Code)

	secret := m.ofItem(text)
	for _, file := range secret.files {
		m.refusesFile(m.joris, file)
	}

	// An act at it, about something at it, or in it: exactly as if it did not exist.
	missing := m.offers(m.joris, chain.Room, room.KindDecision, room.DecisionPayload{Item: 77})
	require.Equal(t, room.CodeUnknownObject, missing.Code)
	for kind, payload := range map[chain.Kind]any{
		room.KindDecision: room.DecisionPayload{Item: m.item},
		room.KindAction:   room.ActionPayload{Item: m.item, Assignee: m.joris.place, Due: 20_800},
	} {
		require.Equal(t, missing, m.offers(m.joris, m.item.Audience(), kind, payload), kind)
	}
	for kind, payload := range map[chain.Kind]any{
		room.KindShow:       room.ShowPayload{Readers: []room.Reader{{Place: m.joris.place, Reason: "content"}}},
		room.KindUnreadable: room.Nothing{},
		room.KindWithdraw:   room.Nothing{},
	} {
		require.Equal(t, missing, m.offers(m.joris, m.item.Audience(), kind, payload, text), kind)
	}
	sit := room.SitPayload{Item: m.item, Place: m.joris.place, Role: "content"}
	require.Equal(t, missing, m.offers(m.joris, m.item.Audience(), room.KindSit, sit, m.gerda.View().Items[0].Latest))

	// His hand at it, and a heartbeat as if he sat there.
	m.says(m.joris, framed(wire.TypeGesture, room.Gesture{Item: m.item, Do: room.RaiseHand}))
	b := m.opensBook(m.gerda.Room(), 0)
	key, _ := m.joris.keys()
	beat, err := chain.SignHeartbeat(chain.Heartbeat{
		Room: b.room, Epoch: 1, Seat: m.joris.Seat(), Audience: m.item.Audience(), Head: b.writer.Head(), Here: b.writer.Here(m.item.Audience()), Time: m.now().UnixMilli(),
	}, key)
	require.NoError(t, err)
	m.says(m.joris, framed(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{beat}}))

	// The log anew, from nothing.
	m.joris.comesBack()
	m.joris.level(m.gerda)

	// Every address, with every method.
	place, err := m.joris.vault.Place(soon(t), m.joris.Room())
	require.NoError(t, err)
	for _, path := range []string{wire.PathServer, wire.PathRules, wire.PathRooms, wire.PathLook, wire.PathKnock, wire.PathWait, wire.PathFiles, wire.PathSocket} {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"} {
			at := strings.Replace(strings.Replace(path, "{room}", m.gerda.Room().String(), 1), "{digest}", secret.files[0].String(), 1)
			r, err := http.NewRequestWithContext(soon(t), method, m.web.URL+at, nil)
			require.NoError(t, err)
			r.Header.Set("Authorization", "Bearer "+place.Token.Token)
			answer, err := m.joris.http.Do(r)
			require.NoError(t, err)
			var body bytes.Buffer
			_, err = body.ReadFrom(answer.Body)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			secret.notIn(m, body.Bytes(), method+" "+path)
		}
	}

	// In all that he ever got there is nothing of it.
	require.NoError(t, m.joris.Err())
	for _, f := range m.told(m.joris) {
		require.NotEqual(t, wire.TypeFile, f.kind)
		require.NotEqual(t, wire.TypeSpeakers, f.kind)
		secret.notIn(m, f.body, "a frame")
	}
	_, err = m.joris.ReadItem(m.item)
	require.ErrorIs(t, err, client.ErrUnknown)
	_, err = m.joris.Read(text)
	require.ErrorIs(t, err, client.ErrUnknown)

	// He comes to sit there, and is shown the case; the text he is not.
	require.NoError(t, m.gerda.Sit(soon(t), m.item, m.joris.place, "content"))
	m.joris.level(m.gerda)
	require.NoError(t, m.joris.Until(soon(t), func(v room.View) bool { return v.Items[m.item-1].Here }))
	for _, file := range secret.files {
		m.refusesFile(m.joris, file)
	}
	_, err = m.joris.Read(text)
	require.ErrorIs(t, err, client.ErrUnknown)
}

// A room of another chair's, and the item there: a token is of one room.
func TestAnItemIsReadByAnotherRoomsToken(t *testing.T) {
	m := newMeeting(t)
	text := m.bringsIn()
	other := m.person("Anneke", "gemeente-de-wolden", "voorzitter buurtteam")
	m.founds(other)
	mine, err := other.vault.Place(soon(t), other.Room())
	require.NoError(t, err)
	mine.Room = m.gerda.Room()
	require.NoError(t, other.vault.Keep(soon(t), mine))
	before := len(m.told(other))
	s, err := client.Open(soon(t), m.gerda.Room(), other.options())
	require.NoError(t, err)
	t.Cleanup(s.Close)
	var bye wire.Bye
	m.hears(other, before, func(f frame) bool {
		if f.kind == wire.TypeBye {
			bye, err = wire.Decode[wire.Bye](f.body)
		}
		return f.kind == wire.TypeBye && err == nil
	})
	require.Equal(t, wire.ByeToken, bye.Code)
	require.False(t, s.Online())
	require.Empty(t, s.View().Items)
	secret := m.ofItem(text)
	for _, f := range m.told(other) {
		secret.notIn(m, f.body, "a frame")
	}
}

// ofItem is what there is of an item in the journal.
type ofItem struct {
	files []crypto.Digest
	bytes [][]byte
}

func (m *meeting) ofItem(text crypto.Digest) ofItem {
	m.Helper()
	var o ofItem
	for _, encoded := range m.opensBook(m.gerda.Room(), 0).records {
		rec, err := chain.DecodeRecord(encoded)
		require.NoError(m, err)
		if agenda.ItemID(rec.Audience) != m.item {
			continue
		}
		act, err := rec.Act.Open()
		require.NoError(m, err)
		o.bytes = append(o.bytes, rec.Act.Bytes, rec.Act.Signature[:])
		for _, f := range act.Sealed {
			o.bytes = append(o.bytes, m.blob(m.gerda.Room(), f.Digest))
			if rec.Act.Hash() == text {
				o.files = append(o.files, f.Digest)
			}
		}
	}
	require.NotEmpty(m, o.files)
	return o
}

func (o ofItem) notIn(m *meeting, b []byte, where string) {
	m.Helper()
	for _, secret := range o.bytes {
		require.False(m, bytes.Contains(b, secret), "something of the item is in %s", where)
	}
}
