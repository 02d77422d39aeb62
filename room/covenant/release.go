package covenant

// ReleaseFacts is what the rules ask about a text that would leave the room.
type ReleaseFacts struct {
	Recipient  Code // party code of the recipient, "" for a person concerned or a third party without a code
	ThirdParty bool // the recipient is outside the covenant and not the person concerned
	Actions    int  // number of actions the text is linked to
	Allocation bool // it serves a decision to allocate the case to a party
	Basis      Code // ground of the disclosure
	Task       Code // task of the discloser
	Party      Code // the discloser's organisation
	Kind       Code // passage, decision, action …
	Secured    bool // it leaves as a file encrypted to a known key or passphrase
	Guest      Code // kind of guest that the recipient is, "" for none
	FromGuest  bool // the discloser is a guest: no organisation discloses
}

// toPerson says whether the text goes to the person concerned himself. Family and
// supporters are not he.
func (f ReleaseFacts) toPerson() bool {
	return f.Recipient == "" && !f.ThirdParty && (f.Guest == "" || f.Guest == GuestPerson)
}

// Release rules whether this text may leave for this recipient. The owner's
// agreement and the chair's decision come on top, always.
func (r *Rules) Release(f ReleaseFacts) []Ruling {
	g := rulings{rules: r}
	if !f.FromGuest {
		g.add(r.Party(f.Party))
	}
	if !f.Secured {
		g.refuse(RecipientUnsecured, "recipient")
	}
	if f.Recipient != "" && !f.ThirdParty {
		if ruling := r.Party(f.Recipient); ruling != nil {
			ruling.Subject = "recipient"
			g.add(ruling)
		}
	}
	r.releaseLink(&g, f)
	r.releaseGround(&g, f)
	return g.found
}

func (r *Rules) releaseLink(g *rulings, f ReleaseFacts) {
	linked := f.Actions > 0 || f.Allocation
	if kind, ok := find(r.doc.Keys.ReleaseKinds, f.Kind); !ok {
		g.refuse(ReleaseKindNotListed, "kind")
	} else if !linked && kind.needsLink(f.toPerson()) {
		g.refuse(ReleaseWithoutAction, "actions")
	}
	if f.ThirdParty && r.doc.Keys.ThirdParty.Refused {
		g.refuse(ThirdPartyRefused, "recipient")
	}
	if f.ThirdParty && r.doc.Keys.ThirdParty.Link && !linked {
		g.refuse(ThirdPartyWithoutNeed, "actions")
	}
}

func (k ReleaseKind) needsLink(toPerson bool) bool {
	switch k.Link {
	case LinkNever:
		return false
	case LinkNotToPerson:
		return !toPerson
	}
	return true
}

// releaseGround asks basis and task of the discloser for a third party, and
// checks them wherever they are stated.
func (r *Rules) releaseGround(g *rulings, f ReleaseFacts) {
	asked := f.ThirdParty && !f.FromGuest && r.doc.Keys.ThirdParty.OwnTask
	switch {
	case f.Task != "":
		r.partyTask(g, f.Party, f.Task)
	case asked:
		g.refuse(TaskMissing, "task")
	}
	switch {
	case f.Basis != "":
		if basis, ok := r.partyBasis(g, f.Party, f.Basis); ok && asked && !basis.OwnTask {
			g.refuse(BasisNotOwnTask, "basis")
		}
	case asked:
		g.refuse(BasisMissing, "basis")
	}
}
