package page

import (
	"encoding/json"
	"net/http"
	"reflect"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// office is a network whose proxy lets requests through and no WebSocket.
type office struct {
	*http.Transport
	blocks atomic.Bool
}

func (o *office) RoundTrip(r *http.Request) (*http.Response, error) {
	if o.blocks.Load() && r.Header.Get("Upgrade") != "" {
		return &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
	}
	return o.Transport.RoundTrip(r)
}

// As Gerda I come to a town hall whose proxy blocks WebSocket: I am told that it does,
// since there is somebody to ask. Once it lets them through I am in. A server that is
// gone is no proxy: then I am not sent to anybody.
func TestAProxyThatBlocksSocketsIsToldFromNoConnection(t *testing.T) {
	h := newHouse(t)
	network := &office{Transport: &http.Transport{}}
	h.http = &http.Client{Transport: network}
	gerda := h.person()
	founds(gerda)
	gerda.sees(func(s Snapshot) bool { return s.Connection.Is == Online })

	network.blocks.Store(true)
	room := string(gerda.snapshot().Room.ID)
	gerda.does("open", `,"room":"`+room+`"`, nil)
	gerda.sees(func(s Snapshot) bool { return s.Connection.Is == Blocked })
	require.Equal(t, StageRoom, gerda.snapshot().Stage)

	network.blocks.Store(false)
	gerda.sees(func(s Snapshot) bool { return s.Connection.Is == Online })
	require.NotContains(t, gerda.heard(), `"is":"offline"`, "the server answered all along")
}

// The tab that loses the keys is told a whole snapshot with nothing in it.
func TestElsewhereLeavesNothingToShow(t *testing.T) {
	var told EventSnapshot
	require.NoError(t, json.Unmarshal(Elsewhere(), &told))
	all, err := json.Marshal(told.Changes)
	require.NoError(t, err)
	var left Snapshot
	require.NoError(t, json.Unmarshal(all, &left))
	require.True(t, left.Elsewhere)
	require.Equal(t, StageStart, left.Stage)
	require.Nil(t, left.Room)
	for field := range reflect.TypeFor[Snapshot]().Fields() {
		require.Contains(t, told.Changes, field.Tag.Get("json"), "a field that is not told stays as it was")
	}
}
