package page

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Reader is a place whose seat may open a contribution, and the coded reason why.
type Reader struct {
	Place  agenda.PlaceID `json:"place"`
	Reason covenant.Code  `json:"reason"`
}

// Contribution is what somebody brought in: that he did and for whom, and the
// rest for who may read it.
type Contribution struct {
	Act       Act           `json:"act"`
	Owner     chain.Seat    `json:"owner"`
	Time      int64         `json:"time"`
	As        covenant.Code `json:"as"`      // empty, reply, answer, dissent, reveal or response
	About     Act           `json:"about"`   // what it is about, for reply, answer and dissent
	Readers   []Reader      `json:"readers"` // besides the owner, chair and deputies
	Opens     []chain.Seat  `json:"opens"`   // seats that it is sealed to, the owner included
	Unread    []chain.Seat  `json:"unread"`  // who said that he cannot open it
	Labels    *Labels       `json:"labels" jsonschema:"nullable"`
	Text      *string       `json:"text" jsonschema:"nullable"` // null is a text that is not shown here; Shown says why
	Shown     TextState     `json:"shown"`
	Necessity string        `json:"necessity"`
	Source    string        `json:"source"`
	Aid       []Answer      `json:"aid"`
	Names     []string      `json:"names"`    // of a reveal: what the person is called
	Holds     []Hold        `json:"holds"`    // that stand
	Obstacle  covenant.Code `json:"obstacle"` // why nothing of it may leave; empty for nothing
	Withdrawn bool          `json:"withdrawn"`
	Corrected bool          `json:"corrected"`
}

// Labels are what a contribution is about, in codes.
type Labels struct {
	Person      uint32        `json:"person"` // handle; 0 for nobody in particular
	Category    covenant.Code `json:"category"`
	Nature      covenant.Code `json:"nature"` // fact or opinion
	Basis       covenant.Code `json:"basis"`
	Task        covenant.Code `json:"task"`
	Purpose     covenant.Code `json:"purpose"`
	Identifying bool          `json:"identifying"` // says who somebody is
	Secret      bool          `json:"secret"`      // falls under professional secrecy
	Consent     Act           `json:"consent"`     // record it rests on; empty for none
	Override    covenant.Code `json:"override"`    // ground on which it is shared without
}

// Proposal is a text on its way out.
type Proposal struct {
	Act         Act                `json:"act"`
	Author      chain.Seat         `json:"author"`
	Time        int64              `json:"time"`
	Kind        covenant.Code      `json:"kind"`
	Text        *string            `json:"text" jsonschema:"nullable"`
	Shown       TextState          `json:"shown"` // whether the text is shown, and why not
	Recipients  []Recipient        `json:"recipients"`
	Actions     []Act              `json:"actions"` // that it is needed for
	Sources     []Act              `json:"sources"` // contributions that it draws on
	Owners      []chain.Seat       `json:"owners"`
	Independent bool               `json:"independent"` // draws on no contribution, as its author states
	Basis       covenant.Code      `json:"basis"`
	Task        covenant.Code      `json:"task"`
	Agreed      []Agreement        `json:"agreed"`
	Declined    []chain.Seat       `json:"declined"`
	State       room.ProposalState `json:"state"`
	Why         covenant.Code      `json:"why"`      // of one that lapsed by itself
	Left        []Left             `json:"left"`     // what identifies somebody and was left on purpose
	Leaves      []Recipient        `json:"leaves"`   // for whom it may leave now
	Obstacle    covenant.Code      `json:"obstacle"` // what has come in its way, as far as is known here; empty for nothing
	Holds       []Hold             `json:"holds"`    // on the proposal itself, that stand
	Corrects    Act                `json:"corrects"` // proposal that it replaces; empty for none
	Anew        []chain.Seat       `json:"anew"`     // who agreed or decided on a device that a reseat let in
}

// Agreement is an owner's yes to exactly this text.
type Agreement struct {
	Seat chain.Seat `json:"seat"`
	Time int64      `json:"time"`
}

// Left counts what identifies somebody and was left in a text on purpose.
type Left struct {
	Kind  covenant.Code `json:"kind"`
	Count uint32        `json:"count"`
}

func contributionOf(s *client.Session, from room.ContributionView) Contribution {
	t, err := s.Contribution(from)
	c := Contribution{
		Act: actOf(from.Act), Owner: from.Owner, Time: s.When(from.Act), As: from.As, About: actOf(from.About),
		Withdrawn: from.Withdrawn, Text: shown(t.Text, err), Shown: StateOf(err), Necessity: t.Necessity, Source: t.Source,
		Aid: answersOf(t.Aid), Names: t.Names, Holds: holdsOf(s, from.Holds), Obstacle: from.Obstacle,
	}
	for _, r := range from.Readers {
		c.Readers = append(c.Readers, Reader{Place: r.Place, Reason: r.Reason})
	}
	if from.Text != nil {
		c.Opens, c.Unread = among(append(slices.Clone(from.Text.Readers), from.Owner)...), from.Text.Unread
		c.Corrected = from.Text.Version > 1
	}
	if l := from.Labels; l != nil {
		c.Labels = &Labels{
			Person: l.Person, Category: l.Category, Nature: l.Nature, Basis: l.Basis, Task: l.Task, Purpose: l.Purpose, Identifying: l.Identifying,
			Secret: l.Secret, Consent: actOf(l.Consent), Override: l.Override,
		}
	}
	return c
}

func proposalOf(s *client.Session, from room.ProposalView) Proposal {
	t, err := s.Release(from)
	p := Proposal{
		Act: actOf(from.Act), Author: from.Author, Time: s.When(from.Act), Kind: from.Kind, Text: shown(t.Text, err), Shown: StateOf(err),
		Recipients: recipientsOf(from.Recipients), Actions: actsOf(from.Actions), Sources: actsOf(from.Sources), Owners: from.Owners,
		Independent: from.Independent, Basis: from.Basis, Task: from.Task, Declined: from.Declined, State: from.State, Why: from.Why,
		Leaves: recipientsOf(from.Leaves), Obstacle: from.Obstacle, Agreed: agreements(s, from.Agreements),
		Holds: holdsOf(s, from.Holds), Corrects: actOf(from.Corrects), Anew: from.Anew,
	}
	for _, l := range from.Left {
		p.Left = append(p.Left, Left{Kind: l.Kind, Count: l.Count})
	}
	return p
}

func agreements(s *client.Session, from map[chain.Seat]crypto.Digest) []Agreement {
	var list []Agreement
	for seat, act := range from {
		list = append(list, Agreement{Seat: seat, Time: s.When(act)})
	}
	slices.SortFunc(list, func(a, b Agreement) int { return int(a.Seat) - int(b.Seat) })
	return list
}
