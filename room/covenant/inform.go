package covenant

// InformPlanFacts is what the rules ask about who tells the family, of what and
// when, after a case was discussed (TS-VB-5g).
type InformPlanFacts struct {
	Informer bool  // it says who does it
	Day      int64 // the last day to do it; of a deferral the day it ends; days since 1970-01-01, 0 = none
	Ground   Code  // of a deferral, one of inform_exceptions; "" for a plan
	Reason   bool  // of a deferral: a sealed reason is there
	Start    int64 // day on which the term to inform began
	Today    int64
}

// InformPlan rules whether a plan to inform, or a deferral, is complete and in
// time. A deferral is temporary where inform.exception_ends says so (TS-P-7.6);
// when it ends the informer informs or gives a new reason.
func (r *Rules) InformPlan(f InformPlanFacts) []Ruling {
	g := rulings{rules: r}
	if !f.Informer {
		g.refuse(InformerMissing, "informer")
	}
	if f.Day != 0 && f.Day < f.Today {
		g.refuse(InformDatePast, "inform_date")
	}
	if f.Ground != "" {
		r.informException(&g, r.doc.Keys.Inform, InformFacts{Date: f.Day, Ground: f.Ground, Reason: f.Reason})
		return g.found
	}
	if f.Day == 0 {
		g.refuse(InformDateMissing, "inform_date")
	}
	if last, ok := r.Deadline(TermInform, f.Start); ok && f.Day > last {
		g.refuse(InformTooLate, "inform_date")
	}
	return g.found
}

// Guest rules whether somebody of this kind may take part who is no professional
// of a party.
func (r *Rules) Guest(kind Code) *Ruling {
	if _, ok := find(r.doc.Keys.Guests, kind); ok {
		return nil
	}
	return r.about(GuestNotListed, "guest")
}
