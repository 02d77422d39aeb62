package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// sealRule says which sealed files an act must and may bring; nil is none.
type sealRule func(*change) *Refusal

func (s *State) checkSeals(c *change, _ []byte) *Refusal {
	if c.row.seals == nil {
		if len(c.act.Sealed) > 0 {
			return s.refuse(CodeMalformed, "sealed")
		}
		return nil
	}
	// A sealed file belongs to the one act that brought it: who names another's
	// could pass it off as his own, fetch it, or have it erased.
	named := map[crypto.Digest]bool{}
	for _, f := range c.act.Sealed {
		if f.Digest.IsZero() || s.sealed[f.Digest] || named[f.Digest] {
			return s.refuse(CodeFileInUse)
		}
		named[f.Digest] = true
	}
	return c.row.seals(c)
}

// sealed checks a body (or its absence) and envelopes: everybody in must has
// one, and nobody outside must and may.
func (c *change) sealed(body bool, must, may map[chain.Seat]bool) *Refusal {
	files := c.act.Sealed
	hasBody := len(files) > 0 && files[0].Reader == chain.Server
	if hasBody != body {
		return c.s.refuse(CodeMalformed, "sealed")
	}
	if hasBody {
		files = files[1:]
	}
	got := map[chain.Seat]bool{}
	for _, f := range files {
		seat := c.s.seat(f.Reader)
		if seat == nil || !seat.here() {
			return c.s.refuse(CodeReaderUnknown)
		}
		if !must[f.Reader] && !may[f.Reader] {
			return c.s.refuse(CodeReaderNotAtItem)
		}
		got[f.Reader] = true
	}
	for id := range must {
		if !got[id] {
			return c.s.refuse(CodeReaderMissing)
		}
	}
	if !body && len(files) == 0 {
		return c.s.refuse(CodeMalformed, "sealed")
	}
	return nil
}

// noFiles: nothing is sealed with this one.
func (c *change) noFiles() *Refusal {
	if len(c.act.Sealed) > 0 {
		return c.s.refuse(CodeMalformed, "sealed")
	}
	return nil
}

// set is the numbers of seats.
func set(seats []*Seat) map[chain.Seat]bool {
	ids := map[chain.Seat]bool{}
	for _, seat := range seats {
		ids[seat.ID] = true
	}
	return ids
}

// sealLeads: a body for chair and deputies.
func sealLeads(c *change) *Refusal {
	return c.sealed(true, set(c.s.leads()), nil)
}

// leads returns the present chair and deputies.
func (s *State) leads() []*Seat {
	var leads []*Seat
	for _, seat := range s.seats {
		if seat.leads() {
			leads = append(leads, seat)
		}
	}
	return leads
}

// sealItem: a body for everybody at the item.
func sealItem(c *change) *Refusal {
	return c.sealed(true, set(c.s.seatsAt(c.item)), nil)
}

// sealNewcomers: envelopes for seats that may open the object and have none, or could not open theirs.
func sealNewcomers(c *change) *Refusal {
	if c.object.body == nil {
		return c.s.refuse(CodeMalformed, "sealed") // nothing to open
	}
	return c.sealLacking(c.s.sharedWith(c.object))
}

// sealLacking: envelopes for some of these seats, as far as they have none that they can open.
func (c *change) sealLacking(seats []*Seat) *Refusal {
	may := map[chain.Seat]bool{}
	for _, seat := range seats {
		if c.lacks(seat.ID) {
			may[seat.ID] = true
		}
	}
	return c.sealed(false, nil, may)
}

// sharedWith are the seats to which others than the owner may seal a text: what an
// item holds to everybody entitled; a contribution, a guest's name, and a proposal
// behind which somebody took his consent back, only again, to who had it.
func (s *State) sharedWith(o *object) []*Seat {
	if o.kind == objContribution || o.kind == objName {
		return s.heldBy(o)
	}
	if p := s.proposals[o.created]; p != nil && s.withdrawnAmong(nil, p.Sources) == CodeConsentWithdrawn {
		return s.heldBy(o)
	}
	return s.entitledTo(o)
}

// lacks says whether a seat has no envelope of the object that it can open.
func (c *change) lacks(id chain.Seat) bool {
	_, has := c.object.envel[id]
	return !has || c.object.unread[id]
}

// sealReaders: a body for the owner, chair, deputies and the chosen readers.
func sealReaders(c *change) *Refusal {
	readers := c.readers()
	if c.act.Kind == KindCorrect {
		readers = c.contribution().Readers
	}
	return c.sealed(true, set(c.s.openers(c.act.Author, readers)), nil)
}

// openers are the present seats that may open a contribution.
func (s *State) openers(owner chain.Seat, readers []Reader) []*Seat {
	var seats []*Seat
	for _, seat := range s.seats {
		if seat.here() && s.reads(seat, &Contribution{Owner: owner, Readers: readers}) {
			seats = append(seats, seat)
		}
	}
	return seats
}

// sealShown: envelopes for added readers who are there, and for readers who lack one.
func sealShown(c *change) *Refusal {
	con, added := c.contribution(), payloadOf[ShowPayload](c).Readers
	must, may := map[chain.Seat]bool{}, map[chain.Seat]bool{}
	for _, seat := range c.s.openers(con.Owner, slices.Concat(con.Readers, added)) {
		if !c.lacks(seat.ID) {
			continue
		}
		named := slices.ContainsFunc(added, func(r Reader) bool { return r.Place == seat.Place })
		may[seat.ID] = true
		if named {
			must[seat.ID] = true
		}
	}
	if len(c.act.Sealed) == 0 && len(must) == 0 && len(added) > 0 {
		return nil // only places that are not filled yet
	}
	return c.sealed(false, must, may)
}

// sealProposal: a body for proposer, owners or their stewards, chair, deputies and secretary.
func sealProposal(c *change) *Refusal {
	return c.sealed(true, set(c.s.proposalOpeners(c.act.Author, payloadOf[ProposePayload](c).Owners, c.item)), nil)
}

// proposalOpeners are the present seats at the item that may open a proposal.
func (s *State) proposalOpeners(author chain.Seat, owners []chain.Seat, it *agenda.Item) []*Seat {
	var seats []*Seat
	for _, seat := range s.seats {
		if !s.atItem(seat.ID, it) {
			continue
		}
		scribe := seat.leads() || seat.Post == agenda.Secretary
		decides := slices.ContainsFunc(owners, func(owner chain.Seat) bool { return s.speaker(owner) == seat.ID })
		if scribe || seat.ID == author || decides {
			seats = append(seats, seat)
		}
	}
	return seats
}

// entitledTo are the present seats that may open an object.
func (s *State) entitledTo(o *object) []*Seat {
	switch o.kind {
	case objContribution:
		con := s.contributions[o.created]
		return s.openers(con.Owner, con.Readers)
	case objDraft:
		d := s.drafts[o.created]
		return s.draftOpeners(d.Writer, d.Place, s.items[o.item-1])
	case objRequest:
		r := s.requests[o.created]
		return s.requestOpeners(r.Asker, r.To, s.items[o.item-1])
	case objRefusal:
		return s.entitledTo(s.requestRefusals[o.created].request.object)
	case objHold:
		return s.entitledTo(s.acts[s.holds[o.created].Target].object)
	case objProposal:
		p := s.proposals[o.created]
		return s.proposalOpeners(p.Author, p.Owners, s.items[o.item-1])
	case objItem, objDecision, objAction, objProgress, objName:
		return s.seatsAt(s.items[o.item-1])
	case objInform:
		return s.professionalsAt(s.items[o.item-1])
	case objConsent:
		return s.consentOpeners(o.author)
	case objOutsider:
		return s.scribes()
	case objReaction:
		return s.reactionReaders(s.reactions[o.created].Seat)
	case objAnswer:
		return s.reactionReaders(s.answered[o.created].Seat)
	}
	return nil
}

// sealFiles: exactly the one encrypted file of the package.
func sealFiles(c *change) *Refusal {
	if len(c.act.Sealed) != 1 || c.act.Sealed[0].Reader != c.pack().Recipient.Seat {
		return c.s.refuse(CodeMalformed, "sealed")
	}
	if c.act.Sealed[0].Size > MaxStaged {
		return c.s.refuse(CodeLimit, "file")
	}
	return nil
}
