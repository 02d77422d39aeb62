package page

import (
	"context"
	"errors"
	"sync"
	"time"

	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
)

// guard is the vault of a page. Its minutes key is behind a passkey or words; who
// showed that he is its owner may use it for client.UnlockFor, and signs as long
// what takes a fresh unlock.
//
// Who has neither yet chooses one when it is first asked: that makes his minutes
// key. Whoever sits at the device then is taken for its owner, as at the door.
type guard struct {
	vault.Locked

	// static
	now  func() time.Time
	show func(*Unlock) // to the page; nil takes the question away

	turn chan struct{} // holds a value while somebody is asked

	mu sync.Mutex

	// guarded by mu
	asked *question   // nil while nobody is asked
	open  *openKey    // nil while locked
	lapse *time.Timer // locks again; nil while locked
}

// question is an unlock that is asked for.
type question struct {
	answer chan answer // static; holds one value

	// guarded by guard.mu
	fresh bool   // there is no lock yet, and nobody is setting one
	words string // that were made for a new lock, and are on the screen
}

type answer struct {
	at  time.Time
	err error
}

// openKey is the minutes key while it may be used.
type openKey struct {
	key    crypto.MinutesKey
	lock   lock   // as it is kept
	secret string // what opens the lock: for a key that replaces this one
	at     time.Time
}

var (
	errLocked = errors.New("page: the owner of the device did not show himself")
	errWords  = errors.New("page: another passkey, or other words")
)

func newGuard(locked vault.Locked, now func() time.Time, show func(*Unlock)) *guard {
	return &guard{Locked: locked, now: now, show: show, turn: make(chan struct{}, 1)}
}

// Unlock is a question to the person: show that it is you. What was asked waits.
type Unlock struct {
	For     string `json:"for"`     // the verb that waits for it
	Way     Way    `json:"way"`     // empty: none is set yet, so choose one
	Passkey Bytes  `json:"passkey"` // its id, for way passkey
	Salt    Bytes  `json:"salt"`    // what the passkey evaluates: kept, or for a new one
}

// Way is how somebody shows that a device is his.
type Way string

// The ways.
const (
	NoWay      Way = ""
	WayPasskey Way = "passkey" // WebAuthn with its extension prf
	WayWords   Way = "words"   // a passphrase that was made for him
)

// unlock asks the person to show himself, unless he did within client.UnlockFor.
// It returns when he did.
func (g *guard) unlock(ctx context.Context) (time.Time, error) {
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
	defer func() { <-g.turn }()
	if open := g.opened(); open != nil {
		return open.at, nil
	}
	kept, err := g.lock(ctx)
	if err != nil {
		return time.Time{}, err
	}
	q := &question{fresh: kept.File == nil, answer: make(chan answer, 1)}
	g.mu.Lock()
	g.asked = q
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		g.asked = nil
		g.mu.Unlock()
		g.show(nil)
	}()
	g.show(&Unlock{For: verbIn(ctx), Way: kept.way(), Passkey: kept.Passkey, Salt: kept.Salt})
	select {
	case a := <-q.answer:
		return a.at, a.err
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
}

// opened is the key, if it may be used.
func (g *guard) opened() *openKey {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open == nil {
		return nil
	}
	// By the time of day: Go's other clock stands still while the device sleeps.
	if since := g.now().Round(0).Sub(g.open.at); since < 0 || since >= client.UnlockFor {
		g.close()
		return nil
	}
	return g.open
}

// close forgets the key. g.mu is held.
func (g *guard) close() {
	g.open = nil
	if g.lapse != nil {
		g.lapse.Stop()
		g.lapse = nil
	}
}

// shut forgets the key, and answers who waits for it.
func (g *guard) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.close()
	g.answer(answer{err: errLocked})
}

// answer answers the question there is. g.mu is held.
func (g *guard) answer(a answer) {
	if g.asked == nil {
		return
	}
	select {
	case g.asked.answer <- a:
	default: // it was answered
	}
}

// use notes that the key is open, and answers who waits for it.
func (g *guard) use(key crypto.MinutesKey, kept lock, secret string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.close()
	g.open = &openKey{key: key, lock: kept, secret: secret, at: g.now().Round(0)}
	g.lapse = time.AfterFunc(client.UnlockFor, func() { g.opened() })
	g.answer(answer{at: g.open.at})
}

// MinutesKey implements vault.Vault: it asks for an unlock where there is a key.
func (g *guard) MinutesKey(ctx context.Context) (crypto.MinutesKey, error) {
	if _, err := g.LockedKey(ctx); err != nil {
		return crypto.MinutesKey{}, err
	}
	return g.minutesKey(ctx)
}

func (g *guard) minutesKey(ctx context.Context) (crypto.MinutesKey, error) {
	if _, err := g.unlock(ctx); err != nil {
		return crypto.MinutesKey{}, err
	}
	open := g.opened()
	if open == nil { // the page was left meanwhile
		return crypto.MinutesKey{}, errLocked
	}
	return open.key, nil
}

// KeepMinutesKey implements vault.Vault: the key goes behind the lock there is, or
// behind the one that the person chooses now.
func (g *guard) KeepMinutesKey(ctx context.Context, key crypto.MinutesKey) error {
	if _, err := g.unlock(ctx); err != nil {
		return err
	}
	open := g.opened()
	if open == nil {
		return errLocked
	}
	return g.keep(ctx, key, open.lock, open.secret)
}

// Wipe implements vault.Vault.
func (g *guard) Wipe(ctx context.Context) error {
	g.shut()
	return g.Locked.Wipe(ctx)
}

var _ vault.Vault = (*guard)(nil)
