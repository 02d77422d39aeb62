package client

import (
	"context"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Contribution is what somebody brings in. Besides the text all has a default:
// the codes and the readers are those of the owner's last contribution at the
// item, or the only ones there are for his party; the purpose is the item's.
type Contribution struct {
	Item        agenda.ItemID
	As          covenant.Code // one of room's As constants
	About       crypto.Digest // creating act of what a reply, or a dissent, is about
	Draft       crypto.Digest // the draft that this signs; zero for none
	Text        string
	Names       []string // of a reveal: what the person is called
	Necessity   string   // why it is needed here
	Source      string
	Aid         []Answer      // the aid for weighing
	Person      uint32        // handle of the person it is about; 0 for nobody in particular
	Category    covenant.Code //
	Nature      covenant.Code // fact or opinion
	Basis       covenant.Code
	Task        covenant.Code
	Purpose     covenant.Code
	Identifying bool          // the text says who somebody is; found by itself too
	Secret      bool          // it falls under professional secrecy
	Consent     crypto.Digest // the record of consent it rests on; zero for none
	Override    covenant.Code // the ground on which it is shared without
	Weighed     string        // and how its owner weighed that
	Earlier     *room.Earlier // out of which package of an earlier room; see BringFrom
	Readers     []room.Reader // besides the owner, chair and deputies; nil for the default, see DefaultReaders
}

// Contribute brings something in.
func (s *Session) Contribute(ctx context.Context, c Contribution) (crypto.Digest, error) {
	salt := random()
	return s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, err := itemIn(v, c.Item)
		if err != nil {
			return replica.Draft{}, err
		}
		readers := sortedReaders(c.Readers)
		if c.Readers == nil {
			readers = defaultReaders(v, it, c)
		}
		var refs []crypto.Digest
		for _, act := range []crypto.Digest{c.About, c.Draft} {
			if act.IsZero() {
				continue
			}
			o, ok := find(v, act)
			if !ok {
				return replica.Draft{}, ErrUnknown
			}
			refs = append(refs, o.latest)
		}
		labels := s.labels(v, it, c, salt)
		return replica.Draft{
			Kind: room.KindContribute, Item: c.Item, Labels: &labels, Refs: refs,
			Payload: room.ContributePayload{Item: c.Item, Labels: room.LabelsDigest(labels.Encode()), Readers: readers, As: c.As},
			Body:    &replica.Body{Kind: textContribution, Text: c.text()},
			Readers: r.SealTo().SealToReaders(s.owner.Seat, readers),
		}, nil
	})
}

// Correct replaces text and labels of one's own contribution; its readers stay.
func (s *Session) Correct(ctx context.Context, act crypto.Digest, c Contribution) error {
	salt := random()
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, con, err := contributionIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		c.Item, c.As = it.ID, con.As
		if con.Labels != nil { // where it comes from stays
			c.Earlier = con.Labels.Earlier
		}
		labels := s.labels(v, it, c, salt)
		return replica.Draft{
			Kind: room.KindCorrect, Item: it.ID, Labels: &labels, Refs: []crypto.Digest{con.Latest},
			Payload: room.CorrectPayload{Labels: room.LabelsDigest(labels.Encode())},
			Body:    &replica.Body{Kind: textContribution, Text: c.text(), Of: con.Text},
			Readers: r.SealTo().SealToReaders(s.owner.Seat, con.Readers),
		}, nil
	})
	return err
}

func (c Contribution) text() room.ContributionText {
	return room.ContributionText{Text: c.Text, Necessity: c.Necessity, Source: c.Source, Aid: answers(c.Aid), Names: c.Names, OverrideReason: c.Weighed}
}

// labels fills in what the owner left to the device. s.mu is held.
func (s *Session) labels(v room.View, it room.ItemView, c Contribution, salt [32]byte) room.Labels {
	l := room.Labels{
		Salt: salt, Person: c.Person, Category: c.Category, Nature: c.Nature, Basis: c.Basis, Task: c.Task, Purpose: c.Purpose,
		Necessity: c.Necessity != "", Source: c.Source != "", Identifying: c.Identifying || c.As == room.AsReveal || s.identifies(it, c),
		Earlier: c.Earlier,
	}
	l.Secret, l.Consent, l.Override, l.OverrideReason = c.Secret, c.Consent, c.Override, c.Weighed != ""
	for _, a := range c.Aid {
		l.Aid = append(l.Aid, a.Question)
	}
	last := room.Labels{}
	for _, con := range it.Contributions {
		if con.Owner == v.Viewer && con.Labels != nil {
			last = *con.Labels
		}
	}
	party := partyOf(v, v.Viewer)
	l.Category = first(l.Category, last.Category)
	l.Nature = first(l.Nature, last.Nature)
	l.Task = first(l.Task, last.Task, only(s.rules.Tasks(party)))
	l.Basis = first(l.Basis, last.Basis, only(s.rules.BasesFor(party, l.Category)))
	l.Purpose = first(l.Purpose, it.Item.Facts.Purpose)
	return l
}

// identifies says whether a text names somebody of the case, or anything else
// that tells who somebody is. s.mu is held.
func (s *Session) identifies(it room.ItemView, c Contribution) bool {
	return len(identify.Find(identify.Normalize(c.Text), s.persons(it))) > 0
}

// persons are those an item is about, with the names that this device can read: of
// the item, and of reveals. s.mu is held.
func (s *Session) persons(it room.ItemView) []identify.Person {
	text, err := replica.Open[room.ItemText](s.replica, it.Text)
	if err != nil {
		return nil
	}
	var persons []identify.Person
	for _, p := range text.Persons {
		persons = append(persons, identify.Person{Handle: p.Pseudonym, Names: p.Names, Pseudonym: p.Pseudonym})
	}
	for _, con := range it.Contributions {
		if con.As != room.AsReveal || con.Labels == nil || int(con.Labels.Person) > len(persons) {
			continue
		}
		if reveal, err := s.replica.Contribution(con); err == nil {
			person := &persons[con.Labels.Person-1]
			person.Names = slices.Concat(person.Names, reveal.Names)
		}
	}
	return persons
}

func partyOf(v room.View, seat chain.Seat) covenant.Code {
	for _, s := range v.Seats {
		if s.ID == seat {
			return s.Claims.Party
		}
	}
	return ""
}

func first(codes ...covenant.Code) covenant.Code {
	for _, c := range codes {
		if c != "" {
			return c
		}
	}
	return ""
}

func only(entries []covenant.Entry) covenant.Code {
	if len(entries) == 1 {
		return entries[0].Code
	}
	return ""
}

// Show adds readers to one's own contribution. A place that is not filled yet
// may be named; its seat gets the text when it is there.
func (s *Session) Show(ctx context.Context, act crypto.Digest, readers ...room.Reader) error {
	readers = sortedReaders(readers)
	_, err := s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		it, con, err := contributionIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		d := replica.Draft{
			Kind: room.KindShow, Item: it.ID, Refs: []crypto.Digest{con.Latest},
			Payload: room.ShowPayload{Readers: readers}, Reseal: con.Text,
		}
		for _, seat := range r.SealTo().SealToReaders(con.Owner, slices.Concat(con.Readers, readers)) {
			if con.Text != nil && (!slices.Contains(con.Text.Readers, seat) || slices.Contains(con.Text.Unread, seat)) {
				d.Readers = append(d.Readers, seat)
			}
		}
		return d, nil
	})
	return err
}

// Hide drops readers of one's own contribution. What they opened they have read.
func (s *Session) Hide(ctx context.Context, act crypto.Digest, places ...agenda.PlaceID) error {
	places = slices.Clone(places)
	slices.Sort(places)
	return s.onContribution(ctx, room.KindHide, act, room.HidePayload{Places: places})
}

// Withdraw takes one's own contribution back; its files are erased.
func (s *Session) Withdraw(ctx context.Context, act crypto.Digest) error {
	return s.onContribution(ctx, room.KindWithdraw, act, nil)
}

func (s *Session) onContribution(ctx context.Context, kind chain.Kind, act crypto.Digest, payload any) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		it, con, err := contributionIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{Kind: kind, Item: it.ID, Refs: []crypto.Digest{con.Latest}, Payload: payload}, nil
	})
	return err
}

// contributionIn finds a contribution by its contribute act.
func contributionIn(v room.View, act crypto.Digest) (room.ItemView, room.ContributionView, error) {
	for _, it := range v.Items {
		for _, con := range it.Contributions {
			if con.Act == act {
				return it, con, nil
			}
		}
	}
	return room.ItemView{}, room.ContributionView{}, ErrUnknown
}
