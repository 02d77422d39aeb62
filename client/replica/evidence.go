package replica

import (
	"errors"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// Breaches that a replica finds beside those of package chain.
const (
	BreachAct        chain.Breach = "act"        // an act that nobody signed, or that the rules of the room refuse
	BreachCheckpoint chain.Breach = "checkpoint" // no checkpoint of this room's server, or of another head than was sent
	BreachWithheld   chain.Breach = "withheld"   // an earlier record that this seat must be shown was never revealed
	BreachResume     chain.Breach = "resume"     // a lower head accepted by who did not lead any more
	BreachDestroyed  chain.Breach = "destroyed"  // contents destroyed that nobody asked for, before their day
	BreachFile       chain.Breach = "file"       // labels or a file that no act names
	BreachSeat       chain.Breach = "seat"       // the seat that the server gave this device is nobody's, or somebody else's
)

// Evidence is what a device keeps when its server does not serve one complete
// history. It holds signatures of the server that contradict each other where
// there are any, so that others can judge it.
type Evidence struct {
	Violation  chain.Violation
	Refusal    *room.Refusal  // why an admitted act should have been refused; nil for other breaches
	Held       []byte         // checkpoint this device had, a signed note; nil when it had none
	Shown      []byte         // checkpoint that contradicts it; nil when none was shown
	Entry      *chain.Entry   // the entry it broke on; nil for other breaches
	Heartbeat  *chain.Signed  // the heartbeat it broke on; nil for other breaches
	Seat       chain.Seat     // who signed that heartbeat
	Head       chain.Position // how far this device had verified
	ServerKeys []crypto.VerifyKey
	Acked      bool // the log contradicts what the server signed with an ack to this device
}

// Error names the breach and the position; it holds nothing of the room.
func (e *Evidence) Error() string {
	if e.Refusal != nil {
		return fmt.Sprintf("replica: %s at %d: %s", e.Violation.What, e.Violation.N, e.Refusal.Code)
	}
	return fmt.Sprintf("replica: %s at %d", e.Violation.What, e.Violation.N)
}

// Unwrap returns the violation.
func (e *Evidence) Unwrap() error { return &e.Violation }

// ErrBroken is returned for everything that is asked of a replica after it found
// a violation: what it holds can still be read, nothing is added.
var ErrBroken = errors.New("replica: stopped after a violation")

// Evidence returns what this replica stopped on, or nil.
func (r *Replica) Evidence() *Evidence { return r.evidence }

// stop keeps the evidence of a violation; the first one stays.
func (r *Replica) stop(err error, e Evidence) error {
	if r.evidence != nil {
		return ErrBroken
	}
	var violation *chain.Violation
	if !errors.As(err, &violation) {
		violation = &chain.Violation{What: chain.BreachForm, N: r.line().head().N}
	}
	e.Violation, e.Held = *violation, r.Held()
	if note := r.contradicted(violation); note != nil {
		e.Held, e.Acked = note, true
	}
	e.Head, e.ServerKeys = r.line().head(), r.line().keys
	var broken *broken
	if errors.As(err, &broken) {
		e.Refusal = broken.refusal
		e.Acked = e.Acked || broken.acked
		if broken.entry != nil {
			e.Entry = broken.entry
		}
		if broken.held != nil {
			e.Held = broken.held
		}
		if broken.shown != nil {
			e.Shown = broken.shown
		}
	}
	r.evidence = &e
	return r.evidence
}

// broken is a violation with what is behind it.
type broken struct {
	violation chain.Violation
	refusal   *room.Refusal // nil where there is none
	entry     *chain.Entry  // nil where it is the one that was being added
	held      []byte        // the checkpoint it contradicts; nil where that is the highest
	shown     []byte        // the checkpoint that came with it; nil where the caller has it
	acked     bool          // one of these came with an ack, and the log is otherwise
}

func (b *broken) Error() string { return b.violation.Error() }
func (b *broken) Unwrap() error { return &b.violation }
