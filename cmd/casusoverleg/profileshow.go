package main

import (
	"fmt"
	"strings"

	"casusoverleg/room/covenant"
)

// showRules prints what a room under these rules allows and demands.
func (p *program) showRules(rules *covenant.Rules) {
	for _, ref := range rules.Profiles() {
		fmt.Fprintf(p.out, "%s %s: %s\n", ref.Name, ref.Version, p.text(ref.Title))
	}
	p.printf("Vingerafdruk van de regels: %s\n", "Digest of the rules: %s\n", rules.Digest())

	p.section("Partijen", "Parties", rules.Parties())
	for _, party := range rules.Parties() {
		if tasks := rules.Tasks(party.Code); len(tasks) > 0 {
			p.section("Taken van "+party.NL, "Tasks of "+party.EN, tasks)
		}
	}
	p.section("Soorten overleg", "Kinds of meeting", rules.RoomKinds())
	p.section("Doelen", "Purposes", rules.Purposes())
	p.section("Criteria voor een casus", "Criteria for a case", rules.Criteria())
	p.section("Stappen van het werkproces", "Steps of the work process", rules.Phases())
	for _, step := range rules.Phases() {
		if phase, ok := rules.Phase(step.Code); ok {
			fmt.Fprintf(p.out, "  %s: %s: %s\n", step.Code, p.text(phase.Activity), joined(phase.Categories))
		}
	}
	p.section("Soorten gegevens", "Kinds of data", rules.Categories())
	p.section("Grondslagen", "Legal bases", rules.Bases())
	p.section("Rollen bij een agendapunt", "Roles at an item", rules.ItemRoles())
	p.section("Redenen om iemand te laten meelezen", "Reasons for somebody to read along", rules.ReaderReasons())
	p.section("Uitkomsten", "Outcomes", rules.Outcomes())
	p.section("Lichtere middelen: vragen vooraf", "Milder means: questions beforehand", rules.Ladder())
	p.section("Hulp bij het afwegen", "Help with weighing", rules.Aid())
	p.section("Uitzonderingen op vooraf informeren", "Exceptions to informing beforehand", rules.InformExceptions())
	p.section("Wat naar buiten mag", "What may leave", rules.ReleaseKinds())
	p.section("Pakketten", "Packages", p.entriesOf(rules.PackageKinds(), rules.PackageKind))
	p.section("Nodig voor een agendapunt opengaat", "Needed before an item opens", p.entriesOf(rules.OpenGates(), rules.Gate))
	p.section("Nodig voor het overleg sluit", "Needed before the meeting closes", p.entriesOf(rules.CloseGates(), rules.Gate))
	p.terms(rules)
	p.section("Weigeringen", "Refusals", rules.Refusals())
}

func (p *program) section(nl, en string, entries []covenant.Entry) {
	if len(entries) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", p.say(nl, en))
	for _, e := range entries {
		fmt.Fprintf(p.out, "  %-28s %s%s\n", e.Code, p.entry(e), cited(e.Articles))
	}
}

func (p *program) entriesOf(codes []covenant.Code, find func(covenant.Code) (covenant.Entry, bool)) []covenant.Entry {
	var out []covenant.Entry
	for _, code := range codes {
		if e, ok := find(code); ok {
			out = append(out, e)
		}
	}
	return out
}

func (p *program) terms(rules *covenant.Rules) {
	fmt.Fprintf(p.out, "\n%s\n", p.say("Termijnen", "Terms"))
	for _, t := range rules.Terms() {
		length := ""
		switch {
		case t.Hours > 0:
			length = p.sayf("%d uur", "%d hours", t.Hours)
		case t.WorkingDays > 0:
			length = p.sayf("%d werkdagen", "%d working days", t.WorkingDays)
		case t.Months > 0:
			length = p.sayf("%d maanden", "%d months", t.Months)
		default:
			length = p.sayf("%d dagen", "%d days", t.Days)
		}
		fmt.Fprintf(p.out, "  %-28s %s: %s%s\n", t.Code, p.entry(t.Entry), length, cited(t.Articles))
	}
}

// cited puts articles between brackets; nothing for none.
func cited(articles []covenant.Article) string {
	if len(articles) == 0 {
		return ""
	}
	words := make([]string, len(articles))
	for i, a := range articles {
		words[i] = string(a)
	}
	return " (" + strings.Join(words, "; ") + ")"
}
