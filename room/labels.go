package room

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// Labels are what policy needs to know of a contribution. They travel as a
// salted sub-record beside the act, which holds only its digest: server, owner,
// chair, deputies and readers get it, others at the item do not.
type Labels struct {
	Salt        [32]byte        `cbor:"1,keyasint"`
	Person      uint32          `cbor:"2,keyasint,omitempty"` // handle of the person it is about; 0 for nobody in particular
	Category    covenant.Code   `cbor:"3,keyasint"`
	Nature      covenant.Code   `cbor:"4,keyasint"` // fact or opinion
	Basis       covenant.Code   `cbor:"5,keyasint"`
	Task        covenant.Code   `cbor:"6,keyasint"`
	Purpose     covenant.Code   `cbor:"7,keyasint"`
	Necessity   bool            `cbor:"8,keyasint,omitempty"`  // the sealed text says why it is needed
	Source      bool            `cbor:"9,keyasint,omitempty"`  // the sealed text says where it comes from
	Identifying bool            `cbor:"10,keyasint,omitempty"` // the sealed text says who somebody is
	Aid         []covenant.Code `cbor:"11,keyasint,omitempty"` // questions of the aid for weighing that were answered

	Secret         bool          `cbor:"12,keyasint,omitempty"` // it falls under professional secrecy (TS-P-6.4)
	Consent        crypto.Digest `cbor:"13,keyasint,omitzero"`  // the record of consent it rests on, a consent act; zero for none
	Override       covenant.Code `cbor:"14,keyasint,omitempty"` // the ground on which its owner shares it without
	OverrideReason bool          `cbor:"15,keyasint,omitempty"` // the sealed text says how he weighed that

	Earlier *Earlier `cbor:"16,keyasint,omitempty"` // out of a package of an earlier room; nil for what is said here first
}

// Encode returns the sub-record as it is submitted and hashed.
func (l Labels) Encode() []byte { return chain.Encode(l) }

// LabelsDigest is what the act holds of an encoded sub-record.
func LabelsDigest(labels []byte) crypto.Digest { return crypto.Hash(crypto.LabelLabels, labels) }
