package client

import (
	"time"

	"casusoverleg/client/replica"
)

// Limits and intervals of a session.
const (
	// maxRetries is how often an act is made anew when the room went on meanwhile, and
	// how often a request is sent again to which no answer came.
	maxRetries = 6
	// retryDelay is how long such an act waits for the room to go on, and by how much
	// longer such a request waits each time.
	retryDelay = 250 * time.Millisecond

	// dialTimeout bounds connecting, and writeTimeout one frame.
	dialTimeout  = 15 * time.Second
	writeTimeout = 15 * time.Second
	// httpTimeout bounds one request, a Wait excepted.
	httpTimeout = 30 * time.Second
	// firstBackoff and maxBackoff bound the time between attempts to connect.
	firstBackoff = 200 * time.Millisecond
	maxBackoff   = 20 * time.Second
	// blockedAfter is how many times in a row no socket may open before the server is
	// asked whether it is there at all.
	blockedAfter = 3
	// maxLobbyDelay is how long a visitor waits at most before he asks again.
	maxLobbyDelay = 3 * time.Second
	// keepWithin is how long what the server says again may wait to be written to the vault.
	keepWithin = 100 * time.Millisecond
	// byeTimeout is how long a leaving client waits to say so.
	byeTimeout = 2 * time.Second

	// maxBeatsPerFrame is how many heartbeats go in one frame.
	maxBeatsPerFrame = 16
	// frameQueue is how many frames may wait to be taken in.
	frameQueue = 64
	// maxFetches is how many files are asked for at a time.
	maxFetches = 16
	// maxAnswer is the longest answer to a request, in bytes.
	maxAnswer = 4 << 20
	// maxBooks is how many rules a Library keeps.
	maxBooks = 32
	// stageFrom is the size from which a file is staged before its act, in bytes.
	stageFrom = 128 << 10
	// UnlockFor is how long one unlock of the vault covers what takes one.
	UnlockFor = 5 * time.Minute
	// looksPerLapse is how often a lapse is looked at, at least, before it has lasted as
	// long as is allowed.
	looksPerLapse = 8
	// maxReseals is how often one text is sealed again to one reader who cannot open it.
	maxReseals = 2
)

// intervals are the times a session keeps to; tests make them shorter.
type intervals struct {
	leadBeat time.Duration // chair and deputies, in session
	seatBeat time.Duration // everybody else
	silence  time.Duration // how long neither chair nor deputy may be heard
	withheld time.Duration // how long a reveal may take
	watch    time.Duration // between looks whether the device is behind those who lead
	quiet    time.Duration // how long nothing may come before the server is asked for a sign of life
	answer   time.Duration // how long that may take before the connection counts as dead
	renew    time.Duration // before a token expires
}

func standardIntervals() intervals {
	return intervals{
		leadBeat: 15 * time.Second, seatBeat: 60 * time.Second, silence: 45 * time.Second,
		withheld: 30 * time.Second, watch: replica.WithheldAfter / 4 * time.Millisecond,
		quiet: 25 * time.Second, answer: writeTimeout, renew: 2 * time.Minute,
	}
}
