package minutes

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// evidence is a set of records, decoded: the whole log for who makes a proof,
// the records of the proof for who checks one. It says nothing yet about whether
// they are true; replay does.
type evidence struct {
	readings readings
	entries  []*entry // in the order of the log
	byAct    map[crypto.Digest]*entry
}

// entry is one record among others.
type entry struct {
	*reading
	root crypto.Digest // act that created the object it is about; its own for creating acts; zero for others
	work crypto.Digest // of what is said first about an action: the action act; zero for all else
}

// reading is what one record says by itself, whatever stands beside it.
type reading struct {
	bytes   []byte
	leaf    crypto.Digest
	rec     *chain.Record
	hash    crypto.Digest // of the act
	act     chain.Act
	payload any  // nil for kinds that say nothing about a package
	signed  bool // its signature was found good
}

// readings are records that were read, by their leaf, so that thirty proofs out of one
// log read and verify each of its records once. Nil remembers nothing.
type readings map[crypto.Digest]*reading

// of reads a record. It does not check its signature.
func (known readings) of(b []byte) (*reading, error) {
	leaf := chain.Leaf(b)
	if r := known[leaf]; r != nil {
		return r, nil
	}
	rec, err := chain.DecodeRecord(b)
	if err != nil {
		return nil, err
	}
	r := &reading{bytes: b, leaf: leaf, rec: rec, hash: rec.Act.Hash()}
	if err := chain.Decode(rec.Act.Bytes, &r.act); err != nil {
		return nil, err
	}
	if r.payload = payloadFor(r.act.Kind); r.payload != nil {
		if err := chain.Decode(r.act.Payload, r.payload); err != nil {
			return nil, err
		}
	}
	if known != nil {
		known[leaf] = r
	}
	return r, nil
}

// verify checks the signature of the act.
func (r *reading) verify() error {
	if r.signed {
		return nil
	}
	_, err := r.rec.Act.Open()
	r.signed = err == nil
	return err
}

func newEvidence(known readings) *evidence {
	return &evidence{readings: known, byAct: map[crypto.Digest]*entry{}}
}

// add takes in the next record.
func (ev *evidence) add(b []byte) error {
	r, err := ev.readings.of(b)
	if err != nil {
		return err
	}
	e := &entry{reading: r}
	switch e.act.Kind {
	case room.KindPropose, room.KindAction, room.KindContribute:
		e.root = e.hash
	case room.KindProgress:
		if e.root = e.hash; e.payload.(*room.ProgressPayload).Again {
			e.root = ev.rootOf(e)
		} else {
			e.work = ev.rootOf(e)
		}
	case room.KindAgree, room.KindDecline, room.KindMinimise, room.KindLapse, room.KindRetract,
		room.KindCorrect, room.KindShow, room.KindHide, room.KindWithdraw, room.KindShare, room.KindUnreadable:
		e.root = ev.rootOf(e)
	}
	ev.entries = append(ev.entries, e)
	ev.byAct[e.hash] = e
	return nil
}

// rootOf is the act that created what an act is on, as far as that is here.
func (ev *evidence) rootOf(e *entry) crypto.Digest {
	if len(e.act.Refs) > 0 {
		if on := ev.byAct[e.act.Refs[0]]; on != nil {
			return on.root
		}
	}
	return crypto.Digest{}
}

// payloadFor is an empty payload of a kind that a proof may hold; nil for others.
func payloadFor(kind chain.Kind) any {
	switch kind {
	case room.KindGenesis:
		return new(room.Genesis)
	case room.KindPlace:
		return new(room.PlacePayload)
	case room.KindAdmit:
		return new(room.AdmitPayload)
	case room.KindReseat:
		return new(room.ReseatPayload)
	case room.KindAppoint:
		return new(room.AppointPayload)
	case room.KindHandOver:
		return new(room.HandOverPayload)
	case room.KindTakeOver:
		return new(room.CodePayload)
	case room.KindRemove:
		return new(room.RemovePayload)
	case room.KindOutside:
		return new(room.OutsidePayload)
	case room.KindStart:
		return new(room.StartPayload)
	case room.KindRekey:
		return new(room.RekeyPayload)
	case room.KindContribute:
		return new(room.ContributePayload)
	case room.KindCorrect:
		return new(room.CorrectPayload)
	case room.KindShow:
		return new(room.ShowPayload)
	case room.KindHide:
		return new(room.HidePayload)
	case room.KindAction:
		return new(room.ActionPayload)
	case room.KindProgress:
		return new(room.ProgressPayload)
	case room.KindPropose:
		return new(room.ProposePayload)
	case room.KindAgree, room.KindDecline, room.KindLapse:
		return new(room.ProposalPayload)
	case room.KindMinimise:
		return new(room.MinimisePayload)
	case room.KindIssue:
		return new(room.IssuePayload)
	case room.KindSit:
		return new(room.SitPayload)
	case room.KindUnseat:
		return new(room.UnseatPayload)
	case room.KindLeave:
		return new(room.LeavePayload)
	case room.KindWithdraw, room.KindUnreadable, room.KindShare, room.KindRetract:
		return new(room.Nothing)
	}
	return nil
}

// serverKeys are the keys the server had, the first one first.
func (ev *evidence) serverKeys() []crypto.VerifyKey {
	var keys []crypto.VerifyKey
	for _, e := range ev.entries {
		switch p := e.payload.(type) {
		case *room.Genesis:
			keys = append(keys, p.ServerKey)
		case *room.RekeyPayload:
			keys = append(keys, p.Key)
		}
	}
	return keys
}

// required are the acts that a proof of these contents holds, no more and no
// less: the genesis and the start; every act on the proposals, actions and own
// contributions in it, and on how far the actions are, up to the issue act; changes of chair and of the server's
// key; of a dossier copy, in which role its recipient sits at the items; and how
// everybody who signed one of those, or is named, came in, got his post and came
// back on another device. Maker and checker of a proof use the same rule.
func (ev *evidence) required(c *Contents, issue crypto.Digest) map[crypto.Digest]bool {
	r := &requirement{acts: map[crypto.Digest]bool{}, seats: map[chain.Seat]bool{}, places: map[agenda.PlaceID]bool{}}
	roots := map[crypto.Digest]bool{}
	for _, it := range c.Items {
		for _, rel := range it.Releases {
			roots[rel.Proposal] = true
			for _, w := range rel.Work {
				roots[w.Action] = true
			}
		}
		for _, own := range it.Own {
			roots[own.Contribution] = true
		}
	}
	for _, e := range ev.entries { // how far the actions are, with all that was said of it
		if roots[e.work] {
			roots[e.hash] = true
		}
	}
	for _, p := range c.Persons {
		r.seats[p.Seat] = true
	}
	for _, p := range c.Places {
		r.places[p.ID] = true
	}
	last, holder := uint64(0), ev.placeOf(c)
	if e := ev.byAct[issue]; e != nil {
		last = e.rec.Seq
	}
	for _, e := range ev.entries {
		if e.act.Kind == room.KindRekey || (e.rec.Seq <= last && (e.wanted(c, issue, roots) || e.seats(holder, c))) {
			r.take(e)
		}
	}
	for r.grow(ev, last) {
	}
	return r.acts
}

func (e *entry) wanted(c *Contents, issue crypto.Digest, roots map[crypto.Digest]bool) bool {
	switch e.act.Kind {
	case room.KindGenesis, room.KindStart, room.KindHandOver, room.KindTakeOver:
		return true
	case room.KindIssue:
		return e.hash == issue
	case room.KindOutside:
		return e.payload.(*room.OutsidePayload).Number == c.Recipient.Outside
	}
	return !e.root.IsZero() && roots[e.root]
}

// requirement grows until everybody in it is accounted for.
type requirement struct {
	acts   map[crypto.Digest]bool
	seats  map[chain.Seat]bool
	places map[agenda.PlaceID]bool
}

func (r *requirement) take(e *entry) {
	r.acts[e.hash] = true
	r.seats[e.act.Author] = true
	switch p := e.payload.(type) {
	case *room.AdmitPayload:
		r.places[p.Place] = true
	case *room.HandOverPayload:
		r.seats[p.To] = true
	case *room.LeavePayload:
		if p.Steward != 0 {
			r.seats[p.Steward] = true
		}
	}
}

// grow adds what the seats and places so far need; false when nothing was added.
func (r *requirement) grow(ev *evidence, last uint64) bool {
	grown := false
	for _, e := range ev.entries {
		if e.rec.Seq <= last && !r.acts[e.hash] && r.about(e) {
			r.take(e)
			grown = true
		}
	}
	return grown
}

func (r *requirement) about(e *entry) bool {
	switch p := e.payload.(type) {
	case *room.PlacePayload:
		return r.places[p.Place]
	case *room.AdmitPayload:
		return r.seats[p.Seat]
	case *room.ReseatPayload:
		return r.seats[p.Seat]
	case *room.AppointPayload:
		return r.seats[p.Seat]
	case *room.RemovePayload:
		return r.seats[p.Seat]
	case *room.LeavePayload:
		return r.seats[e.act.Author]
	}
	return false
}
