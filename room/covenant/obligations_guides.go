package covenant

// guideObligations is what the guides and rules of thumb beside the model
// covenant of the Toekomstscenario ask: for professionals (TS-W, TS-VA, TS-VB,
// TS-VC) and organisations (TS-O).
func guideObligations() []Obligation {
	const profile Code = "toekomstscenario"
	return []Obligation{
		{
			ID: "TS-W-1/2", Profile: profile, Articles: []Article{"TS-W regel 1", "TS-W regel 2"}, Answers: []Answer{GUI, ENF},
			NL:       "ken uw taak; bepaal per verwerking het doel",
			EN:       "know your task; fix the purpose per processing",
			Refusals: []Code{"purpose_fixed"},
			Means:    "another purpose is another item",
		},
		{
			ID: "TS-W-3", Profile: profile, Essential: true, Articles: []Article{"TS-W regel 3"}, Answers: []Answer{GUI},
			NL:    "loop de stappen: wat speelt er, is het nodig, welke gegevens: need to know, niet nice to know",
			EN:    "walk the steps: what is going on, is it needed, which data: need to know, not nice to know",
			Means: "the aid, whose answers stay with the contribution",
		},
		{
			ID: "TS-W-4", Profile: profile, Articles: []Article{"TS-W regel 3 stap 4"}, Answers: []Answer{GUI},
			NL:    "eerst van de persoon zelf, of met hem erbij",
			EN:    "from the person himself, or with him present",
			Means: "ladder and aid",
		},
		{
			ID: "TS-W-6", Profile: profile, Articles: []Article{"TS-W regel 6"}, Answers: []Answer{GUI},
			NL:    "gegevens zijn actueel en juist",
			EN:    "data are current and correct",
			Means: "sealed source with each contribution",
		},
		{
			ID: "TS-W-7", Profile: profile, Articles: []Article{"TS-W regel 7"}, Answers: []Answer{GUI},
			NL:    "vraag wat u van de ander nodig hebt en waarom; expertise kan zonder gegevens",
			EN:    "ask what you need from the other, and why; expertise without data is possible",
			Means: "information request with a purpose; may be refused",
		},
		{
			ID: "TS-W-8", Profile: profile, Articles: []Article{"TS-W toestemming", "Jeugdwet art. 7.3.4"}, Answers: []Answer{ENF, GUI},
			NL:       "weet wanneer toestemming nodig is, ook naar leeftijd",
			EN:       "know when consent is needed, incl. ages",
			Refusals: []Code{ConsentSignerMissing},
			Means:    "signers per age band",
		},
		{
			ID: "TS-W-10", Profile: profile, Articles: []Article{"TS-W regel 10"}, Answers: []Answer{GUI, ENF},
			NL:       "bij twijfel: vraag een jurist of privacydeskundige",
			EN:       "in doubt, ask legal or privacy",
			Refusals: []Code{"on_hold"},
			Means:    "hold for advice: the text waits, and what holds it",
		},
		{
			ID: "TS-VA-4/VA-6", Profile: profile, Essential: true, Articles: []Article{"TS-VA regel 4", "TS-VA regel 6"}, Answers: []Answer{ENF},
			NL:       "transparant: vooraf informeren, achteraf alleen als het niet anders kan; nooit meer vragen dan strikt nodig",
			EN:       "transparent: inform before, afterwards only if unavoidable; never ask more than strictly needed",
			Refusals: []Code{PurposeMissing, InformMissing, InformNotBefore, InformDateMissing, InformReasonMissing},
			Means:    "inform.before; afterwards needs a day and a reason; a request names a purpose",
		},
		{
			ID: "TS-VB-1..4, TS-VC-1..3/5/7/9", Profile: profile, Articles: []Article{"TS-VB regel 1 t/m 4", "TS-VC regel 1, 2, 3, 5, 7, 9"}, Answers: []Answer{GUI},
			NL:    "vertrouwen, verschillen bespreken, het hele gezin zien, begrijpelijke taal, bronnen noemen, afwijken uitleggen",
			EN:    "trust, differing views discussed, the whole family seen, plain language, sources named, deviations explained",
			Means: "dissent, sources, reasons; relations of the whole family",
		},
		{
			ID: "TS-VB-5a", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF},
			NL:       "criteria bepalen welke zaken worden besproken",
			EN:       "criteria decide which cases are discussed",
			Refusals: []Code{CriterionMissing, CriterionNotListed, "item_not_open"},
			Means:    "gate item_criterion",
		},
		{
			ID: "TS-VB-5b", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF},
			NL:       "rollen zijn duidelijk",
			EN:       "roles are clear",
			Refusals: []Code{"role_missing"},
			Means:    "no seat at an item without a role; rights per role",
		},
		{
			ID: "TS-VB-5c", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF},
			NL:       "elke deelnemer houdt zeggenschap over wat hij inbrengt",
			EN:       "each participant keeps control over what he brings in",
			Refusals: []Code{"not_owner", "source_withdrawn"},
			Means:    "only the owner shows, hides, corrects and withdraws",
		},
		{
			ID: "TS-VB-5d", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF, PRV},
			NL:       "het overleg is vertrouwelijk: niemand neemt zomaar informatie mee",
			EN:       "the meeting is confidential: nobody simply takes information out",
			Refusals: []Code{"not_seated", "not_recipient"},
			Means:    "one way out, the release; every release is logged",
		},
		{
			ID: "TS-VB-5e", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF},
			NL:       "aan het eind is afgesproken wie welke informatie nodig heeft voor zijn deel van het plan",
			EN:       "at the end it is agreed who needs which information for his part of the plan",
			Refusals: []Code{ReleaseWithoutAction, "gates_open"},
			Means:    "gate matrix_complete; a passage is linked to an action",
		},
		{
			ID: "TS-VB-5f", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF},
			NL:       "informatie wordt alleen gebruikt als wie haar inbracht akkoord is",
			EN:       "information is used only if its contributor agrees",
			Refusals: []Code{"no_agreement", "not_minimised", "not_chair"},
			Means:    "the owner's agreement and the chair's decision",
		},
		{
			ID: "TS-VB-5g", Profile: profile, Essential: true, Articles: []Article{"TS-VB regel 5"}, Answers: []Answer{ENF},
			NL:       "is het gezin er niet, dan is afgesproken wie het waarover informeert",
			EN:       "if the family is absent, it is agreed who informs them of what",
			Refusals: []Code{"gates_open", InformDatePast, InformTooLate, InformerMissing},
			Means:    "gate family_informed: somebody by name and a day, or a reasoned deferral that ends",
		},
		{
			ID: "TS-VC-4", Profile: profile, Articles: []Article{"TS-VC regel 4"}, Answers: []Answer{ENF},
			NL:       "geluidsopnamen alleen zoals afgesproken",
			EN:       "audio only as agreed",
			Refusals: []Code{"unknown_kind"},
			Means:    "there is no act that records; secrecy text",
		},
		{
			ID: "TS-VC-6", Profile: profile, Essential: true, Articles: []Article{"TS-VC regel 6"}, Answers: []Answer{ENF},
			NL:       "feit en mening staan uit elkaar",
			EN:       "separate fact from opinion",
			Refusals: []Code{NatureMissing},
			Means:    "every contribution is labelled; the minutes keep them apart",
		},
		{
			ID: "TS-VC-8", Profile: profile, Essential: true, Articles: []Article{"TS-VC regel 8"}, Answers: []Answer{GUI, ENF, PRV},
			NL:       "het gezin mag reageren; fouten worden hersteld, reacties toegevoegd",
			EN:       "the family may respond; errors are corrected, responses attached",
			Refusals: []Code{"package_incomplete", "gates_open"},
			Means:    "gate family_response; responses travel with the minutes; corrections are new versions",
		},
		{
			ID: "TS-O-1/3–10", Profile: profile, Articles: []Article{"TS-O punt 1, 3 t/m 10"}, Answers: []Answer{GUI},
			NL:    "doelen, taken, plaats van registratie, informatie, mandaten en evaluatie zijn afgesproken",
			EN:    "purposes, tasks, place of registration, information, mandates, evaluation agreed",
			Means: "profile check: what the covenant leaves out is named",
		},
		{
			ID: "TS-O-2", Profile: profile, Essential: true, Articles: []Article{"TS-O punt 2"}, Answers: []Answer{PRV},
			NL:    "privacy by design en by default; een DPIA per organisatie",
			EN:    "privacy by design and by default; a DPIA per organisation",
			Means: "phase table and lists of the profile, as input",
		},
	}
}
