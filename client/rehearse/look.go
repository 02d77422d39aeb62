package rehearse

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Verbs that only look.

// sides are the people of a check: everyone means all who are not on the other side.
func (p *player) sides(yes, no People) (does, doesNot []string) {
	does, doesNot = p.everyone(yes), p.everyone(no)
	if yes.All {
		does = without(does, doesNot)
	}
	if no.All {
		doesNot = without(doesNot, does)
	}
	return does, doesNot
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(n string) bool { return slices.Contains(some, n) })
}

// eventually looks again and again until something holds or its time is up.
func eventually(ctx context.Context, holds func() bool) bool {
	tick := time.NewTicker(settleTick)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return holds()
		}
	}
	return true
}

func lookCanRead(ctx context.Context, p *player, s *Step, v *CanRead) error {
	does, doesNot := p.sides(v.Yes, v.No)
	for _, name := range does {
		var got string
		if !eventually(ctx, func() bool {
			var ok bool
			got, ok = p.read(name, v.Of)
			return ok && got == p.written(v.Of)
		}) {
			happened := say("%s kan het niet lezen", "%s cannot read it", name)
			if got != "" {
				happened = say("%s leest iets anders", "%s reads something else", name)
			}
			return p.failed(s, say("%s leest %s", "%s reads %s", name, v.Of.Name), happened)
		}
	}
	for _, name := range doesNot {
		if _, ok := p.read(name, v.Of); ok {
			return p.failed(s, say("%s kan %s niet lezen", "%s cannot read %s", name, v.Of.Name), say("%s leest het", "%s reads it", name))
		}
	}
	p.print.seen(say("%[1]s lezen: %[2]s · niet: %[3]s", "read %[1]s: %[2]s · not: %[3]s", v.Of.Name, p.calledAll(does), p.calledAll(doesNot)))
	return nil
}

// read opens a text on somebody's device, if it can.
func (p *player) read(name string, r AnyRef) (string, bool) {
	a := p.actor(name)
	if a.session == nil || a.gone {
		return "", false
	}
	if it, ok := p.items[r.Name]; ok {
		text, err := a.session.ReadItem(it.id)
		return text.Label, err == nil
	}
	text, err := a.session.Read(p.things[r.Name].act)
	return text.String(), err == nil
}

// written is what must be read.
func (p *player) written(r AnyRef) string {
	if it, ok := p.items[r.Name]; ok {
		return it.label
	}
	m := p.things[r.Name]
	if m.kind == aProposal {
		return identify.Normalize(m.text)
	}
	return m.text
}

func lookSees(_ context.Context, p *player, s *Step, v *Sees) error {
	does, doesNot := p.sides(v.Yes, v.No)
	for _, name := range does {
		if !p.sees(name, v.Of) {
			return p.failed(s, say("%s ziet dat %s er is", "%s sees that %s is there", name, v.Of.Name), say("%s ziet er niets van", "%s sees nothing of it", name))
		}
	}
	for _, name := range doesNot {
		if p.sees(name, v.Of) || p.shown(name, v.Of) {
			return p.failed(s, say("%s ziet niets van %s", "%s sees nothing of %s", name, v.Of.Name), say("%s ziet dat het er is", "%s sees that it is there", name))
		}
	}
	p.print.seen(say("zien dat %[1]s er is: %[2]s · zien er niets van: %[3]s", "see that %[1]s is there: %[2]s · see nothing of it: %[3]s", v.Of.Name, p.calledAll(does), p.calledAll(doesNot)))
	return nil
}

// sees says whether something is in somebody's view.
func (p *player) sees(name string, r AnyRef) bool {
	a := p.actor(name)
	if a.session == nil || a.gone {
		return false
	}
	view := a.session.View()
	if it, ok := p.items[r.Name]; ok {
		return slices.ContainsFunc(view.Items, func(i room.ItemView) bool { return i.ID == it.id && i.Here })
	}
	act := p.things[r.Name].act
	return slices.ContainsFunc(view.Items, func(i room.ItemView) bool {
		return slices.ContainsFunc(i.Contributions, func(c room.ContributionView) bool { return c.Act == act }) ||
			slices.ContainsFunc(i.Requests, func(q room.RequestView) bool { return q.Act == act }) ||
			slices.ContainsFunc(i.Consents, func(c room.ConsentView) bool { return c.Act == act }) ||
			slices.ContainsFunc(i.Drafts, func(d room.DraftView) bool { return d.Act == act }) ||
			slices.ContainsFunc(i.Contributions, func(c room.ContributionView) bool { return holds(c.Holds, act) }) ||
			slices.ContainsFunc(i.Proposals, func(c room.ProposalView) bool { return holds(c.Holds, act) }) ||
			slices.ContainsFunc(i.Agreed, func(c room.AgreedView) bool { return c.Act == act }) ||
			slices.ContainsFunc(i.Proposals, func(c room.ProposalView) bool { return c.Act == act })
	}) || slices.ContainsFunc(view.Packages, func(k room.PackageView) bool { return k.Act == act }) ||
		slices.ContainsFunc(view.Reactions, func(re room.ReactionView) bool { return re.Act == act || re.Answered == act })
}

func holds(all []room.HoldView, act crypto.Digest) bool {
	return slices.ContainsFunc(all, func(h room.HoldView) bool { return h.Act == act })
}

// shown says whether somebody's device was ever sent the record itself.
func (p *player) shown(name string, r AnyRef) bool {
	a := p.actor(name)
	m, ok := p.things[r.Name]
	if !ok || a.session == nil {
		return false
	}
	log, err := a.session.Log()
	if err != nil {
		return false
	}
	for _, e := range log.Entries {
		if e.Record != nil && actIn(e.Record) == m.act {
			return true
		}
	}
	return false
}

func lookPackage(_ context.Context, p *player, s *Step, v *PackageCheck) error {
	f := p.newest(v)
	if f == nil {
		return p.failed(s, say("een pakket van %s", "a package of %s", v.Of.Name), say("er is er geen opgehaald", "none was fetched"))
	}
	visible := visibleText(f.html)
	for _, text := range v.Contains {
		if !strings.Contains(visible, flat(text)) {
			return p.failed(s, say("in het pakket van %s staat: %s", "the package of %s contains: %s", v.Of.Name, text), say("het staat er niet in", "it is not in it"))
		}
	}
	for _, text := range v.Lacks {
		if strings.Contains(visible, flat(text)) || bytes.Contains(f.contents, []byte(text)) {
			return p.failed(s, say("niet in het pakket van %s: %s", "not in the package of %s: %s", v.Of.Name, text), say("het staat erin", "it is in it"))
		}
	}
	if v.Concept != nil && *v.Concept != f.concept {
		return p.failed(s, conceptIs(*v.Concept), conceptIs(f.concept))
	}
	if v.Archive != nil && *v.Archive != p.inArchive(f) {
		return p.failed(s, archiveIs(*v.Archive), archiveIs(!*v.Archive))
	}
	p.print.seen(say("pakket van %s nagekeken: %d teksten wel, %d niet", "package of %s checked: %d texts in it, %d not", p.called(v.Of.Name), len(v.Contains), len(v.Lacks)))
	return nil
}

func conceptIs(concept bool) words {
	if concept {
		return say("een concept om op te reageren", "a concept to react to")
	}
	return say("geen concept", "no concept")
}

func archiveIs(opens bool) words {
	if opens {
		return say("de archiefsleutel opent het ook", "the archive key opens it too")
	}
	return say("geen archiefsleutel opent het", "no archive key opens it")
}

// newest is the package that somebody has, fetched last.
func (p *player) newest(v *PackageCheck) *fetched {
	for _, a := range p.actors {
		for i := range slices.Backward(a.fetched) {
			f := &a.fetched[i]
			if f.owner == v.Of.Name && (v.Kind == "" || f.kind == v.Kind) {
				return f
			}
		}
	}
	return nil
}

// visibleText is the text of a page, without tags, with single spaces.
func visibleText(page []byte) string {
	if i := bytes.LastIndex(page, []byte("<script")); i >= 0 {
		page = page[:i] // the manifest
	}
	var b strings.Builder
	inside := false
	for _, r := range string(page) {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
			b.WriteByte(' ')
		case !inside:
			b.WriteRune(r)
		}
	}
	return flat(html.UnescapeString(b.String()))
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

func lookLeft(_ context.Context, p *player, s *Step, v *LeftCheck) error {
	pack, err := p.packageOf(v.Package)
	if err != nil {
		return err
	}
	if is := stage(pack); is != v.Is {
		return p.failed(s, say("pakket %s: %s", "package %s: %s", v.Package.Name, v.Is), say("%s", "%s", is))
	}
	p.print.seen(say("pakket %s: %s", "package %s: %s", v.Package.Name, stageWords(v.Is).in(p.opts.Language)))
	return nil
}

func lookGates(_ context.Context, p *player, s *Step, v *GatesCheck) error {
	gates := p.chair().session.Gates()
	for _, want := range []struct {
		codes []covenant.Code
		met   bool
	}{{v.Open, false}, {v.Met, true}} {
		for _, code := range want.codes {
			i := slices.IndexFunc(gates, func(g room.Gate) bool { return g.Code == code })
			if i < 0 {
				return p.failed(s, say("voorwaarde %s", "gate %s", code), say("die kent dit profiel niet", "this profile does not know it"))
			}
			if gates[i].Met != want.met {
				return p.failed(s, gateIs(code, want.met), gateIs(code, gates[i].Met))
			}
		}
	}
	if len(v.Open) > 0 {
		p.print.seen(say("nog te doen: %s", "still to do: %s", p.gateWords(v.Open)))
	}
	if len(v.Met) > 0 {
		p.print.seen(say("gedaan: %s", "done: %s", p.gateWords(v.Met)))
	}
	return nil
}

func gateIs(code covenant.Code, met bool) words {
	if met {
		return say("%s is gedaan", "%s is met", code)
	}
	return say("%s is nog te doen", "%s is open", code)
}

func lookPhase(ctx context.Context, p *player, s *Step, v *PhaseCheck) error {
	for _, a := range p.here() {
		if !eventually(ctx, func() bool { return a.session.View().Phase == v.Is }) {
			return p.failed(s, say("fase %s", "phase %s", v.Is), say("%s bij %s", "%s for %s", a.session.View().Phase, a.name))
		}
	}
	p.print.seen(say("fase: %s", "phase: %s", phaseWords(v.Is).in(p.opts.Language)))
	return nil
}

func lookErased(ctx context.Context, p *player, s *Step, v *ErasedCheck) error {
	act := p.act(v.Of)
	if !eventually(ctx, func() bool {
		c, ok := contributionIn(p.chair().session.View(), act)
		return ok && c.Erased
	}) {
		return p.failed(s, say("%s is gewist", "%s is erased", v.Of.Name), say("%v", "%v", errors.Join(fmt.Errorf("no erased act"), ctx.Err())))
	}
	p.print.seen(say("%s is gewist; de server tekende daarvoor", "%s is erased; the server signed for it", v.Of.Name))
	return p.settle(ctx)
}

func contributionIn(view room.View, act crypto.Digest) (room.ContributionView, bool) {
	for _, it := range view.Items {
		for _, c := range it.Contributions {
			if c.Act == act {
				return c, true
			}
		}
	}
	return room.ContributionView{}, false
}
