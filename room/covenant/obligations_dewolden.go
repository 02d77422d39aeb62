package covenant

// deWoldenObligations is what the Privacyconvenant Buurtteams De Wolden asks.
func deWoldenObligations() []Obligation {
	const profile Code = "de-wolden"
	return []Obligation{
		{
			ID: "DW-1", Profile: profile, Articles: []Article{"DW art. 1"}, Answers: []Answer{ENF},
			NL:       "strafrechtelijke gegevens en gedrag met een verbod tellen als bijzondere gegevens",
			EN:       "criminal data and behaviour with a ban count as special data",
			Refusals: []Code{CategoryMissing, CategoryNotListed, BasisNotForCategory},
			Means:    "flags of the categories; their class decides which basis carries them",
		},
		{
			ID: "DW-2.1", Profile: profile, Essential: true, Articles: []Article{"DW art. 2.1"}, Answers: []Answer{ENF},
			NL:       "alleen de genoemde netwerkpartners doen mee",
			EN:       "only the listed network partners take part",
			Refusals: []Code{PartyOutsideCovenant, "not_seated"},
			Means:    "list of parties",
		},
		{
			ID: "DW-2.2", Profile: profile, Articles: []Article{"DW art. 2.2"}, Answers: []Answer{ENF},
			NL:       "preventie, signalering, ondersteuning, gebieds- en probleemanalyse, bespreken en volgen van een casus",
			EN:       "prevention, signalling, support, area and problem analysis, discussing and following a case",
			Refusals: []Code{OutsideScope},
			Means:    "list of kinds of meeting",
		},
		{
			ID: "DW-3.1", Profile: profile, Essential: true, Articles: []Article{"DW art. 3.1"}, Answers: []Answer{ENF},
			NL:       "elke partner is zelf verantwoordelijk en verwerkt voor de eigen wettelijke taak",
			EN:       "every partner is a separate controller, processing for its own statutory task",
			Refusals: []Code{TaskMissing, TaskNotOfParty, BasisNotForParty, "not_owner", "no_agreement", "source_withdrawn"},
			Means:    "every contribution has one owner, one party and a task of that party",
		},
		{
			ID: "DW-4.1/4.2", Profile: profile, Essential: true, Articles: []Article{"DW art. 4.1", "DW art. 4.2"}, Answers: []Answer{ENF},
			NL:       "alleen voor de genoemde doelen",
			EN:       "only for the listed purposes",
			Refusals: []Code{PurposeMissing, PurposeNotListed, OtherPurpose, "purpose_fixed", CriterionMissing, CriterionNotListed, "item_not_open"},
			Means:    "list of purposes; gates item_purpose and item_criterion",
		},
		{
			ID: "DW-5.1/5.2", Profile: profile, Articles: []Article{"DW art. 5.1", "DW art. 5.2"}, Answers: []Answer{GUI, PRV},
			NL:    "inzage, rectificatie, vernietiging, beperking, overdracht en bezwaar; elke partner handelt het zelf af",
			EN:    "access, rectification, erasure, restriction, portability and objection; each partner handles its own",
			Means: "a request goes to the owning party; extract per person; the term request",
		},
		{
			ID: "DW-6.2", Profile: profile, Essential: true, Articles: []Article{"DW art. 6.2"}, Answers: []Answer{ENF},
			NL:       "onderling verstrekken alleen op een adequaat beveiligde manier",
			EN:       "mutual disclosure only when adequately secured",
			Refusals: []Code{RecipientUnsecured, "not_recipient"},
			Means:    "what leaves is a file encrypted to a known key or passphrase",
		},
		{
			ID: "DW-7.1/7.2", Profile: profile, Articles: []Article{"DW art. 7.1", "DW art. 7.2"}, Answers: []Answer{GUI, PRV},
			NL:    "de partner waar een lek ontstaat dicht het en meldt het zelf",
			EN:    "the partner where a leak occurs closes it and reports it itself",
			Means: "incident checklist; affected items and recipients; the term breach_authority",
		},
		{
			ID: "DW-8.1", Profile: profile, Essential: true, Articles: []Article{"DW art. 8.1"}, Answers: []Answer{ENF},
			NL:       "niets naar derden, behalve voor afgesproken interventies en acties of om de casus toe te bedelen",
			EN:       "nothing to third parties unless for agreed interventions and actions or to allocate the case",
			Refusals: []Code{ThirdPartyWithoutNeed},
			Means:    "third_party.link",
		},
		{
			ID: "DW-8.2", Profile: profile, Essential: true, Articles: []Article{"DW art. 8.2"}, Answers: []Answer{ENF, PRV},
			NL:       "de grondslag van die verstrekking is de eigen taak van de partner",
			EN:       "the legal basis of that disclosure is the partner's own task",
			Refusals: []Code{TaskMissing, TaskNotOfParty, BasisMissing, BasisNotForParty, BasisNotOwnTask},
			Means:    "third_party.own_task; disclosure register",
		},
		{
			ID: "DW-9.1/9.2", Profile: profile, Articles: []Article{"DW art. 9.1", "DW art. 9.2"}, Answers: []Answer{ENF, GUI},
			NL:       "elke partner bewaart zelf, volgens de eigen wettelijke termijn",
			EN:       "each partner keeps its data itself, for its own statutory term",
			Refusals: []Code{PackageNotListed, "room_closed"},
			Means:    "no dossier package; the term contents; the party's own retention text on what it receives",
		},
		{
			ID: "DW-10.1", Profile: profile, Essential: true, Articles: []Article{"DW art. 10.1"}, Answers: []Answer{ENF, GUI},
			NL: "de persoon wordt zo spoedig mogelijk vooraf geïnformeerd, tenzij de AVG een uitzondering kent",
			EN: "the person is told beforehand, as soon as possible, unless a GDPR exception applies",
			Refusals: []Code{InformMissing, InformNotBefore, InformDateMissing, InformGroundMissing,
				InformGroundNotListed, InformReasonMissing, OnTheSpotNamed},
			Means: "gate item_inform; inform.before and inform.reason",
		},
		{
			ID: "DW-10.2", Profile: profile, Articles: []Article{"DW art. 10.2"}, Answers: []Answer{GUI},
			NL:    "de websites van de partners informeren",
			EN:    "the partners' websites inform",
			Means: "checklist per party",
		},
		{
			ID: "DW-11.1", Profile: profile, Essential: true, Articles: []Article{"DW art. 11.1"}, Answers: []Answer{ENF},
			NL:       "niet meer persoonsgegevens dan nodig voor de doelen",
			EN:       "no more personal data than necessary for the purposes",
			Refusals: []Code{NecessityMissing, GeneralItemNoPersons, "reader_not_at_item", "reader_reason_missing", "role_missing"},
			Means:    "every contribution states its necessity; readers are chosen",
		},
		{
			ID: "DW-11.2", Profile: profile, Essential: true, Articles: []Article{"DW art. 11.2"}, Answers: []Answer{ENF, PRV},
			NL: "alleen gegevens die nodig zijn voor het opstellen en uitvoeren van interventies en acties; de voorzitter ziet erop toe",
			EN: "only data needed for drawing up and carrying out interventions and actions; the chair watches over it",
			Refusals: []Code{ReleaseKindNotListed, ReleaseWithoutAction, "not_minimised", "not_chair", "not_recipient",
				"gates_open", "no_deputy"},
			Means: "every text that leaves is linked to an action and decided by the chair; decision log without contents",
		},
		{
			ID: "DW-12.1", Profile: profile, Articles: []Article{"DW art. 12.1"}, Answers: []Answer{GUI, PRV},
			NL:    "elk jaar een AVG-bewustwordingstraining",
			EN:    "yearly GDPR awareness training",
			Means: "the term training; report",
		},
		{
			ID: "DW-13.1", Profile: profile, Articles: []Article{"DW art. 13.1"}, Answers: []Answer{PRV},
			NL:    "elke partner registreert zijn verwerkingen in het eigen register",
			EN:    "each partner registers its processing in its own register",
			Means: "entry for the register of processing, per party",
		},
		{
			ID: "DW-14.1–14.3", Profile: profile, Articles: []Article{"DW art. 14.1", "DW art. 14.2", "DW art. 14.3"}, Answers: []Answer{PRV},
			NL:    "elke partner is aansprakelijk voor de eigen tekortkoming",
			EN:    "each partner is liable for its own breach",
			Means: "attributable, tamper-evident log",
		},
		{
			ID: "DW-15.1", Profile: profile, Articles: []Article{"DW art. 15.1"}, Answers: []Answer{GUI, PRV},
			NL:    "tweejaarlijkse herziening door de stuurgroep",
			EN:    "two-yearly revision by the steering group",
			Means: "the term review; anonymous statistics",
		},
	}
}
