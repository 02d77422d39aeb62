package identify

// LastBareBirthYear is the last year in which a full date without any context
// is taken for a date of birth. Younger dates need a word such as "geboren",
// for they are as a rule events: this package reads no clock.
const LastBareBirthYear = 2015

const (
	firstYear = 1900 // earliest year of a date
	lastYear  = 2099 // latest year of a date

	cueReach   = 64 // cells looked back for a word that tells what a number is
	maxGroups  = 12 // groups of digits read as one number
	maxDigits  = 16 // digits read as one number; a telephone number has 15 at most (E.164)
	maxLocal   = 64 // characters of a mail address before @ (RFC 5321 §4.5.3.1.1)
	maxDomain  = 255
	maxStreet  = 5 // words of a street name
	maxInitial = 6 // initials of one person
	maxJoin    = 4 // tussenvoegsels between two parts of a name

	maxRelation = 32 // bytes of a relation used in a pseudonym
)
