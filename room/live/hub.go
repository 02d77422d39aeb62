package live

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"sync"
	"sync/atomic"
	"time"
	"weak"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// More errors of rooms.
var (
	// ErrAway: the room left memory meanwhile; ask again.
	ErrAway = errors.New("live: the room is not here now")
	// ErrClosed: the hub was closed.
	ErrClosed = errors.New("live: closed")
	// ErrTooFast: this device brings in more than is taken at a time; ask again in a moment.
	ErrTooFast = errors.New("live: more than is taken at a time")
	// ErrChair: this is not the chair's link of this server.
	ErrChair = errors.New("live: not the chair's link")
	// ErrNotKnocked: nobody waits with this invitation; knock (again).
	ErrNotKnocked = errors.New("live: nobody waits with this invitation")

	errNoKey = errors.New("live: the room knows another server key than this server has")
)

// Config is what a hub needs. All fields but the last three are required.
type Config struct {
	Journal journal.Journal
	Keys    []crypto.SigningKey // the server's present key, then earlier ones
	Rules   []*covenant.Rules   // for new rooms
	Tokens  Tokens
	Chair   crypto.Digest // crypto.LobbyHash of the chair's link
	Now     func() time.Time
	Log     *slog.Logger

	Fatal  func(error) // called when the journal has stopped: the process must end
	Shared bool        // other processes append to the journal too
	Limits Limits      // zero fields take their defaults
}

// Tokens makes and checks the session tokens of a server; room/auth does.
type Tokens interface {
	// Issue makes a token for a seat with its device.
	Issue(room crypto.Digest, seat chain.Seat, device crypto.VerifyKey) (wire.Token, error)
	// VerifyForRenewal returns what a token says, also one that has expired, or an error
	// that does not repeat it.
	VerifyForRenewal(token string) (wire.Session, error)
}

// Limits are what an operator may set.
type Limits struct {
	Rate, Burst         int // frames per second and device, and as many files it stages
	RoomRate, RoomBurst int // acts per second and room
	Idle                time.Duration
	Settle              time.Duration // how long the clock must have run evenly before a term ends
	LoadTime            time.Duration // to load one room
	Retry               time.Duration // before erasing is tried again, at first
}

func (l *Limits) complete() {
	for _, f := range []struct {
		field *int
		value int
	}{{&l.Rate, Rate}, {&l.Burst, Burst}, {&l.RoomRate, RoomRate}, {&l.RoomBurst, RoomBurst}} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
	if l.Idle == 0 {
		l.Idle = IdleTime
	}
	if l.Settle == 0 {
		l.Settle = settleTime
	}
	if l.LoadTime == 0 {
		l.LoadTime = loadTime
	}
	if l.Retry == 0 {
		l.Retry = retryFirst
	}
}

// Stats are counted since the start; Rooms and Sessions are how many there are now.
type Stats struct {
	Rooms, Sessions                              atomic.Int64
	Admitted, Refused, Slow, FramesOut, BytesOut atomic.Uint64
}

// Hub holds the rooms that are in memory, and loads the others on demand.
type Hub struct {
	// static
	journal journal.Journal
	key     crypto.SigningKey
	keys    map[crypto.VerifyKey]crypto.SigningKey
	rules   map[crypto.Digest]*covenant.Rules
	tokens  Tokens
	chair   crypto.Digest
	now     func() time.Time
	clock   *clock
	log     *slog.Logger
	shared  bool
	limits  Limits
	ctx     context.Context
	cancel  context.CancelFunc
	onFatal func(error)
	stats   Stats

	wg sync.WaitGroup // goroutines of rooms, the sweep, and who waits for the journal to stop

	mu sync.Mutex

	// guarded by mu
	rooms  map[crypto.Digest]*liveRoom
	due    map[crypto.Digest]int64 // day on which a room out of memory is to be looked at
	kept   map[crypto.Digest]weak.Pointer[covenant.Rules]
	closed bool
}

const daySeconds = 24 * 60 * 60

// New starts a hub. Close ends it.
func New(c Config) (*Hub, error) {
	if c.Journal == nil || len(c.Keys) == 0 || len(c.Rules) == 0 || c.Tokens == nil || c.Chair.IsZero() || c.Now == nil || c.Log == nil {
		return nil, errors.New("live: incomplete configuration")
	}
	c.Limits.complete()
	h := &Hub{
		journal: c.Journal, key: c.Keys[0], keys: map[crypto.VerifyKey]crypto.SigningKey{},
		rules: map[crypto.Digest]*covenant.Rules{}, tokens: c.Tokens, chair: c.Chair, now: c.Now, log: c.Log,
		shared: c.Shared, limits: c.Limits, onFatal: c.Fatal, rooms: map[crypto.Digest]*liveRoom{},
		due: map[crypto.Digest]int64{}, kept: map[crypto.Digest]weak.Pointer[covenant.Rules]{}, clock: newClock(c.Now()),
	}
	for _, k := range c.Keys {
		if k.IsZero() {
			return nil, errors.New("live: incomplete configuration")
		}
		h.keys[k.Public()] = k
	}
	for _, r := range c.Rules {
		h.rules[r.Digest()] = r
	}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	h.wg.Add(1)
	go h.sweep()
	h.wg.Go(h.awaitStop)
	return h, nil
}

// Close tells everybody goodbye, lets rooms finish what they are at, and waits for that.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.cancel()
	h.wg.Wait()
}

// Stats returns the counters, to be read only.
func (h *Hub) Stats() *Stats { return &h.stats }

// Rules returns rules by their digest, as offered to new rooms.
func (h *Hub) Rules(digest crypto.Digest) (*covenant.Rules, bool) {
	r, ok := h.rules[digest]
	return r, ok
}

// Key returns the key that a genesis act must name.
func (h *Hub) Key() crypto.VerifyKey { return h.key.Public() }

// acquire finds a room, loading it if need be. It stays in memory until release.
func (h *Hub) acquire(ctx context.Context, id crypto.Digest) (*liveRoom, error) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil, ErrClosed
	}
	r := h.rooms[id]
	if r == nil {
		r = newRoom(h, id)
		h.rooms[id] = r
		h.wg.Add(1)
		go r.run()
	}
	r.users++
	h.mu.Unlock()
	select {
	case <-r.ready:
	case <-ctx.Done():
		h.release(r)
		return nil, ctx.Err()
	}
	if r.err != nil {
		h.release(r)
		return nil, r.err
	}
	return r, nil
}

func (h *Hub) release(r *liveRoom) {
	h.mu.Lock()
	r.users--
	h.mu.Unlock()
}

// with has a room's goroutine run f.
func (h *Hub) with(ctx context.Context, id crypto.Digest, f func(*liveRoom)) error {
	r, err := h.acquire(ctx, id)
	if err != nil {
		return err
	}
	defer h.release(r)
	if !r.ask(ctx, func() { f(r) }) {
		return ErrAway
	}
	return nil
}

// retire lets a room leave memory if nobody holds it.
func (h *Hub) retire(r *liveRoom) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.users > 0 {
		return false
	}
	delete(h.rooms, r.id)
	h.due[r.id] = r.core.state.DestructionDay()
	if r.core.state.Phase() == room.Destroyed {
		h.due[r.id] = math.MaxInt64
	}
	return true
}

// forget takes a room that has failed, or was never there, out of the table.
func (h *Hub) forget(r *liveRoom) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rooms[r.id] == r {
		delete(h.rooms, r.id)
	}
}

// awaitStop tells the host that the journal has stopped, whatever it was at: an append,
// a file that was staged, or work of its own of which no room hears.
func (h *Hub) awaitStop() {
	select {
	case err := <-h.journal.Stopped():
		h.log.Error("journal", "error", err)
		if h.onFatal != nil {
			h.onFatal(err)
		}
	case <-h.ctx.Done():
	}
}

// sign makes a checkpoint of a position with the key that its reader knows.
func (h *Hub) sign(id crypto.Digest, epoch uint64, p chain.Position, key crypto.VerifyKey) ([]byte, error) {
	k, ok := h.keys[key]
	if !ok {
		return nil, errNoKey
	}
	return chain.Checkpoint{Room: id, Epoch: epoch, Head: p}.Sign(k)
}

func (h *Hub) limitsFrame() wire.LimitsFrame {
	return wire.LimitsFrame{
		Act: chain.MaxAct, Submission: room.MaxSubmission, Staged: room.MaxStaged,
		Rate: uint32(h.limits.Rate), Burst: uint32(h.limits.Burst),
	}
}
