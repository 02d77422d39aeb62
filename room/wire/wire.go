// Package wire holds the frames that client and server exchange over one
// WebSocket, and the bodies of the few HTTP requests around it. docs/protocol.md
// has the same in CDDL.
//
// A frame is one binary WebSocket message: one byte that says what it is, then
// its canonical CBOR. The server speaks first.
package wire

import (
	"errors"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// Type is the first byte of a frame.
type Type byte

// From the server.
const (
	TypeChallenge Type = 1  // Challenge
	TypeWelcome   Type = 2  // Welcome
	TypeRecords   Type = 3  // Records
	TypeReveal    Type = 4  // Reveal
	TypeAck       Type = 5  // Ack
	TypeRefused   Type = 6  // Refused
	TypeBeat      Type = 7  // Beat, also from the client
	TypePresence  Type = 8  // Presence
	TypeLobby     Type = 9  // Lobby, to chair and deputies
	TypeToken     Type = 10 // Token
	TypeFile      Type = 11 // File
	TypeBye       Type = 12 // Bye, also from the client
	TypeSpeakers  Type = 13 // room.Speakers, to who sits at the item
)

// From the client.
const (
	TypeHello   Type = 32 // Hello
	TypeSubmit  Type = 33 // Submit
	TypeRenew   Type = 34 // Renew
	TypeFetch   Type = 35 // Fetch
	TypeGesture Type = 36 // room.Gesture
)

// Challenge opens every connection: what the device signs in its Hello or Renew.
type Challenge struct {
	Nonce [32]byte `cbor:"1,keyasint"`
}

// Hello proves who connects and says from where to go on.
type Hello struct {
	Token      string           `cbor:"1,keyasint"`
	Proof      crypto.Signature `cbor:"2,keyasint"`           // by the device key, over Proof's message
	Have       chain.Position   `cbor:"3,keyasint"`           // what this device has verified; N 0 for nothing
	Checkpoint []byte           `cbor:"4,keyasint,omitempty"` // highest head the server signed for it, a signed note; above Have where an act was acknowledged and not shown yet
}

// Welcome answers a Hello. Records follow from where the device said.
type Welcome struct {
	Checkpoint []byte      `cbor:"1,keyasint"` // of the present head
	Time       int64       `cbor:"2,keyasint"` // server's clock, ms since 1970 UTC
	Expires    int64       `cbor:"3,keyasint"` // of the token, ms since 1970 UTC
	Limits     LimitsFrame `cbor:"4,keyasint"`
}

// LimitsFrame tells the limits a client should keep to.
type LimitsFrame struct {
	Act        uint32 `cbor:"1,keyasint"` // bytes
	Submission uint32 `cbor:"2,keyasint"` // bytes
	Staged     uint32 `cbor:"3,keyasint"` // bytes
	Rate       uint32 `cbor:"4,keyasint"` // acts per second and device
	Burst      uint32 `cbor:"5,keyasint"` // acts
}

// Delivery is one step of the log for one seat.
type Delivery struct {
	Entry  chain.Entry `cbor:"1,keyasint"`
	Labels []byte      `cbor:"2,keyasint,omitempty"` // labels sub-record, when the seat may see it
	Files  [][]byte    `cbor:"3,keyasint,omitempty"` // sealed files for the seat: body and envelope
}

// Records are the next steps of the log, in order and without gaps.
type Records struct {
	From       uint64     `cbor:"1,keyasint"` // seq of the first
	Deliveries []Delivery `cbor:"2,keyasint"`
	Checkpoint []byte     `cbor:"3,keyasint"` // of the head after the last
}

// Reveal shows earlier records, labels or files that the seat may see from now on.
// Each delivery's entry is a record; the device has its stub, or has it already
// and now gets labels or files.
type Reveal struct {
	Deliveries []Delivery `cbor:"1,keyasint"`
}

// Submit offers an act. The same bytes again get the same answer.
type Submit struct {
	Act    chain.Signed `cbor:"1,keyasint"`
	Labels []byte       `cbor:"2,keyasint,omitempty"`
	Files  [][]byte     `cbor:"3,keyasint,omitempty"` // the sealed files the act names, in its order; one staged before is an empty string
}

// Ack says that an act is durably in the log.
type Ack struct {
	Act        crypto.Digest `cbor:"1,keyasint"`
	Seq        uint64        `cbor:"2,keyasint"`
	Checkpoint []byte        `cbor:"3,keyasint"` // of a head that holds it
}

// Refused says that an act, a fetch or a frame was not taken. The device's
// counter is not used up.
type Refused struct {
	Act     crypto.Digest `cbor:"1,keyasint"` // or the digest of the file; zero when it was no act
	Refusal room.Refusal  `cbor:"2,keyasint"`
}

// Beat carries signed heartbeats; the server hands each to who sits in its audience.
type Beat struct {
	Beats []chain.Signed `cbor:"1,keyasint"`
}

// Presence lists the seats that are connected.
type Presence struct {
	Seats []chain.Seat `cbor:"1,keyasint"`
}

// Lobby lists who waits to be admitted.
type Lobby struct {
	Visits []Visit `cbor:"1,keyasint"`
}

// Visit is one joiner who waits.
type Visit struct {
	Invitation crypto.Digest `cbor:"1,keyasint"`
	Bundle     chain.Signed  `cbor:"2,keyasint"`
	MAC        [32]byte      `cbor:"3,keyasint"` // by the invitation's secret, which the server never has
	Since      int64         `cbor:"4,keyasint"` // server's clock, ms
}

// Renew asks for a new token with the old one, on the open socket or, after a
// Challenge, with one that has expired.
type Renew struct {
	Token string           `cbor:"1,keyasint"`
	Proof crypto.Signature `cbor:"2,keyasint"`
}

// Token is a session token.
type Token struct {
	Token   string `cbor:"1,keyasint"`
	Expires int64  `cbor:"2,keyasint"` // ms since 1970 UTC
}

// Fetch asks for a sealed file: a body or envelope of the seat, or its package.
type Fetch struct {
	Digest crypto.Digest `cbor:"1,keyasint"`
}

// File answers a Fetch.
type File struct {
	Digest crypto.Digest `cbor:"1,keyasint"`
	Data   []byte        `cbor:"2,keyasint"`
}

// Bye says why the connection is going to be closed, since a browser does not
// show close codes.
type Bye struct {
	Code ByeCode `cbor:"1,keyasint"`
}

// ByeCode is why a connection ends; stable.
type ByeCode string

// The codes.
const (
	ByeDone      ByeCode = "done"       // the client goes
	ByeToken     ByeCode = "token"      // the token does not hold, or has expired
	ByeGone      ByeCode = "seat_gone"  // the seat left or was removed
	ByeReplaced  ByeCode = "replaced"   // the same seat connected elsewhere
	ByeReseated  ByeCode = "reseated"   // the seat has another device now, by a reseat
	ByeSlow      ByeCode = "slow"       // the client does not keep up; it may resume
	ByeRate      ByeCode = "rate"       // too many frames
	ByeMalformed ByeCode = "malformed"  // a frame that no client sends
	ByeShutdown  ByeCode = "shutdown"   // the server stops; try again later
	ByeFailure   ByeCode = "failure"    // the server cannot write; try again later
	ByeNoRoom    ByeCode = "no_room"    // there is no such room, or not for you
	ByeForked    ByeCode = "other_past" // what the device has verified is not this server's log
)

// ErrFrame is returned for bytes that are no frame of the expected type.
var ErrFrame = errors.New("wire: not a frame of this protocol")

// Encode writes a frame.
func Encode(t Type, body any) []byte {
	return append([]byte{byte(t)}, chain.Encode(body)...)
}

// Split returns the type of a frame and its body.
func Split(frame []byte) (Type, []byte, error) {
	if len(frame) < 2 {
		return 0, nil, ErrFrame
	}
	return Type(frame[0]), frame[1:], nil
}

// Decode reads the body of a frame.
func Decode[T any](body []byte) (T, error) {
	var v T
	if err := chain.Decode(body, &v); err != nil {
		return v, fmt.Errorf("%w: %T", ErrFrame, v)
	}
	return v, nil
}

// ProofMessage is what the device signs to show, on this connection and from
// this origin, that the token is its own. label is LabelHello for a Hello and
// LabelSessionRenew for a Renew.
func ProofMessage(label crypto.Label, nonce [32]byte, origin, token string) []byte {
	hash := crypto.Hash(crypto.LabelToken, []byte(token))
	d := crypto.Hash(label, nonce[:], []byte(origin), hash[:])
	return d[:]
}
