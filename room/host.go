package room

import (
	"cmp"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// What a host asks of the whole room: it serves seats, keeps files and carries
// out what acts demand. None of this is for a person's eyes; those get a View.

// Member returns a seat, also one that is gone.
func (s *State) Member(id chain.Seat) (Seat, bool) {
	if seat := s.seat(id); seat != nil {
		return *seat, true
	}
	return Seat{}, false
}

// Members returns how many seats there ever were; they are numbered from 1.
func (s *State) Members() int { return len(s.seats) }

// Leads says whether a seat is chair or deputy, and present.
func (s *State) Leads(id chain.Seat) bool { return s.seesAll(id) }

// Serves says whether a seat is to be served now: it is there, or it is gone
// and nothing new is for it.
func (s *State) Serves(id chain.Seat) bool {
	seat := s.seat(id)
	return seat != nil && seat.Gone == ""
}

// Ended says whether a device had a seat that has another one now, by a reseat.
func (s *State) Ended(device crypto.VerifyKey) bool {
	return slices.ContainsFunc(s.former, func(k keyPair) bool { return k.device == device })
}

// EndOf returns the record of the room that ended a device: its seat left, was removed,
// or has another device since. False for one that has its seat still, or never had one.
func (s *State) EndOf(id chain.Seat, device crypto.VerifyKey) (seq uint64, ended bool) {
	for _, k := range s.former {
		if k.device == device {
			return k.ended, true
		}
	}
	seat := s.seat(id)
	if seat == nil || seat.Device != device || seat.Gone == "" {
		return 0, false
	}
	return s.ended[id], true
}

// Sits says whether a seat belongs to an audience now.
func (s *State) Sits(id chain.Seat, a chain.Audience) bool {
	if a == chain.Room {
		return s.Serves(id)
	}
	return int(a) <= len(s.items) && s.atItem(id, s.items[a-1])
}

// Founding returns the genesis payload.
func (s *State) Founding() Genesis { return s.genesis }

// Invited returns the invitation with this id, and the place it is for.
func (s *State) Invited(id crypto.Digest) (Invitation, agenda.Place, bool) {
	for _, inv := range s.invitations {
		if inv.ID == id {
			return *inv, *s.places[inv.Place-1], true
		}
	}
	return Invitation{}, agenda.Place{}, false
}

// Host returns the present chair.
func (s *State) Host() Seat { return *s.chair() }

// FilesFor returns the sealed files that travel to a seat with the record at
// seq, whose act names sealed: its envelope, when this is the act that brought
// the present one, and the body that goes with it. The file of a package never
// travels like this: its recipient fetches it.
func (s *State) FilesFor(id chain.Seat, seq uint64, sealed []chain.Sealed) []crypto.Digest {
	if !s.showsNow(id, seq) {
		return nil
	}
	o := s.log[seq-1].object
	if o == nil || o.body == nil || !s.opens(id, o) {
		return nil
	}
	e, ok := o.envel[id]
	if !ok || !slices.Contains(sealed, e) {
		return nil
	}
	return []crypto.Digest{o.body.Digest, e.Digest}
}

// Opens says whether a seat may fetch a file: its envelope of an object, or the
// body that goes with it.
func (s *State) Opens(id chain.Seat, file crypto.Digest) bool {
	if !s.Serves(id) {
		return false
	}
	for _, k := range s.log {
		if k == nil || k.object == nil || k.object.created != k.hash || k.object.body == nil {
			continue
		}
		e, ok := k.object.envel[id]
		if ok && (e.Digest == file || k.object.body.Digest == file) && s.opens(id, k.object) {
			return true
		}
	}
	return false
}

// Origin is a contribution that a sealed file draws on, or the consent behind it.
type Origin struct {
	Owner chain.Seat // or who decides about it since he left; of consent, who recorded it, or the person himself
	Seq   uint64     // of the act that brought it in, or recorded the consent
	Gone  uint64     // of the act since which nobody can take it back; 0 while somebody can
}

// OriginsAt returns on which contributions the sealed files of the act at seq
// draw: a contribution on itself, a proposal and a package on their sources, the
// reason of a hold on those of what is on hold.
func (s *State) OriginsAt(seq uint64) []Origin {
	if seq == 0 || seq > uint64(len(s.log)) || s.log[seq-1] == nil || s.log[seq-1].object == nil {
		return nil
	}
	return s.origins(s.log[seq-1].object)
}

// OriginsOf is OriginsAt for a sealed file.
func (s *State) OriginsOf(file crypto.Digest) []Origin {
	for _, k := range s.log {
		if k != nil && k.object != nil && k.object.created == k.hash && k.object.holds(file) {
			return s.origins(k.object)
		}
	}
	if p, _, ok := s.PackageOf(file); ok {
		return s.origins(p.object)
	}
	return nil
}

func (s *State) origins(o *object) []Origin {
	var sources []crypto.Digest
	switch o.kind {
	case objContribution:
		sources = []crypto.Digest{o.created}
	case objHold: // why it waits may say something of it
		return s.origins(s.acts[s.holds[o.created].Target].object)
	case objProposal:
		sources = s.proposals[o.created].Sources
	case objPackage:
		p := s.packages[o.created]
		sources = slices.Clone(p.Own)
		for _, act := range p.Releases {
			if k, ok := s.acts[act]; ok && k.object != nil && k.object.kind == objProposal {
				sources = append(sources, s.proposals[k.object.created].Sources...)
			}
		}
	}
	var origins []Origin
	for _, act := range sources {
		if con := s.contributionOf(act); con != nil {
			origins = append(origins, Origin{Owner: cmp.Or(s.speaker(con.Owner), con.Owner), Seq: s.acts[con.Act].seq, Gone: s.unspokenSince(con.Owner)})
			// Who recorded it, or the person himself, may have to say again that it was withdrawn.
			if k := s.restsOn(nil, con); k != nil {
				for _, id := range s.takersBack(k) {
					if id != con.Owner {
						origins = append(origins, Origin{Owner: id, Seq: s.acts[k.Act].seq, Gone: s.ended[id]})
					}
				}
			}
		}
	}
	return origins
}

// takersBack are the seats that mostly hear first that a consent is withdrawn: who
// recorded it, and the person himself where he has a seat.
func (s *State) takersBack(k *Consent) []chain.Seat {
	var seats []chain.Seat
	for _, seat := range s.seats {
		sitting, sits := s.items[k.Record.Item-1].Sitting(seat.Place)
		himself := seat.Gone == "" && sits && sitting.Person == k.Record.Person
		if seat.ID == k.By || himself {
			seats = append(seats, seat.ID)
		}
	}
	return seats
}

// opens says whether an object's texts are still for this seat.
func (s *State) opens(id chain.Seat, o *object) bool {
	switch o.kind {
	case objPackage:
		return false
	case objContribution:
		con := s.contributions[o.created]
		return !con.Withdrawn && s.reads(s.seat(id), con)
	case objDraft:
		d := s.drafts[o.created]
		return slices.Contains(s.draftOpeners(d.Writer, d.Place, s.items[o.item-1]), s.seat(id))
	case objRequest, objRefusal, objHold, objProposal:
		return slices.Contains(s.entitledTo(o), s.seat(id))
	case objItem, objDecision, objAction, objProgress, objName, objInform:
		return s.atItem(id, s.items[o.item-1])
	case objConsent:
		return s.atItem(id, s.items[o.item-1]) && (o.author == id || s.seesAll(id))
	case objOutsider, objReaction, objAnswer:
		return slices.Contains(numbers(s.entitledTo(o)), id)
	}
	return true
}

// PackageOf returns the package whose encrypted file this is, and its latest act.
func (s *State) PackageOf(file crypto.Digest) (p Package, latest crypto.Digest, ok bool) {
	for _, p := range s.packages {
		if p.File != nil && p.File.Digest == file {
			return *p, p.object.latest, true
		}
	}
	return Package{}, crypto.Digest{}, false
}

// Fetches says whether a seat may fetch a package: its recipient, and for an
// outside recipient the one who issued it, who passes it on.
func (s *State) Fetches(id chain.Seat, p Package) bool {
	if !s.Serves(id) {
		return false
	}
	if p.Recipient.Seat != 0 {
		return p.Recipient.Seat == id
	}
	return p.Issuer == id
}

// DestructionDue says whether the contents are to be destroyed at a moment,
// server's clock in ms.
func (s *State) DestructionDue(at int64) bool {
	return s.phase != Destroyed && (s.destroyAsked || at/DayMillis >= s.DestructionDay())
}
