package covenant

import "slices"

// Phase is a step of the work process: what is done in it, for which purposes,
// and which kinds of data are recorded and shared (TS-C-7.4). Absent lists in a
// profile mean whatever it lists; rules always write both out.
type Phase struct {
	Entry      `yaml:",inline"`
	Activity   Text   `cbor:"10,keyasint" yaml:"activity"`
	Purposes   []Code `cbor:"11,keyasint,omitempty" yaml:"purposes"`
	Categories []Code `cbor:"12,keyasint,omitempty" yaml:"categories"`
}

// GatePhase before an item opens: the case is in a step of the work process.
const GatePhase Code = "item_phase"

// Phases lists the steps of the work process; none where no profile has such a table.
func (r *Rules) Phases() []Entry { return entries(r.doc.Keys.Phases) }

// Phase gives one step with its activity, purposes and categories.
func (r *Rules) Phase(code Code) (Phase, bool) {
	p, ok := find(r.doc.Keys.Phases, code)
	p.Purposes, p.Categories = slices.Clone(p.Purposes), slices.Clone(p.Categories)
	return p, ok
}

// itemPhase refuses a step that does not exist or does not serve the purpose of
// the item; and none at all when it is due.
func (r *Rules) itemPhase(g *rulings, f ItemFacts, due bool) {
	if f.Phase == "" {
		if due && r.demands(GatePhase) {
			g.refuse(PhaseMissing, "phase")
		}
		return
	}
	if len(r.doc.Keys.Phases) == 0 {
		return
	}
	phase, ok := find(r.doc.Keys.Phases, f.Phase)
	switch {
	case !ok:
		g.refuse(PhaseNotListed, "phase")
	case f.Purpose != "" && !slices.Contains(phase.Purposes, f.Purpose):
		g.refuse(PurposeNotInPhase, "phase")
	}
}

// contributionPhase refuses data about a person that the step the item is in
// does not need. What was brought in during an earlier step may be corrected.
func (r *Rules) contributionPhase(g *rulings, f ContributionFacts) {
	if len(r.doc.Keys.Phases) == 0 || f.Corrects {
		return
	}
	phase, ok := find(r.doc.Keys.Phases, f.Phase)
	switch {
	case f.Phase == "":
		g.refuse(PhaseMissing, "phase")
	case !ok:
		g.refuse(PhaseNotListed, "phase")
	case !slices.Contains(phase.Categories, f.Category):
		g.refuse(CategoryNotInPhase, "category")
	}
}

// meetPhases is meet; a step that serves no common purpose, or for which no
// category is left, is no step of the room.
func meetPhases(j *joiner, a, b []Phase) []Phase {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	var out []Phase
	for _, y := range b {
		x, ok := find(a, y.Code)
		if !ok {
			continue
		}
		y.Entry = x.joined(y.Entry)
		if y, ok = y.within(x.Purposes, x.Categories); ok {
			out = append(out, y)
		}
	}
	if len(out) == 0 {
		j.nothing("phases", codesOf(a), codesOf(b))
	}
	return out
}

// settlePhases writes out what each step needs of what the room has.
func settlePhases(k *Keys) error {
	var out []Phase
	for _, p := range k.Phases {
		if left, ok := p.within(codesOf(k.Purposes), codesOf(k.Categories)); ok {
			out = append(out, left)
		}
	}
	if len(k.Phases) > 0 && len(out) == 0 {
		return &ConflictError{Key: "purposes and categories of the phases", Before: codesOf(k.Purposes), After: codesOf(k.Phases)}
	}
	k.Phases = out
	return nil
}

// within narrows a step, and says whether anything is left of it.
func (p Phase) within(purposes, categories []Code) (Phase, bool) {
	var noPurpose, noCategory error
	p.Purposes, noPurpose = common("purposes", p.Purposes, purposes)
	p.Categories, noCategory = common("categories", p.Categories, categories)
	return p, noPurpose == nil && noCategory == nil
}
