// Package identify finds what identifies someone in a Dutch text, so that the
// release desk can mark it in place and the chair can replace, cut or leave it
// on purpose (DW art. 11.2, AVG art. 5(1)(c)).
//
// It is pure: no I/O, no clock, no randomness, no state. The same text and the
// same persons always give the same marks. It takes time in proportion to the
// length of the text, whatever the text is.
//
// # What it finds
//
//   - name: the case's own names, given as persons. Whole words, without regard
//     to case or accents: first names, surnames with or without their
//     tussenvoegsels, initials before a surname ("P. van Dalen"), instead of a
//     name ("P.v.D.", "P. heeft"), possessives ("Jansens", "Anna's"), together
//     with "mevrouw", "dhr." and the like. Also a name that is in no list but
//     follows such a form of address, and an unknown first name before or surname
//     after a known name.
//   - bsn: 8 or 9 digits that pass the eleven-test; after "BSN" also when they
//     fail it, because a mistyped number is still meant as one.
//   - birth_date: a date after "geboren", "geb." and the like, or in brackets
//     after a name. A bare full date only up to [LastBareBirthYear]: an older
//     date in minutes is hardly ever an event. A bare year is none.
//   - address: postcode (with house number), street with house number.
//   - phone, mail, iban (mod 97; after "IBAN" also when that fails), plate.
//
// # What it does not do
//
// It recognises forms, it does not understand: a nickname, a job, a rare
// illness or "the man with the parrot" identify just as well and are the
// chair's to see. A name that is also an everyday word ("Wil", "De Boer") is
// found with a capital, after a form of address or within a longer name only.
// Whom a name means is never guessed: when a surname can be more than one
// person, the mark names nobody.
package identify
