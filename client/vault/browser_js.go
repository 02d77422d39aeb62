package vault

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"slices"
	"sync"
	"syscall/js"

	"casusoverleg/crypto"
)

// Browser is a vault in the browser's own databases. Every record is encrypted with
// a key of its own that no script can read out and that goes with the record, and
// signing keys are keys that the browser holds, where it has Ed25519. That keeps
// them from whoever copies the files of a record, and from a script that gets into
// the page; not from who has the whole browser profile.
//
// One Browser is open at a time, in the tab that has the keys: see Claim. What it has
// read of a room it keeps in memory, and what it wrote there, so that writing needs no
// reading. Where another tab opened the vault all the same, this one writes no more: every
// write is refused by the database itself.
type Browser struct {
	// static
	shelves shelves

	mu sync.Mutex // held while records are read and written

	// guarded by mu
	open    map[string]database          // every shelf there is; a closed one where dropping it failed
	signers map[crypto.VerifyKey]signer  // made, and perhaps not kept yet
	rooms   map[crypto.Digest]roomRecord // as they are in the database; less those not read yet
}

// record is one record of the database:
// {lock: CryptoKey, nonce, sealed, signing?: CryptoKey, public?}.
type record struct {
	lock   js.Value
	signer *signer // nil where the key is in the sealed part, or there is none
	plain  []byte
}

// OpenBrowser opens the vault, and makes it where there is none. It returns
// ErrBrowser where the browser keeps nothing, as in some private windows.
func OpenBrowser() (*Browser, error) {
	shelves, err := newShelves()
	if err != nil {
		return nil, err
	}
	names, err := shelves.names()
	if err != nil {
		return nil, err
	}
	b := &Browser{
		shelves: shelves, open: map[string]database{}, signers: map[crypto.VerifyKey]signer{}, rooms: map[crypto.Digest]roomRecord{},
	}
	if !slices.Contains(names, personShelf) {
		names = append(names, personShelf) // also to see whether anything can be kept here
	}
	for _, shelf := range names {
		if b.open[shelf], err = shelves.open(shelf); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Close closes the databases.
func (b *Browser) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, db := range b.open {
		db.close()
	}
	clear(b.rooms)
}

// at is a shelf there is, or ErrNotFound. One that could not be dropped is opened
// again: who asks for it may drop it then. b.mu is held.
func (b *Browser) at(shelf string) (database, error) {
	db, ok := b.open[shelf]
	switch {
	case !ok:
		return database{}, ErrNotFound
	case db.IsUndefined():
		return b.begin(shelf)
	case db.left.Load(): // another tab deleted it
		return database{}, ErrBrowser
	}
	return db, nil
}

// begin opens a shelf, and makes it where there is none. b.mu is held.
func (b *Browser) begin(shelf string) (database, error) {
	db, err := b.shelves.open(shelf)
	if err == nil {
		b.open[shelf] = db
	}
	return db, err
}

// NewSigningKey implements Places: a key that the browser holds, where it has the
// kind; otherwise one that is kept encrypted.
func (b *Browser) NewSigningKey(context.Context) (crypto.SigningKey, error) {
	held, err := newSigner()
	if err != nil {
		return crypto.NewSigningKey(rand.Reader)
	}
	key, err := held.signingKey()
	if err != nil {
		return crypto.SigningKey{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.signers[key.Public()] = held
	return key, nil
}

// get reads a record, or returns ErrNotFound. b.mu is held.
func (b *Browser) get(shelf, name string) (record, error) {
	db, err := b.at(shelf)
	if err != nil {
		return record{}, err
	}
	v, err := db.read("get", name)
	if err != nil {
		return record{}, err
	}
	if v.Type() != js.TypeObject {
		return record{}, ErrNotFound
	}
	r := record{lock: v.Get("lock")}
	if v.Get("signing").Type() == js.TypeObject {
		r.signer = &signer{private: v.Get("signing"), public: ed25519.PublicKey(bytesFrom(v.Get("public")))}
	}
	r.plain, err = unlocked(r.lock, name, bytesFrom(v.Get("nonce")), bytesFrom(v.Get("sealed")))
	return r, err
}

// put writes a record, and returns the key it is under: the record's own, or a new one
// where it has none. b.mu is held.
func (b *Browser) put(shelf, name string, r record) (lock js.Value, err error) {
	db, err := b.at(shelf)
	if errors.Is(err, ErrNotFound) {
		db, err = b.begin(shelf)
	}
	if err != nil {
		return lock, err
	}
	if r.lock.Type() != js.TypeObject {
		if r.lock, err = newLock(); err != nil {
			return lock, err
		}
	}
	nonce, sealed, err := locked(r.lock, name, r.plain)
	if err != nil {
		return lock, err
	}
	v := map[string]any{"lock": r.lock, "nonce": bytesTo(nonce), "sealed": bytesTo(sealed)}
	if r.signer != nil {
		v["signing"], v["public"] = r.signer.private, bytesTo(r.signer.public)
	}
	return r.lock, db.write("put", v, name)
}

// drop deletes a shelf. It stays among those there are until that has succeeded, so
// that it can be asked again. b.mu is held.
func (b *Browser) drop(shelf string) error {
	if room, ok := roomOf(shelf); ok {
		delete(b.rooms, room)
	}
	if db, ok := b.open[shelf]; ok {
		db.close()
		b.open[shelf] = database{}
	}
	if err := b.shelves.drop(shelf); err != nil {
		return err
	}
	delete(b.open, shelf)
	return nil
}

// Forget implements Places.
func (b *Browser) Forget(_ context.Context, room crypto.Digest) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.drop(shelfOf(room))
}

// Wipe implements Places.
func (b *Browser) Wipe(context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.signers)
	clear(b.rooms)
	shelves, err := b.shelves.names() // what the browser has, whatever is open here
	for _, shelf := range shelves {
		err = errors.Join(err, b.drop(shelf))
	}
	return err
}

// LockedKey implements Locked.
func (b *Browser) LockedKey(context.Context) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.get(personShelf, minutesName)
	return r.plain, err
}

// KeepLockedKey implements Locked.
func (b *Browser) KeepLockedKey(_ context.Context, wrapped []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, err := b.put(personShelf, minutesName, record{plain: wrapped})
	return err
}

// KeepIssued implements Places.
func (b *Browser) KeepIssued(_ context.Context, room, issue crypto.Digest, file []byte) error {
	if len(file) > MaxIssued {
		return ErrTooLarge
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	shelf, name := shelfOf(room), issuedPrefix+issue.String()
	if len(file) == 0 {
		db, err := b.at(shelf)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return db.write("delete", name)
	}
	_, err := b.put(shelf, name, record{plain: file})
	return err
}

// Issued implements Places.
func (b *Browser) Issued(_ context.Context, room, issue crypto.Digest) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.get(shelfOf(room), issuedPrefix+issue.String())
	return r.plain, err
}

var _ Locked = (*Browser)(nil)
