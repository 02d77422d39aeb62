package page

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

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

// consents fills in the records of consent at an item.
func (it *Item) consents(s *client.Session, from room.ItemView) {
	for _, k := range from.Consents {
		t, err := client.ReadSealed[room.ConsentText](s, k.Text)
		r := k.Record
		it.Consents = append(it.Consents, Consent{Act: actOf(k.Act), By: k.By, Shown: StateOf(err), Withdrawn: k.Withdrawn, Record: ConsentRecord{
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

// AskConsentNeeded asks which consent these labels of a contribution need.
type AskConsentNeeded struct {
	Category covenant.Code `json:"category"`
	Basis    covenant.Code `json:"basis"`  // may be empty
	Secret   bool          `json:"secret"` // it falls under professional secrecy
}

// ConsentNeeded is that, and on which grounds it may be shared without.
type ConsentNeeded struct {
	Level     covenant.Code `json:"level"`     // oral, explicit or written; empty for none
	Overrides []Entry       `json:"overrides"` // none where nothing replaces consent
}

func consentNeeded(_ context.Context, s *client.Session, ask AskConsentNeeded) (ConsentNeeded, error) {
	r := s.Rules()
	return ConsentNeeded{
		Level:     r.ConsentNeeded(ask.Category, ask.Basis, ask.Secret),
		Overrides: entriesOf(r.ConsentOverridesFor(ask.Category, ask.Basis, ask.Secret)),
	}, nil
}
