package covenant_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// The words that random profiles and random facts are made of. Few, so that
// they meet; facts also use one that no profile lists.
func pool(names ...covenant.Code) []covenant.Code { return names }

var (
	somePurposes   = pool("help", "order")
	someParties    = pool("town", "police", "school")
	someCategories = pool("home", "health", "crime", "nobody")
	someBases      = pool("task", "consent", "care", "wpg")
	someTasks      = pool("work", "watch")
	someCriteria   = pool("noise", "worry")
	someKinds      = pool("passage", "response")
	someGrounds    = pool("safety", "secrecy")
	somePhases     = pool("report", "research")
	classes        = map[covenant.Code]covenant.Code{
		"home": covenant.ClassOrdinary, "health": covenant.ClassSpecial,
		"crime": covenant.ClassCriminal, "nobody": covenant.ClassNone,
	}
)

// chosen draws a list of codes in some order; mostly not empty, because an
// absent list does not restrict.
func chosen(t *rapid.T, label string, from []covenant.Code) []covenant.Code {
	n := rapid.IntRange(0, 2*len(from)).Draw(t, label)
	return rapid.Permutation(from).Draw(t, label)[:min(n, len(from))]
}

// seldom is like chosen for lists that most documents do not have.
func seldom(t *rapid.T, label string, from []covenant.Code) []covenant.Code {
	if mostly(t, label) {
		return nil
	}
	return chosen(t, label, from)
}

func entry(code covenant.Code, name covenant.Code) covenant.Entry {
	return covenant.Entry{
		Code: code, NL: "woord van " + string(name), EN: "word of " + string(name),
		Articles: []covenant.Article{covenant.Article(string(name) + " art. 1")},
	}
}

func vocabulary(t *rapid.T, label string, from []covenant.Code, name covenant.Code) []covenant.Entry {
	var out []covenant.Entry
	for _, code := range chosen(t, label, from) {
		out = append(out, entry(code, name))
	}
	return out
}

func codesIn(parties []covenant.Party) (out []covenant.Code) {
	for _, p := range parties {
		out = append(out, p.Code)
	}
	return out
}

func yes(t *rapid.T, label string) bool { return rapid.Bool().Draw(t, label) }

// mostly is true often enough that facts pass where they can.
func mostly(t *rapid.T, label string) bool { return rapid.IntRange(0, 9).Draw(t, label) > 0 }

func level(t *rapid.T, label string) covenant.Code {
	return rapid.SampledFrom(pool("", covenant.ConsentOral, covenant.ConsentExplicit, covenant.ConsentWritten)).Draw(t, label)
}

// randomConsent demands consent in some scopes, and grants grounds to go without.
func randomConsent(t *rapid.T, name covenant.Code) covenant.ConsentRule {
	rule := covenant.ConsentRule{
		Ordinary: level(t, "ordinary"), Special: level(t, "special"), Criminal: level(t, "criminal"), Secret: level(t, "secret"), Told: yes(t, "told"),
	}
	var demanded []covenant.Code
	for scope, level := range map[covenant.Code]covenant.Code{
		covenant.ScopeOrdinary: rule.Ordinary, covenant.ScopeSpecial: rule.Special, covenant.ScopeCriminal: rule.Criminal, covenant.ScopeSecret: rule.Secret,
	} {
		if level != "" {
			demanded = append(demanded, scope)
		}
	}
	slices.Sort(demanded)
	for _, ground := range chosen(t, "overrides", someGrounds) {
		if scopes := chosen(t, "for", demanded); len(scopes) > 0 {
			rule.Overrides = append(rule.Overrides, covenant.Override{Entry: entry(ground, name), For: scopes})
		}
	}
	return rule
}

// randomRecord is a record of consent to this, or to something like it.
func randomRecord(t *rapid.T, f covenant.ContributionFacts) *covenant.ConsentFacts {
	record := agreedTo(f, level(t, "consent"))
	record.Told = mostly(t, "told")
	record.AgeBand = anyOf(t, "age", pool("adult"))
	if !mostly(t, "answer") {
		record.Answer = covenant.ConsentRefused
	}
	if !mostly(t, "what for") {
		record.Purpose, record.Categories = "order", pool("home")
	}
	return record
}

// randomProfile extends the general profile and says something about
// everything that facts are judged by.
func randomProfile(t *rapid.T, name covenant.Code) *covenant.Profile {
	k := covenant.Keys{
		Purposes:           vocabulary(t, "purposes", somePurposes, name),
		Criteria:           vocabulary(t, "criteria", someCriteria, name),
		RoomKinds:          vocabulary(t, "room kinds", somePurposes, name),
		InformExceptions:   vocabulary(t, "grounds", someGrounds, name),
		Packages:           vocabulary(t, "packages", pool(covenant.PackageMinutes, covenant.PackageExtract), name),
		OpenGates:          vocabulary(t, "gates", pool(covenant.GatePurpose, covenant.GateCriterion, covenant.GateInform, covenant.GateLadder, covenant.GatePhase), name),
		ContributionNeeds:  chosen(t, "needs", pool(covenant.NeedTask, covenant.NeedBasis, covenant.NeedNecessity, covenant.NeedNature, covenant.NeedSource)),
		Inform:             covenant.InformRule{Before: yes(t, "before"), Reason: yes(t, "reason"), ExceptionEnds: yes(t, "ends"), NeverAfter: yes(t, "never after")},
		ThirdParty:         covenant.ThirdPartyRule{Refused: yes(t, "refused"), Link: yes(t, "link"), OwnTask: yes(t, "own task")},
		Consent:            randomConsent(t, name),
		AnonymousByDefault: yes(t, "anonymous"),
		Terms:              []covenant.Term{{Entry: entry(covenant.TermContents, name), Days: rapid.IntRange(1, 60).Draw(t, "days")}},
		Secrecy:            []covenant.Text{{NL: "stil bij " + string(name), EN: "silent at " + string(name)}},
	}
	for _, code := range chosen(t, "parties", someParties) {
		k.Parties = append(k.Parties, covenant.Party{
			Entry: entry(code, name), Retention: covenant.Text{NL: "lang", EN: "long"},
			Bases: chosen(t, "party bases", someBases), Categories: chosen(t, "party categories", someCategories),
		})
		for _, task := range chosen(t, "tasks", someTasks) {
			k.Tasks = append(k.Tasks, covenant.Task{Entry: entry(task, name), Party: code})
		}
	}
	for _, code := range seldom(t, "acceded", codesIn(k.Parties)) {
		k.Accessions = append(k.Accessions, covenant.Accession{Party: code,
			From: rapid.SampledFrom([]covenant.Date{"2020-01-01", "2024-01-01"}).Draw(t, "from"), Until: rapid.SampledFrom([]covenant.Date{"", "2026-01-01"}).Draw(t, "until")})
	}
	for _, code := range seldom(t, "phases", somePhases) {
		k.Phases = append(k.Phases, covenant.Phase{Entry: entry(code, name), Activity: covenant.Text{NL: "werk", EN: "work"},
			Purposes: seldom(t, "phase purposes", somePurposes), Categories: chosen(t, "phase categories", someCategories)})
	}
	for _, code := range chosen(t, "categories", someCategories) {
		c := covenant.Category{Entry: entry(code, name), Class: classes[code]}
		if c.Class != covenant.ClassNone {
			c.Special, c.Criminal = yes(t, "special"), yes(t, "criminal")
		}
		k.Categories = append(k.Categories, c)
	}
	for _, code := range chosen(t, "bases", someBases) {
		k.Bases = append(k.Bases, covenant.Basis{Entry: entry(code, name), OwnTask: yes(t, "own task"),
			For: append(chosen(t, "for", pool(covenant.ClassOrdinary, covenant.ClassSpecial)), covenant.ClassCriminal)})
	}
	for _, code := range chosen(t, "release kinds", someKinds) {
		k.ReleaseKinds = append(k.ReleaseKinds, covenant.ReleaseKind{Entry: entry(code, name),
			Link: rapid.SampledFrom(pool(covenant.LinkNever, covenant.LinkNotToPerson, covenant.LinkAlways)).Draw(t, "link")})
	}
	for _, code := range chosen(t, "ladder", somePurposes) {
		k.Ladder = append(k.Ladder, covenant.Question{Entry: entry(code, name), Required: yes(t, "required")})
		k.Aid = append(k.Aid, covenant.Question{Entry: entry(code, name), Required: yes(t, "required")})
	}
	for _, code := range chosen(t, "roles", someParties) {
		k.ItemRoles = append(k.ItemRoles, covenant.Role{Entry: entry(code, name),
			Contribute: yes(t, "contribute"), Ask: yes(t, "ask"), Propose: yes(t, "propose"), Act: yes(t, "act")})
	}
	return &covenant.Profile{
		Format: covenant.Format, Name: name, Version: "1", Title: covenant.Text{NL: "titel", EN: "title"},
		Extends: []covenant.Code{"law"}, Valid: covenant.Valid{From: "2026-01-01"}, Keys: k,
	}
}

// law is a general profile over the words of the pools: everything is allowed,
// nothing is demanded but the two gatekeepers.
func law(t testing.TB) *covenant.Profile {
	base, err := profiles.Load("base")
	require.NoError(t, err)
	every := func(codes []covenant.Code) (out []covenant.Entry) {
		for _, c := range codes {
			out = append(out, entry(c, "law"))
		}
		return out
	}
	k := covenant.Keys{
		Purposes: every(somePurposes), Criteria: every(someCriteria), RoomKinds: every(somePurposes),
		InformExceptions: every(someGrounds), Packages: every(pool(covenant.PackageMinutes, covenant.PackageExtract)),
		Relations: every(somePurposes), ReaderReasons: every(somePurposes),
		Outcomes:    []covenant.Outcome{{Entry: entry("done", "law")}},
		AgeBands:    []covenant.AgeBand{{Entry: entry("adult", "law"), From: 18, Signers: pool(covenant.SignerSelf)}},
		Gatekeepers: base.Keys.Gatekeepers, Terms: base.Keys.Terms, Secrecy: base.Keys.Secrecy,
		Refusals: base.Keys.Refusals, Articles: base.Keys.Articles,
	}
	for _, code := range someParties {
		k.Parties = append(k.Parties, covenant.Party{Entry: entry(code, "law"), Retention: covenant.Text{NL: "lang", EN: "long"}})
		for _, task := range someTasks {
			k.Tasks = append(k.Tasks, covenant.Task{Entry: entry(task, "law"), Party: code})
		}
		k.ItemRoles = append(k.ItemRoles, covenant.Role{Entry: entry(code, "law"), Contribute: true, Ask: true, Propose: true, Act: true})
	}
	for _, code := range someCategories {
		k.Categories = append(k.Categories, covenant.Category{Entry: entry(code, "law"), Class: classes[code]})
	}
	for _, code := range someBases {
		k.Bases = append(k.Bases, covenant.Basis{Entry: entry(code, "law"), OwnTask: true,
			For: pool(covenant.ClassOrdinary, covenant.ClassSpecial, covenant.ClassCriminal)})
	}
	for _, code := range someKinds {
		k.ReleaseKinds = append(k.ReleaseKinds, covenant.ReleaseKind{Entry: entry(code, "law"), Link: covenant.LinkNever})
	}
	return &covenant.Profile{
		Format: covenant.Format, Name: "law", Version: "1", Title: covenant.Text{NL: "recht", EN: "law"},
		General: true, Valid: covenant.Valid{From: "2018-05-25"}, Keys: k,
	}
}

func anyOf(t *rapid.T, label string, from []covenant.Code) covenant.Code {
	if mostly(t, label) {
		return rapid.SampledFrom(from).Draw(t, label)
	}
	return rapid.SampledFrom(pool("", "unheard_of")).Draw(t, label)
}

// verdicts asks everything about random facts: is there anything against it?
func verdicts(t *rapid.T) func(*covenant.Rules) map[string]bool {
	item := covenant.ItemFacts{
		General: rapid.IntRange(0, 5).Draw(t, "general") == 0, Named: yes(t, "named"),
		Purpose: anyOf(t, "purpose", somePurposes), Criterion: anyOf(t, "criterion", someCriteria), Phase: anyOf(t, "phase", somePhases),
		Ladder: chosen(t, "answered", somePurposes),
		Inform: covenant.InformFacts{State: anyOf(t, "inform", pool(covenant.Informed, covenant.InformPlanned, covenant.InformAfterwards, covenant.InformException)),
			Date: int64(rapid.IntRange(0, 9).Draw(t, "date")), Ground: anyOf(t, "ground", someGrounds), Reason: mostly(t, "reason")},
	}
	contribution := covenant.ContributionFacts{
		Party: anyOf(t, "party", someParties), Task: anyOf(t, "task", someTasks), Category: anyOf(t, "category", someCategories),
		Basis: anyOf(t, "basis", someBases), Purpose: anyOf(t, "purpose", somePurposes), ItemPurpose: anyOf(t, "item purpose", somePurposes),
		Nature: anyOf(t, "nature", pool(covenant.Fact, covenant.Opinion)), Necessity: mostly(t, "necessity"), Source: mostly(t, "source"),
		Identifying: yes(t, "identifying"), General: rapid.IntRange(0, 5).Draw(t, "general") == 0, Secret: yes(t, "secret"),
		Aid: chosen(t, "aid", somePurposes), Phase: item.Phase, Corrects: !mostly(t, "corrects"),
	}
	switch rapid.IntRange(0, 2).Draw(t, "consent") {
	case 0:
		contribution.Consent = randomRecord(t, contribution)
	case 1:
		contribution.Override, contribution.OverrideReason = anyOf(t, "override", someGrounds), mostly(t, "weighed")
	}
	record := randomRecord(t, contribution)
	release := covenant.ReleaseFacts{
		Recipient: anyOf(t, "recipient", someParties), ThirdParty: yes(t, "third"), Actions: rapid.IntRange(0, 1).Draw(t, "actions"),
		Allocation: yes(t, "allocation"), Basis: contribution.Basis, Task: contribution.Task, Party: contribution.Party,
		Kind: anyOf(t, "kind", someKinds), Secured: mostly(t, "secured"),
	}
	if mostly(t, "same purpose") {
		contribution.ItemPurpose = contribution.Purpose
	}
	onTheSpot, kind := yes(t, "on the spot"), anyOf(t, "package", pool(covenant.PackageMinutes, covenant.PackageExtract))
	when := int64(rapid.IntRange(17000, 22000).Draw(t, "day"))
	return func(r *covenant.Rules) map[string]bool {
		return map[string]bool{
			"party": r.Party(contribution.Party) != nil, "takes part": r.TakesPart(contribution.Party, when) != nil, "room kind": r.RoomKind(item.Purpose) != nil,
			"purpose": r.Purpose(item.Purpose) != nil, "package": r.Package(kind) != nil, "valid": r.Valid(when) != nil,
			"item": len(r.OpenItem(item, onTheSpot)) > 0, "contribution": len(r.Contribution(contribution)) > 0,
			"consent": len(r.Consent(*record)) > 0, "release": len(r.Release(release)) > 0,
		}
	}
}
