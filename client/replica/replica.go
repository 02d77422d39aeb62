package replica

import (
	"iter"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Owner is whose replica it is.
type Owner struct {
	Seat   chain.Seat
	Device crypto.VerifyKey
	Key    crypto.SeatKey // opens what is sealed to the seat; zero opens nothing
}

// Replica is one device's copy of one room. It is used by one goroutine at a time.
type Replica struct {
	// set by New
	owner Owner
	id    crypto.Digest
	rules *covenant.Rules

	// what was verified
	main   *line
	branch *line  // after a loss of records, until chair or deputy resume; nil otherwise
	from   uint64 // first seq of the branch that differs
	lost   []Lost // own acts that a resumed branch does not have

	// the highest head this device accepts, and what it was told beside records
	highest chain.Checkpoint
	held    []byte             // its signed note
	pending []byte             // note of an earlier run, until the server's key is known
	welcome []byte             // note that the server greeted with, until its key is known
	target  uint64             // the head that it says it is of
	later   []chain.Checkpoint // signed, of epochs that did not begin here yet

	promised []promise // acknowledged, and not shown in the log yet
	early    []early   // acks by a key of the server that the log has not told yet

	// what was heard of others
	heard  map[beatOf]int64           // time of the last heartbeat, sender's clock
	claims map[chain.Seat][]claim     // of leads
	delays map[crypto.VerifyKey]delay // of devices of leads
	beaten int64                      // time of this device's own last heartbeats

	// sealed files and what was opened of them
	files  map[crypto.Digest][]byte
	opened map[openedText][]byte  // content
	shut   map[crypto.Digest]bool // envelopes of texts that did not open
	met    bool                   // one of them, and nobody was told yet

	seen     sight     // the last view that was made
	away     away      // from where this seat sat before; by forget
	evidence *Evidence // set once; nothing is taken in afterwards
}

// New starts an empty replica of a room that runs under rules. held is the last
// checkpoint that this device kept of the room, or nil: the replica refuses a
// server whose log does not reach it.
func New(id crypto.Digest, owner Owner, rules *covenant.Rules, held []byte) *Replica {
	return &Replica{
		owner: owner, id: id, rules: rules, pending: held,
		main:  newLine(id, owner.Seat, rules),
		heard: map[beatOf]int64{}, claims: map[chain.Seat][]claim{}, delays: map[crypto.VerifyKey]delay{},
		files: map[crypto.Digest][]byte{}, opened: map[openedText][]byte{}, shut: map[crypto.Digest]bool{},
	}
}

// line is the history that the replica goes on with.
func (r *Replica) line() *line {
	if r.branch != nil {
		return r.branch
	}
	return r.main
}

// Room returns the room id.
func (r *Replica) Room() crypto.Digest { return r.id }

// Owner returns whose replica it is.
func (r *Replica) Owner() Owner { return r.owner }

// Rules returns what the room runs under.
func (r *Replica) Rules() *covenant.Rules { return r.rules }

// Head returns how far the log was verified.
func (r *Replica) Head() chain.Position { return r.line().head() }

// Applied returns how many records the view rests on. It is less than the head
// while earlier records are still to be revealed.
func (r *Replica) Applied() uint64 { return r.line().state.Len() }

// Waiting says whether records that this seat must be shown are still to be
// revealed, its own acknowledged acts among them. It should not last; a host that never
// reveals them withholds.
func (r *Replica) Waiting() bool {
	return r.line().stuck || len(r.line().owed) > 0 || r.hidden() != nil
}

// Unresolved says that a checkpoint, kept from before or of the welcome, is
// signed by none of the server's keys that the log has shown so far.
func (r *Replica) Unresolved() bool { return r.pending != nil || r.welcome != nil }

// Withheld stops the replica because what it waits for never came: a reveal, or
// the key of a checkpoint although the log got to where the welcome said it ends.
func (r *Replica) Withheld() error {
	if r.evidence != nil {
		return nil
	}
	if err := r.shows(); err != nil {
		return r.stop(err, Evidence{})
	}
	if r.Waiting() {
		return r.stop(&chain.Violation{What: BreachWithheld, N: r.Applied() + 1}, Evidence{})
	}
	if err := r.unresolved(); err != nil && r.Head().N >= max(r.target, 1) {
		return r.stop(err, Evidence{Shown: r.welcome})
	}
	return nil
}

// View returns what this seat may see. It may be kept, and is not to be changed:
// until the next record everybody is given the same.
func (r *Replica) View() room.View {
	v := r.view()
	v.Suspended = v.Suspended || r.branch != nil
	return v
}

// sight is the view of a state with so many records.
type sight struct {
	of   *room.State // nil for no view; what is revealed later makes another state
	at   uint64
	view room.View
}

// view is what this seat may see of the main line. Much is asked of it between two
// records, and a view of a large room takes long to make.
func (r *Replica) view() room.View {
	if s := r.main.state; r.seen.of != s || r.seen.at != s.Len() {
		r.seen = sight{of: s, at: s.Len(), view: s.View(r.owner.Seat)}
	}
	return r.seen.view
}

// Epoch returns the epoch that acts must carry.
func (r *Replica) Epoch() uint64 { return r.line().state.Epoch() }

// Phase returns the phase of the meeting.
func (r *Replica) Phase() room.Phase { return r.main.state.Phase() }

// CodeAct returns the act whose code is read aloud; zero before there is one.
func (r *Replica) CodeAct() crypto.Digest { return r.main.state.CodeAct() }

// Seats returns every seat there ever was, by number.
func (r *Replica) Seats() []room.Seat {
	var seats []room.Seat
	for id := chain.Seat(1); int(id) <= r.main.state.Members(); id++ {
		seat, _ := r.main.state.Member(id)
		seats = append(seats, seat)
	}
	return seats
}

// Duties returns what this device owes: its word of texts that did not open here when
// they were read, and envelopes.
func (r *Replica) Duties() []room.Duty {
	if r.branch != nil || r.Waiting() || r.evidence != nil {
		return nil
	}
	return append(r.main.state.Unopened(r.owner.Seat, r.shut), r.main.state.Duties(r.owner.Seat)...)
}

// NamesOwed returns the items where the owner is a guest who did not tell his name yet.
func (r *Replica) NamesOwed() []agenda.ItemID {
	if r.branch != nil || r.Waiting() || r.evidence != nil {
		return nil
	}
	return r.main.state.NamesOwed(r.owner.Seat)
}

// Admitted returns the place in the log of an act that this replica has applied.
func (r *Replica) Admitted(act crypto.Digest) (seq uint64, ok bool) {
	return r.line().state.Admitted(act)
}

// Record returns the record at seq, or nil for a stub or beyond the head.
func (r *Replica) Record(seq uint64) *chain.Record {
	if seq == 0 || seq > uint64(len(r.line().steps)) {
		return nil
	}
	return r.line().steps[seq-1].rec
}

// Entries returns the log as this seat was shown it, a record or a stub for every seq.
func (r *Replica) Entries() []chain.Entry {
	entries := make([]chain.Entry, 0, len(r.main.steps))
	for _, s := range r.main.steps {
		entries = append(entries, s.entry)
	}
	return entries
}

// Shown yields the canonical bytes of every record this device is shown, in the
// order of the log.
func (r *Replica) Shown() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, s := range r.main.steps {
			if s.rec != nil && !yield(s.entry.Record) {
				return
			}
		}
	}
}

// Leaves returns the leaves of the first n entries, n at most the head.
func (r *Replica) Leaves(n uint64) []crypto.Digest { return r.main.verifier.Leaves(n) }

// Accepted returns the head of the highest checkpoint that was accepted.
func (r *Replica) Accepted() chain.Position { return r.highest.Head }

// SealTo are the questions whom to seal a new text to; see room.State.
func (r *Replica) SealTo() interface {
	SealToLeads() []chain.Seat
	SealToScribes() []chain.Seat
	SealToReaction(chain.Seat) []chain.Seat
	SealToItem(agenda.ItemID) []chain.Seat
	SealToProfessionals(agenda.ItemID) []chain.Seat
	SealToReaders(chain.Seat, []room.Reader) []chain.Seat
	SealToRecorder(chain.Seat) []chain.Seat
	SealToDraft(agenda.ItemID, chain.Seat, agenda.PlaceID) []chain.Seat
	SealToRequest(agenda.ItemID, chain.Seat, []agenda.PlaceID) []chain.Seat
	SealToHold(crypto.Digest) []chain.Seat
	SealToDeciders(agenda.ItemID, chain.Seat, []chain.Seat) []chain.Seat
} {
	return r.line().state
}

// Reseated says that the owner's seat has another device than this one, by a
// reseat in the verified log: the keys of this one are ended.
func (r *Replica) Reseated() bool { return r.main.state.Ended(r.owner.Device) }

// Gone says that the owner's seat left or was removed, by a record of the verified log.
func (r *Replica) Gone() bool {
	seat, ok := r.main.state.Member(r.owner.Seat)
	return ok && seat.Gone != ""
}

// device returns the device key of a present seat, for checking what it signed.
func (r *Replica) device(seat chain.Seat) (crypto.VerifyKey, bool) {
	s, ok := r.line().state.Member(seat)
	return s.Device, ok && s.Gone == ""
}
