package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// ReactPayload is what a recipient says about the concept he got. His remarks
// are in the sealed body (ReactionText), for chair, deputies and secretary.
type ReactPayload struct {
	None bool `cbor:"1,keyasint,omitempty"` // he has no remarks, or no more; nothing is sealed then
}

// HandlePayload says what became of a reaction: the proposals named after it
// correct the text, or the sealed body (AnswerText) says why not; or both.
type HandlePayload struct {
	Answer bool `cbor:"1,keyasint,omitempty"`
}

// Reaction is what a recipient said about a concept.
type Reaction struct {
	Act         crypto.Digest // react act
	Package     crypto.Digest // issue act of the package it is about
	Seat        chain.Seat
	None        bool
	Answered    crypto.Digest   // handle act with an answer; zero while there is none
	Corrections []crypto.Digest // as named: an act of each proposal that corrects the text
	object      *object
	answer      *object // nil while there is none
}

// scribes are the present chair, deputies and secretary.
func (s *State) scribes() []*Seat {
	var scribes []*Seat
	for _, seat := range s.seats {
		if seat.leads() || (seat.here() && seat.Post == agenda.Secretary) {
			scribes = append(scribes, seat)
		}
	}
	return scribes
}

// reactionReaders are the present seats that may open a reaction and its answer.
func (s *State) reactionReaders(by chain.Seat) []*Seat {
	readers := s.scribes()
	if seat := s.seat(by); seat != nil && seat.here() && !slices.Contains(readers, seat) {
		readers = append(readers, seat)
	}
	return readers
}

// handleRefs: the reaction, then the proposals that correct the text.
func handleRefs(c *change) []refRule {
	if len(c.act.Refs) == 0 {
		return nil
	}
	return append([]refRule{{objects: []objectKind{objReaction}, needed: true}},
		repeat(len(c.act.Refs)-1, refRule{objects: []objectKind{objProposal}})...)
}

var (
	leftAlready = must("leftAlready", CodeNotDispatched, func(c *change) bool { return c.pack().Delivered != 0 })
	isConcept   = must("isConcept", CodeNotNow, func(c *change) bool { return c.pack().ReactUntil != 0 && !c.s.settled() })
	inTerm      = must("inTerm", CodeReactionTermOver, func(c *change) bool { return c.at/DayMillis <= c.pack().ReactUntil })

	hasRemarks = must("hasRemarks", CodeDecided, func(c *change) bool {
		re := c.s.reactions[c.object.created]
		return !re.None && re.Answered.IsZero()
	})
	handledSomehow = must("handledSomehow", CodeMalformed, func(c *change) bool {
		return payloadOf[HandlePayload](c).Answer || len(c.refs) > 1
	})
	// A correction is one of a text in that package.
	correctsThat = must("correctsThat", CodeWrongCorrection, func(c *change) bool {
		pack := c.s.packages[c.s.reactions[c.object.created].Package]
		for _, o := range c.refs[1:] {
			if o == nil || !c.s.correctsOneOf(pack, c.s.proposals[o.created]) {
				return false
			}
		}
		return true
	})
)

func (s *State) correctsOneOf(pack *Package, p *Proposal) bool {
	older := s.proposalOf(p.Corrects)
	return older != nil && slices.ContainsFunc(pack.Releases, func(act crypto.Digest) bool { return s.proposalOf(act) == older })
}

// handled says whether a reaction has its answer, or led to a correction that was approved.
func (s *State) handled(re *Reaction) bool {
	return re.None || !re.Answered.IsZero() || slices.ContainsFunc(re.Corrections, func(act crypto.Digest) bool {
		p := s.proposalOf(act)
		return p != nil && p.State == ProposalApproved
	})
}

// latestConcept is the newest concept of the minutes that a recipient has or is
// about to get; nil for none. What was issued later and is not on its way yet takes
// no time from him.
func (s *State) latestConcept(r Recipient) *Package {
	var latest *Package
	for _, p := range s.packages {
		if p.Recipient == r && p.Kind == covenant.PackageMinutes && s.sent(p) && (latest == nil || p.Seq > latest.Seq) {
			latest = p
		}
	}
	return latest
}

// mayStillReact says whether a recipient's remarks on his latest minutes may
// still come at a moment, server's clock in ms.
func (s *State) mayStillReact(r Recipient, at int64) bool {
	p := s.latestConcept(r)
	if p == nil || p.ReactUntil == 0 || at/DayMillis > p.ReactUntil {
		return false
	}
	more := true // until his last word on it is that he has none, or no more
	for _, re := range s.reactionsInOrder() {
		if re.Seat == r.Seat && r.Seat != 0 && s.packages[re.Package].Content == p.Content {
			more = !re.None
		}
	}
	return more
}

func (s *State) reactionsInOrder() []*Reaction {
	return sorted(s.reactions, func(re *Reaction) *object { return re.object })
}

func applyReact(c *change) {
	pack := c.pack()
	c.s.reactions[c.hash] = &Reaction{
		Act: c.hash, Package: pack.Act, Seat: c.act.Author, None: payloadOf[ReactPayload](c).None, object: c.create(objReaction),
	}
}

func applyHandle(c *change) {
	re := c.s.reactions[c.object.created]
	re.Corrections = append(re.Corrections, c.act.Refs[1:]...)
	if payloadOf[HandlePayload](c).Answer {
		re.Answered, re.answer = c.hash, c.create(objAnswer)
		c.s.answered[c.hash] = re
	}
}

// sealReaction: remarks for chair, deputies, secretary and who made them.
func sealReaction(c *change) *Refusal {
	if payloadOf[ReactPayload](c).None {
		return c.noFiles()
	}
	return c.sealed(true, set(c.s.reactionReaders(c.act.Author)), nil)
}

// sealAnswer: an answer for them, too.
func sealAnswer(c *change) *Refusal {
	if !payloadOf[HandlePayload](c).Answer {
		return c.noFiles()
	}
	return c.sealed(true, set(c.s.reactionReaders(c.s.reactions[c.object.created].Seat)), nil)
}

// ReactionView is what a recipient said about a concept: that he did, and for
// who may open it, where the texts stand.
type ReactionView struct {
	Act         crypto.Digest
	Latest      crypto.Digest
	Package     crypto.Digest
	Seat        chain.Seat
	None        bool
	Text        *SealedView     // ReactionText; nil without remarks
	Answered    crypto.Digest   // handle act; zero while there is no answer
	Answer      *SealedView     // AnswerText
	AnswerLast  crypto.Digest   // latest act on the answer; zero while there is none
	Corrections []crypto.Digest // propose acts where the viewer sees the proposal; otherwise the act that was named
}

func (s *State) reactionViews(id chain.Seat) []ReactionView {
	var views []ReactionView
	for _, re := range s.reactionsInOrder() {
		v := ReactionView{
			Act: re.Act, Latest: re.object.latest, Package: re.Package, Seat: re.Seat, None: re.None, Text: re.object.view(id),
			Answered: re.Answered, Corrections: s.proposalsFor(id, re.Corrections),
		}
		if re.answer != nil {
			v.Answer, v.AnswerLast = re.answer.view(id), re.answer.latest
		}
		views = append(views, v)
	}
	return views
}

// proposalsFor names proposals by their creating act, as far as a seat sees them.
func (s *State) proposalsFor(id chain.Seat, acts []crypto.Digest) []crypto.Digest {
	named := slices.Clone(acts)
	for i, act := range named {
		if p := s.proposalOf(act); p != nil && s.sees(id, p.object) {
			named[i] = p.Act
		}
	}
	return named
}
