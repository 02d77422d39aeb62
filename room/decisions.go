package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
)

// DecisionPayload records a decision; its text is sealed to the seats at the item.
type DecisionPayload struct {
	Item agenda.ItemID `cbor:"1,keyasint"`
}

// ActionPayload records agreed work; its text is sealed to the seats at the item.
type ActionPayload struct {
	Item     agenda.ItemID  `cbor:"1,keyasint"`
	Assignee agenda.PlaceID `cbor:"2,keyasint"`
	Due      int64          `cbor:"3,keyasint"` // days since 1970-01-01

	Earlier *Earlier `cbor:"4,keyasint,omitempty"` // the action of an earlier room it goes on with; nil for a new one
}

func (p *DecisionPayload) itemID() uint32 { return uint32(p.Item) }
func (p *ActionPayload) itemID() uint32   { return uint32(p.Item) }

// Agreed is a decision or an action.
type Agreed struct {
	Act       crypto.Digest
	Object    seal.ObjectID
	Item      agenda.ItemID
	Action    bool
	Author    chain.Seat
	Assignee  agenda.PlaceID
	Due       int64 // days since 1970-01-01
	Retracted bool
	Earlier   *Earlier // the action of an earlier room it goes on with; nil for a new one
	object    *object
}

var (
	// Decisions and actions are made while the item is discussed, or recorded while wrapping up.
	agreeableNow = check{"agreeableNow", func(c *change) *Refusal {
		switch {
		case c.s.phase == Closed || c.s.phase == Destroyed:
			return c.s.refuse(CodeRoomClosed)
		case c.item.Stage == agenda.Prepared:
			return c.s.refuse(CodeItemNotOpen)
		}
		return nil
	}}
	knownAssignee = must("knownAssignee", CodeUnknownObject, func(c *change) bool {
		return c.s.place(payloadOf[ActionPayload](c).Assignee) != nil
	})
	dueDate = must("dueDate", CodeMalformed, func(c *change) bool {
		return payloadOf[ActionPayload](c).Due > 0
	})
)

func applyDecision(c *change) {
	o := c.create(objDecision)
	c.s.agreed[c.hash] = &Agreed{Act: c.hash, Object: o.id, Item: c.item.ID, Author: c.act.Author, object: o}
}

func applyAction(c *change) {
	p := payloadOf[ActionPayload](c)
	o := c.create(objAction)
	c.s.agreed[c.hash] = &Agreed{
		Act: c.hash, Object: o.id, Item: c.item.ID, Action: true, Author: c.act.Author,
		Assignee: p.Assignee, Due: p.Due, Earlier: p.Earlier, object: o,
	}
}

func applyRetract(c *change) {
	c.s.agreed[c.object.created].Retracted = true
	c.advance()
}
