package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// RequestPayload asks places at the item for information, for one purpose (VA-6:
// never ask more than is needed). Question and reason are in the sealed body
// (RequestText).
type RequestPayload struct {
	Item    agenda.ItemID    `cbor:"1,keyasint"`
	To      []agenda.PlaceID `cbor:"2,keyasint"`           // ascending
	Purpose covenant.Code    `cbor:"3,keyasint,omitempty"` // that of the item; may be left out at a general point
}

func (p *RequestPayload) itemID() uint32 { return uint32(p.Item) }

// Request is a question to places at an item. Who is asked answers by a
// contribution, or refuses with a reason (TS-W-7).
type Request struct {
	Act       crypto.Digest // request act
	Item      agenda.ItemID
	Asker     chain.Seat
	To        []agenda.PlaceID
	Purpose   covenant.Code
	Withdrawn bool
	object    *object
}

// requestRefusal is somebody's word that he does not answer.
type requestRefusal struct {
	act     crypto.Digest
	request *Request
	by      chain.Seat
	object  *object
}

// RequestView is a request: everybody at the item sees who asks whom, and for what
// purpose; what is asked, who asks, who is asked, chair and deputies.
type RequestView struct {
	Act       crypto.Digest
	Latest    crypto.Digest
	Asker     chain.Seat
	To        []agenda.PlaceID
	Purpose   covenant.Code
	Withdrawn bool
	Refusals  []RefusalView // that the viewer sees
	Text      *SealedView   // RequestText; nil when erased
}

// RefusalView is somebody's word that he does not answer a request.
type RefusalView struct {
	Act    crypto.Digest
	Latest crypto.Digest
	By     chain.Seat
	Text   *SealedView // ReasonText; nil when the request was withdrawn
}

var (
	mayAsk = must("mayAsk", CodeRoleMissing, func(c *change) bool {
		role, ok := c.s.roleAt(c.author, c.item)
		return c.author.leads() || (ok && role.Ask)
	})
	askedAtItem = check{"askedAtItem", func(c *change) *Refusal {
		to := payloadOf[RequestPayload](c).To
		for i, place := range to {
			if i > 0 && to[i-1] >= place {
				return c.s.refuse(CodeMalformed, "to")
			}
			if _, ok := c.item.Sitting(place); !ok {
				return c.s.refuse(CodeReaderNotAtItem)
			}
		}
		if len(to) == 0 {
			return c.s.refuse(CodeMalformed, "to")
		}
		return nil
	}}
	onePurpose = check{"onePurpose", func(c *change) *Refusal {
		p := payloadOf[RequestPayload](c)
		if p.Purpose == "" && c.item.General {
			return nil
		}
		if r := c.s.rules.Purpose(p.Purpose); r != nil {
			return ruled(r)
		}
		if of := c.item.Facts.Purpose; of != "" && p.Purpose != of {
			return c.s.refuse(covenant.OtherPurpose, "purpose")
		}
		return nil
	}}
	// A question is answered, or not, by who is asked, while it stands.
	isAsked = check{"isAsked", func(c *change) *Refusal {
		r := c.request()
		switch {
		case r == nil:
			return nil
		case !slices.Contains(r.To, c.author.Place):
			return c.s.refuse(CodeNotRecipient)
		case c.s.seat(r.Asker).Gone != "":
			return c.s.refuse(CodeOwnerLeft)
		}
		return nil
	}}
	notRefused = must("notRefused", CodeDecided, func(c *change) bool {
		r := c.request()
		return r == nil || !slices.ContainsFunc(c.s.refusalsOf(r), func(f *requestRefusal) bool { return f.by == c.author.ID })
	})
)

// request is the request that an act answers or is about; nil for none, and where
// it is not known here.
func (c *change) request() *Request {
	if len(c.refs) == 0 || c.refs[0] == nil {
		return nil
	}
	return c.s.requests[c.refs[0].created]
}

func (s *State) refusalsOf(r *Request) []*requestRefusal {
	var refusals []*requestRefusal
	for _, f := range sorted(s.requestRefusals, func(f *requestRefusal) *object { return f.object }) {
		if f.request == r {
			refusals = append(refusals, f)
		}
	}
	return refusals
}

// sealRequest: a body for who asks, who is asked, chair and deputies.
func sealRequest(c *change) *Refusal {
	p := payloadOf[RequestPayload](c)
	return c.sealed(true, set(c.s.requestOpeners(c.act.Author, p.To, c.item)), nil)
}

// sealRefusal: the reason for the same.
func sealRefusal(c *change) *Refusal { return c.sealed(true, set(c.s.entitledTo(c.object)), nil) }

// requestOpeners are the present seats that may open a request.
func (s *State) requestOpeners(asker chain.Seat, to []agenda.PlaceID, it *agenda.Item) []*Seat {
	return slices.DeleteFunc(s.seatsAt(it), func(seat *Seat) bool {
		return seat.ID != asker && !seat.leads() && !slices.Contains(to, seat.Place)
	})
}

func applyRequest(c *change) {
	p := payloadOf[RequestPayload](c)
	o := c.create(objRequest)
	c.s.requests[c.hash] = &Request{Act: c.hash, Item: c.item.ID, Asker: c.act.Author, To: p.To, Purpose: p.Purpose, object: o}
}

func applyRefuseRequest(c *change) {
	r := c.request()
	o := c.create(objRefusal)
	c.s.requestRefusals[c.hash] = &requestRefusal{act: c.hash, request: r, by: c.act.Author, object: o}
}

// withdrawRequest takes a question back, and why others did not answer it.
func (c *change) withdrawRequest(r *Request) {
	r.Withdrawn = true
	c.advance()
	c.takeBack(r.object)
	r.object.retire()
	for _, f := range c.s.refusalsOf(r) {
		f.object.retire()
	}
}

func (s *State) requestViews(id chain.Seat, item agenda.ItemID) []RequestView {
	var views []RequestView
	for _, r := range sorted(s.requests, func(r *Request) *object { return r.object }) {
		if r.Item != item || !s.sees(id, r.object) {
			continue
		}
		v := RequestView{
			Act: r.Act, Latest: r.object.latest, Asker: r.Asker, To: slices.Clone(r.To), Purpose: r.Purpose,
			Withdrawn: r.Withdrawn, Text: r.object.view(id),
		}
		for _, f := range s.refusalsOf(r) {
			if s.sees(id, f.object) {
				v.Refusals = append(v.Refusals, RefusalView{Act: f.act, Latest: f.object.latest, By: f.by, Text: f.object.view(id)})
			}
		}
		views = append(views, v)
	}
	return views
}
