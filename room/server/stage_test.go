package server

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/live"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// put stages a file as a client does; alter may spoil the request.
func (d *device) put(data []byte, alter func(*http.Request)) (status int, code string) {
	d.Helper()
	digest := digestOf(data)
	r, err := http.NewRequest(http.MethodPut, d.base+"/v1/rooms/"+d.room.String()+"/files/"+digest.String(), bytes.NewReader(data))
	require.NoError(d, err)
	sig, err := crypto.Sign(crypto.LabelFile, d.p.Key, wire.ProofMessage(crypto.LabelFile, digest, d.base, d.token.Token))
	require.NoError(d, err)
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Authorization", "Bearer "+d.token.Token)
	r.Header.Set(wire.ProofHeader, base64.StdEncoding.EncodeToString(sig[:]))
	if alter != nil {
		alter(r)
	}
	return d.ask(r, nil)
}

func TestStagingTakesTheDeviceOfASeat(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.of(m.seat("Kees", agenda.Member))
	data := roomtest.Bytes(100_000)
	elsewhere := open(t).found("Wilma")
	for name, c := range map[string]struct {
		alter  func(*http.Request)
		status int
		code   string
	}{
		"as it should be": {nil, 204, ""},
		"once more":       {nil, 204, ""},
		"no token":        {func(r *http.Request) { r.Header.Del("Authorization") }, 401, "token"},
		"no proof":        {func(r *http.Request) { r.Header.Del(wire.ProofHeader) }, 401, "token"},
		"another's token": {func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+m.of(m.Chair).token.Token) }, 401, "token"},
		"another room's token": {func(r *http.Request) {
			r.Header.Set("Authorization", "Bearer "+elsewhere.of(elsewhere.Chair).token.Token)
		}, 401, "token"},
		"a short proof": {func(r *http.Request) { r.Header.Set(wire.ProofHeader, "AAAA") }, 401, "token"},
		"another room":  {func(r *http.Request) { r.URL.Path = "/v1/rooms/" + crypto.Digest{7}.String() + r.URL.Path[74:] }, 401, "token"},
		"another file's digest": {func(r *http.Request) {
			r.URL.Path = r.URL.Path[:len(r.URL.Path)-1] + map[bool]string{true: "1", false: "0"}[strings.HasSuffix(r.URL.Path, "0")]
		}, 401, "token"},
		"no digest":          {func(r *http.Request) { r.URL.Path = r.URL.Path[:len(r.URL.Path)-4] }, 404, "not_found"},
		"another media type": {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415, "media_type"},
		"too large": {func(r *http.Request) {
			r.Body, r.ContentLength = http.NoBody, 0
			r.Body = readAll(bytes.NewReader(make([]byte, room.MaxStaged+1)))
			r.ContentLength = room.MaxStaged + 1
		}, 413, "too_large"},
		"other bytes": {func(r *http.Request) {
			r.Body = readAll(bytes.NewReader(data[1:]))
			r.ContentLength = int64(len(data) - 1)
		}, 422, "malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			status, code := kees.put(data, c.alter)
			require.Equal(t, c.status, status)
			require.Equal(t, c.code, code)
		})
	}
	t.Run("not for ever", func(t *testing.T) {
		m.clock.forward(20 * time.Minute)
		status, code := kees.put(data, nil)
		require.Equal(t, 401, status)
		require.Equal(t, "token", code)
	})
}

// Kees stages one file after another, as fast as he can. He is stopped; Anneke is not.
func TestWhoStagesWithoutEndIsStopped(t *testing.T) {
	h := open(t)
	h.clock.stop()
	m := h.found("Anneke")
	kees := m.of(m.seat("Kees", agenda.Member))
	taken := func() (n int) {
		for {
			status, code := kees.put(roomtest.Bytes(100), nil)
			if status != http.StatusNoContent {
				require.Equal(t, http.StatusTooManyRequests, status)
				require.Equal(t, string(wire.CodeTooFast), code)
				return n
			}
			n++
			require.LessOrEqual(t, n, live.Burst, "he stages as often as he likes")
		}
	}
	require.Equal(t, live.Burst, taken())
	require.Zero(t, taken(), "nor the same again")
	status, code := m.of(m.Chair).put(roomtest.Bytes(200<<10), nil)
	require.Equal(t, http.StatusNoContent, status, code)
	m.Do(kees.p, roomtest.Draft{Kind: room.KindVoid}) // and what he signs is still taken
	m.clock.forward(time.Second)
	require.Equal(t, live.Rate, taken())
}

// Kees stages as much as he may, and keeps it there. Nobody else is kept from staging,
// and from the act that names it.
func TestWhatOneStagesIsInNobodysWay(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member)
	it := m.NewItem(kees, piet)
	stages := func(p *roomtest.Person, data []byte) (code string) {
		status, code := m.of(p).put(data, nil)
		if code != "" {
			require.Equal(t, http.StatusTooManyRequests, status)
		}
		return code
	}
	largest := roomtest.Bytes(room.MaxStaged)
	require.Empty(t, stages(kees, largest))
	require.Empty(t, stages(kees, roomtest.Bytes(journal.StageQuota-room.MaxStaged)))
	for range 3 {
		require.Equal(t, string(codeQuota), stages(kees, roomtest.Bytes(1)))
		require.Empty(t, stages(kees, largest), "what is there stays there")
	}

	require.Empty(t, stages(m.Chair, roomtest.Bytes(room.MaxStaged)))
	body := roomtest.Bytes(200 << 10)
	require.Empty(t, stages(piet, body))
	draft := m.Contribution(piet, it, body)
	draft.Staged = true
	m.Do(piet, draft)
	m.allUpTo()
	require.Equal(t, body, m.of(piet).files[digestOf(body)])
}
