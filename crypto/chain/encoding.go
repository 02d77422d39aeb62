package chain

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// ErrEncoding is returned for bytes that are not the one canonical encoding of
// what they stand for: RFC 8949 core deterministic CBOR, without duplicate or
// unknown keys, tags, indefinite lengths or trailing bytes.
var ErrEncoding = errors.New("chain: not the canonical encoding")

var encMode, decMode = modes()

func modes() (cbor.UserBufferEncMode, cbor.DecMode) {
	opts := cbor.CoreDetEncOptions()
	opts.NilContainers = cbor.NilContainerAsEmpty // one encoding of "none": null is refused
	enc, err := opts.UserBufferEncMode()
	if err != nil {
		panic(err)
	}
	dec, err := cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		UTF8:              cbor.UTF8RejectInvalid,
		MaxNestedLevels:   MaxNesting,
		MaxArrayElements:  MaxElements,
		MaxMapPairs:       MaxElements,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return enc, dec
}

// Encode returns the canonical encoding of v. It fails only for types that CBOR
// cannot express, which is a mistake in this program.
func Encode(v any) []byte {
	b, err := encMode.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("chain: encoding %T: %v", v, err))
	}
	return b
}

// Decode reads b into v and refuses, with ErrEncoding, any b that Encode would
// not have written for the same value. The error never repeats the input.
func Decode(b []byte, v any) error {
	if err := decMode.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %T", ErrEncoding, v)
	}
	if !encodesTo(b, v) {
		return fmt.Errorf("%w: %T", ErrEncoding, v)
	}
	return nil
}

// encodesTo says whether b is what Encode writes for v.
func encodesTo(b []byte, v any) bool {
	again := bytes.NewBuffer(make([]byte, 0, len(b)))
	return encMode.MarshalToBuffer(v, again) == nil && bytes.Equal(again.Bytes(), b)
}
