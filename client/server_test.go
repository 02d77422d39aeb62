package client

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/room"
	"casusoverleg/room/live"
)

// dying is a server that dies at every other request: half of them after it took the
// request in, the other half before.
type dying struct {
	http.RoundTripper
	asked atomic.Int64
}

func (d *dying) RoundTrip(r *http.Request) (*http.Response, error) {
	nth := d.asked.Add(1) % 4
	if nth == 1 {
		return nil, errors.New("connection refused")
	}
	resp, err := d.RoundTripper.RoundTrip(r)
	if err == nil && nth == 3 {
		_ = resp.Body.Close()
		return nil, errors.New("connection reset by peer")
	}
	return resp, err
}

// The server dies again and again while Gerda founds a room and Bram comes in. They
// notice nothing: asking again is harmless, so their devices do. Where nobody ever
// answers they say so when the time is up.
func TestComingInWhileTheServerDies(t *testing.T) {
	h := newHouse(t)
	ctx := soon(t)
	server := &dying{RoundTripper: h.http.Transport}
	h.http = &http.Client{Transport: server}
	gerda := h.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam")
	bram := h.person("Bram", "politie-zuidwest-drenthe", "wijkagent")
	h.founds(gerda)
	place, err := gerda.Place(ctx, bram.claims.Party, bram.claims.Function, agenda.Member)
	require.NoError(t, err)
	link, err := gerda.Invite(ctx, place, time.Hour)
	require.NoError(t, err)
	_, err = Knock(ctx, link, bram.claims, bram.options())
	require.NoError(t, err)
	require.Equal(t, []room.Claims{bram.claims}, []room.Claims{gerda.waitingFor()[0].Claims})

	h.shut()
	impatient, stop := context.WithTimeout(ctx, 20*time.Millisecond)
	defer stop()
	_, err = Look(impatient, link, bram.options())
	require.Error(t, err)
	h.open()
}

// Gerda brings large files as fast as her device can, more of them than the server takes
// at once. None is refused: the device waits for its turn.
func TestWhoStagesFasterThanTheServerTakesWaits(t *testing.T) {
	h := newHouse(t)
	ctx := soon(t)
	gerda := h.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam")
	h.founds(gerda)
	s := gerda.Session
	for n := range live.Burst + live.Rate {
		file := []byte{byte(n), 1}
		require.NoError(t, s.server.stage(ctx, s.room, replica.FileDigest(file), file, gerda.token(), s.keys.Signing), n)
	}
}
