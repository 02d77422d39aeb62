package page

import (
	"context"
	"slices"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// GuestName is who a guest is.
type GuestName struct {
	Seat chain.Seat `json:"seat"`
	Name string     `json:"name"`
}

// InformPlan is who informs the family, and by when; or a deferral with its ground.
type InformPlan struct {
	By     agenda.PlaceID `json:"by"`
	Day    int64          `json:"day"`    // the last
	Ground covenant.Code  `json:"ground"` // of a deferral; empty for a plan
	Done   int64          `json:"done"`   // day; 0 while the family was not informed
	Shown  TextState      `json:"shown"`
	What   string         `json:"what"`
	Reason string         `json:"reason"`
}

// Consent is what a person answered to the question whether this may be shared.
type Consent struct {
	Act       Act           `json:"act"`
	By        chain.Seat    `json:"by"`
	Record    ConsentRecord `json:"record"`
	Shown     TextState     `json:"shown"`
	Withdrawn int64         `json:"withdrawn"` // day; 0 while it stands
}

// ConsentRecord is the record itself; form and note are for who records it, chair
// and deputies.
type ConsentRecord struct {
	Person     uint32          `json:"person"` // handle at the item
	Answer     covenant.Code   `json:"answer"` // given, refused or not_asked
	Level      covenant.Code   `json:"level"`  // oral, explicit or written; empty when it was not asked
	Day        int64           `json:"day"`
	Signers    []covenant.Code `json:"signers"`   // self, representative
	Incapable  bool            `json:"incapable"` // the note says why he cannot decide himself, and who does
	Categories []covenant.Code `json:"categories"`
	Purpose    covenant.Code   `json:"purpose"`
	Parties    []covenant.Code `json:"parties"` // to whom, besides the party that brings it in
	Outside    []uint32        `json:"outside"` // and outsiders, by number
	Told       bool            `json:"told"`    // that he may withdraw it
	Form       string          `json:"form"`    // where the form is kept
	Note       string          `json:"note"`
}

// Due is what must not be forgotten with the family.
type Due struct {
	Item  agenda.ItemID  `json:"item"`
	What  covenant.Code  `json:"what"`
	Place agenda.PlaceID `json:"place"` // for whom; 0 for chair and deputies
	Day   int64          `json:"day"`
}

// family fills in what an item says about the person concerned.
func (it *Item) family(s *client.Session, from room.ItemView) {
	for seat, name := range s.Guests(from.ID) {
		it.Guests = append(it.Guests, GuestName{Seat: seat, Name: name})
	}
	slices.SortFunc(it.Guests, func(a, b GuestName) int { return int(a.Seat) - int(b.Seat) })
	if p := from.Inform; p != nil {
		t, err := client.ReadSealed[room.InformText](s, p.Text)
		it.InformPlan = &InformPlan{By: p.By, Day: p.Day, Ground: p.Ground, Done: p.Done, Shown: stateOf(err), What: t.What, Reason: t.Reason}
	}
	for _, k := range from.Consents {
		t, err := client.ReadSealed[room.ConsentText](s, k.Text)
		r := k.Record
		it.Consents = append(it.Consents, Consent{Act: actOf(k.Act), By: k.By, Shown: stateOf(err), Withdrawn: k.Withdrawn, Record: ConsentRecord{
			Person: r.Person, Answer: r.Answer, Level: r.Level, Day: r.Day, Signers: r.Signers, Incapable: r.Incapable, Categories: r.Categories,
			Purpose: r.Purpose, Parties: r.Parties, Outside: r.Outside, Told: r.Told, Form: t.Form, Note: t.Note,
		}})
	}
}

// AskConsent records what a person answered.
type AskConsent struct {
	Item   agenda.ItemID `json:"item"`
	Record ConsentRecord `json:"record"`
}

func consent(ctx context.Context, s *client.Session, ask AskConsent) (Made, error) {
	r := ask.Record
	act, err := s.Consent(ctx, client.Consent{
		Item: ask.Item, Person: r.Person, Answer: r.Answer, Level: r.Level, Day: r.Day, Signers: r.Signers, Incapable: r.Incapable,
		Categories: r.Categories, Purpose: r.Purpose, Parties: r.Parties, Outside: r.Outside, Told: r.Told, Form: r.Form, Note: r.Note,
	})
	return Made{Act: actOf(act)}, err
}

// AskWithdrawConsent records on which day a person took his consent back.
type AskWithdrawConsent struct {
	Act crypto.Digest `json:"act"`
	Day int64         `json:"day"`
}

func withdrawConsent(ctx context.Context, s *client.Session, ask AskWithdrawConsent) error {
	return s.WithdrawConsent(ctx, ask.Act, ask.Day)
}

// AskPlanInform says who informs the family of a case, instead of what was planned.
type AskPlanInform struct {
	Item   agenda.ItemID  `json:"item"`
	By     agenda.PlaceID `json:"by"`
	Day    int64          `json:"day"`
	What   string         `json:"what"`
	Ground covenant.Code  `json:"ground,omitempty"` // of a deferral
	Reason string         `json:"reason,omitempty"`
}

func planInform(ctx context.Context, s *client.Session, ask AskPlanInform) error {
	return s.PlanInform(ctx, ask.Item, client.InformPlan{By: ask.By, Day: ask.Day, What: ask.What, Ground: ask.Ground, Reason: ask.Reason})
}

// AskItemDay names an item and a day.
type AskItemDay struct {
	Item agenda.ItemID `json:"item"`
	Day  int64         `json:"day"`
}

// informed says that the family was informed, on a day.
func informed(ctx context.Context, s *client.Session, ask AskItemDay) error {
	return s.Informed(ctx, ask.Item, ask.Day)
}

// inviteResponse says that the family was invited to respond until a day.
func inviteResponse(ctx context.Context, s *client.Session, ask AskItemDay) error {
	return s.InviteResponse(ctx, ask.Item, ask.Day)
}

// noResponse says that it does not want to.
func noResponse(ctx context.Context, s *client.Session, ask AskOnItem) error {
	return s.NoResponse(ctx, ask.Item)
}

// AskPlaceGuest makes a place for a guest.
type AskPlaceGuest struct {
	Kind covenant.Code `json:"kind"`
}

func placeGuest(ctx context.Context, s *client.Session, ask AskPlaceGuest) (MadePlace, error) {
	id, err := s.PlaceGuest(ctx, ask.Kind)
	return MadePlace{Place: id}, err
}

// AskInviteGuest makes a link for a guest's place; the name is for chair and deputies.
type AskInviteGuest struct {
	Place agenda.PlaceID `json:"place"`
	Name  string         `json:"name"`
	Days  uint32         `json:"days"`
}

func inviteGuest(ctx context.Context, s *client.Session, ask AskInviteGuest) (Invited, error) {
	return invited(s, ask.Days, func(valid time.Duration) (client.Invitation, error) {
		return s.InviteGuest(ctx, ask.Place, ask.Name, valid)
	})
}

// AskSitGuest seats a guest's place at an item; person is who of the item he is.
type AskSitGuest struct {
	Item   agenda.ItemID  `json:"item"`
	Place  agenda.PlaceID `json:"place"`
	Role   covenant.Code  `json:"role"`
	Person uint32         `json:"person"` // handle; 0 for none
}

func sitGuest(ctx context.Context, s *client.Session, ask AskSitGuest) error {
	return s.SitGuest(ctx, ask.Item, ask.Place, ask.Role, ask.Person)
}

// AskRename has a guest tell another name.
type AskRename struct {
	Name string `json:"name"`
}

func rename(ctx context.Context, s *client.Session, ask AskRename) error {
	return s.Rename(ctx, ask.Name)
}
