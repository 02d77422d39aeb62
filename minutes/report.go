package minutes

import (
	"slices"
	"strconv"

	"casusoverleg/agenda"
	"casusoverleg/room/covenant"
)

// Headline says in one sentence that the document was checked.
func (v *Verified) Headline(lang Language) string {
	n := v.shared()
	switch {
	case n == 0:
		return in(words("Klopt: uw eigen inbreng", "Correct: your own contributions"), lang)
	case n == 1:
		return in(words("Klopt: 1 passage, akkoord van de eigenaar, besluit van de voorzitter", "Correct: 1 passage, agreed by its owner, decided by the chair"), lang)
	}
	return fill(words("Klopt: %s passages, akkoord van ieder, besluit van de voorzitter",
		"Correct: %s passages, agreed by everybody, decided by the chair"), lang, strconv.Itoa(n))
}

// shared counts the passages that are not the recipient's own.
func (v *Verified) shared() int {
	n := 0
	for _, p := range v.Passages {
		if !p.Own {
			n++
		}
	}
	return n
}

// Checked says what was established, a sentence each.
func (v *Verified) Checked(lang Language) []string {
	var said []string
	say := func(nl, en string, texts ...string) { said = append(said, fill(words(nl, en), lang, texts...)) }
	if n := v.shared(); n > 0 {
		if n == 1 {
			say("1 passage is precies de tekst waar elke eigenaar akkoord op gaf.", "1 passage is exactly the text that every owner agreed to.")
		} else {
			say("%s passages zijn precies de tekst waar elke eigenaar akkoord op gaf.", "%s passages are exactly the text that every owner agreed to.", strconv.Itoa(n))
		}
		deciders := words("De voorzitter besloot over elke passage.", "The chair decided on every passage.")
		if slices.ContainsFunc(v.Passages, func(p Passage) bool { return p.Decision.Post == agenda.Deputy }) {
			deciders = words("De voorzitter of een plaatsvervanger besloot over elke passage.", "The chair or a deputy decided on every passage.")
		}
		said = append(said, in(deciders, lang))
	}
	say("Het bestand is voor %s en voor niemand anders.", "The file is for %s and for nobody else.", v.recipient(lang))
	say("%s gaf het uit op %s.", "%s issued it on %s.", v.Issue.Name, moment(v.Issue.Time, lang))
	say("Niets is later toegevoegd of weggehaald.", "Nothing was added or taken away afterwards.")
	say("De server ondertekende het logboek van %s handelingen.", "The server signed the log of %s acts.", strconv.FormatUint(v.Entries, 10))
	return said
}

// anew says whether somebody signed for the passage on another device than he came with.
func (p Passage) anew() bool {
	return p.Decision.Anew || slices.ContainsFunc(p.Agreements, func(s Signed) bool { return s.Anew })
}

func (v *Verified) recipient(lang Language) string {
	if v.Contents.Recipient.Seat != 0 {
		return v.Contents.named(v.Contents.Recipient.Seat, lang)
	}
	return v.Contents.outsider(lang)
}

// Limits says what a file cannot show, a sentence each.
func (v *Verified) Limits(lang Language) []string {
	var said []string
	say := func(t covenant.Text, texts ...string) { said = append(said, fill(t, lang, texts...)) }
	if v.Expected.Room.IsZero() {
		say(words("Vergelijk zelf het kenmerk van het overleg: %s.", "Compare the reference of the meeting yourself: %s."), v.Contents.Room.String())
	}
	say(words("Niet te zien in dit bestand: of iemand nog iets introk. Dat er bij de uitgifte niets was ingetrokken, is het woord van %s.",
		"Not to be seen in this file: whether anybody withdrew something. That nothing was withdrawn when it was issued is the word of %s."), v.Issue.Name)
	if v.Contents.Kind == covenant.PackageDossier {
		say(words("Dat de ontvanger bij de uitgifte deze rol nog had, is het woord van %s.", "That the recipient still had this role when it was issued is the word of %s."), v.Issue.Name)
	}
	if slices.ContainsFunc(v.Passages, func(p Passage) bool { return p.Own }) {
		say(words("Uw eigen inbreng is de tekst zoals %s die las. Kijk zelf of die klopt.",
			"Your own contributions are the text as %s read it. Check for yourself that they are right."), v.Issue.Name)
	}
	if slices.ContainsFunc(v.Passages, func(p Passage) bool { return !p.Own && len(p.Agreements) == 0 }) {
		say(words("Dat een passage niet uit een inbreng komt, verklaarden de opsteller en de voorzitter. Een bestand kan dat niet bewijzen.",
			"That a passage is not drawn from a contribution was stated by its author and the chair. A file cannot prove that."))
	}
	say(words("Of een passage een feit of een mening is, en van welke inbreng zij komt, is het woord van voorzitter en uitgever.",
		"Whether a passage is a fact or an opinion, and which contribution it comes from, is the word of chair and issuer."))
	if slices.ContainsFunc(v.Passages, func(p Passage) bool {
		return slices.ContainsFunc(p.Agreements, func(s Signed) bool { return s.For != 0 })
	}) {
		say(words("Voor iemand die vertrok gaf een collega akkoord. Dat de vertrokkene hem daarvoor aanwees, staat in zijn handtekening onder het vertrek.",
			"For somebody who left a colleague agreed. That he was named for it is in the signature under the leaving."))
	}
	if slices.ContainsFunc(v.Passages, Passage.anew) {
		say(words("Iemand gaf akkoord of besloot op een ander apparaat dan waarmee hij binnenkwam. Dat het dezelfde persoon is, is het woord van wie hem opnieuw toeliet.",
			"Somebody agreed or decided on another device than he came with. That it is the same person is the word of who admitted him anew."))
	}
	if v.Expected.Rules == nil {
		say(words("Namen van organisaties, doel en bewaartermijn zijn niet vergeleken met het convenant.",
			"Names of organisations, purpose and retention were not compared with the covenant."))
	}
	return said
}
