package rehearse

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"casusoverleg/agenda"
	"casusoverleg/room"
)

// checker follows a script from beginning to end and names what it speaks of
// before it is there.
type checker struct {
	*mistakes
	script  *Script
	here    map[string]bool     // people who have come in
	items   map[string][]string // item to pseudonyms
	things  map[string]thing
	earlier map[string]thing // what the earlier script made
	names   map[string]bool  // taken, whatever they stand for

	contributed map[string]*Contribute // what later ones may be like
}

func check(m *mistakes, s *Script) {
	c := &checker{
		mistakes: m, script: s, here: map[string]bool{}, items: map[string][]string{},
		things: map[string]thing{}, names: map[string]bool{}, contributed: map[string]*Contribute{},
	}
	if s.earlier != nil {
		c.earlier = s.earlier.made
	}
	c.head()
	for _, e := range s.Items {
		c.item(e.Name, e.Line, &e.Value)
	}
	if len(s.Steps) > MaxSteps {
		c.bad(s.Steps[MaxSteps].Line, "een script heeft hoogstens %d stappen", "a script has at most %d steps", MaxSteps)
	}
	for i := range s.Steps {
		s.Steps[i].Number = i + 1
		c.step(&s.Steps[i])
	}
	s.made = c.things
}

func (c *checker) head() {
	if c.script.Format != Format {
		c.bad(1, "dit programma leest format %d, niet %d", "this program reads format %d, not %d", Format, c.script.Format)
	}
	chairs := 0
	for _, e := range c.script.People {
		p := e.Value
		c.take(e.Name, e.Line)
		if p.Guest == "" {
			c.filled(p.Line, map[string]string{"name": p.Name, "party": string(p.Party), "function": p.Function})
		} else {
			c.guest(p)
		}
		switch p.Post {
		case agenda.Chair:
			chairs++
			if p.Late {
				c.bad(p.Line, "de voorzitter is er vanaf het begin", "the chair is there from the beginning")
			}
		case "", agenda.Member, agenda.Deputy, agenda.Secretary:
		default:
			c.bad(p.Line, "%q is geen functie in het overleg: kies uit chair, deputy, secretary, member", "%q is not a post: choose from chair, deputy, secretary, member", p.Post)
		}
		c.here[e.Name] = !p.Late
	}
	if chairs != 1 {
		c.bad(1, "één persoon is voorzitter (post: chair); hier zijn het er %d", "one person is the chair (post: chair); here there are %d", chairs)
	}
	for _, e := range c.script.Outsiders {
		c.take(e.Name, e.Line)
		c.outsider(e.Value)
	}
	if len(c.script.Steps) == 0 {
		c.bad(1, "dit script heeft geen stappen", "this script has no steps")
	}
}

// guest checks somebody who is no professional.
func (c *checker) guest(p Person) {
	c.filled(p.Line, map[string]string{"name": p.Name})
	if p.Party != "" || p.Function != "" || p.Contact != "" || p.Post != "" {
		c.bad(p.Line, "een gast heeft alleen een naam: haal party, function, contact en post weg", "a guest has a name only: leave out party, function, contact and post")
	}
}

// outsider checks a recipient without a seat: an organisation, or a person of a kind.
func (c *checker) outsider(o Outsider) {
	if (o.Organisation == "") == (o.Name == "") || (o.Name == "") != (o.Kind == "") {
		c.bad(o.Line, "een ontvanger van buiten heeft een `organisation`, of een `name` en een `kind`", "an outside recipient has an `organisation`, or a `name` and a `kind`")
	}
}

// take gives a name to something; a name stands for one thing only.
func (c *checker) take(name string, line int) {
	if name == Everyone {
		c.bad(line, "%q betekent al iedereen; kies een andere naam", "%q means everybody already; choose another name", name)
	}
	if c.names[name] {
		c.bad(line, "de naam %q is al gebruikt", "the name %q is taken", name)
	}
	c.names[name] = true
}

func (c *checker) filled(line int, texts map[string]string) {
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if texts[key] == "" {
			c.bad(line, "%q is leeg", "%q is empty", key)
		}
	}
}

// item takes in an item of the agenda, or of a step.
func (c *checker) item(name string, line int, f *ItemFacts) {
	c.take(name, line)
	if f.Label == nil || *f.Label == "" {
		c.bad(line, "een agendapunt heeft een naam: `label` ontbreekt", "an item has a name: `label` is missing")
	}
	c.items[name] = nil
	c.followsUp(line, f)
	c.facts(name, f)
}

func (c *checker) facts(item string, f *ItemFacts) {
	for _, p := range f.Persons {
		if p.Pseudonym == "" {
			c.bad(p.Line, "`pseudonym` is leeg", "`pseudonym` is empty")
		}
		if slices.Contains(c.items[item], p.Pseudonym) {
			c.bad(p.Line, "%q staat er al bij dit agendapunt", "%q is at this item already", p.Pseudonym)
		}
		c.items[item] = append(c.items[item], p.Pseudonym)
	}
	for _, s := range f.Seats {
		c.person(s.Person, false)
		if s.Word == "" {
			c.bad(s.Person.Line, "de rol van %q ontbreekt: schrijf `seats: {%s: rol}`", "the role of %q is missing: write `seats: {%s: role}`", s.Person.Name, s.Person.Name)
		}
	}
}

func (c *checker) step(s *Step) {
	v, ok := verbOf(s)
	if !ok { // a note alone
		if s.Who.Name != "" || s.As != "" || s.Expect.Line != 0 {
			c.bad(s.Line, "deze stap heeft geen werkwoord", "this step has no verb")
		}
		return
	}
	c.author(s, v)
	c.refs(reflect.ValueOf(s.verb).Elem(), "", false)
	c.verb(s)
	if s.As == "" {
		if v.makes == anItem {
			c.bad(s.Line, "een nieuw agendapunt heeft een naam nodig: `as`", "a new item needs a name: `as`")
		}
		return
	}
	switch {
	case v.makes == nothing:
		c.bad(s.Line, "een stap met %q maakt niets dat een naam kan krijgen", "a step with %q makes nothing that can have a name", s.Verb)
	case v.makes == anItem:
		c.item(s.As, s.Line, s.verb.(*ItemFacts))
		if s.Expect.Refused != "" {
			delete(c.items, s.As)
		}
	default:
		c.take(s.As, s.Line)
		if s.Expect.Refused == "" { // what was refused is not there
			c.things[s.As] = v.makes
		}
	}
}

func (c *checker) author(s *Step, v verb) {
	if v.check {
		if s.Who.Name != "" || s.Expect.Line != 0 {
			c.bad(s.Line, "%q kijkt alleen: `who` en `expect` horen er niet bij", "%q only looks: `who` and `expect` do not go with it", s.Verb)
		}
		return
	}
	if s.Who.Name == "" {
		c.bad(s.Line, "er staat niet bij wie dit doet: `who` ontbreekt", "it does not say who does this: `who` is missing")
		return
	}
	arriving := s.Verb == "arrive"
	c.person(s.Who, !arriving)
	if p, ok := c.script.People.get(s.Who.Name); arriving && ok {
		if !p.Late || c.here[s.Who.Name] {
			c.bad(s.Line, "%q is er al; alleen wie `late: true` heeft, komt later binnen", "%q is here already; only who has `late: true` comes in later", s.Who.Name)
		}
		c.here[s.Who.Name] = s.Expect.Refused == ""
	}
}

// verb checks what only this verb knows.
func (c *checker) verb(s *Step) {
	switch v := s.verb.(type) {
	case *Arrive:
		for _, w := range v.Without {
			if w != "secrecy" && w != "key" {
				c.bad(s.Line, "`without` kent secrecy en key, niet %q", "`without` knows secrecy and key, not %q", w)
			}
		}
	case *Sit:
		if v.Is != "" && !slices.Contains(c.items[v.At.Name], v.Is) {
			c.bad(s.Line, "%q is geen persoon van dit agendapunt", "%q is not a person of this item", v.Is)
		}
	case *Knows:
		c.sides(s.Line, v.Yes, v.No)
		if guest, ok := c.script.People.get(v.Of.Name); ok && guest.Guest == "" {
			c.bad(s.Line, "%q is geen gast: zijn naam staat in de lijst", "%q is no guest: his name is on the roster", v.Of.Name)
		}
	case *HandUp:
		c.oneOf(s.Line, "do", v.Do, handsDone())
	case *Floor:
		c.oneOf(s.Line, "list", v.List, listsDone())
	case *Describe:
		if _, ok := c.items[v.Of.Name]; ok {
			c.followsUp(s.Line, &v.Facts)
			c.facts(v.Of.Name, &v.Facts)
		}
	case *Contribute:
		c.contribute(s, v)
	case *Reply:
		c.said(s.Line, "text", v.Content.Text)
	case *Answer:
		c.said(s.Line, "text", v.Content.Text)
	case *Dissent:
		c.said(s.Line, "text", v.Content.Text)
	case *Draft:
		c.said(s.Line, "text", v.Content.Text)
		c.subject(s.Line, v.At, v.Content.About)
	case *Reveal:
		c.said(s.Line, "text", v.Content.Text)
		c.subject(s.Line, v.At, v.Content.About)
	case *Response:
		c.said(s.Line, "text", v.Content.Text)
		c.subject(s.Line, v.At, v.Content.About)
	case *Correct:
		c.said(s.Line, "text", v.Content.Text)
	case *Consent:
		c.subject(s.Line, v.At, &v.About)
	case *Decision:
		c.filled(s.Line, map[string]string{"text": v.Text})
	case *Action:
		c.action(s.Line, v)
	case *BringFrom:
		c.bringFrom(s.Line, v)
	case *Propose:
		c.filled(s.Line, map[string]string{"text": v.Text})
	case *Handle:
		if v.Answer == "" && len(v.Corrections) == 0 {
			c.bad(s.Line, "zeg wat er met de reactie gebeurt: `answer`, `corrections` of allebei", "say what becomes of the reaction: `answer`, `corrections` or both")
		}
	case *CanRead:
		c.sides(s.Line, v.Yes, v.No)
	case *Sees:
		c.sides(s.Line, v.Yes, v.No)
	case *LeftCheck:
		if !slices.Contains(stagesOfPackage(), v.Is) {
			c.bad(s.Line, "`is` kent %s, niet %q", "`is` knows %s, not %q", strings.Join(stagesOfPackage(), ", "), v.Is)
		}
	case *PhaseCheck:
		if !slices.Contains(phases(), v.Is) {
			c.bad(s.Line, "%q is geen fase van een overleg", "%q is not a phase of a meeting", v.Is)
		}
	}
}

// contribute fills in what an earlier contribution said, and checks the rest.
func (c *checker) contribute(s *Step, v *Contribute) {
	if v.Like != "" {
		earlier, ok := c.contributed[v.Like]
		if !ok {
			c.bad(s.Line, "geen eerdere stap met `contribute` heet %q", "no earlier step with `contribute` is called %q", v.Like)
			return
		}
		v.inherit(earlier)
	}
	if v.At.Line == 0 {
		c.bad(s.Line, "hier ontbreekt %q", "%q is missing here", "at")
	}
	c.said(s.Line, "text", v.Content.Text)
	c.subject(s.Line, v.At, v.Content.About)
	if s.As != "" {
		c.contributed[s.As] = v
	}
}

// subject wants a pseudonym to be one of the item's.
func (c *checker) subject(line int, at ItemRef, about *string) {
	if about != nil && *about != "" && !slices.Contains(c.items[at.Name], *about) {
		c.bad(line, "%q is geen persoon van dit agendapunt", "%q is not a person of this item", *about)
	}
}

// inherit takes over what v does not say itself.
func (v *Contribute) inherit(from *Contribute) {
	mine, theirs := reflect.ValueOf(v).Elem(), reflect.ValueOf(from).Elem()
	for _, pair := range [][2]reflect.Value{{mine, theirs}, {mine.FieldByName("Content"), theirs.FieldByName("Content")}} {
		for i := range pair[0].NumField() {
			if f := pair[0].Field(i); f.IsZero() {
				f.Set(pair[1].Field(i))
			}
		}
	}
}

func (c *checker) said(line int, key string, text *string) {
	switch {
	case text == nil:
		c.bad(line, "hier ontbreekt %q", "%q is missing here", key)
	case *text == "":
		c.bad(line, "%q is leeg", "%q is empty", key)
	}
}

// oneOf wants a word to be one of a few; "" leaves it out.
func (c *checker) oneOf(line int, key, word string, known []string) {
	if !slices.Contains(known, word) {
		c.bad(line, "`%[1]s` kent %[2]s, niet %[3]q", "`%[1]s` knows %[2]s, not %[3]q", key, strings.Join(known[1:], ", "), word)
	}
}

func (c *checker) sides(line int, yes, no People) {
	if !yes.All && !no.All && len(yes.Refs)+len(no.Refs) == 0 {
		c.bad(line, "zeg wie wel (`yes`) en wie niet (`no`)", "say who does (`yes`) and who does not (`no`)")
	}
	for _, r := range yes.Refs {
		if slices.ContainsFunc(no.Refs, func(o PersonRef) bool { return o.Name == r.Name }) {
			c.bad(r.Line, "%q staat bij `yes` en bij `no`", "%q is with `yes` and with `no`", r.Name)
		}
	}
}

func phases() []room.Phase {
	return []room.Phase{room.Preparing, room.InSession, room.WrappingUp, room.Adopted, room.Closed, room.Destroyed}
}

// How far a package can have come.
const (
	packageReady    = "ready"    // issued and sent to the server
	packageOpened   = "opened"   // it left, and its recipient opened it
	packageRecalled = "recalled" // something in it was withdrawn before it left
	packageListed   = "listed"   // something in it was withdrawn after it left
)

func stagesOfPackage() []string {
	return []string{packageReady, packageOpened, packageRecalled, packageListed}
}
