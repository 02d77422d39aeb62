package covenant_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// agreedTo is a record of consent, by the person himself, to exactly this.
func agreedTo(f covenant.ContributionFacts, level covenant.Code) *covenant.ConsentFacts {
	return &covenant.ConsentFacts{
		Answer: covenant.ConsentGiven, Level: level, Dated: true, AgeBand: "adult", Signers: pool(covenant.SignerSelf),
		Categories: []covenant.Code{f.Category}, Purpose: f.Purpose, Recipients: true, Told: true, Form: true,
	}
}

// demanding makes the rules of De Wolden with these demands for consent on top.
func demanding(t testing.TB, rules ...covenant.ConsentRule) *covenant.Rules {
	t.Helper()
	var ps []*covenant.Profile
	for i, rule := range rules {
		ps = append(ps, &covenant.Profile{
			Format: covenant.Format, Name: pool("one", "two", "three")[i], Version: "1", Title: covenant.Text{NL: "Proef", EN: "Trial"},
			Extends: pool("de-wolden"), Valid: covenant.Valid{From: "2025-01-01"}, Keys: covenant.Keys{Consent: rule},
		})
	}
	merged, err := profiles.Complete(ps...)
	require.NoError(t, err)
	return merged
}

// byCategory is oral agreement for ordinary data and written consent for special
// data (LM art. 4); forSecrecy is explicit consent where secrecy applies (TS art. 6.4).
func byCategory() covenant.ConsentRule {
	return covenant.ConsentRule{
		Ordinary: covenant.ConsentOral, Special: covenant.ConsentWritten, Criminal: covenant.ConsentWritten, Withdrawal: covenant.WithdrawalHold,
		Overrides: []covenant.Override{{Entry: entry("unavoidable", "lm"), For: pool(covenant.ScopeOrdinary, covenant.ScopeSpecial, covenant.ScopeCriminal)}},
	}
}

func forSecrecy() covenant.ConsentRule {
	return covenant.ConsentRule{
		Secret: covenant.ConsentExplicit, Withdrawal: covenant.WithdrawalStop,
		Overrides: []covenant.Override{{Entry: entry("conflict_of_duties", "ts"), For: pool(covenant.ScopeSecret)}},
	}
}

func TestConsentByCategory(t *testing.T) {
	rules := demanding(t, byCategory())
	f := officerBringsIn()
	require.Equal(t, pool(covenant.ConsentMissing), codesOf(rules.Contribution(f)), "ordinary data need oral agreement")
	f.Consent = agreedTo(f, covenant.ConsentOral)
	require.Empty(t, rules.Contribution(f))
	f.Category = "health"
	f.Consent = agreedTo(f, covenant.ConsentExplicit)
	require.Equal(t, pool(covenant.ConsentTooWeak), codesOf(rules.Contribution(f)), "special data need it in writing")
	f.Consent = agreedTo(f, covenant.ConsentWritten)
	require.Empty(t, rules.Contribution(f))
	f.Category = "no_person"
	f.Consent, f.Identifying = nil, false
	require.Empty(t, rules.Contribution(f), "what is about nobody needs nobody's consent")
	require.Equal(t, covenant.ConsentOral, rules.ConsentNeeded("behaviour", "", false))
	require.Equal(t, covenant.ConsentWritten, rules.ConsentNeeded("health", "", true))
	require.Empty(t, rules.ConsentNeeded("no_person", "", true))
}

func TestConsentWhereSecrecyApplies(t *testing.T) {
	rules := demanding(t, forSecrecy())
	f := officerBringsIn()
	require.Empty(t, rules.Contribution(f), "no secrecy, no consent")
	f.Secret = true
	require.Equal(t, pool(covenant.ConsentMissing), codesOf(rules.Contribution(f)))
	f.Consent = agreedTo(f, covenant.ConsentOral)
	require.Equal(t, pool(covenant.ConsentTooWeak), codesOf(rules.Contribution(f)))
	f.Consent = agreedTo(f, covenant.ConsentExplicit)
	require.Empty(t, rules.Contribution(f))
	for field, change := range map[covenant.Code]func(*covenant.ConsentFacts){
		"purpose":  func(c *covenant.ConsentFacts) { c.Purpose = "insight" },
		"category": func(c *covenant.ConsentFacts) { c.Categories = pool("money") },
	} {
		c := agreedTo(f, covenant.ConsentExplicit)
		change(c)
		f.Consent = c
		require.Equal(t, covenant.ConsentNotCovering, rules.Contribution(f)[0].Code)
		require.Equal(t, field, rules.Contribution(f)[0].Subject)
	}
}

func TestGoingWithoutConsent(t *testing.T) {
	rules := demanding(t, forSecrecy())
	f := officerBringsIn()
	f.Secret, f.Override = true, "conflict_of_duties"
	require.Equal(t, pool(covenant.OverrideReasonMissing), codesOf(rules.Contribution(f)))
	f.OverrideReason = true
	require.Empty(t, rules.Contribution(f))
	f.Override = "unavoidable"
	require.Equal(t, pool(covenant.OverrideNotListed), codesOf(rules.Contribution(f)), "a ground of another covenant")

	both := demanding(t, forSecrecy(), byCategory())
	require.Equal(t, covenant.WithdrawalStop, both.ConsentWithdrawn(), "the stricter of the two")
	require.Len(t, both.ConsentOverrides(), 2)
	require.Equal(t, pool(covenant.OverrideNotListed), codesOf(both.Contribution(f)), "each ground answers the demand of its own covenant")
	f.Consent = agreedTo(f, covenant.ConsentOral)
	require.Equal(t, pool(covenant.ConsentTooWeak), codesOf(both.Contribution(f)))
	f.Consent = agreedTo(f, covenant.ConsentExplicit)
	require.Empty(t, both.Contribution(f))

	silent := byCategory()
	silent.Overrides = nil
	require.Empty(t, demanding(t, byCategory(), silent).ConsentOverrides(), "who demands and grants no ground, grants none")
	require.Len(t, demanding(t, byCategory(), covenant.ConsentRule{}).ConsentOverrides(), 1, "who does not demand, takes no ground away")
}

// A basis that is consent is nothing without it, in every covenant (AVG art. 7 lid 1).
func TestTheBasisOfConsentNeedsConsent(t *testing.T) {
	rules := demanding(t, byCategory())
	f := officerBringsIn()
	f.Party, f.Task, f.Basis = municipality, "support", "consent"
	f.Override, f.OverrideReason = "unavoidable", true
	require.Equal(t, pool(covenant.OverrideNotListed), codesOf(rules.Contribution(f)))
	f.Override, f.OverrideReason = "", false
	require.Equal(t, pool(covenant.ConsentMissing), codesOf(deWolden(t).Contribution(f)))
	f.Consent = agreedTo(f, covenant.ConsentOral)
	require.Empty(t, deWolden(t).Contribution(f))
	require.Equal(t, covenant.ConsentOral, deWolden(t).ConsentNeeded("behaviour", "consent", false))
}

func TestWhoseConsentCounts(t *testing.T) {
	landsmeer := &covenant.Profile{ // 12 to 15: both (LM art. 12)
		Format: covenant.Format, Name: "lm", Version: "1", Title: covenant.Text{NL: "Proef", EN: "Trial"},
		Extends: pool("de-wolden"), Valid: covenant.Valid{From: "2025-01-01"}, Keys: covenant.Keys{AgeBands: []covenant.AgeBand{
			{Entry: entry("under_12", "lm"), Until: 12, Signers: pool(covenant.SignerRepresentative)},
			{Entry: entry("from_12", "lm"), From: 12, Until: 16, Signers: pool(covenant.SignerSelf, covenant.SignerRepresentative)},
			{Entry: entry("from_16", "lm"), From: 16, Until: 18, Signers: pool(covenant.SignerSelf)},
			{Entry: entry("adult", "lm"), From: 18, Signers: pool(covenant.SignerSelf)},
			{Entry: entry("unknown", "lm"), Signers: pool(covenant.SignerSelf, covenant.SignerRepresentative)},
		}},
	}
	rules, err := profiles.Complete(landsmeer)
	require.NoError(t, err)
	self, representative := pool(covenant.SignerSelf), pool(covenant.SignerRepresentative)
	both := slices.Concat(self, representative)
	for _, c := range []struct {
		age       covenant.Code
		incapable bool
		enough    [][]covenant.Code
		not       [][]covenant.Code
	}{
		{"under_12", false, [][]covenant.Code{representative, both}, [][]covenant.Code{self}},
		{"from_12", false, [][]covenant.Code{both}, [][]covenant.Code{self, representative}},
		{"from_16", false, [][]covenant.Code{self, both}, [][]covenant.Code{representative}},
		{"adult", false, [][]covenant.Code{self, both}, [][]covenant.Code{representative}},
		{"adult", true, [][]covenant.Code{representative}, [][]covenant.Code{self}},
		{"unknown", false, [][]covenant.Code{both}, [][]covenant.Code{self, representative}},
		{"", false, [][]covenant.Code{both}, [][]covenant.Code{self, representative}},
	} {
		f := officerBringsIn()
		record := agreedTo(f, covenant.ConsentOral)
		record.AgeBand, record.Incapable = c.age, c.incapable
		for _, signers := range c.enough {
			record.Signers = signers
			require.Empty(t, rules.Consent(*record), "%s %v", c.age, signers)
		}
		for _, signers := range c.not {
			record.Signers = signers
			require.Equal(t, covenant.ConsentSignerMissing, rules.Consent(*record)[0].Code, "%s %v", c.age, signers)
			f.Consent = record
			require.Equal(t, pool(covenant.ConsentSignerMissing), codesOf(rules.Contribution(f)), "turned out to be of another age")
			record.Answer = covenant.ConsentRefused
			require.Empty(t, rules.Consent(*record), "anybody may say no")
			record.Answer = covenant.ConsentGiven
		}
	}
}

func TestWhatARecordOfConsentSays(t *testing.T) {
	rules := deWolden(t)
	full := *agreedTo(officerBringsIn(), covenant.ConsentWritten)
	require.Empty(t, rules.Consent(full))
	for name, c := range map[string]struct {
		change func(*covenant.ConsentFacts)
		code   covenant.Code
	}{
		"no answer":        {func(c *covenant.ConsentFacts) { c.Answer = "" }, covenant.ConsentIncomplete},
		"another answer":   {func(c *covenant.ConsentFacts) { c.Answer = "perhaps" }, covenant.ConsentIncomplete},
		"no day":           {func(c *covenant.ConsentFacts) { c.Dated = false }, covenant.ConsentIncomplete},
		"no purpose":       {func(c *covenant.ConsentFacts) { c.Purpose = "" }, covenant.ConsentIncomplete},
		"no categories":    {func(c *covenant.ConsentFacts) { c.Categories = nil }, covenant.ConsentIncomplete},
		"about nobody":     {func(c *covenant.ConsentFacts) { c.Categories = pool("no_person") }, covenant.ConsentIncomplete},
		"no level":         {func(c *covenant.ConsentFacts) { c.Level = "" }, covenant.ConsentIncomplete},
		"nobody":           {func(c *covenant.ConsentFacts) { c.Signers = nil }, covenant.ConsentIncomplete},
		"to nobody":        {func(c *covenant.ConsentFacts) { c.Recipients = false }, covenant.ConsentIncomplete},
		"a form elsewhere": {func(c *covenant.ConsentFacts) { c.Form = false }, covenant.ConsentFormMissing},
		"not told":         {func(c *covenant.ConsentFacts) { c.Told = false }, covenant.ConsentNotTold},
	} {
		changed := full
		c.change(&changed)
		require.Contains(t, codesOf(rules.Consent(changed)), c.code, name)
	}
	refused := full
	refused.Answer, refused.Told, refused.Recipients = covenant.ConsentRefused, false, false
	require.Empty(t, rules.Consent(refused))
	refused.Form = false
	require.Equal(t, pool(covenant.ConsentFormMissing), codesOf(rules.Consent(refused)), "the form is kept also when it says no")
	notAsked := covenant.ConsentFacts{Answer: covenant.ConsentNotAsked, Dated: true, Purpose: full.Purpose, Categories: full.Categories}
	require.Empty(t, rules.Consent(notAsked))
	notAsked.Level = covenant.ConsentOral
	require.Equal(t, pool(covenant.ConsentIncomplete), codesOf(rules.Consent(notAsked)), "not asked, and yet orally")
	for _, record := range []covenant.ConsentFacts{refused, notAsked} {
		f := officerBringsIn()
		f.Consent = &record
		require.Equal(t, pool(covenant.ConsentNotGiven), codesOf(rules.Contribution(f)), "a named record must carry, also where none is asked")
	}
}

func TestMistakesInDemandsForConsent(t *testing.T) {
	for want, change := range map[string]func(*covenant.ConsentRule){
		"consent.special: must be one of":                       func(r *covenant.ConsentRule) { r.Special = "shouted" },
		"consent.withdrawal: must be one of":                    func(r *covenant.ConsentRule) { r.Withdrawal = "shrug" },
		"consent.overrides[0].for: must name":                   func(r *covenant.ConsentRule) { r.Overrides[0].For = nil },
		"consent.overrides[0].for[0]: must be one of":           func(r *covenant.ConsentRule) { r.Overrides[0].For = pool("whim") },
		`this profile demands no consent for "secret"`:          func(r *covenant.ConsentRule) { r.Overrides[0].For = pool(covenant.ScopeSecret) },
		"consent.overrides[0].articles: must name at least one": func(r *covenant.ConsentRule) { r.Overrides[0].Articles = nil },
		`consent.overrides[1].code: code "unavoidable" occurs`:  func(r *covenant.ConsentRule) { r.Overrides = append(r.Overrides, r.Overrides[0]) },
	} {
		rule := byCategory()
		change(&rule)
		_, err := profiles.Complete(&covenant.Profile{
			Format: covenant.Format, Name: "one", Version: "1", Title: covenant.Text{NL: "Proef", EN: "Trial"},
			Extends: pool("de-wolden"), Valid: covenant.Valid{From: "2025-01-01"}, Keys: covenant.Keys{Consent: rule},
		})
		require.ErrorContains(t, err, want)
	}
}
