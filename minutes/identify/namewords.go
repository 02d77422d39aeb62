package identify

// particle reports tussenvoegsels and their like in names from elsewhere.
func particle(w string) bool {
	switch w {
	case "von", "vom", "zu", "zum", "zur", "la", "le", "les", "du", "des", "da", "dos", "das", "di", "del", "della", "dello",
		"do", "el", "al", "ben", "bin", "ibn", "bint", "abu", "ait", "ould", "mac", "san", "santa", "y", "e":
		return true
	}
	return dutchParticle(w)
}

// dutchParticle reports words that begin a surname and are never a first name.
func dutchParticle(w string) bool {
	switch w {
	case "van", "vande", "vanden", "vander", "de", "den", "der", "des", "het", "t", "s", "d", "ten", "ter", "te", "tot",
		"in", "op", "aan", "bij", "onder", "over", "uit", "voor", "achter", "boven", "uijt", "ver":
		return true
	}
	return false
}

// preposition reports tussenvoegsels that much more often say where somebody is.
func preposition(w string) bool {
	switch w {
	case "in", "op", "aan", "bij", "onder", "over", "uit", "voor", "achter", "boven", "tot", "het", "s", "d", "y", "e", "do", "des":
		return true
	}
	return false
}

// short reports a tussenvoegsel cut short: v.d., v/d, vd, d', 't.
func short(w string) bool {
	switch w {
	case "v", "d", "vd", "t", "s", "vdr", "vdn", "r", "vh":
		return true
	}
	return false
}

func isHonorific(w string) bool {
	switch w {
	case "mevrouw", "mevr", "mw", "mvr", "mej", "mejuffrouw", "meneer", "mijnheer", "dhr", "heer", "hr", "menheer", "mrs", "ms":
		return true
	}
	return false
}

// isTitle reports titles before a name, which tell nothing about who it is.
func isTitle(w string) bool {
	switch w {
	case "mr", "dr", "drs", "ing", "ir", "prof", "ds", "bc":
		return true
	}
	return false
}

func isFamily(w string) bool {
	switch w {
	case "familie", "fam", "gezin":
		return true
	}
	return false
}

// sexOf tells what a form of address or a relation says about its bearer.
func sexOf(w string) sex {
	switch w {
	case "mevrouw", "mevr", "mw", "mvr", "mej", "mejuffrouw", "mrs", "ms",
		"moeder", "dochter", "zus", "zusje", "oma", "tante", "vrouw", "echtgenote", "buurvrouw", "vriendin", "stiefmoeder",
		"pleegmoeder", "schoonmoeder", "schoondochter", "kleindochter", "nicht", "bewoonster", "huurster", "weduwe":
		return woman
	case "meneer", "mijnheer", "dhr", "heer", "hr", "menheer",
		"vader", "zoon", "broer", "broertje", "opa", "oom", "man", "echtgenoot", "buurman", "vriend", "stiefvader",
		"pleegvader", "schoonvader", "schoonzoon", "kleinzoon", "neef", "weduwnaar":
		return man
	}
	return unknownSex
}

// everyday reports words that are names and everyday words alike. Without a
// capital they are no name; a list of names would be marked to death otherwise.
func everyday(w string) bool {
	switch w {
	case "aal", "aan", "aas", "akker", "al", "appel", "arend", "baan", "baar", "baas", "bak", "bakker", "bal", "balk", "bank",
		"beek", "beer", "bel", "ben", "berg", "berk", "best", "bever", "blad", "blank", "bloem", "blok", "boer", "bok",
		"bol", "boog", "boom", "boon", "boot", "bos", "bosch", "brand", "brink", "broek", "bron", "brug", "bruin", "brouwer",
		"bult", "burg", "burger", "buur", "dag", "dalen", "dam", "dame", "dan", "das", "dekker", "dik", "dijk", "doe", "dom", "doorn",
		"draaier", "duif", "duin", "eik", "eikel", "engel", "engels", "faber", "fijn", "fries", "gast", "geel", "gek",
		"gans", "goed", "goud", "graaf", "graven", "gras", "groen", "groot", "haan", "haas", "hak", "hals", "ham", "hand",
		"hart", "haven", "heer", "heide", "helder", "hemel", "herder", "hert", "hoed", "hoek", "hof", "hoi", "hond", "hoog",
		"hoop", "hout", "huis", "huizen", "is", "jager", "jong", "kaas", "kade", "kamp", "kan", "kans", "kant",
		"kat", "keizer", "kerk", "kers", "kind", "klaver", "klein", "kok", "kolk", "kool", "koning", "koopman", "koper",
		"korf", "korte", "kort", "kracht", "krom", "kroon", "kruis", "kuiper", "kuil", "laan", "lach", "lam", "lang", "lange",
		"last", "leeuw", "les", "lief", "lieve", "linden", "lot", "maan", "maat", "man", "markt", "mee", "meer",
		"mees", "mei", "meid", "mens", "min", "moe", "moeder", "mol", "molen", "molenaar", "mooi", "mos", "muis",
		"mulder", "naam", "nest", "nieuw", "noord", "noot", "nu", "om", "oost", "oosten", "otter", "oud", "oude", "paap", "paard",
		"pan", "parel", "pas", "peer", "pen", "peper", "pit", "plas", "plat", "poel", "pol", "pool", "poort", "post",
		"pot", "prins", "put", "raad", "raaf", "ram", "recht", "ridder", "riet", "rijk", "ring", "rood", "rots",
		"ruiter", "schaap", "schaar", "schilder", "schipper", "schoen", "schot", "slager", "slot", "sluis", "smid", "snel",
		"sneeuw", "spaan", "spit", "spreeuw", "staal", "stam", "steen", "sterk", "stil", "stoel", "stok", "storm", "stuur",
		"tak", "tand", "tijd", "timmerman", "tol", "toren", "vaart", "vader", "vak", "veen", "veld", "ver",
		"vis", "visser", "vlam", "vlieg", "vogel", "voet", "vos", "vrede", "vriend", "vrij", "vrijdag", "vuur", "wal", "wand",
		"was", "water", "weg", "weide", "werf", "west", "wever", "wiel", "wil", "wind", "winter", "wit", "wolf", "wolk", "woud",
		"zaal", "zand", "zee", "zeeman", "zilver", "zoet", "zomer", "zon", "zondag", "zoon", "zuid", "zus", "zwaan",
		"zwart", "een", "twee", "drie", "vier", "vijf", "hoe", "wie", "wat", "waar", "die", "dat", "mijn", "uw", "elk", "aard",
		"adem", "angel", "may", "will", "summer", "sunny", "king", "young", "brown", "white":
		return true
	}
	return false
}
