// Package journal is the contract of the store under the rooms: per room one
// append-only log with a head, and beside it the sealed bodies and the policy
// labels that can be erased.
//
// Everything it stores is opaque bytes. It knows nothing of acts, keys or
// covenants, checks no signature, recomputes no link and compares no digest
// with the bytes it names: whoever loads a room verifies the chain over what
// it reads. It never decides who may read.
package journal

import "context"

// A Room names a room: the hash of its genesis act, 32 bytes.
type Room [32]byte

// A Digest is a 32-byte hash made by the caller. Within a room it names a blob,
// and as a link it closes the log.
type Digest [32]byte

// A Head is the end of a room's log.
type Head struct {
	N    uint64 // number of records in the log; 0: the room does not exist
	Link Digest // link over the log up to and including record N; zero when N is 0
}

// An Entry is one record of a room's log with its erasable policy labels.
type Entry struct {
	Seq    uint64 // position in the log: 1, 2, 3 … without a gap
	Record []byte // 1 to MaxRecord bytes; never erased
	Labels []byte // 0 to MaxLabels bytes; nil when there are none or they were erased
}

// A Blob is one sealed body, envelope or package.
type Blob struct {
	Digest Digest // names it within its room
	Data   []byte // 1 to MaxBlob bytes
}

// A Batch is what one Append writes, all of it or nothing.
type Batch struct {
	Room    Room
	Old     Head     // the head the caller worked from; the zero Head makes the room
	New     Head     // the head after the batch: New.N = Old.N + len(Entries)
	Entries []Entry  // at least one; Seq runs from Old.N+1 to New.N
	Blobs   []Blob   // stored with the entries; one the room already holds is left as it is
	Staged  []Staged // blobs staged before and not taken up yet, taken up by this batch
}

// Staged names a blob that was staged for one batch. The size is part of the
// name: the caller has not seen the bytes.
type Staged struct {
	Digest Digest
	Size   uint32 // bytes
}

// A Journal stores the logs of many rooms. All methods may be called by
// several goroutines at once. An error other than those named at a method says
// that the store failed; after one from Append the caller treats the outcome
// as ErrUncertain.
type Journal interface {
	// Rooms returns the rooms that have at least one record, in no order.
	Rooms(ctx context.Context) ([]Room, error)

	// Head returns the end of the room's log, or the zero Head when the room
	// does not exist.
	Head(ctx context.Context, room Room) (Head, error)

	// Append writes the batch in one atomic, durable step, provided the
	// room's head is still b.Old: when it returns nil, everything in b
	// survives a crash. The caller leaves the bytes in b unchanged, also
	// after Append returned.
	//
	// Nothing was written after ErrInvalid, ErrConflict, ErrMissing, ErrFull,
	// ErrBusy and ErrClosed. After ErrUncertain and ErrStopped it may or may
	// not have been: the room is to be loaded again.
	Append(ctx context.Context, b Batch) error

	// Read yields the room's entries in order, starting at from (0 counts as
	// 1), at least up to the head at the time of the call. It yields nothing
	// for a room that does not exist. It holds no lock and no transaction
	// while yield runs. An error of yield ends the reading and is returned as
	// it is. A gap in the log is an error that names the missing position.
	Read(ctx context.Context, room Room, from uint64, yield func(Entry) error) error

	// Blob returns the data of a blob that an Append stored or took up, or
	// ErrNotFound. The caller may keep the bytes.
	Blob(ctx context.Context, room Room, digest Digest) ([]byte, error)

	// Stage keeps a blob for one later Append that names it in Staged, with its
	// size. It is dropped after StageLifetime; staging it again starts that time anew. A
	// blob the room already holds is left as it is. by numbers who stages, in that room:
	// a blob counts for who was first to stage it. ErrNotFound: the room does not exist;
	// ErrQuota: more than StageQuota bytes would be staged by one; also ErrInvalid,
	// ErrFull, ErrBusy, ErrStopped, ErrClosed.
	Stage(ctx context.Context, room Room, by uint32, b Blob) error

	// Erase removes blobs (taken up or staged) and the labels of the records
	// at the given positions. When it returns nil, their bytes are in none of
	// the store's files any more: overwritten, not merely unlinked. What is
	// not there counts as erased, so it can be repeated. After ErrBusy,
	// ErrFull, or an ended context it is not done, or only in part: repeat it.
	Erase(ctx context.Context, room Room, blobs []Digest, labels []uint64) error

	// Destroy erases all labels of the room and all its blobs but the one named
	// keep, in the same way and with the same errors as Erase. Records and head
	// stay, and so does what is needed to read them. The zero Digest keeps nothing.
	Destroy(ctx context.Context, room Room, keep Digest) error

	// Watch returns a channel that receives a value some time after the room's
	// log grew, through any node. It is a hint: several appends may give one
	// value and a value may be lost. It gives no more values, and is never
	// closed, once ctx has ended or the journal was closed.
	Watch(ctx context.Context, room Room) <-chan struct{}

	// Stopped returns a channel that receives the reason, an ErrStopped, when the
	// journal stops: once, for one who waits. It does not take somebody who writes
	// to find out. A store that never stops by itself returns nil.
	Stopped() <-chan error

	// Close finishes the appends that were already handed in and releases the
	// store. Afterwards every method that can fail returns ErrClosed.
	Close() error
}
