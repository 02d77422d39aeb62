package client_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// What the liar can do to what passes. Each is turned on by a test, for one person,
// at a moment in the story.

// only applies a cheat to frames of one type; the others go on as they are.
func only[T any](kind wire.Type, change func(T) []frame) cheat {
	return func(f frame) []frame {
		if f.kind != kind {
			return []frame{f}
		}
		v, err := wire.Decode[T](f.body)
		if err != nil {
			return []frame{f}
		}
		return change(v)
	}
}

// swallows drops frames of the given types.
func swallows(kinds ...wire.Type) cheat {
	return func(f frame) []frame {
		if slices.Contains(kinds, f.kind) {
			return nil
		}
		return []frame{f}
	}
}

// hangsUp ends each of somebody's connections a while after he was greeted, and does
// what else the liar does to what he is told.
func (l *liar) hangsUp(p *person, after time.Duration, change cheat) cheat {
	return func(f frame) []frame {
		if f.kind == wire.TypeWelcome {
			time.AfterFunc(after, l.lineOf(p).cancel)
		}
		return change(f)
	}
}

// rewrites changes the records that somebody is sent.
func rewrites(change func(*wire.Records)) cheat {
	return only(wire.TypeRecords, func(rs wire.Records) []frame {
		change(&rs)
		return []frame{framed(wire.TypeRecords, rs)}
	})
}

// stubs shows a stub where there should be a record.
func stubs(d wire.Delivery) wire.Delivery {
	leaf := d.Entry.Leaf()
	return wire.Delivery{Entry: chain.Entry{Stub: &leaf}}
}

// reforges changes the record of a delivery.
func (l *liar) reforges(d wire.Delivery, change func(*chain.Record)) wire.Delivery {
	l.Helper()
	rec, err := chain.DecodeRecord(d.Entry.Record)
	require.NoError(l, err)
	change(rec)
	return wire.Delivery{Entry: chain.Entry{Record: rec.Encode()}, Labels: d.Labels, Files: d.Files}
}

// delays holds frames of a type back until it is told to let them go.
type delays struct {
	kind wire.Type
	mu   sync.Mutex
	held []frame // guarded by mu
}

func (d *delays) cheat(f frame) []frame {
	if f.kind != d.kind {
		return []frame{f}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.held = append(d.held, f)
	return nil
}

func (d *delays) frames() []frame {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.held)
}

// records are the records in the frames that were held back, and where the first stands.
func (d *delays) records(t *testing.T) (seq uint64, all []wire.Delivery) {
	for i, f := range d.frames() {
		rs, err := wire.Decode[wire.Records](f.body)
		require.NoError(t, err)
		if i == 0 {
			seq = rs.From
		}
		all = append(all, rs.Deliveries...)
	}
	return seq, all
}

// withoutFiles takes sealed files out of what comes with records, so that they are
// fetched, and gives what serve says instead of the file that is asked for.
func withoutFiles(serve func(wire.File) wire.File) cheat {
	return func(f frame) []frame {
		switch f.kind {
		case wire.TypeRecords:
			return rewrites(func(rs *wire.Records) {
				for i := range rs.Deliveries {
					rs.Deliveries[i].Files = nil
				}
			})(f)
		case wire.TypeReveal:
			return only(wire.TypeReveal, func(r wire.Reveal) []frame {
				for i := range r.Deliveries {
					r.Deliveries[i].Files = nil
				}
				return []frame{framed(wire.TypeReveal, r)}
			})(f)
		case wire.TypeFile:
			return only(wire.TypeFile, func(file wire.File) []frame { return []frame{framed(wire.TypeFile, serve(file))} })(f)
		}
		return []frame{f}
	}
}

// forgetful takes the last checkpoint out of a device's greeting, so that an old
// backup does not find out by itself that it is old.
var forgetful = only(wire.TypeHello, func(h wire.Hello) []frame {
	h.Checkpoint, h.Have = nil, chain.Position{}
	return []frame{framed(wire.TypeHello, h)}
})

// visits changes who waits in the lobby, as the chair's device is told.
func visits(change func(*wire.Visit)) cheat {
	return only(wire.TypeLobby, func(lobby wire.Lobby) []frame {
		for i := range lobby.Visits {
			change(&lobby.Visits[i])
		}
		return []frame{framed(wire.TypeLobby, lobby)}
	})
}

// asks says something to the real server as a changed program would, and waits for an
// answer: what it had told before is none.
func (l *liar) asks(p *person, f frame, is func(frame) bool) {
	l.Helper()
	before := len(l.told(p))
	l.says(p, f)
	l.hears(p, before, is)
}

// hears waits until the real server told somebody something, beyond the first so many
// frames that it told him.
func (l *liar) hears(p *person, beyond int, is func(frame) bool) {
	l.Helper()
	require.Eventually(l, func() bool { return slices.ContainsFunc(l.told(p)[beyond:], is) }, client.Late, 10*time.Millisecond)
}

// saying are the heartbeats that a person was sent in which somebody has come to a head.
func (l *liar) saying(p, by *person, head chain.Position) (beats []chain.Heartbeat) {
	for _, f := range l.told(p) {
		if f.kind != wire.TypeBeat {
			continue
		}
		sent, err := wire.Decode[wire.Beat](f.body)
		require.NoError(l, err)
		for _, signed := range sent.Beats {
			var b chain.Heartbeat
			require.NoError(l, chain.Decode(signed.Bytes, &b))
			if b.Seat == by.Seat() && b.Audience == chain.Room && b.Head.N >= head.N {
				beats = append(beats, b)
			}
		}
	}
	return beats
}

// hasTakenIn waits until somebody's device has come to all that he was sent before the
// last frame: it takes in one after the other, and here is one of which something is seen.
func (l *liar) hasTakenIn(p *person) {
	l.Helper()
	const nobody = chain.Seat(99)
	l.tells(p, framed(wire.TypePresence, wire.Presence{Seats: append(p.Present(), nobody)}))
	require.Eventually(l, func() bool { return slices.Contains(p.Present(), nobody) }, client.Late, 10*time.Millisecond)
}

// refusesFile asks the real server for a file that somebody may not have.
func (l *liar) refusesFile(p *person, digest crypto.Digest) {
	l.Helper()
	l.asks(p, framed(wire.TypeFetch, wire.Fetch{Digest: digest}), func(f frame) bool {
		if f.kind != wire.TypeRefused {
			return false
		}
		r, err := wire.Decode[wire.Refused](f.body)
		return err == nil && r.Act == digest
	})
}
