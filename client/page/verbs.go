package page

import (
	"slices"

	"casusoverleg/client"
)

// Verbs lists everything the page may ask.
func Verbs() []Verb {
	return slices.Concat(comingIn(), preparing(), leading(), speaking(), contributing(), following(), releasing(), issuing())
}

// comingIn: and going.
func comingIn() []Verb {
	return []Verb{
		anywhere("offer", offer), anywhere("found", found), anywhere("prepare", prepare), anywhere("open", open),
		anywhere("look", look), anywhere("knock", knock), anywhere("leave_lobby", shut),
		anywhere("shut", shut), anywhere("logout", logout), anywhere("cancel", cancel), anywhere("take_here", takeHere),
		anywhere("unlock", unlock), anywhere("stay_locked", stayLocked), anywhere("new_words", newWords), anywhere("set_lock", setLock),
		plain("join", (*client.Session).Join), plain("leave", (*client.Session).Leave),
	}
}

// preparing: places, people and the agenda.
func preparing() []Verb {
	return []Verb{
		making("place", place), making("invite", invite), act("uninvite", uninvite),
		making("admit", admit), act("turn_away", uninvite),
		making("item", item), act("describe", describe), act("agenda", setAgenda), act("sit", sit), act("unseat", unseat),
		making("outside", outside),
		making("place_guest", placeGuest), making("invite_guest", inviteGuest), act("sit_guest", sitGuest), act("rename", rename),
		making("invite_back", inviteBack), act("reseat", reseat), act("note_present", notePresent), act("note_absent", noteAbsent),
		act("leave_to", leaveTo), inRoom("save_plan", savePlan),
	}
}

// leading: the course of the meeting.
func leading() []Verb {
	return []Verb{
		act("start", start), plain("new_code", (*client.Session).NewCode), act("confirm", confirm),
		act("open_item", openItem), act("end_item", endItem), act("outcome", outcome),
		act("appoint", appoint), act("hand_over", handOver), plain("take_over", (*client.Session).TakeOver), act("remove", remove),
		plain("wrap_up", (*client.Session).WrapUp), plain("adopt", (*client.Session).Adopt),
		plain("close", (*client.Session).CloseRoom), plain("destroy", (*client.Session).DestroyContents),
		plain("resume", resume), anywhere("repeat", repeat).acts(), inRoom("void", void),
	}
}

// speaking: who has the floor. None of it is an act.
func speaking() []Verb {
	return []Verb{
		inRoom("raise_hand", raiseHand), inRoom("lower_hand", lowerHand), inRoom("give_floor", giveFloor), inRoom("close_list", closeList),
	}
}

// contributing: what people bring in and agree.
func contributing() []Verb {
	return []Verb{
		making("contribute", contribute), act("correct", correct), act("show", show), act("hide", hide), act("withdraw", withdraw),
		inRoom("default_readers", defaultReaders), inRoom("readers_by_role", readersByRole),
		act("show_all", showAll), anywhere("put_aside", putAside),
		making("draft", draft), making("sign_draft", signDraft), act("drop_draft", dropDraft),
		making("ask", ask), making("refuse_request", refuseRequest), act("withdraw_request", withdrawRequest),
		making("hold", hold), act("lift_hold", liftHold),
		inRoom("consent_needed", consentNeeded), making("consent", consent), act("withdraw_consent", withdrawConsent),
		act("plan_inform", planInform), act("informed", informed), act("invite_response", inviteResponse), act("no_response", noResponse),
		inRoom("notice", notice), inRoom("project", project),
		making("decide", decide), making("action", action), act("retract", retract),
		inRoom("keep_unsent", keepUnsent), inRoom("unsent", unsent),
	}
}

// releasing: what may leave.
func releasing() []Verb {
	return []Verb{
		inRoom("find_marks", findMarks), making("propose", propose),
		anywhere("agree", several((*client.Session).Agree)).acts(), anywhere("decline", several((*client.Session).Decline)).acts(),
		anywhere("minimise", minimise).acts(), anywhere("lapse", several((*client.Session).Lapse)).acts(),
		act("nothing_for", nothingFor),
	}
}

// issuing: what leaves, and what becomes of it.
func issuing() []Verb {
	return []Verb{
		plain("announce_key", (*client.Session).AnnounceMinutesKey), anywhere("export_key", exportKey),
		plain("renew_key", (*client.Session).RenewMinutesKey), act("confirm_key", confirmKey), act("archive", archive), act("confirm_archive", confirmArchive), making("reissue", reissue),
		making("react", react), act("handle", handle),
		inRoom("preview", preview), anywhere("issue", issue).acts(),
		inRoom("fetch", fetch), inRoom("convert", convert), act("opened", opened),
		inRoom("save_log", saveLog), inRoom("save_evidence", saveEvidence), anywhere("verify", verify),
	}
}
