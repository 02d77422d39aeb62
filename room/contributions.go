package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room/covenant"
)

// Reader is a place whose seat may open a contribution, and the coded reason
// why. A place may be named before it is filled (design §7).
type Reader struct {
	Place  agenda.PlaceID `cbor:"1,keyasint"`
	Reason covenant.Code  `cbor:"2,keyasint"`
}

// ContributePayload brings something in. The text, its necessity and its source
// are in the sealed body (ContributionText).
type ContributePayload struct {
	Item    agenda.ItemID `cbor:"1,keyasint"`
	Labels  crypto.Digest `cbor:"2,keyasint"`           // LabelsDigest of the sub-record
	Readers []Reader      `cbor:"3,keyasint,omitempty"` // besides the owner, chair and deputies; by ascending place
	As      covenant.Code `cbor:"4,keyasint,omitempty"` // one of the As constants; the refs name what it is about
}

// CorrectPayload replaces the text and labels of a contribution; readers stay.
type CorrectPayload struct {
	Labels crypto.Digest `cbor:"1,keyasint"`
}

// ShowPayload adds readers, or seals to a reader who was named before his place
// was filled, or who could not open.
type ShowPayload struct {
	Readers []Reader `cbor:"1,keyasint,omitempty"` // the added ones, by ascending place
}

// HidePayload drops readers. What they opened they have read.
type HidePayload struct {
	Places []agenda.PlaceID `cbor:"1,keyasint"` // ascending
}

func (p *ContributePayload) itemID() uint32              { return uint32(p.Item) }
func (p *ContributePayload) labelsDigest() crypto.Digest { return p.Labels }
func (p *CorrectPayload) labelsDigest() crypto.Digest    { return p.Labels }

// Contribution is information one seat brings in at one item.
type Contribution struct {
	Act       crypto.Digest // contribute act
	Object    seal.ObjectID
	Item      agenda.ItemID
	Owner     chain.Seat
	Readers   []Reader
	As        covenant.Code
	About     crypto.Digest // as named: the latest act of what it is about; zero for nothing
	Labels    *Labels       // nil where this state may not see them
	Withdrawn bool
	Erased    bool     // the server says its files are gone
	grounds   []ground // the consent behind each version, as far as the labels are known here
	object    *object
}

// reads says whether a seat may open the contribution.
func (s *State) reads(seat *Seat, con *Contribution) bool {
	return seat.ID == con.Owner || seat.leads() ||
		slices.ContainsFunc(con.Readers, func(r Reader) bool { return r.Place == seat.Place })
}

var (
	roleMayContribute = must("roleMayContribute", CodeRoleMissing, func(c *change) bool {
		role, ok := c.s.roleAt(c.author, c.item)
		return ok && role.Contribute
	})
	// In preparation one may contribute ahead; in session only what is under discussion,
	// and what is said about it, also when it has ended, until the minutes are adopted.
	mayContributeNow = check{"mayContributeNow", func(c *change) *Refusal {
		switch {
		case c.s.phase == Closed || c.s.phase == Destroyed:
			return c.s.refuse(CodeRoomClosed)
		case c.s.phase == Preparing, c.item.Stage == agenda.Open:
			return nil
		case c.comesAfterwards() && c.item.Stage == agenda.Ended && c.s.phase != Adopted:
			return nil
		}
		return c.s.refuse(CodeItemNotOpen)
	}}
	readersAtItem = check{"readersAtItem", func(c *change) *Refusal {
		readers := c.readers()
		for i, r := range readers {
			if i > 0 && readers[i-1].Place >= r.Place {
				return c.s.refuse(CodeMalformed, "readers")
			}
			if _, ok := c.item.Sitting(r.Place); !ok {
				return c.s.refuse(CodeReaderNotAtItem)
			}
		}
		return nil
	}}
	readerReasons = must("readerReasons", CodeReaderReason, func(c *change) bool {
		for _, r := range c.readers() {
			if !listed(c.s.rules.ReaderReasons(), r.Reason) {
				return false
			}
		}
		return true
	})
	// The server, and who may see the labels, demands and rules on them.
	labelsGiven = must("labelsGiven", CodeMalformed, func(c *change) bool { return c.labels != nil })

	contributionRuled = check{"contributionRuled", func(c *change) *Refusal {
		l := c.labels
		if l == nil {
			return nil
		}
		if _, ok := c.item.Person(l.Person); l.Person != 0 && !ok {
			return c.s.refuse(CodeMalformed, "person")
		}
		facts := covenant.ContributionFacts{
			Party: c.author.Claims.Party, Guest: c.s.guestOf(c.author) != "", Task: l.Task, Category: l.Category, Basis: l.Basis,
			Purpose: l.Purpose, ItemPurpose: c.item.Facts.Purpose, Phase: c.item.Facts.Phase, Corrects: c.sameCategory(l), Nature: l.Nature,
			Necessity: l.Necessity, Source: l.Source, Identifying: l.Identifying, General: c.item.General, Aid: l.Aid,
			Secret: l.Secret, Override: l.Override, OverrideReason: l.OverrideReason,
		}
		if k := c.s.consents[l.Consent]; k != nil {
			consent := k.Record.facts(c.item)
			facts.Consent = &consent
		} else {
			facts.ConsentUnseen = !l.Consent.IsZero()
		}
		return firstRuled(c.s.rules.Contribution(facts))
	}}
	// A case on the spot is anonymous until everything the profile demands is there.
	itemCompleteIfIdentifying = check{"itemCompleteIfIdentifying", func(c *change) *Refusal {
		if c.labels == nil || !c.labels.Identifying {
			return nil
		}
		return firstRuled(c.s.rules.ItemComplete(c.item.Facts))
	}}

	byOwner = must("byOwner", CodeNotOwner, func(c *change) bool {
		con := c.contribution()
		return con != nil && con.Owner == c.author.ID
	})
	stands = must("stands", CodeSourceWithdrawn, func(c *change) bool {
		if con := c.contribution(); con != nil {
			return !con.Withdrawn
		}
		if r := c.request(); r != nil {
			return !r.Withdrawn
		}
		a := c.s.agreed[c.object.created]
		return a != nil && !a.Retracted
	})
	isReader = check{"isReader", func(c *change) *Refusal {
		con := c.contribution()
		for _, place := range payloadOf[HidePayload](c).Places {
			if !slices.ContainsFunc(con.Readers, func(r Reader) bool { return r.Place == place }) {
				return c.s.refuse(CodeUnknownObject)
			}
		}
		return nil
	}}
	notWithdrawn = must("notWithdrawn", CodeSourceWithdrawn, func(c *change) bool {
		con := c.contribution()
		return con == nil || !con.Withdrawn
	})
	hasEnvelope = must("hasEnvelope", CodeNotRecipient, func(c *change) bool {
		_, ok := c.object.envel[c.author.ID]
		return ok
	})
	// Once is enough until it is sealed again: each time makes others' acts on the
	// object stale.
	notSaidYet = must("notSaidYet", CodeDecided, func(c *change) bool { return !c.object.unread[c.author.ID] })
)

// sameCategory says whether these labels correct a contribution without calling
// it another kind of data; so it is also where the earlier labels are not shown.
func (c *change) sameCategory(l *Labels) bool {
	con := c.contribution()
	return con != nil && (con.Labels == nil || con.Labels.Category == l.Category)
}

// comesAfterwards says whether an act brings in what is said about what was
// discussed: the family's response, or a dissent.
func (c *change) comesAfterwards() bool {
	p, ok := c.payload.(*ContributePayload)
	return ok && (p.As == AsResponse || p.As == AsDissent)
}

func (c *change) contribution() *Contribution {
	if c.object == nil {
		return nil
	}
	return c.s.contributions[c.object.created]
}

// readers are those an act adds.
func (c *change) readers() []Reader {
	switch p := c.payload.(type) {
	case *ContributePayload:
		return p.Readers
	case *ShowPayload:
		return p.Readers
	}
	return nil
}

func applyContribute(c *change) {
	o := c.create(objContribution)
	p := payloadOf[ContributePayload](c)
	con := &Contribution{
		Act: c.hash, Object: o.id, Item: c.item.ID, Owner: c.act.Author,
		Readers: slices.Clone(p.Readers), As: p.As, Labels: c.labels, object: o,
	}
	if aboutWhat()[p.As] != nil {
		con.About = c.act.Refs[0]
	}
	if d := c.draft(); d != nil { // signed: the contribution stands for it
		c.vanish(d)
	}
	con.rests(c)
	c.s.contributions[c.hash] = con
}

func applyCorrect(c *change) {
	con := c.contribution()
	con.Labels = c.labels
	con.rests(c)
	c.advance()
}

func applyShow(c *change) {
	con := c.contribution()
	before := slices.Clone(con.Readers)
	for _, r := range payloadOf[ShowPayload](c).Readers {
		i, ok := slices.BinarySearchFunc(con.Readers, r.Place, byReaderPlace)
		if ok {
			con.Readers[i] = r
			continue
		}
		con.Readers = slices.Insert(con.Readers, i, r)
	}
	c.advance()
	for _, r := range con.Readers {
		if _, was := slices.BinarySearchFunc(before, r.Place, byReaderPlace); !was {
			if seat := c.s.present(r.Place); seat != nil {
				c.s.showLabels(c.effects, seat, con)
			}
		}
	}
}

func byReaderPlace(r Reader, p agenda.PlaceID) int { return int(r.Place) - int(p) }

func applyHide(c *change) {
	con := c.contribution()
	drop := payloadOf[HidePayload](c).Places
	con.Readers = slices.DeleteFunc(con.Readers, func(r Reader) bool { return slices.Contains(drop, r.Place) })
	c.advance()
	for _, place := range drop {
		c.s.unseal(con, place)
		if seat := c.s.present(place); seat != nil {
			c.effects.Less = append(c.effects.Less, seat.ID)
		}
	}
}

// unseal takes back the envelope of a place that is no reader any more.
func (s *State) unseal(con *Contribution, place agenda.PlaceID) {
	seat := s.present(place)
	if seat == nil || s.reads(seat, con) {
		return
	}
	delete(con.object.held, seat.ID)
	if e, ok := con.object.envel[seat.ID]; ok {
		con.object.past = append(con.object.past, e.Digest)
		delete(con.object.envel, seat.ID)
	}
}

func applyWithdraw(c *change) {
	if r := c.request(); r != nil {
		c.withdrawRequest(r)
		return
	}
	con := c.contribution()
	con.Withdrawn = true
	c.advance()
	c.endHolds(con.Act)
	for _, p := range c.s.drawOn(con) { // its text says what was withdrawn
		if p.State == ProposalOpen {
			p.State, p.Why = ProposalLapsed, CodeSourceWithdrawn
		}
		p.object.retire()
		c.endHolds(p.Act)
	}
	c.takeBack(con.object)
}

func applyUnreadable(c *change) {
	if c.object.unread == nil {
		c.object.unread = map[chain.Seat]bool{}
	}
	c.object.unread[c.act.Author] = true
	c.advance()
}
