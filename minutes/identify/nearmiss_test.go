package identify_test

import (
	"testing"
	"time"

	"casusoverleg/minutes/identify"

	"github.com/stretchr/testify/assert"
)

// A day written as eight digits passes the eleven-test one time in eleven.
func TestNoDayIsABSN(t *testing.T) {
	for day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2027; day = day.AddDate(0, 0, 1) {
		assert.Empty(t, spots(day.Format("Op 02012006 en 20060102 was er overleg."), nil), day)
	}
}

// What looks like it and is not: marks nobody needs teach people to press
// "laat staan" without reading.
func TestNearMissesAreLeft(t *testing.T) {
	persons := []identify.Person{
		{Handle: "j", Names: []string{"Jan Bos"}, Pseudonym: "Persoon A"},
		{Handle: "w", Names: []string{"Wil de Boer"}, Pseudonym: "Persoon B"},
		{Handle: "d", Names: []string{"Karin van Dalen"}, Pseudonym: "Zoon D"},
		{Handle: "l", Names: []string{"Bo Li"}, Pseudonym: "Buurman E"},
	}
	for _, text := range []string{
		// Names inside other words, and everyday words.
		"In januari stond er een janboel bij de bosrand.",
		"Hij wil met de boer naar het bos, en zij wil dat ook.",
		"Ze dalen af, Vandalen vernielen, sandalen en daling.",
		"Het boek is dubbel, boodschappen en liefde.",
		"Zoon D belt buurman E. Persoon A. en Persoon B gaan mee.",
		"Optie B. is beter dan optie K. en dat is alles.",
		"Mevrouw in Assen belde, meneer op school ook; mevrouw zegt nee.",
		"Bewoner K op de tweede verdieping. De heer des huizes is weg.",
		"Mevrouw Zoon D is er niet.",
		"De firma B.V. en de N.V. leveren.",
		"Dat kost n.v.t. t.a.v. d.d. gisteren.",
		// Figures.
		"Nummer 123456789 en nummer 12345678.", // fail the eleven-test
		"Er is € 123456782 en 123456782,50 en EUR 123456782 nodig.",
		"Zaaknummer 1234567821 en 12345678212.", // too long
		"Zaak A123456782 en 123456782X.",        // part of a code
		"Bedrag 1.123.456.782 of 123.456.782,00.",
		"Nummer 000000000 en 00000000.",
		"Rijen 111 222 333 444 en 10 20 30 40.",
		"Op 27112026 en 20261127 was er overleg.",
		"De zaak 03-04-2025 12:30 en 06-11-2025 12 uur.",
		"Van 09:00 tot 10:30, score 12-10, versie 1.2.3.4.",
		"Bel 112, 0900-8844, 0800-0432 of 14 0528.",
		"Bel 0900 123 45 67 voor de gemeente.",
		"Nummer 06 1234 567 is te kort en 061234567890 te lang.",
		"Nummer 06-01234567 bestaat niet.",
		// Dates that are events.
		"Op 3 maart 2026 was er een huisbezoek, en op 04-05-2025 weer.",
		"Sinds 1 september en in maart 1987 en in 1987.",
		"Het is 31-02-1987, 3-13-1987 of 3 foo 1987.",
		"Hij is geboren. Op 3 maart 2026 belde zij.",
		"- 3-5-2018 gebeld\n* 3-5-2019 gebeld",
		// Places.
		"In 2025 OM en VO, in 2024 EU, 1500 kg, 2000km, 1080px en 1200 en 3.",
		"Postbus 1234 SS en 1234 SA bestaan niet; 0123 AB ook niet.",
		"Op het schoolplein 3 kinderen, in de winkelstraat 4 keer, op de snelweg 28.",
		"Op weg 3 keer, in de Esdoornlaan 3 keer overlast, Kerkstraat 12 mei.",
		"Kerkstraat om 12:30 en Kerkstraat 12%.",
		"Hij woont in Groep 8 of Fase 2, artikel 11 en Artikel 11.2.",
		"Groep 8, Kamer 3, Week 47, Casus 12.",
		// Account numbers, plates, mail.
		"Op NL92ABNA0417164300 en XX91ABNA0417164300 staat niets.",
		"Op NL91ABNA041716430 en NL91ABNA04171643001 staat niets.",
		"De code AB-12-CDE, 12-uur-3, 24-12-25 en AB-CD-EF.",
		"De code ABC123 en 12ab34.",
		"Het is @voorbeeld, a@b, a@b.c, @ en voorbeeld.example.",
		"",
	} {
		assert.Empty(t, spots(text, persons), text)
	}
}
