package wire

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Paths of the HTTP requests; {room} is the room id in hexadecimal. Bodies are
// canonical CBOR, ContentType; refusals are application/problem+json.
const (
	PathServer = "/v1/server"                      // GET → ServerInfo
	PathRules  = "/v1/rules/{digest}"              // GET → the canonical CBOR of rules
	PathRooms  = "/v1/rooms"                       // POST Found → Founded
	PathLook   = "/v1/rooms/{room}/lobby/look"     // POST Look → Looked; uses nothing up
	PathKnock  = "/v1/rooms/{room}/lobby/knock"    // POST Knock → nothing
	PathWait   = "/v1/rooms/{room}/lobby/wait"     // POST Wait → Waited; answers after at most WaitSeconds
	PathFiles  = "/v1/rooms/{room}/files/{digest}" // PUT the bytes of a large sealed file
	PathSocket = "/v1/rooms/{room}/socket"         // GET, upgraded to a WebSocket

	ContentType = "application/cbor"
	// ProofHeader of a PUT holds, in base64, the device's signature over
	// ProofMessage(LabelFile, digest, origin, token); the token is a Bearer.
	ProofHeader = "Device-Proof"
	// WaitSeconds is how long a Wait request hangs at most.
	WaitSeconds = 25
)

// ServerInfo is what a chair's device needs before it founds a room.
type ServerInfo struct {
	Version string           `cbor:"1,keyasint"`
	Key     crypto.VerifyKey `cbor:"2,keyasint"` // for the genesis act
	Rules   []RulesInfo      `cbor:"3,keyasint"`
}

// RulesInfo names rules that this server offers (covenant.RulesName of their profiles).
type RulesInfo struct {
	Name   covenant.Code `cbor:"1,keyasint"`
	Digest crypto.Digest `cbor:"2,keyasint"`
}

// Found asks for a new room. Chair is derived from the chair's link.
type Found struct {
	Chair   [32]byte     `cbor:"1,keyasint"` // crypto.InvitationSecret.Lobby of the chair's link
	Genesis chain.Signed `cbor:"2,keyasint"`
}

// Founded answers with the chair's first session token.
type Founded struct {
	Room  crypto.Digest `cbor:"1,keyasint"`
	Token Token         `cbor:"2,keyasint"`
}

// Look asks what an invitation is for, without using it up.
type Look struct {
	Invitation crypto.Digest `cbor:"1,keyasint"`
	Lobby      [32]byte      `cbor:"2,keyasint"`
}

// Looked says what an invitation is for.
type Looked struct {
	Rules    crypto.Digest `cbor:"1,keyasint"`
	Kind     covenant.Code `cbor:"2,keyasint"` // scope of the room
	Host     string        `cbor:"3,keyasint"` // name of the chair
	HostOf   covenant.Code `cbor:"4,keyasint"` // his party
	Party    covenant.Code `cbor:"5,keyasint"` // of the place
	Function string        `cbor:"6,keyasint"`
	Expires  int64         `cbor:"7,keyasint"`           // ms since 1970 UTC
	Returns  *room.Claims  `cbor:"8,keyasint,omitempty"` // who comes back by it on another device; nil for somebody new
	Guest    covenant.Code `cbor:"9,keyasint,omitempty"` // kind of guest that the place is for; then party and function are empty
}

// Knock asks to be let in.
type Knock struct {
	Invitation crypto.Digest `cbor:"1,keyasint"`
	Lobby      [32]byte      `cbor:"2,keyasint"`
	Bundle     chain.Signed  `cbor:"3,keyasint"`
	MAC        [32]byte      `cbor:"4,keyasint"`
}

// Wait asks what became of a knock.
type Wait struct {
	Invitation crypto.Digest `cbor:"1,keyasint"`
	Lobby      [32]byte      `cbor:"2,keyasint"`
}

// Waited answers. State is one of the constants below.
type Waited struct {
	State string     `cbor:"1,keyasint"`
	Seat  chain.Seat `cbor:"2,keyasint,omitempty"`
	Token *Token     `cbor:"3,keyasint,omitempty"` // bound to the device key of the bundle
}

// What became of a knock.
const (
	Waiting  = "waiting"
	Admitted = "admitted"
	Spent    = "spent" // used by another device, withdrawn or expired
)
