package room_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/live"
	"casusoverleg/room/wire"
)

const site = "https://overleg.example.nl"

// world is one room: its real host on a journal, a device for every seat, the network
// between them, and a clock. It runs in a bubble of testing/synctest, where everything
// the host does on goroutines of its own is over before the next step begins.
type world struct {
	id     crypto.Digest
	game   *room.Game // its state is the room as the journal has it
	rng    *rand.Rand // of what goes wrong
	faults faults
	files  *possession
	oracle *oracle
	sight  *sight

	store   *journaltest.Memory
	journal *journaltest.Faulty
	hub     *live.Hub
	keys    []crypto.SigningKey // of the server, the present one first
	tokens  *passes
	began   time.Time
	first   int64        // server's clock then, ms
	skew    atomic.Int64 // by which it was put forward or back since, ms
	ahead   int64        // the most that it was put forward, ms
	ending  atomic.Bool  // everybody is brought back, and the disk erases what it is told to

	devices []*device
	links   []*link // that may still carry something, also after their device let go of them
	owner   map[*link]*device
	backups []*journaltest.Memory
	lost    []*room.State          // the room as it was before each restore
	resumed uint64                 // place of the last resume; 0 for none
	resumes map[uint64]chain.Act   // all of them, by place
	logged  map[crypto.Digest]bool // files of every act that was ever in the log
	steps   int
	alike   int                // times the host held the room, as its journal has it
	kinds   map[chain.Kind]int // that were admitted
	byes    map[wire.ByeCode]int
	refused map[covenant.Code]int
	went    map[string]int // what went wrong
	curious bool           // something was taken from somebody since anybody asked for what is not his
}

// passes are session tokens that cost nothing: what a real one holds is not what the
// simulation is about.
type passes struct {
	now func() time.Time

	mu     sync.Mutex
	issued map[string]wire.Session // guarded by mu
}

// Issue implements live.Tokens.
func (p *passes) Issue(id crypto.Digest, seat chain.Seat, device crypto.VerifyKey) (wire.Token, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t := wire.Token{Token: fmt.Sprint(len(p.issued)), Expires: p.now().Add(10 * time.Minute).UnixMilli()}
	p.issued[t.Token] = wire.Session{Room: id, Seat: seat, Device: device, Expires: t.Expires}
	return t, nil
}

// Verify implements live.Tokens.
func (p *passes) Verify(token string) (wire.Session, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.issued[token]
	if !ok || p.now().UnixMilli() >= s.Expires {
		return wire.Session{}, errors.New("no token")
	}
	return s, nil
}

// VerifyForRenewal implements live.Tokens.
func (p *passes) VerifyForRenewal(token string) (wire.Session, error) { return p.Verify(token) }

func newWorld(t *testing.T, seed uint64, f faults) (*world, error) {
	w := &world{
		rng: rand.New(rand.NewPCG(seed, 5)), faults: f, files: newPossession(), began: time.Now(),
		owner: map[*link]*device{}, kinds: map[chain.Kind]int{}, byes: map[wire.ByeCode]int{}, refused: map[covenant.Code]int{}, went: map[string]int{}, logged: map[crypto.Digest]bool{},
		resumes: map[uint64]chain.Act{},
	}
	w.game = room.NewGame(t, seed, w.files)
	w.id = w.game.State().ID()
	w.oracle, w.sight = newOracle(w.game.State()), newSight()
	w.tokens = &passes{now: w.now, issued: map[string]wire.Session{}}
	w.store = journaltest.NewMemory(w.now)
	if err := w.prepare(); err != nil {
		return nil, err
	}
	w.keys = []crypto.SigningKey{room.ServerKey()}
	w.openHub()
	return w, w.devise()
}

// prepare puts in the journal what the room begins with.
func (w *world) prepare() error {
	b := journal.Batch{Room: journal.Room(w.id)}
	var err error
	w.game.Records(func(record, labels []byte, head chain.Position) {
		b.Entries = append(b.Entries, journal.Entry{Seq: head.N, Record: record, Labels: labels})
		b.New = journal.Head{N: head.N, Link: journal.Digest(head.Link)}
		rec, _ := chain.DecodeRecord(record)
		act := actOf(rec)
		w.first = act.Time
		for _, f := range act.Sealed {
			w.logged[f.Digest] = true
			b.Blobs = append(b.Blobs, journal.Blob{Digest: journal.Digest(f.Digest), Data: w.files.file(f.Digest)})
		}
		err = errors.Join(err, w.told(rec, act))
	})
	return errors.Join(err, w.store.Append(context.Background(), b))
}

// now is the server's clock.
func (w *world) now() time.Time {
	return time.UnixMilli(w.first + w.skew.Load()).Add(time.Since(w.began)).UTC()
}

// openHub starts the host.
func (w *world) openHub() {
	const plenty = 1 << 30
	w.journal = journaltest.NewFaulty(w.store, w.plan())
	var err error
	w.hub, err = live.New(live.Config{
		Journal: w.journal, Keys: w.keys, Rules: []*covenant.Rules{w.game.State().Rules()}, Tokens: w.tokens, Chair: crypto.Hash("nobody founds rooms here"),
		Now: w.now, Log: slog.New(slog.DiscardHandler), Limits: live.Limits{Rate: plenty, Burst: plenty, RoomRate: plenty, RoomBurst: plenty},
	})
	if err != nil {
		panic(err)
	}
}

// plan has some appends and erasures fail, in both ways; decided by how many there were.
func (w *world) plan() func(string, int) journaltest.Fault {
	if !w.faults.has(faultJournal) {
		return func(string, int) journaltest.Fault { return journaltest.Works }
	}
	var mu sync.Mutex
	rngs, oneIn := map[string]*rand.Rand{}, map[string]int{"Append": 15, "Erase": 2}
	if w.rng.IntN(8) == 0 {
		oneIn["Append"] = 4
	}
	for i, method := range []string{"Append", "Erase"} {
		rngs[method] = rand.New(rand.NewPCG(w.rng.Uint64(), uint64(i)))
	}
	return func(method string, _ int) journaltest.Fault {
		mu.Lock()
		defer mu.Unlock()
		if method == "Erase" && w.ending.Load() { // or it would be tried too seldom to wait for
			return journaltest.Works
		}
		if rng := rngs[method]; rng != nil && rng.IntN(oneIn[method]) == 0 {
			return journaltest.Fault(1 + rng.IntN(2))
		}
		return journaltest.Works
	}
}

// devise gives a device to every seat that has none, and ends those whose seat has another.
func (w *world) devise() error {
	s := w.game.State()
	for id := chain.Seat(1); int(id) <= s.Members(); id++ {
		seat, _ := s.Member(id)
		if seat.Gone != "" || w.deviceOf(id) != nil {
			continue
		}
		key, opens := w.game.Device(id)
		if slices.ContainsFunc(w.devices, func(d *device) bool { return d.key.Public() == seat.Device }) {
			continue // it was stopped
		}
		d := &device{
			w: w, seat: id, key: key, open: opens, withdrawn: map[crypto.Digest]bool{}, ever: map[crypto.Digest]bool{},
			skew: w.rng.Int64N(2*maxSkew) - maxSkew,
		}
		d.start()
		w.devices = append(w.devices, d)
	}
	return nil
}

// maxSkew is by how much the clock of a device may be off, in ms.
const maxSkew = 20 * 60_000

// deviceOf is the device that a seat has now, or nil.
func (w *world) deviceOf(id chain.Seat) *device {
	seat, _ := w.game.State().Member(id)
	for _, d := range w.devices {
		if d.seat == id && d.key.Public() == seat.Device && d.stopped == "" {
			return d
		}
	}
	return nil
}
