package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
)

// CodePayload makes a new room code: together with the head the act has seen,
// these random bytes decide the five words the chair reads aloud.
type CodePayload struct {
	Nonce [32]byte `cbor:"1,keyasint"`
}

// StartPayload begins the session.
type StartPayload struct {
	Code          CodePayload `cbor:"1,keyasint"`
	WithoutDeputy bool        `cbor:"2,keyasint,omitempty"` // the chair's choice to go on without one
}

// When.
var (
	notDestroyed = must("notDestroyed", CodeRoomClosed, func(c *change) bool { return c.s.phase != Destroyed })
	notClosed    = must("notClosed", CodeRoomClosed, func(c *change) bool {
		return c.s.phase != Closed && c.s.phase != Destroyed
	})
	inPreparation = must("inPreparation", CodeNotNow, func(c *change) bool { return c.s.phase == Preparing })
	inSession     = must("inSession", CodeNotNow, func(c *change) bool { return c.s.phase == InSession })
	beforeWrapUp  = must("beforeWrapUp", CodeNotNow, func(c *change) bool {
		return c.s.phase == Preparing || c.s.phase == InSession
	})
	started    = must("started", CodeNotNow, func(c *change) bool { return c.s.phase != Preparing })
	wrappingUp = must("wrappingUp", CodeNotNow, func(c *change) bool { return c.s.phase == WrappingUp })
	adopted    = must("adopted", CodeNotNow, func(c *change) bool { return c.s.phase == Adopted })
	isClosed   = must("isClosed", CodeNotNow, func(c *change) bool { return c.s.phase == Closed })

	codeFresh = must("codeFresh", CodeMalformed, func(c *change) bool {
		var code CodePayload
		switch p := c.payload.(type) {
		case *CodePayload:
			code = *p
		case *StartPayload:
			code = p.Code
		case *HandOverPayload:
			code = p.Code
		}
		return code.Nonce != [32]byte{} && c.act.Seen.N > 0
	})
	deputyOrNone = must("deputyOrNone", CodeNoDeputy, func(c *change) bool {
		if payloadOf[StartPayload](c).WithoutDeputy {
			return true
		}
		for _, seat := range c.s.seats {
			if seat.Post == agenda.Deputy && seat.here() {
				return true
			}
		}
		return false
	})
	adoptionGates = check{"adoptionGates", func(c *change) *Refusal {
		return c.s.openGate(c.at, func(g Gate) bool { return !g.Closing })
	}}
	closingGates = check{"closingGates", func(c *change) *Refusal {
		return c.s.openGate(c.at, func(Gate) bool { return true })
	}}
)

// openGate refuses for the first gate that is asked and not met.
func (s *State) openGate(at int64, asked func(Gate) bool) *Refusal {
	for _, g := range s.gates(at) {
		if asked(g) && !g.Met {
			r := s.refuse(CodeGatesOpen, string(g.Code))
			r.Articles = append(r.Articles, g.Articles...)
			return r
		}
	}
	return nil
}

func applyStart(c *change) {
	c.s.phase, c.s.session = InSession, c.at
	c.readCode()
}

// readCode makes this act the one whose code is read aloud: everyone confirms anew.
func (c *change) readCode() {
	c.s.code = c.create(objCode)
	for _, seat := range c.s.seats {
		seat.Confirmed = false
	}
	c.author.Confirmed = true
}

func applyCode(c *change) { c.readCode() }

func applyConfirm(c *change) {
	if c.object == c.s.code {
		c.author.Confirmed = true
	}
}

// CodeAct returns the act whose code is to be read aloud; zero before there is one.
func (s *State) CodeAct() crypto.Digest {
	if s.code == nil {
		return crypto.Digest{}
	}
	return s.code.created
}

func applyWrapUp(c *change)  { c.s.phase = WrappingUp }
func applyAdopt(c *change)   { c.s.phase = Adopted }
func applyDestroy(c *change) { c.s.destroyAsked, c.effects.Destroy = true, true }
func applyNothing(*change)   {}

func applyClose(c *change) {
	c.s.phase, c.s.closedAt = Closed, c.at
	c.dropDrafts(func(*Draft) bool { return true })
}
