// Package crypto holds the keys of casusoverleg as types, signing and hashing
// by purpose, the secrets of an invitation, the spoken room code and the
// identity file of a person's minutes key.
//
// It invents no cryptography: signatures are Ed25519 and hashes SHA-256 of the
// standard library, confidentiality is age with post-quantum hybrid recipients,
// and scrypt stretches the spoken code. Everything signed, hashed or derived
// carries one [Label], so that nothing made for one purpose is good for another.
//
// Private keys do not print, do not marshal by accident and do not compare with
// ==; the only way out is an explicit MarshalSecret, which puts a typed prefix
// before the text. Errors never repeat their input.
//
// The package does not seal anything (see crypto/seal), keeps no keys (see
// client/vault) and knows no acts (see crypto/chain). All its types are
// immutable and safe for concurrent use.
package crypto
