package minutes

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// replay takes the records of a proof one by one, in the order of the log, and
// keeps what they establish: who was who and held which post when he signed,
// and how far each object had come. A record that was not allowed is a Failure.
type replay struct {
	room      crypto.Digest
	number    map[crypto.Digest]Where // where in the document an object stands
	genesis   room.Genesis
	serverKey crypto.VerifyKey
	seats     map[chain.Seat]*seatFact
	former    map[crypto.VerifyKey]bool // devices that were ended
	places    map[agenda.PlaceID]*placeFact
	chair     chain.Seat
	outside   map[uint32]*room.OutsidePayload
	roles     map[sitting]covenant.Code // "" once taken away
	started   int64
	last      map[chain.Audience]*chain.Record
	objects   map[crypto.Digest]*objectFact // by creating act
	roots     map[crypto.Digest]*objectFact // by every act on it
	issue     *entry
	issued    issueFact
}

type seatFact struct {
	claims room.Claims
	device crypto.VerifyKey
	anew   bool // has another device than he came with
	place  agenda.PlaceID
	post   agenda.Post
	gone   bool
	// who decides about what he brought in, once he is gone; 0 for nobody
	steward chain.Seat
}

type placeFact struct {
	party    covenant.Code
	function string
	post     agenda.Post
	seat     chain.Seat
}

// objectFact is a proposal, an action or a contribution.
type objectFact struct {
	created, latest crypto.Digest
	audience        chain.Audience
	owner           chain.Seat // author of the creating act
	refs            []crypto.Digest
	action          *room.ActionPayload
	retracted       bool
	progress        covenant.Code // of an action: how far it is; empty while it is open
	of              *objectFact   // the action that this says how far it is; nil for all else
	labels          crypto.Digest // of the latest version of a contribution
	withdrawn       bool
	proposal        *room.ProposePayload
	agreements      map[chain.Seat]Signed
	approved        bool
	decision        Signed
	left            []room.Left
}

// issueFact is how things stood when the package was issued.
type issueFact struct {
	by    Signed
	chair chain.Seat
}

func newReplay(number map[crypto.Digest]Where) *replay {
	return &replay{
		number: number, seats: map[chain.Seat]*seatFact{}, places: map[agenda.PlaceID]*placeFact{}, former: map[crypto.VerifyKey]bool{},
		outside: map[uint32]*room.OutsidePayload{}, roles: map[sitting]covenant.Code{}, last: map[chain.Audience]*chain.Record{},
		objects: map[crypto.Digest]*objectFact{}, roots: map[crypto.Digest]*objectFact{},
	}
}

// take checks one record whose leaf was compared already.
func (r *replay) take(e *entry) *Failure {
	if e.verify() != nil {
		return fail(CodeRecord)
	}
	if prev := r.last[e.rec.Audience]; prev != nil && (e.rec.K <= prev.K ||
		(e.rec.K == prev.K+1 && e.rec.ALink != chain.AudienceLink(prev.ALink, e.hash))) {
		return fail(CodeRecord)
	}
	r.last[e.rec.Audience] = e.rec
	if e.act.Kind == room.KindGenesis {
		return r.begin(e)
	}
	if e.act.Room != r.room || r.room.IsZero() {
		return fail(CodeGenesis)
	}
	if e.act.Kind == room.KindRekey {
		return r.rekey(e)
	}
	author := r.seats[e.act.Author]
	if author == nil || author.device != e.act.Device || author.gone {
		return r.at(e, CodeSigner)
	}
	switch {
	case !e.root.IsZero():
		return r.aboutObject(e, author)
	case e.payload == nil:
		return fail(CodeSurplus)
	case e.act.Kind == room.KindSit || e.act.Kind == room.KindUnseat:
		return r.seating(e, author)
	case e.rec.Audience != chain.Room:
		return fail(CodeHistory) // on an object whose beginning is not here
	}
	return r.aboutRoom(e, author)
}

// at is a failure where the object of the record stands in the document.
func (r *replay) at(e *entry, code Code) *Failure {
	return &Failure{Code: code, Where: r.number[e.root]}
}

func (r *replay) begin(e *entry) *Failure {
	g := e.payload.(*room.Genesis)
	b, err := room.OpenBundle(g.Chair)
	if e.rec.Seq != 1 || e.act.Author != 1 || !e.act.Room.IsZero() || err != nil ||
		b.Device != e.act.Device || !b.Room.IsZero() || e.rec.Audience != chain.Room || g.ServerKey.IsZero() {
		return fail(CodeGenesis)
	}
	r.room, r.genesis, r.serverKey, r.chair = e.hash, *g, g.ServerKey, 1
	r.places[1] = &placeFact{party: b.Claims.Party, function: b.Claims.Function, post: agenda.Chair, seat: 1}
	r.seats[1] = &seatFact{claims: b.Claims, device: b.Device, place: 1, post: agenda.Chair}
	return nil
}

func (r *replay) rekey(e *entry) *Failure {
	p := e.payload.(*room.RekeyPayload)
	if e.act.Author != chain.Server || e.act.Device != r.serverKey || e.rec.Audience != chain.Room ||
		crypto.Verify(crypto.LabelRekey, p.Key, r.room[:], p.Proof) != nil {
		return fail(CodeCheckpoint)
	}
	r.serverKey = p.Key
	return nil
}

func (s *seatFact) leads() bool { return s.post == agenda.Chair || s.post == agenda.Deputy }

// aboutRoom takes acts on seats, places and the course of the meeting.
func (r *replay) aboutRoom(e *entry, author *seatFact) *Failure {
	chair := author.post == agenda.Chair
	switch p := e.payload.(type) {
	case *room.PlacePayload:
		if !author.leads() || (p.Post == agenda.Deputy && !chair) {
			return fail(CodeNotChair)
		}
		if r.places[p.Place] != nil || p.Post == agenda.Chair {
			return fail(CodeRecord)
		}
		r.places[p.Place] = &placeFact{party: p.Party, function: p.Function, post: p.Post}
	case *room.AdmitPayload:
		if !author.leads() {
			return fail(CodeNotChair)
		}
		return r.admit(p)
	case *room.ReseatPayload:
		return r.reseat(p, author)
	case *room.AppointPayload:
		if !chair {
			return fail(CodeNotChair)
		}
		seat := r.seats[p.Seat]
		if seat == nil || seat.leads() || p.Post == agenda.Chair {
			return fail(CodeRecord)
		}
		seat.post = p.Post
	case *room.HandOverPayload:
		to := r.seats[p.To]
		if !chair || to == nil || to.gone || to.post != agenda.Deputy {
			return fail(CodeNotChair)
		}
		r.makeChair(p.To)
	case *room.CodePayload: // take_over
		if author.post != agenda.Deputy {
			return fail(CodeNotChair)
		}
		r.makeChair(e.act.Author)
	case *room.RemovePayload:
		if !author.leads() {
			return fail(CodeNotChair)
		}
		r.end(p.Seat)
	case *room.OutsidePayload:
		if !author.leads() {
			return fail(CodeNotChair)
		}
		r.outside[p.Number] = p
	case *room.StartPayload:
		if !author.leads() {
			return fail(CodeNotChair)
		}
		r.started = e.rec.Time
	case *room.IssuePayload:
		if !author.leads() && author.post != agenda.Secretary {
			return fail(CodeNotIssuer)
		}
		r.issue, r.issued = e, issueFact{by: r.signed(e), chair: r.chair}
	case *room.LeavePayload:
		steward := r.seats[p.Steward]
		if p.Steward != 0 && (steward == nil || steward == author || steward.gone ||
			author.claims.Party == "" || steward.claims.Party != author.claims.Party) {
			return r.at(e, CodeSigner)
		}
		author.steward = p.Steward
		r.end(e.act.Author)
	default:
		return fail(CodeHistory)
	}
	return nil
}

func (r *replay) admit(p *room.AdmitPayload) *Failure {
	b, err := room.OpenBundle(p.Bundle)
	place := r.places[p.Place]
	if err != nil || b.Room != r.room || r.seats[p.Seat] != nil || place == nil || place.party != b.Claims.Party {
		return fail(CodeSigner)
	}
	if r.used(b.Device) {
		return fail(CodeSigner)
	}
	place.seat = p.Seat
	r.seats[p.Seat] = &seatFact{claims: b.Claims, device: b.Device, place: p.Place, post: place.post}
	return nil
}

// reseat takes the admission of another device for a seat that is there: by chair or
// deputy, a deputy's by the chair, the chair's by nobody, of the same person, with
// keys that no device had before. What the former device signs from here on is nobody's.
func (r *replay) reseat(p *room.ReseatPayload, author *seatFact) *Failure {
	seat := r.seats[p.Seat]
	if seat == nil || seat.gone {
		return fail(CodeSigner)
	}
	if !author.leads() || seat.post == agenda.Chair || (seat.post == agenda.Deputy && author.post != agenda.Chair) {
		return fail(CodeNotChair)
	}
	b, err := room.OpenBundle(p.Bundle)
	if err != nil || b.Room != r.room || b.Claims != seat.claims || r.used(b.Device) {
		return fail(CodeSigner)
	}
	r.former[seat.device] = true
	seat.device, seat.anew = b.Device, true
	return nil
}

// used says whether a device has, or had, a seat.
func (r *replay) used(device crypto.VerifyKey) bool {
	for _, seat := range r.seats {
		if seat.device == device {
			return true
		}
	}
	return r.former[device]
}

func (r *replay) makeChair(seat chain.Seat) {
	r.seats[r.chair].post = agenda.Deputy
	r.seats[seat].post = agenda.Chair
	r.chair = seat
}

func (r *replay) end(seat chain.Seat) {
	if s := r.seats[seat]; s != nil && !s.gone {
		s.gone = true
		if place := r.places[s.place]; place != nil {
			place.seat = 0
		}
	}
}

func (r *replay) signed(e *entry) Signed {
	s := r.seats[e.act.Author]
	return Signed{Seat: e.act.Author, Name: s.claims.Name, Party: s.claims.Party, Post: s.post, Anew: s.anew, Act: e.hash, Seq: e.rec.Seq, Time: e.rec.Time}
}

// signedFor is what an owner, or his steward for him, signed.
func (r *replay) signedFor(e *entry, owner chain.Seat) Signed {
	s := r.signed(e)
	if owner != e.act.Author {
		s.For, s.ForName = owner, r.seats[owner].claims.Name
	}
	return s
}

// speaker is who decides about what a seat brought in: he, or once he is gone his
// steward, or that one's; 0 for nobody.
func (r *replay) speaker(owner chain.Seat) chain.Seat {
	for s := r.seats[owner]; s != nil; s = r.seats[owner] {
		if !s.gone {
			return owner
		}
		owner = s.steward
	}
	return 0
}

// answered are the owners of a proposal's sources for whom somebody decides.
func (r *replay) answered(o *objectFact, by chain.Seat) []chain.Seat {
	if o.proposal == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(o.proposal.Owners), func(owner chain.Seat) bool { return r.speaker(owner) != by })
}

// aboutObject takes acts on a proposal, an action or a contribution.
func (r *replay) aboutObject(e *entry, author *seatFact) *Failure {
	if e.root == e.hash {
		return r.create(e, author)
	}
	o := r.roots[e.act.Refs[0]]
	if o == nil || o.latest != e.act.Refs[0] || o.audience != e.rec.Audience {
		return r.at(e, CodeHistory)
	}
	if named, ok := e.payload.(*room.ProposalPayload); ok && named.Proposal != o.created {
		return r.at(e, CodeProposal)
	}
	switch e.act.Kind {
	case room.KindAgree:
		owners := r.answered(o, e.act.Author)
		if len(owners) == 0 {
			return r.at(e, CodeOtherOwner)
		}
		for _, owner := range owners {
			o.agreements[owner] = r.signedFor(e, owner)
		}
	case room.KindDecline:
		for _, owner := range r.answered(o, e.act.Author) {
			delete(o.agreements, owner)
		}
	case room.KindLapse:
		o.approved = false
	case room.KindMinimise:
		if f := r.decide(e, o, author); f != nil {
			return f
		}
	case room.KindRetract:
		o.retracted = true
	case room.KindProgress:
		if f := r.progress(e, o, author); f != nil {
			return f
		}
	case room.KindCorrect:
		o.labels = e.payload.(*room.CorrectPayload).Labels
	case room.KindWithdraw:
		o.withdrawn = true
	}
	o.latest = e.hash
	r.roots[e.hash] = o
	return nil
}

func (r *replay) create(e *entry, author *seatFact) *Failure {
	o := &objectFact{
		created: e.hash, latest: e.hash, audience: e.rec.Audience, owner: e.act.Author, refs: e.act.Refs,
		agreements: map[chain.Seat]Signed{},
	}
	var item agenda.ItemID
	switch p := e.payload.(type) {
	case *room.ProposePayload:
		corrected := 0
		if p.Corrects {
			corrected = 1
		}
		if int(p.Actions)+len(p.Owners)+corrected != len(e.act.Refs) || p.Independent != (len(p.Owners) == 0) {
			return r.at(e, CodeProposal)
		}
		o.proposal, item = p, p.Item
	case *room.ActionPayload:
		o.action, item = p, p.Item
	case *room.ContributePayload:
		o.labels, item = p.Labels, p.Item
	case *room.ProgressPayload:
		work := r.objects[e.work]
		if work == nil || work.action == nil || work.latest != e.act.Refs[0] {
			return r.at(e, CodeHistory)
		}
		o.of, item = work, work.action.Item
		if f := r.progress(e, o, author); f != nil {
			return f
		}
	}
	if item == 0 || item.Audience() != e.rec.Audience {
		return r.at(e, CodeRecord)
	}
	r.objects[e.hash], r.roots[e.hash] = o, o
	return nil
}

// progress takes how far an action is, by who does the work or writes the minutes.
func (r *replay) progress(e *entry, o *objectFact, author *seatFact) *Failure {
	if o.of == nil {
		return r.at(e, CodeHistory)
	}
	if !author.leads() && author.post != agenda.Secretary && author.place != o.of.action.Assignee {
		return r.at(e, CodeSigner)
	}
	if o.of.progress = e.payload.(*room.ProgressPayload).Is; o.of.progress == room.ProgressOpen {
		o.of.progress = ""
	}
	return nil
}

// decide takes the chair's decision: on exactly this proposal, by chair or
// deputy, with every owner's agreement, and with the same statement about sources.
func (r *replay) decide(e *entry, o *objectFact, author *seatFact) *Failure {
	p := e.payload.(*room.MinimisePayload)
	if !author.leads() {
		return r.at(e, CodeNotChair)
	}
	if o.proposal == nil || p.Proposal != o.created || p.Independent != o.proposal.Independent {
		return r.at(e, CodeProposal)
	}
	o.decision, o.left = r.signed(e), p.Left
	if !p.Approve {
		o.approved = false
		return nil
	}
	for _, owner := range o.proposal.Owners {
		if _, ok := o.agreements[owner]; !ok || r.speaker(owner) == 0 {
			return r.at(e, CodeNoAgreement)
		}
	}
	o.approved = true
	return nil
}
