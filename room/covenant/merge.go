package covenant

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Merge makes the rules under which all these profiles hold, each with the
// profiles that it extends. Of every key the stricter value holds: what is
// allowed must be allowed by every profile that speaks about it, what one
// demands is demanded. The order and repetition of the arguments make no
// difference. Profiles that leave nothing in common, that contradict each
// other, or that make no complete covenant together are refused.
func Merge(ps ...*Profile) (*Rules, error) {
	rules, err := merge(ps)
	if err != nil {
		return nil, fmt.Errorf("covenant: merge: %w", err)
	}
	return rules, nil
}

func merge(ps []*Profile) (*Rules, error) {
	ordered, err := order(ps)
	if err != nil {
		return nil, err
	}
	var doc rulesDoc
	doc.Format = Format
	for i, o := range ordered {
		doc.Profiles = append(doc.Profiles, o.ref)
		if i == 0 {
			doc.Valid, doc.Keys = joinValid(o.profile.Valid, o.profile.Valid), o.profile.Keys
			doc.Keys.Articles = joinArticles(nil, o.profile.Keys.Articles)
			continue
		}
		doc.Valid = joinValid(doc.Valid, o.profile.Valid)
		if doc.Keys, err = joinKeys(doc.Keys, o.profile.Keys); err != nil {
			return nil, conflictBetween(err, ordered[:i], o)
		}
	}
	if err := settle(&doc.Keys); err != nil {
		return nil, err
	}
	return newRules(doc)
}

type orderedProfile struct {
	profile *Profile
	ref     ProfileRef
	depth   int // longest chain of extended profiles
}

// order sorts profiles so that a profile comes after those it extends, drops
// repetitions, and refuses what is missing, invalid or ambiguous.
func order(ps []*Profile) ([]orderedProfile, error) {
	byName := map[Code]orderedProfile{}
	for _, p := range ps {
		digest, err := p.Digest()
		if err != nil {
			return nil, err
		}
		if known, ok := byName[p.Name]; ok && known.ref.Digest != digest {
			return nil, fmt.Errorf("two different profiles are named %q", p.Name)
		}
		byName[p.Name] = orderedProfile{profile: p, ref: ProfileRef{
			Name: p.Name, Version: p.Version, Title: p.Title, General: p.General, Digest: digest,
		}}
	}
	if len(byName) > MaxProfiles {
		return nil, fmt.Errorf("%d profiles, at most %d", len(byName), MaxProfiles)
	}
	out := make([]orderedProfile, 0, len(byName))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		o := byName[name]
		depth, err := depthOf(byName, name, 0)
		if err != nil {
			return nil, err
		}
		if problems := o.profile.Check(extendedBy(byName, o.profile)...); len(problems) > 0 {
			return nil, fmt.Errorf("profile %q: %w", name, &InvalidError{Problems: problems})
		}
		o.depth = depth
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b orderedProfile) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.profile.Name, b.profile.Name))
	})
	return out, nil
}

// depthOf is the longest chain of profiles below name.
func depthOf(byName map[Code]orderedProfile, name Code, seen int) (int, error) {
	if seen > len(byName) {
		return 0, fmt.Errorf("profile %q extends itself", name)
	}
	depth := 0
	for _, e := range byName[name].profile.Extends {
		if _, ok := byName[e]; !ok {
			return 0, fmt.Errorf("profile %q extends %q, which is not among the profiles", name, e)
		}
		below, err := depthOf(byName, e, seen+1)
		if err != nil {
			return 0, err
		}
		depth = max(depth, below+1)
	}
	return depth, nil
}

// extendedBy gives every profile that p extends, directly or not.
func extendedBy(byName map[Code]orderedProfile, p *Profile) []*Profile {
	var out []*Profile
	for _, e := range p.Extends {
		q := byName[e].profile
		out = append(out, q)
		out = append(out, extendedBy(byName, q)...)
	}
	return out
}

// joinValid is the time in which both hold. Dates as text sort as days.
func joinValid(a, b Valid) Valid {
	v := Valid{From: max(a.From, b.From), Until: a.end()}
	if end := b.end(); v.Until == "" || end != "" && end < v.Until {
		v.Until = end
	}
	return v
}

// settle writes out what each party may use, and what each phase needs, without
// what the room no longer has, so that an absent list never reads as everything.
// It drops the tasks, accessions and dossier holders that are gone.
func settle(k *Keys) error {
	bases, categories := codesOf(k.Bases), codesOf(k.Categories)
	k.Parties = slices.Clone(k.Parties)
	for i := range k.Parties {
		p := &k.Parties[i]
		var err error
		if p.Bases, err = common("bases of "+string(p.Code), p.Bases, bases); err != nil {
			return err
		}
		if p.Categories, err = common("categories of "+string(p.Code), p.Categories, categories); err != nil {
			return err
		}
	}
	if err := settlePhases(k); err != nil {
		return err
	}
	gone := func(party Code) bool { _, ok := find(k.Parties, party); return !ok }
	k.Dossier = DossierRule{Roles: shared(k.Dossier.Roles, codesOf(k.ItemRoles)), Parties: shared(k.Dossier.Parties, codesOf(k.Parties))}
	k.Tasks = slices.DeleteFunc(slices.Clone(k.Tasks), func(t Task) bool { return gone(t.Party) })
	acceded := slices.DeleteFunc(slices.Clone(k.Accessions), func(a Accession) bool { return gone(a.Party) })
	if len(k.Accessions) > 0 && len(acceded) == 0 {
		return &ConflictError{Key: "accessions", Before: codesOf(k.Parties), After: parties(k.Accessions)}
	}
	k.Accessions = acceded
	return nil
}

func codesOf[T coded](list []T) []Code {
	out := make([]Code, len(list))
	for i, x := range list {
		out[i] = x.entry().Code
	}
	return out
}
