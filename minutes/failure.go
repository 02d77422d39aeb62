package minutes

import (
	"fmt"

	"casusoverleg/agenda"
)

// Code says, in a stable word, why a document was refused.
type Code string

// Why a document is refused.
const (
	CodeNotAPackage    Code = "not_a_package"      // no manifest, or one that cannot be read
	CodeFormat         Code = "other_format"       // made by another version
	CodePage           Code = "page_changed"       // the page is not what the contents give
	CodeOtherRoom      Code = "other_room"         // of another room than expected
	CodeOtherServer    Code = "other_server"       // of another server than expected
	CodeOtherRecipient Code = "other_recipient"    // for somebody else than expected
	CodeOtherRules     Code = "other_rules"        // under other rules than expected
	CodeRecord         Code = "act_damaged"        // an act that is not as it was signed, or out of its place
	CodeNotInLog       Code = "not_in_log"         // an act that the log does not hold
	CodeLog            Code = "log_changed"        // the log is not the one the server signed
	CodeCheckpoint     Code = "other_checkpoint"   // not signed by this room's server
	CodeGenesis        Code = "other_genesis"      // the log begins with another room
	CodeSigner         Code = "unknown_signer"     // signed by somebody who was not admitted, was gone, or with another device
	CodeNotChair       Code = "not_chair"          // decided by somebody who was neither chair nor deputy
	CodeNotIssuer      Code = "not_issuer"         // issued by somebody who may not
	CodeHistory        Code = "history_incomplete" // acts on one object are missing between others
	CodeProposal       Code = "other_proposal"     // agreement or decision on something else
	CodeText           Code = "text_changed"       // not the text, or not the salt, that was agreed and decided on
	CodeNotRecipient   Code = "not_recipient"      // not approved for this recipient
	CodeOtherOwner     Code = "other_owner"        // agreement by somebody who owns no source of it
	CodeNoAgreement    Code = "no_agreement"       // an owner did not agree
	CodeNotApproved    Code = "not_approved"       // the chair did not approve it
	CodeParts          Code = "parts_differ"       // more, less or other parts than were issued
	CodeOwn            Code = "own_differs"        // not a contribution of the recipient that stands
	CodeNotHolder      Code = "not_dossier_holder" // a dossier copy for somebody who may not hold it
	CodeDetails        Code = "details_differ"     // a name, date or place that is not what the acts say
	CodeIssue          Code = "other_issue"        // the issue act is of another package
	CodeSurplus        Code = "surplus"            // the file carries something it does not need
)

// Codes lists every code, in the order above.
func Codes() []Code {
	return []Code{
		CodeNotAPackage, CodeFormat, CodePage, CodeOtherRoom, CodeOtherServer, CodeOtherRecipient, CodeOtherRules,
		CodeRecord, CodeNotInLog, CodeLog, CodeCheckpoint, CodeGenesis, CodeSigner, CodeNotChair, CodeNotIssuer,
		CodeHistory, CodeProposal, CodeText, CodeNotRecipient, CodeOtherOwner, CodeNoAgreement, CodeNotApproved,
		CodeParts, CodeOwn, CodeNotHolder, CodeDetails, CodeIssue, CodeSurplus,
	}
}

// Where is a place in a document; zero for the document as a whole.
type Where struct {
	Item    agenda.ItemID
	Passage int // as numbered in the document; 0 for the name of the item
}

// Failure says why a document cannot be trusted, and where. It holds nothing of
// what the document says.
type Failure struct {
	Code  Code
	Where Where
}

func fail(code Code) *Failure { return &Failure{Code: code} }

func (f *Failure) Error() string {
	switch {
	case f.Where.Passage != 0:
		return fmt.Sprintf("minutes: %s at passage %d", f.Code, f.Where.Passage)
	case f.Where.Item != 0:
		return fmt.Sprintf("minutes: %s at item %d", f.Code, f.Where.Item)
	}
	return "minutes: " + string(f.Code)
}
