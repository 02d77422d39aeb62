package covenant

import "slices"

// Parties lists the organisations of the covenant.
func (r *Rules) Parties() []Entry { return entries(r.doc.Keys.Parties) }

// RoomKinds lists what a room may be for.
func (r *Rules) RoomKinds() []Entry { return entries(r.doc.Keys.RoomKinds) }

// Purposes lists the purposes for which data may be processed.
func (r *Rules) Purposes() []Entry { return entries(r.doc.Keys.Purposes) }

// Categories lists the kinds of data.
func (r *Rules) Categories() []Entry { return entries(r.doc.Keys.Categories) }

// Category gives one kind of data with its flags.
func (r *Rules) Category(code Code) (Category, bool) { return find(r.doc.Keys.Categories, code) }

// Bases lists the legal grounds.
func (r *Rules) Bases() []Entry { return entries(r.doc.Keys.Bases) }

// BasesFor lists the grounds that this party may use for this category; what a
// composer offers.
func (r *Rules) BasesFor(party, category Code) []Entry {
	p, ok := find(r.doc.Keys.Parties, party)
	c, known := find(r.doc.Keys.Categories, category)
	if !ok || !known {
		return nil
	}
	var list []Basis
	for _, b := range r.doc.Keys.Bases {
		if slices.Contains(b.For, c.Class) && slices.Contains(p.Bases, b.Code) {
			list = append(list, b)
		}
	}
	return entries(list)
}

// CategoriesFor lists the kinds of data that this party may bring in.
func (r *Rules) CategoriesFor(party Code) []Entry {
	p, ok := find(r.doc.Keys.Parties, party)
	if !ok {
		return nil
	}
	var list []Category
	for _, c := range r.doc.Keys.Categories {
		if slices.Contains(p.Categories, c.Code) {
			list = append(list, c)
		}
	}
	return entries(list)
}

// Tasks lists the statutory tasks of one party, each with its law.
func (r *Rules) Tasks(party Code) []Entry {
	var list []Task
	for _, t := range r.doc.Keys.Tasks {
		if t.Party == party {
			list = append(list, t)
		}
	}
	return entries(list)
}

// Retention gives the text about this party's own term that is stamped on
// what it receives.
func (r *Rules) Retention(party Code) (Text, bool) {
	p, ok := find(r.doc.Keys.Parties, party)
	return p.Retention, ok
}

// Criteria lists what makes a case one for this meeting.
func (r *Rules) Criteria() []Entry { return entries(r.doc.Keys.Criteria) }

// Outcomes lists how an item may end.
func (r *Rules) Outcomes() []Entry { return entries(r.doc.Keys.Outcomes) }

// Outcome gives one outcome with its flags.
func (r *Rules) Outcome(code Code) (Outcome, bool) { return find(r.doc.Keys.Outcomes, code) }

// Relations lists what a person may be to a case.
func (r *Rules) Relations() []Entry { return entries(r.doc.Keys.Relations) }

// AgeBands lists the age classes.
func (r *Rules) AgeBands() []Entry { return entries(r.doc.Keys.AgeBands) }

// AgeBand gives one age class with its years and signers.
func (r *Rules) AgeBand(code Code) (AgeBand, bool) {
	b, ok := find(r.doc.Keys.AgeBands, code)
	b.Signers = slices.Clone(b.Signers)
	return b, ok
}

// ReaderReasons lists why somebody may be made a reader.
func (r *Rules) ReaderReasons() []Entry { return entries(r.doc.Keys.ReaderReasons) }

// InformExceptions lists the grounds for not informing a person beforehand.
func (r *Rules) InformExceptions() []Entry { return entries(r.doc.Keys.InformExceptions) }

// Ladder lists the questions about milder means.
func (r *Rules) Ladder() []Entry { return entries(r.doc.Keys.Ladder) }

// Aid lists the questions that help to weigh whether to share.
func (r *Rules) Aid() []Entry { return entries(r.doc.Keys.Aid) }

// RequiredQuestions lists which questions of ladder and aid must be answered.
func (r *Rules) RequiredQuestions() (ladder, aid []Code) {
	return required(r.doc.Keys.Ladder), required(r.doc.Keys.Aid)
}

// ItemRoles lists the roles at an item.
func (r *Rules) ItemRoles() []Entry { return entries(r.doc.Keys.ItemRoles) }

// ItemRole gives one role with its rights. What it does not have is refused.
func (r *Rules) ItemRole(role Code) (Role, bool) { return find(r.doc.Keys.ItemRoles, role) }

// Guests lists the kinds of guest there may be; none where no profile has any.
func (r *Rules) Guests() []Entry { return entries(r.doc.Keys.Guests) }

// OpenGates lists what an item needs before it opens.
func (r *Rules) OpenGates() []Code { return codes(r.doc.Keys.OpenGates) }

// CloseGates lists what must be done before a room closes.
func (r *Rules) CloseGates() []Code { return codes(r.doc.Keys.CloseGates) }

// Gate gives the words and the articles of a gate.
func (r *Rules) Gate(code Code) (Entry, bool) {
	if e, ok := find(r.doc.Keys.OpenGates, code); ok {
		return e, true
	}
	return find(r.doc.Keys.CloseGates, code)
}

// PackageKinds lists what may be issued.
func (r *Rules) PackageKinds() []Code { return codes(r.doc.Keys.Packages) }

// PackageKind gives the words of one kind of package.
func (r *Rules) PackageKind(code Code) (Entry, bool) { return find(r.doc.Keys.Packages, code) }

// ReleaseKinds lists the kinds of text that may leave.
func (r *Rules) ReleaseKinds() []Entry { return entries(r.doc.Keys.ReleaseKinds) }

// ContributionNeeds lists what a contribution about a person must state, for
// forms; [Rules.Contribution] enforces it.
func (r *Rules) ContributionNeeds() []Code { return slices.Clone(r.doc.Keys.ContributionNeeds) }

// Gatekeepers lists whose yes a release needs: always "contributor" and
// "chair", and whoever a profile adds.
func (r *Rules) Gatekeepers() []Code { return slices.Clone(r.doc.Keys.Gatekeepers) }

// AnonymousByDefault says whether cases open with pseudonyms only, so that
// naming somebody is a reasoned act of its own.
func (r *Rules) AnonymousByDefault() bool { return r.doc.Keys.AnonymousByDefault }

// InformedBefore says whether a person must know before he is discussed by
// name; otherwise a planned date will do.
func (r *Rules) InformedBefore() bool { return r.doc.Keys.Inform.Before }

// InformedAfterwards says whether a person may be told afterwards, on a day and
// for a reason that are recorded.
func (r *Rules) InformedAfterwards() bool { return !r.doc.Keys.Inform.NeverAfter }

func codes(list []Entry) []Code {
	out := make([]Code, len(list))
	for i, e := range list {
		out[i] = e.Code
	}
	return out
}

func required(list []Question) []Code {
	var out []Code
	for _, q := range list {
		if q.Required {
			out = append(out, q.Code)
		}
	}
	return out
}
