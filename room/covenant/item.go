package covenant

import "slices"

// ItemFacts is what the rules ask about an agenda item.
type ItemFacts struct {
	General   bool // a general point: no case, no persons
	Purpose   Code
	Criterion Code
	Phase     Code // step of the work process
	Inform    InformFacts
	Ladder    []Code // questions of the ladder that were answered
	Named     bool   // persons are discussed by name
	Contact   bool   // it says who the family's contact is
}

// InformFacts is whether the person was told.
type InformFacts struct {
	State  Code  // [Informed], [InformPlanned], [InformAfterwards], [InformException], or "" for nothing
	Date   int64 // day, days since 1970-01-01; informed, or to be informed, on; or the end of the exception; 0 = none
	Ground Code  // of the exception
	Reason bool  // a sealed reason is there
}

// The states of [InformFacts].
const (
	Informed         Code = "informed"
	InformPlanned    Code = "planned"
	InformAfterwards Code = "afterwards" // only when it cannot be otherwise, with the reason (TS-VA-4)
	InformException  Code = "exception"
)

// Gates before an item opens. Which are in force is profile data.
const (
	GatePurpose   Code = "item_purpose"
	GateCriterion Code = "item_criterion"
	GateInform    Code = "item_inform"
	GateLadder    Code = "item_ladder"
	GateContact   Code = "item_contact" // one contact for the family (TS-C-1.5e)
)

// Gates before a room closes; package room decides whether each is met.
const (
	GateItemComplete     Code = "item_complete"     // every case has what [Rules.ItemComplete] asks
	GateItemOutcome      Code = "item_outcome"      // every item has an outcome
	GateProposalsDecided Code = "proposals_decided" // no proposal waits
	GateMatrixComplete   Code = "matrix_complete"   // recipient × passage × action
	GatePackagesIssued   Code = "packages_issued"   // every recipient has his package
	GateFamilyInformed   Code = "family_informed"   // who informs the family, of what, by when; or a reasoned deferral
	GateFamilyResponse   Code = "family_response"   // the family's response goes along, or it was invited in vain

	GateReactionsHandled   Code = "reactions_handled"    // every reaction to the concept led to a correction or an answer
	GateReactionTermPassed Code = "reaction_term_passed" // everybody said that he has no remarks, or cannot react any more
	GateOwnRecordsIssued   Code = "own_records_issued"   // who brought something in has a record of it; asked at closing
	GateDossierIssued      Code = "dossier_issued"       // the dossier holders have their copy; asked at closing
)

func openGates() []Code {
	return []Code{GatePurpose, GateCriterion, GatePhase, GateInform, GateLadder, GateContact}
}

func closeGates() []Code {
	return []Code{
		GateItemComplete, GateItemOutcome, GateProposalsDecided, GateMatrixComplete, GatePackagesIssued,
		GateFamilyInformed, GateFamilyResponse,
		GateReactionsHandled, GateReactionTermPassed, GateOwnRecordsIssued, GateDossierIssued,
	}
}

// Party rules whether an organisation takes part (DW art. 2.1).
func (r *Rules) Party(party Code) *Ruling {
	if _, ok := find(r.doc.Keys.Parties, party); ok {
		return nil
	}
	return r.about(PartyOutsideCovenant, "party")
}

// RoomKind rules whether a room of this kind falls within the scope
// (DW art. 2.2).
func (r *Rules) RoomKind(kind Code) *Ruling {
	if _, ok := find(r.doc.Keys.RoomKinds, kind); ok {
		return nil
	}
	return r.about(OutsideScope, "room_kind")
}

// Purpose rules whether data may be processed for this purpose (DW art. 4.2).
func (r *Rules) Purpose(purpose Code) *Ruling {
	if purpose == "" {
		return r.about(PurposeMissing, "purpose")
	}
	if _, ok := find(r.doc.Keys.Purposes, purpose); ok {
		return nil
	}
	return r.about(PurposeNotListed, "purpose")
}

// OpenItem rules whether an item may open. On the spot a case opens
// anonymously with its purpose and criterion only; the rest is due later, as
// [Rules.ItemComplete] says.
func (r *Rules) OpenItem(f ItemFacts, onTheSpot bool) []Ruling {
	g := rulings{rules: r}
	if f.General {
		r.openGeneral(&g, f)
		return g.found
	}
	if r.demands(GatePurpose) || f.Purpose != "" {
		g.add(r.Purpose(f.Purpose))
	}
	r.criterion(&g, f.Criterion)
	r.itemPhase(&g, f, !onTheSpot)
	if onTheSpot {
		if f.Named {
			g.refuse(OnTheSpotNamed, "named")
		}
		return g.found
	}
	if r.demands(GateInform) {
		r.inform(&g, f.Inform)
	}
	if r.demands(GateLadder) {
		r.questions(&g, LadderUnanswered, r.doc.Keys.Ladder, f.Ladder)
	}
	if r.demands(GateContact) && !f.Contact {
		g.refuse(ContactMissing, "contact")
	}
	return g.found
}

// ItemComplete rules whether an item has everything its profile demands. It is
// due before the first identifying contribution and before closing.
func (r *Rules) ItemComplete(f ItemFacts) []Ruling { return r.OpenItem(f, false) }

func (r *Rules) openGeneral(g *rulings, f ItemFacts) {
	if f.Named {
		g.refuse(GeneralItemNoPersons, "named")
	}
	if f.Purpose != "" {
		g.add(r.Purpose(f.Purpose))
	}
}

func (r *Rules) criterion(g *rulings, criterion Code) {
	if criterion == "" {
		if r.demands(GateCriterion) {
			g.refuse(CriterionMissing, "criterion")
		}
		return
	}
	if _, ok := find(r.doc.Keys.Criteria, criterion); !ok {
		g.refuse(CriterionNotListed, "criterion")
	}
}

func (r *Rules) inform(g *rulings, f InformFacts) {
	rule := r.doc.Keys.Inform
	switch f.State {
	case Informed:
		if f.Date == 0 {
			g.refuse(InformDateMissing, "inform_date")
		}
	case InformPlanned:
		if rule.Before {
			g.refuse(InformNotBefore, "inform_state")
		} else if f.Date == 0 {
			g.refuse(InformDateMissing, "inform_date")
		}
	case InformAfterwards:
		if rule.NeverAfter {
			g.refuse(InformNotBefore, "inform_state")
			return
		}
		if !f.Reason {
			g.refuse(InformReasonMissing, "inform_reason")
		}
		if f.Date == 0 {
			g.refuse(InformDateMissing, "inform_date")
		}
	case InformException:
		r.informException(g, rule, f)
	default:
		g.refuse(InformMissing, "inform_state")
	}
}

func (r *Rules) informException(g *rulings, rule InformRule, f InformFacts) {
	if f.Ground == "" {
		g.refuse(InformGroundMissing, "inform_ground")
	} else if _, ok := find(r.doc.Keys.InformExceptions, f.Ground); !ok {
		g.refuse(InformGroundNotListed, "inform_ground")
	}
	if rule.Reason && !f.Reason {
		g.refuse(InformReasonMissing, "inform_reason")
	}
	if rule.ExceptionEnds && f.Date == 0 {
		g.refuse(InformDateMissing, "inform_date")
	}
}

// questions refuses for each required question without an answer.
func (r *Rules) questions(g *rulings, code Code, asked []Question, answered []Code) {
	for _, q := range asked {
		if q.Required && !slices.Contains(answered, q.Code) {
			g.refuse(code, q.Code)
		}
	}
}

// demands says whether a gate before opening is in force.
func (r *Rules) demands(gate Code) bool {
	_, ok := find(r.doc.Keys.OpenGates, gate)
	return ok
}
