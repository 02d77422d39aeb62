package minutes

import (
	"bytes"
	"maps"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// check proves contents by their proof.
func check(c *Contents, encoded []byte, p *Proof, known readings) (*Verified, *Failure) {
	ev, f := open(p, known)
	if f != nil {
		return nil, f
	}
	out := outlineOf(c)
	r := newReplay(out.numbers())
	for _, e := range ev.entries {
		if f := r.take(e); f != nil {
			return nil, f
		}
	}
	if f := logSigned(r, p); f != nil {
		return nil, f
	}
	v := &Verified{Contents: *c, ServerKey: r.serverKey, Entries: uint64(len(p.Leaves) / crypto.DigestSize), seats: r.seats, roles: r.roles, place: r.outsidePlace(c.Recipient)}
	steps := []func() *Failure{
		func() *Failure { return r.issuedThis(c, p) },
		func() *Failure { return r.passages(out, v) },
		func() *Failure { return r.parts(c) },
		func() *Failure { return r.details(c) },
		func() *Failure { return r.everybody(c) },
		func() *Failure {
			if len(ev.required(c, p.Issue)) != len(ev.entries) {
				return fail(CodeSurplus)
			}
			if room.ContentDigest(p.Salt, encoded) != r.issue.payload.(*room.IssuePayload).Content {
				return fail(CodeIssue)
			}
			return nil
		},
	}
	for _, step := range steps {
		if f := step(); f != nil {
			return nil, f
		}
	}
	v.Issue = r.issued.by
	return v, nil
}

// open decodes the records of a proof and finds each at its leaf.
func open(p *Proof, known readings) (*evidence, *Failure) {
	n := uint64(len(p.Leaves) / crypto.DigestSize)
	if len(p.Leaves)%crypto.DigestSize != 0 || n > room.MaxActs || len(p.Records) == 0 {
		return nil, fail(CodeLog)
	}
	ev := newEvidence(known)
	before := uint64(0)
	for _, b := range p.Records {
		if err := ev.add(b); err != nil {
			return nil, fail(CodeRecord)
		}
		e := ev.entries[len(ev.entries)-1]
		seq := e.rec.Seq
		if seq <= before || seq > n {
			return nil, fail(CodeNotInLog)
		}
		before = seq
		if !bytes.Equal(e.leaf[:], p.Leaves[(seq-1)*crypto.DigestSize:seq*crypto.DigestSize]) {
			return nil, fail(CodeNotInLog)
		}
	}
	return ev, nil
}

// logSigned holds the leaves against the checkpoint, and the checkpoint against
// the key that the room's first act names.
func logSigned(r *replay, p *Proof) *Failure {
	if len(p.Checkpoint) > MaxNote {
		return fail(CodeCheckpoint)
	}
	cp, err := chain.OpenCheckpoint(p.Checkpoint, r.serverKey)
	if err != nil || cp.Room != r.room {
		return fail(CodeCheckpoint)
	}
	link := chain.FirstLink()
	for i := 0; i < len(p.Leaves); i += crypto.DigestSize {
		link = chain.Link(link, crypto.Digest(p.Leaves[i:i+crypto.DigestSize]))
	}
	if cp.Head != (chain.Position{N: uint64(len(p.Leaves) / crypto.DigestSize), Link: link}) {
		return fail(CodeLog)
	}
	return nil
}

// issuedThis: the issue act is of a package of this kind for this recipient.
func (r *replay) issuedThis(c *Contents, p *Proof) *Failure {
	if r.room != c.Room {
		return fail(CodeGenesis)
	}
	if r.issue == nil || r.issue.hash != p.Issue {
		return fail(CodeIssue)
	}
	issue := r.issue.payload.(*room.IssuePayload)
	if issue.Kind != c.Kind || issue.Recipient != c.Recipient || issue.ReactUntil != c.ReactUntil {
		return fail(CodeIssue)
	}
	return nil
}

// passages checks every part and reports who agreed and decided.
func (r *replay) passages(out outline, v *Verified) *Failure {
	for _, p := range out.all() {
		var f *Failure
		report := Passage{Where: p.where(), Own: p.own != nil}
		if p.own != nil {
			f = r.own(v.Contents.Kind, v.Contents.Recipient, p)
		} else {
			f = r.release(&v.Contents, p, &report)
		}
		if f != nil {
			f.Where = p.where()
			return f
		}
		v.Passages = append(v.Passages, report)
	}
	return nil
}

func (r *replay) release(c *Contents, p passage, report *Passage) *Failure {
	rel := p.release
	o := r.objects[rel.Proposal]
	if o == nil || o.proposal == nil {
		return fail(CodeProposal)
	}
	prop := o.proposal
	switch {
	case room.ReleaseDigest(rel.Salt, rel.Text) != prop.Digest || identify.Clean(rel.Text) != nil:
		return fail(CodeText)
	case !slices.Contains(prop.Recipients, c.Recipient):
		return fail(CodeNotRecipient)
	case !o.approved:
		return fail(CodeNotApproved)
	case prop.Item != p.item.ID || prop.Kind != rel.Kind || prop.Independent != rel.Independent ||
		prop.Basis != rel.Basis.Code || prop.Task != rel.Task.Code ||
		!slices.Equal(rel.By, speakers(prop.Owners, o.owner)):
		return fail(CodeDetails)
	}
	named := o.refs[:prop.Actions]
	if rel.Kind == covenant.ReleaseAction {
		if f := r.work(rel, named); f != nil {
			return f
		}
	} else if len(rel.Work) > 0 {
		return fail(CodeDetails)
	}
	for _, act := range rel.For {
		work := r.objects[act]
		if work == nil || work.action == nil || !slices.ContainsFunc(named, func(ref crypto.Digest) bool { return r.rootOf(ref) == act }) {
			return fail(CodeDetails)
		}
	}
	report.Proposal, report.Decision, report.Left = o.created, o.decision, o.left
	for _, owner := range slices.Sorted(maps.Keys(o.agreements)) {
		report.Agreements = append(report.Agreements, o.agreements[owner])
	}
	return nil
}

// rootOf is the creating act of the object that an act is on; zero when that is not in the proof.
func (r *replay) rootOf(act crypto.Digest) crypto.Digest {
	if o := r.roots[act]; o != nil {
		return o.created
	}
	return crypto.Digest{}
}

// work: an action says what the action acts say.
func (r *replay) work(rel *Release, named []crypto.Digest) *Failure {
	if len(rel.Work) != len(named) || len(rel.For) > 0 {
		return fail(CodeDetails)
	}
	for i, w := range rel.Work {
		o := r.objects[w.Action]
		if o == nil || o.action == nil || r.rootOf(named[i]) != w.Action ||
			w.Assignee != o.action.Assignee || w.Due != o.action.Due || w.Retracted != o.retracted || w.Progress != o.progress {
			return fail(CodeDetails)
		}
	}
	return nil
}

func (r *replay) own(kind covenant.Code, to room.Recipient, p passage) *Failure {
	o := r.objects[p.own.Contribution]
	if o == nil || o.proposal != nil || o.action != nil || to.Seat == 0 || o.owner != to.Seat || o.withdrawn ||
		o.audience != p.item.ID.Audience() || room.LabelsDigest(p.own.Labels.Encode()) != o.labels ||
		(p.own.Consent != nil && p.own.Consent.Act != p.own.Labels.Consent) || p.own.Override.Code != p.own.Labels.Override ||
		p.own.Words != (OwnWords{}) != (kind == covenant.PackageOwnRecord) ||
		(kind == covenant.PackageOwnRecord && !p.own.Words.of(p.own.Labels)) {
		return fail(CodeOwn)
	}
	return nil
}

// parts: the issue act names exactly these parts, in this order, as they stood.
func (r *replay) parts(c *Contents) *Failure {
	var releases, own []crypto.Digest
	only := covenant.PackageHolds(c.Kind)
	for _, it := range c.Items {
		for _, rel := range it.Releases {
			if only != "" && rel.Kind != only {
				return fail(CodeParts)
			}
			releases = append(releases, r.objects[rel.Proposal].latest)
		}
		if only != "" && len(it.Own) > 0 {
			return fail(CodeParts)
		}
		for _, o := range it.Own {
			own = append(own, r.objects[o.Contribution].latest)
		}
	}
	if int(r.issue.payload.(*room.IssuePayload).Releases) != len(releases) ||
		!slices.Equal(r.issue.act.Refs, slices.Concat(releases, own)) {
		return fail(CodeParts)
	}
	return nil
}

// details: what the page says about the meeting is what the acts say.
func (r *replay) details(c *Contents) *Failure {
	same := c.Scope.Code == r.genesis.Kind && c.Purpose.Code == r.genesis.Purpose && c.Profile == r.genesis.Profile &&
		c.Started == r.started && c.Chair == r.issued.chair
	if c.Recipient.Outside != 0 {
		o, ok := r.outside[c.Recipient.Outside]
		same = same && ok && o.Organisation == c.Outside && o.Kind == c.OutsideKind && (thirdParty(c.Recipient, o.Kind, o.Place) || c.Summary == nil)
	} else {
		same = same && c.Outside == "" && c.OutsideKind == "" && c.Summary == nil
	}
	if !same {
		return fail(CodeDetails)
	}
	return nil
}

// everybody: persons, places and parties are those the contents need, as they came in.
func (r *replay) everybody(c *Contents) *Failure {
	seats, places, parties := map[chain.Seat]bool{c.Chair: true}, map[agenda.PlaceID]bool{}, map[covenant.Code]bool{}
	if c.Recipient.Seat != 0 {
		seats[c.Recipient.Seat] = true
	}
	for _, it := range c.Items {
		for _, rel := range it.Releases {
			for _, seat := range rel.By {
				seats[seat] = true
			}
			for _, w := range rel.Work {
				places[w.Assignee] = true
			}
		}
	}
	for i, p := range c.Places {
		fact := r.places[p.ID]
		if fact == nil || !places[p.ID] || (i > 0 && c.Places[i-1].ID >= p.ID) ||
			fact.party != p.Party || fact.function != p.Function || fact.seat != p.Seat {
			return fail(CodeDetails)
		}
		if p.Seat != 0 {
			seats[p.Seat] = true
		}
		parties[p.Party] = true
	}
	for i, p := range c.Persons {
		fact := r.seats[p.Seat]
		if fact == nil || !seats[p.Seat] || (i > 0 && c.Persons[i-1].Seat >= p.Seat) ||
			fact.claims.Name != p.Name || fact.claims.Function != p.Function || fact.claims.Party != p.Party {
			return fail(CodeDetails)
		}
		parties[p.Party] = true
	}
	for i, w := range c.Parties {
		if !parties[w.Code] || (i > 0 && c.Parties[i-1].Code >= w.Code) {
			return fail(CodeDetails)
		}
	}
	if len(seats) != len(c.Persons) || len(places) != len(c.Places) || len(parties) != len(c.Parties) {
		return fail(CodeDetails)
	}
	return nil
}
