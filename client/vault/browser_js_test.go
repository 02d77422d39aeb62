package vault

import (
	"crypto/rand"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// databases stand for those of a browser: as much of IndexedDB as the vault uses. A
// request answers in a later turn; one that is blocked throws when it is asked for its
// error, as a pending request does.
const databases = `
const kept = new Map(), open = new Map()
const later = (request, event) => setTimeout(() => request['on' + event]?.({ target: request }))
const browser = { blocked: false }
const connect = (name) => {
  const store = {
    createObjectStore() {}, get: (key) => done({}, kept.get(name).get(key)),
    put: (value, key) => kept.get(name).set(key, value), delete: (key) => kept.get(name).delete(key),
  }
  const db = {
    createObjectStore() {}, close: () => open.get(name).delete(db),
    transaction(_, mode) {
      if (!open.get(name).has(db)) throw new DOMException('', 'InvalidStateError')
      const t = { objectStore: () => store }
      if (mode === 'readwrite') later(t, 'complete')
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
