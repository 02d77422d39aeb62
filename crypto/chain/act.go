package chain

import (
	"errors"
	"fmt"

	"casusoverleg/crypto"

	"github.com/fxamacker/cbor/v2"
)

// Suite 1: SHA-256, Ed25519, age with post-quantum hybrid recipients. There is
// no other, and no negotiation.
const Suite = 1

// Version of the act encoding. Evolution: a field may be added under a new key
// when leaving it out means what its absence meant; nothing changes its meaning;
// anything else is a new version.
const Version = 1

// Kind says what an act does. Package room holds the table of kinds.
type Kind string

// Seat is the number of a seat in its room, from 1 in order of admission.
type Seat uint32

// Server is author 0: the server itself.
const Server Seat = 0

// Audience says who may see a record: everyone in the room, or the seats of one item.
type Audience uint32

// Room is the audience of everyone in the room; any other audience is the item of that number.
const Room Audience = 0

// Position is a place in a sequence of links: after N entries the link is Link.
type Position struct {
	N    uint64        `cbor:"1,keyasint"`
	Link crypto.Digest `cbor:"2,keyasint"`
}

// Sealed names one sealed file that travels with an act: the body (Reader 0),
// or the envelope for the seat Reader.
type Sealed struct {
	Digest crypto.Digest `cbor:"1,keyasint"`
	Size   uint32        `cbor:"2,keyasint"` // bytes of the sealed file, padding included
	Reader Seat          `cbor:"3,keyasint,omitempty"`
}

// Act is a statement, before it is signed.
type Act struct {
	Suite    uint             `cbor:"1,keyasint"`
	Version  uint             `cbor:"2,keyasint"`
	Room     crypto.Digest    `cbor:"3,keyasint"`            // zero in the genesis act, whose hash is the room id
	Epoch    uint64           `cbor:"4,keyasint"`            // from 1
	Kind     Kind             `cbor:"5,keyasint"`            //
	Author   Seat             `cbor:"6,keyasint"`            // 0 is the server
	Device   crypto.VerifyKey `cbor:"7,keyasint"`            // the key that signs
	Counter  uint64           `cbor:"8,keyasint"`            // of this device in this room, from 1 without gaps
	Previous crypto.Digest    `cbor:"9,keyasint"`            // hash of this device's previous act; zero for its first
	Seen     Position         `cbor:"10,keyasint"`           // head of the log the author has verified
	SeenHere Position         `cbor:"11,keyasint"`           // last position of this act's audience he has verified
	Time     int64            `cbor:"12,keyasint"`           // clock of the author's device, ms since 1970 UTC; informative, never a ground for a rule of the room
	Sealed   []Sealed         `cbor:"13,keyasint,omitempty"` // body first, then envelopes by ascending reader
	Refs     []crypto.Digest  `cbor:"14,keyasint,omitempty"` // acts this one is about; the kind says which stands where
	Payload  cbor.RawMessage  `cbor:"15,keyasint"`           // canonical CBOR of the kind's own fields
}

// Signed is an act as it is stored and sent: the bytes that were signed, and the signature over them.
type Signed struct {
	_         struct{} `cbor:",toarray"`
	Bytes     []byte
	Signature crypto.Signature
}

// Errors of acts. They never repeat the input.
var (
	ErrSuite  = errors.New("chain: unknown suite or version")
	ErrTooBig = errors.New("chain: act larger than the limit")
	ErrForm   = errors.New("chain: act breaks the form every act has")
)

// Sign encodes and signs an act with the key of its device. Suite and Version are set here.
func Sign(act Act, key crypto.SigningKey) (Signed, error) {
	act.Suite, act.Version, act.Device = Suite, Version, key.Public()
	b := Encode(act)
	if len(b) > MaxAct {
		return Signed{}, ErrTooBig
	}
	sig, err := crypto.Sign(crypto.LabelAct, key, b)
	if err != nil {
		return Signed{}, fmt.Errorf("chain: sign act: %w", err)
	}
	return Signed{Bytes: b, Signature: sig}, nil
}

// Open checks encoding, form and signature, and returns the act. The signature
// is checked over the bytes received, never over a new encoding.
func (s Signed) Open() (Act, error) {
	act, err := s.parse()
	if err != nil {
		return Act{}, err
	}
	if err := crypto.Verify(crypto.LabelAct, act.Device, s.Bytes, s.Signature); err != nil {
		return Act{}, fmt.Errorf("chain: act: %w", err)
	}
	return act, nil
}

// Opened is what Open returns of an act.
type Opened struct {
	Act Act
	Err error
}

// OpenTogether is Open for each of these; see crypto.VerifyTogether.
func OpenTogether(acts []Signed) []Opened {
	opened := make([]Opened, len(acts))
	var claimed []crypto.Claimed
	var of []int
	for i, s := range acts {
		if opened[i].Act, opened[i].Err = s.parse(); opened[i].Err == nil {
			claimed = append(claimed, crypto.Claimed{Key: opened[i].Act.Device, Message: s.Bytes, Signature: s.Signature})
			of = append(of, i)
		}
	}
	for k, err := range crypto.VerifyTogether(crypto.LabelAct, claimed) {
		if err != nil {
			opened[of[k]] = Opened{Err: fmt.Errorf("chain: act: %w", err)}
		}
	}
	return opened
}

// parse checks encoding and form, not the signature.
func (s Signed) parse() (Act, error) {
	if len(s.Bytes) > MaxAct {
		return Act{}, ErrTooBig
	}
	var act Act
	if err := Decode(s.Bytes, &act); err != nil {
		return Act{}, err
	}
	if act.Suite != Suite || act.Version != Version {
		return Act{}, ErrSuite
	}
	if len(act.Sealed) > MaxSealed || len(act.Refs) > MaxRefs || act.Epoch == 0 || act.Counter == 0 ||
		act.Kind == "" || (act.Counter == 1) != act.Previous.IsZero() {
		return Act{}, ErrForm
	}
	for i := 1; i < len(act.Sealed); i++ {
		if act.Sealed[i].Reader <= act.Sealed[i-1].Reader {
			return Act{}, ErrForm
		}
	}
	return act, nil
}

// Hash names the signed act: H(label ‖ act ‖ signature). Refs are such hashes.
func (s Signed) Hash() crypto.Digest {
	return crypto.Hash(crypto.LabelActHash, s.Bytes, s.Signature[:])
}
