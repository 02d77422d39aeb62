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
	case !sub.acked: // it was in the log before
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
// again get the same place.
func (r *liveRoom) admit(sub *submission) (seq uint64, refusal *room.Refusal) {
	for range appendAttempts {
		if seq, ok := r.core.state.Admitted(sub.hash); ok {
			return seq, nil
		}
		at := r.hub.now().UnixMilli()
		audience, refusal := r.judgeAct(sub, at)
		if refusal != nil {
			return 0, refusal
		}
		rec, encoded, next := r.core.writer.Next(sub.signed, audience, at, newSalt())
		ahead := r.signAhead(next)
		switch err := r.append(sub, rec, encoded, next); {
		case err == nil:
			return rec.Seq, r.taken(sub, rec, encoded, ahead)
		case errors.Is(err, journal.ErrConflict):
			r.follow()
		case errors.Is(err, journal.ErrMissing):
			return 0, r.refusal(wire.CodeNotStaged)
		case errors.Is(err, journal.ErrFull):
			return 0, r.refusal(wire.CodeStorageFull)
		case errors.Is(err, journal.ErrBusy):
			return 0, r.refusal(wire.CodeTryAgain)
		case errors.Is(err, journal.ErrInvalid):
			r.log.Error("append", "error", err)
			return 0, r.refusal(room.CodeMalformed)
		case errors.Is(err, journal.ErrStopped), errors.Is(err, journal.ErrClosed):
			r.fail(err)
		default: // nobody knows whether it was written
			r.log.Warn("append", "error", err)
			r.reload()
		}
		if r.failed != "" {
			return 0, nil
		}
	}
	if seq, ok := r.core.state.Admitted(sub.hash); ok {
		return seq, nil
	}
	return 0, r.refusal(wire.CodeTryAgain)
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

// handOn gives a record to every session: the record, or its stub.
func (r *liveRoom) handOn(p *placed, act chain.Act, known map[crypto.Digest][]byte) {
	seq := p.rec.Seq
	gaining := map[chain.Seat]bool{}
	for _, g := range p.gains {
		gaining[g.seat] = true
	}
	out := &outgoing{seq: seq, placed: p, checkpoint: r.checkpoint}
	for id, s := range r.sessions {
		if act.Kind == room.KindEpoch {
			r.giveAnew(id, seq-1)
			gaining[id] = true
		}
		if gaining[id] {
			s.catchUp(seq-1, seq-1)
			continue
		}
		var files [][]byte
		shown := r.core.state.Shows(id, seq)
		if shown && len(act.Sealed) > 0 {
			var all bool
			if files, all = pick(known, r.filesFor(id, seq, act.Sealed)); !all {
				s.catchUp(seq-1, seq-1) // a file that was staged: it is in the journal
				continue
			}
		}
		labels := shown && p.labels != nil && r.core.state.ShowsLabels(id, seq)
		s.putRecord(out.of(shown, labels, len(files) > 0), files)
	}
}

func pick(known map[crypto.Digest][]byte, wanted []crypto.Digest) (files [][]byte, all bool) {
	for _, digest := range wanted {
		data, ok := known[digest]
		if !ok {
			return nil, false
		}
		files = append(files, data)
	}
	return files, true
}

// putRecord queues a record, unless the session catches up and will find it in the journal.
func (s *session) putRecord(rec *record, files [][]byte) {
	s.mu.Lock()
	behind := s.behind
	s.mu.Unlock()
	if !behind {
		s.put(queued{record: rec, files: files})
	}
}

// outgoing makes the few forms in which one record goes out, each once.
type outgoing struct {
	seq        uint64
	placed     *placed
	checkpoint []byte
	forms      [8]*record
}

func (o *outgoing) of(shown, labels, files bool) *record {
	i := 0
	for bit, set := range []bool{shown, labels, files} {
		if set {
			i |= 1 << bit
		}
	}
	if o.forms[i] == nil {
		o.forms[i] = o.make(shown, labels, files)
	}
	return o.forms[i]
}

func (o *outgoing) make(shown, labels, files bool) *record {
	entry := []byte(nil)
	if shown {
		entry = recordEntry(o.placed.encoded)
	} else {
		entry = stubEntry(chain.Leaf(o.placed.encoded))
	}
	var sub []byte
	if labels {
		sub = o.placed.labels
	}
	r := &record{seq: o.seq, whole: delivery(entry, sub, files), checkpoint: o.checkpoint}
	if !files {
		b := appendRecordsHead(make([]byte, 0, len(r.whole)+len(o.checkpoint)+16), o.seq, 1)
		r.alone = appendRecordsEnd(append(b, r.whole...), o.checkpoint)
	}
	return r
}
