package covenant

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"casusoverleg/crypto"
)

// Errors of [Decode].
var (
	ErrEncoding = errors.New("not the canonical encoding of rules")
	ErrTooLarge = errors.New("rules too large")
)

// Decode reads the canonical CBOR of [Rules.Encode]. Unknown and duplicate
// fields, trailing bytes, another encoding of the same rules, and rules that are
// incomplete or contradict themselves are refused. An encoding error echoes no
// input. Whether these are the rules that a room should have is for the caller
// to compare, by digest.
func Decode(canonical []byte) (*Rules, error) {
	rules, err := decode(canonical)
	if err != nil {
		return nil, fmt.Errorf("covenant: decode rules: %w", err)
	}
	return rules, nil
}

func decode(canonical []byte) (*Rules, error) {
	if len(canonical) > MaxEncodedRules {
		return nil, ErrTooLarge
	}
	var doc rulesDoc
	if err := decMode().Unmarshal(canonical, &doc); err != nil {
		return nil, ErrEncoding
	}
	rules, err := newRules(doc)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(rules.encoded, canonical) {
		return nil, ErrEncoding
	}
	return rules, nil
}

// Digest identifies a profile.
func (p *Profile) Digest() (crypto.Digest, error) {
	encoded, err := encMode().Marshal(p)
	if err != nil {
		return crypto.Digest{}, fmt.Errorf("covenant: encode profile: %w", err)
	}
	return crypto.Hash(crypto.LabelProfile, encoded), nil
}

func encMode() cbor.EncMode {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic("covenant: " + err.Error()) // our own options
	}
	return mode
}

func decMode() cbor.DecMode {
	mode, err := cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		MaxNestedLevels:   maxNesting,
		MaxArrayElements:  4 * MaxListEntries,
		MaxMapPairs:       4 * MaxListEntries,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
	}.DecMode()
	if err != nil {
		panic("covenant: " + err.Error()) // our own options
	}
	return mode
}
