package page

import "time"

// Limits of the conversation with the page.
const (
	// MaxRequest is the largest request, in bytes: a log or package to be verified.
	MaxRequest = 32 << 20
	// MaxInviteDays is how long an invitation may be valid.
	MaxInviteDays = 92
	// issuedAtOnce is how many packages are made beside each other.
	issuedAtOnce = 2
	// together is how long changes wait for one another before a view is made.
	together = 25 * time.Millisecond
	// apart is how many times as long as a view took to make it is waited before the
	// next, and longest how long at most.
	apart   = 3
	longest = 250 * time.Millisecond
	// expiry is how often it is looked whether the latest date of a room has come, or its
	// seat has ended; lookTime bounds the second for one room.
	expiry   = time.Hour
	lookTime = 30 * time.Second
)
