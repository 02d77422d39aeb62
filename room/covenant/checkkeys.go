package covenant

import (
	"fmt"
	"maps"
	"slices"
)

// keys checks every key of a profile or of rules.
func (c *checker) keys(k *Keys) {
	c.people(k)
	c.grounds(k)
	c.vocabulary(k)
	c.leaving(k)
	c.demands(k)
	c.consent(k.Consent)
	c.words(k)
}

func (c *checker) people(k *Keys) {
	checkList(c, "parties", k.Parties, true)
	for i, p := range k.Parties {
		path := at("$.parties", i)
		c.text(path+".retention", p.Retention)
		c.references(path+".bases", p.Bases, codesOf(c.known.Bases), "basis")
		c.references(path+".categories", p.Categories, codesOf(c.known.Categories), "category")
	}
	c.size("tasks", len(k.Tasks))
	seen := map[[2]Code]bool{}
	for i, t := range k.Tasks {
		path := at("$.tasks", i)
		c.entry(path, t.Entry, true)
		if _, ok := find(c.known.Parties, t.Party); !ok {
			c.bad(path+".party", "party %q is not in the list of parties", t.Party)
		}
		if key := [2]Code{t.Party, t.Code}; seen[key] {
			c.bad(path+".code", "code %q occurs twice for this party", t.Code)
		} else {
			seen[key] = true
		}
	}
	c.accessions(k.Accessions)
}

func (c *checker) grounds(k *Keys) {
	checkList(c, "categories", k.Categories, true)
	for i, category := range k.Categories {
		path := at("$.categories", i)
		c.oneOf(path+".class", category.Class, []Code{ClassNone, ClassOrdinary, ClassSpecial, ClassCriminal})
		if category.Class == ClassNone && (category.Special || category.Criminal || category.NuisanceBan) {
			c.bad(path+".class", "what is about no person has no flags")
		}
	}
	checkList(c, "bases", k.Bases, true)
	for i, b := range k.Bases {
		path := at("$.bases", i)
		if len(b.For) == 0 {
			c.bad(path+".for", "must name at least one class of data")
		}
		c.subset(path+".for", b.For, []Code{ClassOrdinary, ClassSpecial, ClassCriminal})
		if !slices.Contains(consentLevels(), b.Consent) {
			c.bad(path+".consent", "must be one of %s, or absent", listed(consentLevels()[1:]))
		}
	}
}

func (c *checker) vocabulary(k *Keys) {
	checkList(c, "room_kinds", k.RoomKinds, true)
	checkList(c, "purposes", k.Purposes, true)
	checkList(c, "criteria", k.Criteria, true)
	checkList(c, "outcomes", k.Outcomes, false)
	checkList(c, "relations", k.Relations, false)
	checkList(c, "reader_reasons", k.ReaderReasons, false)
	checkList(c, "item_roles", k.ItemRoles, false)
	checkList(c, "guests", k.Guests, true)
	for i, g := range k.Guests {
		c.oneOf(at("$.guests", i)+".code", g.Code, GuestKinds())
	}
	checkList(c, "inform_exceptions", k.InformExceptions, true)
	checkList(c, "age_bands", k.AgeBands, false)
	for i, b := range k.AgeBands {
		path := at("$.age_bands", i)
		if b.From < 0 || b.Until != 0 && b.Until <= b.From {
			c.bad(path+".until", "must come after from")
		}
		if len(b.Signers) == 0 {
			c.bad(path+".signers", "must say whose consent counts")
		}
		c.subset(path+".signers", b.Signers, []Code{SignerSelf, SignerRepresentative})
	}
	c.phases(k.Phases)
}

func (c *checker) phases(list []Phase) {
	checkList(c, "phases", list, true)
	for i, p := range list {
		path := at("$.phases", i)
		c.text(path+".activity", p.Activity)
		c.references(path+".purposes", p.Purposes, codesOf(c.known.Purposes), "purpose")
		c.references(path+".categories", p.Categories, codesOf(c.known.Categories), "category")
	}
}

func (c *checker) accessions(list []Accession) {
	c.size("accessions", len(list))
	c.twice("$.accessions", parties(list))
	for i, a := range list {
		path := at("$.accessions", i)
		if _, ok := find(c.known.Parties, a.Party); !ok {
			c.bad(path+".party", "party %q is not in the list of parties", a.Party)
		}
		if _, ok := a.From.Day(); !ok {
			c.bad(path+".from", "must be a day, YYYY-MM-DD")
		}
		if _, ok := a.Until.Day(); !ok && a.Until != "" {
			c.bad(path+".until", "must be a day, YYYY-MM-DD, or absent")
		}
	}
}

func (c *checker) demands(k *Keys) {
	checkList(c, "open_gates", k.OpenGates, true)
	for i, g := range k.OpenGates {
		c.oneOf(at("$.open_gates", i)+".code", g.Code, openGates())
	}
	checkList(c, "close_gates", k.CloseGates, true)
	for i, g := range k.CloseGates {
		c.oneOf(at("$.close_gates", i)+".code", g.Code, closeGates())
	}
	checkList(c, "ladder", k.Ladder, false)
	checkList(c, "aid", k.Aid, false)
	c.subset("$.contribution_needs", k.ContributionNeeds, contributionNeeds())
	c.subset("$.gatekeepers", k.Gatekeepers, gatekeepers())
	c.size("terms", len(k.Terms))
	for i, t := range k.Terms {
		c.term(at("$.terms", i), t, k.Terms[:i])
	}
	c.size("secrecy", len(k.Secrecy))
	for i, t := range k.Secrecy {
		c.text(at("$.secrecy", i), t)
	}
}

func (c *checker) term(path string, t Term, before []Term) {
	c.entry(path, t.Entry, true)
	c.oneOf(path+".code", t.Code, termCodes())
	units := 0
	for _, n := range []int{t.Hours, t.Days, t.WorkingDays, t.Months} {
		if n < 0 || n > maxTerm {
			c.bad(path, "a term is 1 to %d", maxTerm)
		}
		if n != 0 {
			units++
		}
	}
	if units != 1 {
		c.bad(path, "must have exactly one of hours, days, working_days, months")
	}
	if t.Code == TermRenewal && t.Months == 0 {
		c.bad(path, "a renewal is counted in months")
	}
	if slices.ContainsFunc(before, t.sameLength) {
		c.bad(path+".code", "code %q occurs twice with this length", t.Code)
	}
}

// words checks that every refusal has its sentence and its article.
func (c *checker) words(k *Keys) {
	checkList(c, "refusals", k.Refusals, false)
	for i, e := range k.Refusals {
		path := at("$.refusals", i)
		if len(e.Articles) > 0 {
			c.bad(path+".articles", "the articles of a refusal belong under the key articles")
		}
		if len(c.known.Articles[e.Code].Articles) == 0 {
			c.bad(path+".code", "refusal code %q has no article", e.Code)
		}
	}
	c.size("articles", len(k.Articles))
	for _, code := range slices.Sorted(maps.Keys(k.Articles)) {
		path := "$.articles." + string(code)
		cite := k.Articles[code]
		if _, ok := find(c.known.Refusals, code); !ok {
			c.bad(path, "refusal code %q has no sentence under the key refusals", code)
		}
		if len(cite.Articles) == 0 {
			c.bad(path+".cite", "must name at least one article")
		}
		c.articles(path+".cite", cite.Articles)
		c.obligations(path+".obligations", cite.Obligations)
	}
}

func (c *checker) obligations(path string, ids []string) {
	if len(ids) > MaxCitations {
		c.bad(path, "%d obligations, at most %d", len(ids), MaxCitations)
	}
	for i, id := range ids {
		if id == "" || len(id) > MaxCodeLength {
			c.bad(at(path, i), "must be the id of an obligation")
		}
	}
}

// complete wants of merged rules that they say everything a room asks.
func (c *checker) complete(k *Keys) {
	for _, list := range []struct {
		key string
		n   int
	}{
		{"parties", len(k.Parties)}, {"room_kinds", len(k.RoomKinds)}, {"purposes", len(k.Purposes)},
		{"categories", len(k.Categories)}, {"bases", len(k.Bases)}, {"criteria", len(k.Criteria)},
		{"outcomes", len(k.Outcomes)}, {"relations", len(k.Relations)}, {"age_bands", len(k.AgeBands)},
		{"reader_reasons", len(k.ReaderReasons)}, {"item_roles", len(k.ItemRoles)},
		{"inform_exceptions", len(k.InformExceptions)}, {"packages", len(k.Packages)},
		{"release_kinds", len(k.ReleaseKinds)}, {"secrecy", len(k.Secrecy)},
	} {
		if list.n == 0 {
			c.bad("$."+list.key, "no profile says anything about this")
		}
	}
	for i, p := range k.Parties {
		if len(p.Bases) == 0 || len(p.Categories) == 0 {
			c.bad(at("$.parties", i), "rules write out the bases and categories of a party")
		}
	}
	for i, p := range k.Phases {
		if len(p.Purposes) == 0 || len(p.Categories) == 0 {
			c.bad(at("$.phases", i), "rules write out the purposes and categories of a phase")
		}
	}
	for _, keeper := range gatekeepers() {
		if !slices.Contains(k.Gatekeepers, keeper) {
			c.bad("$.gatekeepers", "must hold %q: no profile may take it away", keeper)
		}
	}
	for _, code := range []Code{TermContents, TermLog} {
		if !slices.ContainsFunc(k.Terms, func(t Term) bool { return t.Code == code }) {
			c.bad("$.terms", "no profile sets the term %q", code)
		}
	}
	c.leavingWhole(k)
	for _, code := range RulingCodes() {
		if _, ok := find(k.Refusals, code); !ok {
			c.bad("$.refusals", "refusal code %q has no sentence", code)
		}
	}
}

// checkList checks the entries of a list and that no code occurs twice.
func checkList[T coded](c *checker, key string, list []T, cited bool) {
	c.size(key, len(list))
	seen := map[Code]bool{}
	for i, x := range list {
		e := x.entry()
		path := at("$."+key, i)
		c.entry(path, e, cited)
		if seen[e.Code] {
			c.bad(path+".code", "code %q occurs twice", e.Code)
		}
		seen[e.Code] = true
	}
}

func (c *checker) size(key string, n int) {
	if n > MaxListEntries {
		c.bad("$."+key, "%d entries, at most %d", n, MaxListEntries)
	}
}

// entry checks code and words; cited wants at least one article.
func (c *checker) entry(path string, e Entry, cited bool) {
	c.code(path+".code", e.Code)
	c.text(path, Text{NL: e.NL, EN: e.EN})
	if cited && len(e.Articles) == 0 {
		c.bad(path+".articles", "must name at least one article")
	}
	c.articles(path+".articles", e.Articles)
}

func (c *checker) articles(path string, list []Article) {
	if len(list) > MaxCitations {
		c.bad(path, "%d articles, at most %d", len(list), MaxCitations)
	}
	for i, a := range list {
		c.sentence(at(path, i), string(a))
	}
}

// references wants codes that are defined, none twice.
func (c *checker) references(path string, list, defined []Code, what string) {
	c.twice(path, list)
	for i, code := range list {
		if !slices.Contains(defined, code) {
			c.bad(at(path, i), "%s %q is not defined", what, code)
		}
	}
}

// subset wants codes that this program knows, none twice.
func (c *checker) subset(path string, list, allowed []Code) {
	c.twice(path, list)
	for i, code := range list {
		c.oneOf(at(path, i), code, allowed)
	}
}

func (c *checker) twice(path string, list []Code) {
	for i, code := range list {
		if slices.Contains(list[:i], code) {
			c.bad(at(path, i), "%s occurs twice", fmt.Sprintf("%q", string(code)))
		}
	}
}
