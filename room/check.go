package room

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Check says why an act would not be admitted now, or nil. It is what the server
// asks before it appends, and what a client asks before it signs. at is the
// asker's clock, ms since 1970 UTC. It changes nothing.
func (s *State) Check(sub Submission, at int64) *Refusal {
	_, refusal := s.Admit(sub, at)
	return refusal
}

// Admit is Check for the host, which must also know the audience of the act to
// give it a place in the log. It changes nothing either.
func (s *State) Admit(sub Submission, at int64) (chain.Audience, *Refusal) {
	c, refusal := s.prepare(sub, at)
	if refusal != nil {
		return 0, refusal
	}
	if r := c.refusedBy(c.row.who, c.row.recheck); r != nil {
		return 0, r
	}
	if !s.whole() && !s.seesAll(s.viewer) {
		return c.audience, nil
	}
	return c.audience, c.refusedBy(c.row.server)
}

// prepare decodes an act, looks up what it speaks of, and refuses what no kind allows.
func (s *State) prepare(sub Submission, at int64) (*change, *Refusal) {
	var act chain.Act
	if sub.Opened != nil {
		act = *sub.Opened
	} else if err := chain.Decode(sub.Act.Bytes, &act); err != nil {
		return nil, s.refuse(CodeMalformed, "act")
	}
	row, ok := s.rows[act.Kind]
	if !ok {
		return nil, s.refuse(CodeUnknownKind)
	}
	c := &change{s: s, row: row, act: act, hash: sub.Act.Hash(), at: at, payload: row.payload()}
	if err := chain.Decode(act.Payload, c.payload); err != nil {
		return nil, s.refuse(CodeMalformed, "payload")
	}
	for _, step := range []func(*change, []byte) *Refusal{s.checkPlace, s.checkAuthor, s.checkTurn, s.lookUp, s.checkSeals, s.checkLabels} {
		if r := step(c, sub.Labels); r != nil {
			return nil, r
		}
	}
	return c, nil
}

// checkPlace: the act belongs to this room, this epoch and this part of its life.
func (s *State) checkPlace(c *change, _ []byte) *Refusal {
	if c.act.Kind == KindGenesis {
		if c.hash != s.id || !c.act.Room.IsZero() || c.act.Epoch != 1 {
			return s.refuse(CodeOtherRoom)
		}
		return nil
	}
	if c.act.Room != s.id || len(s.log) == 0 {
		return s.refuse(CodeOtherRoom)
	}
	if c.act.Kind == KindEpoch {
		return nil
	}
	if c.act.Epoch != s.epoch {
		return s.refuse(CodeOtherEpoch)
	}
	if s.suspended != nil && c.act.Kind != KindResume {
		return s.refuse(CodeAwaitingResume)
	}
	if s.whole() && s.full(c) {
		return s.refuse(CodeLimit, "acts")
	}
	return nil
}

// full says whether the room has no space for this act. One seat cannot fill the
// room, and there is always space to withdraw, to go, and to bring it to an end.
func (s *State) full(c *change) bool {
	if c.row.byServer || slices.Contains(alwaysRoomFor, c.act.Kind) {
		return false
	}
	if s.ending(c) {
		return len(s.log) >= MaxActs || c.act.Counter > MaxActsOfDevice+MaxActsToEnd
	}
	return len(s.log) >= MaxActs-MaxActsToEnd || c.act.Counter > MaxActsOfDevice
}

// ending says whether an act helps a room that wraps up to meet its gates: what is
// kept for that is for chair, deputies and secretary, and for the answers of others
// that the gates wait for, as many as their own device may sign.
func (s *State) ending(c *change) bool {
	if s.phase != WrappingUp && s.phase != Adopted {
		return false
	}
	seat := s.seat(c.act.Author)
	switch {
	case seat == nil:
		return false
	case seat.scribe():
		return slices.Contains(meetsGates, c.act.Kind)
	}
	return c.act.Counter <= MaxActsOfDevice && slices.Contains(answersGates, c.act.Kind)
}

var (
	meetsGates = []chain.Kind{KindOutcome, KindDescribe, KindInformed, KindInviteResponse, KindNoResponse, KindAgree, KindDecline, KindMinimise, KindNothingFor, KindConfirmKey, KindMinutesKey, KindIssue, KindDispatch, KindHandle}
	// Of everybody: the gates wait for these as well.
	answersGates = []chain.Kind{KindAgree, KindDecline, KindMinutesKey}
)

var alwaysRoomFor = []chain.Kind{KindWithdraw, KindWithdrawConsent, KindDropDraft, KindLeave, KindRemove, KindResume, KindLapse, KindWrapUp, KindAdopt, KindClose, KindDestroy}

// checkAuthor: the author is there, signs with his device, and has confirmed secrecy.
func (s *State) checkAuthor(c *change, _ []byte) *Refusal {
	if c.act.Kind == KindGenesis {
		if c.act.Author != firstChair {
			return s.refuse(CodeNotSeated)
		}
		return nil
	}
	if c.row.byServer {
		if c.act.Author != chain.Server || c.act.Device != s.server {
			return s.refuse(CodeNotServer)
		}
		return nil
	}
	seat := s.seat(c.act.Author)
	if seat == nil || seat.Gone != "" {
		return s.refuse(CodeNotSeated)
	}
	if seat.Device != c.act.Device {
		return s.refuse(CodeNotYourDevice)
	}
	if !seat.Joined && c.act.Kind != KindJoin && c.act.Kind != KindLeave {
		return s.refuse(CodeSecrecy)
	}
	c.author = seat
	return nil
}

// checkTurn: the act is the device's next. Who is not shown every act can only
// see that a device never goes back.
func (s *State) checkTurn(c *change, _ []byte) *Refusal {
	d := s.devices[c.act.Device]
	next := c.act.Counter == d.counter+1
	if (s.whole() && !next) || c.act.Counter <= d.counter || (next && c.act.Previous != d.last) {
		return s.refuse(CodeOutOfTurn)
	}
	return nil
}

// lookUp resolves refs, item and audience. An act on an object names its latest act.
func (s *State) lookUp(c *change, _ []byte) *Refusal {
	if c.row.refs != nil {
		if c.rules = c.row.refs(c); c.rules == nil {
			return s.refuse(CodeMalformed, "refs")
		}
	}
	if len(c.rules) != len(c.act.Refs) {
		return s.refuse(CodeMalformed, "refs")
	}
	c.refs = make([]*object, len(c.rules))
	for i, rule := range c.rules {
		k, ok := s.acts[c.act.Refs[i]]
		if !ok {
			if s.whole() || rule.needed {
				return s.refuse(CodeUnknownObject)
			}
			continue
		}
		if s.whole() && c.author != nil && !s.shows(c.author, k) {
			return s.refuse(CodeUnknownObject) // not for him, so not there
		}
		if k.object == nil || !slices.Contains(rule.objects, k.object.kind) {
			return s.refuse(CodeUnknownObject)
		}
		if k.object.latest != c.act.Refs[i] {
			return s.refuse(CodeStaleObject)
		}
		c.refs[i] = k.object
	}
	if len(c.refs) > 0 {
		c.object = c.refs[0]
	}
	return c.row.audience.set(c)
}

// audienceRule sets audience and item of a change, and refuses an item that is
// not there or not the author's.
type audienceRule struct {
	name string // room or item
	set  func(*change) *Refusal
}

var toRoom = audienceRule{"room", func(c *change) *Refusal {
	c.audience = chain.Room
	return nil
}}

// inItem is a payload that names its item itself.
type inItem interface{ itemID() uint32 }

var ofItem = audienceRule{"item", setItem}

// ofObject is the item that the object is at, or the room for one of the room.
var ofObject = audienceRule{"its object's", func(c *change) *Refusal {
	if c.object != nil && c.object.item == 0 {
		return toRoom.set(c)
	}
	return setItem(c)
}}

func setItem(c *change) *Refusal {
	var id uint32
	switch p := c.payload.(type) {
	case inItem:
		id = p.itemID()
	default:
		if c.object != nil {
			id = uint32(c.object.item)
		}
	}
	if id == 0 || int(id) > len(c.s.items) {
		return c.s.refuse(CodeUnknownObject)
	}
	if c.object != nil && uint32(c.object.item) != id {
		return c.s.refuse(CodeUnknownObject)
	}
	c.item = c.s.items[id-1]
	c.audience = c.item.ID.Audience()
	if c.author != nil && !c.s.atItem(c.author.ID, c.item) {
		return c.s.refuse(CodeUnknownObject) // exactly as if the item did not exist
	}
	return nil
}

// labelled is a payload that holds the digest of a labels sub-record.
type labelled interface{ labelsDigest() crypto.Digest }

// checkLabels: labels are there exactly when the kind has them and the asker may
// see them, and they are what the act's digest says.
func (s *State) checkLabels(c *change, labels []byte) *Refusal {
	digest, ok := c.payload.(labelled)
	if !ok {
		if labels != nil {
			return s.refuse(CodeMalformed, "labels")
		}
		return nil
	}
	if labels == nil {
		return nil
	}
	var l Labels
	if err := chain.Decode(labels, &l); err != nil || LabelsDigest(labels) != digest.labelsDigest() {
		return s.refuse(CodeMalformed, "labels")
	}
	c.labels = &l
	return nil
}
