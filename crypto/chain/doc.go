// Package chain is the verifiable log of a room: the header and the one
// encoding of an act, records with their audiences, stubs, links, checkpoints
// and heartbeats, and the verifier that refuses gaps, rollback and forks.
//
// It knows nothing of what acts mean: payloads are opaque here, and who may
// see which audience is told to it by package room. It does no I/O, reads no
// clock and makes no randomness.
package chain
