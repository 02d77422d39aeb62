package rehearse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// player plays one script. It is used by one goroutine; the clients have their own.
type player struct {
	script *Script
	opts   Options
	print  *printer
	rules  *covenant.Rules // of the room, once it is founded

	actors    []*actor // in the order of the script
	outsiders map[string]*outsider
	archives  map[covenant.Code]crypto.MinutesKey // by party, once one of its people named one
	told      map[crypto.Digest]string            // passphrase of each package that has one, by issue act
	items     map[string]*item
	things    map[string]*made
	earlier   *earlierMeeting // nil where this is the first
	last      crypto.Digest   // act of the present step

	accepted, refused, checked int
	presses                    map[string]int // accepted steps of each person: what he does once his text is typed
}

// actor is a person with his device.
type actor struct {
	name    string
	person  *Person
	place   agenda.PlaceID
	link    string          // his invitation link; "" for the chair
	session *client.Session // nil until he has come in
	vault   *vault.Memory
	line    *http.Transport // his alone, as everything of his device is
	gone    bool            // he left or was removed
	offline bool            // his line was dropped
	fetched []fetched
	earlier []fetched // in the meeting before this one
	plan    []byte    // the file of a room plan that he saved
}

// item is an agenda item and what was said of it.
type item struct {
	id      agenda.ItemID
	label   string
	facts   ItemFacts // everything together
	persons []Subject
	contact agenda.PlaceID // the family's
	earlier crypto.Digest  // the room that it follows up; zero for none
}

// made is what a step made.
type made struct {
	kind thing
	item string
	act  crypto.Digest
	text string
	by   string
}

// Run plays a script. It returns a [*Failure] for what does not go as the
// script expects, and other errors for what keeps it from being played at all.
func Run(ctx context.Context, s *Script, o Options) error {
	p := newPlayer(s, o)
	defer p.close()
	err := p.play(ctx)
	if err == nil {
		err = p.leave()
	}
	return errors.Join(err, p.print.err)
}

func newPlayer(s *Script, o Options) *player {
	p := &player{
		script: s, opts: o, print: newPrinter(o), outsiders: map[string]*outsider{},
		archives: map[covenant.Code]crypto.MinutesKey{}, told: map[crypto.Digest]string{},
		items: map[string]*item{}, things: map[string]*made{}, presses: map[string]int{},
	}
	for i := range s.People {
		e := &s.People[i]
		p.actors = append(p.actors, &actor{name: e.Name, person: &e.Value, vault: vault.NewMemory(), line: &http.Transport{Proxy: http.ProxyFromEnvironment}})
	}
	return p
}

// options are those of a person's client.
func (a *actor) options() client.Options {
	return client.Options{Vault: a.vault, HTTP: &http.Client{Transport: a.line}}
}

func (p *player) play(ctx context.Context) error {
	if err := p.playEarlier(ctx); err != nil {
		return err
	}
	p.print.title(p.script.Title)
	p.print.note(p.before())
	p.print.note(p.script.Note)
	if err := p.open(ctx); err != nil {
		return err
	}
	for i := range p.script.Steps {
		if err := p.step(ctx, &p.script.Steps[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) close() {
	for _, a := range p.actors {
		if a.session != nil {
			a.session.Close()
		}
		a.line.CloseIdleConnections()
	}
}

// step plays one step and compares what came of it with what was expected.
func (p *player) step(ctx context.Context, s *Step) error {
	p.print.note(s.Note)
	v, ok := verbOf(s)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, p.patience())
	defer cancel()
	if v.check {
		p.checked++
		return v.run(ctx, p, s)
	}
	p.print.act(p.called(s.Who.Name), p.phrase(s))
	if text := p.textOf(s.verb); text != "" {
		p.print.quoted(text)
	}
	p.last = crypto.Digest{}
	err := v.run(ctx, p, s)
	refusal := p.refusalOf(err)
	switch {
	case refusal != nil:
		return p.wasRefused(s, refusal)
	case err != nil:
		return p.failed(s, s.Expect.words(), say("%v", "%v", err))
	}
	return p.wasAccepted(ctx, s, v)
}

func (p *player) patience() time.Duration {
	if p.opts.patience != 0 {
		return p.opts.patience
	}
	return StepTimeout
}

func (p *player) wasRefused(s *Step, r *room.Refusal) error {
	p.print.refused(r, p.rules)
	p.refused++
	e := s.Expect
	if e.Refused == r.Code && (e.Article == "" || slices.Contains(r.Articles, e.Article)) && (e.Subject == "" || e.Subject == r.Subject) {
		return nil
	}
	return p.failed(s, e.words(), refusalText(r, p.rules))
}

func (p *player) wasAccepted(ctx context.Context, s *Step, v verb) error {
	if s.Expect.Refused != "" {
		return p.failed(s, s.Expect.words(), say("aanvaard", "accepted"))
	}
	p.accepted++
	p.presses[s.Who.Name]++
	if s.As != "" && v.makes != nothing && v.makes != anItem {
		p.things[s.As] = p.madeBy(s, v.makes)
	}
	if err := p.settle(ctx); err != nil {
		return p.failed(s, say("iedereen ziet het", "everybody sees it"), say("%v", "%v", err))
	}
	p.print.accepted(p.readers(s))
	return nil
}

// failed makes the error of a step.
func (p *player) failed(s *Step, expected, happened words) error {
	f := &Failure{File: p.script.File, expected: expected, happened: happened}
	if s != nil {
		f.Step, f.Line, f.Who, f.Verb = s.Number, s.Line, s.Who.Name, s.Verb
	}
	return f
}

func (e Expect) words() words {
	if e.Refused == "" {
		return say("aanvaard", "accepted")
	}
	in := string(e.Refused)
	if e.Subject != "" {
		in += ": " + e.Subject
	}
	if e.Article != "" {
		in += "; " + string(e.Article)
	}
	return say("geweigerd [%s]", "refused [%s]", in)
}

// settle waits until every client that is there has verified and applied what
// the others have.
func (p *player) settle(ctx context.Context) error {
	tick := time.NewTicker(settleTick)
	defer tick.Stop()
	for calm, last := 0, uint64(0); ; {
		head, same := p.heads()
		switch {
		case same && head == last:
			calm++
		default:
			calm = 0
		}
		last = head
		if calm >= settleCalm {
			return p.honest()
		}
		if err := p.honest(); err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("rehearse: the clients do not come to the same head: %w", ctx.Err())
		}
	}
}

// heads gives the highest head and whether all clients have applied it.
func (p *player) heads() (head uint64, same bool) {
	same = true
	first := true
	for _, a := range p.here() {
		at, applied := a.session.Head()
		if !first && (at.N != head || applied != head) || applied != at.N {
			same = false
		}
		head, first = max(head, at.N), false
	}
	return head, same
}

// honest says what a client stopped on, when the server lied to it.
func (p *player) honest() error {
	for _, a := range p.actors {
		if a.session == nil || a.gone {
			continue
		}
		if evidence := a.session.Evidence(); evidence != nil {
			return fmt.Errorf("rehearse: the client of %s stopped: %w", a.name, evidence)
		}
	}
	return nil
}

// here are the people who are in the room and connected.
func (p *player) here() []*actor {
	var here []*actor
	for _, a := range p.actors {
		if a.session != nil && !a.gone && !a.offline {
			here = append(here, a)
		}
	}
	return here
}

func (p *player) actor(name string) *actor {
	for _, a := range p.actors {
		if a.name == name {
			return a
		}
	}
	return nil
}

// chair is the client of who is chair now.
func (p *player) chair() *actor {
	founder := p.founder()
	for _, seat := range founder.session.View().Seats {
		if seat.Post != agenda.Chair || seat.Gone != "" {
			continue
		}
		for _, a := range p.actors {
			if a.session != nil && a.session.Seat() == seat.ID {
				return a
			}
		}
	}
	return founder
}

func (p *player) founder() *actor {
	i := slices.IndexFunc(p.actors, func(a *actor) bool { return a.person.Post == agenda.Chair })
	return p.actors[i]
}

// seat is the seat of somebody who has come in, 0 otherwise.
func (p *player) seat(name string) chain.Seat {
	if a := p.actor(name); a != nil && a.session != nil {
		return a.session.Seat()
	}
	return 0
}

// everyone gives the names that People stand for.
func (p *player) everyone(people People) []string {
	if !people.All {
		return names(people.Refs)
	}
	var all []string
	for _, a := range p.actors {
		all = append(all, a.name)
	}
	return all
}

func (p *player) label(r ItemRef) string {
	if it, ok := p.items[r.Name]; ok {
		return "“" + it.label + "”"
	}
	return r.Name
}

// session is the client that plays a step.
func (p *player) session(s *Step) *client.Session { return p.actor(s.Who.Name).session }
