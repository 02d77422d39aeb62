package rehearse

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/room/covenant"
)

// verb is one word of the format: what it takes, and what it does.
type verb struct {
	key   string
	empty func() any
	makes thing // what `as` gives a name to
	check bool  // looks and does nothing: needs no `who`
	run   func(context.Context, *player, *Step) error
}

// thing is what kind of thing a name stands for.
type thing string

const (
	nothing       thing = ""
	anItem        thing = "item"
	aContribution thing = "contribution"
	aConsent      thing = "consent"
	aDraft        thing = "draft"
	aHold         thing = "hold"
	aRequest      thing = "request"
	aRefusal      thing = "refusal"
	aDecision     thing = "decision"
	anAction      thing = "action"
	aProposal     thing = "proposal"
	aPackage      thing = "package"
	aReaction     thing = "reaction"
	anAnswer      thing = "answer"
)

// a makes a verb; the type of its struct follows from how it is played.
func a[T any](key string, makes thing, run func(context.Context, *player, *Step, *T) error) verb {
	return verb{key: key, makes: makes, empty: func() any { return new(T) }, run: func(ctx context.Context, p *player, s *Step) error {
		return run(ctx, p, s, s.verb.(*T))
	}}
}

// look makes a verb that only checks.
func look[T any](key string, run func(context.Context, *player, *Step, *T) error) verb {
	v := a(key, nothing, run)
	v.check = true
	return v
}

// verbs is every verb there is.
func verbs() []verb {
	return []verb{
		a("place", nothing, playPlace), a("invite", nothing, playInvite), a("uninvite", nothing, playUninvite),
		a("arrive", nothing, playArrive), a("join", nothing, playJoin), a("minutes_key", nothing, playMinutesKey),
		a("new_key", nothing, playNewKey), a("confirm_key", nothing, playConfirmKey), a("archive", nothing, playArchive), a("confirm_archive", nothing, playConfirmArchive), a("outside", nothing, playOutside),
		a("leave", nothing, playLeave), a("present", nothing, playPresent), a("absent", nothing, playAbsent), a("remove", nothing, playRemove), a("appoint", nothing, playAppoint),
		a("hand_over", nothing, playHandOver), a("take_over", nothing, playTakeOver),

		a("start", nothing, playStart), a("code", nothing, playCode), a("confirm", nothing, playConfirm),
		a("wrap_up", nothing, playWrapUp), a("adopt", nothing, playAdopt), a("close", nothing, playClose), a("destroy", nothing, playDestroy),

		a("item", anItem, playItem), a("describe", nothing, playDescribe), a("sit", nothing, playSit), a("unseat", nothing, playUnseat),
		a("inform_plan", nothing, playInformPlan), a("informed", nothing, playInformed),
		a("invite_response", nothing, playInviteResponse), a("no_response", nothing, playNoResponse),
		a("open", nothing, playOpen), a("end", nothing, playEnd), a("outcome", nothing, playOutcome), a("agenda", nothing, playAgenda),

		a("contribute", aContribution, playContribute), a("correct", nothing, playCorrect), a("show", nothing, playShow), a("show_all", nothing, playShowAll),
		a("bring_from", aContribution, playBringFrom), a("reply", aContribution, playReply), a("dissent", aContribution, playDissent),
		a("reveal", aContribution, playReveal), a("response", aContribution, playResponse),
		a("draft", aDraft, playDraft), a("sign", aContribution, playSign), a("drop_draft", nothing, playDropDraft),
		a("hide", nothing, playHide), a("withdraw", nothing, playWithdraw),
		a("consent", aConsent, playConsent), a("withdraw_consent", nothing, playWithdrawConsent),
		a("ask", aRequest, playAsk), a("answer", aContribution, playAnswer),
		a("refuse_request", aRefusal, playRefuseRequest), a("withdraw_request", nothing, playWithdrawRequest),
		a("hand", nothing, playHand), a("floor", nothing, playFloor),
		a("hold", aHold, playHold), a("lift_hold", nothing, playLiftHold),
		a("decision", aDecision, playDecision), a("action", anAction, playAction), a("retract", nothing, playRetract), a("progress", nothing, playProgress),

		a("propose", aProposal, playPropose), a("agree", nothing, playAgree), a("decline", nothing, playDecline),
		a("agree_all", nothing, playAgreeAll), a("approve_all", nothing, playApproveAll),
		a("approve", nothing, playApprove), a("block", nothing, playBlock), a("lapse", nothing, playLapse), a("nothing_for", nothing, playNothingFor),
		a("issue", aPackage, playIssue), a("fetch", nothing, playFetch), a("reissue", aPackage, playReissue),
		a("react", aReaction, playReact), a("handle", anAnswer, playHandle),

		a("drop_line", nothing, playDropLine), a("come_back", nothing, playComeBack), a("new_device", nothing, playNewDevice),
		a("plan", nothing, playPlan),

		look("can_read", lookCanRead), look("sees", lookSees), look("knows", lookKnows), look("package", lookPackage), look("left", lookLeft),
		look("gates", lookGates), look("phase", lookPhase), look("erased", lookErased),
		look("wall", lookWall), look("speakers", lookSpeakers),
	}
}

// Plain is a verb that needs nothing more.
type Plain struct{}

// Place invites a party and function that is not among the people.
type Place struct {
	Party    covenant.Code `script:"party,required"`
	Function string        `script:"function,required"`
	Post     agenda.Post   `script:"post"`
}

// Whom is a verb about one person.
type Whom struct {
	Person PersonRef `script:"person,required,main"`
}

// Arrive brings a late person in: invited, knocked, admitted, secrecy
// confirmed, minutes key announced.
type Arrive struct {
	Without []string `script:"without,main"` // "secrecy", "key"
}

// Plan saves the plan of the room, or prepares a next room by the plan that was saved.
type Plan struct {
	Do string `script:"do,required,main"` // "save" or "use"
}

// Leave goes, and may leave what one brought in with a colleague.
type Leave struct {
	Steward PersonRef     `script:"steward"`
	Reason  covenant.Code `script:"reason"` // why he may read what he could not read yet
}

// ShowAll answers the one question that a newcomer makes.
type ShowAll struct {
	To     PersonRef     `script:"to,required"`
	Reason covenant.Code `script:"reason,required"`
}

// NewDevice lets somebody come back on another device with nothing on it: chair or
// deputy makes a link and lets it in, then he does as who arrives.
type NewDevice struct {
	Person  PersonRef `script:"person,required,main"`
	Without []string  `script:"without"` // "secrecy", "key"
}

// Appoint gives a seat another post.
type Appoint struct {
	Person PersonRef   `script:"person,required"`
	Post   agenda.Post `script:"post,required"`
}

// Start begins the session.
type Start struct {
	WithoutDeputy bool        `script:"without_deputy"`
	Unconfirmed   []PersonRef `script:"unconfirmed"` // who does not confirm the code
}

// Describe says more, or something else, about an item.
type Describe struct {
	Of    ItemRef   `script:"of,required"`
	Facts ItemFacts `script:",inline"`
}

// Sit seats a person's place at an item.
type Sit struct {
	At     ItemRef       `script:"at,required"`
	Person PersonRef     `script:"person,required"`
	Role   covenant.Code `script:"role,required"`
	Is     string        `script:"is"` // pseudonym of the person that a guest is
}

// Unseat takes it away again.
type Unseat struct {
	At     ItemRef   `script:"at,required"`
	Person PersonRef `script:"person,required"`
}

// OfItem is a verb about one item.
type OfItem struct {
	Of ItemRef `script:"of,required,main"`
}

// Outcome says what came of an item.
type Outcome struct {
	Of ItemRef       `script:"of,required"`
	Is covenant.Code `script:"is,required"`
	To covenant.Code `script:"to"` // party, for an outcome that allocates
}

// Agenda orders the items.
type Agenda struct {
	Order []ItemRef `script:"order,required,main"`
}

// Content is what one brings in: the text, and what the profile asks about it.
// What is nil gets its default; what is "" is left out on purpose.
type Content struct {
	Text        *string        `script:"text"`
	About       *string        `script:"about"` // pseudonym
	Category    *covenant.Code `script:"category"`
	Nature      *covenant.Code `script:"nature"`
	Basis       *covenant.Code `script:"basis"`
	Task        *covenant.Code `script:"task"`
	Purpose     *covenant.Code `script:"purpose"`
	Necessity   *string        `script:"necessity"`
	Source      *string        `script:"source"`
	Identifying *bool          `script:"identifying"`
	Aid         Named[string]  `script:"aid"`
	Secret      bool           `script:"secret"`
	Consent     *ThingRef      `script:"consent" thing:"consent"`
	Override    covenant.Code  `script:"override"`
	Weighed     string         `script:"weighed"`
}

// Contribute brings something in at an item. What it does not say, it takes
// from the earlier contribution that Like names.
type Contribute struct {
	Like    string      `script:"like"`
	At      ItemRef     `script:"at"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"`
}

// Reply answers a contribution.
type Reply struct {
	To      ThingRef    `script:"to,required" thing:"contribution"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"` // left out: who reads what it answers
}

// Dissent objects to what was decided, agreed or proposed.
type Dissent struct {
	With    ThingRef    `script:"with,required" thing:"decision|action|proposal"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"` // left out: everybody at the item
}

// Reveal says who a pseudonym is.
type Reveal struct {
	At      ItemRef     `script:"at,required"`
	Names   []string    `script:"names"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"`
}

// Response is what a person concerned answers.
type Response struct {
	At      ItemRef     `script:"at,required"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"`
}

// Draft writes something in somebody's name.
type Draft struct {
	At      ItemRef     `script:"at,required"`
	For     PersonRef   `script:"for,required"`
	Content Content     `script:",inline"`
	Readers PersonWords `script:"readers"`
}

// Sign makes a draft one's own; what is said here replaces what it says.
type Sign struct {
	Of      ThingRef    `script:"of,required,main" thing:"draft"`
	Text    string      `script:"text"`
	Readers PersonWords `script:"readers"`
}

// OfDraft is a verb about one draft.
type OfDraft struct {
	Of ThingRef `script:"of,required,main" thing:"draft"`
}

// Correct replaces a contribution.
type Correct struct {
	Of      ThingRef `script:"of,required" thing:"contribution"`
	Content Content  `script:",inline"`
}

// Show adds readers.
type Show struct {
	Of ThingRef    `script:"of,required" thing:"contribution"`
	To PersonWords `script:"to,required"`
}

// Hide drops readers.
type Hide struct {
	Of   ThingRef    `script:"of,required" thing:"contribution"`
	From []PersonRef `script:"from,required"`
}

// OfContribution is a verb about one contribution.
type OfContribution struct {
	Of ThingRef `script:"of,required,main" thing:"contribution"`
}

// Hold keeps a contribution or proposal from leaving until advice has come.
type Hold struct {
	Of     ThingRef `script:"of,required,main" thing:"contribution|proposal"`
	Reason string   `script:"reason"`
}

// OfHold is a verb about one hold.
type OfHold struct {
	Of ThingRef `script:"of,required,main" thing:"hold"`
}

// Decision records what was decided.
type Decision struct {
	At   ItemRef `script:"at,required"`
	Text string  `script:"text,required"`
}

// Action records agreed work.
type Action struct {
	At      ItemRef     `script:"at,required"`
	Text    string      `script:"text"`
	Earlier *EarlierRef `script:"earlier" thing:"proposal"` // instead of a text: the action of the earlier meeting that goes on
	By      PersonRef   `script:"by,required"`
	Due     Day         `script:"due,required"`
}

// Retract takes back a decision or action that was recorded by mistake.
type Retract struct {
	Of ThingRef `script:"of,required,main" thing:"decision|action"`
}

// Progress says how far agreed work is.
type Progress struct {
	Of  ThingRef      `script:"of,required" thing:"action"`
	Is  covenant.Code `script:"is,required"` // open, done or dropped
	Why string        `script:"why"`
}

// Propose puts up a text to leave the room.
type Propose struct {
	At       ItemRef       `script:"at,required"`
	Kind     covenant.Code `script:"kind"`
	Text     string        `script:"text,required"`
	For      []PersonRef   `script:"for,required" outsiders:"yes"`
	Actions  []ThingRef    `script:"actions" thing:"action"`
	From     []ThingRef    `script:"from" thing:"contribution"`
	Corrects *ThingRef     `script:"corrects" thing:"proposal"` // the approved text that this one replaces
	Basis    covenant.Code `script:"basis"`
	Task     covenant.Code `script:"task"`
}

// OfProposal is a verb about one proposal.
type OfProposal struct {
	Of ThingRef `script:"of,required,main" thing:"proposal"`
}

// Proposals are several that are signed with one press.
type Proposals struct {
	Of []ThingRef `script:"of,required,main" thing:"proposal"`
}

// Approve is the chair's yes to one exact proposal (DW art. 11.2).
type Approve struct {
	Of   ThingRef   `script:"of,required,main" thing:"proposal"`
	Left Named[int] `script:"left"` // what was left in the text on purpose: kind to number
}

// NothingFor states that these get nothing.
type NothingFor struct {
	For []PersonRef `script:"for,required,main" outsiders:"yes"`
}
