package room

import (
	"casusoverleg/room/covenant"
)

// Refusal says why an act is not admitted. Codes are stable: scripts, tests and
// interfaces lean on them. What one may not know is refused exactly like what
// does not exist. The sentence that goes with a code is in the base profile.
type Refusal struct {
	Code        covenant.Code      `cbor:"1,keyasint"`
	Articles    []covenant.Article `cbor:"2,keyasint,omitempty"` // as the room's profile cites them
	Obligations []string           `cbor:"3,keyasint,omitempty"` // ids of the obligations it enforces
	Subject     string             `cbor:"4,keyasint,omitempty"` // machine word for the field or demand; never content
}

func (r *Refusal) Error() string {
	if r.Subject != "" {
		return "room: refused: " + string(r.Code) + " (" + r.Subject + ")"
	}
	return "room: refused: " + string(r.Code)
}

// The refusal codes of the room itself; the profile's rulings add theirs.
const (
	// Of the form and place of an act.
	CodeMalformed      covenant.Code = "malformed"       // payload, labels or seals are not what the kind demands
	CodeUnknownKind    covenant.Code = "unknown_kind"    // no row in the table
	CodeOtherRoom      covenant.Code = "other_room"      // act of another room
	CodeOtherEpoch     covenant.Code = "other_epoch"     // act of another epoch
	CodeAwaitingResume covenant.Code = "awaiting_resume" // records were lost; chair or deputy must resume first
	CodeOutOfTurn      covenant.Code = "out_of_turn"     // not the device's next act
	CodeStaleObject    covenant.Code = "stale_object"    // names another act than the object's latest
	CodeUnknownObject  covenant.Code = "unknown_object"  // refers to what is not there, or not for you
	CodeLimit          covenant.Code = "limit"           // a limit of the room is reached
	CodeFileInUse      covenant.Code = "file_in_use"     // a sealed file that another act brought

	// Of who may.
	CodeNotSeated       covenant.Code = "not_seated"            // not a seat of this room, or not any more
	CodeNotYourDevice   covenant.Code = "not_your_device"       // signed by another key than the seat's device
	CodeNotServer       covenant.Code = "not_server"            // only the server signs this
	CodeSecrecy         covenant.Code = "secrecy_not_confirmed" // the seat has not confirmed secrecy
	CodeNotChair        covenant.Code = "not_chair"             // for chair, or chair and deputies
	CodeNotScribe       covenant.Code = "not_scribe"            // for chair, deputies and secretary
	CodeNotForGuests    covenant.Code = "not_for_guests"        // not for a person concerned, relative or supporter
	CodeOnlyGuests      covenant.Code = "only_guests"           // only for one of them
	CodeRoleTaken       covenant.Code = "role_taken"            // one place at an item has this role, and another has it
	CodeNotOwner        covenant.Code = "not_owner"             // only the owner may
	CodeRoleMissing     covenant.Code = "role_missing"          // no role at the item, or the role does not allow it
	CodeNotRecipient    covenant.Code = "not_recipient"         // not the one it is for
	CodeReaderNotAtItem covenant.Code = "reader_not_at_item"    // readers sit at the item
	CodeReaderReason    covenant.Code = "reader_reason_missing" // a reader without a reason that the profile lists
	CodeReaderMissing   covenant.Code = "reader_missing"        // somebody who must be able to read has no envelope
	CodeReaderUnknown   covenant.Code = "reader_unknown"        // sealed to a seat that was not admitted, or is gone

	// Of when.
	CodeNotNow          covenant.Code = "not_now"          // not in this phase of the meeting
	CodeRoomClosed      covenant.Code = "room_closed"      // the room is closed
	CodeItemNotOpen     covenant.Code = "item_not_open"    // the item is not under discussion
	CodeItemOpen        covenant.Code = "item_open"        // the item, or another one, is under discussion
	CodePurposeFixed    covenant.Code = "purpose_fixed"    // something was brought in for the item's present purpose
	CodeItemEnded       covenant.Code = "item_ended"       // the item was ended with an outcome
	CodeNoDeputy        covenant.Code = "no_deputy"        // neither a deputy nor the choice for none
	CodeGatesOpen       covenant.Code = "gates_open"       // something must be done first; the subject says what
	CodeInvitationSpent covenant.Code = "invitation_spent" // used, withdrawn or expired
	CodePlaceTaken      covenant.Code = "place_taken"      // somebody fills the place
	CodeKeyInUse        covenant.Code = "key_in_use"       // the device key or seat key is another seat's, or of a device that was ended
	CodeOtherPerson     covenant.Code = "other_person"     // who comes back on another device is not who was there

	// Of what is brought in.
	CodePersonMissing covenant.Code = "person_missing" // a reveal and a response say about whom
	CodeNotRevealed   covenant.Code = "not_revealed"   // names somebody whom nobody has revealed
	CodeDraftGone     covenant.Code = "draft_gone"     // signed, dropped, or never signed in time
	CodeReasonMissing covenant.Code = "reason_missing" // work is dropped without saying why

	// Of leaving.
	CodeStewardUnfit      covenant.Code = "steward_unfit"       // not a present seat of the same party
	CodeStewardCannotRead covenant.Code = "steward_cannot_read" // he does not read everything that he takes over

	// Of the release gate.
	CodeSourceWithdrawn    covenant.Code = "source_withdrawn"    // a source does not stand any more
	CodeOnHold             covenant.Code = "on_hold"             // waits for advice
	CodeWrongSource        covenant.Code = "wrong_source"        // a source is not that owner's, or not at this item
	CodeNoAgreement        covenant.Code = "no_agreement"        // an owner has not agreed to exactly this
	CodeNotMinimised       covenant.Code = "not_minimised"       // the chair has not approved exactly this
	CodeDecided            covenant.Code = "already_decided"     // decided or lapsed before
	CodeStatement          covenant.Code = "statement_differs"   // the statement about sources is not repeated
	CodeRecipientUnsecured covenant.Code = "recipient_unsecured" // no key to encrypt to
	CodeNotDispatched      covenant.Code = "not_dispatched"      // nothing to fetch
	CodeRecalled           covenant.Code = "recalled"            // a source was withdrawn before the package left
	CodeIncomplete         covenant.Code = "package_incomplete"  // the package lacks a release its recipient must get
	CodeNotDossierHolder   covenant.Code = "not_dossier_holder"  // the dossier copy of an item is for its holder
	CodeCorrected          covenant.Code = "corrected"           // a correction stands in its place
	CodeWrongCorrection    covenant.Code = "wrong_correction"    // corrects what was not approved here, or leaves somebody out
	CodeRecipientLeft      covenant.Code = "recipient_left"      // he is gone and cannot fetch it
	CodeReactionTermOver   covenant.Code = "reaction_term_over"  // it is too late to react
	CodeOwnerLeft          covenant.Code = "owner_left"          // the owner left the room
	CodeConsentWithdrawn   covenant.Code = "consent_withdrawn"   // the consent it rests on was taken back
	CodeUnreadable         covenant.Code = "unreadable"          // who decides cannot open what it is about
)

// refuse makes a refusal with the articles of the room's profile.
func (s *State) refuse(code covenant.Code, subject ...string) *Refusal {
	r := &Refusal{Code: code}
	if s.rules != nil {
		ruling := s.rules.Rule(code)
		r.Articles, r.Obligations = ruling.Articles, ruling.Obligations
	}
	if len(subject) > 0 {
		r.Subject = subject[0]
	}
	return r
}

// ruled turns the profile's ruling into a refusal; nil stays nil.
func ruled(r *covenant.Ruling) *Refusal {
	if r == nil {
		return nil
	}
	return &Refusal{Code: r.Code, Articles: r.Articles, Obligations: r.Obligations, Subject: string(r.Subject)}
}

// firstRuled turns the first of the profile's rulings into a refusal.
func firstRuled(rs []covenant.Ruling) *Refusal {
	if len(rs) == 0 {
		return nil
	}
	return ruled(&rs[0])
}
