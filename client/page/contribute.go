package page

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// NewContribution is what somebody brings in. Besides the text all may be left
// out: the codes and the readers are then those of the owner's last contribution
// at the item, or the only ones there are for his party; the purpose is the item's.
type NewContribution struct {
	Item        agenda.ItemID `json:"item"`
	Text        string        `json:"text"`
	As          covenant.Code `json:"as,omitempty"`        // empty, reply, dissent, reveal or response
	About       Act           `json:"about,omitempty"`     // what a reply or dissent is about
	Names       []string      `json:"names,omitempty"`     // of a reveal: what the person is called
	Necessity   string        `json:"necessity,omitempty"` // why it is needed here
	Source      string        `json:"source,omitempty"`
	Aid         []Answer      `json:"aid,omitempty"`
	Person      uint32        `json:"person,omitempty"` // handle; 0 for nobody in particular
	Category    covenant.Code `json:"category,omitempty"`
	Nature      covenant.Code `json:"nature,omitempty"` // fact or opinion
	Basis       covenant.Code `json:"basis,omitempty"`
	Task        covenant.Code `json:"task,omitempty"`
	Purpose     covenant.Code `json:"purpose,omitempty"`
	Identifying bool          `json:"identifying,omitempty"` // says who somebody is; found by itself too
	Secret      bool          `json:"secret,omitempty"`      // falls under professional secrecy
	Consent     Act           `json:"consent,omitempty"`     // record it rests on
	Override    covenant.Code `json:"override,omitempty"`    // ground on which it is shared without
	Weighed     string        `json:"weighed,omitempty"`     // why
	Draft       Act           `json:"draft,omitempty"`       // that it signs
	Readers     *[]Reader     `json:"readers,omitempty"`     // besides the owner, chair and deputies; left out for the default
}

func (n NewContribution) client() (client.Contribution, error) {
	c := client.Contribution{
		Item: n.Item, As: n.As, Text: n.Text, Names: n.Names, Necessity: n.Necessity, Source: n.Source, Aid: answersTo(n.Aid),
		Person: n.Person, Category: n.Category, Nature: n.Nature, Basis: n.Basis, Task: n.Task, Purpose: n.Purpose, Identifying: n.Identifying,
	}
	c.Secret, c.Override, c.Weighed = n.Secret, n.Override, n.Weighed
	for field, to := range map[string]struct {
		act  Act
		into *crypto.Digest
	}{"about": {n.About, &c.About}, "consent": {n.Consent, &c.Consent}, "draft": {n.Draft, &c.Draft}} {
		if to.act != "" && to.into.UnmarshalText([]byte(to.act)) != nil {
			return c, wrong(field)
		}
	}
	if n.Readers != nil {
		c.Readers = readersFrom(*n.Readers)
	}
	return c, nil
}

// readersFrom is never nil: nobody was chosen then.
func readersFrom(from []Reader) []room.Reader {
	list := make([]room.Reader, 0, len(from))
	for _, r := range from {
		list = append(list, room.Reader(r))
	}
	return list
}

// AskContribute brings something in.
type AskContribute struct {
	Contribution NewContribution `json:"contribution"`
}

// Made is a new act.
type Made struct {
	Act Act `json:"act"`
}

func contribute(ctx context.Context, s *client.Session, ask AskContribute) (Made, error) {
	c, err := ask.Contribution.client()
	if err != nil {
		return Made{}, err
	}
	act, err := s.Contribute(ctx, c)
	return Made{Act: actOf(act)}, err
}

// defaultReaders are the readers that a contribution gets which names none.
func defaultReaders(_ context.Context, s *client.Session, ask AskContribute) (Readers, error) {
	c, err := ask.Contribution.client()
	if err != nil {
		return Readers{}, err
	}
	chosen, err := s.DefaultReaders(c)
	return readersOf(chosen), err
}

// Readers are readers to choose.
type Readers struct {
	Readers []Reader `json:"readers"`
}

func readersOf(from []room.Reader) Readers {
	var r Readers
	for _, reader := range from {
		r.Readers = append(r.Readers, Reader(reader))
	}
	return r
}

// AskByRole asks for the places at an item in one of these roles, with that role
// as the reason.
type AskByRole struct {
	Item  agenda.ItemID   `json:"item"`
	Roles []covenant.Code `json:"roles"`
}

func readersByRole(_ context.Context, s *client.Session, ask AskByRole) (Readers, error) {
	chosen, err := s.ReadersByRole(ask.Item, ask.Roles...)
	return readersOf(chosen), err
}

// AskCorrect replaces text and labels of one's own contribution; its readers stay.
type AskCorrect struct {
	Act          crypto.Digest   `json:"act"`
	Contribution NewContribution `json:"contribution"`
}

func correct(ctx context.Context, s *client.Session, ask AskCorrect) error {
	c, err := ask.Contribution.client()
	if err != nil {
		return err
	}
	return s.Correct(ctx, ask.Act, c)
}

// AskShow adds readers to one's own contribution.
type AskShow struct {
	Act     crypto.Digest `json:"act"`
	Readers []Reader      `json:"readers"`
}

func show(ctx context.Context, s *client.Session, ask AskShow) error {
	return s.Show(ctx, ask.Act, readersFrom(ask.Readers)...)
}

// AskHide drops readers of one's own contribution. What they opened they have read.
type AskHide struct {
	Act    crypto.Digest    `json:"act"`
	Places []agenda.PlaceID `json:"places"`
}

func hide(ctx context.Context, s *client.Session, ask AskHide) error {
	return s.Hide(ctx, ask.Act, ask.Places...)
}

// AskAct names something by its act.
type AskAct struct {
	Act crypto.Digest `json:"act"`
}

// withdraw takes one's own contribution back; its files are erased.
func withdraw(ctx context.Context, s *client.Session, ask AskAct) error {
	return s.Withdraw(ctx, ask.Act)
}

// AskDecide records a decision.
type AskDecide struct {
	Item agenda.ItemID `json:"item"`
	Text string        `json:"text"`
}

func decide(ctx context.Context, s *client.Session, ask AskDecide) (Made, error) {
	act, err := s.Decide(ctx, ask.Item, ask.Text)
	return Made{Act: actOf(act)}, err
}

// AskAction records agreed work.
type AskAction struct {
	Item     agenda.ItemID  `json:"item"`
	Text     string         `json:"text"`
	Assignee agenda.PlaceID `json:"assignee"`
	Due      int64          `json:"due"` // day
}

func action(ctx context.Context, s *client.Session, ask AskAction) (Made, error) {
	act, err := s.Action(ctx, ask.Item, ask.Text, ask.Assignee, ask.Due)
	return Made{Act: actOf(act)}, err
}

// retract takes back a decision or action that was recorded by mistake.
func retract(ctx context.Context, s *client.Session, ask AskAct) error {
	return s.Retract(ctx, ask.Act)
}

// AskKeepUnsent keeps text that was typed and not sent, encrypted on this device;
// empty text forgets it.
type AskKeepUnsent struct {
	Name string `json:"name"` // what it is for, as the page likes
	Text string `json:"text"`
}

func keepUnsent(ctx context.Context, s *client.Session, ask AskKeepUnsent) (Nothing, error) {
	return Nothing{}, s.KeepUnsent(ctx, ask.Name, ask.Text)
}

// AskUnsent asks for such text.
type AskUnsent struct {
	Name string `json:"name"`
}

// Unsent is such text; empty for none.
type Unsent struct {
	Text string `json:"text"`
}

func unsent(ctx context.Context, s *client.Session, ask AskUnsent) (Unsent, error) {
	text, err := s.Unsent(ctx, ask.Name)
	return Unsent{Text: text}, err
}
