package room

import (
	"maps"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
)

// objectKind says what an act can be about.
type objectKind string

const (
	objInvitation   objectKind = "invitation"
	objCode         objectKind = "code"
	objEpoch        objectKind = "epoch"
	objItem         objectKind = "item"
	objContribution objectKind = "contribution"
	objDraft        objectKind = "draft"
	objRequest      objectKind = "request"
	objRefusal      objectKind = "refusal"
	objHold         objectKind = "hold"
	objDecision     objectKind = "decision"
	objAction       objectKind = "action"
	objProgress     objectKind = "progress"
	objProposal     objectKind = "proposal"
	objPackage      objectKind = "package"
	objName         objectKind = "name"
	objInform       objectKind = "inform"
	objConsent      objectKind = "consent"
	objOutsider     objectKind = "outsider"
	objReaction     objectKind = "reaction"
	objAnswer       objectKind = "answer"
	objOther        objectKind = "" // acts nobody refers to
)

// object is what acts are about: its history, and the sealed files that belong to it.
type object struct {
	kind    objectKind
	id      seal.ObjectID    // creating device and its counter
	created crypto.Digest    // act hash
	latest  crypto.Digest    // the act that later ones must name
	item    agenda.ItemID    // 0 for objects of the room
	author  chain.Seat       // of the creating act
	acts    []uint64         // seq of every act on it that is known here
	version uint32           // of the body, from 1; 0 without one
	writer  crypto.VerifyKey // device that signed the present body
	body    *chain.Sealed
	envel   map[chain.Seat]chain.Sealed // of the present version
	unread  map[chain.Seat]bool         // who signed that he cannot open it
	held    map[chain.Seat]bool         // whose envelope of the present version went with a device that a reseat ended
	anew    bool                        // the present body was signed on a device that a reseat let in
	past    []crypto.Digest             // sealed files of earlier versions
	gone    bool                        // taken back: its files must go from the disk
	erased  bool                        // the server says that they are gone
}

// known is what State remembers of every act it has applied.
type known struct {
	hash     crypto.Digest
	seq      uint64
	audience chain.Audience
	k        uint64
	kind     chain.Kind
	object   *object
	needs    []uint64 // acts shown with it
	anew     bool     // signed on a device that a reseat let in
	labels   bool     // carries a labels sub-record
}

// sealInto takes the sealed files of an act into the object it is about.
func (o *object) sealInto(files []chain.Sealed, device crypto.VerifyKey, anew bool) {
	for _, f := range files {
		if f.Reader != chain.Server {
			if old, ok := o.envel[f.Reader]; ok {
				o.past = append(o.past, old.Digest)
			}
			o.envel[f.Reader] = f
			delete(o.unread, f.Reader)
			delete(o.held, f.Reader)
			continue
		}
		o.retire()
		body := f
		o.body = &body
		o.version++
		o.writer, o.anew = device, anew
	}
}

// retire moves the files of the present version to the past, in the order of seats: the
// same log gives the same state.
func (o *object) retire() {
	if o.body != nil {
		o.past = append(o.past, o.body.Digest)
	}
	for _, reader := range slices.Sorted(maps.Keys(o.envel)) {
		o.past = append(o.past, o.envel[reader].Digest)
	}
	o.body, o.envel = nil, map[chain.Seat]chain.Sealed{}
	clear(o.unread)
	clear(o.held)
}

// holds says whether a file is the present body or an envelope that goes with it.
func (o *object) holds(file crypto.Digest) bool {
	if o.body == nil {
		return false
	}
	if o.body.Digest == file {
		return true
	}
	for _, e := range o.envel {
		if e.Digest == file {
			return true
		}
	}
	return false
}

// files returns the digests of every sealed file the object ever had, sorted.
func (o *object) files() []crypto.Digest {
	all := slices.Clone(o.past)
	if o.body != nil {
		all = append(all, o.body.Digest)
	}
	for _, e := range o.envel {
		all = append(all, e.Digest)
	}
	slices.SortFunc(all, func(a, b crypto.Digest) int { return slices.Compare(a[:], b[:]) })
	return all
}

// refRule says what one place in the refs of an act stands for.
type refRule struct {
	objects []objectKind
	needed  bool // shown with the act, to whoever sees the act; otherwise provenance, which may stay unresolved
}

// refsOf tells the rules for the refs of one act; nil when their number does not fit its payload.
type refsOf func(*change) []refRule

// on is the rule of acts on one object: they name its latest act, and need it.
func on(kinds ...objectKind) refsOf {
	rules := []refRule{{objects: kinds, needed: true}}
	return func(*change) []refRule { return rules }
}

// onAgain is the rule of acts that begin an object, or are about it again.
func onAgain(c *change, again bool, kind objectKind) []refRule {
	if !again {
		return []refRule{}
	}
	return on(kind)(c)
}

// repeat gives n equal rules.
func repeat(n int, r refRule) []refRule {
	rules := make([]refRule, n)
	for i := range rules {
		rules[i] = r
	}
	return rules
}
