package vault

import (
	"crypto/rand"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// databases stand for those of a browser: as much of IndexedDB as the vault uses. A
// request answers in a later turn, and a transaction is done when none of it waits, all of
// it or nothing; a request that is blocked throws when it is asked for its error, as a
// pending request does. Before so many transactions are through, the next one fails: the
// disk does, or the tab was closed.
const databases = `
const kept = new Map(), open = new Map()
const later = (request, event) => setTimeout(() => request['on' + event]?.({ target: request }))
const browser = { blocked: false, writes: 0, reads: 0, last: Infinity }
const connect = (name) => {
  const db = {
    createObjectStore() {}, close: () => open.get(name).delete(db),
    transaction(_, mode) {
      if (!open.get(name).has(db)) throw new DOMException('', 'InvalidStateError')
      if (mode === 'readwrite') browser.writes++
      else browser.reads++
      const changed = new Map(kept.get(name))
      let waiting = 1, aborted = browser.writes > browser.last
      const settled = () => {
        if (--waiting > 0) return
        if (!aborted) kept.set(name, changed)
        t[aborted ? 'onabort' : 'oncomplete']?.({ target: t })
      }
      const asked = (result) => {
        const request = { result }
        waiting++
        setTimeout(() => { request.onsuccess?.({ target: request }); settled() })
        return request
      }
      const store = {
        get: (key) => asked(changed.get(key)),
        put: (value, key) => asked(changed.set(key, value) && key), delete: (key) => asked(changed.delete(key)),
      }
      const t = { objectStore: () => store, abort: () => { aborted = true } }
      store.transaction = t
      setTimeout(settled)
      return t
    },
  }
  open.set(name, (open.get(name) ?? new Set()).add(db))
  return db
}
const done = (request, result) => { request.result = result; later(request, 'success'); return request }
globalThis.navigator ??= {}
globalThis.indexedDB = {
  open(name) {
    const request = {}
    request.result = connect(name)
    if (!kept.has(name)) { kept.set(name, new Map()); later(request, 'upgradeneeded') }
    later(request, 'success')
    return request
  },
  deleteDatabase(name) {
    for (const db of open.get(name) ?? []) db.onversionchange?.({ target: db })
    if (!browser.blocked && !open.get(name)?.size) { kept.delete(name); return done({}) }
    const request = { get error() { throw new DOMException('', 'InvalidStateError') } }
    later(request, 'blocked')
    return request
  },
  databases: async () => [...kept.keys()].map((name) => ({ name })),
}
return browser`

// keeps opens a vault and keeps a place in it.
func keeps(t *testing.T) (*Browser, Place) {
	b, err := OpenBrowser()
	require.NoError(t, err)
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(t, err)
	p := Place{Room: crypto.Digest{1}, Server: "https://overleg.example", Seat: 3, Keys: Keys{Signing: signing, Seat: seat}}
	require.NoError(t, b.Keep(t.Context(), p))
	require.NoError(t, b.KeepUnsent(t.Context(), p.Room, "item 2", "Ik zag dat"))
	return b, p
}

func browse() js.Value { return js.Global().Get("Function").New(databases).Invoke() }

// Joris wipes his device while something holds its databases. That fails, and it is
// not forgotten that it did: pressing again fails too, until they are gone.
func TestAWipeThatFailedIsDoneAgain(t *testing.T) {
	for what, wipe := range map[string]func(*Browser, crypto.Digest) error{
		"all":      func(b *Browser, _ crypto.Digest) error { return b.Wipe(t.Context()) },
		"one room": func(b *Browser, room crypto.Digest) error { return b.Forget(t.Context(), room) },
	} {
		t.Run(what, func(t *testing.T) {
			browser := browse()
			b, p := keeps(t)
			browser.Set("blocked", true)
			for range 2 {
				require.ErrorIs(t, wipe(b, p.Room), ErrBrowser)
				rooms, err := b.Rooms(t.Context())
				require.NoError(t, err)
				require.Equal(t, []crypto.Digest{p.Room}, rooms)
			}
			got, err := b.Place(t.Context(), p.Room)
			require.NoError(t, err, "who forgets a room looks first whose it is")
			require.Equal(t, p.Seat, got.Seat)
			browser.Set("blocked", false)
			require.NoError(t, wipe(b, p.Room))
			nothingOf(t, b, p.Room)
		})
	}
}

// Of a room that was forgotten nothing comes back: not by what is typed still, nor by
// taking away a page.
func TestNothingIsKeptOfAForgottenRoom(t *testing.T) {
	browse()
	b, p := keeps(t)
	require.NoError(t, b.Forget(t.Context(), p.Room))
	require.ErrorIs(t, b.KeepUnsent(t.Context(), p.Room, "item 2", "Ik zag dat"), ErrNotFound)
	require.NoError(t, b.KeepIssued(t.Context(), p.Room, crypto.Digest{7}, nil))
	nothingOf(t, b, p.Room)
}

// Another tab wipes while this one has the databases open: it does not have to wait.
func TestAnotherTabMayWipe(t *testing.T) {
	browse()
	_, p := keeps(t)
	other, err := OpenBrowser()
	require.NoError(t, err)
	require.NoError(t, other.Wipe(t.Context()))
	nothingOf(t, other, p.Room)
}

func nothingOf(t *testing.T, b *Browser, room crypto.Digest) {
	t.Helper()
	rooms, err := b.Rooms(t.Context())
	require.NoError(t, err)
	require.Empty(t, rooms)
	names, err := b.shelves.names()
	require.NoError(t, err)
	require.NotContains(t, names, shelfOf(room))
}

// next is the place after another act.
func next(p Place) Place {
	p.Counter++
	p.Last[0]++
	return p
}

// What this tab has read or written it does not read again, and does not write twice.
func TestARoomIsReadOnce(t *testing.T) {
	browser := browse()
	b, p := keeps(t)
	before := browser.Get("reads").Int()
	for range 3 {
		p = next(p)
		require.NoError(t, b.Keep(t.Context(), p))
		text, err := b.Unsent(t.Context(), p.Room, "item 2")
		require.NoError(t, err)
		require.Equal(t, "Ik zag dat", text)
	}
	writes := browser.Get("writes").Int()
	require.NoError(t, b.Keep(t.Context(), p))
	require.NoError(t, b.KeepUnsent(t.Context(), p.Room, "item 2", "Ik zag dat"))
	require.Equal(t, writes, browser.Get("writes").Int(), "it says that already")
	require.Equal(t, before, browser.Get("reads").Int())
}

// Gerda goes on in another tab while this one has not heard it yet. What this one has in
// memory, or still writes, is over nothing that the other wrote: of a room it knows, nor
// of its pages, nor of her key.
func TestATabThatWasLeftBehindWritesNothing(t *testing.T) {
	browse()
	left, p := keeps(t)
	require.NoError(t, left.KeepLockedKey(t.Context(), []byte("locked")))
	here, err := OpenBrowser()
	require.NoError(t, err)
	got, err := here.Place(t.Context(), p.Room)
	require.NoError(t, err)
	require.NoError(t, here.Keep(t.Context(), next(next(got))))
	for what, write := range map[string]func() error{
		"a place":     func() error { return left.Keep(t.Context(), next(p)) },
		"text":        func() error { return left.KeepUnsent(t.Context(), p.Room, "item 2", "En ik dacht") },
		"a page":      func() error { return left.KeepIssued(t.Context(), p.Room, crypto.Digest{7}, []byte("page")) },
		"a page away": func() error { return left.KeepIssued(t.Context(), p.Room, crypto.Digest{7}, nil) },
		"her key":     func() error { return left.KeepLockedKey(t.Context(), []byte("other")) },
	} {
		require.ErrorIs(t, write(), ErrBrowser, what)
	}
	require.NoError(t, here.Keep(t.Context(), next(next(next(got)))), "and keeps nobody else from it")
	anew, err := OpenBrowser()
	require.NoError(t, err)
	got, err = anew.Place(t.Context(), p.Room)
	require.NoError(t, err)
	require.Equal(t, p.Counter+3, got.Counter)
	key, err := anew.LockedKey(t.Context())
	require.NoError(t, err)
	require.Equal(t, []byte("locked"), key)
}

// Her tab dies, or the disk does, after any number of writes. What the vault then holds is
// what one write left, whole; and a tab that lives on does not believe what it could not write.
func TestWhatWasWrittenLastIsThere(t *testing.T) {
	for more := range 4 {
		browser := browse()
		b, p := keeps(t)
		browser.Set("last", browser.Get("writes").Int()+more)
		kept := p
		for range 4 {
			err := b.Keep(t.Context(), next(kept))
			if err == nil {
				kept = next(kept)
				continue
			}
			require.ErrorIs(t, err, ErrBrowser)
			require.ErrorIs(t, b.KeepUnsent(t.Context(), p.Room, "item 2", "En ik dacht"), ErrBrowser)
			break
		}
		require.Equal(t, p.Counter+uint64(more), kept.Counter)
		browser.Set("last", js.Global().Get("Infinity"))
		anew, err := OpenBrowser()
		require.NoError(t, err)
		for _, v := range []*Browser{b, anew} {
			got, err := v.Place(t.Context(), p.Room)
			require.NoError(t, err)
			require.Equal(t, kept.Counter, got.Counter)
			require.Equal(t, kept.Last, got.Last)
			text, err := v.Unsent(t.Context(), p.Room, "item 2")
			require.NoError(t, err)
			require.Equal(t, "Ik zag dat", text)
		}
	}
}
