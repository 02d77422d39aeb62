package sqlite

import "time"

const (
	// queueLength is how many requests may wait for the committer; further
	// callers wait at the door.
	queueLength = 1024

	// groupMax and groupBytes bound what one transaction takes: requests, and
	// bytes of records and blobs. A group ends after the request that reaches
	// the second.
	groupMax   = 128
	groupBytes = 8 << 20

	// checkpointBytes is how much is appended, by estimate, before the
	// write-ahead file is copied into the database at the next quiet moment;
	// at checkpointForced it is done without waiting for one.
	checkpointBytes  = 4 << 20
	checkpointForced = 16 << 20

	// settleBlobs is how many blobs of a room are listed before they are brought into
	// the index: the more, the fewer pages each takes, and the longer everybody waits
	// for it (about 5 ms) and who reads one of them searches.
	settleBlobs = 1024

	// spareBody is the largest buffer in bytes kept for the next body.
	spareBody = 256 << 10

	// walMax is the size in bytes at which the write-ahead file is emptied,
	// with readers kept out for that moment, instead of left to be reused.
	walMax = 64 << 20

	// readChunk is how many rows and readBytes about how many bytes one read
	// transaction takes.
	readChunk = 256
	readBytes = 1 << 20

	// readers is the number of connections that only read.
	readers = 4

	// cachePages is how many pages the writing connection keeps, so that the
	// indexes of busy rooms are not read again for every append.
	cachePages = 4096

	// busyWait is how long SQLite waits for a lock that another process holds.
	// All rooms wait with it.
	busyWait = 50 * time.Millisecond

	// eraseAttempts is how often Erase and Destroy try to empty the write-ahead
	// file before they return ErrBusy; eraseBackoff is the first wait between
	// two attempts, doubled each time.
	eraseAttempts = 5
	eraseBackoff  = 10 * time.Millisecond

	// destroyBodies and destroyRecords are how many bodies and records Destroy
	// takes in one transaction, so that other rooms' appends go in between.
	destroyBodies  = 8
	destroyRecords = 512

	// sweepEvery is how often staged blobs whose time is over are removed.
	sweepEvery = time.Minute
)
