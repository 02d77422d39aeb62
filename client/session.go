package client

import (
	"context"
	"errors"
	"sync"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// Options are what a session needs from whoever runs it.
type Options struct {
	HTTP    *HTTPClient      // nil for the standard one; its Timeout must be zero
	Library *Library         // rules fetched before; nil fetches them each time
	Vault   vault.Vault      // nil for one that lasts as long as the program
	Events  func(Event)      // called one at a time, in order; nil when nobody listens. It must not call Close.
	Now     func() time.Time // nil for the system's clock
	// Unlock asks the vault's owner to show himself, before what takes a fresh
	// unlock: agreeing, deciding, issuing, and saying which key is somebody's (his
	// own, another's, an archive's, an outside recipient's, a reseated device's). It
	// returns when he did, by Now, which may be a while ago. An error stops the act.
	// Nil asks nothing: for scripts.
	Unlock func(context.Context) (at time.Time, err error)

	intervals *intervals // nil for the standard ones
	look      bool       // only see whether the seat is there still; lookback.go
}

func (o Options) withDefaults() Options {
	if o.Vault == nil {
		o.Vault = vault.NewMemory()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.intervals == nil {
		standard := standardIntervals()
		o.intervals = &standard
	}
	return o
}

// Session is one person's device in one room.
type Session struct {
	// static
	server   *Server
	opts     Options
	owner    replica.Owner
	keys     vault.Keys
	room     crypto.Digest
	rules    *covenant.Rules
	ctx      context.Context // ends with Close
	cancel   context.CancelFunc
	wg       sync.WaitGroup
	events   *events
	turn     chan struct{}     // holds one value: who has it may have an act in flight
	outbox   chan *flight      // to run
	asks     chan struct{}     // to run: there may be files to fetch
	gestures chan room.Gesture // to run
	owed     chan struct{}     // to serve: there may be duties
	over     chan struct{}     // closed when run has ended
	began    time.Time         // by the device's own clock

	// guarded by unlocking, which holds a value while somebody has it
	unlocking chan struct{}
	unlocked  time.Time // the last unlock; zero for none

	spelling sync.Mutex // held while the words of a code are computed

	// guarded by spelling
	spelled crypto.Digest            // the act of the last code
	words   [crypto.CodeWords]string // of it

	// writing is held while the place is written; who takes it holds mu then, and may let
	// that go: what is written last is what was there last.
	writing sync.Mutex

	mu sync.Mutex

	// guarded by mu
	replica   *replica.Replica
	place     vault.Place
	unwritten bool                  // the place says more than the vault: see keepSoon
	written   int64                 // when the token expires that the vault has of it, ms
	changed   chan struct{}         // closed, and made anew, whenever something below or in the replica changes
	online    bool                  // connected and up to date
	verified  bool                  // was up to date: the log was verified anew in this run
	stoppedOn *replica.EvidenceFile // as the vault keeps it, of this run or an earlier one; nil for nothing
	stuck     bool                  // EventBlocked was sent, and nothing of the connection since
	present   []chain.Seat
	away      map[chain.Seat]int64 // whose connection was seen to go, and when by the server's clock
	visits    []wire.Visit
	speakers  map[agenda.ItemID]room.Speakers // of open items, as the server says
	offset    int64                           // server's clock less this device's, ms
	limits    wire.LimitsFrame
	signs     rising // the clock of heartbeats
	unheard   lapse  // since chair or deputy was heard, in session
	awaited   lapse  // for what the server must show, while it has shown all the rest
	silent    bool
	behind    bool                        // EventBehind was sent
	refused   map[crypto.Digest]bool      // files that the server does not give
	wants     map[crypto.Digest]*want     // packages that somebody waits for
	voiding   *flight                     // void, in the turn of the act in flight
	proves    *minutes.Prover             // has read the log as far as the last package took; nil before the first
	marks     map[crypto.Recipient]string // by Mark
	forgotten bool                        // the room is destroyed, and so are this device's keys of it
	unkept    map[crypto.Digest]bool      // issue acts of packages whose page the vault keeps no more
	reseals   map[reseal]int              // how often a text was sealed again
	err       error                       // why the session has ended for good; nil while it lives

	// owned by run
	flight    *flight // the act that awaits its answer, also across connections
	unrenewed bool    // the server gave no new token: it says that the seat has ended
}

type reseal struct {
	object crypto.Digest
	reader chain.Seat
}

// Close leaves the connection, not the room, and waits for every goroutine of
// the session to end. It may be called again.
func (s *Session) Close() {
	s.cancel()
	s.mu.Lock()
	if s.err == nil {
		s.err = ErrClosed
		s.stir()
	}
	s.mu.Unlock()
	s.events.close()
	s.wg.Wait()
}

// Room returns the room id.
func (s *Session) Room() crypto.Digest { return s.room }

// Seat returns the seat of this device.
func (s *Session) Seat() chain.Seat { return s.owner.Seat }

// Rules returns what the room runs under.
func (s *Session) Rules() *covenant.Rules { return s.rules }

// Server returns the server of the room.
func (s *Session) Server() *Server { return s.server }

// View returns what this seat may see, as far as it was verified.
func (s *Session) View() room.View {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.View()
}

// Head returns how far the log was verified, and how many records the view rests on.
func (s *Session) Head() (head chain.Position, applied uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Head(), s.replica.Applied()
}

// Online says whether the session is connected and up to date.
func (s *Session) Online() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.online
}

// Silent says that the room is in session and neither chair nor deputy was heard
// for 45 seconds: what the server shows may be held back.
func (s *Session) Silent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent
}

// Suspicion returns what this device suspects: that chair or deputy have seen more
// than the server gives it. Nil when it suspects nothing.
func (s *Session) Suspicion() *replica.Suspicion {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Behind(s.steady())
}

// Err says why the session has ended for good, or nil while it lives.
func (s *Session) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Until waits until the view is as asked, and returns why it cannot be any more.
func (s *Session) Until(ctx context.Context, holds func(room.View) bool) error {
	return s.until(ctx, func() bool { return s.replica.Applied() > 0 && holds(s.replica.View()) })
}

// UntilOnline waits until the session is connected and up to date.
func (s *Session) UntilOnline(ctx context.Context) error {
	return s.until(ctx, func() bool { return s.online })
}

// UntilApplied waits until the view rests on the first n records.
func (s *Session) UntilApplied(ctx context.Context, n uint64) error {
	return s.until(ctx, func() bool { return s.replica.Applied() >= n })
}

// until waits for a condition that is looked at with mu held.
func (s *Session) until(ctx context.Context, holds func() bool) error {
	for {
		s.mu.Lock()
		ok, err, changed := holds(), s.err, s.changed
		s.mu.Unlock()
		switch {
		case ok:
			return nil
		case err != nil:
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// stir wakes who waits. s.mu is held.
func (s *Session) stir() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// fail ends the session for good.
func (s *Session) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.online = false
	if s.err == nil {
		s.err = err
	}
	s.stir()
	if errors.Is(err, ErrClosed) {
		return
	}
	if evidence := s.replica.Evidence(); evidence != nil {
		s.keepEvidence()
		s.events.send(Event{Kind: EventViolation, Evidence: evidence})
	}
	s.events.send(Event{Kind: EventEnded, Err: err})
}

// KeepUnsent keeps text that was typed and not sent, and Unsent returns it. Once the
// room is forgotten it keeps nothing: what was typed goes with the room.
func (s *Session) KeepUnsent(ctx context.Context, name, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.forgotten {
		return nil
	}
	err := s.opts.Vault.KeepUnsent(ctx, s.room, name, text)
	if errors.Is(err, vault.ErrNotFound) { // its latest date came
		return nil
	}
	return err
}

// Unsent returns text that was typed under a name and not sent.
func (s *Session) Unsent(ctx context.Context, name string) (string, error) {
	return s.opts.Vault.Unsent(ctx, s.room, name)
}
