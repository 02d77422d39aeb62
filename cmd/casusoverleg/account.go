package main

import (
	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// account is what a verified log tells without any content: who was admitted,
// what left to whom on whose agreement and whose decision (DW art. 8.2), what
// the chair decided (DW art. 11.2), and what was taken back.
type account struct {
	people   []*person // by seat
	outside  []string  // organisations of outside recipients, by number
	course   []moment
	parcels  []*parcel
	releases []*release // in the order of the log
	taken    []*withdrawal

	places     map[agenda.PlaceID]agenda.Post
	roots      map[crypto.Digest]crypto.Digest // any act on an object → the act that made it
	byProposal map[crypto.Digest]*release
	byIssue    map[crypto.Digest]*parcel
	byOrigin   map[crypto.Digest]*contributed
}

// moment is one act in the log.
type moment struct {
	seq  uint64
	time int64 // server's clock, ms since 1970 UTC
	kind chain.Kind
	by   chain.Seat // 0 is the server
}

// person is a seat.
type person struct {
	claims   room.Claims
	post     agenda.Post
	admitted moment
	back     []moment // on another device, each time
	gone     *moment
}

// release is a proposed text on its way out, without the text.
type release struct {
	proposed moment
	item     agenda.ItemID
	kind     covenant.Code
	to       []room.Recipient
	actions  int
	basis    covenant.Code // of a disclosure outside the covenant; "" otherwise
	task     covenant.Code
	owners   []chain.Seat
	agreed   []moment
	decided  *moment // minimise or lapse
	approved bool
	left     []room.Left
}

// parcel is a package.
type parcel struct {
	issued    moment
	kind      covenant.Code
	to        room.Recipient
	releases  []*release
	own       int // contributions of the recipient himself
	delivered *moment
	opened    *moment
	withdrawn bool // something in it was withdrawn: recalled if it had not left, listed if it had
}

// contributed is a contribution: who brought it in, and where.
type contributed struct {
	owner chain.Seat
	item  agenda.ItemID
	made  moment
}

// withdrawal is a contribution that was taken back.
type withdrawal struct {
	moment
	of     *contributed
	erased *moment
}

// accountOf reads a log that was verified before, with the view that came of it.
func accountOf(f replica.LogFile, view room.View) (*account, error) {
	a := &account{
		places: map[agenda.PlaceID]agenda.Post{}, roots: map[crypto.Digest]crypto.Digest{},
		byProposal: map[crypto.Digest]*release{}, byIssue: map[crypto.Digest]*parcel{},
		byOrigin: map[crypto.Digest]*contributed{},
	}
	for _, e := range f.Entries {
		if e.Record == nil {
			continue
		}
		rec, err := chain.DecodeRecord(e.Record)
		if err != nil {
			return nil, err
		}
		act, err := rec.Act.Open()
		if err != nil {
			return nil, err
		}
		if err := a.take(rec, act); err != nil {
			return nil, err
		}
	}
	for _, p := range view.Packages {
		if out := a.byIssue[p.Act]; out != nil {
			out.withdrawn = p.Withdrawn
		}
	}
	return a, nil
}

// take follows one act.
func (a *account) take(rec *chain.Record, act chain.Act) error {
	hash := rec.Act.Hash()
	now := moment{seq: rec.Seq, time: rec.Time, kind: act.Kind, by: act.Author}
	root := hash
	if len(act.Refs) > 0 && onOneObject(act.Kind) {
		if known, ok := a.roots[act.Refs[0]]; ok {
			root = known
		}
	}
	a.roots[hash] = root
	if done, err := a.takeSeat(now, act); done || err != nil {
		return err
	}
	return a.takeRelease(now, act, hash, root)
}

// onOneObject says whether the first reference of a kind is the object it is
// about; a proposal and a package are new, though they refer to others.
func onOneObject(kind chain.Kind) bool {
	return kind != room.KindPropose && kind != room.KindIssue
}

// takeSeat follows what is about the room and who is in it.
func (a *account) takeSeat(now moment, act chain.Act) (done bool, err error) {
	switch act.Kind {
	case room.KindGenesis:
		g, err := payload[room.Genesis](act)
		if err != nil {
			return true, err
		}
		a.course = append(a.course, now)
		return true, a.admit(now, g.Chair, agenda.Chair)
	case room.KindPlace:
		p, err := payload[room.PlacePayload](act)
		a.places[p.Place] = p.Post
		return true, err
	case room.KindAdmit:
		p, err := payload[room.AdmitPayload](act)
		if err != nil {
			return true, err
		}
		return true, a.admit(now, p.Bundle, a.places[p.Place])
	case room.KindReseat:
		p, err := payload[room.ReseatPayload](act)
		if who := a.person(p.Seat); who != nil {
			who.back = append(who.back, now)
		}
		return true, err
	case room.KindAppoint:
		p, err := payload[room.AppointPayload](act)
		if who := a.person(p.Seat); who != nil {
			who.post = p.Post
		}
		return true, err
	case room.KindLeave:
		if who := a.person(act.Author); who != nil {
			who.gone = &now
		}
		return true, nil
	case room.KindRemove:
		p, err := payload[room.RemovePayload](act)
		if who := a.person(p.Seat); who != nil {
			who.gone = &now
		}
		return true, err
	case room.KindOutside:
		p, err := payload[room.OutsidePayload](act)
		a.outside = append(a.outside, p.Organisation)
		return true, err
	case room.KindHandOver, room.KindTakeOver:
		a.course = append(a.course, now)
		to := act.Author
		if act.Kind == room.KindHandOver {
			p, err := payload[room.HandOverPayload](act)
			if err != nil {
				return true, err
			}
			to = p.To
		}
		a.newChair(to)
		return true, nil
	case room.KindStart, room.KindWrapUp, room.KindAdopt, room.KindClose, room.KindDestroy, room.KindDestroyed,
		room.KindEpoch, room.KindResume, room.KindRekey:
		a.course = append(a.course, now)
		return true, nil
	}
	return false, nil
}

func (a *account) admit(now moment, signed chain.Signed, post agenda.Post) error {
	b, err := room.OpenBundle(signed)
	if err != nil {
		return err
	}
	a.people = append(a.people, &person{claims: b.Claims, post: post, admitted: now})
	return nil
}

func (a *account) newChair(seat chain.Seat) {
	for _, who := range a.people {
		if who.post == agenda.Chair {
			who.post = agenda.Deputy
		}
	}
	if who := a.person(seat); who != nil {
		who.post = agenda.Chair
	}
}

func (a *account) person(seat chain.Seat) *person {
	if seat == 0 || int(seat) > len(a.people) {
		return nil
	}
	return a.people[seat-1]
}

// takeRelease follows what leaves and what is taken back.
func (a *account) takeRelease(now moment, act chain.Act, hash, root crypto.Digest) error {
	switch act.Kind {
	case room.KindContribute:
		p, err := payload[room.ContributePayload](act)
		a.byOrigin[hash] = &contributed{owner: act.Author, item: p.Item, made: now}
		return err
	case room.KindWithdraw:
		if of := a.byOrigin[root]; of != nil {
			a.taken = append(a.taken, &withdrawal{moment: now, of: of})
		}
	case room.KindErased:
		for _, w := range a.taken {
			if w.of == a.byOrigin[root] {
				w.erased = &now
			}
		}
	case room.KindPropose:
		p, err := payload[room.ProposePayload](act)
		r := &release{proposed: now, item: p.Item, kind: p.Kind, to: p.Recipients, actions: int(p.Actions), basis: p.Basis, task: p.Task, owners: p.Owners}
		a.releases, a.byProposal[hash] = append(a.releases, r), r
		return err
	case room.KindAgree:
		if r := a.byProposal[root]; r != nil {
			r.agreed = append(r.agreed, now)
		}
	case room.KindDecline:
		if r := a.byProposal[root]; r != nil {
			r.agreed = without(r.agreed, act.Author)
		}
	case room.KindMinimise:
		p, err := payload[room.MinimisePayload](act)
		if r := a.byProposal[root]; r != nil {
			r.decided, r.approved, r.left = &now, p.Approve, p.Left
		}
		return err
	case room.KindLapse:
		if r := a.byProposal[root]; r != nil {
			r.decided = &now
		}
	case room.KindIssue:
		return a.issue(now, act, hash)
	case room.KindDelivered:
		if p := a.byIssue[root]; p != nil {
			p.delivered = &now
		}
	case room.KindOpened:
		if p := a.byIssue[root]; p != nil {
			p.opened = &now
		}
	}
	return nil
}

func (a *account) issue(now moment, act chain.Act, hash crypto.Digest) error {
	p, err := payload[room.IssuePayload](act)
	if err != nil {
		return err
	}
	out := &parcel{issued: now, kind: p.Kind, to: p.Recipient, own: len(act.Refs) - int(p.Releases)}
	for _, ref := range act.Refs[:min(int(p.Releases), len(act.Refs))] {
		if r := a.byProposal[a.roots[ref]]; r != nil {
			out.releases = append(out.releases, r)
		}
	}
	a.parcels, a.byIssue[hash] = append(a.parcels, out), out
	return nil
}

// without is the agreements but for those of one seat, who took his back.
func without(all []moment, seat chain.Seat) []moment {
	var kept []moment
	for _, m := range all {
		if m.by != seat {
			kept = append(kept, m)
		}
	}
	return kept
}

func payload[T any](act chain.Act) (T, error) {
	var v T
	err := chain.Decode(act.Payload, &v)
	return v, err
}
