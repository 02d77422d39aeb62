package client

import (
	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// shown is something with a sealed text in a view.
type shown struct {
	item   agenda.ItemID
	latest crypto.Digest
	open   func(*replica.Replica) (Text, error)
}

// find looks a text up by the act that made it; an item by its latest act.
func find(v room.View, act crypto.Digest) (shown, bool) {
	for _, it := range v.Items {
		if it.Here && it.Latest == act {
			return shown{it.ID, it.Latest, func(r *replica.Replica) (Text, error) {
				t, err := replica.Open[room.ItemText](r, it.Text)
				return Text{Item: &t}, err
			}}, true
		}
		for _, c := range it.Contributions {
			if c.Act == act {
				return shown{it.ID, c.Latest, func(r *replica.Replica) (Text, error) {
					t, err := r.Contribution(c)
					return Text{Contribution: &t}, err
				}}, true
			}
		}
		for _, d := range it.Drafts {
			if d.Act == act {
				return shown{it.ID, d.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.DraftText](r, d.Text)
					return Text{Draft: &t}, err
				}}, true
			}
		}
		if o, ok := requestText(it, act); ok {
			return o, true
		}
		for _, h := range holdsIn(it) {
			if h.Act == act {
				return shown{it.ID, h.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.ReasonText](r, h.Text)
					return Text{Reason: &t}, err
				}}, true
			}
		}
		for _, k := range it.Consents {
			if k.Act == act {
				return shown{it.ID, k.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.ConsentText](r, k.Text)
					return Text{Consent: &t}, err
				}}, true
			}
		}
		for _, a := range it.Agreed {
			if a.Act == act {
				return shown{it.ID, a.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.AgreedText](r, a.Text)
					return Text{Agreed: &t}, err
				}}, true
			}
			if p := a.Progress; p != nil && p.Act == act {
				return shown{it.ID, p.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.ReasonText](r, p.Text)
					return Text{Reason: &t}, err
				}}, true
			}
		}
		for _, n := range it.Names {
			if n.Act == act {
				return shown{it.ID, n.Latest, func(r *replica.Replica) (Text, error) {
					t, err := replica.Open[room.NameText](r, n.Text)
					return Text{Name: &t}, err
				}}, true
			}
		}
		if it.Inform != nil && it.Inform.Act == act {
			return shown{it.ID, it.Inform.Latest, func(r *replica.Replica) (Text, error) {
				t, err := replica.Open[room.InformText](r, it.Inform.Text)
				return Text{Inform: &t}, err
			}}, true
		}
		for _, p := range it.Proposals {
			if p.Act == act {
				return shown{it.ID, p.Latest, func(r *replica.Replica) (Text, error) {
					t, err := r.Release(p)
					return Text{Release: &t}, err
				}}, true
			}
		}
	}
	return findInRoom(v, act)
}

// findInRoom looks up a text that is at no item.
func findInRoom(v room.View, act crypto.Digest) (shown, bool) {
	for _, re := range v.Reactions {
		if re.Act == act {
			return shown{0, re.Latest, func(r *replica.Replica) (Text, error) {
				t, err := replica.Open[room.ReactionText](r, re.Text)
				return Text{Reaction: &t}, err
			}}, true
		}
		if re.Answer != nil && re.Answered == act {
			return shown{0, re.AnswerLast, func(r *replica.Replica) (Text, error) {
				t, err := replica.Open[room.AnswerText](r, re.Answer)
				return Text{Answer: &t}, err
			}}, true
		}
	}
	return shown{}, false
}
