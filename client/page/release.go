package page

import (
	"context"
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// AskFindMarks asks what identifies somebody in a text.
type AskFindMarks struct {
	Item agenda.ItemID `json:"item"` // whose persons are looked for by name
	Text string        `json:"text"`
}

// Marks are what was found, in order and without overlap. The offsets are in
// Text, which is the text as it may leave (normal form C).
type Marks struct {
	Text  string `json:"text"`
	Marks []Mark `json:"marks"`
}

// Mark is what identifies somebody, at UTF-16 offsets [start, end) of the text.
type Mark struct {
	Kind       identify.Kind `json:"kind"`
	Start      int           `json:"start"`
	End        int           `json:"end"`
	Person     string        `json:"person"`     // pseudonym of whose name it is; may be empty
	Suggestion string        `json:"suggestion"` // what to put instead; empty: cut
}

func findMarks(_ context.Context, s *client.Session, ask AskFindMarks) (Marks, error) {
	normal := identify.Normalize(ask.Text)
	found := Marks{Text: normal}
	for _, m := range identify.UTF16(normal, identify.Find(normal, s.Persons(ask.Item))) {
		found.Marks = append(found.Marks, Mark(m))
	}
	return found, nil
}

// AskPropose proposes that a minimised text leaves.
type AskPropose struct {
	Proposal NewProposal `json:"proposal"`
}

// NewProposal is such a text.
type NewProposal struct {
	Item       agenda.ItemID   `json:"item"`
	Kind       covenant.Code   `json:"kind"` // of the profile's releaseKinds
	Text       string          `json:"text"`
	Recipients []Recipient     `json:"recipients"`
	Actions    []crypto.Digest `json:"actions"`         // that it is needed for
	Sources    []crypto.Digest `json:"sources"`         // contributions it draws on; none states that it draws on none
	Basis      covenant.Code   `json:"basis,omitempty"` // of a disclosure outside the covenant
	Task       covenant.Code   `json:"task,omitempty"`
	Corrects   Act             `json:"corrects,omitempty"` // approved proposal that it replaces
}

func propose(ctx context.Context, s *client.Session, ask AskPropose) (Made, error) {
	from := ask.Proposal
	p := client.Proposal{
		Item: from.Item, Kind: from.Kind, Text: from.Text, Actions: from.Actions, Sources: from.Sources, Basis: from.Basis, Task: from.Task,
	}
	if from.Corrects != "" && p.Corrects.UnmarshalText([]byte(from.Corrects)) != nil {
		return Made{}, wrong("corrects")
	}
	for _, r := range from.Recipients {
		p.Recipients = append(p.Recipients, room.Recipient(r))
	}
	act, err := s.Propose(ctx, p)
	var unclean *identify.TextError
	if errors.As(err, &unclean) {
		return Made{}, wrong("text")
	}
	return Made{Act: actOf(act)}, err
}

// AskProposals names proposals, each of which was shown in full.
type AskProposals struct {
	Proposals []crypto.Digest `json:"proposals"`
}

// Each says of several what became of each, in the order they were asked.
type Each struct {
	Each []One `json:"each"`
}

// One is done when it has neither refusal nor problem.
type One struct {
	Act     Act      `json:"act"`
	Refusal *Refusal `json:"refusal,omitempty"`
	Problem *Problem `json:"problem,omitempty"`
	// Passphrase opens a package for an outside recipient without a key. It is shown
	// once, to be told him by telephone, and kept nowhere.
	Passphrase string `json:"passphrase,omitempty"`
}

// each does the same for several; what ends the session, or cancels, ends it.
func (c *call) each(s *client.Session, acts []crypto.Digest, do func(int, crypto.Digest) error) (Each, error) {
	defer c.desk.tell(func(s *Snapshot) { s.Progress = nil })
	var all Each
	for i, act := range acts {
		c.desk.tell(func(s *Snapshot) { s.Progress = &Progress{What: Agreeing, Done: i, Of: len(acts)} })
		err := do(i, act)
		if s.Err() != nil || errors.Is(err, context.Canceled) {
			return all, err
		}
		all.Each = append(all.Each, oneOf(s, act, err))
	}
	return all, nil
}

func oneOf(s *client.Session, act crypto.Digest, err error) One {
	one := One{Act: actOf(act)}
	var refusal *room.Refusal
	switch {
	case err == nil:
	case errors.As(err, &refusal):
		one.Refusal = refusalOf(refusal, s.Rules())
	default:
		one.Problem = ProblemOf(err)
	}
	return one
}

// several is a verb on proposals.
func several(do func(*client.Session, context.Context, crypto.Digest) error) func(context.Context, *call, AskProposals) (Each, error) {
	return func(ctx context.Context, c *call, ask AskProposals) (Each, error) {
		s, err := c.desk.inRoom()
		if err != nil {
			return Each{}, err
		}
		return c.each(s, ask.Proposals, func(_ int, act crypto.Digest) error { return do(s, ctx, act) })
	}
}

// AskMinimise is the chair's decision on exactly these proposals.
type AskMinimise struct {
	Decisions []Decision `json:"decisions"`
}

// Decision is the decision on one. Left counts, by kind, what identifies somebody
// and stays in an approved text; the device counts where it is left out.
type Decision struct {
	Proposal crypto.Digest `json:"proposal"`
	Approve  bool          `json:"approve"`
	Left     *[]Left       `json:"left,omitempty"`
}

func minimise(ctx context.Context, c *call, ask AskMinimise) (Each, error) {
	s, err := c.desk.inRoom()
	if err != nil {
		return Each{}, err
	}
	var acts []crypto.Digest
	for _, d := range ask.Decisions {
		acts = append(acts, d.Proposal)
	}
	return c.each(s, acts, func(i int, act crypto.Digest) error {
		d := ask.Decisions[i]
		var left []room.Left
		if d.Left != nil {
			left = []room.Left{}
			for _, l := range *d.Left {
				left = append(left, room.Left(l))
			}
		}
		return s.Minimise(ctx, act, d.Approve, left)
	})
}

// AskNothingFor states that a recipient gets nothing.
type AskNothingFor struct {
	Recipient Recipient `json:"recipient"`
}

func nothingFor(ctx context.Context, s *client.Session, ask AskNothingFor) error {
	return s.NothingFor(ctx, room.Recipient(ask.Recipient))
}
