package client

import (
	"context"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

const textConsent = "consent"

// Consent is what a person answered to the question whether this may be shared.
type Consent struct {
	Item       agenda.ItemID
	Person     uint32          // handle at the item
	Answer     covenant.Code   // given, refused or not_asked
	Level      covenant.Code   // oral, explicit or written; "" when it was not asked
	Day        int64           // days since 1970-01-01
	Signers    []covenant.Code // who answered: self, representative
	Incapable  bool            // the note says why the person cannot decide himself, and who does
	Categories []covenant.Code
	Purpose    covenant.Code   // the item's when empty
	Parties    []covenant.Code // to whom, besides the party that brings it in
	Outside    []uint32        // and the outside recipients, by number
	Told       bool            // he was told that he may withdraw it
	Form       string          // where the form is kept; for who records it, chair and deputies
	Note       string          // likewise
}

// Consent records what a person answered. Contributions name it by the act that
// is returned.
func (s *Session) Consent(ctx context.Context, c Consent) (crypto.Digest, error) {
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, c.Item)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindConsent, Item: c.Item,
			Payload: room.ConsentPayload{
				Item: c.Item, Person: c.Person, Answer: c.Answer, Level: c.Level, Day: c.Day, Signers: c.Signers, Incapable: c.Incapable,
				Categories: c.Categories, Purpose: first(c.Purpose, it.Item.Facts.Purpose), Parties: c.Parties, Outside: c.Outside,
				Told: c.Told, Form: c.Form != "",
			},
			Body:    &replica.Body{Kind: textConsent, Text: room.ConsentText{Form: c.Form, Note: c.Note}},
			Readers: r.SealTo().SealToRecorder(s.owner.Seat),
		}, nil
	})
}

// WithdrawConsent records on which day (since 1970-01-01) a person took his consent
// back. What rests on it stops, as the profile says; see Deliveries.
func (s *Session) WithdrawConsent(ctx context.Context, consent crypto.Digest, day int64) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, k, err := consentIn(v, consent)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindWithdrawConsent, Item: it, Refs: []crypto.Digest{k.Latest}, Payload: room.WithdrawConsentPayload{Day: day},
		}, nil
	})
	return err
}

// Delivery is a package that left while something in it rested on a consent.
type Delivery struct {
	Package   crypto.Digest // issue act
	Kind      covenant.Code
	Recipient room.Recipient
	Delivered int64 // server's clock, ms since 1970 UTC
}

// Deliveries lists to whom what rests on a consent already went, as far as this
// seat sees, in the order of the log (TS-P-6.4d).
func (s *Session) Deliveries(consent crypto.Digest) []Delivery {
	var went []Delivery
	for _, p := range s.View().Packages {
		if p.Delivered != 0 && slices.Contains(p.Consents, consent) {
			went = append(went, Delivery{Package: p.Act, Kind: p.Kind, Recipient: p.Recipient, Delivered: p.Delivered})
		}
	}
	return went
}

// consentIn finds a record by its consent act, and its item.
func consentIn(v room.View, act crypto.Digest) (agenda.ItemID, room.ConsentView, error) {
	for _, it := range v.Items {
		for _, k := range it.Consents {
			if k.Act == act {
				return it.ID, k, nil
			}
		}
	}
	return 0, room.ConsentView{}, ErrUnknown
}
