package covenant

import "slices"

// ConsentRule says which consent a contribution about a person needs: Ordinary
// always, Special and Criminal for what counts as such, Secret for what falls
// under professional secrecy. Each is one of the Consent levels; the strongest
// that applies holds.
type ConsentRule struct {
	Ordinary   Code `cbor:"1,keyasint,omitempty" yaml:"ordinary"`
	Special    Code `cbor:"2,keyasint,omitempty" yaml:"special"`
	Criminal   Code `cbor:"3,keyasint,omitempty" yaml:"criminal"`
	Secret     Code `cbor:"4,keyasint,omitempty" yaml:"secret"`
	Withdrawal Code `cbor:"5,keyasint,omitempty" yaml:"withdrawal"` // [WithdrawalHold] or [WithdrawalStop]
	Told       bool `cbor:"6,keyasint,omitempty" yaml:"told"`       // consent counts only when the person was told that he may withdraw it
	// Overrides are the grounds on which a professional may go on without.
	Overrides []Override `cbor:"7,keyasint,omitempty" yaml:"overrides"`
}

// Override is a ground to share without the consent that a profile demands. For
// names the demands it answers: fields of the same profile's [ConsentRule].
type Override struct {
	Entry `yaml:",inline"`
	For   []Code `cbor:"10,keyasint" yaml:"for"` // some of the Scope codes
}

// Consent levels from weak to strong ("" = none asked), and what happens when
// consent is withdrawn ("" = nothing).
const (
	ConsentOral     Code = "oral"
	ConsentExplicit Code = "explicit"
	ConsentWritten  Code = "written"
	WithdrawalHold  Code = "hold" // until the owner states another ground
	WithdrawalStop  Code = "stop" // for good
)

// What a demand for consent is about.
const (
	ScopeOrdinary Code = "ordinary"
	ScopeSpecial  Code = "special"
	ScopeCriminal Code = "criminal"
	ScopeSecret   Code = "secret"
)

// What somebody answered to the question for consent.
const (
	ConsentGiven    Code = "given"
	ConsentRefused  Code = "refused"
	ConsentNotAsked Code = "not_asked"
)

// ConsentFacts is what the rules ask about a record of consent.
type ConsentFacts struct {
	Answer     Code   // [ConsentGiven], [ConsentRefused] or [ConsentNotAsked]
	Level      Code   // how it was asked and answered: one of the Consent levels
	Dated      bool   // the day of the answer is there
	AgeBand    Code   // of the person; "" when nobody said
	Signers    []Code // who answered
	Incapable  bool   // a sealed reason says why the person cannot decide himself
	Categories []Code // for what
	Purpose    Code
	Recipients bool // to whom is there
	Told       bool // the person was told that he may withdraw it
	Form       bool // the sealed reference of the form is there
}

// Consent rules whether this may be recorded. A refusal is recorded like a yes,
// also what was not asked.
func (r *Rules) Consent(f ConsentFacts) []Ruling {
	g := rulings{rules: r}
	if !slices.Contains([]Code{ConsentGiven, ConsentRefused, ConsentNotAsked}, f.Answer) {
		g.refuse(ConsentIncomplete, "answer")
		return g.found
	}
	asked := f.Answer != ConsentNotAsked
	for _, part := range []struct {
		name  Code
		there bool
	}{
		{"day", f.Dated},
		{"purpose", r.Purpose(f.Purpose) == nil},
		{"categories", r.personal(f.Categories)},
		{"level", asked == slices.Contains(consentLevels()[1:], f.Level)},
		{"signers", asked == (len(f.Signers) > 0)},
		{"recipients", f.Recipients || f.Answer != ConsentGiven},
	} {
		if !part.there {
			g.refuse(ConsentIncomplete, part.name)
		}
	}
	if f.Level == ConsentWritten && !f.Form { // kept, also if refused (LM art. 4)
		g.refuse(ConsentFormMissing, "form")
	}
	if f.Answer == ConsentGiven {
		r.consentSigned(&g, f)
		if r.doc.Keys.Consent.Told && !f.Told {
			g.refuse(ConsentNotTold, "told")
		}
	}
	return g.found
}

// personal says whether these are kinds of data about persons, at least one.
func (r *Rules) personal(categories []Code) bool {
	for _, code := range categories {
		if c, ok := find(r.doc.Keys.Categories, code); !ok || c.Class == ClassNone {
			return false
		}
	}
	return len(categories) > 0
}

// Signers says whose consent counts at an age; of an age that is not known,
// everybody's who may have to sign. Of somebody who cannot decide himself it is
// his representative's (UAVG art. 5).
func (r *Rules) Signers(ageBand Code, incapable bool) []Code {
	if incapable {
		return []Code{SignerRepresentative}
	}
	band, ok := find(r.doc.Keys.AgeBands, ageBand)
	if !ok {
		return []Code{SignerSelf, SignerRepresentative}
	}
	return slices.Clone(band.Signers)
}

func (r *Rules) consentSigned(g *rulings, f ConsentFacts) {
	for _, signer := range r.Signers(f.AgeBand, f.Incapable) {
		if !slices.Contains(f.Signers, signer) {
			g.refuse(ConsentSignerMissing, signer)
		}
	}
}

// ConsentOverrides lists the grounds to share without the consent that is asked.
func (r *Rules) ConsentOverrides() []Entry { return entries(r.doc.Keys.Consent.Overrides) }

// ConsentTold says whether consent counts only from who was told that he may withdraw it.
func (r *Rules) ConsentTold() bool { return r.doc.Keys.Consent.Told }

// ConsentOverridesFor lists the grounds that do instead of the consent that these
// labels need; none where the basis is consent itself, which nothing replaces.
func (r *Rules) ConsentOverridesFor(category, basis Code, secret bool) []Entry {
	c, ok := find(r.doc.Keys.Categories, category)
	if !ok || c.Class == ClassNone {
		return nil
	}
	_, scopes := r.consentDemands(ContributionFacts{Basis: basis, Secret: secret}, c)
	var grounds []Entry
	for _, o := range r.doc.Keys.Consent.Overrides {
		if len(scopes) > 0 && !slices.ContainsFunc(scopes, func(scope Code) bool { return !slices.Contains(o.For, scope) }) {
			grounds = append(grounds, o.Entry)
		}
	}
	return grounds
}

// ConsentWithdrawn says what withdrawn consent does to what was shared:
// [WithdrawalHold], [WithdrawalStop], or "" for nothing.
func (r *Rules) ConsentWithdrawn() Code { return r.doc.Keys.Consent.Withdrawal }

// ConsentNeeded gives the level of consent that these labels need, "" for none;
// what a composer shows. The basis may be left out.
func (r *Rules) ConsentNeeded(category, basis Code, secret bool) Code {
	c, ok := find(r.doc.Keys.Categories, category)
	if !ok || c.Class == ClassNone {
		return ""
	}
	needed, _ := r.consentDemands(ContributionFacts{Basis: basis, Secret: secret}, c)
	return needed
}

// consentDemands gives the strongest level that applies, and every demand that
// makes it so; a basis that is consent itself is a demand that nothing overrides.
func (r *Rules) consentDemands(f ContributionFacts, category Category) (needed Code, scopes []Code) {
	rule := r.doc.Keys.Consent
	demand := func(applies bool, scope, level Code) {
		if applies && level != "" {
			needed, scopes = stricter(consentLevels(), needed, level), append(scopes, scope)
		}
	}
	demand(true, ScopeOrdinary, rule.Ordinary)
	demand(category.Special, ScopeSpecial, rule.Special)
	demand(category.Criminal, ScopeCriminal, rule.Criminal)
	demand(f.Secret, ScopeSecret, rule.Secret)
	if basis, ok := find(r.doc.Keys.Bases, f.Basis); ok {
		demand(true, "", basis.Consent)
	}
	return needed, scopes
}

// contributionConsent refuses what lacks the consent it needs, what names a
// record that does not carry it, and a ground that does not do instead.
func (r *Rules) contributionConsent(g *rulings, f ContributionFacts, category Category) {
	needed, scopes := r.consentDemands(f, category)
	switch {
	case f.ConsentUnseen:
	case f.Consent != nil:
		r.consentCarries(g, *f.Consent, f, needed)
	case len(scopes) == 0:
	case f.Override == "":
		g.refuse(ConsentMissing, "consent")
	default:
		override, _ := find(r.doc.Keys.Consent.Overrides, f.Override)
		for _, scope := range scopes {
			if !slices.Contains(override.For, scope) {
				g.refuse(OverrideNotListed, "override")
				break
			}
		}
		if !f.OverrideReason {
			g.refuse(OverrideReasonMissing, "override")
		}
	}
}

func (r *Rules) consentCarries(g *rulings, c ConsentFacts, f ContributionFacts, needed Code) {
	if c.Answer != ConsentGiven {
		g.refuse(ConsentNotGiven, "consent")
		return
	}
	if rank(consentLevels(), c.Level) < rank(consentLevels(), needed) {
		g.refuse(ConsentTooWeak, "consent")
	}
	if c.Purpose != f.Purpose {
		g.refuse(ConsentNotCovering, "purpose")
	}
	if !slices.Contains(c.Categories, f.Category) {
		g.refuse(ConsentNotCovering, "category")
	}
	r.consentSigned(g, c) // the person may have turned out younger since
}

// consentLevels and withdrawals, from weak to strict.
func consentLevels() []Code { return []Code{"", ConsentOral, ConsentExplicit, ConsentWritten} }
func withdrawals() []Code   { return []Code{"", WithdrawalHold, WithdrawalStop} }

// level is what a profile demands in a scope; "" when it does not speak about it.
func (r ConsentRule) level(scope Code) Code {
	switch scope {
	case ScopeOrdinary:
		return r.Ordinary
	case ScopeSpecial:
		return r.Special
	case ScopeCriminal:
		return r.Criminal
	case ScopeSecret:
		return r.Secret
	}
	return ""
}

func consentScopes() []Code { return []Code{ScopeOrdinary, ScopeSpecial, ScopeCriminal, ScopeSecret} }

func (c *checker) consent(r ConsentRule) {
	for _, scope := range consentScopes() {
		if !slices.Contains(consentLevels(), r.level(scope)) {
			c.bad("$.consent."+string(scope), "must be one of %s, or absent", listed(consentLevels()[1:]))
		}
	}
	if !slices.Contains(withdrawals(), r.Withdrawal) {
		c.bad("$.consent.withdrawal", "must be one of %s, or absent", listed(withdrawals()[1:]))
	}
	checkList(c, "consent.overrides", r.Overrides, true)
	for i, o := range r.Overrides {
		path := at("$.consent.overrides", i) + ".for"
		if len(o.For) == 0 {
			c.bad(path, "must name at least one demand for consent")
		}
		c.subset(path, o.For, consentScopes())
		for _, scope := range o.For {
			if r.level(scope) == "" {
				c.bad(path, "this profile demands no consent for %q", string(scope))
			}
		}
	}
}
