package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Duty is what a device owes others, and nobody needs to decide anything for: an
// envelope, since who may read was decided before, or its word that one does not open.
type Duty struct {
	Object  crypto.Digest // creating act
	Latest  crypto.Digest // what the act must name
	Kind    chain.Kind    // show for a contribution of one's own, name for one's own name, share for the rest; unreadable
	Item    agenda.ItemID
	Text    SealedView
	Readers []chain.Seat // who lack an envelope; by number; none of unreadable
}

// Duties returns what a seat's device owes: to readers of its contributions, and
// owners of its drafts, whose place was filled since, to who reads now what it put
// on hold, and, from the chair's device, the texts of an item to newcomers there,
// what is for chair, deputies and secretary to who became one, and to a seat with
// another device what it had.
func (s *State) Duties(id chain.Seat) []Duty {
	seat := s.owing(id)
	if seat == nil {
		return nil
	}
	var duties []Duty
	for _, con := range sorted(s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Owner == id && !con.Withdrawn && !s.consentGone(s.restsOn(seat, con)) {
			duties = s.owe(duties, KindShow, id, con.object)
		}
	}
	for _, d := range s.inDrafts() {
		if d.Writer == id && s.sees(id, d.object) {
			duties = s.owe(duties, KindShare, id, d.object)
		}
	}
	for _, n := range sorted(s.names, func(n *guestName) *object { return n.object }) {
		if n.object.author == id {
			duties = s.owe(duties, KindName, id, n.object)
		}
	}
	for _, r := range sorted(s.requests, func(r *Request) *object { return r.object }) {
		if r.Asker == id && s.sees(id, r.object) {
			duties = s.owe(duties, KindShare, id, r.object)
		}
	}
	for _, f := range sorted(s.requestRefusals, func(f *requestRefusal) *object { return f.object }) {
		if f.by == id && s.sees(id, f.object) {
			duties = s.owe(duties, KindShare, id, f.object)
		}
	}
	for _, h := range sorted(s.holds, func(h *Hold) *object { return h.object }) {
		if h.By == id && s.sees(id, h.object) {
			duties = s.owe(duties, KindShare, id, h.object)
		}
	}
	if !seat.leads() {
		return duties
	}
	for _, o := range s.outsideObjects {
		duties = s.oweAsLead(duties, id, o)
	}
	for _, re := range s.reactionsInOrder() {
		duties = s.oweAsLead(duties, id, re.object)
		if re.answer != nil {
			duties = s.oweAsLead(duties, id, re.answer)
		}
	}
	for _, con := range sorted(s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Owner != id && !con.Withdrawn {
			duties = s.oweAsLead(duties, id, con.object)
		}
	}
	for _, n := range sorted(s.names, func(n *guestName) *object { return n.object }) {
		if n.object.author != id {
			duties = s.oweAsLead(duties, id, n.object)
		}
	}
	for _, o := range s.itemObjects {
		duties = s.oweAsLead(duties, id, o)
	}
	for _, it := range s.items {
		if plan := s.informPlans[it.ID]; plan != nil {
			duties = s.oweAsLead(duties, id, plan.object)
		}
	}
	for _, a := range sorted(s.agreed, func(a *Agreed) *object { return a.object }) {
		duties = s.oweAsLead(duties, id, a.object)
		if p := s.progressOf(a.Act); p != nil {
			duties = s.oweAsLead(duties, id, p.object)
		}
	}
	for _, k := range sorted(s.consents, func(k *Consent) *object { return k.object }) {
		duties = s.oweAsLead(duties, id, k.object)
	}
	for _, p := range sorted(s.proposals, func(p *Proposal) *object { return p.object }) {
		if p.State == ProposalOpen {
			duties = s.oweAsLead(duties, id, p.object)
		}
	}
	return duties
}

// owing is a seat whose device owes anything at all; nil otherwise.
func (s *State) owing(id chain.Seat) *Seat {
	seat := s.seat(id)
	if seat == nil || !seat.here() || s.suspended != nil || s.phase == Closed || s.phase == Destroyed {
		return nil
	}
	return seat
}

// Unopened returns what a seat's device owes to say of envelopes that it could not
// open: once of each that still is the seat's present one of a text. Whoever sealed it
// seals it again, and until then it is on hold (design §5). The acts are in the log's order.
func (s *State) Unopened(id chain.Seat, shut map[crypto.Digest]bool) []Duty {
	if len(shut) == 0 || s.owing(id) == nil {
		return nil
	}
	saidOf := s.rows[KindUnreadable].refs(nil)[0].objects
	var duties []Duty
	for _, k := range s.log {
		if k == nil || k.object == nil || k.hash != k.object.created || !slices.Contains(saidOf, k.object.kind) {
			continue
		}
		o := k.object
		if e, ok := o.envel[id]; ok && o.body != nil && shut[e.Digest] && !o.unread[id] && s.sees(id, o) {
			duties = append(duties, Duty{Object: o.created, Latest: o.latest, Kind: KindUnreadable, Item: o.item, Text: *o.view(id)})
		}
	}
	return duties
}

// oweAsLead adds what is lacking of an object that those who lead seal to others.
// The chair's device does it, or the first deputy's where the chair cannot open it
// himself: he may have been handed the room before anything was sealed to him.
func (s *State) oweAsLead(duties []Duty, id chain.Seat, o *object) []Duty {
	var sharer *Seat
	for _, seat := range s.leads() {
		_, opens := o.envel[seat.ID]
		if opens && !o.unread[seat.ID] && (sharer == nil || seat.Post == agenda.Chair) {
			sharer = seat
		}
	}
	if sharer == nil || sharer.ID != id {
		return duties
	}
	return s.owe(duties, KindShare, id, o)
}

// owe adds what is lacking of one object, if the seat itself can open it.
func (s *State) owe(duties []Duty, kind chain.Kind, id chain.Seat, o *object) []Duty {
	if o.body == nil {
		return duties
	}
	if _, ok := o.envel[id]; !ok {
		return duties
	}
	d := Duty{Object: o.created, Latest: o.latest, Kind: kind, Item: o.item, Text: *o.view(id)}
	readers := s.entitledTo(o)
	if kind == KindShare {
		readers = s.sharedWith(o)
	}
	for _, seat := range readers {
		if _, has := o.envel[seat.ID]; !has || o.unread[seat.ID] {
			d.Readers = append(d.Readers, seat.ID)
		}
	}
	if len(d.Readers) == 0 {
		return duties
	}
	return append(duties, d)
}
