package replica

// Limits of a replica.
const (
	// togetherFrom is how many entries must come at once to be read together.
	togetherFrom = 4
	// MaxAhead is how many records beyond its own head a heartbeat may claim
	// before this device takes no note of it.
	MaxAhead = 50_000
	// WithheldAfter is how long the head of chair or deputy may be ahead of this
	// device's before that is suspect, in ms.
	WithheldAfter = 10_000
	// LateAfter is how much later than it takes a heartbeat of chair or deputy may come
	// before that is not hearing them any more, in ms.
	LateAfter = 45_000
	// DelayStretch is the least time over which that is compared, and half of the longest,
	// in ms.
	DelayStretch = 15 * 60_000
	// MaxClaims is how many of such heads are remembered of one seat.
	MaxClaims = 8
	// MaxLater is how many checkpoints of epochs that did not begin here yet are
	// remembered.
	MaxLater = 16
	// MaxAcks is how many answers that the log has not borne out yet are kept over a
	// restart.
	MaxAcks = 16
	// MaxNote is the longest checkpoint that is opened, or kept as evidence, in bytes.
	MaxNote = 4 << 10
	// MaxServerKeys is how many keys of the server evidence names, the last ones.
	MaxServerKeys = 64
	// MaxEvidence is the longest file of evidence, in bytes: the first record, the entry
	// and the heartbeat it is about, two checkpoints, the server's keys and the rest.
	MaxEvidence = 3*MaxLogEntry + 2*MaxNote + 40*MaxServerKeys + 8<<10
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
