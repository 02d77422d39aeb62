package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/room/covenant"
)

// EventSnapshot tells which fields of the snapshot are different now, whole.
type EventSnapshot struct {
	Event   string                     `json:"event"`
	Changes map[string]json.RawMessage `json:"changes"`
}

// Elsewhere is the event that tells that another tab has the keys, and that nothing
// of a room is left to show in this one. There is no desk in it then, and Refuse
// answers its requests.
func Elsewhere() []byte {
	empty := Snapshot{Stage: StageStart, Connection: Connection{Is: Connecting}, Elsewhere: true}
	return encode(EventSnapshot{Event: eventSnapshot, Changes: changed(map[string][]byte{}, empty)})
}

// Refuse answers a request while there is no desk, with a problem, and says what
// was asked.
func Refuse(raw []byte, code ProblemCode) (do string, reply []byte) {
	r, _, err := split(raw)
	if err != nil {
		return "", encode(Reply{ID: r.ID, Problem: wrong("")})
	}
	return r.Do, encode(Reply{ID: r.ID, Problem: Problematic(code)})
}

// Done answers a request that asks for no more than to be done.
func Done(raw []byte) []byte {
	r, _, _ := split(raw) // Refuse read it before
	return encode(Reply{ID: r.ID, OK: Nothing{}})
}

const eventSnapshot = "snapshot"

// tell changes the snapshot, and lets the page know soon.
func (d *Desk) tell(change func(*Snapshot)) {
	d.mu.Lock()
	change(&d.snapshot)
	d.mu.Unlock()
	d.nudge()
}

func (d *Desk) nudge() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// narrate tells the page what changed until the desk closes. What comes close
// together is told together, and where a view takes long to make, more comes together:
// the desk has other work.
func (d *Desk) narrate() {
	told := map[string][]byte{}
	wait := together
	d.expire()
	clock := time.NewTicker(expiry)
	defer clock.Stop()
	for {
		select {
		case <-d.wake:
		case <-clock.C:
			d.expire()
			continue
		case <-d.ctx.Done():
			return
		}
		select {
		case <-time.After(wait):
		case <-d.ctx.Done():
			return
		}
		began := time.Now()
		changes := changed(told, d.now())
		if len(changes) > 0 {
			d.opts.Tell(encode(EventSnapshot{Event: eventSnapshot, Changes: changes}))
		}
		wait = min(max(together, apart*time.Since(began)), longest)
	}
}

// expire destroys what is kept of rooms whose latest date has come, and leaves such
// a room first, so that nothing is written of it any more: it needs no server.
func (d *Desk) expire() {
	d.mu.Lock()
	s := d.session
	d.mu.Unlock()
	now := d.opts.Now().UnixMilli()
	if s != nil && s.Err() == nil {
		if p, err := d.guard.Place(d.ctx, s.Room()); err == nil && p.Expired(now) {
			d.shut()
		}
	}
	err := client.ForgetExpired(d.ctx, d.guard, now)
	if s == nil || err != nil {
		return // a verb that needs the vault says what is wrong
	}
	if _, err := d.guard.Place(d.ctx, s.Room()); errors.Is(err, vault.ErrNotFound) && s.Err() == nil {
		d.shut()
	}
}

// now is the whole snapshot as it is now.
func (d *Desk) now() Snapshot {
	d.mu.Lock()
	snapshot, session := d.snapshot, d.session
	for _, l := range d.losses {
		snapshot.Lost = append(snapshot.Lost, Lost{Act: actOf(l.Hash), Kind: string(l.Act.Kind), Text: client.LostText(l)})
	}
	d.mu.Unlock()
	slices.SortFunc(snapshot.Lost, func(a, b Lost) int { return strings.Compare(string(a.Act), string(b.Act)) })
	snapshot.Now = d.opts.Now().UnixMilli()
	if session == nil {
		snapshot.Kept = d.kept()
		return snapshot
	}
	snapshot.Now = session.Now()
	snapshot.Trouble = TroubleIn(session)
	r := roomOf(session)
	r.Newcomers = d.newcomersOf(session)
	if n := snapshot.Notice; n != nil && n.Is == NoticeUnreadable && !session.Unreadable() {
		snapshot.Notice = nil // it was sealed again, or taken back
	}
	for _, seat := range r.Seats {
		if seat.ID == r.Viewer { // not before the first records came
			snapshot.Room, snapshot.Profile = r, profileOf(session.Rules(), seat.Claims.Party)
		}
	}
	return snapshot
}

// kept lists the rooms that the vault has a place in.
func (d *Desk) kept() []KeptRoom {
	ids, err := d.guard.Rooms(d.ctx)
	if err != nil {
		return nil // a verb that needs the vault says what is wrong
	}
	var rooms []KeptRoom
	for _, id := range ids {
		p, err := d.guard.Place(d.ctx, id)
		if err != nil || p.Seat == 0 {
			continue
		}
		k := KeptRoom{ID: actOf(id), Until: p.Until}
		if rules, err := covenant.Decode(p.Rules); err == nil {
			for _, ref := range rules.Profiles() {
				k.Covenant = wordsOf(ref.Title)
			}
		}
		rooms = append(rooms, k)
	}
	slices.SortFunc(rooms, func(a, b KeptRoom) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return rooms
}

// changed are the fields that differ from what was told, which it then is. The
// clock goes along with others and is no change by itself.
func changed(told map[string][]byte, s Snapshot) map[string]json.RawMessage {
	changes := map[string]json.RawMessage{}
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("json")
		field := encode(v.Field(i).Interface())
		if name == "now" || bytes.Equal(told[name], field) {
			continue
		}
		told[name], changes[name] = field, field
	}
	if len(changes) > 0 {
		changes["now"] = encode(s.Now)
	}
	return changes
}
