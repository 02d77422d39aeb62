package page

import (
	"context"
	"errors"

	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/room"
)

// savePlan gives the plan of this room, for the next one: no contents, no names. It is
// encrypted to one's own minutes key, which is made and announced where there is none.
func savePlan(ctx context.Context, s *client.Session, _ Nothing) (SavedFile, error) {
	file, err := s.SavePlan(ctx)
	if errors.Is(err, vault.ErrNotFound) {
		if err = s.AnnounceMinutesKey(ctx); err == nil {
			file, err = s.SavePlan(ctx)
		}
	}
	return SavedFile{Name: "casusoverleg-opzet.age", Type: "application/octet-stream", Bytes: file}, err
}

// AskPrepare founds a room by a plan, with its places, items and who sits where.
type AskPrepare struct {
	Link   string `json:"link"`   // the chair's
	Claims Claims `json:"claims"` // of the chair
	Plan   Bytes  `json:"plan"`   // as save_plan gave it
}

// prepare enters the room also when its covenant does not allow all of the plan any
// more: the notice says what, and the chair goes on from there.
func prepare(ctx context.Context, c *call, ask AskPrepare) (Nothing, error) {
	link, err := client.ParseChairLink(ask.Link)
	if err != nil || link.Server != c.desk.opts.Origin {
		return Nothing{}, client.ErrLink
	}
	plan, err := client.OpenPlan(ctx, c.desk.guard, ask.Plan)
	if errors.Is(err, vault.ErrNotFound) {
		err = Problematic(ProblemNoKey)
	}
	if err != nil {
		return Nothing{}, err
	}
	var refusal *room.Refusal
	done, err := c.desk.enter(func(o client.Options) (*client.Session, error) {
		s, err := client.Prepare(ctx, plan, link, room.Claims(ask.Claims), o)
		switch {
		case s != nil && errors.As(err, &refusal):
			return s, nil
		case s != nil && err != nil:
			s.Close()
		}
		return s, err
	})
	if refusal != nil {
		c.desk.happened(client.Event{Kind: client.EventRefused, Refusal: refusal})
	}
	return done, err
}
