package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// Phase of the meeting.
type Phase string

// The phases, in order.
const (
	Preparing  Phase = "preparing"
	InSession  Phase = "session"
	WrappingUp Phase = "wrap_up"
	Adopted    Phase = "adopted"
	Closed     Phase = "closed"
	Destroyed  Phase = "destroyed"
)

// State is a room after some acts. It is owned by one goroutine. Only Apply
// changes it, in place: copying five thousand acts for each one would cost more
// than everything else together.
type State struct {
	// set by New
	id     crypto.Digest
	viewer chain.Seat // whose replica this is; 0 sees everything
	rules  *covenant.Rules
	rows   map[chain.Kind]row // the table, which all rooms share

	// every act applied so far
	acts    map[crypto.Digest]*known
	log     []*known                       // by seq-1; nil for stubs
	devices map[crypto.VerifyKey]deviceLog // last act of each device
	sealed  map[crypto.Digest]bool         // every sealed file an act has named

	// the room; seats.go and course.go
	genesis      Genesis
	phase        Phase
	epoch        uint64
	suspended    *EpochPayload // records were lost and nobody resumed yet
	server       crypto.VerifyKey
	seats        []*Seat         // by id-1
	former       []keyPair       // of devices that a reseat ended
	places       []*agenda.Place // by id-1
	chairs       []chain.Seat    // everyone who was chair, the present one last
	outsiders    []Outsider      // by number-1
	archives     []Archive       // of each party that named one
	code         *object         // the latest code that was read
	founded      int64           // server's clock, ms
	closedAt     int64           // 0 until closed
	destroyAsked bool
	session      int64 // when it started, ms

	invitations map[crypto.Digest]*Invitation // by invite act

	// what is discussed; items.go, contributions.go, drafts.go, decisions.go
	items         []*agenda.Item // by id-1
	itemObjects   []*object
	order         []agenda.ItemID
	contributions map[crypto.Digest]*Contribution // by contribute act
	drafts        map[crypto.Digest]*Draft        // by draft act
	agreed        map[crypto.Digest]*Agreed       // decisions and actions, by act
	progress      map[crypto.Digest]*progress     // of actions, by first progress act; progress.go
	holds         map[crypto.Digest]*Hold         // by hold act; holds.go

	requests        map[crypto.Digest]*Request        // by request act; requests.go
	requestRefusals map[crypto.Digest]*requestRefusal // by refuse_request act

	gone        []*object                     // what was taken back; erasure.go
	informPlans map[agenda.ItemID]*informPlan // by item, as far as it is known; inform.go
	names       map[crypto.Digest]*guestName  // by first name act; guests.go

	familyHeard   map[agenda.ItemID]bool   // whether the family was there when the discussion last ended; inform.go
	responseWords map[agenda.ItemID]uint64 // seq of what chair or deputy last said about the family's response; responses.go

	consents map[crypto.Digest]*Consent // by consent act; consents.go

	// what leaves; releases.go, packages.go, outside.go
	outsideObjects []*object                   // by number-1
	proposals      map[crypto.Digest]*Proposal // by propose act
	packages       map[crypto.Digest]*Package  // by issue or reissue act
	corrections    []*Proposal                 // those that replace another
	reactions      map[crypto.Digest]*Reaction // by react act; reactions.go
	answered       map[crypto.Digest]*Reaction // by the handle act with its answer
	nothing        map[Recipient]bool

	// who is shown what; visible.go
	revealed map[chain.Seat]seqs
	stays    map[chain.Seat][]stay // at items that were taken from a seat since
	ended    map[chain.Seat]uint64 // seq of the record that ended a seat
}

type deviceLog struct {
	counter uint64
	last    crypto.Digest
}

// New is a room before its genesis act. viewer is the seat whose replica it is,
// or 0 for a host that is shown every act and every labels sub-record. rules are
// those the genesis act must name.
func New(id crypto.Digest, viewer chain.Seat, rules *covenant.Rules) *State {
	return &State{
		id: id, viewer: viewer, rules: rules, rows: rows,
		acts:            map[crypto.Digest]*known{},
		devices:         map[crypto.VerifyKey]deviceLog{},
		sealed:          map[crypto.Digest]bool{},
		invitations:     map[crypto.Digest]*Invitation{},
		contributions:   map[crypto.Digest]*Contribution{},
		drafts:          map[crypto.Digest]*Draft{},
		agreed:          map[crypto.Digest]*Agreed{},
		informPlans:     map[agenda.ItemID]*informPlan{},
		names:           map[crypto.Digest]*guestName{},
		familyHeard:     map[agenda.ItemID]bool{},
		responseWords:   map[agenda.ItemID]uint64{},
		progress:        map[crypto.Digest]*progress{},
		holds:           map[crypto.Digest]*Hold{},
		requests:        map[crypto.Digest]*Request{},
		requestRefusals: map[crypto.Digest]*requestRefusal{},
		consents:        map[crypto.Digest]*Consent{},
		proposals:       map[crypto.Digest]*Proposal{},
		packages:        map[crypto.Digest]*Package{},
		reactions:       map[crypto.Digest]*Reaction{},
		answered:        map[crypto.Digest]*Reaction{},
		nothing:         map[Recipient]bool{},
		revealed:        map[chain.Seat]seqs{},
		stays:           map[chain.Seat][]stay{},
		ended:           map[chain.Seat]uint64{},
	}
}

// ID returns the room id.
func (s *State) ID() crypto.Digest { return s.id }

// Rules returns what the room runs under.
func (s *State) Rules() *covenant.Rules { return s.rules }

// Phase returns the phase of the meeting.
func (s *State) Phase() Phase { return s.phase }

// Epoch returns the number that acts must carry.
func (s *State) Epoch() uint64 { return s.epoch }

// Suspended says whether records were lost and nobody has resumed yet.
func (s *State) Suspended() bool { return s.suspended != nil }

// ServerKey returns the key of the server's own acts and checkpoints.
func (s *State) ServerKey() crypto.VerifyKey { return s.server }

// Len returns how many entries of the log were applied or skipped.
func (s *State) Len() uint64 { return uint64(len(s.log)) }

// Admitted returns the place in the log of an act that was admitted before.
func (s *State) Admitted(act crypto.Digest) (seq uint64, ok bool) {
	if k, ok := s.acts[act]; ok {
		return k.seq, true
	}
	return 0, false
}

// NextOf returns what the next act of a device must carry.
func (s *State) NextOf(device crypto.VerifyKey) (counter uint64, previous crypto.Digest) {
	d := s.devices[device]
	return d.counter + 1, d.last
}

// whole says whether this state is shown every act, so that what it does not
// know does not exist.
func (s *State) whole() bool { return s.viewer == 0 }

// Skip takes in a stub: an act that this state's viewer may not see.
func (s *State) Skip() { s.log = append(s.log, nil) }
