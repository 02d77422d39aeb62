package live

import (
	"context"
	"errors"
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// step sends one part of what a session that is behind lacks: what it may see
// more of what it has, then the next records. It runs on the writing goroutine
// of the session, so that a long history holds up nobody else. False ends the
// session.
func (s *session) step() bool {
	ctx, cancel := context.WithTimeout(s.room.ctx, storageTimeout)
	defer cancel()
	if s.until.Load() != 0 {
		return s.stepToEnd(ctx)
	}
	var gains []uint64
	var from, head uint64 // once it is settled, s.from is the room's again
	here := false
	if !s.room.ask(ctx, func() { from = s.from; gains, head, here = s.room.settle(s) }) || !here {
		return false
	}
	if len(gains) > 0 && !s.sendGains(ctx, gains) {
		return false
	}
	if from < head {
		return s.sendRecords(ctx, head)
	}
	return true
}

// settle tells a session what it still lacks, and ends its catching up when that is
// nothing. One that was replaced, and asks late, is not here: what is to be given anew
// is for the connection that the seat has now. It runs on the room's goroutine.
func (r *liveRoom) settle(s *session) (gains []uint64, head uint64, here bool) {
	if end := s.until.Load(); end != 0 { // meanwhile
		return nil, end, true
	}
	if r.sessions[s.seat] != s {
		return nil, 0, false
	}
	head = r.core.writer.Head().N
	gains = r.core.gained(s.seat, s.asOf, s.from)
	if again := r.refill[s.seat]; again != nil { // what lies ahead comes with its files anyway
		gains = slices.Compact(slices.Sorted(slices.Values(append(gains, again.upTo(s.from)...))))
		delete(r.refill, s.seat)
	}
	s.asOf = head
	if len(gains) == 0 && s.from == head {
		s.mu.Lock()
		s.behind = false
		s.mu.Unlock()
	}
	return gains, head, true
}

// part is a record on its way to one device.
type part struct {
	entry    journal.Entry
	audience chain.Audience
	sealed   []chain.Sealed

	// by judge
	shown  bool
	labels bool
	files  []crypto.Digest
	link   crypto.Digest
	epoch  uint64
	key    crypto.VerifyKey
}

// judge decides what a session gets to see of each record, now. It runs on the room's goroutine.
func (r *liveRoom) judge(s *session, parts []*part) {
	for _, p := range parts {
		seq := p.entry.Seq
		p.link, p.epoch, p.key = r.core.links[seq], r.core.epochAt(seq), r.core.keyAt(seq)
		if s.until.Load() != 0 {
			p.shown = p.audience == chain.Room
			continue
		}
		if p.shown = r.core.state.Shows(s.seat, seq); !p.shown {
			continue
		}
		p.labels = p.entry.Labels != nil && r.core.state.ShowsLabels(s.seat, seq)
		p.files = r.filesFor(s.seat, seq, p.sealed)
	}
}

var errEnough = errors.New("enough")

// read fetches entries from the journal and has the room judge them.
func (s *session) read(ctx context.Context, from uint64, want func(uint64) bool, stop func(n, size int, seq uint64) bool) ([]*part, bool) {
	var parts []*part
	size := 0
	err := s.room.hub.journal.Read(ctx, s.room.key, from, func(e journal.Entry) error {
		if want(e.Seq) {
			rec, err := chain.DecodeRecord(e.Record)
			if err != nil {
				return err
			}
			var act chain.Act
			if err := chain.Decode(rec.Act.Bytes, &act); err != nil {
				return err
			}
			parts = append(parts, &part{entry: e, audience: rec.Audience, sealed: act.Sealed})
			size += len(e.Record) + len(e.Labels)
		}
		if stop(len(parts), size, e.Seq) {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, false
	}
	return parts, s.room.ask(ctx, func() { s.room.judge(s, parts) })
}

// sendGains reveals records that the device has as stubs, or without labels.
func (s *session) sendGains(ctx context.Context, seqs []uint64) bool {
	for len(seqs) > 0 {
		wanted, next := map[uint64]bool{}, 0
		for next < len(seqs) && next < chunkRecords {
			wanted[seqs[next]] = true
			next++
		}
		last := seqs[next-1]
		parts, ok := s.read(ctx, seqs[0], func(seq uint64) bool { return wanted[seq] },
			func(_, _ int, seq uint64) bool { return seq >= last })
		if !ok {
			return false
		}
		seqs = seqs[next:]
		var frame wire.Reveal
		size := 0
		for _, p := range parts {
			if !p.shown {
				continue
			}
			d := wire.Delivery{Entry: chain.Entry{Record: p.entry.Record}, Files: s.blobs(ctx, p)}
			if p.labels {
				d.Labels = p.entry.Labels
			}
			frame.Deliveries = append(frame.Deliveries, d)
			if size += deliverySize(d); size >= revealBytes {
				if !s.writeNow(wire.Encode(wire.TypeReveal, frame)) {
					return false
				}
				frame, size = wire.Reveal{}, 0
			}
		}
		if len(frame.Deliveries) > 0 && !s.writeNow(wire.Encode(wire.TypeReveal, frame)) {
			return false
		}
	}
	return true
}

// sendRecords sends the next records, as far as one step goes.
func (s *session) sendRecords(ctx context.Context, head uint64) bool {
	parts, ok := s.read(ctx, s.from+1, func(uint64) bool { return true },
		func(n, size int, seq uint64) bool { return n >= chunkRecords || size >= chunkBytes || seq >= head })
	if !ok || len(parts) == 0 {
		return false
	}
	frame, size := wire.Records{From: s.from + 1}, 0
	for i, p := range parts {
		d := s.deliveryOf(ctx, p)
		frame.Deliveries = append(frame.Deliveries, d)
		if size += deliverySize(d); size < chunkBytes && i < len(parts)-1 {
			continue
		}
		checkpoint, err := s.room.hub.sign(s.room.id, p.epoch, chain.Position{N: p.entry.Seq, Link: p.link}, p.key)
		if err != nil {
			return false
		}
		frame.Checkpoint = checkpoint
		if !s.writeNow(wire.Encode(wire.TypeRecords, frame)) {
			return false
		}
		s.from = p.entry.Seq
		frame, size = wire.Records{From: s.from + 1}, 0
	}
	return true
}

func (s *session) deliveryOf(ctx context.Context, p *part) wire.Delivery {
	if !p.shown {
		leaf := chain.Leaf(p.entry.Record)
		return wire.Delivery{Entry: chain.Entry{Stub: &leaf}}
	}
	d := wire.Delivery{Entry: chain.Entry{Record: p.entry.Record}, Files: s.blobs(ctx, p)}
	if p.labels {
		d.Labels = p.entry.Labels
	}
	return d
}

func deliverySize(d wire.Delivery) int {
	n := len(d.Entry.Record) + len(d.Labels) + 48
	for _, f := range d.Files {
		n += len(f)
	}
	return n
}

// blobs reads the files of a record. One that was erased meanwhile is left out.
func (s *session) blobs(ctx context.Context, p *part) [][]byte {
	var files [][]byte
	for _, digest := range p.files {
		if data, err := s.room.hub.journal.Blob(ctx, s.room.key, journal.Digest(digest)); err == nil {
			files = append(files, data)
		}
	}
	return files
}

// writeNow writes past the queue, which is the writing goroutine's right.
func (s *session) writeNow(frame []byte) bool {
	if s.link.Write(frame) != nil {
		return false
	}
	s.room.hub.stats.FramesOut.Add(1)
	s.room.hub.stats.BytesOut.Add(uint64(len(frame)))
	return true
}
