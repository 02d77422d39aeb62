package identify

func bsnCue(w string) bool {
	switch w {
	case "bsn", "burgerservicenummer", "sofi", "sofinummer", "sofinr", "bsnnr", "bsnnummer":
		return true
	}
	return false
}

func phoneCue(w string) bool {
	switch w {
	case "tel", "telefoon", "telefoonnummer", "telefoonnr", "telnr", "mobiel", "gsm", "bel", "bellen", "whatsapp", "phone":
		return true
	}
	return false
}

func ibanCue(w string) bool {
	switch w {
	case "iban", "rekening", "rekeningnummer", "bankrekening", "bankrekeningnummer", "banknummer":
		return true
	}
	return false
}

func plateCue(w string) bool {
	switch w {
	case "kenteken", "kentekennummer", "kentekenplaat", "nummerbord", "nummerplaat", "plate":
		return true
	}
	return false
}

// addressCue tells that a name with a number after it is an address.
func addressCue(w string) bool {
	switch w {
	case "woont", "woonde", "wonen", "wonende", "woonachtig", "adres", "woonadres", "huisadres", "postadres", "verblijft", "verblijfadres", "verhuisd", "verhuist", "ingeschreven", "pand", "perceel", "woning":
		return true
	}
	return false
}
