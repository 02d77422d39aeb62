package journal

import "time"

// The limits of every journal.
const (
	// MaxRecord is the size of one record in bytes. An act is at most 16 KiB;
	// the rest is room for its signature and the server's fields.
	MaxRecord = 64 << 10

	// MaxLabels is the size of one record's labels in bytes.
	MaxLabels = 16 << 10

	// MaxBlob is the size of one blob in bytes.
	MaxBlob = 4 << 20

	// StageQuota is how many bytes each who stages may have staged at a time in one
	// room: one of the largest files, and another when the first was refused after all.
	StageQuota = 8 << 20

	// StageLifetime is how long a staged blob waits to be taken up.
	StageLifetime = 10 * time.Minute

	// MaxHead is the highest number of records in one log.
	MaxHead = 1<<63 - 1
)
