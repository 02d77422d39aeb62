// Package replica is one device's own copy of a room: the log it has verified,
// the state that follows from it, and the sealed texts it can open.
//
// It takes what the server sends (take.go), refuses whatever is not one complete
// history (evidence.go), follows the room into a new epoch only after chair or
// deputy resumed it (epoch.go), compares the heads that others sign (heads.go),
// opens a sealed text only when the act around it is verified (open.go), and
// makes the acts of its own seat, each tried on its own state before it is
// signed and sent (compose.go). A log can be written to a file and verified
// there (logfile.go).
//
// The law it lives by: the view it shows is the view that the whole log would
// give this seat.
//
// It does no I/O and reads no clock. A Replica is used by one goroutine at a
// time.
package replica
