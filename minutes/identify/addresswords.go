package identify

// unit reports what follows a figure without being half a postcode.
func unit(w string) bool {
	switch w {
	case "kg", "km", "cm", "mm", "ml", "cl", "dl", "mg", "gr", "px", "kb", "mb", "gb", "tb", "kw", "db", "hz", "st", "de", "er", "en", "in", "op", "te", "is", "nm":
		return true
	}
	return false
}

// addition reports what may stand after a house number.
func addition(w string) bool {
	switch w {
	case "hs", "bis", "zw", "rd", "huis", "boven", "beneden", "bg", "ii", "iii", "iv", "vi", "a", "b", "c", "d", "e", "f", "g", "h":
		return true
	}
	return false
}

// quantity reports a word that makes the figure before it an amount of
// something.
func quantity(w string) bool {
	switch w {
	case "keer", "maal", "x", "uur", "min", "minuten", "dagen", "dag", "weken", "week", "maanden", "maand", "jaar", "jaren", "km", "kg", "gram", "liter", "cm", "m", "meter", "euro", "eur", "procent", "kinderen", "kind", "mensen", "personen", "bewoners", "meldingen", "melding", "woningen", "huizen", "jongeren", "gezinnen":
		return true
	}
	return false
}

// plainPlace reports words that end as a street and mostly are none.
func plainPlace(w string) bool {
	switch w {
	case "winkelstraat", "zijstraat", "snelweg", "omweg", "onderweg", "halverwege", "schoolplein", "werkplein", "speelveld",
		"voetbalveld", "woonwijk", "buurtwijk", "rechtbank", "supermarkt", "arbeidsmarkt", "woningmarkt", "gerechtshof",
		"loopbaan", "nederland", "duitsland", "buitenland", "eiland", "straat", "wijk", "land":
		return true
	}
	return false
}

// noStreet reports words that go with a number without being a street, also
// where somebody lives.
func noStreet(w string) bool {
	switch w {
	case "groep", "kamer", "fase", "klas", "categorie", "artikel", "art", "wijk", "bijlage", "route", "punt", "week", "unit",
		"casus", "team", "afdeling", "blok", "etage", "verdieping", "vak", "lid", "dag", "optie", "plan":
		return true
	}
	return monthOf(w) > 0
}

// startsSentence reports words that carry a capital only because a sentence
// begins with them, and so are no part of a street or a name.
func startsSentence(w string) bool {
	switch w {
	case "de", "het", "een", "op", "in", "aan", "bij", "naar", "uit", "vanuit", "voor", "na", "met", "tot", "tegen", "volgens",
		"sinds", "om", "over", "onder", "door", "tussen", "te", "en", "of", "maar", "want", "dus", "toen", "daar", "daarna", "ook",
		"hij", "zij", "ze", "wij", "we", "ik", "u", "jij", "je", "er", "dit", "dat", "deze", "die", "als", "wat", "wie", "waar",
		"zoon", "dochter", "moeder", "vader", "buurman", "buurvrouw", "bewoner", "persoon", "kind", "partner", "ex", "oma", "opa",
		"tante", "oom", "broer", "zus", "gezin", "familie", "vandaag", "gisteren", "morgen", "adres", "woonadres", "straat", "tel", "telefoon",
		"gesprek", "melding", "politie", "huisarts", "gemeente", "school", "waarom", "wanneer", "hoe", "omdat", "terwijl", "doordat",
		"is", "heeft", "was", "had", "wil", "kan", "mag", "moet", "zal", "zou", "nu", "dan", "geen", "niet", "alleen", "zowel", "namens",
		"beide", "samen", "zonder", "via", "per", "vanaf", "zodra", "nadat", "voordat", "hoewel", "mits", "tenzij", "zijn", "haar", "hun",
		"onze", "ons", "mijn", "uw", "jouw", "welke", "ieder", "elke", "alle", "veel", "weinig", "januari", "februari", "maart", "mei",
		"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "bsn", "id", "iban", "the", "a", "at", "and", "geb", "geboren":
		return true
	}
	return false
}
