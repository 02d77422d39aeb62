package client

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// BringFrom brings passages or actions of an earlier room in at an item that follows
// it up (Description.Earlier). document is a package of that room as this person
// opened it; it is verified here. He becomes the owner of each text here; the labels
// say where it comes from, and it must be for the same purpose. like gives what else
// there is to say; its text, item and origin are filled in. The error for a document
// that cannot be trusted is *minutes.Failure. What was brought in before an error stays.
func (s *Session) BringFrom(ctx context.Context, item agenda.ItemID, document []byte, like Contribution, proposals ...crypto.Digest) ([]crypto.Digest, error) {
	verified, err := s.earlier(item, document)
	if err != nil {
		return nil, err
	}
	var brought []crypto.Digest
	for _, proposal := range proposals {
		c, ok := passageOf(verified, proposal, like)
		if !ok {
			return brought, ErrUnknown
		}
		c.Item = item
		act, err := s.Contribute(ctx, c)
		if err != nil {
			return brought, err
		}
		brought = append(brought, act)
	}
	return brought, nil
}

// passageOf is a text of a package as it is brought in again.
func passageOf(v *minutes.Verified, proposal crypto.Digest, like Contribution) (Contribution, bool) {
	for _, it := range v.Contents.Items {
		for _, rel := range it.Releases {
			if rel.Proposal != proposal {
				continue
			}
			like.Text, like.Nature, like.Earlier = rel.Text, first(rel.Nature, like.Nature, covenant.Fact), originOf(v, it, proposal)
			return like, true
		}
	}
	return Contribution{}, false
}

// originOf says where a text of a package comes from, and what it was for.
func originOf(v *minutes.Verified, it minutes.Item, proposal crypto.Digest) *room.Earlier {
	return &room.Earlier{
		Room: v.Contents.Room, Issue: v.Issue.Act, Proposal: proposal, Purpose: first(it.Purpose.Code, v.Contents.Purpose.Code),
	}
}

// earlier verifies a package of the room that an item follows up.
func (s *Session) earlier(item agenda.ItemID, document []byte) (*minutes.Verified, error) {
	it, err := itemIn(s.View(), item)
	if err != nil || it.Item.Earlier.IsZero() {
		return nil, ErrUnknown
	}
	return minutes.Verify(document, minutes.Expect{Room: it.Item.Earlier})
}

// EarlierPassage is a text of an earlier room, as a package tells it.
type EarlierPassage struct {
	Proposal crypto.Digest
	Kind     covenant.Code
	Text     string
	Nature   covenant.Code // fact, opinion or empty
	Here     bool          // this person brought it in at the item already
}

// EarlierPassages lists what BringFrom can bring in of a package of the room that an item
// follows up, its actions left out. document is verified as with BringFrom.
func (s *Session) EarlierPassages(item agenda.ItemID, document []byte) ([]EarlierPassage, error) {
	verified, err := s.earlier(item, document)
	if err != nil {
		return nil, err
	}
	v := s.View()
	it, err := itemIn(v, item)
	if err != nil {
		return nil, err
	}
	brought := map[crypto.Digest]bool{}
	for _, con := range it.Contributions {
		if con.Owner == v.Viewer && !con.Withdrawn && con.Labels != nil && con.Labels.Earlier != nil {
			brought[con.Labels.Earlier.Proposal] = true
		}
	}
	var all []EarlierPassage
	for _, from := range verified.Contents.Items {
		for _, rel := range from.Releases {
			if rel.Kind != covenant.ReleaseAction {
				all = append(all, EarlierPassage{Proposal: rel.Proposal, Kind: rel.Kind, Text: rel.Text, Nature: rel.Nature, Here: brought[rel.Proposal]})
			}
		}
	}
	return all, nil
}

// EarlierAction is work that was agreed in an earlier room, as a package tells it.
type EarlierAction struct {
	Proposal crypto.Digest
	Text     string
	Due      int64           // days since 1970-01-01; 0 when nobody was named
	Status   covenant.Code   // one of room's Progress constants, when the package was issued
	Earlier  *room.Earlier   // where it comes from
	Place    agenda.PlaceID  // here, of the same party and function as who did it there; 0 for none
	Here     []crypto.Digest // action acts of this item that go on with it already
}

// EarlierActions lists the actions in a package of the room that an item follows up,
// in the order of the package. document is verified as with BringFrom.
func (s *Session) EarlierActions(item agenda.ItemID, document []byte) ([]EarlierAction, error) {
	verified, err := s.earlier(item, document)
	if err != nil {
		return nil, err
	}
	v := s.View()
	it, err := itemIn(v, item)
	if err != nil {
		return nil, err
	}
	var all []EarlierAction
	for _, from := range verified.Contents.Items {
		for _, rel := range from.Releases {
			if rel.Kind != covenant.ReleaseAction {
				continue
			}
			a := EarlierAction{Proposal: rel.Proposal, Text: rel.Text, Status: statusOf(rel), Earlier: originOf(verified, from, rel.Proposal)}
			for _, w := range rel.Work {
				a.Due, a.Place = max(a.Due, w.Due), placeLike(v, verified, w.Assignee)
			}
			for _, here := range it.Agreed {
				if here.Earlier != nil && *here.Earlier == *a.Earlier && !here.Retracted {
					a.Here = append(a.Here, here.Act)
				}
			}
			all = append(all, a)
		}
	}
	return all, nil
}

// statusOf is how far the work of a release was: open as long as a part of it is.
func statusOf(rel minutes.Release) covenant.Code {
	status := room.ProgressDropped
	for _, w := range rel.Work {
		switch {
		case w.Retracted || w.Progress == room.ProgressDropped:
		case w.Progress == "":
			return room.ProgressOpen
		default:
			status = w.Progress
		}
	}
	if len(rel.Work) == 0 {
		return room.ProgressOpen
	}
	return status
}

// placeLike is the place of this room with the party and function of one of a package.
func placeLike(v room.View, from *minutes.Verified, id agenda.PlaceID) agenda.PlaceID {
	for _, was := range from.Contents.Places {
		for _, place := range v.Places {
			if was.ID == id && place.Party == was.Party && place.Function == was.Function {
				return place.ID
			}
		}
	}
	return 0
}

// ActionFrom records that an action of the earlier room goes on here, as EarlierActions
// lists it: with its text, for the place here, by a new day since 1970-01-01. Who sits
// at the item goes through what is open of it first.
func (s *Session) ActionFrom(ctx context.Context, item agenda.ItemID, from EarlierAction, assignee agenda.PlaceID, due int64) (crypto.Digest, error) {
	return s.agreed(ctx, item, room.KindAction, room.ActionPayload{Item: item, Assignee: assignee, Due: due, Earlier: from.Earlier}, textAction, from.Text)
}
