package room

import (
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// Earlier says where a contribution or an action comes from that somebody took out
// of a package of an earlier room. His device verified that package; nobody else's can.
type Earlier struct {
	Room     crypto.Digest `cbor:"1,keyasint"`
	Issue    crypto.Digest `cbor:"2,keyasint"` // issue act of the package
	Proposal crypto.Digest `cbor:"3,keyasint"` // of the passage or action in it
	Purpose  covenant.Code `cbor:"4,keyasint"` // that it was for
}

var (
	// What was shared for one purpose is used for no other (TS-P-3.4): everybody
	// who sees the labels, or the action, compares.
	samePurpose = must("samePurpose", covenant.OtherPurpose, func(c *change) bool {
		from := c.earlier()
		return from == nil || (from.Purpose == c.item.Facts.Purpose && (c.labels == nil || from.Purpose == c.labels.Purpose))
	})
	// It comes out of the room that the item follows up, and a correction keeps to that.
	fromEarlier = check{"fromEarlier", func(c *change) *Refusal {
		from := c.earlier()
		if con := c.contribution(); c.act.Kind == KindCorrect && con != nil && con.Labels != nil && con.Labels.Earlier != nil {
			if from == nil || *from != *con.Labels.Earlier {
				return c.s.refuse(CodeMalformed, "earlier")
			}
			return nil
		}
		if from != nil && (from.Room == c.s.id || from.Room != c.item.Earlier || from.Issue.IsZero() || from.Proposal.IsZero()) {
			return c.s.refuse(CodeMalformed, "earlier")
		}
		return nil
	}}
)

// earlier is what of an earlier room an act goes on with, as far as it is shown; nil for nothing.
func (c *change) earlier() *Earlier {
	if p, ok := c.payload.(*ActionPayload); ok {
		return p.Earlier
	}
	if c.labels == nil {
		return nil
	}
	return c.labels.Earlier
}
