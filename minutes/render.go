package minutes

import (
	"slices"
	"strconv"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// writePage writes everything but the end of the html element. v is nil for a
// page without proof.
func writePage(m *markup, c *Contents, v *Verified) {
	m.raw("<!DOCTYPE html>\n<html lang=\"" + string(m.lang) + "\">\n<head>\n<meta charset=\"utf-8\">\n")
	m.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy() + "\">\n")
	m.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
	title := titleOf(c.Kind)
	m.say(title, longDate(c.Started, m.lang))
	m.raw("</title>\n<style>" + style + "</style>\n</head>\n<body>\n<header>\n")
	writeState(m, c)
	m.element("h1", title, longDate(c.Started, m.lang))
	writeStamp(m, c)
	m.raw("</header>\n<main>\n")
	out := outlineOf(c)
	for i := range out {
		writeItem(m, c, &out[i])
	}
	if v != nil {
		writeProvenance(m, c, out, v)
	}
	m.raw("</main>\n<footer>\n")
	writeFooter(m, c, v)
	m.raw("</footer>\n" + bodyClose)
}

func titleOf(kind covenant.Code) covenant.Text {
	switch kind {
	case covenant.PackageExtract:
		return words("Uittreksel uit het verslag van het overleg van %s", "Extract from the minutes of the meeting of %s")
	case covenant.PackageActionList:
		return words("Actielijst van het overleg van %s", "Actions of the meeting of %s")
	case covenant.PackageNotice:
		return words("Bericht over het overleg van %s", "Notice about the meeting of %s")
	case covenant.PackageOwnRecord:
		return words("Eigen gegevens uit het overleg van %s", "Own record of the meeting of %s")
	case covenant.PackageDossier:
		return words("Dossierkopie van het overleg van %s", "Dossier copy of the meeting of %s")
	}
	return words("Verslag van het overleg van %s", "Minutes of the meeting of %s")
}

func writeState(m *markup, c *Contents) {
	switch c.Kind {
	case covenant.PackageActionList, covenant.PackageNotice, covenant.PackageOwnRecord:
		return
	}
	m.raw("<p class=\"state\">")
	switch {
	case c.Adopted:
		m.say(words("Vastgesteld", "Adopted"))
	case c.ReactUntil != 0:
		m.say(words("Concept. U kunt reageren tot en met %s.", "Draft. You can react until %s."), dayDate(c.ReactUntil, m.lang))
	case c.Reaction == (covenant.Text{}) || c.Kind == covenant.PackageDossier:
		m.say(words("Concept", "Draft"))
	default:
		m.say(words("Concept. %s", "Draft. %s"), in(c.Reaction, m.lang))
	}
	m.raw("</p>\n")
}

// writeStamp says what the page is, for whom, what it may be used for (TS-P-3.4)
// and how long it is kept (DW art. 9.2).
func writeStamp(m *markup, c *Contents) {
	m.raw("<dl>\n")
	entry := func(term covenant.Text, what ...string) {
		m.raw("<dt>")
		m.say(term)
		m.raw("</dt>\n")
		for _, w := range what {
			m.raw("<dd>")
			m.text(w)
			m.raw("</dd>\n")
		}
	}
	entry(words("Datum", "Date"), fill(words("%s, begonnen om %s", "%s, began at %s"), m.lang,
		longDate(c.Started, m.lang), amsterdam(c.Started).Format("15:04")))
	if c.Recipient.Seat != 0 {
		entry(words("Voor", "For"), c.named(c.Recipient.Seat, m.lang))
	} else {
		entry(words("Voor", "For"), c.outsider(m.lang))
	}
	entry(words("Voorzitter", "Chair"), c.named(c.Chair, m.lang))
	entry(words("Soort overleg", "Kind of meeting"), in(c.Scope.Text, m.lang))
	entry(words("Doel", "Purpose"), in(c.Purpose.Text, m.lang))
	var rules []string
	for _, cov := range c.Covenants {
		rules = append(rules, fill(words("%s, versie %s", "%s, version %s"), m.lang, in(cov.Title, m.lang), cov.Version))
	}
	entry(words("Regels", "Rules"), rules...)
	if c.Retention != (covenant.Text{}) {
		entry(words("Bewaren", "Retention"), in(c.Retention, m.lang))
	}
	m.raw("</dl>\n")
	if c.OutsideKind != covenant.GuestPerson { // what is about him is his
		writeCondition(m)
	}
	if len(c.Summary) > 0 {
		m.element("h2", words("De regels in het kort", "The rules in short"))
		for _, t := range c.Summary {
			m.raw("<p>")
			m.text(in(t, m.lang))
			m.raw("</p>\n")
		}
	}
}

func writeCondition(m *markup) {
	m.element("p", words("Gebruik dit alleen voor dit doel. Geef het niet door zonder eigen grondslag.",
		"Use this for this purpose only. Do not pass it on without a legal basis of your own."))
}

// named is a person with his organisation.
func (c *Contents) named(seat chain.Seat, lang Language) string {
	p, ok := c.person(seat)
	if !ok {
		return ""
	}
	if p.Party == "" {
		return Called("", lang)
	}
	return p.Name + ", " + in(c.party(p.Party), lang)
}

// Called is what somebody is called in a document. The log does not name a guest, so
// nor does what leaves (design §3).
func Called(name string, lang Language) string {
	if name == "" {
		return in(words("iemand van het gezin of zijn steun", "somebody of the family or its support"), lang)
	}
	return name
}

func writeItem(m *markup, c *Contents, o *outlined) {
	m.raw("<section>\n<h2>")
	if n := len(o.labels); n > 0 {
		m.marked(o.labels[n-1].where(), func() { m.text(o.labels[n-1].release.Text) })
	} else {
		m.say(words("Agendapunt %s", "Item %s"), itemNumber(o))
	}
	m.raw("</h2>\n")
	for i := range len(o.labels) - 1 {
		m.marked(o.labels[i].where(), func() {
			m.raw("<p class=\"from\">")
			m.say(words("Heette eerder: %s", "Was called: %s"), o.labels[i].release.Text)
			m.raw("</p>\n")
		})
	}
	if o.item.Purpose != (Word{}) {
		m.element("p", words("Doel van dit agendapunt: %s", "Purpose of this item: %s"), in(o.item.Purpose.Text, m.lang))
	}
	if c.Kind == covenant.PackageNotice {
		writeList(m, c, o.progress)
		m.raw("</section>\n")
		return
	}
	if c.Kind != covenant.PackageActionList {
		writeDescription(m, c, o)
		m.element("h3", words("Plan", "Plan"))
		writeList(m, c, o.plan)
		m.element("h3", words("Voortgang", "Progress"))
		writeList(m, c, o.progress)
	}
	m.element("h3", words("Acties", "Actions"))
	writeActions(m, c, o)
	m.raw("</section>\n")
}

func itemNumber(o *outlined) string { return strconv.Itoa(int(o.item.ID)) }

// writeDescription keeps facts and opinions apart (TS-VC-6).
func writeDescription(m *markup, c *Contents, o *outlined) {
	headings := [natures]covenant.Text{
		groupFact:     words("Feiten", "Facts"),
		groupOpinion:  words("Meningen", "Opinions"),
		groupOther:    words("Niet aangemerkt als feit of mening", "Not marked as fact or opinion"),
		groupResponse: words("Reactie van de persoon", "Response of the person"),
	}
	m.element("h3", words("Beschrijving", "Description"))
	empty := true
	for g, passages := range o.description {
		if len(passages) > 0 {
			m.element("h4", headings[g])
			writeList(m, c, passages)
			empty = false
		}
	}
	if empty {
		writeList(m, c, nil)
	}
}

func writeList(m *markup, c *Contents, passages []passage) {
	if len(passages) == 0 {
		m.raw("<p class=\"none\">")
		m.say(words("Hierover is niets met u gedeeld.", "You get nothing about this."))
		m.raw("</p>\n")
		return
	}
	m.raw("<ol start=\"")
	m.number(passages[0].number)
	m.raw("\">\n")
	for _, p := range passages {
		m.marked(p.where(), func() { writePassage(m, c, p) })
	}
	m.raw("</ol>\n")
}

func writePassage(m *markup, c *Contents, p passage) {
	m.raw("<li>\n<p class=\"text\">")
	if p.own != nil {
		m.text(p.own.Text)
		m.raw("</p>\n<p class=\"from\">")
		m.say(words("Uw eigen inbreng", "Your own contribution"))
		more(m, words("Nodig omdat: %s", "Needed because: %s"), p.own.Necessity)
		more(m, words("Bron: %s", "Source: %s"), p.own.Source)
		writeConsent(m, p.own)
		writeRecord(m, p.own)
	} else {
		m.text(p.release.Text)
		m.raw("</p>\n<p class=\"from\">")
		writeOrigin(m, c, p.release)
	}
	m.raw("</p>\n</li>\n")
}

// more adds a further sentence when there is something to say.
func more(m *markup, t covenant.Text, what string) {
	if what != "" {
		m.raw("<br>\n")
		m.say(t, what)
	}
}

func writeOrigin(m *markup, c *Contents, rel *Release) {
	if rel.Independent {
		m.say(words("Opgesteld door %s, niet op basis van een inbreng", "Written by %s, not drawn from a contribution"), c.namedAll(rel.By, m.lang))
	} else {
		m.text(c.namedAll(rel.By, m.lang))
	}
	var needed []string
	for _, it := range c.Items {
		for _, r := range it.Releases {
			if slices.ContainsFunc(r.Work, func(w Work) bool { return slices.Contains(rel.For, w.Action) }) {
				needed = append(needed, r.Text)
			}
		}
	}
	if len(needed) > 0 {
		more(m, words("Nodig voor: %s", "Needed for: %s"), list(needed))
	}
	more(m, words("Grondslag: %s", "Legal basis: %s"), in(rel.Basis.Text, m.lang))
	more(m, words("Taak: %s", "Task: %s"), in(rel.Task.Text, m.lang))
}

func (c *Contents) namedAll(seats []chain.Seat, lang Language) string {
	var names []string
	for _, seat := range seats {
		names = append(names, c.named(seat, lang))
	}
	return list(names)
}

// list puts texts in one line.
func list(texts []string) string {
	s := ""
	for i, t := range texts {
		if i > 0 {
			s += "; "
		}
		s += t
	}
	return s
}

func writeActions(m *markup, c *Contents, o *outlined) {
	if len(o.actions) == 0 {
		writeList(m, c, nil)
		return
	}
	m.raw("<table>\n<caption>")
	m.say(words("Wie doet wat en wanneer", "Who does what, and by when"))
	m.raw("</caption>\n<thead>\n<tr>")
	head(m, words("Nr.", "No."), words("Wat", "What"), words("Wie", "Who"), words("Wanneer", "By when"), words("Status", "Status"))
	m.raw("</tr>\n</thead>\n<tbody>\n")
	for _, p := range o.actions {
		m.marked(p.where(), func() {
			work := p.release.Work
			if len(work) == 0 {
				work = []Work{{}}
			}
			for _, w := range work {
				writeAction(m, c, p, w)
			}
		})
	}
	m.raw("</tbody>\n</table>\n")
}

// head writes the cells of a table's head; the first is narrow.
func head(m *markup, columns ...covenant.Text) {
	for i, t := range columns {
		if i == 0 {
			m.raw("<th scope=\"col\" class=\"nr\">")
		} else {
			m.raw("<th scope=\"col\">")
		}
		m.say(t)
		m.raw("</th>")
	}
}

func writeAction(m *markup, c *Contents, p passage, w Work) {
	m.raw("<tr><td>")
	m.number(p.number)
	m.raw("</td><th scope=\"row\" class=\"text\">")
	m.text(p.release.Text)
	m.raw("</th><td>")
	if w.Assignee == 0 {
		m.say(words("Nog niet afgesproken", "Not agreed yet"))
	} else {
		m.text(c.assignee(w.Assignee, m.lang))
	}
	m.raw("</td><td>")
	switch {
	case w.Due == 0:
		m.say(words("Nog niet afgesproken", "Not agreed yet"))
	default:
		m.text(dayDate(w.Due, m.lang))
	}
	m.raw("</td><td>")
	m.say(w.status())
	m.raw("</td></tr>\n")
}

// status says how far a piece of work is.
func (w Work) status() covenant.Text {
	switch {
	case w.Assignee == 0:
		return words("Nog niet afgesproken", "Not agreed yet")
	case w.Retracted || w.Progress == room.ProgressDropped:
		return words("Vervallen", "Dropped")
	case w.Progress == room.ProgressDone:
		return words("Klaar", "Done")
	}
	return words("Afgesproken", "Agreed")
}

// assignee is the person at a place, or its function while nobody fills it.
func (c *Contents) assignee(id agenda.PlaceID, lang Language) string {
	p, ok := c.place(id)
	switch {
	case !ok:
		return ""
	case p.Seat != 0 && p.Seat == c.Recipient.Seat:
		return fill(words("U, %s", "You, %s"), lang, in(c.party(p.Party), lang))
	case p.Seat != 0:
		return c.named(p.Seat, lang)
	}
	return p.Function + ", " + in(c.party(p.Party), lang)
}

// writeProvenance says who agreed and who decided, per passage.
func writeProvenance(m *markup, c *Contents, out outline, v *Verified) {
	if !slices.ContainsFunc(v.Passages, func(p Passage) bool { return !p.Own }) {
		return
	}
	m.raw("<section>\n")
	m.element("h2", words("Akkoord en besluit", "Agreement and decision"))
	m.raw("<table>\n<caption>")
	m.say(words("Wie akkoord gaf en wie besloot dat dit nodig was", "Who agreed, and who decided that this was needed"))
	m.raw("</caption>\n<thead>\n<tr>")
	head(m, words("Nr.", "No."), words("Akkoord van de eigenaar", "Agreement of the owner"), words("Besluit van de voorzitter", "Decision of the chair"))
	m.raw("</tr>\n</thead>\n<tbody>\n")
	for _, p := range v.Passages {
		if p.Own {
			continue
		}
		m.raw("<tr><th scope=\"row\">")
		if p.Where.Passage == 0 {
			m.say(words("Naam van agendapunt %s", "Name of item %s"), strconv.Itoa(int(p.Where.Item)))
		} else {
			m.number(p.Where.Passage)
		}
		m.raw("</th><td>")
		if len(p.Agreements) == 0 {
			m.say(words("Niet nodig: geen inbreng gebruikt", "Not needed: draws on no contribution"))
		}
		for i, a := range p.Agreements {
			if i > 0 {
				m.raw("<br>")
			}
			m.text(signature(a, m.lang))
		}
		m.raw("</td><td>")
		m.text(signature(p.Decision, m.lang))
		m.raw("</td></tr>\n")
	}
	m.raw("</tbody>\n</table>\n</section>\n")
}

// signature says who signed, for whom and when, and marks another device than he
// came with.
func signature(s Signed, lang Language) string {
	text := Called(s.Name, lang) + ", " + moment(s.Time, lang)
	if s.For != 0 {
		text += fill(words(", voor %s, die vertrok", ", for %s, who left"), lang, s.ForName)
	}
	if s.Anew {
		text += in(words(" (op een ander apparaat, opnieuw toegelaten)", " (on another device, admitted anew)"), lang)
	}
	return text
}

func writeFooter(m *markup, c *Contents, v *Verified) {
	m.element("h2", words("Over dit bestand", "About this file"))
	if v == nil {
		m.element("p", words("Dit is een voorbeeld. Het is nog niet uitgegeven.", "This is a preview. It has not been issued."))
	} else {
		m.element("p", words("Uitgegeven door %s op %s.", "Issued by %s on %s."), v.Issue.Name, moment(v.Issue.Time, m.lang))
		m.element("p", words("Deze pagina kan zichzelf niet controleren. Open het bestand in het overleg of met het programma casusoverleg: dat laat zien of er niets is veranderd.",
			"This page cannot check itself. Open the file in the meeting or with the program casusoverleg: that shows whether anything was changed."))
	}
	m.raw("<p>")
	m.say(words("Kenmerk van het overleg:", "Reference of the meeting:"))
	m.raw(" <code>" + c.Room.String() + "</code></p>\n")
}
