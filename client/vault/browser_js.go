package vault

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"sync"
	"syscall/js"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Browser is a vault in the browser's own database. Every record is encrypted with
// a key of its own that no script can read out and that goes with the record, and
// signing keys are keys that the browser holds, where it has Ed25519. That keeps
// them from whoever copies the files of a record, and from a script that gets into
// the page; not from who has the whole browser profile.
//
// One Browser is open at a time: see Claim.
type Browser struct {
	// static
	db database

	mu sync.Mutex // held while records are read and written

	signers map[crypto.VerifyKey]signer // guarded by mu: made, and perhaps not kept yet
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
	db, err := openDatabase()
	if err != nil {
		return nil, err
	}
	return &Browser{db: db, signers: map[crypto.VerifyKey]signer{}}, nil
}

// Close closes the database.
func (b *Browser) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.db.Call("close")
}

// NewSigningKey implements Vault: a key that the browser holds, where it has the
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
func (b *Browser) get(store, name string) (record, error) {
	v, err := b.db.read(store, "get", name)
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

// put writes a record. b.mu is held.
func (b *Browser) put(store, name string, r record) error {
	if r.lock.Type() != js.TypeObject {
		var err error
		if r.lock, err = newLock(); err != nil {
			return err
		}
	}
	nonce, sealed, err := locked(r.lock, name, r.plain)
	if err != nil {
		return err
	}
	v := map[string]any{"lock": r.lock, "nonce": bytesTo(nonce), "sealed": bytesTo(sealed)}
	if r.signer != nil {
		v["signing"], v["public"] = r.signer.private, bytesTo(r.signer.public)
	}
	return b.db.write(store, "put", v, name)
}

// Rooms implements Vault.
func (b *Browser) Rooms(context.Context) ([]crypto.Digest, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	keys, err := b.db.read(roomStore, "getAllKeys")
	if err != nil {
		return nil, err
	}
	var rooms []crypto.Digest
	for i := range keys.Length() {
		var id crypto.Digest
		if id.UnmarshalText([]byte(keys.Index(i).String())) == nil {
			rooms = append(rooms, id)
		}
	}
	return rooms, nil
}

func (b *Browser) room(id crypto.Digest) (record, stored, error) {
	r, err := b.get(roomStore, id.String())
	if err != nil {
		return record{}, stored{}, err
	}
	s, err := decodeStored(r.plain)
	return r, s, err
}

// Place implements Vault.
func (b *Browser) Place(_ context.Context, room crypto.Digest) (Place, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, s, err := b.room(room)
	if err != nil {
		return Place{}, err
	}
	if r.signer == nil {
		return s.place(crypto.SigningKey{})
	}
	key, err := r.signer.signingKey()
	if err != nil {
		return Place{}, ErrDamaged
	}
	b.signers[key.Public()] = *r.signer
	return s.place(key)
}

// Keep implements Vault.
func (b *Browser) Keep(_ context.Context, p Place) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, s, err := b.room(p.Room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	held, ok := b.signers[p.Keys.Signing.Public()]
	if r.signer = nil; ok {
		r.signer = &held
	}
	if err := s.set(p, ok); err != nil {
		return err
	}
	r.plain = chain.Encode(s)
	return b.put(roomStore, p.Room.String(), r)
}

// Forget implements Vault.
func (b *Browser) Forget(_ context.Context, room crypto.Digest) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	prefix := room.String() + "-"
	pages, err := try(func() js.Value { return js.Global().Get("IDBKeyRange").Call("bound", prefix, prefix+"g") })
	if err != nil {
		return err
	}
	return errors.Join(b.db.write(issuedStore, "delete", pages), b.db.write(roomStore, "delete", room.String()))
}

// Wipe implements Vault.
func (b *Browser) Wipe(context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.signers)
	return errors.Join(b.db.write(roomStore, "clear"), b.db.write(personStore, "clear"), b.db.write(issuedStore, "clear"))
}

// MinutesKey implements Vault.
func (b *Browser) MinutesKey(context.Context) (crypto.MinutesKey, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.get(personStore, minutesName)
	if err != nil {
		return crypto.MinutesKey{}, err
	}
	key, err := crypto.ParseMinutesKey(string(r.plain))
	if err != nil {
		return crypto.MinutesKey{}, ErrDamaged
	}
	return key, nil
}

// KeepMinutesKey implements Vault.
func (b *Browser) KeepMinutesKey(_ context.Context, key crypto.MinutesKey) error {
	text, err := key.MarshalSecret()
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.put(personStore, minutesName, record{plain: []byte(text)})
}

// KeepIssued implements Vault.
func (b *Browser) KeepIssued(_ context.Context, room, issue crypto.Digest, file []byte) error {
	if len(file) > MaxIssued {
		return ErrTooLarge
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.put(issuedStore, issuedName(room, issue), record{plain: file})
}

// Issued implements Vault.
func (b *Browser) Issued(_ context.Context, room, issue crypto.Digest) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.get(issuedStore, issuedName(room, issue))
	return r.plain, err
}

// Unsent implements Vault.
func (b *Browser) Unsent(_ context.Context, room crypto.Digest, name string) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, s, err := b.room(room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	return s.Unsent[name], nil
}

// KeepUnsent implements Vault.
func (b *Browser) KeepUnsent(_ context.Context, room crypto.Digest, name, text string) error {
	if len(text) > MaxUnsent {
		return ErrTooLarge
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	r, s, err := b.room(room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	s.keepUnsent(name, text)
	r.plain = chain.Encode(s)
	return b.put(roomStore, room.String(), r)
}

var _ Vault = (*Browser)(nil)
