package live

import (
	"context"
	"errors"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// submission is an act whose signature, and files, were checked already.
type submission struct {
	act    chain.Act
	signed chain.Signed
	hash   crypto.Digest
	labels []byte
	files  map[crypto.Digest][]byte // that came with the act
	staged []journal.Staged         // that were to be staged before
	from   *session                 // who gets the answer; nil for the server's own acts
	acked  bool
}

// submit answers one submission of a session. It runs on the room's goroutine.
func (r *liveRoom) submit(sub *submission) {
	s := sub.from
	if seq, ok := r.core.state.Admitted(sub.hash); ok { // who asks again makes nobody's room busy
		r.ack(sub, seq)
		return
	}
	if !r.rate.take(r.hub.now()) {
		s.send(refusedFrame(sub.hash, r.refusal(wire.CodeTooFast)))
		return
	}
	seq, refusal := r.admit(sub)
	switch {
	case r.failed != "": // the bye says enough
	case refusal != nil:
		r.hub.stats.Refused.Add(1)
		r.log.Info("act refused", "kind", sub.act.Kind, "seat", sub.act.Author, "code", refusal.Code)
		s.send(refusedFrame(sub.hash, refusal))
	case !sub.acked: // it turned out to be in the log
		r.ack(sub, seq)
	}
}

func (r *liveRoom) ack(sub *submission, seq uint64) {
	sub.acked = true
	sub.from.send(wire.Encode(wire.TypeAck, wire.Ack{Act: sub.hash, Seq: seq, Checkpoint: r.checkpoint}))
}

func refusedFrame(what crypto.Digest, refusal *room.Refusal) []byte {
	return wire.Encode(wire.TypeRefused, wire.Refused{Act: what, Refusal: *refusal})
}

// refusal makes a refusal of the host's own, with the articles of the profile.
func (r *liveRoom) refusal(code covenant.Code, subject ...string) *room.Refusal {
	ruling := r.rules.Rule(code)
	refusal := &room.Refusal{Code: code, Articles: ruling.Articles, Obligations: ruling.Obligations}
	if len(subject) > 0 {
		refusal.Subject = subject[0]
	}
	return refusal
}

// admit checks an act, appends it durably, applies it and hands it on, in that
// order. It returns its place in the log, or why there is none. The same bytes
// again get the same place. Where nobody knows whether the act was written, or will be
// yet, nobody is told no: the room is given up, and the device sends it again.
func (r *liveRoom) admit(sub *submission) (seq uint64, refusal *room.Refusal) {
	var doubt error // an append at this head whose outcome is unknown
	for range appendAttempts {
		head := r.core.writer.Head()
		seq, refusal, err := r.attempt(sub)
		switch {
		case r.failed != "":
			return 0, nil
		case err == nil && refusal != nil && doubt != nil:
			r.fail(doubt)
			return 0, nil
		case err == nil:
			return seq, refusal
		case r.core.writer.Head() != head: // what was to follow that head does, or never will
			doubt = nil
		case !errors.Is(err, journal.ErrConflict):
			doubt = err
		}
	}
	if seq, ok := r.core.state.Admitted(sub.hash); ok {
		return seq, nil
	}
	if doubt != nil {
		r.fail(doubt)
		return 0, nil
	}
	return 0, r.refusal(wire.CodeTryAgain)
}

// attempt is admit once. After an error the room is as its journal has it now, and the
// act may be offered again.
func (r *liveRoom) attempt(sub *submission) (seq uint64, refusal *room.Refusal, err error) {
	if seq, ok := r.core.state.Admitted(sub.hash); ok {
		return seq, nil, nil
	}
	at := r.hub.now().UnixMilli()
	audience, refusal := r.judgeAct(sub, at)
	if refusal != nil {
		return 0, refusal, nil
	}
	rec, encoded, next := r.core.writer.Next(sub.signed, audience, at, newSalt())
	ahead := r.signAhead(next)
	switch err := r.append(sub, rec, encoded, next); {
	case err == nil:
		return rec.Seq, r.taken(sub, rec, encoded, ahead), nil
	case errors.Is(err, journal.ErrConflict):
		r.follow()
		return 0, nil, err
	case errors.Is(err, journal.ErrMissing):
		return 0, r.refusal(wire.CodeNotStaged), nil
	case errors.Is(err, journal.ErrFull):
		return 0, r.refusal(wire.CodeStorageFull), nil
	case errors.Is(err, journal.ErrBusy):
		return 0, r.refusal(wire.CodeTryAgain), nil
	case errors.Is(err, journal.ErrInvalid):
		r.log.Error("append", "error", err)
		return 0, r.refusal(room.CodeMalformed), nil
	case errors.Is(err, journal.ErrStopped), errors.Is(err, journal.ErrClosed):
		r.fail(err)
		return 0, nil, err
	default: // nobody knows whether it was written
		r.log.Warn("append", "error", err)
		r.reload()
		return 0, nil, err
	}
}

// judgeAct says in which audience an act belongs, or why it is refused.
func (r *liveRoom) judgeAct(sub *submission, at int64) (chain.Audience, *room.Refusal) {
	// Resuming brings no contents, and destroyed cannot be signed before it.
	if r.ending() && sub.act.Author != chain.Server && sub.act.Kind != room.KindResume {
		return 0, r.refusal(room.CodeRoomClosed)
	}
	for _, f := range sub.act.Sealed {
		if f.Digest == r.rules.Digest() { // kept beside the sealed files, and nobody's
			return 0, r.refusal(room.CodeFileInUse)
		}
	}
	audience, refusal := r.core.state.Admit(room.Submission{Act: sub.signed, Labels: sub.labels, Opened: &sub.act}, at)
	if refusal != nil {
		return 0, refusal
	}
	// Others compare what an author has seen with what they see: it must be this log.
	if !r.core.saw(sub.act.Seen) || !r.core.sawHere(audience, sub.act.SeenHere) {
		return 0, r.refusal(room.CodeMalformed, "seen")
	}
	return audience, nil
}

func (r *liveRoom) append(sub *submission, rec *chain.Record, encoded []byte, next chain.Position) error {
	// A server that stops finishes what it is at: cut off, its outcome would be unknown.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), storageTimeout)
	defer cancel()
	head := r.core.writer.Head()
	b := journal.Batch{
		Room: r.key, Old: headOf(head), New: headOf(next),
		Entries: []journal.Entry{{Seq: rec.Seq, Record: encoded, Labels: sub.labels}},
		Staged:  sub.staged,
	}
	for digest, data := range sub.files {
		b.Blobs = append(b.Blobs, journal.Blob{Digest: journal.Digest(digest), Data: data})
	}
	return r.hub.journal.Append(ctx, b)
}

func headOf(p chain.Position) journal.Head {
	return journal.Head{N: p.N, Link: journal.Digest(p.Link)}
}

// taken follows an append that succeeded.
func (r *liveRoom) taken(sub *submission, rec *chain.Record, encoded []byte, ahead *signing) *room.Refusal {
	p, err := r.core.takeRecord(rec, encoded, sub.labels, &sub.act)
	if err == nil {
		err = r.signedHead(ahead)
	}
	if err != nil { // what Check let through, Apply does not take: a mistake in this program
		r.fail(err)
		return nil
	}
	r.hub.stats.Admitted.Add(1)
	r.log.Info("act", "kind", sub.act.Kind, "seat", sub.act.Author, "seq", rec.Seq)
	if sub.from != nil {
		r.ack(sub, rec.Seq)
	}
	r.applied(p, sub)
	return nil
}

// applied hands a record on and does what it asks of the host. sub is nil when
// the act did not come in here.
func (r *liveRoom) applied(p *placed, sub *submission) {
	var act chain.Act
	known := map[crypto.Digest][]byte{}
	if sub != nil {
		act, known = sub.act, sub.files
	} else if err := chain.Decode(p.rec.Act.Bytes, &act); err != nil {
		r.fail(err)
		return
	}
	r.handOn(p, act, known)
	if len(p.effects.Gone)+len(p.effects.Anew) > 0 {
		r.dismiss()
	}
	r.tidySpeakers()
	switch act.Kind {
	case room.KindAdmit, room.KindReseat, room.KindUninvite:
		if r.lobby.prune(r.core.state, r.hub.now()) {
			r.lobbyChanged()
		}
		r.lobby.wake()
	case room.KindAppoint, room.KindTakeOver, room.KindHandOver:
		if len(r.lobby.visits) > 0 {
			r.lobbyChanged()
		}
	case room.KindResume:
		r.returned, r.resumedAt = map[chain.Seat]bool{}, r.hub.now()
		r.giveOut(r.leftBefore)
	}
	r.owing = r.owing || len(p.effects.Erase) > 0 || p.effects.Destroy || act.Kind == room.KindResume
	if r.owing {
		r.housekeep()
	}
}

// dismiss ends the sessions of seats that are not there any more, and of devices
// that are not their seat's any more.
func (r *liveRoom) dismiss() {
	for _, s := range r.sessions {
		if end, why := r.endOf(s); end != 0 {
			r.leave(s)
			r.part(s, end, why)
		}
	}
}
