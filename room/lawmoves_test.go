package room

import (
	"cmp"
	"maps"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

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
	if g.chance(60) {
		p.Earlier = earlierRoom().Room
	}
	if it.General {
		return &DescribePayload{Earlier: p.Earlier}
	}
	if g.chance(50) {
		p.Contact = pick(g, it.Sittings).Place
	}
	for len(p.Persons) < len(it.Persons)+g.rng.IntN(2) {
		p.Persons = append(p.Persons, PersonLabels{Relation: "neighbour"})
	}
	return p
}

func (g *game) sit() (draft, bool) {
	it, place := g.item(), pick(g, g.m.s.places)
	p := &SitPayload{Item: it.ID, Place: place.ID, Role: pick(g, []covenant.Code{"director", "content", "content", "adviser", "other", "lead"})}
	if place.Guest != "" && g.chance(90) {
		p.Role = "family"
		if len(it.Persons) > 0 && g.chance(60) {
			p.Person = pick(g, it.Persons).Handle
		}
	}
	return draft{by: g.lead(), kind: KindSit, on: []crypto.Digest{g.m.item(it.ID)}, payload: p}, true
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

// The family.

// tellName is a guest who tells his name where he sits, or seals it to who came since.
func (g *game) tellName() (draft, bool) {
	guest := pick(g, g.present(func(s *Seat) bool { return g.m.s.guestOf(s) != "" }))
	if guest == nil {
		return draft{}, false
	}
	it := g.item()
	d := g.m.naming(g.name(guest), it.ID)
	if n := g.m.s.nameAt(guest.ID, it.ID); n != nil {
		d.on, d.payload.(*NamePayload).Again = []crypto.Digest{n.Act}, true
		if g.chance(30) { // another name
			d.sealed = g.m.body(g.m.s.SealToItem(it.ID))
		}
	}
	return d, true
}

func (g *game) informPlan() (draft, bool) { return g.planFor(g.item()) }

func (g *game) planFor(it *agenda.Item) (draft, bool) {
	p := &InformPlanPayload{Item: it.ID, By: pick(g, it.Sittings).Place, Day: g.m.today() + 3}
	if g.chance(30) {
		p.Ground, p.Reason = "protection", true
	}
	d := draft{by: g.scribe(it), kind: KindInformPlan, payload: p}
	if plan := g.m.s.informPlans[it.ID]; plan != nil && g.chance(90) {
		d.on, p.Again = []crypto.Digest{plan.Act}, true
	}
	return d, true
}

func (g *game) informed() (draft, bool) {
	it := g.item()
	plan := g.m.s.informPlans[it.ID]
	if plan == nil {
		return draft{}, false
	}
	return g.m.informed(g.name(g.at(it)), plan.Act), true
}

func (g *game) invite() (draft, bool) {
	it := g.item()
	return g.m.inviting(g.scribe(it), it.ID), true
}

func (g *game) noResponse() (draft, bool) { return g.onItemByChair(KindNoResponse, g.item().ID) }

// settleResponse takes back a response that waits, or notes that there is none.
func (g *game) settleResponse(item agenda.ItemID) (draft, bool) {
	for _, con := range inOrder(g.m.s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Item == item && con.As == AsResponse && !con.Withdrawn {
			return onObject(g.name(g.m.s.seat(con.Owner)), KindWithdraw, con.Act), true
		}
	}
	return g.onItemByChair(KindNoResponse, item)
}

func (g *game) onItemByChair(kind chain.Kind, item agenda.ItemID) (draft, bool) {
	d := g.m.onItem(kind, item)
	d.by = g.chair()
	return d, true
}

// share seals something of an item to who lacks it.
func (g *game) share() (draft, bool) {
	var objects []*object
	for _, k := range g.m.s.log {
		if o := k.object; o != nil && o.created == k.hash && o.body != nil && slices.Contains([]objectKind{objItem, objDraft, objRequest, objRefusal, objHold, objDecision, objAction, objProgress, objProposal, objContribution, objName, objInform}, o.kind) {
			objects = append(objects, o)
		}
	}
	o := pick(g, objects)
	if o == nil {
		return draft{}, false
	}
	if slices.Contains([]objectKind{objDraft, objRequest, objRefusal, objHold}, o.kind) {
		return onObject(g.name(g.m.s.seat(o.author)), KindShare, o.created), true
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
	g.rest(it, l)
	if !it.Earlier.IsZero() && g.chance(60) { // out of the room that the item follows up
		l.Earlier = earlierRoom()
		l.Earlier.Purpose = l.Purpose
	}
	d := draft{by: g.name(seat), kind: KindContribute, labels: l, payload: &ContributePayload{Item: it.ID, Readers: g.readers(it)}}
	g.stand(&d, it)
	if text := g.draftOf(func(w *Draft) bool { return w.Place == seat.Place && w.Item == it.ID || g.chance(5) }); text != nil && g.chance(40) {
		d.on = append(d.on, text.Act) // signs it
	}
	return d, true
}

// draftOf is one of these drafts, also one that is gone.
func (g *game) draftOf(which func(*Draft) bool) *Draft {
	all := inOrder(g.m.s.drafts, func(d *Draft) *object { return d.object })
	return pick(g, slices.DeleteFunc(all, func(d *Draft) bool { return !which(d) }))
}

// write makes a draft in the name of somebody at the item, or of a place nobody fills.
func (g *game) write() (draft, bool) {
	it := g.item()
	if len(it.Sittings) == 0 {
		return draft{}, false
	}
	place := pick(g, it.Sittings).Place
	by := g.scribe(it)
	if seat := g.m.s.present(place); seat != nil && g.chance(40) {
		by = g.name(seat)
	}
	return draft{by: by, kind: KindDraft, payload: &DraftPayload{Item: it.ID, Place: place}}, true
}

// hold has a contribution or a proposal wait, by who may.
func (g *game) hold() (draft, bool) {
	if p := g.proposal(); p != nil && g.chance(50) {
		by := append(slices.Clone(p.Owners), p.Author, g.m.s.chair().ID)
		return onObject(g.name(g.m.s.seat(pick(g, by))), KindHold, p.Act), true
	}
	if con := g.contribution(); con != nil {
		return onObject(g.name(g.m.s.seat(pick(g, []chain.Seat{con.Owner, g.m.s.chair().ID}))), KindHold, con.Act), true
	}
	return draft{}, false
}

func (g *game) liftHold() (draft, bool) {
	h := pick(g, inOrder(g.m.s.holds, func(h *Hold) *object { return h.object }))
	if h == nil {
		return draft{}, false
	}
	by := g.m.s.seat(h.By)
	if by.Gone != "" {
		return onObject(g.lead(), KindLiftHold, h.Act), true
	}
	return onObject(g.name(by), KindLiftHold, h.Act), true
}

func (g *game) dropDraft() (draft, bool) {
	d := g.draftOf(func(*Draft) bool { return true })
	if d == nil {
		return draft{}, false
	}
	return onObject(g.name(g.m.s.seat(d.Writer)), KindDropDraft, d.Act), true
}

// stand has a contribution stand as something now and then.
func (g *game) stand(d *draft, it *agenda.Item) {
	as := pick(g, []covenant.Code{AsInformation, AsInformation, AsReply, AsReply, AsAnswer, AsAnswer, AsDissent, AsReveal, AsResponse})
	p := d.payload.(*ContributePayload)
	switch as {
	case AsReply:
		if con := g.contribution(); con != nil {
			p.As, d.on = as, []crypto.Digest{con.Act}
		}
	case AsAnswer:
		if r := g.request(); r != nil {
			p.As, d.on = as, []crypto.Digest{r.Act}
			if seat := g.m.s.present(pick(g, r.To)); seat != nil {
				d.by = g.name(seat)
				d.labels = g.labels(seat.Claims.Party)
				d.labels.Purpose = cmp.Or(it.Facts.Purpose, d.labels.Purpose)
			}
		}
	case AsDissent:
		if a := g.agreed(); a != nil && g.chance(50) {
			p.As, d.on = as, []crypto.Digest{a.Act}
		} else if proposal := g.proposal(); proposal != nil {
			p.As, d.on = as, []crypto.Digest{proposal.Act}
		}
	case AsReveal, AsResponse:
		p.As, d.labels.Person, d.labels.Identifying = as, uint32(min(len(it.Persons), 1)), as == AsReveal
	}
}

// own is an act on a contribution, by its owner.
func (g *game) own(kind chain.Kind, payload func(*Contribution) any) (draft, bool) {
	con := g.contribution()
	if con == nil {
		return draft{}, false
	}
	return draft{by: g.speaker(con.Owner), kind: kind, on: []crypto.Digest{con.Act}, payload: payload(con)}, true
}

// speaker is the owner of something, or who decides about it since he left.
func (g *game) speaker(owner chain.Seat) string {
	if id := g.m.s.speaker(owner); id != 0 {
		owner = id
	}
	return g.name(g.m.s.seat(owner))
}

func (g *game) correct() (draft, bool) {
	d, ok := g.own(KindCorrect, func(*Contribution) any { return &CorrectPayload{} })
	if ok {
		con := g.m.s.contributions[d.on[0]]
		d.labels = g.labels(g.m.s.seat(con.Owner).Claims.Party)
		d.labels.Purpose = cmp.Or(g.m.s.items[con.Item-1].Facts.Purpose, d.labels.Purpose)
		g.rest(g.m.s.items[con.Item-1], d.labels)
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
