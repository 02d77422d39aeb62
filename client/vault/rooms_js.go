package vault

import (
	"bytes"
	"context"
	"errors"
	"maps"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// roomRecord is what is kept of a room, as it was read or written last.
type roomRecord struct {
	record
	stored stored // what record.plain says; not to be changed
}

// Rooms implements Places.
func (b *Browser) Rooms(context.Context) ([]crypto.Digest, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var rooms []crypto.Digest
	for shelf := range b.open {
		if id, ok := roomOf(shelf); ok {
			rooms = append(rooms, id)
		}
	}
	return rooms, nil
}

// room is what is kept of a room, or ErrNotFound. b.mu is held.
func (b *Browser) room(id crypto.Digest) (roomRecord, error) {
	if _, err := b.at(shelfOf(id)); err != nil {
		return roomRecord{}, err
	}
	if r, ok := b.rooms[id]; ok {
		return r, nil
	}
	r, err := b.get(shelfOf(id), roomName)
	if err != nil {
		return roomRecord{}, err
	}
	s, err := decodeStored(r.plain)
	if err != nil {
		return roomRecord{}, err
	}
	b.rooms[id] = roomRecord{r, s}
	return b.rooms[id], nil
}

// keepRoom writes what is kept of a room, unless the same is there. What became of a
// write that failed only the database can tell, and is asked when it is needed. b.mu is held.
func (b *Browser) keepRoom(id crypto.Digest, r record, s stored) error {
	before, there := b.rooms[id]
	r.plain = chain.Encode(s)
	if there && bytes.Equal(before.plain, r.plain) && sameSigner(before.signer, r.signer) {
		return nil
	}
	delete(b.rooms, id)
	lock, err := b.put(shelfOf(id), roomName, r)
	if err != nil {
		return err
	}
	r.lock = lock
	b.rooms[id] = roomRecord{r, s}
	return nil
}

func sameSigner(a, b *signer) bool {
	return a == b || a != nil && b != nil && a.public.Equal(b.public)
}

// Place implements Places.
func (b *Browser) Place(_ context.Context, room crypto.Digest) (Place, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.room(room)
	if err != nil {
		return Place{}, err
	}
	if r.signer == nil {
		return r.stored.place(crypto.SigningKey{})
	}
	key, err := r.signer.signingKey()
	if err != nil {
		return Place{}, ErrDamaged
	}
	b.signers[key.Public()] = *r.signer
	return r.stored.place(key)
}

// Keep implements Places.
func (b *Browser) Keep(_ context.Context, p Place) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.room(p.Room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	held, ok := b.signers[p.Keys.Signing.Public()]
	if r.signer = nil; ok {
		r.signer = &held
	}
	if err := r.stored.set(p, ok); err != nil {
		return err
	}
	return b.keepRoom(p.Room, r.record, r.stored)
}

// Unsent implements Places.
func (b *Browser) Unsent(_ context.Context, room crypto.Digest, name string) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.room(room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	return r.stored.Unsent[name], nil
}

// KeepUnsent implements Places.
func (b *Browser) KeepUnsent(_ context.Context, room crypto.Digest, name, text string) error {
	if len(text) > MaxUnsent {
		return ErrTooLarge
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	r, err := b.room(room)
	if err != nil {
		return err
	}
	r.stored.Unsent = maps.Clone(r.stored.Unsent)
	r.stored.keepUnsent(name, text)
	return b.keepRoom(room, r.record, r.stored)
}
