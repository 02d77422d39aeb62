package page

import (
	"casusoverleg/agenda"
	"casusoverleg/room/covenant"
)

// Snapshot is all that the page shows. Events replace whole fields of it.
type Snapshot struct {
	Stage      Stage      `json:"stage"`
	Connection Connection `json:"connection"`
	Now        int64      `json:"now"`                           // the server's clock when this was told, ms since 1970 UTC
	Trouble    *Trouble   `json:"trouble" jsonschema:"nullable"` // the gravest, while it lasts
	Elsewhere  bool       `json:"elsewhere"`                     // another tab of this browser has the keys
	Kept       []KeptRoom `json:"kept"`                          // rooms that this device has a seat in
	Offered    []Profile  `json:"offered"`                       // covenants of the server, for who founds a room
	Profile    *Profile   `json:"profile" jsonschema:"nullable"` // of the room, or of the one that is looked at
	Welcome    *Welcome   `json:"welcome" jsonschema:"nullable"`
	Waiting    *Waiting   `json:"waiting" jsonschema:"nullable"`
	Ending     Ending     `json:"ending"`
	Room       *Room      `json:"room" jsonschema:"nullable"`
	Pending    []Pending  `json:"pending"`
	Lost       []Lost     `json:"lost"`
	Progress   *Progress  `json:"progress" jsonschema:"nullable"`
	Unlock     *Unlock    `json:"unlock" jsonschema:"nullable"` // what was asked waits until the person shows himself
	Notice     *Notice    `json:"notice" jsonschema:"nullable"` // the last thing that happened by itself
}

// Stage says where the person at this device is.
type Stage string

// The stages.
const (
	StageStart   Stage = "start"   // in no room
	StageInvited Stage = "invited" // has looked at an invitation
	StageWaiting Stage = "waiting" // has knocked, and waits to be let in
	StageRoom    Stage = "room"
	StageEnded   Stage = "ended" // for good; Ending says why
)

// Ending says why one is not in the room any more.
type Ending string

// The endings; empty while there is none.
const (
	EndingNone       Ending = ""
	EndingGone       Ending = "gone"        // left or removed
	EndingTurnedAway Ending = "turned_away" // the server says so and does not show it: the keys are kept
	EndingReplaced   Ending = "replaced"    // the seat connected from elsewhere
	EndingReseated   Ending = "reseated"    // the seat has another device now; this one's keys are gone
	EndingSpent      Ending = "spent"       // the invitation was used, withdrawn or has expired
	EndingNoRoom     Ending = "no_room"     // the server knows no such room, or not for this device
	EndingOtherPast  Ending = "other_past"  // the server says that its log is not what this device has: the keys are kept
	EndingEvidence   Ending = "evidence"    // the server lied; Trouble says how
	EndingDestroyed  Ending = "destroyed"   // the contents were destroyed, and this device's keys with them
	EndingStorage    Ending = "storage"     // the browser does not keep what it must
)

// Connection is how it stands with the server; it comes back by itself.
type Connection struct {
	Is    ConnectionState `json:"is"`
	Since int64           `json:"since"` // this device's clock, ms since 1970 UTC
}

// ConnectionState is one of the constants below.
type ConnectionState string

// The states of the connection.
const (
	Connecting ConnectionState = "connecting" // not up to date yet
	Online     ConnectionState = "online"
	Offline    ConnectionState = "offline"
	Blocked    ConnectionState = "blocked" // the server answers, but the network lets no WebSocket through
)

// Trouble is what the person must know of the server, in words.
type Trouble struct {
	Is       TroubleKind `json:"is"`
	Sentence Words       `json:"sentence"`
	Count    uint64      `json:"count"`    // of behind and loss: records
	Evidence string      `json:"evidence"` // of a violation, also an earlier one: what broke and where, for who investigates
}

// TroubleKind is one of the constants below, the gravest first.
type TroubleKind string

// The kinds of trouble.
const (
	TroubleFork     TroubleKind = "fork"     // two histories
	TroubleRollback TroubleKind = "rollback" // a history that was set back
	TroubleGap      TroubleKind = "gap"      // something is held back
	TroubleForged   TroubleKind = "forged"   // an act or file that nobody made, or that should have been refused
	TroubleLoss     TroubleKind = "loss"     // the server says it lost records; chair or deputy must resume
	TroubleBehind   TroubleKind = "behind"   // chair or deputy have seen more than this device is given
	TroubleSilence  TroubleKind = "silence"  // in session, and neither chair nor deputy was heard for 45 s
	TroubleAnew     TroubleKind = "anew"     // the device stopped before, verified all of it anew, and goes on; save_evidence gives why
)

// KeptRoom is a room that this device holds keys for.
type KeptRoom struct {
	ID       Act   `json:"id"`
	Covenant Words `json:"covenant"`
	Until    int64 `json:"until"` // when the keys go at the latest, ms since 1970 UTC
}

// Welcome is what an invitation tells before one comes in.
type Welcome struct {
	Room      Act           `json:"room"`
	Known     bool          `json:"known"` // this device has a seat there already: open it
	Host      string        `json:"host"`  // name of the chair
	HostParty Words         `json:"hostParty"`
	Kind      Words         `json:"kind"`
	Covenant  Words         `json:"covenant"`
	Party     Words         `json:"party"` // of the place
	PartyCode covenant.Code `json:"partyCode"`
	Guest     covenant.Code `json:"guest"`                         // kind of guest that the place is for; then party and function are empty
	Returns   *Claims       `json:"returns" jsonschema:"nullable"` // who comes back by it on another device; null for somebody new
	Function  string        `json:"function"`
	Expires   int64         `json:"expires"`
	Secrecy   Words         `json:"secrecy"` // what one confirms with join
}

// Waiting is who waits to be let in, and since when by this device's clock.
type Waiting struct {
	Since  int64  `json:"since"`
	Claims Claims `json:"claims"`
}

// Pending is an act that is not stored yet.
type Pending struct {
	ID   uint64        `json:"id"` // of the request; cancel names it
	Do   string        `json:"do"`
	Item agenda.ItemID `json:"item"` // 0 for none
	Text string        `json:"text"` // what was typed; empty for none
}

// Lost is an act of one's own that a resume left behind; repeat offers it again.
type Lost struct {
	Act  Act    `json:"act"`
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// Progress counts work that takes time.
type Progress struct {
	What ProgressKind `json:"what"`
	Done int          `json:"done"`
	Of   int          `json:"of"`
}

// ProgressKind is what is being done.
type ProgressKind string

// What takes time.
const (
	Issuing  ProgressKind = "issuing"
	Agreeing ProgressKind = "agreeing" // agreeing to, or deciding on, several
)

// Notice tells of something that just happened by itself.
type Notice struct {
	Is      NoticeKind `json:"is"`
	Time    int64      `json:"time"`                          // this device's clock
	Refusal *Refusal   `json:"refusal" jsonschema:"nullable"` // of refused
}

// NoticeKind is one of the constants below.
type NoticeKind string

// What may happen by itself.
const (
	NoticeRefused    NoticeKind = "refused"    // something the device did by itself
	NoticeUnreadable NoticeKind = "unreadable" // a text that is sealed to this seat does not open
)
