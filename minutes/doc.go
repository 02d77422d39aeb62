// Package minutes makes what leaves a room, and checks it afterwards.
//
// [Compile] makes the [Contents] of one package for one recipient from the view
// of the one who issues it: the approved releases for that recipient whose
// sources stand, his own contributions, and fixed words. There is nothing else
// to put in. After the issue act is in the log, [Prover.Prove] gathers the acts
// that allow it and [Document] makes the file: one HTML page that any browser
// shows, with the contents and their proof inside.
//
// [Verify] needs that file and nothing else. It checks the log, who signed, who
// agreed and who decided, that each text is the one they signed for, and that
// the page is byte for byte what the contents give. What a file cannot show is
// in [Verified.Limits].
//
// The package reads no clock and makes no randomness: times are those of the
// log, salts come in. It encrypts nothing (crypto/seal does) and signs nothing
// (client does).
package minutes
