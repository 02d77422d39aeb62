package covenant

import (
	"fmt"
	"maps"
	"slices"
)

// joinKeys gives of every key the stricter value. b belongs to the more
// specific profile, whose words are used.
func joinKeys(a, b Keys) (Keys, error) {
	j := joiner{}
	k := Keys{
		Parties:          meet(&j, "parties", a.Parties, b.Parties, j.party),
		Tasks:            meetTasks(&j, a.Tasks, b.Tasks),
		RoomKinds:        meet(&j, "room_kinds", a.RoomKinds, b.RoomKinds, Entry.joined),
		Purposes:         meet(&j, "purposes", a.Purposes, b.Purposes, Entry.joined),
		Categories:       meet(&j, "categories", a.Categories, b.Categories, j.category),
		Bases:            meet(&j, "bases", a.Bases, b.Bases, j.basis),
		Criteria:         meet(&j, "criteria", a.Criteria, b.Criteria, Entry.joined),
		Outcomes:         meet(&j, "outcomes", a.Outcomes, b.Outcomes, joinOutcome),
		Relations:        meet(&j, "relations", a.Relations, b.Relations, Entry.joined),
		AgeBands:         meet(&j, "age_bands", a.AgeBands, b.AgeBands, j.ageBand),
		ReaderReasons:    meet(&j, "reader_reasons", a.ReaderReasons, b.ReaderReasons, Entry.joined),
		ItemRoles:        meet(&j, "item_roles", a.ItemRoles, b.ItemRoles, j.role),
		InformExceptions: meet(&j, "inform_exceptions", a.InformExceptions, b.InformExceptions, Entry.joined),
		Packages:         meet(&j, "packages", a.Packages, b.Packages, Entry.joined),
		ReleaseKinds:     meet(&j, "release_kinds", a.ReleaseKinds, b.ReleaseKinds, joinReleaseKind),
		Phases:           meetPhases(&j, a.Phases, b.Phases),
		Accessions:       meetAccessions(&j, a.Accessions, b.Accessions),
		Guests:           meet(&j, "guests", a.Guests, b.Guests, Entry.joined),
		Dossier:          j.dossier(a.Dossier, b.Dossier),

		OpenGates:         gather(a.OpenGates, b.OpenGates, Entry.joined),
		CloseGates:        gather(a.CloseGates, b.CloseGates, Entry.joined),
		Ladder:            gather(a.Ladder, b.Ladder, joinQuestion),
		Aid:               gather(a.Aid, b.Aid, joinQuestion),
		ContributionNeeds: union(a.ContributionNeeds, b.ContributionNeeds),
		Gatekeepers:       union(a.Gatekeepers, b.Gatekeepers),
		Terms:             gatherTerms(a.Terms, b.Terms),
		Secrecy:           union(a.Secrecy, b.Secrecy),
		Summary:           union(a.Summary, b.Summary),

		Inform: InformRule{
			Before:        a.Inform.Before || b.Inform.Before,
			Reason:        a.Inform.Reason || b.Inform.Reason,
			ExceptionEnds: a.Inform.ExceptionEnds || b.Inform.ExceptionEnds,
			NeverAfter:    a.Inform.NeverAfter || b.Inform.NeverAfter,
		},
		ThirdParty: ThirdPartyRule{
			Refused: a.ThirdParty.Refused || b.ThirdParty.Refused,
			Link:    a.ThirdParty.Link || b.ThirdParty.Link,
			OwnTask: a.ThirdParty.OwnTask || b.ThirdParty.OwnTask,
			Summary: a.ThirdParty.Summary || b.ThirdParty.Summary,
		},
		Consent:            joinConsent(a.Consent, b.Consent),
		AnonymousByDefault: a.AnonymousByDefault || b.AnonymousByDefault,

		Refusals: gather(a.Refusals, b.Refusals, Entry.joined),
		Articles: joinArticles(a.Articles, b.Articles),
	}
	return k, j.err
}

// joiner keeps the first contradiction.
type joiner struct{ err error }

func (j *joiner) fail(format string, args ...any) {
	if j.err == nil {
		j.err = fmt.Errorf(format, args...)
	}
}

// nothing is the contradiction of two allow lists that have nothing in common.
func (j *joiner) nothing(key string, a, b []Code) {
	if j.err == nil {
		j.err = &ConflictError{Key: key, Before: a, After: b}
	}
}

// meet intersects two allow lists in the order of the second. A list that is
// absent does not restrict. Lists with nothing in common are refused, because
// an empty list would read as absent.
func meet[T coded](j *joiner, key string, a, b []T, join func(a, b T) T) []T {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	var out []T
	for _, y := range b {
		if x, ok := find(a, y.entry().Code); ok {
			out = append(out, join(x, y))
		}
	}
	if len(out) == 0 {
		j.nothing(key, codesOf(a), codesOf(b))
	}
	return out
}

// meetTasks is meet where the code alone does not name a task.
func meetTasks(j *joiner, a, b []Task) []Task {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	var out []Task
	for _, y := range b {
		for _, x := range a {
			if x.Party == y.Party && x.Code == y.Code {
				y.Entry = x.joined(y.Entry)
				out = append(out, y)
				break
			}
		}
	}
	if len(out) == 0 {
		j.nothing("tasks", codesOf(a), codesOf(b))
	}
	return out
}

// common intersects two allow lists of codes like meet.
func common(key string, a, b []Code) ([]Code, error) {
	if len(a) == 0 || len(b) == 0 {
		return append(slices.Clone(a), b...), nil
	}
	var out []Code
	for _, c := range a {
		if slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return nil, &ConflictError{Key: key, Before: a, After: b}
	}
	return out, nil
}

// gather unites two demand lists.
func gather[T coded](a, b []T, join func(a, b T) T) []T {
	out := slices.Clone(a)
	for _, y := range b {
		i := slices.IndexFunc(out, func(x T) bool { return x.entry().Code == y.entry().Code })
		if i < 0 {
			out = append(out, y)
		} else {
			out[i] = join(out[i], y)
		}
	}
	return out
}

func gatherTerms(a, b []Term) []Term {
	out := slices.Clone(a)
	for _, y := range b {
		i := slices.IndexFunc(out, y.sameLength)
		if i < 0 {
			out = append(out, y)
		} else {
			out[i].Entry = out[i].joined(y.Entry)
		}
	}
	return out
}

// sameLength says whether two terms are about the same thing and equally long.
func (t Term) sameLength(u Term) bool {
	return t.Code == u.Code && t.Hours == u.Hours && t.Days == u.Days &&
		t.WorkingDays == u.WorkingDays && t.Months == u.Months
}

func (j *joiner) party(a, b Party) Party {
	b.Entry = a.joined(b.Entry)
	if a.Bases != nil || b.Bases != nil {
		b.Bases = j.codes("bases of "+string(b.Code), a.Bases, b.Bases)
	}
	if a.Categories != nil || b.Categories != nil {
		b.Categories = j.codes("categories of "+string(b.Code), a.Categories, b.Categories)
	}
	return b
}

func (j *joiner) category(a, b Category) Category {
	if a.Class != b.Class {
		j.fail("categories: the profiles give %q different classes", b.Code)
	}
	b.Entry = a.joined(b.Entry)
	b.Special = a.Special || b.Special
	b.Criminal = a.Criminal || b.Criminal
	b.NuisanceBan = a.NuisanceBan || b.NuisanceBan
	return b
}

func (j *joiner) basis(a, b Basis) Basis {
	b.Entry = a.joined(b.Entry)
	b.For = j.codes("classes of "+string(b.Code), a.For, b.For)
	b.OwnTask = a.OwnTask && b.OwnTask
	b.Consent = stricter(consentLevels(), a.Consent, b.Consent)
	return b
}

func (j *joiner) ageBand(a, b AgeBand) AgeBand {
	if a.From != b.From || a.Until != b.Until {
		j.fail("age_bands: the profiles give %q different years", b.Code)
	}
	b.Entry = a.joined(b.Entry)
	b.Signers = union(a.Signers, b.Signers)
	return b
}

func (j *joiner) codes(key string, a, b []Code) []Code {
	out, err := common(key, a, b)
	if j.err == nil && err != nil {
		j.err = err
	}
	return out
}

func joinOutcome(a, b Outcome) Outcome {
	b.Entry = a.joined(b.Entry)
	b.Allocation = a.Allocation && b.Allocation
	return b
}

func joinQuestion(a, b Question) Question {
	b.Entry = a.joined(b.Entry)
	b.Required = a.Required || b.Required
	return b
}

func joinReleaseKind(a, b ReleaseKind) ReleaseKind {
	b.Entry = a.joined(b.Entry)
	b.Link = stricter(links(), a.Link, b.Link)
	return b
}

func (j *joiner) role(a, b Role) Role {
	if a.Guest != b.Guest {
		j.fail("item_roles: %q is for guests in one profile and for professionals in another", b.Code)
	}
	b.Entry = a.joined(b.Entry)
	b.Sole = a.Sole || b.Sole
	b.Contribute = a.Contribute && b.Contribute
	b.Ask = a.Ask && b.Ask
	b.Propose = a.Propose && b.Propose
	b.Act = a.Act && b.Act
	return b
}

// joinArticles puts the more specific document first: that is the one people
// signed.
func joinArticles(a, b map[Code]Cite) map[Code]Cite {
	out := maps.Clone(a)
	if out == nil {
		out = map[Code]Cite{}
	}
	for code, cite := range b {
		out[code] = Cite{
			Articles:    union(cite.Articles, a[code].Articles),
			Obligations: union(cite.Obligations, a[code].Obligations),
		}
	}
	return out
}

// links from weak to strict.
func links() []Code { return []Code{LinkNever, LinkNotToPerson, LinkAlways} }
