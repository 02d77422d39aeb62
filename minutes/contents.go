package minutes

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Format is the version of the contents and of the manifest around them.
// Another format is refused, and the page for it is made by its own version.
const Format = 1

// Language of a document.
type Language string

// The languages of a document; Dutch comes first.
const (
	Dutch   Language = "nl"
	English Language = "en"
)

// Contents are all that a package says, and what its issue act commits to. They
// travel as canonical CBOR. Seats, places and acts are those of the log; what is
// not in the log itself (words of the profile, fact or opinion, the purpose of
// an item) is the word of the one who issued the package.
type Contents struct {
	Format    uint           `cbor:"1,keyasint"`
	Kind      covenant.Code  `cbor:"2,keyasint"` // a kind of package of the profile
	Language  Language       `cbor:"3,keyasint"` // of the page
	Room      crypto.Digest  `cbor:"4,keyasint"`
	Scope     Word           `cbor:"5,keyasint"`           // kind of meeting
	Purpose   Word           `cbor:"6,keyasint"`           // what the room is for, and all it may be used for (TS-P-3.4)
	Started   int64          `cbor:"7,keyasint"`           // start of the session, server's clock, ms since 1970 UTC
	Adopted   bool           `cbor:"8,keyasint,omitempty"` // false: a draft to react to
	Recipient room.Recipient `cbor:"9,keyasint"`
	Outside   string         `cbor:"10,keyasint,omitempty"` // organisation of an outside recipient
	Chair     chain.Seat     `cbor:"11,keyasint"`
	Persons   []Person       `cbor:"12,keyasint"`           // everybody the contents name, by seat
	Places    []Place        `cbor:"13,keyasint,omitempty"` // where actions are assigned, by number
	Parties   []Word         `cbor:"14,keyasint"`           // of persons and places, by code
	Profile   crypto.Digest  `cbor:"15,keyasint"`           // digest of the rules
	Covenants []Covenant     `cbor:"16,keyasint"`
	Retention covenant.Text  `cbor:"17,keyasint"` // the recipient's own term (DW art. 9.2); empty for an outside recipient
	Reaction  covenant.Text  `cbor:"18,keyasint"` // by when to react; empty when the profile sets no term
	Items     []Item         `cbor:"19,keyasint"` // in the order of the agenda; only those with something in them

	ReactUntil  int64           `cbor:"20,keyasint,omitempty"` // of a concept: last day to react, since 1970-01-01
	OutsideKind covenant.Code   `cbor:"21,keyasint,omitempty"` // of an outside recipient who is no organisation
	Summary     []covenant.Text `cbor:"22,keyasint,omitempty"` // main lines of the covenant, for a third party
}

// Word is a code of the profile with its words.
type Word struct {
	Code covenant.Code `cbor:"1,keyasint"`
	Text covenant.Text `cbor:"2,keyasint"`
}

// Person is somebody in the room; business contact stays out. A guest has no name,
// function or party here, as in the log.
type Person struct {
	Seat     chain.Seat    `cbor:"1,keyasint"`
	Name     string        `cbor:"2,keyasint"`
	Function string        `cbor:"3,keyasint"`
	Party    covenant.Code `cbor:"4,keyasint"`
}

// Place is a party and function to which an action is assigned.
type Place struct {
	ID       agenda.PlaceID `cbor:"1,keyasint"`
	Party    covenant.Code  `cbor:"2,keyasint"`
	Function string         `cbor:"3,keyasint"`
	Seat     chain.Seat     `cbor:"4,keyasint,omitempty"` // who fills it; 0 while nobody does
}

// Covenant names a document of the profile, for the stamp.
type Covenant struct {
	Title   covenant.Text `cbor:"1,keyasint"`
	Version string        `cbor:"2,keyasint"`
}

// Item is what a package says about one agenda item.
type Item struct {
	ID       agenda.ItemID `cbor:"1,keyasint"`
	Purpose  Word          `cbor:"2,keyasint,omitzero"` // when it is not that of the room
	Releases []Release     `cbor:"3,keyasint,omitempty"`
	Own      []Own         `cbor:"4,keyasint,omitempty"`
}

// Release is an approved text for this recipient.
type Release struct {
	Proposal    crypto.Digest   `cbor:"1,keyasint"` // propose act
	Kind        covenant.Code   `cbor:"2,keyasint"`
	Salt        [32]byte        `cbor:"3,keyasint"`
	Text        string          `cbor:"4,keyasint"`
	Nature      covenant.Code   `cbor:"5,keyasint,omitempty"` // fact or opinion, of its sources; empty when it has none or they are unknown to the issuer
	By          []chain.Seat    `cbor:"6,keyasint"`           // owners of its sources, ascending; the author when it has none
	Independent bool            `cbor:"7,keyasint,omitempty"` // draws on no contribution, as author and chair stated
	Work        []Work          `cbor:"8,keyasint,omitempty"` // of an action: the agreed work
	For         []crypto.Digest `cbor:"9,keyasint,omitempty"` // action acts it is needed for, of those this package tells about
	Basis       Word            `cbor:"10,keyasint,omitzero"` // of a disclosure outside the covenant (DW art. 8.2)
	Task        Word            `cbor:"11,keyasint,omitzero"`
}

// Work is an agreed action: who, and by when. What is the text of its release.
type Work struct {
	Action    crypto.Digest  `cbor:"1,keyasint"` // action act
	Assignee  agenda.PlaceID `cbor:"2,keyasint"`
	Due       int64          `cbor:"3,keyasint"` // days since 1970-01-01
	Retracted bool           `cbor:"4,keyasint,omitempty"`
	Progress  covenant.Code  `cbor:"5,keyasint,omitempty"` // how far it is: one of room's Progress constants; empty while it is open
}

// Own is a contribution of the recipient himself, as the issuer's device opened it.
type Own struct {
	Contribution crypto.Digest `cbor:"1,keyasint"` // contribute act
	Labels       room.Labels   `cbor:"2,keyasint"` // of its latest version
	Text         string        `cbor:"3,keyasint"`
	Necessity    string        `cbor:"4,keyasint,omitempty"`
	Source       string        `cbor:"5,keyasint,omitempty"`
	Consent      *Consent      `cbor:"6,keyasint,omitempty"` // what it rests on; nil for nothing, and where the issuer was not shown the record
	Override     Word          `cbor:"7,keyasint,omitzero"`  // the ground on which it was shared without consent
	Weighed      string        `cbor:"8,keyasint,omitempty"` // and how its owner weighed that (TS-P-6.4e)
	Words        OwnWords      `cbor:"9,keyasint,omitzero"`  // in a record of one's own: of the labels
}

// Encode returns the canonical bytes that the issue act commits to.
func (c Contents) Encode() []byte { return chain.Encode(c) }

// DecodeContents reads those bytes; an error is chain.ErrEncoding, or says that
// the format is another one.
func DecodeContents(b []byte) (Contents, error) {
	var c Contents
	if err := chain.Decode(b, &c); err != nil {
		return Contents{}, err
	}
	if c.Format != Format || (c.Language != Dutch && c.Language != English) {
		return Contents{}, errFormat
	}
	return c, nil
}

// The sections of an item, in order (TS-P-4.1): every release stands in one.
type section int

const (
	sectionLabel section = iota // the heading itself
	sectionDescription
	sectionPlan
	sectionProgress
	sectionActions
)

// sectionOf places a kind of release. A kind that a profile adds is description.
func sectionOf(kind covenant.Code) section {
	switch kind {
	case releaseLabel:
		return sectionLabel
	case releaseDecision:
		return sectionPlan
	case releaseOutcome, covenant.ReleaseNotice:
		return sectionProgress
	case covenant.ReleaseAction:
		return sectionActions
	}
	return sectionDescription
}

// The kinds of release that have their own place in a document.
const (
	releaseLabel    covenant.Code = "case_label"
	releaseDecision covenant.Code = "decision"
	releaseOutcome  covenant.Code = "outcome"
	releaseResponse covenant.Code = "response"
)

func (c *Contents) person(seat chain.Seat) (Person, bool) {
	i, ok := slices.BinarySearchFunc(c.Persons, seat, func(p Person, s chain.Seat) int { return int(p.Seat) - int(s) })
	if !ok {
		return Person{}, false
	}
	return c.Persons[i], true
}

func (c *Contents) place(id agenda.PlaceID) (Place, bool) {
	i, ok := slices.BinarySearchFunc(c.Places, id, func(p Place, id agenda.PlaceID) int { return int(p.ID) - int(id) })
	if !ok {
		return Place{}, false
	}
	return c.Places[i], true
}

// party returns the words for a party, or its code when there are none.
func (c *Contents) party(code covenant.Code) covenant.Text {
	for _, w := range c.Parties {
		if w.Code == code {
			return w.Text
		}
	}
	return covenant.Text{NL: string(code), EN: string(code)}
}

// word looks a code up; one without words stands for itself.
func word(entries []covenant.Entry, code covenant.Code) Word {
	for _, e := range entries {
		if e.Code == code {
			return Word{Code: code, Text: covenant.Text{NL: e.NL, EN: e.EN}}
		}
	}
	return Word{Code: code, Text: covenant.Text{NL: string(code), EN: string(code)}}
}

// wordOrNone is word, and nothing for no code.
func wordOrNone(entries []covenant.Entry, code covenant.Code) Word {
	if code == "" {
		return Word{}
	}
	return word(entries, code)
}

// covenants are the documents the rules were made of.
func covenants(rules *covenant.Rules) []Covenant {
	var cs []Covenant
	for _, p := range rules.Profiles() {
		cs = append(cs, Covenant{Title: p.Title, Version: p.Version})
	}
	return cs
}

// reaction is how long recipients have to react; empty when the profile does not say.
func reaction(rules *covenant.Rules) covenant.Text {
	for _, t := range rules.Terms() {
		if t.Code == covenant.TermReaction {
			return covenant.Text{NL: t.NL, EN: t.EN}
		}
	}
	return covenant.Text{}
}
