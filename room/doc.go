// Package room is the pure core of a meeting: every act there is, who may do
// it, who may see it, and what becomes of the room when it is admitted.
//
// Start at kinds.go: the table there has one row for every kind of act, and
// nothing can happen that has no row. The rows name checks and changes that
// stand in one file per concern: founding, places, seats, course, items, contributions,
// decisions, releases, packages, server.
//
// The package reads no clock, does no I/O and makes no randomness; times and
// random bytes come in with the acts. It runs unchanged on the server, which
// admits acts, in the browser and on the command line, which verify them and
// refuse early with the same words. It does not check signatures or links:
// package crypto/chain does, before an act comes here.
package room
