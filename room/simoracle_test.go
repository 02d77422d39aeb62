package room_test

import (
	"errors"
	"fmt"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// oracle says who was given what, and what may leave, from the acts alone: it is told
// them one after the other and asks the room for no rule, only for who sits where.
type oracle struct {
	state   *room.State
	objects map[crypto.Digest]*thing // by every act on it
	files   map[crypto.Digest]*thing
	past    map[crypto.Digest]bool // files of earlier versions
	things  []*thing

	turns     map[crypto.VerifyKey]uint64 // counter of the last act of each device
	suspended bool                        // since records were lost, until somebody resumes
}

// thing is an object as the oracle knows it.
type thing struct {
	kind   chain.Kind // of the act that began it
	act    crypto.Digest
	item   agenda.ItemID
	author chain.Seat
	place  agenda.PlaceID   // in whose name a draft is
	places []agenda.PlaceID // readers, or who is asked
	about  *thing           // of a hold, a refusal, an answer
	files  []crypto.Digest
	acts   []uint64 // places in the log of the acts on it
	gone   bool

	// of a proposal
	recipients []room.Recipient
	sources    []*thing
	owners     []chain.Seat
	agreed     map[chain.Seat]bool // by owner
	approved   bool

	// of a package
	to    room.Recipient
	parts []*thing // releases and own contributions
	left  bool
}

// wholly says whether every owner agreed to a proposal.
func (t *thing) wholly() bool {
	return !slices.ContainsFunc(t.owners, func(owner chain.Seat) bool { return !t.agreed[owner] })
}

func newOracle(state *room.State) *oracle {
	return &oracle{state: state, objects: map[crypto.Digest]*thing{}, files: map[crypto.Digest]*thing{}, past: map[crypto.Digest]bool{}, turns: map[crypto.VerifyKey]uint64{}}
}

// take is told the next act, after the room has applied it.
func (o *oracle) take(rec *chain.Record) error {
	act, hash := actOf(rec), rec.Act.Hash()
	about := func(i int) *thing {
		if i < len(act.Refs) {
			return o.objects[act.Refs[i]]
		}
		return nil
	}
	t := about(0)
	if began(act.Kind, act.Payload) {
		t = &thing{kind: act.Kind, act: hash, item: agenda.ItemID(rec.Audience), author: act.Author, about: t}
		o.things = append(o.things, t)
	}
	if t != nil {
		o.objects[hash] = t
	}
	o.turns[act.Device] = act.Counter
	switch act.Kind {
	case room.KindEpoch, room.KindResume:
		o.suspended = act.Kind == room.KindEpoch
	case room.KindUnseat:
		p := payload[room.UnseatPayload](act)
		o.readsNoMore(p.Place, func(t *thing) bool { return t.item == p.Item })
	case room.KindLeave, room.KindRemove:
		gone, _ := o.state.Member(leaver(act))
		o.readsNoMore(gone.Place, func(*thing) bool { return true })
	case room.KindDraft:
		t.place = payload[room.DraftPayload](act).Place
	case room.KindRequest:
		t.places = payload[room.RequestPayload](act).To
	case room.KindContribute:
		t.places = placesOf(payload[room.ContributePayload](act).Readers)
		for i := range act.Refs {
			if d := about(i); d.kind == room.KindDraft {
				d.gone = true // signed
			}
		}
	case room.KindShow:
		t.places = append(t.places, placesOf(payload[room.ShowPayload](act).Readers)...)
	case room.KindHide:
		hidden := payload[room.HidePayload](act).Places
		t.places = slices.DeleteFunc(t.places, func(p agenda.PlaceID) bool { return slices.Contains(hidden, p) })
	case room.KindWithdraw, room.KindDropDraft, room.KindLiftHold:
		o.takeBack(t)
	case room.KindPropose:
		o.proposed(t, payload[room.ProposePayload](act), act.Refs)
	case room.KindAgree:
		for _, owner := range t.owners {
			if o.speaks(act.Author, owner) {
				t.agreed[owner] = true
			}
		}
		return exactly(t, payload[room.ProposalPayload](act).Proposal)
	case room.KindMinimise:
		p := payload[room.MinimisePayload](act)
		t.approved = p.Approve
		if !o.state.Leads(act.Author) {
			return fmt.Errorf("a decision by seat %d, who does not lead", act.Author)
		}
		if p.Approve && !t.wholly() {
			return errors.New("a proposal is approved to which not every owner agreed")
		}
		return exactly(t, p.Proposal)
	case room.KindIssue:
		p := payload[room.IssuePayload](act)
		t.to = p.Recipient
		for i := range act.Refs {
			t.parts = append(t.parts, about(i))
		}
		return o.mayLeave(t, "issued")
	case room.KindReissue:
		t.to, t.parts = t.about.to, t.about.parts
		return o.mayLeave(t, "issued again")
	case room.KindDelivered:
		if err := o.mayLeave(t, "delivered"); err != nil {
			return err
		}
		t.left = true
	case room.KindDispatch:
		if act.Sealed[0].Reader != t.to.Seat {
			return fmt.Errorf("the file of a package for %v is for seat %d", t.to, act.Sealed[0].Reader)
		}
	}
	o.filed(t, act)
	return nil
}

// readsNoMore takes a place from the readers of contributions: who fills it next, or comes
// back, is not who their owner chose.
func (o *oracle) readsNoMore(place agenda.PlaceID, of func(*thing) bool) {
	for _, t := range o.things {
		if t.kind == room.KindContribute && of(t) {
			t.places = slices.DeleteFunc(t.places, func(p agenda.PlaceID) bool { return p == place })
		}
	}
}

// filed notes the files of an act: a new body makes those before it past.
func (o *oracle) filed(t *thing, act chain.Act) {
	if len(act.Sealed) == 0 {
		return
	}
	if act.Sealed[0].Reader == chain.Server && act.Kind != room.KindDispatch {
		for _, f := range t.files {
			o.past[f] = true
		}
	}
	for _, f := range act.Sealed {
		t.files = append(t.files, f.Digest)
		o.files[f.Digest] = t
	}
}

// takeBack has a thing be gone with what was said because of it.
func (o *oracle) takeBack(t *thing) {
	t.gone = true
	for _, other := range o.things {
		onIt := other.about == t && (other.kind == room.KindHold || other.kind == room.KindRefuseRequest)
		drawsOn := other.kind == room.KindPropose && slices.Contains(other.sources, t)
		if (onIt || drawsOn) && !other.gone {
			o.takeBack(other)
		}
	}
}

func (o *oracle) proposed(t *thing, p room.ProposePayload, refs []crypto.Digest) {
	t.recipients, t.owners, t.agreed = p.Recipients, p.Owners, map[chain.Seat]bool{}
	for i := range p.Owners {
		t.sources = append(t.sources, o.objects[refs[int(p.Actions)+i]])
	}
}

// exactly is the proposal whose own hash an agreement or a decision names.
func exactly(t *thing, named crypto.Digest) error {
	if t == nil || t.kind != room.KindPropose || t.act != named {
		return fmt.Errorf("an agreement or decision that is not of exactly this proposal")
	}
	return nil
}

// mayLeave says why a package may not hold what it holds: everything in it was agreed to
// and decided on for this recipient, or is his own, and nothing of it was taken back.
func (o *oracle) mayLeave(t *thing, how string) error {
	for _, part := range t.parts {
		switch {
		case part == nil:
			return fmt.Errorf("a package is %s with what nobody made", how)
		case part.kind == room.KindContribute:
			if part.author != t.to.Seat || part.gone {
				return fmt.Errorf("a package for %v is %s with a contribution of seat %d (gone: %v)", t.to, how, part.author, part.gone)
			}
		case part.kind != room.KindPropose || !part.approved || !slices.Contains(part.recipients, t.to):
			return fmt.Errorf("a package for %v is %s with what was not decided for him", t.to, how)
		default:
			if !part.wholly() {
				return fmt.Errorf("a package is %s without the agreement of every owner", how)
			}
			for i, owner := range part.owners {
				if part.sources[i].author != owner {
					return fmt.Errorf("a package is %s with a source of another owner", how)
				}
				if part.sources[i].gone {
					return fmt.Errorf("a package is %s with what was withdrawn", how)
				}
			}
		}
	}
	return nil
}

// speaks says whether a seat decides about what an owner brought in.
func (o *oracle) speaks(seat, owner chain.Seat) bool {
	m, ok := o.state.Member(owner)
	for ok && m.Gone != "" {
		m, ok = o.state.Member(m.Steward)
	}
	return ok && m.ID == seat
}

// given says whether a seat was given a file, as things stand.
func (o *oracle) given(id chain.Seat, file crypto.Digest) error {
	t := o.files[file]
	seat, ok := o.state.Member(id)
	switch {
	case t == nil:
		return fmt.Errorf("a file that no act names")
	case !ok || seat.Gone != "":
		return fmt.Errorf("a file for who is not there")
	case o.state.Phase() == room.Destroyed:
		return fmt.Errorf("a file after everything was destroyed")
	case (t.kind == room.KindIssue || t.kind == room.KindReissue) && !t.left:
		return errors.New("a file of a package that did not leave yet")
	case t.gone || o.past[file]:
		return fmt.Errorf("a file of a %s that was taken back or replaced", t.kind)
	case !o.reads(seat, t):
		return fmt.Errorf("a file of a %s that was not given to him", t.kind)
	}
	return nil
}

func (o *oracle) reads(seat room.Seat, t *thing) bool {
	leads := o.state.Leads(seat.ID)
	scribe := leads || seat.Post == agenda.Secretary
	if t.item != 0 && !o.state.Sits(seat.ID, t.item.Audience()) {
		return false
	}
	asked := slices.Contains(t.places, seat.Place)
	switch t.kind {
	case room.KindInvite:
		return leads
	case room.KindContribute, room.KindRequest:
		return leads || t.author == seat.ID || asked
	case room.KindDraft:
		return t.author == seat.ID || t.place == seat.Place
	case room.KindHold, room.KindRefuseRequest:
		return o.reads(seat, t.about)
	case room.KindPropose:
		return scribe || t.author == seat.ID || slices.ContainsFunc(t.owners, func(owner chain.Seat) bool { return o.speaks(seat.ID, owner) })
	case room.KindConsent:
		return leads || t.author == seat.ID
	case room.KindOutside:
		return scribe
	case room.KindReact:
		return scribe || t.author == seat.ID
	case room.KindHandle:
		return scribe || t.about.author == seat.ID
	case room.KindIssue, room.KindReissue:
		return t.to.Seat == seat.ID || (t.to.Seat == 0 && t.author == seat.ID)
	}
	return true // everybody at the item
}
