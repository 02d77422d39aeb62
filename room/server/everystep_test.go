package server

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// unlucky is a journal of which the next two calls of some methods fail: the first before
// it does anything, the second after it.
type unlucky struct {
	mu   sync.Mutex
	left map[string]int // calls that are still to fail, by method
}

func (u *unlucky) option() option {
	return through(func(j journal.Journal) journal.Journal {
		return journaltest.NewFaulty(j, func(method string, _ int) journaltest.Fault {
			u.mu.Lock()
			defer u.mu.Unlock()
			fault := [...]journaltest.Fault{journaltest.Works, journaltest.WrittenButFailed, journaltest.NotWritten}[u.left[method]]
			u.left[method] = max(u.left[method]-1, 0)
			return fault
		})
	})
}

// under has something done while these methods fail twice each, which all of them did
// when it returns.
func (u *unlucky) under(t *testing.T, methods []string, do func()) {
	t.Helper()
	u.mu.Lock()
	u.left = map[string]int{}
	for _, m := range methods {
		u.left[m] = 2
	}
	u.mu.Unlock()
	do()
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, m := range methods {
		require.Zero(t, u.left[m], "%s was not called", m)
	}
}

// tries is how often somebody comes back in these tests before he gives up: more than
// calls fail.
const tries = 20

// comesBack has somebody connect until he is at the head, with what he has.
func (m *meeting) comesBack(p *roomtest.Person) *device {
	m.house.Helper()
	for range tries {
		was := m.of(p)
		d := m.again(p, was)
		d.files = was.files
		m.devices[p] = d
		d.dial()
		d.write(wire.TypeHello, d.hello())
		for d.bye == "" {
			what, body := d.frame()
			d.take(what, body)
			if note := d.welcome.Checkpoint; note != nil && d.verifier.Head().N >= d.checkpointOf(note).Head.N {
				return d
			}
		}
	}
	require.Fail(m.house, "never let in")
	return nil
}

// insists submits the same bytes until they are answered, as a client does.
func (m *meeting) insists(p *roomtest.Person, s wire.Submit) wire.Ack {
	m.house.Helper()
	for range tries {
		ack, err := m.of(p).submit(s)
		if err == nil {
			p.Admitted(s.Act)
			m.last = ack.Seq
			return ack
		}
		require.ErrorContains(m.house, err, string(wire.ByeFailure))
		m.comesBack(p)
	}
	require.Fail(m.house, "never answered")
	return wire.Ack{}
}

// fetches asks for a file until it is given.
func (m *meeting) fetches(p *roomtest.Person, digest crypto.Digest) []byte {
	m.house.Helper()
	for range tries {
		d := m.of(p)
		d.write(wire.TypeFetch, wire.Fetch{Digest: digest})
		for what, body := d.frame(); d.bye == ""; what, body = d.frame() {
			d.take(what, body)
			if what == wire.TypeFile {
				return decode[wire.File](d, body).Data
			}
			if what == wire.TypeRefused {
				require.Equal(d, wire.CodeTryAgain, decode[wire.Refused](d, body).Refusal.Code)
				break
			}
		}
	}
	require.Fail(m.house, "never given")
	return nil
}

// A meeting from what is brought in to what is destroyed, of which every kind of call to
// the store fails twice where it matters. Nobody loses anything, and nothing is there twice.
func TestEveryStorageStepFailsTwiceAndNothingIsLostOrDoubled(t *testing.T) {
	u := &unlucky{left: map[string]int{}}
	h := open(t, quick(), u.option())
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	m.allUpTo()
	first, text := m.last, roomtest.Bytes(300)

	u.under(t, []string{"Append", "Head", "Read"}, func() { // and the room is loaded anew
		s := m.Sign(kees, m.Contribution(kees, it, text))
		require.Equal(t, first+1, m.insists(kees, s).Seq)
		again, err := m.of(kees).submit(s)
		require.NoError(t, err)
		require.Equal(t, first+1, again.Seq)
	})
	large := roomtest.Bytes(100_000)
	u.under(t, []string{"Stage", "Append"}, func() {
		status := 0
		for n := 0; status != http.StatusNoContent; n++ {
			require.Less(t, n, tries)
			status, _ = m.of(kees).put(large, nil)
		}
		draft := m.Contribution(kees, it, large)
		draft.Staged = true
		require.Equal(t, first+2, m.insists(kees, m.Sign(kees, draft)).Seq)
	})
	u.under(t, []string{"Read", "Blob"}, func() { // Anneke comes with nothing
		m.devices[m.Chair] = m.newDevice(m.Chair)
		d := m.comesBack(m.Chair)
		require.Len(t, d.records, int(first+2))
		for _, body := range [][]byte{text, large} {
			if d.files[digestOf(body)] == nil {
				d.files[digestOf(body)] = m.fetches(m.Chair, digestOf(body))
			}
			require.Equal(t, body, d.files[digestOf(body)])
		}
	})
	u.under(t, []string{"Blob"}, func() { require.Equal(t, text, m.fetches(m.Chair, digestOf(text))) })
	m.comesBack(kees)
	con := m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(300)))
	require.Equal(t, first+3, m.last)
	u.under(t, []string{"Erase"}, func() {
		m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
		m.of(kees).upTo(m.last + 1)
	})
	require.Equal(t, room.KindErased, m.of(kees).kindAt(m.last+1))
	u.under(t, []string{"Destroy"}, func() {
		m.clock.forward((room.MaxOpenDays + 1) * 24 * time.Hour)
		require.Eventually(t, func() bool {
			head, err := m.journal.Head(context.Background(), journal.Room(m.Room))
			return err == nil && head.N == m.last+2
		}, 20*time.Second, 20*time.Millisecond)
	})
	require.False(t, h.onDisk(text[:64]))
}
