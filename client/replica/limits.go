package replica

// Limits of a replica.
const (
	// MaxAhead is how many records beyond its own head a heartbeat may claim
	// before this device takes no note of it.
	MaxAhead = 50_000
	// WithheldAfter is how long the head of chair or deputy may be ahead of this
	// device's before that is suspect, in ms.
	WithheldAfter = 10_000
	// MaxClaims is how many of such heads are remembered of one seat.
	MaxClaims = 8
	// MaxLater is how many checkpoints of epochs that did not begin here yet are
	// remembered.
	MaxLater = 16
	// MaxClockLag is how far this device's clock may be behind the server's when the
	// day has come on which the contents go, in ms.
	MaxClockLag = 60 * 60_000
	// MaxOpened is how many opened texts are kept in memory, so that a view does
	// not open the same file twice.
	MaxOpened = 4096
	// MaxLogEntry is the longest entry in a log file, in bytes.
	MaxLogEntry = 64 << 10
	// MaxLogRules is the longest rules in a log file, in bytes.
	MaxLogRules = 1 << 20
)
