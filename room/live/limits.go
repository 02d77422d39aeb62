package live

import "time"

const (
	// Rate and Burst bound the frames of one device, and beside them the files that it
	// stages: per second, and at once.
	Rate  = 10
	Burst = 50
	// helloCost is how many frames a Hello counts as, in a bucket of its own: it may have
	// the log and its files read.
	helloCost = 3
	// fetchWait is how long a device that asks for files too fast is held up at a time.
	fetchWait = 50 * time.Millisecond
	// RoomRate and RoomBurst bound the acts of one room.
	RoomRate  = 200
	RoomBurst = 1000

	// QueueRecords and QueueBytes bound what waits for one device. Who does not
	// keep up is dropped and may resume from where it was.
	QueueRecords = 256
	QueueBytes   = 1 << 20

	// chunkRecords and chunkBytes bound one step of catching up.
	chunkRecords = 256
	chunkBytes   = 512 << 10
	// revealBytes is about how large one Reveal frame gets.
	revealBytes = 512 << 10

	// callQueue is how many calls may wait for a room.
	callQueue = 64
	// appendAttempts is how often one act is offered to the journal when
	// another writer was first, or the outcome was unknown.
	appendAttempts = 3
	// storageTimeout bounds one call to the journal.
	storageTimeout = 10 * time.Second

	// settleTime is how long the wall clock must have run evenly before the term
	// of contents ends by it; clockJump is how much it may be corrected meanwhile.
	settleTime = 10 * time.Minute
	clockJump  = time.Minute

	// IdleTime is how long a room nobody uses stays in memory.
	IdleTime = 5 * time.Minute
	// tickEvery is how often a room looks at tokens that expire and visitors
	// who went away.
	tickEvery = 2 * time.Second
	// returnTime is how long the device of an owner has to be here after a resume
	// before it counts as having repeated the withdrawals that were lost.
	returnTime = 5 * time.Second
	// lobbyDelay lets several knocks go in one frame.
	lobbyDelay = 200 * time.Millisecond
	// presenceDelay lets several arrivals go in one frame.
	presenceDelay = 200 * time.Millisecond
	// closeGrace is how long a device gets to take its last frame.
	closeGrace = 1500 * time.Millisecond
	// farewellTime is how long a device is shown at a time how its seat ended: not so long
	// that it could take the stubs of its items for a reveal that is withheld.
	farewellTime = 20 * time.Second
	// sweepEvery is how often rooms out of memory are looked at for destruction.
	sweepEvery = time.Hour
	// sweepPause keeps the sweep from crowding out the living.
	sweepPause = 50 * time.Millisecond
	// retryFirst and retryMax are the waits between attempts to erase.
	retryFirst = time.Second
	retryMax   = 5 * time.Minute

	// MaxVisits is how many joiners may wait in one room, and
	// MaxVisitsPerLink for one invitation.
	MaxVisits        = 60
	MaxVisitsPerLink = 3
	// KnockRate and KnockBurst bound the knocks with one invitation: per second, and at once.
	KnockRate  = 1
	KnockBurst = 10
	// visitLifetime is how long a joiner who stops asking is still shown.
	visitLifetime = time.Minute

	// loadTime bounds the loading of one room.
	loadTime = 30 * time.Second
	// earlyFrames is how many frames a device may send before it has said who it is.
	earlyFrames = 4

	// maxBeats is how many heartbeats one frame may hold.
	maxBeats = 16
	// spareBuffer is the largest buffer kept for the next frame.
	spareBuffer = 64 << 10
)
