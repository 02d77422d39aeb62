package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// How far agreed work is. Work of which nobody said anything is open.
const (
	ProgressOpen    covenant.Code = "open"    // it is still to be done
	ProgressDone    covenant.Code = "done"    // it was done
	ProgressDropped covenant.Code = "dropped" // it will not be done; the sealed reason says why
)

// ProgressPayload says how far an action is. The body, for who sits at the item, may
// say more about it (ReasonText); of work that is dropped it says why.
type ProgressPayload struct {
	Is     covenant.Code `cbor:"1,keyasint"`           // one of the Progress constants
	Reason bool          `cbor:"2,keyasint,omitempty"` // the sealed body says why
	Again  bool          `cbor:"3,keyasint,omitempty"` // in the place of what was said before: its latest act is the ref
}

// progress is how far an action is.
type progress struct {
	Act    crypto.Digest // first progress act
	Action crypto.Digest // action act
	By     chain.Seat    // who said so last
	Is     covenant.Code
	object *object
}

// ProgressView is what was said of an action, as who sits there may know it.
type ProgressView struct {
	Act    crypto.Digest
	Latest crypto.Digest
	By     chain.Seat
	Is     covenant.Code
	Text   *SealedView // ReasonText
}

// What is said first about an action needs that; what is said later, what was said before.
func progressRefs(c *change) []refRule {
	if payloadOf[ProgressPayload](c).Again {
		return on(objProgress)(c)
	}
	return on(objAction)(c)
}

// work is the action that a progress act is about.
func (c *change) work() *Agreed {
	if c.object.kind == objProgress {
		return c.s.agreed[c.s.progress[c.object.created].Action]
	}
	return c.s.agreed[c.object.created]
}

var (
	// Who does the work knows how far it is; who writes the minutes may be told.
	byAssignee = must("byAssignee", CodeNotScribe, func(c *change) bool {
		return c.author.scribe() || c.author.Place == c.work().Assignee
	})
	workStands = must("workStands", CodeSourceWithdrawn, func(c *change) bool { return !c.work().Retracted })
	// An action has one history: who did not see what was said last does not undo it.
	oneProgress = must("oneProgress", CodeStaleObject, func(c *change) bool {
		p := c.s.progressOf(c.work().Act)
		return p == nil || c.object == p.object
	})
	knownProgress = must("knownProgress", CodeMalformed, func(c *change) bool {
		return slices.Contains([]covenant.Code{ProgressOpen, ProgressDone, ProgressDropped}, payloadOf[ProgressPayload](c).Is)
	})
	// The others counted on it.
	droppedForReason = must("droppedForReason", CodeReasonMissing, func(c *change) bool {
		p := payloadOf[ProgressPayload](c)
		return p.Is != ProgressDropped || p.Reason
	})
)

// progressOf is what was said of an action; nil for nothing that is known here.
func (s *State) progressOf(action crypto.Digest) *progress {
	for _, p := range s.progress {
		if p.Action == action {
			return p
		}
	}
	return nil
}

// agreedViews are the decisions and actions of an item, as they are to be gone
// through: what is still open of an earlier room comes first, the rest in the order
// in which it was agreed.
func (s *State) agreedViews(id chain.Seat, item agenda.ItemID) []AgreedView {
	var open, rest []AgreedView
	for _, a := range sorted(s.agreed, func(a *Agreed) *object { return a.object }) {
		if a.Item != item || !s.sees(id, a.object) {
			continue
		}
		v := s.agreedView(id, a)
		if v.Earlier != nil && v.Status() == ProgressOpen && !v.Retracted {
			open = append(open, v)
		} else {
			rest = append(rest, v)
		}
	}
	return slices.Concat(open, rest)
}

func (s *State) agreedView(id chain.Seat, a *Agreed) AgreedView {
	v := AgreedView{
		Act: a.Act, Latest: a.object.latest, Action: a.Action, Author: a.Author, Assignee: a.Assignee,
		Due: a.Due, Retracted: a.Retracted, Text: a.object.view(id),
	}
	if a.Earlier != nil {
		earlier := *a.Earlier
		v.Earlier = &earlier
	}
	if p := s.progressOf(a.Act); p != nil && s.sees(id, p.object) {
		v.Progress = &ProgressView{Act: p.Act, Latest: p.object.latest, By: p.By, Is: p.Is, Text: p.object.view(id)}
	}
	return v
}

// Status is how far an action is, as far as the viewer knows; empty for a decision.
func (v AgreedView) Status() covenant.Code {
	switch {
	case !v.Action:
		return ""
	case v.Progress == nil:
		return ProgressOpen
	}
	return v.Progress.Is
}

func applyProgress(c *change) {
	said := payloadOf[ProgressPayload](c)
	if c.object.kind == objAction {
		action := c.object.created
		c.s.progress[c.hash] = &progress{Act: c.hash, Action: action, object: c.create(objProgress)}
		c.object = c.s.progress[c.hash].object
	} else {
		c.advance()
	}
	p := c.s.progress[c.object.created]
	p.By, p.Is = c.act.Author, said.Is
}
