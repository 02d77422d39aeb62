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
	it, err := itemIn(s.View(), item)
	if err != nil || it.Item.Earlier.IsZero() {
		return nil, ErrUnknown
	}
	verified, err := minutes.Verify(document, minutes.Expect{Room: it.Item.Earlier})
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
			like.Text, like.Nature = rel.Text, first(rel.Nature, like.Nature, covenant.Fact)
			like.Earlier = &room.Earlier{
				Room: v.Contents.Room, Issue: v.Issue.Act, Proposal: proposal, Purpose: first(it.Purpose.Code, v.Contents.Purpose.Code),
			}
			return like, true
		}
	}
	return Contribution{}, false
}
