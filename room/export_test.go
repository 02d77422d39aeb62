package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Game is the random rooms of this package for a world outside it: it says what somebody
// does next, and signs that as the device of whoever does it knows the room. What was
// admitted it is told.
type Game struct{ g *game }

// sealing is a test with a way to seal.
type sealing struct {
	testing.TB
	sealer Sealer
}

func (s sealing) Sealer() Sealer { return s.sealer }

// NewGame makes the random room of a seed, mostly a small one, now and then one in which
// something has been approved or sent already, or one that is closed and about to be
// destroyed; sealer makes its files.
func NewGame(with testing.TB, seed uint64, sealer Sealer) *Game {
	var g *game
	switch tb := (sealing{with, sealer}); seed % 32 {
	case 0, 1:
		g = newGame(tb, seed)
	case 2:
		m, _, _ := approved(tb)
		g = gameIn(m, seed)
	case 3:
		m, _, _ := dispatchedPack(tb)
		g = gameIn(m, seed)
	case 4:
		m, _, _ := concept(tb)
		g = gameIn(m, seed)
		m.close()
	case 5, 6, 7, 8, 9:
		g = gameIn(decidedUnder(tb, deWolden()), seed)
	default:
		g = gameIn(smallUnder(tb, lawRules(seed)), seed)
	}
	g.hosted = true
	g.learnTopics()
	g.know()
	return &Game{g}
}

// State is the room as its log has it.
func (g *Game) State() *State { return g.g.m.s }

// ServerKey is the key of the server when the room began.
func ServerKey() crypto.SigningKey { return server() }

// Records yields what the room began with, as a journal keeps it.
func (g *Game) Records(yield func(record, labels []byte, head chain.Position)) {
	for _, l := range g.g.m.log {
		yield(l.rec.Encode(), l.labels, l.head)
	}
}

// Take takes the next record that the server has appended.
func (g *Game) Take(record, labels []byte) error {
	m := g.g.m
	rec, err := chain.DecodeRecord(record)
	if err != nil {
		return err
	}
	var act chain.Act
	if err := chain.Decode(rec.Act.Bytes, &act); err != nil {
		return err
	}
	effects, refusal := m.s.Apply(rec, labels)
	if refusal != nil {
		return refusal
	}
	if err := m.w.Take(rec, record); err != nil {
		return err
	}
	m.log = append(m.log, logged{rec: rec, device: act.Device, labels: labels, effects: effects, head: m.w.Head()})
	return nil
}

// Begin has the room be as it was before its first record, to be told its log anew.
func (g *Game) Begin() {
	m := g.g.m
	m.s, m.w, m.log = New(m.s.id, 0, m.rules), chain.NewWriter(), nil
	g.g.guests += 100 // who was let in only in what was lost comes in as somebody else
}

// Clock sets the server's clock, ms.
func (g *Game) Clock(now int64) { g.g.m.now = now }

// Head is how far the log goes.
func (g *Game) Head() chain.Position { return g.g.m.w.Head() }

// Device returns the keys of the device that a seat has now.
func (g *Game) Device(seat chain.Seat) (crypto.SigningKey, crypto.SeatKey) {
	g.g.know()
	p := g.g.m.person(g.g.m.nameOf(seat))
	return p.key, p.opens
}

// Wish is what somebody wants to do.
type Wish struct {
	Seat  chain.Seat
	Kind  chain.Kind
	draft draft
}

// Next is what somebody does next: mostly what he may.
func (g *Game) Next() Wish {
	d := g.g.next()
	return Wish{g.g.m.seats[d.by], d.kind, d}
}

// On is what somebody does with an object or a proposal, by its creating act.
func (g *Game) On(seat chain.Seat, kind chain.Kind, created crypto.Digest, payload any) Wish {
	g.g.know()
	return Wish{seat, kind, draft{by: g.g.m.nameOf(seat), kind: kind, on: []crypto.Digest{created}, payload: payload}}
}

// Sign signs a wish on a device that knows the room as s does; of act stand its turn and
// what it has seen. False: it does not know what the wish is about.
func (g *Game) Sign(w Wish, key crypto.SigningKey, s *State, now int64, act chain.Act) (Submission, bool) {
	on := *g.g.m
	on.s, on.now = s, now
	if int(w.Seat) > len(s.seats) || !s.knows(w.draft) {
		return Submission{}, false
	}
	sub := on.signWith(w.draft, key, act)
	g.g.m.files = on.files
	return sub, true
}

// knows says whether a room knows what a draft is about.
func (s *State) knows(d draft) bool {
	for _, created := range d.on {
		if k, ok := s.acts[created]; !ok || (k.object == nil && len(d.sealed) == 0) {
			return false
		}
	}
	p, ok := d.payload.(inItem)
	return !ok || int(p.itemID()) <= len(s.items)
}
