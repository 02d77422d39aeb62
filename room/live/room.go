package live

import (
	"context"
	"crypto/rand"
	"log/slog"
	"maps"
	"sync"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// liveRoom is a room in memory. One goroutine, run, owns its state; everybody
// else asks it through calls.
type liveRoom struct {
	// static
	hub     *Hub
	id      crypto.Digest
	key     journal.Room
	log     *slog.Logger
	ctx     context.Context // ends when the room leaves memory
	cancel  context.CancelFunc
	calls   chan func()
	ready   chan struct{} // closed when the room is loaded, or err is set
	stopped chan struct{} // closed when run has ended
	rate    *bucket

	err error // set before ready is closed

	users int // guarded by hub.mu

	writers sync.WaitGroup // writing goroutines of sessions
	tasks   sync.WaitGroup // erasing, destroying and signing ahead

	// owned by run
	core        *core
	rules       *covenant.Rules
	checkpoint  []byte // of the present head
	sessions    map[chain.Seat]*session
	farewells   map[crypto.VerifyKey]*session // by device: who is only shown how his seat ended
	buckets     map[chain.Seat]*bucket
	stagings    map[chain.Seat]*bucket       // of staged files
	hellos      map[crypto.VerifyKey]*bucket // by device, also of seats that have ended
	lobby       lobby
	speakers    map[agenda.ItemID]*speakers // of items that are open; in memory only
	owing       bool                        // something may have to be erased, destroyed or signed anew
	erasing     bool
	destroying  bool
	emptied     bool                // contents are destroyed and that is not signed yet
	returned    map[chain.Seat]bool // owners whose devices were here since the last resume, and had time to withdraw again
	resumedAt   time.Time
	refill      map[chain.Seat]*bits // records whose files a connected device gets now
	idleSince   time.Time
	presence    *time.Timer
	presenceDue bool
	lobbyNews   *time.Timer
	lobbyDue    bool
	failed      wire.ByeCode // why the room cannot go on; empty while it can
}

func newRoom(h *Hub, id crypto.Digest) *liveRoom {
	r := &liveRoom{
		hub: h, id: id, key: journal.Room(id), log: h.log.With("room", id.String()),
		calls: make(chan func(), callQueue), ready: make(chan struct{}), stopped: make(chan struct{}),
		rate:     newBucket(h.limits.RoomRate, h.limits.RoomBurst, h.now()),
		sessions: map[chain.Seat]*session{}, farewells: map[crypto.VerifyKey]*session{}, buckets: map[chain.Seat]*bucket{}, stagings: map[chain.Seat]*bucket{}, hellos: map[crypto.VerifyKey]*bucket{},
		lobby: newLobby(), speakers: map[agenda.ItemID]*speakers{}, idleSince: h.now(), presence: time.NewTimer(time.Hour), lobbyNews: time.NewTimer(time.Hour),
		refill: map[chain.Seat]*bits{},
	}
	r.presence.Stop()
	r.lobbyNews.Stop()
	r.ctx, r.cancel = context.WithCancel(h.ctx)
	return r
}

// run is the goroutine of the room.
func (r *liveRoom) run() {
	defer r.hub.wg.Done()
	defer r.stop()
	if r.err = r.load(); r.err != nil {
		r.hub.forget(r)
		close(r.ready)
		return
	}
	close(r.ready)
	r.hub.stats.Rooms.Add(1)
	defer r.hub.stats.Rooms.Add(-1)
	// What is owed waits for the first tick: where this is a backup that was put back, its
	// devices come and show that records were lost. Anything signed before that would be
	// another past than theirs.
	r.owing = true

	tick := time.NewTicker(tickEvery)
	defer tick.Stop()
	var hints <-chan struct{}
	if r.hub.shared {
		hints = r.hub.journal.Watch(r.ctx, r.key)
	}
	for r.failed == "" {
		select {
		case f := <-r.calls:
			f()
		case <-r.presence.C:
			r.tellPresence()
		case <-r.lobbyNews.C:
			r.tellLobby()
		case <-hints:
			r.follow()
		case <-tick.C:
			if r.everySoOften() {
				return
			}
		case <-r.ctx.Done():
			r.failed = wire.ByeShutdown
		}
	}
	r.hub.forget(r)
	for _, s := range r.sessions {
		s.bye(r.failed, r.failed != wire.ByeShutdown)
	}
	for _, s := range r.farewells {
		s.bye(r.failed, true)
	}
}

// stop ends what the room started, once run does nothing more.
func (r *liveRoom) stop() {
	close(r.stopped)
	r.presence.Stop()
	r.lobbyNews.Stop()
	r.lobby.wake()
	r.writers.Wait()
	r.cancel()
	r.tasks.Wait()
}

// ask has the room's goroutine run f and waits for it. False: it did not, because
// the room left memory or ctx ended.
func (r *liveRoom) ask(ctx context.Context, f func()) bool {
	done := make(chan struct{})
	select {
	case r.calls <- func() { f(); close(done) }:
	case <-r.stopped:
		return false
	case <-ctx.Done():
		return false
	}
	select {
	case <-done:
		return true
	case <-r.stopped:
		select {
		case <-done:
			return true
		default:
			return false
		}
	}
}

// tell is ask without waiting for the answer.
func (r *liveRoom) tell(f func()) bool {
	select {
	case r.calls <- f:
		return true
	case <-r.stopped:
		return false
	}
}

// everySoOften ends sessions whose token has expired, forgets visitors who went
// away, and says whether the room may leave memory.
func (r *liveRoom) everySoOften() bool {
	now := r.hub.now()
	for _, s := range r.sessions {
		if now.UnixMilli() >= s.expires.Load() {
			s.bye(wire.ByeToken, false)
			r.leave(s)
		}
	}
	r.endFarewells()
	if r.lobby.prune(r.core.state, now) {
		r.lobbyChanged()
	}
	r.noteReturns(now)
	if r.owing || r.destructionDue(now) {
		r.housekeep()
	}
	if len(r.sessions) > 0 || r.erasing || r.destroying || len(r.lobby.visits) > 0 {
		r.idleSince = now
		return false
	}
	return now.Sub(r.idleSince) >= r.hub.limits.Idle && r.hub.retire(r)
}

// lobbyChanged lets several knocks go in one frame.
func (r *liveRoom) lobbyChanged() {
	if !r.lobbyDue {
		r.lobbyDue = true
		r.lobbyNews.Reset(lobbyDelay)
	}
}

func (r *liveRoom) tellLobby() {
	r.lobbyDue = false
	frame := r.lobby.frame()
	for id, s := range r.sessions {
		if r.core.state.Leads(id) {
			s.sendLatest(topic{about: wire.TypeLobby}, frame)
		}
	}
}

// load makes the room from the journal.
func (r *liveRoom) load() error {
	ctx, cancel := context.WithTimeout(r.ctx, r.hub.limits.LoadTime)
	defer cancel()
	c, rules, err := r.hub.replay(ctx, r.id)
	if err != nil {
		return err
	}
	r.core, r.rules, r.returned = c, rules, maps.Clone(c.spoke)
	return r.signHead()
}

// signHead makes the checkpoint of the present head.
func (r *liveRoom) signHead() (err error) {
	r.checkpoint, err = r.hub.sign(r.id, r.core.state.Epoch(), r.core.writer.Head(), r.core.state.ServerKey())
	return err
}

// signing is a checkpoint that is signed while its record is being written. It is
// told to nobody before the record is durable.
type signing struct {
	epoch uint64
	head  chain.Position
	key   crypto.VerifyKey

	done chan struct{} // closed when the others are set
	note []byte
	err  error
}

// signAhead begins to sign the checkpoint of the next head.
func (r *liveRoom) signAhead(next chain.Position) *signing {
	s := &signing{epoch: r.core.state.Epoch(), head: next, key: r.core.state.ServerKey(), done: make(chan struct{})}
	r.tasks.Go(func() {
		s.note, s.err = r.hub.sign(r.id, s.epoch, s.head, s.key)
		close(s.done)
	})
	return s
}

// signedHead is signHead with what was signed ahead, unless its act changed what
// is to be signed, or with what.
func (r *liveRoom) signedHead(s *signing) error {
	if s.epoch != r.core.state.Epoch() || s.head != r.core.writer.Head() || s.key != r.core.state.ServerKey() {
		return r.signHead()
	}
	<-s.done
	if s.err == nil {
		r.checkpoint = s.note
	}
	return s.err
}

// fail gives the room up: everybody is told to come back later, and who does
// finds it loaded anew.
func (r *liveRoom) fail(err error) {
	r.log.Error("room given up", "error", err)
	r.failed = wire.ByeFailure
}

func newSalt() (salt [32]byte) {
	_, _ = rand.Read(salt[:]) // never fails: crypto/rand ends the process instead
	return salt
}
