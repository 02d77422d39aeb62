package rehearse

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/minutes/identify"
)

// A script may go on after another one, which is then played first.

// FileRef names a file, from where the script is.
type FileRef struct {
	Path string // "" for none
	Line int
}

// EarlierRef names what a step of the earlier script made, with `as`.
type EarlierRef struct {
	Name string
	Line int
}

func (r *FileRef) read(d *decoder, n *node) {
	r.Line = n.line
	if n.kind != isText || n.text == "" {
		d.bad(n.line, "hier hoort de naam van een bestand te staan", "the name of a file belongs here")
		return
	}
	r.Path = n.text
}

func (r *EarlierRef) read(d *decoder, n *node) { r.Name, r.Line = d.name(n), n.line }

// loadEarlier reads the script that this one goes on after. Without a directory
// there is nowhere to find it.
func (s *Script) loadEarlier(m *mistakes, directory string) {
	if s.Before.Path == "" {
		return
	}
	if directory == "" {
		m.bad(s.Before.Line, "dit script staat niet in een map; het eerdere script %s is niet te vinden", "this script is in no directory; the earlier script %s cannot be found", s.Before.Path)
		return
	}
	path := filepath.Join(directory, filepath.FromSlash(s.Before.Path))
	source, err := readScript(path)
	if err != nil {
		m.bad(s.Before.Line, "het eerdere script %s is niet te lezen", "the earlier script %s cannot be read", s.Before.Path)
		return
	}
	earlier, err := parse(filepath.Base(path), source, "")
	if err != nil {
		m.bad(s.Before.Line, "het eerdere script %s is niet goed, of gaat zelf weer door op een ander; kijk het eerst na met `--check`",
			"the earlier script %s has mistakes, or goes on after another one itself; look at it with `--check` first", s.Before.Path)
		return
	}
	s.earlier = earlier
}

// playEarlier plays the meeting before this one without printing. Who has the same
// name here goes on with the same device and the packages he fetched.
func (p *player) playEarlier(ctx context.Context) error {
	if p.script.earlier == nil {
		return nil
	}
	o := p.opts
	o.Out, o.Dir = nil, ""
	before := newPlayer(p.script.earlier, o)
	defer before.close()
	if err := before.play(ctx); err != nil {
		return err
	}
	for _, a := range p.actors {
		if was := before.actor(a.name); was != nil {
			a.vault, a.earlier = was.vault, was.fetched
		}
	}
	p.earlier = &earlierMeeting{room: before.founder().session.Room(), things: before.things}
	return nil
}

// earlierMeeting is what this meeting needs of the one before.
type earlierMeeting struct {
	room   crypto.Digest
	things map[string]*made
}

// of is what a step of the earlier script made.
func (e *earlierMeeting) of(r EarlierRef) *made { return e.things[r.Name] }

// followUp lets an item follow up the earlier meeting, where that is said of it.
func (p *player) followUp(it *item, f *ItemFacts) {
	if yes(f.FollowsUp) {
		it.earlier = p.earlier.room
	}
}

// BringFrom brings in a text that the person's package of the earlier meeting holds.
type BringFrom struct {
	At      ItemRef     `script:"at,required"`
	Passage EarlierRef  `script:"passage,required" thing:"proposal"`
	Content Content     `script:",inline"` // its text comes out of the package
	Readers PersonWords `script:"readers"`
}

// playBringFrom takes the text out of the newest package that holds it.
func playBringFrom(ctx context.Context, p *player, s *Step, v *BringFrom) error {
	it, proposal := p.items[v.At.Name], p.earlier.of(v.Passage).act
	like := p.content(s.Who.Name, it, v.Content)
	like.Readers = p.onlyThese(s, v.Readers)
	for _, f := range slices.Backward(p.actor(s.Who.Name).earlier) {
		brought, err := p.session(s).BringFrom(ctx, it.id, f.html, like, proposal)
		if errors.Is(err, client.ErrUnknown) {
			continue // it is not in this one
		}
		if err == nil {
			p.last = brought[0]
		}
		return err
	}
	return client.ErrUnknown
}

// goesOn records that an action of the earlier meeting goes on here, out of a package
// of who records it.
func (p *player) goesOn(ctx context.Context, s *Step, v *Action, by agenda.PlaceID, due int64) error {
	it, proposal := p.items[v.At.Name].id, p.earlier.of(*v.Earlier).act
	for _, f := range slices.Backward(p.actor(s.Who.Name).earlier) {
		all, err := p.session(s).EarlierActions(it, f.html)
		if err != nil {
			return err
		}
		for _, from := range all {
			if from.Proposal == proposal {
				p.last, err = p.session(s).ActionFrom(ctx, it, from, by, due)
				return err
			}
		}
	}
	return client.ErrUnknown
}

// textOf is the text that a step writes; what comes out of a package was written in
// the earlier meeting.
func (p *player) textOf(verb any) string {
	switch v := verb.(type) {
	case *BringFrom:
		return identify.Normalize(p.earlier.of(v.Passage).text)
	case *Action:
		if v.Earlier != nil {
			return identify.Normalize(p.earlier.of(*v.Earlier).text)
		}
	}
	return textOf(verb)
}

// before says what was played first; "" for nothing.
func (p *player) before() string {
	if p.script.earlier == nil {
		return ""
	}
	return say("Eerst is, zonder het te laten zien, gespeeld: %s.", "Played first, without showing it: %s.", p.script.earlier.Title).in(p.opts.Language)
}
