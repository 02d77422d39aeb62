package client

import (
	"context"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// React says what this person has to remark on the concept he got, by its issue
// act, for chair, deputies and secretary; empty text says that he has no remarks,
// or no more. It returns the react act.
func (s *Session) React(ctx context.Context, issue crypto.Digest, text string) (crypto.Digest, error) {
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		p, err := packageIn(v, issue)
		if err != nil {
			return replica.Draft{}, err
		}
		d := replica.Draft{Kind: room.KindReact, Refs: []crypto.Digest{p.Latest}, Payload: room.ReactPayload{None: text == ""}}
		if text != "" {
			d.Body = &replica.Body{Kind: textReaction, Text: room.ReactionText{Text: text}}
			d.Readers = r.SealTo().SealToReaction(v.Viewer)
		}
		return d, nil
	})
}

// Handle says what became of a reaction, by its react act: these proposals
// correct the text, or the answer says why not; or both.
func (s *Session) Handle(ctx context.Context, reaction crypto.Digest, answer string, corrections ...crypto.Digest) error {
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		re, err := reactionIn(v, reaction)
		if err != nil {
			return replica.Draft{}, err
		}
		d := replica.Draft{Kind: room.KindHandle, Refs: []crypto.Digest{re.Latest}, Payload: room.HandlePayload{Answer: answer != ""}}
		for _, act := range corrections {
			_, p, err := proposalIn(v, act)
			if err != nil {
				return replica.Draft{}, err
			}
			d.Refs = append(d.Refs, p.Latest)
		}
		if answer != "" {
			d.Body = &replica.Body{Kind: textAnswer, Text: room.AnswerText{Text: answer}}
			d.Readers = r.SealTo().SealToReaction(re.Seat)
		}
		return d, nil
	})
	return err
}

func reactionIn(v room.View, act crypto.Digest) (room.ReactionView, error) {
	for _, re := range v.Reactions {
		if re.Act == act {
			return re, nil
		}
	}
	return room.ReactionView{}, ErrUnknown
}
