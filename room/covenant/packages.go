package covenant

import "slices"

// The kinds of package a profile may list.
const (
	PackageMinutes    Code = "minutes"
	PackageExtract    Code = "extract"
	PackageActionList Code = "action_list"
	PackageNotice     Code = "notice"     // to the family
	PackageOwnRecord  Code = "own_record" // what one brought in himself, and what he received
	PackageDossier    Code = "dossier"    // copy for the dossier holder
)

func packageKinds() []Code {
	return []Code{PackageMinutes, PackageExtract, PackageActionList, PackageNotice, PackageOwnRecord, PackageDossier}
}

// The kinds of text that a package of one kind is made of.
const (
	ReleaseAction Code = "action"
	ReleaseNotice Code = "notice"
)

// PackageHolds names the one kind of text that a package of this kind holds;
// "" for one that may hold every kind.
func PackageHolds(kind Code) Code {
	switch kind {
	case PackageActionList:
		return ReleaseAction
	case PackageNotice:
		return ReleaseNotice
	}
	return ""
}

// DossierRule says who may hold the dossier copy of an item: who sits there in
// one of these roles, and whoever is of one of these parties. Where no profile says
// anything nobody may.
type DossierRule struct {
	Roles   []Code `cbor:"1,keyasint,omitempty" yaml:"roles"`
	Parties []Code `cbor:"2,keyasint,omitempty" yaml:"parties"`
}

func (d DossierRule) absent() bool { return len(d.Roles)+len(d.Parties) == 0 }

// DossierHolder says whether who sits at an item in this role, and is of this
// party, may get its dossier copy. A role of "" is for who does not sit there.
func (r *Rules) DossierHolder(party, role Code) bool {
	d := r.doc.Keys.Dossier
	return (role != "" && slices.Contains(d.Roles, role)) || (party != "" && slices.Contains(d.Parties, party))
}

// Package rules whether a package of this kind may be issued.
func (r *Rules) Package(kind Code) *Ruling {
	if _, ok := find(r.doc.Keys.Packages, kind); ok {
		return nil
	}
	return r.about(PackageNotListed, "package")
}

// Summary gives the main lines of the covenant, paragraph by paragraph, that go
// with every text for a third party; nil where no profile asks it.
func (r *Rules) Summary() []Text {
	if !r.doc.Keys.ThirdParty.Summary {
		return nil
	}
	return slices.Clone(r.doc.Keys.Summary)
}

// dossier lets only those hold the copy whom both profiles name.
func (j *joiner) dossier(a, b DossierRule) DossierRule {
	if a.absent() || b.absent() {
		return DossierRule{Roles: append(slices.Clone(a.Roles), b.Roles...), Parties: append(slices.Clone(a.Parties), b.Parties...)}
	}
	d := DossierRule{Roles: shared(a.Roles, b.Roles), Parties: shared(a.Parties, b.Parties)}
	if d.absent() {
		j.fail("dossier: the profiles have nothing in common")
	}
	return d
}

// shared holds what is in both lists.
func shared(a, b []Code) []Code {
	var out []Code
	for _, c := range a {
		if slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	return out
}

// leaving checks what leaves and to whom.
func (c *checker) leaving(k *Keys) {
	checkList(c, "packages", k.Packages, false)
	for i, p := range k.Packages {
		c.oneOf(at("$.packages", i)+".code", p.Code, packageKinds())
	}
	checkList(c, "release_kinds", k.ReleaseKinds, false)
	for i, kind := range k.ReleaseKinds {
		c.oneOf(at("$.release_kinds", i)+".link", kind.Link, links())
	}
	c.references("$.dossier.roles", k.Dossier.Roles, codesOf(c.known.ItemRoles), "role")
	c.references("$.dossier.parties", k.Dossier.Parties, codesOf(c.known.Parties), "party")
	c.size("summary", len(k.Summary))
	for i, t := range k.Summary {
		c.text(at("$.summary", i), t)
	}
}

// leavingWhole wants of merged rules that what they let leave can leave.
func (c *checker) leavingWhole(k *Keys) {
	if k.ThirdParty.Summary && len(k.Summary) == 0 {
		c.bad("$.summary", "must be there: third_party.summary asks for it")
	}
}
