package room

import (
	"fmt"
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
	least   int                          // seats that stay
	made    map[crypto.VerifyKey]*person // every device there ever was
	hosted  bool                         // a server of its own signs what the server signs

	topics  map[Topic][]*move // of games that have them
	topic   []*move           // of the present one
	topical int               // how many of a hundred acts are about it

	usual, pressing, finishing, afterLoss []*move
	last                                  *move  // that was offered
	had                                   uint64 // acts before it
}

const (
	// prepared is after how many acts a meeting begins, and longEnough after how many
	// it comes to its end.
	prepared, longEnough = 50, 150
	// sensible is in how many of a hundred cases an act that is going to be refused
	// is not offered after all.
	sensible = 75
)

func newGame(tb testing.TB, seed uint64) *game {
	if seed%2 == 1 {
		return gameIn(withGuests(tb), seed)
	}
	return gameIn(invitedUnder(tb, lawRules(seed)), seed)
}

// gameIn is a game in a room that somebody prepared.
func gameIn(m *meeting, seed uint64) *game {
	g := &game{m: m, rng: rand.New(rand.NewPCG(seed, 2024)), made: map[crypto.VerifyKey]*person{}, least: len(m.s.seats) - 1}
	for name := range m.seats {
		g.make(m.person(name))
	}
	g.learn()
	g.m.do(g.m.consenting("Piet", func(p *ConsentPayload) { p.Parties = []covenant.Code{municipality, housing, welfare} }))
	g.m.do(draft{by: "Anneke", kind: KindOutside, payload: &OutsidePayload{Number: 1, Organisation: "GGD", Recipient: cast()["Lies"].minutes}})
	if g.m.s.phase == Preparing && g.chance(70) {
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

// make notes a device.
func (g *game) make(p *person) *person {
	g.made[p.key.Public()] = p
	return p
}

// know has the game know who is here, and on which device.
func (g *game) know() {
	clear(g.m.seats)
	g.m.seats[""] = chain.Server
	for _, seat := range g.m.s.seats {
		p := g.made[seat.Device]
		g.m.seats[p.name], g.m.anew[p.name] = seat.ID, p
	}
	if p := g.made[g.m.s.server]; p != nil {
		g.m.host = p.key
	}
}

// offer makes one act and says who signed it.
func (g *game) offer() (Submission, chain.Seat) {
	d := g.next()
	return g.m.sign(d), g.m.seats[d.by]
}

// next is the act that somebody does next.
func (g *game) next() draft {
	g.know()
	if g.last != nil && g.m.s.Len() > g.had {
		g.last.admitted++
	}
	g.had = g.m.s.Len()
	moves := g.moves()
	for {
		from := moves
		if len(g.topic) > 0 && !g.m.s.Suspended() && g.chance(g.topical) {
			from = g.topic
		}
		g.last = g.draw(from)
		d, ok := g.last.try()
		if !ok || (g.hosted && d.by == "") {
			continue
		}
		g.last.offered++
		if d.by != "" && g.chance(8) {
			d.by = g.anybody() // who may not, perhaps
		}
		if g.chance(sensible) && g.m.s.Check(g.m.sign(d), g.m.now) != nil {
			continue
		}
		g.kind = d.kind
		return d
	}
}

func (g *game) name(seat *Seat) string {
	if seat == nil {
		return "Anneke"
	}
	return g.m.nameOf(seat.ID)
}

func (g *game) present(which func(*Seat) bool) []*Seat {
	return slices.DeleteFunc(slices.Clone(g.m.s.seats), func(s *Seat) bool { return s.Gone != "" || (which != nil && !which(s)) })
}

func (g *game) anybody() string { return g.name(pick(g, g.present(nil))) }
func (g *game) lead() string    { return g.name(pick(g, g.present((*Seat).leads))) }
func (g *game) chair() string   { return g.name(g.m.s.chair()) }

// item is mostly the one that is open.
func (g *game) item() *agenda.Item {
	for _, it := range g.m.s.items {
		if it.Stage == agenda.Open && g.chance(60) {
			return it
		}
	}
	return pick(g, g.m.s.items)
}

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
			if party == "" {
				l.Category = "behaviour"
			}
			return l
		}
	}
	return &Labels{}
}

// Seats.

func (g *game) place() (draft, bool) {
	if len(g.m.rules.Guests()) > 0 && g.chance(40) {
		return draft{by: g.lead(), kind: KindPlace, payload: &PlacePayload{
			Place: agenda.PlaceID(len(g.m.s.places) + 1), Guest: covenant.GuestRelative, Post: agenda.Member,
		}}, len(g.m.s.places) < 16
	}
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
		if place := g.m.s.places[inv.Place-1]; !inv.Spent && inv.Returns == 0 && place.Seat == 0 && g.m.now < inv.Expires {
			name := g.newcomer()
			d := draft{by: g.lead(), kind: KindAdmit, on: []crypto.Digest{inv.Act}, payload: &AdmitPayload{
				Seat: chain.Seat(len(g.m.s.seats) + 1), Place: inv.Place,
				Bundle: g.m.bundleOf(name, Bundle{Room: g.m.s.id, Invitation: inv.ID}, func(b *Bundle) { b.Claims = g.claims(place) }),
			}}
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
		Place: pick(g, free).ID, Invitation: g.m.file(), LobbyHash: g.m.file(), Expires: g.m.now + DayMillis,
	}}, true
}

// newcomer is somebody who was never in the room.
func (g *game) newcomer() string {
	for {
		name := fmt.Sprintf("Gast %d", g.guests)
		if _, in := g.m.seats[name]; !in {
			p := &person{name: name, party: welfare, function: "gast", key: keyNamed(name), minutes: newRecipient()}
			p.newSeatKey()
			g.m.anew[name] = g.make(p)
			return name
		}
		g.guests++
	}
}

// reseat takes the next step of somebody on his way back on another device.
func (g *game) reseat() (draft, bool) {
	seat := pick(g, g.present(nil))
	name, by := g.name(seat), g.lead()
	for _, inv := range inOrder(g.m.s.invitations, func(i *Invitation) *object { return g.m.s.acts[i.Act].object }) {
		if inv.Spent || inv.Returns == 0 || g.m.now >= inv.Expires {
			continue
		}
		name = g.name(g.m.s.seat(inv.Returns))
		g.guests++
		p := g.make(g.m.newDevice(name, fmt.Sprintf("laptop %d", g.guests)))
		return draft{by: by, kind: KindReseat, on: []crypto.Digest{inv.Act}, payload: &ReseatPayload{Seat: inv.Returns, Bundle: p.signed(g.m, inv.ID)}}, true
	}
	return g.m.returnLink(by, name), true
}

// claims are what who fills a place says of himself.
func (g *game) claims(place *agenda.Place) Claims {
	if place.Guest != "" {
		return Claims{}
	}
	return Claims{Name: "Gast", Party: place.Party, Function: "gast"}
}

func (g *game) uninvite() (draft, bool) {
	inv := pick(g, inOrder(g.m.s.invitations, func(i *Invitation) *object { return g.m.s.acts[i.Act].object }))
	return onObject(g.lead(), KindUninvite, inv.Act), true
}

func (g *game) leave() (draft, bool) {
	d := draft{by: g.anybody(), kind: KindLeave, payload: &LeavePayload{}}
	leaver := g.m.s.seat(g.m.seats[d.by])
	colleagues := g.present(func(s *Seat) bool { return s.Claims.Party == leaver.Claims.Party && s != leaver })
	if len(colleagues) > 0 && g.chance(70) {
		d.payload = &LeavePayload{Steward: pick(g, colleagues).ID}
	}
	return d, len(g.present(nil)) > g.least
}

func (g *game) noted() (draft, bool) {
	place := pick(g, g.m.s.places)
	return draft{by: g.lead(), kind: KindPresent, payload: &PresentPayload{Place: place.ID, Absent: place.Present}}, true
}

func (g *game) remove() (draft, bool) {
	return draft{by: g.lead(), kind: KindRemove, payload: &RemovePayload{Seat: pick(g, g.m.s.seats).ID}}, len(g.present(nil)) > g.least
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
	p := OutsidePayload{Organisation: "GGD"}
	if g.chance(60) {
		p = OutsidePayload{Kind: pick(g, covenant.GuestKinds()), Passphrase: g.chance(50)}
	}
	d := g.m.outside(p)
	d.by = g.lead()
	return d, true
}

// The course of the meeting.

func (g *game) course() (draft, bool) {
	next := map[Phase]chain.Kind{Preparing: KindStart, InSession: KindWrapUp, WrappingUp: KindAdopt, Adopted: KindClose, Closed: KindDestroy}
	kind, ok := next[g.m.s.phase]
	if !ok || (g.m.s.phase == InSession && g.m.s.Len() < longEnough) {
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
	for _, gate := range g.m.s.gates(g.m.now) {
		switch {
		case gate.Met:
		case gate.Code == covenant.GateItemComplete:
			return draft{by: g.chair(), kind: KindDescribe, on: []crypto.Digest{g.m.item(gate.Items[0])}, payload: g.described(gate.Items[0], complete())}, true
		case gate.Code == covenant.GateItemOutcome:
			d := g.m.outcome(gate.Items[0], "followed", "")
			d.by = g.chair()
			return d, true
		case gate.Code == covenant.GateReactionsHandled:
			return handling(g.chair(), gate.Open[0]), true
		case len(gate.Open) > 0:
			return onProposal(g.chair(), KindLapse, gate.Open[0]), true
		case gate.Code == covenant.GateFamilyInformed:
			return g.planFor(g.m.s.items[gate.Items[0]-1])
		case gate.Code == covenant.GateFamilyResponse:
			return g.settleResponse(gate.Items[0])
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
	g.made[next.Public()] = &person{key: next}
	return draft{kind: KindRekey, payload: &RekeyPayload{Key: next.Public(), Proof: proof}}, true
}
