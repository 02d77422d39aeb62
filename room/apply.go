package room

import (
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
)

// Apply takes in an admitted act. The caller has verified signature and links of
// the record. labels is its labels sub-record where there is one and this
// state's viewer may see it. A refusal means that the server admitted what it
// should not have: a client stops, and nothing was changed.
func (s *State) Apply(rec *chain.Record, labels []byte) (Effects, *Refusal) {
	return s.ApplyOpened(rec, labels, nil)
}

// ApplyOpened is Apply for who has the record's act already, as its Open gave it;
// nil has it decoded here.
func (s *State) ApplyOpened(rec *chain.Record, labels []byte, act *chain.Act) (Effects, *Refusal) {
	c, refusal := s.prepare(Submission{Act: rec.Act, Labels: labels, Opened: act}, rec.Time)
	if refusal != nil {
		return Effects{}, refusal
	}
	if c.audience != rec.Audience || rec.Seq != s.Len()+1 {
		return Effects{}, s.refuse(CodeMalformed, "record")
	}
	if r := c.refusedBy(c.row.who, c.row.recheck); r != nil {
		return Effects{}, r
	}
	var effects Effects
	c.effects, c.seq, c.k, c.alink = &effects, rec.Seq, rec.K, rec.ALink
	k := &known{hash: c.hash, seq: rec.Seq, audience: rec.Audience, k: rec.K, kind: c.act.Kind, labels: hasLabels(c.payload), anew: c.anew()}
	for i, rule := range c.rules {
		if o := c.refs[i]; o != nil && rule.needed {
			k.needs = append(k.needs, s.acts[c.act.Refs[i]].seq)
		}
	}
	s.log = append(s.log, k)
	s.acts[c.hash] = k
	s.devices[c.act.Device] = deviceLog{counter: c.act.Counter, last: c.hash}
	for _, f := range c.act.Sealed {
		s.sealed[f.Digest] = true
	}
	c.row.apply(c)
	s.attend()
	if k.object == nil {
		k.object = c.object
	}
	s.showNeeds(c, k)
	return effects, nil
}

func hasLabels(payload any) bool {
	_, ok := payload.(labelled)
	return ok
}

// create makes the object that this act begins, with the sealed files it brought.
func (c *change) create(kind objectKind) *object {
	o := &object{
		kind: kind, created: c.hash, latest: c.hash, author: c.act.Author,
		id:    seal.ObjectID{Device: c.act.Device, Counter: c.act.Counter},
		acts:  []uint64{c.seq},
		envel: map[chain.Seat]chain.Sealed{}, unread: map[chain.Seat]bool{}, held: map[chain.Seat]bool{},
	}
	if c.item != nil {
		o.item = c.item.ID
	}
	o.sealInto(c.act.Sealed, c.act.Device, c.anew())
	c.s.acts[c.hash].object = o
	return o
}

// advance makes this act the latest of the object it is about.
func (c *change) advance() {
	c.object.latest = c.hash
	c.object.acts = append(c.object.acts, c.seq)
	c.object.sealInto(c.act.Sealed, c.act.Device, c.anew())
	c.s.acts[c.hash].object = c.object
}
