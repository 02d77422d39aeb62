package covenant

// baseObligations is what general law asks, and the settled tensions between
// the documents (BASE), which hold in every profile.
func baseObligations() []Obligation {
	const profile Code = "base"
	return []Obligation{
		{
			ID: "AVG-5b", Profile: profile, Essential: true, Articles: []Article{"AVG art. 5 lid 1 onder b"}, Answers: []Answer{ENF},
			NL: "gegevens worden alleen gebruikt voor het doel waarvoor zij zijn verzameld",
			EN: "data are used only for the purpose they were collected for",
			Refusals: []Code{OutsideScope, PurposeMissing, PurposeNotListed, OtherPurpose, "purpose_fixed", PhaseMissing, PhaseNotListed,
				PurposeNotInPhase, GeneralItemNoPersons, ThirdPartyRefused, "item_not_open", "item_open", "item_ended", "not_now"},
			Means: "every case and every contribution has one listed purpose, the same",
		},
		{
			ID: "AVG-5c", Profile: profile, Essential: true, Articles: []Article{"AVG art. 5 lid 1 onder c"}, Answers: []Answer{ENF, GUI},
			NL: "niet meer gegevens dan nodig",
			EN: "no more data than necessary",
			Refusals: []Code{CriterionMissing, CriterionNotListed, LadderUnanswered, OnTheSpotNamed, GeneralItemNoPersons, GuestNotListed,
				CategoryNotListed, CategoryNotForParty, NecessityMissing, AidUnanswered, ReleaseKindNotListed,
				ReleaseWithoutAction, ThirdPartyWithoutNeed, "not_minimised", "not_revealed", CategoryNotInPhase},
			Means: "necessity is stated, questions about milder means, the chair minimises what leaves",
		},
		{
			ID: "AVG-5d", Profile: profile, Articles: []Article{"AVG art. 5 lid 1 onder d"}, Answers: []Answer{ENF, PRV},
			NL:       "gegevens zijn juist; feit en mening staan uit elkaar",
			EN:       "data are accurate; fact and opinion are kept apart",
			Refusals: []Code{CategoryHasNoPerson, NatureMissing, SourceMissing, "source_withdrawn", "stale_object", "wrong_source", "package_incomplete", "person_missing", "draft_gone"},
			Means:    "fact or opinion is stated; corrections are new versions; an act names the latest version",
		},
		{
			ID: "AVG-5e", Profile: profile, Essential: true, Articles: []Article{"AVG art. 5 lid 1 onder e"}, Answers: []Answer{ENF, PRV},
			NL:       "gegevens blijven niet langer bewaard dan nodig",
			EN:       "data are kept no longer than necessary",
			Refusals: []Code{PackageNotListed, "room_closed"},
			Means:    "the contents of a room have a last day; destruction is a signed record",
		},
		{
			ID: "AVG-5.2", Profile: profile, Articles: []Article{"AVG art. 5 lid 2"}, Answers: []Answer{ENF, PRV},
			NL:       "kunnen aantonen dat het goed is gegaan",
			EN:       "being able to show that it was done right",
			Refusals: []Code{InformReasonMissing, ProfileNotYetValid, ProfileExpired, "gates_open", "already_decided", "statement_differs"},
			Means:    "tamper-evident log of signed acts; registers made from it",
		},
		{
			ID: "AVG-6", Profile: profile, Essential: true, Articles: []Article{"AVG art. 6"}, Answers: []Answer{ENF},
			NL: "geen verwerking zonder grondslag",
			EN: "no processing without a legal basis",
			Refusals: []Code{TaskMissing, TaskNotOfParty, BasisMissing, BasisNotListed, BasisNotForParty,
				BasisNotOwnTask, ConsentMissing},
			Means: "every contribution about a person names its basis",
		},
		{
			ID: "AVG-9", Profile: profile, Essential: true, Articles: []Article{"AVG art. 9"}, Answers: []Answer{ENF},
			NL:       "bijzondere gegevens alleen op een grond die daarvoor geldt",
			EN:       "special data only on a ground that exists for them",
			Refusals: []Code{CategoryMissing, BasisNotForCategory},
			Means:    "categories have a class; a basis names the classes it carries",
		},
		{
			ID: "AVG-10", Profile: profile, Essential: true, Articles: []Article{"AVG art. 10"}, Answers: []Answer{ENF},
			NL:       "strafrechtelijke gegevens alleen op een grond die daarvoor geldt",
			EN:       "criminal data only on a ground that exists for them",
			Refusals: []Code{CategoryMissing, BasisNotForCategory},
			Means:    "a class of its own, apart from special data",
		},
		{
			ID: "AVG-12", Profile: profile, Articles: []Article{"AVG art. 12 lid 3"}, Answers: []Answer{GUI},
			NL:    "een verzoek wordt binnen een maand beantwoord, met hoogstens twee maanden erbij",
			EN:    "a request is answered within one month, with at most two more",
			Means: "the terms request and request_extension",
		},
		{
			ID: "AVG-13/14", Profile: profile, Essential: true, Articles: []Article{"AVG art. 13", "AVG art. 14"}, Answers: []Answer{ENF, GUI},
			NL: "de persoon wordt geïnformeerd, tenzij een uitzondering geldt",
			EN: "the person is informed unless an exception applies",
			Refusals: []Code{InformMissing, InformNotBefore, InformDateMissing, InformGroundMissing, InformGroundNotListed, InformReasonMissing,
				InformDatePast, InformTooLate, InformerMissing, ContactMissing, "role_taken"},
			Means: "inform state of a case; exceptions need a ground and a sealed reason",
		},
		{
			ID: "AVG-25", Profile: profile, Articles: []Article{"AVG art. 25 lid 2"}, Answers: []Answer{ENF},
			NL:       "standaard ziet niemand iets dat hij niet hoeft te zien",
			EN:       "by default nobody sees what he need not see",
			Refusals: []Code{"not_seated", "role_missing", "reader_not_at_item", "not_scribe", "unknown_object", "not_revealed", "reader_reason_missing", "not_for_guests", "only_guests"},
			Means:    "default audience is the chair alone; readers are chosen from the item",
		},
		{
			ID: "AVG-32", Profile: profile, Essential: true, Articles: []Article{"AVG art. 32"}, Answers: []Answer{ENF},
			NL: "gegevens zijn beveiligd en wie ze ziet houdt ze geheim",
			EN: "data are secured and whoever sees them keeps them secret",
			Refusals: []Code{PartyOutsideCovenant, AccessionMissing, RecipientUnsecured, "not_seated", "secrecy_not_confirmed", "not_recipient", "no_deputy",
				"malformed", "unknown_kind", "other_room", "other_epoch", "awaiting_resume", "out_of_turn", "unknown_object",
				"limit", "not_your_device", "not_server", "reader_unknown", "invitation_spent", "place_taken", "key_in_use", "other_person", "not_dispatched", "file_in_use",
				"storage_full", "try_again", "too_fast", "not_staged"},
			Means: "contents are sealed to their readers; secrecy is confirmed at every join",
		},
		{
			ID: "AVG-33", Profile: profile, Articles: []Article{"AVG art. 33", "AVG art. 34"}, Answers: []Answer{GUI, PRV},
			NL:    "een datalek wordt binnen 72 uur gemeld",
			EN:    "a data breach is reported within 72 hours",
			Means: "the term breach_authority; incident register with affected rooms and recipients",
		},
		{
			ID: "BASE-1", Profile: profile, Essential: true, Articles: []Article{"AVG art. 24", "AVG art. 5 lid 1 onder c"}, Answers: []Answer{ENF, PRV},
			NL:       "niets verlaat het overleg zonder akkoord van de eigenaar en besluit van de voorzitter",
			EN:       "nothing leaves the room without the owner's agreement and the chair's decision",
			Refusals: []Code{"not_owner", "not_chair", "no_agreement", "not_minimised", "reader_missing", "wrong_source", "owner_left", "unreadable", "on_hold", "steward_unfit", "steward_cannot_read"},
			Means:    "gatekeepers of every profile; rules without both are refused",
		},
		{
			ID: "BASE-2", Profile: profile, Articles: []Article{"AVG art. 17", "AVG art. 5 lid 2"}, Answers: []Answer{ENF, PRV},
			NL:       "wat is ingetrokken wordt gewist; dat het gebeurde blijft vastgelegd",
			EN:       "what is withdrawn is erased; that it happened stays on record",
			Refusals: []Code{"source_withdrawn", "recalled"},
			Means:    "bodies are erased, the log has no contents",
		},
		{
			ID: "BASE-3", Profile: profile, Articles: []Article{"AVG art. 23 lid 1 onder i"}, Answers: []Answer{PRV},
			NL:    "wat om veiligheid geheim moet blijven, staat niet in een uittreksel voor de persoon",
			EN:    "what must stay hidden for safety is not in an extract for the person",
			Means: "an active safety exception is left out of person-facing extracts",
		},
		{
			ID: "BASE-4", Profile: profile, Articles: []Article{"AVG art. 5 lid 2"}, Answers: []Answer{PRV},
			NL:    "bij meer profielen geldt van elke sleutel de strengste waarde",
			EN:    "with several profiles the stricter value of each key holds",
			Means: "merging of profiles; the rules of a room name the digest of each",
		},
	}
}
