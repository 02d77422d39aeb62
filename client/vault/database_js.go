package vault

import "syscall/js"

// The database of the vault.
const (
	databaseName    = "casusoverleg"
	databaseVersion = 1
	roomStore       = "rooms"  // by room id
	personStore     = "person" // by minutesName
	issuedStore     = "issued" // by issuedName
	minutesName     = "minutes"
)

// database is an IndexedDB. A change is on disk when a method returns.
type database struct{ js.Value }

func openDatabase() (database, error) {
	factory := js.Global().Get("indexedDB")
	if factory.Type() != js.TypeObject {
		return database{}, ErrBrowser
	}
	request, err := try(func() js.Value { return factory.Call("open", databaseName, databaseVersion) })
	if err != nil {
		return database{}, err
	}
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		for _, store := range []string{roomStore, personStore, issuedStore} {
			request.Get("result").Call("createObjectStore", store)
		}
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	if err := requested(request); err != nil {
		return database{}, err
	}
	return database{request.Get("result")}, nil
}

// requested waits for a request of IndexedDB.
func requested(request js.Value) error {
	_, err := settled(func(ok, failed js.Func) {
		request.Set("onsuccess", ok)
		request.Set("onerror", failed)
		request.Set("onblocked", failed)
	})
	return err
}

// read makes one request in a transaction that changes nothing.
func (d database) read(store, method string, args ...any) (js.Value, error) {
	request, err := try(func() js.Value {
		return d.Call("transaction", store, "readonly").Call("objectStore", store).Call(method, args...)
	})
	if err != nil {
		return js.Value{}, err
	}
	if err := requested(request); err != nil {
		return js.Value{}, err
	}
	return request.Get("result"), nil
}

// write makes one request in a transaction that is on disk when write returns.
func (d database) write(store, method string, args ...any) error {
	transaction, err := try(func() js.Value {
		t := d.Call("transaction", store, "readwrite", map[string]any{"durability": "strict"})
		t.Call("objectStore", store).Call(method, args...)
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
