package covenant

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickar/cal/v2"

	"casusoverleg/crypto"
)

// Rules is what one room runs under: one or more profiles together, of every
// key the stricter value. Immutable, and safe for concurrent use.
type Rules struct {
	// static
	doc      rulesDoc
	encoded  []byte        // canonical CBOR of doc
	digest   crypto.Digest // of encoded
	calendar *cal.BusinessCalendar
}

// rulesDoc is the content of rules. Its fields are only ever added to, under a
// new [Format].
type rulesDoc struct {
	Format   int          `cbor:"1,keyasint"`
	Profiles []ProfileRef `cbor:"2,keyasint"`
	Valid    Valid        `cbor:"3,keyasint"`
	Keys     Keys         `cbor:"4,keyasint"`
}

// ProfileRef names one profile that rules were made of.
type ProfileRef struct {
	Name    Code          `cbor:"1,keyasint"`
	Version string        `cbor:"2,keyasint"`
	Title   Text          `cbor:"3,keyasint"`
	General bool          `cbor:"4,keyasint,omitempty"`
	Digest  crypto.Digest `cbor:"5,keyasint"`
}

// Profiles tells what the rules were made of, general law first.
func (r *Rules) Profiles() []ProfileRef { return slices.Clone(r.doc.Profiles) }

// RulesName is the name under which the rules of these profiles are offered: of
// one profile its own, of several all their names, sorted and joined by "+".
func RulesName(profiles ...Code) Code {
	names := make([]string, len(profiles))
	for i, name := range profiles {
		names[i] = string(name)
	}
	slices.Sort(names)
	return Code(strings.Join(slices.Compact(names), "+"))
}

// Encode is the canonical CBOR, the bytes that [Decode] reads. The caller owns
// the slice.
func (r *Rules) Encode() []byte { return slices.Clone(r.encoded) }

// Digest identifies these rules; the genesis act of a room names it.
func (r *Rules) Digest() crypto.Digest { return r.digest }

// newRules checks and seals a document. It is the only way to make Rules.
func newRules(doc rulesDoc) (*Rules, error) {
	if problems := checkRules(&doc); len(problems) > 0 {
		return nil, &InvalidError{Problems: problems}
	}
	encoded, err := encMode().Marshal(doc)
	if err != nil {
		return nil, err
	}
	if len(encoded) > MaxEncodedRules {
		return nil, fmt.Errorf("%d bytes, at most %d", len(encoded), MaxEncodedRules)
	}
	return &Rules{
		doc:      doc,
		encoded:  encoded,
		digest:   crypto.Hash(crypto.LabelProfile, encoded),
		calendar: dutchCalendar(),
	}, nil
}
