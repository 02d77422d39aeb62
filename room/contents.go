package room

import (
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// The sealed texts, as they stand in a body: canonical CBOR, after the binding
// that package crypto/seal writes. The server never sees any of them.

// ItemText is the body of a describe act.
type ItemText struct {
	Label        string       `cbor:"1,keyasint"`           // what the case is called at this table
	Description  string       `cbor:"2,keyasint,omitempty"` // description of the problem
	InformReason string       `cbor:"3,keyasint,omitempty"` // why the person was not told (DW art. 10.1)
	Ladder       []Answer     `cbor:"4,keyasint,omitempty"` // milder means that were weighed
	Persons      []PersonText `cbor:"5,keyasint,omitempty"` // handle 1 first
}

// NameText is the body of a name act: who a guest is.
type NameText struct {
	Name string `cbor:"1,keyasint"`
}

// InformText is the body of an inform_plan act.
type InformText struct {
	What   string `cbor:"1,keyasint,omitempty"` // what the family is told
	Reason string `cbor:"2,keyasint,omitempty"` // why that is put off
}

// Answer is what somebody wrote to a question of the profile.
type Answer struct {
	Question string `cbor:"1,keyasint"`
	Text     string `cbor:"2,keyasint"`
}

// PersonText names a person an item is about.
type PersonText struct {
	Pseudonym string   `cbor:"1,keyasint"`
	Names     []string `cbor:"2,keyasint,omitempty"` // so that a device can find them in texts; empty while anonymous
}

// ContributionText is the body of a contribution.
type ContributionText struct {
	Text      string   `cbor:"1,keyasint"`
	Necessity string   `cbor:"2,keyasint,omitempty"` // why it is needed here (DW art. 11.1)
	Source    string   `cbor:"3,keyasint,omitempty"`
	Aid       []Answer `cbor:"4,keyasint,omitempty"` // the aid for weighing
	Names     []string `cbor:"5,keyasint,omitempty"` // of a reveal: what the person is called, so that a device can find it in texts

	OverrideReason string `cbor:"6,keyasint,omitempty"` // why it is shared without consent, in the owner's own weighing (TS-P-6.4e)
}

// ConsentText is the body of a record of consent.
type ConsentText struct {
	Form string `cbor:"1,keyasint,omitempty"` // where the form is kept (LM-4.4)
	Note string `cbor:"2,keyasint,omitempty"` // also: why somebody cannot decide himself, and who does
}

// DraftText is the body of a draft: what its owner may sign, and what its writer
// suggests for the rest.
type DraftText struct {
	Contribution ContributionText `cbor:"1,keyasint"`
	As           covenant.Code    `cbor:"2,keyasint,omitempty"` // one of the As constants
	About        crypto.Digest    `cbor:"3,keyasint"`           // creating act; zero for nothing
	Labels       Labels           `cbor:"4,keyasint"`           // the salt is the owner's to make
	Readers      []Reader         `cbor:"5,keyasint,omitempty"`
}

// RequestText is the body of a request.
type RequestText struct {
	Question string `cbor:"1,keyasint"`
	Reason   string `cbor:"2,keyasint,omitempty"` // why it is asked
}

// ReasonText is the body of a hold, why it waits, of a refused request, and of a
// progress act: why work is dropped, or whatever else is to be said of it.
type ReasonText struct {
	Reason string `cbor:"1,keyasint"`
}

// AgreedText is the body of a decision or an action.
type AgreedText struct {
	Text string `cbor:"1,keyasint"`
}

// ReleaseText is the body of a proposal: the exact text, and the salt of its digest.
type ReleaseText struct {
	Salt [32]byte `cbor:"1,keyasint"`
	Text string   `cbor:"2,keyasint"`
}

// OutsideText is the body of an outside act that is about a person.
type OutsideText struct {
	Name string `cbor:"1,keyasint"`
}

// ReactionText is the body of a react act.
type ReactionText struct {
	Text string `cbor:"1,keyasint"`
}

// AnswerText is the body of a handle act: what becomes of the remarks, and why.
type AnswerText struct {
	Text string `cbor:"1,keyasint"`
}

// InvitationText is the body of an invite act.
type InvitationText struct {
	Secret string `cbor:"1,keyasint"`           // crypto.InvitationSecret as text
	Guest  string `cbor:"2,keyasint,omitempty"` // whom the chair gave the link to, for a guest's place
}
