package bench

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/server"
	"casusoverleg/room/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serving is a real server with a real database, and options that fit it.
func serving(t *testing.T) Options {
	t.Helper()
	j, err := sqlite.Open(filepath.Join(t.TempDir(), "rooms.db"), sqlite.Options{})
	require.NoError(t, err)
	public, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	admin, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	secret := crypto.NewInvitationSecret()
	base := "http://" + public.Addr().String()
	srv, err := server.New(server.Config{
		BaseURL: base, Listen: public.Addr().String(), Admin: admin.Addr().String(), Version: "test",
		Rules: []server.Offer{{Name: "de-wolden", Rules: rules}}, Log: slog.New(slog.DiscardHandler),
	}, j, server.Keys{Signing: []crypto.SigningKey{signing}, Token: auth.NewKey(), Chair: crypto.LobbyHash(secret.Lobby())})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- srv.Serve(ctx, public, admin) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-served)
		require.NoError(t, j.Close())
	})
	text, err := secret.MarshalSecret()
	require.NoError(t, err)
	return Options{Server: base, ChairLink: base + "/#chair=" + text, Rules: "de-wolden", Rooms: 2, Seats: 3, Events: 5, Writers: 2, Size: 100}
}

func TestEverybodyIsGivenEverythingOnceAndInOrder(t *testing.T) {
	r, err := Run(context.Background(), serving(t))
	require.NoError(t, err)
	require.Equal(t, 2*3*5, r.Deliveries)
	require.Zero(t, r.Lost+r.Doubled+r.Refused)
	require.Equal(t, 6, r.Connections)
	require.Positive(t, r.Latency.P50)
	require.LessOrEqual(t, r.Ack.P50, r.Latency.Max)
	require.Positive(t, r.PerSecond())
	require.Positive(t, r.JoinsPerSecond())
}

// What the bench sends is what people send: a real client of one of its seats
// verifies the log and reads the texts.
func TestARealClientReadsWhatTheBenchContributed(t *testing.T) {
	o := serving(t)
	ctx, cancel := context.WithTimeout(context.Background(), setupTime)
	defer cancel()
	rm, err := o.makeRoom(ctx)
	require.NoError(t, err)
	require.NoError(t, o.connectAll(ctx, []*benchRoom{rm}, new(Report)))
	require.NoError(t, o.publishAll(ctx, []*benchRoom{rm}))
	rm.await(ctx)
	rm.hangUp()

	keep := vault.NewMemory()
	require.NoError(t, keep.Keep(ctx, rm.seats[2].place)) // contributed nothing himself
	session, err := client.Open(ctx, rm.id, client.Options{Vault: keep})
	require.NoError(t, err)
	defer session.Close()
	require.NoError(t, session.Until(ctx, func(v room.View) bool { return len(v.Items) == 1 && len(v.Items[0].Contributions) == o.Events }))
	for _, con := range session.View().Items[0].Contributions {
		text, err := session.Read(con.Act)
		require.NoError(t, err)
		require.Equal(t, strings.Repeat("x", o.Size), text.Contribution.Text)
	}
}

// One writer's second contribution is not what comes next: it is refused, and so are those
// that were to follow. Everything else is measured.
func TestARefusalIsCountedAndTheOthersGoOn(t *testing.T) {
	o := serving(t)
	o.Events = 6
	ctx, cancel := context.WithTimeout(context.Background(), setupTime)
	defer cancel()
	rm, err := o.makeRoom(ctx)
	require.NoError(t, err)
	defer rm.hangUp()
	require.NoError(t, o.connectAll(ctx, []*benchRoom{rm}, new(Report)))
	frames := rm.writers[0].frames
	frames[1], frames[2] = frames[2], frames[1]
	began := time.Now()
	require.NoError(t, o.publishAll(ctx, []*benchRoom{rm}))
	rm.await(ctx)
	var r Report
	r.count([]*benchRoom{rm}, began)
	require.Equal(t, 2, r.Refused)
	require.Equal(t, 3*4, r.Deliveries)
	require.Zero(t, r.Lost+r.Doubled)
}

// A server that skips a record, or sends one twice, is found out.
func TestLossesAndDoublesAreCounted(t *testing.T) {
	for name, frames := range map[string][]wire.Records{
		"all":     {{From: 8, Deliveries: make([]wire.Delivery, 2)}, {From: 10, Deliveries: make([]wire.Delivery, 1)}},
		"doubled": {{From: 8, Deliveries: make([]wire.Delivery, 2)}, {From: 9, Deliveries: make([]wire.Delivery, 2)}},
		"skipped": {{From: 8, Deliveries: make([]wire.Delivery, 1)}, {From: 10, Deliveries: make([]wire.Delivery, 1)}},
		"short":   {{From: 8, Deliveries: make([]wire.Delivery, 2)}},
	} {
		rm := &benchRoom{arrived: make([]arrival, 3)}
		rm.head.N = 7
		l := &line{room: rm, next: 8}
		rm.lines, rm.writers = []*line{l}, []*writer{{line: l, seqs: []uint64{8, 9, 10}, sent: make([]time.Time, 3)}}
		for _, f := range frames {
			_, body, err := wire.Split(wire.Encode(wire.TypeRecords, f))
			require.NoError(t, err)
			l.take(body, time.Now())
		}
		var r Report
		r.count([]*benchRoom{rm}, time.Now())
		require.Equal(t, name == "skipped" || name == "short", r.Lost > 0, name)
		require.Equal(t, name == "doubled", r.Doubled > 0, name)
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	good := Options{Rooms: 1, Seats: 2, Events: 1, Writers: 2, Size: 1}
	require.NoError(t, good.Check())
	for _, spoil := range []func(*Options){
		func(o *Options) { o.Rooms = 0 }, func(o *Options) { o.Seats = 1 }, func(o *Options) { o.Events = 0 },
		func(o *Options) { o.Size = 0 }, func(o *Options) { o.Rate = -1 }, func(o *Options) { o.Writers = 0 }, func(o *Options) { o.Writers = 3 },
	} {
		o := good
		spoil(&o)
		require.Error(t, o.Check())
		_, err := Run(context.Background(), o)
		require.Error(t, err)
	}
}

func TestTheSpreadOfTimes(t *testing.T) {
	var times []time.Duration
	for i := range 200 {
		times = append(times, time.Duration(200-i)*time.Millisecond)
	}
	require.Equal(t, Spread{P50: 101 * time.Millisecond, P99: 199 * time.Millisecond, Max: 200 * time.Millisecond}, spread(times))
	require.Equal(t, Spread{}, spread(nil))
}
