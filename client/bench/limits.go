package bench

import "time"

const (
	// setupAtOnce is how many rooms are made at the same time.
	setupAtOnce = 4
	// setupTime is how long making one room may take.
	setupTime = 2 * time.Minute
	// settleTime is how long the last records may take to reach everybody.
	settleTime = 30 * time.Second
	// writeTime is how long one frame may take to be taken.
	writeTime = 10 * time.Second
	// invitationTime is how long the invitations of the bench are valid.
	invitationTime = time.Hour
	// dialsAtOnce is how many connections are being made at the same time.
	dialsAtOnce = 32
)
