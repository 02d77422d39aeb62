package rehearse

import (
	"slices"
	"strings"

	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// phrase says in words what a step does.
func (p *player) phrase(s *Step) words {
	switch v := s.verb.(type) {
	case *Plain:
		return plainPhrase(s.Verb)
	case *Whom:
		return p.whomPhrase(s.Verb, p.called(v.Person.Name))
	case *Place:
		return say("maakt een plek voor %s (%s)", "makes a place for %s (%s)", v.Function, p.word(p.rules.Parties(), v.Party))
	case *Arrive:
		return say("komt binnen", "comes in")
	case *Plan:
		if v.Do == planSave {
			return say("bewaart het plan van dit overleg", "saves the plan of this meeting")
		}
		return say("zet met het plan een volgend overleg klaar", "prepares a next meeting by the plan")
	case *Leave:
		if v.Steward.Name != "" {
			return say("verlaat het overleg; %s beheert wat hij inbracht", "leaves the meeting; %s looks after what he brought in", p.called(v.Steward.Name))
		}
		return say("verlaat het overleg", "leaves the meeting")
	case *ShowAll:
		return say("laat %s alles zien wat hij gemist heeft", "shows %s everything he missed", p.called(v.To.Name))
	case *NewDevice:
		return say("laat %s verdergaan op een ander apparaat", "lets %s go on with another device", p.called(v.Person.Name))
	case *Appoint:
		return say("geeft %s een andere functie: %s", "gives %s another post: %s", p.called(v.Person.Name), v.Post)
	case *Start:
		return say("begint het overleg en leest de code voor", "begins the session and reads the code aloud")
	case *NothingFor:
		return say("legt vast dat zij niets krijgen: %s", "records that these get nothing: %s", p.calledAll(names(v.For)))
	}
	if w, ok := p.itemPhrase(s); ok {
		return w
	}
	if w, ok := p.contributionPhrase(s); ok {
		return w
	}
	if w, ok := p.speakersPhrase(s); ok {
		return w
	}
	if w, ok := p.requestPhrase(s); ok {
		return w
	}
	if w, ok := p.packagePhrase(s); ok {
		return w
	}
	return p.releasePhrase(s)
}

func plainPhrase(verb string) words {
	switch verb {
	case "join":
		return say("bevestigt de geheimhouding", "confirms secrecy")
	case "minutes_key":
		return say("geeft de sleutel voor pakketten door", "announces the key for packages")
	case "new_key":
		return say("is de sleutel kwijt en maakt een nieuwe", "has lost the key and makes a new one")
	case "archive":
		return say("geeft de archiefsleutel van de organisatie door", "announces the archive key of the organisation")
	case "take_over":
		return say("neemt het voorzitterschap over", "takes the chair")
	case "code":
		return say("leest de code opnieuw voor", "reads the code again")
	case "confirm":
		return say("bevestigt de code", "confirms the code")
	case "wrap_up":
		return say("begint de afronding", "begins wrapping up")
	case "adopt":
		return say("stelt het verslag vast", "adopts the minutes")
	case "close":
		return say("sluit het overleg", "closes the meeting")
	case "destroy":
		return say("laat de inhoud vernietigen", "has the contents destroyed")
	case "drop_line":
		return say("verliest de verbinding", "loses the connection")
	}
	return say("is er weer", "is back")
}

func (p *player) whomPhrase(verb, whom string) words {
	switch verb {
	case "invite":
		return say("maakt een uitnodiging voor %s", "makes an invitation for %s", whom)
	case "uninvite":
		return say("trekt de uitnodiging van %s in", "withdraws the invitation of %s", whom)
	case "present":
		return say("noteert dat %s erbij is zonder apparaat", "notes that %s is there without a device", whom)
	case "absent":
		return say("noteert dat %s er niet meer bij is", "notes that %s is not there any more", whom)
	case "confirm_archive":
		return say("bevestigt de archiefsleutel die %s doorgaf", "confirms the archive key that %s announced", whom)
	case "confirm_key":
		return say("bevestigt dat de nieuwe sleutel van %s is", "confirms that the new key is %s's", whom)
	case "outside":
		return say("schrijft %s in als ontvanger van buiten, met een wachtzin", "registers %s as an outside recipient, with a passphrase", whom)
	case "remove":
		return say("stuurt %s weg", "sends %s away", whom)
	}
	return say("draagt het voorzitterschap over aan %s", "hands the chair to %s", whom)
}

func (p *player) itemPhrase(s *Step) (words, bool) {
	switch v := s.verb.(type) {
	case *ItemFacts:
		return say("zet op de agenda: %s", "puts on the agenda: %s", *v.Label), true
	case *Describe:
		return say("vult aan wat bij %s staat", "completes %s", p.label(v.Of)), true
	case *Sit:
		return say("zet %s bij %s (%s)", "seats %s at %s (%s)", p.called(v.Person.Name), p.label(v.At), p.word(p.rules.ItemRoles(), v.Role)), true
	case *Unseat:
		return say("haalt %s weg bij %s", "takes %s away from %s", p.called(v.Person.Name), p.label(v.At)), true
	case *OfItem:
		if s.Verb == "open" {
			return say("opent %s", "opens %s", p.label(v.Of)), true
		}
		if s.Verb == "no_response" {
			return say("noteert dat het gezin niet wil reageren op %s", "notes that the family does not want to respond to %s", p.label(v.Of)), true
		}
		return say("rondt %s af", "ends %s", p.label(v.Of)), true
	case *InformPlan:
		if v.Ground != "" {
			return say("stelt het informeren van het gezin uit bij %s", "puts off informing the family about %s", p.label(v.Of)), true
		}
		return say("legt vast wie het gezin informeert over %s", "records who informs the family about %s", p.label(v.Of)), true
	case *InformedOn:
		return say("heeft het gezin geïnformeerd over %s", "has informed the family about %s", p.label(v.Of)), true
	case *InviteResponse:
		return say("vraagt het gezin om een reactie op %s", "asks the family to respond to %s", p.label(v.Of)), true
	case *Outcome:
		return say("legt de uitkomst vast van %s: %s", "records the outcome of %s: %s", p.label(v.Of), p.word(p.rules.Outcomes(), v.Is)), true
	case *Agenda:
		return say("zet de agenda in een andere volgorde", "puts the agenda in another order"), true
	case *Decision:
		return say("schrijft een besluit op bij %s", "records a decision at %s", p.label(v.At)), true
	case *Action:
		if v.Earlier != nil {
			return say("laat bij %s de actie %s van het eerdere overleg doorgaan, voor %s", "lets the action %[2]s of the earlier meeting go on at %[1]s, for %[3]s", p.label(v.At), v.Earlier.Name, p.called(v.By.Name)), true
		}
		return say("schrijft een actie op bij %s, voor %s", "records an action at %s, for %s", p.label(v.At), p.called(v.By.Name)), true
	case *Progress:
		return say("zegt hoe ver %s is: %s", "says how far %s is: %s", v.Of.Name, progressWords(v.Is).in(p.opts.Language)), true
	case *Retract:
		return say("streept door: %s", "strikes out: %s", v.Of.Name), true
	}
	return words{}, false
}

func progressWords(is covenant.Code) words {
	switch is {
	case room.ProgressOpen:
		return say("nog te doen", "still to be done")
	case room.ProgressDone:
		return say("klaar", "done")
	case room.ProgressDropped:
		return say("vervallen", "dropped")
	}
	return say("%s", "%s", is)
}

func (p *player) contributionPhrase(s *Step) (words, bool) {
	switch v := s.verb.(type) {
	case *Contribute:
		return say("brengt in bij %s%s", "brings in at %s%s", p.label(v.At), p.to(v.Readers)), true
	case *BringFrom:
		return say("brengt %s uit het eerdere overleg in bij %s%s", "brings %s of the earlier meeting in at %s%s", v.Passage.Name, p.label(v.At), p.to(v.Readers)), true
	case *Reply:
		return say("antwoordt op %s%s", "replies to %s%s", v.To.Name, p.to(v.Readers)), true
	case *Dissent:
		return say("is het niet eens met %s%s", "dissents from %s%s", v.With.Name, p.to(v.Readers)), true
	case *Reveal:
		return say("maakt bij %s bekend wie %s is%s", "reveals at %s who %s is%s", p.label(v.At), text(v.Content.About), p.to(v.Readers)), true
	case *Response:
		return say("noteert bij %s de reactie van %s%s", "notes at %s the response of %s%s", p.label(v.At), text(v.Content.About), p.to(v.Readers)), true
	case *Draft:
		return say("schrijft bij %s een concept voor %s", "writes at %s a draft for %s", p.label(v.At), p.called(v.For.Name)), true
	case *Sign:
		return say("ondertekent het concept %s%s", "signs the draft %s%s", v.Of.Name, p.to(v.Readers)), true
	case *OfDraft:
		return say("gooit het concept %s weg", "throws the draft %s away", v.Of.Name), true
	case *Hold:
		return say("zet %s in de wacht en vraagt advies", "puts %s on hold and asks for advice", v.Of.Name), true
	case *OfHold:
		return say("haalt %s uit de wacht", "lifts the hold %s", v.Of.Name), true
	case *Correct:
		return say("verbetert de inbreng %s", "corrects the contribution %s", v.Of.Name), true
	case *Show:
		return say("laat de inbreng %s zien aan %s", "shows the contribution %s to %s", v.Of.Name, p.calledAll(v.To.names())), true
	case *Hide:
		return say("laat de inbreng %s niet meer zien aan %s", "hides the contribution %s from %s", v.Of.Name, p.calledAll(names(v.From))), true
	case *Consent:
		return say("legt bij %s vast wat %s antwoordde op de vraag om toestemming", "records at %s what %s answered to the question for consent", p.label(v.At), v.About), true
	case *WithdrawConsent:
		return say("legt vast dat de toestemming %s is ingetrokken", "records that the consent %s was withdrawn", v.Of.Name), true
	case *OfContribution:
		return say("trekt de inbreng %s in", "withdraws the contribution %s", v.Of.Name), true
	}
	return words{}, false
}

func (p *player) to(readers PersonWords) string {
	if len(readers) == 0 {
		return ""
	}
	return " → " + p.calledAll(readers.names())
}

func (w PersonWords) names() []string {
	var out []string
	for _, r := range w {
		out = append(out, r.Person.Name)
	}
	return out
}

func names(refs []PersonRef) []string {
	var out []string
	for _, r := range refs {
		out = append(out, r.Name)
	}
	return out
}

// called is what somebody is called at the table.
func (p *player) called(name string) string {
	if person, ok := p.script.People.get(name); ok {
		return first(person.Name)
	}
	if outsider, ok := p.script.Outsiders.get(name); ok {
		return outsider.Organisation + outsider.Name // it has one of them
	}
	return name
}

func (p *player) calledAll(names []string) string {
	if len(names) == 0 {
		return "–"
	}
	var out []string
	for _, n := range names {
		out = append(out, p.called(n))
	}
	return strings.Join(out, ", ")
}

func (p *player) calledPeople(people People) string {
	if people.All {
		return say("iedereen", "everybody").in(p.opts.Language)
	}
	return p.calledAll(names(people.Refs))
}

// word is what a code is called in the profile; the code itself where it has no words.
func (p *player) word(entries []covenant.Entry, code covenant.Code) string {
	for _, e := range entries {
		if e.Code == code {
			return words{e.NL, e.EN}.in(p.opts.Language)
		}
	}
	return string(code)
}

func (p *player) packageKind(code covenant.Code) string {
	if e, ok := p.rules.PackageKind(code); ok {
		return p.word([]covenant.Entry{e}, code)
	}
	return string(code)
}

func (p *player) gateWords(codes []covenant.Code) string {
	var out []string
	for _, code := range codes {
		e, _ := p.rules.Gate(code)
		out = append(out, p.word([]covenant.Entry{e}, code))
	}
	return strings.Join(out, "; ")
}

// phaseWords and stageWords say how far a meeting, or a package, is.
func phaseWords(phase room.Phase) words {
	return map[room.Phase]words{
		room.Preparing: {"voorbereiding", "preparing"}, room.InSession: {"bespreking", "in session"},
		room.WrappingUp: {"afronding", "wrapping up"}, room.Adopted: {"vastgesteld", "adopted"},
		room.Closed: {"gesloten", "closed"}, room.Destroyed: {"inhoud vernietigd", "contents destroyed"},
	}[phase]
}

func stageWords(stage string) words {
	return map[string]words{
		packageReady:    {"ligt klaar", "ready"},
		packageOpened:   {"opgehaald en geopend", "fetched and opened"},
		packageRecalled: {"teruggeroepen, want er is iets uit ingetrokken", "recalled, since something in it was withdrawn"},
		packageListed:   {"al weg; het ingetrokken deel staat in de lijst", "left already; what was withdrawn is listed"},
	}[stage]
}

// textOf is the text that a step writes, for printing; "" for none.
func textOf(verb any) string {
	switch v := verb.(type) {
	case *Contribute:
		return *v.Content.Text
	case *Reply:
		return *v.Content.Text
	case *Dissent:
		return *v.Content.Text
	case *Draft:
		return *v.Content.Text
	case *Sign:
		return v.Text
	case *Hold:
		return v.Reason
	case *RefuseRequest:
		return v.Reason
	case *Ask:
		return v.Text
	case *Answer:
		return *v.Content.Text
	case *Consent:
		return v.Note
	case *Reveal:
		return *v.Content.Text
	case *Response:
		return *v.Content.Text
	case *Correct:
		return *v.Content.Text
	case *Decision:
		return v.Text
	case *Action:
		return v.Text
	case *Propose:
		return v.Text
	case *React:
		return v.Text
	case *Handle:
		return v.Answer
	}
	return ""
}

// readers says who can open what a step wrote, as the sealed files say.
func (p *player) readers(s *Step) words {
	act := p.last
	switch v := s.verb.(type) {
	case *Show:
		act = p.act(v.Of)
	case *Hide:
		act = p.act(v.Of)
	case *Correct:
		act = p.act(v.Of)
	case *Contribute, *BringFrom, *Reply, *Dissent, *Reveal, *Response, *Sign, *Answer:
	default:
		return words{}
	}
	con, ok := contributionIn(p.chair().session.View(), act)
	if !ok || con.Text == nil {
		return words{}
	}
	var can []string
	for _, a := range p.actors {
		if a.session != nil && slices.Contains(con.Text.Readers, a.session.Seat()) {
			can = append(can, a.name)
		}
	}
	return say("te lezen door %s", "readable by %s", p.calledAll(can))
}
