package replica

import (
	"errors"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// line is one history of the room: what was shown of it, verified, and the state
// that follows from it. There are two of them only between a loss of records and
// the resume.
type line struct {
	id       crypto.Digest
	viewer   chain.Seat
	rules    *covenant.Rules
	verifier *chain.Verifier
	steps    []step
	state    *room.State
	stuck    bool                              // the next step needs a record that is still to be revealed
	epoch    uint64                            // of the last step that is verified, applied or not
	items    uint32                            // items that exist, as far as applied
	bases    map[chain.Audience]chain.Position // what the verifier was told to require
	owed     map[chain.Audience]bool           // required, but records of it are still to be revealed
	keys     []crypto.VerifyKey                // of the server, the present one last
	now      int64                             // this device's clock, ms
	closed   int64                             // when the room was closed, by the clock of who did it; 0 while it is not
	asked    bool                              // chair or deputy asked to destroy the contents
	forget   bool                              // something was taken back, or may have been replaced, since the files were last cleaned
}

// step is one entry of the log as it is known here.
type step struct {
	entry  chain.Entry
	rec    *chain.Record // nil for a stub
	act    chain.Act     // of rec
	labels []byte
}

func newLine(id crypto.Digest, viewer chain.Seat, rules *covenant.Rules) *line {
	return &line{
		id: id, viewer: viewer, rules: rules,
		epoch:    firstEpoch,
		verifier: chain.NewVerifier(id), state: room.New(id, viewer, rules),
		bases: map[chain.Audience]chain.Position{}, owed: map[chain.Audience]bool{},
	}
}

func (l *line) head() chain.Position { return l.verifier.Head() }

// add verifies the next entry and keeps it. It does not apply it. known is what was read
// of it before; nil reads it here.
func (l *line) add(e chain.Entry, labels []byte, known *ready) error {
	if known == nil {
		known = &ready{}
	}
	rec, err := l.verifier.AddDecoded(e, known.rec)
	if err != nil && l.seatedAgain(e, err) {
		rec, err = l.verifier.AddDecoded(e, known.rec)
	}
	if err != nil {
		return err
	}
	s := step{entry: e, rec: rec, labels: labels}
	if rec != nil {
		if known.rec == nil {
			known.act.Act, known.act.Err = rec.Act.Open()
		}
		if s.act, err = l.open(rec, known.act); err != nil {
			return err
		}
		if err := l.verifier.CheckHere(rec.Audience, s.act.SeenHere, true); err != nil {
			return err
		}
	} else if labels != nil {
		return &chain.Violation{What: BreachFile, N: l.head().N}
	}
	l.steps = append(l.steps, s)
	l.epoch = max(l.epoch, epochOf(s))
	return nil
}

// seatedAgain says whether a gap at an item may be because this seat did not sit
// there for a while, which it need not have been told: the record behind the gap
// seats it. The item is then not required until that record is applied; if it
// turns out that the seat sat there all the time, what is missing is owed.
func (l *line) seatedAgain(e chain.Entry, err error) bool {
	var violation *chain.Violation
	if !errors.As(err, &violation) || violation.What != chain.BreachGap || e.Record == nil || l.state.Leads(l.viewer) {
		return false
	}
	rec, err := chain.DecodeRecord(e.Record)
	if err != nil {
		return false
	}
	var p room.SitPayload
	act, err := rec.Act.Open()
	if err != nil || act.Kind != room.KindSit || chain.Decode(act.Payload, &p) != nil || p.Place != l.place() || p.Item.Audience() != rec.Audience {
		return false
	}
	l.verifier.Release(rec.Audience)
	delete(l.bases, rec.Audience)
	return true
}

// place is that of the seat; 0 while nobody was admitted there.
func (l *line) place() agenda.PlaceID {
	seat, _ := l.state.Member(l.viewer)
	return seat.Place
}

// firstEpoch is that of a room's first records.
const firstEpoch = 1

// epochOf is the epoch that a step begins; 0 for one that begins none.
func epochOf(s step) uint64 {
	if s.rec == nil || s.act.Kind != room.KindEpoch {
		return 0
	}
	return s.act.Epoch
}

// open returns the act of a record, once it was opened, and checks the head that its
// author says to have seen.
func (l *line) open(rec *chain.Record, act chain.Opened) (chain.Act, error) {
	if act.Err != nil {
		return chain.Act{}, &chain.Violation{What: BreachAct, N: rec.Seq}
	}
	if act.Act.Seen.N >= rec.Seq {
		return chain.Act{}, &chain.Violation{What: chain.BreachOrder, N: rec.Seq}
	}
	return act.Act, l.verifier.Check(act.Act.Seen)
}

// advance applies what is verified and not yet applied. It halts, without an
// error, where a step needs a record that is still to be revealed.
func (l *line) advance() error {
	for l.stuck = false; int(l.state.Len()) < len(l.steps); {
		s := &l.steps[l.state.Len()]
		if s.rec == nil {
			l.state.Skip()
			continue
		}
		if err := l.mayDestroy(s); err != nil {
			return err
		}
		if refusal := l.apply(s); refusal != nil {
			if refusal.Code == room.CodeUnknownObject && len(s.act.Refs) > 0 {
				l.stuck = true
				return nil
			}
			return &broken{violation: chain.Violation{What: BreachAct, N: s.rec.Seq}, refusal: refusal, entry: &s.entry}
		}
	}
	return l.require()
}

// mayDestroy refuses destroyed that no lead asked for, before its day by this
// device's own clock. The server signs it alone, so that otherwise it could have
// keys and contents wiped whenever it likes. It writes the times of records too: the day
// is not before what follows from the times in the acts themselves, of which each device
// signs its own clock (Compose).
func (l *line) mayDestroy(s *step) error {
	if s.act.Kind != room.KindDestroyed || l.asked {
		return nil
	}
	signed := l.steps[0].act.Time/room.DayMillis + room.MaxOpenDays
	if l.closed != 0 {
		signed = l.rules.Destruction(l.closed / room.DayMillis)
	}
	if (l.now+MaxClockLag)/room.DayMillis >= max(signed, l.state.DestructionDay()) {
		return nil
	}
	return &broken{violation: chain.Violation{What: BreachDestroyed, N: s.rec.Seq}, entry: &s.entry}
}

func (l *line) apply(s *step) *room.Refusal {
	if _, refusal := l.state.ApplyOpened(s.rec, s.labels, &s.act); refusal != nil {
		return refusal
	}
	switch s.act.Kind {
	case room.KindGenesis, room.KindRekey:
		l.keys = append(l.keys, l.state.ServerKey())
	case room.KindItem:
		l.items++
	case room.KindClose:
		l.closed = s.act.Time
	case room.KindDestroy:
		l.asked = true
	case room.KindWithdraw, room.KindErased, room.KindHide, room.KindDropDraft, room.KindLiftHold, room.KindDestroyed,
		room.KindUnseat, room.KindReseat, room.KindAppoint, room.KindHandOver, room.KindTakeOver:
		l.forget = true
	}
	l.forget = l.forget || len(s.act.Sealed) > 0 // which may stand in the place of another
	return nil
}

// replay applies everything anew, after records or labels were revealed.
func (l *line) replay() error {
	l.state, l.items, l.keys = room.New(l.id, l.viewer, l.rules), 0, nil
	l.closed, l.asked = 0, false
	return l.advance()
}

// require tells the verifier which audiences must be complete. One that is not
// complete yet, because the records are still to be revealed, is owed.
func (l *line) require() error {
	clear(l.owed)
	for i := uint32(1); i <= l.items; i++ {
		a := chain.Audience(i)
		base, required := l.state.AudienceBase(l.viewer, agenda.ItemID(i))
		had, tracked := l.bases[a]
		switch {
		case !required && tracked:
			l.verifier.Release(a)
			delete(l.bases, a)
			l.forget = true
		case required && (!tracked || had != base):
			err := l.verifier.Require(a, base)
			var violation *chain.Violation
			if errors.As(err, &violation) && violation.What == chain.BreachGap {
				l.owed[a] = true
				continue
			}
			if err != nil {
				return err
			}
			l.bases[a] = base
			l.forget = true // where it was away from before it may open again
		}
	}
	return nil
}

// reveal takes a record that was a stub, or labels that were missing. It says
// whether anything was new.
func (l *line) reveal(record, labels []byte) (bool, error) {
	rec, err := chain.DecodeRecord(record)
	if err != nil {
		return false, &chain.Violation{What: chain.BreachForm}
	}
	if rec.Seq == 0 || rec.Seq > uint64(len(l.steps)) {
		return false, &chain.Violation{What: chain.BreachReveal, N: rec.Seq}
	}
	s := &l.steps[rec.Seq-1]
	news := false
	if s.rec == nil {
		if rec, err = l.verifier.Reveal(record); err != nil {
			return false, err
		}
		var opened chain.Opened
		opened.Act, opened.Err = rec.Act.Open()
		act, err := l.open(rec, opened)
		if err != nil {
			return false, err
		}
		*s = step{entry: chain.Entry{Record: record}, rec: rec, act: act}
		news = true
	} else if !slices.Equal(s.entry.Record, record) {
		return false, &chain.Violation{What: chain.BreachReveal, N: rec.Seq}
	}
	if labels != nil && s.labels == nil {
		s.labels, news = labels, true
	}
	return news, nil
}

// upTo makes the line as it was after n entries, with nothing expected of what
// comes after.
func (l *line) upTo(n uint64) (*line, error) {
	c := newLine(l.id, l.viewer, l.rules)
	c.now = l.now
	for _, s := range l.steps[:n] {
		if _, err := c.verifier.Add(s.entry); err != nil {
			return nil, err
		}
		c.steps = append(c.steps, s)
		c.epoch = max(c.epoch, epochOf(s))
	}
	return c, c.advance()
}
