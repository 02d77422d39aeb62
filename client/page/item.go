package page

import (
	"cmp"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Item is a point of the agenda: its number and length for everybody, the rest
// for who sits there.
type Item struct {
	ID            agenda.ItemID        `json:"id"`
	Number        int                  `json:"number"`  // 1 for the first on the agenda
	General       bool                 `json:"general"` // no case
	Minutes       uint16               `json:"minutes"` // planned length
	OnTheSpot     bool                 `json:"onTheSpot"`
	Here          bool                 `json:"here"` // the viewer sits here; without it all below is empty
	Act           Act                  `json:"act"`  // names the item's text
	Stage         agenda.Stage         `json:"stage"`
	Opened        int64                `json:"opened"` // when it was last opened
	Shown         TextState            `json:"shown"`  // whether label, description and names are
	Label         string               `json:"label"`
	Description   string               `json:"description"`
	Purpose       covenant.Code        `json:"purpose"`
	Criterion     covenant.Code        `json:"criterion"`
	Phase         covenant.Code        `json:"phase"` // step of the work process
	Inform        Inform               `json:"inform"`
	Ladder        []Answer             `json:"ladder"`
	Named         bool                 `json:"named"` // persons are discussed by name
	Persons       []Person             `json:"persons"`
	Sittings      []Sitting            `json:"sittings"`
	Speakers      Speakers             `json:"speakers"`
	Outcome       covenant.Code        `json:"outcome"`
	Allocated     covenant.Code        `json:"allocated"`  // party
	Missing       []Refusal            `json:"missing"`    // what the covenant still asks before the first identifying contribution, and before adoption
	Contact       agenda.PlaceID       `json:"contact"`    // the family's one fixed contact; 0 for none yet
	RespondBy     int64                `json:"respondBy"`  // day until which the family was invited to respond; 0 while it was not
	NoResponse    bool                 `json:"noResponse"` // it does not want to, or cannot any more
	InformPlan    *InformPlan          `json:"informPlan" jsonschema:"nullable"`
	Earlier       Act                  `json:"earlier"` // room that it follows up; empty for none
	Guests        []GuestName          `json:"guests"`  // who the guests here are
	Consents      []Consent            `json:"consents"`
	Drafts        []Draft              `json:"drafts"` // of mine, and that I wrote
	Contributions []Contribution       `json:"contributions"`
	Requests      []InformationRequest `json:"requests"`
	Agreed        []Agreed             `json:"agreed"`
	Proposals     []Proposal           `json:"proposals"`
}

// Inform is whether the person knows that he is discussed.
type Inform struct {
	State  covenant.Code `json:"state"` // informed, planned, afterwards, exception or empty
	Day    int64         `json:"day"`
	Ground covenant.Code `json:"ground"`
	Reason string        `json:"reason"`
}

// Answer is what somebody wrote to a question of the covenant.
type Answer struct {
	Question covenant.Code `json:"question"`
	Text     string        `json:"text"`
}

// Person is somebody an item is about.
type Person struct {
	Handle    uint32        `json:"handle"` // from 1 in its item
	Pseudonym string        `json:"pseudonym"`
	Names     []string      `json:"names"` // none while he is anonymous
	Relation  covenant.Code `json:"relation"`
	AgeBand   covenant.Code `json:"ageBand"`
}

// Sitting is a place at an item.
type Sitting struct {
	Place agenda.PlaceID `json:"place"`
	Role  covenant.Code  `json:"role"`
	// Person is the handle of the person of the item that a guest is; 0 for none.
	Person uint32 `json:"person"`
}

// Agreed is a decision or an action.
type Agreed struct {
	Act       Act            `json:"act"`
	Action    bool           `json:"action"`
	Author    chain.Seat     `json:"author"`
	Time      int64          `json:"time"`
	Assignee  agenda.PlaceID `json:"assignee"` // place; 0 for a decision
	Due       int64          `json:"due"`
	Retracted bool           `json:"retracted"`
	Earlier   bool           `json:"earlier"` // goes on with an action of an earlier room
	Progress  WorkProgress   `json:"progress"`
	Text      *string        `json:"text" jsonschema:"nullable"`
	Shown     TextState      `json:"shown"`
}

func itemOf(s *client.Session, from room.ItemView, number int) Item {
	it := Item{
		ID: from.ID, Number: number, General: from.General, Minutes: from.Minutes, OnTheSpot: from.OnTheSpot, Here: from.Here,
		Stage: agenda.Prepared, Shown: TextNotForYou,
	}
	if !from.Here {
		return it
	}
	facts := from.Item.Facts
	it.Act, it.Stage, it.Opened = actOf(from.Latest), from.Item.Stage, from.Item.Opened
	it.Purpose, it.Criterion, it.Phase, it.Named = facts.Purpose, facts.Criterion, facts.Phase, facts.Named
	it.Inform = Inform{State: facts.Inform.State, Day: facts.Inform.Date, Ground: facts.Inform.Ground}
	it.Earlier = actOf(from.Item.Earlier)
	it.Outcome, it.Allocated = from.Item.Outcome, from.Item.Allocated
	it.Contact, it.RespondBy, it.NoResponse = from.Item.Contact, from.Item.RespondBy, from.Item.NoResponse
	for _, lack := range s.Rules().ItemComplete(facts) {
		it.Missing = append(it.Missing, *refusalOf(&room.Refusal{Code: lack.Code, Articles: lack.Articles, Subject: string(lack.Subject)}, s.Rules()))
	}
	for _, p := range from.Item.Persons {
		it.Persons = append(it.Persons, Person{Handle: p.Handle, Relation: p.Relation, AgeBand: p.AgeBand})
	}
	it.described(s, from)
	for _, sitting := range from.Item.Sittings {
		it.Sittings = append(it.Sittings, Sitting{Place: sitting.Place, Role: sitting.Role, Person: sitting.Person})
	}
	it.Speakers = speakersOf(s, from.ID)
	it.family(s, from)
	for _, d := range from.Drafts {
		it.Drafts = append(it.Drafts, draftOf(s, d))
	}
	for _, q := range from.Requests {
		it.Requests = append(it.Requests, requestOf(s, q))
	}
	for _, c := range from.Contributions {
		it.Contributions = append(it.Contributions, contributionOf(s, c))
	}
	for _, a := range from.Agreed {
		it.Agreed = append(it.Agreed, agreedOf(s, a))
	}
	for _, p := range from.Proposals {
		it.Proposals = append(it.Proposals, proposalOf(s, p))
	}
	return it
}

// described opens what the item is about.
func (it *Item) described(s *client.Session, from room.ItemView) {
	if from.Text == nil {
		it.Shown = TextNotHere
		return
	}
	t, err := client.ReadSealed[room.ItemText](s, from.Text)
	it.Shown, it.Label, it.Description, it.Inform.Reason = StateOf(err), t.Label, t.Description, t.InformReason
	it.Ladder = answersOf(t.Ladder)
	for i, p := range t.Persons {
		if i < len(it.Persons) {
			it.Persons[i].Pseudonym, it.Persons[i].Names = p.Pseudonym, p.Names
		}
	}
}

func agreedOf(s *client.Session, from room.AgreedView) Agreed {
	t, err := client.ReadSealed[room.AgreedText](s, from.Text)
	return Agreed{
		Act: actOf(from.Act), Action: from.Action, Author: from.Author, Time: s.When(from.Act), Assignee: from.Assignee,
		Due: from.Due, Retracted: from.Retracted, Text: shown(t.Text, err), Shown: StateOf(err),
		Earlier: from.Earlier != nil, Progress: workProgress(s, from),
	}
}

func answersOf(from []room.Answer) []Answer {
	var list []Answer
	for _, a := range from {
		list = append(list, Answer{Question: covenant.Code(a.Question), Text: a.Text})
	}
	return list
}

// shown is a text that was opened, and nothing for one that was not.
func shown(text string, err error) *string {
	if err != nil {
		return nil
	}
	return &text
}

// among sorts seats and leaves out repetitions.
func among(seats ...chain.Seat) []chain.Seat {
	slices.SortFunc(seats, cmp.Compare)
	return slices.Compact(seats)
}
