package room

// Limits of one room. The server sends them in its welcome.
const (
	// MaxSeats is how many seats a room may have in its life, so that one
	// submission can carry an envelope for everybody.
	MaxSeats = 40
	// MaxPlaces is how many places a room may have.
	MaxPlaces = 60
	// MaxItems is how many items a room may have.
	MaxItems = 100
	// MaxPersons is how many persons one item may be about.
	MaxPersons = 50
	// MaxActs is how many acts a room may have, the server's included.
	MaxActs = 20_000
	// MaxActsOfDevice is how many of them one device may sign, so that nobody can
	// fill the room alone.
	MaxActsOfDevice = 5_000
	// MaxActsToEnd is how many of a room's acts are kept for meeting its gates once
	// it wraps up, and how many more a device may sign for that: a full room can end.
	MaxActsToEnd = 2_000
	// MaxSubmission is an act with its labels, body and envelopes, in bytes.
	MaxSubmission = 256 << 10
	// MaxStaged is one file staged before its act: a package, in bytes.
	MaxStaged = 4 << 20
	// MaxInvitationDays is how long an invitation may be valid.
	MaxInvitationDays = 31
	// MaxClaim is the longest name, function or contact of a seat, in bytes.
	MaxClaim = 200
	// MaxRecipients is how many recipients one proposal may name.
	MaxRecipients = 60
	// MaxReactionDays is how many days more than the profile's term a concept may
	// leave for reactions.
	MaxReactionDays = 31
	// MaxOutside is how many outside recipients a room may have.
	MaxOutside = 40
)

// DayMillis is a day in milliseconds: days count from 1970-01-01 UTC.
const DayMillis = 24 * 60 * 60 * 1000
