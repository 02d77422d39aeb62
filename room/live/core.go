package live

import (
	"errors"
	"fmt"
	"sort"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
)

// core is a room as its journal has it. It is owned by the goroutine of the
// room; making it again from the journal gives the same.
type core struct {
	state  *room.State
	writer *chain.Writer

	links  []crypto.Digest                    // [n] after n records
	alinks map[chain.Audience][]crypto.Digest // [k] after k records of the audience
	seqs   map[chain.Audience][]uint64        // [k] place in the log of that record; [0] is 0
	epochs []epoch                            // ascending
	keys   []keySince                         // ascending; which key signs for a position

	resumed uint64              // place of the last resume; 0 when records were never lost
	spoke   map[chain.Seat]bool // who signed anything since

	had       map[chain.Seat]*bits // records of items a seat was shown when they came, or since
	hadLabels map[chain.Seat]*bits
	gains     []gain // ascending in at
}

// epoch is one loss: with this epoch the log went on after head.
type epoch struct {
	number uint64
	head   chain.Position
}

// keySince says which server key is known to who has verified up to after.
type keySince struct {
	after uint64
	key   crypto.VerifyKey
}

// gain is a record, or its labels, that a seat may see since the record at came.
type gain struct {
	seat    chain.Seat
	seq, at uint64
}

func newCore(id crypto.Digest, rules *covenant.Rules) *core {
	return &core{
		state: room.New(id, 0, rules), writer: chain.NewWriter(),
		links:  []crypto.Digest{chain.FirstLink()},
		alinks: map[chain.Audience][]crypto.Digest{},
		seqs:   map[chain.Audience][]uint64{},
		had:    map[chain.Seat]*bits{}, hadLabels: map[chain.Seat]*bits{},
	}
}

// placed is a record that was taken in.
type placed struct {
	rec     *chain.Record
	encoded []byte
	labels  []byte
	effects room.Effects
	gains   []gain // of this record
}

var errDamaged = errors.New("live: the journal holds what no server of this room wrote")

// take follows an entry of the journal.
func (c *core) take(e journal.Entry) (*placed, error) {
	rec, err := chain.DecodeRecord(e.Record)
	if err != nil {
		return nil, fmt.Errorf("%w: record %d: %w", errDamaged, e.Seq, err)
	}
	return c.takeRecord(rec, e.Record, e.Labels, nil)
}

// takeRecord is take for who has the record, and the act in it (or nil), already.
func (c *core) takeRecord(rec *chain.Record, encoded, labels []byte, act *chain.Act) (*placed, error) {
	before := c.writer.Head()
	if err := c.writer.Take(rec, encoded); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	suspended := c.state.Suspended()
	epochBefore, keyBefore := c.state.Epoch(), c.state.ServerKey()
	effects, refusal := c.state.ApplyOpened(rec, labels, act)
	if refusal != nil {
		return nil, fmt.Errorf("%w: record %d: %w", errDamaged, rec.Seq, refusal)
	}
	c.links = append(c.links, c.writer.Head().Link)
	if c.alinks[rec.Audience] == nil {
		c.alinks[rec.Audience] = []crypto.Digest{chain.FirstAudienceLink(rec.Audience)}
		c.seqs[rec.Audience] = []uint64{0}
	}
	c.alinks[rec.Audience] = append(c.alinks[rec.Audience], rec.ALink)
	c.seqs[rec.Audience] = append(c.seqs[rec.Audience], rec.Seq)
	c.noteLoss(rec, suspended)
	if e := c.state.Epoch(); e != epochBefore && before.N > 0 {
		c.epochs = append(c.epochs, epoch{e, before})
	}
	if k := c.state.ServerKey(); k != keyBefore {
		c.keys = append(c.keys, keySince{rec.Seq, k})
	}
	p := &placed{rec: rec, encoded: encoded, labels: labels, effects: effects}
	c.remember(p)
	return p, nil
}

// remember notes who is shown the record now, and what became visible through
// it, so that a device that was away can be given exactly that.
func (c *core) remember(p *placed) {
	seq := p.rec.Seq
	for _, id := range p.effects.Anew { // its new device has nothing of what the former one had
		delete(c.had, id)
		delete(c.hadLabels, id)
	}
	for _, id := range p.effects.Less {
		bitsOf(c.had, id).keep(func(n uint64) bool { return c.state.Shows(id, n) })
		bitsOf(c.hadLabels, id).keep(func(n uint64) bool { return c.state.ShowsLabels(id, n) })
	}
	if p.rec.Audience != chain.Room { // the room's records are everybody's from the start
		for id := chain.Seat(1); int(id) <= c.state.Members(); id++ {
			if c.state.Shows(id, seq) {
				bitsOf(c.had, id).set(seq)
			}
			if p.labels != nil && c.state.ShowsLabels(id, seq) {
				bitsOf(c.hadLabels, id).set(seq)
			}
		}
	}
	for _, r := range p.effects.Reveals {
		if bitsOf(c.had, r.Seat).set(r.Seq) {
			p.gains = append(p.gains, gain{r.Seat, r.Seq, seq})
		}
	}
	for _, r := range p.effects.Labels {
		if bitsOf(c.hadLabels, r.Seat).set(r.Seq) {
			p.gains = append(p.gains, gain{r.Seat, r.Seq, seq})
		}
	}
	c.gains = append(c.gains, p.gains...)
}

func bitsOf(m map[chain.Seat]*bits, id chain.Seat) *bits {
	b := m[id]
	if b == nil {
		b = new(bits)
		m[id] = b
	}
	return b
}

// gained returns which records up to seq a seat may see more of since the
// record after asOf, ascending and without repeats.
func (c *core) gained(seat chain.Seat, asOf, seq uint64) []uint64 {
	var set bits
	any := false
	first := sort.Search(len(c.gains), func(i int) bool { return c.gains[i].at > asOf })
	for _, g := range c.gains[first:] {
		if g.seat == seat && g.seq <= seq {
			set.set(g.seq)
			any = true
		}
	}
	if !any {
		return nil
	}
	return set.upTo(seq)
}

// epochAt and keyAt are what somebody knows who has verified up to n.
func (c *core) epochAt(n uint64) uint64 {
	at := uint64(1)
	for _, e := range c.epochs {
		if n > e.head.N {
			at = e.number
		}
	}
	return at
}

func (c *core) keyAt(n uint64) crypto.VerifyKey {
	var key crypto.VerifyKey
	for _, k := range c.keys {
		if key.IsZero() || k.after <= n {
			key = k.key
		}
	}
	return key
}

// saw says whether a position that an author claims to have verified is this log's.
func (c *core) saw(p chain.Position) bool {
	return p.N < uint64(len(c.links)) && c.links[p.N] == p.Link
}

// sawHere is saw for an audience. Who was shown nothing of it claims nothing.
func (c *core) sawHere(a chain.Audience, p chain.Position) bool {
	if p.N == 0 {
		return p.Link.IsZero() || p.Link == chain.FirstAudienceLink(a)
	}
	links := c.alinks[a]
	return p.N < uint64(len(links)) && links[p.N] == p.Link
}

// fits says whether a heartbeat of this epoch is of this log, and does not claim
// more of its audience than was there at its head.
func (c *core) fits(b chain.Heartbeat) bool {
	if !c.saw(b.Head) || !c.sawHere(b.Audience, b.Here) {
		return false
	}
	return b.Here.N == 0 || c.seqs[b.Audience][b.Here.N] <= b.Head.N
}
