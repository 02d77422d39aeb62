package live

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"weak"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
)

// Errors of rooms.
var (
	// ErrNoRoom: there is no such room.
	ErrNoRoom = errors.New("live: no such room")
	// ErrRules: the room runs under rules that this server does not have.
	ErrRules = errors.New("live: the rules of the room are not here")
)

// replay makes a room from its journal and checks that it ends where the
// journal says. Signatures were checked when the acts came in; what changed on
// the disk since does not fit the links.
func (h *Hub) replay(ctx context.Context, id crypto.Digest) (*core, *covenant.Rules, error) {
	head, err := h.journal.Head(ctx, journal.Room(id))
	if err != nil {
		return nil, nil, fmt.Errorf("live: load: %w", err)
	}
	if head.N == 0 {
		return nil, nil, ErrNoRoom
	}
	var c *core
	var rules *covenant.Rules
	err = h.journal.Read(ctx, journal.Room(id), 1, func(e journal.Entry) error {
		if c == nil {
			if rules, err = h.rulesOf(ctx, id, e.Record); err != nil {
				return err
			}
			c = newCore(id, rules)
		}
		_, err := c.take(e)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("live: load: %w", err)
	}
	if c == nil || !c.saw(chain.Position{N: head.N, Link: crypto.Digest(head.Link)}) {
		return nil, nil, fmt.Errorf("live: load: %w: its log does not end in its head", errDamaged)
	}
	return c, rules, nil
}

// rulesOf finds the rules that a genesis record names: among those offered, or
// as the room itself has kept them.
func (h *Hub) rulesOf(ctx context.Context, id crypto.Digest, record []byte) (*covenant.Rules, error) {
	rec, err := chain.DecodeRecord(record)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	g, err := genesisOf(rec.Act)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if rules, ok := h.rules[g.Profile]; ok {
		return rules, nil
	}
	if rules := h.inUse(g.Profile); rules != nil {
		return rules, nil
	}
	kept, err := h.journal.Blob(ctx, journal.Room(id), journal.Digest(g.Profile))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRules, err)
	}
	rules, err := covenant.Decode(kept)
	if err != nil || rules.Digest() != g.Profile {
		return nil, fmt.Errorf("%w: %w", ErrRules, errDamaged)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if others := h.kept[g.Profile].Value(); others != nil { // a room that was loaded meanwhile
		return others, nil
	}
	h.kept[g.Profile] = weak.Make(rules)
	return rules, nil
}

// inUse finds rules that are offered no more and that a room in memory runs under, so
// that many such rooms do not hold them each; nil when there are none.
func (h *Hub) inUse(digest crypto.Digest) *covenant.Rules {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.kept[digest].Value()
}

func genesisOf(signed chain.Signed) (room.Genesis, error) {
	var act chain.Act
	if err := chain.Decode(signed.Bytes, &act); err != nil {
		return room.Genesis{}, err
	}
	var g room.Genesis
	return g, chain.Decode(act.Payload, &g)
}

// follow takes in what another writer appended.
func (r *liveRoom) follow() {
	ctx, cancel := context.WithTimeout(r.ctx, storageTimeout)
	defer cancel()
	head, err := r.hub.journal.Head(ctx, r.key)
	if err != nil {
		r.fail(err)
		return
	}
	if head.N < r.core.writer.Head().N {
		r.fail(errDamaged) // records that were durable are gone; who comes back proves it
		return
	}
	if head.N == r.core.writer.Head().N {
		return
	}
	err = r.hub.journal.Read(ctx, r.key, r.core.writer.Head().N+1, func(e journal.Entry) error {
		p, err := r.core.take(e)
		if err != nil {
			return err
		}
		if err := r.signHead(); err != nil {
			return err
		}
		r.applied(p, nil)
		return nil
	})
	if err == nil && !r.core.saw(chain.Position{N: head.N, Link: crypto.Digest(head.Link)}) {
		err = errDamaged
	}
	if err != nil {
		r.fail(err)
	}
}

// reload drops what the room holds in memory and makes it again from the
// journal, after an append whose outcome is unknown. Sessions stay: they were
// told nothing that was not durable, and are given what turns out to be new.
func (r *liveRoom) reload() {
	ctx, cancel := context.WithTimeout(r.ctx, r.hub.limits.LoadTime)
	defer cancel()
	old, epoch, resumed := r.core.writer.Head(), r.core.state.Epoch(), r.core.resumed
	c, rules, err := r.hub.replay(ctx, r.id)
	if err == nil && !c.saw(old) {
		err = errDamaged
	}
	if err == nil {
		r.core, r.rules = c, rules
		err = r.signHead()
	}
	if err != nil {
		r.fail(err)
		return
	}
	again := r.core.resumed != resumed
	if again {
		r.returned, r.resumedAt = maps.Clone(c.spoke), r.hub.now()
	}
	r.log.Warn("room loaded again", "head", r.core.writer.Head().N)
	if r.core.writer.Head().N > old.N {
		for id, s := range r.sessions {
			if r.core.state.Epoch() != epoch {
				r.giveAnew(id, old.N)
			}
			s.catchUp(old.N, old.N)
		}
		if again {
			r.giveOut(func(o room.Origin) bool { return r.returned[o.Owner] || r.leftBefore(o) })
		}
		r.dismiss()
		r.owing = true
		r.housekeep()
	}
}
