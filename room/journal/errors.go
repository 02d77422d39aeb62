package journal

import "errors"

// The errors of a Journal, to be tested with errors.Is. What each method can
// return, and what it means there, is written at the method.
var (
	// ErrConflict: the room's head is not the one the batch was made for.
	// Nothing was written. Another writer was first.
	ErrConflict = errors.New("journal: the room's head has moved")

	// ErrUncertain: the store cannot say whether the batch was written. The
	// room is to be dropped from memory and loaded again.
	ErrUncertain = errors.New("journal: unknown whether the batch was written")

	// ErrMissing: a blob named in Staged is not there, its time is over, its
	// size is another, or an earlier batch took it up. Nothing was written.
	ErrMissing = errors.New("journal: a staged blob is not there")

	// ErrFull: there is no space. Nothing was written; reading still works,
	// and writing works again as soon as there is space.
	ErrFull = errors.New("journal: no space left, nothing was written")

	// ErrStopped: the disk failed under a write, so what is durable is no
	// longer known. The journal writes and acknowledges nothing any more; the
	// process must stop.
	ErrStopped = errors.New("journal: a write to disk failed, the journal has stopped")

	// ErrBusy: somebody else holds the store, for instance a backup that reads
	// it. Try again.
	ErrBusy = errors.New("journal: the store is in use, try again")

	// ErrNotFound: there is no such room or blob.
	ErrNotFound = errors.New("journal: not found")

	// ErrQuota: who stages has too many bytes staged in the room.
	ErrQuota = errors.New("journal: too much is staged by one")

	// ErrInvalid: the caller handed in something no journal stores. Nothing
	// was written. It is a mistake in the program.
	ErrInvalid = errors.New("journal: invalid")

	// ErrClosed: the journal was closed.
	ErrClosed = errors.New("journal: closed")
)
