package vault

import (
	"crypto/rand"
	"encoding/base32"
	"slices"
	"strings"
	"sync/atomic"
	"syscall/js"

	"casusoverleg/crypto"
)

// The databases of the vault: one for each room, and one for the person, so that
// what goes, goes whole. Where the browser has Storage Buckets each is in one of
// its own: deleting that deletes its files at once, where a deleted record, or a
// deleted database, may stay in a file until the browser tidies it.
const (
	databaseName    = "casusoverleg"
	databaseVersion = 1
	recordStore     = "records"
	personShelf     = "person"
	roomPrefix      = "room-"
	issuedPrefix    = "issued-"
)

// The records: of the person's shelf minutesName, of a room's roomName, and one for
// each page that was issued there; and of every shelf who has it.
const (
	minutesName = "minutes"
	roomName    = "room"
	ownerName   = "owner"
)

// shelfOf names the shelf of a room: in what a bucket's name may hold (lower-case
// letters and digits, under 64).
func shelfOf(room crypto.Digest) string {
	return roomPrefix + strings.ToLower(shelfEncoding.EncodeToString(room[:]))
}

// roomOf is the room of a shelf.
func roomOf(shelf string) (room crypto.Digest, ok bool) {
	name, ok := strings.CutPrefix(shelf, roomPrefix)
	if !ok {
		return room, false
	}
	id, err := shelfEncoding.DecodeString(strings.ToUpper(name))
	return room, err == nil && copy(room[:], id) == len(room)
}

var shelfEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// shelves opens, lists and drops the databases.
type shelves struct {
	buckets js.Value // navigator.storageBuckets, or undefined
	factory js.Value // indexedDB, for where there are none
}

func newShelves() (shelves, error) {
	s := shelves{buckets: js.Global().Get("navigator").Get("storageBuckets"), factory: js.Global().Get("indexedDB")}
	if s.factory.Type() != js.TypeObject {
		return s, ErrBrowser
	}
	return s, nil
}

// open opens a shelf, and makes it where there is none. Whoever had it open in another
// tab can write nothing there from now on, whatever it still has in memory.
func (s shelves) open(shelf string) (database, error) {
	factory, name, bucket := s.factory, databaseName+"-"+shelf, js.Undefined()
	if s.buckets.Type() == js.TypeObject {
		promise, err := try(func() js.Value { return s.buckets.Call("open", shelf) })
		if err != nil {
			return database{}, err
		}
		if bucket, err = await(promise); err != nil {
			return database{}, err
		}
		factory, name = bucket.Get("indexedDB"), databaseName
	}
	request, err := try(func() js.Value { return factory.Call("open", name, databaseVersion) })
	if err != nil {
		return database{}, err
	}
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("result").Call("createObjectStore", recordStore)
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	if err := requested(request); err != nil {
		return database{}, err
	}
	db := database{Value: request.Get("result"), bucket: bucket, owner: rand.Text(), left: new(atomic.Bool)}
	// Another tab that deletes it does not have to wait for this one.
	db.leave = js.FuncOf(func(js.Value, []js.Value) any {
		db.left.Store(true)
		db.Call("close")
		return nil
	})
	db.Set("onversionchange", db.leave)
	err = db.change(func(store js.Value) { store.Call("put", db.owner, ownerName) })
	if err != nil {
		db.close()
	}
	return db, err
}

// names lists the shelves there are.
func (s shelves) names() ([]string, error) {
	if s.buckets.Type() == js.TypeObject {
		keys, err := awaited(s.buckets, "keys")
		if err != nil {
			return nil, err
		}
		var names []string
		for i := range keys.Length() {
			names = append(names, keys.Index(i).String())
		}
		return names, nil
	}
	databases, err := awaited(s.factory, "databases")
	if err != nil {
		return nil, err
	}
	var names []string
	for i := range databases.Length() {
		if shelf, ok := strings.CutPrefix(databases.Index(i).Get("name").String(), databaseName+"-"); ok {
			names = append(names, shelf)
		}
	}
	slices.Sort(names)
	return names, nil
}

// drop deletes a shelf, which is closed.
func (s shelves) drop(shelf string) error {
	if s.buckets.Type() == js.TypeObject {
		_, err := awaited(s.buckets, "delete", shelf)
		return err
	}
	request, err := try(func() js.Value { return s.factory.Call("deleteDatabase", databaseName+"-"+shelf) })
	if err != nil {
		return err
	}
	return requested(request)
}

// awaited calls what gives a promise, and waits for it.
func awaited(on js.Value, method string, args ...any) (js.Value, error) {
	promise, err := try(func() js.Value { return on.Call(method, args...) })
	if err != nil {
		return js.Value{}, err
	}
	return await(promise)
}

// database is an IndexedDB. A change is on disk when a method returns.
type database struct {
	js.Value
	bucket js.Value     // held on to: Chromium serves no database whose bucket was collected
	leave  js.Func      // closes it when another tab deletes it
	left   *atomic.Bool // that happened
	owner  string       // what ownerName says for as long as no other tab opened it
}

// close closes a database, unless it is closed.
func (d database) close() {
	if d.IsUndefined() {
		return
	}
	d.Set("onversionchange", js.Null())
	d.Call("close")
	d.leave.Release()
}

// requested waits for a request of IndexedDB. One that another tab blocks has failed;
// it is pending still, and throws when it is asked for its error.
func requested(request js.Value) error {
	var blocked js.Func
	_, err := settled(func(ok, failed js.Func) {
		blocked = js.FuncOf(func(js.Value, []js.Value) any { return failed.Invoke() })
		request.Set("onsuccess", ok)
		request.Set("onerror", failed)
		request.Set("onblocked", blocked)
	})
	for _, on := range []string{"onsuccess", "onerror", "onblocked"} {
		request.Set(on, js.Null()) // what was blocked may still be done later
	}
	blocked.Release()
	return err
}

// read makes one request in a transaction that changes nothing.
func (d database) read(method string, args ...any) (js.Value, error) {
	request, err := try(func() js.Value {
		return d.Call("transaction", recordStore, "readonly").Call("objectStore", recordStore).Call(method, args...)
	})
	if err != nil {
		return js.Value{}, err
	}
	if err := requested(request); err != nil {
		return js.Value{}, err
	}
	return request.Get("result"), nil
}

// write makes one request in a transaction that is on disk when write returns: unless
// another tab opened this database since, which then has everything that is in it.
func (d database) write(method string, args ...any) error {
	var mine js.Func
	defer func() { mine.Release() }()
	return d.change(func(store js.Value) {
		asked := store.Call("get", ownerName)
		mine = js.FuncOf(func(js.Value, []js.Value) any {
			if owner := asked.Get("result"); owner.Type() != js.TypeString || owner.String() != d.owner {
				store.Get("transaction").Call("abort")
				return nil
			}
			if _, err := try(func() js.Value { return store.Call(method, args...) }); err != nil {
				store.Get("transaction").Call("abort")
			}
			return nil
		})
		asked.Set("onsuccess", mine)
	})
}

// change makes one transaction; what it does is on disk when change returns.
func (d database) change(does func(store js.Value)) error {
	transaction, err := try(func() js.Value {
		t := d.Call("transaction", recordStore, "readwrite", map[string]any{"durability": "strict"})
		does(t.Call("objectStore", recordStore))
		return t
	})
	if err != nil {
		return err
	}
	_, err = settled(func(ok, failed js.Func) {
		transaction.Set("oncomplete", ok)
		transaction.Set("onabort", failed)
	})
	return err
}
