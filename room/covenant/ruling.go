package covenant

import "slices"

// Ruling says why something may not be. No ruling means that nothing stands
// in its way. The words for people are [Rules.Refusal] of its code.
type Ruling struct {
	Code        Code      // refusal code, stable
	Articles    []Article // where it says so, the most specific document first
	Obligations []string  // ids of the register, such as "DW-11.2"
	Subject     Code      // the field, demand or code it is about; never contents
}

// The refusal codes that this package rules with. Package room adds its own;
// a profile may cite articles for any code that has a sentence.
const (
	PartyOutsideCovenant  Code = "party_outside_covenant"
	AccessionMissing      Code = "accession_missing"
	OutsideScope          Code = "outside_scope"
	PurposeMissing        Code = "purpose_missing"
	PurposeNotListed      Code = "purpose_not_listed"
	OtherPurpose          Code = "other_purpose"
	CriterionMissing      Code = "criterion_missing"
	CriterionNotListed    Code = "criterion_not_listed"
	PhaseMissing          Code = "phase_missing"
	PhaseNotListed        Code = "phase_not_listed"
	PurposeNotInPhase     Code = "purpose_not_in_phase"
	CategoryNotInPhase    Code = "category_not_in_phase"
	InformMissing         Code = "inform_missing"
	InformNotBefore       Code = "inform_not_before"
	InformDateMissing     Code = "inform_date_missing"
	InformGroundMissing   Code = "inform_ground_missing"
	InformGroundNotListed Code = "inform_ground_not_listed"
	InformReasonMissing   Code = "inform_reason_missing"
	InformDatePast        Code = "inform_date_past"
	InformTooLate         Code = "inform_too_late"
	InformerMissing       Code = "informer_missing"
	ContactMissing        Code = "contact_missing"
	GuestNotListed        Code = "guest_not_listed"
	LadderUnanswered      Code = "ladder_unanswered"
	OnTheSpotNamed        Code = "on_the_spot_named"
	GeneralItemNoPersons  Code = "general_item_no_persons"
	TaskMissing           Code = "task_missing"
	TaskNotOfParty        Code = "task_not_of_party"
	CategoryMissing       Code = "category_missing"
	CategoryNotListed     Code = "category_not_listed"
	CategoryNotForParty   Code = "category_not_for_party"
	CategoryHasNoPerson   Code = "category_has_no_person"
	BasisMissing          Code = "basis_missing"
	BasisNotListed        Code = "basis_not_listed"
	BasisNotForParty      Code = "basis_not_for_party"
	BasisNotForCategory   Code = "basis_not_for_category"
	BasisNotOwnTask       Code = "basis_not_own_task"
	NatureMissing         Code = "nature_missing"
	NecessityMissing      Code = "necessity_missing"
	SourceMissing         Code = "source_missing"
	AidUnanswered         Code = "aid_unanswered"
	ConsentMissing        Code = "consent_missing"
	ConsentIncomplete     Code = "consent_incomplete"
	ConsentFormMissing    Code = "consent_form_missing"
	ConsentSignerMissing  Code = "consent_signer_missing"
	ConsentNotTold        Code = "consent_not_told"
	ConsentNotGiven       Code = "consent_not_given"
	ConsentTooWeak        Code = "consent_too_weak"
	ConsentNotCovering    Code = "consent_not_covering"
	OverrideNotListed     Code = "override_not_listed"
	OverrideReasonMissing Code = "override_reason_missing"
	ReleaseKindNotListed  Code = "release_kind_not_listed"
	ReleaseWithoutAction  Code = "release_without_action"
	ThirdPartyRefused     Code = "third_party_refused"
	ThirdPartyWithoutNeed Code = "third_party_without_need"
	RecipientUnsecured    Code = "recipient_unsecured"
	PackageNotListed      Code = "package_not_listed"
	ProfileNotYetValid    Code = "profile_not_yet_valid"
	ProfileExpired        Code = "profile_expired"
)

// RulingCodes lists every code this package rules with, in the order above.
// Rules without a sentence and an article for one of them are refused.
func RulingCodes() []Code {
	return []Code{
		PartyOutsideCovenant, AccessionMissing, OutsideScope, PurposeMissing, PurposeNotListed, OtherPurpose,
		CriterionMissing, CriterionNotListed, PhaseMissing, PhaseNotListed,
		PurposeNotInPhase, CategoryNotInPhase, InformMissing, InformNotBefore, InformDateMissing,
		InformGroundMissing, InformGroundNotListed, InformReasonMissing, InformDatePast, InformTooLate,
		InformerMissing, ContactMissing, GuestNotListed, LadderUnanswered,
		OnTheSpotNamed, GeneralItemNoPersons, TaskMissing, TaskNotOfParty, CategoryMissing,
		CategoryNotListed, CategoryNotForParty, CategoryHasNoPerson, BasisMissing, BasisNotListed,
		BasisNotForParty, BasisNotForCategory, BasisNotOwnTask, NatureMissing, NecessityMissing,
		SourceMissing, AidUnanswered, ConsentMissing, ConsentIncomplete, ConsentFormMissing,
		ConsentSignerMissing, ConsentNotTold, ConsentNotGiven, ConsentTooWeak, ConsentNotCovering,
		OverrideNotListed, OverrideReasonMissing, ReleaseKindNotListed, ReleaseWithoutAction,
		ThirdPartyRefused, ThirdPartyWithoutNeed, RecipientUnsecured, PackageNotListed,
		ProfileNotYetValid, ProfileExpired,
	}
}

// Rule is the ruling for a refusal code, also for a code that package room
// enforces itself. A code the profiles do not cite has no articles.
func (r *Rules) Rule(code Code) Ruling {
	cite := r.doc.Keys.Articles[code]
	return Ruling{
		Code:        code,
		Articles:    slices.Clone(cite.Articles),
		Obligations: slices.Clone(cite.Obligations),
	}
}

// about is the ruling for a code with its subject.
func (r *Rules) about(code, subject Code) *Ruling {
	ruling := r.Rule(code)
	ruling.Subject = subject
	return &ruling
}

// Refusal gives the sentences for a refusal code: what happened and what to
// do. False when no profile has words for it.
func (r *Rules) Refusal(code Code) (Entry, bool) {
	e, ok := find(r.doc.Keys.Refusals, code)
	if ok {
		e.Articles = r.Rule(code).Articles
	}
	return e, ok
}

// Refusals lists every refusal code that has sentences.
func (r *Rules) Refusals() []Entry {
	out := entries(r.doc.Keys.Refusals)
	for i := range out {
		out[i].Articles = r.Rule(out[i].Code).Articles
	}
	return out
}

// rulings gathers what stands in the way.
type rulings struct {
	rules *Rules
	found []Ruling
}

func (g *rulings) add(ruling *Ruling) {
	if ruling != nil {
		g.found = append(g.found, *ruling)
	}
}

func (g *rulings) refuse(code, subject Code) { g.add(g.rules.about(code, subject)) }
