package page

import (
	"context"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// AskPlace invites a party and function.
type AskPlace struct {
	Party    covenant.Code `json:"party"`
	Function string        `json:"function"`
	Post     agenda.Post   `json:"post"` // member, deputy or secretary
}

// MadePlace is the new place.
type MadePlace struct {
	Place agenda.PlaceID `json:"place"`
}

func place(ctx context.Context, s *client.Session, ask AskPlace) (MadePlace, error) {
	id, err := s.Place(ctx, ask.Party, ask.Function, ask.Post)
	return MadePlace{Place: id}, err
}

// AskInvite makes a link for a place.
type AskInvite struct {
	Place agenda.PlaceID `json:"place"`
	Days  uint32         `json:"days"` // how long it is valid
}

// Invited is the link, and a mail to send it with. It is shown once.
type Invited struct {
	Invitation Act    `json:"invitation"`
	Link       string `json:"link"`
	Expires    int64  `json:"expires"`
	Subject    Words  `json:"subject"`
	Mail       Words  `json:"mail"`
}

func invite(ctx context.Context, s *client.Session, ask AskInvite) (Invited, error) {
	return invited(s, ask.Days, func(valid time.Duration) (client.Invitation, error) { return s.Invite(ctx, ask.Place, valid) })
}

// invited makes a link that is valid for so many days.
func invited(s *client.Session, days uint32, make func(time.Duration) (client.Invitation, error)) (Invited, error) {
	if days == 0 || days > MaxInviteDays {
		return Invited{}, wrong("days")
	}
	inv, err := make(time.Duration(days) * 24 * time.Hour)
	if err != nil {
		return Invited{}, err
	}
	link, err := inv.Text()
	if err != nil {
		return Invited{}, err
	}
	made := Invited{
		Invitation: actOf(inv.ID), Link: link, Subject: Words{NL: "Uitnodiging voor een overleg", EN: "Invitation to a meeting"},
		Mail: Words{
			NL: "Goedendag,\n\nU bent uitgenodigd voor een overleg. Open deze link in uw browser en druk op de knop:\n\n" + link +
				"\n\nDe link is alleen voor u en werkt één keer. Stuur hem niet door.\n",
			EN: "Hello,\n\nYou are invited to a meeting. Open this link in your browser and press the button:\n\n" + link +
				"\n\nThe link is for you alone and works once. Do not pass it on.\n",
		},
	}
	for _, known := range s.View().Invitations {
		if known.ID == inv.ID {
			made.Expires = known.Expires
		}
	}
	return made, nil
}

// AskInvitation names an invitation.
type AskInvitation struct {
	Invitation crypto.Digest `json:"invitation"`
}

// uninvite withdraws an invitation. Whoever waits with it is not let in.
func uninvite(ctx context.Context, s *client.Session, ask AskInvitation) error {
	return s.Uninvite(ctx, ask.Invitation)
}

// Admitted is the new seat.
type Admitted struct {
	Seat chain.Seat `json:"seat"`
}

// admit lets in who waits with an invitation, as he presents himself.
func admit(ctx context.Context, s *client.Session, ask AskInvitation) (Admitted, error) {
	for _, v := range s.Visits() {
		if v.Invitation == ask.Invitation {
			seat, err := s.Admit(ctx, v)
			return Admitted{Seat: seat}, err
		}
	}
	return Admitted{}, client.ErrUnknown
}

// AskItem puts an item on the agenda.
type AskItem struct {
	General bool   `json:"general"` // no case
	Minutes uint16 `json:"minutes"` // planned length
}

// MadeItem is the new item.
type MadeItem struct {
	Item agenda.ItemID `json:"item"`
}

func item(ctx context.Context, s *client.Session, ask AskItem) (MadeItem, error) {
	id, err := s.Item(ctx, ask.General, ask.Minutes)
	return MadeItem{Item: id}, err
}

// AskAgenda sets the order of the items; it names every item once.
type AskAgenda struct {
	Order []agenda.ItemID `json:"order"`
}

func setAgenda(ctx context.Context, s *client.Session, ask AskAgenda) error {
	return s.Agenda(ctx, ask.Order)
}

// AskDescribe describes an item, whole: it replaces what was said before.
type AskDescribe struct {
	Item        agenda.ItemID `json:"item"`
	Description Description   `json:"description"`
}

// Description says what an item is about and why it may be discussed.
type Description struct {
	Label     string            `json:"label"` // what the case is called at this table
	Text      string            `json:"text"`
	Purpose   covenant.Code     `json:"purpose"`
	Criterion covenant.Code     `json:"criterion"`
	Phase     covenant.Code     `json:"phase"` // step of the work process
	Inform    Inform            `json:"inform"`
	Ladder    []Answer          `json:"ladder"`
	Named     bool              `json:"named"`             // persons are discussed by name
	Persons   []DescribedPerson `json:"persons"`           // handle 1 first; they are added, never taken away
	Contact   agenda.PlaceID    `json:"contact,omitempty"` // the family's one fixed contact; 0 for none yet
	Earlier   Act               `json:"earlier,omitempty"` // room that it follows up; left out for none
}

// DescribedPerson is somebody an item is about.
type DescribedPerson struct {
	Pseudonym string        `json:"pseudonym"`
	Names     []string      `json:"names"`
	Relation  covenant.Code `json:"relation"`
	AgeBand   covenant.Code `json:"ageBand"`
}

func describe(ctx context.Context, s *client.Session, ask AskDescribe) error {
	from := ask.Description
	d := client.Description{
		Label: from.Label, Text: from.Text, Purpose: from.Purpose, Criterion: from.Criterion, Phase: from.Phase, Inform: from.Inform.State,
		InformDay: from.Inform.Day, InformGround: from.Inform.Ground, InformReason: from.Inform.Reason,
		Ladder: answersTo(from.Ladder), Named: from.Named, Contact: from.Contact,
	}
	if from.Earlier != "" && d.Earlier.UnmarshalText([]byte(from.Earlier)) != nil {
		return wrong("earlier")
	}
	for _, p := range from.Persons {
		d.Persons = append(d.Persons, client.Person(p))
	}
	return s.Describe(ctx, ask.Item, d)
}

func answersTo(from []Answer) []client.Answer {
	var list []client.Answer
	for _, a := range from {
		list = append(list, client.Answer(a))
	}
	return list
}

// AskSit seats a place at an item in a role, or changes its role there.
type AskSit struct {
	Item  agenda.ItemID  `json:"item"`
	Place agenda.PlaceID `json:"place"`
	Role  covenant.Code  `json:"role"`
}

func sit(ctx context.Context, s *client.Session, ask AskSit) error {
	return s.Sit(ctx, ask.Item, ask.Place, ask.Role)
}

// AskUnseat takes a place away from an item before it brought anything in.
type AskUnseat struct {
	Item  agenda.ItemID  `json:"item"`
	Place agenda.PlaceID `json:"place"`
}

func unseat(ctx context.Context, s *client.Session, ask AskUnseat) error {
	return s.Unseat(ctx, ask.Item, ask.Place)
}

// AskOutside registers an outside recipient.
type AskOutside struct {
	Name  string         `json:"name"`            // of an organisation, or of a person
	Kind  covenant.Code  `json:"kind,omitempty"`  // of guest; empty for an organisation
	Key   string         `json:"key,omitempty"`   // age1pq1…; empty for a passphrase by telephone
	Place agenda.PlaceID `json:"place,omitempty"` // where he is there without a device
}

// MadeOutside is its number.
type MadeOutside struct {
	Number uint32 `json:"number"`
}

func outside(ctx context.Context, s *client.Session, ask AskOutside) (MadeOutside, error) {
	o := client.Outsider{Organisation: ask.Name, Kind: ask.Kind, Place: ask.Place}
	if ask.Kind != "" {
		o.Organisation, o.Name = "", ask.Name
	}
	if ask.Key != "" {
		var err error
		if o.Key, err = crypto.ParseRecipient(ask.Key); err != nil {
			return MadeOutside{}, wrong("key")
		}
	}
	n, err := s.Outside(ctx, o)
	return MadeOutside{Number: n}, err
}
