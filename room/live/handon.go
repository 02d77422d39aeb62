package live

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

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
