package client

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// The kinds of sealed text, as bindings name them.
const (
	textItem         = "item"
	textName         = "name"
	textInform       = "inform"
	textContribution = "contribution"
	textDraft        = "draft"
	textHold         = "hold"
	textRequest      = "request"
	textRefusal      = "refusal"
	textDecision     = "decision"
	textAction       = "action"
	textProgress     = "progress"
	textProposal     = "proposal"
	textOutsider     = "outsider"
	textReaction     = "reaction"
	textAnswer       = "answer"
)

// Item puts an item on the agenda: a case, or a general point. minutes is its
// planned length.
func (s *Session) Item(ctx context.Context, general bool, minutes uint16) (agenda.ItemID, error) {
	var id agenda.ItemID
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		id = agenda.ItemID(len(v.Items) + 1)
		return replica.Draft{Kind: room.KindItem, Payload: room.ItemPayload{Item: id, General: general, Minutes: minutes}}, nil
	})
	return id, err
}

// Agenda sets the order of the items; it names every item once.
func (s *Session) Agenda(ctx context.Context, order []agenda.ItemID) error {
	return s.act(ctx, room.KindAgenda, room.AgendaPayload{Order: order})
}

// Answer answers a question of the profile.
type Answer struct {
	Question covenant.Code
	Text     string
}

// Person is somebody an item is about.
type Person struct {
	Pseudonym string
	Names     []string // empty while anonymous
	Relation  covenant.Code
	AgeBand   covenant.Code
}

// Description says what an item is about and why it may be discussed.
type Description struct {
	Label        string // what the case is called at this table
	Text         string
	Purpose      covenant.Code
	Criterion    covenant.Code
	Phase        covenant.Code // step of the work process, where the profile has them
	Inform       covenant.Code // informed, planned, afterwards or exception
	InformDay    int64         // days since 1970-01-01
	InformGround covenant.Code
	InformReason string
	Ladder       []Answer       // milder means that were weighed
	Named        bool           // persons are discussed by name
	Persons      []Person       // handle 1 first; persons are added, never taken away
	Contact      agenda.PlaceID // the family's one fixed contact; 0 for none yet
	Earlier      crypto.Digest  // the room that this item follows up; zero for none
}

func (d Description) payload() room.DescribePayload {
	p := room.DescribePayload{
		Purpose: d.Purpose, Criterion: d.Criterion, Phase: d.Phase, Inform: d.Inform, InformDay: d.InformDay, InformGround: d.InformGround,
		InformReason: d.InformReason != "", Named: d.Named, Contact: d.Contact, Earlier: d.Earlier,
	}
	for _, a := range d.Ladder {
		p.Ladder = append(p.Ladder, a.Question)
	}
	for _, person := range d.Persons {
		p.Persons = append(p.Persons, room.PersonLabels{Relation: person.Relation, AgeBand: person.AgeBand})
	}
	return p
}

func (d Description) text() room.ItemText {
	t := room.ItemText{Label: d.Label, Description: d.Text, InformReason: d.InformReason, Ladder: answers(d.Ladder)}
	for _, person := range d.Persons {
		t.Persons = append(t.Persons, room.PersonText{Pseudonym: person.Pseudonym, Names: person.Names})
	}
	return t
}

func answers(as []Answer) []room.Answer {
	var texts []room.Answer
	for _, a := range as {
		texts = append(texts, room.Answer{Question: string(a.Question), Text: a.Text})
	}
	return texts
}

// Describe describes an item, whole: it replaces what was said before. When
// somebody else described it meanwhile it is refused with stale_object.
func (s *Session) Describe(ctx context.Context, item agenda.ItemID, d Description) error {
	var version *uint32
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, item)
		if err != nil {
			return replica.Draft{}, err
		}
		now := uint32(0)
		if it.Text != nil {
			now = it.Text.Version
		}
		if version != nil && *version != now {
			return replica.Draft{}, &room.Refusal{Code: room.CodeStaleObject, Subject: "item"}
		}
		version = &now
		return replica.Draft{
			Kind: room.KindDescribe, Item: item, Refs: []crypto.Digest{it.Latest}, Payload: d.payload(),
			Body:    &replica.Body{Kind: textItem, Text: d.text(), Of: it.Text, Object: it.Object},
			Readers: r.SealTo().SealToItem(item),
		}, nil
	})
	return err
}

// Sit seats a place at an item in a role, or changes its role there.
func (s *Session) Sit(ctx context.Context, item agenda.ItemID, place agenda.PlaceID, role covenant.Code) error {
	return s.onItem(ctx, room.KindSit, item, room.SitPayload{Item: item, Place: place, Role: role})
}

// SitGuest seats a guest, who is the person of the item with this handle; 0 for none
// of them.
func (s *Session) SitGuest(ctx context.Context, item agenda.ItemID, place agenda.PlaceID, role covenant.Code, person uint32) error {
	return s.onItem(ctx, room.KindSit, item, room.SitPayload{Item: item, Place: place, Role: role, Person: person})
}

// Unseat takes a place away from an item before it brought anything in.
func (s *Session) Unseat(ctx context.Context, item agenda.ItemID, place agenda.PlaceID) error {
	return s.onItem(ctx, room.KindUnseat, item, room.UnseatPayload{Item: item, Place: place})
}

// OpenItem begins the discussion of an item.
func (s *Session) OpenItem(ctx context.Context, item agenda.ItemID) error {
	return s.onItem(ctx, room.KindOpenItem, item, nil)
}

// EndItem ends it.
func (s *Session) EndItem(ctx context.Context, item agenda.ItemID) error {
	return s.onItem(ctx, room.KindEndItem, item, nil)
}

// Outcome says what came of an item; party is to whom the case is allocated,
// with an outcome that allocates.
func (s *Session) Outcome(ctx context.Context, item agenda.ItemID, outcome, party covenant.Code) error {
	return s.onItem(ctx, room.KindOutcome, item, room.OutcomePayload{Outcome: outcome, Party: party})
}

// onItem makes an act on an item that is right whatever happened to it meanwhile.
func (s *Session) onItem(ctx context.Context, kind chain.Kind, item agenda.ItemID, payload any) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, item)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{Kind: kind, Item: item, Refs: []crypto.Digest{it.Latest}, Payload: payload}, nil
	})
	return err
}

// itemIn finds an item at which the viewer is.
func itemIn(v room.View, id agenda.ItemID) (room.ItemView, error) {
	for _, it := range v.Items {
		if it.ID == id && it.Here {
			return it, nil
		}
	}
	return room.ItemView{}, ErrUnknown
}
