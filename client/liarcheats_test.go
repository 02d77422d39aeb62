package client_test

import (
	"slices"
	"sync"
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

// answered waits until the real server told somebody something, beyond what it had
// told when the question was asked.
func (l *liar) answered(p *person, is func(frame) bool) {
	l.Helper()
	require.Eventually(l, func() bool { return slices.ContainsFunc(l.told(p), is) }, client.Late, 10*time.Millisecond)
}

// refusedFile waits for the refusal of a file.
func (l *liar) refusedFile(p *person, digest crypto.Digest) {
	l.Helper()
	l.answered(p, func(f frame) bool {
		if f.kind != wire.TypeRefused {
			return false
		}
		r, err := wire.Decode[wire.Refused](f.body)
		return err == nil && r.Act == digest
	})
}
