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

func (j *joiner) phase(a, b Phase) Phase {
	b.Entry = a.joined(b.Entry)
	b.Purposes = j.codes("purposes of phase "+string(b.Code), a.Purposes, b.Purposes)
	b.Categories = j.codes("categories of phase "+string(b.Code), a.Categories, b.Categories)
	return b
}
