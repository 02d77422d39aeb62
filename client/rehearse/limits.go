package rehearse

import "time"

const (
	// MaxScriptSize is how many bytes a script may have.
	MaxScriptSize = 512 << 10
	// MaxSteps is how many steps a script may have.
	MaxSteps = 2000
	// MaxMistakes is how many mistakes of a script are named at once.
	MaxMistakes = 50
	// maxDepth is how deep lists and keys of a script may lie within each other.
	maxDepth = 12
	// maxName is the longest name that a script gives to something, in bytes.
	maxName = 40
	// maxDays is how far from today a date may lie that is written as +n or -n.
	maxDays = 3650

	// StepTimeout is how long one step may take, until everybody it concerns
	// has seen and verified it.
	StepTimeout = 30 * time.Second
	// settleTick is how often the runner looks whether everybody has seen
	// everything, and settleCalm how often in a row nothing may be new.
	settleTick = 2 * time.Millisecond
	settleCalm = 3
	// namesTimeout is how long a guest's device may take to tell his name.
	namesTimeout = 5 * time.Second
	// hostTick is how often the players of a meeting that goes on look around.
	hostTick = 200 * time.Millisecond
	// invitationDays is how long the invitations of a rehearsal are valid.
	invitationDays = 1
)
