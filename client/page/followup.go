package page

import (
	"bytes"
	"context"
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room/covenant"
)

// ageHeader begins every file that age made.
var ageHeader = []byte("age-encryption.org/v1\n")

// pageIn is the page of a package: as it is, or opened with this person's minutes key.
func pageIn(ctx context.Context, v vault.Vault, file []byte) ([]byte, error) {
	if !bytes.HasPrefix(file, ageHeader) {
		return file, nil
	}
	key, err := v.MinutesKey(ctx)
	if errors.Is(err, vault.ErrNotFound) {
		err = Problematic(ProblemNoKey)
	}
	if err != nil {
		return nil, err
	}
	return seal.OpenPackage(file, key)
}

// FromBefore is what a package tells of an earlier room that an item follows up.
type FromBefore struct {
	Failure  *Failure        `json:"failure" jsonschema:"nullable"` // why it cannot be trusted; nothing else is there then
	Actions  []EarlierAction `json:"actions"`
	Passages []EarlierText   `json:"passages"`
}

// EarlierAction is work that was agreed there.
type EarlierAction struct {
	Proposal Act            `json:"proposal"`
	Text     string         `json:"text"`
	Due      int64          `json:"due"`    // day; 0 when nobody was named
	Status   covenant.Code  `json:"status"` // open, done or dropped, when the package was issued
	Place    agenda.PlaceID `json:"place"`  // here, like the one that did it there; 0 for none
	Here     []Act          `json:"here"`   // actions of this item that go on with it already
}

// EarlierText is a passage or decision there.
type EarlierText struct {
	Proposal Act           `json:"proposal"`
	Kind     covenant.Code `json:"kind"`
	Text     string        `json:"text"`
	Nature   covenant.Code `json:"nature"` // fact, opinion or empty
	Here     bool          `json:"here"`   // brought in by the viewer already
}

// AskBefore asks what a package says that one got of the earlier room: an opened page,
// or the file itself. The page of the browser keeps it; nothing here does.
type AskBefore struct {
	Item agenda.ItemID `json:"item"`
	File Bytes         `json:"file"`
}

// withPage is a verb about such a package.
func withPage[A, R any](file func(A) Bytes, run func(context.Context, *client.Session, []byte, A) (R, error)) func(context.Context, *call, A) (R, error) {
	return func(ctx context.Context, c *call, ask A) (R, error) {
		var none R
		s, err := c.desk.inRoom()
		if err != nil {
			return none, err
		}
		page, err := pageIn(ctx, c.desk.guard, file(ask))
		if err != nil {
			return none, err
		}
		return run(ctx, s, page, ask)
	}
}

func before(_ context.Context, s *client.Session, page []byte, ask AskBefore) (FromBefore, error) {
	actions, err := s.EarlierActions(ask.Item, page)
	var untrue *minutes.Failure
	if errors.As(err, &untrue) {
		m, err := failedMinutes(err)
		return FromBefore{Failure: m.Failure}, err
	}
	if err != nil {
		return FromBefore{}, err
	}
	passages, err := s.EarlierPassages(ask.Item, page)
	if err != nil {
		return FromBefore{}, err
	}
	var b FromBefore
	for _, a := range actions {
		b.Actions = append(b.Actions, EarlierAction{
			Proposal: actOf(a.Proposal), Text: a.Text, Due: a.Due, Status: a.Status, Place: a.Place, Here: actsOf(a.Here),
		})
	}
	for _, p := range passages {
		b.Passages = append(b.Passages, EarlierText{Proposal: actOf(p.Proposal), Kind: p.Kind, Text: p.Text, Nature: p.Nature, Here: p.Here})
	}
	return b, nil
}

// AskBringFrom brings texts of an earlier room in: one becomes their owner here.
type AskBringFrom struct {
	File         Bytes           `json:"file"`
	Proposals    []crypto.Digest `json:"proposals"`
	Contribution NewContribution `json:"contribution"` // what else there is to say; its text is that of the package
}

// MadeActs are new acts, in the order they were asked.
type MadeActs struct {
	Acts []Act `json:"acts"`
}

func bringFrom(ctx context.Context, s *client.Session, page []byte, ask AskBringFrom) (MadeActs, error) {
	like, err := ask.Contribution.client()
	if err != nil {
		return MadeActs{}, err
	}
	acts, err := s.BringFrom(ctx, ask.Contribution.Item, page, like, ask.Proposals...)
	return MadeActs{Acts: actsOf(acts)}, err
}

// AskActionFrom has an action of an earlier room go on here.
type AskActionFrom struct {
	Item     agenda.ItemID  `json:"item"`
	File     Bytes          `json:"file"`
	Proposal crypto.Digest  `json:"proposal"`
	Assignee agenda.PlaceID `json:"assignee"`
	Due      int64          `json:"due"` // day
}

func actionFrom(ctx context.Context, s *client.Session, page []byte, ask AskActionFrom) (Made, error) {
	actions, err := s.EarlierActions(ask.Item, page)
	if err != nil {
		return Made{}, err
	}
	for _, a := range actions {
		if a.Proposal == ask.Proposal {
			act, err := s.ActionFrom(ctx, ask.Item, a, ask.Assignee, ask.Due)
			return Made{Act: actOf(act)}, err
		}
	}
	return Made{}, client.ErrUnknown
}

// following are the verbs about an earlier room.
func following() []Verb {
	return []Verb{
		anywhere("from_before", withPage(func(a AskBefore) Bytes { return a.File }, before)),
		anywhere("bring_from", withPage(func(a AskBringFrom) Bytes { return a.File }, bringFrom)).acts(),
		anywhere("action_from", withPage(func(a AskActionFrom) Bytes { return a.File }, actionFrom)).acts(),
		act("progress", progress),
	}
}
