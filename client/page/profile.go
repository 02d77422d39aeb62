package page

import (
	"casusoverleg/room/covenant"
)

// Profile is the covenant as data, as far as the page shows it: the words that
// codes stand for, and what forms ask.
type Profile struct {
	Name             covenant.Code   `json:"name"` // of the offer; of the covenant itself in a room
	Version          string          `json:"version"`
	Title            Words           `json:"title"`
	Parties          []Entry         `json:"parties"`
	RoomKinds        []Entry         `json:"roomKinds"`
	Purposes         []Entry         `json:"purposes"`
	Categories       []Category      `json:"categories"` // of the viewer's party
	Bases            []Entry         `json:"bases"`
	Tasks            []Entry         `json:"tasks"` // of the viewer's party
	Criteria         []Entry         `json:"criteria"`
	Phases           []WorkPhase     `json:"phases"` // steps of the work process; none where the profile has no such table
	Outcomes         []OutcomeEntry  `json:"outcomes"`
	Relations        []Entry         `json:"relations"`
	AgeBands         []AgeBand       `json:"ageBands"`
	ReaderReasons    []Entry         `json:"readerReasons"`
	InformExceptions []Entry         `json:"informExceptions"`
	ItemRoles        []ItemRole      `json:"itemRoles"`
	Guests           []Entry         `json:"guests"` // kinds of guest there may be; none where the profile has none
	Consent          ConsentTerms    `json:"consent"`
	Ladder           []Entry         `json:"ladder"` // milder means to weigh before an item opens
	Aid              []Entry         `json:"aid"`    // the aid for weighing a contribution
	RequiredLadder   []covenant.Code `json:"requiredLadder"`
	RequiredAid      []covenant.Code `json:"requiredAid"`
	Needs            []covenant.Code `json:"needs"` // what a contribution about a person must state
	ReleaseKinds     []Entry         `json:"releaseKinds"`
	Packages         []Entry         `json:"packages"`
	Gates            []Entry         `json:"gates"`
	Terms            []Entry         `json:"terms"`
	Secrecy          Words           `json:"secrecy"`      // what everybody confirms who joins
	Retention        Words           `json:"retention"`    // how long the viewer's party may keep what it receives
	Anonymous        bool            `json:"anonymous"`    // cases open with pseudonyms only
	InformBefore     bool            `json:"informBefore"` // a person must know before he is discussed by name
	InformAfter      bool            `json:"informAfter"`  // or hears afterwards, on a day and for a reason that are written down
}

// Category is a kind of data, with the bases that the viewer's party may bring
// it in on.
type Category struct {
	Entry
	Special bool            `json:"special"`
	Bases   []covenant.Code `json:"bases"`
}

// WorkPhase is a step of the work process, and which data it needs.
type WorkPhase struct {
	Entry
	Activity   Words           `json:"activity"`
	Purposes   []covenant.Code `json:"purposes"`
	Categories []covenant.Code `json:"categories"`
}

// OutcomeEntry is how an item may end; one that allocates names a party.
type OutcomeEntry struct {
	Entry
	Allocation bool `json:"allocation"`
}

// ItemRole is a role at an item, and what it may do there.
type ItemRole struct {
	Entry
	Contribute bool `json:"contribute"`
	Ask        bool `json:"ask"`
	Propose    bool `json:"propose"`
	Act        bool `json:"act"`
	Guest      bool `json:"guest"` // for guests, and not for professionals
}

// AgeBand is an age class, and whose consent counts at that age.
type AgeBand struct {
	Entry
	Signers []covenant.Code `json:"signers"` // self, representative
}

// ConsentTerms are what the covenant says of consent as such.
type ConsentTerms struct {
	Told      bool            `json:"told"`      // it counts only from who was told that he may withdraw it
	Withdrawn covenant.Code   `json:"withdrawn"` // what follows when it is withdrawn: stop (for good), hold (until there is another ground), or empty for nothing
	Incapable []covenant.Code `json:"incapable"` // whose consent counts for who cannot decide himself
}

// profileOf gives rules as a party sees them; every category and no task to who
// has no party yet.
func profileOf(r *covenant.Rules, party covenant.Code) *Profile {
	nl, en := r.SecrecyText()
	p := &Profile{
		Parties: entriesOf(r.Parties()), RoomKinds: entriesOf(r.RoomKinds()), Purposes: entriesOf(r.Purposes()),
		Categories: categories(r, party), Bases: entriesOf(r.Bases()), Criteria: entriesOf(r.Criteria()),
		Relations: entriesOf(r.Relations()), ReaderReasons: entriesOf(r.ReaderReasons()),
		InformExceptions: entriesOf(r.InformExceptions()), Ladder: entriesOf(r.Ladder()), Aid: entriesOf(r.Aid()),
		Needs: r.ContributionNeeds(), ReleaseKinds: entriesOf(r.ReleaseKinds()), Secrecy: Words{NL: nl, EN: en},
		Anonymous: r.AnonymousByDefault(), InformBefore: r.InformedBefore(), InformAfter: r.InformedAfterwards(),
	}
	p.Guests = entriesOf(r.Guests())
	p.Consent = ConsentTerms{Told: r.ConsentTold(), Withdrawn: r.ConsentWithdrawn(), Incapable: r.Signers("", true)}
	for _, e := range r.AgeBands() {
		p.AgeBands = append(p.AgeBands, AgeBand{Entry: entryOf(e), Signers: r.Signers(e.Code, false)})
	}
	for _, e := range r.Phases() {
		phase, _ := r.Phase(e.Code)
		p.Phases = append(p.Phases, WorkPhase{
			Entry: entryOf(e), Activity: wordsOf(phase.Activity), Purposes: phase.Purposes, Categories: phase.Categories,
		})
	}
	for _, ref := range r.Profiles() { // general law first; the covenant itself comes last
		p.Name, p.Version, p.Title = ref.Name, ref.Version, wordsOf(ref.Title)
	}
	p.RequiredLadder, p.RequiredAid = r.RequiredQuestions()
	for _, o := range r.Outcomes() {
		outcome, _ := r.Outcome(o.Code)
		p.Outcomes = append(p.Outcomes, OutcomeEntry{Entry: entryOf(o), Allocation: outcome.Allocation})
	}
	for _, e := range r.ItemRoles() {
		role, _ := r.ItemRole(e.Code)
		p.ItemRoles = append(p.ItemRoles, ItemRole{
			Entry: entryOf(e), Contribute: role.Contribute, Ask: role.Ask, Propose: role.Propose, Act: role.Act, Guest: role.Guest,
		})
	}
	for _, code := range r.PackageKinds() {
		kind, _ := r.PackageKind(code)
		p.Packages = append(p.Packages, entryOf(kind))
	}
	for _, code := range r.CloseGates() {
		gate, _ := r.Gate(code)
		p.Gates = append(p.Gates, entryOf(gate))
	}
	for _, t := range r.Terms() {
		p.Terms = append(p.Terms, entryOf(t.Entry))
	}
	if party != "" {
		p.Tasks = entriesOf(r.Tasks(party))
		retention, _ := r.Retention(party)
		p.Retention = wordsOf(retention)
	}
	return p
}

func categories(r *covenant.Rules, party covenant.Code) []Category {
	entries := r.Categories()
	if party != "" {
		entries = r.CategoriesFor(party)
	}
	var list []Category
	for _, e := range entries {
		category, _ := r.Category(e.Code)
		c := Category{Entry: entryOf(e), Special: category.Special || category.Criminal}
		if party != "" {
			for _, b := range r.BasesFor(party, e.Code) {
				c.Bases = append(c.Bases, b.Code)
			}
		}
		list = append(list, c)
	}
	return list
}
