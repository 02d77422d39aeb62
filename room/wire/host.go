package wire

import "casusoverleg/room/covenant"

// The refusal codes of the host, besides those of package room: they say
// nothing about the act, and the same act may be offered again.
const (
	CodeStorageFull covenant.Code = "storage_full" // no space left; nothing was written
	CodeTryAgain    covenant.Code = "try_again"    // the store did not take it; nothing was written
	CodeTooFast     covenant.Code = "too_fast"     // more acts than the room takes, or files than are staged at a time
	CodeNotStaged   covenant.Code = "not_staged"   // a file that was to be staged before is not there, or not any more
)

// Sizes of frames, in bytes; what a client sets as its read limit, and a server as its own.
const (
	// MaxServerFrame is the largest frame a server sends: a package, or records with their files.
	MaxServerFrame = 6 << 20
	// MaxClientFrame is the largest frame a client sends: a submission.
	MaxClientFrame = 264 << 10
)
