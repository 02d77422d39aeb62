package covenant

// Profile is one document as data, as its author wrote it. docs/profile.md
// gives every key with its meaning, units and source; [Profile.Check] says
// what is wrong with one.
type Profile struct {
	Format  int    `cbor:"1,keyasint" yaml:"format"`  // [Format]
	Name    Code   `cbor:"2,keyasint" yaml:"name"`    // unique among profiles
	Version string `cbor:"3,keyasint" yaml:"version"` // as printed in the document
	Title   Text   `cbor:"4,keyasint" yaml:"title"`
	// General marks law for everybody: it extends nothing and makes no
	// covenant by itself.
	General bool   `cbor:"5,keyasint,omitempty" yaml:"general"`
	Extends []Code `cbor:"6,keyasint,omitempty" yaml:"extends"` // names of profiles that hold as well
	Valid   Valid  `cbor:"7,keyasint" yaml:"valid"`
	Keys    Keys   `cbor:"8,keyasint" yaml:",inline"`
}

// Valid is the time in which a profile opens rooms. Both days are written
// YYYY-MM-DD and belong to it; no Until means until further notice. Rules hold
// the last day with renewals reckoned in.
type Valid struct {
	From    Date    `cbor:"1,keyasint" yaml:"from"`
	Until   Date    `cbor:"2,keyasint,omitempty" yaml:"until"`
	Renewed Renewal `cbor:"3,keyasint,omitzero" yaml:"renewed"`
}

// Renewal is what the parties agreed in writing before the last day: another
// last day, no later than the term renewal allows (TS-P-12.3).
type Renewal struct {
	Agreed Date `cbor:"1,keyasint" yaml:"agreed"`
	Until  Date `cbor:"2,keyasint" yaml:"until"`
}

// end is the last day, renewed or not; "" for none.
func (v Valid) end() Date {
	if v.Renewed.Until != "" {
		return v.Renewed.Until
	}
	return v.Until
}

// Keys is what a profile regulates. A list that is absent means that the
// profile does not speak about it. Lists marked "allow" hold what is allowed,
// so merging intersects them; lists marked "demand" hold what is asked, so
// merging unites them.
type Keys struct {
	// allow
	Parties          []Party       `cbor:"1,keyasint,omitempty" yaml:"parties"`
	Tasks            []Task        `cbor:"2,keyasint,omitempty" yaml:"tasks"`
	RoomKinds        []Entry       `cbor:"3,keyasint,omitempty" yaml:"room_kinds"`
	Purposes         []Entry       `cbor:"4,keyasint,omitempty" yaml:"purposes"`
	Categories       []Category    `cbor:"5,keyasint,omitempty" yaml:"categories"`
	Bases            []Basis       `cbor:"6,keyasint,omitempty" yaml:"bases"`
	Criteria         []Entry       `cbor:"7,keyasint,omitempty" yaml:"criteria"`
	Outcomes         []Outcome     `cbor:"8,keyasint,omitempty" yaml:"outcomes"`
	Relations        []Entry       `cbor:"9,keyasint,omitempty" yaml:"relations"`
	AgeBands         []AgeBand     `cbor:"10,keyasint,omitempty" yaml:"age_bands"`
	ReaderReasons    []Entry       `cbor:"11,keyasint,omitempty" yaml:"reader_reasons"`
	ItemRoles        []Role        `cbor:"12,keyasint,omitempty" yaml:"item_roles"`
	InformExceptions []Entry       `cbor:"13,keyasint,omitempty" yaml:"inform_exceptions"`
	Packages         []Entry       `cbor:"14,keyasint,omitempty" yaml:"packages"`
	ReleaseKinds     []ReleaseKind `cbor:"15,keyasint,omitempty" yaml:"release_kinds"`
	Phases           []Phase       `cbor:"16,keyasint,omitempty" yaml:"phases"`
	Accessions       []Accession   `cbor:"17,keyasint,omitempty" yaml:"accessions"`
	Guests           []Entry       `cbor:"18,keyasint,omitempty" yaml:"guests"` // [GuestPerson] …; where no profile lists any there are none
	Dossier          DossierRule   `cbor:"19,keyasint,omitzero" yaml:"dossier"`

	// demand
	OpenGates         []Entry    `cbor:"20,keyasint,omitempty" yaml:"open_gates"`
	CloseGates        []Entry    `cbor:"21,keyasint,omitempty" yaml:"close_gates"`
	Ladder            []Question `cbor:"22,keyasint,omitempty" yaml:"ladder"`
	Aid               []Question `cbor:"23,keyasint,omitempty" yaml:"aid"`
	ContributionNeeds []Code     `cbor:"24,keyasint,omitempty" yaml:"contribution_needs"`
	Gatekeepers       []Code     `cbor:"25,keyasint,omitempty" yaml:"gatekeepers"`
	Terms             []Term     `cbor:"26,keyasint,omitempty" yaml:"terms"`
	Secrecy           []Text     `cbor:"27,keyasint,omitempty" yaml:"secrecy"` // paragraphs
	Summary           []Text     `cbor:"28,keyasint,omitempty" yaml:"summary"` // paragraphs, the main lines of the covenant

	// switches; true is the stricter value
	Inform             InformRule     `cbor:"30,keyasint" yaml:"inform"`
	ThirdParty         ThirdPartyRule `cbor:"31,keyasint" yaml:"third_party"`
	Consent            ConsentRule    `cbor:"32,keyasint" yaml:"consent"`
	AnonymousByDefault bool           `cbor:"33,keyasint,omitempty" yaml:"anonymous_by_default"`

	// words
	Refusals []Entry       `cbor:"40,keyasint,omitempty" yaml:"refusals"` // code, what happened and what to do
	Articles map[Code]Cite `cbor:"41,keyasint,omitempty" yaml:"articles"` // per refusal code
}

// Party is an organisation that takes part, a controller of its own.
type Party struct {
	Entry     `yaml:",inline"`
	Retention Text `cbor:"10,keyasint" yaml:"retention"` // stamped on what the party receives
	// Bases and Categories narrow what this party may use. Absent in a profile
	// means whatever it lists; rules always write both out.
	Bases      []Code `cbor:"11,keyasint,omitempty" yaml:"bases"`
	Categories []Code `cbor:"12,keyasint,omitempty" yaml:"categories"`
}

// Task is a task that the law gives to one party; its articles are that law.
type Task struct {
	Entry `yaml:",inline"`
	Party Code `cbor:"10,keyasint" yaml:"party"`
}

// Category is a kind of data. Its class is the regime of the law, which
// decides the bases that carry it; the flags say what the profile counts it as.
type Category struct {
	Entry       `yaml:",inline"`
	Class       Code `cbor:"10,keyasint" yaml:"class"`                  // one of the Class codes
	Special     bool `cbor:"11,keyasint,omitempty" yaml:"special"`      // counts as special data
	Criminal    bool `cbor:"12,keyasint,omitempty" yaml:"criminal"`     // counts as criminal data
	NuisanceBan bool `cbor:"13,keyasint,omitempty" yaml:"nuisance_ban"` // a ban for unlawful or nuisance behaviour
}

// The classes of data.
const (
	ClassNone     Code = "none"     // about no person
	ClassOrdinary Code = "ordinary" // AVG art. 6
	ClassSpecial  Code = "special"  // AVG art. 9
	ClassCriminal Code = "criminal" // AVG art. 10
)

// Basis is a legal ground for processing, the classes of data that it carries, and
// whether it follows from a task of the party itself (DW art. 8.2).
type Basis struct {
	Entry   `yaml:",inline"`
	For     []Code `cbor:"10,keyasint" yaml:"for"`
	OwnTask bool   `cbor:"11,keyasint,omitempty" yaml:"own_task"`
	Consent Code   `cbor:"12,keyasint,omitempty" yaml:"consent"` // the level of consent that this ground is itself; "" for other grounds
}

// Outcome is how an item may end. Allocation marks that the case was
// allocated to a party (DW art. 8.1).
type Outcome struct {
	Entry      `yaml:",inline"`
	Allocation bool `cbor:"10,keyasint,omitempty" yaml:"allocation"`
}

// AgeBand is an age class in whole years, From included, Until not; Until 0
// means no end. Signers say whose consent counts: "self", "representative".
type AgeBand struct {
	Entry   `yaml:",inline"`
	From    int    `cbor:"10,keyasint,omitempty" yaml:"from"`
	Until   int    `cbor:"11,keyasint,omitempty" yaml:"until"`
	Signers []Code `cbor:"12,keyasint" yaml:"signers"`
}

// Whose consent counts at an age.
const (
	SignerSelf           Code = "self"
	SignerRepresentative Code = "representative"
)

// Whose yes a release always needs.
const (
	GatekeeperContributor Code = "contributor"
	GatekeeperChair       Code = "chair"
)

func gatekeepers() []Code { return []Code{GatekeeperContributor, GatekeeperChair} }

// Question is a question of the ladder of milder means or of the aid. A
// required one must be answered.
type Question struct {
	Entry    `yaml:",inline"`
	Required bool `cbor:"10,keyasint,omitempty" yaml:"required"`
}

// ReleaseKind is a kind of text that may leave. Link says when it needs a
// linked action or an allocation: [LinkAlways], [LinkNotToPerson], [LinkNever].
type ReleaseKind struct {
	Entry `yaml:",inline"`
	Link  Code `cbor:"10,keyasint" yaml:"link"`
}

// When a release needs a linked action or an allocation.
const (
	LinkAlways      Code = "always"
	LinkNotToPerson Code = "not_to_person" // not when it goes to the person concerned himself
	LinkNever       Code = "never"
)

// InformRule says when a person must know that he is discussed.
type InformRule struct {
	Before        bool `cbor:"1,keyasint,omitempty" yaml:"before"`         // "planned" does not do
	Reason        bool `cbor:"2,keyasint,omitempty" yaml:"reason"`         // an exception needs a sealed reason
	ExceptionEnds bool `cbor:"3,keyasint,omitempty" yaml:"exception_ends"` // an exception needs an end date
	NeverAfter    bool `cbor:"4,keyasint,omitempty" yaml:"never_after"`    // "afterwards" does not do either, whatever the reason
}

// ThirdPartyRule says what a text needs to go to somebody outside the covenant.
type ThirdPartyRule struct {
	Refused bool `cbor:"1,keyasint,omitempty" yaml:"refused"`  // never
	Link    bool `cbor:"2,keyasint,omitempty" yaml:"link"`     // a linked action or an allocation
	OwnTask bool `cbor:"3,keyasint,omitempty" yaml:"own_task"` // task and basis of the discloser's own
	Summary bool `cbor:"4,keyasint,omitempty" yaml:"summary"`  // the main lines of the covenant go with it
}

// Cite is where a refusal comes from.
type Cite struct {
	Articles    []Article `cbor:"1,keyasint,omitempty" yaml:"cite"`
	Obligations []string  `cbor:"2,keyasint,omitempty" yaml:"obligations"` // ids of the register
}

// Role is a role at an item and its rights.
type Role struct {
	Entry      `yaml:",inline"`
	Contribute bool `cbor:"10,keyasint,omitempty" yaml:"contribute"` // bring information in
	Ask        bool `cbor:"11,keyasint,omitempty" yaml:"ask"`        // ask others for information
	Propose    bool `cbor:"12,keyasint,omitempty" yaml:"propose"`    // propose a release
	Act        bool `cbor:"13,keyasint,omitempty" yaml:"act"`        // be assigned an action
	Guest      bool `cbor:"14,keyasint,omitempty" yaml:"guest"`      // for guests, and not for professionals
	Sole       bool `cbor:"15,keyasint,omitempty" yaml:"sole"`       // at most one place at an item has it
}

// The kinds of guest: who takes part and is no professional. He has no party, and
// the server knows him by his place and kind alone.
const (
	GuestPerson    Code = "person"    // a person concerned
	GuestRelative  Code = "relative"  // family or network of one
	GuestSupporter Code = "supporter" // who supports one, such as a client supporter
)

// GuestKinds lists the kinds of guest; an outside recipient who is no organisation
// is of one of them, too.
func GuestKinds() []Code { return []Code{GuestPerson, GuestRelative, GuestSupporter} }
