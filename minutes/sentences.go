package minutes

import (
	"strconv"

	"casusoverleg/room/covenant"
)

// Sentence says to a person what is wrong, where, and what to do.
func (f *Failure) Sentence(lang Language) string {
	s := in(sentenceOf(f.Code), lang)
	switch {
	case f.Where.Passage != 0:
		s = fill(words("Passage %s: ", "Passage %s: "), lang, strconv.Itoa(f.Where.Passage)) + s
	case f.Where.Item != 0:
		s = fill(words("Naam van agendapunt %s: ", "Name of item %s: "), lang, strconv.Itoa(int(f.Where.Item))) + s
	}
	return s + " " + in(adviceOf(f.Code), lang)
}

// sentenceOf says what is wrong.
func sentenceOf(code Code) covenant.Text {
	switch code {
	case CodeNotAPackage:
		return words("Dit is geen bestand van casusoverleg, of het is beschadigd.", "This is not a file of casusoverleg, or it is damaged.")
	case CodeFormat:
		return words("Dit bestand is gemaakt met een andere versie van casusoverleg.", "This file was made by another version of casusoverleg.")
	case CodePage:
		return words("Wat u ziet is veranderd nadat het bestand is gemaakt.", "What you see was changed after the file was made.")
	case CodeOtherRoom:
		return words("Dit bestand hoort bij een ander overleg.", "This file belongs to another meeting.")
	case CodeOtherServer:
		return words("Dit bestand komt van een andere server.", "This file comes from another server.")
	case CodeOtherRecipient:
		return words("Dit bestand is voor iemand anders.", "This file is for somebody else.")
	case CodeOtherRules:
		return words("Organisaties, doel of bewaartermijn in dit bestand zijn niet die van het convenant.", "Organisations, purpose or retention in this file are not those of the covenant.")
	case CodeRecord:
		return words("Een handeling is niet zoals zij is ondertekend.", "An act is not as it was signed.")
	case CodeNotInLog:
		return words("Een handeling staat niet in het logboek van het overleg.", "An act is not in the log of the meeting.")
	case CodeLog:
		return words("Het logboek is niet het logboek dat de server ondertekende.", "The log is not the one that the server signed.")
	case CodeCheckpoint:
		return words("De handtekening onder het logboek is niet van de server van dit overleg.", "The signature under the log is not of this meeting's server.")
	case CodeGenesis:
		return words("Het logboek is van een ander overleg.", "The log is of another meeting.")
	case CodeSigner:
		return words("Iemand ondertekende die niet in het overleg was toegelaten.", "Somebody signed who was not admitted to the meeting.")
	case CodeNotChair:
		return words("Iemand besloot die geen voorzitter of plaatsvervanger was.", "Somebody decided who was neither chair nor deputy.")
	case CodeNotIssuer:
		return words("Iemand gaf dit bestand uit die dat niet mag.", "Somebody issued this file who may not.")
	case CodeHistory:
		return words("Er ontbreken handelingen.", "Acts are missing.")
	case CodeProposal:
		return words("Akkoord of besluit gaat over iets anders.", "Agreement or decision is about something else.")
	case CodeText:
		return words("De tekst is niet de tekst waarover akkoord en besluit gaan.", "The text is not the one that agreement and decision are about.")
	case CodeNotRecipient:
		return words("Dit is niet voor deze ontvanger goedgekeurd.", "This was not approved for this recipient.")
	case CodeOtherOwner:
		return words("Het akkoord is van iemand die hier niets inbracht.", "The agreement is of somebody who brought in nothing here.")
	case CodeNoAgreement:
		return words("Het akkoord van een eigenaar ontbreekt.", "The agreement of an owner is missing.")
	case CodeNotApproved:
		return words("De voorzitter heeft dit niet goedgekeurd.", "The chair did not approve this.")
	case CodeParts:
		return words("Het bestand bevat meer, minder of andere passages dan zijn uitgegeven.", "The file has more, fewer or other passages than were issued.")
	case CodeOwn:
		return words("Dit is geen eigen inbreng van de ontvanger, of zij is ingetrokken.", "This is not the recipient's own contribution, or it was withdrawn.")
	case CodeNotHolder:
		return words("Deze dossierkopie is voor iemand die het dossier niet bijhoudt.", "This dossier copy is for somebody who does not keep the file.")
	case CodeDetails:
		return words("Een naam, datum of organisatie is niet zoals in de handelingen staat.", "A name, date or organisation is not as the acts say.")
	case CodeIssue:
		return words("De uitgifte gaat over een ander bestand.", "The issue act is about another file.")
	case CodeSurplus:
		return words("In het bestand zit iets dat er niet hoort.", "The file carries something that does not belong in it.")
	}
	return words("Dit bestand is niet te vertrouwen.", "This file cannot be trusted.")
}

// adviceOf says what to do.
func adviceOf(code Code) covenant.Text {
	switch code {
	case CodeNotAPackage:
		return words("Haal het bestand opnieuw op.", "Fetch the file again.")
	case CodeFormat:
		return words("Open het met die versie, of vraag uw beheerder om hulp.", "Open it with that version, or ask your administrator for help.")
	case CodeOtherRoom, CodeOtherRecipient:
		return words("Zoek het bestand dat voor u en dit overleg is gemaakt.", "Look for the file that was made for you and this meeting.")
	}
	return words("Gebruik dit bestand niet. Bewaar het, en vraag de voorzitter om het opnieuw uit te geven.",
		"Do not use this file. Keep it, and ask the chair to issue it again.")
}
