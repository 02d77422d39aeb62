package live

import (
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// After records were lost, a text may stand in the log that its owner had
// withdrawn in what was lost. Only his device knows, and withdraws it again by
// itself (design §5). Until it was here for that, what holds something of his
// contributions of before goes to nobody but him. Who had left already, and named no
// steward, withdrew nothing in what was lost: nobody waits for him.

// noteLoss remembers the last resume, and who signed anything since: a device
// that did was here.
func (c *core) noteLoss(rec *chain.Record, suspended bool) {
	if suspended && !c.state.Suspended() {
		c.resumed, c.spoke = rec.Seq, map[chain.Seat]bool{}
		return
	}
	var act chain.Act
	if c.resumed != 0 && chain.Decode(rec.Act.Bytes, &act) == nil {
		c.spoke[act.Author] = true
	}
}

// filesFor is which sealed files travel to a seat with a record, now.
func (r *liveRoom) filesFor(seat chain.Seat, seq uint64, sealed []chain.Sealed) []crypto.Digest {
	files := r.core.state.FilesFor(seat, seq, sealed)
	if len(files) > 0 && r.withholds(seat, r.core.state.OriginsAt(seq)) {
		return nil
	}
	return files
}

// withholds says whether a file that draws on these contributions has to wait.
func (r *liveRoom) withholds(seat chain.Seat, origins []room.Origin) bool {
	for _, o := range origins {
		if o.Owner != seat && (r.core.state.Suspended() || (o.Seq < r.core.resumed && !r.returned[o.Owner] && !r.leftBefore(o))) {
			return true
		}
	}
	return false
}

// leftBefore says whether nobody could take a text back any more at the head that is left.
func (r *liveRoom) leftBefore(o room.Origin) bool { return o.Gone != 0 && o.Gone < r.core.resumed }

// noteReturns gives out what waited for owners whose devices have been here long
// enough since the resume.
func (r *liveRoom) noteReturns(now time.Time) {
	if r.core.resumed == 0 || r.core.state.Suspended() {
		return
	}
	for seat, s := range r.sessions {
		if !r.returned[seat] && now.Sub(s.since) >= returnTime && now.Sub(r.resumedAt) >= returnTime {
			r.returned[seat] = true
			r.giveOut(func(o room.Origin) bool { return o.Owner == seat })
		}
	}
}

// giveAnew has a device be given once more what it may see of the items in the first n
// records. What it has of them it was perhaps given after an act that is lost now, which
// took something from it. It gets this before the record of the new epoch; a device that
// does not know of that yet gets it each time it comes.
func (r *liveRoom) giveAnew(seat chain.Seat, n uint64) {
	for audience, seqs := range r.core.seqs {
		if audience == chain.Room { // everybody has that
			continue
		}
		for _, seq := range seqs[1:] {
			if seq <= n && r.core.state.Shows(seat, seq) {
				bitsOf(r.refill, seat).set(seq)
			}
		}
	}
}

// giveOut lets connected devices have the files that draw on contributions of before
// the loss for which nobody waits any more; others ask for them when they come.
func (r *liveRoom) giveOut(free func(room.Origin) bool) {
	head := r.core.writer.Head().N
	again := map[chain.Seat]bool{}
	for seq := uint64(1); seq <= head; seq++ {
		for _, o := range r.core.state.OriginsAt(seq) {
			if !free(o) || o.Seq >= r.core.resumed {
				continue
			}
			for seat := range r.sessions {
				if seat != o.Owner && r.core.state.Shows(seat, seq) {
					bitsOf(r.refill, seat).set(seq)
					again[seat] = true
				}
			}
		}
	}
	for seat := range again {
		r.sessions[seat].catchUp(head, head)
	}
}
