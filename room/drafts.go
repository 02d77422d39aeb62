package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// DraftPayload writes something in the name of a place. What it says, and what it
// suggests for labels and readers, is in the sealed body (DraftText): the server
// knows that there is a draft, and for which place.
type DraftPayload struct {
	Item  agenda.ItemID  `cbor:"1,keyasint"`
	Place agenda.PlaceID `cbor:"2,keyasint"` // in whose name; it may have no seat yet
}

func (p *DraftPayload) itemID() uint32 { return uint32(p.Item) }

// Draft is text in somebody's name that he has not signed. It is nothing until he
// does, by a contribution of his own that names it.
type Draft struct {
	Act    crypto.Digest // draft act
	Item   agenda.ItemID
	Place  agenda.PlaceID
	Writer chain.Seat
	object *object
}

// DraftView is a draft that is there to be signed: everybody at the item sees that
// it is there, its writer and its owner what it says.
type DraftView struct {
	Act    crypto.Digest
	Latest crypto.Digest
	Place  agenda.PlaceID // in whose name
	Writer chain.Seat
	Text   *SealedView // DraftText
}

// draftRef is what a contribution may name besides what it is about: the draft it signs.
func draftRef() refRule { return refRule{objects: []objectKind{objDraft}} }

// draft is the draft that an act signs or is about; nil for none, and where it is
// not known here.
func (c *change) draft() *Draft {
	for _, o := range c.refs {
		if o != nil && o.kind == objDraft {
			return c.s.drafts[o.created]
		}
	}
	return nil
}

var (
	// Who writes along may write for anybody at the item; anybody else for himself.
	mayDraft = must("mayDraft", CodeRoleMissing, func(c *change) bool {
		if c.author.leads() || c.author.Post == agenda.Secretary {
			return true
		}
		role, ok := c.s.roleAt(c.author, c.item)
		return ok && role.Contribute && payloadOf[DraftPayload](c).Place == c.author.Place
	})
	draftPlace = must("draftPlace", CodeReaderNotAtItem, func(c *change) bool {
		_, ok := c.item.Sitting(payloadOf[DraftPayload](c).Place)
		return ok
	})
	byWriterOrOwner = must("byWriterOrOwner", CodeNotOwner, func(c *change) bool {
		d := c.draft()
		return d.Writer == c.author.ID || d.Place == c.author.Place
	})
	// Only the one in whose name it stands makes it his.
	ownDraft = check{"ownDraft", func(c *change) *Refusal {
		d := c.draft()
		switch {
		case d == nil:
			return nil
		case d.Item != c.item.ID:
			return c.s.refuse(CodeUnknownObject)
		case d.Place != c.author.Place:
			return c.s.refuse(CodeNotOwner)
		}
		return nil
	}}
	draftStands = must("draftStands", CodeDraftGone, func(c *change) bool {
		d := c.draft()
		return d == nil || !d.object.gone
	})
)

// sealDraft: a body for who writes it and whose it is.
func sealDraft(c *change) *Refusal {
	p := payloadOf[DraftPayload](c)
	return c.sealed(true, set(c.s.draftOpeners(c.act.Author, p.Place, c.item)), nil)
}

// draftOpeners are the present seats that may open a draft.
func (s *State) draftOpeners(writer chain.Seat, place agenda.PlaceID, it *agenda.Item) []*Seat {
	var seats []*Seat
	for _, seat := range s.seatsAt(it) {
		if seat.ID == writer || seat.Place == place {
			seats = append(seats, seat)
		}
	}
	return seats
}

// inDrafts are the drafts that can be signed, in the order of the log.
func (s *State) inDrafts() []*Draft {
	var drafts []*Draft
	for _, d := range sorted(s.drafts, func(d *Draft) *object { return d.object }) {
		if !d.object.gone {
			drafts = append(drafts, d)
		}
	}
	return drafts
}

// vanish takes a draft away: it was signed, dropped, or not signed in time.
func (c *change) vanish(d *Draft) {
	c.takeBack(d.object)
	d.object.retire()
}

// dropDrafts has drafts vanish, unsigned.
func (c *change) dropDrafts(which func(*Draft) bool) {
	for _, d := range c.s.inDrafts() {
		if which(d) {
			c.vanish(d)
		}
	}
}

func applyDraft(c *change) {
	p := payloadOf[DraftPayload](c)
	o := c.create(objDraft)
	c.s.drafts[c.hash] = &Draft{Act: c.hash, Item: c.item.ID, Place: p.Place, Writer: c.act.Author, object: o}
}

func applyDropDraft(c *change) {
	c.advance()
	c.vanish(c.draft())
}

func (s *State) draftViews(id chain.Seat, item agenda.ItemID) []DraftView {
	var views []DraftView
	for _, d := range s.inDrafts() {
		if d.Item == item && s.sees(id, d.object) {
			views = append(views, DraftView{Act: d.Act, Latest: d.object.latest, Place: d.Place, Writer: d.Writer, Text: d.object.view(id)})
		}
	}
	return views
}
