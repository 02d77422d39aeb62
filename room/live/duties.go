package live

import (
	"context"
	"errors"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// housekeep does what the log asks of the host and is not done yet. It is
// called after loading too, so that nothing is forgotten over a restart.
func (r *liveRoom) housekeep() {
	if r.failed != "" {
		return
	}
	r.owing = false
	suspended := r.core.state.Suspended() // nothing is signed before chair or deputy resume
	if !suspended {
		r.rekey()
	}
	if r.destructionDue(r.hub.now()) {
		r.destroy() // a term does not wait for a resume
		return
	}
	if suspended {
		return
	}
	if r.erasing || r.destroying {
		r.owing = r.erasing // there may be more than what is being erased now
		return
	}
	if erasures := r.core.state.Erasures(); len(erasures) > 0 {
		r.erase(erasures)
	}
}

// erase has withdrawn files overwritten, off the room's goroutine, and signs
// erased when the journal says that they are gone.
func (r *liveRoom) erase(erasures []room.Erasure) {
	r.erasing = true
	r.inBackground(func(ctx context.Context) error {
		for _, e := range erasures {
			if err := r.hub.journal.Erase(ctx, r.key, digestsOf(e.Files), nil); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		r.erasing = false
		for _, done := range erasures {
			for _, now := range r.core.state.Erasures() { // its latest act may have changed
				if now.Object == done.Object && r.sign(room.KindErased, room.Nothing{}, now.Latest) != nil {
					r.owing = true // erased but not signed: at the next tick, again
					return
				}
			}
		}
		r.housekeep()
	})
}

// destructionDue says whether the contents are to be destroyed: somebody asked
// for it, whatever the clock says, or their term is over by a clock one can trust.
func (r *liveRoom) destructionDue(now time.Time) bool {
	return r.core.state.DestructionDue(0) ||
		(r.core.state.DestructionDue(now.UnixMilli()) && r.hub.clock.settled(now, r.hub.limits.Settle))
}

// ending says whether contents are being destroyed, or are gone and it has yet
// to be signed. Nothing is admitted then: it would bring contents that stay.
func (r *liveRoom) ending() bool { return r.destroying || r.emptied }

// destroy has all contents overwritten and signs destroyed, as soon as it may.
// The rules are no content: the log cannot be read without them.
func (r *liveRoom) destroy() {
	switch {
	case r.destroying:
	case !r.emptied:
		r.destroying = true
		rules := journal.Digest(r.rules.Digest())
		r.inBackground(func(ctx context.Context) error {
			return r.hub.journal.Destroy(ctx, r.key, rules)
		}, func() {
			r.destroying, r.emptied = false, true
			r.housekeep()
		})
	case !r.core.state.Suspended():
		if refusal := r.sign(room.KindDestroyed, room.Nothing{}); refusal != nil {
			r.owing = true // gone but not signed: at the next tick, again
			return
		}
		r.emptied, r.owing = false, true // what was taken back before is signed as erased as well
	}
}

func digestsOf(files []crypto.Digest) []journal.Digest {
	digests := make([]journal.Digest, len(files))
	for i, f := range files {
		digests[i] = journal.Digest(f)
	}
	return digests
}

// inBackground repeats do until it succeeds, and then has the room's goroutine
// run done. It ends with the room.
func (r *liveRoom) inBackground(do func(context.Context) error, done func()) {
	r.tasks.Add(1)
	go func() {
		defer r.tasks.Done()
		for wait := r.hub.limits.Retry; ; wait = min(2*wait, retryMax) {
			err := do(r.ctx)
			if err == nil {
				r.tell(done)
				return
			}
			if errors.Is(err, journal.ErrStopped) || errors.Is(err, journal.ErrClosed) {
				r.tell(func() { r.fail(err) })
				return
			}
			r.log.Warn("erasing, to be repeated", "error", err)
			select {
			case <-time.After(wait):
			case <-r.ctx.Done():
				return
			}
		}
	}()
}

// sign makes and admits an act of the server itself. It returns why it was
// refused, which is logged.
func (r *liveRoom) sign(kind chain.Kind, payload any, refs ...crypto.Digest) *room.Refusal {
	key, ok := r.hub.keys[r.core.state.ServerKey()]
	if !ok {
		r.fail(errNoKey)
		return nil
	}
	epoch := r.core.state.Epoch()
	if kind == room.KindEpoch {
		epoch++
	}
	head := r.core.writer.Head()
	counter, previous := r.core.state.NextOf(key.Public())
	act := chain.Act{
		Room: r.id, Epoch: epoch, Kind: kind, Author: chain.Server, Counter: counter, Previous: previous,
		Seen: head, Time: r.hub.now().UnixMilli(), Refs: refs, Payload: chain.Encode(payload),
	}
	signed, err := chain.Sign(act, key)
	if err != nil {
		r.fail(err)
		return nil
	}
	act.Suite, act.Version, act.Device = chain.Suite, chain.Version, key.Public()
	_, refusal := r.admit(&submission{act: act, signed: signed, hash: signed.Hash()})
	if refusal != nil {
		r.log.Warn("act of the server refused", "kind", kind, "code", refusal.Code)
	}
	return refusal
}

// rekey lets the log go on under the server's present key, when it knows an earlier one.
func (r *liveRoom) rekey() {
	present := r.hub.key.Public()
	if r.core.state.ServerKey() == present {
		return
	}
	proof, err := crypto.Sign(crypto.LabelRekey, r.hub.key, r.id[:])
	if err != nil {
		r.fail(err)
		return
	}
	r.sign(room.KindRekey, room.RekeyPayload{Key: present, Proof: proof})
}

// resumeFrom says from where on a device is sent records, and whether it knows the
// present epoch. A checkpoint of this server beyond the end of its log proves that
// records were lost: the room then goes on under a new epoch, and waits for chair or
// deputy to resume.
func (r *liveRoom) resumeFrom(hello wire.Hello) (from uint64, current bool, code wire.ByeCode) {
	known := r.core.state.Epoch()
	cp, signed := r.openCheckpoint(hello.Checkpoint)
	if signed {
		known = min(cp.Epoch, known)
		for r.failed == "" && r.lost(cp) {
			if refusal := r.openEpoch(); refusal != nil {
				return 0, false, wire.ByeFailure
			}
		}
		if r.failed != "" {
			return 0, false, r.failed
		}
	}
	return r.whereFrom(hello, cp, signed, known)
}

// whereFrom is resumeFrom for who is believed, by his checkpoint if the server signed it,
// to know an epoch; it opens none.
func (r *liveRoom) whereFrom(hello wire.Hello, cp chain.Checkpoint, signed bool, known uint64) (from uint64, current bool, code wire.ByeCode) {
	for _, e := range r.core.epochs { // what he has beyond this head is not in the log any more
		if e.number > known && hello.Have.N > e.head.N {
			return e.head.N, false, ""
		}
	}
	switch head := r.core.writer.Head().N; {
	case r.core.saw(hello.Have):
		return hello.Have.N, known == r.core.state.Epoch(), ""
	case signed && hello.Have.N <= cp.Head.N:
		// This server signed another past: a backup came back, and the room went on before
		// the device did. What is signed now shows it, and gives its owner evidence.
		return min(hello.Have.N, head), true, ""
	}
	return 0, false, wire.ByeForked
}

func (r *liveRoom) openCheckpoint(note []byte) (chain.Checkpoint, bool) {
	if len(note) == 0 {
		return chain.Checkpoint{}, false
	}
	open := func(key crypto.VerifyKey) (chain.Checkpoint, bool) {
		cp, err := chain.OpenCheckpoint(note, key)
		return cp, err == nil && cp.Room == r.id
	}
	for _, k := range r.core.keys {
		if cp, ok := open(k.key); ok {
			return cp, true
		}
	}
	for key := range r.hub.keys { // the record that made it the room's may be lost too
		if cp, ok := open(key); ok {
			return cp, true
		}
	}
	return chain.Checkpoint{}, false
}

// lost says whether a checkpoint of this server proves that records are gone.
func (r *liveRoom) lost(cp chain.Checkpoint) bool {
	epoch := r.core.state.Epoch()
	return cp.Epoch > epoch || (cp.Epoch == epoch && cp.Head.N > r.core.writer.Head().N)
}

func (r *liveRoom) openEpoch() *room.Refusal {
	r.log.Error("records were lost", "epoch", r.core.state.Epoch(), "head", r.core.writer.Head().N)
	return r.sign(room.KindEpoch, room.EpochPayload{Old: r.core.state.Epoch(), Head: r.core.writer.Head()})
}
