package covenant

// The limits of a profile. They bound what a device decodes before it knows
// who sent it.
const (
	MaxEncodedRules = 256 << 10 // bytes of canonical CBOR, one merged set of rules
	MaxProfiles     = 16        // profiles that one room may name, extended ones included
	MaxListEntries  = 256       // entries in one list of a profile
	MaxCodeLength   = 64        // bytes of a code
	MaxTextLength   = 4096      // bytes of one text in one language
	MaxCitations    = 16        // articles with one entry
	maxNesting      = 16        // levels of CBOR
	maxTerm         = 12000     // units of a term: months of a thousand years
	maxShown        = 6         // codes that a message about a conflict lists
)

// Format is the version of the profile format that this package reads and
// writes. A profile or an encoding of another format is refused.
const Format = 1
