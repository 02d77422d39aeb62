package covenant

import "slices"

// ContributionFacts is what the rules ask about a contribution.
type ContributionFacts struct {
	Party       Code // the owner's organisation
	Task        Code // the statutory task it is for
	Category    Code
	Basis       Code
	Purpose     Code
	ItemPurpose Code   // of the item it is brought in at
	Phase       Code   // the step of the work process that the item is in
	Corrects    bool   // it corrects what was brought in before, of the same category
	Nature      Code   // [Fact] or [Opinion]
	Necessity   bool   // a sealed necessity is there
	Source      bool   // a sealed source is there
	Identifying bool   // it names or points to a person
	General     bool   // the item is a general point
	Secret      bool   // it falls under professional secrecy
	Aid         []Code // questions of the aid that were answered
	Guest       bool   // its owner is a guest, who has no party, task or basis

	Consent        *ConsentFacts // the record it names; nil for none
	ConsentUnseen  bool          // it names one that the asker is not shown: the host judges it
	Override       Code          // the ground on which it goes without
	OverrideReason bool          // a sealed reason for that is there
}

// The natures of a contribution.
const (
	Fact    Code = "fact"
	Opinion Code = "opinion"
)

// What contribution_needs may ask of a contribution about a person.
const (
	NeedTask      Code = "task"
	NeedBasis     Code = "basis"
	NeedNecessity Code = "necessity"
	NeedNature    Code = "nature"
	NeedSource    Code = "source"
)

func contributionNeeds() []Code {
	return []Code{NeedTask, NeedBasis, NeedNecessity, NeedNature, NeedSource}
}

// Contribution rules whether this may be brought in. Everything that stands in
// the way is named at once, so that a form can show all of it.
func (r *Rules) Contribution(f ContributionFacts) []Ruling {
	g := rulings{rules: r}
	if !f.Guest {
		g.add(r.Party(f.Party))
	}
	r.contributionPurpose(&g, f)
	category, ok := r.contributionCategory(&g, f)
	if ok && category.Class == ClassNone {
		return g.found
	}
	if f.Guest { // what a person tells himself needs no task, basis or consent of an organisation
		r.contributionNature(&g, f)
		return g.found
	}
	if ok && !f.General {
		r.contributionPhase(&g, f)
	}
	r.contributionBasis(&g, f, category, ok)
	r.contributionTask(&g, f)
	r.contributionStatements(&g, f)
	if ok {
		r.contributionConsent(&g, f, category)
	}
	r.questions(&g, AidUnanswered, r.doc.Keys.Aid, f.Aid)
	return g.found
}

func (r *Rules) contributionPurpose(g *rulings, f ContributionFacts) {
	if f.General && f.Purpose == "" {
		return
	}
	if ruling := r.Purpose(f.Purpose); ruling != nil {
		g.add(ruling)
		return
	}
	if f.ItemPurpose != "" && f.Purpose != f.ItemPurpose {
		g.refuse(OtherPurpose, "purpose")
	}
}

// contributionCategory refuses a kind of data that may not be brought in here
// and says whether the category is known.
func (r *Rules) contributionCategory(g *rulings, f ContributionFacts) (Category, bool) {
	if f.Category == "" {
		g.refuse(CategoryMissing, "category")
		return Category{}, false
	}
	category, ok := find(r.doc.Keys.Categories, f.Category)
	if !ok {
		g.refuse(CategoryNotListed, "category")
		return Category{}, false
	}
	if party, known := find(r.doc.Keys.Parties, f.Party); known && !slices.Contains(party.Categories, category.Code) {
		g.refuse(CategoryNotForParty, "category")
	}
	if category.Class == ClassNone && f.Identifying {
		g.refuse(CategoryHasNoPerson, "category")
	}
	if f.General && (category.Class != ClassNone || f.Identifying) {
		g.refuse(GeneralItemNoPersons, "category")
	}
	return category, true
}

func (r *Rules) contributionBasis(g *rulings, f ContributionFacts, category Category, known bool) {
	if f.Basis == "" {
		if r.needs(NeedBasis) {
			g.refuse(BasisMissing, "basis")
		}
		return
	}
	basis, ok := r.partyBasis(g, f.Party, f.Basis)
	if ok && known && !slices.Contains(basis.For, category.Class) {
		g.refuse(BasisNotForCategory, "basis")
	}
}

// partyBasis refuses a basis that is not listed or not this party's, and says
// whether it is known.
func (r *Rules) partyBasis(g *rulings, party, code Code) (Basis, bool) {
	basis, ok := find(r.doc.Keys.Bases, code)
	if !ok {
		g.refuse(BasisNotListed, "basis")
		return Basis{}, false
	}
	if p, known := find(r.doc.Keys.Parties, party); known && !slices.Contains(p.Bases, code) {
		g.refuse(BasisNotForParty, "basis")
	}
	return basis, true
}

func (r *Rules) contributionTask(g *rulings, f ContributionFacts) {
	if f.Task == "" {
		if r.needs(NeedTask) {
			g.refuse(TaskMissing, "task")
		}
		return
	}
	r.partyTask(g, f.Party, f.Task)
}

// partyTask refuses a task that the law did not give to this party.
func (r *Rules) partyTask(g *rulings, party, task Code) {
	for _, t := range r.doc.Keys.Tasks {
		if t.Party == party && t.Code == task {
			return
		}
	}
	g.refuse(TaskNotOfParty, "task")
}

func (r *Rules) contributionNature(g *rulings, f ContributionFacts) {
	if known := f.Nature == Fact || f.Nature == Opinion; !known && (r.needs(NeedNature) || f.Nature != "") {
		g.refuse(NatureMissing, "nature")
	}
}

func (r *Rules) contributionStatements(g *rulings, f ContributionFacts) {
	r.contributionNature(g, f)
	if r.needs(NeedNecessity) && !f.Necessity {
		g.refuse(NecessityMissing, "necessity")
	}
	if r.needs(NeedSource) && !f.Source {
		g.refuse(SourceMissing, "source")
	}
}

func (r *Rules) needs(need Code) bool { return slices.Contains(r.doc.Keys.ContributionNeeds, need) }

// rank is the place of a level; an unknown one is weaker than none.
func rank(levels []Code, level Code) int { return slices.Index(levels, level) }

func stricter(levels []Code, a, b Code) Code {
	if rank(levels, a) >= rank(levels, b) {
		return a
	}
	return b
}
