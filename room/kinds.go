package room

import "casusoverleg/crypto/chain"

// The kinds of act.
const (
	// About the room and its seats; founding.go, places.go, seats.go, recipients.go.
	KindGenesis    chain.Kind = "genesis"     // the chair founds the room
	KindPlace      chain.Kind = "place"       // a party and function is invited
	KindInvite     chain.Kind = "invite"      // an invitation link for a place exists
	KindUninvite   chain.Kind = "uninvite"    // it is withdrawn
	KindAdmit      chain.Kind = "admit"       // a joiner becomes the seat at a place
	KindReseat     chain.Kind = "reseat"      // a seat gets another device; reseat.go
	KindJoin       chain.Kind = "join"        // the seat confirms secrecy
	KindLeave      chain.Kind = "leave"       // the seat goes
	KindRemove     chain.Kind = "remove"      // the seat is sent away
	KindAppoint    chain.Kind = "appoint"     // the seat gets another post
	KindHandOver   chain.Kind = "hand_over"   // the chair makes a deputy chair
	KindTakeOver   chain.Kind = "take_over"   // a deputy makes himself chair
	KindPresent    chain.Kind = "present"     // somebody is there without a device; present.go
	KindMinutesKey chain.Kind = "minutes_key" // the seat announces the key its packages are encrypted to
	KindConfirmKey chain.Kind = "confirm_key" // chair or deputy vouch for a new one, or for a party's
	KindArchive    chain.Kind = "archive"     // a party's key, for the packages of its seats
	KindOutside    chain.Kind = "outside"     // an outside recipient

	// About the course of the meeting; course.go.
	KindStart   chain.Kind = "start"   // the session begins
	KindCode    chain.Kind = "code"    // the room code is read again
	KindConfirm chain.Kind = "confirm" // a seat confirms hearing the code it computed
	KindWrapUp  chain.Kind = "wrap_up" // the session ends
	KindAdopt   chain.Kind = "adopt"   // the minutes are adopted
	KindClose   chain.Kind = "close"   // the room is closed
	KindDestroy chain.Kind = "destroy" // the chair asks to destroy the contents now
	KindVoid    chain.Kind = "void"    // cancels what the device submitted under this counter

	// About items; items.go.
	KindItem     chain.Kind = "item"      // an item exists
	KindAgenda   chain.Kind = "agenda"    // order and lengths
	KindDescribe chain.Kind = "describe"  // what the item is about, and why it may be discussed
	KindSit      chain.Kind = "sit"       // a place sits at the item, in a role
	KindUnseat   chain.Kind = "unseat"    // and does not any more
	KindOpenItem chain.Kind = "open_item" // discussion begins
	KindEndItem  chain.Kind = "end_item"  // discussion ends
	KindOutcome  chain.Kind = "outcome"   // what came of it
	KindShare    chain.Kind = "share"     // a text is sealed to a newcomer, or again to who has another device
	KindName     chain.Kind = "name"      // a guest tells who sits there who he is; guests.go

	// About the family; inform.go and responses.go.
	KindInformPlan     chain.Kind = "inform_plan"     // who informs it, of what, by when; or why not yet
	KindInformed       chain.Kind = "informed"        // it was informed
	KindInviteResponse chain.Kind = "invite_response" // it was invited to respond
	KindNoResponse     chain.Kind = "no_response"     // it does not want to, or cannot any more

	// About contributions; contributions.go.
	KindContribute chain.Kind = "contribute" // somebody brings something in
	KindCorrect    chain.Kind = "correct"    // a new version
	KindShow       chain.Kind = "show"       // more readers, or an envelope for one named before
	KindHide       chain.Kind = "hide"       // fewer readers
	KindWithdraw   chain.Kind = "withdraw"   // it is taken back and erased
	KindUnreadable chain.Kind = "unreadable" // a reader cannot open what is sealed to him

	// About text in somebody's name; drafts.go.
	KindDraft     chain.Kind = "draft"      // somebody writes it; its owner may sign it
	KindDropDraft chain.Kind = "drop_draft" // it is thrown away, unsigned

	// About questions; requests.go.
	KindRequest       chain.Kind = "request"        // places at the item are asked for information
	KindRefuseRequest chain.Kind = "refuse_request" // one of them does not answer

	// About what waits for advice; holds.go.
	KindHold     chain.Kind = "hold"      // a contribution or proposal may not leave for now
	KindLiftHold chain.Kind = "lift_hold" // it may again

	// About consent; consents.go, resting.go.
	KindConsent         chain.Kind = "consent"          // what a person answered to the question whether this may be shared
	KindWithdrawConsent chain.Kind = "withdraw_consent" // he took it back

	// About what is agreed; decisions.go.
	KindDecision chain.Kind = "decision" // a decision
	KindAction   chain.Kind = "action"   // agreed work with assignee and date
	KindRetract  chain.Kind = "retract"  // a decision or action was recorded by mistake
	KindProgress chain.Kind = "progress" // how far an action is; progress.go

	// The release gate; releases.go.
	KindPropose    chain.Kind = "propose"     // a minimised text for named recipients and actions
	KindAgree      chain.Kind = "agree"       // an owner agrees to exactly this proposal
	KindDecline    chain.Kind = "decline"     // or does not
	KindMinimise   chain.Kind = "minimise"    // the chair's decision on exactly this proposal (DW art. 11.2)
	KindLapse      chain.Kind = "lapse"       // the chair lets an undecided proposal go
	KindNothingFor chain.Kind = "nothing_for" // the chair states that a recipient gets nothing

	// Packages; packages.go, parts.go, reactions.go.
	KindIssue     chain.Kind = "issue"     // this package may leave
	KindReissue   chain.Kind = "reissue"   // and so may the same contents, for a new key of the recipient
	KindDispatch  chain.Kind = "dispatch"  // and these are its encrypted files
	KindDelivered chain.Kind = "delivered" // the server: it left
	KindOpened    chain.Kind = "opened"    // the recipient opened it
	KindReact     chain.Kind = "react"     // and has remarks about the concept, or none
	KindHandle    chain.Kind = "handle"    // what became of his remarks

	// Signed by the server or about its log; server.go.
	KindEpoch     chain.Kind = "epoch"     // records were lost; this is the head that is left
	KindResume    chain.Kind = "resume"    // chair or deputy accept that head
	KindErased    chain.Kind = "erased"    // sealed files of an object are gone from the disk
	KindDestroyed chain.Kind = "destroyed" // all contents are gone
	KindRekey     chain.Kind = "rekey"     // the server has a new signing key
)

// row is all there is to know about a kind.
type row struct {
	payload  func() any    // a new, empty payload
	byServer bool          // author 0; otherwise a seat
	audience audienceRule  // the one audience of such acts
	refs     refsOf        // what the refs stand for, in order; nil for none
	seals    sealRule      // which sealed files travel with it
	who      []check       // who may; every seeing client re-checks it
	recheck  []check       // what every seeing client re-checks
	server   []check       // what only the server, or who sees everything, can check
	apply    func(*change) // what becomes of the room
}

// rows are those of the table. All rooms share them: nothing changes them.
var rows = table()

// table is design.md §5: every kind has exactly one row.
func table() map[chain.Kind]row {
	return map[chain.Kind]row{
		KindGenesis: {
			payload: newOf[Genesis], audience: toRoom,
			who:     checks(beforeEverything),
			recheck: checks(profileFits, profileInForce, roomKindInScope, roomPurposeListed, chairPartyListed, chairBundle),
			apply:   applyGenesis,
		},
		KindPlace: {
			payload: newOf[PlacePayload], audience: toRoom,
			who:     checks(byLead, deputyPlaceByChair),
			recheck: checks(notClosed, nextPlace, placePost, placePartyListed, placeOfGuest),
			apply:   applyPlace,
		},
		KindInvite: {
			payload: newOf[InvitePayload], audience: toRoom, seals: sealLeads,
			who:     checks(byLead),
			recheck: checks(notClosed, placeFree, noOtherInvitation, invitationTerm),
			apply:   applyInvite,
		},
		KindUninvite: {
			payload: newOf[Nothing], audience: toRoom, refs: on(objInvitation),
			who:     checks(byLead),
			recheck: checks(invitationLive),
			apply:   applyUninvite,
		},
		KindAdmit: {
			payload: newOf[AdmitPayload], audience: toRoom, refs: on(objInvitation),
			who:     checks(byLead, deputyAdmittedByChair),
			recheck: checks(notClosed, invitationLive, invitationForPlace, placeFree, nextSeat, bundleValid, bundleParty, bundleKeysNew),
			server:  checks(invitationInTime),
			apply:   applyAdmit,
		},
		KindReseat: {
			payload: newOf[ReseatPayload], audience: toRoom, refs: on(objInvitation),
			who:     checks(byLead, reseatByChair),
			recheck: checks(notClosed, invitationLive, invitationToReturn, bundleValid, samePerson, bundleKeysNew),
			server:  checks(invitationInTime),
			apply:   applyReseat,
		},
		KindJoin: {
			payload: newOf[JoinPayload], audience: toRoom,
			who:     checks(notJoined),
			recheck: checks(secrecyText),
			apply:   applyJoin,
		},
		KindLeave: {
			payload: newOf[LeavePayload], audience: toRoom,
			who:     checks(notTheChair),
			recheck: checks(notClosed, stewardOfParty, stewardReads),
			apply:   applyLeave,
		},
		KindRemove: {
			payload: newOf[RemovePayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(notClosed, removable),
			apply:   applyRemove,
		},
		KindAppoint: {
			payload: newOf[AppointPayload], audience: toRoom,
			who:     checks(byChair),
			recheck: checks(notClosed, appointsNoGuest, appointable),
			apply:   applyAppoint,
		},
		KindHandOver: {
			payload: newOf[HandOverPayload], audience: toRoom,
			who:     checks(byChair),
			recheck: checks(notClosed, toDeputy, codeFresh),
			apply:   applyHandOver,
		},
		KindTakeOver: {
			payload: newOf[CodePayload], audience: toRoom,
			who:     checks(byDeputy),
			recheck: checks(notClosed, codeFresh),
			apply:   applyTakeOver,
		},
		KindPresent: {
			payload: newOf[PresentPayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(notClosed, placeWithoutSeat, notNotedYet),
			apply:   applyPresent,
		},
		KindMinutesKey: {
			payload: newOf[MinutesKeyPayload], audience: toRoom,
			recheck: checks(notDestroyed, recipientKey),
			apply:   applyMinutesKey,
		},
		KindConfirmKey: {
			payload: newOf[ConfirmKeyPayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(notDestroyed, keyAnnounced),
			apply:   applyConfirmKey,
		},
		KindArchive: {
			payload: newOf[ArchivePayload], audience: toRoom,
			who:     checks(ofParty),
			recheck: checks(notClosed, archiveKey),
			apply:   applyArchive,
		},
		KindOutside: {
			payload: newOf[OutsidePayload], audience: toRoom, seals: sealOutside,
			who:     checks(byLead),
			recheck: checks(notClosed, nextOutside, outsideKey, outsideAtPlace),
			apply:   applyOutside,
		},

		KindStart: {
			payload: newOf[StartPayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(inPreparation, codeFresh, deputyOrNone),
			apply:   applyStart,
		},
		KindCode: {
			payload: newOf[CodePayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(notClosed, started, codeFresh),
			apply:   applyCode,
		},
		KindConfirm: {
			payload: newOf[Nothing], audience: toRoom, refs: on(objCode),
			recheck: checks(notClosed),
			apply:   applyConfirm,
		},
		KindWrapUp: {
			payload: newOf[Nothing], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(inSession),
			server:  checks(noItemOpen),
			apply:   applyWrapUp,
		},
		KindAdopt: {
			payload: newOf[Nothing], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(wrappingUp),
			server:  checks(adoptionGates),
			apply:   applyAdopt,
		},
		KindClose: {
			payload: newOf[Nothing], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(adopted),
			server:  checks(closingGates),
			apply:   applyClose,
		},
		KindDestroy: {
			payload: newOf[Nothing], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(isClosed),
			apply:   applyDestroy,
		},
		KindVoid: {
			payload: newOf[Nothing], audience: toRoom,
			apply: applyNothing,
		},

		KindItem: {
			payload: newOf[ItemPayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(beforeWrapUp, nextItem),
			apply:   applyItem,
		},
		KindAgenda: {
			payload: newOf[AgendaPayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(beforeWrapUp, knownItems),
			apply:   applyAgenda,
		},
		KindDescribe: {
			payload: newOf[DescribePayload], audience: ofItem, refs: on(objItem), seals: sealItem,
			who:     checks(byScribe),
			recheck: checks(notClosed, itemNotEnded, itemFacts, itemPurposeKept, itemPersons, itemContact),
			apply:   applyDescribe,
		},
		KindSit: {
			payload: newOf[SitPayload], audience: ofItem, refs: on(objItem),
			who:     checks(byLead),
			recheck: checks(notClosed, knownPlace, knownRole, roleFits, roleFree, personOfGuest),
			apply:   applySit,
		},
		KindUnseat: {
			payload: newOf[UnseatPayload], audience: ofItem, refs: on(objItem),
			who:     checks(byLead),
			recheck: checks(notClosed, sitsThere, broughtNothing, notTheContact),
			apply:   applyUnseat,
		},
		KindOpenItem: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objItem),
			who:     checks(byLead),
			recheck: checks(inSession, itemClosed, itemMayOpen),
			server:  checks(noItemOpen),
			apply:   applyOpenItem,
		},
		KindEndItem: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objItem),
			who:     checks(byLead),
			recheck: checks(itemOpen),
			apply:   applyEndItem,
		},
		KindOutcome: {
			payload: newOf[OutcomePayload], audience: ofItem, refs: on(objItem),
			who:     checks(byScribe),
			recheck: checks(notClosed, started, outcomeListed),
			apply:   applyOutcome,
		},
		KindShare: {
			payload: newOf[Nothing], audience: ofObject, seals: sealNewcomers,
			refs:    on(objItem, objDraft, objRequest, objRefusal, objHold, objDecision, objAction, objProgress, objProposal, objContribution, objName, objInform, objConsent, objOutsider, objReaction, objAnswer),
			who:     checks(mayShare),
			recheck: checks(notClosed, notWithdrawn),
			apply:   applyShare,
		},
		KindName: {
			payload: newOf[NamePayload], audience: ofItem, refs: nameRefs, seals: sealName,
			who:     checks(byGuest),
			recheck: checks(notClosed, ownName, firstName),
			apply:   applyName,
		},

		KindInformPlan: {
			payload: newOf[InformPlanPayload], audience: ofItem, refs: informPlanRefs, seals: sealProfessionals,
			who:     checks(byScribe),
			recheck: checks(notClosed, aCase, onePlan, informerHere, informPlanRuled),
			apply:   applyInformPlan,
		},
		KindInformed: {
			payload: newOf[InformedPayload], audience: ofItem, refs: on(objInform),
			who:     checks(byInformer),
			recheck: checks(notClosed, notInformed, informedDay),
			apply:   applyInformed,
		},
		KindInviteResponse: {
			payload: newOf[InviteResponsePayload], audience: ofItem, refs: on(objItem),
			who:     checks(byContact),
			recheck: checks(notClosed, aCase, responseDay),
			apply:   applyInviteResponse,
		},
		KindNoResponse: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objItem),
			who:     checks(byContact),
			recheck: checks(notClosed, aCase),
			apply:   applyNoResponse,
		},

		KindContribute: {
			payload: newOf[ContributePayload], audience: ofItem, refs: contributeRefs, seals: sealReaders,
			who:     checks(roleMayContribute),
			recheck: checks(mayContributeNow, knownAs, aboutStands, isAsked, notRefused, ownDraft, draftStands, readersAtItem, readerReasons, consentNamed, contributionRuled, fromEarlier, samePurpose, consentForReaders, itemCompleteIfIdentifying, asStated),
			server:  checks(labelsGiven, revealedBefore),
			apply:   applyContribute,
		},
		KindCorrect: {
			payload: newOf[CorrectPayload], audience: ofItem, refs: on(objContribution), seals: sealReaders,
			who:     checks(byOwner),
			recheck: checks(notClosed, stands, notStopped, consentNamed, contributionRuled, fromEarlier, samePurpose, consentForReaders, itemCompleteIfIdentifying, asStated),
			server:  checks(labelsGiven, revealedBefore),
			apply:   applyCorrect,
		},
		KindShow: {
			payload: newOf[ShowPayload], audience: ofItem, refs: on(objContribution), seals: sealShown,
			who:     checks(byOwner),
			recheck: checks(notClosed, stands, readersAtItem, readerReasons, consentStandsForReaders, consentForReaders),
			apply:   applyShow,
		},
		KindHide: {
			payload: newOf[HidePayload], audience: ofItem, refs: on(objContribution),
			who:     checks(byOwnerOrSteward),
			recheck: checks(notClosed, stands, isReader),
			apply:   applyHide,
		},
		KindWithdraw: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objContribution, objRequest),
			who:     checks(byOwnerOrSteward),
			recheck: checks(notDestroyed, stands),
			apply:   applyWithdraw,
		},
		KindUnreadable: {
			payload: newOf[Nothing], audience: ofObject,
			refs:    on(objContribution, objDraft, objRequest, objRefusal, objHold, objItem, objDecision, objAction, objProgress, objProposal, objName, objInform, objConsent, objOutsider, objReaction, objAnswer),
			recheck: checks(notClosed, notWithdrawn, hasEnvelope, notSaidYet),
			apply:   applyUnreadable,
		},

		KindDraft: {
			payload: newOf[DraftPayload], audience: ofItem, seals: sealDraft,
			who:     checks(mayDraft),
			recheck: checks(mayContributeNow, draftPlace),
			apply:   applyDraft,
		},
		KindDropDraft: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objDraft),
			who:     checks(byWriterOrOwner),
			recheck: checks(draftStands),
			apply:   applyDropDraft,
		},

		KindRequest: {
			payload: newOf[RequestPayload], audience: ofItem, seals: sealRequest,
			who:     checks(mayAsk),
			recheck: checks(mayContributeNow, askedAtItem, onePurpose),
			apply:   applyRequest,
		},
		KindRefuseRequest: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objRequest), seals: sealRefusal,
			who:     checks(isAsked),
			recheck: checks(notClosed, stands, notRefused),
			apply:   applyRefuseRequest,
		},

		KindHold: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objContribution, objProposal), seals: sealHold,
			who:     checks(mayHold),
			recheck: checks(notClosed, holdable),
			server:  checks(textThere),
			apply:   applyHold,
		},
		KindLiftHold: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objHold),
			who:     checks(mayLift),
			recheck: checks(notClosed, holdStands),
			apply:   applyLiftHold,
		},

		KindConsent: {
			payload: newOf[ConsentPayload], audience: ofItem, seals: sealRecorder,
			who:     checks(mayRecordConsent),
			recheck: checks(notClosed, consentPerson, consentWords, consentDay, consentRuled),
			apply:   applyConsent,
		},
		KindWithdrawConsent: {
			payload: newOf[WithdrawConsentPayload], audience: ofItem, refs: on(objConsent),
			who:     checks(mayWithdrawConsent),
			recheck: checks(notDestroyed, consentStands, withdrawalDay),
			apply:   applyWithdrawConsent,
		},

		KindDecision: {
			payload: newOf[DecisionPayload], audience: ofItem, seals: sealItem,
			who:     checks(byScribe),
			recheck: checks(agreeableNow),
			apply:   applyDecision,
		},
		KindAction: {
			payload: newOf[ActionPayload], audience: ofItem, seals: sealItem,
			who:     checks(byScribe),
			recheck: checks(agreeableNow, knownAssignee, dueDate, fromEarlier, samePurpose),
			apply:   applyAction,
		},
		KindRetract: {
			payload: newOf[Nothing], audience: ofItem, refs: on(objDecision, objAction),
			who:     checks(byScribe),
			recheck: checks(notClosed, stands),
			apply:   applyRetract,
		},
		KindProgress: {
			payload: newOf[ProgressPayload], audience: ofItem, refs: progressRefs, seals: sealItem,
			who:     checks(byAssignee),
			recheck: checks(notClosed, workStands, oneProgress, knownProgress, droppedForReason),
			apply:   applyProgress,
		},

		KindPropose: {
			payload: newOf[ProposePayload], audience: ofItem, refs: proposeRefs, seals: sealProposal,
			who:     checks(roleMayPropose),
			recheck: checks(proposableNow, knownRecipients, sourcesStated, ownersPresent, actionsStand, correctsApproved, releaseRuled, consentForProposal),
			apply:   applyPropose,
		},
		KindAgree: {
			payload: newOf[ProposalPayload], audience: ofItem, refs: on(objProposal),
			who:     checks(ownsSource),
			recheck: checks(exactProposal, undecided),
			apply:   applyAgree,
		},
		KindDecline: {
			payload: newOf[ProposalPayload], audience: ofItem, refs: on(objProposal),
			who:     checks(ownsSource),
			recheck: checks(exactProposal, undecided),
			apply:   applyDecline,
		},
		KindMinimise: {
			payload: newOf[MinimisePayload], audience: ofItem, refs: on(objProposal),
			who:     checks(byLead),
			recheck: checks(exactProposal, undecided, statementRepeated, ownersAgreed, approvalRuled, consentForApproval, readable, nothingInTheWay),
			server:  checks(sourcesKnown),
			apply:   applyMinimise,
		},
		KindLapse: {
			payload: newOf[ProposalPayload], audience: ofItem, refs: on(objProposal),
			who:     checks(byLead),
			recheck: checks(exactProposal, undecided),
			apply:   applyLapse,
		},
		KindNothingFor: {
			payload: newOf[NothingForPayload], audience: toRoom,
			who:     checks(byLead),
			recheck: checks(notClosed, knownRecipient),
			apply:   applyNothingFor,
		},

		KindIssue: {
			payload: newOf[IssuePayload], audience: toRoom, refs: issueRefs,
			who:     checks(byScribe),
			recheck: checks(notClosed, started, packageKind, recipientSecured, recipientHere, reactionDay),
			server:  checks(partsApproved, partsComplete, responsesIncluded, ownContributions, consentForPackage, dossierHolder),
			apply:   applyIssue,
		},
		KindReissue: {
			payload: newOf[Nothing], audience: toRoom, refs: on(objPackage),
			who:     checks(byScribe, issuedThem),
			recheck: checks(notDestroyed, wasSent, recipientHere, keyChanged),
			server:  checks(notTainted),
			apply:   applyReissue,
		},
		KindDispatch: {
			payload: newOf[DispatchPayload], audience: toRoom, refs: on(objPackage), seals: sealFiles,
			who:     checks(byScribe, issuedThem),
			recheck: checks(sendableNow, notSent, keysNamed),
			server:  checks(notRecalled),
			apply:   applyDispatch,
		},
		KindDelivered: {
			payload: newOf[DeliveredPayload], byServer: true, audience: toRoom, refs: on(objPackage),
			recheck: checks(dispatched, sameFile),
			server:  checks(notRecalled),
			apply:   applyDelivered,
		},
		KindOpened: {
			payload: newOf[Nothing], audience: toRoom, refs: on(objPackage),
			who:     checks(isRecipient),
			recheck: checks(wasDelivered),
			apply:   applyOpened,
		},
		KindReact: {
			payload: newOf[ReactPayload], audience: toRoom, refs: on(objPackage), seals: sealReaction,
			who:     checks(isRecipient),
			recheck: checks(leftAlready, isConcept, inTerm),
			apply:   applyReact,
		},
		KindHandle: {
			payload: newOf[HandlePayload], audience: toRoom, refs: handleRefs, seals: sealAnswer,
			who:     checks(byScribe),
			recheck: checks(notClosed, hasRemarks, handledSomehow),
			server:  checks(correctsThat),
			apply:   applyHandle,
		},

		KindEpoch: {
			payload: newOf[EpochPayload], byServer: true, audience: toRoom,
			recheck: checks(epochFollows),
			apply:   applyEpoch,
		},
		KindResume: {
			payload: newOf[ResumePayload], audience: toRoom, refs: on(objEpoch),
			who:     checks(byLead),
			recheck: checks(resumesThatHead),
			apply:   applyResume,
		},
		KindErased: {
			payload: newOf[Nothing], byServer: true, audience: ofItem, refs: on(objContribution, objDraft, objRequest, objRefusal, objHold, objName, objConsent),
			recheck: checks(takenBack),
			apply:   applyErased,
		},
		KindDestroyed: {
			payload: newOf[Nothing], byServer: true, audience: toRoom,
			recheck: checks(destructionDue),
			apply:   applyDestroyed,
		},
		KindRekey: {
			payload: newOf[RekeyPayload], byServer: true, audience: toRoom,
			recheck: checks(newServerKey),
			apply:   applyRekey,
		},
	}
}

// Nothing is the payload of kinds that need none.
type Nothing struct{}

func newOf[T any]() any { return new(T) }
