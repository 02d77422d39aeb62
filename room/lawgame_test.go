package room

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// game offers random acts to a room: mostly sensible ones by whoever may, often
// something that is refused. The same seed gives the same room.
type game struct {
	m       *meeting
	rng     *rand.Rand
	kind    chain.Kind // of the last offer
	refused int
	guests  int
}

func newGame(tb testing.TB, seed uint64) *game {
	g := &game{m: invited(tb), rng: rand.New(rand.NewPCG(seed, 2024))}
	g.m.do(draft{by: "Anneke", kind: KindOutside, payload: &OutsidePayload{Number: 1, Organisation: "GGD", Recipient: cast()["Lies"].minutes}})
	if g.chance(70) {
		g.m.do(g.m.starting())
		g.m.do(g.m.onItem(KindOpenItem, 1))
	}
	return g
}

func (g *game) chance(percent int) bool { return g.rng.IntN(100) < percent }

func pick[T any](g *game, list []T) (none T) {
	if len(list) == 0 {
		return none
	}
	return list[g.rng.IntN(len(list))]
}

// offer makes one act and says who signed it.
func (g *game) offer() (Submission, chain.Seat) {
	moves := g.moves()
	for {
		d, ok := pick(g, moves)()
		if !ok {
			continue
		}
		if d.by != "" && g.chance(8) {
			d.by = g.anybody() // who may not, perhaps
		}
		g.kind = d.kind
		return g.m.sign(d), g.m.seats[d.by]
	}
}

type move func() (draft, bool)

// moves are what can be tried; what meetings have more of stands there more often.
func (g *game) moves() []move {
	often := []move{g.contribute, g.contribute, g.correct, g.show, g.hide, g.action, g.propose, g.propose, g.sit, g.agree, g.minimise, g.onText}
	now := []move{g.withdraw, g.decision, g.retract, g.decline, g.unseat, g.describe, g.issue, g.dispatch, g.deliver, g.open, g.share, g.come, g.openItem, g.endItem}
	rare := []move{g.place, g.appoint, g.newItem, g.outcome, g.lapse, g.nothingFor, g.minutesKey, g.confirm, g.code, g.void, g.agenda, g.leave, g.erased}
	seldom := []move{g.chairs, g.remove, g.loss, g.course, g.rekey, g.outside, g.uninvite, g.course}
	if g.m.s.Suspended() {
		return []move{g.resume, g.contribute, g.void}
	}
	return slices.Concat(often, often, often, now, now, rare, seldom, g.more())
}

// more are moves of what is still open at the end of a room's life.
func (g *game) more() []move {
	if g.m.s.phase == Preparing || g.m.s.phase == InSession {
		return nil
	}
	return slices.Repeat([]move{g.course, g.gate, g.gate, g.gate}, 12)
}

func (g *game) name(seat *Seat) string {
	if seat == nil {
		return "Anneke"
	}
	return seat.Claims.Name
}

func (g *game) present(which func(*Seat) bool) []*Seat {
	return slices.DeleteFunc(slices.Clone(g.m.s.seats), func(s *Seat) bool { return s.Gone != "" || (which != nil && !which(s)) })
}

func (g *game) anybody() string { return g.name(pick(g, g.present(nil))) }
func (g *game) lead() string    { return g.name(pick(g, g.present((*Seat).leads))) }
func (g *game) chair() string   { return g.name(g.m.s.chair()) }

func (g *game) item() *agenda.Item { return pick(g, g.m.s.items) }

// at is somebody at the item.
func (g *game) at(it *agenda.Item) *Seat { return pick(g, g.m.s.seatsAt(it)) }

func (g *game) scribe(it *agenda.Item) string {
	var scribes []*Seat
	for _, seat := range g.m.s.seatsAt(it) {
		if seat.leads() || seat.Post == agenda.Secretary {
			scribes = append(scribes, seat)
		}
	}
	return g.name(pick(g, scribes))
}

// inOrder lists what a map of the room holds, always in the same order.
func inOrder[T any](m map[crypto.Digest]T, of func(T) *object) []T { return sorted(m, of) }

func (g *game) contribution() *Contribution {
	return pick(g, inOrder(g.m.s.contributions, func(c *Contribution) *object { return c.object }))
}

func (g *game) agreed() *Agreed {
	return pick(g, inOrder(g.m.s.agreed, func(a *Agreed) *object { return a.object }))
}

func (g *game) proposal() *Proposal {
	all := inOrder(g.m.s.proposals, func(p *Proposal) *object { return p.object })
	open := slices.DeleteFunc(slices.Clone(all), func(p *Proposal) bool { return p.State != ProposalOpen })
	if len(open) > 0 && g.chance(80) {
		return pick(g, open)
	}
	return pick(g, all)
}

func (g *game) pack() *Package {
	return pick(g, inOrder(g.m.s.packages, func(p *Package) *object { return p.object }))
}

func (g *game) readers(it *agenda.Item) []Reader {
	var readers []Reader
	for _, s := range it.Sittings {
		if g.chance(40) {
			readers = append(readers, Reader{Place: s.Place, Reason: "own_task"})
		}
	}
	return readers
}

func (g *game) labels(party covenant.Code) *Labels {
	for _, p := range cast() {
		if p.party == party {
			l := labelsOf(p.name)
			l.Salt[0], l.Person = byte(g.rng.IntN(256)), 0
			return l
		}
	}
	return &Labels{}
}

// Seats.

func (g *game) place() (draft, bool) {
	parties := []covenant.Code{municipality, police, housing, welfare}
	return draft{by: g.lead(), kind: KindPlace, payload: &PlacePayload{
		Place: agenda.PlaceID(len(g.m.s.places) + 1), Party: pick(g, parties), Function: "gast",
		Post: pick(g, []agenda.Post{agenda.Member, agenda.Member, agenda.Member, agenda.Secretary, agenda.Deputy}),
	}}, len(g.m.s.places) < 14
}

// come takes the next step of somebody on his way in: invited, admitted, joined.
func (g *game) come() (draft, bool) {
	if late := g.present(func(s *Seat) bool { return !s.Joined }); len(late) > 0 && g.chance(70) {
		return g.m.joining(g.name(pick(g, late))), true
	}
	for _, inv := range inOrder(g.m.s.invitations, func(i *Invitation) *object { return g.m.s.acts[i.Act].object }) {
		if place := g.m.s.places[inv.Place-1]; !inv.Spent && place.Seat == 0 && g.m.now < inv.Expires {
			name := g.newcomer()
			d := draft{by: g.lead(), kind: KindAdmit, on: []crypto.Digest{inv.Act}, payload: &AdmitPayload{
				Seat: chain.Seat(len(g.m.s.seats) + 1), Place: inv.Place,
				Bundle: g.m.bundleOf(name, Bundle{Room: g.m.s.id, Invitation: inv.ID}, func(b *Bundle) { b.Claims.Party = place.Party }),
			}}
			if refusal := g.m.s.Check(g.m.sign(d), g.m.now); refusal == nil {
				g.m.seats[name] = chain.Seat(len(g.m.s.seats) + 1)
			}
			return d, true
		}
	}
	var free []*agenda.Place
	for _, p := range g.m.s.places {
		if p.Seat == 0 {
			free = append(free, p)
		}
	}
	if len(free) == 0 || len(g.m.s.seats) > 16 {
		return draft{}, false
	}
	return draft{by: g.lead(), kind: KindInvite, payload: &InvitePayload{
		Place: pick(g, free).ID, Invitation: g.m.file(), LobbyHash: g.m.file(), Expires: g.m.now + dayMillis,
	}}, true
}

// newcomer is somebody who was never in the room.
func (g *game) newcomer() string {
	for {
		name := fmt.Sprintf("Gast %d", g.guests)
		if _, known := cast()[name]; !known {
			cast()[name] = &person{name: name, party: welfare, function: "gast", key: keyNamed(name), seatKey: newRecipient(), minutes: newRecipient()}
		}
		if _, in := g.m.seats[name]; !in {
			return name
		}
		g.guests++
	}
}

func (g *game) uninvite() (draft, bool) {
	inv := pick(g, inOrder(g.m.s.invitations, func(i *Invitation) *object { return g.m.s.acts[i.Act].object }))
	return onObject(g.lead(), KindUninvite, inv.Act), true
}

func (g *game) leave() (draft, bool) {
	return draft{by: g.anybody(), kind: KindLeave}, len(g.present(nil)) > 5
}

func (g *game) remove() (draft, bool) {
	return draft{by: g.lead(), kind: KindRemove, payload: &RemovePayload{Seat: pick(g, g.m.s.seats).ID}}, len(g.present(nil)) > 5
}

func (g *game) appoint() (draft, bool) {
	return draft{by: g.chair(), kind: KindAppoint, payload: &AppointPayload{
		Seat: pick(g, g.m.s.seats).ID, Post: pick(g, []agenda.Post{agenda.Secretary, agenda.Member, agenda.Deputy}),
	}}, true
}

func (g *game) chairs() (draft, bool) {
	code := CodePayload{Nonce: [32]byte{byte(g.rng.IntN(255) + 1)}}
	if g.chance(50) {
		return draft{by: g.lead(), kind: KindTakeOver, payload: &code}, true
	}
	return draft{by: g.chair(), kind: KindHandOver, payload: &HandOverPayload{To: pick(g, g.m.s.leads()).ID, Code: code}}, true
}

func (g *game) minutesKey() (draft, bool) { return g.m.announcing(g.anybody()), true }

func (g *game) outside() (draft, bool) {
	return draft{by: g.lead(), kind: KindOutside, payload: &OutsidePayload{
		Number: uint32(len(g.m.s.outsiders) + 1), Organisation: "GGD", Recipient: cast()["Lies"].minutes,
	}}, true
}

// The course of the meeting.

func (g *game) course() (draft, bool) {
	next := map[Phase]chain.Kind{Preparing: KindStart, InSession: KindWrapUp, WrappingUp: KindAdopt, Adopted: KindClose, Closed: KindDestroy}
	kind, ok := next[g.m.s.phase]
	if !ok || (g.m.s.phase == InSession && g.m.s.Len() < 150) {
		return draft{}, false
	}
	if kind == KindStart {
		d := g.m.starting()
		d.by, d.payload.(*StartPayload).WithoutDeputy = g.lead(), true
		return d, true
	}
	if g.m.s.destroyAsked {
		return draft{kind: KindDestroyed}, true
	}
	return draft{by: g.lead(), kind: kind}, true
}

// gate does one thing that must be done before the minutes are adopted.
func (g *game) gate() (draft, bool) {
	for _, gate := range g.m.s.gates() {
		switch {
		case gate.Met:
		case gate.Code == covenant.GateItemComplete:
			return draft{by: g.chair(), kind: KindDescribe, on: []crypto.Digest{g.m.item(gate.Items[0])}, payload: g.described(gate.Items[0], complete())}, true
		case gate.Code == covenant.GateItemOutcome:
			d := g.m.outcome(gate.Items[0], "followed", "")
			d.by = g.chair()
			return d, true
		case len(gate.Open) > 0:
			return onProposal(g.chair(), KindLapse, gate.Open[0]), true
		case gate.Code == covenant.GateMatrixComplete:
			return draft{by: g.chair(), kind: KindNothingFor, payload: &NothingForPayload{Recipient: gate.Seats[0]}}, true
		case gate.Code == covenant.GatePackagesIssued:
			return g.packageFor(gate.Seats[0])
		}
	}
	return draft{}, false
}

func (g *game) code() (draft, bool) {
	return draft{by: g.lead(), kind: KindCode, payload: &CodePayload{Nonce: [32]byte{byte(g.rng.IntN(256))}}}, true
}

func (g *game) confirm() (draft, bool) {
	return onObject(g.anybody(), KindConfirm, g.m.s.CodeAct()), g.m.s.code != nil
}

func (g *game) void() (draft, bool) { return draft{by: g.anybody(), kind: KindVoid}, true }

func (g *game) loss() (draft, bool) { return g.m.newEpoch(), g.chance(30) }

func (g *game) resume() (draft, bool) {
	return draft{by: g.lead(), kind: KindResume, on: []crypto.Digest{g.m.s.log[len(g.m.s.log)-1].hash}, payload: &ResumePayload{Head: g.m.s.suspended.Head}}, true
}

func (g *game) rekey() (draft, bool) {
	next := keyNamed(fmt.Sprintf("server %d", g.m.s.Len()))
	proof, _ := crypto.Sign(crypto.LabelRekey, next, g.m.s.id[:])
	d := draft{kind: KindRekey, payload: &RekeyPayload{Key: next.Public(), Proof: proof}}
	if g.m.s.Check(g.m.sign(d), g.m.now) == nil {
		d.with, g.m.host = g.m.host, next
	}
	return d, true
}

// Items.

func (g *game) newItem() (draft, bool) {
	return draft{by: g.lead(), kind: KindItem, payload: &ItemPayload{
		Item: agenda.ItemID(len(g.m.s.items) + 1), General: g.chance(20), Minutes: uint16(g.rng.IntN(30)),
	}}, len(g.m.s.items) < 4
}

func (g *game) agenda() (draft, bool) {
	order := slices.Clone(g.m.s.order)
	g.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return draft{by: g.lead(), kind: KindAgenda, payload: &AgendaPayload{Order: order}}, true
}

func (g *game) describe() (draft, bool) {
	it := g.item()
	p := complete()
	switch g.rng.IntN(4) {
	case 0:
		p.Inform, p.InformDay = "", 0
	case 1:
		p = &DescribePayload{Purpose: "insight", Criterion: "signal", Ladder: []covenant.Code{"anonymous"}}
	}
	return draft{by: g.scribe(it), kind: KindDescribe, on: []crypto.Digest{g.m.item(it.ID)}, payload: g.described(it.ID, p)}, true
}

// described keeps the persons an item has.
func (g *game) described(item agenda.ItemID, p *DescribePayload) *DescribePayload {
	it := g.m.s.items[item-1]
	if it.General {
		return &DescribePayload{}
	}
	for len(p.Persons) < len(it.Persons)+g.rng.IntN(2) {
		p.Persons = append(p.Persons, PersonLabels{Relation: "neighbour"})
	}
	return p
}

func (g *game) sit() (draft, bool) {
	it := g.item()
	return draft{by: g.lead(), kind: KindSit, on: []crypto.Digest{g.m.item(it.ID)}, payload: &SitPayload{
		Item: it.ID, Place: pick(g, g.m.s.places).ID, Role: pick(g, []covenant.Code{"director", "content", "content", "adviser", "other"}),
	}}, true
}

func (g *game) unseat() (draft, bool) {
	it := g.item()
	return draft{by: g.lead(), kind: KindUnseat, on: []crypto.Digest{g.m.item(it.ID)}, payload: &UnseatPayload{
		Item: it.ID, Place: pick(g, it.Sittings).Place,
	}}, len(it.Sittings) > 0
}

func (g *game) onItem(kind chain.Kind, it *agenda.Item) (draft, bool) {
	d := g.m.onItem(kind, it.ID)
	d.by = g.lead()
	return d, true
}

func (g *game) openItem() (draft, bool) {
	open := slices.ContainsFunc(g.m.s.items, func(it *agenda.Item) bool { return it.Stage == agenda.Open })
	if open && g.chance(80) {
		return draft{}, false
	}
	return g.onItem(KindOpenItem, g.item())
}

func (g *game) endItem() (draft, bool) {
	if g.chance(70) {
		return draft{}, false
	}
	return g.onItem(KindEndItem, g.item())
}

func (g *game) outcome() (draft, bool) {
	it := g.item()
	d := g.m.outcome(it.ID, "followed", "")
	if g.chance(30) {
		d = g.m.outcome(it.ID, "allocated", welfare)
	}
	d.by = g.scribe(it)
	return d, true
}

// share seals something of an item to who lacks it.
func (g *game) share() (draft, bool) {
	var objects []*object
	for _, k := range g.m.s.log {
		if o := k.object; o != nil && o.created == k.hash && o.body != nil && slices.Contains([]objectKind{objItem, objDecision, objAction, objProposal}, o.kind) {
			objects = append(objects, o)
		}
	}
	o := pick(g, objects)
	if o == nil {
		return draft{}, false
	}
	return onObject(g.lead(), KindShare, o.created), true
}

// Contributions.

func (g *game) contribute() (draft, bool) {
	it := g.item()
	seat := g.at(it)
	l := g.labels(seat.Claims.Party)
	l.Purpose = cmp.Or(it.Facts.Purpose, l.Purpose)
	if it.General {
		l.Category = "no_person"
	}
	return draft{by: g.name(seat), kind: KindContribute, labels: l, payload: &ContributePayload{Item: it.ID, Readers: g.readers(it)}}, true
}

// own is an act on a contribution, by its owner.
func (g *game) own(kind chain.Kind, payload func(*Contribution) any) (draft, bool) {
	con := g.contribution()
	if con == nil {
		return draft{}, false
	}
	return draft{by: g.name(g.m.s.seat(con.Owner)), kind: kind, on: []crypto.Digest{con.Act}, payload: payload(con)}, true
}

func (g *game) correct() (draft, bool) {
	d, ok := g.own(KindCorrect, func(*Contribution) any { return &CorrectPayload{} })
	if ok {
		con := g.m.s.contributions[d.on[0]]
		d.labels = g.labels(g.m.s.seat(con.Owner).Claims.Party)
		d.labels.Purpose = cmp.Or(g.m.s.items[con.Item-1].Facts.Purpose, d.labels.Purpose)
	}
	return d, ok
}

func (g *game) show() (draft, bool) {
	return g.own(KindShow, func(con *Contribution) any {
		if g.chance(20) {
			return &ShowPayload{} // envelopes for who lacks one
		}
		return &ShowPayload{Readers: g.readers(g.m.s.items[con.Item-1])}
	})
}

func (g *game) hide() (draft, bool) {
	return g.own(KindHide, func(con *Contribution) any {
		p := &HidePayload{Places: []agenda.PlaceID{}}
		for _, r := range con.Readers {
			if g.chance(40) {
				p.Places = append(p.Places, r.Place)
			}
		}
		return p
	})
}

func (g *game) withdraw() (draft, bool) {
	if g.chance(60) {
		return draft{}, false
	}
	return g.own(KindWithdraw, func(*Contribution) any { return nil })
}

func (g *game) erased() (draft, bool) {
	for _, e := range g.m.s.Erasures() {
		return draft{kind: KindErased, on: []crypto.Digest{e.Object}}, true
	}
	return draft{}, false
}

// onText is somebody who cannot open what was sealed to him.
func (g *game) onText() (draft, bool) {
	if g.chance(70) {
		return draft{}, false
	}
	k := pick(g, g.m.s.log)
	if k.object == nil || k.object.item == 0 {
		return draft{}, false
	}
	readers := slices.Sorted(maps.Keys(k.object.envel))
	if len(readers) == 0 {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(pick(g, readers))), KindUnreadable, k.object.created), true
}

// Decisions, releases, packages.

func (g *game) decision() (draft, bool) {
	it := g.item()
	return g.m.decision(g.scribe(it), it.ID), true
}

func (g *game) action() (draft, bool) {
	it := g.item()
	return draft{by: g.scribe(it), kind: KindAction, payload: &ActionPayload{Item: it.ID, Assignee: pick(g, g.m.s.places).ID, Due: 20_800}}, true
}

func (g *game) retract() (draft, bool) {
	a := g.agreed()
	if a == nil || g.chance(60) {
		return draft{}, false
	}
	return onObject(g.scribe(g.m.s.items[a.Item-1]), KindRetract, a.Act), true
}

func (g *game) propose() (draft, bool) {
	it := g.item()
	p := &ProposePayload{Item: it.ID, Kind: "passage", Digest: g.m.file()}
	var on []crypto.Digest
	for _, a := range inOrder(g.m.s.agreed, func(a *Agreed) *object { return a.object }) {
		if a.Action && a.Item == it.ID && !a.Retracted && g.chance(50) {
			on = append(on, a.Act)
			p.Actions++
		}
	}
	for _, con := range inOrder(g.m.s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Item == it.ID && (!con.Withdrawn || g.chance(10)) && g.chance(20) && len(p.Owners) < 4 {
			on = append(on, con.Act)
			p.Owners = append(p.Owners, con.Owner)
		}
	}
	p.Independent = len(p.Owners) == 0
	for _, seat := range g.present(func(s *Seat) bool { return s.Joined }) {
		if g.chance(25) {
			p.Recipients = append(p.Recipients, Recipient{Seat: seat.ID})
		}
	}
	return draft{by: g.name(g.at(it)), kind: KindPropose, on: on, payload: p}, true
}

func (g *game) agree() (draft, bool)   { return g.answer(KindAgree) }
func (g *game) decline() (draft, bool) { return g.answer(KindDecline) }

// answer is what an owner says to a proposal.
func (g *game) answer(kind chain.Kind) (draft, bool) {
	p := g.proposal()
	if p == nil || len(p.Owners) == 0 {
		return draft{}, false
	}
	return onProposal(g.name(g.m.s.seat(pick(g, p.Owners))), kind, p.Act), true
}

func (g *game) minimise() (draft, bool) {
	p := g.proposal()
	if p == nil {
		return draft{}, false
	}
	d := minimising(g.lead(), p.Act, g.chance(85))
	d.payload.(*MinimisePayload).Independent = p.Independent
	return d, true
}

func (g *game) lapse() (draft, bool) {
	p := g.proposal()
	if p == nil {
		return draft{}, false
	}
	return onProposal(g.lead(), KindLapse, p.Act), true
}

func (g *game) nothingFor() (draft, bool) {
	return draft{by: g.lead(), kind: KindNothingFor, payload: &NothingForPayload{Recipient: Recipient{Seat: pick(g, g.m.s.seats).ID}}}, true
}

func (g *game) issue() (draft, bool) {
	seat := pick(g, g.m.s.seats)
	if g.chance(50) {
		return g.packageFor(Recipient{Seat: seat.ID})
	}
	var own []crypto.Digest
	for _, con := range inOrder(g.m.s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Owner == seat.ID && g.chance(50) {
			own = append(own, con.Act)
		}
	}
	d := g.m.issue(PackageExtract, seat.Claims.Name, nil, own...)
	d.by = g.lead()
	return d, true
}

// packageFor takes the next step to a recipient's minutes.
func (g *game) packageFor(r Recipient) (draft, bool) {
	if r.Seat != 0 && g.m.s.keyOf(r).IsZero() {
		return g.m.announcing(g.name(g.m.s.seat(r.Seat))), true
	}
	for _, p := range inOrder(g.m.s.packages, func(p *Package) *object { return p.object }) {
		if p.Recipient == r && p.File == nil && p.Kind == PackageMinutes && !g.m.s.recalled(p) && g.chance(70) {
			return onObject(g.name(g.m.s.seat(p.Issuer)), KindDispatch, p.Act), true
		}
	}
	var releases []crypto.Digest
	for _, p := range inOrder(g.m.s.releasesFor(r), func(p *Proposal) *object { return p.object }) {
		releases = append(releases, p.Act)
	}
	return draft{by: g.lead(), kind: KindIssue, on: releases, payload: &IssuePayload{
		Kind: PackageMinutes, Recipient: r, Content: g.m.file(), Releases: uint32(len(releases)),
	}}, true
}

func (g *game) dispatch() (draft, bool) {
	p := g.pack()
	if p == nil {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(p.Issuer)), KindDispatch, p.Act), true
}

func (g *game) deliver() (draft, bool) {
	p := g.pack()
	if p == nil {
		return draft{}, false
	}
	return g.m.delivery(p.Act), true
}

func (g *game) open() (draft, bool) {
	p := g.pack()
	if p == nil || p.Recipient.Seat == 0 {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(p.Recipient.Seat)), KindOpened, p.Act), true
}
