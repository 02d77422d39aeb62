// Package vault keeps what a device must not lose: the keys of each room it is
// in, the highest head it has verified there, the act it has submitted without an
// answer, what the server acknowledged and has not shown, evidence that it lied, the
// person's minutes key, and text that was typed and not sent.
//
// It keeps no log and no contents: those come back from the server, verified
// anew. A Vault holds secrets; nothing of it is logged or printed.
package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"sync"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// Errors that callers tell apart with errors.Is.
var (
	// ErrNotFound says that the vault does not hold what was asked for.
	ErrNotFound = errors.New("vault: not found")
	// ErrLocked says that the passphrase does not open the vault.
	ErrLocked = errors.New("vault: the passphrase does not open it")
	// ErrDamaged says that a file of the vault is not what was written.
	ErrDamaged = errors.New("vault: damaged")
	// ErrTooLarge says that unsent text is over MaxUnsent, or an issued page over MaxIssued.
	ErrTooLarge = errors.New("vault: too large")
)

// Keys are the private keys of one seat on one device.
type Keys struct {
	crypto.Redacted
	Signing crypto.SigningKey
	Seat    crypto.SeatKey // zero once the seat has acknowledged its package
}

// Place is what a device keeps of one room.
type Place struct {
	Room       crypto.Digest
	Server     string // base URL
	Seat       chain.Seat
	Keys       Keys
	Rules      []byte        // canonical CBOR of what the room runs under
	Token      wire.Token    // session token; also one that has expired, to renew it
	Checkpoint []byte        // highest head, a signed note; nil before the first
	Counter    uint64        // of the last act of this device that was admitted; 0 for none
	Last       crypto.Digest // its hash
	Epoch      uint64        // its epoch: after a loss of records it may not count any more
	// Withdrawn are this device's own contributions that it withdrew, by the acts that
	// made them: should the server lose a withdrawal, the device repeats it.
	Withdrawn []crypto.Digest
	TakenBack []TakenBack  // consent that was taken back, for the same reason
	InFlight  *wire.Submit // submitted, and possibly admitted; nil for none
	Acks      []wire.Ack   // of own acts that the log has not borne out yet: the server is held to them
	Evidence  []byte       // what the device stopped on, a file of evidence (package replica); nil while it goes on
	Until     int64        // latest date, ms since 1970 UTC: what is kept goes then, also offline
}

// Expired says whether the latest date of what is kept has come; now is ms since 1970 UTC.
func (p Place) Expired(now int64) bool { return p.Until != 0 && now >= p.Until }

// TakenBack is a consent that this device recorded, or whose withdrawal it did.
type TakenBack struct {
	Consent crypto.Digest `cbor:"1,keyasint"` // consent act
	Day     int64         `cbor:"2,keyasint"` // on which the person took it back; days since 1970-01-01
}

// Places is what a vault keeps of rooms. Its methods may be called from several
// goroutines. A change is durable when the method returns.
type Places interface {
	// NewSigningKey makes a key that this vault can keep; it is kept with its place.
	NewSigningKey(ctx context.Context) (crypto.SigningKey, error)

	// Rooms lists the rooms it holds, in no order.
	Rooms(ctx context.Context) ([]crypto.Digest, error)
	// Place returns what was kept of a room, or ErrNotFound.
	Place(ctx context.Context, room crypto.Digest) (Place, error)
	// Keep keeps a place, over what was kept of that room before. Without a seat key
	// there is nothing to send any more, and unsent text goes.
	Keep(ctx context.Context, p Place) error
	// Forget destroys what was kept of a room, unsent text and issued pages included.
	Forget(ctx context.Context, room crypto.Digest) error
	// Wipe destroys everything: every room, and the person's minutes key.
	Wipe(ctx context.Context) error

	// KeepIssued keeps the page of a package that this device issued, encrypted to
	// the person's own minutes key, by its issue act. An empty file takes it away;
	// otherwise it goes with the room.
	KeepIssued(ctx context.Context, room, issue crypto.Digest, file []byte) error
	// Issued returns it, or ErrNotFound.
	Issued(ctx context.Context, room, issue crypto.Digest) ([]byte, error)

	// Unsent returns text that was kept under a name in a room; empty for none.
	Unsent(ctx context.Context, room crypto.Digest, name string) (string, error)
	// KeepUnsent keeps text that was typed and not sent; empty text forgets it. Without
	// a place in the room it keeps nothing and returns ErrNotFound: text outlives no place.
	KeepUnsent(ctx context.Context, room crypto.Digest, name, text string) error
}

// Vault keeps places, and the person's minutes key.
type Vault interface {
	Places
	// MinutesKey returns the person's minutes key, or ErrNotFound.
	MinutesKey(ctx context.Context) (crypto.MinutesKey, error)
	// KeepMinutesKey keeps the person's minutes key.
	KeepMinutesKey(ctx context.Context, key crypto.MinutesKey) error
}

// Locked keeps places, and the minutes key only as it was wrapped by who calls: it
// cannot open it. Wipe destroys that too.
type Locked interface {
	Places
	// LockedKey returns the wrapped key, or ErrNotFound.
	LockedKey(ctx context.Context) ([]byte, error)
	// KeepLockedKey keeps it, over the one there was.
	KeepLockedKey(ctx context.Context, wrapped []byte) error
}

// Memory is a vault that lasts as long as the program.
type Memory struct {
	mu      sync.Mutex
	places  map[crypto.Digest]Place             // guarded by mu
	unsent  map[crypto.Digest]map[string]string // guarded by mu
	issued  map[issuedPage][]byte               // guarded by mu
	minutes crypto.MinutesKey                   // guarded by mu
	locked  []byte                              // guarded by mu
}

// NewMemory makes an empty vault.
func NewMemory() *Memory {
	return &Memory{places: map[crypto.Digest]Place{}, unsent: map[crypto.Digest]map[string]string{}, issued: map[issuedPage][]byte{}}
}

// NewSigningKey implements Vault.
func (m *Memory) NewSigningKey(context.Context) (crypto.SigningKey, error) {
	return crypto.NewSigningKey(rand.Reader)
}

// Rooms implements Vault.
func (m *Memory) Rooms(context.Context) ([]crypto.Digest, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var rooms []crypto.Digest
	for room := range m.places {
		rooms = append(rooms, room)
	}
	return rooms, nil
}

// Place implements Vault.
func (m *Memory) Place(_ context.Context, room crypto.Digest) (Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.places[room]
	if !ok {
		return Place{}, ErrNotFound
	}
	return p, nil
}

// Keep implements Vault.
func (m *Memory) Keep(_ context.Context, p Place) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.places[p.Room] = p
	if p.Keys.Seat.IsZero() {
		delete(m.unsent, p.Room)
	}
	return nil
}

// Forget implements Vault.
func (m *Memory) Forget(_ context.Context, room crypto.Digest) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.places, room)
	delete(m.unsent, room)
	maps.DeleteFunc(m.issued, func(p issuedPage, _ []byte) bool { return p.room == room })
	return nil
}

// Wipe implements Vault.
func (m *Memory) Wipe(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.places)
	clear(m.unsent)
	clear(m.issued)
	m.minutes, m.locked = crypto.MinutesKey{}, nil
	return nil
}

// LockedKey implements Locked.
func (m *Memory) LockedKey(context.Context) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.locked == nil {
		return nil, ErrNotFound
	}
	return bytes.Clone(m.locked), nil
}

// KeepLockedKey implements Locked.
func (m *Memory) KeepLockedKey(_ context.Context, wrapped []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.locked = bytes.Clone(wrapped)
	return nil
}

// MinutesKey implements Vault.
func (m *Memory) MinutesKey(context.Context) (crypto.MinutesKey, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.minutes.IsZero() {
		return crypto.MinutesKey{}, ErrNotFound
	}
	return m.minutes, nil
}

// KeepMinutesKey implements Vault.
func (m *Memory) KeepMinutesKey(_ context.Context, key crypto.MinutesKey) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.minutes = key
	return nil
}

// issuedPage names a page that was issued.
type issuedPage struct{ room, issue crypto.Digest }

// KeepIssued implements Vault.
func (m *Memory) KeepIssued(_ context.Context, room, issue crypto.Digest, file []byte) error {
	if len(file) > MaxIssued {
		return ErrTooLarge
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(file) == 0 {
		delete(m.issued, issuedPage{room, issue})
		return nil
	}
	m.issued[issuedPage{room, issue}] = bytes.Clone(file)
	return nil
}

// Issued implements Vault.
func (m *Memory) Issued(_ context.Context, room, issue crypto.Digest) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	file, ok := m.issued[issuedPage{room, issue}]
	if !ok {
		return nil, ErrNotFound
	}
	return bytes.Clone(file), nil
}

// Unsent implements Vault.
func (m *Memory) Unsent(_ context.Context, room crypto.Digest, name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.unsent[room][name], nil
}

// KeepUnsent implements Vault.
func (m *Memory) KeepUnsent(_ context.Context, room crypto.Digest, name, text string) error {
	if len(text) > MaxUnsent {
		return ErrTooLarge
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.places[room]; !ok {
		return ErrNotFound
	}
	if text == "" {
		delete(m.unsent[room], name)
		return nil
	}
	if m.unsent[room] == nil {
		m.unsent[room] = map[string]string{}
	}
	m.unsent[room][name] = text
	return nil
}
