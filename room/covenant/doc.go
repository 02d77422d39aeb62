// Package covenant holds what a privacy covenant says, as data, and answers
// one question about it: may this be?
//
// A [Profile] is one document (AVG, "Privacyconvenant Buurtteams De Wolden").
// [Merge] makes the [Rules] of a room from one or more profiles: of every key
// the stricter value holds. Rules are immutable and safe for concurrent use.
// Their canonical encoding is deterministic CBOR and their digest is what the
// genesis act of a room names.
//
// A question is asked with facts (codes, flags, days; never contents) and is
// answered with rulings: nothing, or what stands in the way with its articles.
//
// The package does no I/O, reads no clock and knows nothing of acts, keys or
// seats. It has no rule that depends on the name of a profile. Profiles are
// written in YAML; package profiles reads those and is not for the browser.
package covenant
