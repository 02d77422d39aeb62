package main

import (
	"fmt"
	"strings"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// telling prints an account in one language, with the words and articles of the
// room's own rules.
type telling struct {
	*program
	*account
	rules *covenant.Rules
}

func (t *telling) print() {
	t.printPeople()
	t.printCourse()
	t.printParcels()
	t.printDecisions()
	t.printTaken()
}

// heading is the title of a part with the articles behind it.
func (t *telling) heading(nl, en string, code covenant.Code) {
	articles := ""
	if code != "" {
		articles = t.citing(code)
	}
	fmt.Fprintf(t.out, "\n%s%s\n", t.say(nl, en), articles)
}

func (t *telling) line(nl, en string, args ...any) {
	fmt.Fprintf(t.out, "  "+t.say(nl, en)+"\n", args...)
}

func (t *telling) none(nl, en string) { fmt.Fprintf(t.out, "  %s\n", t.say(nl, en)) }

func (t *telling) printPeople() {
	t.heading("Wie is toegelaten", "Who was admitted", room.CodeNotSeated)
	for i, who := range t.people {
		how := t.sayf("opgericht op %s", "founded on %s", when(who.admitted.time))
		if i > 0 {
			how = t.sayf("toegelaten door %s op %s", "admitted by %s on %s", t.seat(who.admitted.by), when(who.admitted.time))
		}
		for _, back := range who.back {
			how += t.sayf("; ander apparaat op %s", "; another device on %s", when(back.time))
		}
		if who.gone != nil {
			how += t.sayf("; weg op %s", "; gone on %s", when(who.gone.time))
		}
		t.line("%d. %s, %s, %s, %s; %s", "%d. %s, %s, %s, %s; %s",
			i+1, who.claims.Name, who.claims.Function, t.party(who.claims.Party), t.post(who.post), how)
	}
}

func (t *telling) printCourse() {
	t.heading("Het verloop", "The course of the meeting", "")
	for _, m := range t.course {
		t.line("%s  %s, door %s (handeling %d)", "%s  %s, by %s (act %d)", when(m.time), t.event(m.kind), t.seat(m.by), m.seq)
	}
}

func (t *telling) event(kind chain.Kind) string {
	switch kind {
	case room.KindGenesis:
		return t.say("opgericht", "founded")
	case room.KindStart:
		return t.say("begonnen", "started")
	case room.KindHandOver:
		return t.say("voorzitterschap overgedragen", "chair handed over")
	case room.KindTakeOver:
		return t.say("voorzitterschap overgenomen", "chair taken over")
	case room.KindWrapUp:
		return t.say("afronding begonnen", "wrapping up began")
	case room.KindAdopt:
		return t.say("verslag vastgesteld", "minutes adopted")
	case room.KindClose:
		return t.say("gesloten", "closed")
	case room.KindDestroy:
		return t.say("vernietiging van de inhoud gevraagd", "destruction of the contents asked for")
	case room.KindDestroyed:
		return t.say("inhoud vernietigd", "contents destroyed")
	case room.KindEpoch:
		return t.say("handelingen verloren; nieuw tijdperk", "acts lost; new epoch")
	case room.KindResume:
		return t.say("hervat na verlies", "resumed after loss")
	case room.KindRekey:
		return t.say("nieuwe sleutel van de server", "new key of the server")
	}
	return string(kind)
}

func (t *telling) printParcels() {
	t.heading("Wat naar buiten ging: het register van verstrekkingen", "What left: the register of disclosures", covenant.BasisNotOwnTask)
	t.line("Akkoord van de eigenaar:%s. Besluit van de voorzitter:%s. Versleuteld:%s.",
		"Agreement of the owner:%s. Decision of the chair:%s. Encrypted:%s.",
		t.citing(room.CodeNoAgreement), t.citing(room.CodeNotMinimised), t.citing(covenant.RecipientUnsecured))
	left := 0
	for _, p := range t.parcels {
		if p.delivered != nil {
			left++
			t.printParcel(p)
		}
	}
	if left == 0 {
		t.none("Er ging niets naar buiten.", "Nothing left.")
	}
	if left == len(t.parcels) {
		return
	}
	t.heading("Uitgegeven, maar niet naar buiten gegaan", "Issued, but has not left", "")
	for _, p := range t.parcels {
		if p.delivered != nil {
			continue
		}
		why := t.say("niet opgehaald", "not fetched")
		if p.withdrawn {
			why = t.say("teruggeroepen: iets erin is ingetrokken", "recalled: something in it was withdrawn")
		}
		t.line("%s; %s", "%s; %s", t.parcel(p), why)
	}
}

// parcel names a package.
func (t *telling) parcel(p *parcel) string {
	kind := string(p.kind)
	if e, ok := t.rules.PackageKind(p.kind); ok {
		kind = t.entry(e)
	}
	return t.sayf("%s voor %s, uitgegeven door %s op %s (handeling %d)", "%s for %s, issued by %s on %s (act %d)",
		kind, t.recipient(p.to), t.seat(p.issued.by), when(p.issued.time), p.issued.seq)
}

func (t *telling) printParcel(p *parcel) {
	t.line("%s", "%s", t.parcel(p))
	opened := t.say("de ontvanger tekende niet dat het open is", "the recipient did not sign that it was opened")
	if p.opened != nil {
		opened = t.sayf("geopend op %s", "opened on %s", when(p.opened.time))
	}
	t.line("  opgehaald op %s; %s", "  fetched on %s; %s", when(p.delivered.time), opened)
	if p.withdrawn {
		t.line("  iets erin is later ingetrokken", "  something in it was withdrawn later")
	}
	if p.own > 0 {
		t.line("  eigen inbreng van de ontvanger: %d", "  the recipient's own contributions: %d", p.own)
	}
	for _, r := range p.releases {
		t.printRelease(r)
	}
}

// printRelease is one text in a package, without the text: whose it was, on
// whose agreement and whose decision it left, and what for.
func (t *telling) printRelease(r *release) {
	t.line("  - voorstel %d van %s: %s bij agendapunt %d; acties waarvoor het nodig is: %d",
		"  - proposal %d by %s: %s at item %d; actions it is needed for: %d",
		r.proposed.seq, t.seat(r.proposed.by), t.releaseKind(r.kind), r.item, r.actions)
	if r.basis != "" {
		t.line("    grondslag: %s; taak: %s", "    basis: %s; task: %s", t.word(t.rules.Bases(), r.basis), r.task)
	}
	if len(r.owners) == 0 {
		t.line("    komt uit geen inbreng, verklaren opsteller en voorzitter", "    draws on no contribution, state its author and the chair")
	}
	for _, m := range r.agreed {
		t.line("    akkoord van eigenaar %s op %s", "    agreed by owner %s on %s", t.seat(m.by), when(m.time))
	}
	if r.decided != nil {
		t.line("    nodig gevonden en geminimaliseerd door %s op %s", "    found necessary and minimised by %s on %s",
			t.seat(r.decided.by), when(r.decided.time))
	}
}

// citing is the articles behind a refusal code.
func (t *telling) citing(code covenant.Code) string { return cited(t.rules.Rule(code).Articles) }

func (t *telling) printDecisions() {
	t.heading("Besluiten over wat naar buiten mocht", "Decisions on what might leave", room.CodeNotMinimised)
	if len(t.releases) == 0 {
		t.none("Er is niets voorgesteld.", "Nothing was proposed.")
	}
	for _, r := range t.releases {
		what := t.say("nog niet besloten", "not decided")
		if r.decided != nil {
			verdict := t.say("geweigerd", "refused")
			switch {
			case r.approved:
				verdict = t.say("goedgekeurd", "approved")
			case r.decided.kind == room.KindLapse:
				verdict = t.say("vervallen verklaard", "let lapse")
			}
			what = t.sayf("%s door %s op %s", "%s by %s on %s", verdict, t.seat(r.decided.by), when(r.decided.time))
		}
		t.line("Voorstel %d (%s, agendapunt %d) voor %s: %s%s", "Proposal %d (%s, item %d) for %s: %s%s",
			r.proposed.seq, t.releaseKind(r.kind), r.item, t.recipients(r.to), what, t.leftIn(r.left))
	}
}

// leftIn says how much that identifies somebody was left in on purpose.
func (t *telling) leftIn(left []room.Left) string {
	if len(left) == 0 {
		return ""
	}
	var words []string
	for _, l := range left {
		words = append(words, fmt.Sprintf("%d × %s", l.Count, l.Kind))
	}
	return t.sayf("; bewust laten staan: %s", "; left in on purpose: %s", strings.Join(words, ", "))
}

func (t *telling) printTaken() {
	t.heading("Ingetrokken inbreng", "Contributions withdrawn", room.CodeSourceWithdrawn)
	if len(t.taken) == 0 {
		t.none("Er is niets ingetrokken.", "Nothing was withdrawn.")
	}
	for _, w := range t.taken {
		gone := t.say("de server heeft nog niet getekend dat het gewist is", "the server has not signed yet that it was erased")
		if w.erased != nil {
			gone = t.sayf("gewist op %s", "erased on %s", when(w.erased.time))
		}
		t.line("Inbreng %d van %s bij agendapunt %d: ingetrokken op %s; %s", "Contribution %d of %s at item %d: withdrawn on %s; %s",
			w.of.made.seq, t.seat(w.of.owner), w.of.item, when(w.time), gone)
	}
}

// seat names a seat, or the server.
func (t *telling) seat(id chain.Seat) string {
	if id == chain.Server {
		return t.say("de server", "the server")
	}
	if who := t.person(id); who != nil {
		return who.claims.Name
	}
	return t.sayf("deelnemer %d", "seat %d", id)
}

func (t *telling) recipient(r room.Recipient) string {
	if r.Outside != 0 && int(r.Outside) <= len(t.outside) {
		return t.sayf("%s (buiten het overleg)", "%s (outside the meeting)", t.outside[r.Outside-1])
	}
	if who := t.person(r.Seat); who != nil {
		return who.claims.Name + ", " + t.party(who.claims.Party)
	}
	return t.sayf("deelnemer %d", "seat %d", r.Seat)
}

func (t *telling) recipients(to []room.Recipient) string {
	names := make([]string, len(to))
	for i, r := range to {
		names[i] = t.recipient(r)
	}
	return strings.Join(names, "; ")
}

func (t *telling) party(code covenant.Code) string { return t.word(t.rules.Parties(), code) }

func (t *telling) releaseKind(code covenant.Code) string { return t.word(t.rules.ReleaseKinds(), code) }

// word is what the covenant calls a code; the code itself where it has no word.
func (t *telling) word(list []covenant.Entry, code covenant.Code) string {
	for _, e := range list {
		if e.Code == code {
			return t.entry(e)
		}
	}
	return string(code)
}

func (t *telling) post(post agenda.Post) string {
	switch post {
	case agenda.Chair:
		return t.say("voorzitter", "chair")
	case agenda.Deputy:
		return t.say("plaatsvervanger", "deputy")
	case agenda.Secretary:
		return t.say("secretaris", "secretary")
	}
	return t.say("deelnemer", "member")
}

// when is a moment on the server's clock, in UTC.
func when(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02 15:04:05 UTC") }
