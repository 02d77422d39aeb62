package vault

import (
	"errors"
	"fmt"
	"syscall/js"
)

// outcome is what became of something that the browser does in its own time.
type outcome struct {
	value js.Value
	err   error
}

// await waits for a promise. Other goroutines, and the browser, go on meanwhile.
func await(promise js.Value) (js.Value, error) {
	return settled(func(ok, failed js.Func) { promise.Call("then", ok, failed) })
}

// settled waits until one of two callbacks is called.
func settled(begin func(ok, failed js.Func)) (js.Value, error) {
	done := make(chan outcome, 1)
	ok := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: first(args)}
		return nil
	})
	defer ok.Release()
	failed := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{err: failure(first(args))}
		return nil
	})
	defer failed.Release()
	begin(ok, failed)
	o := <-done
	return o.value, o.err
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}

// try calls what may throw.
func try(call func() js.Value) (v js.Value, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			var e js.Error
			if asError, ok := thrown.(error); !ok || !errors.As(asError, &e) {
				panic(thrown)
			}
			err = failure(e.Value)
		}
	}()
	return call(), nil
}

// failure names what the browser says is wrong, without its message: that may
// hold what was given to it.
func failure(v js.Value) error {
	if v.Type() == js.TypeObject && v.Get("target").Type() == js.TypeObject { // an event of IndexedDB
		v = v.Get("target").Get("error")
	}
	if v.Type() == js.TypeObject && v.Get("name").Type() == js.TypeString {
		return fmt.Errorf("%w: %s", ErrBrowser, v.Get("name").String())
	}
	return ErrBrowser
}

// ErrBrowser says that the browser did not store, read, encrypt or sign.
var ErrBrowser = errors.New("vault: the browser does not do it")

func bytesFrom(v js.Value) []byte {
	array := js.Global().Get("Uint8Array").New(v)
	b := make([]byte, array.Length())
	js.CopyBytesToGo(b, array)
	return b
}

func bytesTo(b []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}
