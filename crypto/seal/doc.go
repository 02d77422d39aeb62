// Package seal makes and opens the age files of casusoverleg: a body with a
// sealed text, an envelope per reader with the body's key, and a package that
// leaves the room.
//
// Bodies and envelopes are bound to the room, kind, author, object and version
// they belong to, an envelope also to its reader; moved anywhere else they do
// not open. Nothing is returned before the whole file is authenticated. Bodies
// are padded to one of six sizes and never compressed. Every file has hybrid
// post-quantum recipients only, or one passphrase.
//
// The package does not say who may read (see room), does not check that a
// verified act names the file (see crypto/chain), and keeps nothing. It is safe
// for concurrent use.
package seal
