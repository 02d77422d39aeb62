package client

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// A server that has this room's key, and signs another head than the one it shows.
func TestALieEndsTheSessionAndIsKept(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.bram.Close()
	held, entries := m.bram.replica.Held(), m.bram.replica.Entries()
	real, err := chain.OpenCheckpoint(held, m.signing.Public())
	require.NoError(t, err)
	lie := real
	lie.Head.Link[0] ^= 1
	forged, err := lie.Sign(m.signing)
	require.NoError(t, err)

	fake := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
		if err != nil {
			return
		}
		defer func() { _ = conn.CloseNow() }()
		conn.SetReadLimit(wire.MaxClientFrame)
		records := wire.Records{From: 1, Checkpoint: held}
		for _, e := range entries {
			records.Deliveries = append(records.Deliveries, wire.Delivery{Entry: e})
		}
		write := func(kind wire.Type, body any) { _ = conn.Write(ctx, websocket.MessageBinary, wire.Encode(kind, body)) }
		write(wire.TypeChallenge, wire.Challenge{})
		_, _, _ = conn.Read(ctx)
		write(wire.TypeWelcome, wire.Welcome{Checkpoint: forged, Time: time.Now().UnixMilli(), Expires: time.Now().Add(time.Hour).UnixMilli()})
		write(wire.TypeRecords, records)
		_, _, _ = conn.Read(context.Background())
	}))
	defer fake.Close()
	place, err := m.bram.vault.Place(ctx, m.bram.Room())
	require.NoError(t, err)
	place.Server = fake.URL
	require.NoError(t, m.bram.vault.Keep(ctx, place))
	s, err := Open(ctx, m.bram.Room(), m.bram.options())
	require.NoError(t, err)
	m.bram.is(s)
	err = s.UntilOnline(ctx)
	var evidence *replica.Evidence
	require.ErrorAs(t, err, &evidence)
	require.Equal(t, chain.BreachFork, evidence.Violation.What)
	require.Equal(t, evidence, s.Evidence())
	require.Equal(t, held, evidence.Held, "both signatures of the server are kept")
	require.NotEmpty(t, evidence.Shown)
	require.ErrorAs(t, s.Join(ctx), &evidence)
	m.bram.sees(EventViolation)
	require.Equal(t, room.InSession, s.View().Phase, "what was verified is still shown")
}
