// Package rehearse plays a meeting script against a running server, with one
// real client per person that knows nothing but the address and its own
// invitation link. It prints the meeting as it happens and stops at the first
// expectation that does not come true: it is the acceptance test, the
// demonstration and the training course in one (DW art. 12.1).
//
// docs/rehearsal.md describes the format of a script; meetings holds some.
//
// The package decides nothing about a meeting: what is allowed, the room says.
// It does not look into the server either: what it checks, a participant could
// check.
package rehearse
