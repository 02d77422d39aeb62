package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room/covenant"
)

// ConsentPayload records what somebody answered to the question whether this may
// be shared: who, when, for what, to whom, and that he was told he may withdraw it
// (TS-P-6.4c, LM-4.3). A record supersedes nothing: a contribution names the one it
// rests on. Where the form is kept, and any note, is in the sealed body (ConsentText).
type ConsentPayload struct {
	Item       agenda.ItemID   `cbor:"1,keyasint"`
	Person     uint32          `cbor:"2,keyasint"`           // handle at the item
	Answer     covenant.Code   `cbor:"3,keyasint"`           // given, refused or not_asked
	Level      covenant.Code   `cbor:"4,keyasint,omitempty"` // oral, explicit or written
	Day        int64           `cbor:"5,keyasint"`           // days since 1970-01-01
	Signers    []covenant.Code `cbor:"6,keyasint,omitempty"` // who answered: self, representative
	Incapable  bool            `cbor:"7,keyasint,omitempty"` // the sealed note says why the person cannot decide himself, and who does
	Categories []covenant.Code `cbor:"8,keyasint"`
	Purpose    covenant.Code   `cbor:"9,keyasint"`
	Parties    []covenant.Code `cbor:"10,keyasint,omitempty"` // to whom it may go, besides the party that brings it in
	Outside    []uint32        `cbor:"11,keyasint,omitempty"` // and the outside recipients, by number
	Told       bool            `cbor:"12,keyasint,omitempty"` // he was told that he may withdraw it
	Form       bool            `cbor:"13,keyasint,omitempty"` // the sealed body says where the form is kept
}

// WithdrawConsentPayload says that the person took his consent back.
type WithdrawConsentPayload struct {
	Day int64 `cbor:"1,keyasint"` // on which he did; days since 1970-01-01
}

func (p *ConsentPayload) itemID() uint32 { return uint32(p.Item) }

// Consent is a record of what one person answered.
type Consent struct {
	Act         crypto.Digest // consent act
	Object      seal.ObjectID
	By          chain.Seat // who recorded it
	Record      ConsentPayload
	Withdrawn   int64      // the day it was taken back, 0 while it stands
	WithdrawnBy chain.Seat // who recorded that
	object      *object
}

// ground is the consent that a contribution rests on since one of its versions.
type ground struct {
	since   uint64 // seq of the act that brought the version
	consent crypto.Digest
}

// facts is what the profile asks about a record.
func (p *ConsentPayload) facts(it *agenda.Item) covenant.ConsentFacts {
	person, _ := it.Person(p.Person)
	return covenant.ConsentFacts{
		Answer: p.Answer, Level: p.Level, Dated: p.Day > 0, AgeBand: person.AgeBand, Signers: p.Signers, Incapable: p.Incapable,
		Categories: p.Categories, Purpose: p.Purpose, Recipients: len(p.Parties)+len(p.Outside) > 0, Told: p.Told, Form: p.Form,
	}
}

var (
	mayRecordConsent = must("mayRecordConsent", CodeRoleMissing, func(c *change) bool {
		role, ok := c.s.roleAt(c.author, c.item)
		return c.author.leads() || (ok && role.Contribute && c.s.guestOf(c.author) == "")
	})
	consentPerson = must("consentPerson", CodeUnknownObject, func(c *change) bool {
		_, ok := c.item.Person(payloadOf[ConsentPayload](c).Person)
		return ok
	})
	consentWords = check{"consentWords", func(c *change) *Refusal {
		p := payloadOf[ConsentPayload](c)
		for _, code := range p.Parties {
			if r := c.s.rules.Party(code); r != nil {
				return ruled(r)
			}
		}
		for _, n := range p.Outside {
			if !c.s.knownRecipient(Recipient{Outside: n}) {
				return c.s.refuse(CodeUnknownObject)
			}
		}
		known := []covenant.Code{covenant.SignerSelf, covenant.SignerRepresentative}
		if repeats(p.Signers) || repeats(p.Categories) || repeats(p.Parties) || repeats(p.Outside) ||
			slices.ContainsFunc(p.Signers, func(s covenant.Code) bool { return !slices.Contains(known, s) }) {
			return c.s.refuse(CodeMalformed, "consent")
		}
		return nil
	}}
	consentDay = must("consentDay", CodeMalformed, func(c *change) bool {
		return c.notAfterToday(payloadOf[ConsentPayload](c).Day)
	})
	consentRuled = check{"consentRuled", func(c *change) *Refusal {
		return firstRuled(c.s.rules.Consent(payloadOf[ConsentPayload](c).facts(c.item)))
	}}

	// Whoever hears of it can stop it: the person himself, who recorded his consent,
	// the recorder's colleagues, chair and deputies.
	mayWithdrawConsent = must("mayWithdrawConsent", CodeNotOwner, func(c *change) bool {
		by := c.s.seat(c.consent().By)
		sitting, sits := c.item.Sitting(c.author.Place)
		return c.author.leads() || (sits && sitting.Person == c.consent().Record.Person) || c.author.ID == by.ID || c.author.Claims.Party == by.Claims.Party
	})
	consentStands = check{"consentStands", func(c *change) *Refusal {
		switch k := c.consent(); {
		case k.Record.Answer != covenant.ConsentGiven:
			return c.s.refuse(covenant.ConsentNotGiven)
		case k.Withdrawn != 0:
			return c.s.refuse(CodeConsentWithdrawn)
		}
		return nil
	}}
	withdrawalDay = must("withdrawalDay", CodeMalformed, func(c *change) bool {
		day := payloadOf[WithdrawConsentPayload](c).Day
		return day >= c.consent().Record.Day && c.notAfterToday(day)
	})
)

func repeats[T comparable](list []T) bool {
	for i, x := range list {
		if slices.Contains(list[:i], x) {
			return true
		}
	}
	return false
}

// notAfterToday allows for clocks and time zones: tomorrow in UTC may be today.
func (c *change) notAfterToday(day int64) bool { return day <= c.at/DayMillis+1 }

func (c *change) consent() *Consent {
	if c.object == nil {
		return nil
	}
	return c.s.consents[c.object.created]
}

// consentOpeners are the present seats that may open where the form is kept: who
// recorded the consent, chair and deputies.
func (s *State) consentOpeners(by chain.Seat) []*Seat {
	var seats []*Seat
	for _, seat := range s.seats {
		if seat.here() && (seat.leads() || seat.ID == by) {
			seats = append(seats, seat)
		}
	}
	return seats
}

// sealRecorder: a body for who records the consent, chair and deputies.
func sealRecorder(c *change) *Refusal {
	return c.sealed(true, set(c.s.consentOpeners(c.act.Author)), nil)
}

func applyConsent(c *change) {
	o := c.create(objConsent)
	c.s.consents[c.hash] = &Consent{Act: c.hash, Object: o.id, By: c.act.Author, Record: *payloadOf[ConsentPayload](c), object: o}
}

func applyWithdrawConsent(c *change) {
	k := c.consent()
	k.Withdrawn, k.WithdrawnBy = payloadOf[WithdrawConsentPayload](c).Day, c.act.Author
	c.advance()
	c.takeBack(c.object)
}

// ConsentView is a record of consent at an item, as far as the viewer sees it.
type ConsentView struct {
	Act         crypto.Digest
	Latest      crypto.Digest
	By          chain.Seat
	Record      ConsentPayload
	Withdrawn   int64 // day, 0 while it stands
	WithdrawnBy chain.Seat
	Text        *SealedView // ConsentText; its envelope is zero for who did not record it and does not lead
}

func (s *State) consentViews(id chain.Seat, item agenda.ItemID) []ConsentView {
	var views []ConsentView
	for _, k := range sorted(s.consents, func(k *Consent) *object { return k.object }) {
		if k.Record.Item == item && s.sees(id, k.object) {
			views = append(views, ConsentView{
				Act: k.Act, Latest: k.object.latest, By: k.By, Record: k.Record,
				Withdrawn: k.Withdrawn, WithdrawnBy: k.WithdrawnBy, Text: k.object.view(id),
			})
		}
	}
	return views
}
